"""Measures whose files did not come this time: what stands for them are the files of the release before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from metrics.checking.previous import Previous
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.locations import Locations
from metrics.issues import Issue, error, listed, warning
from metrics.reading.extracts import Extract, read_drop
from metrics.reading.files import matching

KEY = "absent_this_time"
Extracts = Mapping[str, Extract]


@dataclass(frozen=True)
class Kept:
    """What stands for absent measures: the files of the release before, by the name declared, and the issues.

    ``unread`` are the names of files that are in the drop all the same: they go with one that did not come.
    """

    extracts: Extracts = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    unread: frozenset[str] = frozenset()


def present(config: Config) -> Config:
    """The declaration with those of its measures alone whose files are to be in the drop."""
    return _only(config, absent=False)


def _only(config: Config, *, absent: bool) -> Config:
    chosen = [
        measure for measure in config.measures if is_absent(measure) is absent and not is_derived(measure)
    ]
    return config.model_copy(update={"measures": tuple(chosen)})


def is_derived(measure: object) -> bool:
    """Whether a measure has no files of its own: those that it is made of are to be in the drop."""
    return isinstance(measure, PublishedMeasure) and measure.derived is not None


def is_absent(measure: object) -> bool:
    """Whether a measure's files are declared not to have come."""
    return isinstance(measure, PublishedMeasure) and measure.absent_this_time is not None


@dataclass(frozen=True)
class Around:
    """What an absent measure is looked at beside.

    ``supplied`` is what came of the files of absent measures, ``read`` what the other measures read, both by the
    name declared.
    """

    config: Config
    declared: Locations
    previous: Previous | None
    supplied: Extracts
    read: Extracts

    def place(self, measure: PublishedMeasure) -> tuple[str, int, int]:
        """Where it is declared that a measure is absent."""
        return (self.declared.file, *self.declared.mark(measure.id, (KEY,)))

    def came(self, measure: PublishedMeasure) -> list[str]:
        """Those of a measure's files that are in the drop all the same."""
        return [name for name in measure.source.files if name in self.supplied]

    def has_come(self, measure: PublishedMeasure) -> bool:
        """Whether all of a measure's files are in the drop."""
        return len(self.came(measure)) == len(measure.source.files)

    def file_before(self, name: str) -> str | None:
        """The file of the release before that a declared name finds."""
        files = [] if self.previous is None else matching(name, list(self.previous.files))
        return files[0] if len(files) == 1 else None


def kept_extracts(
    config: Config, drop: Path, read: Extracts, previous: Previous | None, declared: Locations, *, own: bool
) -> Kept:
    """The files of absent measures as the release before has them; ``read`` are those that other measures read.

    A measure is absent as a whole: what came of its files is not read. It is a fault that all of them are in the
    drop, that another measure reads one of them anew, and that there is no release whose figures could stay. A
    release's ``own`` files, which are compared with none before it, have them where it was published.
    """
    absent = _only(config, absent=True).published()
    supplied = read_drop(_only(config, absent=True), drop)[0] if absent else {}
    around = Around(config, declared, previous, supplied, read)
    extracts: dict[str, Extract] = {}
    issues: list[Issue] = []
    for measure in absent:
        if own and previous is None and around.has_come(measure):
            extracts |= {name: supplied[name] for name in measure.source.files}
            continue
        extracts |= _before(measure, around)
        issues += [*_faults(measure, around)] or _doubts(measure, around)
    missing = (measure for measure in absent if not around.has_come(measure))
    unread = frozenset(name for measure in missing for name in around.came(measure))
    return Kept(extracts, tuple(issues), unread)


def _before(measure: PublishedMeasure, around: Around) -> Iterator[tuple[str, Extract]]:
    """A measure's files as the release before has them."""
    previous = around.previous
    for name in measure.source.files:
        file = around.file_before(name)
        if previous is not None and file is not None:
            yield name, Extract(file, f"{previous.id}/extracts/{file}", previous.read(file))


def _faults(measure: PublishedMeasure, around: Around) -> Iterator[Issue]:
    """Why a measure cannot be absent as its files are."""
    place, names = around.place(measure), measure.source.files
    if around.has_come(measure):
        words = IN_THE_DROP if len(names) == 1 else ALL_IN_THE_DROP
        yield error(*place, "absent-but-there", f'"{measure.id}": {listed(names)} {words}')
        return
    for name in names:
        file = around.file_before(name)
        if file is None:
            yield error(*place, "absent-without-figures", f'"{measure.id}": "{name}" {NOTHING_BEFORE}')
        elif _is_read_anew(file, around):
            others = listed(_readers(around.config, file))
            message = READ_ANEW.format(id=measure.id, file=file, others=others)
            yield error(*place, "absent-but-read", message)


def _is_read_anew(file: str, around: Around) -> bool:
    """Whether the drop has a file under the same name for another measure, which says something else."""
    before = {} if around.previous is None else around.previous.files
    return any(
        extract.name == file and extract.content_sha256 != before.get(file)
        for extract in around.read.values()
    )


def _readers(config: Config, file: str) -> list[str]:
    """The measures that read a file and are not absent."""
    measures = present(config).published()
    return [item.id for item in measures if any(matching(name, [file]) for name in item.source.files)]


def _doubts(measure: PublishedMeasure, around: Around) -> Iterator[Issue]:
    """What of a measure's files came all the same, and whether the release before was without them already."""
    place, previous, came = around.place(measure), around.previous, around.came(measure)
    if came:
        others = listed(name for name in measure.source.files if name not in came)
        message = NOT_READ.format(id=measure.id, came=listed(came), others=others)
        yield warning(*place, "absent-not-read", message)
    before = None if previous is None else previous.measure(measure.id)
    if previous is not None and before is not None and before.absent_this_time == measure.absent_this_time:
        yield warning(*place, "still-absent", STILL.format(id=measure.id, release=previous.id))


IN_THE_DROP = "is declared absent this time, and it is in the drop; take absent_this_time out, or the file"
ALL_IN_THE_DROP = (
    "are declared absent this time, and all are in the drop; take absent_this_time out, or the files"
)
NOTHING_BEFORE = (
    "is declared absent this time, and there is no release before with that file, so no figures could stay; the "
    "measure is planned yet"
)
READ_ANEW = (
    '"{id}" is declared absent this time, and {others} would read a newer "{file}", which it reads too; a release '
    "has one file of a name, so declare absent_this_time on {others} as well"
)
NOT_READ = '"{id}" is absent this time, so {came} in the drop is not read: it waits for {others}'
STILL = (
    '"{id}" was absent with the same words in release "{release}" already; is it still, and for that reason? If '
    "its files have come, take absent_this_time out"
)
