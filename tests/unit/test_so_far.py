"""The year so far beside the years before: what is added up, what a break keeps out, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from components.figures.year_on_year import LOOKS, year_on_year
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.so_far import SoFar, so_far, so_far_sentence
from metrics.periods import month
from serving.http.html import render
from tests.given import OFFENCES, SATISFACTION, VICTIMS, measure
from tests.places_of_tests import REGION

STYLES = (Path(__file__).resolve().parents[2] / "assets" / "site.css").read_text("utf-8")
BREAK: Any = ({"period": "2023-03", "reason": "the police changed how they count"},)


def months(values: Sequence[float | None], first: int = 2022, status: str = "") -> MeasureData:
    """Single months from January of a year on; the newest has the status."""
    start, last = month(first, 1), len(values) - 1
    observations = [
        Observation(start + n, "single", value, status if n == last else "")  # type: ignore[arg-type]
        for n, value in enumerate(values)
    ]
    return MeasureData({Key(): Series(tuple(observations))})


def totals(years_so_far: SoFar | None) -> dict[str, list[float | None]]:
    assert years_so_far is not None
    return {year.label: [total.value for total in year.totals] for year in years_so_far.years}


def sentence_of(values: Sequence[float | None], **changes: Any) -> str:
    declared = measure(VICTIMS, **changes)
    years_so_far = so_far(declared, months(values))
    assert years_so_far is not None
    return so_far_sentence(declared, years_so_far)


TWO_YEARS = [float(n) for n in range(1, 16)]  # 2022 in full, and January to March 2023


def test_each_year_is_added_up_from_its_first_month() -> None:
    years_so_far = so_far(measure(VICTIMS), months(TWO_YEARS))
    assert totals(years_so_far) == {
        "2023": [13, 27, 42],
        "2022": [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 66, 78],
    }


def test_this_year_is_said_beside_the_same_point_of_last_year() -> None:
    assert (
        sentence_of(TWO_YEARS)
        == "42 homicide victims by the end of March 2023, against 6 at the same point of 2022."
    )


def test_one_is_said_in_the_singular_and_without_last_year_nothing_is_compared() -> None:
    assert sentence_of([1.0]) == "1 homicide victim by the end of January 2022."


def test_a_financial_year_starts_in_april() -> None:
    declared = measure(VICTIMS, window="financial-year-to-date")
    years_so_far = so_far(declared, months([1.0] * 15))
    assert {label: len(values) for label, values in totals(years_so_far).items()} == {"2022/23": 12}
    assert years_so_far is not None
    assert so_far_sentence(declared, years_so_far).startswith("12 homicide victims by the end of March 2023")


def test_a_year_stops_before_a_month_that_is_not_known() -> None:
    assert totals(so_far(measure(VICTIMS), months([1.0, 2.0, None, 4.0]))) == {"2022": [1, 3]}


def test_a_year_that_lacks_its_first_months_is_left_out() -> None:
    years_so_far = so_far(
        measure(VICTIMS), MeasureData({Key(): months(TWO_YEARS).get(Key()).within(month(2022, 6))})
    )
    assert list(totals(years_so_far)) == ["2023"]


def test_no_total_crosses_a_break_and_the_line_that_it_cuts_says_so() -> None:
    years_so_far = so_far(measure(VICTIMS, breaks=BREAK), months(TWO_YEARS))
    assert totals(years_so_far)["2023"] == [13, 27]
    assert sentence_of(TWO_YEARS, breaks=BREAK) == (
        "27 homicide victims by the end of February 2023, against 3 at the same point of 2022. The line of 2023 "
        "stops at the end of February, because the police changed how they count."
    )


def test_a_break_in_the_same_calendar_year_cuts_nothing_of_a_financial_year_after_it() -> None:
    broken = ({"period": "2023-02", "reason": "the police changed how they count"},)
    progress = so_far(measure(VICTIMS, window="financial-year-to-date", breaks=broken), months([1.0] * 18))
    assert totals(progress) == {"2023/24": [1, 2, 3]}
    assert progress is not None and progress.newest.window == "financial-year-to-date"


def test_a_break_in_the_same_financial_year_cuts_nothing_of_a_calendar_year_after_it() -> None:
    broken = ({"period": "2022-11", "reason": "the police changed how they count"},)
    assert totals(so_far(measure(VICTIMS, breaks=broken), months([1.0] * 15))) == {"2023": [1, 2, 3]}


def test_years_before_a_break_cannot_be_laid_over_one_after_it() -> None:
    three_years = [1.0] * 25
    assert list(totals(so_far(measure(VICTIMS, breaks=BREAK), months(three_years)))) == ["2024"]
    assert sentence_of(three_years, breaks=BREAK) == (
        "1 homicide victim by the end of January 2024. Years before 2024 cannot be laid over it, because the police "
        "changed how they count."
    )


def test_the_years_are_kept_apart_by_the_break_that_is_nearest_to_the_newest() -> None:
    breaks: Any = (*({"period": "2022-03", "reason": "a law came"},), *BREAK)
    assert sentence_of([1.0] * 25, breaks=breaks).endswith(
        "Years before 2024 cannot be laid over it, because the police changed how they count."
    )


def test_a_year_that_ends_early_for_want_of_a_figure_is_not_cut_by_the_break_after_it() -> None:
    ahead: Any = ({"period": "2023-01", "reason": "the police change how they count"},)
    assert (
        sentence_of([1.0, 2.0, None, 4.0], breaks=ahead) == "3 homicide victims by the end of February 2022."
    )


def test_single_months_are_added_up_over_calendar_years() -> None:
    assert list(totals(so_far(measure(OFFENCES), months(TWO_YEARS)))) == ["2023", "2022"]


def test_none_so_far_is_a_number_like_any_other() -> None:
    assert sentence_of([0.0, 0.0]) == "0 homicide victims by the end of February 2022."


def test_a_break_that_the_figures_have_not_reached_cuts_nothing() -> None:
    assert "stops" not in sentence_of(TWO_YEARS[:14], breaks=BREAK)


def test_no_more_than_five_years_stand_behind() -> None:
    assert list(totals(so_far(measure(VICTIMS), months([1.0] * 120, 2014)))) == [
        *("2023", "2022", "2021", "2020", "2019", "2018")
    ]


@pytest.mark.parametrize("declaration", [SATISFACTION, {**OFFENCES, "frequency": "financial-quarter"}])
def test_only_the_months_of_a_count_are_added_up(declaration: Any) -> None:
    assert so_far(measure(declaration), months([1.0])) is None


def test_without_figures_there_is_nothing() -> None:
    assert so_far(measure(VICTIMS), MeasureData({})) is None
    assert so_far(measure(VICTIMS), months([None])) is None


# The chart -------------------------------------------------------------------------------------------------


def chart(values: Sequence[float | None], status: str = "", **changes: Any) -> BeautifulSoup:
    declared = measure(VICTIMS, **changes)
    (figure,) = year_on_year(declared, months(values, status=status), "E12000007", "London")
    return BeautifulSoup(render(figure), "html.parser")


def test_this_year_is_the_thick_line_and_each_line_is_named_at_its_end() -> None:
    figure = chart(TWO_YEARS)
    assert [line["class"] for line in figure.select("svg.wide path.line")] == [
        ["line", "quiet"],
        ["line", "strong"],
    ]
    assert [text.get_text() for text in figure.select("svg.wide text.now, svg.wide text.past")] == [
        "2022",
        "2023: 42",
    ]


def test_the_lines_of_years_differ_in_their_dashes_or_their_weight() -> None:
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", STYLES)
    looks = {
        look: {
            key: value
            for selector, body in rules
            if re.search(rf"\.{look}\b", selector)
            for key, value in re.findall(r"(stroke-dasharray|stroke-width): ([^;]+)", body)
        }
        for look in LOOKS
    }
    assert len({tuple(sorted(look.items())) for look in looks.values()}) == len(LOOKS)
    assert [look for look, style in looks.items() if "stroke-dasharray" not in style] == ["strong", "quiet"]
    assert float(looks["strong"]["stroke-width"]) >= 2 * float(looks["quiet"]["stroke-width"])


def test_a_stretch_that_was_unlike_others_is_said_where_it_lies_among_the_years() -> None:
    stretches: Any = (
        {"first": "2022-02", "last": "2022-05", "reason": "people stayed at home"},
        {"first": "2020-03", "last": "2020-05", "reason": "nobody was there"},
    )
    (figure,) = year_on_year(measure(VICTIMS, unusual=stretches), months(TWO_YEARS), REGION, "London")
    assert [
        span.get_text() for span in BeautifulSoup(render(figure), "html.parser").select("figcaption span")
    ] == [
        " 42 homicide victims by the end of March 2023, against 6 at the same point of 2022.",
        " Months from February 2022 to May 2022 were unlike others, because people stayed at home.",
    ]


@pytest.mark.parametrize(
    ("last_year", "line_count", "columns"), [(0.0, 1, "0 -1"), (1.0, 2, "1 0")], ids=["zero", "not zero"]
)
def test_a_year_that_is_zero_throughout_is_told_in_words_and_leaves_the_others_their_columns(
    last_year: float, line_count: int, columns: str
) -> None:
    (figure,) = year_on_year(measure(VICTIMS), months([last_year] * 12 + [1.0]), REGION, "London")
    page = BeautifulSoup(render(figure), "html.parser")
    assert len(page.select("svg.wide .line")) == line_count
    assert page.select("[data-lines]")[0]["data-lines"] == columns
    assert ("Zero throughout, and not drawn: 2022." in page.get_text()) == (last_year == 0)


def test_where_every_year_is_zero_there_is_no_drawing() -> None:
    (figure,) = year_on_year(measure(VICTIMS), months([0.0] * 13), REGION, "London")
    page = BeautifulSoup(render(figure), "html.parser")
    assert page.select("svg, [data-lines]") == []
    assert "Zero throughout, and not drawn: 2023, 2022." in page.get_text()


def test_what_the_chart_shows_stands_in_words_and_in_a_table() -> None:
    figure = chart(TWO_YEARS, "p")
    assert figure.select("desc")[0].get_text() == (
        "42 homicide victims by the end of March 2023, against 6 at the same point of 2022."
    )
    assert "The hollow point is provisional." in figure.select("details")[0].get_text()
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in figure.select("tr")]
    assert rows[:5] == [
        ["Month", "2023", "2022"],
        ["January", "13", "1"],
        ["February", "27", "3"],
        ["March", "42 [p]", "6"],
        ["April", "Not yet", "10"],
    ]


def test_what_a_break_cuts_is_marked_in_the_table() -> None:
    rows = [
        [cell.get_text() for cell in row.select("th, td")]
        for row in chart(TWO_YEARS, breaks=BREAK).select("tr")
    ]
    assert rows[3] == ["March", "[b]", "6"]


def test_the_table_of_one_year_is_of_one_year() -> None:
    assert [
        item.get_text() for item in chart([1.0, 2.0]).select("summary") if "Table" in item.get_text()
    ] == ["Table of 1 year, month by month"]
