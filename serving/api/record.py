"""How often firm words stood, as JSON: what the page at /about/record says, as plain values."""

from __future__ import annotations

from decimal import Decimal

from components.release.record import kept_record
from components.release.record_words import RECHECK_WORDS, standing_line
from components.site.context import View
from metrics.areas import LONDON
from metrics.figures.change import Change
from metrics.figures.numbers import ChangeUnit
from metrics.figures.verdict_sentences import verdict_line, verdict_word
from metrics.periods import release_title
from metrics.releasing.published import Past
from metrics.releasing.record import FirmWord, Recheck
from serving.api.measures import release_json
from serving.api.values import period_json, value_json
from serving.http.answer import Json


def record_json(view: View) -> Json:
    """Every firm word of the releases up to the one that a view shows, and how it stands by later figures."""
    kept = kept_record(view)
    return {
        "release": release_json(view.release),
        "area_code": LONDON,
        "sentence": " ".join(kept.sentences),
        "counts": dict(kept.record.counts),
        "releases": _releases(kept.counting),
        "withdrawn": _releases(kept.withdrawn),
        "unread": _releases(kept.unread),
        "words": [_recheck(recheck) for recheck in kept.record.rechecks],
    }


def _releases(past: Past) -> list[Json]:
    return [_release(published.id) for published in past]


def _release(release_id: str) -> Json:
    return {"id": release_id, "title": release_title(release_id)}


def _recheck(recheck: Recheck) -> Json:
    word = recheck.word
    return {
        "release": _release(word.release_id),
        "measure": {"id": word.measure.id, "title": word.measure.title},
        "said": {
            "word": verdict_word(word.change),
            "line": verdict_line(word.measure, word.change),
            **_change(word, word.change),
        },
        "standing": recheck.standing,
        "standing_text": RECHECK_WORDS[recheck.standing],
        "later": _later(recheck),
    }


def _later(recheck: Recheck) -> Json | None:
    """What later figures say; null while none have come."""
    if not recheck.release_id:
        return None
    change = recheck.change
    return {
        "release": _release(recheck.release_id),
        "line": standing_line(recheck),
        "revised": recheck.is_revised,
        "obstacle": recheck.obstacle,
        **({} if change is None else _change(recheck.word, change)),
    }


def _change(word: FirmWord, change: Change) -> Json:
    sides = {"from": change.earlier, "to": change.later}
    return {
        "basis": change.basis.id,
        **{
            name: {"period": period_json(side), "value": value_json(side.value, word.measure.unit)}
            for name, side in sides.items()
        },
        "difference": None if change.difference is None else _number(change.difference, change.unit),
        "unit": change.unit,
        "interval": None
        if change.interval is None
        else [_number(end, change.unit) for end in change.interval],
        "outcome": change.outcome,
        "verdict": change.verdict,
    }


def _number(number: Decimal, unit: ChangeUnit) -> float | int:
    return int(number) if unit == "count" else float(number)
