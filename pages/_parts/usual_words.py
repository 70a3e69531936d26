"""The words around a usual range: what its drawing shows and what its table notes."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.figures.control import Way

WHICH = " (usual range)"
HEADING = "Is {period} unusual?"
TITLE = "{measure}, {area}: usual range, {first} to {last}"
BAND = "The shaded band is the usual range, {span}. The line through it is the average, {average}."
ONE_SQUARE = "The square marks a {noun} outside the usual range."
SQUARES = "Squares mark {noun}s outside the usual range."
GAP = "The line has a gap where there is no figure."
FROM, TO = "Usual from {low}", "Usual up to {high}"
DESCRIBED = "A line from {first} to {last}, and the range from {low} to {high} that it usually stays in."
DESCRIBED_BY_ONE = "A line from {first} to {last}, and the one number that it usually stays at, {low}."
NONE_OUTSIDE = "It never leaves it."
OUTSIDE = "It leaves it in {periods}."
ABOVE, BELOW = "Above the usual range", "Below the usual range"
TABLE = "Table of {number} {noun}s"
RUNS: Mapping[Way, str] = {
    "above": "One of {number} {noun}s in a row above the average",
    "below": "One of {number} {noun}s in a row below the average",
    "rising": "One of {number} {noun}s in a row that rise",
    "falling": "One of {number} {noun}s in a row that fall",
}
