"""Text that only looks like other text: letters of another alphabet, characters that cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from metrics.issues import shortened

# Letters of Cyrillic and Greek that are drawn as Latin ones, and marks that are drawn alike.
_FOREIGN = (
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0423"
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u051d\u04bb\u04cf"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf"
    "\u0131\u2010\u2011\u2012\u2013\u2014\u2212\u2018\u2019\u201c\u201d"
)
_LATIN = "ABESIJKMHOPCTXY" + "aeopcyxijsdqwhl" + "ABEZHIKMNOPTYXo" + "i------''\"\""
_BETWEEN = re.compile(r"(?<!\d)[\s.]+|[\s.]+(?!\d)|[\"']")
_LATIN_TWINS = str.maketrans(_FOREIGN, _LATIN)


def skeleton(text: str) -> str:
    """What a reader sees of a text: case, spaces, invisible characters and alphabets make no difference."""
    plain = unicodedata.normalize("NFKC", text).translate(_LATIN_TWINS)
    seen = "".join(c for c in plain if c.isspace() or not is_unseen(c))
    return " ".join(seen.split()).casefold()


def squeezed(text: str) -> str:
    """A text for finding its twins: spaces, full stops, quotes, ``&`` or "and" make no difference either.

    Between two digits they do: 1.5 is not 15.
    """
    return _BETWEEN.sub("", skeleton(text.replace("&", " and ")))


def is_unseen(character: str) -> bool:
    """Whether a character is a control, a direction mark, of zero width, or no character at all."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn")


def lookalike(text: str, allowed: Iterable[str]) -> str:
    """The clause that ends a message on a text that looks like an allowed one and is not, or nothing."""
    seen = squeezed(text)
    for name in allowed:
        if seen and squeezed(name) == seen:
            return f'; it looks like "{shortened(name)}", but {strangest(text, name)}'
    return ""


def strangest(text: str, declared: str) -> str:
    """The first character beyond plain letters, with its place and name: what an eye cannot tell."""
    for place, character in enumerate(text, start=1):
        if not character.isascii() and character not in declared:
            name = unicodedata.name(character, "no name").capitalize()
            return f"character {place} is U+{ord(character):04X} ({name})"
    return next((words for words, alike in _DIFFERENCES if alike(text) == alike(declared)), _OTHERWISE)


_OTHERWISE = "it is written in other characters"
_DIFFERENCES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("its capital letters differ", str.casefold),
    ("its spaces differ", lambda text: "".join(text.casefold().split())),
    ("a full stop differs", lambda text: "".join(text.casefold().replace(".", "").split())),
    ("its quotes differ", lambda text: re.sub(r"[\"'.\s]", "", text.casefold())),
)
