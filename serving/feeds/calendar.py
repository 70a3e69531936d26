"""The dates of releases for people's calendars (iCalendar, RFC 5545): those that were, and those announced.

Nothing of a release that is scheduled can be in it: it is made of what readers may know of, of the days that were
announced, and of the dates that the measures declare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from components.basics.days import local_day
from components.site import downloads_words as words
from components.site.context import View
from components.site.dates import late_sentence, late_since, step_sentences
from components.site.urls import CALENDAR as ADDRESS
from components.site.urls import RELEASES, body_address, release_address
from metrics.declared.body import Meeting
from metrics.language import language, say
from metrics.periods import UK
from metrics.releasing.announcements import Announcement, Due
from metrics.releasing.moments import USUAL
from metrics.releasing.published import Published
from serving.feeds.atom import stable_uuid
from serving.feeds.due_days import DueDay, due_days_of
from serving.http.answer import Answer
from serving.http.endpoint import Endpoint, PageRequest
from serving.http.media_types import CALENDAR

MOST_OCTETS = 75
NAMED_SINCE = datetime(2026, 1, 1, tzinfo=UTC)  # the names of days on which something is due begin with it
ESCAPES = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"))
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
Lines = Iterator[tuple[str, str]]


def calendar_endpoints() -> list[Endpoint]:
    """The address of the calendar."""
    return [Endpoint(ADDRESS, frozenset(), _answer)]


def _answer(request: PageRequest) -> Answer:
    return Answer(calendar(request.view), CALENDAR)


def calendar(view: View) -> bytes:
    """The whole calendar, its newest release first, then the dates to come."""
    return b"".join(folded(f"{name}:{text}") for name, text in _calendar(view))


def _calendar(view: View) -> Lines:
    site = view.release.config.site
    yield "BEGIN", "VCALENDAR"
    yield "VERSION", "2.0"
    yield "PRODID", f"-//{escaped(site.producer)}//{escaped(site.title)}//{language()[:2].upper()}"
    yield "CALSCALE", "GREGORIAN"
    yield "X-WR-CALNAME", escaped(site.title)
    yield "REFRESH-INTERVAL;VALUE=DURATION", "P1D"
    for published in view.past:
        yield from _released(view, published)
    for due in view.due:
        yield from _expected(view, due)
    for own in due_days_of(view):
        yield from _due_day(view, own)
    for announcement in view.announced:
        if announcement.is_cancelled and announcement.first not in {due.day for due in view.due}:
            yield from _cancelled(view, announcement)
    yield from _meetings(view)
    yield "END", "VCALENDAR"


def _released(view: View, published: Published) -> Lines:
    """A release at the moment when it came; one that was withdrawn is cancelled."""
    description = published.note if published.withdrawn is None else published.withdrawn.text
    yield "BEGIN", "VEVENT"
    yield from _named(published.at, f"release/{published.id}", published.last_said, published.times_changed)
    yield "DTSTART", _utc(published.at)
    title = say(words.RELEASED, title=published.title)
    yield "SUMMARY", escaped(f"{title}: {view.release.config.site.title}")
    if description:
        yield "DESCRIPTION", escaped(description)
    yield "STATUS", "CONFIRMED" if published.withdrawn is None else "CANCELLED"
    yield from _url(view, release_address(published.id))
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def _expected(view: View, due: Due) -> Lines:
    """A day for which new figures are announced. Of one that a measure alone declares the schedule says the time.

    A day that moves, or grows late, is the same event, and each time its sequence rises.
    """
    config, announcement = view.release.config, due.announcement
    first = due.day if announcement is None else announcement.first
    moves = _changes_taken_back(view, due) + (0 if announcement is None else _times_moved(announcement))
    steps = [] if announcement is None else step_sentences(announcement)
    days = due.late_by(view.today)
    late = [late_sentence(view, due)] if days else []
    last = max(view.last_said, late_since(view.today - timedelta(days=1))) if days else view.last_said
    at = datetime(first.year, first.month, first.day, tzinfo=UTC)
    yield "BEGIN", "VEVENT"
    yield from _named(at, "next", last, days + moves)
    yield from _when(due)
    yield "SUMMARY", escaped(_summary(view, due))
    yield "DESCRIPTION", escaped(" ".join([*late, *steps, config.site.update_schedule]))
    yield from _url(view, RELEASES)
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def _due_day(view: View, own: DueDay) -> Lines:
    """A day to come on which an answer or something else is due: the same event in every release that has it."""
    yield "BEGIN", "VEVENT"
    yield from _named(NAMED_SINCE, own.name, view.release.published_at, 0)
    yield from _day(own.day)
    yield "SUMMARY", escaped(own.summary)
    yield "DESCRIPTION", escaped(own.description)
    yield from _url(view, own.path)
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def _times_moved(announcement: Announcement) -> int:
    """How often a day has moved or was cancelled, and for how many days it was late before that."""
    moves = [(before, step.at) for before, step in pairwise(announcement.steps) if step.at is not None]
    late = ((local_day(at) - before.day).days for before, at in moves if not before.is_cancelled)
    return len(announcement.steps) - 1 + sum(max(0, days) for days in late)


def _when(due: Due) -> Lines:
    """An announced day at the moment at which releases come, another as a whole day."""
    if due.announcement is not None:
        yield "DTSTART", _utc(datetime.combine(due.day, USUAL, UK))
        return
    yield from _day(due.day)


def _day(day: date) -> Lines:
    """A whole day."""
    yield "DTSTART;VALUE=DATE", day.strftime("%Y%m%d")
    if day < date.max:  # a day without an end is that day
        yield "DTEND;VALUE=DATE", (day + timedelta(days=1)).strftime("%Y%m%d")


def _summary(view: View, due: Due) -> str:
    titles = ", ".join(measure.title for measure in due.measures)
    if due.promise is not None:
        return say(words.NEXT_RELEASE_BY, site=view.release.config.site.title)
    if due.announcement is None:
        return say(words.NEXT_FIGURES, titles=titles)
    summary = words.NEXT_RELEASE_WITH if titles else words.NEXT_RELEASE
    return say(summary, site=view.release.config.site.title, titles=titles)


def _named(at: datetime, name: str, last: datetime, changes: int) -> Lines:
    """An event's name, the same for ever, when something was last said of it, and how often it has changed."""
    yield "UID", str(stable_uuid(at, name))
    yield "DTSTAMP", _utc(last)
    yield "SEQUENCE", str(changes)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _url(view: View, path: str) -> Lines:
    """Only a whole address can stand in a calendar: nothing leads back to the site that it came from."""
    if view.release.config.site.address:
        yield "URL", f"{view.release.config.site.address}{path}"


