"""A drop beside the current release: stale files, history rewritten beyond the usual or shifted as a whole."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from metrics.checking.previous import Previous, check_previous
from metrics.declared.framework import PublishedMeasure
from metrics.figures.observations import COLUMNS
from metrics.reading.files import stale_copies
from metrics.releasing.previous import read_previous
from tests.given import OFFENCES, measure
from tests.shipped import first_release

ROOT = Path(__file__).parents[2]
NOW = datetime(2024, 5, 9, 9, 30, tzinfo=UTC)
CRIME, SURVEY = measure(OFFENCES), measure()
REGION, CAMDEN = "E12000007", "E09000007"


def stored(*rows: tuple[str, str, str], status: str = "") -> pd.DataFrame:
    """Observations as they are stored, from period, area and value."""
    full_rows = [("single", period, area, "", "", value, "", status) for period, area, value in rows]
    return pd.DataFrame(full_rows, columns=COLUMNS)


def issue_lines(declared: PublishedMeasure, before: pd.DataFrame, now: pd.DataFrame) -> list[str]:
    previous = Previous("2023-24-q3", {}, {declared.id: before})
    return [f"{issue} [{issue.code}]" for issue in check_previous(declared, "Crime.csv", now, previous)]


def test_history_that_moves_as_it_usually_does_is_no_issue() -> None:
    before = stored(("2023-12", REGION, "6732"), ("2024-01", REGION, "6100"))
    now = stored(("2023-12", REGION, "6700"), ("2024-01", REGION, "6110"), ("2024-02", REGION, "6000"))
    assert issue_lines(CRIME, before, now) == []


def test_history_that_is_rewritten_is_told_once_with_the_largest() -> None:
    before = stored(("2023-11", REGION, "6500"), ("2023-12", REGION, "6732"), ("2024-01", REGION, "6100"))
    now = stored(("2023-11", REGION, "6000"), ("2023-12", REGION, "5000"), ("2024-01", REGION, "6100"))
    assert issue_lines(CRIME, before, now) == [
        'Crime.csv:1:1: warning: "violence-with-injury": 2 past figures differ by more than 3 per cent from '
        'release "2023-24-q3": London (Metropolitan Police area) in December 2023 was 6,732 and is 5,000 '
        "[history-rewritten]"
    ]


def test_a_provisional_figure_may_move() -> None:
    before, now = (stored(("2024-01", REGION, value), status="p") for value in ("6100", "7000"))
    assert issue_lines(CRIME, before, now) == []


def test_a_small_count_may_move_by_chance() -> None:
    assert issue_lines(CRIME, stored(("2024-01", CAMDEN, "9")), stored(("2024-01", CAMDEN, "12"))) == []


def test_a_count_that_was_none_may_become_a_few_and_not_many() -> None:
    before = stored(("2024-01", CAMDEN, "0"))
    assert issue_lines(CRIME, before, stored(("2024-01", CAMDEN, "3"))) == []
    (line,) = issue_lines(CRIME, before, stored(("2024-01", CAMDEN, "30")))
    assert "Camden in January 2024 was 0 and is 30" in line


def test_what_is_usual_is_declared() -> None:
    declared = measure(OFFENCES, source={"plausible": {"revised_by": 30.0}})
    assert (
        issue_lines(declared, stored(("2024-01", REGION, "6100")), stored(("2024-01", REGION, "5000"))) == []
    )


def test_a_percentage_moves_by_points() -> None:
    before, now = stored(("2023-Q3", REGION, "61")), stored(("2023-Q3", REGION, "65"))
    assert issue_lines(SURVEY, before, now) == [
        'Crime.csv:1:1: warning: "victim-satisfaction": 1 past figure differs by more than 3 points from '
        'release "2023-24-q3": London (Metropolitan Police area) in Q3 2023/24 was 61 and is 65 '
        "[history-rewritten]"
    ]


def test_a_value_that_was_withheld_and_is_shown_is_told_and_not_compared() -> None:
    before, now = stored(("2024-01", REGION, ""), status="c"), stored(("2024-01", REGION, "9000"))
    assert issue_lines(CRIME, before, now) == [
        'Crime.csv:1:1: warning: "violence-with-injury": 1 figure that release "2023-24-q3" withholds would be '
        "shown, such as London (Metropolitan Police area) in January 2024; is that meant? [withheld-before]"
    ]


def test_a_measure_that_is_new_has_nothing_to_be_compared_with() -> None:
    assert list(check_previous(CRIME, "Crime.csv", stored(), Previous("first"))) == []


def test_a_file_that_was_not_updated_is_a_warning() -> None:
    issues = stale_copies(
        {"drop/A.csv": "1", "drop/B.csv": "2"}, {"A.csv": "1", "B.csv": "1"}, "first", "drop"
    )
    assert [f"{issue} [{issue.code}]" for issue in issues] == [
        'drop/A.csv:1:1: warning: the file is the same as in release "first"; has its publisher not updated it? '
        "[stale-copy]"
    ]


def test_a_drop_that_was_not_updated_at_all_is_told_once() -> None:
    issues = stale_copies(
        {"drop/A.csv": "1", "drop/B.csv": "2"}, {"A.csv": "1", "B.csv": "2"}, "first", "drop"
    )
    assert [f"{issue} [{issue.code}]" for issue in issues] == [
        'drop:1:1: warning: every file is the same as in release "first"; is it the right drop? [stale-drop]'
    ]


def test_the_current_release_is_read_with_its_checksums_and_observations() -> None:
    previous, issues = read_previous(ROOT, NOW)
    assert issues == [] and previous is not None and previous.id == "2023-24-q3"
    assert set(previous.files) == {path.name for path in (ROOT / "data" / "drops" / "2023-24-q3").iterdir()}
    assert list(previous.stored["homicide"].columns) == COLUMNS


def test_before_the_first_release_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    assert read_previous(tmp_path, NOW) == (None, [])


def test_a_damaged_release_is_a_warning_and_stops_no_check(tmp_path: Path) -> None:
    (first_release(tmp_path) / "2023-24-q3" / "manifest.json").write_text("{}")
    previous, issues = read_previous(tmp_path, NOW)
    assert (previous, [issue.code for issue in issues]) == (None, ["current-damaged"])
    assert issues[0].message.endswith("; pcp verify tells more")
