"""The usual range on a page and in JSON: one sentence, the drawing, the table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from charts.draw import parse
from charts.kinds.control_chart import ControlChart
from components.basics.chart_place import chart_div
from components.figures.control_chart import usual_range
from components.figures.words import ABOVE
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.tiles import Tile, tile
from serving.api.usual import usual_json
from serving.http.html import render
from tests.given import OFFENCES, SATISFACTION, measure, series

MONTH = pd.Period("2022-02", freq="M")
STEADY: list[float | None] = [100.0, 150.0] * 12
CHART = measure(OFFENCES, control_chart={"periods": 24})


def months(values: list[float | None], **changes: Any) -> Tile:
    declared = measure(OFFENCES, **{"control_chart": {"periods": 24}, **changes})
    observations = [
        Observation(MONTH + n, "single", value, "x" if value is None else "")
        for n, value in enumerate(values)
    ]
    last = observations[-1]
    observations[-1] = Observation(last.period, "single", last.value, last.status or "p")
    return tile(declared, MeasureData({Key(): Series(tuple(observations))}), date(2024, 2, 8))


def page(values: list[float | None], **changes: Any) -> str:
    return render(usual_range(CHART, months(values, **changes), "London"))


def test_the_page_and_the_json_say_the_same_sentence() -> None:
    steady_tile = months(STEADY)
    sentence = "With 150 offences, January 2024 is within its usual range of 0 to 257 (24 months from February 2022)."
    assert (steady_tile.control_chart_sentence, usual_json(steady_tile)["usual"]["sentence"]) == (
        sentence,
        sentence,
    )
    assert f'<p class="sentence">{sentence}</p>' in page(STEADY)


def test_the_json_holds_the_numbers_of_the_sentence() -> None:
    usual_numbers = usual_json(months([*STEADY[:20], 400.0, *STEADY[:3]]))["usual"]
    usual_numbers.pop("sentence")
    assert usual_numbers == {
        "lower": 0,
        "upper": 320,
        "centre": 135,
        "moving_range": {"mean": 69.6, "upper": 227.3},
        "from": {"id": "2022-02", "label": "February 2022", "start": "2022-02-01", "end": "2022-02-28"},
        "to": {"id": "2024-01", "label": "January 2024", "start": "2024-01-01", "end": "2024-01-31"},
        "signals": [
            {
                "kind": "outside",
                "direction": "above",
                "from": {
                    "id": "2023-10",
                    "label": "October 2023",
                    "start": "2023-10-01",
                    "end": "2023-10-31",
                },
                "to": {"id": "2023-10", "label": "October 2023", "start": "2023-10-01", "end": "2023-10-31"},
                "periods": 1,
            }
        ],
    }


def test_where_it_cannot_be_told_the_numbers_are_null_and_the_page_draws_nothing() -> None:
    usual_numbers = usual_json(months(STEADY[:5]))["usual"]
    assert usual_numbers == {
        "sentence": "Whether June 2022 is usual cannot be told yet: it takes 12 months with a figure, and there are 5. "
        "It can be told from January 2023 on.",
        "lower": None,
        "upper": None,
        "centre": None,
        "moving_range": None,
        "from": None,
        "to": None,
        "signals": [],
        "told_from": "2023-01",
    }
    assert "<svg" not in page(STEADY[:5]) and usual_numbers["sentence"] in page(STEADY[:5])


def test_a_measure_without_a_control_chart_has_neither() -> None:
    survey_tile = tile(measure(), MeasureData({Key(): series({"2023-Q3": 61.0})}), date(2024, 2, 8))
    assert (usual_json(survey_tile), usual_range(measure(SATISFACTION), survey_tile, "London")) == ({}, [])


def test_the_drawing_has_a_title_a_description_and_a_table() -> None:
    html = page([*STEADY[:20], 400.0, *STEADY[:3]])
    title = "Violence with injury offences, London: usual range, February 2022 to January 2024"
    assert html.count(f">{title}</title>") == 2
    assert (
        "A line from 100 (February 2022) to 100 (January 2024), and the range from 0 to 320 that it usually stays in. "
        "It leaves it in October 2023 (400)." in html
    )
    assert f"<caption>{title}</caption>" in html
    assert f'<th scope="row">October 2023</th><td class="n">400</td><td>{ABOVE}</td>' in html


def test_what_lies_outside_is_a_square_and_not_a_dot() -> None:
    page_text = page([*STEADY[:20], 400.0, *STEADY[:3]])
    assert (
        page_text.count('<path class="outside" d="M') == 2 and "The square marks a month outside" in page_text
    )
    assert page(STEADY).count('<path class="outside" d=""') == 2 and "square" not in page(STEADY)


def test_the_newest_value_is_hollow_while_it_is_provisional_and_a_square_outside_the_range() -> None:
    assert page(STEADY).count('<circle class="end hollow"') == 2
    outside = page([*STEADY[:23], 400.0])
    assert "<circle" not in outside and outside.count('<path class="holes" d="M') == 2


def test_a_gap_parts_the_line_and_is_told() -> None:
    html = page([*STEADY[:10], None, *STEADY[:13]])
    line = html.partition('<path class="line" d="')[2].partition('"')[0]
    assert line.count("M") == 2 and "The line has a gap where there is no figure." in html


@pytest.mark.parametrize(
    ("values", "note"),
    [
        ([*STEADY[:16], *[200.0, 201.0] * 4], "One of 8 months in a row above the average"),
        ([*STEADY[:17], *(100.0 + 20 * n for n in range(7))], "One of 7 months in a row that rise"),
    ],
)
def test_the_table_notes_what_a_month_is_part_of(values: list[float | None], note: str) -> None:
    assert note in page(values)


def test_the_place_of_the_drawing_carries_all_that_it_needs() -> None:
    (section,) = usual_range(CHART, months(STEADY), "London")
    drawing = parse(section.children[2].children[1].to_plotly_json()["props"]["data-chart"])
    assert isinstance(drawing, ControlChart)
    assert chart_div(drawing).to_plotly_json()["props"]["className"] == "chart control"
    assert (drawing.lower, round(drawing.average), round(drawing.upper)) == (0.0, 125, 258)
    assert drawing.ticks == ((11, "2023"), (23, "2024"))
