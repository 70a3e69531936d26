"""Measures whose files did not come this time: what stands for them are the files of the release before."""

from __future__ import annotations

from pathlib import Path

from metrics.checking.previous import Previous
from metrics.declared.framework import Config, PublishedMeasure
from metrics.issues import Issue, error, listed
from metrics.reading.extracts import Extract, read_drop
from metrics.reading.files import matching

FIGURES_STAY = "the earlier figures stay as they are"


def present(config: Config) -> Config:
    """The declaration with those of its measures alone whose files are to be in the drop."""
    return _only(config, absent=False)


def _only(config: Config, *, absent: bool) -> Config:
    chosen = [measure for measure in config.measures if is_absent(measure) is absent]
    return config.model_copy(update={"measures": tuple(chosen)})


def is_absent(measure: object) -> bool:
    """Whether a measure's files are declared not to have come."""
    return isinstance(measure, PublishedMeasure) and measure.absent_this_time is not None


def absent_extracts(
    config: Config, drop: Path, previous: Previous | None, display_name: str, *, own: bool
) -> tuple[dict[str, Extract], list[Issue]]:
    """The files of absent measures as the release before has them, by the name that is declared, and the faults.

    It is a fault that a file is in the drop all the same, and that there is no release whose figures could stay. A
    release's ``own`` files, which are compared with none before it, have them where it was published.
    """
    absent = _only(config, absent=True).published()
    names = list(dict.fromkeys(name for measure in absent for name in measure.source.files))
    supplied, _ = read_drop(_only(config, absent=True), drop) if names else ({}, [])
    extracts, issues = dict[str, Extract](), list[Issue]()
    for name in names:
        file = _file_before(previous, name)
        if name in supplied and previous is None and own:
            extracts[name] = supplied[name]
        elif name in supplied:
            issues.append(_fault(absent, name, display_name, "absent-but-there", IN_THE_DROP))
        elif previous is None or file is None:
            issues.append(_fault(absent, name, display_name, "absent-without-figures", NOTHING_BEFORE))
        else:
            extracts[name] = Extract(file, f"{previous.id}/extracts/{file}", previous.read(file))
    return extracts, issues


IN_THE_DROP = "and it is in the drop; take absent_this_time out, or the file"
NOTHING_BEFORE = (
    "and there is no release before with that file, so no figures could stay; the measure is planned yet"
)


def _fault(absent: tuple[PublishedMeasure, ...], name: str, display_name: str, code: str, why: str) -> Issue:
    whose = listed(measure.id for measure in absent if name in measure.source.files)
    return error(display_name, 1, 1, code, f'{whose}: "{name}" is declared absent this time, {why}')


def _file_before(previous: Previous | None, name: str) -> str | None:
    files = [] if previous is None else matching(name, list(previous.files))
    return files[0] if len(files) == 1 else None
