"""Which section of docs/checks.md explains what is wrong with a drop."""

from __future__ import annotations

GUIDE = "docs/checks.md"
SECTIONS = {
    "the-file": "no-drop missing-file several-files same-file bad-name not-a-file unreadable too-large wrong-type "
    "stale-copy",
    "the-encoding": "encoding cut-off",
    "the-shape": "empty-file no-header only-header merge-conflict csv-syntax delimiter title-lines footnote "
    "blank-row ragged-row repeated-header",
    "the-header": "missing-column ambiguous-column duplicate-column blank-column look-alike unknown-column "
    "no-periods personal-data",
    "the-cells": "bad-number bad-base bad-mark empty-cell negative not-whole over-100 bad-period unknown-area "
    "city-of-london unknown-category total-row no-rows hostile-text",
    "across-rows": "duplicate-row undeclared-break files-disagree missing-combination no-london london-twice "
    "no-headline no-borough gap future-period year-early periods-disagree wrong-scale above-most break-before-data",
    "plausibility": "unusual parts-differ total-falls base-zero history-rewritten older-than-current "
    "current-damaged published-before withheld-before earlier-damaged",
    "before-a-release": "no-note no-next-update past-next-update no-caveats",
}
_SECTION_OF = {code: section for section, codes in SECTIONS.items() for code in codes.split()}
# What is said of a whole file, a drop or a release, and of no place in it.
OF_NO_PLACE = {
    *SECTIONS["the-file"].split(),
    *SECTIONS["before-a-release"].split(),
    *("missing-column", "no-headline", "no-london"),
    *("history-rewritten", "older-than-current", "current-damaged"),
    *("published-before", "withheld-before", "earlier-damaged"),
}


def section_of(code: str) -> str:
    """The section on a code: ``docs/checks.md#the-cells``; nothing for a code that no drop gives."""
    section = _SECTION_OF.get(code)
    return f"{GUIDE}#{section}" if section else ""
