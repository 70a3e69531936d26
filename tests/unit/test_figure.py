"""A chart on a page: its title, its notes, the drawing and the table, each once and in this order."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from dash import html

from charts.kinds.bars import Bar, Bars
from charts.scale import Axis
from components.basics.table import table
from components.figures.figure import Notes, figure, notes_above, scale_note
from serving.http.html import render

CHART = Bars("bars-x", "Homicide by sex", "Male 80.", 100, (Bar("Male", 80.0, "80"),))
TABLE = table("Homicide by sex", ["Sex", "2023"], [["Male", "80"]])


def figure_tag(*notes: str, **changes: object) -> Tag:
    return BeautifulSoup(render(figure(CHART, Notes(notes), TABLE, **changes)), "html.parser").figure  # type: ignore[arg-type, return-value]


def test_a_figure_is_its_title_and_notes_then_the_drawing_then_the_table() -> None:
    assert [part.name for part in figure_tag("A note.").find_all(recursive=False)] == [
        "figcaption",
        "div",
        "table",
    ]
    assert render(figure(CHART, Notes(["One.", "", "Two."]), TABLE)).startswith(
        '<figure class="graph"><figcaption><strong>Homicide by sex</strong><span> One.</span><span> Two.</span>'
        '</figcaption><div class="chart bars"><svg '
    )


def test_a_table_with_a_summary_is_folded_and_a_wide_one_scrolls() -> None:
    folded = figure_tag(summary="Table of 1 category", wide=True).find_all(recursive=False)[-1]
    assert (folded.name, folded.summary and folded.summary.get_text()) == ("details", "Table of 1 category")
    assert folded.select_one("div.scrolled[role=region] > table") is not None
    assert figure_tag().select("details, .scrolled") == []


def test_what_else_is_to_be_known_is_folded_between_the_drawing_and_the_table() -> None:
    figured = figure(CHART, Notes(["One."], ["Two.", "", "Three."]), TABLE)
    parts = BeautifulSoup(render(figured), "html.parser").select("figure > *")
    assert [part.name for part in parts] == ["figcaption", "div", "details", "table"]
    assert [item.get_text() for item in parts[2].select("summary, li")] == [
        "How to read this chart",
        "Two.",
        "Three.",
    ]


def test_a_drawing_with_more_around_it_stands_in_the_place_of_the_chart() -> None:
    parts = figure_tag(drawing=html.Div(className="stage")).find_all("div", recursive=False)
    assert [part["class"] for part in parts] == [["stage"]]


def test_notes_above_drawings_leave_out_what_is_empty() -> None:
    assert render(notes_above(["One.", ""])) == '<div class="moved"><p>One.</p></div>'


def test_only_a_scale_above_zero_is_said_to_start_there() -> None:
    assert scale_note(Axis(40, 80, 10), "percent") == "The scale starts at 40%, not at zero."
    assert scale_note(Axis(0, 8000, 2000), "count") == ""
