"""What other tables of areas and of residents do to what readers see, in plain English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from metrics.declared.among import gazetteer_of
from metrics.declared.framework import Config
from metrics.figures.numbers import counted
from metrics.issues import listed

MOST_NAMED = 5
People = Mapping[tuple[str, int], int]


def area_headlines(earlier: Config, later: Config) -> Iterator[str]:
    """Areas that are new, gone or called otherwise, and residents by whom rates are other though no count is."""
    before, after = gazetteer_of(earlier), gazetteer_of(later)
    was, now = ({code: side.name(code) for code in side.further} for side in (before, after))
    if added := [now[code] for code in now if code not in was]:
        yield f"{counted(len(added), 'area')} added: {listed(added, MOST_NAMED)}"
    if gone := [was[code] for code in was if code not in now]:
        yield f"{counted(len(gone), 'area')} gone: {listed(gone, MOST_NAMED)}"
    if renamed := [code for code in now if code in was and was[code] != now[code]]:
        first = renamed[0]
        yield f"{counted(len(renamed), 'area')} called otherwise, such as {was[first]}, {now[first]} now"
    yield from _people(_by_year(before.populations), _by_year(after.populations))


def _by_year(populations: Mapping[str, Mapping[int, int]]) -> People:
    return {(code, year): people for code, years in populations.items() for year, people in years.items()}


def _people(was: People, now: People) -> Iterator[str]:
    """Rates move with the residents that they are by."""
    years_before, years_after = ({year for _, year in side} for side in (was, now))
    for years, what in ((years_after - years_before, "new"), (years_before - years_after, "gone")):
        if years:
            yield f"the residents of {listed(map(str, sorted(years)))} are {what}, and rates go by them"
    other = sum(now[key] != was[key] for key in now.keys() & was.keys())
    if other:
        yield f"{counted(other, 'number')} of residents are others, and rates with them"
