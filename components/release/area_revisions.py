"""Revisions of districts on pages: those of a whole release, the largest first, and those of one district."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import islice

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import note
from components.basics.table import folded, table
from components.basics.words import DISTRICT, FREQUENCY, SEVERAL, upper_first
from components.release import words
from components.release.revisions import LONG_TABLE, beside, last_with, scaled
from components.site.context import View
from components.site.urls import area_address, release_address, revisions_address, revisions_json_address
from metrics.areas import area_name
from metrics.declared.former import former_ids
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_sentences import short_name
from metrics.figures.release import NO_DATA, Release
from metrics.figures.sentences import observation_text
from metrics.figures.wording import ending
from metrics.language import say
from metrics.releasing.area_revisions import (
    Shift,
    district_revisions,
    largest,
    revisions_of_area,
    shifts,
)
from metrics.releasing.diff import MeasurePair, last_given
from metrics.releasing.diff_words import size_words
from metrics.releasing.news import LAST_GIVEN
from metrics.releasing.published import before, comparable
from metrics.releasing.revisions import Revision


def has_revisions(view: View, release: Release) -> bool:
    """Whether what a release revised of districts is repeated: not on frozen pages, nor beside what was withdrawn.

    What was withdrawn may have told something of a person, and frozen pages would go on telling it.
    """
    previous = before(view.past, release.id)
    return view.kind != "as-at" and previous is not None and previous.withdrawn is None


def revisions_by_area(view: View, release: Release) -> list[Component]:
    """What a release revised of districts, and every revision to take away; nothing where there is none."""
    diff = beside(view, release) if has_revisions(view, release) else None
    if diff is None or not diff.revised():
        return []
    files: list[str | Component] = [
        html.A(say(words.ALL_REVISIONS_CSV), href=revisions_address(release.id)),
        " · ",
        html.A(say(words.ALL_REVISIONS_JSON), href=revisions_json_address(release.id)),
    ]
    parts = [part for pair in diff.revised() for part in _of_measure(pair, release)]
    return [note("revised-areas", say(words.REVISED_AREAS), [*parts, html.P(files)])]


def _of_measure(pair: MeasurePair, release: Release) -> list[Component]:
    measure, most = pair.published, largest(pair)
    if measure is None or not district_revisions(pair):
        return []
    data = release.data.get(measure.id, NO_DATA)
    together = shifts(pair, data)
    return [
        html.H3(measure.title),
        *_together(measure, together),
        *([_largest(measure, most)] if most else []),
    ]


def _largest(measure: PublishedMeasure, most: Sequence[Revision]) -> Component:
    rows: list[tuple[str | Component, ...]] = [
        (html.A(short_name(item.key.area), href=area_address(item.key.area)), *_cells(measure, item))
        for item in most
    ]
    by = say(words.LARGEST_BY[measure.change_unit]) if measure.change_unit in words.LARGEST_BY else ""
    caption = say(words.LARGEST_REVISIONS, measure=_titled(measure), by=by)
    heads = [say(DISTRICT), upper_first(say(FREQUENCY[measure.frequency])), *map(say, words.REVISED_HEADS)]
    return table(caption, heads, rows)


def _titled(measure: PublishedMeasure) -> str:
    return scaled(measure.title, ending(measure, 0).strip(" ()"))


def _cells(measure: PublishedMeasure, item: Revision) -> tuple[str, ...]:
    """Period, what the figure was and is, and by how much it differs."""
    texts = (observation_text(measure, end) for end in (item.before, item.after))
    return (item.after.label, *texts, upper_first(size_words(measure, item)))


def _together(measure: PublishedMeasure, together: Sequence[Shift]) -> list[Component]:
    """The periods in which nearly all districts moved the same way, a row for each."""
    if not together:
        return []
    noun, several = (say(FREQUENCY[measure.frequency]), say(SEVERAL[FREQUENCY[measure.frequency]]))
    rows = [(shift.label, _districts(shift), *_ends(measure, shift)) for shift in together]
    periods = table(
        say(words.MOVED_TOGETHER, measure=measure.title),
        [upper_first(noun), *map(say, words.MOVED_HEADS)],
        rows,
    )
    many = say(words.MANY_MOVED, count=len(rows), noun=several)
    sentence = html.P(say(words.ONE_MOVED, noun=noun) if len(rows) == 1 else many)
    summary = say(words.MOVED_TABLE, noun=several)
    return [sentence, folded(summary, periods) if len(rows) > LONG_TABLE else periods]


def _districts(shift: Shift) -> str:
    return say(words.DISTRICTS_THAT_WAY[shift.is_up], count=len(shift.revised), areas=shift.areas)


def _ends(measure: PublishedMeasure, shift: Shift) -> tuple[str, str]:
    """The smallest and the largest revision of a period."""
    return size_words(measure, shift.revised[-1]), size_words(measure, shift.revised[0])


# Of one district --------------------------------------------------------------------------------------------


def revisions_of(view: View, area: str) -> list[Component]:
    """What the release that is shown revised of one district's figures; nothing where it revised none."""
    release, previous = view.release, before(view.past, view.release.id)
    if previous is None or not has_revisions(view, release) or (earlier := view.opened(previous.id)) is None:
        return []
    earlier = earlier.called_now(former_ids(release.config))
    parts = [
        part for measure in release.config.published() for part in _of_district(view, earlier, measure, area)
    ]
    if not parts:
        return []
    lead = say(words.REVISED_HERE, release=previous.title, name=area_name(area))
    more = html.P(html.A(say(words.REVISED_EVERYWHERE), href=f"{release_address(release.id)}#revised-areas"))
    return [note("revised", say(words.REVISED_OF_AREA), [html.P(lead), *parts, more])]


def _of_district(view: View, earlier: Release, measure: PublishedMeasure, area: str) -> list[Component]:
    """What was revised of a measure since the release before, or that which had figures of it last."""
    release = view.release
    older = tuple(islice(comparable(view.past, release.id), 1, None))
    last, old = last_given(earlier, release, measure.id, partial(last_with, view, older))
    revised = revisions_of_area(measure, old, release.data.get(measure.id, NO_DATA), area)
    if not revised:
        return []
    heads = [upper_first(say(FREQUENCY[measure.frequency])), *map(say, words.REVISED_HEADS)]
    rows = [_cells(measure, item) for item in revised]
    caption = say(words.REVISED_FIGURES_OF_AREA, measure=_titled(measure), name=area_name(area))
    figures, summary = table(caption, heads, rows), say(words.REVISED_TABLE["revised"], count=len(rows))
    title: list[Component] = [html.H3(measure.title)]
    if last is not None and last.id != earlier.id:
        title.append(html.P(say(LAST_GIVEN, release=last.title), className="aside"))
    return [*title, folded(summary, figures) if len(rows) > LONG_TABLE else figures]
