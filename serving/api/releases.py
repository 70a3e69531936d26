"""Every release, and the days that were announced, as JSON: what the page at /releases says, as plain values."""

from __future__ import annotations

import pandas as pd

from components.site.context import View
from metrics.areas import LONDON
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import NO_DATA, Release
from metrics.releasing.announcements import Due, Step, due_day
from metrics.releasing.published import Amendment, Notice, Published, before, corrected_release
from serving.api.measures import release_json
from serving.api.values import day_json
from serving.http.answer import Json


def releases_json(view: View) -> Json:
    """The releases that readers may know of, newest first, and the days to come, nearest first."""
    return {
        "release": release_json(view.release),
        "announced": [_due(view, due) for due in view.due],
        "cancelled": [
            {"day": item.day.isoformat(), "announced": _steps(item.steps)}
            for item in view.announced
            if item.is_cancelled
        ],
        "releases": [_published(view, published) for published in view.past],
    }


def _due(view: View, due: Due) -> Json:
    announcement = due.announcement
    steps = () if announcement is None else announcement.steps
    return {
        "day": due.day.isoformat(),
        "late_by_days": due.late_by(view.today),
        "measures": [measure.id for measure in due.measures],
        "announced": _steps(steps),
    }


def _steps(steps: tuple[Step, ...]) -> list[Json]:
    """What was said of a day, the oldest first."""
    return [
        {
            "day": step.day.isoformat(),
            "at": None if step.at is None else step.at.isoformat(),
            "reason": step.reason or None,
            **({"cancelled": True} if step.is_cancelled else {}),
        }
        for step in steps
    ]


def _published(view: View, published: Published) -> Json:
    wrong = corrected_release(view.past, published.id) if published.corrections else None
    withdrawn = published.withdrawn
    state = "current" if published.id == view.release.id else "published"
    return {
        "id": published.id,
        "title": published.title,
        "published_at": published.at.isoformat(),
        "state": state if withdrawn is None else "withdrawn",
        "note": published.note,
        "amended": _amended(published.amended),
        "corrects": None if wrong is None else wrong.id,
        "corrections": [_notice(notice) for notice in published.corrections],
        "withdrawn": None if withdrawn is None else _notice(withdrawn),
    }


def _notice(notice: Notice) -> Json:
    return {"at": notice.at.isoformat(), "text": notice.text, "amended": _amended(notice.amended)}


def _amended(amended: tuple[Amendment, ...]) -> list[Json]:
    return [{"at": item.at.isoformat(), "before": item.before} for item in amended]


# Of one measure --------------------------------------------------------------------------------------------


def dates_json(view: View, measure_id: str) -> Json:
    """When the next figure of a measure is due, as it stands, and how old the newest one is."""
    measure = view.release.config.measure(measure_id)
    if not isinstance(measure, PublishedMeasure):
        return {}
    due, absent = due_day(measure, view.announced), measure.absent_this_time
    return {
        "next_update": day_json(due or "not-announced"),
        "age": age_json(view, measure_id),
        "absent_this_time": None if absent is None else {"reason": absent.reason},
    }


def age_json(view: View, measure_id: str) -> Json:
    """For how many days a figure has been late, and whether this release brought a newer one; null if unknown."""
    measure = view.release.config.measure(measure_id)
    if not isinstance(measure, PublishedMeasure):
        return {"late_by_days": 0, "updated_in_this_release": None}
    due = due_day(measure, view.announced)
    late = 0 if due is None else Due(due).late_by(view.today)
    return {"late_by_days": late, "updated_in_this_release": _is_updated(view, measure_id)}


def _is_updated(view: View, measure_id: str) -> bool | None:
    previous = before(view.past, view.release.id)
    earlier = None if previous is None else view.opened(previous.id)
    if previous is not None and earlier is None:
        return None
    then, now = _newest(earlier, measure_id), _newest(view.release, measure_id)
    return now is not None and (then is None or now > then)


def _newest(release: Release | None, measure_id: str) -> pd.Period | None:
    """The newest period of London as a whole that has a value."""
    series = {} if release is None else release.data.get(measure_id, NO_DATA).series
    own = (items for key, items in series.items() if key.area == LONDON and not key.dimension)
    periods = (item.period for items in own for item in items if item.value is not None)
    return max(periods, default=None)
