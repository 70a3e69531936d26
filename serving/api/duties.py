"""Duties to publish, and oversight, as JSON: what the pages at /duties and /oversight say, as plain values"""

from __future__ import annotations

from collections.abc import Mapping

from components.oversight.evidence import evidence_of
from components.site.context import View
from components.site.urls import pack_address
from metrics.declared.body import Body
from metrics.declared.duty_standing import Standing, standings
from metrics.declared.gaps import gaps
from metrics.language import say
from metrics.oversight.duty_sentences import (
    DUTY_STATE_WORDS,
    counts_sentence,
    reading_sentences,
    standing_sentences,
)
from metrics.oversight.gap_sentences import by_kind, gap_name, gap_sentence
from serving.api.measures import release_json
from serving.http.answer import Json

# The columns of the file of duties, each with its path in the values of a duty.
DUTY_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "law": ("law",),
    "item": ("item",),
    "what": ("what",),
    "state": ("state",),
    "why": ("why",),
    "when": ("when",),
    "due": ("due",),
    "link": ("published", "link"),
    "updated": ("published", "updated"),
    "absent_on": ("published", "absent_on"),
    "seen": ("seen",),
    "when_seen": ("when_seen",),
    "applies": ("applies",),
    "added": ("added",),
    "changed": ("changed",),
    "manner": ("manner",),
    "note": ("note",),
    "evidence_kind": ("evidence", "kind"),
    "evidence": ("evidence", "id"),
}


def duties_json(view: View) -> Json:
    """Every law with its items and how each stands, and the count of all in a sentence."""
    every = standings(view.release.config, view.today)
    return {
        "release": release_json(view.release),
        "as_on": view.today.isoformat(),
        "text": counts_sentence(every),
        "laws": [
            {
                "id": law.id,
                "title": law.title,
                "law": law.law,
                "who": law.who,
                "note": law.note,
                "items": [duty_json(view, item) for item in every if item.law.id == law.id],
            }
            for law in view.release.config.duties
        ],
    }


def duty_json(view: View, item: Standing) -> Json:
    """An item of a law as plain values."""
    duty, declared, evidence = item.duty, item.duty.published, evidence_of(view, item.duty)
    return {
        **duty.model_dump(
            include={"item", "what", "when", "seen", "when_seen", "applies", "added", "manner"}
        ),
        "law": item.law.id,
        "changed": list(duty.changed or ()),
        "note": duty.note,
        "state": item.state,
        "state_text": say(DUTY_STATE_WORDS[item.state]),
        "unchecked": list(item.unchecked),
        "why": standing_sentences(item),
        "reading": reading_sentences(duty),
        "due": None if item.due is None else item.due.isoformat(),
        "published": None if declared is None else declared.model_dump(mode="json"),
        "evidence": None
        if evidence is None
        else {"kind": evidence.kind, "id": evidence.id, "title": evidence.title},
    }


def oversight_json(view: View) -> Json:
    """Bodies with their meetings, what is evidence of each duty, and the gaps, kind by kind."""
    config = view.release.config
    every = standings(config, view.today)
    return {
        "release": release_json(view.release),
        "as_on": view.today.isoformat(),
        "bodies": [_body_json(view, body) for body in config.bodies],
        "duties": [
            {name: values[name] for name in ("law", "item", "what", "state", "evidence")}
            for values in (duty_json(view, item) for item in every)
        ],
        "gaps": [
            {
                "kind": kind,
                "text": gap_sentence(kind, own),
                "items": [{"id": gap.id, "title": gap_name(gap)} for gap in own],
            }
            for kind, own in by_kind(gaps(config, view.today)).items()
        ],
    }


def _body_json(view: View, body: Body) -> Json:
    return {
        **body.model_dump(mode="json", exclude={"meetings"}),
        "held_by": [other.id for other in view.release.config.bodies if body.id in other.holds],
        "meetings": [
            {
                **meeting.model_dump(mode="json"),
                "is_to_come": meeting.on > view.today,
                "pack": f"{view.prefix}{pack_address(body.id, meeting.on)}",
            }
            for meeting in body.meetings
        ],
    }
