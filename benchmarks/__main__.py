"""Measures everything in one run, beside the same HTML as plain files, and writes docs/performance.md."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from benchmarks.by_hand import write_by_hand
from benchmarks.first_answer import write_first_answers
from benchmarks.load import largest_megabytes, load, processor_seconds, tool
from benchmarks.load import middle as middle_load
from benchmarks.making import first_answer_s, html_ms
from benchmarks.phone import USUAL_LATENCY_MS, LiveChart, Visit, ask, middle, phone, visits
from benchmarks.promises import beside_slow_ms, moment_s, worst_declaration_s
from benchmarks.report import Row, table, write
from serving.export.site import address_of
from tests.running import NO_NGINX, ROOT, Server, StartedServer, application, has_nginx, nginx, write_site

ROUNDS = int(os.environ.get("ROUNDS", "10"))
INTERACTIVE_ROUNDS, LOAD_ROUNDS = 3, 5
# Each page with the most that it may weigh, all requests together, and how many there may be.
PAGES = {
    "Framework page": ("/", 14.6, 1),
    "Measure page": ("/measures/violence-with-injury", 24, 3),
}
BY_HAND = "/by-hand"
LATENCIES_MS = (150, 562)
Visits = dict[tuple[str, str], list[tuple[Visit, Visit]]]


def main() -> int:
    """Measures, prints, writes. 1 when a limit is missed."""
    if not has_nginx():
        sys.exit(NO_NGINX)
    with tempfile.TemporaryDirectory() as scratch:
        rows = list(_measured(Path(scratch)))
    report = f"{_conditions()}\n\n{table(rows)}"
    print(report)
    write(ROOT / "docs" / "performance.md", report)
    write_first_answers(ROOT / "docs" / "performance.md")
    missed = [row.name for row in rows if row.met is False]
    print(f"Missed: {'; '.join(missed)}." if missed else "Every limit is met.")
    return 1 if missed else 0


def _conditions() -> str:
    return (
        f"Medians of {ROUNDS} interleaved rounds of visits, on {os.cpu_count()} processors; "
        f"the load comes from {tool()}, on the same machine."
    )


def _measured(scratch: Path) -> Iterator[Row]:
    site = scratch / "site"
    write_site(site)
    with application() as app, nginx(scratch / "nginx", site, app.port) as files, phone() as browser:
        for path, _, _ in PAGES.values():
            write_by_hand(site / "current", BY_HAND + path.rstrip("/"), app.get(path).body.decode())
        visits_of = _visits(browser, {"app": app.address, "files": files.address})
        for name in PAGES:
            yield from _page_rows(name, visits_of[name, "app"], visits_of[name, "files"])
        yield from _by_hand_rows(browser, files.address, files.address + BY_HAND)
        yield from _interactive_rows(browser, app.address + PAGES["Measure page"][0])
    with application() as app, nginx(scratch / "nginx", site, app.port) as files:
        yield from _load_rows(app, files)
        beside, alone = beside_slow_ms(app)
        yield Row("A view beside sixty slow connections", beside, alone, " ms", ratio_at_most=20)
    yield Row("From a release's moment to every worker", moment_s(scratch), unit=" s", at_most=2)
    yield Row(
        "Everything told of the worst declaration", worst_declaration_s(), unit=" s", digits=2, at_most=5
    )
    yield Row("Processor time for the framework page's HTML", html_ms(), unit=" ms", at_most=20)
    yield Row("From import to first answer", first_answer_s(), unit=" s", digits=2, at_most=3)
    yield Row("Memory of a worker that has made every page", _memory(site), unit=" MB", digits=0, at_most=250)


def _by_hand_rows(browser: Browser, ours: str, by_hand: str) -> Iterator[Row]:
    """A first visit beside the same words and drawings by hand, in one request: at two latencies."""
    for latency_ms in LATENCIES_MS:
        visits_of = _visits(browser, {"ours": ours, "by hand": by_hand}, latency_ms)
        for name in PAGES:
            first, floor = (
                middle([cold for cold, _ in visits_of[name, side]]) for side in ("ours", "by hand")
            )
            place = f"{name}, {latency_ms} ms, beside one by hand"
            yield Row(f"{place}: weight", first.kilobytes, floor.kilobytes, " kB")
            yield Row(f"{place}: first paint", first.first_paint_s, floor.first_paint_s, " s", 2)
            largest = first.largest_paint_s, floor.largest_paint_s
            yield Row(f"{place}: largest paint", *largest, " s", 2, ratio_at_most=1.1)


def _visits(browser: Browser, servers: dict[str, str], latency_ms: int = USUAL_LATENCY_MS) -> Visits:
    """Visits to every page of every address, by turns, so that what slows the machine slows all alike."""
    visits_of: Visits = defaultdict(list)
    for turn in range(ROUNDS):
        print(f"round {turn + 1} of {ROUNDS}", file=sys.stderr)
        for name, (path, _, _) in PAGES.items():
            for kind, address in sorted(servers.items(), reverse=bool(turn % 2)):
                visits_of[name, kind].append(visits(browser, (address + path).rstrip("/"), latency_ms))
    return visits_of


def _page_rows(name: str, ours: list[tuple[Visit, Visit]], floor: list[tuple[Visit, Visit]]) -> Iterator[Row]:
    _, most, most_requests = PAGES[name]
    (cold, warm), (cold_floor, warm_floor) = (
        [middle(list(turns)) for turns in zip(*pairs, strict=True)] for pairs in (ours, floor)
    )
    yield Row(f"{name}: weight", cold.kilobytes, cold_floor.kilobytes, " kB", at_most=most)
    yield Row(f"{name}: requests", cold.requests, cold_floor.requests, digits=0, at_most=most_requests)
    yield Row(f"{name}: first paint", cold.first_paint_s, cold_floor.first_paint_s, " s", 2)
    yield Row(
        f"{name}: largest paint", cold.largest_paint_s, cold_floor.largest_paint_s, " s", 2, ratio_at_most=1.3
    )
    yield Row(f"{name}: blocking", cold.blocking_ms, cold_floor.blocking_ms, " ms", 0, at_most=50)
    yield Row(f"{name}: layout shift", cold.shift, cold_floor.shift, digits=3, at_most=0.02)
    yield Row(f"{name}: weight, again", warm.kilobytes, warm_floor.kilobytes, " kB", at_most=1)
    yield Row(f"{name}: requests, again", warm.requests, warm_floor.requests, digits=0, at_most=1)


def _interactive_rows(browser: Browser, address: str) -> Iterator[Row]:
    charts = [
        chart for _ in range(INTERACTIVE_ROUNDS) if isinstance(chart := ask(browser, address), LiveChart)
    ]
    if charts:
        seconds, weight = (
            median(chart.live_s for chart in charts),
            median(chart.kilobytes for chart in charts),
        )
        yield Row("Interactive chart: from asking to live", seconds, unit=" s", at_most=5)
        yield Row("Interactive chart: weight", weight, unit=" kB", digits=0, at_most=600)


def _load_rows(app: StartedServer, files: Server) -> Iterator[Row]:
    path = PAGES["Measure page"][0]
    load(app.address + path)  # so that it is made, in every worker
    before = processor_seconds(app)
    turns = [(load(app.address + path), load(files.address + path)) for _ in range(LOAD_ROUNDS)]
    ours, floor = (middle_load(list(side)) for side in zip(*turns, strict=True))
    view_ms = (processor_seconds(app) - before) / ours.requests * 1000
    yield Row("Views a second", ours.per_second, floor.per_second, digits=0, ratio_at_least=0.1)
    yield Row("Time of a view under that load, median", ours.median_ms, floor.median_ms, " ms", 2)
    yield Row("Time of a view under that load, 99 of 100", ours.p99_ms, floor.p99_ms, " ms", 2)
    yield Row("Processor time of a view", view_ms, unit=" ms", digits=2, at_most=2)


def _memory(site: Path) -> float:
    current = site / "current"
    names = [str(path.relative_to(current)) for path in current.rglob("*@*.html")]
    with application("--workers=1") as app:
        for name in names:
            app.get(address_of(name), Accept_Encoding="br")
        return largest_megabytes(app)


if __name__ == "__main__":
    sys.exit(main())
