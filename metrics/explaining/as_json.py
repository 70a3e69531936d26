"""An explanation as plain values, for scripts. docs/explaining.md has the keys."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

import pandas as pd

from metrics.declared.derivation import parts_of
from metrics.declared.derived import Part
from metrics.declared.framework import PublishedMeasure
from metrics.explaining.explanation import Explanation, figures_of
from metrics.explaining.row_words import left_out_text
from metrics.explaining.rule_words import RULES
from metrics.explaining.sections import sections
from metrics.figures.change import Change
from metrics.figures.lineage import Cell, Role, Trail
from metrics.figures.release import NO_DATA
from metrics.figures.sentences import VERDICT_WORDS, change_text, observation_text, outcome_word
from metrics.figures.series import Key, Observation
from metrics.periods import parse_period_id

Json = dict[str, Any]


def as_json(explained: Explanation) -> Json:
    """The whole explanation; ``source``, ``figures``, ``change`` and ``tile`` only where there are figures."""
    tile, release = explained.tile, explained.release
    published_at = release.published_at.isoformat()
    document: Json = {
        "release": {"id": release.id, "title": release.title, "published_at": published_at},
        "measure": {"id": tile.measure.id, "title": tile.measure.title, "status": tile.measure.status},
        "area": {"code": tile.area, "name": explained.place},
    }
    if isinstance(tile.measure, PublishedMeasure) and tile.latest is not None:
        document |= _of_figures(tile.measure, explained, tile.latest)
    document["sections"] = [
        {
            "id": section.id,
            "title": section.title,
            "says": list(section.says),
            "facts": [list(fact) for fact in section.facts],
        }
        for section in sections(explained)
    ]
    return document


def _of_figures(measure: PublishedMeasure, explained: Explanation, latest: Observation) -> Json:
    tile, source = explained.tile, measure.source
    files = [{"file": file.name, "rows": file.rows} for file in explained.files]
    return {
        "period": _period(latest),
        "unit": measure.form_row.json,
        "source": source.model_dump(include={"publisher", "title", "link", "licence"}) | {"files": files},
        "figures": {
            role: _figure(measure, explained, role, key, period)
            for role, (key, period) in figures_of(tile).items()
        },
        "change": None if tile.change is None else _change(tile.change, tile.explanation),
        "verdict_change": None if tile.verdict is None else _verdict(measure, explained, tile.verdict),
        "tile": {
            "text": tile.text,
            "period": latest.label,
            "change": None if tile.change is None else change_text(tile.change),
            "judged": None if tile.judged is None else change_text(tile.judged),
            "outcome": None if tile.judged is None else outcome_word(tile.judged),
            "verdict": None if tile.judged is None else VERDICT_WORDS[tile.judged.verdict],
            "sentence": tile.sentence,
            "usual": tile.usual_sentence,
            "verdict_sentence": tile.verdict_sentence,
            "beside": tile.beside_sentence,
            "supplement": tile.supplement,
            "note": tile.note,
        },
    }


def _period(observation: Observation) -> Json:
    first, last = observation.dates
    return {
        "id": observation.period_id,
        "label": observation.label,
        "start": first.isoformat(),
        "end": last.isoformat(),
        "window": observation.window,
    }


def _figure(
    measure: PublishedMeasure, explained: Explanation, role: Role, key: Key, period: pd.Period
) -> Json:
    stored = explained.release.data.get(measure.id, NO_DATA).get(key).at(period)
    observation = stored or Observation(period, key.window, None, "x")
    trail = (explained.trails or {}).get(role)
    return {
        "period": _period(observation),
        "value": _value(observation.value, measure),
        "text": observation_text(measure, observation),
        "status": observation.status,
        "base": observation.base,
        **({} if trail is None else _trail(measure, explained, trail, key)),
    }


def _trail(measure: PublishedMeasure, explained: Explanation, trail: Trail, key: Key) -> Json:
    return {
        **({} if trail.over is None else {"over": _trail(measure, explained, trail.over, key)}),
        **({} if not trail.made_of else {"made_of": _made_of(measure, explained, trail, key)}),
        "hidden": trail.hidden,
        "count": None if trail.hidden else trail.count,
        "parts": [_part(measure, explained, part.period, part.count, key) for part in trail.parts],
        "cells": [_cell(measure, cell) for cell in trail.cells],
        "left_out": [
            asdict(item) | {"names": list(item.names), "text": left_out_text(item)} for item in trail.left_out
        ],
        "taken_for": [asdict(item) for item in trail.taken_for],
        "absent_areas": [{"code": code, "name": measure.source.area_name(code)} for code in trail.absent],
    }


def _made_of(measure: PublishedMeasure, explained: Explanation, trail: Trail, key: Key) -> list[Json]:
    parts = zip(parts_of(explained.release.config, measure), trail.made_of, strict=False)
    return [
        {"measure": own.id, "category": part.category, **_trail(own, explained, way.trail, _of(part, key))}
        for (part, own), way in parts
    ]


def _of(part: Part, key: Key) -> Key:
    return Key(key.window, key.area, part.dimension or "", part.category or "")


def _part(
    measure: PublishedMeasure, explained: Explanation, period_id: str, count: int | None, key: Key
) -> Json:
    period = parse_period_id(period_id, measure.frequency)
    single = Key(measure.source.window, key.area, key.dimension, key.category)
    stored = explained.release.data.get(measure.id, NO_DATA).get(single).at(period)
    value = None if stored is None else _value(stored.value, measure)
    return {"period": period_id, "value": value, "status": stored.status if stored else "x", "count": count}


def _cell(measure: PublishedMeasure, cell: Cell) -> Json:
    row = [{"column": column, "text": text} for column, text in cell.row]
    values = asdict(cell) | {"row": row, "value": _value(cell.value, measure)}
    return {name: value for name, value in values.items() if name != "cell" or value}


def _value(value: float | None, measure: PublishedMeasure) -> float | int | None:
    if value is None or not measure.unit_row.is_count:
        return value
    return int(value) if float(value).is_integer() else value


def _change(change: Change, why: str) -> Json:
    bases = change.weighed.bases if change.weighed is not None else None
    return {
        "basis": change.basis.id,
        "label": change.basis.label,
        "difference": _number(change.difference, change),
        "unit": change.unit,
        "text": change_text(change),
        "direction": change.direction,
        "arrow": change.arrow,
        "outcome": change.outcome if change.is_judged else None,
        "verdict": change.verdict,
        "reason": change.reason,
        "rule": RULES[change.reason],
        "materiality": float(change.materiality),
        "interval": None
        if change.interval is None
        else [None if end.is_infinite() else _number(end, change) for end in change.interval],
        "people_asked": None if bases is None else {"earlier": bases[0], "later": bases[1]},
        "overlap_months": change.comparison.overlap_months,
        "why": why,
    }


def _verdict(measure: PublishedMeasure, explained: Explanation, change: Change) -> Json:
    """The comparison that is judged, with the sums of either side and by how much the series moves."""
    moves = None if change.weighed is None else change.weighed.dispersion
    return {
        **_change(change, explained.tile.verdict_explanation),
        "from": {"period": _period(change.earlier), "value": _value(change.earlier.value, measure)},
        "to": {"period": _period(change.later), "value": _value(change.later.value, measure)},
        "dispersion": None if moves is None else {"phi": moves.phi, "ranges": moves.ranges},
        "probability": None if change.weighed is None else change.weighed.probability,
    }


def _number(number: Decimal | None, change: Change) -> float | int | None:
    if number is None:
        return None
    return int(number) if change.unit == "count" else float(number)
