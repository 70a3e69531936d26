"""What ``pcp new-measure`` is not sure of is asked, and what it leaves to be written is no figure's description."""

from __future__ import annotations

from pathlib import Path

import pytest

from metrics.declared.config import parse_config
from metrics.declared.placeholders import filled, is_made_of_id, nobodys_site
from metrics.profiling.sample import take_sample
from metrics.profiling.start import Options, Start, start
from metrics.profiling.writing import published
from tests.unit.test_new_measure import CONFIG, config_of

DISTRICTS = ("Camden", "Hackney", "Barnet")


def proposed(header: str, *values: str, title: str = "Knife") -> Start:
    """A measure of a file with a row for each of three boroughs in three months."""
    rows = [
        f"{month},{district},{value.replace('N', str(n))}"
        for month in ("2023-10", "2023-11", "2023-12")
        for n, (district, value) in enumerate(zip(DISTRICTS, values * 3, strict=False), start=1)
    ]
    sample, issues = take_sample("x.csv", "\n".join([f"Month,Borough,{header}", *rows, ""]).encode(), "x.csv")
    assert sample is not None, issues
    return start(CONFIG, config_of(CONFIG), Options("m-knife", title), [sample], parse_config)


@pytest.mark.parametrize(
    ("header", "value", "why"),
    [
        (
            "Median minutes",
            "1N.5",
            '"Median minutes" says "median", which is neither a count nor a percentage',
        ),
        ("Median minutes", "1N", '"Median minutes" says "median", which is neither a count nor a percentage'),
        ("Response time (mins)", "1N", '"Response time (mins)" says "mins", which is neither a count nor'),
        ("Rate per 1000", "1N", '"Rate per 1000" says "rate", which is neither a count nor a percentage'),
        (
            "Offences per 1000",
            "1N",
            '"Offences per 1000" says "per 1", which is neither a count nor a percentage',
        ),
        ("Average score", "N", '"Average score" says "average", which is neither a count nor a percentage'),
        ("Value", "1N.5", "percent if these are percentages; rates, medians and minutes are neither"),
        (
            "Value",
            "0.1N",
            'percent, with "written_as: proportion", if these are shares of a whole; else neither',
        ),
        ("Satisfied", "6N", "percent if these are percentages, count if people are counted"),
    ],
)
def test_a_unit_that_is_not_sure_is_asked(header: str, value: str, why: str) -> None:
    begun = proposed(header, value)
    assert [problem for problem in begun.open if f'"unit" could not be told: {why}' in problem] != []
    assert "# unit: ?  Could not tell." in begun.block and "# unit: count" not in begun.block


def test_a_measure_that_is_called_a_rate_is_no_count() -> None:
    (problem,) = proposed("Value", "1N", title="Knife crime rate").open
    assert 'the measure says "rate"' not in problem and 'says "rate"' in problem


@pytest.mark.parametrize(
    ("header", "value", "unit"),
    [
        ("Share", "0.1N", "percent"),
        ("Percentage satisfied", "6N", "percent"),
        ("Rate (%)", "6N.5", "percent"),
        ("Answered", "6N%", "percent"),
        ("Offences", "1N", "count"),
    ],
)
def test_a_unit_that_a_name_or_a_sign_tells_is_said(header: str, value: str, unit: str) -> None:
    assert f"# unit: {unit}" in proposed(header, value).block


def test_a_count_is_taken_before_a_rate_that_stands_before_it() -> None:
    begun = proposed("Rate per 1000,Offences", "1.N,3N")
    assert "column: Offences" in begun.block and begun.open == ()


def test_a_column_of_rates_with_too_few_numbers_is_not_counted_by_rows() -> None:
    (problem,) = proposed("Rate", "1.N", "too few", "none").open
    assert problem.startswith(
        'the column "Rate" seems to hold the values, and too many of its cells are no numbers'
    )


@pytest.mark.parametrize("header", ["Longitude,Latitude", "X,Y", "Crime ID,Postcode", "Year,Ward code"])
def test_what_tells_where_or_which_is_no_value(header: str) -> None:
    begun = proposed(header, "0.1N,51.5N") if header != "Year,Ward code" else proposed(header, "2023,40N")
    assert "layout: events" in begun.block and "unit: percent" not in begun.block


def test_a_running_number_is_no_value() -> None:
    rows = "\n".join(f"{n},2023-1{n % 2},Knife" for n in range(400, 420))
    sample, _ = take_sample("x.csv", f"Entry,Month,Kind\n{rows}\n".encode(), "x.csv")
    assert sample is not None
    begun = start(CONFIG, config_of(CONFIG), Options("m-knife", "Knife"), [sample], parse_config)
    assert "layout: events" in begun.block


# What is left to be written --------------------------------------------------------------------------------


def test_what_is_left_to_be_written_is_refused_where_it_stands_and_nothing_else_is() -> None:
    begun = proposed("Offences", "1N")
    text = CONFIG + published(begun.block)
    config, issues = parse_config(text)
    lines = text.splitlines()
    places = [
        lines[issue.line - 1].strip().partition(" ")[0] for issue in issues if issue.severity == "error"
    ]
    assert config is None and {issue.code for issue in issues if issue.severity == "error"} == {"placeholder"}
    assert places == ["singular:", "plural:", "-", "publisher:", "title:", "link:"]
    assert parse_config(filled(text))[0] is not None


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://example.org/data", "example.org"),
        ("https://www.example.com", "www.example.com"),
        ("http://localhost:8050/", "localhost"),
        ("https://data.example/x", "data.example"),
        ("https://a.test/", "a.test"),
        ("https://data.london.gov.uk/dataset/example.org", ""),
        ("https://example.org.uk/data", ""),
        ("https://myexample.org/data", ""),
    ],
)
def test_a_link_to_a_name_that_is_kept_for_examples_leads_to_nobodys_site(link: str, host: str) -> None:
    assert nobodys_site(link) == host


@pytest.mark.parametrize(
    ("noun", "measure_id", "is_made"),
    [
        ("case of m knife", "m-knife", True),
        ("Cases of m  knife", "m-knife", True),
        ("case of modern slavery", "modern-slavery", False),
        ("m knife", "m-knife", False),
        ("case of m gun", "m-knife", False),
    ],
)
def test_a_noun_that_is_an_id_in_other_words_is_known(noun: str, measure_id: str, is_made: bool) -> None:
    assert is_made_of_id(noun, measure_id) is is_made


def test_the_shipped_declaration_has_nothing_left_to_be_written() -> None:
    _, issues = parse_config((Path(__file__).parents[2] / "config" / "metrics.yaml").read_text("utf-8"))
    assert [issue for issue in issues if issue.code in ("placeholder", "unwritten")] == []
