"""The time of a framework, in words: from when until when, that it has ended, and what it stands behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from components.basics.days import day
from components.outcome import words
from components.site.context import View
from components.site.urls import framework_address
from metrics.declared.taxonomy import Framework, YearOrDay
from metrics.language import say


def span(framework: Framework) -> str:
    """``2022 to 2025``, ``from 24 March 2022``; nothing where no time is declared."""
    first, until = (None if when is None else _when(when) for when in (framework.first, framework.until))
    if first and until:
        return first if first == until else say(words.FROM_UNTIL, first=first, until=until)
    return say(words.FROM_WHEN, first=first) if first else say(words.UNTIL_WHEN, until=until) if until else ""


def time_sentence(framework: Framework, today: date) -> str:
    """Whether it is in force, was, or will be; empty where no time is declared."""
    times = span(framework)
    if not times:
        return ""
    if framework.has_ended(today):
        return say(words.HAS_ENDED, span=times)
    if framework.first is not None and _is_to_come(framework.first, today):
        return say(words.TO_COME, span=times)
    return say(words.IN_FORCE, span=times)


def time_and_ways(view: View, framework: Framework) -> list[Component]:
    """Its time, what follows it where it has ended, what it stands behind, and who works with it."""
    config = view.release.config
    parts: list[Sequence[str | Component]] = []
    if sentence := time_sentence(framework, view.today):
        parts.append([sentence])
    if framework.successor is not None and framework.has_ended(view.today):
        parts.append([say(words.FOLLOWED_BY), _way(view, config.framework(framework.successor)), "."])
    if framework.supports is not None:
        parts.append([say(words.SUPPORTS), _way(view, config.framework(framework.supports)), "."])
    if framework.audience is not None:
        parts.append([framework.audience])
    inside = [piece for number, part in enumerate(parts) for piece in ([" "] if number else []) + list(part)]
    return [html.P(inside, className="aside")] if inside else []


def _way(view: View, framework: Framework) -> Component:
    return html.A(framework.title, href=framework_address(view.release.config, framework.id))


def _when(when: YearOrDay) -> str:
    return day(when) if isinstance(when, date) else str(when)


def _is_to_come(first: YearOrDay, today: date) -> bool:
    return today < first if isinstance(first, date) else today.year < first
