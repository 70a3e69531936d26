"""Trackers as files: their items, or their counts, as CSV with its description (CSV on the Web).

What is past its date is of a day, and files are of a release: it is on the page and in the API, and in no file.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from components.site.urls import tracker_address
from components.tracker.download_words import COUNT_COLUMNS, ITEM_COLUMNS, TRACKER_FILE_TITLE
from metrics.declared.tracker_source import STATUSES
from metrics.figures.discrepancies import discrepancies_of
from metrics.figures.release import Release
from metrics.language import say
from metrics.promises.counts import standings
from metrics.promises.items import Counts, Item, Tracked
from metrics.promises.sentences import tracker_sentences
from metrics.promises.slips import slip_of, stated_due
from serving.api.measures import find_by_id
from serving.downloads.contents import harmless
from serving.downloads.described import described_column, described_file
from serving.downloads.sheets import Contents
from serving.downloads.workbook import Records, record_contents, spreadsheets
from serving.http.answer import Json

DAYS = ("as_at", "original_due", "due", "completed")
NUMBERS = ("slipped_days", "done_days", "times_moved", "all", *STATUSES)
NEEDED = ("tracker", "release", "reference", "item", "status")


def tracker_csv(release: Release, tracker_id: str) -> bytes:
    """The items of a tracker, or where it lists none its counts: CRLF, UTF-8. Raises ApiError."""
    tracked, text = find_by_id(release.trackers, tracker_id, "tracker"), io.StringIO()
    columns = _columns(tracked)
    writer = csv.DictWriter(text, list(columns), lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(release, tracked):
        writer.writerow({name: harmless(row.get(name)) for name in columns})
    return text.getvalue().encode()


def tracker_contents(release: Release, tracker_id: str) -> Contents:
    """The same for a spreadsheet, with a sheet that says what it is. Raises ApiError."""
    tracked = find_by_id(release.trackers, tracker_id, "tracker")
    tracker, columns = tracked.tracker, _columns(tracked)
    records = Records(
        title=say(TRACKER_FILE_TITLE, title=tracker.title, release=release.title),
        heading=tracker.title,
        description=tracker.description,
        address=tracker_address(tracker_id),
        source=tracker.source,
        columns=columns,
        says=tracker_sentences(tracked),
        off=[item.text for item in discrepancies_of(release, tracker_id)],
        days=DAYS,
    )
    rows = [[_cell(row.get(name)) for name in columns] for row in _rows(release, tracked)]
    return record_contents(release, records, rows)


def tracker_metadata(release: Release, tracker_id: str) -> bytes:
    """What the columns mean (Metadata Vocabulary for Tabular Data, W3C 2015). Raises ApiError."""
    tracked = find_by_id(release.trackers, tracker_id, "tracker")
    tracker, description = (
        tracked.tracker,
        " ".join([tracked.tracker.description, *tracker_sentences(tracked)]),
    )
    title = say(TRACKER_FILE_TITLE, title=tracker.title, release=release.title)
    named = (f"tracker-{tracker_id}.csv", title, description)
    columns = [_column(name, meaning) for name, meaning in _columns(tracked).items()]
    key = ["reference"] if tracked.items else ["as_at", "group"]
    described = described_file(release, tracker.source, named, columns, key)
    if tracker.source is None:  # its totals stand in the declaration: its own page has them
        described["dc:source"] = {"@id": f"{release.config.site.address or ''}{tracker_address(tracker.id)}"}
    notes = [item.text for item in discrepancies_of(release, tracker_id)]
    return (
        json.dumps(described | ({"notes": notes} if notes else {}), ensure_ascii=False, indent=1).encode()
        + b"\n"
    )


def _cell(value: object) -> object:
    """A cell of a spreadsheet: what is not stated is empty, and none is a number."""
    return None if value == "" else value


def _columns(tracked: Tracked) -> Mapping[str, str]:
    """The columns of a tracker's file, each with what it holds."""
    if tracked.items:
        return {name: say(meaning) for name, meaning in ITEM_COLUMNS.items()}
    return {name: say(meaning) for name, meaning in COUNT_COLUMNS.items()}


def _column(name: str, meaning: str) -> Json:
    kinds = {**dict.fromkeys(DAYS, "date"), **dict.fromkeys(NUMBERS, "integer")}
    return described_column(name, meaning, kinds.get(name, "string"), is_required=name in NEEDED)


def _rows(release: Release, tracked: Tracked) -> Iterator[Mapping[str, object]]:
    beside = {"tracker": tracked.tracker.id, "release": release.id}
    if tracked.items:
        yield from (beside | _item(release, tracked, item) for item in tracked.items)
    else:
        yield from ({**beside, **_counts(counts)} for counts in tracked.counts or _totals(tracked))


def _item(release: Release, tracked: Tracked, item: Item) -> dict[str, object]:
    slip = slip_of(tracked, item)
    return {
        "as_at": _day(tracked.as_at),
        "reference": item.reference,
        "item": item.item,
        "area": item.area,
        "said_in": item.said_in,
        "owner": release.config.roles.get(item.owner, item.owner),
        "original_due": _day(slip.line[0].day if slip.line else None),
        "due": _day(stated_due(item)),
        "due_words": item.due_words,
        "status": item.status,
        "completed": _day(item.completed),
        "slipped_days": slip.days,
        "done_days": slip.done_days,
        "times_moved": None if slip.is_unstated else slip.times,
        "reason": item.reason,
        "update": item.update,
    }


def _totals(tracked: Tracked) -> Iterator[Counts]:
    """Declared totals as rows of counts of all."""
    for stand in standings(tracked):
        if stand.as_at is not None:
            yield Counts(stand.as_at, "", stand.every, stand.by_status)


def _counts(counts: Counts) -> Mapping[str, object]:
    return {"as_at": _day(counts.as_at), "group": counts.group, "all": counts.every} | {
        str(status): number for status, number in counts.by_status.items()
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


# The files of a tracker, by their ending.
OF_TRACKERS: Mapping[str, Callable[[Release, str], bytes]] = {
    ".csv": tracker_csv,
    **spreadsheets(tracker_contents),
    ".csv-metadata.json": tracker_metadata,
}
