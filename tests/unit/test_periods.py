from __future__ import annotations

from datetime import date

import pytest

from metrics.period_formats import PeriodFormat, parse_period
from metrics.periods import (
    Frequency,
    Window,
    label,
    months_in_words,
    overlap_in_months,
    parse_period_id,
    period_id,
    same_period_last_year,
    week,
    window_dates,
    window_in_words,
    window_label,
    window_months,
)
from metrics.release_titles import release_title


@pytest.mark.parametrize(
    ("text", "pattern", "frequency", "identifier", "name"),
    [
        ("202301", "YYYYMM", "month", "2023-01", "January 2023"),
        ("2023-01", "YYYY-MM", "month", "2023-01", "January 2023"),
        ("Jan-03", "MMM-YY", "month", "2003-01", "January 2003"),
        ("sep-23", "MMM-YY", "month", "2023-09", "September 2023"),
        ("September 2023", "MMM YYYY", "month", "2023-09", "September 2023"),
        ("31/12/2023", "DD/MM/YYYY", "financial-quarter", "2023-Q3", "Q3 2023/24"),
        ("2024-03-31", "YYYY-MM-DD", "financial-quarter", "2023-Q4", "Q4 2023/24"),
        ("31/03/2024", "DD/MM/YYYY", "financial-year", "2023-24", "2023/24"),
        ("29/02/2024", "DD/MM/YYYY", "month", "2024-02", "February 2024"),
        ("Q3 23-24", "Qn YY-YY", "financial-quarter", "2023-Q3", "Q3 2023/24"),
        ("Q4 1999-00", "Qn YY-YY", "financial-quarter", "1999-Q4", "Q4 1999/00"),
        ("2023/24 Q3", "YYYY/YY Qn", "financial-quarter", "2023-Q3", "Q3 2023/24"),
        ("2023-24", "YYYY-YY", "financial-year", "2023-24", "2023/24"),
        ("2023", "YYYY", "calendar-year", "2023", "2023"),
        (" 2023 ", "YYYY", "calendar-year", "2023", "2023"),
    ],
)
def test_a_period_is_read_as_its_publisher_writes_it(
    text: str, pattern: PeriodFormat, frequency: Frequency, identifier: str, name: str
) -> None:
    period = parse_period(text, pattern, frequency)
    assert (period_id(period), label(period)) == (identifier, name)


@pytest.mark.parametrize(
    ("text", "pattern", "frequency", "complaint"),
    [
        ("202313", "YYYYMM", "month", "there is no month 13 of 2023"),
        ("2023-1", "YYYY-MM", "month", "it is not a month such as 2023-01"),
        ("Jam-23", "MMM-YY", "month", '"Jam" is no month'),
        ("Jan 2023", "MMM-YY", "month", "it is not a month such as Jan-23"),
        ("12/31/2023", "DD/MM/YYYY", "financial-quarter", "there is no month 31 of 2023"),
        ("31/11/2023", "DD/MM/YYYY", "financial-quarter", "there is no day 31 in month 11 of 2023"),
        (
            "30/12/2023",
            "DD/MM/YYYY",
            "financial-quarter",
            "no financial-quarter ends on that day; Q3 2023/24 ends on 31/12/2023",
        ),
        (
            "Q3 23-25",
            "Qn YY-YY",
            "financial-quarter",
            "a financial year that starts in 2023 ends in 2024, not in one ending 25",
        ),
        ("Q5 23-24", "Qn YY-YY", "financial-quarter", "it is not a financial quarter such as Q3 23-24"),
        ("٢٠٢٣", "YYYY", "calendar-year", "it is not a year such as 2023"),
        ("1066", "YYYY", "calendar-year", "1066 is not a year between 1900 and 2199"),
    ],
)
def test_a_period_that_is_not_in_its_format_says_why(
    text: str, pattern: PeriodFormat, frequency: Frequency, complaint: str
) -> None:
    with pytest.raises(ValueError) as caught:
        parse_period(text, pattern, frequency)
    assert str(caught.value) == complaint


@pytest.mark.parametrize(
    ("text", "frequency", "complaint"),
    [
        ("2023-13", "month", "there is no month 13 of 2023"),
        ("2023-1", "month", '"2023-1" does not name a month; one is 2024-01'),
        ("2023-Q3", "month", '"2023-Q3" does not name a month; one is 2024-01'),
        ("2023-25", "financial-year", '"2023-25" does not name a financial-year; one is 2023-24'),
        ("2024", "financial-quarter", '"2024" does not name a financial-quarter; one is 2023-Q3'),
    ],
)
def test_an_identifier_that_names_no_period_says_why(text: str, frequency: Frequency, complaint: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_period_id(text, frequency)
    assert str(caught.value) == complaint


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        *(("1900-01", "month"), ("2199-12", "month")),
        *(("1900-Q1", "financial-quarter"), ("2199-Q4", "financial-quarter")),
        *(("1900", "calendar-year"), ("2199", "calendar-year")),
        *(("1900-01", "financial-year"), ("2199-00", "financial-year")),
    ],
)
def test_periods_reach_from_1900_to_2199(text: str, frequency: Frequency) -> None:
    assert period_id(parse_period_id(text, frequency)) == text


