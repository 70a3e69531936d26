"""Calendars as the library icalendar judges them, by its tables of RFC 5545; and how their lines are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar, Component, Event

MOST_OCTETS = 75


def calendar_faults(data: bytes) -> list[str]:
    """What is amiss in a calendar: its lines first, then what stands in it."""
    return [*_faults_of_lines(data), *_faults_of(Calendar.from_ical(data))]


def _faults_of_lines(data: bytes) -> Iterator[str]:
    """Lines end in CR and LF, and hold 75 octets at most before that (3.1), each of them whole characters."""
    if (
        b"\n" in data.replace(b"\r\n", b"")
        or b"\r" in data.replace(b"\r\n", b"")
        or not data.endswith(b"\r\n")
    ):
        yield "a line does not end in CR and LF"
    for number, line in enumerate(data.split(b"\r\n")[:-1], 1):
        if len(line) > MOST_OCTETS:
            yield f"{number}: {len(line)} octets"
        if not line.strip():
            yield f"{number}: empty"
        line.decode()


def _faults_of(calendar: Component) -> Iterator[str]:
    for component in calendar.walk():
        required: tuple[str, ...] = component.required
        single: tuple[str, ...] = (*required, *component.singletons)
        exclusive: tuple[str, ...] = component.exclusive
        yield from (f"{component.name}: {error}" for error in component.errors)
        yield from (f"{component.name} lacks {name}" for name in required if name not in component)
        yield from (
            f"{component.name} has {name} twice"
            for name in {*single}
            if isinstance(component.get(name), list)
        )
        if len([name for name in exclusive if name in component]) > 1:
            yield f"{component.name} has more than one of {exclusive}"
    events = [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]
    names = Counter(str(event.get("UID")) for event in events)
    yield from (f"{name} is the name of {times} events" for name, times in names.items() if times > 1)
    for event in events:
        yield from () if event.errors else _faults_of_event(event)
    if calendar != Calendar.from_ical(calendar.to_ical()):
        yield "it is another once it was written anew"


def _faults_of_event(event: Event) -> Iterator[str]:
    """Moments of this site are of UTC, since no time zone is declared in the calendar (3.6.5, 3.8.7.2)."""
    days: dict[str, Any] = {
        name: getattr(event.get(name), "dt", None) for name in ("DTSTAMP", "DTSTART", "DTEND")
    }
    moments = {name: moment for name, moment in days.items() if isinstance(moment, datetime)}
    yield from (
        f"{name} is not in UTC" for name, moment in moments.items() if moment.utcoffset() != timedelta()
    )
    start, end = days["DTSTART"], days["DTEND"]
    if end is not None and (type(end) is not type(start) or end <= start):
        yield f"DTEND {end} is not after DTSTART {start}"  # 3.6.1, 3.8.2.2
