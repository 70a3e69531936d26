"""What an extract lacks where a missing row is zero: rows that end, and what is declared gone, are not known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from metrics.checking.checks import check_measure
from metrics.declared.framework import PublishedMeasure
from metrics.figures.observations import as_text, observations
from tests.counties import MONTHS, county
from tests.given import OFFENCES, measure
from tests.running import run

YEAR = [f"2023{month:02d}" for month in range(1, 13)]
TWO_YEARS = [f"2022{month:02d}" for month in range(1, 13)] + YEAR
CAMDEN, BARNET, LONDON = "E09000007", "E09000003", "E12000007"
REASON = "The police sent nothing."


def counted(*gone: dict[str, Any], region: str = "all-rows", **more: Any) -> PublishedMeasure:
    """Offences by borough, a missing row of which is zero."""
    entries = tuple({"reason": REASON, **entry} for entry in gone)
    source = {
        "layout": "rows",
        "period": {"column": ("Month",), "format": "YYYYMM"},
        "value": {"column": ("Count",)},
        "area": {"column": ("Borough",), "no_area": ("Unknown",)},
        "region": region,
        **more,
    }
    return measure(OFFENCES, window="single", gone=entries, source=source)


def table(months: list[str], **counts: list[int | None]) -> str:
    """A row for each month of each borough that has a count."""
    rows = [
        f"{month},{name},{count}"
        for name, row in counts.items()
        for month, count in zip(months, row, strict=True)
        if count is not None
    ]
    return "\n".join(["Month,Borough,Count", *rows, ""])


def figures(declared: PublishedMeasure, text: str, area: str) -> list[tuple[str, str, str]]:
    """Period, value and status of the single periods of an area."""
    cells, issues = check_measure(declared, {"Data.csv": text.encode()})
    assert cells is not None, "\n".join(map(str, issues))
    stored = as_text(observations(declared, cells))
    own = stored[(stored["area"] == area) & (stored["dimension"] == "") & (stored["window"] == "single")]
    return list(zip(own["period"], own["value"], own["status"], strict=True))


def test_a_borough_whose_rows_end_is_not_known_from_there_on_nor_is_the_sum_it_is_a_part_of() -> None:
    text = table(TWO_YEARS, Camden=[98] * 24, Barnet=[40] * 18 + [None] * 6)
    for region in ("all-rows", "sum-of-areas"):
        declared = counted(region=region)
        assert figures(declared, text, BARNET)[17:19] == [("2023-06", "40", ""), ("2023-07", "", "x")]
        assert [value for _, value, _ in figures(declared, text, CAMDEN)] == ["98"] * 24
        if region == "all-rows":
            assert figures(declared, text, LONDON)[17:] == [("2023-06", "138", "")] + [
                (f"2023-{month:02d}", "", "x") for month in range(7, 13)
            ]


def test_rows_of_no_borough_that_end_leave_every_figure_as_it_is() -> None:
    text = table(TWO_YEARS, Camden=[98] * 24, Unknown=[20] * 18 + [None] * 6)
    declared = counted({"area": "Unknown", "first": "2023-07"})
    assert [value for _, value, _ in figures(declared, text, LONDON)] == ["118"] * 18 + ["98"] * 6


@pytest.mark.parametrize(
    ("entry", "unknown"),
    [
        ({}, {11, 12}),  # after its last row
        ({"first": "2023-09"}, {9, 11, 12}),  # a month before, without a row, was zero: it is not known now
        ({"first": "2023-11", "last": "2023-11"}, {11}),
        ({"last": "2023-11"}, {11}),
        ({"first": "2023-10", "oldest": None}, {11, 12}),
    ],
)
def test_what_is_declared_gone_is_not_known_and_other_months_without_a_row_are_zero(
    entry: dict[str, Any], unknown: set[int]
) -> None:
    barnet = [1, None, 2, 0, 1, 1, 1, 1, None, 3, None, None]
    text = table(YEAR, Camden=[98] * 12, Barnet=barnet)
    expected = ["" if month in unknown else str(count or 0) for month, count in enumerate(barnet, 1)]
    declared = counted({"area": "Barnet", **entry})
    own = figures(declared, text, BARNET)
    assert [value for _, value, _ in own] == expected
    assert {int(period[5:]) for period, _, status in own if status == "x"} == unknown
    assert {int(period[5:]) for period, value, _ in figures(declared, text, LONDON) if not value} == unknown
    assert all(value for _, value, _ in figures(counted(), text, BARNET))


def test_a_borough_without_any_row_that_is_declared_gone_is_never_zero() -> None:
    text = table(YEAR, Camden=[98] * 12)
    assert {value for _, value, _ in figures(counted(), text, BARNET)} == {"0"}
    assert set(figures(counted({"area": "Barnet"}), text, BARNET)) == {
        (f"2023-{month:02d}", "", "x") for month in range(1, 13)
    }


def test_a_borough_that_is_gone_takes_nothing_from_a_region_with_a_row_of_its_own() -> None:
    text = table(YEAR, London=[500] * 12, Camden=[98] * 12, Barnet=[40] * 6 + [None] * 6)
    declared = counted({"area": "Barnet"}, region="own-row")
    assert [value for _, value, _ in figures(declared, text, LONDON)] == ["500"] * 12
    assert figures(declared, text, BARNET)[5:7] == [("2023-06", "40", ""), ("2023-07", "", "x")]


def test_a_category_that_is_declared_gone_is_not_known_where_it_has_no_row_and_the_total_stays() -> None:
    months = [f"{month},Camden,{kind},9" for month in YEAR for kind in ("Knife", "Other")]
    rows = [row for row in months if "Knife" not in row or row < "202310"]
    kinds = {"id": "kind", "title": "Kind", "column": ("Kind",)}
    categories = ({"name": "Knife"}, {"name": "Other"})
    for entry, status in (({}, ""), ({"dimension": "kind", "category": "Knife", "first": "2023-10"}, "x")):
        entries = [entry] if entry else []
        declared = counted(*entries, dimensions=({**kinds, "categories": categories},), combine="sum")
        cells, issues = check_measure(
            declared, {"Data.csv": "\n".join(["Month,Borough,Kind,Count", *rows, ""]).encode()}
        )
        assert cells is not None, issues
        stored = as_text(observations(declared, cells))
        newest = stored[(stored["period"] == "2023-12") & (stored["area"] == LONDON)]
        by_category = {row.category: (row.value, row.status) for row in newest.itertuples()}
        assert (by_category[""][0], by_category["Other"][0]) == ("9", "9")
        assert by_category["Knife"] == ("" if status else "0", status or by_category[""][1])
        says_zero = [issue.message for issue in issues if "would be zero" in issue.message]
        assert bool(says_zero) is not bool(status)


# Through the front door --------------------------------------------------------------------------------------


def write(root: Path, months: tuple[str, ...], without: str = "") -> None:
    """The drop of the county: each district in each month, but one in the last six."""
    rows = [
        f"{month},{name},{50 + at}"
        for month in months
        for at, name in enumerate(("Eastmarsh", "Highfold", "Norwick", "St Brannoc"))
        if name != without or month < "2025-07"
    ]
    (root / "drop" / "burglary.csv").write_text("\n".join(["Month,District,Burglaries", *rows, ""]))


def api(root: Path, area: str) -> dict[str, Any]:
    """The figures of an area by period, as stored."""
    frame = pd.read_csv(root / "data" / "releases" / "r2" / "observations" / "burglary.csv", dtype=str)
    own = frame[(frame["area"] == area) & frame["dimension"].isna() & (frame["window"] == "single")]
    return dict(zip(own["period"], zip(own["value"], own["status"], strict=True), strict=True))


@pytest.mark.parametrize("way", ["declared", "declared to the end", "accepted"])
def test_a_district_that_sends_nothing_any_more_is_published_as_not_known_with_its_reason(
    tmp_path: Path, way: str
) -> None:
    root = county(tmp_path)
    write(root, MONTHS)
    now = ("--root", ".", "--now")
    assert run(root, *now, "2026-02-01T09:30:00+00:00", "publish", "drop", "--release", "r1").returncode == 0
    write(root, MONTHS, without="Eastmarsh")
    later = (*now, "2026-03-01T09:30:00+00:00", "publish", "drop", "--release", "r2")
    refused = run(root, *later)
    assert refused.returncode == 3 or refused.returncode == 1
    assert "is not known without them" in refused.stdout + refused.stderr
    accepted: tuple[str, ...] = ()
    if way != "accepted":
        config = root / "config" / "metrics.yaml"
        last = "" if way == "declared" else ", last: 2025-12"
        entry = (
            f"    gone: [{{area: Eastmarsh, first: 2025-07{last}, reason: {json.dumps(REASON)}}}]\n    rate:"
        )
        config.write_text(config.read_text().replace("    rate:", entry))
    else:
        accepted = ("--accept", "gone-rows", "--reason", REASON)
    done = run(root, *later, *accepted)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "would be zero" not in done.stdout + done.stderr
    for area in ("E07099901", "E10099900"):
        assert api(root, area)["2025-06"][1] != "x"
        assert {api(root, area)[f"2025-{month:02d}"][1] for month in range(7, 13)} == {"x"}
    assert api(root, "E07099902")["2025-12"][0] == "51"
    explained = run(root, *now, "2026-03-02T09:30:00+00:00", "explain", "burglary", "--area", "eastmarsh")
    assert explained.returncode == 0 and "counts as zero" not in explained.stdout
    assert "it is missing, and missing is never zero" in " ".join(explained.stdout.split())
    assert run(root, *now, "2026-03-02T09:30:00+00:00", "verify").returncode == 0
