"""Every release, and the days that were announced, as JSON: what the page at /releases says, as plain values."""

from __future__ import annotations

from collections.abc import Iterable

from components.basics.days import local_day
from components.site.age import age_of
from components.site.context import View
from metrics.declared.framework import PublishedMeasure
from metrics.releasing.announcements import Due, Step, due_day
from metrics.releasing.public_chain import PublicChain
from metrics.releasing.published import Amendment, Notice, Published, corrected_by, corrected_release
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
        "chain": _chain(view.chain),
    }


def _chain(chain: PublicChain | None) -> Json | None:
    """The chain of the history: its head, those with which releases were entered, and that it was begun anew."""
    if chain is None:
        return None
    return {
        "events": chain.head.events,
        "sha256": chain.head.checksum,
        "entered": {release_id: head.checksum for release_id, head in chain.entered},
        "begun_anew": [{"at": at.isoformat(), "text": reason} for at, reason in chain.renewals],
    }


def _due(view: View, due: Due) -> Json:
    announcement = due.announcement
    steps = () if announcement is None else announcement.steps
    return {
        "day": due.day.isoformat(),
        "late_by_days": due.late_by(view.today),
        "measures": [measure.id for measure in due.measures],
        "promise": due.promise,
        "announced": _steps(steps),
    }


def _steps(steps: Iterable[Step]) -> list[Json]:
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
    withdrawn, correcting = published.withdrawn, corrected_by(view.past, published.id)
    state = "current" if published.id == view.release.id else "published"
    return {
        "id": published.id,
        "title": published.title,
        "published_at": published.at.isoformat(),
        "state": state if withdrawn is None else "withdrawn",
        "note": published.note,
        "amended": _amended(published.amended),
        "corrects": None if wrong is None else wrong.id,
        "corrected_by": None if correcting is None else correcting.id,
        "announced": [] if published.announcement is None else _steps(published.announcement.steps),
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
        return {"late_by_days": 0, "updated_in_this_release": None, "nothing_newer_since": None}
    age = age_of(view, measure)
    since = age.came_with
    return {
        "late_by_days": age.late_by,
        "updated_in_this_release": age.is_new,
        "nothing_newer_since": None
        if since is None
        else {"release": since.id, "day": day_json(local_day(since.at))},
    }
