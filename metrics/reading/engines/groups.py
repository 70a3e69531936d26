"""A block of records in groups: how often each combination of names stands in it, and the first row that has it.

The same function does it for every engine, so that none can come to other figures. A row that shows a group, a day
or a pair of names for the first time bears witness: it is handed over as it stands, with its line, and whatever
judges an extract judges these rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from metrics.reading.engines.fields import Fields, Form, Places, fields_of
from metrics.reading.engines.suspects import first_suspect, first_unlike, marked_places
from metrics.reading.engines.texts import distinct_cells, grouped

FIRST_ROWS = 5  # of a file: what looks at how a column begins looks at no more
MOST_APART = 1000  # rows with a fault that are handed over one by one, for each column of a file
_DAY, _TO_MINUTES, _TO_SECONDS = 10, 16, 19  # letters of a day, and of one with a time behind it
TIME = r"[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?"  # of the clock, behind a day
_TIMED = re.compile(rf".{{10}}{TIME}", re.ASCII | re.DOTALL)
_MONTHS: Mapping[str, tuple[re.Pattern[str], slice | None]] = {
    "YYYY-MM-DD": (re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII), slice(0, 7)),
    "DD/MM/YYYY": (re.compile(r"\d{2}/\d{2}/\d{4}", re.ASCII), slice(3, 10)),
    "MM/DD/YYYY": (re.compile(r"\d{2}/\d{2}/\d{4}", re.ASCII), None),
}
Judge = Callable[[str], str]


@dataclass(frozen=True)
class Dates:
    """The column whose cells are days, and their format. Its rows are counted by month, or by day."""

    position: int
    pattern: str
    by_month: bool

    def key(self, text: str) -> str:
        """What rows are counted by: the month of a day, and any other text as it is."""
        pattern, part = _MONTHS[self.pattern]
        if not self.by_month or not pattern.fullmatch(text):
            return text
        return text[part] if part is not None else text[:2] + text[5:]


@dataclass(frozen=True)
class Plan:
    """What is counted of a file: ``keys`` are the columns that rows are grouped by.

    ``pairs`` are columns whose distinct pairs bear witness. ``free`` are judged for what points at a person by
    ``judge``, and of ``named`` the first cell bears witness that is not what their pattern expects. Rows with one
    of the texts in ``apart``, by their column, are kept one by one for the code of their fault, as far as they
    have the texts that rows are ``counted`` by.
    """

    form: Form
    keys: tuple[int, ...]
    dates: Dates | None = None
    pairs: tuple[tuple[int, int], ...] = ()
    free: tuple[int, ...] = ()
    named: Mapping[int, re.Pattern[str]] = field(default_factory=dict)
    judge: Judge | None = None
    apart: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    counted: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def may_be_odd(self, cells: Sequence[str]) -> bool:
        """Whether a row may be blank, or the header again, as far as the columns that are counted by tell."""
        keys = [cells[at].strip() for at in self.keys]
        return not any(keys) or keys == [self.form.header[at].strip() for at in self.keys]

    def key_of(self, position: int, text: str) -> str:
        """What a cell is counted by where days are: a day without the time behind it, any other text as it is."""
        is_day = self.dates is not None and self.dates.position == position
        return text[:_DAY] if is_day and _TIMED.fullmatch(text) else text


@dataclass(frozen=True)
class View:
    """Rows that bear witness for one kind of thing: texts of its columns, the codes of each row, and where it is.

    ``rows`` are places in the witnesses of a part, and ``groups`` the groups of the part that they are counted in.
    """

    texts: tuple[tuple[str, ...], ...]
    codes: Places
    rows: Places
    groups: Places


@dataclass(frozen=True)
class Part:
    """What a block comes to: its groups with their counts first, then what else bears witness.

    ``lines`` are those of the ``witnesses``, counted from 0 in the block. ``apart`` are rows by what they are kept
    for. ``is_utf_8`` tells whether bytes beyond ASCII make sense as UTF-8; None where all is ASCII.
    """

    number: int
    ends_of_lines: int
    counts: Places
    views: tuple[View, ...]
    apart: Mapping[tuple[str, int], tuple[Places, Places]]
    lines: Places
    witnesses: Fields
    is_utf_8: bool | None


def part_of(data: bytes, plan: Plan, *, is_first: bool = False) -> Part | None:
    """A block in groups; None where it is no block of whole rows. ``is_first`` keeps the rows it begins with."""
    fields = fields_of(data, plan.form)
    return None if fields is None else part_of_fields(fields, plan, is_first=is_first)


def part_of_fields(fields: Fields, plan: Plan, *, is_first: bool = False) -> Part:
    """The rows of a block in groups."""
    columns = {position: _column(fields, plan, position) for position in plan.keys}
    main = [columns[position][0] for position in plan.keys] or [np.zeros(len(fields), np.int64)]
    groups, first = grouped(main)
    witnessed = [(tuple(columns[position][1] for position in plan.keys) or (("",),), main, first)]
    witnessed += _days(fields, plan) + _pairs(fields, plan)
    apart = _apart(fields, plan, columns)
    if is_first:
        apart["first", 0] = np.arange(min(FIRST_ROWS, len(fields)))
    rows = np.unique(np.concatenate([*(item[2] for item in witnessed), *apart.values()]))
    at = np.zeros(len(fields), np.int64)
    at[rows] = np.arange(len(rows))
    views = tuple(
        View(texts, np.column_stack([codes[kept] for codes in own]), at[kept], groups[kept])
        for texts, own, kept in witnessed
    )
    return Part(
        len(fields),
        fields.ends_of_lines,
        np.bincount(groups, minlength=len(first)),
        views,
        {key: (at[kept], groups[kept]) for key, kept in apart.items()},
        fields.lines[rows],
        fields.taken(rows),
        _utf_8(fields.data),
    )


def _column(fields: Fields, plan: Plan, position: int) -> tuple[Places, tuple[str, ...]]:
    """A code for each row by what it is counted by, and the texts of the codes."""
    if plan.dates is None or plan.dates.position != position:
        starts, ends = fields.starts[:, position], fields.ends[:, position]
        codes, first = distinct_cells(fields, starts, ends)
        return codes, _texts(fields, starts, ends, first)
    codes, texts = _dated(fields, position)
    keys: dict[str, int] = {}
    by_text = np.array([keys.setdefault(plan.dates.key(text), len(keys)) for text in texts], np.int64)
    return by_text[codes] if len(texts) else codes, tuple(keys)


def _texts(fields: Fields, starts: Places, ends: Places, rows: Places) -> tuple[str, ...]:
    pairs = zip(starts[rows].tolist(), ends[rows].tolist(), strict=True)
    return tuple(fields.text(start, end) for start, end in pairs)


def _dated(fields: Fields, position: int) -> tuple[Places, tuple[str, ...]]:
    """A code for each row by its day, whatever time stands behind it, and the texts of the codes."""
    starts, ends = fields.starts[:, position], fields.ends[:, position].copy()
    timed = _is_timed(fields, starts, ends - starts)
    ends[timed] = starts[timed] + _DAY
    codes, first = distinct_cells(fields, starts, ends)
    return codes, _texts(fields, starts, ends, first)


def _is_timed(fields: Fields, starts: Places, lengths: Places) -> Places:
    """The rows whose cell has a plain time of the clock behind ten letters: `` 14:06`` or ``T14:06:33``."""
    array = fields.array
    rows = np.flatnonzero((lengths == _TO_MINUTES) | (lengths == _TO_SECONDS))
    at = starts[rows]
    fits = (array[at + _DAY] == ord(" ")) | (array[at + _DAY] == ord("T"))
    for offset in (3, 6):
        colon = array[at + _DAY + offset] == ord(":")
        fits &= colon if offset == 3 else colon | (lengths[rows] == _TO_MINUTES)
    for offset, most in ((1, 2), (2, 9), (4, 5), (5, 9), (7, 5), (8, 9)):
        digit = array[at + _DAY + offset] - np.uint8(ord("0"))
        fits &= (digit <= most) | ((offset > 5) & (lengths[rows] == _TO_MINUTES))
    fits &= (array[at + _DAY + 1] < ord("2")) | (array[at + _DAY + 2] <= ord("3"))
    timed: Places = rows[fits]
    return timed


Witnessed = tuple[tuple[tuple[str, ...], ...], list[Places], Places]


def _days(fields: Fields, plan: Plan) -> list[Witnessed]:
    """The first row of each day."""
    if plan.dates is None:
        return []
    codes, texts = _dated(fields, plan.dates.position)
    _, first = grouped([codes])
    return [((texts,), [codes], first)]


def _pairs(fields: Fields, plan: Plan) -> list[Witnessed]:
    """The first row of each pair of texts in two columns."""
    pairs = list[Witnessed]()
    for both in plan.pairs:
        own = [distinct_cells(fields, fields.starts[:, at], fields.ends[:, at]) for at in both]
        texts = tuple(
            _texts(fields, fields.starts[:, at], fields.ends[:, at], first)
            for at, (_, first) in zip(both, own, strict=True)
        )
        _, first = grouped([codes for codes, _ in own])
        pairs.append((texts, [codes for codes, _ in own], first))
    return pairs


def _apart(
    fields: Fields, plan: Plan, columns: Mapping[int, tuple[Places, tuple[str, ...]]]
) -> dict[tuple[str, int], Places]:
    """Rows that are handed over beside the groups: the first that may tell of a person, and those with a fault."""
    rows: dict[tuple[str, int], Places] = {}
    marked = marked_places(fields)
    judge = plan.judge
    for position in () if judge is None else plan.free:
        suspect = None if judge is None else first_suspect(fields, position, judge, marked)
        if suspect is not None:
            rows["personal", position] = np.array([suspect])
    for position, pattern in plan.named.items():
        unlike = first_unlike(fields, position, pattern)
        if unlike is not None:
            rows["named", position] = np.array([unlike])
    counted = np.ones(len(fields), dtype=bool)
    for position, texts in plan.counted.items():
        codes, own = columns[position]
        counted &= np.isin(codes, [code for code, text in enumerate(own) if text in texts])
    for position, faults in plan.apart.items():
        codes, own = columns[position]
        for fault in sorted(set(faults.values())):
            faulty = [code for code, text in enumerate(own) if faults.get(text) == fault]
            rows[fault, position] = np.flatnonzero(np.isin(codes, faulty) & counted)[:MOST_APART]
    return rows


def _utf_8(data: bytes) -> bool | None:
    if data.isascii():
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
