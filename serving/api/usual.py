"""The usual range of a measure as JSON: its ends, what lies outside, and the figures that it is of."""

from __future__ import annotations

from metrics.figures.control_chart import Signal, XmrChart
from metrics.figures.control_chart_words import ADJUSTED_FIGURES
from metrics.figures.season import index_of
from metrics.figures.series import Observation
from metrics.figures.tiles import Tile
from metrics.periods import period_id
from serving.api.values import period_json, value_json
from serving.http.answer import Json


def usual_json(tile: Tile) -> Json:
    """``{"usual": …}`` for a measure with a control chart, as a part of its JSON; nothing for any other.

    ``lower`` and ``upper`` are the ends of the usual range as the sentence says them, ``centre`` the average and
    ``from`` and ``to`` the periods that they come from. They are null where it cannot be told. Where the time of
    year is allowed for, they are all of the ``adjusted`` figures, which stand beside the counted ones.
    """
    usual = tile.control_chart
    if usual is None:
        return {}
    ends = {"from": period_json(usual.observations[0]), "to": period_json(usual.latest)}
    judged_from = {} if usual.limits_from is None else {"told_from": period_id(usual.limits_from)}
    return {
        "usual": {
            "sentence": tile.control_chart_sentence,
            **_limits(usual),
            **(ends if usual.limits is not None else dict.fromkeys(ends)),
            "signals": [_signal(signal) for signal in usual.signals],
            **judged_from,
            **_time_of_year(usual),
        }
    }


def _time_of_year(usual: XmrChart) -> Json:
    """The figures adjusted for the time of year, or that they cannot be; nothing where that is not meant."""
    if usual.time_of_year == "not-allowed-for":
        return {}
    if not usual.adjusted:
        return {"time_of_year": usual.time_of_year, "adjusted": None}
    newest, figures = usual.adjusted[-1], zip(usual.observations, usual.adjusted, strict=True)
    adjusted = {
        "text": ADJUSTED_FIGURES,
        "value": value_json(newest.value, "count"),
        "periods": [_adjusted(usual, counted, level) for counted, level in figures],
    }
    return {"time_of_year": usual.time_of_year, "adjusted": adjusted}


def _adjusted(usual: XmrChart, counted: Observation, level: Observation) -> Json:
    index = index_of(usual.index, counted.period)
    return {
        "period": counted.period_id,
        "counted": value_json(counted.value, "count"),
        "index": None if index is None else round(index, 6),
        "value": value_json(level.value, "count"),
    }


def _limits(usual: XmrChart) -> Json:
    if usual.limits is None:
        return {"lower": None, "upper": None, "centre": None, "moving_range": None}
    low, high = usual.limits.usual_range
    moving = {"mean": round(usual.limits.mean_range, 1), "upper": round(usual.limits.most_range, 1)}
    centre = value_json(usual.limits.average, "count")
    lower, upper = value_json(low, "count"), value_json(high, "count")
    return {"lower": lower, "upper": upper, "centre": centre, "moving_range": moving}


def _signal(signal: Signal) -> Json:
    """One point outside the range, a shift or a trend, from its first period to its last."""
    ends = {"from": period_json(signal.first), "to": period_json(signal.last)}
    return {"kind": signal.kind, "direction": signal.way, **ends, "periods": signal.length}
