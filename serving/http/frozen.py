"""Figures as of a moment: the same answer as that of a frozen address, whatever address it was asked for at."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, quote, urlencode

from flask import Request

from components.site.context import UnknownAddress
from serving.http.answer import Answer
from serving.http.endpoint import Endpoint
from serving.http.query_string import AS_OF, refuse_unknown
from serving.http.visit import Visit, matched


def without_moment(endpoint: Endpoint) -> Endpoint:
    """An endpoint below /as-at/: what is frozen is of one moment already, so none can be asked for."""
    return replace(endpoint, parameters=endpoint.parameters - {AS_OF})


def is_of_a_moment(visit: Visit, incoming: Request) -> bool:
    """Whether figures as of a moment are asked for, at an address that has them. Raises ApiError."""
    if AS_OF not in incoming.args:
        return False
    try:
        endpoint, _ = matched(visit, incoming)
    except UnknownAddress:
        return False
    if AS_OF not in endpoint.parameters:
        return False
    refuse_unknown(incoming, endpoint.parameters)
    return True


def frozen_request(incoming: Request, release_id: str) -> Request:
    """The same request for what stands below /as-at/ of a release, without the moment."""
    pairs = parse_qsl(incoming.query_string.decode("latin-1"), keep_blank_values=True)
    query = urlencode([(name, text) for name, text in pairs if name != AS_OF])
    path = f"/as-at/{release_id}{incoming.environ['PATH_INFO']}"
    return Request({**incoming.environ, "PATH_INFO": path, "QUERY_STRING": query})


def located(answer: Answer, incoming: Request) -> Answer:
    """An answer that names the address at which it always stands (RFC 9110, 8.7)."""
    query = incoming.query_string.decode("latin-1")
    address = f"{quote(incoming.path)}{f'?{query}' if query else ''}"
    if answer.status != 200:
        return answer
    return replace(answer, headers=(*answer.headers, ("Content-Location", address)))
