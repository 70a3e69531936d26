"""A drop beside the release that is current: what history was rewritten, what was withheld or seen before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from statistics import median
from typing import Any

import pandas as pd

from metrics.areas import region_code
from metrics.declared.former import by_new_ids, called_now
from metrics.declared.framework import Config, PublishedMeasure
from metrics.figures.acknowledged import Acknowledged
from metrics.figures.records import NO_RECORDS, Records
from metrics.figures.revision_size import beyond_usual, revision_size, size_unit, usual_words
from metrics.figures.suppression.releases import FigureName, Seen, names_of
from metrics.issues import Issue, listed, warning
from metrics.language import say
from metrics.periods import label, parse_period_id, window_in_words
from metrics.promises.items import Tracked
from metrics.reading.frames import rows_of

NAMES = ["window", "period", "area", "dimension", "category"]
ENOUGH_PERIODS = 8  # fewer go the same way by chance
NEARLY_ALL = 0.9  # rounding may leave a figure as it was


def _no_bytes(name: str) -> bytes:
    raise LookupError(name)


def _no_tracker(tracker_id: str) -> tuple[Tracked, str] | None:
    return None


def _none_before(measure_ids: Collection[str]) -> Previous | None:
    return None


@dataclass(frozen=True)
class Previous:
    """The release that is current: its id, its files' checksums by name, and its stored observations.

    The checksums are those of ``Extract.content_sha256``. ``config`` is its declaration, None where that cannot be
    read, and ``acknowledged`` what it took with a reason. ``read`` gives the bytes of one of the files. ``records``
    is what it holds beside the figures of measures. ``earlier_tracker`` gives a tracker that it has not as the
    newest release before it that has it, with the id of that one. ``earlier_with`` gives the newest release before
    it that has figures of a measure, by the ids that it has or had; ``names`` are those, by its former ids.
    """

    id: str
    files: Mapping[str, str] = field(default_factory=dict)
    stored: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    config: Config | None = None
    acknowledged: tuple[Acknowledged, ...] = ()
    read: Callable[[str], bytes] = field(default=_no_bytes, compare=False)
    records: Records = NO_RECORDS
    earlier_tracker: Callable[[str], tuple[Tracked, str] | None] = field(default=_no_tracker, compare=False)
    earlier_with: Callable[[Collection[str]], Previous | None] = field(default=_none_before, compare=False)
    names: Mapping[str, str] = field(default_factory=dict)

    def called_now(self, names: Mapping[str, str]) -> Previous:
        """The same with the ids that its measures have now; ``names`` gives them by their former ids."""
        return replace(
            self,
            stored=by_new_ids(self.stored, names),
            config=None if self.config is None else called_now(self.config, names),
            acknowledged=tuple(item.called_now(names) for item in self.acknowledged),
            names=names,
        )

    def with_figures(self, measure_id: str) -> Previous:
        """The newest release that has figures of a measure: itself, or one before it; itself where none has."""
        if measure_id in self.stored:
            return self
        former = (name for name, now in self.names.items() if now == measure_id)
        earlier = self.earlier_with((measure_id, *former))
        return self if earlier is None else earlier.called_now(self.names)

    def measure(self, measure_id: str) -> PublishedMeasure | None:
        """A measure as it was declared; None where it had no figures, or the declaration cannot be read."""
        measures = () if self.config is None else self.config.published()
        return next((measure for measure in measures if measure.id == measure_id), None)

    def tracker(self, tracker_id: str) -> tuple[Tracked | None, str]:
        """A tracker as it was last published, and the id of the release that has it; its own where none has."""
        own = self.records.trackers.get(tracker_id)
        return (own, self.id) if own is not None else self.earlier_tracker(tracker_id) or (None, self.id)

    def counts_otherwise(self, measure: PublishedMeasure) -> bool:
        """Whether what stands under a measure's id was another kind of figure: no figure of it is the same."""
        was = self.measure(measure.id)
        if was is None:
            return False
        return (was.number_kind, was.frequency) != (measure.number_kind, measure.frequency)


def _nothing(measure_id: str) -> Seen:
    return Seen()


def _no_trackers(releases: Sequence[str], tracker_id: str) -> Iterator[tuple[Tracked, str]]:
    return iter(())


@dataclass(frozen=True)
class Earlier:
    """Every other release that readers may have seen, or are to see: their ids, and what they tell of a measure.

    ``ids`` are those that were public by the moment of a release, ``withdrawn`` those of them that are so no
    longer, ``to_come`` those that are scheduled for later: what two releases tell together does not depend on
    which came first. ``seen`` speaks for all of them. ``trackers`` gives a tracker in each of some of them that has
    it, with the id of that one.
    """

    ids: tuple[str, ...] = ()
    seen: Callable[[str], Seen] = _nothing
    withdrawn: tuple[str, ...] = ()
    to_come: tuple[str, ...] = ()
    trackers: Callable[[Sequence[str], str], Iterator[tuple[Tracked, str]]] = _no_trackers

    @property
    def every(self) -> tuple[str, ...]:
        """All of them: what a drop is checked beside."""
        return (*self.ids, *self.to_come)

    def called_now(self, names: Mapping[str, str]) -> Earlier:
        """The same, where what they told of a measure under a former id is told of it as well."""

        def seen(measure_id: str) -> Seen:
            former = [name for name, now in names.items() if now == measure_id]
            return reduce(Seen.beside, map(self.seen, former), self.seen(measure_id))

        return replace(self, seen=seen) if names else self


NOTHING_EARLIER = Earlier()


