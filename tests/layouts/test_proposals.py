"""What `pcp new-measure` makes of each layout: no figure of London that is not the right one, whatever it guesses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from metrics.declared.config import parse_config
from metrics.declared.framework import PublishedMeasure
from metrics.declared.ratio import is_ratio, times
from metrics.reading.files import matching
from tests import books
from tests.layouts.test_layouts import LAYOUTS, figures
from tests.proposed import Proposed, proposed

TODAY = date(2026, 11, 20)
SCALES = {"pounds": 1, "thousands": 1_000, "millions": 1_000_000}


def measures(layout: Path) -> list[PublishedMeasure]:
    config, issues = parse_config((layout / "metrics.yaml").read_text("utf-8"), today=TODAY)
    assert config is not None, issues
    return [measure for measure in config.published() if measure.derived is None]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda folder: folder.name)
def test_no_proposal_gives_a_wrong_figure_of_region(layout: Path, tmp_path: Path) -> None:
    drop = tmp_path / "drop"
    books.write(layout / "drop", drop)
    supplied = sorted(path.name for path in drop.iterdir())
    for measure in measures(layout):
        names = [
            name
            for pattern in measure.source.files
            for name in matching(pattern.replace("{year}", "*"), supplied)
        ]
        proposal = proposed(drop, names, measure.id, measure.title, TODAY, tmp_path, measure.source.sheet)
        if proposal is not None and not proposal.refused:
            must_be_right(layout, measure, proposal)


def must_be_right(layout: Path, measure: PublishedMeasure, proposal: Proposed) -> None:
    """Each of London's figures that is given is the right one; a proposal that claims to be whole gives them all."""
    for row in figures(layout / "figures.csv"):
        if row["measure"] != measure.id or row["area"] != "London" or row.get("dimension"):
            continue
        if row.get("window", measure.source.window) != measure.source.window:
            continue
        value = float(row["value"]) if row["value"] else None
        if value is not None and measure.money is not None and measure.money.shown_in is not None:
            factor = SCALES[measure.money.shown_in] / SCALES[measure.money.given_in]
            value = round(value * factor, 6)  # as the file has it
        periods = (row["period"], _other_name(row["period"]))
        region_values = [proposal.region[period] for period in periods if period in proposal.region]
        if is_ratio(measure) and value is None:
            continue  # of one of its counts it says nothing
        right = [value] if not is_ratio(measure) else counts_of(measure, row)
        assert (region_values and region_values[0] in right) or (not proposal.claims and not region_values), (
            row
        )


def counts_of(measure: PublishedMeasure, row: Mapping[str, str]) -> list[float | None]:
    """Nothing is proposed of a ratio, so what is given is one of its two counts, which is right as well."""
    base = float(row["base"])
    return [base, round(float(row["value"]) * base / times(measure))]


def _other_name(period: str) -> str:
    """The financial quarter of the same months as one of the calendar year."""
    year, mark, number = period.partition("-CQ")
    if not mark:
        return ""
    return f"{int(year) - (number == '1')}-Q{(int(number) + 2) % 4 + 1}"
