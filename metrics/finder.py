"""The area that a reader means by what they typed: half a name, a slip, another spelling."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from metrics.areas import area_code, areas, divisions
from metrics.spelling import sound, words_of
from metrics.territory import Territory, territory

# Words that tell no area from another, beside those of what areas are; a name made of these alone keeps them.
FILLERS = frozenset({"the", "of", "and", "upon", "royal", "council"})
MOST_TERRITORIES = 8  # whose names are kept at hand
LEAST_LETTERS = 3  # of a word's start that stand for the word
NEAR, CLEAR = 0.68, 0.75  # how alike a name must be to be a guess, and to be what was meant
BY_A_LENGTH = 0.04  # how much nearer than the next one must be
MOST_GUESSES = 4


@dataclass(frozen=True)
class AreaMatch:
    """What a text may mean: the code of one area when that is clear, and the codes of others, nearest first."""

    clear: str | None = None
    near: tuple[str, ...] = ()
    exact: bool = False


def search(text: str) -> AreaMatch:
    """The area that a text means: a code, a name or an alias in full, the start of its words, or a near miss."""
    if (code := exact_area(text)) is not None:
        return AreaMatch(code, exact=True)
    words = _words(text)
    if not words:
        return AreaMatch()
    likeness = {
        code: max(_likeness(words, name) for name in names) for code, names in _names(territory()).items()
    }
    ranked = sorted((code for code in likeness if likeness[code] >= NEAR), key=lambda code: -likeness[code])
    near = tuple(ranked[:MOST_GUESSES])
    return (
        AreaMatch(near[0], near[1:]) if _is_clear([likeness[code] for code in near]) else AreaMatch(near=near)
    )


def exact_area(text: str) -> str | None:
    """The code of the area whose code, slug, name or alias a text is, whatever its case; None for any other."""
    if text.strip().upper() in areas():
        return text.strip().upper()
    return _exact(territory()).get(sound(text))


def addressed_area(text: str) -> str | None:
    """The code of the region or the district that an address, or a name in one, means; None for any other.

    What may stand around a name, such as the kind of a district, makes no difference.
    """
    code = exact_area(text) or area_code(text) or area_code(sound(text))
    return None if code in divisions() else code


def _is_clear(likeness: list[float]) -> bool:
    """Whether the first is near enough, and by a length nearer than the second."""
    first, second = [*likeness, 0.0, 0.0][:2]
    return first >= CLEAR and first - second >= BY_A_LENGTH


def _likeness(words: tuple[str, ...], name: tuple[str, ...]) -> float:
    """From 0 to 1: all its words, then some of them or their starts, then how many letters are alike."""
    if words == name:
        return 1.0
    if all(_begins(word, name) for word in words):
        return 0.95
    by_name = _alike("".join(words), "".join(name))
    by_word = sum(max(_alike(word, part) for part in name) for word in words) / len(words)
    shared = NEAR if set(words) & set(name) else 0.0
    return max(0.92 * by_name, 0.92 * by_word - 0.03, shared)


def _begins(word: str, name: Iterable[str]) -> bool:
    return any(part == word or (len(word) >= LEAST_LETTERS and part.startswith(word)) for part in name)


def _alike(text: str, other: str) -> float:
    return difflib.SequenceMatcher(None, text, other).ratio()


def _words(text: str) -> tuple[str, ...]:
    words, fillers = words_of(text[:200]), _fillers(territory())
    return tuple(word for word in words if word not in fillers) or tuple(words)


@lru_cache(MOST_TERRITORIES)
def _fillers(own: Territory) -> frozenset[str]:
    """The words of its areas are among them, and what stands around their names."""
    words = own.words
    names = (own.region.name, words.district, words.division, *words.titles)
    return FILLERS.union(*map(words_of, names))


def _spelled(own: Territory) -> Mapping[str, tuple[str, ...]]:
    return {
        code: (area.name, area.slug, *area.aliases, *area.searched_as) for code, area in own.areas.items()
    }


@lru_cache(MOST_TERRITORIES)
def _names(own: Territory) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    return {code: tuple(_words(name) for name in names) for code, names in _spelled(own).items()}


@lru_cache(MOST_TERRITORIES)
def _exact(own: Territory) -> Mapping[str, str]:
    return {sound(name): code for code, names in _spelled(own).items() for name in names}
