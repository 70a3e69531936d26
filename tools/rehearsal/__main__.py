"""Sixteen releases, rehearsed: `python -m tools.rehearsal`, or `make rehearsal` (see docs/publishing.md).

With a number behind it, so many of the story's states alone: `python -m tools.rehearsal 3`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.running import NO_NGINX, ROOT, has_nginx
from tools.rehearsal.drops import quarters
from tools.rehearsal.last import last
from tools.rehearsal.look import View, look
from tools.rehearsal.staff import DECLARATION, Staff
from tools.rehearsal.stage import Stage, stage
from tools.rehearsal.story import State, story

MOST_FAULTS = 20  # of a state; the others are alike


@dataclass(frozen=True)
class Row:
    """A state of the story: what was read in it, how long that and staff's work took, and what was wrong."""

    release: str
    happening: str
    pages: int
    seconds: float
    faults: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.release:<22}{self.happening:<26}{self.pages:>6}{self.seconds:>9.1f}{len(self.faults):>8}"
        )


HEAD = f"{'release':<22}{'what happened':<26}{'pages':>6}{'seconds':>9}{'faults':>8}"


def main(states: int | None = None) -> int:
    """Plays the story, whole or so many states of it, and prints a table. 1 where anything is not as it tells."""
    if not has_nginx():
        sys.exit(NO_NGINX)
    os.environ["PCP_BROTLI"] = "1"  # how densely pages are packed is not what is rehearsed
    rows = list[Row]()
    with tempfile.TemporaryDirectory() as scratch, stage(Path(scratch)) as place:
        for row in played(place, Staff(place.root, ROOT / DECLARATION), states):
            print(row, *(f"  {fault}" for fault in row.faults[:MOST_FAULTS]), sep="\n", flush=True)
            rows.append(row)
    print("\n".join(["", HEAD, *map(str, rows)]))
    return 1 if any(row.faults for row in rows) else 0


def played(place: Stage, staff: Staff, states: int | None) -> Iterator[Row]:
    """The story's states one after the other, each looked at."""
    started = time.monotonic()
    for state, view in looks(place, staff, states):
        now = time.monotonic()
        faults = (*staff.faults, *view.faults)
        yield Row(state.release, state.happening, view.pages, now - started, faults)
        staff.faults.clear()
        started = now


def looks(place: Stage, staff: Staff, states: int | None) -> Iterator[tuple[State, View]]:
    view = View()
    for state in islice(story(staff), states):
        with place.serving(state.moment):
            view = look(place.front.get, state, view)
        yield state, view
    if states is None:
        yield from last(place, staff, quarters()[-1], view)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
