"""Words that stand inside a drawing."""

from __future__ import annotations

HEAD = "95% interval"
# Beside a bar: what it was before, where its mark stands.
WAS = "was {before}"
# At the foot of a scale.
STARTS_AT = "Scale starts at {low}, not at 0"
