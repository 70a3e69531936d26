"""The words of the page that follows a figure back to its rows."""

from __future__ import annotations

HEADING = "How this figure is made"
DESCRIPTION = (
    "The rows of the publisher's file behind the newest figure, and each step from them to the page."
)
LEAD = "{measure}, {place}, {period}: {text}"
NO_FIGURE = "{measure}, {place}"
BACK = "Back to {measure}"
LEFT_OUT = "What was left out, and why"
LINE, VALUE = "Line", "Value"
FILE = "{file}, whose header is line 1."
SAME = "{column} is “{text}” in each."
SINGLE, SINGLE_HEADS = "The single periods that are added up", ("Period", "Figure")
NOT_LISTED = "The first and the last are listed, and {count:,} more stand between them."
DATA_SET = "The data set at its publisher"
LONDONS = "The rows of London’s figure"
STEP_BY_STEP = "How this figure is made, step by step"
