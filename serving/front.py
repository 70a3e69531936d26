"""Every address to its answer: made once for each release, day and address, then sent to every reader.

The answers are given before Dash is asked, so that its catch-all page never stands in for one that does not
exist.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from flask import Flask, Request, Response, request
from werkzeug.test import EnvironBuilder

from components.site.context import Kind, UnknownAddress, View
from components.site.urls import release_address
from components.site.words import NOT_FOUND_DESCRIPTION
from metrics.declared.among import areas_of
from metrics.declared.former import former_ids
from metrics.declared.https import HttpsPromise
from metrics.releasing.published import Published, corrected_by, find
from serving.endpoints import endpoints_of_now, endpoints_of_releases
from serving.fallbacks import (
    Health,
    busy,
    failed,
    health_answer,
    is_for_scripts,
    method_not_allowed,
    nothing_yet,
    refusal,
    refused_request,
    unavailable_release,
    unknown_address,
)
from serving.feeds.sitemap import ROBOTS, SITEMAP, robots_answer, sitemap_answer
from serving.http.answer import Answer, Json, led_on, response
from serving.http.endpoint import Endpoint, Page, PageRequest, Values
from serving.http.errors import ApiError
from serving.http.former import address_now, addresses_then, at_address
from serving.http.frozen import frozen_request, is_of_a_moment, located, without_moment
from serving.http.headers import MINUTE, NOT_STORED, add_headers
from serving.http.one_piece import in_one_piece
from serving.http.query_string import (
    AS_OF,
    query_values,
    refuse_unknown,
    whole_path,
    without_empty,
    without_slash,
)
from serving.http.site_address import site_address
from serving.http.unclear import unclear
from serving.http.visit import Visit, has_slash_too_many, matched, routes_of, spoken_of
from serving.interactive.routes import interactive_endpoints
from serving.interactive.scripts import NO_EXPLORER, Explorer, NoExplorer
from serving.making.flights import Busy
from serving.making.maker import Maker, Order
from serving.releases.as_of import release_as_of
from serving.releases.current import Clock, CurrentRelease
from serving.routes import missing_page_answer, navigation, page_endpoints
from serving.static_assets import static_answers
from serving.views import Unreadable, Views, uk_day

AS_AT = re.compile(r"/as-at/([^/]+)(/.*|)", re.DOTALL)


class Front:
    """Answers every request: one release and one day from its start to its end.

    ``static`` are the addresses of what no release changes, ``rules`` those of everything else; ``current`` tells
    which release is shown, and ``maker`` keeps the answers.
    """

    def __init__(
        self,
        current: CurrentRelease,
        clock: Clock,
        pages: Iterable[Page],
        assets: Path,
        explorer: Explorer | NoExplorer = NO_EXPLORER,
        kind: Kind = "current",
        maker: Maker | None = None,
    ) -> None:
        registered = list(pages)
        self._static, linked = static_answers(assets, explorer)
        of_pages = page_endpoints(registered, linked)
        of_releases = [*of_pages, *endpoints_of_releases()]
        endpoints = [*of_releases, *endpoints_of_now(), *interactive_endpoints(registered, explorer)]
        self.static = (*self._static, ROBOTS)
        self.rules = (*(endpoint.rule for endpoint in endpoints), SITEMAP)
        self.has_charts = isinstance(explorer, Explorer)
        page_rules = tuple(endpoint.rule for endpoint in of_pages)
        self.views = Views(
            lambda: self.current, clock, kind, self.has_charts, page_rules, navigation(registered)
        )
        self._routes = routes_of(endpoints)
        self._frozen_routes = routes_of(without_moment(endpoint) for endpoint in of_releases)
        self._missing_page = missing_page_answer(registered, linked)
        self.current, self.maker, self._clock = current, maker or Maker(), clock
        self._explorer = explorer

    def __call__(self) -> Response:
        """The response to Flask's present request."""
        return response(self.answer(request), request)

    def answer(self, incoming: Request) -> Answer:
        """The answer to a request, whatever it asks for."""
        if problem := unclear(incoming):
            return refused_request(incoming.path, problem)
        if incoming.method not in ("GET", "HEAD"):
            return method_not_allowed(incoming.path)
        view = self.view()
        if incoming.path in ("/healthz", "/readyz"):
            return health_answer(incoming.path, self._health(view))
        if incoming.path == ROBOTS:
            return robots_answer(view)
        if incoming.path in self._static:
            return self._static[incoming.path]
        return nothing_yet(incoming.path) if view is None else self._of_release(view, incoming)

    def _health(self, view: View | None) -> Health:
        current = self.current
        release_id = None if view is None else view.release.id
        fault = current.pages_fault()
        is_whole = current.are_pages_whole()
        return Health(release_id, current.fault, current.is_unreadable, fault, self._explorer, is_whole)

    def view(self) -> View | None:
        """What is shown now; None while there is no release."""
        view = self.views.now()
        return None if view is None else replace(view, answered=partial(self._answered, view))

    def release_id(self) -> str:
        """The id of the release that is shown now; nothing while there is none."""
        view = self.view()
        return "" if view is None else view.release.id

    def https_promise(self) -> HttpsPromise | None:
        """What the release that is shown now declares for who comes over HTTPS; None while there is none."""
        snapshot = self.current.snapshot()
        return None if snapshot is None else snapshot.release.config.site.https

    def _of_release(self, view: View, incoming: Request) -> Answer:
        with areas_of(view.release.config):
            try:
                return self._at_its_address(view, incoming)
            except Busy:
                return busy(incoming.path)
            except (UnknownAddress, ApiError) as problem:
                if address := self._address_now(view, incoming):
                    return led_on(address, is_for_scripts=is_for_scripts(incoming.path))
                if isinstance(problem, ApiError):
                    return refusal(incoming.path, problem)
                return self._unknown(view, incoming.path, problem)

    def _at_its_address(self, view: View, incoming: Request) -> Answer:
        """What stands at an address. Raises UnknownAddress or ApiError where nothing does."""
        if incoming.path == SITEMAP:
            return sitemap_answer(view, incoming)
        if frozen := AS_AT.fullmatch(incoming.path):
            return self._as_published(view, incoming, *frozen.groups())
        visit = self._visit(view, incoming, incoming.path)
        if is_of_a_moment(visit, incoming):
            text, shown_at = incoming.args[AS_OF], self.current.shown_at
            earlier = frozen_request(incoming, release_as_of(text, view.past, self._clock(), shown_at))
            return self._as_called_then(view, earlier)
        return self._routed(visit, incoming)

    def _as_called_then(self, view: View, earlier: Request) -> Answer:
        """What stood at an address as of a moment, with the id that a measure has now or had in that release."""
        try:
            return located(self._at_its_address(view, earlier), earlier)
        except (UnknownAddress, ApiError):
            for address in addresses_then(earlier, former_ids(view.release.config)):
                then = at_address(earlier, address)
                with suppress(UnknownAddress, ApiError):
                    return located(self._at_its_address(view, then), then)
            raise

    def _answered(self, view: View, address: str) -> Json:
        """What the API answers at an address of now, problems too: for the page that explains it."""
        incoming = Request(EnvironBuilder(address).get_environ())
        content: Json = json.loads(self._of_release(view, incoming).body)
        return content

    def _address_now(self, view: View, incoming: Request) -> str:
        """The address with the id that a measure has now; empty where there is none, or nothing stands there."""
        address = address_now(incoming, former_ids(view.release.config))
        if not address:
            return ""
        try:
            self._at_its_address(view, at_address(incoming, address))
        except (UnknownAddress, ApiError):
            return ""
        return address

    def _as_published(self, view: View, incoming: Request, release_id: str, path: str) -> Answer:
        """A page as it was published. What readers may not know of is never looked for."""
        published = find(view.past, release_id)
        if published is None:
            raise UnknownAddress(NOT_FOUND_DESCRIPTION)
        if published.withdrawn is not None:
            return self._unavailable(view, incoming, published, 410, MINUTE)
        if not path:
            return led_on(f"/as-at/{published.id}/")
        correcting = corrected_by(view.past, published.id)
        visit = Visit(
            *(published.id, uk_day(published), spoken_of(correcting, bool(self.current.postcodes()))),
            *(path, site_address(view, incoming)),
            self._frozen_routes,
            lambda: self._frozen(view, published, correcting),
            is_endless=True,
        )
        try:
            return self._routed(visit, incoming)
        except Unreadable:
            return self._unavailable(view, incoming, published, 503, NOT_STORED)

    def _frozen(self, view: View, published: Published, correcting: Published | None) -> View:
        """What readers saw on the day that a release came, with what corrects it since. Raises Unreadable."""
        frozen = replace(self.views.frozen(published), corrected_by=correcting)
        return replace(frozen, answered=lambda address: self._answered(view, f"{frozen.prefix}{address}"))

    def _unavailable(
        self, view: View, incoming: Request, published: Published, status: int, cache_control: str
    ) -> Answer:
        """In the place of a frozen page that cannot be shown: what became of its release."""
        if is_for_scripts(incoming.path):
            answer = unavailable_release(incoming.path, published, status)
        else:
            answer = self._routed(self._visit(view, incoming, release_address(published.id)), incoming)
        return replace(answer, status=status, cache_control=cache_control)

    def _visit(self, view: View, incoming: Request, path: str) -> Visit:
        spoken = spoken_of(view.past, view.announced, view.chain, bool(view.postcodes))
        base = site_address(view, incoming)
        # Where no address is declared there are as many as names in Host.
        is_endless = base not in ("", view.release.config.site.address)
        return Visit(view.release.id, view.today, spoken, path, base, self._routes, lambda: view, is_endless)

    def _routed(self, visit: Visit, incoming: Request) -> Answer:
        if address := without_slash(incoming, lambda: has_slash_too_many(visit)):
            return led_on(address, is_for_scripts=is_for_scripts(visit.path))
        endpoint, variables = matched(visit, incoming)
        if is_for_scripts(visit.path):
            refuse_unknown(incoming, endpoint.parameters)
        elif short := without_empty(incoming, endpoint.parameters):
            return led_on(short)
        query = query_values(incoming, endpoint.parameters - variables.keys(), endpoint.repeated)
        base = visit.base if endpoint.names_site else ""
        place, items = f"{base}{visit.path}", tuple(sorted(query.items()))
        key = (visit.release_id, visit.day, visit.spoken, place, items)
        if (answer := self.maker.at_hand(key)) is not None:
            return answer
        order = Order(key, whole_path(incoming), self._clock(), visit.is_endless or bool(items))
        making = partial(self._new_answer, endpoint, replace(visit, base=base), variables, query)
        return self.maker.answer(order, making, is_heavy=endpoint.is_heavy(query))

    def _new_answer(self, endpoint: Endpoint, visit: Visit, variables: Values, query: Values) -> Answer:
        """An answer to be kept, but for one that lacks a release which could not be opened. Raises Unreadable."""
        view, refusals = replace(visit.view(), base=visit.base), self.current.archive.refusals
        with areas_of(view.release.config):
            answer = endpoint.answer(PageRequest(view, visit.path, variables, query))
        is_lacking = self.current.archive.refusals != refusals
        return replace(answer, cache_control=NOT_STORED) if is_lacking else answer

    def _unknown(self, view: View, path: str, unknown: UnknownAddress) -> Answer:
        if is_for_scripts(path):
            return unknown_address(path)
        return self._missing_page(view, path, unknown)


def install(server: Flask, front: Front) -> None:
    """Lets the front answer all that a server is asked, ahead of everything else that is registered there.

    The front is found again as ``server.extensions["front"]``.
    """
    server.extensions["front"] = front
    server.before_request_funcs.setdefault(None, []).insert(0, front)


def harden(server: Flask) -> None:
    """What holds for every answer of a server, whoever gives it."""

    def with_headers(response: Response) -> Response:
        front: Front | None = server.extensions.get("front")
        return add_headers(response, None if front is None else front.https_promise())

    server.after_request(with_headers)
    server.register_error_handler(500, failed)
    server.__dict__["wsgi_app"] = in_one_piece(server.wsgi_app)
