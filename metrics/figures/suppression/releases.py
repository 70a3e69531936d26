"""What earlier releases told of a measure's figures, and what readers who keep them all take for unchanged.

They take what two releases withhold for the same figure in both. So a table that they could take for the newest
needs one beside it for each release before: the same in what that release withheld, and with all that it showed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.periods import Window, period_id

# The name of one figure: its window, the id of its period, its area, dimension and category.
FigureName = tuple[Window, str, str, str, str]
Names = frozenset[FigureName]
Text = tuple[str, str]  # a value and its base, as they are stored
States = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]

# What a release before makes of a figure for who has it: nothing, or that it is not another figure there than it
# was shown, or that it is the same there as now because both withhold it, or that it is as it was shown there.
NEW, FIXED, TWICE, SAME = range(4)


@dataclass(frozen=True)
class Seen:
    """What readers may know of a measure from earlier releases, by those that have figures of it.

    ``visible`` are the figures that each showed, and ``withheld`` what it withheld. ``unread`` tells of releases
    that cannot be read why they cannot. ``texts`` are the value and the base of what was shown, as they were
    stored. ``to_come`` are releases that are scheduled for later. ``revised`` are the figures that each showed
    otherwise than they are now; they are none of the visible. ``order`` are the ids of releases, the oldest first.
    """

    visible: Mapping[str, Names] = field(default_factory=dict)
    withheld: Mapping[str, Names] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Mapping[FigureName, Text]] = field(default_factory=dict)
    to_come: frozenset[str] = frozenset()
    revised: Mapping[str, Names] = field(default_factory=dict)
    order: tuple[str, ...] = ()

    @property
    def releases(self) -> list[str]:
        """The releases that have figures of the measure, in their order."""
        having = {**self.visible, **self.withheld, **self.revised}
        return [release for release in dict.fromkeys((*self.order, *having)) if release in having]

    @property
    def ever_withheld(self) -> Names:
        """What any release withheld."""
        return frozenset[FigureName]().union(*self.withheld.values())

    @property
    def ever_visible(self) -> Names:
        """What any release showed as it is now, or as nobody knows."""
        return frozenset[FigureName]().union(*self.visible.values())

    def unrevised(self, stored: pd.DataFrame) -> Seen:
        """The same, with the figures apart that ``stored`` has otherwise: nobody has seen those as they are.

        ``stored`` are observations as text. What was shown of a figure whose text is not known counts as seen.
        """
        now = dict(zip(names_of(stored), zip(stored["value"], stored["base"], strict=True), strict=True))
        revised = {
            release: frozenset(name for name, text in texts.items() if name in now and now[name] != text)
            for release, texts in self.texts.items()
        }
        visible = {
            release: names - revised.get(release, frozenset()) for release, names in self.visible.items()
        }
        return replace(self, visible=visible, revised=revised)

    def beside(self, other: Seen) -> Seen:
        """What both told together, of one measure that had another id in some of the releases."""
        return Seen(
            visible=_together(self.visible, other.visible),
            withheld=_together(self.withheld, other.withheld),
            unread={**self.unread, **other.unread},
            texts={
                release: {**other.texts.get(release, {}), **self.texts.get(release, {})}
                for release in {**other.texts, **self.texts}
            },
            to_come=self.to_come | other.to_come,
            revised=_together(self.revised, other.revised),
            order=self.order or other.order,
        )


def _together(these: Mapping[str, Names], those: Mapping[str, Names]) -> dict[str, Names]:
    nothing = frozenset[FigureName]()
    return {
        release: these.get(release, nothing) | those.get(release, nothing) for release in {**those, **these}
    }


def names_of(observed: pd.DataFrame) -> list[FigureName]:
    """The names of observations, whose periods are periods or the ids of them."""
    periods = observed["period"]
    ids = {period: period if isinstance(period, str) else period_id(period) for period in periods.unique()}
    parts = (observed[part] for part in ("area", "dimension", "category"))
    return list(zip(observed["window"], periods.map(ids), *parts, strict=True))


def states(names: Sequence[FigureName], is_known: Flags, seen: Seen) -> States:
    """What each release makes of each figure, as NEW, FIXED, TWICE and SAME: by release and figure.

    A figure that is in no release of its period is fixed in it: nothing of it was counted there. So it is not
    where a series has ended that was withheld, which may be the same under another name; nor where it ``is_known``
    neither then nor now.
    """
    rows = [list(_states_in(release, names, is_known, seen)) for release in seen.releases]
    return np.array(rows, dtype=np.int8).reshape(len(rows), len(names))


def _states_in(release: str, names: Sequence[FigureName], is_known: Flags, seen: Seen) -> Iterator[int]:
    nothing = frozenset[FigureName]()
    visible, withheld, revised = (
        part.get(release, nothing) for part in (seen.visible, seen.withheld, seen.revised)
    )
    covered = {name[:2] for part in (visible, withheld, revised) for name in part}
    ended = {_place(name) for name in withheld.difference(names) if name[3]}
    for name, has_value in zip(names, is_known, strict=True):
        if name in withheld:
            yield TWICE
        elif name in visible:
            yield SAME
        elif name in revised:
            yield FIXED
        elif name[:2] not in covered or (has_value and _place(name) in ended):
            yield NEW
        else:
            yield FIXED if has_value else TWICE


def _place(name: FigureName) -> tuple[str, str, str]:
    """Where a series would have another name: in its window and period, in the same breakdown."""
    window, period, _, dimension, _ = name
    return window, period, dimension


def blocks(
    on_grid: Callable[[Flags], Flags], of_releases: States, rest: Callable[[Flags], Flags]
) -> list[Flags]:
    """Sets of figures of which none may move, so that whatever else moves is thinkable beside all releases.

    What moves in a table must not, of any release, be both withheld by it and fixed in it: a figure that the
    release withheld moves there as well, and what was shown there could not go along. So either what is fixed in a
    release may not move, or what was withheld by it; the sets are those for which the first holds from some
    release on, and the second of all before: what a release was the first to withhold moves together.

    ``on_grid`` puts flags of figures at their places; ``rest`` flags what is in no area in the periods that a
    release covers, which is withheld by all.
    """
    fixed = [on_grid(of_release == FIXED) for of_release in of_releases]
    twice = [on_grid(of_release == TWICE) | rest(of_release != NEW) for of_release in of_releases]
    sets: list[Flags] = []
    for first in range(len(fixed) + 1):
        withheld = np.logical_or.reduce(twice[:first])
        if (
            0 < first < len(fixed)
            and not (np.logical_or.reduce(fixed[:first]) & twice[first] & ~withheld).any()
        ):
            continue
        blocked = withheld | np.logical_or.reduce(fixed[first:])
        if not any(np.array_equal(blocked, other) for other in sets):
            sets.append(blocked)
    return sets
