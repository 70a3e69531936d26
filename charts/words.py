"""Words that stand inside a drawing."""

from __future__ import annotations

HEAD = "95% interval"
# At the foot of a scale.
STARTS_AT = "Scale starts at {low}, not at 0"
