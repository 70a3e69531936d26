"""What a release brings beside the one before, in its own words: made when it is published, and stored with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import not_
from typing import Annotated

from pydantic import Field, TypeAdapter

from metrics.figures.sentences import VERDICT_WORDS, observation_text
from metrics.figures.tiles import Tile
from metrics.figures.wording import ending
from metrics.language import say
from metrics.periods import Frequency
from metrics.releasing.account_news import account_news
from metrics.releasing.areas_words import area_news
from metrics.releasing.diff import Diff, MeasurePair
from metrics.releasing.diff_words import size_words
from metrics.releasing.discrepancy_news import further_mismatches
from metrics.releasing.inspection_news import inspection_news
from metrics.releasing.news import Act, news, revised_sentences
from metrics.releasing.record_news import RecordNews
from metrics.releasing.tracker_news import tracker_news

BULLETIN = "news.json"
SCHEMA = 1


@dataclass(frozen=True)
class RevisedFigure:
    """A figure of the region that a release revised: its period, what it was and is, and by how much."""

    period: str
    before: str
    after: str
    size: str


@dataclass(frozen=True)
class MeasureNews:
    """What a release brings of a measure: what its tile ``says``, and ``news`` beside the release before.

    ``revised`` says how many figures were revised, and ``figures`` are those of the region, newest first. The
    ``frequency`` of a measure without figures is None. ``until`` is the last day of its newest figure for the
    region;
    releases that were stored before it was have None of it. ``scale`` is what the figures are in where they do not
    say it themselves: ``per 1,000 residents``.
    """

    id: str
    title: str
    is_gone: bool
    says: str
    news: str = ""
    frequency: Frequency | None = None
    revised: str = ""
    figures: tuple[RevisedFigure, ...] = ()
    until: date | None = None
    scale: Annotated[str, Field(exclude_if=not_)] = ""  # stored where there is one


@dataclass(frozen=True)
class Bulletin:
    """What a release brings of each measure, as on a ``day``; ``earlier`` is the id of the one before.

    It is empty for the first release. Measures and records of which there is nothing to say are left out.
    ``areas`` says in sentences what is another of areas, and what of the figures follows from that.
    """

    earlier: str
    day: date
    measures: tuple[MeasureNews, ...]
    accounts: Annotated[tuple[RecordNews, ...], Field(exclude_if=not_)] = ()  # stored where there are some
    trackers: Annotated[tuple[RecordNews, ...], Field(exclude_if=not_)] = ()  # stored where there are some
    inspections: Annotated[tuple[RecordNews, ...], Field(exclude_if=not_)] = ()  # so too
    areas: Annotated[tuple[str, ...], Field(exclude_if=not_)] = ()  # stored where there are any

    def revised(self) -> tuple[MeasureNews, ...]:
        """The measures of which figures are revised."""
        return tuple(item for item in self.measures if item.revised)

    def newest_days(self) -> dict[str, date]:
        """The last day of each measure's newest figure, by its id; empty where it was stored without them."""
        return {item.id: item.until for item in self.measures if item.until is not None}


_STORED = TypeAdapter(Bulletin)


def bulletin(diff: Diff, day: date, act: Act = "revised") -> Bulletin:
    """What the later one of two releases brings, as on the day on which they were laid side by side.

    It has ``corrected`` the figures of a release that it takes the place of, and ``revised`` those of any other.
    """
    earlier = "" if diff.earlier is None else diff.earlier.id
    pairs = (pair for pair in diff.measures if pair.published or _has_another_state(pair))
    days = diff.later.newest_days()
    measures = (_measure_news(pair, act, days.get(pair.measure.id), diff) for pair in pairs)
    areas = () if diff.earlier is None else tuple(area_news(diff.earlier, diff.later))
    accounts, trackers, inspections = (
        news_of(diff.earlier, diff.later) for news_of in (account_news, tracker_news, inspection_news)
    )
    return Bulletin(earlier, day, tuple(measures), accounts, trackers, inspections, areas)


def _has_another_state(pair: MeasurePair) -> bool:
    if pair.before is None or pair.after is None:
        return pair.after is None
    return pair.before.measure.status != pair.after.measure.status


def _measure_news(pair: MeasurePair, act: Act, until: date | None, diff: Diff) -> MeasureNews:
    return MeasureNews(
        pair.measure.id,
        pair.measure.title,
        is_gone=pair.after is None,
        says="" if pair.after is None else _with_its_word(pair.after),
        news="" if diff.earlier is None else " ".join(filter(None, [news(pair), *_off(pair, diff)])),
        frequency=None if pair.published is None else pair.published.frequency,
        revised=" ".join(revised_sentences(pair, act)),
        figures=tuple(_revised_figures(pair)),
        until=until,
        scale="" if pair.published is None else ending(pair.published, 0).strip(" ()"),
    )


def _off(pair: MeasurePair, diff: Diff) -> list[str]:
    """What does not add up in the files of a measure now, of which the release before said nothing."""
    return [] if pair.published is None else further_mismatches(diff.earlier, diff.later, pair.published)


def _with_its_word(tile: Tile) -> str:
    """What a tile says, and whether that is better or worse where its sentence has no such word."""
    change = None if tile.verdict is not None else tile.beside or tile.judged
    if change is None or change.verdict not in ("better", "worse"):
        return tile.says
    return f"{tile.says} {say(VERDICT_WORDS[change.verdict])}."


def _revised_figures(pair: MeasurePair) -> Iterator[RevisedFigure]:
    if pair.published is None:
        return
    for revision in reversed(pair.headline):
        before, after = (observation_text(pair.published, end) for end in (revision.before, revision.after))
        yield RevisedFigure(revision.after.label, before, after, size_words(pair.published, revision))


# Stored ----------------------------------------------------------------------------------------------------


def bulletin_file(content: Bulletin) -> bytes:
    """The file that is stored with a release."""
    document = {"schema": SCHEMA, "bulletin": _STORED.dump_python(content, mode="json")}
    return json.dumps(document, ensure_ascii=False).encode() + b"\n"


def parse_bulletin(data: bytes) -> Bulletin | None:
    """What a release stored; None for a file of another version."""
    document = json.loads(data)
    return _STORED.validate_python(document["bulletin"]) if document.get("schema") == SCHEMA else None
