"""What all workers of a server have counted, read together; of those that have ended the sums are kept."""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from math import isnan
from pathlib import Path

from prometheus_client import Metric, ProcessCollector
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from serving.watching.events import program_version
from serving.watching.folder import lives

FILE = re.compile(r"(\w+)_(\d+)\.db")
SUMMED = ("counter", "histogram")
ENDED = 0  # in the name of the files for workers that have ended: no process has this number


class Workers(Collector):
    """The numbers of all workers, of their processes and of the program. ``parent`` starts them."""

    def __init__(self, folder: Path, parent: int) -> None:
        self._folder, self._parent = folder, parent
        self._lock = threading.Lock()

    def collect(self) -> Iterable[Metric]:
        """What there is at this moment."""
        with self._lock:
            workers = self._settled()
            counted = [_without_former(metric) for metric in _files(self._folder).collect()]
        yield from counted
        yield _single("pcp_workers", "Workers that count", {}, len(workers))
        yield _single("pcp_build_info", "Version of the program", {"version": program_version()}, 1)
        yield from _processes({self._parent: "server", **dict.fromkeys(workers, "worker")})

    def settle(self) -> None:
        """Adds up what workers have counted that have ended, so that their files do not become many."""
        with self._lock:
            self._settled()

    def _settled(self) -> list[int]:
        """The workers that live."""
        numbers = {int(match[2]) for file in self._folder.iterdir() if (match := FILE.fullmatch(file.name))}
        workers = sorted(numbers - {ENDED})
        for worker in workers:
            if not lives(worker):
                self._add_up(worker)
        return [worker for worker in workers if lives(worker)]

    def _add_up(self, worker: int) -> None:
        mark_process_dead(worker, str(self._folder))
        for kind in SUMMED:
            file = self._folder / f"{kind}_{worker}.db"
            if file.exists():
                _add(file, self._folder / f"{kind}_{ENDED}.db")
                file.unlink()


def _files(folder: Path) -> MultiProcessCollector:
    return MultiProcessCollector(None, str(folder))


def _add(file: Path, total: Path) -> None:
    """Adds the numbers of a file to those of another, in one step for who reads them."""
    sums = defaultdict[str, float](float)
    for source in (total, file):
        if source.exists():
            for key, number, *_ in MmapedDict.read_all_values_from_file(str(source)):
                sums[key] += number
    unfinished = total.with_suffix(".new")
    written = MmapedDict(str(unfinished))
    for key, number in sums.items():
        written.write_value(key, number, 0.0)
    written.close()
    unfinished.replace(total)


def _without_former(metric: Metric) -> Metric:
    """A metric without what no longer holds, such as a release that is not shown any more."""
    metric.samples = [sample for sample in metric.samples if not isnan(sample.value)]
    return metric


def _single(name: str, documentation: str, labels: dict[str, str], number: float) -> Metric:
    metric = Metric(name, documentation, "gauge")
    metric.add_sample(name, labels, number)
    return metric


def _processes(roles: dict[int, str]) -> Iterator[Metric]:
    """Memory, processor time and open files of each process, where the system tells them."""
    metrics = dict[str, Metric]()
    for process, role in roles.items():
        for metric in ProcessCollector(pid=partial(int, process), registry=None).collect():
            merged = metrics.setdefault(metric.name, Metric(metric.name, metric.documentation, metric.type))
            for sample in metric.samples:
                labels = {**sample.labels, "pid": str(process), "role": role}
                merged.add_sample(sample.name, labels, sample.value)
    yield from metrics.values()
