"""Every address to its answer: made once for each release, day and address, then sent to every reader.

The answers are given before Dash is asked, so that its catch-all page never stands in for one that does not
exist.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, Request, Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from pages._parts.context import UnknownAddress, View
from serving.api import ApiError
from serving.endpoints import (
    API,
    Endpoint,
    Linked,
    Page,
    Values,
    api_endpoints,
    not_found_answer,
    page_endpoints,
)
from serving.headers import (
    HTML,
    IMMUTABLE,
    NOT_STORED,
    TEXT,
    Answer,
    fingerprint,
    json_answer,
    packed,
    response,
    secured,
)
from serving.interactive import Explorer, interactive_endpoints
from serving.shelf import NOTHING_PUBLISHED, Clock, Shelf

UK = ZoneInfo("Europe/London")
MOST_BYTES_KEPT = 64_000_000
ROBOTS = Answer(b"User-agent: *\nAllow: /\n", TEXT)
# What is served from the folder of assets; anything else that lies there stays there.
ASSET_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
NO_PAGE = "There is no page at this address."
NOTHING_YET = (
    '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<title>Nothing published yet</title>\n</head>\n<body>\n<main>\n<h1>Nothing has been published yet</h1>\n"
    "<p>There are no figures to show at the moment. Please come back later.</p>\n</main>\n</body>\n</html>\n"
)

Key = tuple[str, date, str, tuple[tuple[str, str], ...]]


class Memory:
    """Finished answers. Those that nobody has asked for the longest are forgotten first."""

    def __init__(self, most_bytes: int = MOST_BYTES_KEPT) -> None:
        self.size = 0
        self._most_bytes = most_bytes
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Answer | None:
        """The answer, when it is remembered."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def put(self, key: Key, answer: Answer) -> None:
        """Remembers an answer, and forgets others until all fit."""
        with self._lock:
            before = self._answers.pop(key, None)
            self._answers[key] = answer
            self.size += answer.size - (before.size if before else 0)
            while self.size > self._most_bytes:
                self.size -= self._answers.popitem(last=False)[1].size


class Front:
    """Answers every request: one release and one day from its start to its end.

    ``fixed`` are the addresses of what no release changes, ``rules`` those of everything else.
    """

    def __init__(
        self,
        shelf: Shelf,
        clock: Clock,
        pages: Iterable[Page],
        assets: Path,
        explorer: Explorer | None = None,
    ) -> None:
        registered = list(pages)
        self._fixed, linked = _fixed(assets)
        if explorer is not None:
            self._fixed |= explorer.suite.answers
        endpoints = [
            *page_endpoints(registered, linked),
            *api_endpoints(),
            *(interactive_endpoints(registered, explorer) if explorer is not None else ()),
        ]
        self.fixed = tuple(self._fixed)
        self.rules = tuple(endpoint.rule for endpoint in endpoints)
        self._routes = _routes(endpoints)
        self._not_found = not_found_answer(registered, linked)
        self._shelf, self._clock, self._memory = shelf, clock, Memory()

    def __call__(self) -> Response:
        """The response to Flask's present request."""
        return response(self.answer(request), request)

    def answer(self, asked: Request) -> Answer:
        """The answer to a request, whatever it asks for."""
        if asked.method not in ("GET", "HEAD"):
            return _method_not_allowed(asked.path)
        view = self.view()
        if asked.path in ("/healthz", "/readyz"):
            return _health(asked.path, None if view is None else view.release.id, self._shelf.fault)
        if asked.path in self._fixed:
            return self._fixed[asked.path]
        if view is None:
            return _nothing_yet(asked.path)
        return self._of_release(view, asked)

    def view(self) -> View | None:
        """What is shown now; None while there is no release."""
        release = self._shelf.current()
        return None if release is None else View(release, self._clock().astimezone(UK).date())

    def _of_release(self, view: View, asked: Request) -> Answer:
        try:
            endpoint, variables = self._found(asked)
            query = _told(asked, endpoint.parameters - variables.keys())
            key = (view.release.id, view.today, asked.path, tuple(sorted(query.items())))
            return self._memory.get(key) or self._made(key, view, endpoint, variables, query)
        except UnknownAddress as unknown:
            return self._unknown(view, asked.path, unknown)
        except ApiError as error:
            return json_answer(error.as_json(), error.status)

    def _found(self, asked: Request) -> tuple[Endpoint, Values]:
        if asked.environ["PATH_INFO"].startswith("//"):  # asked.path shows one slash of them
            raise UnknownAddress(NO_PAGE)
        try:
            found: tuple[Endpoint, Values] = self._routes.match(asked.path)
        except HTTPException as problem:
            raise UnknownAddress(NO_PAGE) from problem
        return found

    def _made(self, key: Key, view: View, endpoint: Endpoint, variables: Values, query: Values) -> Answer:
        answer = packed(endpoint.answer(view, key[2], variables, query))
        self._memory.put(key, answer)
        return answer

    def _unknown(self, view: View, path: str, unknown: UnknownAddress) -> Answer:
        if _is_for_scripts(path):
            error = ApiError(404, "unknown-address", "there is nothing at this address", API)
            return json_answer(error.as_json(), 404)
        return self._not_found(view, path, unknown)


