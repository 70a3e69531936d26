"""Where this site stands on the web, as far as a request tells: for whole addresses while none is declared."""

from __future__ import annotations

import re

from flask import Request

from components.site.context import View
from serving.http.headers import came_over_tls
from serving.http.unclear import HOST

# Names that only a machine or a network knows (RFC 6761, RFC 6762 and RFC 9476), and numbers: who is sent such an
# address comes to nothing, or to another site.
PRIVATE = re.compile(r"[0-9.]*|\[.*|(?:.*\.)?(?:localhost|invalid|test|local|internal)|[^.]*", re.IGNORECASE)


def requested_address(incoming: Request) -> str:
    """Where the reader asked, such as ``https://outcomes.example.org``; empty for a Host that is none."""
    if not HOST.fullmatch(incoming.host):
        return ""
    return f"{'https' if came_over_tls() else 'http'}://{incoming.host}"


def site_address(view: View, incoming: Request) -> str:
    """Where the site stands: as is declared, or else by the name that the reader asked by.

    Empty where others could not ask by that name.
    """
    if declared := view.release.config.site.address:
        return declared
    name = incoming.host.partition(":")[0]
    return "" if PRIVATE.fullmatch(name) else requested_address(incoming)
