"""The two real drops, one after the other: what the second changes of what the first has published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from metrics.checking.drops import CheckedDrop
from metrics.releasing.diff_report import report_json, report_lines
from metrics.releasing.history import Event
from metrics.releasing.releases import publish
from metrics.releasing.review import Review, review
from tests.shared import Shared

Checked = Callable[[str], CheckedDrop]
CONFIG = Path(__file__).parents[2] / "config" / "metrics.yaml"
FEBRUARY, NOVEMBER = (datetime(2024, month, 14, 9, 30, tzinfo=UTC) for month in (2, 11))


@pytest.fixture(scope="module")
def reviewed(
    extracts: Path, checked: Checked, shared: Shared, tmp_path_factory: pytest.TempPathFactory
) -> Review:
    root = tmp_path_factory.mktemp("site")
    return shared.value("reviewed", lambda: november_reviewed(root, extracts, checked("drop-2024-02")))


def november_reviewed(root: Path, extracts: Path, february: CheckedDrop) -> Review:
    publish(root, february, [], Event("published", "2023-24-q3", FEBRUARY, FEBRUARY, "staff", ""))
    result, issues = review(root, CONFIG, extracts / "drop-2024-11", "metrics.yaml", NOVEMBER)
    assert result is not None, "\n".join(map(str, issues))
    return result


def test_the_true_revisions_are_named(reviewed: Review) -> None:
    lines = list(report_lines(reviewed.diff, reviewed.odd))
    assert "    London, December 2021: 6,088, now 6,087 (less than 0.1% lower)" in lines
    (revised,) = report_json(reviewed.diff, reviewed.odd)["revised"]
    assert (revised["measure"], revised["of_london"]) == ("violence-with-injury", 94)


def test_the_headlines_say_what_readers_would_see(reviewed: Review) -> None:
    headlines = report_json(reviewed.diff, reviewed.odd)["headlines"]
    assert headlines[0] == (
        "3 tiles change their verdict: Worry about crime (better, now worse); Overall victim satisfaction with the Metropolitan Police "
        "(too uncertain to say, now worse); Violence with injury offences (worse, now not comparable)"
    )
    assert "Violence with injury offences for January 2024 was 6,100, now 6,103" in headlines
    assert "17 past months of Violence with injury offences revised by more than 1%" in headlines


def test_the_oddities_name_the_break_the_areas_and_the_files_that_stayed(reviewed: Review) -> None:
    names = '"MPS Homicide Victims 2003-2023.csv", "PAS_MPS.csv", "PAS_Borough.csv"'
    text = "\n".join(reviewed.odd)
    assert f"{names} are the same files as in the release before: some publishers did not update" in text
    assert 'Violence with injury offences: rows of "Unknown" are new (' in text
    assert "Violence with injury offences: the break of March 2024 is reached: " in text
