"""What the picture of a page says, as one value: every word of it stands on the page as well."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from charts.kinds.sparkline import Sparkline
from components.area.profile import area_comparisons, area_description, standings
from components.basics.days import day, local_day
from components.figures.sparkline import small_line
from components.outcome.framework import framework_sentence
from components.outcome.words import VISION
from components.site import words
from components.site.context import View
from metrics.declared.framework import AnyMeasure, PublishedMeasure
from metrics.declared.taxonomy import Framework, Outcome
from metrics.figures.area_comparison import AreaComparison
from metrics.figures.area_sentences import STANDING_WORDS, short_name
from metrics.figures.change import Change, Direction, Verdict
from metrics.figures.headline import headline, word
from metrics.figures.sentences import OUTCOME_WORDS, STATE_WORDS, VERDICT_WORDS, change_text
from metrics.figures.series import Observation
from metrics.figures.tiles import Tile
from metrics.figures.verdict_sentences import verdict_figures, verdict_line, verdict_word
from metrics.figures.wording import counted_words
from metrics.language import say
from metrics.statuses import NAMED_BESIDE, STATUS_WORDS

NO_BREAK = "\u00a0"
MOST_TOGETHER = 16  # letters of a period that stands on one line


@dataclass(frozen=True)
class Paragraph:
    """A few words that stand out, and what follows them; with an arrow where a comparison is told."""

    strong: str
    text: str = ""
    arrow: Direction | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Card:
    """A picture's words from top to bottom. ``value`` is the figure, with what is ``counted`` and when below it.

    ``release`` and ``site`` stand at its foot, in the colours ``ink`` on ``ground`` where these are declared:
    which release it is of, and whose picture it is.
    """

    title: str
    site: str
    release: str
    where: str = ""
    value: str = ""
    counted: str = ""
    line: Sparkline | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    ground: str = ""
    ink: str = ""


def measure_card(view: View, tile: Tile) -> Card:
    """A measure's figure with its word, or in words why there is none."""
    measure, latest = tile.measure, tile.latest
    if not isinstance(measure, PublishedMeasure):
        return _card(view, measure.title, paragraphs=(_state(measure), Paragraph("", measure.reason)))
    where = view.area_name(measure.id, tile.area)
    if latest is None or latest.value is None:
        absence = () if latest is None else (Paragraph(tile.text, _period(latest)),)
        return _card(view, measure.title, where, paragraphs=(*absence, Paragraph("", tile.says or tile.note)))
    number, _, unit = tile.text.partition(" ")
    counted = ", ".join(filter(None, (unit, counted_words(measure, latest.value))))
    return _card(
        view,
        measure.title,
        where,
        value=number,
        counted=f"{counted}, {_period(latest)}",
        line=small_line(measure, tile),
        paragraphs=_change(measure, tile),
    )


def outcome_card(view: View, outcome: Outcome) -> Card:
    """What the measures of an outcome say together, then each with its figure and its word."""
    measures = view.release.config.measures_of(outcome.id)
    tiles = [view.release.tile(measure.id, view.today) for measure in measures]
    lead = [Paragraph("", headline(tiles) or outcome.description)]
    return _card(view, outcome.title, paragraphs=(*lead, *map(_in_short, tiles)))


def framework_card(view: View, framework: Framework) -> Card:
    """What is sought, and how many of the measures got better or worse."""
    sentence = framework_sentence(view, framework)
    texts = [sentence, framework.description if not sentence else ""]
    paragraphs = [
        Paragraph(f"{say(VISION)} {framework.vision}"),
        *(Paragraph("", text) for text in texts if text),
    ]
    return _card(view, framework.title, paragraphs=tuple(paragraphs))


def area_card(view: View, area: str) -> Card:
    """Which measures are higher, similar or lower in an area (a code) than in the region."""
    rows = [
        Paragraph(f"{say(STANDING_WORDS[standing])}:", _listed(map(_dated, among)))
        for standing, among in standings(area_comparisons(view.release, area)).items()
    ]
    return _card(view, short_name(area), paragraphs=tuple(rows or [Paragraph("", area_description(area))]))


def site_card(view: View) -> Card:
    """The site itself, for pages that no figure stands for."""
    config = view.release.config
    return _card(view, config.site.title, paragraphs=(Paragraph("", config.frameworks[0].description),))


def _card(view: View, title: str, where: str = "", **more: Any) -> Card:
    release = view.release
    when = day(local_day(release.published_at))
    stamps = {
        "preview": say(words.PREVIEW),
        "as-at": say(words.CARD_AS_PUBLISHED, release=release.title, when=when),
        "current": say(words.CARD_RELEASE, release=release.title),
    }
    stamp = stamps[view.kind]
    colours = release.config.site.colours
    card = Card(title, release.config.site.title, stamp, where, **more)
    return card if colours is None else replace(card, ground=colours.header, ink=colours.text)


def _state(measure: AnyMeasure) -> Paragraph:
    return Paragraph(say(STATE_WORDS[measure.status]))


def _period(latest: Observation) -> str:
    """The period of a figure, and what there is to know of it: ``January 2024 (provisional)``."""
    label = latest.label if len(latest.label) > MOST_TOGETHER else latest.label.replace(" ", NO_BREAK)
    return f"{label} ({say(STATUS_WORDS[latest.status])})" if latest.status in NAMED_BESIDE else label


def _change(measure: PublishedMeasure, tile: Tile) -> tuple[Paragraph, ...]:
    """The word of a figure and what it rests on; where nothing is judged, why."""
    change = tile.judged
    if change is None:
        return (Paragraph("", tile.note),) if tile.note else ()
    if tile.verdict is not None:
        line = verdict_line(measure, change)
        verdict = Paragraph(f"{verdict_word(change)}:", line, change.arrow, change.verdict)
        figures = verdict_figures(measure, change)
        return (verdict, Paragraph("", figures)) if figures else (verdict,)
    return (_as_compared(change),)


def _as_compared(change: Change) -> Paragraph:
    """The change itself, where it is what is judged: its number, its words, and what it is compared with."""
    outcome = say(OUTCOME_WORDS[change.outcome])
    if change.difference is None:
        return Paragraph(outcome, change.basis.label, change.arrow, change.verdict)
    strong = f"{change_text(change)} {outcome}"
    text = f"{say(VERDICT_WORDS[change.verdict])}. {change.basis.label}"
    return Paragraph(strong, text, change.arrow, change.verdict)


def _in_short(tile: Tile) -> Paragraph:
    judged = tile.judged
    arrow = judged.arrow if judged is not None and judged.difference is not None else None
    return Paragraph(f"{word(tile)}:", tile.measure.title, arrow, None if judged is None else judged.verdict)


def _dated(comparison: AreaComparison) -> str:
    """A measure's title and the period that is compared: ``Homicide (2023 to the end of December)``."""
    return f"{comparison.measure.title} ({comparison.figure.observation.label})"


def _listed(titles: Iterable[str]) -> str:
    return "; ".join(titles)
