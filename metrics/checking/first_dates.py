"""First dates beside releases that are no release before: those that wait, and those that were withdrawn"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from metrics.checking.doubts import Doubt, doubt
from metrics.checking.gone_words import few
from metrics.checking.previous import Earlier
from metrics.dates import day_in_words
from metrics.issues import Issue, error, listed
from metrics.language import say
from metrics.promises.items import Item, Step, Tracked
from metrics.promises.steps import stands_as, step_of
from metrics.release_titles import release_title

MOST_NAMED = 5
FORMER_DATE = "{reference} ({day} there)"
OTHER_DATES = "These first dates are not those of release {release}, which was withdrawn: {dates}."


def lines_to_come_are_whole(tracked: Tracked, fields: Mapping[str, int], earlier: Earlier) -> Iterator[Issue]:
    """What is said of items stands in the line of dates of each release that is to come after this one.

    Such a release was made with what came before it on the day of its scheduling: a first date, or a later one,
    that is given before its moment would be missing from it, or changed by it.
    """
    for later, release in earlier.trackers(earlier.to_come, tracked.tracker.id):
        last = {step.reference: step for step in later.steps}
        lacking = [item for item in tracked.items if not _is_in(tracked, item, last)]
        if lacking:
            dates = [item.reference for item in lacking]
            message = (
                f'release "{release}" is scheduled to come after this one, and was made without what this one says '
                f'of {listed(dates, MOST_NAMED)}: dates of "{tracked.tracker.id}" would be lost, or changed by it'
            )
            mend = f'withdraw "{release}", publish this one, and schedule it anew under another id'
            yield error(*_place(lacking[0], fields), "release-to-come", f"{message}; {mend}")


def _is_in(tracked: Tracked, item: Item, last: Mapping[str, Step]) -> bool:
    return stands_as(step_of(item, "", tracked.as_at), last.get(item.reference))


def first_dates_withdrawn(tracked: Tracked, fields: Mapping[str, int], earlier: Earlier) -> Iterator[Doubt]:
    """A first date that readers have from a withdrawn release alone is another now only where somebody says why."""
    dated = {step.reference for step in tracked.steps if step.original_due or step.due}
    for before, release in earlier.trackers(earlier.withdrawn, tracked.tracker.id):
        was = {item.reference: _first(item, before.steps) for item in before.items}
        changed = {
            item.reference: item
            for item in tracked.items
            if item.reference not in dated and was.get(item.reference, item.original_due) != item.original_due
        }
        changed = {name: item for name, item in changed.items() if was[name] is not None}
        dated |= {name for name, day in was.items() if day is not None}  # the newest of them speaks
        if changed:
            yield _other_dates(tracked, release, was, changed, fields)


def _first(item: Item, steps: Iterable[Step]) -> date | None:
    days = [step.original_due for step in steps if step.reference == item.reference]
    return next((day for day in days if day is not None), item.original_due)


def _other_dates(
    tracked: Tracked,
    release: str,
    was: Mapping[str, date | None],
    changed: Mapping[str, Item],
    fields: Mapping[str, int],
) -> Doubt:
    name, item = next(iter(changed.items()))
    message = (
        f'first dates of "{tracked.tracker.id}" are not those of release "{release}", which readers had until it '
        f"was withdrawn: {listed(changed, MOST_NAMED)}, of which the first was {was[name]} and is {_now(item)}"
    )
    days = {name: day for name in changed if (day := was[name]) is not None}
    dates = [say(FORMER_DATE, reference=name, day=day_in_words(day)) for name, day in days.items()]
    text = say(OTHER_DATES, release=release_title(release), dates=few(dates))
    about = f"{release} {tracked.tracker.id} {', '.join(sorted(changed))}"
    return doubt("", about, _place(item, fields), text, "first-date-withdrawn", message)


def _now(item: Item) -> str:
    return "not given" if item.original_due is None else str(item.original_due)


def _place(item: Item, fields: Mapping[str, int]) -> tuple[str, int, int]:
    return item.file, item.line, fields.get("original_due") or fields.get("reference", 1)
