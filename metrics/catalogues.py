"""The catalogues of what the program says in other languages than English: gettext files, read once.

English is the source: a catalogue has its sentences by those, and what it lacks stays English.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from babel.messages.pofile import read_po

LANGUAGES = {"en-GB": "en_GB", "cy": "cy"}  # as pages declare them, with the names of their locales
# In which everything is said; of any other the catalogue holds the frame of pages alone.
COMPLETE = frozenset({"en-GB"})
CATALOGUES = "languages"


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The sentences of a language by those of the source: those that are translated, and are not in doubt."""
    file = files("metrics").joinpath(CATALOGUES, f"{LANGUAGES.get(language, language)}.po")
    if not file.is_file():
        return {}
    messages = read_po(file.read_text(encoding="utf-8").splitlines(), ignore_obsolete=True)
    pairs = ((message.id, message.string) for message in messages if message.id and not message.fuzzy)
    return {id: text for id, text in pairs if isinstance(id, str) and isinstance(text, str) and text}
