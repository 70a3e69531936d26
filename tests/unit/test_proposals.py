"""No proposal of `pcp new-measure`, uncommented as it is, publishes a figure for London that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest

from metrics.checking.drops import check_drop
from metrics.periods import PANDAS_FREQUENCY, Frequency, parse_period_id, period_id
from tests.proposed import proposed, region_of
from tests.unit.test_check_drops import DROPS, folders
from tests.unit.test_check_drops import TODAY as DAY_OF_DROPS
from tests.unit.test_wrong_files import CASES, TODAY, case_of


def right_of(folder: Path) -> dict[str, float | None]:
    """London's own figures of a case, by the ids of their periods; of all rows where the case chooses some."""
    case = case_of(folder)
    figures = case.get("of_all_rows", case["right"])
    right = {key.removeprefix("London "): value for key, value in figures.items()}
    return {period: value for period, value in right.items() if " " not in period}


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_proposal_for_a_file_that_could_be_read_wrong_is_right_or_refused(
    folder: Path, tmp_path: Path
) -> None:
    names = sorted(file.name for file in folder.glob("*.csv"))
    measure_id = case_of(folder).get("called", "offences")
    title = measure_id.replace("-", " ").capitalize()
    proposal = proposed(folder, names, measure_id, title, TODAY, tmp_path)
    if proposal is None or proposal.refused:
        return
    right = right_of(folder)
    region = proposal.region if proposal.region.keys() & right else by_year(proposal.region, right)
    assert {period: region.get(period) for period in right} == right


def by_year(parts: Mapping[str, float | None], years: Iterable[str]) -> dict[str, float | None]:
    """Figures of months or quarters added up to the years that others are of."""
    finer: Frequency = "financial-quarter" if any("Q" in period for period in parts) else "month"
    longer: Frequency = "financial-year" if any("-" in year for year in years) else "calendar-year"
    sums: dict[str, float | None] = {}
    for period, value in parts.items():
        year = period_id(parse_period_id(period, finer).asfreq(PANDAS_FREQUENCY[longer]))
        sums[year] = (sums.get(year) or 0) + (value or 0)
    return sums


@pytest.mark.parametrize("measure_id", ["offences", "knife-crime", "something-else"])
@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_nothing_is_claimed_of_a_file_that_is_refused(folder: Path, measure_id: str, tmp_path: Path) -> None:
    names = sorted(file.name for file in folder.glob("*.csv"))
    proposal = proposed(folder, names, measure_id, "Knife crime", date(2030, 1, 1), tmp_path)
    assert proposal is None or not (proposal.claims and proposal.refused)


@pytest.mark.parametrize("drop", folders("good"), ids=lambda drop: f"{drop.parent.name}/{drop.name}")
def test_a_proposal_for_a_good_file_is_right_or_refused(drop: Path, tmp_path: Path) -> None:
    declared, issues = check_drop(DROPS / f"{drop.parent.name}.yaml", drop, "metrics.yaml", DAY_OF_DROPS)
    assert declared is not None, issues
    for measure in declared.config.published():
        names = [file.name for name in measure.source.files for file in sorted(drop.glob(name))]
        proposal = proposed(drop, names, measure.id, measure.title, DAY_OF_DROPS, tmp_path)
        if proposal is not None and not proposal.refused:
            assert proposal.region == region_of(declared, measure.id)
