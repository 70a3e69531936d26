"""All that readers are told of figures is found in the catalogue: in a language of other letters none of ours is left.

What stays in ours is what the site declares: titles, nouns, reasons, names of areas.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from datetime import date

import pytest

from metrics import language
from metrics.areas import areas
from metrics.catalogues import LANGUAGES
from metrics.declared.among import areas_of
from metrics.declared.framework import PublishedMeasure
from metrics.explaining.explanation import Explanation
from metrics.explaining.sections import sections
from metrics.figures.area_comparison import area_comparison
from metrics.figures.area_sentences import area_sentence, standing_explanation
from metrics.figures.comparison import basis_kinds
from metrics.figures.headline import glance_sentence, headline, word
from metrics.figures.release import NO_DATA, Release
from metrics.figures.target_sentences import progress_sentence, target_text
from metrics.figures.tiles import Tile, tile
from metrics.figures.verdict_sentences import step_words, verdict_figures, verdict_line, verdict_word
from metrics.figures.worked import worked_examples
from metrics.language import spoken
from metrics.promises.date_sentences import (
    item_by_itself,
    moves_sentence,
    overdue_sentences,
    slip_sentences,
)
from metrics.promises.items import Tracked
from metrics.promises.sentences import day_sentence, tracker_sentences
from metrics.releasing.bulletin import bulletin
from metrics.releasing.diff import difference
from metrics.releasing.releases import load_release
from tests.running import ROOT
from tests.tracked import every_tracked

OTHER = "ja"
DAY = date(2026, 11, 1)
EARLIER, LATER = "2025-26-q2", "2026-27-q1"
FULL_WIDTH = {ord(letter): ord(letter) + 0xFEE0 for letter in string.ascii_letters}
OURS = re.compile(r"[A-Za-z][A-Za-z ,'’()&-]*[A-Za-z]")
# Words that stand between others everywhere, and that no declaration has by themselves.
BETWEEN = frozenset(
    [
        "of",
        "in",
        "and",
        "or",
        "to",
        "by",
        "from",
        "is",
        "are",
        "was",
        "were",
        "the",
        "than",
        "as",
        "with",
        "for",
        "no",
        "not",
        "at",
        "on",
        "about",
    ]
)


def in_other_letters(template: str) -> str:
    """A template as a translation into full-width letters: what it names stays."""
    return re.sub(
        r"\{[^{}]*\}|[^{}]+", lambda part: part[0] if part[0][0] == "{" else _wide(part[0]), template
    )


def _wide(text: str) -> str:
    return text.translate(FULL_WIDTH)


class _Sentences(dict[str, str]):
    def get(self, template: str, _default: object = None) -> str:
        return in_other_letters(template)


class _Forms(dict[tuple[str, str], tuple[str, str]]):
    def get(self, pair: tuple[str, str], _default: object = None) -> tuple[str, str]:
        return in_other_letters(pair[0]), in_other_letters(pair[1])


@pytest.fixture
def other_letters(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language into which everything is translated, letter by letter; its months have no letters of ours."""
    monkeypatch.setattr(language, "catalogue", lambda _own: _Sentences())
    monkeypatch.setattr(language, "plurals", lambda _own: (_Forms(), lambda number: int(number != 1)))
    monkeypatch.setitem(LANGUAGES, OTHER, "ja")
    yield


def texts_of(release: Release) -> Iterator[str]:
    """What readers are told of each measure of a release, for the region and for some areas."""
    tiles = [release.tile(measure.id, DAY) for measure in release.config.measures]
    yield from (headline(tiles), glance_sentence(tiles), *(headline([item, item]) for item in tiles))
    yield from worked_examples(release, DAY).values()
    for measure in release.config.published():
        data = release.data.get(measure.id, NO_DATA)
        for code in list(areas())[::6]:
            for kind in basis_kinds(measure):
                yield from _of_tile(release, tile(measure, data, DAY, code, kind))
            comparison = area_comparison(measure, data, code)
            if comparison is not None:
                yield from (area_sentence(comparison), standing_explanation(comparison))


def _of_tile(release: Release, item: Tile) -> Iterator[str]:
    yield from (item.text, item.says, item.explanation, item.note, item.supplement, word(item))
    yield from (item.verdict_explanation, item.usual_sentence, item.beside_explanation)
    yield item.control_chart_sentence
    for change in filter(None, (item.change, item.verdict)):
        assert isinstance(item.measure, PublishedMeasure)
        yield from (
            change.basis.label,
            step_words(item.measure, change),
            verdict_figures(item.measure, change),
        )
        yield from (verdict_line(item.measure, change), verdict_word(change))
    for target in item.targets:
        assert isinstance(item.measure, PublishedMeasure)
        yield from (target_text(item.measure, target.target), progress_sentence(item.measure, target))
    for section in sections(Explanation(release, item)):
        yield from (section.title, *section.says, *section.left_out)
        yield from (text for fact in section.facts for text in fact)


def of_news(earlier: Release, later: Release) -> Iterator[str]:
    """What a release brings beside another one."""
    for measure in bulletin(difference(earlier, later, DAY), DAY).measures:
        yield from (measure.says, measure.news, measure.revised, measure.scale)
        yield from (figure.size for figure in measure.figures)


def declared_by(release: Release) -> str:
    """All that stands in a release's declaration, and the names of its areas."""
    names = (text for area in areas().values() for text in (area.name, area.full_name))
    return " | ".join((release.config.model_dump_json(), *names))


def test_all_that_is_said_of_figures_is_found_in_the_catalogue(other_letters: None) -> None:
    earlier, later = (load_release(ROOT, name) for name in (EARLIER, LATER))
    with areas_of(later.config), spoken(OTHER):
        texts, declared = [*texts_of(later), *of_news(earlier, later)], declared_by(later)
    left = {(part, text) for text in texts for part in OURS.findall(text)}
    assert len(texts) > 1000
    assert sorted((part, text) for part, text in left if part in BETWEEN or part not in declared) == []


def of_tracker(tracked: Tracked) -> Iterator[str]:
    """What readers are told of a tracker, and of each of its items."""
    yield from (*tracker_sentences(tracked), day_sentence(tracked), moves_sentence(tracked))
    yield from (*overdue_sentences(tracked, DAY), *slip_sentences(tracked))
    for item in tracked.items:
        yield from item_by_itself(tracked, item, DAY)


def test_all_that_is_said_of_trackers_is_found_in_the_catalogue(other_letters: None) -> None:
    every = [tracked for release in range(3) for tracked in every_tracked(release).values()]
    declared = " ".join(tracked.tracker.model_dump_json() for tracked in every)
    with spoken(OTHER):
        texts = [text for tracked in every for text in of_tracker(tracked)]
    assert len(texts) > 150
    assert [text for text in texts for part in OURS.findall(text) if part not in declared] == []
