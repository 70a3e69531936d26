"""What a request for JSON may be refused for."""

from __future__ import annotations

from collections.abc import Iterable

from serving.http.answer import Json


class ApiError(Exception):
    """A request that cannot be answered: what is wrong with it, and what is allowed instead."""

    def __init__(self, status: int, code: str, message: str, allowed: Iterable[str] = ()) -> None:
        self.status, self.code, self.message, self.allowed = status, code, message, tuple(allowed)
        super().__init__(message)

    def as_json(self) -> Json:
        """The error as every address under /api/ says it."""
        allowed = {"allowed": list(self.allowed)} if self.allowed else {}
        return {"error": {"code": self.code, "message": self.message, **allowed}}
