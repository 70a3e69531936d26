"""What laws have published, item by item: where it stands, how often, what was read of the law, and evidence"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import bullets, marks, note
from components.basics.words import lower_first, upper_first
from components.oversight import words
from components.oversight.evidence import evidence_link
from components.site.context import View
from components.site.urls import DUTIES_AS_DATA, DUTIES_COLUMNS, DUTIES_FILE, DUTY_ANCHOR
from metrics.declared.duty import Duty, Law
from metrics.declared.duty_standing import Standing, standings
from metrics.language import say
from metrics.oversight.duty_sentences import (
    DUTY_STATE_WORDS,
    RHYTHM_WORDS,
    UNCHECKED_WORDS,
    counts_sentence,
    reading_sentences,
    standing_sentences,
)

FEW = 5  # items: of fewer each says all of itself


def duties_content(view: View) -> list[Component]:
    """All of the page below its head: how many stand where, each law item by item, and how the states are given."""
    config = view.release.config
    if not config.duties:
        return [html.P(say(words.NO_DUTIES))]
    every = standings(config, view.today)
    laws = [_law(view, law, [item for item in every if item.law.id == law.id]) for law in config.duties]
    links = (
        (say(words.DUTIES_CSV), DUTIES_FILE),
        (say(words.DUTIES_COLUMNS_LINK), DUTIES_COLUMNS),
        (say(words.DUTIES_JSON), DUTIES_AS_DATA),
    )
    ways = html.Ul([html.Li(html.A(text, href=address)) for text, address in links])
    return [
        *laws,
        note("how", say(words.HOW_DUTIES), [bullets([say(text) for text in words.HOW_DUTIES_TEXTS])]),
        note("data", say(words.AS_DATA_TITLE), [ways]),
    ]


def _law(view: View, law: Law, items: Sequence[Standing]) -> Component:
    """A law with its items, by the number that they begin with."""
    name = f"law-{law.id}"
    about = [
        html.P(html.Strong(counts_sentence(items))),
        html.P([say(words.CITATION_OF_LAW), law.law, "."]),
        html.P([say(words.WHOM_IT_BINDS), law.who]),
        *([html.P(law.note)] if law.note else []),
    ]
    common = _common(items)
    if common:
        about.append(html.P([say(words.UNLESS_SAID), " ", " ".join(common)]))
    groups = [part for number, own in _by_number(items) for part in _group(view, number, own, common)]
    content = [html.H2(law.title, id=name), html.Div([*about, *groups], className="prose")]
    return html.Section(content, **marks(aria_labelledby=name))


def _common(items: Sequence[Standing]) -> list[str]:
    """The sentences that hold of most items of a law, said once above them; a time not read stands at each."""
    every = Counter(sentence for item in items for sentence in _sentences(item))
    unread = say(UNCHECKED_WORDS["time"])
    often = (sentence for sentence, number in every.items() if number >= FEW and 2 * number > len(items))
    return [sentence for sentence in often if sentence != unread]


def _sentences(item: Standing) -> list[str]:
    """What is said of an item beside state and rhythm: why, what was read of it, and that evidence is lacking."""
    why = standing_sentences(item)
    read = [sentence for sentence in reading_sentences(item.duty) if sentence not in why]
    return [*why, *read, *([say(words.WITHOUT_EVIDENCE)] if item.duty.evidence is None else [])]


def _by_number(items: Sequence[Standing]) -> Iterator[tuple[str, list[Standing]]]:
    for number, own in groupby(items, key=lambda item: item.duty.number):
        yield number, list(own)


def _group(view: View, number: str, items: Sequence[Standing], common: Collection[str]) -> list[Component]:
    """The items of one number under their heading."""
    heading = html.H3(say(words.NUMBER_GROUP, number=number))
    return [heading, html.Ul([_item(view, item, common) for item in items])]


def _item(view: View, item: Standing, common: Collection[str]) -> Component:
    """An item: what it asks for, how it stands and why, how often, what was read of the law, and evidence.

    What is ``common`` to most items is said above them, and not here.
    """
    duty, anchor = item.duty, DUTY_ANCHOR.format(item.law.id, item.duty.anchor)
    every, why = _sentences(item), standing_sentences(item)
    own = [sentence for sentence in why if sentence not in common]
    state: list[str | Component] = [html.Strong(f"{say(DUTY_STATE_WORDS[item.state])}."), f" {' '.join(own)}"]
    if duty.published is not None and duty.published.link is not None:
        state += [" ", html.A(say(words.WHERE_PUBLISHED), href=duty.published.link), "."]
    manner = [] if duty.manner is None else [say(words.IN_MANNER, manner=duty.manner)]
    often = say(words.HOW_OFTEN, rhythm=lower_first(say(RHYTHM_WORDS[duty.when])))
    read = [sentence for sentence in every if sentence not in why and sentence not in common]
    about = " ".join([often, *manner, *read, *([f"{upper_first(duty.note)}."] if duty.note else [])])
    return html.Li(
        [
            html.Div([html.Strong(duty.item), " ", duty.what, "."]),
            html.Div(state, **marks(data_state=item.state)),
            html.Div(about, className="aside"),
            *([] if duty.evidence is None else [_evidence(view, duty)]),
        ],
        id=anchor,
        **marks(data_duty=duty.item),
    )


def _evidence(view: View, duty: Duty) -> Component:
    return html.Div([say(words.EVIDENCE_IS), evidence_link(view, duty), "."])
