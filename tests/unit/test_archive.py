"""Earlier releases are opened when somebody asks, and not again and again."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from metrics.declared.config import parse_config
from metrics.figures.release import Release
from metrics.releasing.bulletin import Bulletin, MeasureNews
from metrics.releasing.releases import DamagedRelease
from serving.releases.archive import MOST_KEPT, Archive
from tests.unit.test_current_release import CONFIG

NEWS_DAY, UNTIL = date(2024, 2, 8), date(2023, 12, 31)


class World:
    """A store whose releases may be damaged, and a stopwatch that a test moves by hand."""

    def __init__(self) -> None:
        self.seconds, self.loaded, self.damaged = 0.0, list[str](), set[str]()
        self.in_short = list[str]()
        self.news = list[str]()
        self.archive = Archive(
            Path("store"), lambda: self.seconds, self.load, self.load_in_short, self.load_news
        )

    def load(self, root: Path, release_id: str) -> Release:
        self.loaded.append(release_id)
        if release_id in self.damaged:
            raise DamagedRelease(f"{release_id}: its checksum differs")
        config, issues = parse_config(CONFIG)
        assert config is not None, issues
        return Release(release_id, datetime(2024, 2, 8, tzinfo=UTC), config, {})

    def load_in_short(self, root: Path, release_id: str) -> Release:
        self.in_short.append(release_id)
        return self.load(root, release_id)

    def load_news(self, root: Path, release_id: str) -> Bulletin | None:
        self.news.append(release_id)
        if release_id in self.damaged:
            raise DamagedRelease(f"{release_id}: its checksum differs")
        if release_id == "with days":
            return Bulletin("", NEWS_DAY, (MeasureNews("crime", "Crime", False, "", until=UNTIL),))
        return None if release_id == "old" else Bulletin("", NEWS_DAY, ())

    def opened(self, release_id: str) -> str | None:
        release = self.archive.opened(release_id)
        return None if release is None else release.id


@pytest.fixture
def world() -> World:
    return World()


def test_a_release_is_read_once(world: World) -> None:
    assert [world.opened("one"), world.opened("one"), world.loaded] == ["one", "one", ["one"]]


def test_the_release_that_nobody_asked_for_the_longest_is_put_back(world: World) -> None:
    ids = [f"r{number}" for number in range(MOST_KEPT)]
    for release_id in (*ids, "r0", "new", "r0", "r1"):
        world.opened(release_id)
    assert world.loaded == [*ids, "new", "r1"]


def test_a_damaged_release_is_none_counted_and_tried_again_after_a_minute(world: World) -> None:
    world.damaged = {"one"}
    assert [world.opened("one"), world.opened("one")] == [None, None]
    assert (world.loaded, world.archive.refusals) == (["one"], 2)
    world.damaged, world.seconds = set(), 61
    assert (world.opened("one"), world.archive.refusals) == ("one", 2)


def test_firm_words_are_taken_once_for_all_and_put_back_no_release_that_is_open(world: World) -> None:
    ids = [f"r{number}" for number in range(MOST_KEPT + 2)]
    world.opened("r0")
    assert {world.archive.firm_words(release_id) for release_id in (*ids, *ids)} == {()}
    assert (world.loaded, world.in_short) == (ids, ids[1:])
    assert (world.opened("r0"), world.loaded) == ("r0", ids)


def test_the_firm_words_of_a_damaged_release_are_none_counted_and_tried_again(world: World) -> None:
    world.damaged = {"one"}
    assert [world.archive.firm_words("one"), world.archive.firm_words("one")] == [None, None]
    assert (world.loaded, world.archive.refusals) == (["one"], 2)
    world.damaged, world.seconds = set(), 61
    assert (world.archive.firm_words("one"), world.archive.refusals) == ((), 2)


def test_what_a_release_brings_is_read_once_and_opens_no_release(world: World) -> None:
    bulletins = [world.archive.bulletin(release_id) for release_id in ("one", "old", "one", "old")]
    assert bulletins == [Bulletin("", date(2024, 2, 8), ()), None] * 2
    assert (world.news, world.loaded) == (["one", "old"], [])


def test_what_a_damaged_release_brings_is_none_and_is_tried_again(world: World) -> None:
    world.damaged = {"one"}
    assert [world.archive.bulletin("one"), world.archive.bulletin("one")] == [None, None]
    assert world.news == ["one"]
    world.damaged, world.seconds = set(), 61
    assert world.archive.bulletin("one") == Bulletin("", date(2024, 2, 8), ())


def test_the_days_of_the_newest_figures_are_read_without_opening_a_release_that_was_stored_with_them(
    world: World,
) -> None:
    days = [world.archive.newest_days("with days") for _ in range(2)]
    assert (days, world.loaded, world.news) == ([{"crime": UNTIL}] * 2, [], ["with days"])


def test_a_release_that_was_stored_without_those_days_is_opened_in_short_once(world: World) -> None:
    days = [world.archive.newest_days("old") for _ in range(2)]
    assert (days, world.in_short) == ([{}, {}], ["old"])


def test_of_a_release_that_cannot_be_read_they_are_not_known_and_it_is_counted(world: World) -> None:
    world.damaged.add("one")
    assert (world.archive.newest_days("one"), world.archive.refusals) == (None, 1)
