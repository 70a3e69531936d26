"""The place of an issue as its file has it: which line, what is marked, and what is never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from metrics.commands.snippets import Source, snippet, sources
from metrics.issues import Issue, error


def snippet_lines(text: str, column: int, delimiter: str = "") -> list[str]:
    return list(snippet(error("file", 7, column, "bad-value", "it is wrong"), Source({7: text}, delimiter)))


@pytest.mark.parametrize(
    ("text", "column", "marks"),
    [
        ("    unit: percnt", 11, "          ^^^^^^"),
        ("    unit: percnt  # a share", 11, "          ^^^^^^"),
        ("    unti: percent", 5, "    ^^^^"),
        ("    files: [a.csv, b.xls]", 20, "                   ^^^^^"),
        ('    title: "a: b"  # c', 12, "           ^^^^^^"),
        ("    title: 'it''s'", 12, "           ^^^^^^^"),
        ("    title:", 11, "          ^"),
        ("  - id: a", 5, "    ^^"),
        ("    title: 犯罪 x", 12, "           ^^^^^^"),
    ],
)
def test_of_yaml_the_key_or_the_value_is_marked(text: str, column: int, marks: str) -> None:
    assert snippet_lines(text, column) == [f"7 | {text}", f"  | {marks}"]


@pytest.mark.parametrize(
    ("text", "column", "marks"),
    [
        ("2024-01,Camdn,210", 2, "        ^^^^^"),
        ('2024-01,"Camden, LB",210', 2, "        ^^^^^^^^^^^^"),
        ('"""a"" b",Camden,210', 3, "                 ^^^"),
        ("2024-01,,210", 2, "        ^"),
        ("2024-01,Camden", 3, "              ^"),
    ],
)
def test_of_a_row_the_field_is_marked(text: str, column: int, marks: str) -> None:
    assert snippet_lines(text, column, ",") == [f"7 | {text}", f"  | {marks}"]


def test_what_cannot_be_seen_is_shown_as_its_code_point() -> None:
    assert snippet_lines("a\tCam\x1b[31mden\tb", 2, "\t") == [
        "7 | a→Cam<U+001B>[31mden→b",
        "  |   ^^^^^^^^^^^^^^^^^^",
    ]


def test_a_long_row_is_cut_around_its_field() -> None:
    line, marks = snippet_lines(",".join(f"field {number}" for number in range(100)), 51, ",")
    assert len(line) <= 106 and line.startswith("7 | …") and line.endswith("…")
    assert line[marks.index("^") : marks.rindex("^") + 1] == "field 50"


def test_a_line_that_is_not_there_is_not_shown() -> None:
    assert list(snippet(error("file", 8, 1, "bad-value", "it is wrong"), Source({7: "a"}))) == []


def test_of_a_whole_file_no_line_is_shown() -> None:
    stale = error("file", 7, 1, "stale-copy", "the file is the same")
    assert list(snippet(stale, Source({7: "a"}, ","))) == []


def of(file: Path, *issues: tuple[int, str]) -> list[Issue]:
    return [error(str(file), line, 1, code, "it is wrong") for line, code in issues]


def test_lines_are_counted_as_an_editor_counts_them_and_their_delimiter_is_found(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes("\ufeffMonth;Area\r\n2024-01;Caf\xe9\r\n2024-02;Barnet".encode())
    assert sources(of(file, (2, "unknown-area"), (9, "unknown-area"))) == {
        str(file): Source({1: "Month;Area", 2: "2024-01;Caf\xe9"}, ";")
    }


def test_a_line_in_the_encoding_of_an_older_windows_is_shown_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"Month,Area\n2024-01,Caf\xe9\n")
    assert sources(of(file, (2, "encoding")))[str(file)].lines[2] == "2024-01,Caf\xe9"


def test_of_a_file_with_personal_data_no_row_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Month,Victim\n2024-01,someone@example.org\n2024-1,other@example.org\n")
    sources_by_file = sources(of(file, (2, "personal-data"), (3, "bad-period")))
    assert sources_by_file == {str(file): Source({1: "Month,Victim"}, ",")}


def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    assert sources(of(tmp_path, (1, "not-a-file"))) == {str(tmp_path): Source({})}
