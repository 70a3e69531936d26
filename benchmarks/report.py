"""What was measured as a table, and which of the limits are met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SIDES = ("dashboard", "plain files")


@dataclass(frozen=True)
class Row:
    """One figure, that which it is held against where there is one, and its limit: of itself, or of the ratio."""

    name: str
    ours: float
    floor: float | None = None
    unit: str = ""
    digits: int = 1
    at_most: float | None = None
    ratio_at_most: float | None = None
    ratio_at_least: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times what it is held against."""
        return self.ours / self.floor if self.floor else None

    @property
    def limit(self) -> str:
        """The limit in words."""
        if self.at_most is not None:
            return f"at most {self.at_most:g}{self.unit}"
        if self.ratio_at_most is not None:
            return f"at most {self.ratio_at_most:g} times"
        return f"at least {self.ratio_at_least:g} times" if self.ratio_at_least is not None else ""

    @property
    def met(self) -> bool | None:
        """Whether the limit is met; None without a limit."""
        if self.at_most is not None:
            return self.ours <= self.at_most
        if self.ratio_at_most is not None:
            return self.ratio is not None and self.ratio <= self.ratio_at_most
        if self.ratio_at_least is not None:
            return self.ratio is not None and self.ratio >= self.ratio_at_least
        return None

    def __str__(self) -> str:
        floor = "" if self.floor is None else self._written(self.floor)
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        met = {True: "met", False: "**missed**", None: ""}[self.met]
        return f"| {self.name} | {self._written(self.ours)} | {floor} | {ratio} | {self.limit} | {met} |"

    def _written(self, value: float) -> str:
        return f"{value:,.{self.digits}f}{self.unit}"


def table(rows: Sequence[Row], sides: tuple[str, str] = SIDES) -> str:
    """The rows as Markdown, under the names of both sides."""
    head = f"| | {' | '.join(sides)} | ratio | limit | |\n|---|---:|---:|---:|---|---|\n"
    return head + "".join(f"{row}\n" for row in rows)


def write(path: Path, text: str, name: str = "measured") -> None:
    """Puts text between the marks of a document that have a name, in place of what stood there."""
    marks = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
    before, begin, rest = path.read_text("utf-8").partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not (begin and end):
        raise ValueError(f"{path.name} has no marks {marks[0].strip()} and {marks[1].strip()}")
    path.write_text(f"{before}{begin}{text}{end}{after}", "utf-8")
