"""A measure as lines of metrics.yaml: planned as it stands, with its published form in comments below.

Every key has its line. Whoever deletes the plan and the first ``# `` of each line below it has the published form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from metrics.declared.bases import BasisKind
from metrics.declared.framework import PublishedMeasure
from metrics.declared.models import is_needed, keys_of
from metrics.declared.placeholders import DATA_SET, DATA_SET_LINK, PUBLISHER
from metrics.issues import printable
from metrics.profiling.roles import Values
from metrics.profiling.yaml_lines import keyed, scalar, value_lines

PLAN = "# The plan, until there is a figure to publish:"
PUBLISH = '# To publish it: delete the plan, four lines, and the first "# " of each line below.'
MADE_OF_ID = "? made of the id: what readers see"
SHARED = ("id", "title", "description", "outcome")
# What no file tells, and a person has to write: each is marked with a question mark in the lines.
QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "outcome": "? the outcome that it stands under",
        "description": "? what it measures, in plain words",
        "owner": "? who has promised it",
        "reason": "? why there is no figure yet",
        "expected": "or a date, such as 2024-05-09",
        "share": "? what the percentage is of: these words follow the figure",
        "subject": "? what the figure is, between the and was",
        "money.given_in": "? what the figures are in: pounds, thousands or millions",
        "noun.singular": "? one of what is counted",
        "noun.plural": "? several of them",
        "polarity": "? or higher-is-better, or lower-is-better",
        "comparison.basis": "? " + ", ".join(f"or {name}" for name in get_args(BasisKind)[1:]),
        "comparison.materiality": "? the smallest change that is called one",
        "caveats": "?",
        "next_update": "or the date that the next figure is due",
        "source.base.noun": "? what the percentages are of, in the plural",
        "source.publisher": "?",
        "source.title": "?",
        "source.link": "?",
        "source.licence": "? is that its licence?",
    }
)


@dataclass(frozen=True)
class Plan:
    """What a planned measure says; ``outcome_remark`` tells why it stands under its outcome.

    ``is_outcome_chosen`` and ``is_title_chosen``: the analyst has named it; a title is made of the id else.
    """

    id: str
    outcome: str
    title: str
    owner: str
    reason: str
    outcome_remark: str = ""
    is_outcome_chosen: bool = False
    is_title_chosen: bool = True


def block(plan: Plan, values: Values, remarks: Mapping[str, str], comments: list[str]) -> str:
    """The lines of a measure, two spaces in, as they stand under ``measures:``; ``comments`` stand above them."""
    lines = [f"# {printable(line)}" for line in comments]
    lines += [f"- id: {plan.id}"]
    lines += [f"  {line}" for line in _plan(plan)]
    lines += [f"  {PUBLISH}"]
    lines += [f"  # {line}" for line in form(PublishedMeasure, values, remarks)]
    return "".join(f"  {line}\n" for line in lines)


def _plan(plan: Plan) -> Iterator[str]:
    questions = dict(QUESTIONS) | ({"outcome": plan.outcome_remark} if plan.outcome_remark else {})
    questions |= {} if plan.is_title_chosen else {"title": MADE_OF_ID}
    shared = {"outcome": plan.outcome, "title": plan.title, "description": f"{plan.title}."}
    for key, text in shared.items():
        yield from value_lines(key, text, questions.get(key, ""))
    yield PLAN
    plan_values = {
        "status": "planned",
        "owner": plan.owner,
        "reason": plan.reason,
        "expected": "not-announced",
    }
    for key, text in plan_values.items():
        yield from value_lines(key, text, questions.get(key, ""))


def published(text: str) -> str:
    """What a block becomes when its plan is deleted and each line below is uncommented."""
    above, _, below = text.partition(f"    {PUBLISH}\n")
    head = above[: above.index(f"    {PLAN}\n")]
    return head + re.sub(r"^    # ", "    ", below, flags=re.MULTILINE)


# The published form ----------------------------------------------------------------------------------------


def form(model: type[BaseModel], values: Values, remarks: Mapping[str, str], path: str = "") -> Iterator[str]:
    """A line for each key of a model: with its value, or in a comment with what it is for."""
    for name, info in model.model_fields.items():
        at = f"{path}{name}"
        if not path and name in SHARED:
            continue
        remark = "; ".join(filter(None, [QUESTIONS.get(at, ""), remarks.get(at, "")]))
        inner = model_of(info)
        if name in values and inner is not None and isinstance(values[name], dict):
            yield keyed(f"{name}:" if values[name] else f"{name}: {{}}", remark)
            yield from (f"  {line}" for line in form(inner, values[name], remarks, f"{at}."))
        elif name in values:
            yield from value_lines(name, values[name], _unanswered(at, values[name], remark))
        else:
            yield f"# {name}: {_without(info, remarks.get(at, ''))}"
            needed = inner if is_needed(info) and inner is not None else None
            if needed is not None:
                yield from (f"#   {line[2:]}" for line in form(needed, {}, remarks, f"{at}."))


def _unanswered(at: str, value: object, remark: str) -> str:
    """Without the question on what another measure has answered already."""
    answered = at.startswith("source.") and value not in _PLACEHOLDERS and remark.startswith("?")
    return remark.partition("; ")[2] if answered and at in _DESCRIBED else remark


_DESCRIBED = ("source.publisher", "source.title", "source.link")
_PLACEHOLDERS = (PUBLISHER, DATA_SET, DATA_SET_LINK)


def _without(info: FieldInfo, remark: str) -> str:
    """What stands in the place of a value: what it would be for, or why it could not be told."""
    inner = model_of(info, listed=True)
    keys = f" Keys: {', '.join(keys_of(inner))}." if inner is not None else ""
    remark = remark[:1].upper() + remark[1:]
    if is_needed(info):
        return printable(f"?  Could not tell. {info.description} {remark}".rstrip())
    has_default = inner is None and info.default not in (None, (), {})
    default = f" Without it: {scalar(info.default)}." if has_default else ""
    return printable(f"…  {info.description}{keys}{default}{f' {remark}' if remark else ''}")


def model_of(info: FieldInfo, *, listed: bool = False) -> type[BaseModel] | None:
    """The model that a field holds; with ``listed`` also the one that its list holds."""
    waiting: list[Any] = [info.annotation]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
        if listed or getattr(kind, "__origin__", None) is not tuple:
            waiting += get_args(kind)
    return None
