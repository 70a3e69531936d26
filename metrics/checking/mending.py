"""Which line of metrics.yaml an extract was held against: a fault is often mended there, not in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pandas as pd

from metrics.declared.document import Path
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.locations import Locations
from metrics.figures.breaks import break_starts
from metrics.issues import Issue, warning
from metrics.periods import label
from metrics.reading.files import matching

# The key that is changed when the file is right, by the code of the fault.
KEYS: dict[str, Path] = {
    "which-sheet": ("source",),
    "hidden-sheet": ("source", "sheet"),
    "beyond-range": ("source", "range"),
    "title-lines": ("source",),
    "delimiter": ("source", "delimiter"),
    "encoding": ("source", "encoding"),
    "unknown-column": ("source", "ignore"),
    "bad-number": ("source", "value"),
    "bad-mark": ("source", "value"),
    "bad-base": ("source", "base"),
    "bad-interval": ("source", "interval"),
    "empty-cell": ("source", "value"),
    "bad-period": ("source", "period", "format"),
    "no-rows": ("source", "where"),
    "unmet-value": ("source", "where"),
    "swapped-days": ("source", "period", "format"),
    "duplicate-row": ("source", "combine"),
    "no-region": ("source", "region"),
    "region-twice": ("source", "region"),
    "no-headline": ("source", "dimensions"),
    "wrong-scale": ("source", "value"),
    "above-most": ("source", "plausible", "most"),
    "undeclared-break": ("breaks",),
    "finer-than-shown": ("decimals",),
    "parts-differ": ("source", "plausible", "parts_within"),
    "part-period": ("source", "where"),
    "total-so-far": ("source", "window"),
    "larger-part": ("source", "over"),
}
# Faults of a header or a cell whose part of the source is known where they are found.
HELD_WHERE_READ = {
    *("missing-column", "ambiguous-column", "unknown-area", "outside-area", "unknown-category"),
    *("hostile-text", "total-row", "look-alike", "empty-cell", "mixed-areas", "mixed-measures"),
    *("mixed-stretches", "bad-count", "areas-off", "categories-off", "counts-off"),
}


def mended_at(issues: Iterable[Issue], measure: PublishedMeasure, declared: Locations) -> list[Issue]:
    """The issues of a measure's files, with the line of the key that each was held against."""
    return [_with_place(issue, measure, declared) for issue in issues]


def files_declared(issues: Iterable[Issue], config: Config, declared: Locations) -> list[Issue]:
    """The issues of files that are missing or too many, with the lines that name them."""
    return [_with_files(issue, config, declared) for issue in issues]


def breaks_are_in_the_data(
    measure: PublishedMeasure, cells: pd.DataFrame, declared: Locations
) -> Iterator[Issue]:
    """A break has figures before it to keep apart: else its year is wrong, or it can go."""
    first = cells["period"].min()
    for index, (item, start) in enumerate(zip(measure.breaks, break_starts(measure), strict=True)):
        if start <= first:
            message = f'measure "{measure.id}": nothing stands before the break of {item.period}: '
            mark = declared.mark(measure.id, ("breaks", index, "period"))
            yield warning(
                declared.file, *mark, "break-before-data", f"{message}the extract starts in {label(first)}"
            )


def _with_place(issue: Issue, measure: PublishedMeasure, declared: Locations) -> Issue:
    key = issue.help.declared if issue.code in HELD_WHERE_READ else ()
    key = key or KEYS.get(issue.code, ())
    return _placed(issue, [declared.of(measure.id, key)]) if key else issue


def _with_files(issue: Issue, config: Config, declared: Locations) -> Issue:
    if issue.code not in ("missing-file", "several-files"):
        return issue
    named = issue.file.rpartition("/")[2]
    own = (measure for measure in config.published() if measure.derived is None)
    readers = [measure for measure in own if _reads(measure, named)]
    return _placed(issue, [declared.of(measure.id, ("source", "files")) for measure in readers])


def _reads(measure: PublishedMeasure, file: str) -> bool:
    """Whether a measure declares a file, by its name or by what stands for it."""
    names = measure.source.files
    return file in names or any(matching(name, [file]) for name in names)


def _placed(issue: Issue, places: list[str]) -> Issue:
    return replace(issue, help=replace(issue.help, places=tuple(places)))
