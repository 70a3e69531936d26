"""The pack for a body's meeting as one file, to be printed or sent: everything is in it, and nothing runs.

``python -m serving.export.pack BODY DAY [--output FILE]`` writes what the site shows at the pack's address.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from components.oversight.pack import pack_content, pack_title
from components.oversight.pack_day import pack_of
from components.site.context import View, showing
from metrics.language import language
from metrics.periods import UK
from metrics.releasing.history import current
from metrics.releasing.published import published, up_to
from metrics.releasing.releases import load_release, sound_history
from serving.export.standalone import site_style, standalone
from serving.http.html import render
from serving.releases.archive import Archive


def pack_file(view: View, body_id: str, day: date, style: str) -> bytes:
    """The document, with its stylesheet in it. Raises KeyError where no body of that id is declared."""
    with showing(view):
        pack = pack_of(view, view.release.config.body(body_id), day)
        content = "\n".join(map(render, pack_content(pack)))
        return standalone(pack_title(pack), content, style, language())


def stored_view(root: Path, now: datetime) -> View:
    """What readers see of a store at a moment at which something is published. Raises DamagedRelease, Refused."""
    history, archive = sound_history(root), Archive(root)
    release_id = current(history, now)
    assert release_id is not None
    past = up_to(published(history, now), release_id)
    release, today = load_release(root, release_id), now.astimezone(UK).date()
    return View(
        release,
        today,
        past=past,
        opened=archive.opened,
        bulletin=archive.bulletin,
        newest_days=archive.newest_days,
    )


@click.command()
@click.argument("body_id")
@click.argument("day", type=click.DateTime(formats=["%Y-%m-%d"]))
@click.option("--output", "file", type=click.Path(dir_okay=False, path_type=Path))
def main(body_id: str, day: datetime, file: Path | None) -> None:
    """Write the pack for a body's meeting on DAY to a file, or to the standard output."""
    now = datetime.fromisoformat(os.environ["PCP_NOW"]) if "PCP_NOW" in os.environ else datetime.now(UTC)
    view = stored_view(Path(os.environ.get("PCP_ROOT", ".")), now)
    written = pack_file(view, body_id, day.date(), site_style())
    if file is None:
        sys.stdout.buffer.write(written)
        return
    try:
        file.write_bytes(written)
    except OSError as problem:
        click.echo(f"refused: {file} cannot be written: {problem.strerror}", err=True)
        sys.exit(3)


if __name__ == "__main__":
    main()
