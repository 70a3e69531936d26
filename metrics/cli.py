"""pcp: what analysts and publishing staff type. Nothing prompts; every command runs unattended."""

from __future__ import annotations

import getpass
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NoReturn

import click

from metrics.config import parse_config_bytes, read_bytes
from metrics.drops import check_drop
from metrics.framework import json_schema
from metrics.issues import InvalidInput, Issue, Refused, has_errors
from metrics.releases import publish as publish_release

DONE, FAULTS, REFUSED = 0, 1, 3
Format = Literal["text", "json", "github"]
Site = dict[str, Path | datetime | None]
RELEASE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
SHOWN = 100
WRITTEN_TO = click.Path(file_okay=False, path_type=Path)
# Connections are held by the server's own loop, so that slow clients cost no thread of Python.
SERVER_OPTIONS = (
    "--interface=wsgi",
    "--factory",
    "--http=1",
    "--blocking-threads=2",
    "--http1-header-read-timeout=15000",
    "--respawn-failed-workers",
    "--workers-kill-timeout=10",
    "--no-access-log",
    "--log-level=warning",
)


class Moment(click.ParamType[datetime]):
    """A moment with its offset, such as 2024-02-08T09:30:00+00:00."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment in UTC."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f'"{value}" is not a time; write it as 2024-02-08T09:30:00+00:00', param, ctx)
        if moment.tzinfo is None:
            self.fail(f'"{value}" has no offset; write it as {value}+00:00', param, ctx)
        return moment.astimezone(UTC)


class ReleaseId(click.ParamType[str]):
    """A release's name in addresses and folders."""

    name = "id"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id, when it is one."""
        text = str(value)
        if len(text) > 60 or not RELEASE_ID.fullmatch(text):
            self.fail(f'"{text}" is not an id: small letters, digits and single hyphens', param, ctx)
        return text


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    envvar="PCP_ROOT",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder with config/ and data/.",
)
@click.option(
    "--now", envvar="PCP_NOW", type=Moment(), help="The clock, for rehearsals: 2024-02-08T09:30:00+00:00."
)
@click.pass_context
def cli(context: click.Context, root: Path, now: datetime | None) -> None:
    """Check, publish and serve the outcomes dashboard."""
    context.obj = {"root": root, "now": now}


@cli.command()
@click.option("--config", type=click.Path(path_type=Path), help="Another metrics.yaml than the site's own.")
@click.option("--drop", type=click.Path(path_type=Path), help="A folder of extracts to check against it.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@click.pass_obj
def check(site: dict[str, Path], config: Path | None, drop: Path | None, form: Format) -> None:
    """Check config/metrics.yaml and, where given, a drop against it: all faults at once."""
    path = config or site["root"] / "config" / "metrics.yaml"
    shown = _shown_as(path)
    try:
        if drop is None:
            declared, issues = parse_config_bytes(read_bytes(path, shown), shown)
            said = "" if declared is None else f"{len(declared.measures)} measures are declared"
        else:
            checked, issues = check_drop(path, drop, shown)
            said = "" if checked is None else f"{len(checked.stored)} measures can be published from {drop}"
    except InvalidInput as invalid:
        said, issues = "", list(invalid.issues)
    _tell(issues, form)
    if form == "text":
        click.echo(_summary(issues, said))
    sys.exit(FAULTS if has_errors(issues) else DONE)


@cli.command()
@click.argument("drop", type=click.Path(path_type=Path))
@click.option(
    "--release", "release_id", type=ReleaseId(), required=True, help="The release's id: 2023-24-q3."
)
@click.option("--note", default="", help="A note for the history.")
@click.option("--write-site", "folder", type=WRITTEN_TO, help="Then write the finished pages to this folder.")
@click.pass_obj
def publish(site: Site, drop: Path, release_id: str, note: str, folder: Path | None) -> None:
    """Check a drop, then publish it whole or not at all."""
    root = Path(str(site["root"]))
    path = root / "config" / "metrics.yaml"
    try:
        checked, issues = check_drop(path, drop, _shown_as(path))
    except InvalidInput as invalid:
        checked, issues = None, list(invalid.issues)
    _tell(issues, "text")
    if checked is None:
        click.echo(_summary(issues, "") + " Nothing was published.", err=True)
        sys.exit(FAULTS)
    now = site["now"] if isinstance(site["now"], datetime) else datetime.now(UTC)
    try:
        publish_release(root, checked, issues, release_id, now, _actor(), note)
    except Refused as refused:
        _refuse(str(refused))
    except OSError as problem:
        _refuse(f"the store cannot be written: {problem}")
    click.echo(f"Published {release_id} with {len(checked.stored)} measures.")
    sys.exit(DONE if folder is None else _write_site(site, folder))


@cli.command("write-site")
@click.argument("folder", type=WRITTEN_TO)
@click.pass_obj
def write_site(site: Site, folder: Path) -> NoReturn:
    """Write every finished page of the current release to FOLDER, for a web server to serve."""
    sys.exit(_write_site(site, folder))


@cli.command()
def schema() -> None:
    """Print the JSON Schema of metrics.yaml, for editors."""
    click.echo(json.dumps(json_schema(), indent=2))


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8050, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
@click.pass_obj
def serve(site: Site, host: str, port: int, workers: int) -> NoReturn:
    """Serve the current release with the production server."""
    command = [sys.executable, "-m", "granian", "app:create_server", *SERVER_OPTIONS]
    command += [f"--host={host}", f"--port={port}", f"--workers={workers}"]
    _need_free(host, port)
    click.echo(f"Serving at http://{host}:{port}", err=True)
    os.execve(sys.executable, command, _environment(site))


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line, with its exit statuses: 0 done, 1 faults, 2 wrong command line, 3 refused."""
    cli.main(args=arguments, prog_name="pcp")


