"""Where the rehearsal stands: a folder of content, its finished pages, nginx in front, and a server at a moment."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

from serving.export.states import current_subfolder, is_dense, state_at, state_of
from tests.running import PATIENCE_SECONDS, ROOT, Server, free_port, nginx, running
from tests.store.sites import pcp_command

LOOK_EVERY_SECONDS = 0.1


@dataclass(frozen=True)
class Stage:
    """A folder of content, the folder of its finished pages, a server's port, and nginx, which readers ask."""

    root: Path
    folder: Path
    port: int
    front: Server

    @contextmanager
    def serving(self, now: datetime | None) -> Iterator[None]:
        """`pcp serve --write-site` at a moment, or by the real clock, once its finished pages are all there.

        Raises:
            AssertionError: It or its pages do not get ready.
        """
        with running(serve_command(self.root, self.folder, self.port, now), self.port, "/readyz"):
            wait_for_pages(self.root, self.folder, now)
            yield


@contextmanager
def stage(scratch: Path) -> Iterator[Stage]:
    """A new one, with nothing published yet. nginx is started once, and outlives every server behind it."""
    root, folder, port = scratch / "site", scratch / "pages", free_port()
    copytree(ROOT / "config", root / "config")
    with ExitStack() as stack:
        with running(serve_command(root, folder, port, None), port, "/healthz"):
            front = stack.enter_context(nginx(scratch / "nginx", folder, port))
        yield Stage(root, folder, port, front)


def serve_command(root: Path, folder: Path, port: int, now: datetime | None) -> list[str]:
    return pcp_command(root, "serve", f"--port={port}", f"--write-site={folder}", now=now)


def wait_for_pages(root: Path, folder: Path, now: datetime | None) -> None:
    """Waits until the finished pages that are shown are those of a moment, and are packed.

    Raises:
        AssertionError: They are not there in good time.
    """
    deadline = time.monotonic() + 5 * PATIENCE_SECONDS
    while time.monotonic() < deadline:
        subfolder = current_subfolder(folder)
        state = state_at(root, now or datetime.now(UTC))[1]
        if subfolder is not None and state and state_of(subfolder) == state and is_dense(subfolder):
            return
        time.sleep(LOOK_EVERY_SECONDS)
    raise AssertionError("the finished pages did not get ready")
