"""The words of the pages of areas: the map, one area, areas side by side, and the search for one."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.comparing import Judged
from metrics.figures.area_comparison import Standing
from metrics.gazetteer import Level

AREAS_TITLE = "London’s boroughs"
AREAS_TITLE_OF = "London’s boroughs: {measure}"
AREAS_LEAD = "See how each borough stands beside London as a whole, and find your own."
COMPARE_TITLE = "Compare areas"
COMPARE_TITLE_OF = "Compare areas: {names}"
AREA_DESCRIPTION = (
    "Crime and policing in {name}, with London beside it: every measure that has figures for it."
)
REGION_DESCRIPTION = "Crime and policing in London as a whole: every measure that has figures for it."
COMPARE_LEAD = (
    "Up to four boroughs, or groups of boroughs (Basic Command Units, or BCUs), side by side with London."
)

# A shape for each standing, so that nothing hangs on colour.
STANDING_MARKS: Mapping[Standing, str] = {"higher": "▲", "similar": "=", "lower": "▼", "not-known": "?"}
NO_MARK = "–"

FIND = "Find your borough"
FIND_HINT = "Its name, a place or a postcode"
FIND_BUTTON = "Find"
MATCH = "Shown for “{text}”."
MATCH_OTHERS = " Did you mean another?"
NOT_CLEAR = "“{text}” may be more than one area. Did you mean:"
NOT_FOUND = (
    "No borough or place called “{text}” is known here, though not every place is. All boroughs stand on the map "
    "and in the table below."
)
PLACE = "“{place}” is in {area}. It may reach into other boroughs too."
PLACE_PARTLY = "A part of “{place}” is in {area}."
PLACE_MEANT = "Did you mean “{place}”, in {area}?"
PLACES_ACROSS = "“{text}” lies in several boroughs:"
NOT_KNOWN_HERE = "“{text}” is not known here. Did you mean:"
COUNTED_APART = "What is counted under “{name}” is in no borough’s figures."
PLACES = "“{text}” is the name of several places:"
PLACE_IN = ", in "
OUTCODE = "Postcodes that start with {outcode} are known to lie in:"
OUTCODE_IN = "Postcodes that start with {outcode} are known to lie in it."
OUTCODE_OTHERS = (
    "They may lie in other boroughs as well. All boroughs stand on the map and in the table below."
)
OUTCODE_UNKNOWN = (
    "No borough is known here for postcodes that start with {outcode}. All boroughs stand on the map and in the "
    "table below."
)
WHICH_COUNCIL = "Find out which borough a postcode is in"
WHICH_COUNCIL_LINK = "https://www.gov.uk/find-local-council"

WHY_STANDING = "Why “{standing}”?"
MEASURE = "Measure"
LEGEND = "What the marks mean"
OWN_POLICE = "City of London: no figures, because it has a police force of its own"
MAP = "Map of boroughs"
MAP_IS_WIDER = "The map is wider than this screen: it goes on to the right."
MAP_LABEL = "Boroughs, roughly where they lie"
REGIONS_FIGURE = "London’s figure is {figure}."
NO_SUCH_MEASURE = "No measure called “{text}” has figures for boroughs."
NO_AREAS = "No measure of this release has figures for boroughs."
NOT_RANKED = (
    "The boroughs are not ranked. Most of the differences between neighbours in such a list would be chance."
)
VISITORS = (
    "People who work there, visit or go out there are not among them, so the rates of busy places, such as "
    "Westminster, are higher."
)
RESIDENTS = (
    f"A rate is the number of {{noun}} divided by how many people live in the area (Census 2021). {VISITORS}"
)
RESIDENTS_BY_YEAR = (
    "A rate is the number of {noun} divided by how many people lived in the area, by the numbers of {years}: "
    "those of the year in which most of the months lie, or the nearest earlier ones. "
    f"{VISITORS}"
)
REGIONS_RATE = (
    "London’s rate counts everything in the area of the Metropolitan Police, also at the airports and where the "
    "borough is not known, and everybody who lives there."
)
REGIONS_RATE_OF_DISTRICTS = (
    "London’s rate is that of its boroughs together: what all of them count, by everybody who lives in them."
)
GROUPS = "Groups of boroughs"
GROUPS_DESCRIPTION = (
    "The Metropolitan Police runs boroughs in twelve groups, called Basic Command Units (BCUs)."
)
GROUP_PERCENTAGES = (
    "Percentages of boroughs do not add up to one of a group, so a BCU has figures for counts alone."
)
GROUP_NO_SUMS = "Of a group of boroughs there are no {several}: those of boroughs do not add up to one."
GROUP_NONE_OF = "A BCU has no figure of {measures}, because {several} of boroughs do not add up."

PEOPLE_BY_YEAR = "About {people} people lived here in {year}."
PEOPLE = "About {people} people live here (Census 2021)."
BELONGS_BEFORE = " It belongs to "
BELONGS_AFTER = ", one of the groups in which the police run boroughs."
DIVISION_IN_FULL = "BCU stands for Basic Command Unit."
GROUP_LEAD = (
    "A group of boroughs that the Metropolitan Police runs together. About {people} people live here."
)
REGION_LEAD = (
    "All of the area that the Metropolitan Police covers. About {people} people live here (Census 2021)."
)
REGION_LEAD_BY_YEAR = (
    "All of the area that the Metropolitan Police covers. About {people} people lived here in {year}."
)
GROUP_LEAD_BY_YEAR = (
    "A group of boroughs that the Metropolitan Police runs together. "
    "About {people} people lived here in {year}."
)
REGION_MORE = "See all outcomes and measures of London"
CITY_LEAD = "There are no figures for the City of London on this site."
CITY_WHY = (
    "The City of London has a police force of its own, the City of London Police. The Metropolitan Police does "
    "not work there, and the surveys do not ask about it, so the figures of London here leave it out."
)
CITY_LINK = "The City of London Police"
CITY_POLICE = "https://www.cityoflondon.police.uk/"
ITS_DISTRICTS = "Its boroughs"
WITHOUT_TITLE = "What there are no figures of here"
FIGURES_OF_REGION = "There are figures for London as a whole alone."
FIGURES_OF_LEVEL: Mapping[Level, str] = {
    "borough": FIGURES_OF_REGION,
    "ward": FIGURES_OF_REGION,
    "bcu": "There are figures for London and for groups of boroughs alone.",
    "force": "There are figures for London and for other police forces alone.",
}
COMPARE_WITH = "Compare {name} with other areas"
ALL_AREAS = "All boroughs on the map"

BESIDE_REGION = "Beside London"

AREA_NUMBER = "Area {number}"
NOBODY = "None"
COMPARE_BUTTON = "Compare"
CHOOSE = "Choose areas to compare, then press “Compare”."
UNKNOWN_AREA = "There is no area called “{text}”."
NO_FIGURES_OF = "There are no figures for {name}."
TOO_MANY = "Up to four areas can be compared. These were left out: {names}."
REGION_ANYWAY = "London stands beside every area anyway."
REGION_ALONE_COMPARED: Mapping[Judged, str] = {
    "as-compared": (
        "“Higher” and “lower” are said against London. Two areas whose intervals overlap may not differ from each "
        "other."
    ),
    "like-with-like": (
        "“Higher” and “lower” are said against London. Two areas whose limits overlap may not differ from each "
        "other."
    ),
}