@pytest.mark.parametrize(
    ("text", "frequency", "complaint"),
    [
        ("2023-00", "month", "there is no month 0 of 2023"),
        ("1899-12", "month", "there is no month 12 of 1899"),
        ("2200-01", "month", "there is no month 1 of 2200"),
        ("2023-Q0", "financial-quarter", "there is no quarter 0 of 2023"),
        ("2023-Q5", "financial-quarter", "there is no quarter 5 of 2023"),
        ("1899-Q4", "financial-quarter", "there is no quarter 4 of 1899"),
        ("2200-Q1", "financial-quarter", "there is no quarter 1 of 2200"),
        ("1899", "calendar-year", "1899 is not a year between 1900 and 2199"),
        ("2200", "calendar-year", "2200 is not a year between 1900 and 2199"),
        ("1899-00", "financial-year", "1899 is not a year between 1900 and 2199"),
        ("2200-01", "financial-year", "2200 is not a year between 1900 and 2199"),
    ],
)
def test_what_lies_beyond_them_is_no_period(text: str, frequency: Frequency, complaint: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_period_id(text, frequency)
    assert str(caught.value) == complaint


def test_the_last_quarter_of_a_financial_year_lies_in_the_year_it_ends_in() -> None:
    quarter = parse_period_id("2023-Q4", "financial-quarter")
    assert window_dates(quarter, "single") == (date(2024, 1, 1), date(2024, 3, 31))


@pytest.mark.parametrize(
    ("window", "name", "first", "last"),
    [
        ("single", "Q3 2023/24", date(2023, 10, 1), date(2023, 12, 31)),
        ("rolling-12-months", "12 months to December 2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("calendar-year-to-date", "2023 to the end of December", date(2023, 1, 1), date(2023, 12, 31)),
        ("financial-year-to-date", "2023/24 to the end of December", date(2023, 4, 1), date(2023, 12, 31)),
    ],
)
def test_a_window_is_named_by_what_it_covers(window: Window, name: str, first: date, last: date) -> None:
    quarter = parse_period_id("2023-Q3", "financial-quarter")
    assert (window_label(quarter, window), window_dates(quarter, window)) == (name, (first, last))


@pytest.mark.parametrize(("steps", "months"), [(0, 12), (1, 9), (2, 6), (3, 3), (4, 0), (5, 0)])
def test_rolling_years_of_neighbouring_quarters_share_months(steps: int, months: int) -> None:
    quarter = parse_period_id("2023-Q3", "financial-quarter")
    assert (
        overlap_in_months(*(window_months(end, "rolling-12-months") for end in (quarter - steps, quarter)))
        == months
    )


def test_the_same_period_last_year_is_of_the_same_kind() -> None:
    identifiers: list[tuple[str, Frequency]] = [
        ("2024-02", "month"),
        ("2023-Q4", "financial-quarter"),
        ("2023", "calendar-year"),
        ("2023-24", "financial-year"),
    ]
    earlier = [period_id(same_period_last_year(parse_period_id(*item))) for item in identifiers]
    assert earlier == ["2023-02", "2022-Q4", "2022", "2022-23"]


def test_months_in_words_name_a_year_once_where_one_is_enough() -> None:
    def words(first: str, last: str) -> str:
        return months_in_words(parse_period_id(first, "month"), parse_period_id(last, "month"))

    assert words("2023-10", "2023-12") == "October to December 2023"
    assert words("2023-04", "2024-03") == "April 2023 to March 2024"
    assert words("2024-01", "2024-01") == "January 2024"


@pytest.mark.parametrize(
    ("identifier", "frequency", "window", "words"),
    [
        ("2023-12", "month", "rolling-12-months", "the 12 months to December 2023"),
        ("2023-Q3", "financial-quarter", "rolling-12-months", "the 12 months to December 2023"),
        ("2024-W05", "week", "single", "the week to 4 February 2024"),
        ("AY2023-24", "academic-year", "single", "the academic year 2023/24"),
        ("AY1999-00", "academic-year", "single", "the academic year 1999/00"),
        ("2023-12", "month", "calendar-year-to-date", "2023 to the end of December"),
        ("2023-24", "financial-year", "single", "2023/24"),
    ],
)
def test_a_window_inside_a_sentence_has_an_article_where_it_takes_one(
    identifier: str, frequency: Frequency, window: Window, words: str
) -> None:
    assert window_in_words(parse_period_id(identifier, frequency), window) == words


def test_weeks_are_those_of_the_years_that_figures_may_be_of() -> None:
    assert [period_id(week(*item)) for item in ((1900, 1), (2199, 52))] == ["1900-W01", "2199-W52"]
    for year, number in ((1899, 1), (2200, 1), (2023, 53), (2023, 0)):
        with pytest.raises(ValueError, match=f"^there is no week {number} of {year}$"):
            week(year, number)


def test_a_release_of_a_quarter_has_the_quarters_name() -> None:
    assert (release_title("2023-24-q3"), release_title("rehearsal")) == ("Q3 2023/24", "rehearsal")
    assert release_title("2023-24-q3-as-corrected") == "Q3 2023/24 (as corrected)"
