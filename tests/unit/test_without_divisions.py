"""What the page of an area says of BCUs that have no figures: never more than holds of what the page shows."""

from __future__ import annotations

from typing import Any

import pytest

from components.area import words
from components.area.profile import without_divisions
from metrics.declared.framework import PublishedMeasure
from metrics.language import say
from tests.gazetteers import among_areas, gazetteer
from tests.given import OFFENCES, SATISFACTION, measure

MONEY: dict[str, Any] = {
    **{"unit": "money", "share": None, "subject": "cost of overtime", "decimals": 1},
    **{"money": {"given_in": "millions"}, "source": {"value": {"column": ("Cost",)}}},
}
RATES: dict[str, Any] = {
    **{"unit": "rate", "share": None, "subject": "rate of burglary", "decimals": 1},
    **{"title": "Burglary rate", "source": {"value": {"column": ("Rate",)}}, "comparison": {"test": "none"}},
}
SHARES = measure(SATISFACTION)
COUNTS = measure(OFFENCES, rate=None)
RATED = measure(OFFENCES, rate={"per": 1000})


def by(level: str) -> PublishedMeasure:
    area = {"column": ("Area",), "level": level}
    return among_areas(gazetteer(), SATISFACTION, title=f"Trust by {level}", source={"area": area})


NONE_OF_SHARES = say(words.GROUP_NONE_OF, measures=f"“{SHARES.title}”", several="percentages")


@pytest.mark.parametrize(
    ("measures", "said_of_divisions"),
    [
        ([COUNTS, SHARES], [say(words.GROUP_PERCENTAGES)]),
        ([RATED, SHARES], [say(words.GROUP_PERCENTAGES)]),
        ([by("division"), SHARES], [NONE_OF_SHARES]),  # a BCU has percentages of its own
        ([by("division")], []),
        ([by("force"), COUNTS], []),
        ([measure(SATISFACTION, **MONEY), SHARES], [NONE_OF_SHARES]),  # and here money
        ([measure(SATISFACTION, **RATES), COUNTS], [say(words.GROUP_NO_SUMS, several="rates")]),
        (
            [measure(SATISFACTION, **RATES), RATED],
            [say(words.GROUP_NONE_OF, measures="“Burglary rate”", several="rates")],
        ),
    ],
)
def test_what_divisions_lack_is_said_as_far_as_it_holds(
    measures: list[PublishedMeasure], said_of_divisions: list[str]
) -> None:
    assert without_divisions(measures) == said_of_divisions
