"""Workbooks as they are really made: what a cell is and what it shows, what is hidden, merged, locked or damaged."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import yaml

from metrics.checking.drops import check_drop
from metrics.file_kinds import ODS, XLSX, cell_name, cell_range, column_letters
from metrics.reading import packed, sheet_marks
from metrics.reading.cell_texts import percent, plain_number
from metrics.reading.packed import Unread, gunzipped
from metrics.reading.workbooks import Workbook
from tests import books

TESTS = Path(__file__).parents[1]
PLAIN = (TESTS / "drops" / "crime.yaml").read_text(encoding="utf-8")
ROWS: Sequence[list[object]] = [
    ["Borough", "202311", "202312"],
    ["London", 300.0, 310.0],
    ["Camden", 30.0, 31.0],
]


def issue_lines(tmp_path: Path, data: bytes, name: str = "Crime.xlsx", **source: Any) -> list[str]:
    """What is told of a workbook that is read for a count with a column for each month."""
    declared = yaml.safe_load(PLAIN)
    declared["measures"][0]["source"] |= {"files": name, **source}
    (tmp_path / "metrics.yaml").write_text(yaml.safe_dump(declared, sort_keys=False), encoding="utf-8")
    drop = tmp_path / "drop"
    drop.mkdir(exist_ok=True)
    (drop / name).write_bytes(data)
    _, issues = check_drop(tmp_path / "metrics.yaml", drop, "metrics.yaml", date(2024, 2, 8))
    return [f"{str(issue).removeprefix(f'{drop}/')} [{issue.code}]" for issue in issues]


def of(rows: books.Rows = ROWS, **more: books.Rows) -> bytes:
    return books.xlsx({"Sheet1": rows, **more})


def test_a_plain_workbook_is_read(tmp_path: Path) -> None:
    assert issue_lines(tmp_path, of()) == []
    assert issue_lines(tmp_path, books.ods({"Sheet1": ROWS}), "Crime.ods") == []


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (books.Error("#N/A"), '"#N/A" is not a plain number such as 6100; if it stands for a missing value'),
        (books.Error("#REF!"), '"#REF!" is not a plain number such as 6100'),
        (books.Percentage(0.61), '"61%" is not a plain number such as 6100'),
        (True, '"TRUE" is not a plain number such as 6100'),
        (30.5, '"30.5" is not a whole number, and counts are'),
        (date(2023, 3, 1), '"2023-03-01" is not a plain number such as 6100'),
        ("", 'the value is empty; a missing one is declared under "marks"'),
        (float(10**18), '"1000000000000000000" is not a plain number such as 6100'),
    ],
)
@pytest.mark.parametrize(("write", "name"), [(books.xlsx, "Crime.xlsx"), (books.ods, "Crime.ods")])
def test_a_cell_that_is_no_count_is_told_with_its_cell(
    tmp_path: Path, write: Callable[[books.Sheets], bytes], name: str, cell: object, message: str
) -> None:
    rows = [ROWS[0], ROWS[1], ["Camden", 30.0, cell]]
    (issue,) = issue_lines(tmp_path, write({"Table 3": rows}), name)
    assert issue.startswith(f"{name}:'Table 3'!C3: error: {message}"), issue


def test_numbers_have_the_digits_that_a_spreadsheet_keeps(tmp_path: Path) -> None:
    noisy = books.xlsx({"S": [["a"], [123.25]]})
    noisy = books.altered(
        noisy, {"xl/worksheets/sheet1.xml": lambda text: text.replace("123.25", "0.30000000000000004")}
    )
    assert Workbook(noisy, XLSX).sheet("S").rows == [["a"], ["0.3"]]
    assert [plain_number(number) for number in (61.0, -0.0, 1e-7, 1.5e20, 2 / 3)] == [
        *("61", "0", "0.0000001", "150000000000000000000", "0.666666666666667")
    ]
    assert [percent(number) for number in (0.61, 0.605, 1.0, 0.07, 0.29)] == [
        "61%",
        "60.5%",
        "100%",
        "7%",
        "29%",
    ]


def test_a_percentage_is_what_is_shown_and_a_literal_sign_is_none() -> None:
    def formats(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.worksheets()[0]
        for at, number_format in enumerate(['0"%"', "0.0%", '[Red]0%;"-"', "0\\%"]):
            sheet.write_number(at, 0, 0.5, workbook.add_format({"num_format": number_format}))

    rows = Workbook(books.xlsx({"S": []}, formats), XLSX).sheet("S").rows
    assert rows == [["0.5"], ["50%"], ["50%"], ["0.5"]]


def test_dates_of_both_calendars_are_themselves() -> None:
    old = io.BytesIO()
    workbook = xlsxwriter.Workbook(old, {"date_1904": True})
    workbook.add_worksheet("S").write_datetime(
        0, 0, date(2023, 3, 31), workbook.add_format({"num_format": "mmm-yy"})
    )
    workbook.close()
    assert Workbook(old.getvalue(), XLSX).sheet("S").rows == [["2023-03-31"]]
    assert Workbook(of([[date(2023, 3, 31)]]), XLSX).sheet("Sheet1").rows == [["2023-03-31"]]


def test_a_sheet_is_named_where_there_are_several(tmp_path: Path) -> None:
    two = of(Other=[["Notes"]])
    (issue,) = issue_lines(tmp_path, two)
    assert issue.startswith(
        'Crime.xlsx:1:1: error: the workbook has 2 sheets: "Sheet1", "Other"; declare the "sheet"'
    )
    assert issue_lines(tmp_path, two, sheet="sheet1") == []
    (issue,) = issue_lines(tmp_path, two, sheet="Sheet2")
    assert 'the workbook has no sheet "Sheet2"; did you mean "Sheet1"?' in issue


def test_hidden_sheets_and_rows_are_told(tmp_path: Path) -> None:
    def hide(workbook: xlsxwriter.Workbook) -> None:
        workbook.worksheets()[0].set_row(2, None, None, {"hidden": True})
        workbook.worksheets()[1].hide()

    data = books.xlsx({"Sheet1": ROWS, "Old": ROWS}, hide)
    (issue,) = issue_lines(tmp_path, data)
    assert issue.startswith(
        "Crime.xlsx:Sheet1!A3: warning: a row is hidden in the workbook, and read all the same"
    )
    assert issue_lines(tmp_path, data, sheet="Old") == [
        'Crime.xlsx:1:1: warning: the sheet "Old" is hidden in the workbook, and is read; is it the right one? '
        "[hidden-sheet]"
    ]


def test_hidden_columns_are_told_once(tmp_path: Path) -> None:
    def hide(workbook: xlsxwriter.Workbook) -> None:
        workbook.worksheets()[0].set_column(1, 2, None, None, {"hidden": True})
        workbook.worksheets()[0].set_column(7, 8, None, None, {"hidden": True})  # where nothing stands

    assert issue_lines(tmp_path, books.xlsx({"Sheet1": ROWS}, hide)) == [
        'Crime.xlsx:Sheet1!B1: warning: columns "B", "C" are hidden in the workbook, and read all the same; see whether '
        "what stands there is meant [hidden-columns]"
    ]
    table = books.ods({"Sheet1": ROWS})
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    hidden = books.altered(
        table, {"content.xml": lambda text: text.replace('"Sheet1">', f'"Sheet1">{columns}')}
    )
    assert issue_lines(tmp_path, hidden, "Crime.ods") == [
        'Crime.ods:Sheet1!B1: warning: column "B" is hidden in the workbook, and read all the same; see whether what '
        "stands there is meant [hidden-columns]"
    ]


def test_a_workbook_with_macros_is_read_without_them(tmp_path: Path) -> None:
    macros = tmp_path / "vbaProject.bin"
    macros.write_bytes(b"a project of macros")
    data = books.xlsx({"Sheet1": ROWS}, lambda workbook: workbook.add_vba_project(str(macros)))
    assert b"vbaProject" in data
    assert issue_lines(tmp_path, data, "Crime.xlsm") == []


@pytest.mark.parametrize("name", ["Crime.xls", "Crime.xlsb"])
def test_a_workbook_in_an_older_form_is_to_be_had_in_another(tmp_path: Path, name: str) -> None:
    (issue,) = issue_lines(tmp_path, of(), name)
    assert issue.endswith(
        "it is a workbook in an older or another form; ask the publisher for it as .xlsx [bad-value]"
    )


def test_cells_that_are_merged_are_an_error_among_figures_alone(tmp_path: Path) -> None:
    def merge(workbook: xlsxwriter.Workbook) -> None:
        workbook.worksheets()[0].merge_range(0, 0, 0, 2, "Offences")

    titled: books.Rows = [["", "", ""], *ROWS]
    assert issue_lines(tmp_path, books.xlsx({"Sheet1": titled}, merge), header=2) == []
    (issue,) = issue_lines(tmp_path, books.xlsx({"Sheet1": ROWS}, merge))
    assert issue.startswith("Crime.xlsx:Sheet1!A1: error: cells are merged here")


def test_a_range_ends_where_its_table_does(tmp_path: Path) -> None:
    rows: books.Rows = [
        ["A title"],
        [],
        ["", *ROWS[0]],
        ["", *ROWS[1]],
        ["", *ROWS[2]],
        [],
        ["", "A note on the data."],
    ]
    assert issue_lines(tmp_path, of(rows), range="B3:D5") == []
    (issue,) = issue_lines(tmp_path, of(rows), range="B3:D4")
    assert issue.startswith(
        "Crime.xlsx:Sheet1!B5: error: the table goes on in this row, and B3:D4 leaves it out"
    )
    (issue,) = issue_lines(tmp_path, of(rows), range="B3:C5")
    assert issue.startswith("Crime.xlsx:Sheet1!D3: error: the table goes on in this column")
    (issue,) = issue_lines(tmp_path, of(rows), range="B3:D")
    assert issue.startswith("Crime.xlsx:Sheet1!B7: error: the file ends with 2 rows of one cell or none")
    (issue,) = issue_lines(tmp_path, of(rows), range="H30:K40")
    assert "nothing stands in H30:K40" in issue


def test_a_cell_of_a_range_is_that_of_the_sheet(tmp_path: Path) -> None:
    rows: books.Rows = [["", "", *row] for row in ROWS[:2]] + [["", "", "Camden", 1.0, "many"]]
    (issue,) = issue_lines(tmp_path, of(rows), range="C1:E3")
    assert issue.startswith('Crime.xlsx:Sheet1!E3: error: "many" is not a plain number')


def test_a_header_further_down_is_declared(tmp_path: Path) -> None:
    rows: books.Rows = [["Offences by borough"], [], *ROWS]
    (issue,) = issue_lines(tmp_path, of(rows))
    assert 'the header stands in line 3; declare "header: 3"' in issue
    assert issue_lines(tmp_path, of(rows), header=3) == []
    (issue,) = issue_lines(tmp_path, of(rows), header=30)
    assert "nothing stands from line 30 on, where the header is declared to be" in issue


def test_formulas_without_their_values_are_told(tmp_path: Path) -> None:
    def add(workbook: xlsxwriter.Workbook) -> None:
        workbook.worksheets()[0].write_formula(2, 2, "=SUM(B2:B3)", None, 31)

    data = books.xlsx({"Sheet1": ROWS}, add)
    assert issue_lines(tmp_path, data) == []
    empty = books.altered(
        data, {"xl/worksheets/sheet1.xml": lambda text: text.replace("</f><v>31</v>", "</f><v></v>")}
    )
    (issue,) = issue_lines(tmp_path, empty, value={"marks": {"": "x"}})
    assert issue.startswith("Crime.xlsx:Sheet1!C3: error: the formula in this cell has no value")
    changes = {"xl/workbook.xml": lambda text: text.replace("<calcPr ", '<calcPr fullCalcOnLoad="1" ')}
    (issue,) = issue_lines(tmp_path, books.altered(data, changes))
    assert "no spreadsheet has worked them out since" in issue


def test_what_is_damaged_locked_or_empty_is_told(tmp_path: Path) -> None:
    workbook = of()
    (issue,) = issue_lines(tmp_path, workbook[: len(workbook) // 2])
    assert "it is damaged, or was cut off on its way; get it again" in issue
    locked = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(100)
    (issue,) = issue_lines(tmp_path, locked)
    assert "it is a workbook that is protected by a password" in issue
    (issue,) = issue_lines(tmp_path, of([]))
    assert "nothing stands from line 1 on" in issue
    (issue,) = issue_lines(tmp_path, b"Borough,202311\nCamden,3\n")
    assert "it is named as an Excel workbook (xlsx) is, and is none" in issue
    (issue,) = issue_lines(tmp_path, of(), "Crime.ods")
    assert "it is an Excel workbook (xlsx); rename it to end in .xlsx" in issue


def test_what_unpacks_to_far_more_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "LARGEST_BYTES", 1_000)
    (issue,) = issue_lines(tmp_path, of())
    assert "[too-large]" in issue
    with pytest.raises(Unread, match="unpacked, it is larger still"):
        gunzipped(gzip.compress(bytes(10_000)))


@pytest.mark.parametrize("repeated", ["1048576", "99999999999"])
def test_cells_that_stand_for_millions_are_not_read(repeated: str) -> None:
    table = (
        f'<table:table table:name="S"><table:table-row table:number-rows-repeated="{repeated}">'
        '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
        "</table:table-row></table:table>"
    )
    with pytest.raises(Unread, match="rows and"):
        Workbook(books.ods_of(table), ODS).sheet("S")


def test_a_cell_far_away_is_not_read() -> None:
    def far(workbook: xlsxwriter.Workbook) -> None:
        workbook.worksheets()[0].write_number(1_048_575, 16_383, 1)

    with pytest.raises(Unread, match="a sheet has 1,048,576 rows and 16,384 columns"):
        Workbook(books.xlsx({"S": ROWS}, far), XLSX).sheet("S")
    assert sheet_marks.MOST_CELLS == 20_000_000


def test_rows_that_repeat_in_a_spreadsheet_are_all_read() -> None:
    cells = '<table:table-cell office:value-type="percentage" office:value="0.5" table:number-columns-repeated="2"/>'
    table = f'<table:table table:name="S"><table:table-row table:number-rows-repeated="2">{cells}</table:table-row></table:table>'
    assert Workbook(books.ods_of(table), ODS).sheet("S").rows == [["50%", "50%"]] * 2


def test_a_part_that_is_named_twice_is_damage() -> None:
    data = io.BytesIO(of())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Unread, match="damaged"):
        Workbook(data.getvalue(), XLSX)


def test_cells_have_the_names_that_spreadsheets_give_them() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 702, 703, 16_384)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
    assert cell_name("Sheet1", 7, 3) == "Sheet1!C7"
    assert cell_name("Table 3's", 7, 28) == "'Table 3''s'!AB7"
    assert (cell_range("B5:AA").last_row, cell_range("B5:AA40").last_column) == (None, 27)


def test_persons_on_another_sheet_are_told_whether_it_is_shown_or_not(tmp_path: Path) -> None:
    def hide(workbook: xlsxwriter.Workbook) -> None:
        workbook.worksheets()[1].hide()

    office = [["For questions"], ["statistics@police.uk"]]
    (issue,) = issue_lines(tmp_path, of(Notes=office), sheet="Sheet1")
    assert issue.startswith("Crime.xlsx:Notes!A2: warning: this looks like an e-mail address")
    people = [["", "Reply to"], *(["", f"person{number}@example.org"] for number in range(3))]
    (issue,) = issue_lines(tmp_path, books.xlsx({"Sheet1": ROWS, "Raw data": people}, hide))
    assert issue.startswith(
        "Crime.xlsx:'Raw data'!B2: error: 3 cells of the column hold what looks like an e-mail"
    )
    named: books.Rows = [["Surname", "Score"], *([text, 3.0] for text in ("Smith", "Patel", "Okafor"))]
    (issue,) = issue_lines(tmp_path, of(List=named), sheet="Sheet1")
    assert issue.startswith('Crime.xlsx:List!A1: error: the column below "Surname" looks like personal data')
    tables: books.Rows = [["Name", "Title"], *([f"Table {number}", "Offences"] for number in range(5))]
    assert issue_lines(tmp_path, of(Contents=tables), sheet="Sheet1") == []


def test_a_true_date_that_is_shown_as_its_month_says_how_it_is_declared(tmp_path: Path) -> None:
    rows: books.Rows = [["Borough", date(2023, 11, 1), "202312"], ["London", 300.0, 310.0]]
    (issue,) = issue_lines(tmp_path, of(rows))
    assert 'the column "2023-11-01" is neither declared nor a period' in issue
    dated: books.Rows = [["Borough", "Month", "Crimes"], ["London", date(2023, 11, 1), 300.0]]
    source: dict[str, Any] = {
        "layout": "rows",
        "period": {"column": "Month", "format": "MMM-YY"},
        "value": {"column": "Crimes"},
    }
    (issue,) = issue_lines(tmp_path, of(dated), **source)
    assert '; as YYYY-MM-DD with "day: first" it is November 2023, and MMM-YY is declared' in issue


def test_a_band_that_became_a_date_is_told(tmp_path: Path) -> None:
    rows: books.Rows = [
        ["Borough", "Age", "202311"],
        ["London", "10-19", 3.0],
        ["London", date(2024, 5, 9), 4.0],
    ]
    ages = [{"id": "age", "title": "Age", "column": "Age"}]
    assert any(
        "looks like a name that a spreadsheet took for a date" in issue
        for issue in issue_lines(tmp_path, of(rows), dimensions=ages)
    )
