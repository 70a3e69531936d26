"""The steps from the figures of other measures to one that is derived, as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from metrics.declared.derivation import part_names
from metrics.declared.framework import PublishedMeasure
from metrics.explaining.derived import taken_for
from metrics.explaining.explanation import Explanation
from metrics.explaining.step_words import divided_text, shown_as
from metrics.figures.derived import Taken
from metrics.figures.intervals import interval_text
from metrics.figures.numbers import full_text
from metrics.figures.sentences import observation_text
from metrics.figures.series import Observation
from metrics.figures.totals import absent
from metrics.language import say

SAME_PLACE_AND_TIME = "Figures of the same period and of the same area are taken, and no others."
WITHHELD = "What is withheld, or not available, of one of them is so here."
INDEPENDENT = (
    "The 95% interval is worked out from those of both rates, as if they were independent: {interval}."
)
RATIOS = "They are ratios or averages themselves: this is a ratio of ratios."


def derived_words(measure: PublishedMeasure, names: tuple[str, ...]) -> str:
    """What is done with the parts: ``cost of overtime, divided by offences``."""
    if measure.derived is None or not names:
        return ""
    first, *rest = names
    return say(measure.derived.row.words, first=first, rest=say(" and ").join(rest))


def derived_steps(
    measure: PublishedMeasure, explained: Explanation, observation: Observation
) -> Iterator[str]:
    """The figures that are taken, what is made of them, and what is shown in the end."""
    config, data, derived = explained.release.config, explained.release.data, measure.derived
    if derived is None:
        return
    names = part_names(config, measure)
    yield say("It is worked out as: {working}.", working=derived_words(measure, names))
    yield say(SAME_PLACE_AND_TIME)
    parts = taken_for(config, measure, data)
    figures = [
        taken.series(measure, explained.tile.area).at(observation.period)
        or absent(observation.period, measure.window)
        for taken in parts
    ]
    for name, taken, own in zip(names, parts, figures, strict=True):
        figure, people = observation_text(taken.measure, own), taken.part.people
        if people is None:
            yield f"{name}: {figure}."
        else:
            group = "{name}: {figure}, in a group of {people} people."
            yield say(group, name=name, figure=figure, people=f"{people:,}")
    if derived.how == "ratio":
        yield from _division(measure, observation, parts, figures)
    if derived.of_ratios:
        yield say(RATIOS)
    if observation.value is None:
        yield say(WITHHELD)
    if observation.interval is not None:
        interval = interval_text(measure, observation.interval, None)
        yield say(INDEPENDENT, interval=interval)
    yield from shown_as(measure, observation)


def _division(
    measure: PublishedMeasure,
    observation: Observation,
    parts: Sequence[Taken],
    figures: Sequence[Observation],
) -> Iterator[str]:
    """The two figures in full, and what they come to."""
    texts = [
        full_text(own.value, taken.measure.form)
        for taken, own in zip(parts, figures, strict=True)
        if own.value is not None
    ]
    if observation.value is not None and len(texts) == len(parts):
        first, second = texts
        noun = "" if measure.source.over is None else f" {measure.source.over.noun}"
        yield divided_text(measure, first, second + noun, observation.value)
