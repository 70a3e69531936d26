"""A tile, its figures and its change as JSON: the words and numbers that the page shows, as plain values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from metrics.declared.framework import (
    AnyMeasure,
    PlannedMeasure,
    PublishedMeasure,
    QualitativeMeasure,
    RetiredMeasure,
)
from metrics.declared.target_rules import direction_of
from metrics.declared.units import FORMS, ChangeUnit, Form
from metrics.figures.change import Change
from metrics.figures.intervals import interval_ends, interval_of
from metrics.figures.numbers import rounded
from metrics.figures.sentences import change_text
from metrics.figures.series import Observation
from metrics.figures.target import Progress
from metrics.figures.target_sentences import progress_sentence, target_text
from metrics.figures.tiles import Tile
from metrics.figures.verdict import verdict_window
from metrics.periods import parse_period_id, period_id
from serving.http.answer import Json


def tile_json(tile: Tile) -> Json:
    """A tile: its latest figure and its change, or a note that says why there is none."""
    measure = tile.measure
    notes = {"note": tile.note, "supplement": tile.supplement}
    return {
        "id": measure.id,
        "title": measure.title,
        "status": measure.status,
        "latest": _latest(measure, tile),
        **_interval_of_latest(measure, tile),
        "change": _change(measure, tile),
        "verdict_change": _verdict(measure, tile),
        **_beside(measure, tile),
        **{key: text for key, text in notes.items() if text},
        **_targets(measure, tile),
        **_without_figures(measure, tile),
    }


def _targets(measure: AnyMeasure, tile: Tile) -> Json:
    """What is to be reached by when, and how the figure stands by it, where a measure has targets."""
    if not isinstance(measure, PublishedMeasure) or not tile.targets:
        return {}
    return {"targets": [_target(measure, item) for item in tile.targets]}


def _target(measure: PublishedMeasure, item: Progress) -> Json:
    target, expected = item.target, item.expected
    return {
        "name": target.name,
        "direction": direction_of(measure, target),
        "value": target.value,
        "by": period_id(parse_period_id(target.by, measure.frequency)),
        "baseline": period_id(parse_period_id(target.baseline, measure.frequency)),
        "text": target_text(measure, target),
        "standing": item.standing,
        "expected": None if expected is None else float(rounded(expected, measure.decimals + 1)),
        "sentence": progress_sentence(measure, item),
        "set_by": target.set_by,
        "link": target.link,
    }


def _beside(measure: AnyMeasure, tile: Tile) -> Json:
    """A second comparison, where the windows of the first overlap and it cannot be told."""
    if tile.beside is None:
        return {}
    return {
        "beside": change_json(measure, tile.beside, tile.beside_sentence, tile.beside_explanation),
    }


def _change(measure: AnyMeasure, tile: Tile) -> Json | None:
    """The change as compared. Where another comparison is judged it is arithmetic, beside what is usual."""
    change = tile.change
    if change is None:
        return None
    as_json = change_json(measure, change, tile.sentence, tile.explanation)
    if change.is_judged:
        return as_json
    direction = None if change.difference is None else change.direction
    return {**as_json, "direction": direction, "outcome": None, "interval": None, "usual": _usual(tile)}


def _usual(tile: Tile) -> Json | None:
    """What the same step was in earlier years, in per cent; null where that is not known."""
    if tile.usual is None:
        return None
    low, high = (float(end) for end in tile.usual.limits)
    return {
        "text": tile.usual_sentence,
        "usual": float(tile.usual.usual),
        "from": low,
        "to": high,
        "years": tile.usual.years,
    }


def _verdict(measure: AnyMeasure, tile: Tile) -> Json | None:
    """The comparison that is judged; null of releases that judged the change itself."""
    change = tile.verdict
    if change is None:
        return None
    resumes = change.comparison.resumes if change.outcome == "not-comparable" else None
    return {
        **change_json(measure, change, tile.verdict_sentence, tile.verdict_explanation),
        "direction": None if change.difference is None else change.direction,
        "window": verdict_window(change),
        "resumes": None if resumes is None else period_id(resumes),
        "known_from": None if change.known_from is None else period_id(change.known_from),
    }


def _latest(measure: AnyMeasure, tile: Tile) -> Json | None:
    if tile.latest is None or not isinstance(measure, PublishedMeasure):
        return None
    return {
        **_figure(measure, tile.latest),
        "unit": unit_json(measure.form),
        "text": tile.text,
        "status": tile.latest.status,
    }


def _interval_of_latest(measure: AnyMeasure, tile: Tile) -> Json:
    """How sure the newest figure is: null where no interval can be given of it."""
    if tile.latest is None or not isinstance(measure, PublishedMeasure):
        return {}
    return {"interval": interval_json(measure, tile.latest, tile.area)}


def interval_json(
    measure: PublishedMeasure, observation: Observation, area: str, category: str = ""
) -> list[float | int] | None:
    """The ends of a figure's 95% interval, rounded as the pages show them; null where there is none."""
    interval = interval_of(measure, observation, area, category)
    if interval is None:
        return None
    is_count = measure.unit_row.is_count
    ends = interval_ends(measure, interval, observation.value)
    return [int(end) if is_count else float(end) for end in ends]


