"""What a worker counts, each with its name, its labels and what it is: what those who watch the server are offered.

Where PROMETHEUS_MULTIPROC_DIR names a folder before this module is loaded, the numbers lie in files there, from
which those of all workers are read together. Labels take few values, and none that a reader can choose.
"""

from __future__ import annotations

import logging
from functools import cache
from math import nan

from prometheus_client import Counter, Gauge, Histogram

from serving.watching.events import event_of

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
REASONS = ("busy", "unavailable", "wrong-query", "unknown-address", "method", "withdrawn", "other")
PARTS = ("release", "pages", "charts")
RESULTS = ("hit", "miss")


class Counts:
    """The numbers of one process."""

    def __init__(self) -> None:
        self._requests = Counter("pcp_requests", "Requests that were answered", ["rule", "method", "status"])
        self._seconds = Histogram("pcp_request_seconds", "Time to an answer", ["kind"], buckets=SECONDS)
        self._bytes = Histogram("pcp_answer_bytes", "Sizes of answers as sent", ["kind"], buckets=SIZES)
        self._refusals = Counter("pcp_refusals", "Requests that were refused", ["reason"])
        self._cache = Counter("pcp_cache_requests", "Answers looked for in memory", ["result"])
        self._events = Counter("pcp_log_events", "Lines of the log", ["event", "level"])
        # Of each worker: what has ended no longer counts.
        self._cached = Gauge("pcp_cache_bytes", "Answers kept in memory", multiprocess_mode="livesum")
        self._release = Gauge("pcp_release_info", "Release shown", ["release"], multiprocess_mode="liveall")
        self._age = Gauge(
            "pcp_release_age_seconds", "Since its publication", ["release"], multiprocess_mode="liveall"
        )
        self._faults = Gauge("pcp_fault", "What is wrong now", ["part"], multiprocess_mode="livemax")
        self._former = ""
        # The library makes sure of each label anew, which takes longer than to count.
        self._counter = cache(self._requests.labels)
        self._histograms = cache(lambda kind: (self._seconds.labels(kind), self._bytes.labels(kind)))
        for reason in REASONS:
            self._refusals.labels(reason)
        self.cache(0, 0, 0)

    def request(self, rule: str, kind: str, method: str, status: str, seconds: float, size: int) -> None:
        """Counts a request of one rule and kind; ``size`` is in bytes as they are sent."""
        self._counter(rule, method, status).inc()
        of_seconds, of_bytes = self._histograms(kind)
        of_seconds.observe(seconds)
        of_bytes.observe(size)

    def refusal(self, reason: str) -> None:
        """Counts a request that was refused, by one of REASONS."""
        self._refusals.labels(reason).inc()

    def event(self, event: str, level: str) -> None:
        """Counts a line of the log."""
        self._events.labels(event, level).inc()

    def cache(self, hits: int, misses: int, size: int) -> None:
        """Adds to what was looked for in memory, and sets how many bytes are kept there."""
        for result, number in zip(RESULTS, (hits, misses), strict=True):
            self._cache.labels(result).inc(number)
        self._cached.set(size)

    def release(self, release_id: str, age: float) -> None:
        """Sets which release is shown, and its age in seconds; an empty id is none."""
        if self._former not in ("", release_id):
            for gauge in (self._release, self._age):
                gauge.labels(self._former).set(nan)  # files of numbers forget no label
        if release_id:
            self._release.labels(release_id).set(1)
            self._age.labels(release_id).set(age)
        self._former = release_id

    def fault(self, part: str, is_wrong: bool) -> None:
        """Sets whether something is wrong with one of PARTS."""
        self._faults.labels(part).set(is_wrong)


class CountingLines(logging.Handler):
    """Counts the lines of the log by their events."""

    def __init__(self, counts: Counts) -> None:
        super().__init__()
        self._counts = counts

    def emit(self, record: logging.LogRecord) -> None:
        """Counts one."""
        self._counts.event(event_of(record), record.levelname.lower())
