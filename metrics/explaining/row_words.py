"""The rows behind a figure in words: how many there are, what was left out and why, what a name was taken for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.declared.source import Source
from metrics.figures.lineage import LeftOut, TakenFor, Trail
from metrics.figures.numbers import counted
from metrics.issues import shortened
from metrics.language import say

MOST_NAMES = 8


def quoted(names: Iterable[str], last: str = "or") -> str:
    """Names in quotes, the last one joined by a word; those beyond eight are counted."""
    quotes = [f"“{shortened(name)}”" for name in dict.fromkeys(names)]
    if len(quotes) > MOST_NAMES:
        quotes[MOST_NAMES:] = [f"{len(quotes) - MOST_NAMES} more"]
    return quotes[0] if len(quotes) == 1 else f"{', '.join(quotes[:-1])} {last} {quotes[-1]}"


def noun_of(source: Source) -> str:
    """What a figure is made of: rows, or cells where a row holds a value for each period."""
    return LAYOUTS[source.layout].noun


def rows_sentence(measure: PublishedMeasure, trail: Trail) -> str:
    """How many rows make a figure, as a sentence."""
    noun = noun_of(measure.source)
    if trail.hidden == "figure":
        return f"The figure is withheld, so its {noun}s are not told either."
    if trail.hidden == "rows":
        return f"The {noun}s are not told, because this measure withholds small figures."
    if not trail.count:
        return f"No {noun} makes this figure."
    return f"{counted(trail.count, noun)} make{'s' if trail.count == 1 else ''} this figure:"


def left_out_text(item: LeftOut) -> str:
    """What was left out of a file, as a clause without its file."""
    number = counted(item.count, item.of.removesuffix("s"))
    match item.why:
        case "condition" | "category" if item.column:
            return f"{number} in which {item.column} is not {quoted(item.names)}"
        case "subtotal":
            verb = "adds" if len(item.names) == 1 else "add"
            return f"{number} of {quoted(item.names, 'and')}, which {verb} up others"
        case "named":
            return f"{number} in which {item.column} is {quoted(item.names)}"
        case "category":
            return f"{number} of other categories than {quoted(item.names)}"
        case "area":
            return f"{number} of other areas than {item.names[0]}"
        case "no-area":
            return say("{number} of no {district}", number=number)
        case "said-again":
            return f"{number} that an earlier file holds too"
        case _:
            return f"{number} of other periods"


def left_out_lines(trail: Trail) -> Iterator[str]:
    """What was left out, a line for each reason, with its file."""
    for item in trail.left_out:
        yield f"{item.file}: {left_out_text(item)}"


def taken_for_text(item: TakenFor) -> str:
    """``“Fen Police” in the column Area is taken for Fenshire.``"""
    place = f"column {item.column}" if item.column else "header"
    return f"“{shortened(item.written)}” in the {place} is taken for {item.meaning}."


def declared_rows(source: Source) -> Iterator[str]:
    """Which rows count, as declared: for a figure whose own rows are not at hand."""
    for condition in source.where:
        verb = "is" if condition.values else "is not"
        yield f"A row counts where {quoted(condition.column)} {verb} {quoted(condition.names)}."
    columns = {item.name: item.column for item in source.cell_names}
    for dimension in source.dimensions:
        if dimension.headline is not None:
            column = columns[dimension.id]
            place = "the header" if column is None else quoted(column)
            yield f"Of the categories in {place} the figure takes {quoted([dimension.headline])} alone."
