"""What the answer of the API on releases holds, as JSON Schema: for its description."""

from __future__ import annotations

from serving.http.answer import Json

AMENDED: Json = {
    "type": "array",
    "description": "Earlier words, oldest first, each with when others took their place.",
    "items": {"type": "object", "required": ["at", "before"]},
}
NOTICE: Json = {"type": "object", "required": ["at", "text", "amended"], "properties": {"amended": AMENDED}}
RELEASES: Json = {
    "type": "object",
    "required": ["release", "announced", "cancelled", "releases", "chain"],
    "properties": {
        "chain": {
            "type": ["object", "null"],
            "description": "The head of the history, by which anyone can tell later whether the past was "
            "rewritten; null in what is frozen.",
            "required": ["events", "sha256", "entered", "begun_anew"],
            "properties": {
                "events": {"type": "integer", "description": "How many events the history has."},
                "sha256": {
                    "type": "string",
                    "description": "The checksum of the last one.",
                },
                "entered": {
                    "type": "object",
                    "description": "The head when each release was entered, by its id.",
                },
                "begun_anew": {"type": "array", "items": {"type": "object", "required": ["at", "text"]}},
            },
        },
        "cancelled": {
            "type": "array",
            "description": "Announced days that were taken back, each with all that was said of it, oldest first.",
            "items": {"type": "object", "required": ["day", "announced"]},
        },
        "announced": {
            "type": "array",
            "description": "The days on which something is due, nearest first; one that has passed is late.",
            "items": {
                "type": "object",
                "required": ["day", "late_by_days", "measures", "promise", "announced"],
                "properties": {
                    "promise": {
                        "type": ["string", "null"],
                        "description": "How often releases are promised, such as every quarter, where the day is "
                        "the last one that keeps the promise.",
                    },
                    "late_by_days": {"type": "integer"},
                    "measures": {
                        "type": "array",
                        "description": "The ids of the measures that wait for it.",
                        "items": {"type": "string"},
                    },
                    "announced": {
                        "type": "array",
                        "description": "The day as it was announced, oldest first, each time with its reason; "
                        "empty where the release alone declares it.",
                        "items": {"type": "object"},
                    },
                },
            },
        },
        "releases": {
            "type": "array",
            "description": "The releases that are or were public, newest first.",
            "items": {
                "type": "object",
                "required": ["id", "title", "published_at", "state", "note", "corrections", "withdrawn"],
                "properties": {
                    "state": {"enum": ["current", "published", "withdrawn"]},
                    "amended": AMENDED,
                    "corrects": {
                        "type": ["string", "null"],
                        "description": "The id of the release of the same quarter that it takes the place of.",
                    },
                    "corrections": {"type": "array", "items": NOTICE},
                    "withdrawn": {"anyOf": [NOTICE, {"type": "null"}]},
                },
            },
        },
    },
}
REVISIONS: Json = {
    "type": "object",
    "required": ["release", "before", "revisions"],
    "properties": {
        "before": {
            "type": ["object", "null"],
            "description": "The release that it is compared with: that of the quarter before; null for the first.",
        },
        "revisions": {
            "type": "array",
            "description": "Every figure that differs from before, in the window that "
            "is compared: {region's} first.",
            "items": {
                "type": "object",
                "required": [
                    "measure",
                    "period",
                    "area_code",
                    "unit",
                    "before",
                    "after",
                    "difference",
                    "status",
                    "revises",
                ],
                "properties": {
                    "revises": {
                        "type": "string",
                        "description": "The id of the release whose figure it revises: the one before, or where "
                        "that has none of the measure, the last that had some.",
                    },
                    "before": {"type": ["number", "null"]},
                    "after": {"type": "number"},
                    "difference": {"type": ["number", "null"], "description": "In the unit, not rounded."},
                    "per_cent": {
                        "type": ["number", "null"],
                        "description": "The difference in per cent of what it was, of counts alone.",
                    },
                },
            },
        },
    },
}
