"""The line of an item's dates: where it stood in each release before in which its dates or status were others."""

from __future__ import annotations

from datetime import date

from metrics.promises.items import Item, Step, Tracked


def steps_since(before: Tracked | None, release: str) -> tuple[Step, ...]:
    """The steps of a release that follows on one: those that one had, and its own items where they stood otherwise.

    ``before`` is a tracker as the ``release`` has it, None where it has none.
    """
    if before is None:
        return ()
    last = {step.reference: step for step in before.steps}
    own = (step_of(item, release, before.as_at) for item in before.items)
    return (*before.steps, *(step for step in own if not stands_as(step, last.get(step.reference))))


def step_of(item: Item, release: str, as_at: date | None) -> Step:
    """Where an item stands in a release whose tracker stands to a day."""
    return Step(item.reference, release, as_at, item.original_due, item.due, item.status)


def stands_as(step: Step, before: Step | None) -> bool:
    """Whether a step has the dates and the status of the one before it."""
    return before is not None and _standing(step) == _standing(before)


def _standing(step: Step) -> tuple[object, ...]:
    return step.original_due, step.due, step.status
