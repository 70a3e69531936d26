"""Rows of a district that begin after the series does, where a missing row is zero: nobody publishes them unasked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from metrics.figures.endings import beginnings
from metrics.figures.series import Key
from metrics.releasing.releases import load_release
from tests.counties import REGION, county
from tests.given import OFFENCES, measure
from tests.unit.test_withheld import pcp

APRIL = datetime(2026, 4, 9, 8, 30, tzinfo=UTC)
HIGHFOLD, EASTMARSH = "E07099902", "E07099901"
REASON = "The police of Highfold recorded on paper until 2025."
CAMDEN, BRENT = "E09000007", "E09000005"


def site(tmp_path: Path, gone: str = "") -> Path:
    """The county, with a file of two years in which Highfold begins in January 2025."""
    root = county(tmp_path / "site")
    config = root / "config" / "metrics.yaml"
    config.write_text(config.read_text().replace("    rate:", f"{gone}    rate:"))
    rows = [
        f"{year}-{month:02},{name},{60 + (month * 37 + place * 11) % 23 + place * place * 13}"
        for year in (2024, 2025)
        for month in range(1, 13)
        for place, name in enumerate(("Eastmarsh", "Highfold", "Norwick", "St Brannoc"))
        if (year, name) != (2024, "Highfold")
    ]
    (root / "late").mkdir()
    (root / "late" / "burglary.csv").write_text("\n".join(["Month,District,Burglaries", *rows, ""]))
    return root


def publish(root: Path, *options: str) -> tuple[int, str]:
    done = pcp(root, APRIL, "publish", str(root / "late"), "--release", "one", *options)
    return done.exit_code, done.output


def statuses(root: Path, area: str) -> list[str]:
    series = load_release(root, "one").data["burglary"].get(Key("single", area))
    return [f"{item.value:g}" if item.value == 0 else item.status for item in series]


def test_they_stop_a_publication_and_say_what_can_be_done(tmp_path: Path) -> None:
    status, output = publish(site(tmp_path))
    assert status == 1
    assert (
        'error: "burglary": rows of "Highfold" begin with January 2025, and the series with January 2024: what is '
        'before would be zero. Where it is not known, name it under "gone" with its first and its last period, 2024-01 '
        "and 2024-12; if it is meant, publish with --accept late-rows --reason TEXT"
    ) in output


def test_zero_is_published_where_it_is_accepted(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert publish(root, "--accept", "late-rows", "--reason", "Highfold had none.")[0] == 0
    assert statuses(root, HIGHFOLD) == ["0"] * 12 + [""] * 12
    (acknowledged,) = load_release(root, "one").acknowledged
    assert acknowledged.text == (
        "The source has no rows of “Highfold” before January 2025, where the figures begin with January 2024: "
        "they are taken for zero."
    )


def test_what_is_named_is_not_available_and_neither_is_the_region(tmp_path: Path) -> None:
    gone = f"    gone:\n      - {{area: Highfold, first: 2024-01, last: 2024-12, reason: {REASON}}}\n"
    root = site(tmp_path, gone)
    status, output = publish(root)
    assert (status, "unused-gone" in output) == (0, False)
    assert [statuses(root, area) for area in (HIGHFOLD, REGION)] == [["x"] * 12 + [""] * 12] * 2
    assert statuses(root, EASTMARSH) == [""] * 24
    (acknowledged,) = load_release(root, "one").acknowledged
    assert (acknowledged.text, acknowledged.reason) == (
        "The source has no rows of “Highfold” before January 2025: what was before is not known.",
        REASON,
    )


def test_an_entry_that_names_a_part_of_it_does_not_speak_for_all(tmp_path: Path) -> None:
    gone = f"    gone:\n      - {{area: Highfold, first: 2024-01, last: 2024-11, reason: {REASON}}}\n"
    assert publish(site(tmp_path, gone))[0] == 1


def cells(brent: list[float | None], camden: float = 50.0) -> pd.DataFrame:
    """Cells of two boroughs in months from January 2023 on; None where there is no row."""
    months = pd.period_range("2023-01", periods=len(brent), freq="M")
    rows = [(CAMDEN, month, camden) for month in months]
    rows += [(BRENT, month, value) for month, value in zip(months, brent, strict=True) if value is not None]
    return pd.DataFrame(rows, columns=["area", "period", "value"]).assign(
        status="", file="A.csv", line=2, field=2
    )


@pytest.mark.parametrize(
    ("brent", "is_late"),
    [
        ([None] * 5 + [1.0] * 12, True),
        ([None] * 4 + [1.0] * 12, False),  # 4 are none by chance, now and then
        ([None] * 5 + [2.0] * 6 + [1.0] * 6, True),
        ([None] * 5 + [1.0] * 6 + [0.0] + [1.0] * 6, False),
        ([None] * 2 + [3.0] + [40.0] * 11, True),
        ([None] * 2 + [2.0] + [40.0] * 11, False),  # what grows may have begun
        ([None] * 5 + [9.0] * 11, False),  # less than a year
        ([9.0] * 17, False),
        ([9.0, None, None] + [9.0] * 14, False),  # a gap is no beginning
    ],
)
def test_a_year_that_is_counted_begins_late_where_none_before_it_is_no_chance(
    brent: list[float | None], is_late: bool
) -> None:
    declared = measure(OFFENCES)
    begun = beginnings(declared, cells(brent))
    assert [item.area for item in begun] == [BRENT] * is_late
    if is_late:
        assert begun[0].first == pd.Period("2023-01", "M") + brent.count(None)


@pytest.mark.parametrize("changes", [{"absent": "missing"}, {"region": "own-row"}])
def test_where_a_missing_row_is_no_zero_nothing_is_asked(changes: dict[str, str]) -> None:
    declared = measure(OFFENCES, source=changes)
    assert beginnings(declared, cells([None] * 5 + [9.0] * 12)) == ()
