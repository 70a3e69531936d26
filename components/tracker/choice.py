"""Which items of a tracker a reader asks to see, from the words in the address, and the form that asks"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.basics.words import SHOW, upper_first
from components.site.context import UnknownAddress, View
from components.site.urls import tracker_address
from components.tracker import words
from metrics.declared.tracker_source import STATUSES
from metrics.issues import shortened
from metrics.language import say
from metrics.promises.addresses import area_names
from metrics.promises.items import Item, Tracked
from metrics.promises.sentences import status_words
from metrics.spelling import words_of

LATE = "yes"
LONGEST_WORDS = 100
NOT_STATED = "not-stated"  # of an item without an owner, where others have one
Option = tuple[str, str]


@dataclass(frozen=True)
class Choice:
    """What the address of a tracker asks for; an empty text asks for nothing in particular."""

    status: str = ""
    area: str = ""
    owner: str = ""
    overdue: str = ""
    words: str = ""

    def __bool__(self) -> bool:
        return any((self.status, self.area, self.owner, self.overdue, self.words))


def chosen_items(view: View, tracked: Tracked, choice: Choice) -> list[Item]:
    """The items that are asked for, in the order of the file. Raises UnknownAddress for what nothing is called."""
    _refuse_unknown(view, tracked, choice)
    areas, typed_words = area_names(tracked), words_of(choice.words)
    return [
        item
        for item in tracked.items
        if choice.status in ("", item.status)
        and choice.area in ("", areas.get(item.area, ""))
        and choice.owner in ("", item.owner or NOT_STATED)
        and (not choice.overdue or item.is_overdue(view.today))
        and _has_words(view, tracked, item, typed_words)
    ]


def _has_words(view: View, tracked: Tracked, item: Item, typed_words: Sequence[str]) -> bool:
    """Whether each word is in what is stated of an item, or begins a word of it."""
    owner = view.release.config.roles.get(item.owner, "")
    status = status_words(tracked.tracker, item.status).label
    texts = (item.reference, item.item, item.area, item.said_in, owner, item.due_words, status, item.update)
    own = words_of(" ".join(texts))
    return all(any(word.startswith(start) for word in own) for start in typed_words)


def choice_form(view: View, tracked: Tracked, choice: Choice) -> Component:
    """A form that asks for the page again with fewer items; it works without any script."""
    options = _options(view, tracked)
    titles = (
        say(words.CHOOSE_STATUS),
        say(words.CHOOSE_AREA),
        say(words.CHOOSE_OWNER),
        say(words.CHOOSE_LATE),
    )
    fields = [
        _select(name, title, options[name], getattr(choice, name))
        for name, title in zip(options, titles, strict=True)
        if len(options[name]) > 1
    ]
    typed = dbc.Input(
        type="search",
        id="words",
        name="words",
        value=shortened(choice.words, LONGEST_WORDS),
        maxlength=LONGEST_WORDS,
        autocomplete="off",
    )
    fields.append(html.Div([html.Label(say(words.WITH_WORDS), htmlFor="words"), typed]))
    button = html.Button(say(SHOW), type="submit")
    return html.Form(
        [*fields, button],
        action=f"{tracker_address(tracked.tracker.id)}#items",
        method="get",
        className="choice items",
    )


def _options(view: View, tracked: Tracked) -> Mapping[str, list[Option]]:
    """What can be chosen, by the name that it has in the address: a value and its words. The first is anything."""
    tracker, items, roles = tracked.tracker, tracked.items, view.release.config.roles
    areas, any_of = area_names(tracked), [("", say(words.ANY))]
    statuses = {item.status for item in items}
    owners = {item.owner: roles.get(item.owner, item.owner) for item in items if item.owner}
    nobody = (
        [(NOT_STATED, say(words.NOBODY_STATED))] if owners and any(not item.owner for item in items) else []
    )
    late = [(LATE, say(words.ONLY_LATE))] if any(item.is_overdue(view.today) for item in items) else []
    return {
        "status": any_of
        + [
            (status, upper_first(status_words(tracker, status).label))
            for status in STATUSES
            if status in statuses
        ],
        "area": any_of + [(name, area) for area, name in areas.items()],
        "owner": any_of + sorted(owners.items(), key=lambda pair: pair[1]) + nobody,
        "overdue": any_of + late,
    }


def _refuse_unknown(view: View, tracked: Tracked, choice: Choice) -> None:
    """What is past its date changes from day to day: an address that asks for it stands on each."""
    for name, options in _options(view, tracked).items():
        text = getattr(choice, name)
        allowed = {value for value, _ in options} | ({LATE} if name == "overdue" else set())
        if text not in allowed:
            problem = say(words.NO_SUCH_CHOICE, text=shortened(text))
            raise UnknownAddress(problem, tracker_address(tracked.tracker.id))


def _select(name: str, title: str, options: Sequence[Option], chosen: str) -> Component:
    items = [
        html.Option(text, value=value, selected=True) if value == chosen else html.Option(text, value=value)
        for value, text in options
    ]
    return html.Div([html.Label(title, htmlFor=name), html.Select(items, id=name, name=name)])
