"""The shipped metrics.yaml on files as they were really published: the figures that are known of them."""

from __future__ import annotations

import calendar
import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from metrics.checking.drops import CheckedDrop, check_drop
from metrics.figures.observations import measure_data
from metrics.figures.sentences import change_text
from metrics.figures.tiles import Tile, tile
from metrics.figures.verdict_sentences import verdict_word
from tests.shared import Shared

Checked = Callable[[str], CheckedDrop]
CONFIG = Path(__file__).parents[2] / "config" / "metrics.yaml"


def tile_of(drop: CheckedDrop, measure_id: str, area: str = "E12000007") -> Tile:
    """A measure's tile from a checked drop."""
    measure = drop.config.measure(measure_id)
    return tile(measure, measure_data(measure, drop.stored[measure_id]), date(2024, 2, 8), area)  # type: ignore[arg-type]


def tile_texts(measure_tile: Tile) -> tuple[str, str, str, str, str, str]:
    """What a tile shows: the figure, the change as compared, and what is judged, with its arrow and word."""
    assert (
        measure_tile.latest is not None
        and measure_tile.change is not None
        and measure_tile.verdict is not None
    )
    assert (measure_tile.change.arrow, measure_tile.change.verdict) == ("level", "not-judged")
    change, verdict = measure_tile.change, measure_tile.verdict
    label = measure_tile.latest.label
    return (
        measure_tile.text,
        label,
        change_text(change),
        change_text(verdict),
        verdict.arrow,
        verdict_word(verdict),
    )


@pytest.fixture(scope="module")
def february(checked: Checked) -> CheckedDrop:
    return checked("drop-2024-02")


@pytest.fixture(scope="module")
def november(checked: Checked) -> CheckedDrop:
    return checked("drop-2024-11")


FEBRUARY = {
    "victim-satisfaction": ("61%", "Q3 2023/24", "-3.0 p.p.", "-1.0 p.p.", "level", "Too uncertain to say"),
    "violence-with-injury": ("6,100", "January 2024", "-9.4%", "5.4%", "up", "Worse"),
    "homicide": ("109", "2023 to the end of December", "1", "1", "level", "Too few to tell"),
    "worry-about-crime": ("44%", "Q3 2023/24", "3.0 p.p.", "-4.0 p.p.", "down", "Better"),
    "trust-in-police": ("69%", "12 months to December 2023", "-1.0 p.p.", "-2.0 p.p.", "down", "Worse"),
    "confidence-in-police": ("47%", "12 months to December 2023", "-1.0 p.p.", "-2.0 p.p.", "down", "Worse"),
}
NOVEMBER = FEBRUARY | {
    "victim-satisfaction": ("60%", "Q2 2024/25", "-2.0 p.p.", "-4.0 p.p.", "down", "Worse"),
    "violence-with-injury": ("5,284", "October 2024", "-1.5%", "Not comparable", "level", "Not comparable"),
    "worry-about-crime": ("48%", "Q2 2024/25", "2.0 p.p.", "7.0 p.p.", "up", "Worse"),
}


@pytest.mark.parametrize("measure_id", FEBRUARY)
def test_the_drop_of_february_2024_gives_its_known_figures(february: CheckedDrop, measure_id: str) -> None:
    assert tile_texts(tile_of(february, measure_id)) == FEBRUARY[measure_id]


@pytest.mark.parametrize("measure_id", NOVEMBER)
def test_the_drop_of_november_2024_is_read_by_the_same_declaration(
    november: CheckedDrop, measure_id: str
) -> None:
    assert tile_texts(tile_of(november, measure_id)) == NOVEMBER[measure_id]


def test_teenage_homicides_are_compared_with_the_same_months(february: CheckedDrop) -> None:
    assert tile_of(february, "homicide").supplement == (
        "There were 21 teenage homicides from January to December 2023, against 14 in the same months of 2022. Chance "
        "alone could make such a difference (p = 0.31)."
    )


def test_homicide_victims_add_up_to_the_known_totals_of_each_year(february: CheckedDrop) -> None:
    stored = february.stored["homicide"]
    region = stored[(stored["window"] == "calendar-year-to-date") & (stored["area"] == "E12000007")]
    years = [f"{year}-12" for year in range(2019, 2024)]

    def december(category: str) -> list[str]:
        rows = region[region["category"] == category].set_index("period")
        return [str(rows.loc[year, "value"]) for year in years]

    assert december("") == ["153", "133", "134", "108", "109"]
    assert december("13 to 19") == ["25", "15", "30", "14", "21"]


