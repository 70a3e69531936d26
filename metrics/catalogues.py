"""The catalogues of what the program says in other languages than English: gettext files, read once.

English is the source: a catalogue has its sentences by those, and what it lacks stays English.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from babel.messages.pofile import read_po

LANGUAGES = {"en-GB": "en_GB", "cy": "cy"}  # as pages declare them, with the names of their locales
CATALOGUES = "languages"


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The sentences of a language by those of the source: those that are translated, and are not in doubt."""
    file = files("metrics").joinpath(CATALOGUES, f"{LANGUAGES.get(language, language)}.po")
    if not file.is_file():
        return {}
    with file.open("rb") as opened:
        messages = read_po(opened, ignore_obsolete=True)
    pairs = ((message.id, message.string) for message in messages if message.id and not message.fuzzy)
    return {id: text for id, text in pairs if isinstance(id, str) and isinstance(text, str) and text}
