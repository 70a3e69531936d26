"""Where in its files a figure stands, for a fault that is told of it."""

from __future__ import annotations

import pandas as pd


def place_of(cells: pd.DataFrame, period: pd.Period, area: str) -> tuple[str, int, int]:
    """File, line and field of a figure: its own cell, or the first of its period, or of all."""
    of_period = cells[cells["period"] == period]
    own = of_period[of_period["area"] == area]
    first = next(rows for rows in (own, of_period, cells) if not rows.empty).iloc[0]
    return str(first["file"]), int(first["line"]), int(first["field"])
