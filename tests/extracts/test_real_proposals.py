"""No proposal of `pcp new-measure` for files as they were really published publishes a figure for London that is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from metrics.checking.drops import examine_drop
from metrics.declared.config import parse_config
from tests.proposed import proposed, region_of

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "config" / "metrics.yaml"
DROPS = ("drop-2024-02", "drop-2024-11", "drop-2026-01", "drop-2026-08")
TODAY = date(2026, 11, 12)
MEASURES = {measure.id: measure for measure in parse_config(CONFIG.read_text("utf-8"))[0].published()}  # type: ignore[union-attr]


def files_of(drop: Path, patterns: Sequence[str]) -> list[str]:
    return [file.name for pattern in patterns for file in sorted(drop.glob(pattern))]


@pytest.mark.parametrize("measure_id", MEASURES)
@pytest.mark.parametrize("drop", DROPS)
def test_a_proposal_for_published_files_is_right_or_refused(
    extracts: Path, drop: str, measure_id: str, tmp_path: Path
) -> None:
    measure, folder = MEASURES[measure_id], extracts / drop
    names = files_of(folder, measure.source.files)
    proposal = proposed(folder, names, measure_id, measure.title, TODAY, tmp_path)
    if proposal is None or proposal.refused:
        return
    declared, issues = examine_drop(CONFIG, folder, "metrics.yaml", TODAY).for_review()
    assert declared is not None, issues
    assert proposal.region == region_of(declared, measure_id)
