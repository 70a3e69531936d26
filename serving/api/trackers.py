"""Trackers as JSON: how many stand where, the sentences of the page, and each item with its dates and its steps."""

from __future__ import annotations

from datetime import date

from metrics.figures.discrepancies import discrepancies_of
from metrics.figures.release import Release
from metrics.promises.addresses import item_names
from metrics.promises.counts import Standing, days_overdue, overdue, standings
from metrics.promises.date_sentences import (
    item_by_itself,
    moves_sentence,
    overdue_sentences,
    slip_sentences,
)
from metrics.promises.items import Counts, Item, Tracked
from metrics.promises.sentences import status_words, tracker_sentences
from metrics.promises.slips import slip_of, slips, stated_due
from serving.api.measures import find_by_id, release_json
from serving.http.answer import Json


def trackers(release: Release, today: date, prefix: str = "") -> Json:
    """Every tracker in the order declared, with what is said of it first; overdue is of ``today``."""
    return {
        "release": release_json(release),
        "trackers": [
            {
                **_declared(tracked, today),
                "links": {"self": f"{prefix}/api/v1/trackers/{tracked.tracker.id}"},
            }
            for tracked in release.trackers.values()
        ],
    }


def tracker(release: Release, tracker_id: str, today: date) -> Json:
    """One tracker: how many stood where on each day, and its items. Raises ApiError when there is none."""
    tracked = find_by_id(release.trackers, tracker_id, "tracker")
    own, source = slips(tracked), tracked.tracker.source
    longest = own.longest
    return {
        "release": release_json(release),
        **_declared(tracked, today),
        "description": tracked.tracker.description,
        "standings": [_standing(stand) for stand in standings(tracked)],
        "slips": {
            "sentences": slip_sentences(tracked),
            "number": len(own.later),
            "median_days": own.median,
            "longest_days": None if longest is None else longest.days,
        },
        "since_release_before": moves_sentence(tracked),
        "counts": [_counts(counts) for counts in tracked.counts],
        "items": [_item(release, tracked, item, today) for item in tracked.items],
        "discrepancies": [
            {"code": item.code, "text": item.text} for item in discrepancies_of(release, tracker_id)
        ],
        "source": None
        if source is None
        else {"publisher": source.publisher, "title": source.title, "link": source.link},
    }


def tracker_item(release: Release, tracker_id: str, name: str, today: date) -> Json:
    """One item, by its name in addresses. Raises ApiError when there is no such tracker or item."""
    tracked = find_by_id(release.trackers, tracker_id, "tracker")
    names = item_names(tracked)
    item = find_by_id({names[item.reference]: item for item in tracked.items}, name, "item")
    return {
        "release": release_json(release),
        "tracker": {"id": tracker_id, "title": tracked.tracker.title},
        "day": today.isoformat(),
        "sentences": item_by_itself(tracked, item, today),
        **_item(release, tracked, item, today),
    }


def _declared(tracked: Tracked, today: date) -> Json:
    declared, items = tracked.tracker, tracked.items
    return {
        "id": declared.id,
        "title": declared.title,
        "framework": declared.framework,
        "kind": declared.kind,
        "as_at": _day(tracked.as_at),
        "day": today.isoformat(),
        "sentences": [*tracker_sentences(tracked), *overdue_sentences(tracked, today)],
        "listed": len(items),
        "overdue": len(overdue(tracked, today)) if items else None,
    }


def _standing(stand: Standing) -> Json:
    return {
        "as_at": _day(stand.as_at),
        "counted_by": stand.by,
        "all": stand.every,
        "by_status": dict(stand.by_status),
        "not_accounted_for": stand.unaccounted,
    }


def _counts(counts: Counts) -> Json:
    return {
        "as_at": counts.as_at.isoformat(),
        "group": counts.group,
        "all": counts.every,
        "by_status": dict(counts.by_status),
    }


def _item(release: Release, tracked: Tracked, item: Item, today: date) -> Json:
    """An item as the page has it: its first day, its day now, and by how many days it slipped and is overdue."""
    slip, roles = slip_of(tracked, item), release.config.roles
    return {
        "name": item_names(tracked)[item.reference],
        "reference": item.reference,
        "item": item.item,
        "area": item.area,
        "said_in": item.said_in,
        "owner": roles.get(item.owner, item.owner),
        "status": item.status,
        "status_words": status_words(tracked.tracker, item.status).label,
        "first_due": _day(slip.line[0].day if slip.line else None),
        "due": _day(stated_due(item)),
        "due_words": item.due_words,
        "completed": _day(item.completed),
        "slipped_days": slip.days,
        "done_days": slip.done_days,
        "times_moved": None if slip.is_unstated else slip.times,
        "overdue": item.is_overdue(today),
        "overdue_days": days_overdue(item, today),
        "reason": item.reason,
        "update": item.update,
        "dates": [
            {"day": promise.day.isoformat(), "release": promise.release or release.id}
            for promise in slip.line
        ],
        "steps": [
            {
                "release": step.release,
                "as_at": _day(step.as_at),
                "first_due": _day(step.original_due),
                "due": _day(stated_due(step)),
                "status": step.status,
            }
            for step in tracked.steps_of(item.reference)
        ],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
