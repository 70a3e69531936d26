"""The checks of frameworks and outcomes: what stands behind what, until when, and what an outcome shows besides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from metrics.declared.document import Path
from metrics.declared.findings import Finding, undeclared
from metrics.declared.framework import Config, RetiredMeasure
from metrics.declared.taxonomy import is_before


def outcomes_also_show_others(config: Config) -> Iterator[Finding]:
    """What an outcome shows besides its own is a measure of another outcome, once, that has not been retired."""
    measures = {measure.id: measure for measure in config.measures}
    for index, outcome in enumerate(config.outcomes):
        for position, name in enumerate(outcome.also_shows):
            path: Path = ("outcomes", index, "also_shows", position)
            measure = measures.get(name)
            if measure is None:
                yield from undeclared(path, name, list(measures), "measure")
            elif measure.outcome == outcome.id:
                yield Finding(
                    path, f'"{name}" stands under this outcome already; leave it out', "own-measure"
                )
            elif name in outcome.also_shows[:position]:
                yield Finding(path, f'"{name}" stands twice', "duplicate-id")
            elif isinstance(measure, RetiredMeasure):
                yield Finding(path, f'"{name}" is retired, so it stands under no outcome', "retired")


def frameworks_lead_on(config: Config) -> Iterator[Finding]:
    """What a framework supports, and what takes its place, is another framework; neither leads back to it."""
    declared = [framework.id for framework in config.frameworks]
    for key, circle in (("supports", "supports itself"), ("successor", "takes its own place")):
        leads = {item.id: getattr(item, key) for item in config.frameworks}
        for index, framework in enumerate(config.frameworks):
            target, path = leads[framework.id], ("frameworks", index, key)
            if target is None:
                continue
            if target not in leads:
                yield from undeclared(path, target, declared)
            elif framework.id in (way := _way(leads, framework.id)):
                names = " → ".join(f'"{name}"' for name in [framework.id, *way])
                yield Finding(path, f"by {names} the framework {circle}", "circle")


def frameworks_end_after_they_begin(config: Config) -> Iterator[Finding]:
    """A framework's end is not before its beginning, and what has a successor ends."""
    for index, framework in enumerate(config.frameworks):
        first, until, path = framework.first, framework.until, ("frameworks", index, "until")
        if first is not None and until is not None and is_before(until, first):
            yield Finding(path, f"until {until} is before its beginning ({first})", "bad-order")
        if framework.successor is not None and until is None:
            message = 'it has a successor and no "until": readers are not told that it has ended'
            yield Finding(("frameworks", index, "successor"), message, "no-end", "warning")


def successors_outlive_what_they_follow(config: Config) -> Iterator[Finding]:
    """What takes the place of a framework ends after it: else readers are led to one that has ended."""
    ends = {framework.id: framework.until for framework in config.frameworks}
    leads = {framework.id: framework.successor for framework in config.frameworks}
    for index, framework in enumerate(config.frameworks):
        until, following = framework.until, ends.get(framework.successor or "")
        if until is None or following is None or framework.id in _way(leads, framework.id):
            continue
        if following == until or is_before(following, until):
            message = (
                f'"{framework.successor}" ends with {following}, and this framework with {until}: what takes'
            )
            message += " its place goes on after it"
            yield Finding(("frameworks", index, "successor"), message, "bad-order")


def _way(leads: Mapping[str, str | None], start: str) -> list[str]:
    """Where one framework leads to, and that one, until one is met again."""
    way: list[str] = []
    following = leads.get(start)
    while following is not None and following not in way:
        way.append(following)
        following = leads.get(following)
    return way[: way.index(start) + 1] if start in way else []


TAXONOMY_RULES: tuple[Callable[[Config], Iterator[Finding]], ...] = (
    outcomes_also_show_others,
    frameworks_lead_on,
    frameworks_end_after_they_begin,
    successors_outlive_what_they_follow,
)
