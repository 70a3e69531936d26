"""What answers beside pages: the API, files, pictures and feeds, of each release or of what is shown now alone."""

from __future__ import annotations

from serving.api.routes import api_endpoints
from serving.cards.routes import card_endpoints
from serving.downloads.claims import claim_endpoints
from serving.downloads.duties import duty_endpoints
from serving.downloads.revisions import revision_endpoints
from serving.downloads.routes import download_endpoints
from serving.feeds.atom import feed_endpoints
from serving.feeds.calendar import calendar_endpoints
from serving.feeds.embed import embed_endpoints
from serving.feeds.security import security_endpoints
from serving.http.endpoint import Endpoint
from serving.logo import logo_endpoints


def endpoints_of_releases() -> list[Endpoint]:
    """What answers for what is shown now, and below /as-at/ for each release as it was published."""
    return [
        *api_endpoints(),
        *download_endpoints(),
        *claim_endpoints(),
        *duty_endpoints(),
        *feed_endpoints(),
        *calendar_endpoints(),
        *embed_endpoints(),
        *card_endpoints(),
        *logo_endpoints(),
    ]


def endpoints_of_now() -> list[Endpoint]:
    """What answers for what is shown now alone."""
    return [*revision_endpoints(), *security_endpoints()]
