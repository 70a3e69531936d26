"""Rules on tables of inspections: where they stand, and that an answer has a place where it can be read"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from metrics.declared.findings import Finding, repeated, undeclared
from metrics.declared.framework import Config


def inspections_stand_once(config: Config) -> Iterator[Finding]:
    """Each table has an id of its own and stands in a declared framework."""
    yield from repeated(config.inspections, ("inspections",))
    frameworks = [framework.id for framework in config.frameworks]
    for index, table in enumerate(config.inspections):
        yield from undeclared(("inspections", index, "framework"), table.framework, frameworks)


def answers_have_a_place(config: Config) -> Iterator[Finding]:
    """Where a column has the days of answers, another has their addresses."""
    for index, table in enumerate(config.inspections):
        for key, source in (("source", table.source), ("recommendations", table.recommendations)):
            if source is not None and source.answered is not None and source.answer_link is None:
                message = '"answer_link" is missing: an answer is told with the address at which it stands'
                yield Finding(("inspections", index, key), message, "missing-key")


INSPECTION_RULES: tuple[Callable[[Config], Iterator[Finding]], ...] = (
    inspections_stand_once,
    answers_have_a_place,
)
