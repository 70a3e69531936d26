"""The story of sixteen quarters: a release of each, and what went wrong with some of them.

Each act has staff do what the guide says, and gives every state in which readers are to find the site, one after
the other: nothing that staff do later has happened yet when a state is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

from metrics.periods import UK
from metrics.releasing.moments import USUAL
from tools.rehearsal.crawl import Standing
from tools.rehearsal.drops import (
    CRIME,
    RECENT,
    WORRY,
    Quarter,
    copy_files,
    quarters,
    write_drop,
    write_mistake,
)
from tools.rehearsal.staff import BEN, Staff, note

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
Statements = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class State:
    """A moment at which the site is looked at: what has happened, and what readers are to find.

    ``frozen`` are releases whose frozen pages are read one by one, ``gone`` the one that has just been withdrawn.
    """

    release: str
    happening: str
    moment: datetime
    standing: Standing
    statements: Statements = field(default_factory=dict)
    frozen: tuple[str, ...] = ()
    gone: str = ""


Act = Callable[[Staff, Quarter], Iterator[State]]


def comes(staff: Staff, quarter: Quarter, happening: str, at: datetime, statements: Statements) -> State:
    """The state once a quarter's release has come: the frozen pages of the one before are read with it."""
    before, staff.current = staff.current, quarter.release_id
    frozen = (before,) if before else ()
    always = {
        "/releases": (note(quarter),),
        f"/releases/{quarter.release_id}": ("This is the newest release.",),
    }
    return State(quarter.release_id, happening, at, staff.standing(), {**always, **statements}, frozen)


def first(staff: Staff, quarter: Quarter) -> Iterator[State]:
    """Published at once, at the announced moment."""
    staff.announce(quarter)
    drop = str(staff.make_drop(quarter))
    words = ("--release", quarter.release_id, "--note", note(quarter))
    staff.do(quarter.moment, "publish", drop, *words, says=(f"Published {quarter.release_id}",))
    yield comes(
        staff,
        quarter,
        "published at once",
        quarter.moment,
        {f"/releases/{quarter.release_id}": ("This is the first release",)},
    )


def as_planned(staff: Staff, quarter: Quarter) -> Iterator[State]:
    staff.announce(quarter)
    staff.make_drop(quarter)
    staff.schedule(quarter, quarter.moment, says=("violence-with-injury updated",))
    yield comes(staff, quarter, "as planned", quarter.moment, {})


def rescheduled(staff: Staff, quarter: Quarter) -> Iterator[State]:
    """Two days before its moment it is put off for a week."""
    staff.announce(quarter)
    staff.make_drop(quarter)
    staff.schedule(quarter, quarter.moment)
    now, later, why = quarter.moment - 2 * DAY, quarter.moment + WEEK, "The survey came late."
    staff.do(now, "announce", local_day(later), "--reason", why, says=("It takes the place of",))
    staff.do(
        now, "reschedule", quarter.release_id, "--at", local_day(later), "--reason", why, says=("it was",)
    )
    statements = {"/releases": ("Moved on", why), "/calendar.ics": ("SEQUENCE:1", ics_day(later), why)}
    yield State(quarter.release_id, "put off for a week", now, staff.standing(), statements)
    yield comes(staff, quarter, "came on its new day", later, {})


def stale(staff: Staff, quarter: Quarter) -> Iterator[State]:
    """The crime files are last quarter's. They are taken out, and readers are told why nothing new came."""
    staff.announce(quarter)
    folder, before = staff.make_drop(quarter), staff.drop(staff.current)
    now = quarter.moment - 8 * DAY
    check = check_of(quarter, folder)
    copy_files([RECENT], before, folder)
    staff.do(now, *check, says=("the file is the same as in release",))
    copy_files(CRIME, before, folder)
    staff.do(now, *check, says=("the file is the same as in release", "violence-with-injury late"))
    why = "The police have not brought out newer figures."
    staff.make_drop(quarter, {"violence-with-injury": why})
    staff.do(now, *check, status=1, says=("take absent_this_time out, or the file",))
    for name in CRIME:
        (folder / name).unlink()
    yield comes_without(staff, quarter, "violence-with-injury", why, "stale crime files")


def comes_without(staff: Staff, quarter: Quarter, measure: str, why: str, happening: str) -> State:
    """The state once a release has come without new figures of a measure: readers find the reason."""
    staff.schedule(quarter, quarter.moment, says=(f"{measure} absent", why))
    reasons = dict.fromkeys(("/releases", f"/measures/{measure}"), (why,))
    return comes(staff, quarter, happening, quarter.moment, reasons)


def check_of(quarter: Quarter, folder: Path) -> tuple[str, ...]:
    """The command that checks the drop of a quarter for its release."""
    return ("check", "--drop", str(folder), "--for", quarter.release_id, "--at", local_day(quarter.moment))


def late(staff: Staff, quarter: Quarter) -> Iterator[State]:
    """The announced day passes without a release; a week later it comes."""
    staff.announce(quarter)
    staff.make_drop(quarter)
    now, at = quarter.moment + 3 * DAY, quarter.moment + WEEK
    staff.do(now, "check", says=("is late by 3 days; readers see that",))
    standing = staff.standing(f"announced for {quarter.day:%-d %B %Y} has not come: it is 3 days late.")
    yield State(quarter.release_id, "its day has passed", now, standing)
    why = "The figures had to be looked at again."
    staff.do(now, "announce", local_day(at), "--reason", why, says=("It takes the place of",))
    staff.do(now + HOUR, "publish", str(staff.drop(quarter.release_id)), *scheduled(quarter, at))
    staff.approve(quarter.release_id, now + 2 * HOUR)
    yield comes(staff, quarter, "came a week late", at, {})


