"""The logo of the site, at /logo.svg or /logo.png: that of the release which is shown."""

from __future__ import annotations

from components.site.context import UnknownAddress
from components.site.urls import LOGO
from components.site.words import NOT_FOUND_DESCRIPTION
from serving.http.answer import Answer
from serving.http.endpoint import Endpoint, PageRequest
from serving.http.headers import OF_A_LOGO
from serving.http.media_types import media_type

POLICY = (("Content-Security-Policy", OF_A_LOGO),)


def logo_endpoints() -> list[Endpoint]:
    """The address of the logo, which has the ending of its file."""
    return [Endpoint(LOGO, frozenset(), _answer)]


def _answer(request: PageRequest) -> Answer:
    logo = request.view.release.config.site.logo
    if logo is None or not logo.data or logo.ending != request.variables["logo_ending"]:
        raise UnknownAddress(NOT_FOUND_DESCRIPTION)
    return Answer(logo.data, media_type(logo.ending), headers=POLICY)
