"""What each process of a server holds, sample by sample: its memory and its open files, as the system has it."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median

PAGE_BYTES = 4096
EVERY_SECONDS = 2.0


@dataclass(frozen=True)
class Sample:
    """What a process held at a moment: megabytes that are its own or shared, and open descriptors."""

    minute: float
    megabytes: float
    descriptors: int


Samples = dict[int, list[Sample]]  # by the process
TOGETHER = 0  # no process has this number: all of a server, with what its workers start for a while


class Gauge:
    """Looks at a process and its children every other second, until it is ended."""

    def __init__(self, process: int) -> None:
        self.samples: Samples = {}
        self._process, self._started = process, time.monotonic()
        self._enough = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> Samples:
        """Every sample of each process; those of a process that has ended stop there."""
        self._enough.set()
        self._thread.join()
        return self.samples

    def _look(self) -> None:
        while not self._enough.is_set():
            minute = (time.monotonic() - self._started) / 60
            for process in children(self._process):
                if sample := held_by(process, minute):
                    self.samples.setdefault(process, []).append(sample)
            held = [sample for process in family(self._process) if (sample := held_by(process, minute))]
            together = Sample(
                minute, sum(sample.megabytes for sample in held), sum(sample.descriptors for sample in held)
            )
            self.samples.setdefault(TOGETHER, []).append(together)
            self._enough.wait(EVERY_SECONDS)


def family(process: int) -> list[int]:
    """A process and all that it and those it has started have started."""
    return [process, *(member for child in children(process) for member in family(child))]


def children(process: int) -> list[int]:
    """What a process has started: of a server's first process its workers, which are copies of it."""
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def held_by(process: int, minute: float) -> Sample | None:
    """What a process holds; None where it has just ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        descriptors = len(list(Path(f"/proc/{process}/fd").iterdir()))
    except OSError:
        return None
    return Sample(minute, pages * PAGE_BYTES / 1e6, descriptors)


@dataclass(frozen=True)
class Course:
    """How a process fared after the warm-up: medians of the first and the last quarter of it, and the slope."""

    first_megabytes: float
    last_megabytes: float
    megabytes_a_minute: float
    first_descriptors: float
    last_descriptors: float


def course(samples: Sequence[Sample], warm_up_minutes: float) -> Course:
    """How a process fared after so many minutes.

    Raises:
        ValueError: There are fewer than eight samples after them.
    """
    warm = [sample for sample in samples if sample.minute >= warm_up_minutes]
    if len(warm) < 8:
        raise ValueError("there are too few samples after the warm-up")
    quarter = len(warm) // 4
    first, last = warm[:quarter], warm[-quarter:]
    slope = linear_regression([sample.minute for sample in warm], [sample.megabytes for sample in warm]).slope
    return Course(
        median(sample.megabytes for sample in first),
        median(sample.megabytes for sample in last),
        slope,
        median(sample.descriptors for sample in first),
        median(sample.descriptors for sample in last),
    )
