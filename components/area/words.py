"""The words of the pages of areas: the map, one area, areas side by side, and the search for one."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.comparing import Judged
from metrics.figures.area_comparison import Standing
from metrics.figures.change import OutcomeOfChange
from metrics.gazetteer import Level

AREAS_TITLE = "{region’s} {districts}"
AREAS_TITLE_OF = "{region’s} {districts}: {measure}"
AREAS_LEAD = "See how each {district} stands beside {region} as a whole, and find your own."
COMPARE_TITLE = "Compare areas"
COMPARE_TITLE_OF = "Compare areas: {names}"
AREA_DESCRIPTION = (
    "Crime and policing in {name}, with {region} beside it: every measure that has figures for it."
)
REGION_DESCRIPTION = "Crime and policing in {region} as a whole: every measure that has figures for it."
COMPARE_LEAD = "Up to four {districts} side by side with {region}."
COMPARE_LEAD_WITH_GROUPS = (
    "Up to four {districts}, or groups of {districts} ({divisions}), side by side with {region}."
)
COMPARE_LEAD_IN_FULL = (
    "Up to four {districts}, or groups of {districts} ({divisions in full}, or {divisions}), "
    "side by side with {region}."
)

# A shape for each standing, so that nothing hangs on colour.
STANDING_MARKS: Mapping[Standing, str] = {"higher": "▲", "similar": "=", "lower": "▼", "not-known": "?"}
# And one for each outcome of a change.
CHANGE_MARKS: Mapping[OutcomeOfChange, str] = {
    "higher": "▲",
    "little-change": "=",
    "lower": "▼",
    "uncertain": "?",
    "not-comparable": "×",
    "not-known": "?",
}
NO_MARK = "–"

FIND = "Find your {district}"
FIND_HINT = "Its name, a place or a postcode"
FIND_BY_PLACE = "Its name or a place"
FIND_BY_POSTCODE = "Its name or a postcode"
FIND_BY_NAME = "Its name"
FIND_BUTTON = "Find"
MATCH = "Shown for “{text}”."
MATCH_OTHERS = " Did you mean another?"
NOT_CLEAR = "“{text}” may be more than one area. Did you mean:"
NOT_FOUND = "No {district} or place called “{text}” is known here, though not every place is."
NO_DISTRICT_CALLED = "No {district} called “{text}” is known here."
ALL_BELOW = "All {districts} stand on the map and in the table below."
ALL_IN_TABLE = "All {districts} stand in the table below."
PLACE = "“{place}” is in {area}. It may reach into other {districts} too."
PLACE_PARTLY = "A part of “{place}” is in {area}."
PLACE_MEANT = "Did you mean “{place}”, in {area}?"
PLACES_ACROSS = "“{text}” lies in several {districts}:"
NOT_KNOWN_HERE = "“{text}” is not known here. Did you mean:"
COUNTED_APART = "What is counted under “{name}” is in no {district}’s figures."
PLACES = "“{text}” is the name of several places:"
PLACE_IN = ", in "
OUTCODE = "Postcodes that start with {outcode} are known to lie in:"
OUTCODE_IN = "Postcodes that start with {outcode} are known to lie in it."
OUTCODE_OTHERS = "They may lie in other {districts} as well."
OUTCODE_UNKNOWN = "No {district} is known here for postcodes that start with {outcode}."
WHICH_COUNCIL = "Find out which {district} a postcode is in"
WHICH_COUNCIL_LINK = "https://www.gov.uk/find-local-council"

WHY_STANDING = "Why “{standing}”?"
MEASURE = "Measure"
LEGEND = "What the marks mean"
OWN_POLICE = "{name}: no figures, because it has a police force of its own"
MAP = "Map of {districts}"
MAP_VIEWS = "Other views of the map"
MAP_KIND = "Map"
AS_TILES = "Tiles"
AS_BOUNDARIES = "Real shapes"
MAP_SHOWS = "Shows"
AS_CHANGE = "Change"
CHANGE_WORD = "What it is called"
THAN_A_YEAR = "{word} than a year before"
THAN_BEFORE = "{word} than before"
NO_CHANGE = "No change is told"
CHANGE_OF = "Change of each {district}’s own figure: {later}, against {earlier}."
NO_CHANGES = "No change of this measure is told of {districts}."
CHANGE_BY_CHANCE = (
    "A change is called higher or lower only where it is larger than chance makes it in 19 of 20 places in which "
    "nothing changes."
)
CALLED_BY_CHANCE = (
    "So of {number} {districts} in which nothing changed {few} or {more} would still be called so."
)
ONE_CALLED_BY_CHANCE = "So of {number} {districts} in which nothing changed one may still be called so."
CHANGES_APART = (
    "Each {district} is compared with itself, not with {region}: one that is higher than a year "
    "before can still be "
    "lower than {region}."
)
BOUNDARIES_LABEL = "{Districts} by their boundaries"
MAP_IS_WIDER = "The map is wider than this screen: it goes on to the right."
MAP_LABEL = "{Districts}, roughly where they lie"
REGIONS_FIGURE = "{region’s} figure is {figure}."
NO_SUCH_MEASURE = "No measure called “{text}” has figures for {districts}."
NO_SUCH_MAP = "The map has no view called “{text}”."
NO_AREAS = "No measure of this release has figures for {districts}."
NOT_RANKED = (
    "The {districts} are not ranked. Most of the differences between neighbours in such a list "
    "would be chance."
)
VISITORS = (
    "People who work there, visit or go out there are not among them, so the rates of busy places are higher."
)
VISITORS_SUCH_AS = (
    "People who work there, visit or go out there are not among them, so the rates of busy places, such as "
    "{busy}, are higher."
)
RESIDENTS = "A rate is the number of {noun} divided by how many people live in the area{source}."
RESIDENTS_BY_YEAR = (
    "A rate is the number of {noun} divided by how many people lived in the area, by the numbers of {years}"
    "{source}: those of the year in which most of the months lie, or the nearest earlier ones."
)
REGIONS_RATE = (
    "{region’s} rate counts everything in the area of the {force}, also what no {district} has, "
    "and everybody who lives there."
)
REGIONS_RATE_WITH_NAMES = (
    "{region’s} rate counts everything in the area of the {force}, also what stands under {names}, "
    "and everybody who lives there."
)
REGIONS_RATE_UNPLACED = (
    "{region’s} rate counts everything in the area of the {force}, also {unplaced}, "
    "and everybody who lives there."
)
REGIONS_RATE_OF_DISTRICTS = (
    "{region’s} rate is that of its {districts} together: what all of them count, by everybody "
    "who lives in them."
)
GROUPS = "Groups of {districts}"
GROUPS_DESCRIPTION = "The {force} runs {districts} in groups, called {divisions}. Their number is {number}."
GROUPS_DESCRIPTION_IN_FULL = (
    "The {force} runs {districts} in {number} groups, called {divisions in full} ({divisions})."
)
GROUP_PERCENTAGES = (
    "Percentages of {districts} do not add up to one of a group, so {a division} has figures for "
    "counts alone."
)
GROUP_NO_SUMS = "Of a group of {districts} there are no {several}: those of {districts} do not add up to one."
GROUP_NONE_OF = "{A division} has no figure of {measures}, because {several} of {districts} do not add up."

PEOPLE_BY_YEAR = "About {people} people lived here in {year}{source}."
PEOPLE = "About {people} people live here{source}."
BELONGS_BEFORE = " It belongs to "
BELONGS_AFTER = ", one of the groups in which the police run {districts}."
BELONGS_AFTER_NAMED = ", one of the {divisions}: groups in which the police run {districts}."
DIVISION_IN_FULL = "{division} stands for {division in full}."
GROUP_LEAD = "A group of {districts} that the {force} runs together."
GROUP_LEAD_NAMED = "{A division}: a group of {districts} that the {force} runs together."
GROUP_LEAD_OF_ONE = "{A division} that is {a district} by itself."
REGION_LEAD = "All of the area that the {force} covers."
REGION_MORE = "See all outcomes and measures of {region}"
OUTSIDE_LEAD = "There are no figures for {name} on this site."
OUTSIDE_WHY = (
    "The {force} does not work there, and the surveys do not ask about it, so the figures of "
    "{region} here leave it out."
)
ITS_DISTRICTS = "Its {districts}"
ITS_DISTRICT = "Its {district}"
WITHOUT_TITLE = "What there are no figures of here"
FIGURES_OF_REGION = "There are figures for {region} as a whole alone."
FIGURES_OF_LEVEL: Mapping[Level, str] = {
    "district": FIGURES_OF_REGION,
    "ward": FIGURES_OF_REGION,
    "division": "There are figures for {region} and for groups of {districts} alone.",
    "force": "There are figures for {region} and for other police forces alone.",
}
COMPARE_WITH = "Compare {name} with other areas"
ALL_AREAS = "All {districts} on the map"
ALL_AREAS_BY_NAME = "All {districts} by name"

BESIDE_REGION = "Beside {region}"

AREA_NUMBER = "Area {number}"
NOBODY = "None"
COMPARE_BUTTON = "Compare"
CHOOSE = "Choose areas to compare, then press “Compare”."
UNKNOWN_AREA = "There is no area called “{text}”."
NO_FIGURES_OF = "There are no figures for {name}."
TOO_MANY = "Up to four areas can be compared. These were left out: {names}."
REGION_ANYWAY = "{region} stands beside every area anyway."
REGION_ALONE_COMPARED: Mapping[Judged, str] = {
    "as-compared": (
        "“Higher” and “lower” are said against {region}. Two areas whose intervals overlap may not "
        "differ from each "
        "other."
    ),
    "like-with-like": (
        "“Higher” and “lower” are said against {region}. Two areas whose limits overlap may not differ from each "
        "other."
    ),
}
