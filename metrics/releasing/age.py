"""With which release the newest figure of a measure came: the one that is current, or since which nothing newer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from metrics.releasing.published import Past, Published, earlier_than, same_quarter

NewestDays = Callable[[str], Mapping[str, date] | None]


def came_with(
    past: Past, release_id: str, ids: Collection[str], own: date | None, newest_days: NewestDays
) -> tuple[bool | None, Published | None]:
    """Whether the newest figure of a measure is new in a release; and the release with which it came, if it is not.

    ``ids`` are the measure's id and those that it had before. ``own`` is the last day of that figure, and
    ``newest_days`` gives those of another release by its id, None where it cannot be read: then nobody can
    tell. Releases that were withdrawn do not count, nor those of the same quarter, which the release takes the
    place of.
    """
    first = None
    for release in earlier_than(past, release_id):
        if release.withdrawn is not None or same_quarter(release.id, release_id):
            continue
        days = newest_days(release.id)
        if days is None:
            return None, None
        newest = max((days[name] for name in ids if name in days), default=None)
        if own is None or newest is None or newest < own:
            break
        first = release
    return own is not None and first is None, first
