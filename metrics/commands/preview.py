"""pcp preview: the site as a drop would make it, on this machine alone, for as long as the command runs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import click

from metrics.commands.acceptance import acceptance, accepts, refuse_unused
from metrics.commands.moments import AT_HELP, PublicFrom
from metrics.commands.parts import DONE, FAULTS, ReleaseId, Words, display_path, refusals, summary, tell
from metrics.commands.preparation import Typed, as_scheduled
from metrics.commands.serve import APPLICATION, SERVER_OPTIONS, WRITTEN_TO, need_free
from metrics.commands.site import Site, environment, refuse
from metrics.issues import InvalidInput
from metrics.releasing.preview import (
    CURRENT,
    NOTICED,
    Stamp,
    ToCome,
    build_preview,
    stamp_of,
    start_preview,
    write_noticed,
)
from metrics.releasing.releases import sound_history
from metrics.releasing.review import drop_for_review

LOOPBACK = "127.0.0.1"
TO_COME = "PCP_TO_COME"
ENDS_WITH = "PCP_ENDS_WITH"  # the number of the process with which the server ends
LOOK_EVERY_SECONDS = 0.5
PATIENCE_SECONDS = 15


@dataclass(frozen=True)
class Chosen:
    """What was chosen for a preview, by its options."""

    release_id: str | None
    at: datetime | None
    note: str | None
    correction: str | None
    codes: tuple[str, ...]
    reasons: tuple[str, ...]
    target: Path | None

    def plan(self, site: Site) -> Plan:
        """What the release will be; one that is scheduled already is as it was scheduled, but for what is typed."""
        accepted = acceptance(self.codes, self.reasons)
        typed = Typed(self.release_id or "", self.at, self.note, self.correction)
        if self.release_id is not None:
            with refusals("read"):
                typed = as_scheduled(sound_history(site.root), typed, site.time())
        to_come = ToCome(typed.release_id, typed.note or "", typed.correction or "")
        return Plan(to_come, typed.at, accepted)


@dataclass(frozen=True)
class Plan:
    """What a release will be, from when, and what is accepted for it."""

    to_come: ToCome
    at: datetime | None
    accepted: Mapping[str, str]

    def as_of(self, site: Site) -> Site:
        """The site with its clock at the moment of the release, where one was chosen."""
        return site if self.at is None else replace(site, now=self.at.astimezone(UTC))


@click.command()
@click.argument("drop", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=8051, show_default=True)
@click.option("--watch", is_flag=True, help="Show it anew whenever metrics.yaml or a file of DROP is saved.")
@click.option("--release", "release_id", type=ReleaseId(), help="The id that the release will have.")
@click.option("--at", type=PublicFrom(), help=f"When it will be public: {AT_HELP}")
@click.option("--note", type=Words(), help="The note that it will have.")
@click.option("--correction", type=Words(), help="The notice that it will have.")
@accepts
@click.option(
    "--write", "target", type=WRITTEN_TO, help="Write it as pages to this folder, for others to read."
)
@click.pass_obj
def preview(site: Site, /, drop: Path, port: int, watch: bool, **options: Any) -> None:
    """Show the site as publishing DROP would make it, on this machine alone; nothing is published.

    With --watch every page shows what pcp check finds, and the last good state stays while there is a fault. With
    --write it is a folder of pages that can be read without a server, each with a banner.
    """
    chosen = Chosen(**options)
    plan = chosen.plan(site)
    if chosen.target is not None:
        sys.exit(_written(site, drop, plan, chosen.target))
    need_free(LOOPBACK, port)
    _end_tidily()
    with TemporaryDirectory(prefix="pcp-preview-") as temporary:
        folder, site = Path(temporary), plan.as_of(site)
        seen = stamp_of(site.config, drop)
        if not _built(site, drop, folder, 1, plan):
            if not watch:
                sys.exit(FAULTS)
            with refusals("read"):
                start_preview(site.root, folder)
        with _served(site, folder, port, watch, plan.to_come) as server:
            click.echo(f"Preview at http://{LOOPBACK}:{port} (not published; Ctrl-C ends it)")
            sys.stdout.flush()
            _follow(site, drop, folder, seen if watch else None, server, plan)
        refuse("the preview's server has ended; its last words are above")


def _follow(
    site: Site,
    drop: Path,
    folder: Path,
    seen: Stamp | None,
    server: subprocess.Popen[bytes],
    plan: Plan,
) -> None:
    """Until the server ends: builds anew what was saved, once it is the same in two looks and so saved whole."""
    before, number = seen, 1
    while server.poll() is None:
        time.sleep(LOOK_EVERY_SECONDS)
        if seen is None:
            continue
        now = stamp_of(site.config, drop)
        if now != seen and now == before:
            seen, number = now, number + 1
            built = _built(site, drop, folder, number, plan)
            click.echo("Shown anew." if built else "The last good state stays on show.")
            sys.stdout.flush()
        before = now


def _built(site: Site, drop: Path, folder: Path, number: int, plan: Plan) -> bool:
    """Builds the preview and tells every issue; False when an error stands in the way.

    That something is accepted which nothing needs ends the command, but not once others look at the preview.
    """
    now, display_name = site.time(), display_path(site.config)
    try:
        with refusals("read"):
            checked, issues = drop_for_review(
                *(site.root, site.config, drop, display_name, now, plan.accepted),
                own=plan.to_come.release_id,
            )
    except InvalidInput as invalid:
        checked, issues = None, list(invalid.issues)
    tell(issues, "text")
    if checked is None:
        click.echo(summary(issues, "", f"{display_name} and {drop}"))
    else:
        if number == 1:
            refuse_unused(plan.accepted, checked.acknowledged)
        with refusals("read"):
            build_preview(site.root, checked, folder, number, now, plan.to_come)
    write_noticed(folder, issues)
    return checked is not None


def _written(site: Site, drop: Path, plan: Plan, target: Path) -> int:
    """Has the preview written by a process of its own; its exit status."""
    site = plan.as_of(site)
    with TemporaryDirectory(prefix="pcp-preview-") as temporary:
        folder = Path(temporary)
        if not _built(site, drop, folder, 1, plan):
            return FAULTS
        sys.stdout.flush()
        command = [sys.executable, "-m", "serving.export.preview", str(target)]
        variables = environment(site) | {"PCP_ROOT": str(folder / CURRENT)}
        variables |= {"PCP_NOW": site.time().isoformat(), TO_COME: plan.to_come.release_id}
        return subprocess.run(command, env=variables, check=False).returncode


@contextmanager
def _served(
    site: Site, folder: Path, port: int, watch: bool, to_come: ToCome
) -> Iterator[subprocess.Popen[bytes]]:
    """The server as a process of its own, by the name of its factory; it ends with this one, killed or not."""
    command = [sys.executable, "-m", "serving.production", f"{APPLICATION}:create_preview", *SERVER_OPTIONS]
    command += [f"--host={LOOPBACK}", f"--port={port}", "--workers=1"]
    variables = environment(site) | {"PCP_ROOT": str(folder / CURRENT), TO_COME: to_come.release_id}
    variables[ENDS_WITH] = str(os.getpid())
    variables |= {"PCP_PREVIEW": str(folder / NOTICED)} if watch else {}
    process = subprocess.Popen(command, env=variables, stdin=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _end_tidily() -> None:
    """On TERM and Ctrl-C alike the server is ended and the temporary folder removed, and all is well."""

    def end(number: int, frame: FrameType | None) -> None:
        del number, frame
        for either in (signal.SIGTERM, signal.SIGINT):
            signal.signal(either, signal.SIG_IGN)
        sys.exit(DONE)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
