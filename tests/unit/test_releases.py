from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from metrics.checking.drops import CheckedDrop, check_drop
from metrics.issues import Issue, Refused
from metrics.reading.extracts import Extract
from metrics.releasing.appending import append_event
from metrics.releasing.history import Event, current, history_file, read_history
from metrics.releasing.marking import stored_observations
from metrics.releasing.releases import DamagedRelease, load_release, publish, withdraw
from tests.shipped import first_release

ROOT = Path(__file__).parents[2]
SHIPPED = "2023-24-q3"
AT = datetime(2024, 2, 8, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def prepared() -> tuple[CheckedDrop, list[Issue]]:
    drop, issues = check_drop(
        ROOT / "data" / "releases" / SHIPPED / "metrics.yaml",
        ROOT / "data" / "drops" / SHIPPED,
        "metrics.yaml",
    )
    assert drop is not None
    return drop, issues


def publish_as(root: Path, prepared: tuple[CheckedDrop, list[Issue]], release_id: str) -> None:
    publish(root, *prepared, Event("published", release_id, AT, AT, "staff"))


def stored(root: Path) -> dict[str, bytes]:
    folder = root / "data" / "releases" / SHIPPED
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_shipped_release_is_what_its_drop_and_declaration_give(
    tmp_path: Path, prepared: tuple[CheckedDrop, list[Issue]]
) -> None:
    publish_as(tmp_path, prepared, SHIPPED)
    assert stored(tmp_path) == stored(ROOT)


def test_a_release_is_read_as_it_was_published(
    tmp_path: Path, prepared: tuple[CheckedDrop, list[Issue]]
) -> None:
    publish_as(tmp_path, prepared, SHIPPED)
    release = load_release(tmp_path, SHIPPED)
    assert (release.id, release.title, release.published_at) == (SHIPPED, "Q3 2023/24", AT)
    assert release.config == prepared[0].config
    assert current(read_history(tmp_path), AT) == SHIPPED


def test_an_id_is_used_once(tmp_path: Path, prepared: tuple[CheckedDrop, list[Issue]]) -> None:
    publish_as(tmp_path, prepared, SHIPPED)
    with pytest.raises(Refused, match="exists already"):
        publish_as(tmp_path, prepared, SHIPPED)


def test_one_writer_at_a_time(tmp_path: Path, prepared: tuple[CheckedDrop, list[Issue]]) -> None:
    (tmp_path / "data" / "releases").mkdir(parents=True)
    with FileLock(tmp_path / "data" / "releases" / ".lock"), pytest.raises(Refused, match="under way"):
        publish_as(tmp_path, prepared, SHIPPED)


@pytest.mark.parametrize("leftover", [f".unfinished-{SHIPPED}", SHIPPED])
def test_what_an_interrupted_publication_left_is_cleared_by_the_next(
    tmp_path: Path, prepared: tuple[CheckedDrop, list[Issue]], leftover: str
) -> None:
    half = tmp_path / "data" / "releases" / leftover
    half.mkdir(parents=True)
    history_file(tmp_path).touch()
    (half / "metrics.yaml").write_text("half")
    publish_as(tmp_path, prepared, SHIPPED)
    assert stored(tmp_path) == stored(ROOT)
    assert sorted(path.name for path in half.parent.iterdir() if not path.name.startswith(".lock")) == [
        SHIPPED,
        "history.jsonl",
        "last-event.json",
    ]


Prepared = tuple[CheckedDrop, list[Issue]]


def with_satisfaction(prepared: Prepared, value: str) -> Prepared:
    """The same drop, with another figure for the newest quarter's satisfaction in London."""
    frame = prepared[0].stored["victim-satisfaction"]
    newest = (frame["period"] == "2023-Q3") & (frame["area"] == "E12000007") & (frame["dimension"] == "")
    changed = frame.assign(value=frame["value"].mask(newest & (frame["window"] == "single"), value))
    stored = {**prepared[0].stored, "victim-satisfaction": changed}
    extracts = tuple(_with_newest(extract, value) for extract in prepared[0].extracts)
    return replace(prepared[0], stored=stored, extracts=extracts), prepared[1]


def _with_newest(extract: Extract, value: str) -> Extract:
    assert isinstance(extract.data, bytes)
    row = b"Q3 23-24,Face-to-Face Reporting (USS),"
    return replace(extract, data=extract.data.replace(row + b"61%", row + value.encode() + b"%"))


def newest_satisfaction(root: Path, release_id: str) -> tuple[str, str]:
    frame = stored_observations(root, release_id)["victim-satisfaction"]
    rows = frame[(frame["period"] == "2023-Q3") & (frame["dimension"] == "") & (frame["window"] == "single")]
    return rows["value"].item(), rows["status"].item()


def scheduled(release_id: str, days: int) -> Event:
    return Event("scheduled", release_id, AT, AT + timedelta(days=days), "staff")


def test_a_figure_that_differs_from_the_release_before_is_marked_as_revised(
    tmp_path: Path, prepared: Prepared
) -> None:
    publish_as(tmp_path, prepared, "one")
    publish_as(tmp_path, with_satisfaction(prepared, "60"), "two")
    publish_as(tmp_path, with_satisfaction(prepared, "60"), "three")
    figures = [newest_satisfaction(tmp_path, release) for release in ("one", "two", "three")]
    assert figures == [("61", "p"), ("60", "r"), ("60", "p")]


def test_a_scheduled_release_is_marked_against_the_one_that_will_be_current_before_it(
    tmp_path: Path, prepared: Prepared
) -> None:
    publish_as(tmp_path, prepared, "one")
    publish(tmp_path, *with_satisfaction(prepared, "60"), scheduled("two", days=10))
    publish(tmp_path, *with_satisfaction(prepared, "60"), scheduled("three", days=20))
    publish(tmp_path, *with_satisfaction(prepared, "61"), scheduled("between", days=5))
    figures = [newest_satisfaction(tmp_path, release) for release in ("two", "three", "between")]
    assert figures == [("60", "r"), ("60", "p"), ("61", "p")]


def test_what_is_marked_is_not_altered_in_the_drop(tmp_path: Path, prepared: Prepared) -> None:
    publish_as(tmp_path, prepared, "one")
    changed = with_satisfaction(prepared, "60")
    publish_as(tmp_path, changed, "two")
    assert "r" not in set(changed[0].stored["victim-satisfaction"]["status"])


def test_a_release_is_not_published_beside_one_that_cannot_be_read(
    tmp_path: Path, prepared: Prepared
) -> None:
    copy_of_shipped(tmp_path).joinpath("observations/homicide.csv").unlink()
    with pytest.raises(
        Refused, match=r"revisions cannot be marked: 2023-24-q3: observations/homicide\.csv cannot"
    ):
        publish_as(tmp_path, prepared, "next")
    withdraw(tmp_path, Event("withdrawn", SHIPPED, AT, AT, "staff", "It is damaged."))
    publish_as(tmp_path, prepared, "next")
    assert current(read_history(tmp_path), AT) == "next"


def test_a_moment_that_has_passed_is_refused_and_this_moment_is_not(
    tmp_path: Path, prepared: Prepared
) -> None:
    with pytest.raises(
        Refused, match=r"^2024-02-08T09:29:59\+00:00 has passed; without --at it is published now"
    ):
        publish(tmp_path, *prepared, replace(scheduled("one", 0), at=AT - timedelta(seconds=1)))
    publish(tmp_path, *prepared, scheduled("one", days=0))
    assert current(read_history(tmp_path), AT) == "one"


def test_a_damaged_or_lost_history_is_refused_and_nothing_is_written(
    tmp_path: Path, prepared: Prepared
) -> None:
    copy_of_shipped(tmp_path)
    history_file(tmp_path).write_text("{}\n")
    with pytest.raises(Refused, match="the store is damaged: line 1 of the history cannot be read"):
        publish_as(tmp_path, prepared, SHIPPED)
    history_file(tmp_path).unlink()
    with pytest.raises(Refused, match="the store is damaged: the history of releases has gone"):
        publish_as(tmp_path, prepared, SHIPPED)
    assert stored(tmp_path) == stored(ROOT)


def withdrawal(release_id: str) -> Event:
    return Event("withdrawn", release_id, AT, AT, "staff", "A mistake.")


def test_after_a_withdrawal_the_release_before_is_current_and_nothing_is_deleted(
    tmp_path: Path, prepared: Prepared
) -> None:
    publish_as(tmp_path, prepared, SHIPPED)
    publish_as(tmp_path, prepared, "next")
    history = withdraw(tmp_path, withdrawal("next"))
    assert (history, current(history, AT)) == (read_history(tmp_path), SHIPPED)
    assert load_release(tmp_path, "next").id == "next"
    with pytest.raises(Refused, match="exists already"):
        publish_as(tmp_path, prepared, "next")


@pytest.mark.parametrize(
    ("release_id", "message"),
    [
        ("2023-24-q4", 'there is no release "2023-24-q4"; did you mean "2023-24-q3"?'),
        ("gone", "withdrawn already"),
    ],
)
def test_what_is_not_there_or_withdrawn_cannot_be_withdrawn(
    tmp_path: Path, release_id: str, message: str
) -> None:
    copy_of_shipped(tmp_path)
    append_event(tmp_path, scheduled("gone", days=1), withdrawal("gone"))
    before = history_file(tmp_path).read_bytes()
    with pytest.raises(Refused) as refused:
        withdraw(tmp_path, withdrawal(release_id))
    assert str(refused.value).endswith(message)
    assert history_file(tmp_path).read_bytes() == before


@pytest.mark.parametrize("name", ["metrics.yaml", "observations/homicide.csv"])
def test_a_manifest_that_does_not_name_what_is_needed_is_refused(tmp_path: Path, name: str) -> None:
    file = copy_of_shipped(tmp_path) / "manifest.json"
    manifest = json.loads(file.read_text())
    del manifest["files"][name]
    file.write_text(json.dumps(manifest))
    with pytest.raises(DamagedRelease, match=f"^{SHIPPED}: "):
        load_release(tmp_path, SHIPPED)


def copy_of_shipped(root: Path) -> Path:
    return first_release(root) / SHIPPED


@pytest.mark.parametrize("name", sorted(stored(ROOT)))
def test_a_release_that_was_altered_is_refused(tmp_path: Path, name: str) -> None:
    file = copy_of_shipped(tmp_path) / name
    file.write_bytes(file.read_bytes().replace(b"2", b"3"))
    with pytest.raises(DamagedRelease, match=f"^{SHIPPED}: "):
        load_release(tmp_path, SHIPPED)


@pytest.mark.parametrize("name", sorted(stored(ROOT)))
def test_a_release_that_lacks_a_file_is_refused(tmp_path: Path, name: str) -> None:
    (copy_of_shipped(tmp_path) / name).unlink()
    with pytest.raises(DamagedRelease, match=f"^{SHIPPED}: .* cannot be read"):
        load_release(tmp_path, SHIPPED)


def test_the_manifest_names_each_file_with_its_size_and_rows() -> None:
    manifest = json.loads((ROOT / "data" / "releases" / SHIPPED / "manifest.json").read_text())
    assert (manifest["schema"], manifest["id"], manifest["created"]) == (1, SHIPPED, AT.isoformat())
    assert set(manifest["files"]) == set(stored(ROOT)) - {"manifest.json"}
    assert manifest["files"]["extracts/USS_TDIU_Satisfaction.csv"]["rows"] == 45


@pytest.mark.parametrize(
    "manifest", ["{}", "[]", "null", '{"schema": 1, "id": "2023-24-q3", "files": []}', "no JSON"]
)
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, manifest: str) -> None:
    (copy_of_shipped(tmp_path) / "manifest.json").write_text(manifest)
    with pytest.raises(DamagedRelease, match=f"^{SHIPPED}: manifest.json "):
        load_release(tmp_path, SHIPPED)
