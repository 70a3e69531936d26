"""The table of postcodes that a site declares, read from its folder: no release stores it (decision 13)."""

from __future__ import annotations

from io import TextIOWrapper
from pathlib import Path

from metrics.checking.drops import Checked
from metrics.declared.among import areas_of
from metrics.declared.framework import Config
from metrics.issues import Issue, has_errors
from metrics.plain_files import opened
from metrics.postcodes import NO_POSTCODES, Postcodes
from metrics.reading.postcodes import parse_postcodes, unreadable


def read_postcodes(root: Path, config: Config) -> tuple[Postcodes, list[Issue]]:
    """The declared table and all its issues; an empty one where none is declared, or an error is among them."""
    declared = config.site.postcodes
    if declared is None:
        return NO_POSTCODES, []
    try:
        with (
            opened(root / declared) as file,
            TextIOWrapper(file, encoding="utf-8-sig", newline="") as lines,
            areas_of(config),
        ):
            return parse_postcodes(lines, declared)
    except (OSError, UnicodeDecodeError) as problem:
        return NO_POSTCODES, [unreadable(declared, problem)]


def with_postcodes(root: Path, config: Config | None, examined: Checked) -> Checked:
    """A checked drop with the issues of the table that its declaration names; with an error there is no drop."""
    checked, issues = examined
    if config is None:
        return examined
    _, of_table = read_postcodes(root, config)
    return None if has_errors(of_table) else checked, [*issues, *of_table]
