"""What the answer of the API on claims holds, as JSON Schema: for its description."""

from __future__ import annotations

from typing import get_args

from metrics.declared.claim import ClaimWindow, StatedUnit
from metrics.figures.claims import Finding
from serving.http.answer import Json

SIDE: Json = {
    "type": ["object", "null"],
    "description": "A figure with its window and its period; null where the release has nothing of the kind.",
    "properties": {
        "window": {"enum": list(get_args(ClaimWindow))},
        "period": {"type": "string", "description": "The id of the period, or of the last one in it."},
        "value": {
            "type": ["number", "null"],
            "description": "Null where there is no figure; the status says why.",
        },
    },
}
BY_RELEASE: Json = {
    "from": SIDE,
    "to": SIDE,
    "difference": {
        "type": ["number", "null"],
        "description": "The change in the stated unit, to twelve digits; null where it cannot be worked out.",
    },
    "finding": {"enum": list(get_args(Finding))},
    "break": {
        "type": ["object", "null"],
        "description": "The break between the two, the last figure before it, and the changes up to it and on.",
    },
    "starts": {
        "type": ["object", "null"],
        "description": "How far the change ranges from starts that lie whole years apart.",
    },
    "would_agree": {"type": "object", "description": "What would make a claim agree that does not."},
    "why": {"type": "array", "items": {"type": "string"}, "description": "The sum and its why, in words."},
}
CLAIM: Json = {
    "type": "object",
    "required": [
        "id",
        "words",
        "said_in",
        "measure",
        "area",
        "stated",
        "release",
        "from",
        "to",
        "finding",
        "why",
    ],
    "properties": {
        "stated": {
            "type": "object",
            "description": "The change as it was stated, and what it was stated in.",
            "properties": {"change": {"type": "number"}, "unit": {"enum": list(get_args(StatedUnit))}},
        },
        **BY_RELEASE,
        "newest": {
            "type": ["object", "null"],
            "description": "What the newest release makes of it; null where that is the same one.",
            "properties": BY_RELEASE,
        },
    },
}
CLAIMS: Json = {
    "type": "object",
    "required": ["release", "claims"],
    "properties": {"claims": {"type": "array", "items": CLAIM}},
}
