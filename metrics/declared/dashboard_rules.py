"""Rules on the dashboards of outcomes: each panel can be drawn from what is declared. One function for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from metrics.declared.dashboards import PANEL_KINDS, Panel, PanelKind
from metrics.declared.document import Path
from metrics.declared.findings import Finding
from metrics.declared.framework import Config, PublishedMeasure
from metrics.gazetteer import level_noun
from metrics.issues import listed, nearest
from metrics.language import say


def panels_show_declared_measures(config: Config) -> Iterator[Finding]:
    """A panel draws measures that are declared and have figures."""
    ids = [measure.id for measure in config.measures]
    with_figures = {measure.id for measure in config.published()}
    for at, panel in _panels(config):
        for index, name in enumerate(panel.measures):
            path = (*at, "measures", index)
            if name not in ids:
                guess = nearest(name, ids) or f"; declared: {listed(ids)}"
                message = f'the measure "{name}" is not declared{guess}'
                yield Finding(path, message, "not-declared", allowed=tuple(ids))
            elif name not in with_figures:
                retired = name in {measure.id for measure in config.retired()}
                mend = ": it is retired, so take it out of the dashboard" if retired else ""
                yield Finding(path, f'the measure "{name}" has no figures to draw{mend}')


def panels_show_as_many_as_they_can(config: Config) -> Iterator[Finding]:
    """A panel draws one measure, or two and as many as its kind can; none stands twice."""
    for at, panel in _panels(config):
        count, path = len(panel.measures), (*at, "measures")
        most = panel.kind.most
        if most > 1 and not 2 <= count <= most:
            yield Finding(path, f'"show: {panel.show}" takes two to {most} measures; found {count}')
        if most == 1 and count > 1:
            yield Finding(path, f'"show: {panel.show}" takes one measure; found {count}')
        for index, name in enumerate(panel.measures):
            if name in panel.measures[:index]:
                yield Finding((*path, index), f'the measure "{name}" stands twice in the panel')


def lines_on_an_axis_share_a_unit(config: Config) -> Iterator[Finding]:
    """A percentage and a count cannot stand on one scale."""
    for at, panel in _panels(config):
        units = {(measure.form, measure.number_kind): measure for measure in _measures(config, panel)}
        if panel.kind.same_unit and len(units) > 1:
            clauses = " and ".join(f'"{measure.id}" is a {_named(measure)}' for measure in units.values())
            others = _shows(kind for kind in PANEL_KINDS.values() if kind.most > 1 and not kind.same_unit)
            message = f"lines on one axis have one unit, and {clauses}; write {others}"
            yield Finding((*at, "show"), message)


def _named(measure: PublishedMeasure) -> str:
    """How the figures of a measure are written, told apart from others that are written so too."""
    if measure.per is not None:
        return f"{measure.form} per {measure.per.number:,} {measure.per.noun}"
    if measure.index is not None:
        return f"{measure.form} of {measure.index.base}"
    things = measure.noun if measure.unit_row.is_of_things else None
    return measure.form if things is None else f"{measure.form} of {things.plural}"


def breakdowns_are_of_a_dimension(config: Config) -> Iterator[Finding]:
    """A breakdown names a dimension that its measure has; nothing else has one."""
    for at, panel in _panels(config):
        if not panel.kind.of_dimension:
            if panel.dimension is not None:
                fitting = _shows(kind for kind in PANEL_KINDS.values() if kind.of_dimension)
                yield Finding((*at, "dimension"), f"dimension is used with {fitting} alone")
            continue
        for measure in _measures(config, panel):
            yield from _dimension(at, panel, measure)


def districts_have_an_area(config: Config) -> Iterator[Finding]:
    """Districts can be shown where the extract has a column of areas."""
    for at, panel in _panels(config):
        for measure in _measures(config, panel):
            if panel.kind.of_areas and not measure.source.has_districts:
                level = measure.source.level
                other = (
                    ""
                    if measure.source.area is None
                    else say(" of {districts} but of {level}s", level=level_noun(level))
                )
                message = say(
                    'the source of "{id}" has no "area"{other}, so there are no figures of {districts}',
                    id=measure.id,
                    other=other,
                )
                yield Finding((*at, "show"), message)


def years_add_up(config: Config) -> Iterator[Finding]:
    """A year so far is added up from months."""
    for at, panel in _panels(config):
        for measure in _measures(config, panel):
            if panel.kind.of_years and not adds_up_over_a_year(measure):
                message = f'the months of "{measure.id}" do not add up to a year: that needs a monthly count'
                yield Finding((*at, "show"), message)


def adds_up_over_a_year(measure: PublishedMeasure) -> bool:
    """Whether a measure's months add up to a year so far: a monthly count, whose extract holds each month."""
    single = measure.source.window == "single" and measure.window != "rolling-12-months"
    return measure.frequency == "month" and measure.unit_row.is_count and single


DASHBOARD_RULES: tuple[Callable[[Config], Iterator[Finding]], ...] = (
    panels_show_declared_measures,
    panels_show_as_many_as_they_can,
    lines_on_an_axis_share_a_unit,
    breakdowns_are_of_a_dimension,
    districts_have_an_area,
    years_add_up,
)


def _panels(config: Config) -> Iterator[tuple[Path, Panel]]:
    for index, outcome in enumerate(config.outcomes):
        for place, panel in enumerate(outcome.dashboard):
            yield ("outcomes", index, "dashboard", place), panel


def _shows(kinds: Iterable[PanelKind]) -> str:
    return " or ".join(f'"show: {kind.name}"' for kind in kinds)


def _measures(config: Config, panel: Panel) -> list[PublishedMeasure]:
    """The panel's measures that have figures; what is wrong with the others is told once, by another rule."""
    by_id = {measure.id: measure for measure in config.published()}
    return [by_id[name] for name in panel.measures if name in by_id]


def _dimension(at: Path, panel: Panel, measure: PublishedMeasure) -> Iterator[Finding]:
    ids = [dimension.id for dimension in measure.source.dimensions]
    if panel.dimension is None:
        message = f'"dimension" is missing; the breakdowns of "{measure.id}" are: {listed(ids) or "none"}'
        yield Finding(at, message, "missing-key")
    elif panel.dimension not in ids:
        guess = nearest(panel.dimension, ids) or f"; declared: {listed(ids) or 'none'}"
        message = f'dimension "{panel.dimension}" is not a breakdown of "{measure.id}"{guess}'
        yield Finding((*at, "dimension"), message, "not-declared", allowed=tuple(ids))
