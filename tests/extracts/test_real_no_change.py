"""Files as they were really published: where the rounded change is none, every tile says so by one rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from metrics.areas import areas
from metrics.checking.drops import CheckedDrop
from metrics.figures.area_figures import area_data, has_figures
from metrics.figures.observations import measure_data
from metrics.figures.sentences import OUTCOME_WORDS
from metrics.figures.tiles import Tile, tile
from metrics.figures.verdict_sentences import verdict_word
from tests.places_of_tests import REGION
from tests.shared import Shared

Checked = Callable[[str], CheckedDrop]
TODAY = date(2024, 11, 14)


@pytest.fixture(scope="module", params=["drop-2024-02", "drop-2024-11"])
def tiles(checked: Checked, shared: Shared, request: pytest.FixtureRequest) -> list[Tile]:
    return shared.value(f"tiles-{request.param}", lambda: list(every_tile(checked(request.param))))


def every_tile(drop: CheckedDrop) -> Iterator[Tile]:
    """The tile of each measure of London, of each borough and of each BCU, on its newest period and three before."""
    for measure in drop.config.published():
        data = measure_data(measure, drop.stored[measure.id])
        for code in areas():
            if code != REGION and not has_figures(measure, data, code):
                continue
            of_area = area_data(measure, data, code)
            newest = tile(measure, of_area, TODAY, code)
            if newest.latest is not None:
                yield newest
                periods = [newest.latest.period - back for back in range(1, 4)]
                yield from (tile(measure, of_area, TODAY, code, until=period) for period in periods)


def test_a_rounded_change_of_none_is_little_change_unless_the_count_is_small_or_the_series_too_short(
    tiles: list[Tile],
) -> None:
    level = [card.judged for card in tiles if card.judged is not None and card.judged.difference == 0]
    assert level
    assert {(change.outcome, change.reason) for change in level} <= {
        ("little-change", "below-materiality"),
        ("uncertain", "too-few"),
        ("uncertain", "too-short"),
    }
    uncertain = {verdict_word(change) for change in level if change.reason != "too-short"}
    assert OUTCOME_WORDS["uncertain"] not in uncertain


def test_no_word_of_doubt_stands_beside_none_in_one_sentence(tiles: list[Tile]) -> None:
    doubtful = [
        card.says
        for card in tiles
        if card.judged is not None
        and card.judged.reason == "chance"
        and ("the same as" in card.says or "nearly the same" in card.says)
    ]
    assert doubtful == []
