"""Finished files packed as densely as the application packs its answers, once readers have them packed quickly.

The densest packing takes longer than all the rest of the writing, and a tenth of what is sent can wait for it.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from serving.export.processes import beside
from serving.export.states import DENSE
from serving.export.versions import write_file
from serving.http.answer import MOST_BROTLI, Answer, compress, packed
from serving.http.packing import ENDINGS

QUICK = min(5, MOST_BROTLI)


def packed_quickly(answer: Answer) -> Answer:
    """An answer as it is written at first: nine tenths of the way in a hundredth of the time."""
    return packed(answer, partial(compress, most=QUICK))


def pack_densely(subfolder: Path, processes: int) -> None:
    """Puts the form that the application would send in the place of each quick one, file by file.

    Interrupted, it leaves every file whole, and can begin anew. Raises OSError, also where the subfolder was moved.
    """
    names = [str(path) for path in sorted(subfolder.rglob(f"*{ENDINGS['br']}"))]
    with beside(lambda name: _pack(Path(name)), processes) as done:
        for _ in done(names):
            pass
    (subfolder / DENSE).touch()


def _pack(file: Path) -> None:
    form = compress("br", file.with_suffix("").read_bytes())
    if len(form) < file.stat().st_size:
        unfinished = file.with_name(f".{file.name}")
        write_file(unfinished, form)
        unfinished.replace(file)
