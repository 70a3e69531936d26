"""The part of the stylesheet that a page uses, for the page itself to hold: so it is painted with its first answer.

A rule is left out only where the page has no element at all of a name or a class that its selector needs. What
else a selector asks for (attributes, states, ``:is()``, ``:has()``) is taken as met: so the rules are there for
whatever a reader's device does with a page, and whatever state it comes into. They keep their order, so that the
part decides as the whole stylesheet would.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

ELEMENT = re.compile(r"<([A-Za-z][\w-]*)")
CLASSES = re.compile(r'\sclass="([^"]*)"')
TEXT = re.compile(r"""(["'`])((?:(?!\1).)*)\1""")  # of a script: names of classes stand in its texts
WORD = re.compile(r"[A-Za-z][\w-]*")
# Conditions around rules. Any other at-rule (a font, the steps of a movement, a layer) is kept whole.
CONDITIONS = frozenset({"media", "supports", "container"})
ALWAYS = frozenset({"html", "head", "body"})

Names = frozenset[str]


@dataclass(frozen=True)
class Rule:
    """A rule, or an at-rule that stands for itself; ``selectors`` has the names that each selector needs."""

    text: str
    selectors: tuple[Names, ...] = (frozenset(),)

    def used(self, names: Names) -> str:
        """The rule, where one of its selectors has all of its names; else nothing."""
        return self.text if any(map(names.issuperset, self.selectors)) else ""


@dataclass(frozen=True)
class Around:
    """Rules that hold under a condition: that of the screen's width, of paper, of forced colours."""

    condition: str
    rules: tuple[Rule | Around, ...]

    def used(self, names: Names) -> str:
        """The rules in it that are used, with the condition around them; nothing where none is."""
        inside = "".join(rule.used(names) for rule in self.rules)
        return f"{self.condition}{{{inside}}}" if inside else ""


@dataclass(frozen=True)
class Stylesheet:
    """The stylesheet of all pages, read. ``by_scripts`` are words of scripts, which may name what they make."""

    rules: tuple[Rule | Around, ...] = ()
    by_scripts: Names = frozenset()

    def part_for(self, body: str, runs_scripts: bool = False) -> str:
        """What of it a page's body (HTML) can use, now or once its scripts have run."""
        names = ALWAYS | names_of(body) | (self.by_scripts if runs_scripts else frozenset())
        return "".join(rule.used(names) for rule in self.rules)


def parse_stylesheet(text: str, scripts: Iterable[str] = ()) -> Stylesheet:
    """A stylesheet, for pages on which such scripts may run. Raises ValueError where it is no CSS."""
    nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    texts = (text for script in scripts for _, text in TEXT.findall(script))
    words = frozenset(word for text in texts for word in WORD.findall(text))
    return Stylesheet(tuple(map(_rule, nodes)), words | {f".{word}" for word in words})


def names_of(body: str) -> Names:
    """The names of elements in HTML, and of their classes with a point before them."""
    classes = {f".{name}" for names in set(CLASSES.findall(body)) for name in names.split()}
    return frozenset(classes | {name.lower() for name in set(ELEMENT.findall(body))})


def fingerprint_of_style(style: str) -> str:
    """The name by which a security policy allows a style that stands in a page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def _rule(node: Node) -> Rule | Around:
    if isinstance(node, QualifiedRule):
        selectors = list(_parted(node.prelude, ","))
        text = f"{','.join(map(_short, selectors))}{{{_declarations(node.content)}}}"
        return Rule(text, tuple(map(_needed, selectors)))
    if isinstance(node, AtRule) and node.content is not None and node.lower_at_keyword in CONDITIONS:
        inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        return Around(f"@{node.at_keyword} {_short(node.prelude)}", tuple(map(_rule, inside)))
    if isinstance(node, AtRule):
        return Rule(_short([node]))
    raise ValueError(f"line {node.source_line} of the stylesheet cannot be read")


def _parted(tokens: Iterable[Node], mark: str) -> Iterator[list[Node]]:
    """What stands between the marks of a list: its selectors, or its declarations."""
    part: list[Node] = []
    for token in tokens:
        if token == mark:
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _needed(selector: Iterable[Node]) -> Names:
    """The names that a selector needs: of elements, and of classes with their point. A state is none."""
    names, before = set(), ""
    for token in selector:
        if token.type == "ident" and before != ":":
            names.add(f".{token.value}" if before == "." else token.lower_value)
        before = token.value if token.type == "literal" else ""
    return frozenset(names)


def _declarations(tokens: Iterable[Node]) -> str:
    """What a rule declares, without the spaces that nobody needs."""
    return ";".join(filter(None, map(_short, _parted(tokens, ";"))))


def _short(tokens: Iterable[Node]) -> str:
    """Tokens as text, with neither comments nor more than one space between two, and none at the ends."""
    return "".join(_spaced(token) for token in tokens).strip()


def _spaced(token: Node) -> str:
    match token.type:
        case "comment":
            return ""
        case "whitespace":
            return " "
        case _:
            return str(token.serialize())
