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
    figure = difference_text(change.difference, change.unit)
    return say("{working}, shown as {figure}.", working=f"{quotient} = {_plain(unrounded)}", figure=figure)


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
    number, noun = f"{people:,}", base_noun(measure)
    if tile.latest.base is None:
        number = say("about {number}", number=number)
    if noun:
        of_them = say("there were {number} {noun}", number=number, noun=noun)
    else:
        of_them = say("{number} people were asked", number=number)
    return say(
        "In {when} {of_them}: {figure} {share}. The 95% interval runs from {interval}.",
        when=named(tile.latest),
        of_them=of_them,
        figure=tile.text,
        share=measure.share,
        interval=interval_text(measure, span, tile.latest.value),
    )


def _ratio(_: Release, measure: PublishedMeasure, tile: Tile) -> str:
    figure, over = tile.latest, measure.source.over
    if over is None or figure is None or figure.value is None or figure.base is None:
        return ""
    count = round(figure.value * figure.base / times(measure))
    return say(
        "In {when} there were {count} over {base} {noun}, which is {figure}.",
        when=named(figure),
        count=f"{count:,}",
        base=f"{figure.base:,}",
        noun=over.noun,
        figure=tile.text,
    )


def _derived(_: Release, measure: PublishedMeasure, tile: Tile) -> str:
    if measure.derived is None or tile.latest is None or tile.latest.value is None:
        return ""
    title, when = measure.title, named(tile.latest)
    figure = say("{title}, in {when}: {figure}.", title=title, when=when, figure=tile.text)
    if tile.latest.interval is None:
        return figure
    interval = interval_text(measure, tile.latest.interval, tile.latest.value)
    return f"{figure} {say('The 95% interval runs from {interval}.', interval=interval)}"


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
    return say(
        "There were {figure} in {when}. The 95% interval runs from {interval}.",
        figure=tile.text,
        when=named(tile.latest),
        interval=interval_text(measure, span, tile.latest.value),
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
    broken = say(
        "The first period after its break is {period}, because {reason}.",
        period=label(first),
        reason=item.reason,
    )
    resumes = _resumes(measure, first, region_code())
    if resumes is None:
        return broken
    again = say("The first verdict that can be given again is that of {period}", period=label(resumes))
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
    makes = say("That makes {range}.", range=span)
    return f"{rule_words(measure, tile.control_chart)} {makes} {tile.control_chart_sentence}"


def _districts(release: Release, measure: PublishedMeasure, tile: Tile) -> str:
    data = release.data.get(measure.id, NO_DATA)
    for code in police_districts() if measure.rate is not None else ():
        comparison = area_comparison(measure, data, code)
        if comparison is not None and comparison.reason == "interval" and measure.rate is not None:
            figure = comparison.figure
            number = observation_text(measure, figure.observation)
            rate = say(
                "{area}, {when}: {number} for {people} people who live there{year} is {rate} for each {per}.",
                area=area_name(code),
                when=figure.observation.label,
                number=number,
                people=f"{figure.residents:,}",
                year=_of_year(figure.year),
                rate=number_text(measure, figure),
                per=f"{measure.rate.per:,}",
            )
            return f"{rate} {standing_explanation(comparison)}"
    return ""


def _of_year(year: int | None) -> str:
    return "" if year is None else f" ({year})"


def _withheld(_: Release, measure: PublishedMeasure, tile: Tile) -> str:
    if measure.suppression is None:
        return ""
    threshold = measure.suppression.threshold
    if measure.unit_row.is_share:
        few = base_noun(measure) or say("people")
        return say("A percentage of fewer than {number} {noun} is withheld.", number=threshold, noun=few)
    return say("A number from 1 to {number} is withheld; none is shown.", number=threshold - 1)


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