def test_a_month_before_the_break_is_not_compared_with_one_after(november: CheckedDrop) -> None:
    measure = november.config.measure("violence-with-injury")
    yearly = measure.model_copy(
        update={"comparison": measure.comparison.model_copy(update={"basis": "same-period-last-year"})}  # type: ignore[union-attr]
    )
    data = measure_data(yearly, november.stored["violence-with-injury"])  # type: ignore[arg-type]
    yearly_tile = tile(yearly, data, date(2024, 11, 14))
    assert tile_texts(yearly_tile) == (
        "5,284",
        "October 2024",
        "Not comparable",
        "Not comparable",
        "level",
        "Not comparable",
    )
    assert "Comparison resumes with March 2025." in yearly_tile.explanation
    assert "Comparison resumes with May 2025." in yearly_tile.verdict_explanation


def test_districts_are_found_under_every_spelling_and_airports_are_none(february: CheckedDrop) -> None:
    for measure_id in ("violence-with-injury", "homicide", "trust-in-police", "confidence-in-police"):
        areas = set(february.stored[measure_id]["area"])
        assert len(areas) == 33 and "E09000001" not in areas
        assert tile_of(february, measure_id, "E09000027").text != "Not available"


def test_region_counts_what_has_no_district(february: CheckedDrop) -> None:
    stored = february.stored["violence-with-injury"]
    january = stored[stored["period"] == "2024-01"].set_index("area")["value"].astype(float)
    assert january["E12000007"] == 6100
    assert january.drop("E12000007").sum() < 6100


# The same files, cut at an earlier quarter ------------------------------------------------------------------


def cut_rows(source: Path, target: Path, delimiter: str, keep: Callable[[list[str]], bool]) -> None:
    with source.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file, delimiter=delimiter)
    write(target, delimiter, [header, *filter(keep, rows)])


def cut_columns(source: Path, target: Path, last: str) -> None:
    with source.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    kept = [index for index, name in enumerate(rows[0]) if not name.isdigit() or name <= last]
    write(target, ",", [[row[index] for index in kept] for row in rows])


def write(target: Path, delimiter: str, rows: list[list[str]]) -> None:
    with target.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)


def by_month(text: str) -> tuple[int, int]:
    name, year = text.split("-")
    return int(year), list(calendar.month_abbr).index(name)


@pytest.fixture(scope="module")
def cut(extracts: Path, shared: Shared, tmp_path_factory: pytest.TempPathFactory) -> CheckedDrop:
    target = tmp_path_factory.mktemp("cut")
    return shared.value("cut", lambda: cut_and_checked(extracts / "drop-2024-02", target))


def cut_and_checked(source: Path, target: Path) -> CheckedDrop:
    """February's files, with nothing later than Q3 2021/22 and January 2022."""
    quarters = ("Q4 21-22", "22-23", "23-24")
    for name in ("USS_TDIU_Satisfaction.csv", "PAS_Worry.csv"):
        cut_rows(source / name, target / name, ",", lambda row: not row[0].endswith(quarters))
    for name in ("PAS_MPS.csv", "PAS_Borough.csv"):
        cut_rows(source / name, target / name, ";", lambda row: row[0][6:] < "2022")
    homicide = "MPS Homicide Victims 2003-2023.csv"
    cut_rows(source / homicide, target / homicide, ",", lambda row: by_month(row[5]) <= (22, 1))
    for name in ("Historical", "most recent 24 months"):
        file = f"MPS Borough Level Crime ({name}).csv"
        cut_columns(source / file, target / file, "202201")
    result, issues = check_drop(CONFIG, target, "config/metrics.yaml")
    assert result is not None, "\n".join(map(str, issues))
    return result


CUT = {
    "victim-satisfaction": ("63%", "Q3 2021/22", "0.0 p.p.", "-4.0 p.p.", "down", "Worse"),
    "violence-with-injury": ("6,039", "January 2022", "-0.8%", "25.0%", "up", "Worse"),
}


@pytest.mark.parametrize("measure_id", CUT)
def test_files_cut_at_an_earlier_quarter_give_the_figures_of_that_quarter(
    cut: CheckedDrop, measure_id: str
) -> None:
    assert tile_texts(tile_of(cut, measure_id)) == CUT[measure_id]


def test_a_part_year_is_compared_with_the_same_part_of_the_year_before(cut: CheckedDrop) -> None:
    homicide = tile_of(cut, "homicide")
    assert (homicide.text, homicide.latest and homicide.latest.label) == ("5", "2022 to the end of January")
    assert homicide.supplement == (
        "There were no teenage homicides in January 2022, against 2 in the same month of 2021. Chance alone could make "
        "such a difference (p = 0.50)."
    )
