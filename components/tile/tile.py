"""A measure on a tile: its figure, the change, and in words how sure we are of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks
from components.basics.words import WHY, expected, upper_first
from components.figures.sparkline import sparkline
from components.site.urls import measure_address
from components.tile import words
from metrics.declared.framework import PlannedMeasure, PublishedMeasure, QualitativeMeasure, RetiredMeasure
from metrics.figures.change import Change, Direction
from metrics.figures.sentences import (
    OUTCOME_WORDS,
    VERDICT_WORDS,
    change_text,
    observation_text,
    with_decimals_of,
)
from metrics.figures.series import Observation
from metrics.figures.target import Progress
from metrics.figures.target_sentences import progress_sentence, target_text
from metrics.figures.tiles import Tile
from metrics.figures.verdict_sentences import step_words, verdict_figures, verdict_line, verdict_word
from metrics.figures.wording import counted_words
from metrics.language import say
from metrics.statuses import NAMED_BESIDE, STATUS_WORDS

Heading = Callable[..., Component]
ARROWS: dict[Direction, str] = {"up": "↑", "level": "→", "down": "↓"}


def tile_id(tile: Tile) -> str:
    """The tile's place on its page, for links to it."""
    return f"measure-{tile.measure.id}"


def tile_card(
    tile: Tile, heading: Heading = html.H3, *, age: Sequence[str] = (), with_line: bool = True
) -> Component:
    """A tile with its title. ``heading`` is html.H2, html.H3 …, as the page's order wants it.

    ``age`` are sentences on how old the figure is.
    """
    measure = tile.measure
    title = heading(html.A(measure.title, href=measure_address(measure.id, tile.area)))
    with_line = with_line and tile.latest is not None
    line = sparkline(measure, tile) if with_line and isinstance(measure, PublishedMeasure) else None
    return html.Article(
        [title, *facts(tile, line, age)],
        id=tile_id(tile),
        className="tile",
        **marks(data_measure=measure.id, data_status=measure.status),
    )


def facts(tile: Tile, line: Component | None = None, age: Sequence[str] = ()) -> list[Component]:
    """All that a tile says below its title, what matters first.

    ``line`` stands beside the value, and ``age``, sentences on how old it is, below.
    """
    match tile.measure:
        case PlannedMeasure() as measure:
            return _planned(measure, tile.overdue)
        case QualitativeMeasure() as measure:
            return _in_words(measure)
        case RetiredMeasure() as measure:
            return [_state(say(words.RETIRED)), html.P(measure.reason)]
        case measure:
            return _published(measure, tile, line, age)


def _planned(measure: PlannedMeasure, overdue: bool) -> list[Component]:
    when = f"{expected(measure.expected, overdue)} {say(words.OWNER, owner=measure.owner)}"
    return [_state(say(words.PLANNED)), html.P(measure.reason), html.P(when, className="aside")]


def _in_words(measure: QualitativeMeasure) -> list[Component]:
    narrative = html.P(measure.narrative, className="aside")
    return [_state(say(words.IN_WORDS)), html.P(measure.reason), narrative]


def _state(text: str) -> Component:
    return html.P(html.Span(text, className="state"))


def _published(
    measure: PublishedMeasure, tile: Tile, line: Component | None, age: Sequence[str]
) -> list[Component]:
    if tile.latest is None:
        return [html.P(tile.note)]
    return [_figure(measure, tile, tile.latest, line), *age_lines(age), change_block(measure, tile)]


def age_lines(age: Sequence[str]) -> list[Component]:
    """How old a figure is, as a paragraph where there is anything to say of it."""
    return [html.P(" ".join(age), className="age")] if age else []


def change_block(measure: PublishedMeasure, tile: Tile, *, with_sums: bool = True) -> Component:
    """How a figure has changed, in figures and words, and why it says so.

    ``with_sums`` names what is added up for a verdict, where no sentence beside it does.
    """
    lines: list[Component] = [html.P(tile.note)] if tile.note else []
    if tile.verdict is not None:
        lines.append(_verdict(measure, tile.verdict))
        sums = verdict_figures(measure, tile.verdict) if with_sums else ""
        lines += [*([html.P(f"{sums}.", className="basis")] if sums else []), *_as_compared(measure, tile)]
    elif tile.change is not None and not tile.change.is_judged:
        lines += _as_compared(measure, tile)
    elif tile.change is not None:
        lines += _change(measure, tile.change)
    if tile.beside is not None:
        lines.append(_beside(tile.beside, tile.beside_sentence))
    if tile.supplement:
        lines.append(html.P(tile.supplement, className="supplement"))
    lines += [_target(measure, item) for item in tile.targets]
    return html.Div([*lines, *_why(tile)], className="moved")


