"""What publishing staff look over before a release: it stops nothing, but for a correction without a notice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from metrics.declared.framework import Config
from metrics.issues import Issue, error, listed, warning
from metrics.periods import UK
from metrics.releasing.published import Past, same_quarter


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


def correction_notice(
    past: Past, drop: str, release_id: str, correction: str, *, only_older: bool
) -> Iterator[Issue]:
    """A release in the place of one that readers have seen says what was wrong with that.

    ``only_older`` says that files are new, and no measure has a newer figure: that may be a correction as well.
    """
    if correction or any(item.id == release_id for item in past):
        return
    before = next((item for item in past if same_quarter(item.id, release_id)), None)
    if before is not None:
        message = f'readers have seen "{before.id}", and "{release_id}" takes its place'
        message += "; say what was wrong, for readers: --correction TEXT"
        yield error(drop, 1, 1, "no-correction-notice", message)
    elif past and only_older:
        message = "no measure has a newer figure; if it mends a mistake, --correction TEXT says which"
        yield warning(drop, 1, 1, "nothing-newer", message)


def announced_day(days: Sequence[date], drop: str, at: datetime) -> Iterator[Issue]:
    """A release comes on a day that was announced, where any was."""
    day = at.astimezone(UK).date()
    if days and day not in days:
        announced = ", ".join(item.isoformat() for item in days)
        message = (
            f"{announced} is announced, and it comes on {day.isoformat()}; move the day that readers see: "
        )
        message += "pcp announce DAY --reason TEXT"
        yield warning(drop, 1, 1, "not-the-announced-day", message)
