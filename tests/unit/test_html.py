"""A component tree becomes finished HTML: escaped, complete, and the same bytes every time."""

from datetime import UTC, date, datetime
from typing import Any

import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html

from charts.kinds.sparkline import Sparkline
from charts.scale import Axis
from charts.values import Point
from components.basics.chart_place import chart_div
from components.site.context import View, showing
from metrics.declared.config import parse_config
from metrics.figures.release import Release
from serving.http.html import page, render
from serving.http.stylesheet import parse_stylesheet

CONFIG = """
site: {title: Our site, producer: The office, contact: Write to us, statistics_status: Not accredited,
       update_schedule: Once a quarter., attribution: Open data}
frameworks: [{id: pcp, title: Plan, vision: Safe., description: The plan}]
outcomes: [{id: safer, framework: pcp, title: Safer, description: Fewer victims}]
measures: []
"""
NAVIGATION = (("/", "Outcomes"), ("/about", "How to read this"))


def document(**changes: object) -> str:
    config, issues = parse_config(CONFIG)
    assert config is not None, issues
    release = Release("2023-24-q3", datetime(2024, 2, 8, 9, 30, tzinfo=UTC), config, {})
    defaults = {
        "title": "Homicide & harm",
        "description": 'What is "said"',
        "content": html.H1("Homicide"),
        "view_release_id": release.id,
        "release_title": release.title,
        "stylesheet": parse_stylesheet("h1 { color: red } .tile { color: blue }"),
        "path": "/about",
    }
    with showing(View(release, date(2024, 2, 9), navigation=NAVIGATION)):
        return page(**{**defaults, **changes})  # type: ignore[arg-type]


def test_texts_and_attributes_are_escaped() -> None:
    assert render(html.P("<b> & co", title='a "b" <c>')) == (
        '<p title="a &quot;b&quot; &lt;c&gt;">&lt;b&gt; &amp; co</p>'
    )


def test_attributes_have_their_names_in_html() -> None:
    hidden: dict[str, Any] = {"aria-hidden": "true"}
    tree = html.Label("Area", htmlFor="area", className="choice", tabIndex=-1, **hidden)
    assert render(tree) == '<label class="choice" for="area" tabindex="-1" aria-hidden="true">Area</label>'


def test_columns_that_a_cell_spans_and_dates_keep_their_values() -> None:
    tree = html.Th(html.Time("8 February", dateTime="2024-02-08"), colSpan=2)
    assert render(tree) == '<th colspan="2"><time datetime="2024-02-08">8 February</time></th>'


def test_numbers_lists_and_nothing_are_children() -> None:
    children: list[Any] = [1, " ", 2.5, None, ["a", html.B("b")], True, False]
    assert render(html.P(children)) == "<p>1 2.5a<b>b</b></p>"


def test_a_void_element_has_no_end() -> None:
    assert render([html.Br(), html.Hr(className="thin")]) == '<br><hr class="thin">'


def test_a_state_is_there_or_not() -> None:
    assert render(html.Details("x", open=True)) == "<details open>x</details>"
    assert render(html.Option("Barnet", value="barnet", selected=False)) == (
        '<option value="barnet">Barnet</option>'
    )


def test_a_state_that_html_spells_out_is_spelled_out() -> None:
    states: dict[str, Any] = {"draggable": False, "aria-busy": True}
    assert render(html.P("x", **states)) == '<p draggable="false" aria-busy="true">x</p>'


def test_what_only_dash_needs_is_left_out() -> None:
    assert render(html.P("x", id="p", key="k", n_clicks=3, disable_n_clicks=True)) == '<p id="p">x</p>'


def test_a_style_is_refused_because_the_policy_forbids_it() -> None:
    with pytest.raises(TypeError, match="use a class"):
        render(html.P("x", style={"color": "red"}))


@pytest.mark.parametrize("component", [html.Script("x"), html.Iframe(), dcc.Graph(), dbc.Alert("x")])
def test_a_component_without_html_is_named(component: object) -> None:
    with pytest.raises(TypeError, match=rf"\.{type(component).__name__} has no HTML here"):
        render(component)


def test_a_value_that_is_no_component_is_named() -> None:
    children: list[Any] = [date(2024, 1, 1)]
    with pytest.raises(TypeError, match="date cannot stand in a page"):
        render(html.P(children))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "a:b"])
def test_an_address_that_runs_something_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="not an address that a page may lead to"):
        render(html.A("x", href=address))


@pytest.mark.parametrize(
    "address", ["/", "#main", "?a=b:c", "/a?b=c:d", "https://data.london.gov.uk/dataset/a:b", ""]
)
def test_an_address_of_this_site_or_the_web_is_kept(address: str) -> None:
    assert render(html.A("x", href=address)) == f'<a href="{address}">x</a>'


