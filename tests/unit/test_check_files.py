"""What a drop may hold in place of a plain file, and what a repository cannot keep: each made here."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from metrics.checking.drops import check_drop
from metrics.declared.config import read_config
from metrics.reading import extracts, packed
from metrics.reading.extracts import read_drop

DROPS = Path(__file__).parents[1] / "drops"
GOOD = (DROPS / "good" / "survey" / "plain" / "USS.csv").read_bytes()


def issue_lines(drop: Path, kind: str = "survey") -> list[str]:
    """The issues of a drop as they are printed, each with its code."""
    _, issues = check_drop(DROPS / f"{kind}.yaml", drop, "metrics.yaml")
    return [f"{str(issue).removeprefix(f'{drop}/')} [{issue.code}]" for issue in issues]


def test_a_folder_named_as_the_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "USS.csv").mkdir()
    assert issue_lines(tmp_path) == ["USS.csv:1:1: error: it is a folder, not a plain file [not-a-file]"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "USS.csv")
    assert issue_lines(tmp_path) == ["USS.csv:1:1: error: it is a pipe (FIFO), not a plain file [not-a-file]"]


def test_a_socket_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("USS.csv")
        assert issue_lines(tmp_path) == ["USS.csv:1:1: error: it is a socket, not a plain file [not-a-file]"]


def test_a_link_out_of_the_drop_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_bytes(GOOD)
    drop = tmp_path / "drop"
    drop.mkdir()
    (drop / "USS.csv").symlink_to("../outside.csv")
    message = "it is a link that leads out of the drop; put the file itself there"
    assert issue_lines(drop) == [f"USS.csv:1:1: error: {message} [not-a-file]"]


def test_a_link_to_a_device_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "USS.csv").symlink_to("/dev/zero")
    message = "it is a link that leads out of the drop; put the file itself there"
    assert issue_lines(tmp_path) == [f"USS.csv:1:1: error: {message} [not-a-file]"]


@pytest.mark.parametrize("target", ["nowhere.csv", "USS.csv"])
def test_a_link_that_leads_nowhere_is_told(tmp_path: Path, target: str) -> None:
    (tmp_path / "USS.csv").symlink_to(target)
    message = "it is a link that leads nowhere; put the file itself into the drop"
    assert issue_lines(tmp_path) == [f"USS.csv:1:1: error: {message} [not-a-file]"]


def test_a_link_inside_the_drop_is_followed(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_bytes(GOOD)
    (tmp_path / "USS.csv").symlink_to("other.csv")
    assert issue_lines(tmp_path) == []


def test_a_file_of_four_gigabytes_is_not_read_into_memory(tmp_path: Path) -> None:
    with (tmp_path / "USS.csv").open("wb") as file:
        file.truncate(4 * 1024**3)
    message = "it has 4,294,967,296 bytes, and at most 512 MiB are read; ask for a smaller extract"
    assert issue_lines(tmp_path) == [f"USS.csv:1:1: error: {message} [too-large]"]


def test_a_file_of_the_largest_size_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracts, "LARGEST_BYTES", len(GOOD))
    (tmp_path / "USS.csv").write_bytes(GOOD)
    assert issue_lines(tmp_path) == []
    (tmp_path / "USS.csv").write_bytes(GOOD + b"\n")
    assert [issue[-11:] for issue in issue_lines(tmp_path)] == ["[too-large]"]
    assert packed.LARGEST_BYTES == 512 * 1024**2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "USS.csv").write_bytes(GOOD)
    (tmp_path / "USS.csv").chmod(0)
    assert issue_lines(tmp_path) == ["USS.csv:1:1: error: it cannot be read: Permission denied [unreadable]"]


def test_a_file_that_fails_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, most: int) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(extracts, "all_bytes", fail)
    (tmp_path / "USS.csv").write_bytes(GOOD)
    assert issue_lines(tmp_path) == ["USS.csv:1:1: error: it cannot be read: Input/output error [unreadable]"]


def test_a_missing_file_is_told_with_what_is_there(tmp_path: Path) -> None:
    assert issue_lines(tmp_path) == [
        "USS.csv:1:1: error: the file is not in the drop; the drop holds no file of data [missing-file]"
    ]


def test_a_drop_that_is_not_there_is_told(tmp_path: Path) -> None:
    drop = tmp_path / "none"
    assert issue_lines(drop) == [f"{drop}:1:1: error: there is no such folder [no-drop]"]


def test_a_drop_that_is_a_file_is_told(tmp_path: Path) -> None:
    drop = tmp_path / "drop.zip"
    drop.touch()
    message = "it is a file and no folder; name the folder that holds the extracts"
    assert issue_lines(drop) == [f"{drop}:1:1: error: {message} [no-drop]"]


def test_a_drop_whose_name_is_too_long_is_told(tmp_path: Path) -> None:
    drop = tmp_path / ("x" * 300)
    assert issue_lines(drop) == [
        f"{drop}:1:1: error: the folder cannot be read: File name too long [unreadable]"
    ]


def test_a_name_in_letters_of_another_alphabet_is_told(tmp_path: Path) -> None:
    (tmp_path / "US\u0405.csv").write_bytes(GOOD)
    assert issue_lines(tmp_path) == [
        'USS.csv:1:1: error: the file is not in the drop; "US\u0405.csv" is there: character 3 is U+0405 '
        "(Cyrillic capital letter dze); rename it [missing-file]"
    ]


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("USS.CSV", "its capital letters differ; rename it"),
        ("USS.csv.txt", "its ending differs; rename it"),
        (
            "USS.xlsx",
            "its ending differs; it is an Excel workbook (xlsx): declare it by that name, or ask the publisher "
            "for a CSV",
        ),
        (
            "USS.csv.gz",
            "its ending differs; it is a CSV packed with gzip: declare it by that name, or ask the publisher "
            "for a CSV",
        ),
        (
            "USS.xls",
            "its ending differs; it is a workbook in an older or another form; ask the publisher for it as .xlsx",
        ),
    ],
)
def test_a_file_of_another_kind_is_none_by_another_name(tmp_path: Path, name: str, mend: str) -> None:
    (tmp_path / name).write_bytes(GOOD)
    assert issue_lines(tmp_path) == [
        f'USS.csv:1:1: error: the file is not in the drop; "{name}" is there: {mend} [missing-file]'
    ]


def test_a_name_with_a_character_that_cannot_be_seen_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Victims \u202e4202.csv").write_text("Recorded,Borough,Sex\nJan-24,Camden,Male\n")
    assert issue_lines(tmp_path, "victims") == [
        'Victims *.csv:1:1: error: its name "Victims <U+202E>4202.csv" holds a character that cannot be seen; '
        "rename it [bad-name]"
    ]


def test_a_name_that_is_no_text_is_refused_and_printed_harmlessly(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/Victims \xff.csv")).write_bytes(b"x")
    assert issue_lines(tmp_path, "victims") == [
        'Victims *.csv:1:1: error: its name "Victims <U+DCFF>.csv" holds a character that cannot be seen; '
        "rename it [bad-name]"
    ]


def test_a_file_is_read_once_for_all_who_ask(tmp_path: Path) -> None:
    (tmp_path / "USS.csv").write_bytes(GOOD)
    config, _ = read_config(DROPS / "survey.yaml")
    files, issues = read_drop(config, tmp_path)
    assert (files["USS.csv"].data, issues) == (GOOD, [])
