"""What a pack for a meeting is made of: what readers could know on its day, and what came since the last one"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from components.basics.days import local_day
from components.site.context import View
from metrics.declared.body import Body, Meeting
from metrics.declared.framework import AnyMeasure
from metrics.declared.taxonomy import Framework
from metrics.releasing.published import Past, Published


@dataclass(frozen=True)
class Pack:
    """A body's pack for a day: its meeting of that day and the one before, as far as they are declared.

    ``view`` shows the release that was current on the day, as on that day, and knows of none that came later; None
    where nothing had been published. ``since`` are the releases that came after the meeting before, oldest first;
    without such a meeting it is the current one alone. ``gone`` are releases up to the day that were withdrawn:
    nothing of them is repeated. ``is_to_come`` says that the day has not come.
    """

    body: Body
    day: date
    meeting: Meeting | None
    last: Meeting | None
    view: View | None
    since: Past
    gone: Past
    is_to_come: bool

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """The frameworks that the body reads, as far as the release of the day has them."""
        every = () if self.view is None else self.view.release.config.frameworks
        return tuple(framework for framework in every if framework.id in self.body.reads)

    def measures(self, framework: Framework) -> list[AnyMeasure]:
        """The measures of a framework, once each, in the order in which its outcomes show them."""
        if self.view is None:
            return []
        config = self.view.release.config
        every = (
            measure
            for outcome in config.outcomes_of(framework.id)
            for measure in config.measures_of(outcome.id)
        )
        return [*{measure.id: measure for measure in every}.values()]


def pack_of(view: View, body: Body, day: date) -> Pack:
    """A body's pack for a day. What it reads is what the release of the day declares, where that has the body."""
    past = _until(view, day)
    standing = tuple(item for item in past if item.withdrawn is None)
    current = _as_on(view, past, standing[0], day) if standing else None
    last = body.last_before(day)
    since = tuple(item for item in standing if last is None or local_day(item.at) > last.on)
    came = (since[:1] if last is None else since)[::-1]
    gone = tuple(item for item in past if item.withdrawn is not None)
    meeting = body.meeting_on(day)
    return Pack(_then(current, body), day, meeting, last, current, came, gone, day > view.today)


def _until(view: View, day: date) -> Past:
    """The releases that had come by the end of a day, newest first."""
    past = view.past or (Published(view.release.id, view.release.published_at),)
    return tuple(item for item in past if local_day(item.at) <= day)


def _as_on(view: View, past: Past, current: Published, day: date) -> View | None:
    """The release that was current, as on a day; None where it cannot be read."""
    release = view.release if current.id == view.release.id else view.opened(current.id)
    if release is None:
        return None
    return replace(view, release=release, today=day, past=past, kind="as-at", announced=())


def _then(view: View | None, body: Body) -> Body:
    """A body as the release of the day declares it; as it is now where that has none of its id."""
    declared = () if view is None else view.release.config.bodies
    return next((item for item in declared if item.id == body.id), body)
