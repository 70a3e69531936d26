"""The catalogues of what the program says in other languages than English: gettext files, read once.

English is the source: a catalogue has its sentences by those, and what it lacks stays English.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from gettext import c2py
from importlib.resources import files

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LANGUAGES = {"en-GB": "en_GB", "cy": "cy"}  # as pages declare them, with the names of their locales
# In which everything is said; of any other the catalogue holds the frame of pages alone.
COMPLETE = frozenset({"en-GB"})
CATALOGUES = "languages"


# What has forms beside numbers, each by its two in the source; and which of them goes with a number.
Forms = tuple[Mapping[tuple[str, str], tuple[str, ...]], Callable[[int], int]]


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The sentences of a language by those of the source: those that are translated, and are not in doubt."""
    pairs = ((message.id, message.string) for message in _read(language) if message.id and not message.fuzzy)
    return {id: text for id, text in pairs if isinstance(id, str) and isinstance(text, str) and text}


@cache
def plurals(language: str) -> Forms:
    """What has forms beside numbers, where all are translated, and which of them goes with a number."""
    read = _read(language)
    pairs = ((message.id, message.string) for message in read if message.id and not message.fuzzy)
    forms = {
        (id[0], id[1]): tuple(texts)
        for id, texts in pairs
        if isinstance(id, list | tuple) and isinstance(texts, list | tuple) and all(texts)
    }
    return forms, c2py(read.plural_expr)


@cache
def _read(language: str) -> Catalog:
    """The file of a language, without what is no longer said; empty where there is none."""
    locale = LANGUAGES.get(language, language)
    file = files("metrics").joinpath(CATALOGUES, f"{locale}.po")
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return read_po(lines, locale=locale if lines else None, ignore_obsolete=True)