def _cancelled(view: View, announcement: Announcement) -> Lines:
    """A day that was announced and taken back: the same event, cancelled."""
    first, site = announcement.first, view.release.config.site.title
    at = datetime(first.year, first.month, first.day, tzinfo=UTC)
    yield "BEGIN", "VEVENT"
    yield from _named(at, "next", view.last_said, _times_moved(announcement))
    yield "DTSTART", _utc(datetime.combine(announcement.day, USUAL, UK))
    yield "SUMMARY", escaped(say(words.NEXT_RELEASE, site=site))
    yield "DESCRIPTION", escaped(" ".join(step_sentences(announcement)))
    yield "STATUS", "CANCELLED"
    yield from _url(view, RELEASES)
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def _meetings(view: View) -> Lines:
    """The meetings of bodies that are still to come, each as a whole day."""
    coming = [
        (meeting, body)
        for body in view.release.config.bodies
        for meeting in body.meetings
        if meeting.on >= view.today
    ]
    for meeting, body in sorted(coming, key=lambda item: item[0].on):
        on = meeting.on
        at = datetime(on.year, on.month, on.day, tzinfo=UTC)
        yield "BEGIN", "VEVENT"
        yield from _named(at, f"meeting/{body.id}", view.last_said, 0)
        yield from _day(on)
        yield "SUMMARY", escaped(say(words.MEETING_OF, body=body.title))
        yield "DESCRIPTION", escaped(" ".join(_about_meeting(meeting)))
        yield from _url(view, body_address(body.id))
        yield "TRANSP", "TRANSPARENT"
        yield "END", "VEVENT"


def _about_meeting(meeting: Meeting) -> Iterator[str]:
    """What a meeting is called, where its papers are or that no link is declared, and what this site has for it."""
    if meeting.title:
        yield f"{meeting.title}."
    if meeting.papers is None:
        yield say(words.MEETING_WITHOUT_PAPERS)
    else:
        yield say(words.MEETING_PAPERS, link=meeting.papers)
    yield say(words.MEETING_FOR)


def _changes_taken_back(view: View, due: Due) -> int:
    """How often a day was changed that stands again, as a release declares it: its event goes on counting."""
    cancelled = (item for item in view.announced if item.is_cancelled and item.first == due.day)
    return sum(_times_moved(item) + 1 for item in cancelled) if due.announcement is None else 0


def escaped(text: str) -> str:
    """A text as a property holds it (RFC 5545, 3.3.11)."""
    for character, replacement in ESCAPES:
        text = text.replace(character, replacement)
    return CONTROLS.sub("", text)


def folded(line: str) -> bytes:
    """A line with its end, cut where it is longer than 75 octets, and never inside a character (3.1)."""
    octets, parts, size = line.encode(), list[bytes](), MOST_OCTETS
    while len(octets) > size:
        cut = size
        while octets[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(octets[:cut])
        octets, size = octets[cut:], MOST_OCTETS - 1
    return b"\r\n ".join([*parts, octets]) + b"\r\n"
