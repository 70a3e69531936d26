"""pcp serve and pcp write-site: what starts the server's side, as a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import click

from metrics.commands.site import PROGRAM, Site, environment, refuse

WRITTEN_TO = click.Path(file_okay=False, path_type=Path)
# Where granian looks for the application; else it would look where it is started, which may have an app.py too.
APPLICATION = str(PROGRAM / "app")
# Connections are held by the server's own loop, so that slow clients cost no thread of Python.
SERVER_OPTIONS = (
    f"--working-dir={PROGRAM}",
    "--interface=wsgi",
    "--factory",
    "--http=1",
    "--blocking-threads=16",
    "--http1-header-read-timeout=8000",
    "--respawn-failed-workers",
    "--workers-kill-timeout=10",
    "--no-access-log",
    "--log-level=warning",
)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8050, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
@click.option(
    "--write-site", "folder", type=WRITTEN_TO, help="Keep the finished pages of this folder current."
)
@click.option(
    "--log-format",
    "form",
    envvar="PCP_LOG_FORMAT",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the log is written: a line, or an object of JSON, for each event.",
)
@click.option(
    "--metrics-port",
    type=click.IntRange(1, 65535),
    envvar="PCP_METRICS_PORT",
    help="Let Prometheus read what the server counts, at this port of 127.0.0.1. Off unless it is named.",
)
@click.pass_obj
def serve(
    site: Site,
    host: str,
    port: int,
    workers: int,
    folder: Path | None,
    form: str,
    metrics_port: int | None,
) -> NoReturn:
    """Serve the current release with the production server."""
    site.content()
    command = [sys.executable, "-m", "serving.production", f"{APPLICATION}:create_server", *SERVER_OPTIONS]
    command += [f"--host={host}", f"--port={port}", f"--workers={workers}", "--log-level=info"]
    need_free(host, port)
    variables = {"PCP_LOG_FORMAT": form}
    if metrics_port is not None:
        if metrics_port == port:
            raise click.UsageError("--metrics-port and --port are two ports")
        need_free(os.environ.get("PCP_METRICS_HOST") or "127.0.0.1", metrics_port, "--metrics-port")
        variables["PCP_METRICS_PORT"] = str(metrics_port)
    if folder is not None:
        variables["PCP_SITE"] = str(folder.absolute())
    if form == "text":  # among lines of JSON it is said by the server's own event
        click.echo(f"Serving at http://{host}:{port}", err=True)
    os.execve(sys.executable, command, environment(site) | variables)


@click.command("write-site")
@click.argument("folder", type=WRITTEN_TO)
@click.pass_obj
def write_site(site: Site, folder: Path) -> NoReturn:
    """Write every finished page of the current release to FOLDER, for a web server to serve."""
    sys.exit(run_write_site(site, folder))


def run_write_site(site: Site, folder: Path) -> int:
    """Has the finished pages written by a process of their own; its exit status."""
    sys.stdout.flush()
    command = [sys.executable, "-m", "serving.export.writing", str(folder)]
    return subprocess.run(command, env=environment(site), check=False).returncode


def need_free(host: str, port: int, option: str = "--port") -> None:
    """Says so at once when the port is taken; the server itself would try again for ever."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            refuse(f"cannot listen at {host}:{port}: {problem.strerror}; choose another with {option}")
