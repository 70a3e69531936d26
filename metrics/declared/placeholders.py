"""What stands where an analyst has still to write: what `pcp new-measure` puts there, and what people put."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

OPEN = "?"  # a value that only a person can decide
CAVEAT = "Write here what readers must know before they quote the figure."
PUBLISHER = "The publisher of the data"
DATA_SET = "The name of the data set"
DATA_SET_LINK = "https://example.org/where-readers-find-the-data-set"
SHARE = "of those asked"
SUBJECT = "what the figure is"
SINGULAR = "one of what is counted"
PLURAL = "several of what is counted"

# What each stands for while a form is tried out.
_IN_PLACE = {
    CAVEAT: "A caveat.",
    PUBLISHER: "A publisher",
    DATA_SET: "A data set",
    DATA_SET_LINK: "https://www.gov.uk/a-data-set",
    SHARE: "of people",
    SUBJECT: "cost of cases",
    SINGULAR: "case",
    PLURAL: "cases",
}
_PART = re.compile(r"\b(tbc|tbd|tba|to be confirmed|lorem ipsum)\b|\?\?\?|<[a-z ]+>", re.IGNORECASE)
# Names that are kept free for examples, and that nobody's site will ever have (RFC 2606 and RFC 6761).
_NOBODYS = re.compile(r"(.+\.)?(example\.(com|net|org)|example|test|invalid|localhost)")
_CASE_OF = re.compile(r"cases? of (.+)")


def is_placeholder(text: str) -> bool:
    """Whether a text is what `pcp new-measure` wrote for somebody to replace."""
    return text.strip() in _IN_PLACE


def unwritten(text: str) -> str:
    """The part of a text that was to be filled in later, or nothing."""
    if is_placeholder(text):
        return text.strip()
    match = _PART.search(text)
    return match[0] if match else ""


def nobodys_site(link: str) -> str:
    """The host of a link where it is one that is kept free for examples; else nothing."""
    host = (urlsplit(link).hostname or "").rstrip(".")
    return host if _NOBODYS.fullmatch(host) else ""


def is_made_of_id(noun: str, measure_id: str) -> bool:
    """Whether a noun is an id that was put into a sentence: "case of m knife" of m-knife, which is no English."""
    match, parts = _CASE_OF.fullmatch(noun.strip().casefold()), measure_id.split("-")
    return match is not None and match[1].split() == parts and any(len(part) == 1 for part in parts)


def filled(text: str) -> str:
    """The text of a declaration with something in the place of each placeholder, to be tried out."""
    for placeholder, words in _IN_PLACE.items():
        text = text.replace(placeholder, words)
    return text
