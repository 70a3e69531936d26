"""The interactive chart's scripts: Dash's, plotly's and our own, under addresses that change with their bytes."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from flask import Flask
from plotly.offline import get_plotlyjs_version

from metrics.guides import placed
from serving.http.answer import Answer
from serving.http.headers import IMMUTABLE
from serving.http.media_types import JAVASCRIPT
from serving.http.packing import packed_from, write_packed
from serving.http.places import packed_folders, plotly_folders
from serving.interactive.dash_scripts import FETCHED_LATER, LISTED_OTHERWISE, dash_scripts
from serving.watching.events import tell

ASSETS = Path(__file__).resolve().parents[2] / "assets"
OUR_OWN = ("explored_picture.js", "explored.js")  # served as one, under the name of the last
PARTS = b"/* PARTS */ null"  # in assets/explore.js, where the parts are filled in
# What the renderer asks to be told. Names of versions are left empty: no reader needs them.
RENDERER_SETTINGS: Mapping[str, Any] = {
    "url_base_pathname": None,
    "ui": False,
    "props_check": False,
    "disable_version_check": True,
    "show_undo_redo": False,
    "suppress_callback_exceptions": True,
    "update_title": "",
    "children_props": {},
    "serve_locally": True,
    "validate_callbacks": False,
}
UNAVAILABLE = (
    "Charts cannot be made interactive: %s. Everything else is served. Install the locked versions again: "
    "make setup, or pip install --require-hashes -r requirements.lock"
)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Suite:
    """The scripts of the interactive view: their answers by address, and the addresses in running order.

    ``later`` is the address of the one that Dash asks for itself, once it runs.
    """

    answers: Mapping[str, Answer]
    scripts: tuple[str, ...]
    later: str

    @property
    def kilobytes(self) -> int:
        """What a reader fetches on opening the view for the first time, compressed, in thousands of bytes."""
        sizes = (min(len(form.body) for form in answer.forms) for answer in self.answers.values())
        return round(sum(sizes) / 1000)


def suite(project: Path) -> Suite:
    """The scripts, under addresses that change with their bytes. ``project`` may hold what was made ahead."""
    bodies = _bodies(project)
    folder = f"/assets/explore-{_fingerprint(bodies.values())}"
    answers = {f"{folder}/{name}": _lasting(body, project) for name, body in bodies.items()}
    running = [name for name in bodies if name != FETCHED_LATER]
    return Suite(answers, tuple(f"{folder}/{name}" for name in running), f"{folder}/{FETCHED_LATER}")


def pack_ahead(project: Path) -> list[bytes]:
    """Compresses the scripts as densely as can be, once for every process: that takes some seconds. Gives them."""
    bodies = list(_bodies(project).values())
    write_packed(packed_folders(project)[0], bodies)
    return bodies


def _bodies(project: Path) -> dict[str, bytes]:
    ours = {OUR_OWN[-1]: b"".join((ASSETS / name).read_bytes() for name in OUR_OWN)}
    return {"plotly.js": plotly_script(project).read_bytes(), **dash_scripts(), **ours}


def plotly_script(project: Path) -> Path:
    """The smallest plotly that draws our charts: the basic bundle where it is installed, else the whole.

    Both must be of the version that the Python package expects; another one is passed over.
    """
    for folder in plotly_folders(project):
        try:
            version = json.loads((folder / "package.json").read_text())["version"]
        except (FileNotFoundError, LookupError, ValueError):
            continue
        if version == get_plotlyjs_version():
            return folder / "plotly-basic.min.js"
    return Path(str(files("plotly").joinpath("package_data/plotly.min.js")))


def dependencies(server: Flask) -> list[Any]:
    """Our callbacks, which all run in the browser, as Dash tells them. Asked before the front takes over.

    Dash keeps what it was not asked for until another server of the same process is, so each counts once.
    """
    with server.test_client() as client:
        callbacks: list[dict[str, Any]] = json.loads(client.get("/_dash-dependencies").data)
    ours = {
        callback["output"]: callback
        for callback in callbacks
        if (callback["clientside_function"] or {}).get("namespace") == "explore"
    }
    return list(ours.values())


@dataclass(frozen=True)
class Explorer:
    """What interactive charts need beside a release: the scripts, and the callbacks that run in the browser."""

    suite: Suite
    callbacks: Sequence[Any] = ()


@dataclass(frozen=True)
class NoExplorer:
    """That there are no interactive charts, and why: for everybody, so it names no place of this machine."""

    reason: str = ""


NO_EXPLORER = NoExplorer()


def explorer(server: Flask, project: Path) -> Explorer | NoExplorer:
    """The explorer of a Dash server, asked before anything else answers in its place.

    Where it cannot be made the log says why: pages need none of it.
    """
    try:
        return Explorer(suite(project), dependencies(server))
    except OSError as problem:
        reason = f"{Path(str(problem.filename)).name}: {problem.strerror}"
    except LISTED_OTHERWISE as problem:
        reason = f"Dash lists its scripts in a form that is not known here: {problem!r}"
    tell(log, logging.WARNING, "charts-unavailable", placed(UNAVAILABLE % reason))
    return NoExplorer(reason)


def page_script(written: bytes, scripts: Suite, stylesheet: str = "") -> bytes:
    """The page's own script, told what it will fetch when it is asked: so it need not ask us first.

    The whole ``stylesheet`` (its address) is part of that: a page holds no more of it than it uses itself.
    """
    parts = {
        "scripts": scripts.scripts,
        "later": scripts.later,
        "stylesheet": stylesheet,
        "kilobytes": scripts.kilobytes,
        "settings": RENDERER_SETTINGS,
    }
    return written.replace(PARTS, json.dumps(parts, separators=(",", ":")).encode())


def _lasting(body: bytes, project: Path) -> Answer:
    return packed_from(packed_folders(project), Answer(body, JAVASCRIPT, cache_control=IMMUTABLE))


def _fingerprint(bodies: Iterable[bytes]) -> str:
    return sha256(b"".join(sha256(body).digest() for body in bodies)).hexdigest()[:12]
