"""What a reader asks for at an address of a release, and what answers the addresses of one rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from components.site.context import View
from serving.http.answer import Answer
from serving.http.stylesheet import Stylesheet

Page = Mapping[str, Any]
Values = Mapping[str, str]


@dataclass(frozen=True)
class PageRequest:
    """What a reader asks for at one address: of the release and day of ``view``, with what the address says.

    ``path`` is the address inside its release, ``variables`` are the parts of it that its rule names, and
    ``query`` holds the query's values that make a difference.
    """

    view: View
    path: str
    variables: Values = field(default_factory=dict)
    query: Values = field(default_factory=dict)


Answering = Callable[[PageRequest], Answer]


def never(_: Values) -> bool:
    """What is heavy with no query at all."""
    return False


def always(_: Values) -> bool:
    """What is heavy with any query."""
    return True


@dataclass(frozen=True)
class Endpoint:
    """What answers the addresses of one rule, and the query parameters that make a difference to it.

    A parameter that is ``repeated`` may stand in a query several times: its values come as one text, with commas.
    ``names_site`` says that answers hold whole addresses of the site, and so differ with what it is called.
    ``is_heavy`` tells of a query whether its answer takes so long that it is made in a lane of its own.
    """

    rule: str
    parameters: frozenset[str]
    answer: Answering
    repeated: frozenset[str] = frozenset()
    names_site: bool = False
    is_heavy: Callable[[Values], bool] = never


@dataclass(frozen=True)
class Linked:
    """What all pages share: the stylesheet, of which each holds a part, and the addresses of scripts of charts."""

    stylesheet: Stylesheet
    script: str = ""
    readout: str = ""
