"""With which release the newest figure of a measure came: the one that is current, or since which nothing newer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from metrics.releasing.published import Past, Published, earlier_than, same_quarter

NewestDays = Callable[[str], Mapping[str, date] | None]


def came_with(
    past: Past, release_id: str, measure_id: str, own: date | None, newest_days: NewestDays
) -> tuple[bool | None, Published | None]:
    """Whether the newest figure of a measure is new in a release; and the release with which it came, if it is not.

    ``own`` is the last day of that figure, and ``newest_days`` gives those of another release by its id, None where
    it cannot be read: then nobody can tell. Releases that were withdrawn do not count, nor those of the same
    quarter, which the release takes the place of.
    """
    first = None
    for release in earlier_than(past, release_id):
        if release.withdrawn is not None or same_quarter(release.id, release_id):
            continue
        days = newest_days(release.id)
        if days is None:
            return None, None
        if own is None or measure_id not in days or days[measure_id] < own:
            break
        first = release
    return own is not None and first is None, first
