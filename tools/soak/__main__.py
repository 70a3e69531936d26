"""Everything at once for many minutes: `python -m tools.soak [MINUTES]`, or `make test-long`; 20 unless said.

`pcp serve --write-site` with two workers, and nginx in front. Readers ask nginx, and the application itself, for
every page; four clients want one part of a spreadsheet after the other; staff publish and withdraw. What came of it
is written into docs/soak.md.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

from benchmarks.report import Row, table, write
from tests.running import NO_NGINX, ROOT, Server, has_nginx, running
from tools.rehearsal.staff import DECLARATION, Staff
from tools.rehearsal.stage import Stage, serve_command, stage
from tools.soak.gauge import TOGETHER, Course, Gauge, Samples, course
from tools.soak.news import News
from tools.soak.visits import PAUSE_SECONDS, Crowd, Tally, pages_of, parts, visited

MINUTES = 20.0
WARM_UP = 0.4  # of the time: until then each process fills what it keeps of pages, and releases become larger
CHANGE_EVERY = 20  # changes of the release in all, had they all the same pace
READERS, CLIENTS, WORKERS = 4, 4, 2
# Flat: what may come of the bounded memory for pages, which goes on filling, and of requests under way.
MOST_GROWTH, MOST_A_MINUTE_MB, MOST_DESCRIPTORS = 1.25, 4.0, 8
MOST_FAULTS = 10


@dataclass(frozen=True)
class Soak:
    """What came of it all."""

    minutes: float
    readers: Tally
    clients: Tally
    news: News
    faults: list[str]
    samples: Samples


def main(minutes: float = MINUTES) -> int:
    """Soaks, prints and writes the table. 1 where a limit is missed or anything failed."""
    if not has_nginx():
        sys.exit(NO_NGINX)
    os.environ["PCP_BROTLI"] = "1"  # how densely pages are packed is not what is tried
    with tempfile.TemporaryDirectory() as scratch, stage(Path(scratch)) as place:
        soak = soaked(place, Staff(place.root, ROOT / DECLARATION), minutes)
    rows = list(rows_of(soak))
    report = f"{_conditions(soak)}\n\n{table(rows, ('at the end', 'after the warm-up'))}"
    faults = [*soak.faults, *soak.readers.faults, *soak.clients.faults]
    print(report, *faults[:MOST_FAULTS], sep="\n")
    write(ROOT / "docs" / "soak.md", report, "soak")
    return 1 if faults or any(row.met is False for row in rows) else 0


def soaked(place: Stage, staff: Staff, minutes: float) -> Soak:
    """Everything at once for so many minutes, from the first release on."""
    news = News(staff, minutes * 60 * WARM_UP, minutes * 60 / CHANGE_EVERY)
    news.first()
    command = serve_command(place.root, place.folder, place.port, None)
    with running(command, place.port, "/readyz") as server:
        gauge, pages = Gauge(server.process.pid), pages_of(server)
        readers = [
            Crowd(READERS, front.port, visited(pages), PAUSE_SECONDS) for front in (place.front, server)
        ]
        clients = Crowd(CLIENTS, place.front.port, parts, 0.0)
        news.start()
        time.sleep(minutes * 60)
        faults = news.end()
        visits, answers = _together(readers), clients.end()
        samples = gauge.end()
        faults += _unwell(server)
    return Soak(minutes, visits, answers, news, faults, samples)


def _together(crowds: list[Crowd]) -> Tally:
    first, second = (crowd.end() for crowd in crowds)
    return Tally(
        first.seconds + second.seconds, first.statuses + second.statuses, first.faults + second.faults
    )


def _unwell(server: Server) -> list[str]:
    """What the server says of itself at the end, where it is not well."""
    answer = server.get("/readyz")
    return [] if answer.status == 200 else [f"/readyz answers {answer.status}: {answer.body.decode()}"]


def rows_of(soak: Soak) -> Iterator[Row]:
    """The table: what was asked and answered, and how each worker fared."""
    failed = len(soak.readers.faults) + len(soak.clients.faults)
    yield Row("Pages that readers asked for", len(soak.readers.seconds), digits=0)
    yield Row("Half of them took", 1000 * _share(soak.readers, 50), unit=" ms", digits=0)
    yield Row("95 of 100 took", 1000 * _share(soak.readers, 95), unit=" ms", digits=0)
    yield Row("Parts of a spreadsheet that were sent", soak.clients.statuses[200], digits=0)
    yield Row("Parts that were refused for a while (503)", soak.clients.statuses[503], digits=0)
    yield Row("Answers that failed", failed, digits=0, at_most=0)
    yield Row("Releases published", soak.news.published, digits=0)
    yield Row("Releases withdrawn", soak.news.withdrawn, digits=0)
    workers = [samples for process, samples in soak.samples.items() if process != TOGETHER]
    yield Row("Workers that ended", len(workers) - WORKERS, digits=0, at_most=0)
    for number, samples in enumerate(workers, start=1):
        yield from _process(f"Worker {number}", course(samples, soak.minutes * WARM_UP))
    yield from _process("All processes together", course(soak.samples[TOGETHER], soak.minutes * WARM_UP))


def _process(name: str, fared: Course) -> Iterator[Row]:
    yield Row(
        f"{name}: memory",
        *(fared.last_megabytes, fared.first_megabytes, " MB"),
        digits=0,
        ratio_at_most=MOST_GROWTH,
    )
    yield Row(
        f"{name}: memory, a minute more",
        fared.megabytes_a_minute,
        unit=" MB",
        digits=2,
        at_most=MOST_A_MINUTE_MB,
    )
    more = fared.last_descriptors - fared.first_descriptors
    yield Row(f"{name}: open descriptors", fared.last_descriptors, fared.first_descriptors, digits=0)
    yield Row(f"{name}: descriptors more", more, digits=0, at_most=MOST_DESCRIPTORS)


def _share(tally: Tally, percent: int) -> float:
    return quantiles(tally.seconds, n=100)[percent - 1]


def _conditions(soak: Soak) -> str:
    load = os.getloadavg()[2]  # of the last fifteen minutes
    machine = (
        f"{os.cpu_count()} processors, on {datetime.now(UTC):%-d %B %Y}, with a load of {load:.0f} in all"
    )
    return (
        f"{soak.minutes:g} minutes on {machine}: two workers with nginx in front, {2 * READERS} readers, "
        f"{CLIENTS} clients that want parts of a spreadsheet, and staff who publish. All of them are on the same "
        f"machine. The warm-up is the first {soak.minutes * WARM_UP:g} minutes."
    )


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:2])))
