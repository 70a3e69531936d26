"""A site with forty releases beside one with a single release: `python -m benchmarks.forty` (some four minutes).

The newest release of both is the newest that the repository ships. Before it the one has nothing; the other has the
rest of the shipped sample, and before that its first release again and again, a day after the other. Processor time
is measured, each time in a process of its own, by turns; the fewest seconds count, since what else runs only adds.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.report import Row, table, write
from tests.running import ROOT, clean_environment, run
from tools.write_shipped_releases import SHIPPED

RELEASES, ROUNDS = 40, int(os.environ.get("ROUNDS", "5"))
NEWEST = SHIPPED[-1]
PATHS = {
    "/releases": "/releases",
    "The feed": "/feed.atom",
    "The calendar": "/calendar.ics",
    "/api/v1/releases": "/api/v1/releases",
    "How often we were right": "/about/record",
}
LIMITED = ("/releases", "The feed", "The calendar", "/api/v1/releases")
MOST_TIMES = 1.3
# Seconds of a processor from a started process to the first answer, and on to the second.
ANSWERS = """
import json, sys, time
from pathlib import Path
from app import create_app
start = time.process_time()
client = create_app(Path(sys.argv[1])).server.test_client()
assert client.get("/readyz").status_code == 200
times = [time.process_time() - start]
for _ in range(2):
    start = time.process_time()
    assert client.get(sys.argv[2]).status_code == 200
    times.append(time.process_time() - start)
print(json.dumps(times))
"""
# Seconds of a processor for one publication, with the command's own code loaded ahead.
PUBLICATION = """
import sys, time
import metrics.commands.release
from metrics.cli import main
start = time.process_time()
try:
    main(sys.argv[1:])
except SystemExit as done:
    assert done.code == 0
print(time.process_time() - start)
"""


def publication(root: Path, number: int) -> list[str]:
    """The command that publishes a release of a site by its number, the newest last."""
    late = number - RELEASES + len(SHIPPED) - 1
    if late > 0:
        shipped = SHIPPED[late]
        return _publish(root, shipped.id, shipped.id, shipped.moment, *shipped.options)
    first = SHIPPED[0]
    moment = datetime.fromisoformat(first.moment) + timedelta(days=number - 1)
    return _publish(root, first.id, f"day-{number:02}", moment.isoformat())


def newest_alone(root: Path) -> list[str]:
    """The command that publishes the newest release as the first of a site: it corrects none."""
    accepted = NEWEST.options[NEWEST.options.index("--accept") :]
    return _publish(root, NEWEST.id, NEWEST.id, NEWEST.moment, *accepted)


def _publish(root: Path, drop: str, release_id: str, moment: str, *options: str) -> list[str]:
    folder = str(ROOT / "data" / "drops" / drop)
    words = ("--release", release_id, "--note", "A rehearsal.", *options)
    return ["--root", str(root), "--now", moment, "publish", folder, *words]


def site(root: Path, commands: Iterable[list[str]]) -> None:
    """A site with the releases that some commands publish."""
    shutil.copytree(ROOT / "config", root / "config")
    for command in commands:
        site_with(root, command)


def site_with(root: Path, command: list[str]) -> None:
    """Publishes one more release. Raises RuntimeError with what pcp said where it refused."""
    done = run(root, *command, PCP_ACTOR="staff")
    if done.returncode != 0:
        raise RuntimeError(done.stderr)


def answers(root: Path, path: str) -> tuple[float, float, float]:
    """Seconds of a processor from the import until a process is ready, for its first answer, and for its second."""
    ready, first, second = json.loads(_printed(ANSWERS, str(root), path))
    return ready, first, second


def published(root: Path, command: list[str], scratch: Path) -> float:
    """Seconds of a processor for a publication, in a copy of the site."""
    copy = scratch / "copy"
    shutil.copytree(root, copy)
    try:
        arguments = [str(copy) if text == str(root) else text for text in command]
        return float(_printed(PUBLICATION, *arguments).splitlines()[-1])
    finally:
        shutil.rmtree(copy)


def _printed(code: str, *arguments: str) -> str:
    environment = clean_environment(PCP_NOW=NEWEST.moment, PCP_ACTOR="staff")
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def _measured(scratch: Path) -> Iterator[Row]:
    """What takes how long with forty releases, and with one."""
    many, single, second = (scratch / name for name in ("many", "single", "second"))
    site(many, [publication(many, number) for number in range(1, RELEASES)])
    site(second, [publication(second, RELEASES - 1)])
    site(single, [])
    yield from _publication_rows(many, single, second, scratch)
    site_with(many, publication(many, RELEASES))
    site_with(single, newest_alone(single))
    yield from _answer_rows(many, single)


def _publication_rows(many: Path, single: Path, second: Path, scratch: Path) -> Iterator[Row]:
    commands = {root: publication(root, RELEASES) for root in (many, second)} | {single: newest_alone(single)}
    turns = [{root: published(root, commands[root], scratch) for root in commands} for _ in range(ROUNDS)]
    others = [(turn[many], turn[second]) for turn in turns], [(turn[many], turn[single]) for turn in turns]
    yield _row("Publishing, beside the second release", others[0], " s", MOST_TIMES)
    yield _row("Publishing, beside the first: it is compared with none", others[1], " s")


def _answer_rows(many: Path, single: Path) -> Iterator[Row]:
    turns = {
        name: [(answers(many, path), answers(single, path)) for _ in range(ROUNDS)]
        for name, path in PATHS.items()
    }
    ready = [(ours[0], other[0]) for pairs in turns.values() for ours, other in pairs]
    yield _row("Start", ready, " s", MOST_TIMES)
    for name, pairs in turns.items():
        from_start = [(ours[0] + ours[1], other[0] + other[1]) for ours, other in pairs]
        yield _row(f"{name}, start included", from_start, " s", MOST_TIMES if name in LIMITED else None)
        for number, order in ((1, "first"), (2, "second")):
            alone = [(ours[number] * 1000, other[number] * 1000) for ours, other in pairs]
            yield _row(f"{name}, {order} answer alone", alone, " ms")


def _row(name: str, turns: list[tuple[float, float]], unit: str, most: float | None = None) -> Row:
    """The least of both sides."""
    ours, other = (min(side) for side in zip(*turns, strict=True))
    return Row(name, ours, other, unit, 2 if unit == " s" else 1, ratio_at_most=most)


def main() -> int:
    """Measures, prints, writes. 1 when a limit is missed."""
    with tempfile.TemporaryDirectory() as scratch:
        rows = list(_measured(Path(scratch)))
    report = table(rows, ("forty releases", "one"))
    print(report)
    write(ROOT / "docs" / "performance.md", report, "forty")
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
