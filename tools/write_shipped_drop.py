"""The drop that the repository ships: published figures, written in their publishers' own layouts.

    python tools/write_shipped_drop.py FIGURES_DIR data/drops/2023-24-q3

FIGURES_DIR holds the figures as tidy tables, one value a row. Each extract of the drop is one function from
rows of figures to a table (a header and its rows, all text); only the last three functions touch the disk.
The drop is cut at the end of Q3 2023/24, and at January 2024 where the figures are monthly. Rows keep the
order of the figures, so the same figures always give the same bytes.
"""

import argparse
import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

Row = dict[str, str]
Table = list[list[str]]

HISTORICAL_FROM, HISTORICAL_UNTIL = "2010-04", "2022-01"
LAST_MONTH = "2024-01"
LAST_QUARTER = "2023/24 Q3"
LAST_QUARTER_END = "2023-12-31"
LONDON = "MPS"
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


def crime_table(rows: Sequence[Row], months: Sequence[str]) -> Table:
    """A row for each area, a column for each month. A month that an area lacks is a KeyError, not a zero."""
    offences = {(row["area"], row["month"]): row["offences"] for row in rows}
    areas = dict.fromkeys(row["area"] for row in rows)
    columns = [month.replace("-", "") for month in months]
    kind = ["Violence Against the Person", "Violence with Injury"]
    body = [[*kind, area, *(offences[area, month] for month in months)] for area in areas]
    return [["MajorText", "MinorText", "LookUp_BoroughName", *columns], *body]


def historical_crime(rows: Sequence[Row]) -> Table:
    """Recorded offences of violence with injury, from April 2010 to January 2022."""
    months = months_of(until(rows, "month", HISTORICAL_UNTIL))
    return crime_table(rows, [month for month in months if month >= HISTORICAL_FROM])


def recent_crime(rows: Sequence[Row]) -> Table:
    """The same for the 24 months to January 2024, which follow the historical file without overlap."""
    months = months_of(until(rows, "month", LAST_MONTH))
    return crime_table(rows, [month for month in months if month > HISTORICAL_UNTIL])


def homicide_victims(rows: Sequence[Row]) -> Table:
    """One row a victim: a figure of two victims alike is two identical rows."""
    kept = until(rows, "month", LAST_MONTH)
    return [VICTIM_COLUMNS, *(victim_row(row) for row in kept for _ in range(int(row["victims"])))]


def victim_row(row: Row) -> list[str]:
    """One victim, in the order of the publisher's columns."""
    age_group = PUBLISHED_AGE_GROUPS.get(row["age_group"], row["age_group"])
    recorded = month_label(row["month"])
    return ["1", age_group, row["sex"], row["method"], row["domestic_abuse"], recorded, row["area"]]


def attitudes_london(rows: Sequence[Row]) -> Table:
    """London's proportions of the Public Attitude Survey, rolling twelve months, all questions."""
    kept = until(rows, "twelve_months_to", LAST_QUARTER_END)
    return [ATTITUDE_COLUMNS, *(attitude_row(row) for row in kept if row["area"] == LONDON)]


def attitudes_borough(rows: Sequence[Row]) -> Table:
    """The boroughs' proportions, each with London's for the same question and twelve months beside it."""
    kept = until(rows, "twelve_months_to", LAST_QUARTER_END)
    london = {
        months_and_question(row): decimal_comma(row["proportion"]) for row in kept if row["area"] == LONDON
    }
    body = [[*attitude_row(row), london[months_and_question(row)]] for row in kept if row["area"] != LONDON]
    return [[*ATTITUDE_COLUMNS, "MPS"], *body]


def months_and_question(row: Row) -> tuple[str, str]:
    """The twelve months and the question of a proportion."""
    return row["twelve_months_to"], row["measure"]


def attitude_row(row: Row) -> list[str]:
    """One proportion of the Public Attitude Survey, in the order of the publisher's columns."""
    question = PUBLISHED_QUESTIONS.get(row["measure"], row["measure"])
    day = day_label(row["twelve_months_to"])
    return [day, "PAS", row["area"], question, decimal_comma(row["proportion"])]


def satisfaction(rows: Sequence[Row]) -> Table:
    """The percentage of victims satisfied, by the route by which they reported."""
    kept = until(rows, "financial_quarter", LAST_QUARTER)
    return [["Quarter", "Survey", "Satisfied"], *(satisfaction_row(row) for row in kept)]


def satisfaction_row(row: Row) -> list[str]:
    """One quarter and reporting route."""
    percentage = percentage_label(row["proportion_satisfied"])
    return [quarter_label(row["financial_quarter"]), row["reporting_route"], percentage]


def worry(rows: Sequence[Row]) -> Table:
    """The proportion of Londoners who are worried, by what about."""
    kept = until(rows, "financial_quarter", LAST_QUARTER)
    return [["Quarter", "Measure", "Proportion"], *(worry_row(row) for row in kept)]


def worry_row(row: Row) -> list[str]:
    """One quarter and subject of worry."""
    return [quarter_label(row["financial_quarter"]), row["measure"], row["proportion_worried"]]


VIOLENCE = "violence_with_injury_2024-02.csv"
ATTITUDES = "public_attitude_survey.csv"
# extract, the table of figures it is made from, its function, its delimiter
EXTRACTS = (
    ("MPS Borough Level Crime (Historical).csv", VIOLENCE, historical_crime, ","),
    ("MPS Borough Level Crime (most recent 24 months).csv", VIOLENCE, recent_crime, ","),
    ("MPS Homicide Victims 2003-2023.csv", "homicide_victims.csv", homicide_victims, ","),
    ("PAS_MPS.csv", ATTITUDES, attitudes_london, ";"),
    ("PAS_Borough.csv", ATTITUDES, attitudes_borough, ";"),
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


def write_drop(figures: Path, out: Path) -> None:
    """Write every extract of the drop into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for name, source, table, delimiter in EXTRACTS:
        (out / name).write_bytes(csv_bytes(table(read_figures(figures / source)), delimiter))


def main() -> None:
    """Write the drop, from and to the folders that the command line names."""
    parser = argparse.ArgumentParser(
        description="Write the drop that the repository ships from tables of figures."
    )
    parser.add_argument("figures_dir", type=Path, help="folder of the figures, one value a row")
    parser.add_argument("out_dir", type=Path, help="folder of the drop, for example data/drops/2023-24-q3")
    arguments = parser.parse_args()
    write_drop(arguments.figures_dir, arguments.out_dir)


if __name__ == "__main__":
    main()
