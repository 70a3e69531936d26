"""A measure's page as a reader asks for it: what each query shows, and what is said of what cannot be shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from components.measure.selection_form import selection_form
from components.site.context import UnknownAddress
from components.site.selection import Selection, parse_selection
from metrics.figures.series import Key, MeasureData, Series
from serving.export.links import leads_to
from serving.http.html import render
from tests.given import OFFENCES, SATISFACTION, measure, series

ROOT = Path(__file__).resolve().parents[2]
CAMDEN, BARNET = "E09000007", "E09000003"
NOW = datetime(2024, 2, 9, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    """The shipped release, on the day after it came."""
    shipped: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return shipped


def page(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    got = client.get(address)
    assert got.status_code == status, address
    return BeautifulSoup(got.text, "html.parser")


def texts(document: BeautifulSoup, selector: str) -> list[str]:
    return [element.get_text(" ", strip=True) for element in document.select(selector)]


def field(document: BeautifulSoup, name: str) -> str:
    return texts(document, f'.standing [data-field="{name}"]')[0]


def tile(client: FlaskClient, address: str) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(address).get_json()
    return answer


# What a query shows ----------------------------------------------------------------------------------------

VIOLENCE, HOMICIDE, TRUST = (
    f"/measures/{name}" for name in ("violence-with-injury", "homicide", "trust-in-police")
)


@pytest.mark.parametrize(
    ("address", "period", "value", "change"),
    [
        (VIOLENCE, "January 2024", "6,100", "-9.4%"),
        (f"{VIOLENCE}?utm_source=a&from_=2020-01", "January 2024", "6,100", "-9.4%"),
        (f"{VIOLENCE}?comparison=previous-period", "January 2024", "6,100", "-9.4%"),
        (f"{VIOLENCE}?comparison=same-period-last-year", "January 2024", "6,100", "3.3%"),
        (f"{VIOLENCE}?to=2024-01", "January 2024", "6,100", "-9.4%"),
        (f"{VIOLENCE}?to=2023-01", "January 2023", "5,904", "-0.4%"),
        (f"{VIOLENCE}?to=2023-01&from=2022-01", "January 2023", "5,904", "-0.4%"),
        (f"{HOMICIDE}?comparison=same-period-last-year", "2023 to the end of December", "109", "1"),
        (f"{HOMICIDE}?to=2023-06", "2023 to the end of June", "53", "5"),
    ],
)
def test_the_tile_follows_the_query(
    client: FlaskClient, address: str, period: str, value: str, change: str
) -> None:
    document = page(client, address)
    assert (field(document, "period"), field(document, "value"), field(document, "change")) == (
        period,
        value,
        change,
    )


@pytest.mark.parametrize(
    ("query", "caption"),
    [
        ("", "Homicide, London (Metropolitan Police area), January 2014 to December 2023"),
        ("?from=2022-01", "Homicide, London (Metropolitan Police area), January 2022 to December 2023"),
        ("?to=2022-06", "Homicide, London (Metropolitan Police area), January 2014 to June 2022"),
        ("?from=2022-01&to=2022-06&area=camden", "Homicide, Camden, January 2022 to June 2022"),
    ],
)
def test_the_chart_and_its_table_follow_the_span(client: FlaskClient, query: str, caption: str) -> None:
    document = page(client, f"{HOMICIDE}{query}")
    figure = document.select("section:has(#over-time) figure")[0]
    assert figure.select("figcaption strong")[0].get_text() == caption
    months = [row.get_text() for row in figure.select("tbody th")]
    assert (months[-1], months[0]) == tuple(caption.rpartition(", ")[2].split(" to "))


@pytest.mark.parametrize(
    ("query", "before", "basis"),
    [
        ("", "Q2 2023/24", "Change on previous quarter."),
        ("?comparison=same-period-last-year", "Q3 2022/23", "Change on same quarter last year."),
    ],
)
def test_breakdowns_and_notes_follow_the_comparison_that_is_chosen(
    client: FlaskClient, query: str, before: str, basis: str
) -> None:
    document = page(client, f"/measures/victim-satisfaction{query}")
    heads = texts(document, "[aria-labelledby=breakdowns] thead th")
    assert heads == ["Reporting route", "Q3 2023/24", "95%\u00a0interval", before]
    assert texts(document, "[aria-labelledby=compared] li")[0] == basis


def test_the_choices_show_what_was_asked_for(client: FlaskClient) -> None:
    document = page(client, f"{HOMICIDE}?area=camden&from=2022-01&comparison=same-period-last-year")
    chosen = {
        select["name"]: select.select("option[selected]") for select in document.select(".choice select")
    }
    assert {name: options[0].get_text() for name, options in chosen.items() if options} == {
        "area": "Camden",
        "comparison": "Same period last year",
        "from": "January 2022",
    }
    assert document.select(".choice details[open]")


def test_the_form_leads_to_the_short_address_of_its_view(client: FlaskClient) -> None:
    got = client.get(f"{VIOLENCE}?area=camden&comparison=&from=&to=2023-12&dimension=")
    assert (got.status_code, got.headers["Location"]) == (308, f"{VIOLENCE}?area=camden&to=2023-12")


def test_a_span_that_ends_before_it_starts_is_said_with_the_way_to_turn_it_around(
    client: FlaskClient,
) -> None:
    document = page(client, f"{HOMICIDE}?from=2022-01&to=2020-12")
    assert texts(document, "section:has(#over-time) p") == [
        "There is nothing to show from January 2022 to December 2020, because January 2022 comes after "
        "December 2020. Show December 2020 to January 2022"
    ]
    assert document.select("section:has(#over-time) a")[0]["href"] == f"{HOMICIDE}?from=2020-12&to=2022-01"


def test_an_earlier_figure_says_that_there_is_a_newer_one_and_where(client: FlaskClient) -> None:
    document = page(client, f"{TRUST}?area=camden&to=2023-Q1")
    assert texts(document, ".heed") == [
        "This page shows an earlier figure. There is a newer one, of Q3 2023/24. See the newest figure"
    ]
    assert document.select(".heed a")[0]["href"] == f"{TRUST}?area=camden"


@pytest.mark.parametrize("query", ["", "?to=2023-Q3"])
def test_the_newest_figure_says_nothing_of_the_kind(client: FlaskClient, query: str) -> None:
    assert texts(page(client, f"{TRUST}{query}"), ".heed") == []


def test_a_breakdown_stands_alone_with_its_chart_and_table(client: FlaskClient) -> None:
    document = page(client, f"{HOMICIDE}?dimension=age-group")
    assert texts(document, "main h2")[1:3] == ["Homicide by age group", "Homicide by age group, over time"]
    assert len(document.select("figure svg.wide .bar")) == 8
    assert len(document.select(".multiples li")) == 8
    assert document.select('a[href="/measures/homicide"]')


def test_few_categories_are_lines_named_at_their_ends(client: FlaskClient) -> None:
    document = page(client, "/measures/victim-satisfaction?dimension=reporting-route")
    assert texts(document, "svg.wide text.now") == ["Face to face 61%", "Telephone 36%", "Online 32%"]


def test_the_eight_questions_of_the_survey_are_a_breakdown(client: FlaskClient) -> None:
    document = page(client, "/measures/confidence-in-police?dimension=question")
    rows = [row.get_text(" ", strip=True) for row in document.select("figure tbody tr")]
    assert rows[:2] == [
        "Police do a good job in the local area 47% [p] 45.8% to 48.3% 48%",
        "Trust the Metropolitan Police 69% [p] Not known 70%",
    ]
    assert len(rows) == 8


def test_a_breakdown_of_a_district_is_said_not_to_be(client: FlaskClient) -> None:
    document = page(client, f"{HOMICIDE}?dimension=sex&area=camden")
    assert texts(document, ".heed") == [
        "Breakdowns are of London as a whole. There is none for one borough. See this breakdown for London"
    ]
    assert document.select(".heed a")[0]["href"] == f"{HOMICIDE}?dimension=sex"


def test_every_district_has_a_small_line_that_leads_to_it_and_a_row(client: FlaskClient) -> None:
    document = page(client, f"{TRUST}?view=boroughs&comparison=same-period-last-year")
    links = document.select(".multiples a")
    names = [link.select("strong")[0].get_text() for link in links]
    assert (len(names), names) == (32, sorted(names))
    assert links[5]["href"] == f"{TRUST}?area=camden&comparison=same-period-last-year"
    assert all(link.select("svg path.line") and link.select("svg use.behind") for link in links)
    rows = texts(document, "section:has(#boroughs) tbody th")
    assert (rows[0], rows[1:]) == ("London", names)


def test_a_district_page_shows_its_own_breaks_definition_and_making(client: FlaskClient) -> None:
    heads = texts(page(client, f"{VIOLENCE}?area=camden"), "main h2")
    assert heads[-8:] == [
        "What it measures",
        "How London’s figure is made",
        "How it is compared",
        "What to know before you quote it",
        "Source",
        "Revisions",
        "The figure as data",
        "Take the figures with you",
    ]


# What there is not -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "message", "guess"),
    [
        ("?area=camdon", "There is no area at this address.", "?area=camden"),
        ("?to=2030-01", "This measure has no period “2030-01”.", "?to=2023-12"),
        ("?from=1999-01", "This measure has no period “1999-01”.", "?from=2014-01"),
        ("?from=soon", "This measure has no period “soon”.", "?from=2023-12"),
        (
            "?comparison=last-year",
            "This measure has no comparison “last-year”.",
            "?comparison=same-period-last-year",
        ),
        ("?comparison=baseline", "This measure has no comparison “baseline”.", ""),
        ("?dimension=agegroup", "This measure has no breakdown “agegroup”.", "?dimension=age-group"),
        ("?view=borough&area=camden", "This measure has no view “borough”.", "?area=camden&view=boroughs"),
    ],
)
def test_what_a_measure_has_not_is_a_404_with_the_nearest(
    client: FlaskClient, address: str, message: str, guess: str
) -> None:
    document = page(client, f"{HOMICIDE}{address}", 404)
    assert texts(document, ".lead") == [message]
    assert document.select(".lead + p a")[0]["href"] == f"{HOMICIDE}{guess}"


def test_a_measure_without_districts_has_no_view_of_them() -> None:
    with pytest.raises(UnknownAddress) as refused:
        parse_selection(measure(), MeasureData({Key(): Series()}), {"view": "boroughs"})
    assert refused.value.guess == "/measures/victim-satisfaction"


@pytest.mark.parametrize("query", ["?to=2020-01", "?comparison=previous-period", "?dimension=sex"])
def test_a_planned_measure_has_one_view(client: FlaskClient, query: str) -> None:
    page(client, f"/measures/crime-prevalence{query}", 404)
    assert page(client, "/measures/crime-prevalence?utm_source=a").select("h1")


# The same elsewhere ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["", "?comparison=same-period-last-year", "?to=2023-06", "?area=camden&to=2022-12"]
)
def test_the_page_and_the_data_show_one_tile(client: FlaskClient, query: str) -> None:
    document, api_tile = page(client, f"{HOMICIDE}{query}"), tile(client, f"/api/v1{HOMICIDE}{query}")
    page_texts = [field(document, "value"), field(document, "change"), texts(document, ".sentence")[0]]
    assert page_texts == [
        api_tile["latest"]["text"],
        api_tile["change"]["text"],
        api_tile["verdict_change"]["sentence"],
    ]


def test_the_links_to_data_carry_the_view(client: FlaskClient) -> None:
    query = "area=camden&from=2022-01&to=2022-12&comparison=same-period-last-year"
    links = [link["href"] for link in page(client, f"{HOMICIDE}?{query}").select("main .note a")]
    assert f"/api/v1{HOMICIDE}?area={CAMDEN}&comparison=same-period-last-year&to=2022-12" in links
    assert [link for link in links if "from=2022-01&to=2022-12" in link and ".csv?" in link]


@pytest.mark.parametrize(
    ("query", "code", "allowed"),
    [
        ("comparison=last-year", "unknown-comparison", ["previous-period", "same-period-last-year"]),
        ("to=2030-01", "unknown-period", None),
    ],
)
def test_the_data_refuse_what_the_page_does_not_have(
    client: FlaskClient, query: str, code: str, allowed: list[str] | None
) -> None:
    got = client.get(f"/api/v1{HOMICIDE}?{query}")
    assert (got.status_code, got.get_json()["error"]["code"]) == (404, code)
    assert allowed is None or got.get_json()["error"]["allowed"] == allowed


def test_a_frozen_page_has_its_views_too(client: FlaskClient) -> None:
    document = page(client, "/as-at/2023-24-q3/measures/homicide?to=2023-06")
    assert field(document, "period") == "2023 to the end of June"
    assert document.select(".heed a")[0]["href"] == "/as-at/2023-24-q3/measures/homicide"


# The choice, as a part ------------------------------------------------------------------------------------


def violence(**changes: Any) -> tuple[Selection, MeasureData]:
    months = series({"2023-12": 5, "2024-01": 6}, frequency="month")
    data = MeasureData({Key(): months, Key(area=BARNET): months, Key(area=CAMDEN): months})
    return parse_selection(measure(OFFENCES, **changes), data, {"area": "camden"}), data


def choices(form: object) -> Mapping[str, list[tuple[str, str]]]:
    document = BeautifulSoup(render(form), "html.parser")
    return {
        str(select["name"]): [(str(option["value"]), option.get_text()) for option in select.select("option")]
        for select in document.select("select")
    }


def test_what_stands_first_in_a_choice_is_left_out_of_the_address() -> None:
    form = selection_form(*violence())
    assert choices(form) == {
        "area": [("", "All of London"), ("barnet", "Barnet"), ("camden", "Camden")],
        "comparison": [("", "Previous month"), ("same-period-last-year", "Same month last year")],
        "from": [("", "Start: December 2023"), ("2024-01", "January 2024")],
        "to": [("", "Newest: January 2024"), ("2023-12", "December 2023")],
    }
    form_tag = BeautifulSoup(render(form), "html.parser").select("form")[0]
    assert (form_tag["action"], form_tag["method"]) == ("/measures/violence-with-injury", "get")
    assert {label["for"] for label in form_tag.select("label")} == set(choices(form))


def test_a_baseline_is_a_choice_where_one_is_declared() -> None:
    baseline = {"basis": "baseline", "baseline": "2019-Q4", "materiality": 1.0}
    selection = parse_selection(
        measure(SATISFACTION, comparison=baseline), MeasureData({Key(): Series()}), {}
    )
    assert choices(selection_form(selection, MeasureData({})))["comparison"] == [
        ("", "Q4 2019/20"),
        ("previous-period", "Previous quarter"),
        ("same-period-last-year", "Same quarter last year"),
    ]


def test_a_yearly_measure_has_one_comparison_because_the_two_are_one() -> None:
    yearly: Any = {
        "frequency": "calendar-year",
        "source": {"period": {"column": ("Year",), "format": "YYYY"}},
    }
    selection = parse_selection(measure(SATISFACTION, **yearly), MeasureData({Key(): Series()}), {})
    assert choices(selection_form(selection, MeasureData({})))["comparison"] == [("", "Previous year")]


def test_a_form_of_many_choices_leads_nowhere_that_is_written_ahead(client: FlaskClient) -> None:
    addresses = leads_to(client.get("/measures/worry-about-crime").text, "/measures/worry-about-crime")
    assert [address for address in addresses if "from=" in address] == []


def test_the_view_of_a_reader_is_an_address_that_gives_the_same_view() -> None:
    selection, data = violence()
    again = selection.but(comparison="same-period-last-year", last=selection.periods[0])
    assert again.address == (
        "/measures/violence-with-injury?area=camden&to=2023-12&comparison=same-period-last-year"
    )
    assert parse_selection(again.measure, data, {"area": "camden", **again.query}) == again
