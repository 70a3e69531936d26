"""What a query says: its values that make a difference, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode

from flask import Request

from serving.http.endpoint import Values
from serving.http.errors import ApiError

# Which part of a list, and as of when: no form sends these, so an empty one is a slip.
LIMIT, OFFSET, AS_OF = "limit", "offset", "as_of"
NEVER_EMPTY = frozenset({LIMIT, OFFSET, AS_OF})


def refuse_unknown(incoming: Request, parameters: frozenset[str]) -> None:
    """Refuses a query with an unknown or repeated parameter, or an empty one that needs a value. Raises ApiError.

    A script that misspells a filter must not get the whole series for its answer.
    """
    unknown = sorted(set(incoming.args) - parameters)
    repeated = sorted(name for name in incoming.args if len(incoming.args.getlist(name)) > 1)
    if unknown or repeated:
        message = f'"{unknown[0]}" is not a parameter here' if unknown else f'"{repeated[0]}" is given twice'
        code, name = ("unknown-parameter", unknown[0]) if unknown else ("repeated-parameter", repeated[0])
        raise ApiError(400, code, message, sorted(parameters), name)
    if empty := sorted(name for name in NEVER_EMPTY.intersection(incoming.args) if not incoming.args[name]):
        raise ApiError(400, "empty-parameter", f'"{empty[0]}" has no value', (), empty[0])


def without_empty(incoming: Request, parameters: frozenset[str]) -> str:
    """The address without the empty values that a form has sent; nothing where there are none.

    So the address that a reader sees, and sends to others, holds the view and no more.
    """
    values = list(incoming.args.items(multi=True))
    kept = [(name, text) for name, text in values if text or name not in parameters]
    if len(kept) == len(values):
        return ""
    return f"{incoming.path}?{urlencode(kept)}" if kept else incoming.path


def without_slash(incoming: Request, is_address: Callable[[], bool]) -> str:
    """The address without a slash at its end, where there is one and the rest is an address; else nothing."""
    path: str = incoming.path
    if not path.endswith("/") or path.endswith("//") or not is_address():
        return ""
    query: bytes = incoming.query_string
    return quote(path[:-1]) + (f"?{query.decode('ascii', 'replace')}" if query else "")


def query_values(
    incoming: Request, parameters: frozenset[str], repeated: frozenset[str] = frozenset()
) -> Values:
    """The query's values that make a difference; an empty one, as forms send it, makes none."""
    values = {name: incoming.args.getlist(name)[: None if name in repeated else 1] for name in parameters}
    joined = {name: ",".join(filter(None, texts)) for name, texts in values.items()}
    return {name: text for name, text in joined.items() if text}


def whole_path(incoming: Request) -> str:
    """The path and the query of a request as they were sent, whatever bytes those are."""
    return f"{incoming.path}?{incoming.query_string.decode('latin-1')}"