def _target(measure: PublishedMeasure, item: Progress) -> Component:
    """What is to be reached by when, and how the figure stands by it: the word first."""
    target = item.target
    lines: list[str | Component] = [html.Strong(f"{target_text(measure, target)}.")]
    lines.append(f" {progress_sentence(measure, item)}")
    if target.set_by is not None:
        who = target.set_by if target.link is None else html.A(target.set_by, href=target.link)
        lines += [f" {say(words.SET_BY)} ", who, "."]
    return html.P(lines, className="supplement")


def _figure(measure: PublishedMeasure, tile: Tile, latest: Observation, line: Component | None) -> Component:
    counted = counted_words(measure, latest.value or 0)
    period = [html.Span(latest.label, **marks(data_field="period")), *_status(latest)]
    lines = [
        html.P(html.Span(_parted(tile.text, latest), **marks(data_field="value")), className="value"),
        line,
        html.P(counted, className="counted") if latest.value is not None else None,
        html.P(period, className="period"),
        html.P(latest.months_beside, className="months") if latest.months_beside else None,
    ]
    return html.Div(lines, className="now")


def _parted(text: str, latest: Observation) -> list[str | Component]:
    """A figure's number, large, and what it is in, small: ``£3.4`` `` million``; words as they are."""
    number, space, unit = text.partition(" ")
    return [text] if latest.value is None or not unit else [number, html.Small(f"{space}{unit}")]


def _status(observation: Observation) -> list[str | Component]:
    if observation.status not in NAMED_BESIDE:
        return []
    return [" ", html.Span(upper_first(say(STATUS_WORDS[observation.status])), className="flag")]


def _change(measure: PublishedMeasure, change: Change) -> list[Component]:
    arrow_marks = marks(aria_hidden="true", data_arrow=change.arrow)
    arrow = html.Span(ARROWS[change.arrow], className="arrow", **arrow_marks)
    named = marks(data_outcome=change.outcome, data_verdict=change.verdict)
    line = html.P([arrow, " ", *_change_words(change)], className="change", **named)
    return [line, html.P(_basis(measure, change), className="basis")]


def _verdict(measure: PublishedMeasure, change: Change) -> Component:
    """The comparison that is judged: its word first, then what the word rests on."""
    arrow = html.Span(
        ARROWS[change.arrow], className="arrow", **marks(aria_hidden="true", data_arrow=change.arrow)
    )
    word = html.Span(verdict_word(change), className="verdict", **marks(data_field="outcome"))
    named = marks(data_outcome=change.outcome, data_verdict=change.verdict)
    return html.P(
        [arrow, " ", word, " ", html.Span(verdict_line(measure, change))], className="change", **named
    )


def _as_compared(measure: PublishedMeasure, tile: Tile) -> list[Component]:
    """The plan's own comparison, which is arithmetic, and what is usual of it for the time of year."""
    change = tile.change
    if change is None:
        return []
    number = html.Strong(change_text(change), **marks(data_field="change"))
    line: list[str | Component] = [
        f"{change.basis.label}: ",
        number,
        f" ({step_words(measure, change)})",
    ]
    usual = [html.P(tile.usual_sentence, className="basis")] if tile.usual_sentence else []
    return [html.P(line, className="basis"), *usual]


def _beside(change: Change, sentence: str) -> Component:
    """The comparison that can be told, where the first cannot. Its number is in the sentence."""
    content: list[str | Component] = [sentence]
    if change.verdict in ("better", "worse"):
        content += [" ", html.Span(say(VERDICT_WORDS[change.verdict]), className="verdict")]
    return html.P(content, className="beside", **marks(data_verdict=change.verdict))


def _change_words(change: Change) -> list[str | Component]:
    """Number, word and verdict; where there is no number the word stands for it and nothing is judged."""
    outcome = html.Span(say(OUTCOME_WORDS[change.outcome]), **marks(data_field="outcome"))
    if change.difference is None:
        return [html.Span(outcome, **marks(data_field="change"))]
    number = html.Strong(change_text(change), **marks(data_field="change"))
    return [number, " ", outcome, " ", html.Span(say(VERDICT_WORDS[change.verdict]), className="verdict")]


def _basis(measure: PublishedMeasure, change: Change) -> str:
    """What is compared, where the change itself is judged; in the words that releases were published with."""
    measure = with_decimals_of(measure, change)
    earlier, later = (
        say(words.FIGURE_IN, figure=observation_text(measure, end), period=end.label)
        for end in (change.earlier, change.later)
    )
    if change.later.window == measure.window:
        return say(words.WAS_IN, basis=change.basis.label, earlier=earlier)
    return say(words.AGAINST, basis=change.basis.label, later=later, earlier=earlier)


def _why(tile: Tile) -> list[Component]:
    texts = (tile.verdict_explanation, tile.explanation, tile.beside_explanation)
    if not any(texts):
        return []
    which = html.Span(f" ({tile.measure.title})", className="unseen")
    paragraphs = [html.P(text) for text in texts if text]
    return [html.Details([html.Summary([say(WHY), which]), *paragraphs], className="why")]
