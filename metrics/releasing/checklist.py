"""What publishing staff look over before a release: warnings that stop nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from metrics.declared.framework import Config
from metrics.issues import Issue, listed, warning


def checklist(config: Config, config_file: str, drop: str, note: str, day: date) -> list[Issue]:
    """What is missing for a release on a day: the next update's date, caveats, the note for readers."""
    warnings = [*_next_updates(config, config_file, day), *_caveats(config, config_file)]
    if not note:
        message = "there is no note for readers; --note TEXT gives one"
        warnings.append(warning(drop, 1, 1, "no-note", message))
    return warnings


def _next_updates(config: Config, file: str, day: date) -> Iterator[Issue]:
    dates = {measure.id: measure.next_update for measure in config.published()}
    missing = [name for name, due in dates.items() if isinstance(due, str)]
    past = [name for name, due in dates.items() if isinstance(due, date) and due <= day]
    if missing:
        yield warning(file, 1, 1, "no-next-update", f"no next_update is announced for {listed(missing)}")
    if past:
        message = f"next_update is not after the release's own day, {day.isoformat()}, for {listed(past)}"
        yield warning(file, 1, 1, "past-next-update", message)


def _caveats(config: Config, file: str) -> Iterator[Issue]:
    without = [measure.id for measure in config.published() if not measure.caveats]
    if without:
        yield warning(file, 1, 1, "no-caveats", f"there are no caveats for {listed(without)}")
