"""One value as a publisher writes it: a number in the measure's unit, a mark, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from metrics.declared.framework import PublishedMeasure
from metrics.declared.source import Source
from metrics.issues import shortened
from metrics.reading.lookalikes import skeleton, strangest

SHORTHAND = {f"[{status}]": status for status in ("c", "x", "z", "u", "low")}
EXAMPLES = {
    "number": "a plain number such as 6100",
    "percent": "a percentage such as 61%",
    "proportion": "a proportion such as 0.61",
}
_MISSING = {
    "n/a",
    "na",
    "nan",
    "null",
    "none",
    "nil",
    "-",
    "--",
    "*",
    "**",
    ".",
    "..",
    "x",
    "c",
    "z",
    "#n/a",
    "supp",
}


@dataclass(frozen=True)
class Faulty:
    """What a cell's text turned out to be when it is not what was declared."""

    code: str
    message: str


def read_value(measure: PublishedMeasure, text: str) -> float | str | Faulty:
    """One cell: a number in the measure's unit (a percentage is 61.0), a status, or what is wrong with it."""
    source, trimmed = measure.source, text.strip()
    mark = mark_of(source, text)
    if mark is not None:
        return mark
    if not trimmed:
        return Faulty("empty-cell", 'the value is empty; a missing one is declared under "marks"')
    written = source.value.written_as
    ending = "%" if written == "percent" else ""
    found = re.fullmatch(_number(source) + ending, trimmed, re.ASCII)
    if found is None:
        example = EXAMPLES[written].replace(".", source.decimal)
        said = f'"{shortened(text)}" is not {example}{_hint(measure, trimmed)}'
        return Faulty("bad-number", said)
    plain = found[1].replace(source.value.thousands or "", "") if source.value.thousands else found[1]
    number = Decimal(plain.replace(source.decimal, "."))
    fault = _out_of_range(measure, number, trimmed)
    return fault or float(abs(number * 100 if written == "proportion" else number))  # "-0" is 0


def mark_of(source: Source, text: str) -> str | None:
    """The status that a cell stands for where it holds a mark instead of a number."""
    return source.value.marks.get(text.strip()) or SHORTHAND.get(text.strip().casefold())


def _number(source: Source) -> str:
    fraction = rf"(?:{re.escape(source.decimal)}\d{{1,10}})?"
    whole = r"\d{1,15}"
    if source.value.thousands:
        whole = rf"\d{{1,3}}(?:{re.escape(source.value.thousands)}\d{{3}}){{1,4}}|{whole}"
    return rf"(-?(?:{whole}){fraction})"


def _hint(measure: PublishedMeasure, text: str) -> str:
    """What a cell may have been meant to be, and what to declare."""
    if text.casefold() in _MISSING:
        return '; if it stands for a missing value, name it under "marks"'
    if skeleton(text) != text.casefold() and re.fullmatch(r"[-\d.,%]+", skeleton(text), re.ASCII):
        return f"; {strangest(text, '')}"
    if measure.unit != "percent" and re.fullmatch(r"-?\d{1,3}([,. ]\d{3})+", text, re.ASCII):
        separator = next(character for character in text if character in ",. ")
        return f'; if that is thousands, declare thousands: "{separator}"'
    return ""


def _out_of_range(measure: PublishedMeasure, number: Decimal, text: str) -> Faulty | None:
    written = measure.source.value.written_as
    most = 1 if written == "proportion" else 100
    if number < 0:
        return Faulty("negative", f'"{text}" is below 0')
    if measure.unit == "percent" and number > most:
        noun = "proportion" if written == "proportion" else "percentage"
        return Faulty("over-100", f'{noun} "{text}" is above {most}; {noun}s run from 0 to {most}')
    if measure.unit != "percent" and number != number.to_integral_value():
        return Faulty("not-whole", f'"{text}" is not a whole number, and counts are')
    return None


def other_reading(measure: PublishedMeasure, texts: Collection[str]) -> str:
    """What to declare so that texts which cannot be read as declared can be, all of them; or nothing."""
    for key, mark in _OTHERS:
        other = _declared_otherwise(measure, key, mark)
        if other is not None and all(isinstance(read_value(other, text), float) for text in texts):
            return f'; declare {key}: "{mark}"'
    return ""


_OTHERS = (
    *(("written_as", kind) for kind in ("percent", "proportion", "number")),
    *(("decimal", mark) for mark in (",", ".")),
    *(("thousands", mark) for mark in (",", ".", " ")),
)


def _declared_otherwise(measure: PublishedMeasure, key: str, mark: str) -> PublishedMeasure | None:
    """The measure with one key of its values changed; None where that is not allowed."""
    source = measure.source
    allowed = {
        "written_as": measure.unit == "percent",
        "decimal": mark != source.delimiter,
        "thousands": mark != source.decimal,
    }
    if not allowed[key]:
        return None
    part = source if key == "decimal" else source.value
    changed = part.model_copy(update={key: mark})
    whole = changed if key == "decimal" else source.model_copy(update={"value": changed})
    return measure.model_copy(update={"source": whole})
