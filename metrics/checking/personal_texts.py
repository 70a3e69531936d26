"""A file of words that is stored and public: none of its texts points at a person, in cells or beside them"""

from __future__ import annotations

import re
from collections.abc import Iterator

from metrics.checking.personal import called_personal
from metrics.declared.published_file import PublishedFile
from metrics.issues import Issue
from metrics.reading.public_texts import Place, judged_cells, texts_beside_cells

HELD = "this looks like {kind}; ask for a file without it: it is stored as it came, and is public"
IN_WORDS = "this looks like an e-mail address in words, and what is stored is public; is it a person's?"
# "jo (at) example.org", "jo.smith at example.org", "jo at example dot org".
_AT_IN_WORDS = re.compile(
    r"\w ?[\[({<] ?at ?[\])}>] ?[\w-]+ ?(?:\.|[\[({<] ?dot ?[\])}>]| dot )"
    r"|[^\W\d_]{1,40}[._][^\W\d_]{1,40} at [\w-]{1,63}\.[^\W\d_]"
    r"|\w at [\w-]{1,63} dot [^\W\d_]",
    re.IGNORECASE,
)


def personal_texts(
    data: bytes, source: PublishedFile, file: str, *, is_of_amounts: bool = False
) -> Iterator[Issue]:
    """Each text that points at a person, or at how one is reached; an error each. The text is not repeated.

    An address of mail that is written in words is a question. Beside the cells each place is told once; in a file
    of amounts what stands there is how an office is reached, more often than not, so that it is a question too.
    Nothing of a file that cannot be read.
    """
    in_cells = False
    for place, text, kind in judged_cells(data, source, file, called_personal):
        if kind:
            in_cells = True
            yield place.issue(file, "error", "personal-data", HELD.format(kind=kind))
        elif may_be_in_words(text):
            yield place.issue(file, "warning", "contact", IN_WORDS)
    yield from () if in_cells else _beside(data, file, is_of_amounts)


def may_be_in_words(text: str) -> bool:
    """Whether a text seems to hold an e-mail address with "at" in words."""
    return _AT_IN_WORDS.search(text) is not None


def _beside(data: bytes, file: str, is_of_amounts: bool) -> Iterator[Issue]:
    seen = set[Place]()
    for place, words in texts_beside_cells(data, file):
        kind = "" if place in seen else called_personal(words)
        if kind == "" or (kind not in ADDRESSES and not place.sheet):
            continue
        seen.add(place)
        if is_of_amounts:
            message = f"this looks like {kind}, and what is stored is public; is it how an office is reached?"
            yield place.issue(file, "warning", "contact", message)
        else:
            yield place.issue(file, "error", "personal-data", HELD.format(kind=kind))


# What a part of a workbook that is no note holds of numbers is the program's: versions, counts, ids.
ADDRESSES = frozenset({"an e-mail address"})
