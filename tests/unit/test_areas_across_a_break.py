"""An area after a break: one window for its card, chart, table and words, and from when on twelve months can be told."""

from __future__ import annotations

import pytest

from components.figures.area_lines import area_lines
from components.figures.breaks import break_sentences, last_stretch, uncounted_sentences
from metrics.declared.framework import Break
from metrics.figures.area_comparison import AreaComparison, area_comparison
from metrics.figures.area_figures import YEAR, compared_series, compared_window
from metrics.figures.area_sentences import one_period_sentence
from metrics.figures.series import Key, MeasureData, Series
from metrics.periods import month, period_id
from tests.given import OFFENCES, SATISFACTION, measure, observed, series
from tests.places_of_tests import REGION

CAMDEN = "E09000007"
BROKEN = measure(
    OFFENCES,
    rate={"per": 1000},
    breaks=({"period": "2024-03", "reason": "the records moved"},),
    comparison={**OFFENCES["comparison"], "test": "counts", "judged": "like-with-like"},
)


def months_to(year: int, number: int) -> MeasureData:
    """Forty months of London and Camden that end in one."""
    last = month(year, number)
    ids = [period_id(last - back) for back in reversed(range(40))]
    return MeasureData(
        {
            Key("single", area): Series(tuple(observed(text, value, frequency="month") for text in ids))
            for area, value in {REGION: 6000.0, CAMDEN: 200.0}.items()
        }
    )


def camden(data: MeasureData) -> AreaComparison:
    comparison = area_comparison(BROKEN, data, CAMDEN)
    assert comparison is not None
    return comparison


def chart_text(data: MeasureData) -> str:
    drawing = area_lines(BROKEN, data, [CAMDEN], "Offences", 3)
    assert drawing is not None
    return str(drawing)


@pytest.mark.parametrize(
    ("year", "number", "window"),
    [(2024, 2, YEAR), (2024, 3, "single"), (2024, 10, "single"), (2025, 1, "single"), (2025, 2, YEAR)],
)
def test_the_card_and_the_chart_have_one_window(year: int, number: int, window: str) -> None:
    data = months_to(year, number)
    newest = compared_series(BROKEN, data, CAMDEN, 25).observations[-1]
    assert compared_window(BROKEN, data)[0] == newest.window == window
    figure = camden(data).figure
    assert (figure.observation.window, figure.rate) == (newest.window, newest.value)


def test_after_a_break_it_is_said_from_when_on_twelve_months_can_be_added_up() -> None:
    assert one_period_sentence(camden(months_to(2024, 10))) == (
        "This is October 2024 alone. Twelve months cannot be added up across a break, because the records moved. "
        "They can be from February 2025 on."
    )


@pytest.mark.parametrize(("year", "number"), [(2024, 2), (2025, 2)])
def test_where_twelve_months_are_added_up_nothing_is_said(year: int, number: int) -> None:
    assert one_period_sentence(camden(months_to(year, number))) == ""


def test_of_a_percentage_no_year_is_added_up_so_none_is_said_to_resume() -> None:
    survey = measure(
        SATISFACTION,
        sample={"size": 19200, "area_size": 600},
        breaks=({"period": "2023-Q2", "reason": "the questions changed"},),
    )
    data = MeasureData({Key("single", area): series({"2023-Q3": 61.0}) for area in (REGION, CAMDEN)})
    comparison = area_comparison(survey, data, CAMDEN)
    assert comparison is not None
    assert one_period_sentence(comparison) == ""


def test_the_rows_are_called_what_they_are() -> None:
    assert "12\u00a0months" not in chart_text(months_to(2024, 10))
    assert "Th(children='Month'" in chart_text(months_to(2024, 10))
    assert "Th(children='12 months to the end of'" in chart_text(months_to(2025, 2))


def test_what_is_read_off_the_chart_says_by_what_its_numbers_are() -> None:
    assert "data-to='for each 1,000 people, 12 months to the end of '" in chart_text(months_to(2025, 2))
    assert "data-to='for each 1,000 people, '" in chart_text(months_to(2024, 10))


def test_no_line_of_an_area_crosses_a_break_and_the_text_names_it() -> None:
    text = chart_text(months_to(2024, 10))
    assert (
        "There is a break from March 2024 on, because the records moved: figures on either side cannot be "
        in text
    )
    assert "No figure" not in text


def test_a_gap_that_a_break_leaves_in_twelve_months_has_its_reason() -> None:
    data = months_to(2025, 2)
    series = compared_series(BROKEN, data, REGION, 25).observations
    reason = "Where months would be added up across a break there is no figure, because the records moved."
    assert uncounted_sentences(BROKEN, series) == [reason]
    assert reason in chart_text(data)


def test_the_stretch_after_the_last_break_is_what_can_be_compared() -> None:
    figures = months_to(2024, 5).get(Key("single")).observations
    assert [figure.period_id for figure in last_stretch(BROKEN, figures)] == ["2024-03", "2024-04", "2024-05"]
    assert last_stretch(BROKEN, figures[:-3]) == figures[:-3]
    assert break_sentences(BROKEN, figures[:-3]) == break_sentences(BROKEN, []) == []


def test_several_breaks_are_named_from_the_oldest_on() -> None:
    twice = BROKEN.model_copy(
        update={"breaks": (*BROKEN.breaks, Break(period="2023-01", reason="the rules changed"))}
    )
    figures = months_to(2024, 5).get(Key("single")).observations
    assert [sentence.split(" on,")[0] for sentence in break_sentences(twice, figures)] == [
        "There is a break from January 2023",
        "There is a break from March 2024",
    ]
    assert last_stretch(twice, figures)[0].period_id == "2024-03"
