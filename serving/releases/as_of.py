"""As of when a reader asks for figures: which release was current then, by the history and the clock.

What was withdrawn since is named all the same, so that nobody takes the release before it for what readers saw: its
own address says that it was withdrawn, and why. A release to come is as unknown here as at any other address.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from components.basics.days import day, local_day
from metrics.issues import nearest, shortened
from metrics.periods import UK
from metrics.releasing.published import Past, find
from serving.http.errors import ApiError
from serving.http.query_string import AS_OF

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# RFC 3339; the plus of an offset is a space where a query was not encoded.
MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]+)?"
    r"(?:[Zz]|([ +-][0-9]{2}:[0-9]{2}))"
)
ID = re.compile(r"[0-9-]*[a-z][a-z0-9-]*")  # with a letter, or it is a day that was written otherwise
FORMS = "a day such as 2024-02-08, a moment such as 2024-02-08T09:30:00Z, or the id of a release"


def release_as_of(text: str, past: Past, now: datetime, shown_at: Callable[[datetime], str | None]) -> str:
    """The id of the release that was current as of a text: a day, a moment, or the id itself.

    ``past`` are the releases that readers may know of, and ``shown_at`` which one they saw at a moment. Of a day it
    is the one at its end, by UK time, or now. Raises ApiError for what is none of these, and for a moment that lies
    ahead or before the first release.
    """
    if (moment := _moment(text, now)) is None:
        return _by_id(text, past)
    if moment > now:
        message = f"{shortened(text)} lies ahead: it is {now.astimezone(UK).isoformat(timespec='seconds')}"
        raise ApiError(404, "in-the-future", message, (), AS_OF)
    release_id = shown_at(moment)
    if release_id is not None and find(past, release_id) is None:
        # It has come, and finished pages beside still show the one before: so does everything else.
        release_id = next((item.id for item in past if item.withdrawn is None), None)
    if release_id is None:
        first = min((item.at for item in past), default=None)
        since = "" if first is None else f"; the first release came on {day(local_day(first))}"
        message = f"nothing was public as of {shortened(text)}{since}"
        raise ApiError(404, "nothing-public-then", message, (), AS_OF)
    return release_id


def _by_id(text: str, past: Past) -> str:
    ids = [item.id for item in past]
    if text in ids:
        return text
    if ID.fullmatch(text) is None:
        raise ApiError(400, "malformed-moment", f'{AS_OF} "{shortened(text)}" is not {FORMS}', (), AS_OF)
    message = f'the release "{shortened(text)}" is not known{nearest(text, ids)}'
    raise ApiError(404, "unknown-release", message, ids, AS_OF)


def _moment(text: str, now: datetime) -> datetime | None:
    """The moment that a text means; None where it looks like neither a day nor a moment. Raises ApiError."""
    is_day, match = DAY.fullmatch(text), MOMENT.fullmatch(text)
    if not is_day and match is None:
        return None
    try:
        if match is None:
            return _end_of(date.fromisoformat(text), now)
        offset = "+00:00" if match[3] is None else match[3].replace(" ", "+")
        return datetime.fromisoformat(f"{match[1]}T{match[2]}{offset}")
    except ValueError as problem:
        message = f'{AS_OF} "{shortened(text)}" is no day or moment that there is'
        raise ApiError(400, "malformed-moment", message, (), AS_OF) from problem


def _end_of(own_day: date, now: datetime) -> datetime:
    """The last moment of a day by UK time, and of the present day now; of a day to come its first."""
    if own_day == now.astimezone(UK).date():
        return now
    if own_day > now.astimezone(UK).date():
        return max(now + timedelta(seconds=1), _start_of(own_day))
    return _start_of(own_day + timedelta(days=1)) - timedelta(microseconds=1)


def _start_of(first_day: date) -> datetime:
    return datetime.combine(first_day, time(), UK)
