"""Finished pages that are kept in step while some release cannot be read, or was withdrawn meanwhile."""

from pathlib import Path

import pytest

from serving.releases.finished import FinishedPages
from tests.unit.test_keeping import HALF_PAST, NINE, World, again, scheduled


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    world.step()
    world.finish(None)
    assert (world.step(), world.site_name()) == ([], "site-one")
    return world


def test_where_the_new_release_cannot_be_read_the_pages_of_the_last_good_one_stay(world: World) -> None:
    scheduled(world)
    world.damaged, world.now = {"two"}, HALF_PAST
    world.keeper = again(world)
    assert (world.step(), world.site_name()) == ([], "site-one")


def test_pages_of_a_withdrawn_release_go_though_the_one_before_cannot_be_read(world: World) -> None:
    scheduled(world)
    world.now = HALF_PAST
    world.step()
    world.damaged, world.keeper = {"one"}, again(world)
    world.step()
    world.tell("withdrawn", "two", world.now)
    assert (world.step(), (world.folder / "current").readlink().name) == ([], "none")


def test_a_scheduled_release_that_cannot_be_read_holds_no_other_pages_up_and_nobody_hears_of_it(
    world: World,
) -> None:
    world.publish("three", HALF_PAST)
    (world.root / "data" / "releases" / "three" / "manifest.json").unlink()
    world.publish("two", NINE)
    assert world.step() == [None]
    world.finish(None)
    assert (world.step(), world.site_name()) == ([], "site-two")
    assert FinishedPages(world.folder).fault() == ""


def test_pages_of_a_withdrawn_release_go_though_the_one_that_is_current_is_not_there(world: World) -> None:
    world.publish("two", HALF_PAST)
    (world.root / "data" / "releases" / "two" / "manifest.json").unlink()
    world.now = HALF_PAST
    with pytest.raises(FileNotFoundError):
        world.step()
    assert world.site_name() == "site-one"
    world.tell("withdrawn", "one", world.now)
    with pytest.raises(FileNotFoundError):
        world.step()
    assert (world.folder / "current").readlink().name == "none"
