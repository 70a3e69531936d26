"""The areas that a reader asks to see side by side, from the names in the address."""

from __future__ import annotations

from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.area import words
from components.area.forms import MOST_AREAS
from components.site.urls import area_address
from components.site.words import DID_YOU_MEAN
from metrics.areas import region_code
from metrics.figures.area_sentences import short_name
from metrics.finder import search
from metrics.issues import shortened
from metrics.language import say


@dataclass(frozen=True)
class ComparedAreas:
    """The areas (codes) to show, at most four, and what is said of everything else that was asked for."""

    areas: tuple[str, ...]
    problems: tuple[Component, ...]


def parse_compared_areas(text: str) -> ComparedAreas:
    """What names with commas between them mean, in their order, each once."""
    codes: dict[str, None] = {}
    problems: list[Component] = []
    for name in dict.fromkeys(part.strip() for part in text.split(",") if part.strip()):
        match = search(name)
        if not match.exact or match.clear is None:
            problems.append(_unknown(name, next((code for code in (match.clear, *match.near) if code), None)))
        elif match.clear == region_code():
            problems.append(html.P(say(words.REGION_ANYWAY)))
        else:
            codes[match.clear] = None
    compared, left_out = list(codes)[:MOST_AREAS], list(codes)[MOST_AREAS:]
    if left_out:
        problems.append(html.P(say(words.TOO_MANY, names=", ".join(map(short_name, left_out)))))
    return ComparedAreas(tuple(compared), tuple(problems))


def _unknown(name: str, guess: str | None) -> Component:
    problem = say(words.UNKNOWN_AREA, text=shortened(name))
    if guess is None:
        return html.P(problem)
    return html.P(
        [problem, f" {say(DID_YOU_MEAN)}", html.A(short_name(guess), href=area_address(guess)), "?"]
    )
