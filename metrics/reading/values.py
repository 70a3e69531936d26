"""One value as a publisher writes it: a number in the measure's unit, a mark, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal

from metrics.declared.framework import PublishedMeasure
from metrics.declared.source import Source
from metrics.issues import nearest, shortened
from metrics.reading.lookalikes import skeleton, strangest
from metrics.statuses import MARKS_BESIDE, SHORTHAND

EXAMPLES = {
    "number": "a plain number such as 6100",
    "percent": "a percentage such as 61%",
    "proportion": "a proportion such as 0.61",
    "pounds": "an amount such as £6100",
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

MOST_DIGITS = 15  # of a number before its point: more cannot be kept exactly
# The spaces that publishers write between thousands: where one is declared, all are read.
_SPACES = " \u00a0\u2009\u202f"
_MARK_BESIDE = re.compile(r"(.*\S)\s*\[(\w+)\]", re.ASCII)


@dataclass(frozen=True)
class Marked:
    """A number that its publisher has marked: ``45 [u]``."""

    value: float
    status: str


@dataclass(frozen=True)
class Faulty:
    """What a cell's text turned out to be when it is not what was declared."""

    code: str
    message: str


def read_value(measure: PublishedMeasure, text: str) -> float | str | Marked | Faulty:
    """One cell: a number in the measure's unit (a percentage is 61.0), a status, both, or what is wrong."""
    mark = mark_of(measure.source, text)
    if mark is not None:
        return mark
    if not text.strip():
        return Faulty("empty-cell", 'the value is empty; a missing one is declared under "marks"')
    beside = _MARK_BESIDE.fullmatch(text.strip())
    return _number_in(measure, text) if beside is None else _marked(measure, text, beside[1], beside[2])


def _marked(measure: PublishedMeasure, text: str, number: str, mark: str) -> Marked | Faulty:
    """A number with a mark beside it, such as ``45 [u]``."""
    value, status = _number_in(measure, number), mark.casefold()
    if isinstance(value, Faulty):
        return value
    if f"[{status}]" in SHORTHAND and status not in MARKS_BESIDE:
        message = f'"{shortened(text)}" holds a number, and [{status}] stands instead of one; which is it?'
        return Faulty("bad-mark", message)
    if status not in MARKS_BESIDE:
        allowed = ", ".join(f"[{letter}]" for letter in MARKS_BESIDE)
        message = f'"{shortened(text)}": the mark [{mark}] is not known beside a number; allowed: {allowed}'
        return Faulty("bad-mark", message)
    return Marked(value, status)


def _number_in(measure: PublishedMeasure, text: str) -> float | Faulty:
    """A number in the measure's unit, written as declared and in no other way."""
    source, trimmed = measure.source, text.strip()
    written = source.value.written_as
    match = re.fullmatch(_pattern(source), _signed(source, trimmed), re.ASCII)
    if match is None:
        example = EXAMPLES[written].replace(".", source.decimal)
        message = f'"{shortened(text)}" is not {example}{_hint(measure, trimmed)}'
        return Faulty("bad-number", message)
    plain = _joined(source, "".join(filter(None, match.groups())))
    number = Decimal(plain.replace(source.decimal, "."))
    fault = _out_of_range(measure, number, trimmed)
    return fault or float(_in_unit(measure, number)) + 0.0  # "-0" is 0


def _signed(source: Source, text: str) -> str:
    """A number with its minus, where it stands in brackets in its place: ``-£160`` for ``(£160)`` or ``£(160)``."""
    if source.value.below_zero != "brackets" or "-" in text:
        return text
    match = re.fullmatch(r"(£?)\(([^()]+)\)|\((£[^()]+)\)", text)
    return text if match is None else f"-{match[1] or ''}{match[2] or match[3]}"


def _in_unit(measure: PublishedMeasure, number: Decimal) -> Decimal:
    """A number of the extract in the unit of the measure's figures."""
    if measure.money is not None:
        return number.scaleb(-measure.money.places)
    return number * 100 if measure.source.value.written_as == "proportion" else number


