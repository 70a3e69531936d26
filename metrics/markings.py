"""Protective markings in a text: the words by which an office says that something is not for everybody."""

from __future__ import annotations

import re
import unicodedata

from metrics.file_kinds import ENDINGS

# Between the two words of a marking: OFFICIAL-SENSITIVE, OFFICIAL: SENSITIVE, OFFICIAL (SENSITIVE).
_BETWEEN = r"[ \-\u2010-\u2015\u2212:/_(\[]{0,4}"
_ALONE = r"(?<![^\W_])", r"(?![^\W_])"
# "An official sensitive to the cold" is a person.
_SENSITIVE = re.compile(
    rf"{_ALONE[0]}((?:official|swyddogol){_BETWEEN}sensiti(?:ve|f)|off[- ]?sen){_ALONE[1]}(?! (?:to|about|of)\b)",
    re.IGNORECASE,
)
_LEVEL = r"top[ _-]?secret|secret|restricted|confidential"
_BEFORE = r"(?:(?:uk|nato|eu|strictly|highly|private (?:and|&)) )?"
_CAPITAL_LEVEL = (
    r"T(?:op|OP)[ -]?S(?:ecret|ECRET)|S(?:ecret|ECRET)|R(?:estricted|ESTRICTED)|C(?:onfidential|ONFIDENTIAL)"
)
_DASH = r" [-\u2010-\u2015] "
# All that there is in a text, in small letters too: "Restricted", "(confidential)", "Restricted - policy".
_ALL_OF_IT = re.compile(rf"\W*({_BEFORE}(?:{_LEVEL}))(?:\W*|{_DASH}\w+\W*)", re.IGNORECASE)
# Set apart from what stands beside it, with a capital letter.
_SET_APART = re.compile(
    rf"[(\[](?i:{_BEFORE})({_CAPITAL_LEVEL})(?:{_DASH}\w+)?[)\]]"
    rf"|^\W*(?i:{_BEFORE})({_CAPITAL_LEVEL})(?::|{_DASH})"
    rf"|(?:[:.;|] ?|{_DASH})(?i:{_BEFORE})({_CAPITAL_LEVEL})\W*$"
)
_CALLED_SO = re.compile(
    r"\b(?:marking|classification|marked|classified)(?: as| is)?[ :\-]{1,3}[\"'\u2018\u201c]?"
    rf"({_BEFORE}(?:{_LEVEL})){_ALONE[1]}",
    re.IGNORECASE,
)
_TITLED = re.compile(
    rf"{_ALONE[0]}(Top Secret|Strictly Confidential|Private (?:and|&) Confidential){_ALONE[1]}"
)
# In capitals among words that are not.
_SHOUTED = re.compile(
    rf"(?<!NOT )(?<!NON-){_ALONE[0]}(TOP[ -]?SECRET|SECRET|RESTRICTED|CONFIDENTIAL){_ALONE[1]}"
)
# In capitals among others: "RESTRICTED MOBILITY" is a heading, "PCD 1 RESTRICTED" is marked.
_AMONG_CAPITALS = re.compile(
    rf"{_SHOUTED.pattern}(?! (?!(?:FOR|UNTIL|WHEN|ONCE|UK|DRAFT|DOCUMENT|ONLY|NOT|DO){_ALONE[1]})[A-Z])"
    rf"|{_ALONE[0]}(TOP[ -]?SECRET){_ALONE[1]}"
)
_LAST_OF_A_NAME = re.compile(rf"(?:^|[ -])({_LEVEL})$", re.IGNORECASE)


def marking_in(text: str) -> str:
    """The protective marking that stands in a text, as it is written there; nothing where there is none.

    The levels are those of the Government Security Classifications, and of the scheme before them. Their words
    are markings in capitals, alone or set apart: "restricted mobility" and "official statistics" are none.
    """
    plain = plain_text(text)
    match = _SENSITIVE.search(plain) or _ALL_OF_IT.fullmatch(plain)
    for pattern in (_SET_APART, _CALLED_SO, _TITLED):
        match = match or pattern.search(plain)
    if match is None:
        match = (_AMONG_CAPITALS if plain == plain.upper() else _SHOUTED).search(plain)
    return "" if match is None else next(group for group in match.groups() if group)


def marking_in_name(name: str) -> str:
    """The same of the name of a file: what it ends with is a marking in small letters too."""
    ending = next((ending for ending in ENDINGS if name.lower().endswith(ending)), "")
    words = " ".join(re.sub(r"[_.]+", " ", name.removesuffix(name[len(name) - len(ending) :])).split())
    match = _LAST_OF_A_NAME.search(words)
    return marking_in(words) or ("" if match is None else match[1])


def plain_text(text: str) -> str:
    """A text as a reader sees it: nothing invisible in it, one kind of space, and wide letters as narrow ones."""
    normal = unicodedata.normalize("NFKC", text)
    seen = "".join(c for c in normal if c.isspace() or unicodedata.category(c) not in ("Cf", "Cc", "Mn"))
    return " ".join(seen.split())
