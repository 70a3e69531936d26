"""Rules on clocks: each says in one way when it ends, and how its days are counted"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from metrics.declared.clock import Clock
from metrics.declared.findings import Finding, repeated
from metrics.declared.framework import Config
from metrics.working_days import territory_fault

ENDS = ("days", "working_days", "on", "every")
OF_DAYS = ("days", "working_days")


def clocks_hold(config: Config) -> Iterator[Finding]:
    """Clocks have ids of their own, and what the rules find in each."""
    yield from repeated(config.clocks, ("clocks",))
    for index, clock in enumerate(config.clocks):
        for rule in (_ends_in_one_way, _days_are_counted, _holidays_are_known):
            for item in rule(clock):
                yield Finding(("clocks", index, *item.path), item.message, item.code)


def _ends_in_one_way(clock: Clock) -> Iterator[Finding]:
    ends = [name for name in ENDS if getattr(clock, name) is not None]
    if not ends:
        message = "nothing says when it is due: write days, working_days, on or every"
        yield Finding((), message, "missing-key")
    for name in ends[1:]:
        message = f'"{ends[0]}" and "{name}" both say when it is due; which is it?'
        yield Finding((name,), message, "bad-clock")


def _days_are_counted(clock: Clock) -> Iterator[Finding]:
    if clock.length is not None and clock.counts is None:
        message = '"counts" is missing: it says whether the day that it begins with is the first'
        yield Finding((), message, "missing-key")
    if clock.length is None and clock.counts is not None:
        message = '"counts" is of days or working_days, and the clock has neither; leave it out'
        yield Finding(("counts",), message, "bad-clock")


def _holidays_are_known(clock: Clock) -> Iterator[Finding]:
    if clock.working_days is not None and clock.holidays is None:
        message = '"holidays" is missing: it says whose holidays are no working days, such as GB-ENG'
        yield Finding((), message, "missing-key")
    if clock.working_days is None and clock.holidays is not None:
        message = '"holidays" is of working_days, which the clock has not; leave it out'
        yield Finding(("holidays",), message, "bad-clock")
    elif clock.holidays is not None and (fault := territory_fault(clock.holidays)):
        yield Finding(("holidays",), fault, "bad-clock")


CLOCK_RULES: tuple[Callable[[Config], Iterator[Finding]], ...] = (clocks_hold,)
