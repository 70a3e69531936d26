"""What the answers that list things hold, as JSON Schema: the index, measures, areas and frameworks."""

from __future__ import annotations

from typing import get_args

from metrics.periods import Frequency, Window
from serving.api.account_answers import RELEASE
from serving.api.answers import TILE
from serving.http.answer import Json

TEXT: Json = {"type": "string"}
ADDRESS: Json = {"type": "string", "pattern": "^/"}
OUTCOME: Json = {
    "type": "object",
    "required": ["id", "title", "framework"],
    "properties": dict.fromkeys(("id", "title", "framework"), TEXT),
}
STATE: Json = {"enum": ["published", "planned", "qualitative", "retired"]}
DIMENSIONS: Json = {
    "type": "array",
    "description": "What it is broken down by, with the categories of each.",
    "items": {
        "type": "object",
        "required": ["id", "title", "categories"],
        "properties": {"id": TEXT, "title": TEXT, "categories": {"type": "array", "items": TEXT}},
    },
}
PAGE: Json = {
    "type": "object",
    "description": "Which part of the list this is; there where a part was asked for.",
    "required": ["limit", "offset", "total", "next", "previous"],
    "properties": {
        "limit": {
            "type": ["integer", "null"],
            "description": "How many at most; null for all that are left.",
        },
        "offset": {"type": "integer", "description": "How many were left out first."},
        "total": {"type": "integer", "description": "How many there are in all."},
        "next": {"type": ["string", "null"], "description": "Where the next part is; null after the last."},
        "previous": {
            "type": ["string", "null"],
            "description": "Where the part before is; null at the first.",
        },
    },
}
INDEX: Json = {
    "type": "object",
    "required": ["release", "title", "addresses", "contents", "documentation", "description", "data"],
    "properties": {
        "release": RELEASE,
        "title": {"type": "string", "description": "What the site is called."},
        "addresses": {"type": "array", "items": ADDRESS, "description": "Every rule, ids in angles."},
        "contents": {
            "type": "array",
            "description": "Every rule with its title, as an address or a template of addresses (RFC 6570).",
            "items": {
                "type": "object",
                "required": ["title", "href", "template"],
                "properties": {
                    "title": TEXT,
                    "href": {
                        "type": ["string", "null"],
                        "description": "The address; null where the template needs an id first.",
                    },
                    "template": ADDRESS,
                },
            },
        },
        "documentation": ADDRESS,
        "description": ADDRESS,
        "data": ADDRESS,
        "acknowledged": {
            "type": "array",
            "description": "What is missing or unusual, and why.",
            "items": {"type": "object"},
        },
    },
}
MEASURES: Json = {
    "type": "object",
    "required": ["release", "measures"],
    "properties": {
        "release": RELEASE,
        "measures": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "title", "status", "outcome", "unit", "areas", "dimensions", "links"],
                "properties": {
                    "id": TEXT,
                    "title": TEXT,
                    "status": STATE,
                    "outcome": OUTCOME,
                    "unit": {
                        "type": ["string", "null"],
                        "description": "percent, count or another; or null.",
                    },
                    "frequency": {"enum": list(get_args(Frequency))},
                    "window": {"enum": list(get_args(Window))},
                    "areas": {"type": "array", "items": TEXT, "description": "The codes of its areas."},
                    "dimensions": DIMENSIONS,
                    "links": {
                        "type": "object",
                        "required": ["self", "page"],
                        "properties": {
                            "self": ADDRESS,
                            "page": ADDRESS,
                            "observations": ADDRESS,
                            "downloads": {
                                "type": "object",
                                "description": "Its files, by how their names end.",
                                "additionalProperties": ADDRESS,
                            },
                        },
                    },
                },
            },
        },
    },
}
AREA: Json = {
    "type": "object",
    "required": ["code", "name", "slug", "kind", "level", "division", "population"],
    "properties": {
        "code": {"type": ["string", "null"], "description": "The code of the area; null of what has none."},
        "name": TEXT,
        "slug": {"type": "string", "description": "How addresses name it."},
        "kind": {"type": "string", "description": "What it is, as the site calls it."},
        "level": {"type": "string", "description": "What it is: region, district, division, ward or force."},
        "division": {"type": ["string", "null"]},
        "district": {"type": "string", "description": "The code of the district that a ward lies in."},
        "population": {"type": ["integer", "null"]},
        "population_year": {"type": "integer"},
    },
}
AREAS: Json = {
    "type": "object",
    "required": ["release", "areas"],
    "properties": {"release": RELEASE, "areas": {"type": "array", "items": AREA}},
}
TIME: Json = {
    "audience": TEXT,
    "supports": TEXT,
    "from": {"type": "string", "description": "Its first day, or the year that it begins in."},
    "until": {"type": "string", "description": "Its last day, or the year that it ends in."},
    "has_ended": {"type": "boolean"},
    "successor": TEXT,
}
FRAMEWORK: Json = {
    "type": "object",
    "required": ["release", "id", "title", "vision", "outcomes"],
    "properties": {
        "release": RELEASE,
        **dict.fromkeys(("id", "title", "vision"), TEXT),
        **TIME,
        "outcomes": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "title", "measures"],
                "properties": {"id": TEXT, "title": TEXT, "measures": {"type": "array", "items": TILE}},
            },
        },
    },
}
IN_SHORT: Json = {
    "type": "object",
    "required": ["id", "title", "status", "word"],
    "properties": {
        "id": TEXT,
        "title": TEXT,
        "status": STATE,
        "word": {"type": ["string", "null"], "description": "How it stands, in a word."},
        "of_outcome": {"type": "string", "description": "Its own outcome, where this is another."},
    },
}
FRAMEWORKS: Json = {
    "type": "object",
    "required": ["release", "frameworks"],
    "properties": {
        "release": RELEASE,
        "frameworks": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "title", "vision", "description", "outcomes", "links"],
                "properties": {
                    **dict.fromkeys(("id", "title", "vision", "description"), TEXT),
                    **TIME,
                    "outcomes": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["id", "title", "measures"],
                            "properties": {
                                "id": TEXT,
                                "title": TEXT,
                                "measures": {"type": "array", "items": IN_SHORT},
                            },
                        },
                    },
                    "links": {"type": "object", "required": ["self"], "properties": {"self": ADDRESS}},
                },
            },
        },
    },
}
OPENAPI: Json = {
    "type": "object",
    "required": ["openapi", "info", "paths"],
    "properties": {"openapi": {"const": "3.1.0"}, "info": {"type": "object"}, "paths": {"type": "object"}},
}
