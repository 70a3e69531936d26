"""What a release brings beside the one before: its measures in sentences, and the figures that it revised."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from dash import html
from dash.development.base_component import Component

from components.basics.table import folded, table
from components.basics.words import FREQUENCY, day, local_day, upper_first
from components.release import words
from components.site.context import View
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from metrics.figures.sentences import observation_text
from metrics.releasing.diff import Diff, MeasurePair, difference
from metrics.releasing.diff_words import size_words
from metrics.releasing.news import news, revised_sentences
from metrics.releasing.published import Amendment, Notice, Published, before, corrected_release, find
from metrics.releasing.revisions import Revision

LONG_TABLE = 12


def beside(view: View, release: Release, only: Collection[str] | None = None) -> Diff | None:
    """A release beside the one before it, on its own day; None where that one cannot be read.

    ``only`` are the ids of the measures that are looked at; None is all.
    """
    previous = before(view.past, release.id)
    earlier = None if previous is None else view.opened(previous.id)
    if previous is not None and earlier is None:
        return None
    return difference(earlier, release, local_day(release.published_at), only)


def what_is_new(diff: Diff | None, measures: Iterable[tuple[MeasurePair, Component]]) -> list[Component]:
    """Each measure under its heading, with its sentence and what has changed since the release before."""
    if diff is None:
        return [html.P(words.UNREADABLE_BEFORE)]
    first = [html.P(words.FIRST_RELEASE)] if diff.earlier is None else []
    return [*first, *(_measure(measure_diff, heading, diff) for measure_diff, heading in measures)]


def with_news(diff: Diff | None) -> list[MeasurePair]:
    """The measures of which there is something to say: those with figures, and those whose state is another."""
    return (
        []
        if diff is None
        else [
            measure_diff
            for measure_diff in diff.measures
            if measure_diff.published or _has_another_state(measure_diff)
        ]
    )


def _has_another_state(measure_diff: MeasurePair) -> bool:
    if measure_diff.before is None or measure_diff.after is None:
        return measure_diff.after is None
    return measure_diff.before.measure.status != measure_diff.after.measure.status


def _measure(measure_diff: MeasurePair, heading: Component, diff: Diff) -> Component:
    sentence = "" if measure_diff.after is None else measure_diff.after.says
    content = [html.P(sentence)] if sentence else []
    if diff.earlier is not None:
        content.append(html.P(news(measure_diff), className="aside"))
    return html.Div([heading, *content], className="news")


def what_was_revised(diff: Diff | None) -> list[Component]:
    """For each measure how many figures were revised, and London's with what they were."""
    if diff is None:
        return [html.P(words.UNREADABLE_BEFORE)]
    if diff.earlier is None:
        return [html.P(words.FIRST_RELEASE)]
    sections = [
        _revised(measure_diff.published, measure_diff)
        for measure_diff in diff.revised()
        if measure_diff.published is not None
    ]
    return sections or [html.P(words.NOTHING_REVISED)]


def _revised(measure: PublishedMeasure, measure_diff: MeasurePair) -> Component:
    content = [html.H3(measure.title), html.P(" ".join(revised_sentences(measure_diff)))]
    if measure_diff.headline:
        content.append(_table(measure, measure_diff.headline))
    return html.Div(content, className="news")


def _table(measure: PublishedMeasure, revisions: tuple[Revision, ...]) -> Component:
    """London's revised figures, newest first."""
    heads = [upper_first(FREQUENCY[measure.frequency]), *words.REVISED_HEADS]
    caption = words.REVISED_FIGURES.format(measure=measure.title)
    figures = table(caption, heads, [_row(measure, revision) for revision in revisions[::-1]])
    summary = words.REVISED_TABLE.format(count=len(revisions))
    return folded(summary, figures) if len(revisions) > LONG_TABLE else figures


def _row(measure: PublishedMeasure, revision: Revision) -> tuple[str, str, str, str]:
    before_text, after_text = (observation_text(measure, end) for end in (revision.before, revision.after))
    return revision.after.label, before_text, after_text, upper_first(size_words(measure, revision))


def corrected(past: Iterable[Published]) -> list[tuple[Published, Notice]]:
    """The corrections of releases that stand, newest first, each with the release that makes it."""
    return [
        (published, notice)
        for published in past
        if published.withdrawn is None
        for notice in published.corrections
    ]


def correction(notice: Notice) -> Component:
    """A correction in words, with those that it had before."""
    when = html.Strong(words.CORRECTED_ON.format(day=day(local_day(notice.at))))
    return html.P([when, notice.text, *_before(notice.amended)], className="correction")


def _before(amended: Iterable[Amendment]) -> list[str]:
    return [f" ({text})" for text in amended_texts(amended)]


def amended_texts(amended: Iterable[Amendment]) -> list[str]:
    """Earlier words, each with the day on which others took their place."""
    return [words.AMENDED.format(day=day(local_day(item.at)), before=item.before) for item in amended]


def note_of(published: Published) -> list[Component]:
    """The note of a release for readers, with the words that it had before."""
    earlier = [html.P(text, className="aside") for text in amended_texts(published.amended)]
    return [*([html.P(published.note)] if published.note else []), *earlier]


def what_it_corrected(view: View, release: Release) -> list[Component]:
    """What was and is of the figures that differ from the release that a release corrects; nothing of others.

    What a withdrawn release showed and is withheld now is not repeated.
    """
    wrong = corrected_release(view.past, release.id)
    own = find(view.past, release.id)
    if wrong is None or own is None or not own.corrections:
        return []
    earlier = view.opened(wrong.id)
    if earlier is None:
        return [html.P(words.UNREADABLE_CORRECTED)]
    diff = difference(earlier, release, local_day(release.published_at))
    first = html.P(words.CORRECTED_RELEASE.format(release=wrong.title), className="aside")
    return [first, *(what_was_revised(diff) if diff.revised() else [html.P(words.NOTHING_ELSE)])]
