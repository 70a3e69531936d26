"""Rules on a published measure: its words, comparison, windows and tests. One function for each rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from metrics.declared.bases import MOVING_BASES
from metrics.declared.comparing import Test, VerdictRule
from metrics.declared.document import Path
from metrics.declared.findings import Finding, undeclared
from metrics.declared.framework import PublishedMeasure
from metrics.declared.gone_rules import gone_is_named
from metrics.declared.measure_parts import Supplement
from metrics.declared.period_rules import PERIOD_RULES
from metrics.declared.reconcile_rules import RECONCILE_RULES
from metrics.declared.source import Dimension
from metrics.declared.unit_rules import UNIT_RULES
from metrics.issues import listed, nearest
from metrics.language import say
from metrics.periods import PERIODS_IN_A_YEAR

SO_FAR = "calendar-year-to-date"
MONTHS_OF_MANY, MONTHS_OF_FEW = 3, 12


def baselines_are_named(measure: PublishedMeasure) -> Iterator[Finding]:
    """A baseline stands exactly where the basis is one."""
    comparison = measure.comparison
    if comparison.basis == "baseline" and comparison.baseline is None:
        yield Finding(("comparison",), '"baseline" is missing: name the period compared with', "missing-key")
    if comparison.basis != "baseline" and comparison.baseline is not None:
        yield Finding(("comparison", "baseline"), 'baseline is used with "basis: baseline" alone')


def categories_are_declared(measure: PublishedMeasure) -> Iterator[Finding]:
    """Headlines and supplements name a category that their dimension has."""
    for index, dimension in enumerate(measure.source.dimensions):
        at = ("source", "dimensions", index, "headline")
        yield from _no_category(at, dimension.headline, dimension)
    if measure.supplement is not None:
        yield from _supplement_faults(measure, measure.supplement)


def tests_have_their_sizes(measure: PublishedMeasure) -> Iterator[Finding]:
    """Proportions are tested with a sample's size or the extract's bases, and counts as counts."""
    test, at = measure.comparison.test, ("comparison", "test")
    if measure.is_worked_out:
        yield from _fits_what_is_worked_out(measure, test, at)
        return
    unsized = measure.sample is None and not measure.source.has_bases
    if test == "proportions" and (not measure.unit_row.is_share or unsized):
        message = (
            'test proportions needs the unit percent, and a sample with its size or the "base" of a source'
        )
        yield Finding(at, message)
    if test == "counts" and not measure.unit_row.is_count:
        yield Finding(at, f"test counts is for counts, and the unit is {measure.unit}")
    has_interval = measure.source.interval is not None
    if test == "intervals" and measure.unit_row.is_count:
        yield Finding(at, 'a count is tested by how far its own series moves: write "test: counts"')
    elif test == "intervals" and not has_interval:
        yield Finding(at, 'test intervals needs the columns of a published "interval" in the source')
    elif has_interval and test != "intervals":
        yield Finding(("source", "interval"), 'published intervals are used with "test: intervals" alone')


def _fits_what_is_worked_out(measure: PublishedMeasure, test: Test, at: Path) -> Iterator[Finding]:
    """One test at the most tells chance in what is made of other figures, and of most nothing does."""
    row, fitting = measure.unit_row, "none"
    if measure.source.interval is not None and measure.derived is not None:
        fitting = "intervals"
    elif row.is_count:
        fitting = "counts"
    elif row.is_share and measure.source.over is not None:
        fitting = "proportions"
    if test == fitting or (test == "none" and fitting != "intervals"):
        return
    if test == "none":
        message = "a disproportionality is tested by the intervals of its rates"
    elif test == "counts":
        message = f"test counts is for counts, and the unit is {measure.unit}"
    else:
        message = f"how far chance moves it cannot be told by {test}"
    yield Finding(at, f'{message}: write "test: {fitting}"')


def samples_have_their_size(measure: PublishedMeasure) -> Iterator[Finding]:
    """Somebody says how many people were asked: the declaration, or the extract."""
    sample = measure.sample
    if sample is not None and sample.size is None and not measure.source.has_bases:
        message = '"size" is missing: say how many people are asked, or name their column under "base"'
        yield Finding(("sample",), message, "missing-key")


def sizes_follow_in_time(measure: PublishedMeasure) -> Iterator[Finding]:
    """Each size holds until a later day than the one before, and the newest until further notice."""
    for key in ("size", "area_size"):
        sizes = None if measure.sample is None else getattr(measure.sample, key)
        for index, (earlier, later) in enumerate(pairwise(sizes or ())):
            at = ("sample", key, index + 1)
            if earlier.until is None:
                yield Finding(
                    ("sample", key, index), '"until" is missing: a later size follows', "missing-key"
                )
            elif later.until is not None and later.until <= earlier.until:
                yield Finding(
                    (*at, "until"), f"until must be later than {earlier.until}: sizes follow in time"
                )
        if sizes and sizes[-1].until is not None:
            message = '"until" is for sizes that another follows: leave it out of the newest'
            yield Finding(("sample", key, len(sizes) - 1, "until"), message)


def default_months(measure: PublishedMeasure, of_an_area: bool) -> int:
    """How many months each side of a verdict adds up where nothing is declared: more of what is few."""
    return MONTHS_OF_FEW if of_an_area or measure.unit_row.is_few else MONTHS_OF_MANY


def verdicts_compare_like_with_like(measure: PublishedMeasure) -> Iterator[Finding]:
    """Sums for a verdict are of counts of single periods, in whole periods, and of the same time of year."""
    verdict, at = measure.comparison.verdict, ("comparison", "verdict")
    if verdict is None:
        return
    if measure.frequency == "week":
        return  # told already
    if not measure.unit_row.adds_up or measure.window != "single":
        what = "counts and amounts" if measure.unit_row.is_plain else "counts"
        yield Finding(at, f"only {what} of single periods are added up for a verdict: leave it out")
        return
    length = 12 // PERIODS_IN_A_YEAR[measure.frequency]
    for key in ("months", "area_months"):
        months = getattr(verdict, key)
        if months is not None and months % length:
            yield Finding(
                (*at, key), f"{key} must be a multiple of {length}, the months of a {measure.frequency}"
            )
        else:
            yield from _of_one_season(
                measure, verdict, months or default_months(measure, key == "area_months")
            )


def _of_one_season(measure: PublishedMeasure, verdict: VerdictRule, months: int) -> Iterator[Finding]:
    """Sums of so many months are of one time of year on both sides, and share none."""
    at, yearly = ("comparison", "verdict", "basis"), measure.comparison.season == "yearly"
    back = 12 if verdict.basis is None else 12 * MOVING_BASES[verdict.basis].years
    if not back and yearly and months % 12:
        message = f'{months} months just before are another season: use "basis: same-period-last-year"'
        yield Finding(at, message)
    elif back and (yearly or verdict.basis is not None) and months > back:
        mend = f'use {back} or fewer, or "basis: previous-period"'
        yield Finding(at, f"{months} months and those {back} months before share some: {mend}")


def usual_ranges_are_of_counts(measure: PublishedMeasure) -> Iterator[Finding]:
    """A control chart is of single months or quarters: windows that overlap would hide their steps."""
    at, source_window = ("control_chart",), measure.source.window
    if measure.control_chart is None:
        return
    if not measure.unit_row.is_count:
        yield Finding(at, f"a control chart is for counts, and the unit is {measure.unit}")
    elif measure.frequency.endswith("year"):
        yield Finding(
            at, f"a control chart is for months or quarters, and the frequency is {measure.frequency}"
        )
    elif source_window != "single":
        yield Finding(at, f'a control chart needs single periods, and the extract holds "{source_window}"')


def rates_are_of_counts_by_district(measure: PublishedMeasure) -> Iterator[Finding]:
    """A rate is a count by the people of an area, so the extract says where things happened."""
    at = ("rate",)
    if measure.rate is not None and not measure.unit_row.is_count:
        yield Finding(at, f"a rate is for counts, and the unit is {measure.unit}")
    elif measure.rate is not None and measure.source.area is None:
        yield Finding(
            at,
            say('a rate needs the {districts} of an extract: name their column under "area" of the source'),
        )


def suppression_knows_how_many(measure: PublishedMeasure) -> Iterator[Finding]:
    """A percentage is withheld for the few people behind it, so somebody says of each figure how many there are."""
    source, sample = measure.source, measure.sample
    if measure.suppression is not None and measure.unit_row.is_plain and source.over is None:
        message = f"suppression is for counts and percentages, and the unit is {measure.unit}"
        yield Finding(("suppression",), message)
    if measure.suppression is None or not measure.unit_row.is_share or source.has_bases:
        return
    has_sizes = sample is not None and sample.size is not None
    if source.area is not None:
        has_sizes = has_sizes and sample is not None and sample.area_size is not None
    if source.dimensions or not has_sizes:
        both = '"size" and "area_size"' if source.area is not None else '"size"'
        other = "" if source.dimensions else f", or declare a sample with {both}"
        message = (
            "suppression of a percentage needs to know how many people each figure is of: name their column "
        )
        yield Finding(("suppression",), f'{message}under "base" of the source{other}', "missing-key")


MEASURE_RULES: tuple[Callable[[PublishedMeasure], Iterator[Finding]], ...] = (
    *UNIT_RULES,
    *PERIOD_RULES,
    baselines_are_named,
    categories_are_declared,
    tests_have_their_sizes,
    samples_have_their_size,
    sizes_follow_in_time,
    verdicts_compare_like_with_like,
    usual_ranges_are_of_counts,
    rates_are_of_counts_by_district,
    suppression_knows_how_many,
    gone_is_named,
    *RECONCILE_RULES,
)


def _no_category(path: Path, name: str | None, dimension: Dimension) -> Iterator[Finding]:
    names = [category.name for category in dimension.categories]
    if name is not None and names and name not in names:
        guess = nearest(name, names) or f"; declared: {listed(names)}"
        message = f'{path[-1]} "{name}" is not a category of "{dimension.id}"{guess}'
        yield Finding(path, message, "not-declared")


def _supplement_faults(measure: PublishedMeasure, supplement: Supplement) -> Iterator[Finding]:
    by_id = {dimension.id: dimension for dimension in measure.source.dimensions}
    if not measure.unit_row.is_count or measure.frequency != "month" or measure.window != SO_FAR:
        message = f'a supplement counts this year so far: it needs a monthly count with "window: {SO_FAR}"'
        yield Finding(("supplement",), message)
    if supplement.dimension not in by_id:
        yield from undeclared(("supplement", "dimension"), supplement.dimension, list(by_id))
    else:
        path = ("supplement", "category")
        yield from _no_category(path, supplement.category, by_id[supplement.dimension])