def _pattern(source: Source) -> str:
    """A number as it is written; of pounds the sign may stand before the £ or behind it."""
    match source.value.written_as:
        case "pounds":
            return rf"(-)£(?!-){_number(source)}|£{_number(source)}"
        case "percent":
            return f"{_number(source)}%"
        case _:
            return _number(source)


def end_reader(measure: PublishedMeasure) -> Callable[[str], float | Faulty]:
    """How the ends of published intervals are read, text by text, as values are; NaN where nothing is said."""

    def read(text: str) -> float | Faulty:
        if not text.strip() or mark_of(measure.source, text) is not None:
            return float("nan")
        return _number_in(measure, text)

    return read


def base_reader(source: Source) -> Callable[[str], float | Faulty]:
    """How a source's bases are read, text by text: how many people were asked; NaN where nothing is said."""

    def read(text: str) -> float | Faulty:
        trimmed = text.strip()
        if not trimmed or mark_of(source, text) is not None:
            return float("nan")
        plain = _joined(source, trimmed)
        if re.fullmatch(_integer(source), trimmed, re.ASCII) is None or int(plain) == 0:
            noun = None if source.base is None else source.base.noun
            number = "how many people were asked" if noun is None else f"how many {noun} there were"
            message = f'"{shortened(text)}" is no base: {number} is a whole number, 1 or more'
            hint = _thousands_hint(trimmed)
            return Faulty("bad-base", f"{message}{hint} under value" if hint else message)
        return float(plain)

    return read


def count_reader(source: Source) -> Callable[[str], float | Faulty]:
    """How counts beside a percentage are read, text by text: whole numbers; NaN where nothing is said."""

    def read(text: str) -> float | Faulty:
        trimmed = text.strip()
        if not trimmed or mark_of(source, text) is not None:
            return float("nan")
        if re.fullmatch(_integer(source), trimmed, re.ASCII) is None:
            message = f'"{shortened(text)}" is no count of those that a percentage is of: a whole number'
            hint = _thousands_hint(trimmed)
            return Faulty("bad-count", f"{message}{hint} under value" if hint else message)
        return float(_joined(source, trimmed))

    return read


def written_decimals(measure: PublishedMeasure, text: str) -> int:
    """With how many decimals of the measure's unit a value is written: 1 for ``61.0%``, none for ``0.61``."""
    source = measure.source
    beside = _MARK_BESIDE.fullmatch(text.strip())
    number = _signed(source, text.strip() if beside is None else beside[1])
    match = re.fullmatch(_pattern(source), number, re.ASCII)
    if match is None:
        return 0
    plain = _joined(source, "".join(filter(None, match.groups())))
    decimals = -int(Decimal(plain.replace(source.decimal, ".")).as_tuple().exponent)
    return max(0, decimals - (2 if source.value.written_as == "proportion" else 0))


def mark_of(source: Source, text: str) -> str | None:
    """The status that a cell stands for where it holds a mark instead of a number."""
    return source.value.marks.get(text.strip()) or SHORTHAND.get(text.strip().casefold())


def _number(source: Source) -> str:
    """A number as declared; one that is nearly nothing may be written as programs do, ``1.5E-3``."""
    fraction = rf"(?:{re.escape(source.decimal)}\d{{1,30}})?"
    return rf"(-?(?:{_integer(source)}){fraction}|-?\d{fraction}[Ee]-\d{{1,2}})"


def _integer(source: Source) -> str:
    plain = rf"\d{{1,{MOST_DIGITS}}}"
    if source.value.thousands:
        return rf"\d{{1,3}}(?:{_separator(source)}\d{{3}}){{1,4}}|{plain}"
    return plain


def _separator(source: Source) -> str:
    """The pattern of what stands between thousands: where it is a space, of any width."""
    mark = source.value.thousands or ""
    return f"[{_SPACES}]" if mark == " " else re.escape(mark)


def _joined(source: Source, number: str) -> str:
    """A number without what stands between its thousands."""
    return re.sub(_separator(source), "", number) if source.value.thousands else number


