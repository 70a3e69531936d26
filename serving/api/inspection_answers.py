"""What the answer on inspections holds, as JSON Schema: for the description of the API"""

from __future__ import annotations

from typing import get_args

from metrics.declared.clock import Counting, Force, Rhythm
from metrics.declared.inspection_source import Blank
from metrics.oversight.standing import State
from serving.http.answer import Json

DAY: Json = {"type": ["string", "null"], "format": "date"}
STANDING: Json = {
    "clock": {"type": ["string", "null"], "description": "The id of the clock that runs on an answer."},
    "force": {"type": ["string", "null"], "enum": [*get_args(Force), None]},
    "last_day": {**DAY, "description": "The last day for an answer; null where none can be given."},
    "answered": {**DAY, "description": "The day on which an answer was published."},
    "state": {
        "type": "string",
        "enum": list(get_args(State)),
        "description": "How the answer stands on the day.",
    },
    "days": {
        "type": ["integer", "null"],
        "description": "How many are left, how many ago the last day was, or how many the answer is from it.",
    },
    "blank": {
        "type": ["string", "null"],
        "enum": [*get_args(Blank), None],
        "description": "Without an answer: that none was published, or that none was seen.",
    },
    "sentences": {"type": "array", "items": {"type": "string"}, "description": "The same in words."},
}
TEXT: Json = {"type": "string"}
REPORT: Json = {
    "type": "object",
    "required": ["reference", "report", "kind", "published", "state", "sentences"],
    "properties": {
        **dict.fromkeys(("reference", "report", "kind", "answered_by", "answer_link"), TEXT),
        **dict.fromkeys(("addressee", "document"), TEXT),
        "published": DAY,
        "recommendations": {"type": ["integer", "null"], "description": "How many it makes."},
        "comparable": {
            "type": ["boolean", "null"],
            "description": "Whether its grades can be compared with those before.",
        },
        **STANDING,
    },
}
RECOMMENDATION: Json = {
    "type": "object",
    "required": ["reference", "report", "text", "state", "sentences"],
    "properties": {
        **dict.fromkeys(("reference", "report", "text", "answer_link", "addressee"), TEXT),
        "made_on": DAY,
        **STANDING,
    },
}
TABLE: Json = {
    "type": "object",
    "required": ["id", "title", "framework", "sentence", "reports", "recommendations"],
    "properties": {
        **dict.fromkeys(("id", "title", "framework", "description"), TEXT),
        "sentence": {"type": "string", "description": "How many reports stand where on the day."},
        "reports": {"type": "array", "items": REPORT},
        "recommendations": {"type": "array", "items": RECOMMENDATION},
        "source": {"type": "object", "properties": dict.fromkeys(("publisher", "title", "link"), TEXT)},
    },
}
CLOCK: Json = {
    "type": "object",
    "required": ["id", "title", "who", "force", "source", "day"],
    "properties": {
        **dict.fromkeys(("id", "title", "who", "source", "from", "extension", "note", "holidays"), TEXT),
        "days": {"type": "integer"},
        "working_days": {"type": "integer"},
        "on": {"type": "string", "description": "A day, or words that say when."},
        "every": {"type": "string", "enum": list(get_args(Rhythm))},
        "counts": {"type": "string", "enum": list(get_args(Counting))},
        "force": {"type": "string", "enum": list(get_args(Force))},
        "day": {**DAY, "description": "The day on which it is due, where it is one."},
    },
}
INSPECTIONS: Json = {
    "type": "object",
    "required": ["release", "day", "inspections", "clocks"],
    "properties": {
        "day": {"type": "string", "format": "date", "description": "The day on which each stands so."},
        "inspections": {"type": "array", "items": TABLE},
        "clocks": {"type": "array", "items": CLOCK},
    },
}
