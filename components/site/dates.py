"""The days on which figures are due: what is announced of them, what they were before, and how late they are."""

from __future__ import annotations

from itertools import pairwise

from components.basics.words import day, local_day, next_update
from components.site import words
from components.site.context import View
from metrics.declared.framework import PublishedMeasure
from metrics.releasing.announcements import Announcement, Due, Step, due_day


def late_sentences(view: View) -> list[str]:
    """What is late, a sentence for each day that has passed."""
    return [late_sentence(view, due) for due in view.late]


def late_sentence(view: View, due: Due) -> str:
    """``The release announced for 9 May 2024 is 3 days late.``"""
    text = words.RELEASE_LATE if due.announcement is not None else words.FIGURES_LATE
    return text.format(day=day(due.day), days=words.days(due.late_by(view.today)))


def step_sentences(announcement: Announcement) -> list[str]:
    """How a day came to be: when it was announced and why, each day that it was moved to, that it was cancelled."""
    first, *later = announcement.steps
    sentences = []
    if first.at is not None:
        text = words.ANNOUNCED if not later else words.ANNOUNCED_FIRST
        sentences.append(text.format(when=day(local_day(first.at)), day=day(first.day), reason=first.reason))
    else:
        sentences.append(words.DECLARED_FIRST.format(day=day(first.day)))
    for previous, step in pairwise(announcement.steps):
        if step.at is not None:
            when = day(local_day(step.at))
            sentences.append(_later(previous, step).format(when=when, day=day(step.day), reason=step.reason))
    return sentences


def _later(previous: Step, step: Step) -> str:
    """What is said of a day after it was announced first."""
    if step.is_cancelled:
        return words.CANCELLED
    return words.ANNOUNCED_AGAIN if previous.is_cancelled else words.MOVED_TO


def coming(view: View, measure: PublishedMeasure) -> str:
    """When the next figure of a measure is due, that it is late, or when the next release is announced for."""
    when = due_day(measure, view.announced)
    if when is not None:
        late = Due(when).late_by(view.today)
        if late:
            return words.FIGURE_LATE.format(day=day(when), days=words.days(late))
        return next_update(when, view.release.config.site.update_schedule)
    ahead = [item.day for item in view.announced if item.day >= view.today and not item.is_cancelled]
    if ahead:
        return words.RELEASE_ANNOUNCED.format(day=day(ahead[0]))
    return next_update("not-announced", view.release.config.site.update_schedule)
