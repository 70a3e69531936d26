"""What measures were called before: earlier releases have them under former ids, and old addresses too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from metrics.declared.findings import Finding
from metrics.declared.framework import AnyMeasure, Config
from metrics.declared.taxonomy import Outcome

Value = TypeVar("Value")


def former_ids(config: Config) -> dict[str, str]:
    """Each former id of a declared measure, and the id that it has now."""
    return {former: measure.id for measure in config.measures for former in measure.formerly}


def called_now(config: Config, names: Mapping[str, str]) -> Config:
    """An earlier declaration with the ids that its measures have now; ``names`` are those of ``former_ids``."""
    if not any(measure.id in names for measure in config.measures):
        return config
    measures: tuple[AnyMeasure, ...] = tuple(
        measure.model_copy(update={"id": names.get(measure.id, measure.id)}) for measure in config.measures
    )
    outcomes = tuple(_with_names(outcome, names) for outcome in config.outcomes)
    about = {
        key: tuple(
            item.model_copy(update={"measure": names.get(item.measure, item.measure)})
            for item in getattr(config, key)
        )
        for key in ("claims", "other_figures")
    }
    return config.model_copy(update={"measures": measures, "outcomes": outcomes, **about})


def by_new_ids(items: Mapping[str, Value], names: Mapping[str, str]) -> dict[str, Value]:
    """What is kept by the ids of measures, by those that they have now; what has one now already keeps it."""
    return {
        names.get(measure_id, measure_id): item
        for measure_id, item in items.items()
        if names.get(measure_id) not in items
    }


def _with_names(outcome: Outcome, names: Mapping[str, str]) -> Outcome:
    panels = tuple(
        panel.model_copy(update={"measures": tuple(names.get(item, item) for item in panel.measures)})
        for panel in outcome.dashboard
    )
    return outcome.model_copy(update={"dashboard": panels})


def former_ids_stand_for_one(config: Config) -> Iterator[Finding]:
    """A former id leads to one measure: no other has it, now or formerly."""
    own = {measure.id for measure in config.measures}
    taken: set[str] = set()
    for index, measure in enumerate(config.measures):
        for at, former in enumerate(measure.formerly):
            path = ("measures", index, "formerly", at)
            if former in own:
                whose = "this measure has it still" if former == measure.id else "a measure has it now"
                yield Finding(path, f'the former id "{former}" is taken: {whose}', "duplicate-id")
            elif former in taken:
                message = f'the former id "{former}" stands twice; it can lead to one measure'
                yield Finding(path, message, "duplicate-id")
            taken.add(former)
