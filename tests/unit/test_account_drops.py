"""Accounts from drop to drop, by the real commands: files that stay away, units and titles that change, new years."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.running import run

NOW = ("--now", "2026-11-30T10:00:00+00:00")
SOURCE = """\
      publisher: The board
      title: Papers
      link: https://example.org/papers
      licence: OGL-3.0
      as_at: {column: as_at}
      body: {column: body}
"""
ACCOUNT = """\
  - id: spending-{end}
    framework: plan
    title: {title}
    description: What the year costs.
    who: the force
    year: 2025-{end}
    kind: expenditure
    written_in: {unit}
    {more}
    source:
      files: {file}
      where: [{{column: year, values: 2025/{end}}}]
      budget: {{column: budget}}
      forecast: {{column: expected}}
"""
HEADER = "year,as_at,body,budget,expected"
ROW = "2025/26,2025-09-30,Police,100,101"


def declared(
    county: Path, *, title: str = "Spending", unit: str = "millions", more: str = "", file: str = "money.csv"
) -> None:
    """The example's declaration with an account of spending."""
    path = county / "config" / "metrics.yaml"
    text = path.read_text(encoding="utf-8").partition("\naccounts:")[0].rstrip("\n")
    own = ACCOUNT.format(end="26", title=title, unit=unit, more=more or "decimals: 1", file=file)
    path.write_text(f"{text}\naccounts:\n{own}{SOURCE}", encoding="utf-8")


def drop_of(county: Path, name: str, *rows: str) -> Path:
    """A drop of the example's files, and one of money where there are rows."""
    folder = county / "data" / "drops" / name
    folder.mkdir(parents=True, exist_ok=True)
    for file in (county / "data" / "drops" / "example").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "money.csv").unlink(missing_ok=True)
    if rows:
        (folder / "money.csv").write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return folder


def warnings_of(county: Path, drop: Path, code: str) -> list[str]:
    """What ``pcp check`` says of a drop that holds some words."""
    done = run(county, *NOW, "check", "--drop", str(drop.relative_to(county)))
    return [line for line in (done.stdout + done.stderr).splitlines() if code in line]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An invented county that has published one release with an account."""
    folder: Path = tmp_path_factory.mktemp("money") / "county"
    assert run(folder.parent, "init", "county").returncode == 0
    declared(folder)
    drop = drop_of(folder, "first", ROW)
    done = run(folder, *NOW, "publish", str(drop), "--release", "2025-26-q2", "--note", "First.")
    assert done.returncode == 0, done.stdout + done.stderr
    yield folder


@pytest.fixture(autouse=True)
def as_it_was(county: Path) -> None:
    declared(county)


def test_a_file_that_stays_away_is_that_of_the_release_before(county: Path) -> None:
    (line,) = warnings_of(county, drop_of(county, "without"), "money.csv")
    assert 'so it stays as release "2025-26-q2" has it' in line


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("unit", "thousands", '"written_in" of "spending-26" was "millions" in release "2025-26-q2"'),
        ("title", "Costs", '"title" of "spending-26" was "Spending" in release "2025-26-q2"'),
    ],
)
def test_what_an_id_stands_for_stays(county: Path, key: str, value: str, words: str) -> None:
    drop = drop_of(county, "same", ROW)
    assert warnings_of(county, drop, words) == []
    declared(county, **{key: value})
    (line,) = warnings_of(county, drop, words)
    text = (county / "config" / "metrics.yaml").read_text(encoding="utf-8").splitlines()
    assert value in text[int(line.split(":")[1]) - 1]


def test_the_newest_rows_that_nobody_reads_are_told(county: Path) -> None:
    drop = drop_of(county, "newer", ROW, "2026/27,2026-06-30,Police,110,111")
    (line,) = warnings_of(county, drop, "no account reads the newest rows")
    assert "money.csv:3:" in line and "to 2026-06-30; those that are read go to 2025-09-30" in line
    drop = drop_of(county, "older", ROW, "2024/25,2025-03-31,Police,110,111")
    assert warnings_of(county, drop, "no account reads") == []


def test_a_reason_for_a_day_without_a_report_is_told(county: Path) -> None:
    drop = drop_of(county, "same", ROW)
    for day, count in (("2025-08-31", 1), ("2025-09-30", 0), ("2025-12-31", 0)):
        declared(county, more=f'revised: [{{as_at: {day}, reason: "A grant came."}}]')
        assert len(warnings_of(county, drop, "so readers never see the reason; is it 2025-09-30?")) == count


def test_a_year_in_another_unit_than_the_year_before_stops_a_publication(county: Path) -> None:
    path = county / "config" / "metrics.yaml"
    text = path.read_text(encoding="utf-8")
    second = ACCOUNT.format(end="27", title="Spending", unit="millions", more="decimals: 1", file="money.csv")
    second = second.replace("year: 2025-27", "year: 2026-27").replace("2025/27", "2026/27")
    path.write_text(text + second + SOURCE, encoding="utf-8")
    drop = drop_of(county, "two", ROW, "2026/27,2026-06-30,Police,110000,111000")
    (line,) = warnings_of(county, drop, "is the file in another unit than millions?")
    assert ":3:4: error:" in line.replace(str(drop), "")
    assert (
        warnings_of(county, drop_of(county, "two", ROW, "2026/27,2026-06-30,Police,110,111"), "error:") == []
    )


def test_what_does_not_add_up_in_a_workbook_is_told_with_its_cell(county: Path) -> None:
    declared(county, file="money.xlsx")
    drop = drop_of(county, "book")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        HEADER.split(","),
        ["2025/26", "2025-06-30", "Police", 100, 101],
        ["2025/26", "2025-09-30", "Police", 110, 101],
    ):
        sheet.append(row)
    book.save(drop / "money.xlsx")
    (line,) = warnings_of(county, drop, "the budget changed from £100.0m to £110.0m")
    assert "money.xlsx:Sheet!D3: warning:" in line
    assert line.endswith('The reason goes under "revised".')
