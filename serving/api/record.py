"""How often firm words stood, as JSON: what the page at /about/record says, as plain values."""

from __future__ import annotations

from components.release.record import kept_record
from components.release.record_words import RECHECK_WORDS, standing_line
from components.site.context import View
from metrics.areas import region_code
from metrics.figures.verdict_sentences import verdict_line, verdict_word
from metrics.release_titles import release_title
from metrics.releasing.published import Past
from metrics.releasing.record import Recheck
from serving.api.measures import release_json
from serving.api.values import compared_json
from serving.http.answer import Json


def record_json(view: View) -> Json:
    """Every firm word of the releases up to the one that a view shows, and how it stands by later figures."""
    kept = kept_record(view)
    return {
        "release": release_json(view.release),
        "area_code": region_code(),
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
            **compared_json(word.measure, word.change),
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
        **({} if change is None else compared_json(recheck.word.measure, change)),
    }
