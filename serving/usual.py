"""Whether the newest period is usual, as JSON: the sentence of the page, and the numbers behind it."""

from __future__ import annotations

from metrics.figures.control import Signal, Usual
from metrics.figures.tiles import Tile
from metrics.periods import period_id
from serving.figures import Json, period_json, value_json


def usual_json(tile: Tile) -> Json:
    """``{"usual": …}`` for a measure with a control chart, as a part of its JSON; nothing for any other.

    ``lower`` and ``upper`` are the ends of the usual range as the sentence says them, ``centre`` the average and
    ``from`` and ``to`` the periods that they come from. They are null where it cannot be told.
    """
    found = tile.usual
    if found is None:
        return {}
    ends = {"from": period_json(found.observations[0]), "to": period_json(found.latest)}
    told_from = {} if found.told_from is None else {"told_from": period_id(found.told_from)}
    return {
        "usual": {
            "sentence": tile.usual_sentence,
            **_limits(found),
            **(ends if found.limits is not None else dict.fromkeys(ends)),
            "signals": [_signal(one) for one in found.signals],
            **told_from,
        }
    }


def _limits(found: Usual) -> Json:
    if found.limits is None:
        return {"lower": None, "upper": None, "centre": None, "moving_range": None}
    low, high = found.limits.shown
    moving = {"mean": round(found.limits.mean_range, 1), "upper": round(found.limits.most_range, 1)}
    centre = value_json(found.limits.average, "count")
    return {"lower": low, "upper": high, "centre": centre, "moving_range": moving}


def _signal(signal: Signal) -> Json:
    """One point outside the range, a shift or a trend, from its first period to its last."""
    ends = {"from": period_json(signal.first), "to": period_json(signal.last)}
    return {"kind": signal.kind, "direction": signal.way, **ends, "periods": signal.length}
