"""Worked examples: each method at work on a figure of one release, with the numbers that the code itself uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

import pandas as pd

from metrics.areas import area_name, police_districts, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.declared.ratio import times
from metrics.figures.area_comparison import area_comparison
from metrics.figures.area_sentences import number_text, standing_explanation
from metrics.figures.breaks import break_starts
from metrics.figures.chance import sample_size
from metrics.figures.comparison import comparison_of
from metrics.figures.control_chart_words import range_words, rule_words
from metrics.figures.intervals import interval_of, interval_text
from metrics.figures.numbers import difference_text, exact, rounded
from metrics.figures.release import NO_DATA, Release
from metrics.figures.sentences import named, observation_text
from metrics.figures.so_far import so_far, so_far_sentence
from metrics.figures.tiles import Tile
from metrics.figures.verdict import verdict_comparison
from metrics.figures.wording import base_noun
from metrics.language import say
from metrics.periods import label

MethodId = Literal[
    "rounding",
    "like-with-like",
    "usual-step",
    "materiality",
    "survey-interval",
    "survey-change",
    "ratio",
    "derived",
    "published-interval",
    "count-interval",
    "count-change",
    "small-counts",
    "overlap",
    "breaks",
    "so-far",
    "weeks-and-days",
    "targets",
    "usual-range",
    "districts",
    "withheld",
]
Worked = Callable[[Release, PublishedMeasure, Tile], str]


def worked_examples(release: Release, today: date) -> Mapping[MethodId, str]:
    """For each method, its work on the first measure of the release that it fits, if there is one.

    ``today`` is the day on which the tiles are read.
    """
    published = [(measure, release.tile(measure.id, today)) for measure in release.config.published()]
    examples: dict[MethodId, str] = {}
    for method, work in _WORKED.items():
        for measure, tile in published:
            if method not in examples and (text := work(release, measure, tile)):
                examples[method] = f"{measure.title}. {text}"
    return examples


def _rounding(_: Release, __: PublishedMeasure, tile: Tile) -> str:
    change = tile.change
    if change is None or change.difference is None or change.unit != "percent":
        return ""
    later, earlier = exact(change.later.value or 0), exact(change.earlier.value or 0)
    unrounded = rounded((later - earlier) / earlier * 100, 4)
    quotient = f"({_plain(later)} - {_plain(earlier)}) / {_plain(earlier)} × 100"
    return f"{quotient} = {_plain(unrounded)}, shown as {difference_text(change.difference, change.unit)}."


def _materiality(_: Release, measure: PublishedMeasure, tile: Tile) -> str:
    if tile.judged is None or tile.judged.outcome != "little-change":
        return ""
    return _why(tile)


def _why(tile: Tile) -> str:
    """Why the tile says what it says: of its verdict, or of the change where that itself is judged."""
    return tile.explanation if tile.verdict is None else tile.verdict_explanation


def _like_with_like(_: Release, __: PublishedMeasure, tile: Tile) -> str:
    if tile.verdict is None or tile.verdict.outcome not in ("higher", "lower"):
        return ""
    return f"{tile.verdict_sentence} {tile.sentence}"


def _usual_step(_: Release, __: PublishedMeasure, tile: Tile) -> str:
    return tile.usual_sentence


def _survey_interval(_: Release, measure: PublishedMeasure, tile: Tile) -> str:
    if measure.comparison.test != "proportions" or tile.latest is None:
        return ""
    people, span = sample_size(measure, tile.latest), interval_of(measure, tile.latest)
    if span is None:
        return ""
    about, noun = "" if tile.latest.base is not None else "about ", base_noun(measure)
    of_them = f"there were {about}{people:,} {noun}" if noun else f"{about}{people:,} people were asked"
    return (
        f"In {named(tile.latest)} {of_them}: {tile.text} {measure.share}. The 95% "
        f"interval runs from {interval_text(measure, span, tile.latest.value)}."
    )


def _ratio(_: Release, measure: PublishedMeasure, tile: Tile) -> str:
    figure, over = tile.latest, measure.source.over
    if over is None or figure is None or figure.value is None or figure.base is None:
        return ""
    count = round(figure.value * figure.base / times(measure))
    return f"In {named(figure)} there were {count:,} over {figure.base:,} {over.noun}, which is {tile.text}."


def _derived(_: Release, measure: PublishedMeasure, tile: Tile) -> str:
    if measure.derived is None or tile.latest is None or tile.latest.value is None:
        return ""
    if tile.latest.interval is None:
        return f"{measure.title}, in {named(tile.latest)}: {tile.text}."
    interval = interval_text(measure, tile.latest.interval, tile.latest.value)
    return f"{measure.title}, in {named(tile.latest)}: {tile.text}. The 95% interval runs from {interval}."


def _survey_change(_: Release, measure: PublishedMeasure, tile: Tile) -> str:
    return _weighed(measure, tile, "proportions")


def _published_interval(_: Release, measure: PublishedMeasure, tile: Tile) -> str:
    return "" if measure.derived is not None else _weighed(measure, tile, "intervals")


def _count_interval(_: Release, measure: PublishedMeasure, tile: Tile) -> str:
    if measure.comparison.test != "counts" or tile.latest is None:
        return ""
    span = interval_of(measure, tile.latest)
    if span is None:
        return ""
    return (
        f"There were {tile.text} in {named(tile.latest)}. The 95% interval runs from "
        f"{interval_text(measure, span, tile.latest.value)}."
    )


def _count_change(_: Release, measure: PublishedMeasure, tile: Tile) -> str:
    return _weighed(measure, tile, "counts")


def _small_counts(_: Release, measure: PublishedMeasure, tile: Tile) -> str:
    if tile.verdict is None or tile.verdict.weighed is None or tile.verdict.weighed.probability is None:
        return ""
    return _why(tile)


def _weighed(measure: PublishedMeasure, tile: Tile, test: str) -> str:
    change = tile.judged
    if measure.comparison.test != test or change is None or change.interval is None:
        return ""
    return _why(tile)


def _overlap(_: Release, measure: PublishedMeasure, tile: Tile) -> str:
    if tile.change is None or not tile.change.comparison.overlap_months:
        return ""
    return " ".join(filter(None, (tile.explanation, tile.verdict_sentence, tile.beside_sentence)))


def _breaks(release: Release, measure: PublishedMeasure, tile: Tile) -> str:
    if not measure.breaks:
        return ""
    item = measure.breaks[-1]
    first = break_starts(measure)[-1]
    broken = f"The first period after its break is {label(first)}, because {item.reason}."
    resumes = _resumes(measure, first, region_code())
    if resumes is None:
        return broken
    again = f"The first verdict that can be given again is that of {label(resumes)}"
    some_area = next(iter(sorted(release.data.get(measure.id, NO_DATA).areas())), region_code())
    of_areas = _resumes(measure, first, some_area)
    later = (
        say(", and for {a district} that of {of_areas}", of_areas=label(of_areas))
        if of_areas not in (None, resumes)
        else ""
    )
    return f"{broken} {again}{later}."


def _resumes(measure: PublishedMeasure, first: pd.Period, area: str) -> pd.Period | None:
    """The first period whose figure can be judged again after a break."""
    compared = verdict_comparison(measure, first, area) or comparison_of(measure, first)
    return None if compared is None else compared.resumes


def _so_far(release: Release, measure: PublishedMeasure, tile: Tile) -> str:
    totals = so_far(measure, release.data.get(measure.id, NO_DATA))
    if not measure.window.endswith("to-date") or totals is None:
        return ""
    return f"{so_far_sentence(measure, totals)}"


def _usual_range(_: Release, measure: PublishedMeasure, tile: Tile) -> str:
    if tile.control_chart is None or tile.control_chart.limits is None:
        return ""
    span = range_words(tile.control_chart)
    return f"{rule_words(measure, tile.control_chart)} That makes {span}. {tile.control_chart_sentence}"


def _districts(release: Release, measure: PublishedMeasure, tile: Tile) -> str:
    data = release.data.get(measure.id, NO_DATA)
    for code in police_districts() if measure.rate is not None else ():
        comparison = area_comparison(measure, data, code)
        if comparison is not None and comparison.reason == "interval" and measure.rate is not None:
            figure = comparison.figure
            number = observation_text(measure, figure.observation)
            return (
                f"{area_name(code)}, {figure.observation.label}: {number} for "
                f"{figure.residents:,} people who live there{_of_year(figure.year)} is "
                f"{number_text(measure, figure)} for each "
                f"{measure.rate.per:,}. {standing_explanation(comparison)}"
            )
    return ""


def _of_year(year: int | None) -> str:
    return "" if year is None else f" ({year})"


def _withheld(_: Release, measure: PublishedMeasure, tile: Tile) -> str:
    if measure.suppression is None:
        return ""
    threshold = measure.suppression.threshold
    if measure.unit_row.is_share:
        few = base_noun(measure) or "people"
        return f"A percentage of fewer than {threshold} {few} is withheld."
    return f"A number from 1 to {threshold - 1} is withheld; none is shown."


_WORKED: Mapping[MethodId, Worked] = {
    "rounding": _rounding,
    "like-with-like": _like_with_like,
    "usual-step": _usual_step,
    "materiality": _materiality,
    "survey-interval": _survey_interval,
    "survey-change": _survey_change,
    "ratio": _ratio,
    "derived": _derived,
    "published-interval": _published_interval,
    "count-interval": _count_interval,
    "count-change": _count_change,
    "small-counts": _small_counts,
    "overlap": _overlap,
    "breaks": _breaks,
    "so-far": _so_far,
    "usual-range": _usual_range,
    "districts": _districts,
    "withheld": _withheld,
}


def _plain(number: Decimal) -> str:
    return f"{number.normalize():,f}"
