"""The parts of the pages: what a tile, a table, a chart's text and an address say."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from charts.draw import parse
from charts.kinds.sparkline import Sparkline
from charts.values import BreakMark
from components.basics.days import moment
from components.basics.words import WINDOW, expected, materiality, next_update
from components.figures.breakdown_table import breakdowns
from components.figures.district_table import districts_table
from components.figures.sparkline import sparkline
from components.figures.trend import trend
from components.measure.notes import notes
from components.outcome.framework import framework_content, glance_note
from components.site.addresses import unknown_address
from components.site.context import UnknownAddress, View, showing
from components.site.lookup import find_area, find_measure, find_outcome
from components.site.urls import measure_address
from components.tile.tile import facts, tile_card
from metrics.declared.config import parse_config
from metrics.declared.framework import PlannedMeasure, PublishedMeasure, QualitativeMeasure
from metrics.figures.release import Release
from metrics.figures.sentences import POLARITY_WORDS
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.tiles import Tile, tile
from metrics.statuses import Status
from serving.http.html import render
from tests.given import OFFENCES, SATISFACTION, VICTIMS, measure, observed, series

TODAY = date(2024, 2, 9)
BARNET, CAMDEN = "E09000003", "E09000007"
PLANNED = PlannedMeasure(
    id="crime-prevalence",
    title="Crime prevalence",
    description="How many were victims.",
    outcome="safer",
    status="planned",
    owner="MOPAC",
    reason="A new measure is to be added.",
    expected="not-announced",
)
IN_WORDS = QualitativeMeasure(
    id="harm",
    title="Harm",
    description="Protection.",
    outcome="safer",
    status="qualitative",
    reason="Much of it is hidden.",
    narrative="What was done.",
)
CONFIG = """
site: {title: O, producer: P, contact: C, statistics_status: S, update_schedule: U, attribution: A}
frameworks:
  - {id: pcp, title: Plan, vision: Safe., description: The plan}
  - {id: mps, title: The police, vision: Well run., description: The police}
outcomes:
  - {id: safer, framework: pcp, title: Londoners are safer, description: Fewer victims}
measures:
  - {id: prevalence, outcome: safer, title: Crime prevalence, status: planned, description: Victims,
     owner: MOPAC, reason: A new measure is to be added., expected: not-announced}
