"""What the program says, in the language of the site and with its own words for its areas: the one place for both.

A sentence is written as a template, in English: ``"{Districts} beside {region}"``. ``say`` looks for it in the
catalogue of the language in force, and fills in the words of the areas in force and whatever else it names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from math import ceil
from typing import Any

from metrics.catalogues import COMPLETE, catalogue, plurals
from metrics.territory import Territory, territory

SOURCE = "en-GB"
# Letters whose names begin with a vowel: "an NHS board".
_VOWELS, _SPELT_WITH_A_VOWEL = "AEIOU", "AEFHILMNORSX"
# How words begin that sound otherwise than they are spelt: "a unitary authority", "an honorary district".
_NO_VOWEL = re.compile(r"uni(?!n|m)|eu|ewe|on(e|ce)\b|us[eu]|uti|ubi", re.IGNORECASE)
_SILENT_H = re.compile(r"hono|hour|heir|honest", re.IGNORECASE)

_language: ContextVar[str] = ContextVar("language", default=SOURCE)


def language() -> str:
    """The language in force, as pages declare theirs: ``en-GB``, ``cy``."""
    return _language.get()


@contextmanager
def spoken(own: str) -> Iterator[None]:
    """Sets the language in force for what runs inside, in this thread and task alone."""
    token = _language.set(own)
    try:
        yield
    finally:
        _language.reset(token)


def of_sentences(own: str) -> str:
    """The language in which a site of a language says all that stands inside its frame.

    English, as long as the catalogue has the frame alone: a sentence is never half in one and half in another.
    """
    return own if own in COMPLETE else SOURCE


def say(template: str, /, **values: object) -> str:
    """A sentence of the program, filled in as ``str.format`` does. Raises KeyError where a value is missing."""
    return catalogue(_language.get()).get(template, template).format_map(_Values(values))


def say_count(single: str, several: str, number: float, /, **values: object) -> str:
    """A sentence that has another form beside 1, in some languages beside more numbers; filled in as by ``say``.

    Raises KeyError where a value is missing.
    """
    forms, which = plurals(_language.get())
    translated = forms.get((single, several))
    if translated is None:
        return (single if number == 1 else several).format_map(_Values(values))
    return translated[which(ceil(abs(number)))].format_map(_Values(values))


class _Values(dict[str, object]):
    """What a template names: its own values, and the words of the areas in force."""

    def __missing__(self, name: str) -> str:
        return _own_words(territory(), _language.get())[name]


def remembered(words: Callable[[Any], str]) -> Callable[[Hashable], str]:
    """Remembers what a function says of each subject, for each language."""

    @cache
    def in_language(_own: str, subject: Hashable) -> str:
        return words(subject)

    @wraps(words)
    def remembering(subject: Hashable) -> str:
        return in_language(language(), subject)

    return remembering


@cache
def _own_words(own: Territory, _of_language: str) -> Mapping[str, str]:
    """What a site calls its areas in a language, by the names that templates have for that."""
    words, region = own.words, own.region.name
    names = {
        "region": region,
        "region’s": say("{name}’" if region.endswith("s") else "{name}’s", name=region),
        "region's": say("{name}'" if region.endswith("s") else "{name}'s", name=region),
        "force": own.own_force[0] if own.own_force else say("police force"),
        "outside": listed_words(
            [own.districts[code].full_name or own.districts[code].name for code in own.outside]
        ),
        "district": words.district,
        "districts": words.districts,
        "a district": _with_article(words.district),
        "division": words.division,
        "divisions": words.divisions,
        "a division": _with_article(words.division),
        "division in full": _singular(words.divisions_in_full) or words.division,
        "divisions in full": words.divisions_in_full or words.divisions,
    }
    return names | {upper_first(name): upper_first(text) for name, text in names.items()}


def _singular(plural: str) -> str:
    return f"{plural[:-3]}y" if plural.endswith("ies") else plural.removesuffix("s")


def _with_article(noun: str) -> str:
    """``a district``, ``an area``, ``a unitary authority``, ``an LPA``: by its sound, or its letters."""
    if noun[:2].isupper():
        vowel = noun[:1] in _SPELT_WITH_A_VOWEL
    else:
        vowel = _SILENT_H.match(noun) is not None or (
            noun[:1].upper() in _VOWELS and _NO_VOWEL.match(noun) is None
        )
    return say("an {noun}" if vowel else "a {noun}", noun=noun)


def listed_words(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(names) < 2:
        return "".join(names)
    return say("{parts} and {last}", parts=", ".join(names[:-1]), last=names[-1])


def upper_first(text: str) -> str:
    """A text with its first letter in capital."""
    return text[:1].upper() + text[1:]
