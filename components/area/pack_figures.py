"""One measure of an area as the printed pages have it: figure, region and change in words, in full or in short"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dash import html
from dash.development.base_component import Component

from components.area import pack_words as words
from components.area.profile import newest_of
from components.area.words import THAN_BEFORE
from components.basics.blocks import marks
from components.basics.words import lower_first, status_in_words
from components.site.age import age_sentences
from components.site.context import View
from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_comparison import AreaComparison, compared_decimals
from metrics.figures.area_sentences import (
    STANDING_WORDS,
    area_sentence,
    compared_words,
    number_text,
    one_period_sentence,
    short_name,
    standing_explanation,
)
from metrics.figures.tiles import Tile
from metrics.figures.verdict_sentences import verdict_line, verdict_word
from metrics.language import say


@dataclass(frozen=True)
class PackFigures:
    """A measure of an area: its figure beside the region's, what its tile says, and sentences on its age."""

    comparison: AreaComparison
    newest: Tile
    age: str

    @property
    def measure(self) -> PublishedMeasure:
        """The measure that the figures are of."""
        return self.comparison.measure

    @property
    def is_known(self) -> bool:
        """Whether there is a number to show: the one that is compared, or the newest one alone."""
        latest = self.newest.latest
        return self.comparison.figure.compared is not None or (
            latest is not None and latest.value is not None
        )


def pack_figures(view: View, comparison: AreaComparison) -> PackFigures:
    """What a release says of a measure of an area, on the day of a view."""
    age = " ".join(age_sentences(view, comparison.measure))
    return PackFigures(comparison, newest_of(view, comparison), age)


def in_full_words(figures: PackFigures) -> Component:
    """A measure with all that is told of it."""
    comparison, measure = figures.comparison, figures.measure
    names = [short_name(comparison.figure.area), short_name(region_code())]
    sides = [
        html.Div([html.Dt(name), html.Dd(number)])
        for name, number in zip(names, _numbers(comparison), strict=False)
    ]
    stands = _standing(comparison)
    is_short = comparison.standing != "not-known"  # why it cannot be told has no room beside the numbers
    counted = html.P(_counted(comparison), className="unit")
    beside = [html.Dl(sides), counted, *([html.P(stands)] if is_short else [])]
    texts = ("" if is_short else stands, one_period_sentence(comparison))
    parts = [
        html.H2(measure.title),
        html.P(measure.description, className="about"),
        html.Div(beside, className="sides"),
        *(html.P(text) for text in texts if text),
        html.P(_changed(figures.newest)),
        *([html.P(figures.age, className="about")] if figures.age else []),
    ]
    return html.Article(parts, **marks(data_measure=measure.id))


def in_short(figures: PackFigures) -> Component:
    """The same in two or three lines: figures and period, and the two words with what the second rests on."""
    comparison, measure, newest = figures.comparison, figures.measure, figures.newest
    figure, *other = _numbers(comparison)
    template = words.PACK_SHORT if other else words.PACK_ALONE
    numbers = say(template, figure=figure, other="".join(other), period=comparison.figure.observation.label)
    says = [numbers, _standing(comparison), _word_and_line(figures) or newest.says, figures.age]
    text = " ".join(filter(None, says))
    return html.Li([html.Strong(f"{measure.title}: "), text], **marks(data_measure=measure.id))


def firm_words(figures: PackFigures) -> str:
    """What is said firmly of an area, behind the title of the measure; empty where nothing is."""
    firm, judged = [], figures.newest.judged
    if figures.comparison.standing in ("higher", "lower"):
        firm.append(say(STANDING_WORDS[figures.comparison.standing]))
    if judged is not None and judged.outcome in ("higher", "lower"):
        firm.append(say(THAN_BEFORE, word=verdict_word(judged)))
    return f"{figures.measure.title} ({', '.join(map(lower_first, firm))})" if firm else ""


def _numbers(comparison: AreaComparison) -> list[str]:
    """An area's number and the region's, of the region itself one, with no more digits than keep them apart."""
    measure, region = comparison.measure, comparison.region
    sides = [comparison.figure] if comparison.figure.area == region.area else [comparison.figure, region]
    decimals = compared_decimals(measure, region.compared)
    texts = [number_text(measure, replace(side, decimals=decimals)) for side in sides]
    are_alike = len(set(texts)) == 1 and comparison.standing in ("higher", "lower")
    return [number_text(measure, side) for side in sides] if are_alike else texts


def _counted(comparison: AreaComparison) -> str:
    """What the numbers count and when, and what must be known of the area's: ``… 12 months to June 2026 …``."""
    observation = comparison.figure.observation
    text = say(words.PACK_PERIOD, counted=compared_words(comparison.measure), period=observation.label)
    status = status_in_words(observation.status)
    return f"{text}{say(words.PACK_STATUS, status=status)}." if status else f"{text}."


def _standing(comparison: AreaComparison) -> str:
    """That it is higher, lower or similar, or why that cannot be told; nothing of the region itself."""
    if comparison.figure.compared is None:
        return area_sentence(comparison)
    if comparison.standing == "not-known":
        return standing_explanation(comparison)
    return f"{say(STANDING_WORDS[comparison.standing])}."


def _changed(newest: Tile) -> list[str | Component]:
    """How a figure has changed, as its tile says it: the word stands out."""
    says = " ".join(filter(None, [newest.says, "" if newest.note in newest.says else newest.note]))
    word = f"{verdict_word(newest.verdict)}:" if newest.verdict is not None else ""
    return [html.Strong(word), says.removeprefix(word)] if word and says.startswith(word) else [says]


def _word_and_line(figures: PackFigures) -> str:
    """A verdict in its two parts, as a tile has them; empty where the tile has none."""
    verdict = figures.newest.verdict
    return "" if verdict is None else f"{verdict_word(verdict)}: {verdict_line(figures.measure, verdict)}."
