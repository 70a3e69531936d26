"""The dashboard, put together: Dash for the pages, the store for the figures, the front for the answers."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import dash
import flask

from components.site.context import Kind
from serving.ahead.keeper import keep_ahead
from serving.ahead.place import shelf_of
from serving.export.density import packed_quickly
from serving.export.keeping import keep
from serving.front import Front, harden, install
from serving.http.headers import add_preview_headers
from serving.interactive.scripts import explorer
from serving.making.lane import Helper, InTurn, ProcessLane
from serving.making.maker import Maker
from serving.preview import Watched, add_strip, watch
from serving.releases.current import CurrentRelease
from serving.releases.finished import FinishedPages
from serving.watching.failures import starting, tell_of_failures
from serving.watching.state import count

PROJECT = Path(__file__).resolve().parent
TITLE = "Outcomes dashboard"


def create_app(
    root: Path | None = None,
    clock: Callable[[], datetime] | None = None,
    kind: Kind = "current",
    finished: FinishedPages | None = None,
    maker: Maker | None = None,
) -> dash.Dash:
    """The dashboard over a folder of content; PCP_ROOT and PCP_NOW decide where no argument does.

    Of the ``kind`` "preview" every page says that it is not published, and nobody keeps or lists it. Where a web
    server shows ``finished`` pages beside, both show the same release. ``maker`` is who gives each answer once.
    """
    root, clock = root or _root(), clock or _clock()
    dash_app = dash.Dash(
        __name__,
        title=TITLE,
        use_pages=True,
        pages_folder=str(PROJECT / "pages"),
        assets_folder=str(PROJECT / "assets"),
        include_assets_files=False,
        suppress_callback_exceptions=True,
        add_log_handler=False,
    )
    dash_app.enable_dev_tools(debug=False, dev_tools_disable_version_check=True)
    harden(dash_app.server)
    if kind == "preview":
        dash_app.server.after_request(add_preview_headers)
        dash_app.server.after_request(add_strip)
    charts, pages = explorer(dash_app.server, PROJECT), dash.page_registry.values()
    current = CurrentRelease(root, clock, pages=finished)
    front = Front(current, clock, pages, PROJECT / "assets", charts, kind, maker)
    install(dash_app.server, front)
    return dash_app


def create_server() -> flask.Flask:
    """What a production server runs: ``granian --factory app:create_server``.

    PCP_SITE names the folder of finished pages that is kept in step with it, where there is one.
    """
    with starting():
        finished = FinishedPages(Path(os.environ["PCP_SITE"])) if os.environ.get("PCP_SITE") else None
        shelf = shelf_of(_root())
        maker = Maker(shelf, ProcessLane(Helper().answer))
        server: flask.Flask = create_app(finished=finished, maker=maker).server
        tell_of_failures(server)
        front: Front = server.extensions["front"]
        count(server, front.static, front.current, _clock(), front.has_charts)
        if finished is not None:
            keep(_root(), finished, front.current, _clock())
        elif shelf is not None:
            keep_ahead(_root(), shelf, front.current, _clock())
        return server


def create_helper(clock: Callable[[], datetime]) -> flask.Flask:
    """What the processes beside a server ask: they make what is heavy in turn."""
    shelf = shelf_of(_root())
    maker = Maker(shelf, None if shelf is None else InTurn(shelf.turn))
    server: flask.Flask = create_app(clock=clock, maker=maker).server
    return server


def create_writer() -> flask.Flask:
    """What the writing of finished pages asks: its answers are packed quickly."""
    server: flask.Flask = create_app(maker=Maker(packing=packed_quickly)).server
    return server


def create_preview(maker: Maker | None = None) -> flask.Flask:
    """What ``pcp preview`` runs: the site as it would be. PCP_PREVIEW names the file of what was found.

    PCP_TO_COME is the id of the release that is shown, where it has one already.
    """
    server: flask.Flask = create_app(kind="preview", maker=maker).server
    front: Front = server.extensions["front"]
    front.views.to_come = os.environ.get("PCP_TO_COME", "")
    if "PCP_PREVIEW" in os.environ:
        assets = PROJECT / "assets" / "preview"
        watch(server, Watched(Path(os.environ["PCP_PREVIEW"]), assets, front.release_id))
    return server


def _root() -> Path:
    return Path(os.environ.get("PCP_ROOT", "."))


def _clock() -> Callable[[], datetime]:
    """The real clock, or one that stands still for a rehearsal."""
    if "PCP_NOW" not in os.environ:
        return lambda: datetime.now(UTC)
    now = datetime.fromisoformat(os.environ["PCP_NOW"])
    if now.tzinfo is None:
        raise ValueError(f"PCP_NOW={now.isoformat()} has no offset; write it as {now.isoformat()}+00:00")
    return lambda: now
