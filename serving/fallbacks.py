"""Answers that need no release: about the server's health, to what cannot be asked, while there is nothing yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from importlib.metadata import version

from flask import Response, request

from components.basics.days import day, local_day
from components.basics.words import upper_first
from components.site import downloads_words as words
from components.site.words import BUSY, NOTHING_YET, WENT_WRONG
from metrics.language import language, say
from metrics.releasing.published import Published
from serving.api.routes import API
from serving.http.answer import Answer, json_answer, response
from serving.http.errors import ApiError
from serving.http.headers import NOT_STORED, OPEN_TO_SCRIPTS
from serving.http.media_types import HTML, PROBLEM, TEXT
from serving.interactive.scripts import NO_EXPLORER, Explorer, NoExplorer
from serving.making.flights import RETRY_AFTER_SECONDS
from serving.releases.current import NOTHING_PUBLISHED

VERSION = version("outcomes-dashboard")  # as `pcp --version` says it
FOR_SCRIPTS = re.compile(r"(/as-at/[^/]+)?/(api|downloads)/")


def is_for_scripts(path: str) -> bool:
    """Whether an address is of the API or of a file, of now or as it was published: no page stands there."""
    return FOR_SCRIPTS.match(path) is not None


def refusal(path: str, error: ApiError) -> Answer:
    """Why such an address cannot be answered: as a problem of the API, in plain words in the place of a file."""
    match = FOR_SCRIPTS.match(path)
    if match is None or match[2] == "api" or path.endswith(".json"):
        return json_answer(error.as_problem(path), error.status, content_type=PROBLEM)
    end = "" if error.message.endswith((".", "?")) else "."
    lines = [f"{upper_first(error.message)}{end}", ""]
    lines += [say(words.ALLOWED), *(f"- {item}" for item in error.allowed), ""] if error.allowed else []
    body = "\n".join([*lines, say(words.SEE_DATA), ""]).encode()
    return Answer(body, TEXT, error.status, headers=tuple(OPEN_TO_SCRIPTS.items()))


def unknown_address(path: str) -> Answer:
    """To an address of the API, or of a file, that does not exist."""
    match = FOR_SCRIPTS.match(path)
    allowed = API if match and match[2] == "api" else ()
    return refusal(path, ApiError(404, "unknown-address", "there is nothing at this address", allowed))


def unavailable_release(path: str, published: Published, status: int) -> Answer:
    """In the place of such an answer as it was published: why its release is not shown."""
    if published.withdrawn is None:
        return refusal(path, ApiError(status, "unreadable", say(words.UNREADABLE_FILE)))
    when = day(local_day(published.withdrawn.at))
    message = say(words.WITHDRAWN_FILE, day=when, reason=published.withdrawn.text)
    return refusal(path, ApiError(status, "withdrawn", message))


def method_not_allowed(path: str) -> Answer:
    """To a request that is none for reading."""
    error = ApiError(405, "method-not-allowed", "reading needs GET alone")
    answer = refusal(path, error) if is_for_scripts(path) else Answer(error.message.encode(), TEXT)
    headers = (*answer.headers, ("Allow", "GET, HEAD"))
    return replace(answer, status=405, cache_control=NOT_STORED, headers=headers)


def refused_request(path: str, error: ApiError) -> Answer:
    """To a request that nobody should guess about; nothing keeps it, since another may ask rightly."""
    answer = (
        refusal(path, error) if is_for_scripts(path) else Answer(error.message.encode(), TEXT, error.status)
    )
    return replace(answer, cache_control=NOT_STORED)


@dataclass(frozen=True)
class Health:
    """How a server stands: the release that it shows, and what is wrong.

    ``is_unreadable`` says that it may not read what it should show, ``pages_fault`` why finished pages are not
    those that should be there, ``are_pages_whole`` whether none of them are still to be written.
    """

    release_id: str | None
    fault: str = ""
    is_unreadable: bool = False
    pages_fault: str = ""
    explorer: Explorer | NoExplorer = NO_EXPLORER
    are_pages_whole: bool = True


def health_answer(path: str, health: Health) -> Answer:
    """Alive as long as it answers; ready when it shows what it may and should.

    It is ready with interactive charts or without, and with a fault in what is stored, which is the same for every
    server. One that may not read what is stored is set up wrongly, and others beside it may do better.
    """
    release, program = {"release": health.release_id}, {"version": VERSION}
    if path == "/healthz":
        return json_answer({"status": "ok", **release, **program}, 200, NOT_STORED)
    is_ready = health.release_id is not None and not health.is_unreadable
    reason = {"reason": health.fault} if health.fault else {}
    pages = {} if health.are_pages_whole else {"pages": "being-written"}
    pages = {"pages": "behind", "pages_reason": health.pages_fault} if health.pages_fault else pages
    charts = {} if isinstance(health.explorer, Explorer) else _no_charts(health.explorer)
    content = {
        "status": "ok" if is_ready else "unavailable",
        **release,
        **reason,
        **pages,
        **charts,
        **program,
    }
    return json_answer(content, 200 if is_ready else 503, NOT_STORED)


def _no_charts(explorer: NoExplorer) -> dict[str, str]:
    """That interactive charts could not be made; nothing where nobody wanted them."""
    reason = explorer.reason
    return {"interactive": "unavailable", "interactive_reason": reason} if reason else {}


def _nothing_yet_page() -> str:
    """A page that needs nothing of any release."""
    title, heading, later = (say(text) for text in NOTHING_YET)
    return (
        f'<!doctype html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n</head>\n<body>\n<main>\n<h1>{heading}</h1>\n"
        f"<p>{later}</p>\n</main>\n</body>\n</html>\n"
    )


def nothing_yet(path: str) -> Answer:
    """While there is no release to show."""
    later = ("Retry-After", "60")
    if not is_for_scripts(path):
        return Answer(_nothing_yet_page().encode(), HTML, 503, NOT_STORED, (later,))
    answer = refusal(path, ApiError(503, "nothing-published", NOTHING_PUBLISHED))
    return replace(answer, cache_control=NOT_STORED, headers=(*answer.headers, later))


def busy(path: str) -> Answer:
    """While what is asked for is still made for others, and enough wait for it."""
    later = ("Retry-After", str(RETRY_AFTER_SECONDS))
    if not is_for_scripts(path):
        return Answer(f"{say(BUSY)}\n".encode(), TEXT, 503, NOT_STORED, (later,))
    answer = refusal(path, ApiError(503, "busy", say(BUSY)))
    return replace(answer, cache_control=NOT_STORED, headers=(*answer.headers, later))


def failed(_: Exception) -> Response:
    """What readers see of a mistake of ours; the rest is in the log."""
    if not is_for_scripts(request.path):
        return Response(f"{say(WENT_WRONG)}\n", 500, content_type=TEXT)
    answer = refusal(request.path, ApiError(500, "failed", say(WENT_WRONG)))
    return response(replace(answer, cache_control=NOT_STORED), request)
