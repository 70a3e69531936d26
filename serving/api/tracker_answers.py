"""What the answers on trackers hold, as JSON Schema: for the description of the API"""

from __future__ import annotations

from typing import get_args

from metrics.declared.tracker import TrackerKind
from metrics.declared.tracker_source import STATUSES
from serving.http.answer import Json

TEXT: Json = {"type": "string"}
DAY: Json = {"type": ["string", "null"], "format": "date"}
NUMBER: Json = {"type": ["integer", "null"]}
SENTENCES: Json = {"type": "array", "items": TEXT, "description": "The same in words."}
STATUS: Json = {"type": "string", "enum": list(STATUSES)}
BY_STATUS: Json = {
    "type": "object",
    "description": "How many stand where; a status that is not stated is left out.",
    "properties": {status: {"type": "integer"} for status in STATUSES},
}
DECLARED: Json = {
    **dict.fromkeys(("id", "title", "framework"), TEXT),
    "kind": {"type": "string", "enum": list(get_args(TrackerKind))},
    "as_at": {**DAY, "description": "The day to which it stands, by what was reported."},
    "day": {"type": "string", "format": "date", "description": "The day by which items are overdue."},
    "sentences": SENTENCES,
    "listed": {"type": "integer", "description": "How many items are listed."},
    "overdue": {**NUMBER, "description": "How many of them are past their date; null where none is listed."},
}
STANDING: Json = {
    "type": "object",
    "required": ["as_at", "counted_by", "all", "by_status", "not_accounted_for"],
    "properties": {
        "as_at": DAY,
        "counted_by": {"type": "string", "description": "What counts them: items, totals or counts."},
        "all": NUMBER,
        "by_status": BY_STATUS,
        "not_accounted_for": {
            **NUMBER,
            "description": "How many of all stand under no status that is stated.",
        },
    },
}
STEP: Json = {
    "type": "object",
    "properties": {"release": TEXT, "as_at": DAY, "first_due": DAY, "due": DAY, "status": STATUS},
}
ITEM_NAMES = ("name", "reference", "item", "area", "said_in", "owner", "status_words", "due_words", "reason")
ITEM_PROPERTIES: Json = {
    **dict.fromkeys((*ITEM_NAMES, "update"), TEXT),
    **dict.fromkeys(("first_due", "due", "completed"), DAY),
    "status": STATUS,
    "slipped_days": {
        **NUMBER,
        "description": "From the first day to the day now; null where one is not stated.",
    },
    "done_days": {
        **NUMBER,
        "description": "From the first day to that on which it was complete; null where one is not stated.",
    },
    "times_moved": NUMBER,
    "overdue": {"type": "boolean"},
    "overdue_days": {"type": "integer"},
    "dates": {
        "type": "array",
        "description": "Each day that was promised, with the release that brought it.",
        "items": {"type": "object", "properties": {"day": DAY, "release": TEXT}},
    },
    "steps": {"type": "array", "description": "Where it stood in earlier releases.", "items": STEP},
}
ITEM: Json = {
    "type": "object",
    "required": ["name", "reference", "item", "status"],
    "properties": ITEM_PROPERTIES,
}
TRACKERS: Json = {
    "type": "object",
    "required": ["release", "trackers"],
    "properties": {
        "trackers": {
            "type": "array",
            "items": {"type": "object", "required": ["id", "title", "sentences"], "properties": DECLARED},
        },
    },
}
TRACKER: Json = {
    "type": "object",
    "required": ["release", "id", "title", "sentences", "standings", "slips", "items", "discrepancies"],
    "properties": {
        **DECLARED,
        "description": TEXT,
        "standings": {"type": "array", "items": STANDING},
        "slips": {
            "type": "object",
            "properties": {
                "sentences": SENTENCES,
                "number": {
                    "type": "integer",
                    "description": "How many items have a later date than their first.",
                },
                "median_days": {"type": ["number", "null"]},
                "longest_days": NUMBER,
            },
        },
        "since_release_before": TEXT,
        "counts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"as_at": DAY, "group": TEXT, "all": NUMBER, "by_status": BY_STATUS},
            },
        },
        "items": {"type": "array", "items": ITEM},
        "discrepancies": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "text"],
                "properties": {"code": TEXT, "text": TEXT},
            },
        },
        "source": {
            "type": ["object", "null"],
            "properties": dict.fromkeys(("publisher", "title", "link"), TEXT),
        },
    },
}
TRACKER_ITEM: Json = {
    "type": "object",
    "required": ["release", "tracker", "day", "sentences", "reference", "status"],
    "properties": {
        "tracker": {"type": "object", "properties": {"id": TEXT, "title": TEXT}},
        "day": {"type": "string", "format": "date"},
        "sentences": SENTENCES,
        **ITEM_PROPERTIES,
    },
}
