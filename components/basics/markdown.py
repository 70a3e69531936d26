"""Markdown as the components of a page: its words, lists, tables and links, and nothing that could run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.basics.table import scrolled
from metrics.reading.markdown import HeadingIds, Node, parsed, words_of

Content = str | Component
PLAIN: Mapping[str, Callable[..., Component]] = {
    "paragraph": html.P,
    "strong": html.Strong,
    "em": html.Em,
    "blockquote": html.Blockquote,
    "bullet_list": html.Ul,
    "list_item": html.Li,
    "thead": html.Thead,
    "tbody": html.Tbody,
    "tr": html.Tr,
}
HEADINGS: Mapping[str, Callable[..., Component]] = {
    "h2": html.H2,
    "h3": html.H3,
    "h4": html.H4,
    "h5": html.H5,
}


def markdown(text: str, title: str) -> list[Content]:
    """The components of a page's text; each heading has its words as its id, so that links lead to it."""
    return _Writer(title).children(parsed(text))


class _Writer:
    """Goes through a tree: no two headings of a page have one id, and a table has the words of the last heading."""

    def __init__(self, title: str) -> None:
        self.ids = HeadingIds()
        self.heading = title

    def children(self, node: Node) -> list[Content]:
        return [part for child in node.children for part in self.parts(child)]

    def parts(self, node: Node) -> Sequence[Content]:
        """What a part of a text becomes; an HTML tag becomes its own letters, and a picture its words."""
        match node.type:
            case "inline":
                return self.children(node)
            case "text" | "html_block" | "html_inline":
                return [node.content]
            case "softbreak":
                return [" "]
            case "hardbreak":
                return [html.Br()]
            case "hr":
                return [html.Hr()]
            case "image":
                return [node.content]
            case "code_inline":
                return [html.Code(node.content)]
            case "fence" | "code_block":
                return [html.Pre(html.Code(node.content))]
        return [self.component(node)]

    def component(self, node: Node) -> Component:
        match node.type:
            case "heading":
                return self.titled(node)
            case "ordered_list":
                return html.Ol(self.children(node), start=str(node.attrs.get("start", 1)))
            case "link":
                return html.A(self.children(node), href=str(node.attrs["href"]))
            case "table":
                return self.table(node)
            case "th":
                return html.Th(self.children(node), scope="col", className=_side(node))
            case "td" if node.previous_sibling is None:
                return html.Th(self.children(node), scope="row")
            case "td":
                return html.Td(self.children(node), className=_side(node))
        if node.type == "paragraph" and node.hidden:
            return html.Span(self.children(node))
        return PLAIN[node.type](self.children(node))

    def titled(self, node: Node) -> Component:
        """A heading, whose words name the tables below it."""
        self.heading = words_of(node).strip()
        tag = HEADINGS.get(node.tag, html.H5)
        return tag(self.children(node), id=self.ids.of(self.heading))

    def table(self, node: Node) -> Component:
        """A table under its heading's words; the first cell of a row names it."""
        own = dbc.Table([html.Caption(self.heading), *self.children(node)], className="figures")
        return scrolled(self.heading, own)


def _side(node: Node) -> str | None:
    """Columns that are set to the right hold numbers."""
    return "n" if "right" in str(node.attrs.get("style", "")) else None
