"""The rows behind a figure in words: how many there are, what was left out and why, what a name was taken for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS, RowNoun
from metrics.declared.source import Source
from metrics.figures.lineage import LeftOut, TakenFor, Trail
from metrics.issues import shortened
from metrics.language import say, say_count

MOST_NAMES = 8
# What figures are made of and what was left out, counted.
COUNTED: Mapping[str, tuple[str, str]] = {
    "row": ("{number} row", "{number} rows"),
    "cell": ("{number} cell", "{number} cells"),
    "column": ("{number} column", "{number} columns"),
}
ROWS_WITHHELD: Mapping[RowNoun, str] = {
    "row": "The figure is withheld, so its rows are not told either.",
    "cell": "The figure is withheld, so its cells are not told either.",
}
NOT_TOLD: Mapping[RowNoun, str] = {
    "row": "The rows are not told, because this measure withholds small figures.",
    "cell": "The cells are not told, because this measure withholds small figures.",
}
NONE: Mapping[RowNoun, str] = {
    "row": "No row makes this figure.",
    "cell": "No cell makes this figure.",
}
MAKE: Mapping[RowNoun, tuple[str, str]] = {
    "row": ("{number} row makes this figure:", "{number} rows make this figure:"),
    "cell": ("{number} cell makes this figure:", "{number} cells make this figure:"),
}

SUBTOTALS = ("{number} of {names}, which adds up others", "{number} of {names}, which add up others")


def quoted(names: Iterable[str]) -> str:
    """Names in quotes, the last one joined by *or*; those beyond eight are counted."""
    first, last = _quotes(names)
    return say("{names} or {last}", names=", ".join(first), last=last) if first else last


def all_quoted(names: Iterable[str]) -> str:
    """The same, the last one joined by *and*."""
    first, last = _quotes(names)
    return say("{names} and {last}", names=", ".join(first), last=last) if first else last


def _quotes(names: Iterable[str]) -> tuple[list[str], str]:
    """Names in quotes, and the last of them, or how many more there are."""
    quotes = [say("“{name}”", name=shortened(name)) for name in dict.fromkeys(names)]
    if len(quotes) > MOST_NAMES:
        quotes[MOST_NAMES:] = [say("{number} more", number=len(quotes) - MOST_NAMES)]
    return quotes[:-1], quotes[-1]


def noun_of(source: Source) -> RowNoun:
    """What a figure is made of: rows, or cells where a row holds a value for each period."""
    return LAYOUTS[source.layout].noun


def counted_rows(noun: str, number: int) -> str:
    """``1 row``, ``1,204 cells``."""
    return say_count(*COUNTED[noun], number, number=f"{number:,}")


def rows_sentence(measure: PublishedMeasure, trail: Trail) -> str:
    """How many rows make a figure, as a sentence."""
    noun = noun_of(measure.source)
    if trail.hidden == "figure":
        return say(ROWS_WITHHELD[noun])
    if trail.hidden == "rows":
        return say(NOT_TOLD[noun])
    if not trail.count:
        return say(NONE[noun])
    return say_count(*MAKE[noun], trail.count, number=f"{trail.count:,}")


def left_out_text(item: LeftOut) -> str:
    """What was left out of a file, as a clause without its file."""
    number = counted_rows(item.of.removesuffix("s"), item.count)
    match item.why:
        case "condition" | "category" if item.column:
            names = quoted(item.names)
            return say(
                "{number} in which {column} is not {names}", number=number, column=item.column, names=names
            )
        case "subtotal":
            single, several = (
                "{number} of {names}, which adds up others",
                "{number} of {names}, which add up others",
            )
            return say_count(single, several, len(item.names), number=number, names=all_quoted(item.names))
        case "named":
            names = quoted(item.names)
            return say(
                "{number} in which {column} is {names}", number=number, column=item.column, names=names
            )
        case "category":
            return say("{number} of other categories than {names}", number=number, names=quoted(item.names))
        case "area":
            return say("{number} of other areas than {name}", number=number, name=item.names[0])
        case "no-area":
            return say("{number} of no {district}", number=number)
        case "said-again":
            return say("{number} that an earlier file holds too", number=number)
        case _:
            return say("{number} of other periods", number=number)


def left_out_lines(trail: Trail) -> Iterator[str]:
    """What was left out, a line for each reason, with its file."""
    for item in trail.left_out:
        yield f"{item.file}: {left_out_text(item)}"


def taken_for_text(item: TakenFor) -> str:
    """``“Fen Police” in the column Area is taken for Fenshire.``"""
    written = shortened(item.written)
    if not item.column:
        return say("“{written}” in the header is taken for {meaning}.", written=written, meaning=item.meaning)
    return say(
        "“{written}” in the column {column} is taken for {meaning}.",
        written=written,
        column=item.column,
        meaning=item.meaning,
    )


def declared_rows(source: Source) -> Iterator[str]:
    """Which rows count, as declared: for a figure whose own rows are not at hand."""
    for condition in source.where:
        yield say(
            "A row counts where {column} is {names}."
            if condition.values
            else "A row counts where {column} is not {names}.",
            column=quoted(condition.column),
            names=quoted(condition.names),
        )
    columns = {item.name: item.column for item in source.cell_names}
    for dimension in source.dimensions:
        if dimension.headline is not None:
            column = columns[dimension.id]
            yield say(
                "Of the categories in {place} the figure takes {names} alone.",
                place=say("the header") if column is None else quoted(column),
                names=quoted([dimension.headline]),
            )
