"""The drops that the repository ships: published figures, written in their publishers' own layouts.

    python tools/write_shipped_drop.py FIGURES_DIR data/drops

FIGURES_DIR holds the figures as tidy tables, one value a row. Each drop is a cut of them: what was published by its
day, in the layout of that day. Each extract is one function from rows of figures and a cut to a table (a header and
its rows, all text); only the last three functions touch the disk. Rows keep the order of the figures, so the same
figures always give the same bytes.
"""

import argparse
import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

Row = dict[str, str]
Table = list[list[str]]


@dataclass(frozen=True)
class Cut:
    """One drop: the vintage of its crime figures, their layout on that day, and where each table ends.

    ``months`` ends the crime files, of which the historical one holds those up to ``historical``; ``surveys`` the
    last quarter of satisfaction and worry. The other tables were not renewed after December 2023.
    """

    drop: str
    vintage: str
    columns: tuple[str, str, str]
    capitals: bool
    historical: str
    months: str
    satisfaction: str
    worry: str


OFFENCE_KIND = ("Violence Against the Person", "Violence with Injury")
BY_LOOK_UP = ("MajorText", "MinorText", "LookUp_BoroughName")
BY_DISTRICT = ("MajorText", "MinorText", "BoroughName")
BY_GROUP = ("Group", "SubGroup", "BOCU")
CUTS = (
    Cut("2023-24-q3", "2024-02", BY_LOOK_UP, False, "2022-01", "2024-01", "2023/24 Q3", "2023/24 Q3"),
    Cut("2024-25-q2", "2024-11", BY_DISTRICT, True, "2022-10", "2024-10", "2024/25 Q2", "2024/25 Q2"),
    Cut("2025-26-q2", "2026-01", BY_DISTRICT, True, "2023-11", "2025-11", "2024/25 Q2", "2024/25 Q2"),
    Cut("2026-27-q1", "2026-08", BY_GROUP, True, "2024-06", "2026-06", "2024/25 Q3", "2024/25 Q2"),
)
HISTORICAL_FROM = "2010-04"
LAST_MONTH_OF_VICTIMS = "2024-01"
LAST_ATTITUDES = "2023-12-31"
REGION = "MPS"
VICTIM_COLUMNS = [
    "Count of Victims",
    "Age Group",
    "Sex",
    "Method of Killing",
    "Domestic Abuse",
    "Recorded Date",
    "Borough",
]
ATTITUDE_COLUMNS = ["Date", "Survey", "Borough", "Measure", "Proportion"]
# where the figures are tidier than the publisher, the drop writes what the publisher writes
PUBLISHED_QUESTIONS = {"Good Job local": '"Good Job" local'}
PUBLISHED_AGE_GROUPS = {"13 to 19": "13 to19"}


def month_label(month: str) -> str:
    """`2014-01` as the homicide file writes it: `Jan-14`."""
    return date.fromisoformat(f"{month}-01").strftime("%b-%y")


def quarter_label(quarter: str) -> str:
    """`2023/24 Q3` as the satisfaction and worry files write it: `Q3 23-24`."""
    years, number = quarter.split()
    return f"{number} {years[2:].replace('/', '-')}"


def day_label(day: str) -> str:
    """`2023-12-31` as the Public Attitude Survey writes it: `31/12/2023`."""
    return date.fromisoformat(day).strftime("%d/%m/%Y")


def percentage_label(proportion: str) -> str:
    """`0.61` as a whole percentage, `61%`; a finer proportion is refused rather than rounded away."""
    percentage = Decimal(proportion) * 100
    if percentage != int(percentage):
        raise ValueError(f"proportion {proportion!r} is finer than a whole per cent")
    return f"{int(percentage)}%"


def decimal_comma(proportion: str) -> str:
    """`0.61` with the decimal mark of the Public Attitude Survey files: `0,61`."""
    return proportion.replace(".", ",")


def until(rows: Sequence[Row], column: str, last: str) -> list[Row]:
    """The rows whose period is `last` or earlier; the figures write periods so that they sort as text."""
    return [row for row in rows if row[column] <= last]


def months_of(rows: Sequence[Row]) -> list[str]:
    """Every month that the rows name, in order."""
    return sorted({row["month"] for row in rows})


def crime_table(rows: Sequence[Row], months: Sequence[str], cut: Cut) -> Table:
    """A row for each area with figures of these months, a column for each month.

    A month that such an area lacks is a KeyError, not a zero.
    """
    offences = {(row["area"], row["month"]): row["offences"] for row in rows if row["month"] in months}
    areas = dict.fromkeys(area for area, _ in offences)
    columns = [month.replace("-", "") for month in months]
    kind = [text.upper() if cut.capitals else text for text in OFFENCE_KIND]
    body = [[*kind, area, *(offences[area, month] for month in months)] for area in areas]
    return [[*cut.columns, *columns], *body]


def historical_crime(rows: Sequence[Row], cut: Cut) -> Table:
    """Recorded offences of violence with injury, from April 2010 on."""
    months = months_of(until(rows, "month", cut.historical))
    return crime_table(rows, [month for month in months if month >= HISTORICAL_FROM], cut)


def recent_crime(rows: Sequence[Row], cut: Cut) -> Table:
    """The same for the months that follow the historical file, 24 and without overlap."""
    months = months_of(until(rows, "month", cut.months))
    return crime_table(rows, [month for month in months if month > cut.historical], cut)


