"""Views of measures on files as they were really published: comparisons across the break of 2024, survey questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from metrics.checking.drops import CheckedDrop
from metrics.declared.framework import PublishedMeasure
from metrics.figures.observations import measure_data
from metrics.figures.series import Key, MeasureData
from metrics.figures.so_far import so_far, so_far_sentence
from metrics.figures.tiles import tile
from metrics.periods import label, month
from tests.places_of_tests import REGION

Checked = Callable[[str], CheckedDrop]
BREAK = (
    "the Metropolitan Police moved its crime recording to a new system, CONNECT, at the end of February 2024"
)


@pytest.fixture(scope="module", params=["drop-2024-02", "drop-2024-11"])
def either(checked: Checked, request: pytest.FixtureRequest) -> CheckedDrop:
    return checked(request.param)


@pytest.fixture(scope="module")
def november(checked: Checked) -> CheckedDrop:
    return checked("drop-2024-11")


def read(drop: CheckedDrop, measure_id: str) -> tuple[PublishedMeasure, MeasureData]:
    measure = drop.config.measure(measure_id)
    assert isinstance(measure, PublishedMeasure)
    return measure, measure_data(measure, drop.stored[measure_id])


def test_october_2024_cannot_be_compared_with_october_2023_until_march_2025(november: CheckedDrop) -> None:
    measure, data = read(november, "violence-with-injury")
    october_tile = tile(measure, data, date(2024, 11, 14), comparison="same-period-last-year")
    assert october_tile.change is not None and october_tile.change.comparison.crossed is not None
    assert (october_tile.text, october_tile.change.outcome, october_tile.change.difference) == (
        "5,284",
        "not-comparable",
        None,
    )
    assert october_tile.sentence == (
        "There were 5,284 violence with injury offences in October 2024. This cannot be compared with October 2023, "
        f"because {BREAK}."
    )
    assert isinstance(october_tile.measure, PublishedMeasure)
    resumes = october_tile.change.comparison.resumes
    assert resumes is not None and label(resumes) == "March 2025"


def test_the_year_that_the_break_cuts_stops_before_it(november: CheckedDrop) -> None:
    measure, data = read(november, "violence-with-injury")
    progress = so_far(measure, data)
    assert progress is not None
    assert [(year.label, len(year.totals)) for year in progress.years[:2]] == [("2024", 2), ("2023", 12)]
    assert so_far_sentence(measure, progress).endswith(
        f"The line of 2024 stops at the end of February, because {BREAK}."
    )


def test_the_year_so_far_is_the_total_that_is_published(either: CheckedDrop) -> None:
    measure, data = read(either, "homicide")
    progress = so_far(measure, data)
    assert progress is not None
    published = data.get(Key("calendar-year-to-date"))
    assert all(published.at(total.period) == total for year in progress.years for total in year.totals)
    assert so_far_sentence(measure, progress) == (
        "109 homicide victims by the end of December 2023, against 108 at the same point of 2022."
    )


def test_a_figure_of_the_past_is_the_one_that_a_reader_saw_then(november: CheckedDrop) -> None:
    measure, data = read(november, "homicide")
    june_tile = tile(measure, data, date(2024, 11, 14), REGION, until=month(2023, 6))
    assert june_tile.sentence.startswith("There were 53 homicide victims in 2023 to the end of June.")


def test_the_survey_holds_eight_questions_whose_headline_is_the_measure(either: CheckedDrop) -> None:
    measure, data = read(either, "confidence-in-police")
    newest = {
        name: data.get(Key("rolling-12-months", dimension="question", category=name)).observations[-1].value
        for name in data.categories("question")
    }
    assert newest == {
        "Police do a good job in the local area": 47.0,
        "Trust the Metropolitan Police": 69.0,
        "Police can be relied on to be there": 59.0,
        "Police treat everyone fairly": 62.0,
        "Police understand local issues": 57.0,
        "Police listen to local concerns": 57.0,
        "Feel informed about local policing": 29.0,
        "Know how to contact the ward officer": 13.0,
    }
    assert tile(measure, data, date(2024, 2, 8)).text == "47%"
