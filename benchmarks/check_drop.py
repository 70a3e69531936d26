"""A million rows, checked and read: seconds as a multiple of csv.reader over the same file, and the memory.

python -m benchmarks.check_drop [ROWS]
"""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice, product
from pathlib import Path

from metrics.areas import districts, police_districts
from metrics.checking.drops import check_drop

ROWS = 1_000_000
AT_MOST_S, AT_MOST_MIB = 20, 1024
DECLARATION = """\
site: {title: t, producer: p, contact: c, statistics_status: s, update_schedule: u, attribution: a}
frameworks: [{id: pcp, title: t, vision: v, description: d}]
outcomes: [{id: safer, framework: pcp, title: t, description: d}]
measures:
  - id: offences
    outcome: safer
    title: Offences
    status: published
    description: d
    unit: count
    noun: {singular: offence, plural: offences}
    polarity: lower-is-better
    frequency: month
    comparison: {basis: previous-period, materiality: 1.0}
    caveats: [c]
    next_update: not-announced
    source:
      publisher: p
      title: t
      link: https://data.london.gov.uk/dataset/calls
      licence: OGL-3.0
      files: Crime.csv
      layout: rows
      period: {column: Month, format: YYYY-MM}
      area: {column: Borough, no_area: Unknown}
      value: {column: Offences}
      dimensions: [{id: offence, title: Offence, column: Offence}]
      absent: zero
      region: all-rows
"""


def main() -> int:
    """Prints the figures; 1 when a limit is missed."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "metrics.yaml").write_text(DECLARATION)
        _write(folder / "drop" / "Crime.csv", rows)
        floor_s = _floor(folder / "drop" / "Crime.csv")
        command = [sys.executable, "-m", "benchmarks.check_drop", "--measure", scratch]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    seconds, mebibytes = float(printed[0]), float(printed[1])
    print(f"{rows:,} rows: csv.reader {floor_s:.2f} s; checked and read {seconds:.2f} s", end="")
    print(f" ({seconds / floor_s:.1f} times), {mebibytes:.0f} MiB at most")
    return int(seconds > AT_MOST_S or mebibytes > AT_MOST_MIB)


def _write(path: Path, rows: int) -> None:
    areas = [*(districts()[code].name for code in police_districts()), "Unknown"]
    months = [f"{year}-{month:02}" for year in range(2014, 2024) for month in range(1, 13)]
    offences = [f"Offence {number}" for number in range(1, 1 + rows // (len(areas) * len(months)) + 1)]
    path.parent.mkdir()
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Month", "Borough", "Offence", "Offences"])
        keys = islice(product(months, areas, offences), rows)
        writer.writerows([*key, 50 + number % 20] for number, key in enumerate(keys))


def _floor(path: Path) -> float:
    start = time.perf_counter()
    with path.open(newline="", encoding="utf-8") as file:
        for _ in csv.reader(file):
            pass
    return time.perf_counter() - start


def _measure(folder: Path) -> None:
    start = time.perf_counter()
    checked, issues = check_drop(folder / "metrics.yaml", folder / "drop", "metrics.yaml")
    if checked is None:
        sys.exit("\n".join(map(str, issues[:10])))
    mebibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(time.perf_counter() - start, mebibytes)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        _measure(Path(sys.argv[2]))
    else:
        sys.exit(main())
