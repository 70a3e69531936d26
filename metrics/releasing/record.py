"""How often firm words stood: what releases said of the region, held against the figures that came later.

A word is firm where a tile says better or worse, or higher or lower of a measure that is not judged. It is worked
out again by the rule of its own release: the same measure and periods, judged as was declared then, with the
figures and the breaks of a later release.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.breaks import break_between
from metrics.figures.change import Change, OutcomeOfChange, compare
from metrics.figures.dispersion import dispersion
from metrics.figures.release import NO_DATA, Release
from metrics.figures.series import Key, MeasureData
from metrics.figures.tiles import Tile
from metrics.periods import UK

Standing = Literal["stood", "uncertain", "turned", "untested", "not-looked-up", "waiting"]
Obstacle = Literal["measure", "periods", "break"]
STANDINGS: tuple[Standing, ...] = ("stood", "uncertain", "turned", "untested", "not-looked-up", "waiting")
FIRM: tuple[OutcomeOfChange, ...] = ("higher", "lower")
# Where the figures that a word is weighed by are gone, it can be neither confirmed nor doubted.
LACKING = ("too-short", "no-base", "unweighed")


@dataclass(frozen=True)
class FirmWord:
    """A firm word on a release's tile of the region: the measure as it was declared then, and what was judged."""

    release_id: str
    measure: PublishedMeasure
    change: Change

    def called_now(self, names: Mapping[str, str]) -> FirmWord:
        """The same word of its measure by the id that it has now; ``names`` gives it by its former id."""
        new = names.get(self.measure.id)
        return self if new is None else replace(self, measure=self.measure.model_copy(update={"id": new}))

    @property
    def claim(self) -> tuple[object, ...]:
        """What it says of what: two words of the same claim are the same word, said again."""
        compared = self.change.comparison
        sides = (compared.window, compared.later, compared.earlier)
        return (self.measure.id, self.change.basis.id, *sides, self.change.outcome)


@dataclass(frozen=True)
class Recheck:
    """A firm word, and how it stands by later figures: untested where none of those that it compares has changed.

    ``release_id`` is the release whose figures were taken, and ``change`` what they say; ``obstacle`` is why a word
    cannot be looked up. A word that no release has followed yet is waiting, and has none of them.
    """

    word: FirmWord
    standing: Standing
    release_id: str = ""
    change: Change | None = None
    obstacle: Obstacle | None = None

    @property
    def is_revised(self) -> bool:
        """Whether a figure that the word rests on is another now."""
        return self.change is not None and _is_revised(self.word.change, self.change)


@dataclass(frozen=True)
class Record:
    """The firm words of releases, oldest first, and how they stand."""

    rechecks: tuple[Recheck, ...] = ()

    def of(self, *standings: Standing) -> tuple[Recheck, ...]:
        """Those that stand in one of several ways."""
        return tuple(recheck for recheck in self.rechecks if recheck.standing in standings)

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many stand in which way."""
        return {standing: len(self.of(standing)) for standing in STANDINGS}


def firm_words(release: Release) -> tuple[FirmWord, ...]:
    """The firm words on a release's tiles of the region, in the order of its measures."""
    day = release.published_at.astimezone(UK).date()
    tiles = (release.tile(measure.id, day) for measure in release.config.published())
    return tuple(word for tile in tiles for word in _firm_word(release.id, tile))


def _firm_word(release_id: str, tile: Tile) -> Iterator[FirmWord]:
    """The word that is judged; where none could be, that on a year before, which stands in its place."""
    changes = [change for change in (tile.judged, tile.beside) if change is not None]
    firm = [change for change in changes if change.outcome in FIRM]
    if firm and isinstance(tile.measure, PublishedMeasure):
        yield FirmWord(release_id, tile.measure, firm[0])


def record(words: Iterable[FirmWord], later: Callable[[str], Iterable[Release]]) -> Record:
    """How firm words stand, given oldest first. A word that a release only says again counts once.

    ``later`` gives the releases that came after one (an id), newest first.
    """
    first: dict[tuple[object, ...], FirmWord] = {}
    for word in words:
        first.setdefault(word.claim, word)
    return Record(tuple(recheck(word, later(word.release_id)) for word in first.values()))


def recheck(word: FirmWord, later: Iterable[Release]) -> Recheck:
    """A word by the first of some later releases that holds its measure and its periods."""
    nearest: Recheck | None = None
    for release in later:
        checked = _recheck_by(word, release)
        if checked.obstacle not in ("measure", "periods"):
            return checked
        nearest = nearest or checked
    return nearest or Recheck(word, "waiting")


def _recheck_by(word: FirmWord, release: Release) -> Recheck:
    measure = _same_measure(word.measure, release)
    if measure is None:
        return Recheck(word, "not-looked-up", release.id, obstacle="measure")
    change = _compared_again(word, measure, release.data.get(measure.id, NO_DATA))
    if change is None or change.outcome == "not-known" or change.reason in LACKING:
        return Recheck(word, "not-looked-up", release.id, obstacle="periods")
    if change.outcome == "not-comparable":
        return Recheck(word, "not-looked-up", release.id, change, "break")
    return Recheck(word, _standing(word.change, change), release.id, change)


def _same_measure(measure: PublishedMeasure, release: Release) -> PublishedMeasure | None:
    """The measure as a later release declares it; None where it has no such figures any more."""
    for declared in release.config.published():
        same = declared.unit == measure.unit and declared.number_kind == measure.number_kind
        if same and (declared.id, declared.frequency) == (measure.id, measure.frequency):
            return declared
    return None


def _compared_again(word: FirmWord, later: PublishedMeasure, data: MeasureData) -> Change | None:
    """The same comparison by the same rule, with later figures and the breaks that are declared beside them."""
    compared, breaks = word.change.comparison, later.breaks
    first, last = compared.earlier_months[0], compared.later_months[1]
    crossed = break_between(breaks, later.frequency, first, last)
    rule = word.measure.model_copy(update={"breaks": breaks})
    moves = dispersion(rule, data.get(Key("single", region_code())), compared.later[-1])
    again = replace(compared, crossed=crossed)
    return compare(rule, data.get(Key(compared.window, region_code())), again, region_code(), moves)


def _standing(then: Change, now: Change) -> Standing:
    if now.outcome not in FIRM:
        return "uncertain"
    if now.outcome != then.outcome:
        return "turned"
    return "stood" if _is_revised(then, now) else "untested"


def _is_revised(then: Change, now: Change) -> bool:
    return (then.earlier.value, then.later.value) != (now.earlier.value, now.later.value)
