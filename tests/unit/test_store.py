"""What is stored, verified: each file that is missing, differs or was never published."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from metrics.releasing.history import history_file
from metrics.releasing.verification import verify, verify_release
from tests.shipped import first_release

ROOT = Path(__file__).parents[2]
SHIPPED = "2023-24-q3"
LINK = "error: it is a link, so that a copy of the folder does not hold it; put what it leads to in its place"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return first_release(tmp_path)


def store_faults(folder: Path) -> list[str]:
    """What is wrong, with places as they are seen from the folder of releases."""
    ids, issues = verify(folder.parents[1])
    assert ids == [SHIPPED]
    return [str(issue).removeprefix(f"{folder}/") for issue in issues]


def test_what_is_as_it_was_published_has_no_faults(folder: Path) -> None:
    assert store_faults(folder) == []


def test_a_store_without_releases_has_no_faults(tmp_path: Path) -> None:
    assert verify(tmp_path) == ([], [])


def test_every_file_that_is_missing_differs_or_is_extra_is_told_at_once(folder: Path) -> None:
    release = folder / SHIPPED
    (release / "observations" / "homicide.csv").unlink()
    (release / "metrics.yaml").write_text("site: {}\n")
    (release / "extracts" / "notes.txt").write_text("For us alone")
    (release / "link").symlink_to("notes.txt")
    differs = "error: it is not what was published: its checksum differs"
    extra = "error: manifest.json does not name it: it was not published"
    assert store_faults(folder) == [
        f"{SHIPPED}/metrics.yaml:1:1: {differs}",
        f"{SHIPPED}/observations/homicide.csv:1:1: error: it cannot be read: No such file or directory",
        f"{SHIPPED}/link:1:1: {LINK}",
        f"{SHIPPED}/extracts/notes.txt:1:1: {extra}",
    ]


@pytest.mark.parametrize("name", ["", "extracts", "metrics.yaml"])
def test_what_lies_elsewhere_is_told_since_a_copy_of_the_folder_would_not_hold_it(
    folder: Path, tmp_path: Path, name: str
) -> None:
    place = folder / SHIPPED / name
    place.rename(tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")
    assert store_faults(folder) == [f"{SHIPPED}{f'/{name}' if name else ''}:1:1: {LINK}"]


def test_a_file_that_grew_without_end_is_not_read_to_its_end(folder: Path) -> None:
    os.truncate(folder / SHIPPED / "metrics.yaml", 2**40)  # a hole: it takes no place
    assert store_faults(folder) == [
        f"{SHIPPED}/metrics.yaml:1:1: error: it is not what was published: its checksum differs"
    ]


@pytest.mark.parametrize("name", ["manifest.json", "metrics.yaml"])
def test_a_pipe_among_what_is_stored_is_not_waited_for(folder: Path, name: str) -> None:
    (folder / SHIPPED / name).unlink()
    os.mkfifo(folder / SHIPPED / name)
    assert store_faults(folder) == [
        f"{SHIPPED}/{name}:1:1: error: it cannot be read: it is a pipe (FIFO), not a plain file"
    ]


@pytest.mark.parametrize("name", ["history.jsonl", "last-event.json"])
def test_a_pipe_in_the_place_of_the_history_is_not_waited_for(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    with pytest.raises(OSError, match=f"it is a pipe.*{name}"):
        verify(folder.parents[1])


@pytest.mark.parametrize("name", ["history.jsonl", "2023-24-q3/manifest.json"])
def test_json_that_is_nested_without_end_is_damage(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b'{"a":' * 100_000 + b"\n")
    assert any("maximum recursion depth" in line for line in store_faults(folder))


def test_a_name_that_would_steer_a_terminal_is_spelled_out(folder: Path) -> None:
    (folder / SHIPPED / "\x1b[31m\u202e\nforged: error").write_text("x")
    assert store_faults(folder) == [
        f"{SHIPPED}/<U+001B>[31m<U+202E><U+000A>forged: error:1:1: error: "
        "manifest.json does not name it: it was not published"
    ]


@pytest.mark.parametrize(
    ("manifest", "why"),
    [
        (None, "cannot be read: No such file or directory"),
        ("{", "cannot be read: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ("[]", "is not of this release, or of a later version"),
    ],
)
def test_a_manifest_that_cannot_be_read_is_told(folder: Path, manifest: str | None, why: str) -> None:
    file = folder / SHIPPED / "manifest.json"
    file.unlink() if manifest is None else file.write_text(manifest)
    assert store_faults(folder) == [f"{SHIPPED}/manifest.json:1:1: error: it {why}"]


def test_a_release_that_has_gone_is_told_by_its_manifest(folder: Path) -> None:
    shutil.rmtree(folder / SHIPPED)
    assert store_faults(folder) == [
        f"{SHIPPED}/manifest.json:1:1: error: it cannot be read: No such file or directory"
    ]


def test_a_damaged_line_of_the_history_is_told_with_its_number(folder: Path) -> None:
    with history_file(folder.parents[1]).open("a") as file:
        file.write('{"event": "published"}\n')
    assert store_faults(folder) == ["history.jsonl:2:1: error: the line cannot be read: 'release'"]


def test_a_line_that_was_cut_off_is_a_warning(folder: Path) -> None:
    with history_file(folder.parents[1]).open("a") as file:
        file.write('{"event": "publ')
    message = "the line was cut off while it was written: it never happened, and the next one replaces it"
    assert store_faults(folder) == [f"history.jsonl:2:1: warning: {message}"]


def test_a_folder_that_no_event_names_is_a_warning(folder: Path) -> None:
    for name in (".unfinished-q4", "q4"):
        (folder / name).mkdir()
    message = "no event of the history names it: an interrupted publication left it, and it was never public"
    assert store_faults(folder) == [f"{name}:1:1: warning: {message}" for name in (".unfinished-q4", "q4")]


def test_a_history_that_has_gone_is_told(folder: Path) -> None:
    history_file(folder.parents[1]).unlink()
    message = "the history has gone, so that no release can be shown; bring it back from a copy"
    assert store_faults(folder) == [f"history.jsonl:1:1: error: {message}"]


def test_each_fault_of_a_store_has_a_code_for_other_programs(folder: Path) -> None:
    release = folder / SHIPPED
    (release / "observations" / "homicide.csv").unlink()
    (release / "notes.txt").write_text("For us alone")
    (folder / "q4").mkdir()
    with history_file(folder.parents[1]).open("a") as file:
        file.write('{"event": "publ')
    assert codes(folder) == ["cut-off", "unnamed", "damaged-file", "extra-file"]
    with history_file(folder.parents[1]).open("a") as file:
        file.write("\n")
    (release / "manifest.json").write_text('{"schema": 2}')
    shutil.rmtree(folder / "q4")
    assert codes(folder) == ["damaged-line", "newer-release"]
    history_file(folder.parents[1]).unlink()
    assert codes(folder) == ["no-history", "newer-release"]


def codes(folder: Path) -> list[str]:
    return [issue.code for issue in verify(folder.parents[1])[1]]


def test_one_release_is_verified_alone(folder: Path) -> None:
    history_file(folder.parents[1]).write_text("damaged\n")
    assert verify_release(folder.parents[1], SHIPPED) == []
