"""Which columns of counts a column of percentages is worked out from: the one it is of, and that of the part."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import permutations

import numpy as np
import pandas as pd

from metrics.profiling import names
from metrics.profiling.column_profile import NumberLook
from metrics.profiling.extracts import Extracts

LEAST_ROWS = 3  # that must agree
_FRACTION = re.compile(r"[.,](\d+)")
MOST_COLUMNS = 12  # among which the two are looked for


def base_of(
    extracts: Extracts, value: str, numbers: Mapping[str, NumberLook], others: Sequence[str]
) -> tuple[str, str]:
    """The column that percentages are of, and that of the part, where one by the other gives each of them.

    Both are empty where the values are no percentages, or no pair of columns, or several, would do.
    """
    look = numbers.get(value)
    if look is None or not _is_percentage(value, look):
        return "", ""
    counts = [name for name in others if numbers[name].integers and numbers[name].low >= 0]
    if not 2 <= len(counts) <= MOST_COLUMNS:
        return "", ""
    share = 1.0 if look.high <= 1 and not look.percent else 100.0
    texts = extracts.frame[value]
    decimals = max((len(match[1]) for text in texts if (match := _FRACTION.search(text))), default=0)
    columns = {name: _numbers(extracts.frame[name], numbers[name]) for name in (value, *counts)}
    pairs = [
        (base, part)
        for part, base in permutations(counts, 2)
        if _agree(columns[value], columns[part], columns[base], share, decimals)
    ]
    return pairs[0] if len(pairs) == 1 else ("", "")


def _is_percentage(name: str, look: NumberLook) -> bool:
    return look.percent or (
        names.SHARE.search(names.words(name)) is not None and 0 <= look.low <= look.high <= 100
    )


def _numbers(texts: pd.Series, look: NumberLook) -> pd.Series:
    """The numbers of a column; NaN where something else stands."""
    plain = texts.str.strip().str.removesuffix("%")
    if look.thousands:
        plain = plain.str.replace(look.thousands, "", regex=False)
    return pd.to_numeric(plain.str.replace(look.decimal, ".", regex=False), errors="coerce")


def _agree(values: pd.Series, part: pd.Series, of: pd.Series, share: float, decimals: int) -> bool:
    """Whether all rows that have the three agree, as far as rounding lets them, and enough of them tell."""
    beside = values.notna() & part.notna() & of.notna() & (of > 0)
    telling = beside & (part > 0) & (part < of)
    if telling.sum() < LEAST_ROWS or values[telling].nunique() < LEAST_ROWS:
        return False
    off = np.abs(share * part[beside] / of[beside] - values[beside])
    return bool((off <= 0.5 * 10.0**-decimals + 1e-9).all())
