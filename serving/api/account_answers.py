"""What the answers of the API on accounts hold, as JSON Schema: for its description."""

from __future__ import annotations

from typing import get_args

from metrics.declared.account import AccountKind
from metrics.declared.account_source import OF_BALANCES, OF_SPENDING, Stage
from metrics.money.statement import Side
from serving.http.answer import Json

POUNDS: Json = {"type": ["number", "null"], "description": "In pounds; null where it is not stated."}
DAY: Json = {"type": "string", "format": "date"}
STAGE: Json = {"enum": list(get_args(Stage)), "description": "A draft outturn has not been audited."}
SENTENCES: Json = {"type": "array", "items": {"type": "string"}, "description": "What is said of it first."}
RELEASE: Json = {
    "type": "object",
    "required": ["id", "title", "published_at"],
    "properties": {name: {"type": "string"} for name in ("id", "title", "published_at")},
}
DISCREPANCY: Json = {
    "type": "object",
    "required": ["code", "text"],
    "properties": {
        "code": {"type": "string", "description": "The code of the check that it came out of."},
        "text": {"type": "string", "description": "What does not add up, in words."},
    },
}
DISCREPANCIES: Json = {
    "type": "array",
    "description": "What does not add up in the figures that the publisher gave; empty where all does.",
    "items": DISCREPANCY,
}
DECLARED: Json = {
    **{name: {"type": "string"} for name in ("id", "title", "framework")},
    "year": {"type": "string", "description": "The financial year, such as 2023-24."},
    "kind": {"enum": list(get_args(AccountKind))},
    "sentences": SENTENCES,
}
NAMED = ["id", "title", "year", "kind", "framework", "sentences"]
BODY: Json = {
    "type": "object",
    "required": ["body"],
    "description": "Whose money it is: of a budget its four figures, of a balance what there was and is.",
    "properties": {
        "body": {"type": "string"},
        "is_total": {"type": "boolean", "description": "Whether it is the whole account."},
        "budget": POUNDS,
        "result": {
            **POUNDS,
            "description": "What is expected, or came, in pounds; null where it is not known.",
        },
        "difference": {**POUNDS, "description": "The result less the budget; below zero it is under it."},
        "percent": {
            "type": ["number", "null"],
            "description": "The difference in per cent of the budget, with one decimal.",
        },
        "side": {"enum": [*get_args(Side), None], "description": "On which side of the budget it is."},
        "worked_out": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Which of the figures the file does not state: they follow from the others.",
        },
        "counts_as": {
            "type": "string",
            "description": "The side by the rule that is declared, where one is.",
        },
        **dict.fromkeys(("opening", "closing", "planned", "beside_plan"), POUNDS),
    },
}
STATEMENT: Json = {
    "type": "object",
    "required": ["as_at", "stage", "documents", "bodies"],
    "properties": {
        "as_at": DAY,
        "stage": STAGE,
        "documents": {"type": "array", "items": {"type": "string"}},
        "bodies": {"type": "array", "items": BODY},
    },
}
ROW: Json = {
    "type": "object",
    "required": ["as_at", "stage", "body", "document"],
    "description": "A row as the file states it: the amounts that it has, in pounds.",
    "properties": {
        "as_at": DAY,
        "stage": STAGE,
        "body": {"type": "string"},
        **{name: {"type": "number"} for name in (*OF_SPENDING, *OF_BALANCES)},
        "percent": {"type": "number", "description": "The percentage that is stated."},
        "document": {"type": "string"},
    },
}
ACCOUNTS: Json = {
    "type": "object",
    "required": ["release", "accounts"],
    "properties": {
        "release": RELEASE,
        "accounts": {
            "type": "array",
            "items": {
                "type": "object",
                "required": [*NAMED, "links"],
                "properties": {
                    **DECLARED,
                    "links": {"type": "object", "properties": {"self": {"type": "string"}}},
                },
            },
        },
    },
}
ACCOUNT: Json = {
    "type": "object",
    "required": ["release", *NAMED, "description", "statements", "rows", "discrepancies", "source"],
    "properties": {
        "release": RELEASE,
        **DECLARED,
        "description": {"type": "string"},
        "statements": {
            "type": "array",
            "description": "How it stood to each day, the earliest first.",
            "items": STATEMENT,
        },
        "rows": {"type": "array", "items": ROW},
        "discrepancies": DISCREPANCIES,
        "source": {
            "type": "object",
            "required": ["publisher", "title", "link"],
            "properties": {name: {"type": "string"} for name in ("publisher", "title", "link")},
        },
    },
}
CHECKS: Json = {
    "type": "object",
    "required": ["release", "checks"],
    "properties": {
        "release": RELEASE,
        "checks": {
            "type": "array",
            "items": {
                **DISCREPANCY,
                "required": ["kind", "id", "code", "text"],
                "properties": {
                    "kind": {"enum": ["account", "tracker", "measure"]},
                    "id": {"type": "string", "description": "Of the account, the tracker or the measure."},
                    **DISCREPANCY["properties"],
                },
            },
        },
    },
}
