"""The checks of metrics.yaml that are faults: a rule for each, here and in the modules ending in _rules.

A rule takes the whole ``Config``, or one published measure, and yields findings: where (a path of keys and
positions), a message and a code. It never raises; ``config`` puts the file, line and column to each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from metrics.declared.account_rules import ACCOUNT_RULES
from metrics.declared.body_rules import BODY_RULES
from metrics.declared.claim_rules import CLAIM_RULES, claim_dates
from metrics.declared.clock_rules import CLOCK_RULES
from metrics.declared.dashboard_rules import DASHBOARD_RULES
from metrics.declared.derived_rules import derived_measures_are_made
from metrics.declared.duty_rules import DUTY_RULES, duty_dates
from metrics.declared.findings import Finding, repeated, undeclared
from metrics.declared.former import former_ids_stand_for_one
from metrics.declared.framework import Config, PlannedMeasure, PublishedMeasure, RetiredMeasure
from metrics.declared.gaps import gaps_are_told
from metrics.declared.https import https_promise_can_be_listed
from metrics.declared.inspection_rules import INSPECTION_RULES
from metrics.declared.lint import MEASURE_SMELLS, SMELLS, check_dates
from metrics.declared.looks import colours_can_be_read
from metrics.declared.marking_rules import MARKING_RULES
from metrics.declared.measure_rules import MEASURE_RULES
from metrics.declared.placeholder_rules import nothing_is_left_to_write
from metrics.declared.source_rules import SOURCE_RULES
from metrics.declared.staff_page_rules import STAFF_PAGE_RULES, page_dates
from metrics.declared.statement import statement_is_written_first
from metrics.declared.target_rules import TARGET_RULES
from metrics.declared.taxonomy_rules import TAXONOMY_RULES
from metrics.declared.text_rules import texts_are_words
from metrics.declared.tracker_rules import TRACKER_RULES


def check_config(config: Config, today: date | None = None) -> list[Finding]:
    """Every rule on the declaration, all findings at once; those on dates where it is known what day it is."""
    findings = [finding for rule in RULES for finding in rule(config)]
    for index, measure in enumerate(config.measures):
        # One without a single origin is told already, and what else would be said follows from it.
        if isinstance(measure, PublishedMeasure) and has_one_origin(measure):
            findings += findings_of(index, measure)
    wrong = any(finding.severity == "error" for finding in findings)
    if wrong or today is None:
        return findings
    return [*findings, *(finding for rule in DATE_RULES for finding in rule(config, today))]


def findings_of(index: int, measure: PublishedMeasure) -> list[Finding]:
    """What the rules find in one published measure, the one at ``index`` among all."""
    of_source = SOURCE_RULES if measure.derived is None else ()
    rules = (*MEASURE_RULES, *of_source, *TARGET_RULES, nothing_is_left_to_write, *MEASURE_SMELLS)
    findings = [finding for rule in rules for finding in rule(measure)]
    return [replace(finding, path=("measures", index, *finding.path)) for finding in findings]


def has_one_origin(measure: PublishedMeasure) -> bool:
    """Whether a measure has a source, or else what it is derived from."""
    is_both = measure.derived is not None and "source" in measure.model_fields_set
    return bool(measure.source.files) and not is_both


def ids_stand_once(config: Config) -> Iterator[Finding]:
    """Frameworks, outcomes and measures have ids of their own."""
    for kind in ("frameworks", "outcomes", "measures"):
        yield from repeated(getattr(config, kind), (kind,))


def references_are_declared(config: Config) -> Iterator[Finding]:
    """An outcome stands in a declared framework, and a measure under a declared outcome."""
    frameworks = [framework.id for framework in config.frameworks]
    outcomes = [outcome.id for outcome in config.outcomes]
    for index, outcome in enumerate(config.outcomes):
        yield from undeclared(("outcomes", index, "framework"), outcome.framework, frameworks)
    for index, measure in enumerate(config.measures):
        yield from undeclared(("measures", index, "outcome"), measure.outcome, outcomes)


def successors_are_declared(config: Config) -> Iterator[Finding]:
    """What takes the place of a retired measure is another measure, and not retired itself."""
    current = [measure.id for measure in config.measures if not isinstance(measure, RetiredMeasure)]
    for index, measure in enumerate(config.measures):
        if isinstance(measure, RetiredMeasure) and measure.successor is not None:
            yield from undeclared(("measures", index, "successor"), measure.successor, current)


def outcomes_have_measures(config: Config) -> Iterator[Finding]:
    """An outcome without a measure says nothing; a warning."""
    used = {measure.outcome for measure in config.measures if not isinstance(measure, RetiredMeasure)}
    used |= {outcome.id for outcome in config.outcomes if outcome.also_shows}
    for index, outcome in enumerate(config.outcomes):
        if outcome.id not in used:
            yield Finding(("outcomes", index, "id"), "no measure stands under it", "no-measures", "warning")


def promises_have_a_date(config: Config) -> Iterator[Finding]:
    """A planned measure without a date; a warning."""
    for index, measure in enumerate(config.measures):
        if isinstance(measure, PlannedMeasure) and isinstance(measure.expected, str):
            yield Finding(("measures", index, "expected"), "no date is given for it", "no-date", "warning")


RULES: tuple[Callable[[Config], Iterator[Finding]], ...] = (
    ids_stand_once,
    derived_measures_are_made,
    former_ids_stand_for_one,
    references_are_declared,
    successors_are_declared,
    outcomes_have_measures,
    promises_have_a_date,
    *TAXONOMY_RULES,
    *STAFF_PAGE_RULES,
    *ACCOUNT_RULES,
    *TRACKER_RULES,
    *INSPECTION_RULES,
    *CLOCK_RULES,
    *DUTY_RULES,
    *BODY_RULES,
    *MARKING_RULES,
    statement_is_written_first,
    *CLAIM_RULES,
    colours_can_be_read,
    https_promise_can_be_listed,
    texts_are_words,
    *DASHBOARD_RULES,
    *SMELLS,
)
# Those on what day it is.
DATE_RULES: tuple[Callable[[Config, date], Iterable[Finding]], ...] = (
    check_dates,
    page_dates,
    claim_dates,
    duty_dates,
    gaps_are_told,
)
