"""The last release: by the real clock, to the second, while readers ask, and then withdrawn."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from benchmarks.readers import READERS, REQUESTS, Answer, Reading, Switch, switch
from metrics.periods import UK
from metrics.releasing.history import history_file
from metrics.releasing.moments import USUAL
from tools.rehearsal.drops import Quarter
from tools.rehearsal.look import View, look
from tools.rehearsal.staff import Staff, note
from tools.rehearsal.stage import Stage, wait_for_pages
from tools.rehearsal.story import State, comes

AHEAD, BEFORE, REASON = timedelta(seconds=100), timedelta(seconds=5), "A rehearsal."
NEXT = timedelta(weeks=13)
PAUSE_SECONDS = 0.008  # so that a reader's requests last until well after the moment
MOST_SECONDS = 2.0


def last(stage: Stage, staff: Staff, quarter: Quarter, view: View) -> Iterator[tuple[State, View]]:
    """The state when it has come and the one when it is withdrawn, with what was found of each."""
    before, at = staff.current, prepare(staff, quarter)
    with stage.serving(None):
        answers = answers_around(stage, at)
        state = comes(staff, quarter, "to the second", at, {})
        yield state, (view := looked(stage, state, view, switch(answers, quarter.release_id, at.timestamp())))
        reading = Reading(stage.front.port, PAUSE_SECONDS)
        time.sleep(1.0)
        staff.do(None, "withdraw", quarter.release_id, "--reason", REASON, says=(f"Readers see {before}.",))
        withdrawn_at = history_file(stage.root).stat().st_mtime
        answers = reading.answers()
        staff.current, staff.withdrawn = before, staff.withdrawn | {quarter.release_id}
        statements = dict.fromkeys(("/releases", f"/releases/{quarter.release_id}"), (REASON,))
        state = State(
            *(quarter.release_id, "withdrawn at once", datetime.now(UTC), staff.standing(), statements),
            gone=quarter.release_id,
        )
        yield state, looked(stage, state, view, switch(answers, before, withdrawn_at))


def prepare(staff: Staff, quarter: Quarter) -> datetime:
    """Announces the release for the nearest day that can be, and schedules it for today. Gives its moment."""
    staff.announce(quarter)
    at = datetime.now(UTC).replace(microsecond=0) + AHEAD
    today = at.astimezone(UK).date()
    drop = str(staff.make_drop(quarter, following=today + NEXT))
    moves = ("--instead-of", quarter.day.isoformat(), "--reason", "It is rehearsed now.")
    staff.do(None, "announce", nearest_day(at).isoformat(), *moves, "--sure")
    words = ("--release", quarter.release_id, "--at", at.isoformat(), "--note", note(quarter))
    staff.do(None, "publish", drop, *words, says=(f"Scheduled {quarter.release_id}",))
    staff.approve(quarter.release_id, None)
    return at


def nearest_day(at: datetime) -> date:
    """The first day that can still be announced: of one whose usual moment has passed nobody can be told ahead."""
    local = at.astimezone(UK)
    return local.date() if local.time() < USUAL else local.date() + timedelta(days=1)


def answers_around(stage: Stage, at: datetime) -> list[Answer]:
    time.sleep(max(0.0, (at - BEFORE - datetime.now(UTC)).total_seconds()))
    return Reading(stage.front.port, PAUSE_SECONDS).answers()


def looked(stage: Stage, state: State, before: View, switched: Switch) -> View:
    """A look at the state, once its finished pages are there, with what was wrong about the switch to it."""
    print(f"  {switched}", flush=True)
    wait_for_pages(stage.root, stage.folder, None)
    view = look(stage.front.get, state, before)
    return View(view.pages, (*switch_faults(switched), *view.faults), view.addresses, view.calendar)


def switch_faults(switched: Switch) -> Iterator[str]:
    """What is wrong about a switch: too late, too early, two states at a time, or not answered."""
    if switched.last > MOST_SECONDS or switched.first > MOST_SECONDS:
        yield f"the switch took until {max(switched.first, switched.last):.2f} s after its moment"
    if switched.mixed or switched.early:
        yield f"{switched.mixed} answers were mixed, and {switched.early} too early"
    if switched.requests != READERS * REQUESTS or set(switched.statuses) != {200}:
        yield f"{switched.requests} requests were answered with {dict(switched.statuses)}"
