"""The words around the charts of figures: titles, what their drawings show, what their tables hold."""

from __future__ import annotations

from collections.abc import Mapping

from components.basics.words import SEVERAL, SPAN
from metrics.figures.control_limits import Way
from metrics.language import say_count

# Charts of every kind.
# In the place of what would be drawn along the foot of its scale.
ALL_ZERO = "Zero throughout"
ZERO_LINES = "Zero throughout, and not drawn: {names}."
ZERO_FROM = "It is zero throughout, from {first} to {last}."
HOW_TO_READ = "How to read this chart"
NOT_FROM_ZERO = "The scale starts at {low}, not at zero."
BREAK_FROM = "Break: {period}"
BREAK_NAMED = (
    "There is a break from {period} on, because {reason}: figures on either side cannot be compared."
)
NONE_ACROSS = "Where months would be added up across a break there is no figure, because {reason}."
FOR_EACH = "for each {number} people"
TWELVE_MONTHS_TO = "12 months to the end of"
FROM_TO = "{name}: from {first} to {last}."
# By the noun of the periods that a table has.
PERIODS_TABLE: Mapping[str, tuple[str, str]] = {
    noun: (f"Table of {{number:,}} {noun}", f"Table of {{number:,}} {several}")
    for noun, several in {"period": "periods", **SEVERAL}.items()
}
# What the place is called in which the arrow keys read a chart.
READ_WITH_KEYS = "{title}. The arrow keys read its figures."

# The usual range.
WHICH = " (usual range)"
HEADING = "Is {period} unusual?"
TITLE = "{measure}, {area}: usual range, {first} to {last}"
ADJUSTED_TITLE = "{measure}, {area}: usual range, adjusted for the time of year, {first} to {last}"
ADJUSTED_LINE = (
    "The line is of counts divided by the index of their {noun}. The table has what was counted too."
)
ADJUSTED_HEAD = "Adjusted for the time of year"
ADJUSTED_DESCRIBED = "Adjusted for the time of year. {description}"
USUAL_BAND = "The shaded band is the usual range, {span}."
AVERAGE = "The line through it is the average, {average}."
ONE_SQUARE = "The square marks a {noun} outside the usual range."
SQUARES = "Squares mark {nouns} outside the usual range."
FROM = "Usual from {low}"
TO = "Usual up to {high}"
DESCRIBED = "A line from {first} to {last}, and the range from {low} to {high} that it usually stays in."
DESCRIBED_BY_ONE = "A line from {first} to {last}, and the one number that it usually stays at, {low}."
NONE_OUTSIDE = "It never leaves it."
OUTSIDE = "It leaves it in {periods}."
ABOVE = "Above the usual range"
BELOW = "Below the usual range"
RUNS: Mapping[Way, str] = {
    "above": "One of {number} {nouns} in a row above the average",
    "below": "One of {number} {nouns} in a row below the average",
    "rising": "One of {number} {nouns} in a row that rise",
    "falling": "One of {number} {nouns} in a row that fall",
}

# A measure over time.
TREND_TITLE = "{measure}, {area}, {first} to {last}"
TREND_FROM_TO = "A line from {first} to {last}."
EXTREMES = "The lowest is {lowest}, the highest {highest}."
EXTREMES_AFTER = "After the break the lowest is {lowest}, the highest {highest}."
YEAR_SO_FAR = "Year so far"

# Lines of areas.
OF_YEARS = "Each point adds up the twelve months to the end of its period."
GAPS = "A line has a gap where there is no figure."
LINES_DESCRIBED = "In {period}: {figures}."
LINES_TABLE = ("Table of {number:,} figure for each area", "Table of {number:,} figures for each area")

# The interactive chart.
ALL_YEARS = "All years"
YEARS_BACK = ("{number} year", "{number} years")
EXPLORE = "Explore this chart"
MORE = "More"
MORE_HINT = ": lines, zoom, save"
LINES = "Lines to show"
TIME = "Time to show"
SAVE = "Save this chart as a picture"
# Each with what it does to the span of time, which the chart's own script knows.
TIME_STEPS: tuple[tuple[str, str], ...] = (
    ("closer", "Closer"),
    ("wider", "Wider"),
    ("earlier", "Earlier"),
    ("later", "Later"),
)
SAVES: tuple[tuple[str, str], ...] = (("svg", "Save as SVG"), ("png", "Save as PNG"))
OWN_AREA = "{region}"
# What the chart's own script says; what stands in braces is filled in there.
ANNOUNCEMENTS: Mapping[str, str] = {
    "span": SPAN,
    "moved": "{span} shown.",
    "same": "There is no more to show. {span} shown.",
    "on": "{name} shown.",
    "off": "{name} hidden.",
    "saving": "Making the picture.",
    "saved": "Saved as {file}.",
    "failed": "The picture could not be made. The chart and its table stay as they are.",
    "scale": NOT_FROM_ZERO,
}

# Several measures.
ONE_PERIOD = "{measure}: each point is one {noun} alone."
OWN_SCALES = "Each measure has a scale of its own; all share the time axis."

# Year on year.
YEARS = "This year and the years before"
YEARS_TITLE = "{measure}, {area}: total so far in each year"
YEARS_CAPTION = "Each line adds up the months of one year. The thick line is {year}."
YEARS_TABLE = ("Table of {number:,} year, month by month", "Table of {number:,} years, month by month")
MONTH = "Month"
NOT_YET = "Not yet"

# Districts side by side.
NO_LINES = "Nothing is known of {districts} between these periods."
NO_FIGURE_BETWEEN = "There is no figure between these periods."
POINTS_ARE = "Shown are {what}. {window}"
EXAMPLE = "{region’s} newest figure: {text} {share}. {window}"
ONE_SCALE = "Every line is drawn on the same scale, from {low} to {high}, and runs from {first} to {last}."
ONE_SCALE_BUT = (
    "Every line but that of {names} is drawn on the same scale, from {low} to {high}, and runs from {first} to "
    "{last}. A line that would press all others flat has a scale of its own, written beside it."
)
OWN_SCALE = "Own scale, to {high}"
ENDED_EARLY = "They end with {last}: twelve months across a break cannot be added up, because {reason}."
BY_NAME = "{Districts} stand in the order of their names: this is no league table."
REGION_BEHIND = "The thin line behind each is {region}."

# Breakdowns.
BREAKDOWNS = "Breakdowns"
BREAKDOWN_TITLE = "{measure} by {dimension}"
BREAKDOWN_CAPTION = "The bar is {now}. The upright mark is {before}."
SEE_BREAKDOWN = "See this breakdown over time"
OVER_TIME_TITLE = "{title}, over time"
A_POINT_A_YEAR = "There is one point for each year: its total from {months}."
CATEGORY_UNKNOWN = "{name}: no figure is known."
BARS_TABLE = ("Table of {number} category", "Table of {number} categories")
BARS_DESCRIBED = "{period}: {figures}."


def periods_table(number: int, noun: str = "period") -> str:
    """``Table of 24 months``."""
    return say_count(*PERIODS_TABLE[noun], number, number=number)
