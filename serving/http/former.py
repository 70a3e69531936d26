"""Where an address of a measure leads whose id is or was another: to the same of the id of now, or of then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, urlencode

from flask import Request

# What an id of a measure follows in an address, and the name that it has in a query.
BEFORE_ID = ("measures", "embed", "downloads")
IN_QUERY = "measure"


def address_now(incoming: Request, names: Mapping[str, str]) -> str:
    """The address that a request is led on to; empty where it holds no former id. ``names`` are those of now."""
    path = _path_now(incoming.path, names)
    pairs = parse_qsl(incoming.query_string.decode("latin-1"), keep_blank_values=True)
    query = [(name, names.get(value, value) if name == IN_QUERY else value) for name, value in pairs]
    if (path, query) == (incoming.path, pairs):
        return ""
    return f"{path}?{urlencode(query)}" if query else path


def addresses_then(incoming: Request, names: Mapping[str, str]) -> Iterator[str]:
    """The addresses that a request may have had under the former ids of a measure, in the order of ``names``.

    None where it holds no id of a measure that was renamed: ``names`` have its former ids, each with that of now.
    """
    query = incoming.query_string.decode("latin-1")
    for former, name in names.items():
        path = _path_now(incoming.path, {name: former})
        if path != incoming.path:
            yield f"{path}?{query}" if query else path


def at_address(incoming: Request, address: str) -> Request:
    """A request as it would be at another address of the site."""
    path, _, query = address.partition("?")
    return Request({**incoming.environ, "PATH_INFO": path, "QUERY_STRING": query})


def _path_now(path: str, names: Mapping[str, str]) -> str:
    parts = path.split("/")
    for at in range(1, len(parts)):
        name, point, ending = parts[at].partition(".")
        if parts[at - 1] in BEFORE_ID and name in names:
            parts[at] = f"{names[name]}{point}{ending}"
    return "/".join(parts)
