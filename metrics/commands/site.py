"""What every command of pcp needs before its own code is loaded: the site, its clock, and how a refusal ends."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click

from metrics.guides import placed
from metrics.issues import printable

REFUSED = 3
PROGRAM = Path(__file__).resolve().parents[2]  # a source tree, or where packages are installed


@dataclass(frozen=True)
class Site:
    """The folder with config/ and data/, and the clock where one is set."""

    root: Path
    now: datetime | None = None

    @property
    def config(self) -> Path:
        """The site's own declaration."""
        return self.root / "config" / "metrics.yaml"

    def content(self) -> Path:
        """The folder, where it is one of a site. A usage error in any other: there, nothing seems published."""
        if not ((self.root / "config").is_dir() or (self.root / "data").is_dir()):
            raise click.UsageError(
                f"there is no config/ or data/ in {self.root.resolve()}; name the folder with --root"
            )
        return self.root

    def time(self) -> datetime:
        """The moment at which a command works, in UTC."""
        return self.now or datetime.now(UTC)


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


def environment(site: Site) -> dict[str, str]:
    """What a process that shows this site is told: its folder and its clock.

    It looks for no code in the folder that pcp is called in, which may hold an app.py of its own, and runs the same
    code as this process: that of a source tree too which is not the installed one.
    """
    variables = {"PCP_ROOT": str(site.root.resolve()), "PYTHONSAFEPATH": "1"}
    if (PROGRAM / "pyproject.toml").is_file():
        variables["PYTHONPATH"] = os.pathsep.join(filter(None, (str(PROGRAM), os.environ.get("PYTHONPATH"))))
    if site.now is not None:
        variables["PCP_NOW"] = site.now.isoformat()
    return os.environ | variables


def refuse(message: str) -> NoReturn:
    """Ends a command that cannot be carried out as things stand. Names of files may stand in the message."""
    lines = (printable(line) for line in placed(message).split("\n"))
    click.echo("refused: " + "\n".join(lines), err=True)
    sys.exit(REFUSED)
