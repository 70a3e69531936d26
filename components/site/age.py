"""How old the newest figure of a measure is, whether it came with this release, when the next is due or late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from components.basics.days import day, local_day
from components.basics.words import next_update
from components.site import words
from components.site.context import View
from components.site.dates import late_sentence
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
    late = words.days(age.late_by)
    if measure.updates is not None and due_day(measure, view.announced) is None:
        return say(words.PROMISE_LATE, every=say(words.PROMISES[measure.updates]), day=day(due), days=late)
    return say(words.FIGURE_LATE, day=day(due), days=late)


def coming(view: View, measure: PublishedMeasure) -> str:
    """When the next figure of a measure is due, that it is late, or when the next release is announced for."""
    when = due_day(measure, view.announced)
    ahead = [item.day for item in view.announced if item.day >= view.today and not item.is_cancelled]
    if when is None and ahead:
        return say(words.RELEASE_ANNOUNCED, day=day(ahead[0]))
    return overdue(view, measure) or next_update(
        when or "not-announced", view.release.config.site.update_schedule
    )


def overdue(view: View, measure: PublishedMeasure) -> str:
    """That the next figure of a measure is late, or of one without a day of its own, that the next release is."""
    when = due_day(measure, view.announced)
    if when is not None:
        late = Due(when).late_by(view.today)
        return say(words.FIGURE_LATE, day=day(when), days=words.days(late)) if late else ""
    late_releases = [due for due in view.late if due.announcement is not None or due.promise is not None]
    return late_sentence(view, late_releases[0]) if late_releases else ""