def _hint(measure: PublishedMeasure, text: str) -> str:
    """What a cell may have been meant to be, and what to declare."""
    near = nearest(text, filter(str.strip, measure.source.value.marks))
    if near:
        return near
    if text.casefold() in _MISSING:
        return '; if it stands for a missing value, name it under "marks"'
    if re.fullmatch(r"-?\d{1,3}(?:[.,]\d+)?[Ee]\+?\d{2,3}", text, re.ASCII):
        return "; a spreadsheet has shortened it: ask for the file with whole numbers"
    if re.fullmatch(rf"-?\d{{{MOST_DIGITS + 1},}}(?:[.,]\d+)?", text, re.ASCII):
        digits = len(re.split("[.,]", text.removeprefix("-"))[0])
        return f"; it has {digits} digits, and no figure has more than {MOST_DIGITS}: ask the publisher"
    if re.fullmatch(r"£?\([^()]*\d\)", text) and measure.unit_row.may_be_negative:
        return (
            "; it stands in brackets, as accountants write what is below zero: declare below_zero: brackets"
        )
    if re.fullmatch(r"-?[\d.,]+\s+%", text):
        return "; a space stands before the %: ask for the file without it"
    if skeleton(text) != text.casefold() and re.fullmatch(r"[-\d.,%]+", skeleton(text), re.ASCII):
        return f"; {strangest(text, '')}"
    return "" if measure.unit_row.is_share else _thousands_hint(text)


def _thousands_hint(text: str) -> str:
    if re.fullmatch(rf"-?\d{{1,3}}([,.{_SPACES}]\d{{3}})+", text, re.ASCII) is None:
        return ""
    separator = next(character for character in text if character in f",.{_SPACES}")
    declared = " " if separator in _SPACES else separator
    character = "" if separator == declared else f"{strangest(text, '')}; "
    return f'; {character}if that is thousands, declare thousands: "{declared}"'


def _out_of_range(measure: PublishedMeasure, number: Decimal, text: str) -> Faulty | None:
    written = measure.source.value.written_as
    most = 1 if written == "proportion" else 100
    if number < 0 and not measure.unit_row.may_be_negative:
        return Faulty("negative", f'"{text}" is below 0')
    if measure.unit_row.is_share and number > most:
        noun = "proportion" if written == "proportion" else "percentage"
        return Faulty("over-100", f'{noun} "{text}" is above {most}; {noun}s run from 0 to {most}')
    if measure.unit_row.is_count and number != number.to_integral_value():
        return Faulty("not-whole", f'"{text}" is not a whole number, and counts are')
    return None


def other_reading(measure: PublishedMeasure, texts: Collection[str]) -> str:
    """What to declare so that texts which cannot be read as declared can be, all of them; or nothing."""
    for key, mark in _OTHERS:
        other = _declared_otherwise(measure, key, mark)
        if other is not None and all(isinstance(read_value(other, text), float | Marked) for text in texts):
            return f'; declare {key}: "{mark}"'
    return ""


_OTHERS = (
    *(("written_as", kind) for kind in ("percent", "proportion", "number", "pounds")),
    *(("decimal", mark) for mark in (",", ".")),
    *(("thousands", mark) for mark in (",", ".", " ")),
    ("below_zero", "brackets"),
)


def _declared_otherwise(measure: PublishedMeasure, key: str, mark: str) -> PublishedMeasure | None:
    """The measure with one key of its values changed; None where that is not allowed."""
    source = measure.source
    allowed = {
        "written_as": mark in measure.unit_row.written_as,
        "decimal": mark != source.delimiter,
        "thousands": mark != source.decimal,
        "below_zero": measure.unit_row.may_be_negative,
    }
    if not allowed[key]:
        return None
    part = source if key == "decimal" else source.value
    changed = part.model_copy(update={key: mark})
    changed_source = changed if key == "decimal" else source.model_copy(update={"value": changed})
    return measure.model_copy(update={"source": changed_source})