def install(server: Flask, front: Front) -> None:
    """Lets the front answer all that a server is asked, ahead of everything else that is registered there.

    The front is found again as ``server.extensions["front"]``.
    """
    server.extensions["front"] = front
    server.before_request_funcs.setdefault(None, []).insert(0, front)


def guard(server: Flask) -> None:
    """What holds for every answer of a server, whoever gives it."""
    server.after_request(secured)
    server.register_error_handler(500, _failed)


def _routes(endpoints: Iterable[Endpoint]) -> Any:
    rules = [Rule(endpoint.rule, endpoint=endpoint) for endpoint in endpoints]
    return Map(rules, merge_slashes=False).bind("")


def _fixed(assets: Path) -> tuple[dict[str, Answer], Linked]:
    """What no release changes, by address, and the addresses that pages link to.

    An asset has two addresses: its name, and one that changes with its bytes and may be kept for ever.
    """
    answers, lasting_names = {"/robots.txt": packed(ROBOTS)}, dict[str, str]()
    for file in sorted(file for file in assets.iterdir() if file.suffix in ASSET_TYPES):
        answer = packed(Answer(file.read_bytes(), ASSET_TYPES[file.suffix]))
        lasting = f"/assets/{file.stem}.{fingerprint(answer.body)}{file.suffix}"
        answers[f"/assets/{file.name}"] = answer
        answers[lasting] = replace(answer, cache_control=IMMUTABLE)
        lasting_names[file.name] = lasting
    return answers, Linked(lasting_names.get("site.css", ""), lasting_names.get("explore.js", ""))


def _told(asked: Request, parameters: frozenset[str]) -> Values:
    """The query's values that make a difference; an empty one, as forms send it, makes none."""
    return {name: asked.args[name] for name in parameters if asked.args.get(name)}


def _is_for_scripts(path: str) -> bool:
    return path.startswith("/api/")


def _method_not_allowed(path: str) -> Answer:
    error = ApiError(405, "method-not-allowed", "reading needs GET alone")
    answer = json_answer(error.as_json()) if _is_for_scripts(path) else Answer(error.message.encode(), TEXT)
    headers = (*answer.headers, ("Allow", "GET, HEAD"))
    return replace(answer, status=405, cache_control=NOT_STORED, headers=headers)


def _health(path: str, release_id: str | None, fault: str) -> Answer:
    """Alive as long as it answers; ready when there is a release to show."""
    if path == "/healthz":
        return json_answer({"status": "ok", "release": release_id}, 200, NOT_STORED)
    status, word = (503, "unavailable") if release_id is None else (200, "ok")
    reason = {"reason": fault} if fault else {}
    return json_answer({"status": word, "release": release_id, **reason}, status, NOT_STORED)


def _nothing_yet(path: str) -> Answer:
    later = ("Retry-After", "60")
    if not _is_for_scripts(path):
        return Answer(NOTHING_YET.encode(), HTML, 503, NOT_STORED, (later,))
    answer = json_answer(ApiError(503, "nothing-published", NOTHING_PUBLISHED).as_json(), 503, NOT_STORED)
    return replace(answer, headers=(*answer.headers, later))


def _failed(_: Exception) -> Response:
    """What readers see of a mistake of ours; the rest is in the log."""
    return Response("Something went wrong on our side.\n", 500, content_type=TEXT)
