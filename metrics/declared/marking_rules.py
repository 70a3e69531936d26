"""Rules on what is not for everybody in a declaration: protective markings, and addresses of mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from metrics.declared.document import Path
from metrics.declared.fields import MAIL_ADDRESS
from metrics.declared.findings import Finding
from metrics.declared.framework import Config
from metrics.issues import shortened
from metrics.markings import marking_in, marking_in_name, plain_text

# What may be said of a document that is not public: what it is called, and why it is not listed; by list.
MAY_NAME_A_MARKING: Mapping[str, tuple[str, ...]] = {
    "trackers": ("title", "description", "not_listed"),
    "inspections": ("title", "description"),
    "clocks": ("title",),
    "duties": ("title",),
    "bodies": ("title", "description"),
}


WITHOUT_MAIL_ADDRESSES = ("accounts", *MAY_NAME_A_MARKING, "claims")
_MAIL = re.compile(MAIL_ADDRESS)


def texts_bear_no_marking(config: Config) -> Iterator[Finding]:
    """No text of what is declared beside measures bears a marking, but for those that may name one."""
    for name, allowed in MAY_NAME_A_MARKING.items():
        for index, item in enumerate(getattr(config, name)):
            declared = item.model_dump(by_alias=True, exclude_unset=True)
            for path, text in _texts(declared, ()):
                marking = "" if path[0] in allowed else _marking(path, text)
                if marking:
                    may = ", ".join(f'"{key}"' for key in allowed)
                    message = f'"{shortened(text)}" bears the protective marking "{marking}"'
                    message += f"; only {may} may name one"
                    yield Finding((name, index, *path), message, "protective-marking")


def _marking(path: Path, text: str) -> str:
    return marking_in_name(text) if "files" in path else marking_in(text)


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text of a declaration, keys of its mappings too, with the way to it."""
    match value:
        case str():
            yield path, value
        case dict():
            for key, inner in value.items():
                yield from _texts(inner, (*path, key))
                yield (*path, key), str(key)
        case list() | tuple():
            for index, inner in enumerate(value):
                yield from _texts(inner, (*path, index))


def texts_hold_no_mail_address(config: Config) -> Iterator[Finding]:
    """No text of what is declared beside measures holds an e-mail address: an office is named, and linked to."""
    for name in WITHOUT_MAIL_ADDRESSES:
        for index, item in enumerate(getattr(config, name)):
            for path, text in _texts(item.model_dump(by_alias=True, exclude_unset=True), ()):
                if _MAIL.search(text if text.isascii() else plain_text(text)):
                    message = "this holds an e-mail address; name the office, and link to where it is reached"
                    yield Finding((name, index, *path), message, "personal-data")


MARKING_RULES: tuple[Callable[[Config], Iterator[Finding]], ...] = (
    texts_bear_no_marking,
    texts_hold_no_mail_address,
)
