"""A row of a breakdown that is the measure's own figure is as sure as that figure, and no other row is surer for it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from components.figures.breakdown_table import breakdown_table
from metrics.declared.framework import Config
from metrics.figures.chance import part_of
from metrics.figures.release import Release
from metrics.periods import parse_period_id
from serving.api.observations import ObservationQuery, every_row, observations
from tests.given import SATISFACTION, data_of, measure
from tests.unit.test_areas_api import SITE

ROUTES: Any = {
    **SATISFACTION["source"],
    "dimensions": (
        {
            "id": "route",
            "title": "Reporting route",
            "column": ("Route",),
            "categories": ({"name": "Face to face"}, {"name": "Online"}),
            "headline": "Face to face",
        },
    ),
}
ROUTED = measure(
    SATISFACTION,
    source=ROUTES,
    comparison={**SATISFACTION["comparison"], "test": "proportions"},
    sample={"size": 2400, "unreliable_below": 3000},
)
ROWS = "Quarter,Route,Satisfied\n" + "".join(
    f"{quarter},{route},{percent}\n"
    for quarter in ("Q2 23-24", "Q3 23-24")
    for route, percent in (("Face to face", "61%"), ("Online", "48%"))
)


def release() -> Release:
    config = Config.model_construct(site=SITE, frameworks=(), outcomes=(), measures=(ROUTED,))
    data = {ROUTED.id: data_of(ROUTED, ("USS.csv", ROWS))}
    return Release("2023-24-q3", datetime(2024, 2, 8, 9, 30, tzinfo=UTC), config, data)


def ends(row: dict[str, Any]) -> tuple[float | None, float | None]:
    return row.get("lower"), row.get("upper")


def test_the_api_gives_the_headlines_row_the_interval_of_the_figure() -> None:
    own = observations(release(), ROUTED.id)["observations"]
    rows = observations(release(), ROUTED.id, dimension="route")["observations"]
    by_route = {(row["category"], row["period"]): row for row in rows}
    for figure in own:
        assert ends(figure) == ends(by_route["Face to face", figure["period"]]) == (59.0, 62.9)
        assert ends(by_route["Online", figure["period"]]) == (None, None)


def test_files_of_everything_give_it_too() -> None:
    rows = every_row(release(), ROUTED, ObservationQuery())
    assert {ends(row) for row in rows if row.get("category") != "Online"} == {(59.0, 62.9)}
    assert {ends(row) for row in rows if row.get("category") == "Online"} == {(None, None)}


def test_the_table_of_the_breakdown_gives_it_too() -> None:
    data = release().data[ROUTED.id]
    (dimension,) = ROUTED.source.dimensions
    text = str(breakdown_table(ROUTED, dimension, data, parse_period_id("2023-Q3", "financial-quarter")))
    assert "59.0% to 62.9%" in text and "Not known" in text


def test_the_row_is_as_unreliable_as_the_figure() -> None:
    rows = every_row(release(), ROUTED, ObservationQuery())
    assert {row["status"] for row in rows if row.get("category") != "Online"} == {"u"}
    assert "u" not in {row["status"] for row in rows if row.get("category") == "Online"}


def test_a_category_of_the_same_name_in_another_dimension_is_a_part() -> None:
    assert part_of(ROUTED, "route", "Face to face") == ""
    assert part_of(ROUTED, "crime", "Face to face") == "Face to face"
    assert part_of(ROUTED, "route", "Online") == "Online"
    assert part_of(ROUTED, "", "") == ""
