"""Millions of records, published: `python -m tools.large_files [MILLIONS]`, in `make test-long`; 10 unless said.

The same records as a CSV, as a folder of CSV parts, as a Parquet file, and through a Dask cluster of this machine:
each is published with `pcp publish`, a process of its own, and what is stored has to be duckdb's own count of
them, to the last figure, within the memory that is promised. A row that is broken has to be told at its line.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks.rows import MOST_MEMORY, Run, Way, pcp, run, site, street
from metrics.areas import districts, region
from tests.running import ROOT, clean_environment

MILLIONS = 10
PARTS = 5
COUNT = """
import csv, duckdb, sys
duckdb.execute("SET enable_progress_bar = false")
query = 'SELECT "Month", "Borough", "Crime type", count(*) FROM read_csv(?, all_varchar = true) GROUP BY ALL'
csv.writer(sys.stdout).writerows(duckdb.execute(query, [sys.argv[1]]).fetchall())
"""
RELEASE = "2023-24-q3"
Counts = Counter[
    tuple[str, str, str]
]  # of records, by month, code of the area and offence; "" is all of them


def main(millions: int = MILLIONS) -> int:
    """Publishes, compares and prints. 1 where a figure, a line or the memory is not what it has to be."""
    faults = list[str]()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        records = folder / "records.csv"
        street(records, millions * 1_000_000)
        expected = counts_of(records)
        for name, drop, options in drops(folder, records, millions):
            result, stored = published(folder / name, drop, options)
            faults += [f"{name}: {fault}" for fault in faults_of(result, stored, expected)]
            print(
                f"{name}: {result.seconds:.0f} s, {result.memory:,.0f} MiB, {len(stored):,} figures",
                flush=True,
            )
        faults += broken_row_faults(folder, records, millions * 1_000_000)
    print(*faults or ["Every figure is duckdb's own, and every fault has its line."], sep="\n")
    return 1 if faults else 0


def counts_of(records: Path) -> Counts:
    """The records of the force, by offence and in all, and of each borough, as duckdb counts them by itself."""
    command = [sys.executable, "-c", COUNT, str(records)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    codes, counts = {area.name: area.code for area in districts().values()}, Counts()
    for month, borough, offence, number in csv.reader(output.splitlines()):
        for key in ((region().code, offence), (region().code, ""), (codes[borough], "")):
            counts[month, *key] += int(number)
    return counts


def drops(folder: Path, records: Path, millions: int) -> Iterator[tuple[str, Path, list[str]]]:
    """The name of each way to supply the records, what is supplied, and what the command is given for it."""
    yield "csv", records, []
    yield "parts", _parts(folder / "parts.csv", records), []
    parquet = folder / "records.parquet"
    street(parquet, millions * 1_000_000)
    yield "parquet", parquet, []
    if find_spec("distributed"):
        yield "dask", records, ["--scheduler", "local"]


def _parts(folder: Path, records: Path) -> Path:
    """The records as a folder of files, each with the header."""
    folder.mkdir()
    size = records.stat().st_size // PARTS
    with records.open("rb") as file:
        header = file.readline()
        for number in range(PARTS):
            last = number == PARTS - 1
            with (folder / f"part-{number}.csv").open("wb") as part:
                part.write(header)
                part.write(file.read() if last else file.read(size) + file.readline())
    return folder


def published(root: Path, supplied: Path, options: list[str]) -> tuple[Run, Counts]:
    """What the publication took, and the figures that it stored."""
    drop = root / "drop"
    drop.mkdir(parents=True)
    name = f"street{supplied.suffix}"
    site(root, name)
    subprocess.run(["cp", "-r", "--reflink=auto", str(supplied), str(drop / name)], check=True)
    command = pcp(root, "publish", str(drop), "--release", RELEASE, *options)
    result = run(Way("`pcp publish`", command, clean_environment()))
    return result, stored_counts(root)


def stored_counts(root: Path) -> Counts:
    """The figures of the release."""
    path = root / "data" / "releases" / RELEASE / "observations" / "offences.csv"
    counts = Counts()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            counts[row["period"], row["area"], row["category"]] += int(float(row["value"]))
    return counts


def faults_of(result: Run, stored: Counts, expected: Counts) -> Iterator[str]:
    """What is not as it has to be."""
    if stored != expected:
        yield f"{len({*stored.items()} ^ {*expected.items()})} figures differ"
    if result.memory > MOST_MEMORY:
        yield f"{result.memory:,.0f} MiB of memory, and {MOST_MEMORY:,} are promised"


def broken_row_faults(folder: Path, records: Path, line: int) -> Iterator[str]:
    """The last row loses its cells: the command has to refuse the file, at that line, and store nothing."""
    root = folder / "broken"
    (root / "drop").mkdir(parents=True)
    site(root, "street.csv")
    path = root / "drop" / "street.csv"
    records.rename(path)
    with path.open("r+b") as file:
        file.seek(-200, os.SEEK_END)
        tail = file.read()
        file.seek(-len(tail.splitlines()[-1]) - 1, os.SEEK_END)
        file.write(b"2023-12,lost\n2023-12\n")
        file.truncate()
    command = pcp(root, "check", "--drop", str(path.parent))
    process = subprocess.run(
        command, check=False, cwd=ROOT, env=clean_environment(), capture_output=True, text=True
    )
    if process.returncode == 0 or f"street.csv:{line + 1}:" not in process.stdout + process.stderr:
        yield f"a broken row in line {line + 1} is not told: {process.stdout[-500:]}{process.stderr[-500:]}"


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
