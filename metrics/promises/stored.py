"""What was promised as the text that a release stores it in: items or counts, and where items stood before."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import cast

from metrics.declared.tracker import Tracker
from metrics.declared.tracker_source import ITEM_DAYS, ITEM_TEXTS, STATUSES, ItemStatus
from metrics.promises.items import Counts, Item, Step, Tracked

ITEM_COLUMNS = ("as_at", *ITEM_TEXTS, *ITEM_DAYS, "status", "row")
COUNT_COLUMNS = ("as_at", "group", "all", *STATUSES, "row")
STEP_COLUMNS = ("reference", "release", "as_at", "original_due", "due", "status")


def tracked_file(tracked: Tracked) -> bytes:
    """The items of a tracker, or its counts, as CSV (RFC 4180, UTF-8)."""
    if tracked.tracker.kind == "items":
        return _written(ITEM_COLUMNS, (_item_row(item, tracked.as_at) for item in tracked.items))
    return _written(COUNT_COLUMNS, map(_counts_row, tracked.counts))


def steps_file(tracked: Tracked) -> bytes:
    """Where items stood in earlier releases, as CSV (RFC 4180, UTF-8)."""
    return _written(STEP_COLUMNS, map(_step_row, tracked.steps))


def parse_tracked(tracker: Tracker, data: bytes, steps: bytes | None) -> Tracked:
    """A tracker from what was written of it; ``steps`` is None where no item stood anywhere before."""
    before = () if steps is None else tuple(map(_step, _rows(steps)))
    rows = _rows(data)
    if tracker.kind == "counts":
        counts = tuple(map(_counts, rows))
        return Tracked(
            tracker, max((item.as_at for item in counts), default=None), counts=counts, steps=before
        )
    as_at = _day(rows[0]["as_at"]) if rows else tracker.as_at
    return Tracked(tracker, as_at, tuple(map(_item, rows)), steps=before)


def totals_alone(tracker: Tracker) -> Tracked:
    """A tracker that has no file: it stands to the day of its newest declared totals, or to its own."""
    return Tracked(
        tracker, tracker.as_at or max((item.as_at for item in tracker.declared_totals), default=None)
    )


# Rows ------------------------------------------------------------------------------------------------------


def _written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def _item_row(item: Item, as_at: date | None) -> list[object]:
    texts, days = ([getattr(item, name) for name in names] for names in (ITEM_TEXTS, ITEM_DAYS))
    return [_text(as_at), *texts, *map(_text, days), item.status, item.line]


def _item(row: Mapping[str, str]) -> Item:
    return Item(
        status=_status(row["status"]),
        original_due=_day(row["original_due"]),
        due=_day(row["due"]),
        completed=_day(row["completed"]),
        line=int(row["row"]),
        **{name: row[name] for name in ITEM_TEXTS},
    )


def _counts_row(counts: Counts) -> list[object]:
    numbers = [counts.by_status.get(status, "") for status in STATUSES]
    every = "" if counts.every is None else counts.every
    return [_text(counts.as_at), counts.group, every, *numbers, counts.line]


def _counts(row: Mapping[str, str]) -> Counts:
    numbers = {status: int(row[status]) for status in STATUSES if row[status]}
    every = int(row["all"]) if row["all"] else None
    return Counts(date.fromisoformat(row["as_at"]), row["group"], every, numbers, int(row["row"]))


def _step_row(step: Step) -> list[object]:
    days = map(_text, (step.as_at, step.original_due, step.due))
    return [step.reference, step.release, *days, step.status]


def _step(row: Mapping[str, str]) -> Step:
    as_at, original_due, due = (_day(row[name]) for name in ("as_at", *ITEM_DAYS[:2]))
    return Step(row["reference"], row["release"], as_at, original_due, due, _status(row["status"]))


def _text(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _status(text: str) -> ItemStatus:
    return cast(ItemStatus, text)
