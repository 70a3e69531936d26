"""Whom to tell of a weakness of the site (RFC 9116), at /.well-known/security.txt, where a contact is declared.

It is made anew each day, and says that it holds for half a year: so it is never out of date while the site is kept
up, and does not hold for long where it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from components.site.context import UnknownAddress, View
from components.site.words import NOT_FOUND_DESCRIPTION
from serving.http.answer import Answer
from serving.http.endpoint import Endpoint, PageRequest
from serving.http.media_types import TEXT

SECURITY = "/.well-known/<security_file>"
HOLDS = timedelta(days=182)  # RFC 9116, 2.5.5, wants less than a year


def security_endpoints() -> list[Endpoint]:
    """The address of the file; where nothing is declared, nothing stands there."""
    return [Endpoint(SECURITY, frozenset(), _answer)]


def _answer(request: PageRequest) -> Answer:
    has_contact = bool(request.view.release.config.site.security_contacts)
    if not has_contact or request.variables["security_file"] != "security.txt":
        raise UnknownAddress(NOT_FOUND_DESCRIPTION)
    return Answer("".join(f"{line}\n" for line in _lines(request.view)).encode(), TEXT)


def _lines(view: View) -> Iterator[str]:
    site = view.release.config.site
    yield from (f"Contact: {contact}" for contact in site.security_contacts)
    yield f"Expires: {view.today + HOLDS}T00:00:00Z"
    languages = [*(["cy"] if site.language == "cy" else []), "en"]
    yield f"Preferred-Languages: {', '.join(languages)}"
    if site.address and site.address.startswith("https:"):
        yield f"Canonical: {site.address}/.well-known/security.txt"
