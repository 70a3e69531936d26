"""What the library that reads workbooks does not tell of a sheet: percentages, errors, what is hidden, its extent.

Cells are told by their row and column, which count from 1. Nothing is taken from here but marks; all values are
read by the library.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from metrics.reading.packed import too_large

MOST_CELLS = 20_000_000  # from the first cell to the last of a sheet, blank ones among them


@dataclass(frozen=True)
class Block:
    """Cells in a rectangle: one, or all that are written as one. The last row and column belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def meets(self, other: Block) -> bool:
        """Whether the two have a cell in common."""
        return (
            self.first_row <= other.last_row
            and other.first_row <= self.last_row
            and self.first_column <= other.last_column
            and other.first_column <= self.last_column
        )


@dataclass
class SheetMarks:
    """The marks of one sheet; in ``unsolved`` cells a formula has no value, and if ``stale`` in none of them."""

    percents: list[Block] = field(default_factory=list)
    errors: list[tuple[Block, str]] = field(default_factory=list)
    merged: list[Block] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    unsolved: list[Block] = field(default_factory=list)
    stale: bool = False
    last_row: int = 0
    last_column: int = 0

    def reaches(self, row: int, column: int) -> None:
        """Takes in that a cell holds something. Raises Unread when the sheet is larger than is ever read."""
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        if self.last_row * self.last_column > MOST_CELLS:
            raise too_large(f"a sheet has {self.last_row:,} rows and {self.last_column:,} columns")
