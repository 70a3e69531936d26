"""The days for which a body's pack is made."""

from __future__ import annotations

from datetime import date

from metrics.declared.body import Body
from metrics.declared.taxonomy import Framework
from metrics.oversight.pack_days import pack_days


def test_meetings_and_plans_widen_the_days_that_have_a_pack() -> None:
    body = Body.model_validate(
        {
            "id": "a",
            "title": "A",
            "description": "A.",
            "meetings": [{"on": "2022-03-28"}, {"on": "2031-01-01"}],
        },
        strict=False,
    )
    alone = body.model_copy(update={"meetings": ()})
    plan = Framework.model_validate(
        {"id": "f", "title": "F", "vision": "F.", "description": "F.", "from": 2021}
    )
    release, leap = date(2024, 2, 8), date(2024, 2, 29)
    assert pack_days(body, [], release, leap) == (date(2022, 3, 28), date(2031, 1, 1))
    assert pack_days(alone, [], release, leap) == (release, date(2026, 2, 28))
    assert pack_days(alone, [], release, date(2024, 3, 31)) == (release, date(2026, 3, 31))
    assert pack_days(alone, [plan], release, leap) == (date(2021, 1, 1), date(2026, 2, 28))
