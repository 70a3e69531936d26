"""What pages and answers are made of: the release that is shown now, or an earlier one as readers saw it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from components.site.context import Kind, View
from metrics.figures.release import Release
from metrics.periods import UK
from metrics.releasing.announcements import Announcements
from metrics.releasing.published import Past, Published
from serving.downloads.formats import FORMATS
from serving.releases.current import Clock, CurrentRelease


class Unreadable(Exception):
    """A release that readers may know of, and that cannot be opened."""


class Views:
    """Makes the views of a site, of which ``page_rules`` and ``navigation`` are what its pages are registered with.

    ``current`` gives what tells which release is shown, and ``to_come`` is the id of the one that a preview shows.
    """

    def __init__(
        self,
        current: Callable[[], CurrentRelease],
        clock: Clock,
        kind: Kind,
        has_charts: bool,
        page_rules: tuple[str, ...],
        navigation: tuple[tuple[str, str], ...],
    ) -> None:
        self.to_come = ""
        self._current, self._clock, self._kind, self._has_charts = current, clock, kind, has_charts
        self._page_rules, self._navigation = page_rules, navigation

    def now(self) -> View | None:
        """What is shown now; None while there is no release."""
        snapshot = self._current().snapshot()
        if snapshot is None:
            return None
        today = self._clock().astimezone(UK).date()
        now = self._view_of(snapshot.release, today, self._kind, snapshot.past, snapshot.announced)
        return replace(now, chain=snapshot.chain)

    def frozen(self, published: Published) -> View:
        """What readers saw on the day that a release came. Raises Unreadable."""
        current = self._current()
        release = current.archive.opened(published.id)
        if release is None:
            raise Unreadable
        past, announced = current.past_at(published.at, published.id), current.announced_at(published.at)
        return self._view_of(release, uk_day(published), "as-at", past, announced)

    def _view_of(self, release: Release, day: date, kind: Kind, past: Past, announced: Announcements) -> View:
        current, archive = self._current(), self._current().archive
        return View(
            release,
            day,
            kind,
            past,
            archive.opened,
            archive.firm_words,
            archive.bulletin,
            archive.newest_days,
            FORMATS,
            self._has_charts,
            self._page_rules,
            self._navigation,
            announced=announced,
            to_come=self.to_come,
            postcodes=current.postcodes(),
        )


def uk_day(published: Published) -> date:
    """The day on which a release came, by the clocks of the region."""
    return published.at.astimezone(UK).date()
