"""How often the firm words of releases stood: gathered from all releases that a view knows, and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.basics.days import day, local_day
from components.basics.table import folded, table
from components.release import record_words as words
from components.release.revisions import LONG_TABLE
from components.site.context import View
from components.site.urls import release_address
from metrics.declared.former import former_ids
from metrics.figures.release import Release
from metrics.figures.verdict_sentences import verdict_line, verdict_word
from metrics.language import say
from metrics.release_titles import release_title
from metrics.releasing.published import Past, Published
from metrics.releasing.record import FirmWord, Recheck, Record, firm_words, record


@dataclass(frozen=True)
class KeptRecord:
    """How the firm words of releases stand, and which releases that is: newest first.

    ``withdrawn`` do not count, and ``unread`` cannot be read at the moment.
    """

    record: Record
    counting: Past
    withdrawn: Past = ()
    unread: Past = ()

    @property
    def sentences(self) -> list[str]:
        """What it comes to."""
        if self.unread and len(self.counting) == 1:
            return [say(words.BEFORE_UNREAD)]
        first, newest = self.counting[-1], self.counting[0]
        when = day(local_day(first.at))
        return words.record_sentences(self.record, first.title, when, newest.title, len(self.counting))


def kept_record(view: View) -> KeptRecord:
    """The record of all releases up to the one that a view shows."""
    past = view.past or (Published(view.release.id, view.release.published_at),)
    standing = tuple(published for published in past if published.withdrawn is None)
    by_release = {published.id: _firm_words(view, published) for published in standing}
    names = former_ids(view.release.config)
    firm = [
        word.called_now(names) for published in reversed(standing) for word in by_release[published.id] or ()
    ]
    return KeptRecord(
        record(firm, lambda release_id: _later(view, standing, release_id, names)),
        tuple(published for published in standing if by_release[published.id] is not None),
        tuple(published for published in past if published.withdrawn is not None),
        tuple(published for published in standing if by_release[published.id] is None),
    )


def _firm_words(view: View, published: Published) -> tuple[FirmWord, ...] | None:
    return firm_words(view.release) if published.id == view.release.id else view.firm_words(published.id)


def _later(view: View, standing: Past, release_id: str, names: Mapping[str, str]) -> Iterator[Release]:
    """The releases after one, newest first, opened when they are looked at; ``names`` are those of former ids."""
    for published in standing:
        if published.id == release_id:
            return
        release = view.release if published.id == view.release.id else view.opened(published.id)
        if release is not None:
            yield release.called_now(names)


def table_of_words(kept: KeptRecord) -> Component:
    """Every firm word with what it rested on, and what later figures say; the newest release first."""
    rechecks = sorted(kept.record.rechecks, key=lambda recheck: _age(kept, recheck))
    rows = [_row(kept, recheck) for recheck in rechecks]
    firm = table(say(words.RECORD_TABLE), [*map(say, words.RECORD_HEADS)], rows, words_from=1)
    return folded(say(words.RECORD_FOLDED, count=len(rows)), firm) if len(rows) > LONG_TABLE else firm


def _age(kept: KeptRecord, recheck: Recheck) -> int:
    return [published.id for published in kept.counting].index(recheck.word.release_id)


def _row(kept: KeptRecord, recheck: Recheck) -> tuple[Component, ...]:
    word = recheck.word
    line = verdict_line(word.measure, word.change)
    return _name(kept, word), word_and_line(verdict_word(word.change), line), _now(kept, recheck)


def _name(kept: KeptRecord, word: FirmWord) -> Component:
    release = html.A(
        say(words.OF_RELEASE, release=release_title(word.release_id)), href=release_address(word.release_id)
    )
    period = html.Span(word.change.later.label, className="period")
    return html.Span([word.measure.title, period, html.Span(release, className="period")])


def _now(kept: KeptRecord, recheck: Recheck) -> Component:
    """How a word stands, and by which release where that is not the newest."""
    sentence = word_and_line(say(words.RECHECK_WORDS[recheck.standing]), words.standing_line(recheck))
    if recheck.release_id in ("", kept.counting[0].id):
        return sentence
    release = say(words.BY_RELEASE, release=release_title(recheck.release_id))
    return html.Span([sentence, html.Span(release, className="period")])


def word_and_line(word: str, line: str) -> Component:
    """A word with what it rests on: ``Worse: 5.4% more than …``."""
    return html.Span([html.Strong(word), f": {line}" if line else ""])
