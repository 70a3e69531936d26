"""What the calibration measured, as tables in words, and which limits are missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from benchmarks.words_of_series import History

HEAD = "| {} | of | {} | standard error | limit | |\n|---|---:|---:|---:|---|---|\n"
HISTORY_HEAD = (
    "| the real series | months | with a firm word | firm words against that of the month before | "
    "firm words against the firm word before them | |\n|---|---:|---:|---:|---:|---|\n"
)
MET = {True: "met", False: "**missed**", None: ""}


@dataclass(frozen=True)
class Row:
    """How many of so many series had a word, with the limit of that share in per cent, where there is one."""

    name: str
    words: int
    series: int
    at_most: float | None = None
    at_least: float | None = None

    @property
    def rate(self) -> float:
        """The share with the word, in per cent."""
        return 100 * self.words / self.series

    @property
    def standard_error(self) -> float:
        """Of the rate, in per cent: that of a share of so many series that were made independently."""
        return sqrt(self.rate * (100 - self.rate) / self.series)

    @property
    def is_met(self) -> bool | None:
        """Whether the rate itself keeps to its limit; None without a limit."""
        if self.at_most is not None:
            return self.rate <= self.at_most
        return None if self.at_least is None else self.rate >= self.at_least

    @property
    def limit(self) -> str:
        """The limit in words."""
        if self.at_most is not None:
            return f"at most {self.at_most:g}%"
        return "" if self.at_least is None else f"at least {self.at_least:g}%"

    def __str__(self) -> str:
        return (
            f"| {self.name} | {self.series:,} | {self.rate:.2f}% | {self.standard_error:.2f} | "
            f"{self.limit} | {MET[self.is_met]} |"
        )


@dataclass(frozen=True)
class HistoryRow:
    """What the words of real series came to; where ``held``, none may contradict that of the month before."""

    name: str
    history: History
    held: bool = False

    @property
    def is_met(self) -> bool | None:
        """Whether no word contradicts the one of the month before; None where that is not held."""
        return self.history.contradicted == 0 if self.held else None

    def __str__(self) -> str:
        words = self.history
        share = f"{100 * words.firm / words.months:.0f}%" if words.months else "none"
        return (
            f"| {self.name} | {words.months:,} | {words.firm:,} ({share}) | {words.contradicted}"
            f"{' (at most 0)' if self.held else ''} | {words.reversed} of {words.followed:,} | "
            f"{MET[self.is_met]} |"
        )


def rates_table(what: str, word: str, rows: Sequence[Row]) -> str:
    """Rates as Markdown, below the name of what was judged and of the word that is counted."""
    return HEAD.format(what, word) + "".join(f"{row}\n" for row in rows)


def history_table(rows: Sequence[HistoryRow]) -> str:
    """The words of real series as Markdown."""
    return HISTORY_HEAD + "".join(f"{row}\n" for row in rows)


def missed(rows: Sequence[Row | HistoryRow]) -> list[str]:
    """The names of those that do not keep to their limit."""
    return [row.name for row in rows if row.is_met is False]
