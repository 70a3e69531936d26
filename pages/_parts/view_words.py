"""The words of a measure's page for choosing a view of it, and for saying what the view shows."""

from __future__ import annotations

from collections.abc import Mapping

# What each part of a view is called where a measure does not have it.
KINDS: Mapping[str, str] = {
    "from": "period",
    "to": "period",
    "comparison": "comparison",
    "dimension": "breakdown",
    "view": "view",
}
HAS_NONE = "This measure has no {kind} “{text}”."

AREA, ALL_OF_LONDON, SHOW = "Area", "All of London", "Show"
COMPARED_WITH = "Compared with"
PERIOD_AND_BREAKDOWN, PERIOD_ALONE = "Period and breakdown", "Period"
FROM, FROM_THE_START = "From", "Start: {label}"
TO, TO_THE_NEWEST = "To", "Newest: {label}"
BREAKDOWN, NO_BREAKDOWN = "Breakdown", "None"

NEWER_EXISTS = "This page shows an earlier figure. There is a newer one, of {label}. "
SEE_NEWEST = "See the newest figure"
RESUMES, NEVER_RESUMES = "Comparison resumes with {label}.", "This comparison does not resume."
BACKWARDS = "There is nothing to show from {first} to {last}, because {first} comes after {last}. "
TURN_AROUND = "Show {last} to {first}"
LONDON_ALONE = "Breakdowns are of London as a whole. There is none for one borough. "
SEE_FOR_LONDON = "See this breakdown for London"
WHOLE_PAGE = "All about this measure"

OVER_TIME = "Over time"
YEARS = "This year and the years before"
YEARS_TITLE = "{measure}, {area}: total so far in each year"
YEARS_CAPTION = "Each line adds up the months of one year. The thick line is {year}."
YEARS_TABLE = "Table of {count} years, month by month"
MONTH, NOT_YET, PROVISIONAL_END = "Month", "Not yet", "The hollow point is provisional."

NO_FIGURE = "Not available"
BOROUGHS, BOROUGH, BOROUGHS_TABLE = "Boroughs", "Borough", "Every borough, by name"
EVERY_BOROUGH = "See the line of every borough, side by side"
NO_LINES = "Nothing is known of boroughs between these periods."
NOTHING_TO_DRAW = "There is no figure between these periods."
SHOWN_ARE, EXAMPLE = "Shown are {what}. {window}", "London’s newest figure: {text} {share}. {window}"
ONE_SCALE = "Every line is drawn on the same scale, from {low} to {high}, and runs from {first} to {last}."
ENDED_EARLY = "They end with {last}: twelve months across a break cannot be added up, because {reason}."
BY_NAME = "Boroughs stand in the order of their names: this is no league table."
LONDON_BEHIND = "The thin line behind each is London."

BREAKDOWNS, BREAKDOWN_TITLE = "Breakdowns", "{measure} by {dimension}"
BREAKDOWN_CAPTION = " The bar is {now}. The upright mark is {before}."
SEE_BREAKDOWN = "See this breakdown over time"
OVER_TIME_TITLE = "{title}, over time"
A_POINT_A_YEAR = "There is one point for each year: its total from {months}."
FROM_TO = "{name}: from {first} to {last}."
CATEGORY_UNKNOWN = "{name}: no figure is known."
NOT_FROM_ZERO = "The scale starts at {low}, not at zero."
PERIOD, PARTS_TABLE, BARS_TABLE = "Period", "Table of {count} periods", "Table of {count} categories"
