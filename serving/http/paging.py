"""A part of a long list: what a query asks for, and where the parts before and after it stand (RFC 8288)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote, urlencode

from metrics.issues import shortened
from serving.http.answer import Json
from serving.http.errors import ApiError
from serving.http.query_string import LIMIT, OFFSET

PAGING = frozenset({LIMIT, OFFSET})
MOST_ITEMS, FURTHEST = 10_000, 1_000_000_000
NUMBER = re.compile(r"0|[1-9][0-9]{0,9}")

T = TypeVar("T")


@dataclass(frozen=True)
class Part:
    """So many items of a list, from one on: ``limit`` is None for all that are left."""

    limit: int | None = None
    offset: int = 0

    def of(self, items: Sequence[T]) -> Sequence[T]:
        """Those of the items that are in it."""
        return items[self.offset :] if self.limit is None else items[self.offset : self.offset + self.limit]


def part_of(query: Mapping[str, str]) -> Part | None:
    """The part that a query asks for; None where it asks for none, so for everything. Raises ApiError."""
    if PAGING.isdisjoint(query):
        return None
    limit = _number(query, LIMIT, 1, MOST_ITEMS) if LIMIT in query else None
    return Part(limit, _number(query, OFFSET, 0, FURTHEST) if OFFSET in query else 0)


def _number(query: Mapping[str, str], name: str, least: int, most: int) -> int:
    text = query[name]
    if NUMBER.fullmatch(text) is None or not least <= int(text) <= most:
        message = f'{name} "{shortened(text)}" is no whole number from {least} to {most}'
        raise ApiError(400, "malformed-number", message, (), name)
    return int(text)


def page_json(part: Part, total: int, address: str, query: Mapping[str, str]) -> Json:
    """What a part of a list is: how many of how many, and the addresses beside it, null where there is none.

    ``address`` is that of the list, and ``query`` what else is asked of it.
    """
    limit, offset = part.limit, part.offset
    rest = {name: text for name, text in sorted(query.items()) if name not in PAGING}

    def beside(start: int, end: int) -> str:
        return f"{quote(address)}?{urlencode({**rest, LIMIT: end - start, OFFSET: start})}"

    page: Json = {"limit": limit, "offset": offset, "total": total, "next": None, "previous": None}
    if limit is None:
        return page
    if offset + limit < total:
        page["next"] = beside(offset + limit, offset + 2 * limit)
    if (end := min(offset, total)) > 0:  # from beyond the end it is the last part; no item comes in two
        page["previous"] = beside(max(0, end - limit), end)
    return page


def link_headers(page: Json) -> tuple[tuple[str, str], ...]:
    """The header that leads to the parts beside a part."""
    rels = (("next", page["next"]), ("prev", page["previous"]))
    links = [f'<{address}>; rel="{rel}"' for rel, address in rels if address]
    return (("Link", ", ".join(links)),) if links else ()
