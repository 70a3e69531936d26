"""Examples of how the API is asked, as programs that run with the address of the site, and what each prints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from components.about.api_example_words import PROGRAMS, R
from components.about.api_page_words import EXAMPLE_WORDS
from components.basics.days import local_day
from components.site.context import View
from components.site.downloads_words import WHERE_THIS_SITE_IS
from metrics.areas import example_area
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import NO_DATA
from metrics.figures.series import Key
from metrics.language import say

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Example:
    """A row of the table of examples.

    ``name`` is a key of the words of examples; ``address`` has the ids of a site filled in; ``program`` is what is
    printed: a key of ``PROGRAMS``. ``is_of_then`` says that it is of figures as of a day: in what is frozen there
    are none.
    """

    name: str
    address: str
    program: str
    is_of_then: bool = False


EXAMPLES = (
    Example("newest", "/api/v1/measures/{measure}", "text"),
    Example("area", "/api/v1/measures/{measure}?area={area}", "text"),
    Example("rows", "/api/v1/measures/{measure}/observations?limit=3", "rows"),
    Example("parts", "/api/v1/measures/{measure}/observations?limit=20", "count"),
    Example("then", "/api/v1/measures/{measure}?as_of={day}", "text", is_of_then=True),
    Example("list", "/api/v1/areas?limit=1", "whole"),
    Example("refused", "/api/v1/measures/{measure}/observations?form=2024-01", "whole"),
)


@dataclass(frozen=True)
class RunExample:
    """An example as the page has it: for each language the program, and what it prints."""

    name: str
    title: str
    hint: str
    path: str
    programs: tuple[tuple[str, str, str], ...]


def examples_of(view: View) -> Iterator[RunExample]:
    """The examples for a site: of its first measure with figures of areas. None where it has no such measure.

    What is printed is what the API answers to the same address; what it has no answer of the kind for is left out.
    """
    measure = _measure(view)
    if measure is None:
        return
    standing = [published.at for published in view.past if published.withdrawn is None]
    day = local_day(min(standing)) if standing else view.today
    for example in EXAMPLES:
        if example.is_of_then and view.kind != "current":
            continue
        address = example.address.format(measure=measure.id, area=example_area(), day=day.isoformat())
        answer = view.answered(address)
        if not _has(example.program, answer):
            continue
        path = f"{view.prefix}{address}"
        programs = tuple(
            (language, _program(view, lines, path), printed(example.program, language, answer))
            for language, lines in PROGRAMS[example.program].items()
        )
        title, hint = say(EXAMPLE_WORDS[example.name][0]), say(EXAMPLE_WORDS[example.name][1])
        yield RunExample(example.name, title, hint, path, programs)


def _measure(view: View) -> PublishedMeasure | None:
    """The measure of examples: the first with figures of areas, or else the first with any."""
    published = view.release.config.published()
    areas = {measure.id: len(view.release.data.get(measure.id, NO_DATA).areas()) for measure in published}
    with_figures = [
        measure
        for measure in published
        if list(view.release.data.get(measure.id, NO_DATA).get(Key(measure.window)))
    ]
    return max(with_figures, key=lambda measure: bool(areas[measure.id]), default=None)


def _program(view: View, lines: tuple[str, ...], path: str) -> str:
    site = view.site_address or say(WHERE_THIS_SITE_IS)
    return "\n".join(lines).format(site=site, path=path, url=f"{site}{path}")


def _has(program: str, answer: Data) -> bool:
    """Whether an answer has what a program prints."""
    match program:
        case "text":
            return bool(answer.get("latest"))
        case "rows" | "count":
            return bool(answer.get("observations"))
        case _:
            return True


def printed(program: str, language: str, answer: Data) -> str:
    """What a program prints of an answer, in its language."""
    match program:
        case "text":
            return str(answer["latest"]["text"])
        case "rows":
            rows = answer["observations"]
            return "\n".join(f"{row['period']} {_number(row['value'], language)}".strip() for row in rows)
        case "count":
            return str(answer["page"]["total"])
        case _:
            return json.dumps(answer, ensure_ascii=False, indent=2)


def _number(value: float | None, language: str) -> str:
    """A number as a language prints it: R leaves out what is absent, and has 61 where Python has 61.0."""
    if language != R:
        return str(value)
    return "" if value is None else f"{value:.15g}"
