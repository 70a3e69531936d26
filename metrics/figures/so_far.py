"""The year so far beside the years before: running totals, month by month, and what they say in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from metrics.areas import region_code
from metrics.dates import month_name
from metrics.declared.dashboard_rules import adds_up_over_a_year
from metrics.declared.framework import Break, PublishedMeasure
from metrics.figures.breaks import break_between, break_inside
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.language import say
from metrics.periods import Window, first_month, label, year_of
from metrics.statuses import HOLLOW, Status, strongest

YEARS_BEFORE = 5


@dataclass(frozen=True)
class YearSoFar:
    """One year's running totals, from its first month on; ``cut`` is the break inside it that ends them early.

    They end as well before a month whose figure is not known.
    """

    year: pd.Period
    totals: tuple[Observation, ...]
    cut: Break | None = None

    @property
    def label(self) -> str:
        """The name of the year: ``2023`` or ``2023/24``."""
        return label(self.year)

    def at(self, month: int) -> Observation | None:
        """The total to the end of the year's month ``month``, counted from 0; None when it is not known."""
        return self.totals[month] if month < len(self.totals) else None


@dataclass(frozen=True)
class SoFar:
    """This year and the years before it that can be laid over it, newest first.

    ``apart`` is the break that keeps earlier years out: they lie on its other side.
    """

    years: tuple[YearSoFar, ...]
    apart: Break | None = None

    @property
    def newest(self) -> Observation:
        """This year's newest total."""
        return self.years[0].totals[-1]

    @property
    def before(self) -> Observation | None:
        """Last year's total at the same point; None where last year is left out or does not reach it."""
        last = self.years[0].year - 1
        months = len(self.years[0].totals) - 1
        return next((year.at(months) for year in self.years[1:] if year.year == last), None)


def so_far(measure: PublishedMeasure, data: MeasureData, area: str = "") -> SoFar | None:
    """The running totals of the newest year and of the five before; None where there is nothing to add up.

    The year is the financial one where the measure's window is. No total crosses a break.
    """
    area = area or region_code()
    months = data.get(Key("single", area))
    if not adds_up_over_a_year(measure) or months.latest is None:
        return None
    window = measure.window if measure.window != "single" else "calendar-year-to-date"
    newest = year_of(months.latest.period, window)
    years = [_year(measure, months, newest - back, window) for back in range(YEARS_BEFORE + 1)]
    if not years[0].totals:
        return None
    apart = next((crossed for year in years[1:] if (crossed := _between(measure, year.year, newest))), None)
    kept = [year for year in years if year.totals and not _between(measure, year.year, newest)]
    return SoFar(tuple(kept), apart)


def _year(measure: PublishedMeasure, months: Series, year: pd.Period, window: Window) -> YearSoFar:
    start = first_month(year)
    totals = tuple(_totals(measure, months, start, window))
    ended_early = len(totals) < 12 and months.at(start + len(totals)) is not None
    return YearSoFar(year, totals, _between(measure, start, start + 11) if ended_early else None)


def _totals(
    measure: PublishedMeasure, months: Series, start: pd.Period, window: Window
) -> Iterator[Observation]:
    total: float = 0.0
    status: Status = ""
    for month in (start + step for step in range(12)):
        single = months.at(month)
        crossed = break_inside(measure, month, window)
        if single is None or single.value is None or crossed is not None:
            return
        total += single.value
        status = strongest(held for held in (status, single.status) if held in HOLLOW)
        yield Observation(month, window, total, status)


def _between(measure: PublishedMeasure, earlier: pd.Period, later: pd.Period) -> Break | None:
    """The break that lies between the first months of two periods."""
    return break_between(measure.breaks, "month", first_month(earlier), first_month(later))


def so_far_sentence(measure: PublishedMeasure, totals: SoFar) -> str:
    """``109 homicide victims by the end of December 2023, against 108 at the same point of 2022.``

    What a break leaves out is said after it.
    """
    return " ".join([against_last_year(measure, totals), *left_out(totals)])


def against_last_year(measure: PublishedMeasure, totals: SoFar) -> str:
    """This year's newest total beside last year's at the same point, where that is known."""
    assert measure.noun is not None
    newest, before = totals.newest, totals.before
    number = newest.value or 0.0
    sentence = say(
        "{number} {noun} by the end of {month}",
        number=f"{number:,.0f}",
        noun=measure.noun.counted(number),
        month=f"{month_name(newest.period.month)} {newest.period.year}",
    )
    if before is None:
        return f"{sentence}."
    return say(
        "{figure}, against {before} at the same point of {year}.",
        figure=sentence,
        before=f"{before.value or 0:,.0f}",
        year=label(totals.years[0].year - 1),
    )


def left_out(totals: SoFar) -> Iterator[str]:
    """What a break keeps from being laid over this year, with its reason."""
    for year in totals.years:
        if year.cut is not None:
            yield say(
                "The line of {year} stops at the end of {month}, because {reason}.",
                year=year.label,
                month=month_name(year.totals[-1].period.month),
                reason=year.cut.reason,
            )
    if totals.apart is not None:
        first, reason = totals.years[-1].label, totals.apart.reason
        yield say("Years before {year} cannot be laid over it, because {reason}.", year=first, reason=reason)
