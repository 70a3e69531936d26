"""A file that nobody has declared yet: what stands where in it, as the start of a declaration."""

from __future__ import annotations