def check_previous(
    measure: PublishedMeasure, file: str, stored: pd.DataFrame, previous: Previous
) -> Iterator[Issue]:
    """What is doubtful about a measure's observations, beside those of the current release, as stored."""
    before = previous.stored.get(measure.id)
    if before is not None and not before.empty and not previous.counts_otherwise(measure):
        yield from history_is_shifted(measure, file, stored, before, previous.id)
        yield from history_is_kept(measure, file, stored, before, previous.id)
        yield from withheld_stays_withheld(measure, file, stored, before, previous.id)


def history_is_kept(
    measure: PublishedMeasure, file: str, stored: pd.DataFrame, before: pd.DataFrame, release: str
) -> Iterator[Issue]:
    """Past figures move by no more than they usually do: one message for a measure, with the largest."""
    both = _both(measure, stored, before)
    differ = both[both["value"] != both["value_before"]]
    far = [row for row in rows_of(differ) if beyond_usual(measure, *_before_and_after(row))]
    if not far:
        return
    most = max(far, key=lambda row: revision_size(measure, row.value_before, row.value))
    many = "1 past figure differs" if len(far) == 1 else f"{len(far):,} past figures differ"
    whose = most.category or measure.source.area_name(most.area)
    period = label(parse_period_id(most.period, measure.frequency))
    message = f'"{measure.id}": {many} by more than {usual_words(measure)} from release "{release}": '
    message += f"{whose} in {period} was {most.value_before:,.12g} and is {most.value:,.12g}"
    yield warning(file, 1, 1, "history-rewritten", message)


def history_is_shifted(
    measure: PublishedMeasure, file: str, stored: pd.DataFrame, before: pd.DataFrame, release: str
) -> Iterator[Issue]:
    """The region's past figures move either way: where all move the same way, something else is read or counted."""
    both = _both(measure, stored, before)
    own = both[(both["area"] == region_code()) & (both["dimension"] == "") & (both["status_before"] != "p")]
    steps = own["value"] - own["value_before"]
    changes = steps[steps != 0]
    if len(own) < ENOUGH_PERIODS or len(changes) < NEARLY_ALL * len(own):
        return
    if not ((changes > 0).all() or (changes < 0).all()):
        return
    sizes = [revision_size(measure, row.value_before, row.value) for row in rows_of(own)]
    unit = size_unit(measure)
    way = "up" if changes.iloc[0] > 0 else "down"
    message = say(
        '"{id}": {changes} of {own} past figures of {region} moved {way} from release ',
        id=measure.id,
        changes=len(changes),
        own=len(own),
        way=way,
    )
    message += f'"{release}", by {float(median(sizes)):.1f} {unit} as a rule, and none the other way; '
    message += "is it the same question, and the same rows?"
    yield warning(file, 1, 1, "history-shifted", message)


def _both(measure: PublishedMeasure, stored: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """The figures that both have, in the window of the extract: ``value`` and ``value_before``, as numbers."""
    window = measure.source.window
    frames = [frame[(frame["window"] == window) & (frame["value"] != "")] for frame in (stored, before)]
    both = frames[0].merge(frames[1], on=NAMES, suffixes=("", "_before"))
    return both.astype({"value": float, "value_before": float})


def _before_and_after(row: Any) -> tuple[float, float, str]:
    return row.value_before, row.value, row.status_before


# Small numbers ---------------------------------------------------------------------------------------------


def withheld_stays_withheld(
    measure: PublishedMeasure, file: str, stored: pd.DataFrame, before: pd.DataFrame, release: str
) -> Iterator[Issue]:
    """What the current release withholds is shown by none after it: its own neighbours could give it away."""
    had = set(names_of(before[(before["status"] == "c") & (before["value"] == "")]))
    if not had:
        return
    disclosed = [name for name in names_of(stored[stored["value"] != ""]) if name in had]
    if disclosed:
        message = f'"{measure.id}": {_counted(disclosed)} that release "{release}" withholds would be shown, '
        message += f"such as {_figure_words(measure, disclosed[0])}; is that meant?"
        yield warning(file, 1, 1, "withheld-before", message)


def nothing_was_published_before(
    measure: PublishedMeasure, file: str, stored: pd.DataFrame, observed: pd.DataFrame, seen: Seen
) -> Iterator[Issue]:
    """What is withheld from now on was not shown by an earlier release: that cannot be taken back.

    ``observed`` are the observations with nothing withheld, in the order of those that are ``stored``.
    """
    gone = (stored["value"] == "").to_numpy() & observed["value"].notna().to_numpy()
    withheld_before = seen.ever_withheld
    now = [name for name in names_of(stored[gone]) if name not in withheld_before]
    showing = [release for release, figures in seen.visible.items() if not figures.isdisjoint(now)]
    published = [name for name in now if any(name in seen.visible[release] for release in showing)]
    if published:
        readers = "are to see" if seen.to_come.issuperset(showing) else "have seen already"
        message = f'"{measure.id}": {_counted(published)} will be withheld that readers {readers}, such as '
        message += f"{_figure_words(measure, published[0])}; {listed(showing)} "
        message += f"still show{'s' if len(showing) == 1 else ''} what is withheld now"
        yield warning(file, 1, 1, "published-before", message)


def earlier_releases_are_read(folder: str, seen: Seen) -> Iterator[Issue]:
    """Every earlier release can be read: else nobody knows what it withheld."""
    for release, problem in seen.unread.items():
        message = f'release "{release}" cannot be read, so what it withheld may be shown: {problem}'
        yield warning(folder, 1, 1, "earlier-damaged", f"{message}; pcp verify tells more")


def _counted(names: list[FigureName]) -> str:
    return "1 figure" if len(names) == 1 else f"{len(names):,} figures"


def _figure_words(measure: PublishedMeasure, name: FigureName) -> str:
    window, period, area, _, category = name
    of = category or measure.source.area_name(area)
    return f"{of} in {window_in_words(parse_period_id(period, measure.frequency), window)}"
