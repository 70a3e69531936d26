"""Files of millions of records: `python -m benchmarks.rows` (a quarter of an hour; MILLIONS=1,10 for less).

Makes extracts that look like the police's street crime, some mess included, and has `pcp check` read them, as an
analyst would, in a process of its own. Beside it, in the same run and by turns, duckdb and polars do nothing but
the same group-by: they check no cell, and know no line. The fewest seconds count, since what else runs only adds.
What rows take by themselves is what is left without the seconds for a file of a thousand.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.report import write
from tests.given import SITE_OF_ONE_OUTCOME
from tests.running import ROOT, clean_environment

MILLIONS = [int(number) for number in os.environ.get("MILLIONS", "1,10,30").split(",")]
ROUNDS = int(os.environ.get("ROUNDS", "2"))
NOW = "2024-02-08T09:30:00+00:00"
LOOKS_EVERY = 0.05  # seconds, at the memory
MOST_TIMES = {"csv": 3.0, "parquet": 2.0}  # what duckdb takes
MOST_MEMORY = 2048  # MiB
FEW = 1_000  # rows of a file that takes what each way takes whatever the size
# Some places hold a comma, a quote or an accent, and so stand in quotes.
STREET = """
COPY (
  SELECT strftime(DATE '2021-01-01' + INTERVAL (i * 36 // {rows}) MONTH, '%Y-%m') AS "Month",
         printf('%.6f', -0.5 + (h % 800000) / 1000000.0) AS "Longitude",
         printf('%.6f', 51.3 + (h % 390001) / 1000000.0) AS "Latitude",
         CASE WHEN h % 997 = 0 THEN 'On or near The "Lock", Café Row'
              WHEN h % 13 = 0 THEN 'On or near Supermarket, Mall'
              ELSE 'On or near ' || ['High Street', 'Station Road', 'Park Lane'][1 + h % 3] || ' ' || h % 900
         END AS "Location",
         areas[1 + (h // 7) % 32] AS "Borough",
         ['Anti-social behaviour', 'Bicycle theft', 'Burglary', 'Drugs', 'Other crime', 'Other theft',
          'Public order', 'Robbery', 'Shoplifting', 'Vehicle crime', 'Violence'][1 + (h // 11) % 11]
         AS "Crime type",
         ['Under investigation', 'No suspect', 'Charged', ''][1 + (h // 13) % 4] AS "Outcome"
  FROM (SELECT i, (hash(i) % 1000000007)::BIGINT AS h, {areas} AS areas FROM range({rows}) AS numbers(i))
) TO '{path}' ({form})
"""
DUCKDB = """
import duckdb, sys
duckdb.execute("SET enable_progress_bar = false")
query = 'SELECT "Month", "Borough", "Crime type", count(*) FROM {read}(?) GROUP BY ALL'
print(len(duckdb.execute(query, [sys.argv[1]]).fetchall()))
"""
WRITE = "import duckdb, sys; duckdb.execute('SET enable_progress_bar = false'); duckdb.execute(sys.argv[1])"
POLARS = """
import polars, sys
names = ["Month", "Borough", "Crime type"]
print(polars.{read}(sys.argv[1]).group_by(names).len().collect(engine="streaming").height)
"""
IGNORED = ["Longitude", "Latitude", "Location", "Outcome"]


@dataclass(frozen=True)
class Run:
    """What one process took, with all that it started: seconds, those of processors, and the most MiB at once."""

    seconds: float
    processor: float
    memory: float


@dataclass(frozen=True)
class Way:
    """A way to count a file: what it is called, its command, and what of the environment it takes."""

    name: str
    command: list[str]
    environment: Mapping[str, str]


def street(path: Path, rows: int) -> None:
    """Writes a file of street crime. Raises CalledProcessError where duckdb does not."""
    form = "FORMAT parquet" if path.suffix == ".parquet" else "FORMAT csv, HEADER"
    areas = "[" + ", ".join(f"'{name}'" for name in _boroughs()) + "]"
    query = STREET.format(rows=rows, path=path, form=form, areas=areas)
    subprocess.run(
        [sys.executable, "-c", "import duckdb, sys; duckdb.execute(sys.argv[1])", query], check=True
    )


def _boroughs() -> list[str]:
    from metrics.areas import districts, outside_codes  # noqa: PLC0415  # with the areas in force

    names = [
        area.name.replace("'", "''") for area in districts().values() if area.code not in outside_codes()
    ]
    return names[:32]


def site(root: Path, file: str) -> None:
    """A site with one measure that counts the rows of a file, by month, borough and offence."""
    source = {
        "publisher": "The police", "title": "Street crime", "link": "https://data.police.uk/data/",
        "licence": "OGL-3.0", "files": file, "layout": "events",
        "period": {"column": "Month", "format": "YYYY-MM"}, "area": {"column": "Borough"},
        "dimensions": [{"id": "kind", "title": "Offence", "column": "Crime type"}],
        "combine": "sum", "absent": "zero", "region": "all-rows",
        "ignore": IGNORED,
    }  # fmt: skip
    measure = {
        "id": "offences", "outcome": "safer", "title": "Offences", "status": "published",
        "description": "Offences that were recorded.", "unit": "count",
        "noun": {"singular": "offence", "plural": "offences"}, "polarity": "lower-is-better", "frequency": "month",
        "comparison": {"basis": "previous-period", "materiality": 5, "test": "counts"},
        "caveats": ["They are of a benchmark."], "next_update": "not-announced", "source": source,
    }  # fmt: skip
    (root / "config").mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump({**SITE_OF_ONE_OUTCOME, "measures": [measure]}, sort_keys=False)
    (root / "config" / "metrics.yaml").write_text(text, "utf-8")


def pcp(root: Path, *arguments: str) -> list[str]:
    """The program's own command on a site, as a process of its own."""
    return [sys.executable, "-m", "metrics", "--root", str(root), "--now", NOW, *arguments]


def ways(root: Path, path: Path) -> Iterator[Way]:
    """Every way to count a file that is at hand here; the program's own first."""
    kind, environment = path.suffix[1:], clean_environment()
    check = pcp(root, "check", "--drop", str(path.parent))
    yield Way("`pcp check`", check, environment)
    duckdb = DUCKDB.format(read="read_csv" if kind == "csv" else "read_parquet")
    yield Way("duckdb alone", [sys.executable, "-c", duckdb, str(path)], environment)
    if importlib.util.find_spec("polars"):
        polars = POLARS.format(read=f"scan_{kind}")
        yield Way("polars alone", [sys.executable, "-c", polars, str(path)], environment)
    if kind == "csv" and importlib.util.find_spec("distributed"):
        yield Way("`pcp check --scheduler local`, two workers", [*check, "--scheduler", "local"], environment)


def run(way: Way) -> Run:
    """Runs a command to its end. Raises RuntimeError with what it said where it failed."""
    started, most = time.monotonic(), 0
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            way.command, cwd=ROOT, env=way.environment, stdout=output, stderr=subprocess.STDOUT
        )
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            most = max(most, memory_of(process.pid))
            time.sleep(LOOKS_EVERY)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - started
        output.seek(0)
        if process.returncode != 0:
            raise RuntimeError(f"{way.name}: {output.read()[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, most / 1024**2)


def memory_of(pid: int) -> int:
    """The bytes that a process and all that it started hold at this moment."""
    total, waiting = 0, [pid]
    while waiting:
        folder = Path("/proc") / str(waiting.pop())
        try:
            total += int((folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            for task in (folder / "task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except (OSError, ValueError):  # it has ended meanwhile
            continue
    return total


@dataclass(frozen=True)
class Result:
    """What each way took for a file of so many ``rows``, and for one of a few rows."""

    file: str
    rows: int
    runs: dict[str, Run]
    few: dict[str, Run]

    def seconds_of_rows(self, way: str) -> float:
        """The seconds that the rows took by themselves."""
        return max(self.runs[way].seconds - self.few[way].seconds, 0.01)


def measured(scratch: Path) -> Iterator[Result]:
    """For each kind and size of file, what each way took."""
    for kind in ("csv", "parquet"):
        _, few = _timed(scratch, kind, FEW)
        for millions in MILLIONS:
            size, runs = _timed(scratch, kind, millions * 1_000_000)
            name = f"{kind.upper() if kind == 'csv' else 'Parquet'}, {size / 1e6:,.0f} MB"
            yield Result(name, millions * 1_000_000, runs, few)


def _timed(scratch: Path, kind: str, rows: int) -> tuple[int, dict[str, Run]]:
    """The bytes of a file, and what each way took for it."""
    folder = scratch / f"{kind}-{rows}"
    path = folder / "drop" / f"street.{kind}"
    path.parent.mkdir(parents=True)
    street(path, rows)
    site(folder, path.name)
    runs: dict[str, list[Run]] = {}
    for _ in range(ROUNDS):
        for way in ways(folder, path):
            runs.setdefault(way.name, []).append(run(way))
    size = path.stat().st_size
    shutil.rmtree(folder)
    return size, {name: _least(own) for name, own in runs.items()}


def _least(runs: list[Run]) -> Run:
    return Run(
        min(run.seconds for run in runs),
        min(run.processor for run in runs),
        max(run.memory for run in runs),
    )


HEADS = (
    "file", "rows", "", "seconds", "times duckdb", "limit", "of rows alone", "times", "of processors", "times",
    "rows a second", "memory",
)  # fmt: skip


def lines(results: list[Result]) -> Iterator[str]:
    """The table as Markdown."""
    yield f"| {' | '.join(HEADS)} |"
    yield "|---|---:|---|---:|---:|---|---:|---:|---:|---:|---:|---:|"
    for result in results:
        for way in result.runs:
            yield _line(result, way)


def _line(result: Result, way: str) -> str:
    own, floor = result.runs[way], result.runs["duckdb alone"]
    ratio, most = (
        own.seconds / floor.seconds,
        MOST_TIMES["csv" if result.file.startswith("CSV") else "parquet"],
    )
    limit = ""
    if way == "`pcp check`":
        met = ratio <= most and own.memory <= MOST_MEMORY
        limit = f"{most:g} times, {MOST_MEMORY // 1024} GiB: {'met' if met else '**missed**'}"
    alone, of_floor = result.seconds_of_rows(way), result.seconds_of_rows("duckdb alone")
    return (
        f"| {result.file} | {result.rows:,} | {way} | {own.seconds:.1f} | {ratio:.1f} | {limit} "
        f"| {alone:.1f} | {alone / of_floor:.1f} | {own.processor:.1f} | {own.processor / floor.processor:.1f} "
        f"| {result.rows / own.seconds:,.0f} | {own.memory:,.0f} MiB |"
    )


def main() -> int:
    """Measures, prints, writes. 1 when a limit is missed."""
    load = os.getloadavg()[0]
    head = f"Fewest seconds and most memory of {ROUNDS} rounds by turns, on {os.cpu_count()} processors"
    with tempfile.TemporaryDirectory(dir=os.environ.get("SCRATCH")) as scratch:
        results = list[Result]()
        for result in measured(Path(scratch)):
            results.append(result)
            print("\n".join(lines([result])), flush=True)
    report = f"{head}, which had a load of {load:.1f} before.\n\n" + "\n".join(lines(results)) + "\n"
    write(ROOT / "docs" / "performance.md", report, "rows")
    return 1 if "**missed**" in report else 0


if __name__ == "__main__":
    sys.exit(main())
