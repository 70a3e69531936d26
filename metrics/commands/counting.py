"""Options of commands that read extracts: where files of records are counted, and whether to tell how far"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

import click

from metrics.commands.parts import refusals
from metrics.reading.engines.scheduling import LOCAL, choice, counting_by


class Scheduler(click.ParamType[str]):
    """The address of a scheduler of Dask, or ``local``."""

    name = "address"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address, where it is one."""
        text = str(value)
        if text != LOCAL and not _ADDRESS.fullmatch(text):
            self.fail(f'"{text}" is no address of a scheduler; write it as tcp://127.0.0.1:8786, or {LOCAL}')
        return text


_ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss)://)?[^\s/]+:\d{1,5}", re.ASCII)


def counts_records(command: Callable[..., None]) -> Callable[..., None]:
    """Adds --scheduler and --progress to a command, and ends it as refused where what is named does not do it."""

    @click.option(
        "--scheduler",
        type=Scheduler(),
        help="Count files of records on a cluster of Dask: the address of its scheduler, or local for one of this "
        "machine's own.",
    )
    @click.option("--progress", is_flag=True, help="Tell how far large files are read, off a terminal too.")
    @wraps(command)
    def counting(*arguments: Any, scheduler: str | None, progress: bool, **options: Any) -> None:
        chosen = replace(choice(), scheduler=scheduler or choice().scheduler, is_followed=progress)
        with counting_by(chosen), refusals("read"):
            command(*arguments, **options)

    return counting
