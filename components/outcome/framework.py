"""A framework's page: what changed at a glance, the vision that it serves, and each outcome with its tiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dash import html
from dash.development.base_component import Component

from components.account.years import accounts_of
from components.area.search import finder
from components.area.words import FIND
from components.basics.blocks import marks, section
from components.basics.days import day, local_day, moment
from components.basics.words import AT_A_GLANCE
from components.inspection.content import inspections_of
from components.outcome import words
from components.outcome.every_framework import framework_tiles
from components.outcome.framework_time import time_and_ways
from components.outcome.words import GLANCE, OTHER_FRAMEWORKS, VISION
from components.oversight.bodies import readers_of
from components.site.age import age_of, age_sentences
from components.site.context import View, current_view
from components.site.dates import late_sentences
from components.site.urls import framework_address, outcome_address
from components.site.words import STAMP
from components.tile.tile import ARROWS, tile_card, tile_id
from components.tile.words import CHANGE_ON
from components.tracker.every import trackers_of
from metrics.declared.framework import AnyMeasure, Config, PublishedMeasure
from metrics.declared.taxonomy import Framework, Outcome
from metrics.figures.change import Change
from metrics.figures.headline import glance_sentence
from metrics.figures.sentences import change_text
from metrics.figures.series import Observation
from metrics.figures.tiles import Tile
from metrics.figures.verdict_sentences import verdict_figures, verdict_line, verdict_word
from metrics.language import say
from metrics.periods import label, month

MOST_COLUMNS = 4
A_QUARTER = 3  # months


def framework_content(framework: Framework) -> Component:
    """The page of a framework."""
    view = current_view()
    outcomes = view.release.config.outcomes_of(framework.id)
    tiles = {outcome.id: _tiles(view, outcome) for outcome in outcomes}
    sections = [
        _section(view, framework, outcome, tiles[outcome.id]) for outcome in _planned_last(outcomes, tiles)
    ]
    every = framework_tiles(view, framework)
    grid = html.Div([*sections, *_others(view, framework)], className="band outcomes")
    return html.Div(
        [_opening(view, framework, every), *_beside(view, framework), grid], className="framework"
    )


def _beside(view: View, framework: Framework) -> list[Component]:
    """The accounts, trackers and inspections of a framework; nothing where it has none."""
    parts = [*accounts_of(view, framework), *trackers_of(view, framework), *inspections_of(view, framework)]
    return [html.Div(parts, className="band page")] if parts else []


def _planned_last(outcomes: Iterable[Outcome], tiles: Mapping[str, list[Tile]]) -> list[Outcome]:
    """The outcomes in the order declared, but for those of which nothing can be said yet: they come last."""
    return sorted(outcomes, key=lambda outcome: all(map(_is_planned, tiles[outcome.id])))


def _is_planned(tile: Tile) -> bool:
    return tile.measure.status == "planned"


def framework_description(framework: Framework) -> str:
    """What the page of a framework says first, for who finds it before opening it."""
    return " ".join(filter(None, (framework_sentence(current_view(), framework), framework.description)))


def framework_sentence(view: View, framework: Framework) -> str:
    """How many measures of a framework got better or worse; empty where none has figures."""
    return glance_sentence(framework_tiles(view, framework))


def _tiles(view: View, outcome: Outcome) -> list[Tile]:
    """The tiles of an outcome in the order declared, those that are planned last."""
    measures = view.release.config.measures_of(outcome.id)
    return sorted((view.release.tile(measure.id, view.today) for measure in measures), key=_is_planned)


def _opening(view: View, framework: Framework, tiles: list[Tile]) -> Component:
    release = view.release
    stamp = say(STAMP, release=release.title, when=moment(release.published_at))
    when = " ".join([stamp, *late_sentences(view)])
    vision = html.P([html.Strong(say(VISION)), " ", framework.vision], className="vision")
    about = [vision, html.P(framework.description, className="lead"), *time_and_ways(view, framework)]
    about += [*readers_of(view, framework), html.P(when, className="aside")]
    foot = html.Div([html.Div(about, className="sought"), finder()], className="foot")
    came = day(local_day(release.published_at))
    who = say(words.MADE_BY, producer=release.config.site.producer, day=came)
    publisher = html.P([f"{who} ", html.A(say(FIND), href="#find")], className="by")
    inside = html.Div([html.H1(framework.title), publisher, _glance(view, tiles), foot], className="band")
    return html.Div(inside, className="opening")


def _glance(view: View, tiles: list[Tile]) -> Component:
    """Ten seconds: which measures got worse, better, or neither, and by how much."""
    rows = []
    sentence = html.P(glance_sentence(tiles), className="count")
    ages = " ".join([*_months(view, tiles), *_not_renewed(view, tiles)])
    old = [html.P(ages, className="old")] if ages else []
    for group, name in GLANCE.items():
        if among := [tile for tile in tiles if _group(tile) == group]:
            rows.append(html.Div([html.Dt(say(name)), *map(_glance_link, among)]))
    heading = html.H2(say(AT_A_GLANCE), id="at-a-glance")
    return html.Section(
        [heading, sentence, *old, html.Dl(rows)], className="glance", **marks(aria_labelledby="at-a-glance")
    )


def _months(view: View, tiles: list[Tile]) -> list[str]:
    """The months to which the oldest and the newest figures run, where these are more than a quarter apart.

    Nearer ones differ by how often each is measured, and not by their age.
    """
    days = [view.release.newest_day(tile.measure.id) for tile in tiles]
    months = [month(end.year, end.month) for end in days if end is not None]
    if not months or (max(months) - min(months)).n <= A_QUARTER:
        return []
    return [say(words.MONTHS, oldest=label(min(months)), newest=label(max(months)))]


def _not_renewed(view: View, tiles: list[Tile]) -> list[str]:
    """How many of the figures did not come with the release that is shown, but with an earlier one."""
    published = [tile.measure for tile in tiles if isinstance(tile.measure, PublishedMeasure)]
    count = sum(age_of(view, measure).came_with is not None for measure in published)
    return [say(words.OLDER, count=count) if count > 1 else say(words.ONE_OLDER)] if count else []


def _group(tile: Tile) -> str:
    if tile.measure.status != "published":
        return tile.measure.status
    if tile.latest is None:
        return "no-figure"
    change = tile.judged or tile.change
    return "no-change" if change is None or change.difference is None else change.verdict


def _glance_link(tile: Tile) -> Component:
    link = html.A(tile.measure.title, href=f"#{tile_id(tile)}")
    change = tile.judged or tile.change
    if change is None or tile.latest is None or not isinstance(tile.measure, PublishedMeasure):
        return html.Dd(link)
    if tile.judged is None:
        texts = (f"{tile.text}, {_period(tile.latest)}. ", f"{change.basis.label}: {change_text(change)}")
        notes = [html.Span(text, className="by") for text in texts]
    elif tile.verdict is not None:
        figure = verdict_figures(tile.measure, change) or f"{tile.text}, {_period(tile.latest)}"
        texts = (f"{figure}. ", _judged_by(tile.measure, change))
        notes = [html.Span(text, className="by") for text in texts]
    else:
        note = glance_note(change, tile.beside)
        figure = f"{tile.text}, {_period(tile.latest)}. " if tile.measure.unit_row.is_plain else ""
        note = note or (f"{change.basis.label}: {change_text(change)}" if figure else "")
        notes = [html.Span(text, className="by") for text in (figure, note) if text]
    if change.difference is None:
        return html.Dd(html.Span([link, " ", *notes]))
    arrow = html.Span(ARROWS[change.arrow], className="arrow", **marks(aria_hidden="true"))
    return html.Dd([arrow, " ", html.Span([link, " ", *notes])])


def _period(observation: Observation) -> str:
    months = observation.months_beside
    return f"{observation.label} ({months})" if months else observation.label


def _judged_by(measure: PublishedMeasure, change: Change) -> str:
    """What a verdict rests on; its word goes before where the heading above does not say it."""
    line = verdict_line(measure, change)
    return line if change.verdict in ("better", "worse") else f"{verdict_word(change)}: {line}"


def glance_note(change: Change, beside: Change | None) -> str:
    """``-9.4% on previous month``; where that cannot be told, how it stands against a year before."""
    if change.outcome in ("higher", "lower"):
        basis = change.basis.label.removeprefix(say(CHANGE_ON))
        return say(words.CHANGE_ON_BASIS, change=change_text(change), basis=basis)
    if beside is not None and beside.outcome in words.THAN_YEAR_BEFORE:
        return say(words.THAN_YEAR_BEFORE[beside.outcome])
    return ""


def _section(view: View, framework: Framework, outcome: Outcome, tiles: list[Tile]) -> Component:
    """An outcome with its tiles. A measure has one tile on a page: where it stands twice, a link leads to it."""
    places = {tile.measure.id: _place_of(view.release.config, framework, tile.measure) for tile in tiles}
    own = [tile for tile in tiles if places[tile.measure.id].id == outcome.id]
    elsewhere = [(tile, places[tile.measure.id]) for tile in tiles if tile not in own]
    heading = html.H2(html.A(outcome.title, href=outcome_address(outcome.id)), id=f"outcome-{outcome.id}")
    links = [html.P(part) for part in map(_elsewhere, elsewhere)]
    about = html.Div([heading, html.P(outcome.description), *links], className="about")
    cards = html.Div(
        [tile_card(tile, age=age_sentences(view, tile.measure)) for tile in own], className="tiles"
    )
    columns = f"outcome of-{min(max(len(own), 1), MOST_COLUMNS)}"
    return html.Section([about, cards], className=columns, **marks(aria_labelledby=f"outcome-{outcome.id}"))


def _place_of(config: Config, framework: Framework, measure: AnyMeasure) -> Outcome:
    """The outcome that has a measure's tile on a framework's page: its own, or else the first that shows it."""
    outcomes = [item for item in config.outcomes_of(framework.id) if measure in config.measures_of(item.id)]
    return next((item for item in outcomes if item.id == measure.outcome), outcomes[0])


def _elsewhere(item: tuple[Tile, Outcome]) -> list[str | Component]:
    """The way to a tile that stands under another outcome of the page."""
    tile, place = item
    link = html.A(tile.measure.title, href=f"#{tile_id(tile)}")
    return [say(words.ALSO_UNDER), link, say(words.STANDS_UNDER), place.title, "."]


def _others(view: View, current: Framework) -> list[Component]:
    config = view.release.config
    others = [framework for framework in config.frameworks if framework.id != current.id]
    if not others:
        return []
    links = [html.Li(html.A(other.title, href=framework_address(config, other.id))) for other in others]
    return [section("other-frameworks", say(OTHER_FRAMEWORKS), [html.Ul(links)])]
