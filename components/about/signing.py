"""The keys by which the history of releases is signed, and how a signature is checked by hand"""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.about import signing_words as words
from components.basics.blocks import note
from components.basics.days import day
from metrics.declared.site import SigningKey
from metrics.language import say


def signing_keys(keys: Sequence[SigningKey]) -> list[Component]:
    """The block; nothing where no key is declared."""
    if not keys:
        return []
    newest = max(keys, key=lambda own: own.since)
    items = [
        html.Li([say(words.KEY_SINCE, day=day(own.since)), html.Code(own.key, className="fingerprint")])
        for own in sorted(keys, key=lambda own: own.since)
    ]
    parts: list[Component] = [
        html.P(say(words.WHAT_IS_SIGNED)),
        html.Ul(items),
        html.P(say(words.CHECK_BY_HAND)),
        html.Pre(html.Code(words.BY_HAND.format(key=newest.key))),
    ]
    return [note("signing", say(words.SIGNED_HEAD), parts)]
