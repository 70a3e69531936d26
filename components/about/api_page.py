"""The page on the API: how to begin, examples that run, each address, parts of lists, earlier figures, problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from components.about import api_page_words as words
from components.about.api_examples import RunExample, examples_of
from components.basics.blocks import bullets, note, section
from components.site.api_words import ADDRESS_SUMMARIES, PARAMETER_MEANINGS, PROBLEMS
from components.site.context import View
from components.site.downloads_words import WHERE_THIS_SITE_IS
from components.site.urls import API, DATA, OPENAPI, PROBLEM_ANCHOR
from metrics.language import say

MOST_ITEMS = "maximum"


def api_page(view: View) -> list[Component]:
    """Everything below the head of the page. What it says of addresses is what their description says."""
    description = view.answered(OPENAPI)
    examples = [_example(example) for example in examples_of(view)]
    lead = html.P(
        say(words.API_EXAMPLES_LEAD)
        if view.site_address
        else say(words.API_EXAMPLES_LEAD_UNPLACED, placeholder=say(WHERE_THIS_SITE_IS))
    )
    return [
        _start(),
        *([section("examples", say(words.API_EXAMPLES_HEADING), [lead, *examples])] if examples else []),
        _addresses(description),
        _parameters(description),
        _parts(description),
        *([] if view.kind == "as-at" else [_then()]),
        _problems(),
    ]


def _start() -> Component:
    ways = ((API, say(words.API_INDEX)), (OPENAPI, say(words.API_OPENAPI)), (DATA, say(words.API_FILES)))
    links = html.Ul([html.Li([html.A(html.Code(way), href=way), f": {text}."]) for way, text in ways])
    return note("start", say(words.API_START), [bullets([*map(say, words.API_START_NOTES)]), links])


def _example(example: RunExample) -> Component:
    """Its programs, and what they print: once, where all of them print the same."""
    parts: list[Component] = [html.H3(example.title, id=f"example-{example.name}"), html.P(example.hint)]
    outputs = {output for _, _, output in example.programs}
    for language, program, output in example.programs:
        code = html.Pre(html.Code(program), className="program")
        parts += [html.P(html.Strong(language)), code, *(_printed(output) if len(outputs) > 1 else [])]
    parts += _printed(outputs.pop()) if len(outputs) == 1 else []
    return html.Div(parts, className="example")


def _printed(output: str) -> list[Component]:
    return [html.P(say(words.API_PRINTS)), html.Pre(html.Samp(output), className="printed")]


def _operations(description: Mapping[str, Any]) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Each address as its rule has it, with the parameters of its description."""
    for path, item in description["paths"].items():
        yield path.replace("{", "<").replace("}", ">"), item["get"]["parameters"]


def _addresses(description: Mapping[str, Any]) -> Component:
    items = [_address(rule, parameters) for rule, parameters in _operations(description)]
    return section("addresses", say(words.API_ADDRESSES), [html.Ul(items)])


def _address(rule: str, parameters: list[Mapping[str, Any]]) -> Component:
    """An address, what it has, and the words that can be added to it."""
    address = html.Code(rule.replace("<", "{").replace(">", "}"))
    names = [item["name"] for item in parameters if item["in"] == "query"]
    added = [
        part
        for name in names
        for part in (", ", html.A(html.Code(name), href=f"#add-{name}", className="typed"))
    ][1:]
    name = address if "<" in rule else html.A(address, href=rule)
    more = [html.Div([f"{say(words.API_CAN_ADD)} ", *added], className="aside")] if added else []
    return html.Li([name, f": {say(ADDRESS_SUMMARIES[rule])}", *more])


def _parameters(description: Mapping[str, Any]) -> Component:
    """Each word that may stand in a query, once, with what it means."""
    every = {item["name"]: item for _, parameters in _operations(description) for item in parameters}
    terms = [
        html.Div([html.Dt(html.Code(name), id=f"add-{name}"), html.Dd(every[name]["description"])])
        for name in PARAMETER_MEANINGS
        if name in every and every[name]["in"] == "query"
    ]
    return note(
        "add", say(words.API_ADD), [html.P(say(words.API_ADD_LEAD)), html.Dl(terms, className="terms")]
    )


def _parts(description: Mapping[str, Any]) -> Component:
    limits = [
        item["schema"][MOST_ITEMS]
        for _, parameters in _operations(description)
        for item in parameters
        if item["name"] == "limit"
    ]
    notes = [say(text, most=f"{max(limits):,}") for text in words.API_PARTS_NOTES]
    return note("parts", say(words.API_PARTS), [bullets(notes)])


def _then() -> Component:
    """How figures are had as they were; what is frozen is of one moment already."""
    return note("then", say(words.API_THEN), [bullets([*map(say, words.API_THEN_NOTES)])])


def _problems() -> Component:
    terms = [
        html.Div(
            [
                html.Dt([say(title), " ", html.Code(code)], id=PROBLEM_ANCHOR.format(code)),
                html.Dd(say(meaning)),
            ]
        )
        for code, (title, meaning) in PROBLEMS.items()
    ]
    parts = [html.P(say(words.API_PROBLEMS_LEAD)), html.Dl(terms, className="terms")]
    return note("problems", say(words.API_PROBLEMS), parts)
