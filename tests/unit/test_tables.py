"""The shape of an extract: encoding, quotes, header and rows. One fault, one issue, at its line and field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from metrics.declared.published_file import PublishedFile
from metrics.declared.source import Source
from metrics.issues import Issue, error, warning
from metrics.reading.shape import SHAPE_RULES, Row
from metrics.reading.tables import parse_table
from tests.given import SATISFACTION

HEADER = "Quarter,Satisfied\n"
ROW = "Q3 23-24,61%\n"


def source(**changes: str) -> Source:
    return Source.model_validate({**SATISFACTION["source"], **changes})


def shape_faults(data: bytes | str, **changes: str) -> list[str]:
    """The faults of a file's shape, as they are printed."""
    data = data if isinstance(data, bytes) else data.encode()
    table, issues = parse_table(data, source(**changes), "USS.csv")
    assert (table is None) == bool(issues)
    return [str(issue) for issue in issues]


def rows(data: bytes | str, **changes: str) -> tuple[tuple[str, ...], dict[int, list[str]]]:
    """The header, and the cells of each row by the line that it starts in."""
    data = data if isinstance(data, bytes) else data.encode()
    table, issues = parse_table(data, source(**changes), "USS.csv")
    assert table is not None, issues
    return table.header, dict(zip(table.frame.index, table.frame.to_numpy().tolist(), strict=True))


NAMES = ("Quarter", "Satisfied")
PLAIN = (NAMES, {2: ["Q3 23-24", "61%"]})


def test_a_plain_file_gives_its_header_and_rows() -> None:
    assert rows(HEADER + ROW) == PLAIN


def test_a_byte_order_mark_is_no_part_of_the_header() -> None:
    assert rows("\ufeff" + HEADER + ROW) == PLAIN


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_lines_may_end_in_any_way(ending: str) -> None:
    assert rows((HEADER + ROW).replace("\n", ending)) == PLAIN


def test_the_last_line_need_not_end() -> None:
    assert rows(HEADER + ROW.rstrip()) == PLAIN


def test_blank_rows_at_the_end_are_dropped() -> None:
    assert rows(HEADER + ROW + "\n,\n  , \n\n") == PLAIN


def test_cells_are_kept_as_they_are() -> None:
    assert rows(HEADER + " Q3 , 061% \n") == (NAMES, {2: [" Q3 ", " 061% "]})


def test_a_quoted_cell_may_hold_the_delimiter_a_quote_and_a_line_break() -> None:
    assert rows(HEADER + '"a,""b""\nc",1\n' + ROW) == (
        NAMES,
        {2: ['a,"b"\nc', "1"], 4: ["Q3 23-24", "61%"]},
    )


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\x0b", "\x0c", "\x1e"])
def test_only_line_ends_end_a_row(separator: str) -> None:
    assert rows(f"{HEADER}Q3{separator}23-24,61%\n") == (NAMES, {2: [f"Q3{separator}23-24", "61%"]})


def test_another_delimiter_is_read_as_declared() -> None:
    assert rows((HEADER + ROW).replace(",", ";"), delimiter=";") == PLAIN


def test_a_file_of_cp1252_is_read_as_declared() -> None:
    assert rows("Quarter,Café – €\n1,2\n".encode("cp1252"), encoding="cp1252") == (
        ("Quarter", "Café – €"),
        {2: ["1", "2"]},
    )


@pytest.mark.parametrize("data", ["", "\n\n", "  \n", "\ufeff"])
def test_an_empty_file_is_told(data: str) -> None:
    assert shape_faults(data) == ["USS.csv:1:1: error: the file is empty; was it cut off on its way?"]


def test_a_file_with_only_a_header_is_told() -> None:
    assert shape_faults(HEADER) == ["USS.csv:1:1: error: the file holds a header and no rows"]


@pytest.mark.parametrize("data", ["\n" + HEADER + ROW, ",\n" + HEADER + ROW, ",,\n,,\n"])
def test_a_first_line_that_is_blank_is_told_once(data: str) -> None:
    assert shape_faults(data) == [
        "USS.csv:1:1: error: the first line is blank; it must hold the names of the columns"
    ]


def test_a_row_that_is_too_long_is_told_at_the_first_field_too_many() -> None:
    assert shape_faults(HEADER + "Q3 23-24,61%,x\n" + ROW) == [
        'USS.csv:2:3: error: the row has 3 fields and the header has 2; it starts with "Q3 23-24"'
    ]


def test_a_row_that_is_too_short_is_told_at_the_field_it_lacks() -> None:
    assert shape_faults(HEADER + ROW + "Q3 23-24\n") == [
        'USS.csv:3:2: error: the row has 1 field and the header has 2; it starts with "Q3 23-24"'
    ]


def test_each_ragged_row_is_told() -> None:
    assert shape_faults(HEADER + "a\n" + ROW + "b,1,2,3\n") == [
        'USS.csv:2:2: error: the row has 1 field and the header has 2; it starts with "a"',
        'USS.csv:4:3: error: the row has 4 fields and the header has 2; it starts with "b"',
    ]