def _environment(site: Site) -> dict[str, str]:
    """What a process that shows this site is told: its folder and its clock."""
    told = {"PCP_ROOT": str(Path(str(site["root"])).resolve())}
    if isinstance(site["now"], datetime):
        told["PCP_NOW"] = site["now"].isoformat()
    return os.environ | told


def _write_site(site: Site, folder: Path) -> int:
    """Has the finished pages written by a process of their own; its exit status."""
    sys.stdout.flush()
    command = [sys.executable, "-m", "serving.files", str(folder)]
    return subprocess.run(command, env=_environment(site), check=False).returncode


def _tell(issues: Sequence[Issue], form: Format) -> None:
    if form == "json":
        click.echo(json.dumps([issue.as_json() for issue in issues], indent=2, ensure_ascii=False))
        return
    for issue in issues[:SHOWN]:
        click.echo(_for_github(issue) if form == "github" else str(issue))
    if len(issues) > SHOWN:
        click.echo(f"… and {len(issues) - SHOWN} more, {len(issues)} in all.")


def _for_github(issue: Issue) -> str:
    message = issue.message.replace("%", "%25").replace("\n", "%0A")
    return f"::{issue.severity} file={issue.file},line={issue.line},col={issue.column}::{message}"


def _summary(issues: Sequence[Issue], said: str) -> str:
    errors = sum(issue.severity == "error" for issue in issues)
    warnings = len(issues) - errors
    counts = f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}"
    return f"{said}: {counts}." if said else f"{counts}."


def _shown_as(path: Path) -> str:
    """A path as the person who typed the command knows it: from the working directory where it lies in it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _need_free(host: str, port: int) -> None:
    """Says so at once when the port is taken; the server itself would try again for ever."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            _refuse(f"cannot listen at {host}:{port}: {problem.strerror}; choose another with --port")


def _actor() -> str:
    return os.environ.get("PCP_ACTOR") or getpass.getuser()


def _refuse(message: str) -> NoReturn:
    click.echo(f"refused: {message}", err=True)
    sys.exit(REFUSED)
