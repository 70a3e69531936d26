"""What a measure's figures may be: one row for each unit, with all that other rooms ask of it.

How a figure is written, and a difference of two, stands beside it: a row for each way of writing (``FORMS``), and
one for each unit of a difference (``CHANGES``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from metrics.language import say_count

Unit = Literal["percent", "count", "small-count", "money", "duration", "rate", "number", "index"]
Form = Literal[
    "percent",
    "count",
    "small-count",
    "pounds",
    "thousand-pounds",
    "million-pounds",
    "seconds",
    "minutes",
    "hours",
    "days",
    "rate",
    "number",
    "index",
]
ChangeKind = Literal["units", "per-cent"]
ChangeUnit = Literal[
    "pp",
    "percent",
    "count",
    "pounds",
    "thousand-pounds",
    "million-pounds",
    "seconds",
    "minutes",
    "hours",
    "days",
    "rate",
    "number",
    "points",
]
WrittenAs = Literal["number", "percent", "proportion", "pounds"]
Wording = Literal["share", "noun", "subject"]
Scale = Literal["share", "from-zero", "around"]


@dataclass(frozen=True)
class UnitRow:
    """What holds for all figures of a unit.

    ``words`` name one of its figures, ``several`` more of them. ``changes`` are the units in which a difference may
    be told, the one that is meant first. ``wording`` is the key that says in words what a figure is, ``part`` one
    that is needed beside it, ``written_as`` the ways in which an extract may have its figures.

    ``is_share``: it runs from 0 to 100, and is of people or cases that somebody counted. ``is_count``: whole
    numbers, zero or more, of what happened, so that single periods add up to longer ones and chance moves them as
    it moves counts; ``is_few`` of those that change by single units. ``adds_up``: the figures of areas, and of
    several rows, make one of the whole, and those of several periods where that is declared. ``more`` and ``less``
    follow the size of a difference. ``divides``: it may be one count over another.
    ``scale`` is where a chart's scale starts: at zero, or around the figures.
    """

    words: str
    several: str
    changes: tuple[ChangeKind, ...]
    wording: Wording
    part: str = ""
    written_as: tuple[WrittenAs, ...] = ("number",)
    is_share: bool = False
    is_count: bool = False
    is_few: bool = False
    adds_up: bool = False
    may_be_negative: bool = False
    divides: bool = False
    more: str = "higher"
    less: str = "lower"
    scale: Scale = "from-zero"

    @property
    def divided(self) -> UnitRow:
        """What holds for one count over another that is told in the unit: it adds up to nothing."""
        return replace(self, adds_up=False, may_be_negative=False)

    @property
    def is_of_things(self) -> bool:
        """Whether a noun says of what a number is, beside what the figure is: full-time equivalents."""
        return self.part == "noun"

    @property
    def is_plain(self) -> bool:
        """Whether it is a number of which nobody knows how chance moves it, unless its publisher says so."""
        return not (self.is_share or self.is_count)


UNITS: Mapping[Unit, UnitRow] = {
    "percent": UnitRow(
        "a percentage",
        "percentages",
        ("units",),
        "share",
        written_as=("number", "percent", "proportion"),
        is_share=True,
        divides=True,
        scale="share",
    ),
    "count": UnitRow(
        "a count", "counts", ("per-cent",), "noun", is_count=True, adds_up=True, more="more", less="fewer"
    ),
    "small-count": UnitRow(
        "a count",
        "counts",
        ("units",),
        "noun",
        is_count=True,
        is_few=True,
        adds_up=True,
        more="more",
        less="fewer",
    ),
    "money": UnitRow(
        "an amount of money",
        "amounts of money",
        ("per-cent", "units"),
        "subject",
        "money",
        written_as=("number", "pounds"),
        adds_up=True,
        may_be_negative=True,
    ),
    "duration": UnitRow(
        "a duration",
        "medians and means",
        ("units", "per-cent"),
        "subject",
        "duration",
        more="longer",
        less="shorter",
    ),
    "rate": UnitRow("a rate", "rates", ("per-cent", "units"), "subject", "per", divides=True),
    "number": UnitRow(
        "a number",
        "numbers",
        ("units", "per-cent"),
        "subject",
        "noun",
        adds_up=True,
        may_be_negative=True,
        divides=True,
    ),
    "index": UnitRow("an index", "indexes", ("per-cent", "units"), "subject", "index", scale="around"),
}


# How numbers are written -----------------------------------------------------------------------------------


NEARLY_NOTHING = Decimal("0.01")  # of a million, or of a thousand: below it nobody counts the noughts


@dataclass(frozen=True)
class Writing:
    """What stands around a number: ``before`` it a sign, ``after`` it a sign, or words: a row of ``IN_WORDS``.

    A number that is nearly nothing stands in pounds where it is of so many of them that their ``places`` moved.
    """

    before: str = ""
    after: str = ""
    places: int = 0
    words: str = ""

    def text(self, number: Decimal) -> str:
        """A rounded number, written: ``-£3.4 million``, ``1 minute``, ``61%``."""
        if self.places and 0 < abs(number) < NEARLY_NOTHING:
            pounds = number.scaleb(self.places)
            is_round = pounds == pounds.to_integral_value()
            return POUNDS.text(pounds.quantize(Decimal(1)) if is_round else pounds.normalize())
        text = f"{'-' if number < 0 else ''}{self.before}{abs(number):,}"
        if self.words:
            return say_count(*IN_WORDS[self.words], float(abs(number)), number=text)
        return f"{text}{self.after}"


# What stands beside a number in words: beside 1, and beside more.
IN_WORDS: Mapping[str, tuple[str, str]] = {
    "thousand": ("{number} thousand", "{number} thousand"),
    "million": ("{number} million", "{number} million"),
    "seconds": ("{number} second", "{number} seconds"),
    "minutes": ("{number} minute", "{number} minutes"),
    "hours": ("{number} hour", "{number} hours"),
    "days": ("{number} day", "{number} days"),
    "percentage points": ("{number} percentage point", "{number} percentage points"),
    "p.p.": ("{number} p.p.", "{number} p.p."),
    "points": ("{number} point", "{number} points"),
}
PLAIN = Writing()
PER_CENT = Writing(after="%")
POUNDS = Writing("£")
THOUSAND_POUNDS = Writing("£", places=3, words="thousand")
MILLION_POUNDS = Writing("£", places=6, words="million")
SECONDS = Writing(words="seconds")
MINUTES = Writing(words="minutes")
HOURS = Writing(words="hours")
DAYS = Writing(words="days")


@dataclass(frozen=True)
class FormRow:
    """How figures of a unit are written: in texts, as ``tick`` on a scale, and by the name of their unit in JSON.

    ``change`` is the unit of a difference that is told in units.
    """

    unit: Unit
    json: str
    change: ChangeUnit
    writing: Writing = PLAIN
    tick: Writing = PLAIN

    @property
    def row(self) -> UnitRow:
        """What holds for figures that are written so."""
        return UNITS[self.unit]


FORMS: Mapping[Form, FormRow] = {
    "percent": FormRow("percent", "percent", "pp", PER_CENT, PER_CENT),
    "count": FormRow("count", "count", "count"),
    "small-count": FormRow("small-count", "count", "count"),  # a small count is a count to whoever reads it
    "pounds": FormRow("money", "pounds", "pounds", POUNDS, POUNDS),
    "thousand-pounds": FormRow(
        "money", "thousand-pounds", "thousand-pounds", THOUSAND_POUNDS, Writing("£", "k")
    ),
    "million-pounds": FormRow("money", "million-pounds", "million-pounds", MILLION_POUNDS, Writing("£", "m")),
    "seconds": FormRow("duration", "seconds", "seconds", SECONDS, Writing("", " sec")),
    "minutes": FormRow("duration", "minutes", "minutes", MINUTES, Writing("", " min")),
    "hours": FormRow("duration", "hours", "hours", HOURS, Writing("", " hr")),
    "days": FormRow("duration", "days", "days", DAYS, Writing(after=" days", words="days")),
    "rate": FormRow("rate", "rate", "rate"),
    "number": FormRow("number", "number", "number"),
    "index": FormRow("index", "index", "points"),
}


@dataclass(frozen=True)
class ChangeRow:
    """How a difference is written: in short, and in full inside a sentence.

    ``decimals`` are those it is rounded to; None for as many as the figures have.
    """

    decimals: int | None
    short: Writing
    full: Writing


CHANGES: Mapping[ChangeUnit, ChangeRow] = {
    "pp": ChangeRow(1, Writing(words="p.p."), Writing(words="percentage points")),
    "percent": ChangeRow(1, PER_CENT, PER_CENT),
    "count": ChangeRow(0, PLAIN, PLAIN),
    "pounds": ChangeRow(None, POUNDS, POUNDS),
    "thousand-pounds": ChangeRow(None, THOUSAND_POUNDS, THOUSAND_POUNDS),
    "million-pounds": ChangeRow(None, MILLION_POUNDS, MILLION_POUNDS),
    "seconds": ChangeRow(None, SECONDS, SECONDS),
    "minutes": ChangeRow(None, MINUTES, MINUTES),
    "hours": ChangeRow(None, HOURS, HOURS),
    "days": ChangeRow(None, DAYS, DAYS),
    "rate": ChangeRow(None, PLAIN, PLAIN),
    "number": ChangeRow(None, PLAIN, PLAIN),
    "points": ChangeRow(None, Writing(words="points"), Writing(words="points")),
}
