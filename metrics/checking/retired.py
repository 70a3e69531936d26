"""Measures that were called otherwise, or are retired: earlier releases have the figures that they are led to."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.checking.previous import Earlier, Previous
from metrics.declared.framework import Config
from metrics.declared.locations import Locations
from metrics.issues import Issue, error, listed, warning

KEY = "last_release"


def last_releases_have_figures(config: Config, declared: Locations, earlier: Earlier) -> Iterator[Issue]:
    """A retired measure has figures in the release that is named as its last, where readers are led to."""
    for measure in config.retired():
        last = measure.last_release
        if last is None or not earlier.ids:
            continue
        place = (declared.file, *declared.mark(measure.id, (KEY,)))
        seen = earlier.seen(measure.id)
        if last not in earlier.ids:
            message = f'there is no release "{last}"; there are {listed(earlier.ids)}'
            yield error(*place, "no-last-release", f'"{measure.id}": {message}')
        elif last not in seen.visible and last not in seen.unread:
            releases = listed(seen.visible) or "none"
            message = f'the release "{last}" has no figures of it; those that have: {releases}'
            yield error(*place, "no-last-release", f'"{measure.id}": {message}')
        elif (newest := next((name for name in earlier.ids if name in seen.visible), last)) != last:
            message = (
                f'the release "{newest}" came later and has figures of it; name it, unless it was withdrawn'
            )
            yield warning(*place, "no-last-release", f'"{measure.id}": {message}')


def former_ids_were_one(config: Config, previous: Previous, declared: Locations) -> Iterator[Issue]:
    """No two ids with figures in the release before become one: the past of one of them would be lost."""
    for measure in config.measures:
        ids = [name for name in (measure.id, *measure.formerly) if name in previous.stored]
        if len(ids) > 1:
            place = (declared.file, *declared.mark(measure.id, ("formerly",)))
            message = (
                f'release "{previous.id}" has figures under {listed(ids)}, which cannot become one measure'
            )
            yield error(*place, "former-ids", f'"{measure.id}": {message}')
