"""One count over another: each is checked like any count, then what is divided, and what is left of either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import pandas as pd

from metrics.areas import area_name, region_code
from metrics.checking.checks import check_measure
from metrics.checking.declared_names import categories_have_rows, outside_names_stay
from metrics.checking.doubts import Doubt, doubt
from metrics.checking.endings import rows_begin, rows_go_on
from metrics.checking.events import events_follow_each_other
from metrics.checking.gone import figures_gone
from metrics.checking.mending import breaks_are_in_the_data
from metrics.checking.newest import newest_is_believed
from metrics.checking.outside import outside_rows_stay
from metrics.checking.places import place_of
from metrics.checking.plausible import (
    changes_have_a_base,
    parts_add_up,
    running_totals_rise,
    values_are_usual,
)
from metrics.checking.previous import Previous
from metrics.declared.document import Path
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.locations import Locations
from metrics.declared.ratio import Halves, halves_of, is_ratio
from metrics.figures.endings import beginnings, endings
from metrics.figures.ratios import RatioFigures, counts_of, ratio_figures
from metrics.issues import Issue, distinct, error, has_errors, held_against
from metrics.language import say
from metrics.periods import label, period_id
from metrics.reading.frames import rows_of
from metrics.reading.supplied import Supplied

OVER: Path = ("source", "over")


@dataclass(frozen=True)
class CheckedRatio:
    """The cells of both counts of a ratio, and the figures that they give."""

    cells: Halves[pd.DataFrame]
    figures: RatioFigures

    @property
    def all_cells(self) -> pd.DataFrame:
        """The cells of both, those above the line first."""
        return pd.concat(self.cells.both, ignore_index=True)


def check_ratio(
    measure: PublishedMeasure, files: Mapping[str, Supplied], today: date | None
) -> tuple[CheckedRatio | None, list[Issue]]:
    """Both counts with every issue of either, as ``check_measure`` has them; None with an error in the way."""
    read = halves_of(measure).mapped(partial(check_measure, files=files, today=today))
    (top, issues), (under, of_under) = read.both
    issues = distinct([*issues, *_held_against_over(measure, of_under)])
    if top is None or under is None or has_errors(issues):
        return None, issues
    checked = CheckedRatio(Halves(top, under), ratio_figures(measure, Halves(top, under)))
    issues += [*parts_are_no_larger(measure, checked), *ratios_are_possible(measure, checked)]
    return (None if has_errors(issues) else checked), issues


def _held_against_over(measure: PublishedMeasure, issues: list[Issue]) -> Iterator[Issue]:
    """What is told of the lower count, with the key that declares it."""
    over = measure.source.over
    for issue in issues:
        key, has_rows = issue.help.declared, over is not None and over.where is not None
        if key[:2] == ("source", "where") and has_rows:
            yield from held_against((*OVER, *key[1:]), [issue])
        elif key[:2] == ("source", "value") and over is not None and over.column is not None:
            yield from held_against((*OVER, "column"), [issue])
        else:
            yield issue


def parts_are_no_larger(measure: PublishedMeasure, checked: CheckedRatio) -> Iterator[Issue]:
    """Of a percentage each of the first count is among the second, so it is never the larger."""
    counts = checked.figures.counts
    if not measure.unit_row.is_share:
        return
    both = counts.top.assign(under=counts.under["value"])
    wrong = both[(both["value"] > both["under"]) & (both["window"] == measure.source.window)]
    parts = wrong[(wrong["area"] != region_code()) | (wrong["dimension"] != "")]
    alone = wrong[~wrong.index.isin(parts.index) & ~wrong["period"].isin(parts["period"])]
    noun = "" if measure.source.over is None else measure.source.over.noun
    for row in rows_of(pd.concat([parts, alone]).sort_index()):
        whose = row.category or area_name(str(row.area))
        message = f"{whose} in {label(row.period)} has {row.value:,.12g} of {row.under:,.12g} {noun}: a part "
        message += 'cannot be the larger; if it is none, declare "unit: rate"'
        yield error(*place_of(checked.cells.top, row.period, row.area), "larger-part", message)


def ratios_are_possible(measure: PublishedMeasure, checked: CheckedRatio) -> Iterator[Issue]:
    """No ratio is above the largest that was declared to be possible."""
    most, observed = measure.source.plausible.most, checked.figures.observed
    for row in rows_of(observed.iloc[:0] if most is None else observed[observed["value"] > most]):
        message = f"{row.value:,.6g} is what one count over the other comes to, above the most that is "
        message += f'declared, {most:g}; see "plausible"'
        yield error(*place_of(checked.cells.top, row.period, row.area), "above-most", message)


# What is doubtful ------------------------------------------------------------------------------------------


def doubtful_in_ratios(
    measure: PublishedMeasure, checked: CheckedRatio, declared: Locations
) -> Iterator[Issue]:
    """What is hard to believe of a ratio and of its counts, and what is declared that no row has."""
    halves, figures = halves_of(measure), checked.figures
    single = figures.observed[figures.observed["window"] == measure.source.window]
    yield from breaks_are_in_the_data(measure, checked.all_cells, declared)
    yield from categories_have_rows(halves.under, checked.cells.under, declared)
    yield from values_are_usual(measure, checked.cells.top, single)
    yield from changes_have_a_base(measure, checked.cells.top, single)
    for half, (cells, counts) in zip(halves.both, checked.cells.beside(figures.counts).both, strict=True):
        yield from parts_add_up(half, cells)
        yield from running_totals_rise(half, cells, counts[counts["window"] == half.source.window])


def doubts_of_ratio(
    measure: PublishedMeasure, checked: CheckedRatio, stored: pd.DataFrame, previous: Previous | None
) -> list[Doubt]:
    """What is gone or hard to believe of either count, and of the newest figure: each once."""
    doubts = [*newest_is_believed(measure, checked.cells.top, stored), *_both_counts_came(measure, checked)]
    before = _previous_counts(measure, previous)
    counts, halves = counts_of(measure, stored), halves_of(measure)
    of_each = halves.beside(checked.cells).beside(counts).beside(before)
    for ((half, cells), count), earlier in of_each.both:
        ended = endings(half, cells)
        doubts += [*events_follow_each_other(half, cells), *rows_go_on(half, cells, count, ended, None)]
        doubts += rows_begin(half, cells, beginnings(half, cells))
        if earlier is not None:
            until = min((ending.last for ending in ended), default=None)
            doubts += outside_rows_stay(half, cells, count, earlier, until)
            doubts += figures_gone(half, cells, count, earlier, ended)
    return list({item.key: item for item in reversed(doubts)}.values())[::-1]


def _both_counts_came(measure: PublishedMeasure, checked: CheckedRatio) -> Iterator[Doubt]:
    """Both counts have rows of the newest period, where one without any would be zero: outcomes come late."""
    newest = max(part["period"].max() for part in checked.cells.both)
    behind = [part for part in checked.cells.both if part["period"].max() < newest]
    if measure.source.absent != "zero" or not behind:
        return
    of_other = next(part for part in checked.cells.both if part["period"].max() == newest)
    which = "value" if behind[0] is checked.cells.top else "over"
    last = label(behind[0]["period"].max())
    message = (
        f'"{measure.id}": rows of "{which}" end with {last}, and those beside them go on; are more to come?'
    )
    text = say(
        "There is no row of {period} of one of the two counts: it is taken for zero.", period=label(newest)
    )
    place = place_of(of_other, newest, region_code())
    yield doubt(measure.id, period_id(newest), place, text, "implausible-newest", message)


def names_left_outside(
    measure: PublishedMeasure,
    checked: CheckedRatio,
    stored: pd.DataFrame,
    previous: Previous,
    doubts: list[Doubt],
    declared: Locations,
) -> Iterator[Issue]:
    """Names of no district that the lower count had rows of in the current release, and has none of now."""
    under, before = halves_of(measure).under, _previous_counts(measure, previous).under
    if before is not None:
        count = counts_of(measure, stored).under
        yield from outside_names_stay(under, checked.cells.under, count, before, doubts, declared)


def _previous_counts(measure: PublishedMeasure, previous: Previous | None) -> Halves[Previous | None]:
    """The current release as either count of the ratio stands in it; None where it stood for something else."""
    before = None if previous is None else previous.stored.get(measure.id)
    if previous is None or before is None or previous.counts_otherwise(measure):
        return Halves(None, None)
    was = previous.measure(measure.id)
    halves = halves_of(was if was is not None and is_ratio(was) else measure)
    return halves.beside(counts_of(measure, before)).mapped(lambda half: _with_half(previous, *half))


def _with_half(previous: Previous, half: PublishedMeasure, count: pd.DataFrame) -> Previous:
    config: Config | None = previous.config
    if config is not None:
        others = tuple(half if item.id == half.id else item for item in config.measures)
        config = config.model_copy(update={"measures": others})
    return replace(previous, config=config, stored={half.id: count})
