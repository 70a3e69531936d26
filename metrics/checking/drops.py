"""A drop against a declaration: everything that is wrong with it, or the observations that it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from metrics.checking.absent import kept_extracts, present
from metrics.checking.areas import without_guesses
from metrics.checking.areas_before import areas_beside
from metrics.checking.claims import claims_by_figures, claims_name_releases
from metrics.checking.derived import derived_figures
from metrics.checking.doubts import Doubt, settled
from metrics.checking.gone import measures_gone
from metrics.checking.kept_tables import kept_tables
from metrics.checking.late import late_files
from metrics.checking.mending import files_declared, mended_at
from metrics.checking.observed import observed
from metrics.checking.previous import NOTHING_EARLIER, Earlier, Previous
from metrics.checking.records import check_records
from metrics.checking.retired import former_ids_were_one, last_releases_have_figures
from metrics.checking.site_areas import Declaration, read_declaration
from metrics.checking.targets import targets_are_ahead
from metrics.declared.among import areas_of
from metrics.declared.former import former_ids
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.locations import Locations, locations
from metrics.figures.acknowledged import Acknowledged
from metrics.figures.mismatches import Mismatch
from metrics.figures.records import NO_RECORDS, Records
from metrics.issues import Issue, distinct, error, has_errors, listed, printable
from metrics.reading.extracts import Extract, names_in, read_drop
from metrics.reading.files import stale_copies
from metrics.reading.supplied import Supplied
from metrics.reading.yearly import in_years, year_faults

Progress = Callable[[Sequence[PublishedMeasure]], Iterable[PublishedMeasure]]
NOTHING_ACCEPTED: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class CheckedDrop:
    """A drop that has no errors: the bytes that were checked and the observations made of them.

    ``stored`` holds the observations of each published measure as text, ready to be stored: what is withheld is
    not in them. ``beside`` are the ids of the releases that this was made sure against. ``acknowledged`` is what
    is gone or doubtful and has a reason, ``unsettled`` what still needs one, before it is published. ``tables`` are
    the bytes of the declared tables of areas, ``pages`` those of the texts of pages, ``logo`` that of the logo, by
    their names. ``records`` is what it holds beside the figures of measures.
    """

    config: Config
    config_bytes: bytes
    extracts: tuple[Extract, ...]
    stored: Mapping[str, pd.DataFrame]
    beside: tuple[str, ...] = ()
    acknowledged: tuple[Acknowledged, ...] = ()
    unsettled: tuple[Issue, ...] = ()
    tables: Mapping[str, bytes] = field(default_factory=dict)
    pages: Mapping[str, bytes] = field(default_factory=dict)
    logo: Mapping[str, bytes] = field(default_factory=dict)
    records: Records = NO_RECORDS


Checked = tuple[CheckedDrop | None, list[Issue]]


@dataclass(frozen=True)
class Examined:
    """What was found out of a drop, before anybody has a word on what is doubtful.

    ``drop`` is None when an error stands in the way. ``before`` is what the current release acknowledged.
    ``config`` is None when it cannot be read, and ``supplied`` are the drop's own files by the names declared; None
    where there is no such folder. ``stored`` has the observations of each measure whose own files have no errors,
    whatever is wrong with others. ``unread`` are files in the drop that go with one which did not come.
    """

    drop: CheckedDrop | None
    issues: tuple[Issue, ...]
    doubts: tuple[Doubt, ...] = ()
    before: tuple[Acknowledged, ...] = ()
    config: Config | None = None
    supplied: Mapping[str, Extract] | None = None
    stored: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    def beside(self, acknowledged: Iterable[Acknowledged]) -> Examined:
        """The same, where what was acknowledged elsewhere stands too."""
        return replace(self, before=(*self.before, *acknowledged))

    def settled(self, accepted: Mapping[str, str] = NOTHING_ACCEPTED) -> Checked:
        """The drop with reasons for its doubts, by their code, and every issue; None while a doubt has none."""
        drop, issues = self.for_review(accepted)
        return (None if drop is None or drop.unsettled else drop), issues

    def for_review(self, accepted: Mapping[str, str] = NOTHING_ACCEPTED) -> Checked:
        """The same, where a doubt without a reason does not stand in the way; it is an error all the same."""
        with nullcontext() if self.config is None else areas_of(self.config):
            end = settled(self.doubts, accepted, self.before)
        issues = distinct([*self.issues, *end.issues])
        if self.drop is None:
            return None, issues
        return replace(self.drop, acknowledged=end.acknowledged, unsettled=end.unsettled), issues


def check_drop(
    config_path: Path,
    drop: Path,
    display_name: str,
    today: date | None = None,
    previous: Previous | None = None,
    progress: Progress = tuple,
    earlier: Earlier = NOTHING_EARLIER,
) -> Checked:
    """A drop read through a declaration, and every issue of both; None when an error stands in the way.

    ``today`` is the day of the release: nothing later is believed. ``previous`` is the current release, where
    there is one to compare with. ``progress`` goes through the measures, and may show how far it has come. What
    ``earlier`` releases withheld stays withheld.
    """
    return examine_drop(config_path, drop, display_name, today, previous, progress, earlier).settled()


def examine_drop(
    config_path: Path,
    drop: Path,
    display_name: str,
    today: date | None = None,
    previous: Previous | None = None,
    progress: Progress = tuple,
    earlier: Earlier = NOTHING_EARLIER,
) -> Examined:
    """The same, where what is doubtful is still to be settled."""
    declaration, issues = read_declaration(config_path, display_name, today)
    if declaration.config is None:
        return Examined(None, tuple(issues))
    with areas_of(declaration.config):
        examined = _examined(
            declaration,
            locations(declaration.data.decode("utf-8"), display_name),
            drop,
            today,
            previous,
            progress,
            earlier,
        )
    return replace(examined, issues=(*issues, *examined.issues))


def _examined(
    declaration: Declaration,
    declared: Locations,
    drop: Path,
    today: date | None,
    previous: Previous | None,
    progress: Progress,
    earlier: Earlier,
) -> Examined:
    """A drop read through a declaration, whose areas are in force."""
    config = declaration.config
    assert config is not None
    former = former_ids(config)
    issues = [] if previous is None else list(former_ids_were_one(config, previous, declared))
    previous, earlier = previous and previous.called_now(former), earlier.called_now(former)
    names = names_in(drop)
    faults = list(year_faults(present(config), names, printable(str(drop))))
    config = in_years(config, names)  # what did not come is what the release before has
    config = config if previous is None else in_years(config, list(previous.files))
    supplied, missing = read_drop(present(config), drop)
    tables = kept_tables(config, drop, missing, previous, today, declared)
    faults += tables.issues
    issues += files_declared(late_files(faults, previous), config, declared)
    if any(issue.file == printable(str(drop)) for issue in faults):  # the folder itself cannot be read
        return Examined(None, tuple(issues), config=config)
    issues += _stale(supplied, previous, drop)
    for rule in (last_releases_have_figures, claims_name_releases):
        issues += rule(config, declared, earlier)
    kept = kept_extracts(config, drop, supplied, previous, declared, own=bool(earlier.ids))
    extracts, issues = {**supplied, **tables.extracts, **kept.extracts}, [*issues, *kept.issues]
    recorded = check_records(config, extracts, today, previous, declared, earlier)
    doubts = [*areas_beside(config, declaration.tables, previous, declared.file)]
    doubts += () if previous is None else measures_gone(config, previous, declared.file)
    read = read_figures(config, extracts, today, previous, declared, earlier, progress)
    issues, doubts = [*issues, *recorded.issues, *read.issues], [*doubts, *recorded.doubts, *read.doubts]
    checked = CheckedDrop(
        config,
        declaration.data,
        tuple({extract.name: extract for extract in extracts.values()}.values()),
        read.stored,
        earlier.every,
        tables=declaration.tables,
        pages=declaration.pages,
        logo=declaration.logo,
        records=replace(recorded.records, mismatches=read.mismatches),
    )
    sound = None if has_errors(issues) else checked
    before = () if previous is None else previous.acknowledged
    return Examined(sound, tuple(issues), tuple(doubts), before, config, supplied, read.stored, kept.unread)


def _stale(supplied: Mapping[str, Extract], previous: Previous | None, drop: Path) -> Iterable[Issue]:
    """The files that say what those of the release before said."""
    if previous is None:
        return ()
    checksums = {extract.display_name: extract.content_sha256 for extract in supplied.values()}
    return stale_copies(checksums, previous.files, previous.id, printable(str(drop)))


@dataclass(frozen=True)
class Reading:
    """What the files of all measures give: the observations of each, what is wrong, and what is doubtful."""

    stored: dict[str, pd.DataFrame] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    mismatches: dict[str, tuple[Mismatch, ...]] = field(default_factory=dict)


def read_figures(
    config: Config,
    extracts: Mapping[str, Extract],
    today: date | None,
    previous: Previous | None,
    declared: Locations,
    earlier: Earlier,
    progress: Progress,
) -> Reading:
    """Each measure that has files, then those that are derived from others, then what all of them come to."""
    reading = Reading()
    for measure in progress([measure for measure in config.published() if measure.derived is None]):
        files = _files_of(measure, extracts, reading.issues)
        if not files:
            continue
        own = observed(measure, files, today, previous, declared, earlier)
        reading.issues.extend(mended_at(without_guesses(own.issues), measure, declared))
        reading.doubts.extend(own.doubts)
        if own.stored is not None:
            reading.stored[measure.id] = own.stored
        if own.mismatches:
            reading.mismatches[measure.id] = own.mismatches
    reading.issues.extend(derived_figures(config, reading.stored, declared))
    reading.issues.extend(claims_by_figures(config, reading.stored, declared))
    for measure in config.published():
        reading.issues.extend(_of_targets(measure, reading.stored, declared))
    return reading


def _of_targets(
    measure: PublishedMeasure, stored: Mapping[str, pd.DataFrame], declared: Locations
) -> Iterable[Issue]:
    """What is wrong with the targets of a measure whose figures are there."""
    return targets_are_ahead(measure, stored[measure.id], declared) if measure.id in stored else ()


def _files_of(
    measure: PublishedMeasure, extracts: Mapping[str, Extract], issues: list[Issue]
) -> dict[str, Supplied]:
    """What a measure reads; none when one of them is missing, which is told already, or stands for two names.

    The second is added to the ``issues``.
    """
    names = measure.source.files
    if any(name not in extracts for name in names):
        return {}
    own = {extracts[name].display_name: extracts[name] for name in names}
    if len(own) < len(names):
        message = (
            f'"{measure.id}" asks for {len(names)} files, and {listed(names)} find only {len(own)} of them'
        )
        issues.append(error(next(iter(own)), 1, 1, "same-file", message))
        return {}
    return {file: data for extract in own.values() for file, data in extract.files.items()}
