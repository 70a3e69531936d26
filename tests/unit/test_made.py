"""How London's figure is made and what may still move, in plain words, from what is declared."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup

from components.measure.notes import lineage_note, revisions_note
from components.site.context import View, showing
from metrics.declared.config import parse_config
from metrics.figures.release import Release
from metrics.figures.series import Key, MeasureData
from serving.http.html import render
from tests.given import OFFENCES, SATISFACTION, measure, series

CONFIG = """
site: {title: O, producer: P, contact: C, statistics_status: S, update_schedule: U, attribution: A}
frameworks: [{id: pcp, title: Plan, vision: Safe., description: The plan}]
outcomes: [{id: safer, framework: pcp, title: Safer, description: Fewer victims}]
measures: []
"""
CITY = "The City of London has a police force of its own, and is not part of it."


def items(component: object, selector: str) -> list[str]:
    return [tag.get_text() for tag in BeautifulSoup(render(component), "html.parser").select(selector)]


@pytest.mark.parametrize(
    ("fields", "changes", "sentences"),
    [
        (
            SATISFACTION,
            {},
            [
                "London’s figure is the one that the source itself gives for London. Boroughs are not added up.",
                CITY,
            ],
        ),
        (
            OFFENCES,
            {},
            [
                "London’s figure takes in every row of the source: what happened in a borough, and what did not.",
                "Among these rows are those that the source puts under “Unknown”, which is no borough.",
                CITY,
                "Where the source has no row for a place and a time, nothing was recorded there: that is zero.",
            ],
        ),
        (
            OFFENCES,
            {"region": "sum-of-areas", "outside": "included", "absent": "missing"},
            ["London’s figure is the sum of the boroughs.", "The City of London is part of it."],
        ),
    ],
)
def test_it_is_said_which_rows_make_region(fields: Any, changes: Any, sentences: list[str]) -> None:
    assert items(lineage_note(measure(fields, source=changes)), "li") == sentences


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "No figure is provisional when it is published."),
        (1, "The newest quarter is provisional: later releases may move it a little, up or down."),
        (2, "The newest 2 quarters are provisional: later releases may move them a little, up or down."),
    ],
)
def test_it_is_said_what_may_still_move(count: int, sentence: str) -> None:
    config, issues = parse_config(CONFIG)
    assert config is not None, issues
    view = View(Release("2023-24-q3", datetime(2024, 2, 8, tzinfo=UTC), config, {}), date(2024, 2, 8))
    with showing(view):
        note = revisions_note(view, measure(source={"provisional_periods": count}), "E09000007")
    assert items(note, "p") == [sentence, "All that this release revised"]


@pytest.mark.parametrize(
    ("region", "sentence"),
    [
        (
            {"2024-01": 12, "2024-02": 13},
            "Among these rows are those that the source puts under “Unknown”, which is no borough.",
        ),
        (
            {"2024-01": 12, "2024-02": 11},
            "Rows that the source puts under “Unknown”, which is no borough, count as well. It has none after January 2024.",
        ),
        (
            {"2024-01": 10, "2024-02": 11},
            "Rows that the source puts under “Unknown”, which is no borough, would count as well. It has none.",
        ),
    ],
)
def test_no_rows_are_claimed_that_the_source_has_no_more(
    region: dict[str, float | None], sentence: str
) -> None:
    figures = {
        Key(): series(region, frequency="month"),
        Key(area="E09000007"): series({"2024-01": 10, "2024-02": 11}, frequency="month"),
    }
    assert items(lineage_note(measure(OFFENCES), data=MeasureData(figures)), "li")[1] == sentence
