"""What the answers of the API on measures hold, as JSON Schema: for its description."""

from __future__ import annotations

from typing import get_args

from metrics.declared.derived import HOWS
from metrics.figures.change import OutcomeOfChange, Verdict
from metrics.releasing.record import STANDINGS, Obstacle
from metrics.statuses import STATUS_WORDS
from serving.http.answer import Json

STATUS: Json = {
    "type": "string",
    "enum": ["", *STATUS_WORDS],
    "description": "What there is to know of the figure, in GSS shorthand; of several, the weightiest: "
    + ", ".join(f"{letter} {words}" for letter, words in STATUS_WORDS.items()),
}
OBSERVATION: Json = {
    "type": "object",
    "required": ["period", "period_label", "area_code", "area", "value", "status"],
    "properties": {
        "period": {
            "type": "string",
            "description": "The id of the period, or of the one that the window ends in.",
        },
        "period_label": {"type": "string"},
        "area_code": {"type": "string", "description": "The code of the area."},
        "area": {"type": "string"},
        "dimension": {"type": "string", "description": "The id of the dimension, in a breakdown."},
        "category": {"type": "string", "description": "The category, in a breakdown."},
        "window": {
            "type": "string",
            "description": "What the figure covers, where that is not the period alone.",
        },
        "value": {
            "type": ["number", "null"],
            "description": "A number in the unit, a percentage as 61.0; null where there is no figure.",
        },
        "base": {
            "type": "integer",
            "description": "How many people were asked, or cases counted, where the source says; of one count "
            "over another, how many there are of what it is divided by.",
        },
        "lower": {"type": "number", "description": "The lower end of the 95% interval, where there is one."},
        "upper": {"type": "number", "description": "The upper end of the 95% interval, where there is one."},
        "status": STATUS,
    },
}
ADJUSTED: Json = {
    "type": ["object", "null"],
    "description": "The counts adjusted for the time of year, where the usual range is of these; null where the "
    "time of year cannot be told.",
    "properties": {
        "text": {"type": "string", "description": "What they are, in words."},
        "value": {"type": "number", "description": "The newest of them."},
        "periods": {
            "type": "array",
            "description": "Each period with what was counted, the index of its month or quarter, and the count "
            "divided by that index, rounded as it is judged.",
            "items": {
                "type": "object",
                "required": ["period", "counted", "index", "value"],
                "properties": {
                    "period": {"type": "string"},
                    "counted": {"type": ["number", "null"]},
                    "index": {"type": ["number", "null"]},
                    "value": {"type": ["number", "null"]},
                },
            },
        },
    },
}
USUAL: Json = {
    "type": "object",
    "description": "Whether the newest single period is within its usual range, for a measure with a control "
    "chart. The range, its average and its signals are of the adjusted figures where there are these.",
    "properties": {
        "sentence": {"type": "string"},
        "lower": {"type": ["number", "null"], "description": "The lower end of the range, rounded up."},
        "upper": {"type": ["number", "null"], "description": "The upper end of the range, rounded down."},
        "centre": {"type": ["number", "null"], "description": "The average."},
        "time_of_year": {
            "type": "string",
            "enum": ["allowed-for", "not-known"],
            "description": "Whether the range allows for the time of year; there for a count that has a season.",
        },
        "adjusted": ADJUSTED,
    },
}
VERDICT: Json = {
    "window": {
        "type": "string",
        "description": "What each side covers: 3-months, rolling-12-months and so on.",
    },
    "outcome": {"enum": list(get_args(OutcomeOfChange))},
    "verdict": {"enum": list(get_args(Verdict))},
    "interval": {
        "type": ["array", "null"],
        "items": {"type": ["number", "null"]},
        "description": "Where the difference is likely to lie (95%), as it is judged: rounded. The upper end is "
        "null where it has none.",
    },
    "resumes": {
        "type": ["string", "null"],
        "description": "The first period that can be compared again, where a break forbids it until then.",
    },
    "known_from": {
        "type": ["string", "null"],
        "description": "The first period of which chance can be told, where the series is too short until then.",
    },
}
RECHECK: Json = {
    "type": "object",
    "required": ["release", "measure", "said", "standing", "standing_text", "later"],
    "properties": {
        "release": {"type": "object", "description": "The release that said it first."},
        "said": {
            "type": "object",
            "description": "The word, what it rests on, and the change that it is of.",
        },
        "standing": {"enum": list(STANDINGS)},
        "later": {
            "type": ["object", "null"],
            "description": "The same comparison by the figures of a later release; null while there is none.",
            "properties": {
                "revised": {
                    "type": "boolean",
                    "description": "Whether a figure that it rests on is another.",
                },
                "obstacle": {
                    "enum": [None, *get_args(Obstacle)],
                    "description": "Why it cannot be looked up: what is gone, or a break since.",
                },
            },
        },
    },
}
TILE: Json = {
    "type": "object",
    "required": ["id", "title", "status", "latest", "change", "verdict_change"],
    "properties": {
        "id": {"type": "string"},
        "title": {"type": "string"},
        "status": {"enum": ["published", "planned", "qualitative", "retired"]},
        "latest": {
            "type": ["object", "null"],
            "description": "The newest figure, with its period and status.",
        },
        "interval": {
            "type": ["array", "null"],
            "items": {"type": "number"},
            "description": "The ends of the 95% interval around the newest figure; null where none can be given.",
        },
        "change": {
            "type": ["object", "null"],
            "description": "How it compares with the period before, or as it is asked: arithmetic, with what is "
            "usual for the time of year. Of releases that judged it, what was said of it.",
        },
        "verdict_change": {
            "type": ["object", "null"],
            "description": "The comparison of like with like that is judged, with its own interval, reason and "
            "sentence; null of releases that judged the change itself.",
            "properties": VERDICT,
        },
        "usual": USUAL,
        "age": {
            "type": "object",
            "required": ["late_by_days", "updated_in_this_release", "nothing_newer_since"],
            "properties": {
                "late_by_days": {
                    "type": "integer",
                    "description": "Days since the next figure was due, or promised by how often they come; or 0.",
                },
                "updated_in_this_release": {
                    "type": ["boolean", "null"],
                    "description": "Whether a newer figure came with this release; null where nobody can tell.",
                },
                "nothing_newer_since": {
                    "type": ["object", "null"],
                    "description": "The release with which the newest figure came, where that was an earlier one.",
                    "properties": {
                        "release": {"type": "string"},
                        "day": {"type": "string", "format": "date"},
                    },
                },
            },
        },
        "absent_this_time": {
            "type": ["object", "null"],
            "description": "The reason why its files did not come this time; null where they did.",
        },
    },
}
METADATA: Json = {
    "type": "object",
    "required": ["description", "outcome", "links"],
    "description": "What a reader must know of a measure before quoting it.",
    "properties": {
        "over": {
            "type": "object",
            "required": ["noun"],
            "description": "What a figure that is one count over another is divided by; its number is the base.",
            "properties": {"noun": {"type": "string"}},
        },
        "derived": {
            "type": "object",
            "required": ["as", "from"],
            "description": "How figures are worked out from those of other measures, or of categories of them.",
            "properties": {
                "as": {"enum": list(HOWS)},
                "from": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["measure"],
                        "properties": {
                            **{name: {"type": "string"} for name in ("measure", "dimension", "category")},
                            "people": {"type": "integer", "description": "Those in the group."},
                        },
                    },
                },
            },
        },
    },
}
ENDS: Json = {"type": ["array", "null"], "items": {"type": "number"}}
FIGURE_OF_AREA: Json = {
    "value": {"type": ["number", "null"], "description": "The figure, in the unit."},
    "rate": {"type": ["number", "null"], "description": "Events for each so many people (per), if declared."},
    "interval": {**ENDS, "description": "The ends of the 95% interval of the rate, or else of the value."},
    "limits": {
        **ENDS,
        "description": "The ends of what the area is told apart from {region} by: 99.8% limits, which allow for "
        "how far the area's own count moves. Where a measure has each change judged as it is compared, the 95% "
        "interval.",
    },
}
PROFILE: Json = {
    "type": "object",
    "required": ["id", "title", "unit", "period", "value", "standing", "{region}"],
    "properties": {
        **FIGURE_OF_AREA,
        "per": {"type": ["integer", "null"], "description": "The number of people that a rate is for."},
        "status": STATUS,
        "standing": {
            "type": ["string", "null"],
            "enum": ["higher", "similar", "lower", "not-known", None],
            "description": "Higher or lower where the limits leave {region's} figure "
            "out; null for {region} itself.",
        },
        "region": {"type": "object", "properties": FIGURE_OF_AREA},
        "division": {"type": ["object", "null"], "properties": FIGURE_OF_AREA},
        "{region}": {"type": "object", "properties": FIGURE_OF_AREA},
        "{division}": {"type": ["object", "null"], "properties": FIGURE_OF_AREA},
    },
}
NAMED: Json = {"type": "object", "required": ["id", "title"]}
RECORD: Json = {
    "type": "object",
    "required": ["release", "area_code", "sentence", "counts", "releases", "withdrawn", "unread", "words"],
    "properties": {
        "sentence": {"type": "string", "description": "What it comes to, in words."},
        "counts": {
            "type": "object",
            "description": "How many firm words stand in which way.",
            "properties": {name: {"type": "integer"} for name in STANDINGS},
        },
        "releases": {
            "type": "array",
            "description": "The releases that count, the newest first.",
            "items": NAMED,
        },
        "withdrawn": {
            "type": "array",
            "description": "Releases that were withdrawn: they do not count.",
            "items": NAMED,
        },
        "unread": {
            "type": "array",
            "description": "Releases that cannot be read at the moment.",
            "items": NAMED,
        },
        "words": {"type": "array", "description": "Each firm word once, the oldest first.", "items": RECHECK},
    },
}
