"""The days on which figures are due: what is announced of them, what they were before, and how late they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from components.basics.days import day, local_day
from components.site import words
from components.site.context import View
from metrics.language import say
from metrics.periods import UK
from metrics.releasing.announcements import Announcement, Due, Step


def late_sentences(view: View) -> list[str]:
    """What is late, a sentence for each day that has passed."""
    return [late_sentence(view, due) for due in view.late]


def late_sentence(view: View, due: Due) -> str:
    """``The release announced for 9 May 2024 is 3 days late.``"""
    text = words.RELEASE_LATE if due.announcement is not None else words.FIGURES_LATE
    text = words.RELEASE_PROMISED if due.promise is not None else text
    every = say(words.PROMISES[due.promise]) if due.promise is not None else ""
    return say(text, day=day(due.day), days=words.days(due.late_by(view.today)), every=every)


def late_since(when: date) -> datetime:
    """From when a day is late, where nothing came on it: from the beginning of the next one in the region."""
    return datetime.combine(when + timedelta(days=1), time.min, UK).astimezone(UTC)


def step_sentences(announcement: Announcement) -> list[str]:
    """How a day came to be: when it was announced and why, each day that it was moved to, that it was cancelled."""
    first, *later = announcement.steps
    sentences = []
    if first.at is not None:
        text = words.ANNOUNCED if not later else words.ANNOUNCED_FIRST
        sentences.append(say(text, when=day(local_day(first.at)), day=day(first.day), reason=first.reason))
    else:
        sentences.append(say(words.DECLARED_FIRST, day=day(first.day)))
    for previous, step in pairwise(announcement.steps):
        if step.at is not None:
            when = day(local_day(step.at))
            sentences.append(say(_later(previous, step), when=when, day=day(step.day), reason=step.reason))
    return sentences


def _later(previous: Step, step: Step) -> str:
    """What is said of a day after it was announced first."""
    if step.is_cancelled:
        return words.CANCELLED
    return words.ANNOUNCED_AGAIN if previous.is_cancelled else words.MOVED_TO
