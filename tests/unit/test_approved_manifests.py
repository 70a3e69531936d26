"""What a release acknowledged, and that it is shown with the manifest that was approved and published, and no other."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from metrics.figures.acknowledged import Acknowledged
from metrics.releasing.appending import append_event
from metrics.releasing.history import Event, EventKind
from metrics.releasing.store import (
    DamagedRelease,
    acknowledged_in,
    must_be_as_approved,
    must_be_as_linked,
    must_be_as_published,
)
from tests.store.sites import release_folder

NOON = datetime(2024, 2, 8, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a release, q3, with nothing in it."""
    return release_folder(tmp_path, "q3")


def test_what_a_release_acknowledged_is_read_from_its_manifest() -> None:
    item = {
        "measure": "homicide",
        "code": "gone",
        "about": "2023",
        "text": "It is gone.",
        "reason": "So it is.",
    }
    expected = (Acknowledged("homicide", "gone", "2023", "It is gone.", "So it is."),)
    assert acknowledged_in({"id": "q3", "acknowledged": [item]}) == expected
    assert acknowledged_in({"id": "q3"}) == ()


@pytest.mark.parametrize("items", [[{}], [3], 3, [{"measure": "homicide"}]])
def test_what_does_not_say_what_was_acknowledged_is_damage(items: object) -> None:
    with pytest.raises(DamagedRelease) as caught:
        acknowledged_in({"id": "q3", "acknowledged": items})
    assert str(caught.value) == "q3: manifest.json does not say what was acknowledged"


def event(kind: EventKind, data: bytes = b"", release: str = "q3") -> Event:
    return Event(kind, release, NOON, NOON, "staff", manifest=hashlib.sha256(data).hexdigest())


def test_a_release_is_shown_with_the_manifest_that_was_approved_last_and_no_other(folder: Path) -> None:
    (folder / "manifest.json").write_bytes(b"{}")
    right, wrong = event("approved", b"{}"), event("approved", b"[]")
    for history in (
        (),
        (wrong, right),
        (right, event("approved", b"[]", "q2")),
        (event("published", b"[]"),),
    ):
        must_be_as_approved(folder, history)
    with pytest.raises(DamagedRelease) as caught:
        must_be_as_published(folder, (right, wrong))
    assert str(caught.value) == (
        "q3: manifest.json is not what was approved: its checksum differs, so the approval is void"
    )


def test_a_release_is_shown_with_the_manifest_that_the_chain_holds_and_no_other(folder: Path) -> None:
    (folder / "manifest.json").write_bytes(b"{}")
    must_be_as_linked(folder)
    append_event(folder.parents[2], event("announced", release=""), event("published"))
    must_be_as_published(folder, ())
    (folder.parent / "q4").mkdir()
    (folder.parent / "q4" / "manifest.json").write_bytes(b"{}")
    must_be_as_linked(folder.parent / "q4")
    (folder / "manifest.json").write_bytes(b"[]")
    with pytest.raises(DamagedRelease) as caught:
        must_be_as_published(folder, ())
    assert str(caught.value) == (
        "q3: manifest.json is not what was published: line 2 of history.jsonl has another checksum"
    )
