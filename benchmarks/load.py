"""Many requests for one address, bounded in time: how many are answered, how soon, and what they cost."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from tests.running import StartedServer

CONNECTIONS, SECONDS = 8, 3
HEADERS = {"Accept-Encoding": "br, gzip"}
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3}


@dataclass(frozen=True)
class Load:
    """What was answered: requests, per second, and the times that half and 99 of 100 of them took."""

    requests: int
    per_second: float
    median_ms: float
    p99_ms: float


def tool() -> str:
    """What asks: wrk where it is installed. A client in Python is slower than nginx, and so hides its rate."""
    return "wrk" if shutil.which("wrk") else "a client in Python"


def load(address: str) -> Load:
    """Asks for an address for a few seconds over a few connections."""
    return _by_wrk(address) if shutil.which("wrk") else _by_python(address)


def _by_wrk(address: str) -> Load:
    options = ["-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency"]
    headers = [part for name, text in HEADERS.items() for part in ("-H", f"{name}: {text}")]
    command = ["wrk", *options, *headers, address]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise RuntimeError(f"not every request was answered:\n{output}")
    return Load(
        requests=int(_groups(r"(\d+) requests in", output)[0]),
        per_second=float(_groups(r"Requests/sec:\s+([\d.]+)", output)[0]),
        median_ms=_milliseconds(output, "50%"),
        p99_ms=_milliseconds(output, "99%"),
    )


def _groups(pattern: str, output: str) -> tuple[str, ...]:
    match = re.search(pattern, output)
    if match is None:
        raise RuntimeError(f"wrk said something else:\n{output}")
    return match.groups()


def _milliseconds(output: str, share: str) -> float:
    number, unit = _groups(rf"{share}\s+([\d.]+)(us|ms|s)\b", output)
    return float(number) * UNITS[unit]


def _by_python(address: str) -> Load:
    end = time.perf_counter() + SECONDS
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        by_connection = pool.map(lambda _: _times(address, end), range(CONNECTIONS))
        taken = [seconds * 1000 for times in by_connection for seconds in times]
    shares = quantiles(taken, n=100)
    return Load(len(taken), len(taken) / SECONDS, shares[49], shares[98])


def _times(address: str, end: float) -> list[float]:
    parts, taken = urlsplit(address), list[float]()
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=30)
    while (start := time.perf_counter()) < end:
        connection.request("GET", parts.path, headers=HEADERS)
        response = connection.getresponse()
        response.read()
        assert response.status == 200, response.status
        taken.append(time.perf_counter() - start)
    connection.close()
    return taken


def middle(loads: list[Load]) -> Load:
    """The median of each figure, and the sum of the requests."""
    rates, medians, slowest = (
        median(getattr(turn, name) for turn in loads) for name in ("per_second", "median_ms", "p99_ms")
    )
    return Load(sum(turn.requests for turn in loads), rates, medians, slowest)


# What a server's processes cost, as the system tells it -------------------------------------------------------


def processor_seconds(server: StartedServer) -> float:
    """The processor time of a server and its workers so far."""
    ticks = [sum(map(int, stat[11:13])) for stat in _stats(server)]
    return sum(ticks) / os.sysconf("SC_CLK_TCK")


def largest_megabytes(server: StartedServer) -> float:
    """The memory of the largest of a server's processes: that of a worker."""
    pages = [int(stat[21]) for stat in _stats(server)]
    return max(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _stats(server: StartedServer) -> list[list[str]]:
    """/proc/PID/stat of each process of a server's group, from its third field on."""
    stats = [_stat(path) for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [stat for stat in stats if stat and stat[2] == str(server.process.pid)]


def _stat(folder: Path) -> list[str]:
    try:
        return (folder / "stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return []  # it has ended meanwhile
