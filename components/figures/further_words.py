"""The words of tables of areas that a site declares: wards, forces, and divisions with figures of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.basics.words import all_of
from metrics.gazetteer import Level

NUMBER = "Number"
RATE_HEAD = "For each {per} people"
PEOPLE_OF = "Rates are by the people of {years}."
WARD = "Ward"
WARDS = "Its wards"
WARDS_OF = "{measure} in the wards of {district}, {period}"
# What stands beside the region as a whole on the page of a measure: other forces, or divisions with figures of
# their own.
BESIDE: Mapping[Level, str] = {"force": "Other forces", "division": "Groups of {districts} ({divisions})"}
BESIDE_ID: Mapping[Level, str] = {"force": "other-forces", "division": "{divisions}"}
BESIDE_HEAD: Mapping[Level, str] = {"force": "Force", "division": "{division}"}
BESIDE_LEAD: Mapping[Level, str] = {
    "force": (
        "Other police forces, by name. They are not ranked, and no word is said of them: forces differ in how they "
        "record and whom they serve. Nothing of theirs is in {region’s} figure."
    ),
    "division": (
        "Each group of {districts} ({division in full}, or {division}) has a figure of its own in "
        "the source, which says "
        "nothing of single {districts}. They are not ranked."
    ),
}
DIVISIONS_LEAD = (
    "Each group of {districts} has a figure of its own in the source, which says nothing of single {districts}. "
    "They are not ranked."
)


def years_in_words(years: Sequence[int]) -> str:
    """``2023``, ``2021 and 2023``, ``2021, 2022 and 2023``."""
    texts = [str(year) for year in years]
    return all_of(filter(None, (", ".join(texts[:-1]), texts[-1])))
