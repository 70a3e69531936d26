"""A measure as lines of metrics.yaml in its published form, with ``"?"`` where only a person can decide."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from metrics.declared.framework import PublishedMeasure
from metrics.declared.models import is_needed
from metrics.declared.placeholders import OPEN, is_placeholder
from metrics.issues import printable
from metrics.periods import PARTS_OF_A_YEAR
from metrics.profiling.roles import Values
from metrics.profiling.writing import QUESTIONS, SHARED, Plan, model_of
from metrics.profiling.yaml_lines import keyed, value_lines
from metrics.statuses import SPELLINGS

# What only a person can decide, whatever a file tells.
# What a remark may leave in doubt, and is a question then.
GUESSED = frozenset(
    {
        "frequency",
        "source.period.format",
        "source.layout",
        "source.range",
        "source.value.column",
        "source.window",
    }
)
CHOICES = {
    "polarity": "higher-is-better, lower-is-better or neutral",
    "source.licence": "OGL-3.0, the Open Government Licence, where the data carry it",
}
OF_A_UNIT = frozenset({"noun", "share", "subject", "money"})
TITLE = "what readers see; its id would make it {title}"
DECIDED = frozenset({"polarity", "comparison.materiality", "source.base.noun"})


def publication(
    plan: Plan, values: Values, remarks: Mapping[str, str], comments: list[str], guesses: Collection[str] = ()
) -> str:
    """The lines of a measure in its published form, with ``"?"`` for what a person has to decide.

    ``comments`` stand above it; ``guesses`` are the names of areas of which it is not sure what they are.
    """
    lines = [f"# {printable(line)}" for line in comments]
    lines += [f"- id: {plan.id}"]
    shared = {
        "outcome": plan.outcome if plan.is_outcome_chosen else OPEN,
        "title": plan.title if plan.is_title_chosen else OPEN,
        "description": OPEN,
    }
    hints = {
        "outcome": _hint(plan.outcome_remark),
        "title": TITLE.format(title=plan.title),
        "description": _hint(QUESTIONS["description"]),
    }
    for key, text in shared.items():
        lines += (f"  {line}" for line in value_lines(key, text, hints.get(key, "") if text == OPEN else ""))
    has_windows = "frequency" not in values or values["frequency"] in PARTS_OF_A_YEAR
    answers = _Answers(remarks, frozenset(guesses), has_windows)
    lines += [f"  {line}" for line in answers.lines(PublishedMeasure, values)]
    optional = [name for name, info in PublishedMeasure.model_fields.items() if not is_needed(info)]
    further = [name for name in optional if name not in values]
    lines += [f"  # Further keys, where they are needed: {', '.join(further)}. docs/measures.md has them."]
    return "".join(f"  {line}\n" for line in lines)


@dataclass(frozen=True)
class _Answers:
    """The published form, key by key: what a file tells is answered, what a person has to decide is open."""

    remarks: Mapping[str, str]
    guesses: frozenset[str]
    has_windows: bool = True

    def lines(self, model: type[BaseModel], values: Values, path: str = "") -> Iterator[str]:
        """A line for each key that has a value or needs one."""
        for name, info in model.model_fields.items():
            at, inner = f"{path}{name}", model_of(info)
            if not path and name in OF_A_UNIT and self._is_doubted("unit"):
                continue  # which of these words it takes hangs on the unit
            if (not path and name in SHARED) or not (
                name in values or is_needed(info) or self._is_needed(at)
            ):
                continue
            value = values.get(name, {} if inner is not None and is_needed(info) else OPEN)
            if inner is not None and isinstance(value, dict):
                inside = list(self.lines(inner, value, f"{at}."))
                yield keyed(f"{name}:" if inside else f"{name}: {{}}", self.remarks.get(at, ""))
                yield from (f"  {line}" for line in inside)
            else:
                answer = self._answer(at, value)
                remark = self._hint(at, info) if _is_open(answer) else self.remarks.get(at, "")
                yield from value_lines(name, answer, remark)

    def _is_needed(self, at: str) -> bool:
        """Whether an optional key has to be answered all the same: it is not clear what a value covers."""
        return at == "window" and at in self.remarks and self.has_windows

    def _answer(self, at: str, value: Any) -> Any:
        if at == "caveats":
            return [OPEN]
        if at in DECIDED or (isinstance(value, str) and (is_placeholder(value) or self._is_doubted(at))):
            return OPEN
        if at == "source.licence" and "source.publisher" not in self.remarks:
            return OPEN
        match at:
            case "source.value.marks":
                return {mark: kind if mark.casefold() in SPELLINGS else OPEN for mark, kind in value.items()}
            case "source.area.aliases":
                return {name: OPEN if name in self.guesses else area for name, area in value.items()}
            case "source.where":
                return [self._condition(condition) for condition in value]
            case "source.dimensions":
                return [self._dimension(dimension) for dimension in value]
            case _:
                return value

    def _is_doubted(self, at: str) -> bool:
        """Whether a remark asks about the value of a key, so that it is a guess."""
        remark = self.remarks.get("source.value" if at == "source.value.column" else at, "")
        if at == "unit":  # it was told by the numbers of a column that may be another
            return "is this the" in self.remarks.get("source.value", "")
        return at in GUESSED and (OPEN in remark or "is this the" in remark)

    def _condition(self, condition: Values) -> Values:
        key = "not" if "not" in condition else "values"
        return {**condition, key: OPEN} if self._asks("source.where", condition["column"]) else condition

    def _dimension(self, dimension: Values) -> Values:
        declared = dict(dimension)
        if "headline" in declared and self._asks("source.dimensions", declared.get("column", "")):
            declared["headline"] = OPEN
        if "column" not in declared:
            declared["title"] = OPEN
        return declared

    def _asks(self, at: str, column: str) -> bool:
        """Whether the remark on a column, among those on the others, asks what is meant in it."""
        _, _, remark = f"; {self.remarks.get(at, '')}".partition(f"; {column}: ")
        return OPEN in re.split(r"; [^;?]+: ", remark)[0]

    def _hint(self, at: str, info: FieldInfo) -> str:
        hints = [CHOICES.get(at) or _hint(QUESTIONS.get(at, "")), _hint(self.remarks.get(at, ""))]
        return "; ".join(filter(None, hints)) or (info.description or "")


def _is_open(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_is_open, value.values()))
    return any(map(_is_open, value)) if isinstance(value, list) else value == OPEN


def _hint(remark: str) -> str:
    """A remark without the question mark before it: the value has one itself."""
    return remark.removeprefix("?").strip()
