"""Which release a layout shows, and on what day: set for one request, read by the layouts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from components.site.download_format import DownloadFormat
from metrics.areas import region_code
from metrics.declared.among import areas_of, gazetteer_of
from metrics.figures.release import Release
from metrics.periods import UK
from metrics.postcodes import NO_POSTCODES, Postcodes
from metrics.releasing.announcements import Announcements, Due, due_days
from metrics.releasing.bulletin import Bulletin
from metrics.releasing.public_chain import PublicChain
from metrics.releasing.published import Past, Published, first_came
from metrics.releasing.record import FirmWord

Kind = Literal["current", "as-at", "preview"]


def _none(release_id: str) -> None:
    """No other release can be opened."""
    del release_id


def _no_data(address: str) -> Mapping[str, Any]:
    """There is no API to be asked."""
    raise LookupError(address)


@dataclass(frozen=True)
class View:
    """What every page of one request shows: one release, from start to end, as on one day.

    ``kind`` says whether it is what is current, a release frozen as it was published, or one that is not
    published at all. ``past`` are the releases that readers may know of, newest first; ``opened`` gives one of
    them, and ``firm_words`` what it says firmly of the region, or None when it cannot be read; ``bulletin`` is
    what it
    was stored with of what it brings, or None, and ``newest_days`` the last day of each measure's newest figure in
    it. ``formats`` are those of downloads, ``interactive`` says whether charts can be made interactive.
    ``page_rules`` are what pages are registered for, such as /measures/<measure_id>, and ``navigation`` are those
    that every page leads to, each with the name of its link.
    ``corrected_by`` is the release that corrects a frozen one. ``announced`` are the days that were announced for
    releases and are open, or were cancelled. ``to_come`` is the id of the release that a preview shows, where it
    has one. ``base`` is where the site stands on the web as far as the request tells, without a slash at its end.
    ``chain`` is that of the history, as readers know it; None in what is frozen.
    ``postcodes`` is the table by which postcodes are looked up. ``answered`` gives what the API answers at an
    address of this view, a problem too.
    """

    release: Release
    today: date
    kind: Kind = "current"
    past: Past = ()
    opened: Callable[[str], Release | None] = field(default=_none, compare=False)
    firm_words: Callable[[str], tuple[FirmWord, ...] | None] = field(default=_none, compare=False)
    bulletin: Callable[[str], Bulletin | None] = field(default=_none, compare=False)
    newest_days: Callable[[str], Mapping[str, date] | None] = field(default=_none, compare=False)
    formats: tuple[DownloadFormat, ...] = ()
    interactive: bool = True
    page_rules: tuple[str, ...] = ()
    navigation: tuple[tuple[str, str], ...] = ()
    corrected_by: Published | None = None
    announced: Announcements = ()
    to_come: str = ""
    chain: PublicChain | None = None
    base: str = ""
    postcodes: Postcodes = field(default=NO_POSTCODES, compare=False)
    answered: Callable[[str], Mapping[str, Any]] = field(default=_no_data, compare=False)

    def area_name(self, measure_id: str, area: str = "") -> str:
        """The name of an area (a code) as a measure covers it: the region with the districts outside or without."""
        area = area or region_code()
        included = self.release.outside_included(measure_id)
        return gazetteer_of(self.release.config).name(area, outside_included=included)

    @property
    def due(self) -> tuple[Due, ...]:
        """The days on which something is due, announced or declared, the nearest first."""
        first = first_came(self.past, self.release.id)
        came = None if first is None else first.astimezone(UK).date()
        return due_days(self.release.config, self.announced, came)

    @property
    def late(self) -> tuple[Due, ...]:
        """Those that have passed."""
        return tuple(due for due in self.due if due.late_by(self.today))

    @property
    def last_said(self) -> datetime:
        """When anything was last said of a release or of a day to come: it never goes back."""
        spoken = [*(item.last_said for item in self.past), *(item.at for item in self.announced)]
        return max([self.release.published_at, *spoken])

    @property
    def site_address(self) -> str:
        """What stands before whole addresses: what the release declares, or else ``base``."""
        return self.release.config.site.address or self.base

    @property
    def prefix(self) -> str:
        """What stands before every address of this site in links: a frozen page leads to frozen pages."""
        return f"/as-at/{self.release.id}" if self.kind == "as-at" else ""


class UnknownAddress(LookupError):
    """No page has this address.

    ``guess`` is the nearest address that exists, and ``frozen`` that of the page as an earlier release had it; both
    may be empty.
    """

    def __init__(self, message: str, guess: str = "", frozen: str = "") -> None:
        self.guess, self.frozen = guess, frozen
        super().__init__(message)


class Elsewhere(Exception):
    """What was asked for stands at another address of this site: the reader is led there."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(address)


_view: ContextVar[View] = ContextVar("view")


def current_view() -> View:
    """The view of this request. Raises LookupError outside of ``showing``."""
    return _view.get()


@contextmanager
def showing(view: View) -> Iterator[None]:
    """Makes a view the current one, and its areas those in force, for the layouts that are called inside."""
    token = _view.set(view)
    try:
        with areas_of(view.release.config):
            yield
    finally:
        _view.reset(token)
