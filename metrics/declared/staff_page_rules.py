"""The checks of pages that staff write, as they are declared; their texts are read elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from metrics.declared.document import Path
from metrics.declared.findings import Finding, repeated, undeclared
from metrics.declared.framework import Config


def pages_stand_once(config: Config) -> Iterator[Finding]:
    """Each page has an id and a file of its own."""
    yield from repeated(config.pages, ("pages",))
    files = [page.file for page in config.pages]
    for index, file in enumerate(files):
        if file in files[:index]:
            yield Finding(("pages", index, "file"), f'"{file}" is the text of another page', "duplicate-file")


def pages_inform_measures(config: Config) -> Iterator[Finding]:
    """What a page informs are declared measures, each once."""
    declared = [measure.id for measure in config.measures]
    for index, page in enumerate(config.pages):
        for position, name in enumerate(page.informs):
            path: Path = ("pages", index, "informs", position)
            yield from undeclared(path, name, declared, "measure")
            if name in page.informs[:position]:
                yield Finding(path, f'"{name}" stands twice', "duplicate-id")


def pages_are_looked_over_again(config: Config) -> Iterator[Finding]:
    """A page is to be looked over again after it was."""
    for index, page in enumerate(config.pages):
        if page.review_by <= page.reviewed:
            message = f"review_by {page.review_by} is not after reviewed ({page.reviewed})"
            yield Finding(("pages", index, "review_by"), message, "bad-order")


def page_dates(config: Config, today: date) -> Iterator[Finding]:
    """What hangs on what day it is: a page is late, or looked over on a day to come."""
    for index, page in enumerate(config.pages):
        if page.reviewed > today:
            message = f"reviewed {page.reviewed} is a day to come"
            yield Finding(("pages", index, "reviewed"), message, "reviewed-ahead", "warning")
        if page.is_late(today):
            message = f"it was to be looked over by {page.review_by}, and readers see that it was not"
            yield Finding(("pages", index, "review_by"), message, "review-late", "warning")


STAFF_PAGE_RULES: tuple[Callable[[Config], Iterator[Finding]], ...] = (
    pages_stand_once,
    pages_inform_measures,
    pages_are_looked_over_again,
)
