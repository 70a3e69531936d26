"""Claims as plain values: for the API, the command line and the file of all claims."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from metrics.figures.claim_clues import AcrossBreak, Starts
from metrics.figures.claim_sentences import (
    claim_area_name,
    claim_change_text,
    claim_figure_text,
    finding_words,
    stated_text,
)
from metrics.figures.claims import ClaimSum, Side
from metrics.figures.sentences import named
from metrics.figures.series import Observation
from metrics.periods import period_id
from metrics.release_titles import release_title
from metrics.releasing.claim_words import newest_sentences, own_sentences
from metrics.releasing.claims import ClaimCheck, ReleasedSum, Revised

Json = dict[str, Any]
# The columns of the file of claims, each with its path in the values of a claim.
CLAIM_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "claim": ("id",),
    "words": ("words",),
    "said_in": ("said_in",),
    "said_on": ("said_on",),
    "link": ("link",),
    "measure": ("measure", "id"),
    "area_code": ("area", "code"),
    "area": ("area", "name"),
    "release": ("release", "id"),
    "from_window": ("from", "window"),
    "from_period": ("from", "period"),
    "from_value": ("from", "value"),
    "to_window": ("to", "window"),
    "to_period": ("to", "period"),
    "to_value": ("to", "value"),
    "stated": ("stated", "change"),
    "unit": ("stated", "unit"),
    "difference": ("difference",),
    "finding": ("finding",),
    "why": ("why",),
    "newest_release": ("newest", "release", "id"),
    "newest_from_value": ("newest", "from", "value"),
    "newest_to_value": ("newest", "to", "value"),
    "newest_difference": ("newest", "difference"),
    "newest_finding": ("newest", "finding"),
}


def claim_json(check: ClaimCheck) -> Json:
    """A claim with what it comes to, and what the newest release makes of it; null where that is the same one."""
    claim = check.claim
    return {
        "id": claim.id,
        "words": claim.words,
        "said_in": claim.said_in,
        "said_on": None if claim.said_on is None else claim.said_on.isoformat(),
        "link": claim.link,
        "measure": {"id": check.measure.id, "title": check.measure.title},
        "area": {"code": check.area, "name": claim_area_name(check.measure, check.area)},
        "stated": {**claim.stated.model_dump(), "text": stated_text(check.measure, claim.stated)},
        **_released(check.own),
        "why": own_sentences(check.own),
        "newest": None if check.newest is None else _newest(check, check.newest),
    }


def claim_row(values: Json) -> list[object]:
    """A claim as the cells of the file of claims, in the order of its columns; None where there is nothing."""
    return [_cell(values, path) for path in CLAIM_COLUMNS.values()]


def _cell(values: Any, path: tuple[str, ...]) -> object:
    for name in path:
        values = None if values is None else values[name]
    return " ".join(values) if isinstance(values, list) else values


def _newest(check: ClaimCheck, newest: ReleasedSum) -> Json:
    return {
        **_released(newest),
        "why": newest_sentences(check),
        "revised": [_revised(item) for item in check.revised],
    }


def _revised(item: Revised) -> Json:
    return {
        "period": item.after.period_id,
        "period_label": named(item.after),
        "before": _value(item.before),
        "after": _value(item.after),
        "gone": item.gone,
    }


def _released(item: ReleasedSum) -> Json:
    """The sum by one release: without one the sides are null."""
    worked, clues = item.worked, item.clues
    return {
        "release": {"id": item.release_id, "title": release_title(item.release_id)},
        "from": None if worked is None else _side(worked, worked.sides[0], worked.earlier),
        "to": None if worked is None else _side(worked, worked.sides[1], worked.later),
        "difference": _number(None if worked is None else worked.difference),
        "text": None
        if worked is None or worked.difference is None
        else claim_change_text(worked, worked.difference),
        "finding": item.finding,
        "finding_text": finding_words(item.finding),
        "break": None if worked is None or worked.crossed is None else _break(worked, clues.across),
        "starts": None if clues.starts is None else _starts(clues.starts),
        "would_agree": {
            "windows": [other.sides[0].window for other in clues.windows],
            "area": None if clues.area is None else clues.area.area,
            "unit": clues.other_unit,
            "other_way": clues.is_other_way,
        },
    }


def _side(worked: ClaimSum, side: Side, figure: Observation) -> Json:
    return {
        "window": side.window,
        "period": period_id(side.period),
        "period_label": named(figure),
        "value": _value(figure),
        "text": claim_figure_text(worked, figure),
        "status": figure.status,
    }


def _break(worked: ClaimSum, across: AcrossBreak | None) -> Json:
    assert worked.crossed is not None
    crossed = worked.crossed
    around = None
    if across is not None:
        around = {
            "period": across.last_before.period_id,
            "value": _value(across.last_before),
            "until": _number(across.until),
            "across": _number(across.across),
        }
    return {"period": crossed.period, "reason": crossed.reason, "last_before": around}


def _starts(starts: Starts) -> Json:
    return {
        "number": starts.number,
        "lowest": {"period": starts.lowest[1].period_id, "difference": _number(starts.lowest[0])},
        "highest": {"period": starts.highest[1].period_id, "difference": _number(starts.highest[0])},
        "is_extreme": starts.is_lowest or starts.is_highest,
    }


def _value(figure: Observation) -> float | int | None:
    """A figure; one that is whole is written so."""
    value = figure.value
    return value if value is None or not float(value).is_integer() else int(value)


def _number(difference: Decimal | None) -> float | None:
    """An exact difference to twelve digits: more are those of a division."""
    return None if difference is None else float(format(difference, ".12g"))
