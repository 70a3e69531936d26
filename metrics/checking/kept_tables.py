"""Tables beside measures whose files are not in a drop: they stay as the release before has them"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from metrics.checking.previous import Previous
from metrics.declared.framework import Config
from metrics.declared.inspection import SingleRecommendations
from metrics.declared.locations import Locations
from metrics.declared.oversight import SuppliedTable
from metrics.issues import Issue, warning
from metrics.reading.extracts import Extract, declared_files, names_in
from metrics.reading.files import is_named_nearly, matching

KEPT = '{kind} "{id}": "{file}" is not in the drop, so it stays as release "{release}" has it'
WITHOUT = '{kind} "{id}": "{file}" is not in the drop, and no release before has it, so it has no page yet'


@dataclass(frozen=True)
class KeptFiles:
    """Files of tables that did not come, as the release before has them, and what is left of the issues."""

    extracts: Mapping[str, Extract] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def kept_tables(
    config: Config,
    drop: Path,
    issues: Iterable[Issue],
    previous: Previous | None,
    today: date | None,
    declared: Locations,
) -> KeptFiles:
    """Missing files that no measure reads are those of the release before, as of a year that is over.

    A table whose file never came has no page yet. A file that is there under nearly its name is misnamed.
    """
    of_measures = {name for measure in config.published() for name in measure.source.files}
    extracts, left, names = dict[str, Extract](), list[Issue](), _undeclared(config, names_in(drop))
    for issue in issues:
        name = issue.file.rpartition("/")[2]
        readers = [table for table in config.supplied_tables() if name in table.file_names]
        if issue.code != "missing-file" or not readers or name in of_measures or is_named_nearly(name, names):
            left.append(issue)
            continue
        file = _file_before(name, previous)
        if previous is not None and file is not None:
            extracts[name] = Extract(file, f"{previous.id}/extracts/{file}", previous.read(file))
        for table in readers:
            left += _left_out(name, table, previous if file else None, today, declared)
    return KeptFiles(extracts, tuple(left))


def _undeclared(config: Config, names: Iterable[str]) -> list[str]:
    """The files of a drop that no declared name finds: one of them may be what is missing, misnamed."""
    patterns = declared_files(config)
    return [name for name in names if not any(matching(pattern, [name]) for pattern in patterns)]


def _left_out(
    name: str, table: SuppliedTable, previous: Previous | None, today: date | None, declared: Locations
) -> Iterator[Issue]:
    """That a table stays as it is, where something newer may be awaited, or has nothing yet."""
    key = "recommendations" if isinstance(table, SingleRecommendations) else "source"
    place = declared.of_table(table, (key, "files"))
    if previous is None:
        message = WITHOUT.format(kind=table.table_kind, id=table.id, file=name)
        yield warning(*place, f"{table.table_kind}-without-file", message)
    elif today is not None and table.is_awaited(today):
        message = KEPT.format(kind=table.table_kind, id=table.id, file=name, release=previous.id)
        yield warning(*place, f"{table.table_kind}-kept", message)


def _file_before(name: str, previous: Previous | None) -> str | None:
    files = [] if previous is None else matching(name, list(previous.files))
    return files[0] if len(files) == 1 else None
