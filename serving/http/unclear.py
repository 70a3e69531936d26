"""Requests that are refused before an answer is looked for: which site they ask is not clear, or they have no end.

By RFC 9112, 3.2, a request of HTTP/1.1 names the site in one ``Host``. A proxy and a server that each guess which
of two is meant can be played off against each other.
"""

from __future__ import annotations

import re

from werkzeug.wrappers import Request

from serving.http.errors import ApiError

# A name or a number with its port, as of RFC 3986; neither commas nor what would have to be escaped in an answer.
HOST = re.compile(r"(?:[A-Za-z0-9._~-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
MOST_BYTES_OF_AN_ADDRESS = 8_192  # as much as nginx reads; the longest that a page links to is a tenth of it
MOST_BYTES_OF_HEADERS = 32_768  # as much as nginx reads; browsers send a tenth
BEFORE_HOST = ("HTTP/1.0", "HTTP/1", "HTTP/0.9")


def unclear(incoming: Request) -> ApiError | None:
    """Why a request is refused: 400, 414 or 431; None where nothing is wrong with it."""
    environ = incoming.environ
    host = environ.get("HTTP_HOST", "")
    has_none = not host and environ.get("SERVER_PROTOCOL") in BEFORE_HOST
    if not has_none and not HOST.fullmatch(host):
        return ApiError(400, "host", "a request names the site that it asks in one Host header")
    if len(environ.get("PATH_INFO", "")) + len(environ.get("QUERY_STRING", "")) > MOST_BYTES_OF_AN_ADDRESS:
        return ApiError(414, "address-too-long", "the address of this request is too long")
    if sum(len(value) for name, value in environ.items() if name.startswith("HTTP_")) > MOST_BYTES_OF_HEADERS:
        return ApiError(431, "headers-too-large", "the headers of this request are too large")
    return None
