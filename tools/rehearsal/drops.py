"""A drop for each of sixteen quarters, cut from one that the repository ships: what was published by each day.

The newest drop's rows are cut at a quarter's end, in its own layouts, so that each quarter has the files that staff
would have been given. Of a quarter the crime files hold the months up to one after its end.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd

from metrics.periods import UK

Table = list[list[str]]
SOURCE = Path("data") / "drops" / "2025-26-q2"
HISTORICAL = "MPS Borough Level Crime (Historical).csv"
RECENT = "MPS Borough Level Crime (most recent 24 months).csv"
VICTIMS = "MPS Homicide Victims 2003-2023.csv"
REGION, DISTRICTS = "PAS_MPS.csv", "PAS_Borough.csv"
SATISFACTION, WORRY = "USS_TDIU_Satisfaction.csv", "PAS_Worry.csv"
FILES = (HISTORICAL, RECENT, VICTIMS, REGION, DISTRICTS, SATISFACTION, WORRY)
CRIME = (HISTORICAL, RECENT)
LABELS = 3  # columns of a crime file before its months
RECENT_MONTHS = 24
WEEKS_TO_PUBLISH = 6
# Named by the year in which the financial year ends.
QUARTERS = pd.period_range("2022Q3", "2026Q2", freq="Q-MAR")


@dataclass(frozen=True)
class Quarter:
    """A quarter of the rehearsal: its release's id, the last month of its crime files and the day it comes out."""

    period: pd.Period

    @property
    def release_id(self) -> str:
        """``2021-22-q3``."""
        return f"{self.period.qyear - 1}-{self.period.qyear % 100:02}-q{self.period.quarter}"

    @property
    def last_month(self) -> pd.Period:
        """The month after the quarter's end."""
        return self.period.asfreq("M", "end") + 1

    @property
    def moment(self) -> datetime:
        """Half past nine in the region, on the Thursday six weeks after that month has begun."""
        day = self.last_month.start_time + timedelta(weeks=WEEKS_TO_PUBLISH)
        day += timedelta(days=(3 - day.weekday()) % 7)
        return datetime(day.year, day.month, day.day, 9, 30, tzinfo=UK).astimezone(UTC)

    @property
    def day(self) -> date:
        """The day of that moment."""
        return self.moment.astimezone(UK).date()

    @property
    def following(self) -> Quarter:
        """The next quarter."""
        return Quarter(self.period + 1)


def quarters() -> list[Quarter]:
    """The sixteen quarters, the first first."""
    return [Quarter(period) for period in QUARTERS]


def write_drop(quarter: Quarter, folder: Path, source: Path = SOURCE) -> None:
    """Writes every extract of a quarter's drop into a folder."""
    folder.mkdir(parents=True)
    tables = {name: read_table(source / name) for name in FILES}
    months = {HISTORICAL: tables[HISTORICAL], RECENT: tables[RECENT]}
    for name, table in {**tables, **crime_tables(months, quarter)}.items():
        cut = table if name in months else [table[0], *filter(_until(name, quarter), table[1:])]
        (folder / name).write_bytes(bytes_of(cut, delimiter(name)))


def crime_tables(tables: dict[str, Table], quarter: Quarter) -> dict[str, Table]:
    """Both crime files of a quarter: the newest 24 months, and those before."""
    historical, recent = tables[HISTORICAL], tables[RECENT]
    joined = [[*row, *later[LABELS:]] for row, later in zip(historical, recent, strict=True)]
    labels = joined[0][LABELS:]
    end = labels.index(f"{quarter.last_month:%Y%m}") + 1
    seam = end - RECENT_MONTHS
    return {HISTORICAL: _columns(joined, 0, seam), RECENT: _columns(joined, seam, end)}


def _columns(table: Table, first: int, end: int) -> Table:
    return [[*row[:LABELS], *row[LABELS + first : LABELS + end]] for row in table]


def _until(name: str, quarter: Quarter) -> Callable[[Sequence[str]], bool]:
    """Whether a row of a file was published by a quarter's day."""
    last = quarter.period.asfreq("M", "end")
    return lambda row: _MONTH[name](row) <= last


def _month_of_victim(row: Sequence[str]) -> pd.Period:
    return pd.Period(datetime.strptime(row[5], "%b-%y"), "M")


def _month_of_attitude(row: Sequence[str]) -> pd.Period:
    return pd.Period(datetime.strptime(row[0], "%d/%m/%Y"), "M")


def _month_of_quarter(row: Sequence[str]) -> pd.Period:
    """``Q3 21-22``: the last month of the quarter."""
    number, years = row[0].split()
    return pd.Period(f"20{years[3:]}{number}", "Q-MAR").asfreq("M", "end")


_MONTH: dict[str, Callable[[Sequence[str]], pd.Period]] = {
    VICTIMS: _month_of_victim,
    REGION: _month_of_attitude,
    DISTRICTS: _month_of_attitude,
    SATISFACTION: _month_of_quarter,
    WORRY: _month_of_quarter,
}


def copy_files(names: Iterable[str], source: Path, folder: Path) -> None:
    """Puts files of one drop in the place of those of another, as a publisher does who sends the old ones again."""
    for name in names:
        shutil.copyfile(source / name, folder / name)


def write_mistake(folder: Path, district: str, too_low: int) -> None:
    """Makes a district's newest count of offences in a drop too low."""
    file = folder / RECENT
    rows = read_table(file)
    wrong = [[*row[:-1], str(int(row[-1]) - too_low)] if row[LABELS - 1] == district else row for row in rows]
    file.write_bytes(bytes_of(wrong, delimiter(RECENT)))


def delimiter(name: str) -> str:
    """What separates the cells of a file."""
    return ";" if name in (REGION, DISTRICTS) else ","


def read_table(file: Path) -> Table:
    """The rows of an extract, as text."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened, delimiter=delimiter(file.name)))


def bytes_of(table: Table, separator: str) -> bytes:
    """A table as a CSV whose lines end in CR LF."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(table)
    return text.getvalue().encode("utf-8")
