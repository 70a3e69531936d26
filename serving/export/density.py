"""Finished files packed as densely as the application packs its answers, once readers have them packed quickly.

The densest packing takes longer than all the rest of the writing, and a tenth of what is sent can wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from serving.export.processes import beside
from serving.export.states import DENSE
from serving.export.versions import write_file
from serving.http.answer import MOST_BROTLI, Answer, compress, packed
from serving.http.packing import ENDINGS

QUICK = min(5, MOST_BROTLI)
LOOKED_AFTER = 40  # so many files, whether there is something else to do


def packed_quickly(answer: Answer) -> Answer:
    """An answer as it is written at first: nine tenths of the way in a hundredth of the time."""
    return packed(answer, partial(compress, most=QUICK))


def pack_densely(subfolder: Path, processes: int, goes_on: Callable[[], bool] = lambda: True) -> None:
    """Puts the form that the application would send in the place of each quick one, file by file.

    Where it no longer ``goes_on``, since others are to be written, it ends. Interrupted, it leaves every file
    whole, and can begin anew. Raises OSError, also where the subfolder was moved.
    """
    names = [str(path) for path in sorted(subfolder.rglob(f"*{ENDINGS['br']}"))]
    with beside(lambda name: _pack(Path(name)), processes) as done:
        for start in range(0, len(names), LOOKED_AFTER):
            if not goes_on():
                return
            for _ in done(names[start : start + LOOKED_AFTER]):
                pass
    (subfolder / DENSE).touch()


def _pack(file: Path) -> None:
    try:
        form = compress("br", file.with_suffix("").read_bytes())
        is_smaller = len(form) < file.stat().st_size
    except FileNotFoundError:
        if file.parent.exists():
            return  # it was stale, and has been taken away
        raise
    if is_smaller:
        unfinished = file.with_name(f".{file.name}")
        write_file(unfinished, form)
        unfinished.replace(file)
