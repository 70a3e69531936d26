"""Answers that need no release: about the server's health, to what cannot be asked, while there is nothing yet."""

from __future__ import annotations

import re
from dataclasses import replace

from flask import Response

from serving.api import ApiError
from serving.headers import HTML, NOT_STORED, TEXT, Answer, json_answer
from serving.shelf import NOTHING_PUBLISHED

FOR_SCRIPTS = re.compile(r"(/as-at/[^/]+)?/api/")
NOTHING_YET = (
    '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<title>Nothing published yet</title>\n</head>\n<body>\n<main>\n<h1>Nothing has been published yet</h1>\n"
    "<p>There are no figures to show at the moment. Please come back later.</p>\n</main>\n</body>\n</html>\n"
)


def is_for_scripts(path: str) -> bool:
    """Whether an address is of the API, of now or as it was published."""
    return FOR_SCRIPTS.match(path) is not None


def method_not_allowed(path: str) -> Answer:
    """To a request that is none for reading."""
    error = ApiError(405, "method-not-allowed", "reading needs GET alone")
    answer = json_answer(error.as_json()) if is_for_scripts(path) else Answer(error.message.encode(), TEXT)
    headers = (*answer.headers, ("Allow", "GET, HEAD"))
    return replace(answer, status=405, cache_control=NOT_STORED, headers=headers)


def health(path: str, release_id: str | None, fault: str) -> Answer:
    """Alive as long as it answers; ready when there is a release to show."""
    if path == "/healthz":
        return json_answer({"status": "ok", "release": release_id}, 200, NOT_STORED)
    status, word = (503, "unavailable") if release_id is None else (200, "ok")
    reason = {"reason": fault} if fault else {}
    return json_answer({"status": word, "release": release_id, **reason}, status, NOT_STORED)


def nothing_yet(path: str) -> Answer:
    """While there is no release to show."""
    later = ("Retry-After", "60")
    if not is_for_scripts(path):
        return Answer(NOTHING_YET.encode(), HTML, 503, NOT_STORED, (later,))
    answer = json_answer(ApiError(503, "nothing-published", NOTHING_PUBLISHED).as_json(), 503, NOT_STORED)
    return replace(answer, headers=(*answer.headers, later))


def failed(_: Exception) -> Response:
    """What readers see of a mistake of ours; the rest is in the log."""
    return Response("Something went wrong on our side.\n", 500, content_type=TEXT)
