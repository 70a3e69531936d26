"""Figures in a measure's file that do not add up, as they are stored with a release: the numbers alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, cast

MismatchCode = Literal["areas-off", "categories-off", "counts-off"]
COLUMNS = (
    *("code", "period", "area", "dimension", "category", "stated", "own", "top", "under", "decimals"),
    "has_rest",
)
OF_NO_AREA = "-"  # before a name that counts for the region and is no area of its own


@dataclass(frozen=True)
class Mismatch:
    """A figure that its publisher states, and what his other figures come to instead.

    ``code`` is that of its check. ``period`` is an id, ``area`` a code, or after a hyphen the name of what is no
    area. The figures that add up to ``own`` are the region's areas, with what lies in none where it ``has_rest``;
    or the categories of a ``dimension``. A percentage, of a ``category`` where it is not the measure's own, is
    written with so many ``decimals``, and ``own`` is how many ``top`` is in a hundred of ``under``.
    """

    code: MismatchCode
    period: str
    area: str
    stated: float
    own: float
    dimension: str = ""
    category: str = ""
    top: int = 0
    under: int = 0
    decimals: int = 0
    has_rest: bool = False


def mismatches_file(items: Iterable[Mismatch]) -> bytes:
    """Mismatches as CSV (RFC 4180, UTF-8), in their order."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in items:
        counts = (item.top, item.under, item.decimals) if item.code == "counts-off" else ("", "", "")
        numbers = (f"{item.stated:.15g}", f"{item.own:.15g}", *counts, "yes" if item.has_rest else "")
        writer.writerow((item.code, item.period, item.area, item.dimension, item.category, *numbers))
    return text.getvalue().encode()


def parse_mismatches(data: bytes) -> tuple[Mismatch, ...]:
    """The mismatches that ``mismatches_file`` wrote."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    return tuple(map(_mismatch, rows))


def _mismatch(row: Mapping[str, str]) -> Mismatch:
    return Mismatch(
        cast(MismatchCode, row["code"]),
        row["period"],
        row["area"],
        float(row["stated"]),
        float(row["own"]),
        row["dimension"],
        row["category"],
        int(row["top"] or 0),
        int(row["under"] or 0),
        int(row["decimals"] or 0),
        row["has_rest"] == "yes",
    )
