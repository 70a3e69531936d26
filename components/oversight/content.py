"""Oversight as it is declared: bodies, then duties with their evidence, then gaps"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import bullets, marks, note, section
from components.basics.table import folded, table_in_blocks
from components.oversight import words
from components.oversight.bodies import bodies_content
from components.oversight.evidence import evidence_link
from components.site.context import View
from components.site.urls import DUTIES, OVERSIGHT_AS_DATA, duty_address
from metrics.declared.duty import Law
from metrics.declared.duty_standing import Standing, standings
from metrics.declared.gaps import Gap, GapKind, gaps
from metrics.language import say
from metrics.oversight.duty_sentences import DUTY_STATE_WORDS, counts_sentence
from metrics.oversight.gap_sentences import by_kind, gap_name, gap_sentence

FEW_GAPS = 10  # of one kind: more are folded


def oversight_content(view: View) -> list[Component]:
    """All of the page below its head."""
    every = gaps(view.release.config, view.today)
    data = html.Ul([html.Li(html.A(say(words.OVERSIGHT_JSON), href=OVERSIGHT_AS_DATA))])
    return [
        section("bodies", say(words.BODIES_TITLE), bodies_content(view)),
        section("evidence", say(words.EVIDENCE_TITLE), _evidence(view)),
        section("gaps", say(words.GAPS_TITLE), [html.Div(gaps_content(every), className="prose")]),
        note("data", say(words.AS_DATA_TITLE), [data]),
    ]


def gaps_content(every: Sequence[Gap]) -> list[Component]:
    """Gaps kind by kind: how many, and which."""
    return [_kind(kind, own) for kind, own in by_kind(every).items()] or [html.P(say(words.NO_GAPS))]


def _kind(kind: GapKind, own: Sequence[Gap]) -> Component:
    names, sentence = bullets([gap_name(gap) for gap in own]), html.P(html.Strong(gap_sentence(kind, own)))
    which = folded(say(words.WHICH_GAPS), names) if len(own) > FEW_GAPS else names
    return html.Div([sentence, which], **marks(data_gap=kind))


def _evidence(view: View) -> list[Component]:
    """What is evidence of each duty, law by law."""
    every = standings(view.release.config, view.today)
    if not every:
        return [html.P(say(words.NO_DUTIES))]
    tables = [
        _of_law(view, law, [item for item in every if item.law.id == law.id])
        for law in view.release.config.duties
    ]
    more = html.A(say(words.ALL_DUTIES), href=DUTIES)
    return [html.P([counts_sentence(every), " ", more, "."]), *tables]


def _of_law(view: View, law: Law, items: Sequence[Standing]) -> Component:
    rows = [
        (_item(item), say(DUTY_STATE_WORDS[item.state]), evidence_link(view, item.duty)) for item in items
    ]
    caption = say(words.EVIDENCE_CAPTION, law=law.title)
    grid = table_in_blocks(caption, [say(head) for head in words.EVIDENCE_HEADS], rows)
    return folded(say(words.EVIDENCE_TABLE, count=len(rows)), html.Div(grid, className="every"))


def _item(item: Standing) -> Component:
    duty = item.duty
    return html.Span([html.A(duty.item, href=duty_address(item.law.id, duty.anchor)), " ", duty.what])
