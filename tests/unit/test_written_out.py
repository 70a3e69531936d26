"""Abbreviations of a declaration are written out at their first use on a page, and once."""

from __future__ import annotations

from dash import html

from components.basics.abbreviations import written_out
from serving.http.html import render

NAMES = {"MPS": "Metropolitan Police Service", "IOPC": "Independent Office for Police Conduct"}
IN_FULL = "Metropolitan Police Service (MPS)"


def markup(*content: object) -> str:
    return render(written_out([*content], NAMES))  # type: ignore[list-item]


def test_the_first_use_is_written_out_and_no_other() -> None:
    assert markup(html.P("The MPS says so."), html.P(["To the ", html.A("MPS"), "."])) == (
        f"<p>The {IN_FULL} says so.</p><p>To the <a>MPS</a>.</p>"
    )
    assert markup(html.P(["To the ", html.A("MPS"), "."])) == f"<p>To the <a>{IN_FULL}</a>.</p>"


def test_each_has_a_first_use_of_its_own_and_a_word_that_begins_with_one_is_none() -> None:
    assert markup(html.P("MPSX, the IOPC's and the MPS.")) == (
        f"<p>MPSX, the {NAMES['IOPC']}'s (IOPC) and the {IN_FULL}.</p>"
    )


def test_a_name_that_begins_a_text_begins_with_a_capital() -> None:
    names = {"SLT": "senior leadership team"}
    assert render(written_out([html.P("SLT consultation")], names)) == (
        "<p>Senior leadership team (SLT) consultation</p>"
    )
    assert (
        render(written_out([html.P("For the SLT")], names)) == "<p>For the senior leadership team (SLT)</p>"
    )


def test_what_is_written_out_already_stays_as_it_is() -> None:
    text = f"<p>The {IN_FULL} and the MPS.</p>"
    assert markup(html.P(f"The {IN_FULL} and the MPS.")) == text


def test_a_title_is_left_alone_where_the_sentence_below_it_writes_it_out() -> None:
    below = html.P(f"What the {IN_FULL} seeks.")
    assert markup(html.H1("MPS framework"), below).startswith("<h1>MPS framework</h1>")
    assert markup(html.H1("MPS framework"), html.P("x" * 400), below).startswith(
        f"<h1>{IN_FULL} framework</h1>"
    )


def test_what_can_be_chosen_in_a_form_counts_for_nothing() -> None:
    form = html.Select([html.Option("MPS", value="mps")])
    assert markup(form, html.P("MPS")).endswith(f"<p>{IN_FULL}</p>")


def test_typographic_and_plain_apostrophes_are_one() -> None:
    names = {"MOPAC": "Mayor's Office for Policing and Crime"}
    content = [html.P("The Mayor’s Office for Policing and Crime (MOPAC) and MOPAC")]
    assert render(written_out(content, names)).count("MOPAC") == 2
