"""Files that come one a year: a declared name with ``{year}`` in it, and the files that it finds in a drop."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from metrics.declared.framework import Config, PublishedMeasure
from metrics.issues import Issue, error, listed, warning

YEAR = "{year}"
_YEARS = r"(\d{4})(?:[-_](?:\d{2}|\d{4}))?"  # 2023, 2023-24, 2023_2024


def is_yearly(name: str) -> bool:
    """Whether a declared name is that of a file for each year."""
    return YEAR in name


def years(pattern: str, names: Iterable[str]) -> dict[str, int]:
    """The files of a declared name in the order of their years, each with the year that it starts in."""
    matches = {name: match for name in names if (match := _regex(pattern).fullmatch(name))}
    return dict(
        sorted(((name, int(match[1])) for name, match in matches.items()), key=lambda item: item[::-1])
    )


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    before, _, after = pattern.partition(YEAR)
    return re.compile(re.escape(before) + _YEARS + re.escape(after), re.ASCII)


def in_years(config: Config, names: Collection[str]) -> Config:
    """A declaration with the files themselves in the place of each name with a year; a name without any stays."""
    measures = [
        _in_years(measure, names) if isinstance(measure, PublishedMeasure) else measure
        for measure in config.measures
    ]
    return config.model_copy(update={"measures": tuple(measures)})


def _in_years(measure: PublishedMeasure, names: Collection[str]) -> PublishedMeasure:
    files = measure.source.files
    if not any(map(is_yearly, files)):
        return measure
    own = [file for name in files for file in (list(years(name, names)) if is_yearly(name) else []) or [name]]
    source = measure.source.model_copy(update={"files": tuple(dict.fromkeys(own))})
    return measure.model_copy(update={"source": source})


def year_faults(config: Config, names: Collection[str], folder: str) -> Iterator[Issue]:
    """Of each name with a year: no year has two files, and none is left out between the first and the last."""
    patterns = dict.fromkeys(
        name for measure in config.published() for name in measure.source.files if is_yearly(name)
    )
    for pattern in patterns:
        files = years(pattern, names)
        yield from _left_out(pattern, [name for name in names if name not in files], folder)
        for year in range(min(files.values(), default=0), max(files.values(), default=-1) + 1):
            own = [name for name, other in files.items() if other == year]
            place = f"{folder}/{pattern}", 1, 1
            if len(own) > 1:
                message = f"several files are of the year {year}: {listed(own)}; leave one in the drop"
                yield error(*place, "several-files", message)
            elif not own:
                message = f"the file of {year} is not in the drop, and those of the years around it are"
                yield error(*place, "missing-file", f"{message}: {listed(files)}")


def _left_out(pattern: str, names: Iterable[str], folder: str) -> Iterator[Issue]:
    """Files that are named nearly as those of a year are, and are not read; a warning for each."""
    near = re.compile(re.escape(pattern.partition(YEAR)[0]) + r"\d{4}.*", re.IGNORECASE)
    for name in names:
        if near.fullmatch(name):
            message = f'it is not read: "{pattern}" does not name it; rename it, or take it out of the drop'
            yield warning(f"{folder}/{name}", 1, 1, "left-out", message)
