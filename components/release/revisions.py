"""What a release brings beside the one before: its measures in sentences, and the figures that it revised."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from dash import html
from dash.development.base_component import Component

from components.basics.table import folded, table
from components.basics.words import FREQUENCY, day, local_day, upper_first
from components.release.words import FIRST_RELEASE, NOTHING_REVISED, UNREADABLE_BEFORE
from components.site.context import View
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from metrics.figures.sentences import observation_text
from metrics.releasing.diff import Beside, Diff, difference
from metrics.releasing.diff_words import size_words
from metrics.releasing.news import news, revised_sentences
from metrics.releasing.published import Notice, Published, before
from metrics.releasing.revisions import Revision

LONG_TABLE = 12


def beside(view: View, release: Release, only: Collection[str] | None = None) -> Diff | None:
    """A release beside the one before it, on its own day; None where that one cannot be read.

    ``only`` are the ids of the measures that are looked at; None is all.
    """
    one = before(view.past, release.id)
    earlier = None if one is None else view.opened(one.id)
    if one is not None and earlier is None:
        return None
    return difference(earlier, release, local_day(release.published_at), only)


def what_is_new(diff: Diff | None, measures: Iterable[tuple[Beside, Component]]) -> list[Component]:
    """Each measure under its heading, with its sentence and what has changed since the release before."""
    if diff is None:
        return [html.P(UNREADABLE_BEFORE)]
    first = [html.P(FIRST_RELEASE)] if diff.earlier is None else []
    return [*first, *(_measure(one, heading, diff) for one, heading in measures)]


def with_news(diff: Diff | None) -> list[Beside]:
    """The measures of which there is something to say: those with figures, and those whose state is another."""
    return [] if diff is None else [one for one in diff.measures if one.published or _has_another_state(one)]


def _has_another_state(one: Beside) -> bool:
    if one.before is None or one.after is None:
        return one.after is None
    return one.before.measure.status != one.after.measure.status


def _measure(one: Beside, heading: Component, diff: Diff) -> Component:
    sentence = "" if one.after is None else one.after.sentence
    said = [html.P(sentence)] if sentence else []
    if diff.earlier is not None:
        said.append(html.P(news(one), className="aside"))
    return html.Div([heading, *said], className="news")


def what_was_revised(diff: Diff | None) -> list[Component]:
    """For each measure how many figures were revised, and London's with what they were."""
    if diff is None:
        return [html.P(UNREADABLE_BEFORE)]
    if diff.earlier is None:
        return [html.P(FIRST_RELEASE)]
    found = [_revised(one.published, one) for one in diff.revised() if one.published is not None]
    return found or [html.P(NOTHING_REVISED)]


def _revised(measure: PublishedMeasure, one: Beside) -> Component:
    said = [html.H3(measure.title), html.P(" ".join(revised_sentences(one)))]
    if one.headline:
        said.append(_table(measure, one.headline))
    return html.Div(said, className="news")


def _table(measure: PublishedMeasure, found: tuple[Revision, ...]) -> Component:
    """London's revised figures, newest first."""
    heads = [upper_first(FREQUENCY[measure.frequency]), "Was", "Is", "Difference"]
    figures = table(f"{measure.title}, London: revised", heads, [_row(measure, one) for one in found[::-1]])
    return folded(f"Table of {len(found)} revised figures", figures) if len(found) > LONG_TABLE else figures


def _row(measure: PublishedMeasure, one: Revision) -> tuple[str, str, str, str]:
    before_text, after_text = (observation_text(measure, end) for end in (one.before, one.after))
    return one.after.label, before_text, after_text, upper_first(size_words(measure, one))


def corrected(past: Iterable[Published]) -> list[tuple[Published, Notice]]:
    """The corrections of releases that stand, newest first, each with the release that makes it."""
    return [(one, notice) for one in past if one.withdrawn is None for notice in one.corrections]


def correction(notice: Notice) -> Component:
    """A correction in words."""
    when = html.Strong(f"Correction, {day(local_day(notice.at))}. ")
    return html.P([when, notice.text], className="correction")
