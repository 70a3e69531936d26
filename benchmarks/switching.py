"""How soon and how evenly a release comes and goes: `python -m benchmarks.switching` (some four minutes).

A copy of the shipped first release is served by `pcp serve --write-site` with nginx in front. A second release is
scheduled, readers ask for finished pages and for what the application answers around its moment, and then it is
withdrawn.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.readers import Reading, switch
from tests.running import clean_environment, free_port, nginx, running
from tests.shipped import FIRST, first_site
from tests.store.sites import pcp_command

AHEAD = timedelta(seconds=120)
BEFORE_SECONDS, AFTER_SECONDS = 4.0, 6.0
SECOND = "2023-24-q4"


def wait_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.time()))


def command(root: Path, *arguments: str) -> None:
    subprocess.run(
        pcp_command(root, *arguments, now=None),
        env=clean_environment(),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def measured(root: Path, port: int) -> None:
    at = datetime.now(UTC) + AHEAD
    command(
        root, "publish", str(root / "data" / "drops" / FIRST), "--release", SECOND, "--at", at.isoformat()
    )
    wait_until(at.timestamp() - BEFORE_SECONDS)
    reading = Reading(port)
    wait_until(at.timestamp() + AFTER_SECONDS)
    print("release:", switch(reading.end(), SECOND, at.timestamp()))
    reading = Reading(port)
    time.sleep(1.0)
    command(root, "withdraw", SECOND, "--reason", "A rehearsal.")
    withdrawn_at = (root / "data" / "releases" / "history.jsonl").stat().st_mtime
    time.sleep(AFTER_SECONDS)
    print("withdrawal:", switch(reading.end(), FIRST, withdrawn_at))


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root, folder, port = first_site(Path(scratch) / "site"), Path(scratch) / "pages", free_port()
        serve = [*pcp_command(root, "serve", f"--port={port}", now=None), f"--write-site={folder}"]
        with running(serve, port, "/readyz"), nginx(Path(scratch) / "nginx", folder, port) as front:
            while not (folder / "current" / ".dense").exists():
                time.sleep(0.5)
            measured(root, front.port)


if __name__ == "__main__":
    main()