def corrected(staff: Staff, quarter: Quarter) -> Iterator[State]:
    """A district's newest figure is wrong: the right one comes on the same day, and takes its place."""
    staff.announce(quarter)
    write_mistake(staff.make_drop(quarter), "Camden", 10)
    staff.schedule(quarter, quarter.moment)
    yield comes(staff, quarter, "came, with a mistake", quarter.moment, {})
    at, notice = quarter.moment + 4 * HOUR, "Camden was 10 offences too low."
    yield corrects(
        staff, quarter, at, notice, "corrected on its day", {quarter.release_id: "corrects this one"}
    )


def corrects(
    staff: Staff, quarter: Quarter, at: datetime, notice: str, happening: str, wrong: Mapping[str, str]
) -> State:
    """The state once a correction has come; ``wrong`` is what the frozen pages of the wrong release are to say."""
    release_id = f"{quarter.release_id}-corrected"
    write_drop(quarter, staff.drop(release_id))
    words = ("publish", str(staff.drop(release_id)), "--release", release_id, "--dry-run")
    moment = at.astimezone(UK).isoformat()
    staff.do(at - 2 * HOUR, *words, "--at", moment, status=1, says=("--correction",))
    staff.schedule(quarter, at, "--correction", notice, release=release_id)
    staff.current, staff.corrected = release_id, {**staff.corrected, **wrong}
    frozen = tuple(wrong)
    statements = {"/releases": (notice,), f"/releases/{release_id}": (notice, "What it corrected")}
    statements |= {
        f"/as-at/{item}/measures/homicide": (f"Release {title(quarter)} (corrected)",) for item in frozen
    }
    return State(release_id, happening, at, staff.standing(), statements, frozen)


def withdrawn(staff: Staff, quarter: Quarter) -> Iterator[State]:
    """It is withdrawn an hour after it came; the right one comes a day later."""
    staff.announce(quarter)
    write_mistake(staff.make_drop(quarter), "Camden", 20)
    staff.schedule(quarter, quarter.moment)
    before = staff.current
    yield comes(staff, quarter, "came, with a mistake", quarter.moment, {})
    now, why = quarter.moment + HOUR, "The crime file was of another count."
    staff.do(now, "withdraw", quarter.release_id, "--reason", why, says=(f"Readers see {before}.",))
    staff.current, staff.withdrawn = before, staff.withdrawn | {quarter.release_id}
    reasons = dict.fromkeys(("/releases", f"/releases/{quarter.release_id}"), (why,))
    happening = "withdrawn after an hour"
    yield State(quarter.release_id, happening, now, staff.standing(), reasons, (before,), quarter.release_id)
    yield corrects(
        staff, quarter, quarter.moment + DAY, "Camden was 20 offences too low.", "came again, right", {}
    )


def missing(staff: Staff, quarter: Quarter) -> Iterator[State]:
    """A survey's file does not come, and readers are told why."""
    staff.announce(quarter)
    folder = staff.make_drop(quarter)
    (folder / WORRY).unlink()
    now = quarter.moment - 8 * DAY
    check = check_of(quarter, folder)
    staff.do(now, *check, status=1, says=("the file is not in the drop", "worry-about-crime missing"))
    why = "The survey's publisher brings the quarter out next month."
    staff.make_drop(quarter, {"worry-about-crime": why})
    yield comes_without(staff, quarter, "worry-about-crime", why, "a file is missing")


def not_approved(staff: Staff, quarter: Quarter) -> Iterator[State]:
    """Nobody has approved it by its moment, so it does not come; it comes a day later."""
    staff.announce(quarter)
    staff.make_drop(quarter)
    staff.schedule(quarter, quarter.moment, approved=False, says=("Approved by nobody, and it is required.",))
    now, at = quarter.moment + HOUR, quarter.moment + DAY
    staff.do(now, "check", status=1, says=(f"{quarter.release_id} did not come", "nobody had approved it"))
    yield State(quarter.release_id, "nobody approved it", now, staff.standing())
    staff.do(
        now, "approve", quarter.release_id, actor=BEN, status=3, says=("has passed without an approval",)
    )
    staff.do(now, "announce", local_day(at), "--reason", "A second person had to read it.")
    staff.do(now, "reschedule", quarter.release_id, "--at", local_day(at))
    staff.approve(quarter.release_id, now + HOUR)
    yield comes(staff, quarter, "approved, a day later", at, {})


# The quarters in which something is other than planned; the last one has a module of its own.
ACTS: Mapping[int, Act] = {
    **{0: first, 3: rescheduled, 4: stale, 6: late, 8: corrected, 10: withdrawn},
    **{11: missing, 13: not_approved},
}


def story(staff: Staff) -> Iterator[State]:
    """Every state of all quarters but the last, in order."""
    for number, quarter in enumerate(quarters()[:-1]):
        yield from ACTS.get(number, as_planned)(staff, quarter)


def scheduled(quarter: Quarter, at: datetime) -> tuple[str, ...]:
    return ("--release", quarter.release_id, "--at", local_day(at), "--note", note(quarter))


def local_day(moment: datetime) -> str:
    return moment.astimezone(UK).date().isoformat()


def ics_day(moment: datetime) -> str:
    announced = datetime.combine(moment.astimezone(UK).date(), USUAL, UK)
    return f"DTSTART:{announced.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def title(quarter: Quarter) -> str:
    return escape(f"Q{quarter.period.quarter} {quarter.release_id[:4]}/{quarter.release_id[5:7]}")
