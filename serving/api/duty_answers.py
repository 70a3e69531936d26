"""What the answers of the API on duties and on oversight hold, as JSON Schema: for its description"""

from __future__ import annotations

from typing import get_args

from metrics.declared.duty import EvidenceKind, Rhythm, Seen, WhenSeen
from metrics.declared.duty_standing import DutyState, Unchecked
from metrics.declared.gaps import GapKind
from serving.http.answer import Json

TEXT: Json = {"type": "string"}
MAYBE_TEXT: Json = {"type": ["string", "null"]}
EVIDENCE: Json = {
    "type": ["object", "null"],
    "description": "What is evidence of the duty; null where nothing is declared.",
    "properties": {"kind": {"enum": list(get_args(EvidenceKind))}, "id": TEXT, "title": TEXT},
}
DUTY: Json = {
    "type": "object",
    "required": ["law", "item", "what", "state", "unchecked", "why", "when", "seen", "when_seen", "evidence"],
    "properties": {
        "state": {"enum": list(get_args(DutyState))},
        "unchecked": {"type": "array", "items": {"enum": list(get_args(Unchecked))}},
        "why": {"type": "array", "items": TEXT},
        "when": {"enum": list(get_args(Rhythm))},
        "seen": {"enum": list(get_args(Seen))},
        "when_seen": {"enum": list(get_args(WhenSeen))},
        "due": {
            **MAYBE_TEXT,
            "description": "The last day by which it is due again, where its rhythm gives one.",
        },
        "published": {
            "type": ["object", "null"],
            "description": "Where it is published; null where nobody has declared that.",
            "properties": {"link": MAYBE_TEXT, "updated": MAYBE_TEXT, "absent_on": MAYBE_TEXT},
        },
        "evidence": EVIDENCE,
    },
}
LAW: Json = {
    "type": "object",
    "required": ["id", "title", "law", "who", "items"],
    "properties": {"items": {"type": "array", "items": DUTY}},
}
DUTIES: Json = {
    "type": "object",
    "required": ["release", "as_on", "text", "laws"],
    "properties": {
        "as_on": {**TEXT, "description": "The day as on which the states are given."},
        "text": {**TEXT, "description": "How many items are in each state, in a sentence."},
        "laws": {"type": "array", "items": LAW},
    },
}
BODY: Json = {
    "type": "object",
    "required": ["id", "title", "description", "holds", "held_by", "reads", "meetings", "no_meetings"],
    "properties": {
        "holds": {
            "type": "array",
            "items": TEXT,
            "description": "Ids of the bodies that it holds to account.",
        },
        "held_by": {"type": "array", "items": TEXT},
        "reads": {"type": "array", "items": TEXT, "description": "Ids of the frameworks that it reads."},
        "meetings": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["on", "title", "papers", "is_to_come", "pack"],
                "properties": {"on": TEXT, "title": MAYBE_TEXT, "papers": MAYBE_TEXT, "pack": TEXT},
            },
        },
    },
}
GAP: Json = {
    "type": "object",
    "required": ["kind", "text", "items"],
    "properties": {
        "kind": {"enum": list(get_args(GapKind))},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "title"],
                "properties": {"id": TEXT, "title": TEXT},
            },
        },
    },
}
OVERSIGHT: Json = {
    "type": "object",
    "required": ["release", "as_on", "bodies", "duties", "gaps"],
    "properties": {
        "bodies": {"type": "array", "items": BODY},
        "duties": {"type": "array", "items": {"type": "object", "properties": {"evidence": EVIDENCE}}},
        "gaps": {"type": "array", "items": GAP},
    },
}
