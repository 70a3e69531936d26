"""What answers the addresses of one rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from components.site.context import View
from serving.http.answer import Answer

Page = Mapping[str, Any]
Values = Mapping[str, str]
Answering = Callable[[View, str, Values, Values], Answer]


@dataclass(frozen=True)
class Endpoint:
    """What answers the addresses of one rule, and the query parameters that make a difference to it.

    ``answer`` takes the view, the path, the path's variables and the query's values. A parameter that is
    ``repeated`` may stand in a query several times: its values come as one text, with commas.
    """

    rule: str
    parameters: frozenset[str]
    answer: Answering
    repeated: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Linked:
    """The addresses of what pages ask for beside themselves: the stylesheet, and the script of charts."""

    stylesheet: str
    script: str = ""