def change_json(measure: AnyMeasure, change: Change, sentence: str, why: str) -> Json:
    """What may be said of the difference between two figures, in numbers and words, and why."""
    return {
        **compared_json(measure, change),
        "label": change.basis.label,
        "text": change_text(change),
        "direction": change.direction,
        "arrow": change.arrow,
        "sentence": sentence,
        "why": why,
    }


def compared_json(measure: AnyMeasure, change: Change) -> Json:
    """Two figures, their difference and what it comes to, as plain values."""
    difference = change.difference
    return {
        "basis": change.basis.id,
        "from": _figure(measure, change.earlier),
        "to": _figure(measure, change.later),
        "difference": None if difference is None else _number(difference, change.unit),
        "unit": change.unit,
        "interval": _interval(change),
        "outcome": change.outcome,
        "verdict": change.verdict,
    }


def _figure(measure: AnyMeasure, observation: Observation) -> Json:
    form: Form = measure.form if isinstance(measure, PublishedMeasure) else "percent"
    return {
        "period": period_json(observation),
        **window_json(observation),
        "value": value_json(observation.value, form),
    }


def period_json(observation: Observation) -> Json:
    """What a figure covers; a window that is not the single period is named, and the label says so too."""
    first, last = observation.dates
    dates = {"start": first.isoformat(), "end": last.isoformat()}
    return {"id": observation.period_id, "label": observation.label, **dates, **window_json(observation)}


def window_json(observation: Observation) -> Json:
    """What a figure covers beyond its period, as a key to put beside it; nothing for a single period."""
    return {} if observation.window == "single" else {"window": observation.window}


def unit_json(form: Form) -> str:
    """What a figure's number is of, by name: ``percent`` or ``count``."""
    return FORMS[form].json


def value_json(value: float | None, form: Form) -> float | int | None:
    """A percentage as 61.0, a count as 6100; null where there is no value."""
    if value is None or not FORMS[form].row.is_count:
        return value
    return int(value) if float(value).is_integer() else value


def _number(number: Decimal, unit: ChangeUnit) -> float | int:
    return int(number) if unit == "count" else float(number)


def _interval(change: Change) -> list[float | int | None] | None:
    """The ends of the interval of a difference; the upper is null where there is none."""
    if change.interval is None:
        return None
    return [None if end.is_infinite() else _number(end, change.unit) for end in change.interval]


def day_json(announced: date | str) -> str | None:
    """A date as ISO 8601; null where none has been announced."""
    return announced.isoformat() if isinstance(announced, date) else None


def _without_figures(measure: AnyMeasure, tile: Tile) -> Json:
    match measure:
        case PlannedMeasure():
            promised = {"owner": measure.owner, "reason": measure.reason}
            return {**promised, "expected": day_json(measure.expected), "overdue": tile.overdue}
        case QualitativeMeasure():
            return {"reason": measure.reason, "narrative": measure.narrative}
        case RetiredMeasure():
            followed = {"last_release": measure.last_release, "successor": measure.successor}
            return {"reason": measure.reason, **followed}
        case _:
            return {}
