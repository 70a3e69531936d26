"""The areas of two releases side by side: names, codes, divisions, residents, and the figures that follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from metrics.declared.among import gazetteer_of
from metrics.declared.framework import Config, PublishedMeasure
from metrics.figures.area_figures import AreaFigure, area_figure, compared_window, has_figures
from metrics.figures.release import NO_DATA, Release
from metrics.figures.series import MeasureData
from metrics.gazetteer import Gazetteer
from metrics.spelling import folded
from metrics.territory import Territory, in_force

What = Literal["name", "code", "division", "residents"]
AreasByCode = Mapping[str, str]


@dataclass(frozen=True)
class AreaChange:
    """What of an area is another, as it was and as it is. Residents are of a ``year`` where one is told."""

    code: str
    area: str
    what: What
    before: str
    after: str
    year: int | None = None


@dataclass(frozen=True)
class AreasCompared:
    """The areas that only one of two declarations has, by name, and all that is another of the rest."""

    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changes: tuple[AreaChange, ...] = ()

    def of(self, what: What) -> tuple[AreaChange, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.what == what)


@dataclass(frozen=True)
class Following:
    """How many newest figures of a measure are others because areas are: rates, and sums over districts."""

    measure: PublishedMeasure
    rates: int
    sums: int


def areas_compared(earlier: Config, later: Config) -> AreasCompared:
    """The areas of two declarations side by side, in the order of the later."""
    before, after = gazetteer_of(earlier), gazetteer_of(later)
    was, now = _names(before), _names(after)
    added, gone = ([code for code in a if code not in b] for a, b in ((now, was), (was, now)))
    former = {folded(was[code]): code for code in gone}
    recoded = {code: former[folded(now[code])] for code in added if folded(now[code]) in former}
    changes = [AreaChange(code, now[code], "code", other, code) for code, other in recoded.items()]
    both = [code for code in now if code in was]
    changes += [
        AreaChange(code, now[code], "name", was[code], now[code]) for code in both if was[code] != now[code]
    ]
    return AreasCompared(
        tuple(now[code] for code in added if code not in recoded),
        tuple(was[code] for code in gone if code not in recoded.values()),
        (*changes, *_divisions(before, after), *_residents(before, after)),
    )


def _names(gazetteer: Gazetteer) -> AreasByCode:
    own = {code: area.name for code, area in gazetteer.territory.areas.items()}
    return own | {code: gazetteer.name(code) for code in gazetteer.further}


def _divisions(before: Gazetteer, after: Gazetteer) -> Iterator[AreaChange]:
    was, now = before.territory, after.territory
    for code, area in now.districts.items():
        if code in was.districts and was.districts[code].division != area.division:
            ends = _division(was, code), _division(now, code)
            yield AreaChange(code, area.name, "division", *ends)


def _division(own: Territory, code: str) -> str:
    division = own.districts[code].division
    return own.divisions[division].name if division else ""


def _residents(before: Gazetteer, after: Gazetteer) -> Iterator[AreaChange]:
    """People of the areas' own table, then those by year that both have."""
    was, now = before.territory.districts, after.territory.districts
    for code in (code for code in now if code in was):
        people = was[code].population, now[code].population
        if people[0] != people[1]:
            yield AreaChange(code, now[code].name, "residents", str(people[0]), str(people[1]))
    for code, years in after.populations.items():
        for year in sorted(years.keys() & before.populations.get(code, {}).keys()):
            people = before.populations[code][year], years[year]
            if people[0] != people[1]:
                yield AreaChange(code, after.name(code), "residents", str(people[0]), str(people[1]), year)


# The figures that follow -----------------------------------------------------------------------------------


def following(earlier: Release, later: Release) -> list[Following]:
    """The measures with rates or sums that are others by the areas alone: the later figures among both areas."""
    before, after = gazetteer_of(earlier.config), gazetteer_of(later.config)
    if before.territory == after.territory and (before.populations, before.further) == (
        after.populations,
        after.further,
    ):
        return []
    compared = [_following(measure, later, before, after) for measure in later.config.published()]
    return [item for item in compared if item.rates or item.sums]


def _following(measure: PublishedMeasure, release: Release, before: Gazetteer, after: Gazetteer) -> Following:
    data = release.data.get(measure.id, NO_DATA)
    was, now = _figures(measure, data, before), _figures(measure, data, after)
    both = [(was[code], now[code]) for code in now if code in was]
    sums = sum(old.observation.value != new.observation.value for old, new in both)
    rates = sum(old.rate != new.rate for old, new in both)
    return Following(measure, rates, sums)


def _figures(measure: PublishedMeasure, data: MeasureData, gazetteer: Gazetteer) -> dict[str, AreaFigure]:
    """A measure's newest figures by area, among the areas of a site."""
    measure = measure.model_copy(update={"source": measure.source.among(gazetteer)})
    with in_force(gazetteer.territory):
        codes = [
            code
            for code in (*gazetteer.territory.areas, *gazetteer.further)
            if has_figures(measure, data, code)
        ]
        if not codes:
            return {}
        window, period = compared_window(measure, data)
        return {code: area_figure(measure, data, code, window, period) for code in codes}
