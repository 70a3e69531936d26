"""The words of the interactive chart: its controls, what is announced, and what stands in a saved picture."""

from __future__ import annotations

from collections.abc import Mapping

EXPLORE = "Explore this chart"
MORE, MORE_TOLD = "More", ": lines, zoom, save"
LINES, TIME, SAVE = "Lines to show", "Time to show", "Save this chart as a picture"
# Each with what it does to the span of time, which the chart's own script knows.
STEPS: tuple[tuple[str, str], ...] = (
    ("closer", "Closer"),
    ("wider", "Wider"),
    ("earlier", "Earlier"),
    ("later", "Later"),
)
SAVES: tuple[tuple[str, str], ...] = (("svg", "Save as SVG"), ("png", "Save as PNG"))
OWN_AREA = "London"
# What the chart's own script says; what stands in braces is filled in there.
SAID: Mapping[str, str] = {
    "span": "{first} to {last}",
    "moved": "{span} shown.",
    "same": "There is no more to show. {span} shown.",
    "on": "{name} shown.",
    "off": "{name} hidden.",
    "saving": "Making the picture.",
    "saved": "Saved as {file}.",
    "failed": "The picture could not be made. The chart and its table stay as they are.",
    "scale": "The scale starts at {low}, not at zero.",
}
