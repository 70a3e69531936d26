"""What several measures say together: how many got better or worse, and of how many it cannot be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from metrics.figures.sentences import OUTCOME_WORDS, STATE_WORDS, UNCERTAIN_TO_CALL, VERDICT_WORDS
from metrics.figures.tiles import Tile
from metrics.figures.verdict_sentences import verdict_word
from metrics.language import listed_words, say, say_count

# What is said of one measure and of several, what matters first.
TALLY_WORDS: Mapping[str, tuple[str, str]] = {
    "better": ("{number} got better", "{number} got better"),
    "worse": ("{number} got worse", "{number} got worse"),
    "better-than-last-year": (
        "{number} is better than a year before",
        "{number} are better than a year before",
    ),
    "worse-than-last-year": ("{number} is worse than a year before", "{number} are worse than a year before"),
    "not-judged": ("{number} moved and is not judged", "{number} moved and are not judged"),
    "little-change": ("{number} changed little", "{number} changed little"),
    "uncertain": (f"{{number}} is {UNCERTAIN_TO_CALL}", f"{{number}} are {UNCERTAIN_TO_CALL}"),
    "not-comparable": ("{number} cannot be compared", "{number} cannot be compared"),
    "not-known": ("{number} has no known change", "{number} have no known change"),
    "no-figure": ("{number} has no figure", "{number} have no figure"),
    "planned": ("{number} is planned", "{number} are planned"),
    "qualitative": ("{number} is reported in words", "{number} are reported in words"),
    "retired": ("{number} is retired", "{number} are retired"),
}
# The same, counted for a reader in a hurry: what changed little and what is too uncertain is one thing.
GLANCE_WORDS: Mapping[str, tuple[str, str]] = {
    "worse": TALLY_WORDS["worse"],
    "better": TALLY_WORDS["better"],
    "worse-than-last-year": TALLY_WORDS["worse-than-last-year"],
    "better-than-last-year": TALLY_WORDS["better-than-last-year"],
    "not-judged": TALLY_WORDS["not-judged"],
    "no-clear-change": ("{number} shows no clear change", "{number} show no clear change"),
    "not-comparable": TALLY_WORDS["not-comparable"],
    "not-known": TALLY_WORDS["not-known"],
    "no-figure": ("{number} has no newest figure", "{number} have no newest figure"),
}
# Where all measures are alike: what is said of two, and of more.
ALIKE_WORDS: Mapping[str, tuple[str, str]] = {
    "better": ("Both measures got better.", "All {number} measures got better."),
    "worse": ("Both measures got worse.", "All {number} measures got worse."),
    "better-than-last-year": (
        "Both measures are better than a year before.",
        "All {number} measures are better than a year before.",
    ),
    "worse-than-last-year": (
        "Both measures are worse than a year before.",
        "All {number} measures are worse than a year before.",
    ),
    "not-judged": (
        "Both measures moved and are not judged.",
        "All {number} measures moved and are not judged.",
    ),
    "little-change": ("Both measures changed little.", "All {number} measures changed little."),
    "uncertain": (
        f"Both measures are {UNCERTAIN_TO_CALL}.",
        f"All {{number}} measures are {UNCERTAIN_TO_CALL}.",
    ),
    "not-comparable": ("Both measures cannot be compared.", "All {number} measures cannot be compared."),
    "not-known": ("Both measures have no known change.", "All {number} measures have no known change."),
    "no-figure": ("Both measures have no figure.", "All {number} measures have no figure."),
    "planned": ("Both measures are planned.", "All {number} measures are planned."),
    "qualitative": ("Both measures are reported in words.", "All {number} measures are reported in words."),
    "retired": ("Both measures are retired.", "All {number} measures are retired."),
}


def headline(tiles: Iterable[Tile]) -> str:
    """``Of 3 measures, 1 got worse, 1 is too uncertain to call and 1 is planned.`` Empty for fewer than two."""
    tally = Counter(map(kind, tiles))
    if tally.total() < 2:
        return ""
    if len(tally) == 1:
        (alike,) = tally
        return say(ALIKE_WORDS[alike][tally.total() > 2], number=tally.total())
    parts = [
        say_count(*TALLY_WORDS[name], tally[name], number=tally[name]) for name in TALLY_WORDS if tally[name]
    ]
    return say("Of {number} measures, {listed}.", number=tally.total(), listed=listed_words(parts))


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
        return say(STATE_WORDS[name])
    if tile.judged is None:
        return say(OUTCOME_WORDS["not-known"] if name == "not-known" else VERDICT_WORDS["not-judged"])
    return (
        say(VERDICT_WORDS[tile.judged.verdict]) if name == tile.judged.verdict else verdict_word(tile.judged)
    )


def glance_sentence(tiles: Iterable[Tile]) -> str:
    """``Of 6 measures with figures, 2 got worse, 1 got better and 3 show no clear change.`` Empty without any."""
    kinds = [kind(tile) for tile in tiles if tile.latest is not None]
    tally = Counter(name if name in GLANCE_WORDS else "no-clear-change" for name in kinds)
    parts = [
        say_count(*GLANCE_WORDS[name], tally[name], number=tally[name])
        for name in GLANCE_WORDS
        if tally[name]
    ]
    if not parts:
        return ""
    single, several = (
        "Of {number} measure with figures, {listed}.",
        "Of {number} measures with figures, {listed}.",
    )
    return say_count(single, several, len(kinds), number=len(kinds), listed=listed_words(parts))