"""


def soup(component: object) -> BeautifulSoup:
    return BeautifulSoup(render(component), "html.parser")


def only_tag(component: object, selector: str) -> Tag:
    tags = soup(component).select(selector)
    assert len(tags) == 1, (selector, tags)
    return tags[0]


def texts(component: object, selector: str) -> list[str]:
    return [tag.get_text() for tag in soup(component).select(selector)]


def table_of(component: object) -> list[list[str]]:
    return [[cell.get_text() for cell in row.select("th, td")] for row in soup(component).select("tr")]


def data(figures: Mapping[Key, Series]) -> MeasureData:
    return MeasureData(dict(figures))


def satisfaction(values: Mapping[str, float | None], **changes: Any) -> Tile:
    return tile(measure(SATISFACTION, **changes), data({Key(): series(values)}), TODAY)


def months(values: Mapping[str, float | None]) -> Series:
    return series(values, frequency="month")


def running(values: Mapping[str, float | None]) -> Series:
    return series(values, frequency="month", window="calendar-year-to-date")


def release() -> Release:
    config, issues = parse_config(CONFIG)
    assert config is not None, issues
    return Release("2023-24-q3", datetime(2024, 2, 8, 9, 30, tzinfo=UTC), config, {})


# Tiles -----------------------------------------------------------------------------------------------------


def test_a_tile_carries_the_marks_that_scripts_read() -> None:
    card = tile_card(satisfaction({"2023-Q2": 64.0, "2023-Q3": 61.0}))
    marked = {str(tag["data-field"]): tag.get_text() for tag in soup(card).select("[data-field]")}
    assert marked == {"value": "61%", "period": "Q3 2023/24", "change": "-3.0 p.p.", "outcome": "Lower"}
    assert only_tag(card, "article")["data-measure"] == "victim-satisfaction"
    assert dict(only_tag(card, ".change").attrs) == {
        "class": ["change"],
        "data-outcome": "lower",
        "data-verdict": "worse",
    }
    assert dict(only_tag(card, "[data-arrow]").attrs) == {
        "class": ["arrow"],
        "aria-hidden": "true",
        "data-arrow": "down",
    }


def test_a_tile_says_what_it_compares_and_judges_in_words() -> None:
    card = tile_card(satisfaction({"2023-Q2": 64.0, "2023-Q3": 61.0}))
    assert texts(card, ".change") == ["↓ -3.0 p.p. Lower Worse"]
    assert texts(card, ".basis") == ["Change on previous quarter: was 64% in Q2 2023/24"]
    assert texts(card, ".counted") == ["of victims were satisfied"]


def test_a_tile_leads_to_its_measure_and_tells_why() -> None:
    card = tile_card(satisfaction({"2023-Q2": 64.0, "2023-Q3": 61.0}))
    assert only_tag(card, "h3 a")["href"] == "/measures/victim-satisfaction"
    assert texts(card, "summary") == ["Why does it say this? (Overall victim satisfaction)"]


@pytest.mark.parametrize(
    "values, words",
    [
        ({"2023-Q2": 64.0, "2023-Q3": 64.0}, "→ 0.0 p.p. Little change No clear change"),
        ({"2023-Q2": None, "2023-Q3": 64.0}, "→ Not known"),
        ({"2023-Q3": 64.0}, "→ Not known"),
    ],
)
def test_a_change_that_is_none_is_not_judged(values: dict[str, float | None], words: str) -> None:
    assert texts(tile_card(satisfaction(values)), ".change") == [words]


def test_where_no_number_can_be_given_the_word_stands_in_both_places() -> None:
    card = tile_card(satisfaction({"2023-Q2": None, "2023-Q3": 64.0}))
    assert texts(card, '[data-field="change"]') == texts(card, '[data-field="outcome"]') == ["Not known"]


def test_a_missing_figure_is_said_and_is_no_zero() -> None:
    card = tile_card(satisfaction({"2023-Q2": 64.0, "2023-Q3": None}))
    assert texts(card, '[data-field="value"]') == ["Not available"]
    assert texts(card, ".counted") == []


@pytest.mark.parametrize("status, flags", [("p", ["Provisional"]), ("r", ["Revised"]), ("", [])])
def test_a_provisional_or_revised_figure_says_so(status: Status, flags: list[str]) -> None:
    quarters = Series((observed("2023-Q2", 64.0), observed("2023-Q3", 61.0, status)))
    card = tile_card(tile(measure(), data({Key(): quarters}), TODAY))
    assert texts(card, ".flag") == flags


def test_a_measure_that_is_not_judged_says_so() -> None:
    card = tile_card(satisfaction({"2023-Q2": 64.0, "2023-Q3": 61.0}, polarity="neutral"))
    assert texts(card, ".verdict") == ["Not judged better or worse"]


def test_a_running_total_shows_the_months_that_it_compares() -> None:
    measure_data = data(
        {
            Key(): months({"2023-11": 7, "2023-12": 8}),
            Key("calendar-year-to-date"): running({"2023-11": 101, "2023-12": 109}),
        }
    )
    card = tile_card(tile(measure(VICTIMS), measure_data, TODAY))
    assert texts(card, '[data-field="value"]') == ["109"]
    assert texts(card, ".basis") == [
        "Change on previous month: 8 in December 2023, against 7 in November 2023"
    ]


def test_a_planned_measure_says_who_why_and_when() -> None:
    card = tile_card(tile(PLANNED, data({}), TODAY))
    assert texts(card, "p") == [
        "Planned",
        "A new measure is to be added.",
        "No date has been announced. Owner: MOPAC.",
    ]
    assert soup(card).select("[data-field]") == []


def test_a_promise_that_is_late_is_said_to_be_overdue() -> None:
    assert expected(date(2024, 1, 31), overdue=True) == "It was due on 31 January 2024 and is overdue."
    assert expected(date(2024, 3, 31), overdue=False) == "Expected on 31 March 2024."


def test_a_measure_in_words_shows_its_reason_and_narrative() -> None:
    card = tile_card(tile(IN_WORDS, data({}), TODAY))
    assert texts(card, "p") == ["Reported in words", "Much of it is hidden.", "What was done."]


def test_an_area_without_figures_says_so() -> None:
    assert texts(facts(tile(measure(), data({}), TODAY)), "p") == ["There is no figure for this area."]


# Charts and tables -----------------------------------------------------------------------------------------


def sparkline_of(component: Component) -> Sparkline:
    chart = parse(component.to_plotly_json()["props"]["data-chart"])
    assert isinstance(chart, Sparkline)
    return chart


def test_the_small_line_holds_the_newest_figures_alone() -> None:
    declared = measure()
    quarters = {f"{year}-Q{n}": 50.0 + n for year in range(2015, 2024) for n in (1, 2, 3, 4)}
    small = sparkline_of(sparkline(declared, tile(declared, data({Key(): series(quarters)}), TODAY)))
    assert (len(small.points), small.points[-1].label) == (13, "Q4 2023/24")


def trend_of(
    declared: PublishedMeasure, measure_data: MeasureData, *, explore: str = "/interactive/r/m/london/"
) -> Component:
    return trend(
        declared,
        tile(declared, measure_data, TODAY),
        measure_data,
        "London",
        full=bool(explore),
        explore=explore,
    )


def test_a_trend_describes_itself_in_words() -> None:
    figure = trend_of(measure(), data({Key(): series({"2023-Q1": 66.0, "2023-Q2": 64.0, "2023-Q3": 61.0})}))
    assert texts(figure, "svg.wide title") == [
        "Overall victim satisfaction, London, Q1 2023/24 to Q3 2023/24"
    ]
    assert texts(figure, "svg.wide desc") == [
        "A line from 66% (Q1 2023/24) to 61% (Q3 2023/24). "
        "The lowest is 61% (Q3 2023/24), the highest 66% (Q1 2023/24)."
    ]


def test_a_scale_that_does_not_start_at_zero_is_said() -> None:
    figure = trend_of(measure(), data({Key(): series({"2023-Q2": 64.0, "2023-Q3": 61.0})}))
    assert texts(figure, "details li") == ["The scale starts at 40%, not at zero."]


def test_a_gap_is_said_and_stands_in_the_table_as_not_available() -> None:
    measure_data = data({Key(): series({"2023-Q1": 2.0, "2023-Q2": None, "2023-Q3": 3.0})})
    figure = trend_of(measure(), measure_data)
    assert texts(figure, "details li") == ["The line has a gap where there is no figure."]
    assert table_of(figure) == [
        ["Quarter", "Figure"],
        ["Q3 2023/24", "3%"],
        ["Q2 2023/24", "Not available"],
        ["Q1 2023/24", "2%"],
    ]


def test_a_break_is_marked_in_the_chart_and_noted_in_the_table() -> None:
    declared = measure(OFFENCES, breaks=({"period": "2024-03", "reason": "the system changed"},))
    figure = trend_of(declared, data({Key(): months({"2024-02": 5900, "2024-03": 6100})}))
    assert texts(figure, "svg.narrow .break + text") == ["Break: March 2024"]
    assert table_of(figure) == [
        ["Month", "Offences", "Note"],
        ["March 2024", "6,100", "Break: not comparable with earlier figures"],
        ["February 2024", "5,900", ""],
    ]


def test_a_break_that_no_figure_has_reached_is_not_drawn() -> None:
    declared = measure(OFFENCES, breaks=({"period": "2024-03", "reason": "the system changed"},))
    measure_data = data({Key(): months({"2024-01": 6100, "2024-02": 5900})})
    small = sparkline_of(sparkline(declared, tile(declared, measure_data, TODAY)))
    assert small.breaks == ()


def test_a_break_stands_before_the_first_point_after_it() -> None:
    declared = measure(OFFENCES, breaks=({"period": "2024-03", "reason": "the system changed"},))
    measure_data = data({Key(): months({"2024-01": 6100, "2024-02": 5900, "2024-03": 6000})})
    small = sparkline_of(sparkline(declared, tile(declared, measure_data, TODAY)))
    assert small.breaks == (BreakMark(2, "Break: March 2024"),)


def test_a_running_total_is_drawn_by_month_and_tabled_with_both() -> None:
    measure_data = data(
        {
            Key(): months({"2023-11": 7, "2023-12": 8}),
            Key("calendar-year-to-date"): running({"2023-11": 101, "2023-12": 109}),
        }
    )
    assert table_of(trend_of(measure(VICTIMS), measure_data)) == [
        ["Month", "Homicide victims", "Year so far"],
        ["December 2023", "8", "109"],
        ["November 2023", "7", "101"],
    ]


def test_numbers_stand_to_the_right_and_words_to_the_left() -> None:
    quarters = Series((observed("2023-Q2", 64.0), observed("2023-Q3", 61.0, "p")))
    figure = trend_of(measure(), data({Key(): quarters}))
    cells = soup(figure).select("tbody tr:first-child > *")
    assert [(cell.name, cell.get("class"), cell.get("scope")) for cell in cells] == [
        ("th", None, "row"),
        ("td", ["n"], None),
        ("td", None, None),
    ]


def test_figures_that_are_zero_throughout_are_told_in_words_and_not_drawn() -> None:
    zero = data({Key(): months({"2023-11": 0, "2023-12": 0})})
    figure = trend_of(measure(VICTIMS, window="single"), zero, explore="/interactive/homicide")
    assert texts(figure, "figure > p") == ["It is zero throughout, from November 2023 to December 2023."]
    assert soup(figure).select("svg, [data-explore]") == []
    assert [row[:2] for row in table_of(figure)[1:]] == [["December 2023", "0"], ["November 2023", "0"]]


def test_a_long_table_is_folded_and_a_short_one_is_not() -> None:
    short = series({f"2022-Q{n}": 60.0 for n in (1, 2, 3, 4)})
    long = series({f"{year}-Q{n}": 60.0 for year in range(2019, 2024) for n in (1, 2, 3, 4)})
    folds = [
        texts(trend_of(measure(), data({Key(): quarters})), "details:has(table) summary")
        for quarters in (short, long)
    ]
    assert folds == [[], ["Table of 20 quarters"]]


def test_a_chart_of_the_newest_figures_alone_leads_to_nothing_interactive() -> None:
    long = data({Key(): series({f"{year}-Q{n}": 60.0 for year in range(2015, 2024) for n in (1, 2, 3, 4)})})
    full_chart, recent = trend_of(measure(), long), trend_of(measure(), long, explore="")
    assert texts(full_chart, "[data-explore] button") == ["Explore this chart"]
    assert texts(recent, "button") == []
    assert texts(recent, "details:has(table) summary") == ["Table of 13 quarters"]


def test_a_breakdown_shows_both_periods_of_the_comparison() -> None:
    route: Any = {"id": "route", "title": "Reporting route", "column": ("Survey",)}
    declared = measure(SATISFACTION, source={"dimensions": (route,)})
    both = {"2023-Q2": 64.0, "2023-Q3": 61.0}
    measure_data = data(
        {
            Key(): series(both),
            Key("single", dimension="route", category="Face to face"): series(both),
            Key("single", dimension="route", category="Online"): series({"2023-Q3": 32.0}),
        }
    )
    assert table_of(breakdowns(declared, tile(declared, measure_data, TODAY), measure_data)) == [
        ["Reporting route", "Q3 2023/24", "Q2 2023/24"],
        ["Face to face", "61%", "64%"],
        ["Online", "32%", "Not available"],
    ]


def test_a_running_total_is_broken_down_beside_the_same_months_of_last_year() -> None:
    both = {"2022-12": 1.0, "2023-11": 2.0, "2023-12": 3.0}
    measure_data = data(
        {
            Key(): months(both),
            Key("calendar-year-to-date"): running(both),
            Key("calendar-year-to-date", dimension="sex", category="Female"): running(both),
        }
    )
    declared = measure(VICTIMS)
    assert table_of(breakdowns(declared, tile(declared, measure_data, TODAY), measure_data)) == [
        ["Sex", "2023 to the end of December", "2022 to the end of December"],
        ["Female", "3", "1"],
    ]


def test_districts_stand_by_name_and_not_by_figure() -> None:
    measure_data = data(
        {
            Key(): months({"2023-12": 30, "2024-01": 30}),
            Key(area=CAMDEN): months({"2023-12": 5, "2024-01": 20}),
            Key(area=BARNET): months({"2023-12": 5, "2024-01": 10}),
        }
    )
    declared = measure(OFFENCES)
    figures = districts_table(declared, tile(declared, measure_data, TODAY), measure_data)
    assert table_of(figures) == [["Borough", "January 2024"], ["Barnet", "10"], ["Camden", "20"]]
    assert [str(link["href"]) for link in soup(figures).select("td a, th a")] == [
        "/measures/violence-with-injury?area=barnet",
        "/measures/violence-with-injury?area=camden",
    ]


def test_a_status_that_all_districts_share_is_said_once() -> None:
    newest = Series((observed("2024-01", 10, "p", frequency="month"),))
    one_status = data({Key(): newest, Key(area=BARNET): newest, Key(area=CAMDEN): newest})
    declared = measure(OFFENCES)
    figures = districts_table(declared, tile(declared, one_status, TODAY), one_status)
    assert table_of(figures)[0] == ["Borough", "January 2024"]
    assert texts(figures, "caption") == [
        "Violence with injury offences in each borough, January 2024 (provisional [p])"
    ]


def test_a_status_of_one_district_stands_in_its_row() -> None:
    measure_data = data(
        {
            Key(): months({"2024-01": 30}),
            Key(area=BARNET): Series((observed("2024-01", 10, "p", frequency="month"),)),
            Key(area=CAMDEN): months({"2024-01": 20}),
        }
    )
    declared = measure(OFFENCES)
    assert table_of(districts_table(declared, tile(declared, measure_data, TODAY), measure_data)) == [
        ["Borough", "January 2024", "Note"],
        ["Barnet", "10", "Provisional [p]"],
        ["Camden", "20", ""],
    ]


def test_a_rolling_figure_says_what_each_point_covers() -> None:
    rolling: Any = {"window": "rolling-12-months"}
    declared = measure(SATISFACTION, **rolling, source=rolling)
    measure_data = data({Key(**rolling): series({"2023-Q2": 8.0, "2023-Q3": 6.0}, **rolling)})
    figure = trend_of(declared, measure_data)
    assert texts(figure, "figcaption span") == [
        " Each point covers the twelve months to the end of its period."
    ]
    assert [row[0] for row in table_of(figure)] == [
        "Period",
        "12 months to December 2023",
        "12 months to September 2023",
    ]


# Words -----------------------------------------------------------------------------------------------------


def test_the_notes_name_the_source_its_licence_and_the_next_update() -> None:
    source = notes(measure(), release())[2]
    assert [str(link["href"]) for link in soup(source).select("a")] == [
        "https://data.london.gov.uk/dataset/survey",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ]


@pytest.mark.parametrize(
    "when, words",
    [
        (date(2024, 5, 9), "The next figure is due on 9 May 2024."),
        (
            "not-announced",
            "No date has been announced for the next figure. Releases of this site come once a quarter.",
        ),
    ],
)
def test_the_next_update_is_a_date_or_the_lack_of_one(when: Any, words: str) -> None:
    assert next_update(when, "Once a quarter.") == words


@pytest.mark.parametrize("words", [*WINDOW.values(), *POLARITY_WORDS.values()])
def test_what_a_figure_covers_and_which_way_is_better_are_whole_sentences(words: str) -> None:
    assert re.fullmatch(r"[A-Z][^.]{10,}\.( [A-Z][^.]{15,}\.)?", words)


@pytest.mark.parametrize(
    "fields, least, words",
    [
        (SATISFACTION, 1.0, "A change smaller than 1 percentage point is called “little change”."),
        (SATISFACTION, 2.5, "A change smaller than 2.5 percentage points is called “little change”."),
        (OFFENCES, 10.0, "A change smaller than 10% is called “little change”."),
        (VICTIMS, 5.0, "A change smaller than 5 is called “little change”."),
    ],
)
def test_the_least_change_is_said_in_the_unit_of_the_change(
    fields: Mapping[str, Any], least: float, words: str
) -> None:
    assert materiality(measure(fields, comparison={"materiality": least})) == words


def test_of_a_small_count_chance_is_said_to_come_before_size() -> None:
    declared = measure(VICTIMS, comparison={"test": "counts", "judged": "like-with-like", "materiality": 5.0})
    assert materiality(declared) == (
        "Where chance alone could make a change, there are too few to tell. Beyond that, a change smaller than 5 is "
        "called “little change”."
    )


@pytest.mark.parametrize(
    "time, words",
    [
        (datetime(2024, 2, 8, 9, 30, tzinfo=UTC), "8 February 2024 at 9:30am"),
        (datetime(2024, 7, 1, 12, 5, tzinfo=UTC), "1 July 2024 at 1:05pm"),
        (datetime(2024, 7, 31, 23, 0, tzinfo=UTC), "1 August 2024 at 12:00am"),
    ],
)
def test_a_moment_is_told_by_the_clocks_of_region(time: datetime, words: str) -> None:
    assert moment(time) == words


# Addresses -------------------------------------------------------------------------------------------------


def whole_site() -> View:
    rules = ("/", "/about", "/frameworks/<framework_id>", "/outcomes/<outcome_id>", "/measures/<measure_id>")
    return View(release(), TODAY, page_rules=rules)


@pytest.mark.parametrize(
    "path, guess",
    [
        ("/measures/prevalance", "/measures/prevalence"),
        ("/measure/PREVALENCE/", "/measures/prevalence"),
        ("/frameworks/msp", "/frameworks/mps"),
        ("/abuot", "/about"),
        ("/zzzz", ""),
        ("/", ""),
    ],
)
def test_an_address_that_leads_nowhere_guesses_the_nearest(path: str, guess: str) -> None:
    assert unknown_address(whole_site(), path).guess == guess


def test_an_unknown_measure_or_outcome_says_so_with_a_guess() -> None:
    with pytest.raises(UnknownAddress, match=r"^There is no measure at this address\.$"):
        find_measure(whole_site(), "nothing")
    with pytest.raises(UnknownAddress) as caught:
        find_outcome(whole_site(), "saver")
    assert caught.value.guess == "/outcomes/safer"


@pytest.mark.parametrize(
    "area, code",
    [
        ("", "E12000007"),
        ("london", "E12000007"),
        ("E12000007", "E12000007"),
        ("camden", CAMDEN),
        ("Camden ", CAMDEN),
        ("e09000007", CAMDEN),
    ],
)
def test_an_area_is_asked_for_by_code_slug_or_name(area: str, code: str) -> None:
    assert find_area("homicide", area, (CAMDEN, BARNET)) == code


@pytest.mark.parametrize(
    "area, guess",
    [
        ("camdon", "/measures/homicide?area=camden"),
        ("hackney", "/measures/homicide"),
        ("city-of-london", "/measures/homicide"),
        ("%00", "/measures/homicide"),
    ],
)
def test_an_area_without_figures_is_no_address(area: str, guess: str) -> None:
    with pytest.raises(UnknownAddress) as caught:
        find_area("homicide", area, (CAMDEN, BARNET))
    assert caught.value.guess == guess


def test_an_address_of_a_measure_names_its_district_by_slug() -> None:
    assert measure_address("homicide", "E09000002") == "/measures/homicide?area=barking-and-dagenham"


# The framework's page --------------------------------------------------------------------------------------


def test_a_glance_sorts_measures_by_what_is_known_of_them() -> None:
    with showing(View(release(), TODAY)):
        content = framework_content(release().config.frameworks[0])
    assert texts(content, ".glance dt, .glance dd") == ["Planned", "Crime prevalence"]
    assert only_tag(content, ".glance a")["href"] == "#measure-prevalence"
    assert only_tag(content, "#measure-prevalence").name == "article"


def test_a_glance_says_by_how_much_or_how_it_stands_against_a_year_before() -> None:
    sure, overlapping = (
        satisfaction({"2023-Q2": 64.0, "2023-Q3": 61.0}),
        tile(
            rolling := measure(
                SATISFACTION, window="rolling-12-months", source={"window": "rolling-12-months"}
            ),
            data(
                {
                    Key(window="rolling-12-months"): series(
                        {"2022-Q3": 71.0, "2023-Q2": 70.0, "2023-Q3": 69.0}, window=rolling.window
                    )
                }
            ),
            TODAY,
        ),
    )
    assert sure.change is not None and overlapping.change is not None
    assert glance_note(sure.change, sure.beside) == "-3.0 p.p. on previous quarter"
    assert glance_note(overlapping.change, overlapping.beside) == "lower than a year before"
    assert glance_note(overlapping.change, None) == ""


def test_a_framework_leads_to_the_others() -> None:
    with showing(View(release(), TODAY)):
        first, second = (framework_content(framework) for framework in release().config.frameworks)
    assert only_tag(first, "#other-frameworks + ul a")["href"] == "/frameworks/mps"
    assert only_tag(second, "#other-frameworks + ul a")["href"] == "/"


def test_a_page_is_a_tree_that_dash_can_send() -> None:
    card = tile_card(satisfaction({"2023-Q2": 64.0, "2023-Q3": 61.0}))
    sent = json.loads(json.dumps(card, cls=PlotlyJSONEncoder))
    assert (sent["type"], sent["props"]["id"]) == ("Article", "measure-victim-satisfaction")


def test_an_observation_without_a_value_has_no_height_in_a_chart() -> None:
    missing = Observation(observed("2023-Q3", 1.0).period, "single", None, "x")
    measure_data = data({Key(): Series((observed("2023-Q2", 64.0), missing))})
    small = sparkline_of(sparkline(measure(), tile(measure(), measure_data, TODAY)))
    assert [point.value for point in small.points] == [64.0, None]
