"""pcp explain: from the rows of the extracts to the words on the tile, for one figure of the current release."""

from __future__ import annotations

import json
from typing import Literal

import click
import pandas as pd

from metrics.areas import area_name, region_code
from metrics.commands.parts import FORMAT, refusals
from metrics.commands.site import Site, refuse
from metrics.declared.among import areas_of, gazetteer_of
from metrics.declared.framework import AnyMeasure, PublishedMeasure
from metrics.explaining.as_json import as_json
from metrics.explaining.as_text import as_text
from metrics.explaining.explanation import Explanation, explained
from metrics.explaining.readings import Untraceable
from metrics.figures.release import NO_DATA, Release
from metrics.figures.series import Key
from metrics.figures.tiles import Tile
from metrics.finder import search
from metrics.issues import nearest, shortened
from metrics.language import say
from metrics.periods import UK
from metrics.releasing.history import current
from metrics.releasing.releases import (
    DamagedRelease,
    NewerRelease,
    load_release,
    sound_history,
    stored_files,
)


@click.command()
@click.argument("measure_id", metavar="MEASURE")
@click.option("--area", default="", help="An area: its name, slug or code; left out, the whole.")
@click.option("--period", help="The id of a period, such as 2023-12 or 2023-Q3; the newest without it.")
@FORMAT
@click.pass_obj
def explain(
    site: Site, measure_id: str, area: str, period: str | None, form: Literal["text", "json"]
) -> None:
    """Explain a figure of the current release: its rows, each step, the comparison, the words."""
    with refusals("read"):
        release_id = current(sound_history(site.content()), site.time())
    if release_id is None:
        refuse("nothing has been published yet, so there is no figure to explain")
    try:
        release = load_release(site.root, release_id)
        click.get_current_context().with_resource(areas_of(release.config))
        explanation = _explained(site, release, _tile(site, release, measure_id, area, period))
    except NewerRelease as newer:
        refuse(f"the release cannot be read: {newer}")
    except (DamagedRelease, Untraceable) as damaged:
        refuse(f"the release is damaged: {damaged}")
    click.echo(
        json.dumps(as_json(explanation), indent=2, ensure_ascii=False)
        if form == "json"
        else "\n".join(as_text(explanation))
    )


def _explained(site: Site, release: Release, tile: Tile) -> Explanation:
    return explained(release, tile, stored_files(site.root, release, tile.measure))


def _tile(site: Site, release: Release, measure_id: str, area: str, period: str | None) -> Tile:
    """What the dashboard says of a measure, for an area up to a period. A usage error where there is none."""
    measure = _measure(release, measure_id)
    code = _area(release, measure, area)
    today = site.time().astimezone(UK).date()
    until = None if period is None else _period(release, measure, code, period)
    return release.tile(measure.id, today, code, until=until)


def _measure(release: Release, measure_id: str) -> AnyMeasure:
    by_id = {measure.id: measure for measure in release.config.measures}
    if measure_id not in by_id:
        message = f'there is no measure "{shortened(measure_id)}" in release {release.id}'
        raise click.UsageError(message + (nearest(measure_id, by_id) or f"; there are {', '.join(by_id)}"))
    return by_id[measure_id]


def _area(release: Release, measure: AnyMeasure, area: str) -> str:
    """The code of the area that is meant: the region, or one that the measure has figures for."""
    with_figures = (region_code(), *release.data.get(measure.id, NO_DATA).every_area())
    if not area.strip():
        return region_code()
    if placed := gazetteer_of(release.config).placed(area, with_figures):
        return placed
    match = search(area)
    if match.exact and match.clear in with_figures:
        return str(match.clear)
    if match.exact and match.clear is not None:
        name = area_name(match.clear, outside_included=True)
        raise click.UsageError(f'the measure "{measure.id}" has no figures for {name}')
    near = [
        area_name(code, outside_included=True) for code in (match.clear, *match.near) if code in with_figures
    ]
    guess = f'; did you mean "{near[0]}"?' if near else say("; give {a district}'s name, slug or code")
    raise click.UsageError(f'the area "{shortened(area)}" is not known{guess}')


def _period(release: Release, measure: AnyMeasure, area: str, period: str) -> pd.Period:
    """The period of an id. A usage error, with what there is, for any other."""
    if not isinstance(measure, PublishedMeasure):
        raise click.UsageError(f'the measure "{measure.id}" has no figures yet; leave out --period')
    series = release.data.get(measure.id, NO_DATA).get(Key(measure.window, area))
    periods = {item.period_id: item.period for item in series}
    if period in periods:
        return periods[period]
    ids = list(periods)
    extent = (
        f'"{measure.id}" has figures from {ids[0]} to {ids[-1]}' if ids else f'"{measure.id}" has no figures'
    )
    raise click.UsageError(f'the period "{shortened(period)}" is not known; {extent}')
