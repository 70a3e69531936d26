"""Which rows count and which breakdowns there are: what to make of the columns that tell rows apart."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from metrics.areas import folded, slug
from metrics.issues import listed
from metrics.profiling import names
from metrics.profiling.extracts import Extracts
from metrics.profiling.roles import Cut, Roles, Values
from metrics.reading.hostile import hostile

MOST_CATEGORIES = 15  # of a breakdown that is proposed
UNTOLD = (
    "?"  # in the place of a name that a person has to choose: no file holds it, so nothing is read before
)


def cut(extracts: Extracts, roles: Roles, measure_name: str, *, share: bool, plain: bool) -> Cut:
    """What the columns of categories are for. ``share`` is for percentages, which do not add up.

    ``plain`` proposes no breakdowns.
    """
    chooser = _Chooser(extracts.frame, roles, share=share, plain=plain)
    column, value = _named(extracts.frame, roles.texts, measure_name)
    if column:
        chooser.name(
            column, value, names.all_that_may_be(extracts.frame[column].unique(), value, measure_name)
        )
    for name in sorted(roles.texts, key=lambda name: not names.WHICH.search(names.words(name))):
        if name != column:
            chooser.take(name)
    return chooser.cut()


def _named(frame: pd.DataFrame, columns: Sequence[str], measure_name: str) -> tuple[str, str]:
    """The column and the category that an analyst's name for the measure seems to mean."""
    best: tuple[float, str, str] = (-1.0, "", "")
    for column in columns:
        texts = list(dict.fromkeys(text.strip() for text in frame[column].unique()))
        nearest = names.most_like(texts, measure_name)
        if nearest:
            best = max(best, (names.likeness(nearest, measure_name), column, nearest))
    return best[1:]


class _Chooser:
    """Takes one column after the other, and narrows the rows as it goes."""

    def __init__(self, frame: pd.DataFrame, roles: Roles, *, share: bool, plain: bool) -> None:
        self.frame, self.roles, self.share, self.plain = frame, roles, share, plain
        self._where, self._dimensions = list(roles.own.where), list(roles.own.dimensions)
        self._ignore, self._remarks = list(roles.own.ignore), list(roles.own.remarks)

    def name(self, column: str, value: str, rivals: Sequence[str]) -> None:
        """What the measure seems to be called by; a question where other names would do as well."""
        if len(rivals) > 1:
            self._ask(column, rivals)
        else:
            self.where(column, value, f'"{value}" is what the measure seems to be called by')

    def where(self, column: str, value: str, remark: str) -> None:
        self._where.append({"column": column, "values": value})
        self._remarks.append(("source.where", f"{column}: {remark}"))
        self._narrow(column, value)

    def _narrow(self, column: str, value: str) -> None:
        self.frame = self.frame[self.frame[column].map(folded) == folded(value)]

    def _ask(self, column: str, texts: Sequence[str]) -> None:
        """One of the names is meant, and none gives itself away: the rest is looked at as if it were the first."""
        self._where.append({"column": column, "values": UNTOLD})
        self._remarks.append(("source.where", f"{column}: ? which one is meant, {listed(texts, 6)}"))
        self._narrow(column, texts[0])

    def _doubt(self, column: str, texts: Sequence[str]) -> None:
        """Some rows may not belong to the figure: a person says which."""
        self._where.append({"column": column, "not": UNTOLD})
        self._remarks.append(
            ("source.where", f"{column}: ? which rows do not count, as {listed(texts, 6)} may not")
        )

    def take(self, column: str) -> None:
        texts = list(dict.fromkeys(text.strip() for text in self.frame[column]))
        total = next((text for text in texts if names.is_total(text)), "")
        which = bool(names.WHICH.search(names.words(column)))
        if doubtful := [text for text in texts if names.does_not_count(text)]:
            self._doubt(column, doubtful)
            return
        if len(texts) < 2:
            self._ignore.append(column)
        elif which or (self.share and self.plain and self._tells_apart(column)):
            self._one_of(column, texts, total)
        elif self._is_breakdown(column, texts):
            self._breakdown(column, texts, total)
        elif total or (self.share and self._tells_apart(column)):
            self._one_of(column, texts, total)
        else:
            self._ignore.append(column)

    def _one_of(self, column: str, texts: Sequence[str], total: str) -> None:
        if total:
            self.where(column, total, _others(texts, total))
        else:
            self._ask(column, texts)

    def _is_breakdown(self, column: str, texts: Sequence[str]) -> bool:
        plain = not any(hostile(text) for text in texts)
        distinct = not self.share or self._tells_apart(column)
        return not self.plain and plain and distinct and len(texts) <= MOST_CATEGORIES

    def _breakdown(self, column: str, texts: Sequence[str], total: str) -> None:
        dimension: Values = {"id": _id(column), "title": names.words(column).capitalize(), "column": column}
        if total:
            others = f'"{total}" is taken for the figure itself; {_others(texts, total)}'
            self._remarks.append(("source.dimensions", f"{column}: {others}"))
        elif self.share:
            asks = f"? which one is the figure itself, {listed(texts, 6)}"
            self._remarks.append(("source.dimensions", f"{column}: {asks}"))
        if total or self.share:
            dimension["headline"] = total or UNTOLD
        self._dimensions.append(dimension)

    def _tells_apart(self, column: str) -> bool:
        """Whether rows of one period and area differ in a column."""
        return bool((self.frame.groupby(self._keys(), sort=False)[column].nunique() > 1).any())

    def _keys(self) -> list[str]:
        keys = list(self.roles.keys)
        keys += [dimension["column"] for dimension in self._dimensions if "column" in dimension]
        keys += [condition["column"] for condition in self._where]
        return keys or [self.frame.columns[0]]

    def cut(self) -> Cut:
        remarks = tuple(dict.fromkeys(self._remarks))
        again = bool(self.frame.duplicated(self._keys()).any()) if self._keys_tell() else len(self.frame) > 1
        return Cut(tuple(self._where), tuple(self._dimensions), tuple(self._ignore), remarks, again)

    def _keys_tell(self) -> bool:
        return bool(self.roles.keys or self._dimensions or self._where)


def _others(texts: Sequence[str], chosen: str) -> str:
    return (
        f"others are {listed([text for text in texts if text != chosen], 6)}; is this the one that is meant?"
    )


def _id(column: str) -> str:
    """A column's name as an id, which starts with a letter."""
    name = slug(names.words(column).replace("%", " percent "))[:50].strip("-")
    taken = {"file", "line", "field", "period", "area", "value", "status", "base"}
    return name if name[:1].isalpha() and name not in taken else f"by-{name}".strip("-")
