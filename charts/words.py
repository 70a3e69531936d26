"""Words that stand inside a drawing."""

from __future__ import annotations

HEAD = "95% interval"
