"""What a request for JSON may be refused for, and how an answer says it: as problem details (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import quote

from components.site.api_words import PROBLEMS
from components.site.urls import problem_address
from metrics.language import say
from serving.http.answer import Json


class ApiError(Exception):
    """A request that cannot be answered: what is wrong with it, and what is allowed instead.

    ``code`` is a key of ``PROBLEMS``, and ``parameter`` the word of the query that is to be mended.
    """

    def __init__(
        self, status: int, code: str, message: str, allowed: Iterable[str] = (), parameter: str = ""
    ) -> None:
        self.status, self.code, self.message, self.allowed = status, code, message, tuple(allowed)
        self.parameter = parameter
        super().__init__(message)

    def as_json(self) -> Json:
        """The error alone, as a member of a problem: what scripts of before the problem details look for."""
        allowed = {"allowed": list(self.allowed)} if self.allowed else {}
        return {"error": {"code": self.code, "message": self.message, **allowed}}

    def as_problem(self, path: str) -> Json:
        """The error as problem details: of the request for a path, as it was decoded.

        ``instance`` has no query, in which a reader may have typed what is nobody's business. What the type leads
        to is the place on the page of the API that explains it.
        """
        title = say(PROBLEMS[self.code][0]) if self.code in PROBLEMS else HTTPStatus(self.status).phrase
        parameter = {"parameter": self.parameter} if self.parameter else {}
        allowed = {"allowed": list(self.allowed)} if self.allowed else {}
        return {
            "type": problem_address(self.code) if self.code in PROBLEMS else "about:blank",
            "title": title,
            "status": self.status,
            "detail": self.message,
            "instance": quote(path, errors="replace"),
            **parameter,
            **allowed,
            **self.as_json(),
        }