def homicide_victims(rows: Sequence[Row], _: Cut) -> Table:
    """One row a victim: a figure of two victims alike is two identical rows."""
    kept = until(rows, "month", LAST_MONTH_OF_VICTIMS)
    return [VICTIM_COLUMNS, *(victim_row(row) for row in kept for _ in range(int(row["victims"])))]


def victim_row(row: Row) -> list[str]:
    """One victim, in the order of the publisher's columns."""
    age_group = PUBLISHED_AGE_GROUPS.get(row["age_group"], row["age_group"])
    recorded = month_label(row["month"])
    return ["1", age_group, row["sex"], row["method"], row["domestic_abuse"], recorded, row["area"]]


def attitudes_region(rows: Sequence[Row], _: Cut) -> Table:
    """The region's proportions of the Public Attitude Survey, rolling twelve months, all questions."""
    kept = until(rows, "twelve_months_to", LAST_ATTITUDES)
    return [ATTITUDE_COLUMNS, *(attitude_row(row) for row in kept if row["area"] == REGION)]


def attitudes_district(rows: Sequence[Row], _: Cut) -> Table:
    """The districts' proportions, each with the region's for the same question and twelve months beside it."""
    kept = until(rows, "twelve_months_to", LAST_ATTITUDES)
    region = {
        months_and_question(row): decimal_comma(row["proportion"]) for row in kept if row["area"] == REGION
    }
    body = [[*attitude_row(row), region[months_and_question(row)]] for row in kept if row["area"] != REGION]
    return [[*ATTITUDE_COLUMNS, "MPS"], *body]


def months_and_question(row: Row) -> tuple[str, str]:
    """The twelve months and the question of a proportion."""
    return row["twelve_months_to"], row["measure"]


def attitude_row(row: Row) -> list[str]:
    """One proportion of the Public Attitude Survey, in the order of the publisher's columns."""
    question = PUBLISHED_QUESTIONS.get(row["measure"], row["measure"])
    day = day_label(row["twelve_months_to"])
    return [day, "PAS", row["area"], question, decimal_comma(row["proportion"])]


def satisfaction(rows: Sequence[Row], cut: Cut) -> Table:
    """The percentage of victims satisfied, by the route by which they reported."""
    kept = until(rows, "financial_quarter", cut.satisfaction)
    return [["Quarter", "Survey", "Satisfied"], *(satisfaction_row(row) for row in kept)]


def satisfaction_row(row: Row) -> list[str]:
    """One quarter and reporting route."""
    percentage = percentage_label(row["proportion_satisfied"])
    return [quarter_label(row["financial_quarter"]), row["reporting_route"], percentage]


def worry(rows: Sequence[Row], cut: Cut) -> Table:
    """The proportion of Londoners who are worried, by what about."""
    kept = until(rows, "financial_quarter", cut.worry)
    return [["Quarter", "Measure", "Proportion"], *(worry_row(row) for row in kept)]


def worry_row(row: Row) -> list[str]:
    """One quarter and subject of worry."""
    return [quarter_label(row["financial_quarter"]), row["measure"], row["proportion_worried"]]


VIOLENCE = "violence_with_injury_{vintage}.csv"
ATTITUDES = "public_attitude_survey.csv"
# extract, the table of figures it is made from, its function, its delimiter
EXTRACTS: tuple[tuple[str, str, Callable[[Sequence[Row], Cut], Table], str], ...] = (
    ("MPS Borough Level Crime (Historical).csv", VIOLENCE, historical_crime, ","),
    ("MPS Borough Level Crime (most recent 24 months).csv", VIOLENCE, recent_crime, ","),
    ("MPS Homicide Victims 2003-2023.csv", "homicide_victims.csv", homicide_victims, ","),
    ("PAS_MPS.csv", ATTITUDES, attitudes_region, ";"),
    ("PAS_Borough.csv", ATTITUDES, attitudes_district, ";"),
    ("USS_TDIU_Satisfaction.csv", "victim_satisfaction.csv", satisfaction, ","),
    ("PAS_Worry.csv", "worry.csv", worry, ","),
)


def csv_bytes(table: Table, delimiter: str) -> bytes:
    """The table as a CSV: lines end in CR LF, and a field is quoted only where it must be (RFC 4180)."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(table)
    return text.getvalue().encode("utf-8")


def read_figures(path: Path) -> list[Row]:
    """The rows of one table of figures, as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_drop(figures: Path, out: Path, cut: Cut) -> None:
    """Write every extract of a drop into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for name, source, table, delimiter in EXTRACTS:
        rows = read_figures(figures / source.format(vintage=cut.vintage))
        (out / name).write_bytes(csv_bytes(table(rows, cut), delimiter))


def main() -> None:
    """Write the drops, from and to the folders that the command line names."""
    parser = argparse.ArgumentParser(
        description="Write the drops that the repository ships from tables of figures."
    )
    parser.add_argument("figures_dir", type=Path, help="folder of the figures, one value a row")
    parser.add_argument("out_dir", type=Path, help="folder of the drops: data/drops")
    arguments = parser.parse_args()
    for cut in CUTS:
        write_drop(arguments.figures_dir, arguments.out_dir / cut.drop, cut)


if __name__ == "__main__":
    main()
