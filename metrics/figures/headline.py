"""What several measures say together: how many got better or worse, and of how many it cannot be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from metrics.figures.sentences import OUTCOME_WORDS, STATE_WORDS, UNCERTAIN_TO_CALL, VERDICT_WORDS
from metrics.figures.tiles import Tile
from metrics.figures.verdict_sentences import verdict_word

# What is said of one measure and of several, what matters first.
TALLY_WORDS: Mapping[str, tuple[str, str]] = {
    "better": ("got better", "got better"),
    "worse": ("got worse", "got worse"),
    "better-than-last-year": ("is better than a year before", "are better than a year before"),
    "worse-than-last-year": ("is worse than a year before", "are worse than a year before"),
    "not-judged": ("moved and is not judged", "moved and are not judged"),
    "little-change": ("changed little", "changed little"),
    "uncertain": (f"is {UNCERTAIN_TO_CALL}", f"are {UNCERTAIN_TO_CALL}"),
    "not-comparable": ("cannot be compared", "cannot be compared"),
    "not-known": ("has no known change", "have no known change"),
    "no-figure": ("has no figure", "have no figure"),
    "planned": ("is planned", "are planned"),
    "qualitative": ("is reported in words", "are reported in words"),
    "retired": ("is retired", "are retired"),
}
# The same, counted for a reader in a hurry: what changed little and what is too uncertain is one thing.
GLANCE_WORDS: Mapping[str, tuple[str, str]] = {
    "worse": ("got worse", "got worse"),
    "better": ("got better", "got better"),
    "worse-than-last-year": TALLY_WORDS["worse-than-last-year"],
    "better-than-last-year": TALLY_WORDS["better-than-last-year"],
    "not-judged": TALLY_WORDS["not-judged"],
    "no-clear-change": ("shows no clear change", "show no clear change"),
    "not-comparable": TALLY_WORDS["not-comparable"],
    "not-known": TALLY_WORDS["not-known"],
    "no-figure": ("has no newest figure", "have no newest figure"),
}


def headline(tiles: Iterable[Tile]) -> str:
    """``Of 3 measures, 1 got worse, 1 is too uncertain to call and 1 is planned.`` Empty for fewer than two."""
    tally = Counter(map(kind, tiles))
    if tally.total() < 2:
        return ""
    if len(tally) == 1:
        (alike,) = tally
        return f"{'Both' if tally.total() == 2 else f'All {tally.total()}'} measures {TALLY_WORDS[alike][1]}."
    parts = [f"{tally[name]} {words[tally[name] > 1]}" for name, words in TALLY_WORDS.items() if tally[name]]
    listed = " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)
    return f"Of {tally.total()} measures, {listed}."


def kind(tile: Tile) -> str:
    """Which of ``TALLY_WORDS`` a tile counts for: its verdict where it moved, else how it changed, or its state."""
    if tile.measure.status != "published":
        return tile.measure.status
    if tile.latest is None or tile.latest.value is None:
        return "no-figure"
    if tile.judged is None:
        return _unjudged(tile)
    if tile.judged.outcome in ("higher", "lower"):
        return tile.judged.verdict
    if tile.beside is not None and tile.beside.verdict in ("better", "worse"):
        return f"{tile.beside.verdict}-than-last-year"
    return tile.judged.outcome


def _unjudged(tile: Tile) -> str:
    """A figure of which nothing is judged: its change is arithmetic alone, or not known."""
    if tile.change is None or tile.change.difference is None:
        return "not-known"
    return "not-judged" if tile.change.difference else "little-change"


def word(tile: Tile) -> str:
    """The verdict, outcome or state of a tile as a label: ``Worse``, ``Too uncertain to say``, ``Planned``."""
    name = kind(tile)
    if name in STATE_WORDS:
        return STATE_WORDS[name]
    if tile.judged is None:
        return OUTCOME_WORDS["not-known"] if name == "not-known" else VERDICT_WORDS["not-judged"]
    return VERDICT_WORDS[tile.judged.verdict] if name == tile.judged.verdict else verdict_word(tile.judged)


def glance_sentence(tiles: Iterable[Tile]) -> str:
    """``Of 6 measures with figures, 2 got worse, 1 got better and 3 show no clear change.`` Empty without any."""
    kinds = [kind(tile) for tile in tiles if tile.latest is not None]
    tally = Counter(name if name in GLANCE_WORDS else "no-clear-change" for name in kinds)
    parts = [f"{tally[name]} {words[tally[name] > 1]}" for name, words in GLANCE_WORDS.items() if tally[name]]
    if not parts:
        return ""
    listed = " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)
    return f"Of {len(kinds)} measure{'' if len(kinds) == 1 else 's'} with figures, {listed}."
