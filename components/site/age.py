"""How old the newest figure of a measure is: whether it came with this release, since when not, what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from components.basics.words import day, local_day
from components.site import words
from components.site.context import View
from metrics.declared.framework import AnyMeasure, PublishedMeasure
from metrics.declared.schedule import promised_by
from metrics.language import say
from metrics.releasing.age import came_with
from metrics.releasing.announcements import Due, due_day
from metrics.releasing.published import Published, find


@dataclass(frozen=True)
class Age:
    """How old the newest figure of a measure is.

    ``is_new`` says whether it came with the release that is shown, and is None where an earlier release cannot be
    read. ``came_with`` is the release since which no newer one has come, where that is not the one that is shown.
    ``due`` is the day until which a newer one is declared or promised, ``late_by`` for how many days it is late.
    """

    is_new: bool | None = None
    came_with: Published | None = None
    due: date | None = None
    late_by: int = 0


def age_of(view: View, measure: PublishedMeasure) -> Age:
    """How old the newest figure of a measure is, in the release and on the day that a view shows."""
    release, own = view.release, view.release.newest_day(measure.id)
    is_new, first = came_with(view.past, release.id, (measure.id, *measure.formerly), own, view.newest_days)
    due = due_day(measure, view.announced) or _promise(view, measure, first)
    return Age(is_new, first, due, 0 if due is None else Due(due).late_by(view.today))


def _promise(view: View, measure: PublishedMeasure, first: Published | None) -> date | None:
    """Until when a newer figure is promised, by how often they come."""
    last = first or find(view.past, view.release.id)
    if measure.updates is None or last is None:
        return None
    return promised_by(measure.updates, local_day(last.at))


def age_sentences(view: View, measure: AnyMeasure) -> list[str]:
    """What a reader must know of the age of a measure's figure: that a newer one is late, or that none has come."""
    if not isinstance(measure, PublishedMeasure) or view.release.newest_day(measure.id) is None:
        return []
    age = age_of(view, measure)
    sentences = [] if age.late_by == 0 or age.due is None else [_late(view, measure, age, age.due)]
    if age.came_with is not None:
        came = age.came_with
        sentences.append(say(words.NOTHING_NEWER, release=came.title, day=day(local_day(came.at))))
    return sentences


def _late(view: View, measure: PublishedMeasure, age: Age, due: date) -> str:
    if due_day(measure, view.announced) is None:
        return say(words.PROMISE_LATE, every=measure.updates, day=day(due), days=words.days(age.late_by))
    return say(words.FIGURE_LATE, day=day(due), days=words.days(age.late_by))
