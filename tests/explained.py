"""Short ways to an explanation: a declared measure and its files, released on a day, and a figure explained."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from metrics.declared.config import parse_config
from metrics.declared.framework import PublishedMeasure
from metrics.explaining.explanation import Explanation, explained
from metrics.figures.lineage import Trail
from metrics.figures.release import Release
from metrics.figures.series import MeasureData
from metrics.periods import parse_period_id
from tests.given import data_of
from tests.places_of_tests import REGION

TODAY = date(2024, 2, 9)
SITE = """
site: {title: O, producer: P, contact: C, statistics_status: S, update_schedule: U, attribution: A}
frameworks: [{id: pcp, title: Plan, vision: Safe., description: The plan}]
outcomes: [{id: victims, framework: pcp, title: Victims, description: Victims}]
measures: []
"""
BARNET, CAMDEN = "E09000003", "E09000007"


def release_of(declared: Any, data: MeasureData) -> Release:
    config, issues = parse_config(SITE)
    assert config is not None, issues
    config = config.model_copy(update={"measures": (declared,)})
    return Release("2023-24-q3", datetime(2024, 2, 8, 9, 30, tzinfo=UTC), config, {declared.id: data})


def explanation_of(
    declared: PublishedMeasure,
    *files: tuple[str, str],
    area: str = REGION,
    until: str = "",
    data: MeasureData | None = None,
) -> Explanation:
    """The explanation of a measure's figure; ``data`` stands for what is stored, where it is not what files give."""
    release = release_of(declared, data or data_of(declared, *files))
    period = parse_period_id(until, declared.frequency) if until else None
    tile = release.tile(declared.id, TODAY, area, until=period)
    return explained(release, tile, {name: text.encode() for name, text in files})


def trail(explanation: Explanation, role: Any = "figure") -> Trail:
    assert explanation.trails is not None
    return explanation.trails[role]
