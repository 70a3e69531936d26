"""What is doubtful of a table of residents: wards that do not come to their district, and leaps between years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from metrics.areas import districts
from metrics.gazetteer import Gazetteer
from metrics.language import say

WARDS_DIFFER = 0.1  # by how much of a district's people those of its wards may be others
LEAP = 1.2  # times as many as a year before
Lines = Mapping[tuple[str, int], int]
Warn = Callable[[int, str, str, str], None]


def check_residents(gazetteer: Gazetteer, lines: Lines, warn: Warn) -> None:
    """Warns of each doubt with its line, column, code and message; ``lines`` has the line of each area and year."""
    _check_wards(gazetteer, lines, warn)
    _check_leaps(gazetteer, lines, warn)


def _check_wards(gazetteer: Gazetteer, lines: Lines, warn: Warn) -> None:
    """The people of a district's wards come to its own, in the newest year of both: else a ward may be missing.

    Where wards add up to their district, a table without some of them would make its figures too low.
    """
    people = gazetteer.populations
    for district in filter(people.__contains__, districts()):
        wards = [code for code in gazetteer.wards(district) if code in people]
        years = people[district].keys() & (people[wards[0]].keys() if wards else set())
        if not years:
            continue
        year, name = max(years), districts()[district].name
        own, line = people[district][year], lines[district, max(years)]
        for ward in (ward for ward in wards if people[ward][year] > own):
            message = say(
                "the ward has more people in {year} than its {district}, {name} ({own:,})",
                year=year,
                name=name,
                own=own,
            )
            warn(lines[ward, year], "people", "ward-people", message)
        total = sum(people[ward][year] for ward in wards)
        is_short = len(wards) == len(gazetteer.wards(district)) and total < own * (1 - WARDS_DIFFER)
        if is_short or total > own * (1 + WARDS_DIFFER):
            question = (
                "is a ward missing from the table?" if is_short else say("is a ward another {district}'s?")
            )
            message = f"{name} has {own:,} people in {year}, and its wards {total:,}: {question}"
            warn(line, "people", "ward-people", message)


def _check_leaps(gazetteer: Gazetteer, lines: Lines, warn: Warn) -> None:
    """The people of an area are as many as the year before, nearly; each leap is told once, where it is."""
    for code, by_year in gazetteer.populations.items():
        for before, year in pairwise(sorted(by_year)):
            most = LEAP ** (year - before)
            was, people = by_year[before], by_year[year]
            if not was / most <= people <= was * most:
                message = f"{people:,} people in {year}, and {was:,} in {before}: is one of them wrong?"
                warn(lines[code, year], "people", "people-leap", message)
