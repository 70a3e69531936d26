"""Whether the past was rewritten: the fingerprint of all that was entered so far, and in plain words what it is"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import note
from components.basics.days import day, local_day
from components.release import words
from components.site.context import View
from metrics.language import say, say_count
from metrics.releasing.public_chain import SHORT


def of_the_chain(view: View) -> list[Component]:
    """The block of the page on releases; nothing where a view has no chain, as a frozen one."""
    chain = view.chain
    if chain is None:
        return []
    checksum, count = chain.head.checksum, chain.head.events
    lines = say_count(words.ONE_LINE, words.MANY_LINES, count, count=count)
    parts: list[Component] = [
        html.P(say(words.WHAT_THE_LIST_IS)),
        html.P(say(words.WHAT_A_FINGERPRINT_IS)),
        html.P([lines, html.Strong(checksum[:SHORT]), "."]),
        html.P([say(words.FINGERPRINT_IN_FULL), html.Code(checksum, className="fingerprint"), "."]),
        html.P(say(words.KEEP_A_FINGERPRINT)),
    ]
    parts += [
        html.P(say(words.BEGUN_ANEW, day=day(local_day(at)), reason=reason), className="aside")
        for at, reason in chain.renewals
    ]
    return [note("chain", say(words.WAS_IT_REWRITTEN), parts)]
