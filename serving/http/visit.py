"""One visit to an address of a release, and which endpoint answers it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, MapAdapter, Rule
from werkzeug.wrappers import Request

from components.site.context import UnknownAddress, View
from components.site.words import NOT_FOUND_DESCRIPTION
from serving.http.answer import fingerprint
from serving.http.endpoint import Endpoint, Values

RULE = "pcp.rule"  # in what a server tells of a request: the rule of its address, when something has matched


@dataclass(frozen=True)
class Routes:
    """Endpoints, and the rules by which an address finds its own: those say an endpoint's place among them."""

    endpoints: Sequence[Endpoint]
    rules: MapAdapter

    def match(self, path: str) -> tuple[Endpoint, Values]:
        """What answers a path, and the parts of it that its rule names. Raises HTTPException where nothing does."""
        place, variables = self.rules.match(path)
        return self.endpoints[place], variables

    def test(self, path: str) -> bool:
        """Whether something answers a path."""
        return self.rules.test(path)


@dataclass(frozen=True)
class Visit:
    """What a request is for: a release on a day, and an address inside it. ``view`` opens the release.

    ``spoken`` changes with what readers may know of other releases, and of days to come; for a frozen page, which
    never changes otherwise, with what is said of a correction. ``base`` stands before whole addresses.
    ``is_endless`` says that its addresses are too many to be made ahead, whatever is asked of them.
    """

    release_id: str
    day: date
    spoken: str
    path: str
    base: str
    routes: Routes
    view: Callable[[], View]
    is_endless: bool = False


@lru_cache(maxsize=8)
def spoken_of(*values: Hashable) -> str:
    """A fingerprint of values that tell what readers may know, the same in every process."""
    return fingerprint(repr(values).encode())


def routes_of(endpoints: Iterable[Endpoint]) -> Routes:
    """The rules of endpoints, to be matched with addresses."""
    every = tuple(endpoints)
    return Routes(every, _compiled(tuple(endpoint.rule for endpoint in every)))


@lru_cache(maxsize=8)
def _compiled(rules: tuple[str, ...]) -> MapAdapter:
    """Rules, compiled once for all applications of a process: each is a small program of its own to werkzeug."""
    return Map([Rule(rule, endpoint=place) for place, rule in enumerate(rules)], merge_slashes=False).bind("")


def matched(visit: Visit, incoming: Request) -> tuple[Endpoint, Values]:
    """What answers a visit, and the parts of its address that the rule names. Raises UnknownAddress."""
    if incoming.environ["PATH_INFO"].startswith("//"):  # its path shows one slash of them
        raise UnknownAddress(NOT_FOUND_DESCRIPTION)
    try:
        endpoint, variables = visit.routes.match(visit.path)
    except HTTPException as problem:
        raise UnknownAddress(NOT_FOUND_DESCRIPTION) from problem
    incoming.environ[RULE] = endpoint.rule
    return endpoint, variables


def has_slash_too_many(visit: Visit) -> bool:
    """Whether something answers an address without the slash at its end, whatever ids it has."""
    path = visit.path.removesuffix("/")
    return path not in ("", visit.path) and visit.routes.test(path)