@pytest.mark.parametrize("blank", ["\n", ",\n", " , \n"])
def test_a_blank_row_in_the_middle_is_told(blank: str) -> None:
    assert shape_faults(HEADER + ROW + blank + ROW) == [
        "USS.csv:3:1: error: the row is blank; ask for the file again"
    ]


def test_a_quote_left_open_is_told_at_the_row_where_it_opens() -> None:
    assert shape_faults(HEADER + ROW + 'Q2 23-24,"60%\n' + ROW) == [
        "USS.csv:3:1: error: the row that starts here cannot be read: unexpected end of data; "
        "look for a quote that is not closed"
    ]


def test_text_after_a_closing_quote_is_told() -> None:
    assert shape_faults(HEADER + '"Q3" 23-24,61%\n') == [
        "USS.csv:2:1: error: the row that starts here cannot be read: ',' expected after '\"'; "
        "look for a quote that is not closed"
    ]


def test_a_quote_that_swallows_the_file_is_told_and_not_kept() -> None:
    assert shape_faults(HEADER + '"' + ROW * 10_000) == [
        "USS.csv:2:1: error: the row that starts here cannot be read: field larger than field limit "
        "(100000); look for a quote that is not closed"
    ]


def test_a_header_that_is_one_field_is_told_with_the_delimiter_it_holds() -> None:
    assert shape_faults("Date;Proportion\n31/12/2023;0,51\n31/03/2024;0,49\n") == [
        'USS.csv:1:1: error: the header is one field, "Date;Proportion"; '
        'if it is several, declare delimiter: ";"'
    ]


def test_a_header_with_tabs_is_told_as_a_declaration_writes_them() -> None:
    assert shape_faults("Date\tProportion\n31/12/2023\t0.51\n") == [
        'USS.csv:1:1: error: the header is one field, "Date Proportion"; '
        'if it is several, declare delimiter: "\\t"'
    ]


def test_a_byte_that_is_not_utf_8_is_told_at_its_line_and_field() -> None:
    data = (HEADER + ROW + "Q2 23-24,Caf").encode() + b"\xe9\n"
    assert shape_faults(data) == [
        'USS.csv:3:2: error: byte 0xE9 is not utf-8; an older Windows (cp1252) writes "é" so: '
        'declare "encoding: cp1252", or ask for it as "CSV UTF-8"'
    ]


def test_delimiters_inside_quotes_do_not_count_as_fields() -> None:
    data = (HEADER + '"a,b,c",Caf').encode() + b"\xe9\n"
    assert shape_faults(data)[0].startswith("USS.csv:2:2: error: byte 0xE9 is not utf-8")


def test_a_byte_that_is_not_cp1252_is_told() -> None:
    assert shape_faults(HEADER.encode() + b"\x81,61%\n", encoding="cp1252") == [
        "USS.csv:2:1: error: byte 0x81 is not cp1252; declare the encoding that the file is in, "
        'or ask for it as "CSV UTF-8"'
    ]


def test_a_file_of_utf_16_is_told_once() -> None:
    assert shape_faults((HEADER + ROW).encode("utf-16")) == [
        'USS.csv:1:1: error: the file is UTF-16, not utf-8; ask for it as "CSV UTF-8"'
    ]


def test_a_nul_is_told_at_its_line_and_field() -> None:
    assert shape_faults(HEADER + ROW + "Q2 23-24,6\x000%\n") == [
        "USS.csv:3:2: error: the file holds a NUL character; was it damaged on its way, or is it no CSV?"
    ]


def test_lines_that_end_twice_are_told_as_that_and_not_as_blank_rows() -> None:
    assert shape_faults((HEADER + ROW + ROW).replace("\n", "\r\r\n")) == [
        "USS.csv:1:2: error: each line ends twice (CR CR LF), as a program writes that adds an end to those there are; "
        "ask for the file as it was before that"
    ]


# What stops the reading -------------------------------------------------------------------------------------


def short(rows: list[Row], source: PublishedFile, file: str) -> Iterator[Issue]:
    """A rule of no file's own, which finds something odd in each."""
    yield warning(file, 1, 1, "short", "the file is short")


def broken(rows: list[Row], source: PublishedFile, file: str) -> Iterator[Issue]:
    yield error(file, 2, 1, "broken", "the file is broken")


def test_a_warning_of_the_shape_is_told_and_the_table_is_read() -> None:
    table, issues = parse_table((HEADER + ROW).encode(), source(), "USS.csv", (short, *SHAPE_RULES))
    assert table is not None
    assert (table.header, [str(issue) for issue in issues]) == (
        NAMES,
        ["USS.csv:1:1: warning: the file is short"],
    )


def test_the_rules_go_on_after_a_warning_and_end_with_an_error() -> None:
    table, issues = parse_table((HEADER + ROW).encode(), source(), "USS.csv", (short, broken, short))
    assert table is None
    assert [str(issue) for issue in issues] == [
        "USS.csv:1:1: warning: the file is short",
        "USS.csv:2:1: error: the file is broken",
    ]
