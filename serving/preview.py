"""A preview that is watched: what was found stands above each page, and the page is shown anew when it changes.

Nothing of this is on the site that readers see. A page is made as it always is, and what belongs to the preview
is put into it on its way out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, current_app, request

from components.site.preview_strip import strip
from metrics.issues import Issue
from serving.http.answer import fingerprint
from serving.http.headers import ON_EVERY_ANSWER, STYLED_INSIDE
from serving.http.html import render
from serving.http.media_types import CSS, HTML, JAVASCRIPT, JSON

STATE, SCRIPT, STYLE = "/preview/state", "/preview/watch.js", "/preview/watch.css"
TYPES = {SCRIPT: JAVASCRIPT, STYLE: CSS}
POLICY = f"{ON_EVERY_ANSWER['Content-Security-Policy']}; script-src 'self'"
IN_A_PAGE = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">\n')
WHOLE_STYLE = "/assets/site.css"  # a page holds no more of it than it uses, without the strip
RELOAD_SECONDS = 5  # where no script runs


class Watched:
    """What is watched: the file that ``pcp preview`` writes after each try, and the release on show."""

    def __init__(self, noticed: Path, assets: Path, release: Callable[[], str]) -> None:
        self._noticed, self._release = noticed, release
        self._assets = {address: (assets / address.rpartition("/")[2]).read_bytes() for address in TYPES}

    def issues(self) -> list[Issue]:
        """What was found in the last try; nothing before the first."""
        try:
            issues = json.loads(self._noticed.read_bytes())
        except FileNotFoundError:
            return []
        return [Issue(**issue) for issue in issues]

    def state(self) -> str:
        """What changes whenever a page would look otherwise: the release on show, and what was found."""
        text = "\n".join(map(str, self.issues()))
        return f"{self._release()}.{fingerprint(text.encode())}"

    def answer(self) -> Response | None:
        """What is the preview's own; None for the pages, which are asked for as they are, not packed."""
        if request.path == STATE:
            return Response(json.dumps({"state": self.state()}), content_type=JSON)
        if request.path in TYPES:
            return Response(self._assets[request.path], content_type=TYPES[request.path])
        request.environ["HTTP_ACCEPT_ENCODING"] = "identity"
        request.environ.pop("HTTP_IF_NONE_MATCH", None)
        return None

    def put_into(self, response: Response) -> Response:
        """A page with the strip above it and the script behind it."""
        policy = response.headers.setdefault("Content-Security-Policy", POLICY)
        if policy == STYLED_INSIDE:
            policy = _with_script(response)
        if "script-src" in policy:
            head, main = f"{self._head()}</head>", f"{render(strip(self.issues()))}<main"
            page = response.get_data(as_text=True).replace("</head>", head, 1).replace("<main", main, 1)
            response.set_data(page)
            response.headers.pop("ETag", None)
        return response

    def _head(self) -> str:
        return (
            f'<link rel="stylesheet" href="{WHOLE_STYLE}">\n<link rel="stylesheet" href="{STYLE}">\n'
            f'<script src="{SCRIPT}" data-state="{self.state()}" defer></script>\n'
            f'<noscript><meta http-equiv="refresh" content="{RELOAD_SECONDS}"></noscript>\n'
        )


def _with_script(response: Response) -> str:
    """The policy that a page has in itself, as a header instead, under which the preview's own script may run."""
    page = response.get_data(as_text=True)
    own = "".join(IN_A_PAGE.findall(page))
    response.set_data(IN_A_PAGE.sub("", page))
    response.headers["Content-Security-Policy"] = f"{own}; frame-ancestors 'none'; script-src 'self'"
    return response.headers["Content-Security-Policy"]


def watch(server: Flask, watched: Watched) -> None:
    """Lets a preview's server say what was found, ahead of its front."""
    server.extensions["watched"] = watched
    server.before_request_funcs.setdefault(None, []).insert(0, watched.answer)


def add_strip(response: Response) -> Response:
    """The response of a preview: where it is watched, a page with what was found; any other as it is."""
    watched: Watched | None = current_app.extensions.get("watched")
    return response if watched is None or response.content_type != HTML else watched.put_into(response)