def test_a_trail_marks_the_page_that_is_shown() -> None:
    items = [{"label": "Plan & more", "href": "/"}, {"label": "Homicide", "active": True}]
    assert render(dbc.Breadcrumb(items=items)) == (
        '<nav aria-label="breadcrumb"><ol class="breadcrumb">'
        '<li class="breadcrumb-item"><a href="/">Plan &amp; more</a></li>'
        '<li class="breadcrumb-item active" aria-current="page">Homicide</li></ol></nav>'
    )


def test_a_table_keeps_its_class_beside_its_own() -> None:
    assert render(dbc.Table([html.Caption("x")], className="figures")) == (
        '<table class="table figures"><caption>x</caption></table>'
    )


def test_the_place_of_a_chart_holds_its_drawing_and_no_longer_its_values() -> None:
    points = (Point("2022", 1.0, "1"), Point("2023", 2.0, "2"))
    markup = render(chart_div(Sparkline("spark-homicide", Axis(0, 2, 1), points)))
    assert markup.startswith('<div id="spark-homicide" class="chart spark"><svg ')
    assert markup.endswith("</svg></div>")
    assert "data-chart" not in markup


def test_a_document_says_its_language_title_and_release() -> None:
    markup = document()
    assert markup.startswith('<!doctype html>\n<html lang="en-GB">\n')
    assert "<title>Homicide &amp; harm – Our site</title>" in markup
    assert '<meta name="description" content="What is &quot;said&quot;">' in markup
    assert '<body data-release="2023-24-q3">' in markup
    assert '<main id="main" tabindex="-1">\n<h1>Homicide</h1>\n</main>' in markup


def test_a_document_holds_the_style_that_it_uses_and_asks_for_no_stylesheet_and_no_script() -> None:
    markup = document()
    assert markup.count("<style") == markup.count("<style>h1{color:red}</style>") == 1
    assert 'rel="stylesheet"' not in markup
    assert "<script" not in markup
    assert " style=" not in markup


def test_a_document_allows_its_own_style_and_no_other_ahead_of_it() -> None:
    policy = (
        "default-src 'none'; connect-src 'self'; "
        "style-src 'self' 'sha256-/D8wWMrWSOjeD/K4IHepvRvJjPxqJbouCB3qbqmBaqY='; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'"
    )
    element = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<style>h1{{color:red}}</style>'
    )
    assert document().count(element) == document().count("http-equiv") == 1


def test_where_scripts_run_the_policy_stands_in_the_headers_alone() -> None:
    place = html.Div(**{"data-explore": "/interactive/x/"})  # type: ignore[arg-type]
    markup = document(content=place, script="/assets/explore.js")
    assert ('<script src="/assets/explore.js" defer>' in markup, "http-equiv" in markup) == (True, False)


def test_the_first_stop_leads_to_the_main_content() -> None:
    body = document().partition("<body")[2]
    assert body.index('<a class="skip" href="#main">') < body.index("<header")


@pytest.mark.parametrize("path, label", [("/", "Outcomes"), ("/about", "How to read this")])
def test_the_present_page_is_marked_among_the_ways_to_go(path: str, label: str) -> None:
    markup = document(path=path)
    assert markup.count('aria-current="page"') == 1
    assert f'<a href="{path}" aria-current="page">{label}</a>' in markup


def test_a_page_below_the_ways_to_go_marks_none_of_them() -> None:
    assert "aria-current" not in document(path="/measures/homicide")


def test_only_a_page_that_asks_for_it_stays_out_of_search() -> None:
    robots = '<meta name="robots" content="noindex">'
    assert (robots in document(), robots in document(noindex=True)) == (False, True)


def test_the_footer_holds_the_nine_things_that_the_regulator_asks_for() -> None:
    footer = document().partition("<footer")[2]
    terms = [part.partition("</dt>")[0] for part in footer.split("<dt>")[1:]]
    assert terms == [
        "Producer and sources",
        "Status",
        "Strengths and limits",
        "Revisions and corrections",
        "Coherence",
        "Release",
        "Plan to maintain",
        "Accessibility",
        "Contact",
    ]
    assert "Q3 2023/24, published on 8 February 2024 at 9:30am. Once a quarter." in footer


def test_the_same_view_gives_the_same_bytes() -> None:
    assert document() == document()


def test_a_field_for_text_is_an_input() -> None:
    field = dbc.Input(type="text", id="find", name="find", maxlength=60, required=True)
    assert render(field) == '<input id="find" type="text" maxlength="60" required name="find">'
