"""The part of the stylesheet that a page uses, for the page itself to hold: so it is painted with its first answer.

A selector is left out only where the page has no element at all of a name, a class, an id or a ``data-`` attribute
that it needs, or none of those that ``:is()`` or ``:has()`` offers. What else it asks for (states, any other
attribute) is taken as met: so the rules are there for whatever a reader's device does with a page, and whatever
state it comes into. They keep their order, so that the part decides as the whole stylesheet would.
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
IDS = re.compile(r'\sid="([^"]*)"')
DATA = re.compile(r"\s(data-[\w-]+)")
TEXT = re.compile(r"""(["'`])((?:(?!\1).)*)\1""")  # of a script: names of classes stand in its texts
DATASET = re.compile(r"dataset\.([A-Za-z]+)")  # and those of data- attributes in its words
WORD = re.compile(r"[A-Za-z][\w-]*")
# Conditions around rules. Any other at-rule (a font, the steps of a movement, a layer) is kept whole.
CONDITIONS = frozenset({"media", "supports", "container"})
CHOICES = frozenset({"is", "where", "has"})
TIGHT = ",:"  # marks behind which a space in a declaration means nothing
COMBINATORS = ">+~"
ALWAYS = frozenset({"html", "head", "body"})

Names = frozenset[str]


@dataclass(frozen=True)
class Selector:
    """A selector, the names that it needs, and of each of its choices the selectors of which it needs one."""

    text: str
    names: Names = frozenset()
    choices: tuple[tuple[Selector, ...], ...] = ()

    def is_met(self, names: Names) -> bool:
        """Whether a page with such names may have what it selects."""
        offered = (any(own.is_met(names) for own in choice) for choice in self.choices)
        return self.names <= names and all(offered)


@dataclass(frozen=True)
class Rule:
    """What is declared for what some selectors select; an at-rule that stands for itself has no selector."""

    declared: str
    selectors: tuple[Selector, ...] = ()

    def used(self, names: Names) -> str:
        """The rule for those of its selectors that a page may have something for; nothing where it has none."""
        if not self.selectors:
            return self.declared
        selectors = ",".join(selector.text for selector in self.selectors if selector.is_met(names))
        return f"{selectors}{{{self.declared}}}" if selectors else ""


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
    return Stylesheet(tuple(map(_rule, nodes)), frozenset().union(*map(_named_by, scripts)))


def names_of(body: str) -> Names:
    """The names of elements in HTML, and of their classes, ids and ``data-`` attributes as in selectors."""
    classes = {f".{name}" for names in set(CLASSES.findall(body)) for name in names.split()}
    ids, data = {f"#{name}" for name in IDS.findall(body)}, {f"[{name}]" for name in set(DATA.findall(body))}
    return frozenset(classes | ids | data | {name.lower() for name in set(ELEMENT.findall(body))})


def fingerprint_of_style(style: str) -> str:
    """The name by which a security policy allows a style that stands in a page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def _named_by(script: str) -> Names:
    """What a script may name: any word of its texts, as an element, a class, an id or an attribute."""
    words = {word for _, text in TEXT.findall(script) for word in WORD.findall(text)}
    data = {"data-" + re.sub(r"([A-Z])", r"-\1", name).lower() for name in DATASET.findall(script)}
    return frozenset(form.format(word) for word in words | data for form in ("{}", ".{}", "#{}", "[{}]"))


def _rule(node: Node) -> Rule | Around:
    if isinstance(node, QualifiedRule):
        return Rule(_declarations(node.content), tuple(map(_selector, _parted(node.prelude, ","))))
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


def _selector(tokens: Iterable[Node]) -> Selector:
    """A selector with what it needs: elements, classes with their point, and so on. A state is none of these."""
    names, choices, before, own = set(), list[tuple[Selector, ...]](), "", list(tokens)
    for token in own:
        match token.type:
            case "ident" if before != ":":
                names.add(f".{token.value}" if before == "." else token.lower_value)
            case "hash":
                names.add(f"#{token.value}")
            case "[] block" if str(token.content[0].value).startswith("data-"):
                names.add(f"[{token.content[0].value}]")
            case "function" if token.lower_name in CHOICES:
                choices.append(tuple(map(_selector, _parted(token.arguments, ","))))
        before = token.value if token.type == "literal" else ""
    return Selector(_short(own, COMBINATORS, COMBINATORS), frozenset(names), tuple(choices))


def _declarations(tokens: Iterable[Node]) -> str:
    """What a rule declares, without the spaces that nobody needs."""
    return ";".join(filter(None, (_short(part, TIGHT) for part in _parted(tokens, ";"))))


def _short(tokens: Iterable[Node], behind: str = "", before: str = "") -> str:
    """Tokens as text, without comments; no more than one space between two, and none at the ends.

    None stands behind and before some marks either.
    """
    texts = [""]
    for text in filter(None, map(_spaced, tokens)):
        if text == " " and (texts[-1] == " " or texts[-1] in tuple(behind)):
            continue
        if text in tuple(before) and texts[-1] == " ":
            texts.pop()
        texts.append(text)
    return "".join(texts).strip()


def _spaced(token: Node) -> str:
    match token.type:
        case "comment":
            return ""
        case "whitespace":
            return " "
        case _:
            return str(token.serialize())
