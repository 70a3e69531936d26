"""Every request to the application, counted: by the rule of its address, and never by the address itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Protocol

from serving.http.one_piece import Application, Environment
from serving.http.visit import RULE

# The rules of addresses that stand for no release, and of those that stand for nothing.
HEALTH = ("/healthz", "/readyz")
SITEMAP = "/sitemap.xml"
STATIC, UNKNOWN = "(files of the site)", "(unknown)"
METHODS = ("GET", "HEAD")
KINDS = (
    ("/api/", "data"),
    ("/downloads/", "file"),
    ("/cards/", "picture"),
    ("/logo", "picture"),
    ("/interactive/", "interactive"),
    ("/embed/", "frame"),
    ("/feed.atom", "feed"),
    ("/calendar.ics", "feed"),
    (SITEMAP, "feed"),
    (STATIC, "static"),
    (UNKNOWN, "unknown"),
    *((address, "health") for address in HEALTH),
)
REFUSED = {"400": "wrong-query", "404": "unknown-address", "405": "method", "410": "withdrawn"}
LENGTH, LATER = "Content-Length", "Retry-After"  # as Flask writes them

Headers = list[tuple[str, str]]


class Counting(Protocol):
    """What counts requests, and refusals by their reasons."""

    def request(self, rule: str, kind: str, method: str, status: str, seconds: float, size: int) -> None:
        """Counts a request."""

    def refusal(self, reason: str) -> None:
        """Counts a request that was refused."""


class CountedVisits:
    """An application whose requests are counted. ``static`` are the addresses of what no release changes."""

    def __init__(self, application: Application, counts: Counting, static: Iterable[str]) -> None:
        self._application, self._counts = application, counts
        self._rules = dict.fromkeys(static, STATIC)
        self._rules |= {address: address for address in (*HEALTH, SITEMAP)}

    def __call__(self, environment: Environment, start: Callable[..., Any]) -> Iterable[bytes]:
        """What the application answers."""
        begun, answered = time.perf_counter(), list[tuple[str, Headers]]()

        def begin(status: str, headers: Headers, *more: Any) -> Any:
            answered.append((status, headers))
            return start(status, headers, *more)

        body = self._application(environment, begin)
        seconds = time.perf_counter() - begun
        for status, headers in answered[-1:]:
            self._count(environment, status[:3], headers, seconds)
        return body

    def _count(self, environment: Environment, status: str, headers: Headers, seconds: float) -> None:
        path = environment.get("PATH_INFO", "")
        rule = environment.get(RULE) or self._rules.get(path, UNKNOWN)
        method = environment.get("REQUEST_METHOD", "")
        size = 0 if method == "HEAD" else int(_header(headers, LENGTH) or 0)
        method = method if method in METHODS else "other"
        self._counts.request(rule, kind_of(rule), method, status, seconds, size)
        if status[0] == "4" or status == "503":
            is_busy = RULE in environment and bool(_header(headers, LATER))
            self._counts.refusal(reason_of(status, is_busy))


def _header(headers: Headers, name: str) -> str:
    return next((text for own, text in headers if own == name), "")


@cache
def kind_of(rule: str) -> str:
    """The kind of the addresses of a rule: few, so that each may have its times and sizes."""
    return next((kind for start, kind in KINDS if rule.startswith(start)), "page")


def reason_of(status: str, is_busy: bool) -> str:
    """Why a request was refused, by its status, and by whether what stands at its address is being prepared."""
    if status == "503":
        return "busy" if is_busy else "unavailable"
    return REFUSED.get(status, "other")
