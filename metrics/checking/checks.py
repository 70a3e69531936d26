"""The checks of an extract by their stages, and every code of a check with its section of docs/checks.md.

The stages are shape, header, cells, then across rows. A later stage needs the earlier. One mistake gives one
message: a file whose shape is broken is not searched for bad cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from metrics.checking.alike import categories_are_distinct, rows_are_summed_once
from metrics.checking.areas import (
    districts_have_rows,
    headlines_have_rows,
    region_has_its_rows,
    wards_stand_alone,
    without_guesses,
)
from metrics.checking.codes import codes_agree
from metrics.checking.conditions import condition_texts, conditions_are_met
from metrics.checking.day_rows import days_are_whole, without_part_periods
from metrics.checking.days import days_are_no_months
from metrics.checking.doubts import ACCEPTABLE
from metrics.checking.events import events_count
from metrics.checking.keys import files_agree, nothing_is_left_out, values_stand_once
from metrics.checking.mixtures import areas_are_of_one_kind, no_larger_area_counts, one_thing_is_counted
from metrics.checking.parents import names_stand_for_one
from metrics.checking.part_periods import (
    events_go_to_the_end,
    parts_are_not_marked,
    periods_are_whole,
    singles_are_no_totals_so_far,
    stretches_are_not_named,
)
from metrics.checking.periods import (
    breaks_are_declared,
    labels_agree,
    periods_are_consecutive,
    periods_have_ended,
    periods_stand_in_order,
)
from metrics.checking.personal import no_personal_data, nothing_personal_beside
from metrics.checking.plausible import percentages_are_no_proportions, values_are_possible
from metrics.checking.record_looks import LOOK
from metrics.checking.spreadsheets import names_are_no_dates
from metrics.checking.stretches import stretches_are_of_one_length
from metrics.checking.subtotals import subtotals_add_up
from metrics.checking.summed import ReadFile, Summed, summed
from metrics.checking.totals import totals_are_no_parts
from metrics.declared.framework import PublishedMeasure
from metrics.issues import Issue, error, has_errors
from metrics.reading.cells import read_cells, without_subtotals
from metrics.reading.columns import resolve_columns
from metrics.reading.filled import filled_down
from metrics.reading.record_tables import beginning, in_extract, of_all_files, read_table
from metrics.reading.supplied import Supplied
from metrics.reading.tables import Columns, Table

Rule = Callable[[PublishedMeasure, pd.DataFrame], Iterator[Issue]]
SumRule = Callable[[Summed], Iterator[Issue]]

# Before the cells of a file are read, and beside them, where they could be read.
TableRule = Callable[[PublishedMeasure, Table, Columns], Iterator[Issue]]
OF_COLUMNS: tuple[TableRule, ...] = (no_personal_data, names_are_no_dates, days_are_no_months)
OF_ROWS: tuple[TableRule, ...] = (codes_agree, names_stand_for_one, rows_are_summed_once)

# Stages across rows: where one finds an error, what the next would say only follows from it.
ACROSS: tuple[tuple[Rule, ...], ...] = (
    (
        values_stand_once,
        percentages_are_no_proportions,
        values_are_possible,
        periods_stand_in_order,
        breaks_are_declared,
        events_count,
        days_are_whole,
    ),
    (
        files_agree,
        region_has_its_rows,
        wards_stand_alone,
        headlines_have_rows,
        periods_are_consecutive,
        districts_have_rows,
    ),
    (nothing_is_left_out,),
)

# On what is added up, once the rows themselves are right.
SUMS: tuple[tuple[SumRule, ...], ...] = (
    (areas_are_of_one_kind, one_thing_is_counted),
    (totals_are_no_parts,),
    (no_larger_area_counts, stretches_are_of_one_length),
    (
        periods_are_whole,
        events_go_to_the_end,
        parts_are_not_marked,
        stretches_are_not_named,
        singles_are_no_totals_so_far,
    ),
)

# What is told of sums, all of which a choice of rows would mend.
SUMS_OF_PARTS = {
    *("total-row", "mixed-areas", "mixed-measures", "mixed-stretches", "part-period", "total-so-far")
}

GUIDE = "docs/checks.md"
# By section, the codes of what it explains: a new check has its own in one of them.
SECTIONS: Mapping[str, str] = {
    "the-file": "no-drop missing-file several-files same-file bad-name not-a-file unreadable too-large wrong-type "
    "part-twice damaged locked no-library which-sheet hidden-sheet "
    "stale-copy stale-drop absent-but-there absent-without-figures absent-but-read absent-not-read still-absent "
    "no-last-release left-out former-ids",
    "the-encoding": "encoding cut-off",
    "the-shape": "empty-file no-header only-header merge-conflict csv-syntax delimiter title-lines footnote "
    "blank-row ragged-row repeated-header merged-cells hidden-rows beyond-range no-result "
    "hidden-columns",
    "the-header": "missing-column ambiguous-column duplicate-column blank-column look-alike unknown-column "
    "no-periods personal-data contact",
    "the-cells": "bad-number bad-base bad-count bad-interval bad-mark empty-cell negative not-whole over-100 "
    "bad-period unknown-area outside-area unknown-category total-row no-rows hostile-text taken-for-date "
    "swapped-days unmet-value codes-disagree merged-names",
    "across-rows": "duplicate-row undeclared-break files-disagree missing-combination no-region region-twice "
    "no-districts no-headline no-area gap missing-day future-period year-early periods-disagree wrong-scale "
    "above-most break-before-data counts-none no-subtotal larger-part no-part mixed-areas mixed-measures "
    "mixed-stretches part-period total-so-far",
    "plausibility": "unusual few-people far-apart parts-differ areas-off categories-off counts-off "
    "total-falls base-zero finer-than-shown "
    "history-rewritten history-shifted "
    "current-damaged published-before withheld-before earlier-damaged unused-gone unmet-name reached-before",
    "postcodes": "postcode-file postcode-column postcode-fields postcode postcode-district postcode-twice "
    "postcode-elsewhere",
    "areas": "area-file area-column area-code area-name area-level area-within area-region area-division area-tile "
    "area-police place area-twice population "
    "ward-people people-leap no-areas no-residents",
    "boundaries": "boundary-file boundary-code boundary-twice boundary-shape boundary-place boundary-lost "
    "boundary-gaps boundary-name",
    "accounts": "bad-amount bad-sign bad-day bad-stage no-amount no-total outside-year stage-of-day thousandfold "
    "account-kept account-without-file account-gone variance-off parts-off percent-off opening-off "
    "opening-not-stated plan-off budget-changed undeclared-total body-name body-missing account-changed "
    "revised-unseen rows-unread",
    "trackers": "protective-marking bad-status bad-reference day-in-words unknown-role "
    "duplicate-reference reference-respelled completed-to-come completed-after completed-and-open no-completed-day "
    "withdrawn-without-reason reopened-without-reason first-date-changed release-to-come due-before-first "
    "gone-item tracker-kept tracker-without-file tracker-gone tracker-renamed totals-off",
    "inspections": "duplicate-report recommendation-twice unknown-report unknown-clock clock-of-law future-day "
    "answer-before-report answer-without-link answer-without-day bad-link bad-answer "
    "recommendations-differ made-before-report inspection-kept inspection-without-file inspection-gone",
    "logo": "logo",
    "pages": "page-text page-html page-image page-heading page-link page-unseen page-nesting",
    "claims": "claim-area claim-release claim-lost pair-differs",
    "acknowledging": " ".join(ACCEPTABLE),
    "before-a-release": "no-note no-next-update past-next-update no-caveats no-correction-notice nothing-newer "
    "not-the-announced-day",
}
_SECTION_OF = {code: section for section, codes in SECTIONS.items() for code in codes.split()}
# What is said of a whole file, a drop or a release, and of no place in it.
OF_NO_PLACE = {
    *SECTIONS["the-file"].split(),
    *SECTIONS["before-a-release"].split(),
    *("missing-column", "no-headline", "no-region"),
    *("history-rewritten", "history-shifted", "older-than-current", "current-damaged"),
    *("gone-measure", "gone-area", "gone-category"),
    *("published-before", "withheld-before", "earlier-damaged", "area-file", "page-text"),
}


def check_measure(
    measure: PublishedMeasure, files: Mapping[str, Supplied], today: date | None = None
) -> tuple[pd.DataFrame | None, list[Issue]]:
    """A measure's cells from all its files, by the name each is shown under, and every issue in order.

    The frame has the columns file, line, field, period, area, one for each dimension, value and status, and
    base where the source names one; it is None when an error stands in the way. ``today`` is the day of the
    release, when it is known.
    """
    issues: list[Issue] = []
    read = [_check_file(measure, data, file, issues) for file, data in files.items()]
    readable = [file for file in read if file is not None]
    if not has_errors(issues):
        texts = [condition_texts(file.table, file.columns) for file in readable]
        issues += conditions_are_met(measure, texts)
    if has_errors(issues):
        return None, sorted(issues)
    cells, faults = without_part_periods(of_all_files([file.cells for file in readable]))
    issues += faults
    if cells.empty:
        message = f'"{measure.id}": the files hold no values'
        return None, sorted([*issues, error(next(iter(files)), 1, 1, "no-rows", message)])
    issues += _across(measure, readable, cells, today)
    if not has_errors(issues):
        issues += subtotals_add_up(measure, readable)
        issues += _sums(measure, readable, cells)
    return (None if has_errors(issues) else cells), sorted(without_guesses(issues))


def _check_file(measure: PublishedMeasure, data: Supplied, file: str, issues: list[Issue]) -> ReadFile | None:
    table, faults = read_table(measure, data, file, LOOK)
    issues += faults
    if table is None:
        return None
    columns, faults = resolve_columns(measure, table)
    table, lost = filled_down(measure.source, table, columns)
    faults += lost
    faults += _of_table(OF_COLUMNS, measure, table, columns)
    if not any(issue.code == "personal-data" for issue in faults):
        faults += nothing_personal_beside(measure, beginning(data), file)
    issues += _without_refused_columns(faults)
    if has_errors(faults):
        return None
    cells, faults = read_cells(measure, table, columns)
    issues += faults or [
        *labels_agree(measure, table, columns, cells),
        *_of_table(OF_ROWS, measure, table, columns),
    ]
    cells = in_extract(cells, data, file)
    return ReadFile(table, columns, *without_subtotals(cells))


def _of_table(
    rules: tuple[TableRule, ...], measure: PublishedMeasure, table: Table, columns: Columns
) -> list[Issue]:
    return [issue for rule in rules for issue in rule(measure, table, columns)]


def _without_refused_columns(issues: list[Issue]) -> list[Issue]:
    """Without saying that a column is unknown which must not be there at all."""
    refused = {issue.column for issue in issues if issue.code == "personal-data"}
    return [issue for issue in issues if issue.column not in refused or not issue.code.startswith("unknown-")]


def _across(
    measure: PublishedMeasure, files: Sequence[ReadFile], cells: pd.DataFrame, today: date | None
) -> list[Issue]:
    issues = [] if today is None else list(periods_have_ended(cells, today))
    issues += categories_are_distinct(measure, cells, {file.table.file: file.columns for file in files})
    for rules in ACROSS:
        issues += [issue for rule in rules for issue in rule(measure, cells)]
        if has_errors(issues):
            break
    return issues


def _sums(measure: PublishedMeasure, files: Sequence[ReadFile], cells: pd.DataFrame) -> list[Issue]:
    """What is wrong with adding up what is added up."""
    added, issues = summed(measure, files, cells), list[Issue]()
    if added is None:
        return []
    for rules in SUMS:
        issues += [issue for rule in rules for issue in rule(added)]
        if has_errors(issues):
            break
    return issues


def section_of(code: str) -> str:
    """The section on a code: ``docs/checks.md#the-cells``; nothing for a code that no drop gives."""
    section = _SECTION_OF.get(code)
    return f"{GUIDE}#{section}" if section else ""
