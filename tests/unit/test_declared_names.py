"""Names that are declared and that no row has any more: ``pcp check`` tells of them, beside the release before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from metrics.checking.drops import check_drop
from metrics.checking.previous import Previous
from metrics.declared.config import parse_config
from tests.given import SITE_OF_ONE_OUTCOME
from tests.unit.test_wrong_files import PLAIN, PUBLISHED_BY

TODAY = date(2026, 11, 12)
SOURCE = {
    "files": "Crime.csv",
    "layout": "periods-as-columns",
    "period": {"format": "YYYYMM"},
    "area": {"column": "Borough", "no_area": ["Heathrow", "Unknown"]},
    "absent": "zero",
    "region": "all-rows",
}
DECLARED = yaml.safe_dump(
    {**SITE_OF_ONE_OUTCOME, "measures": [{**PLAIN, "source": {**PUBLISHED_BY, **SOURCE}}]}, sort_keys=False
)
BEFORE = "Borough,202311,202312\nCamden,100,120\nHackney,200,220\nHeathrow,5,5\nUnknown,9,10\n"


def name_issues(folder: Path, before: str, now: str) -> list[tuple[str, str, str]]:
    """The warnings and errors on names, of a drop beside a release of another."""
    (folder / "metrics.yaml").write_text(DECLARED)
    for name, text in (("before", before), ("now", now)):
        (folder / name).mkdir()
        (folder / name / "Crime.csv").write_text(text)
    first, _ = check_drop(folder / "metrics.yaml", folder / "before", "metrics.yaml", TODAY)
    config, _ = parse_config(DECLARED)
    assert first is not None
    files: Mapping[str, bytes] = {"Crime.csv": before.encode()}
    previous = Previous("q2", dict.fromkeys(files, ""), first.stored, config, read=files.__getitem__)
    _, issues = check_drop(folder / "metrics.yaml", folder / "now", "metrics.yaml", TODAY, previous)
    kept = [issue for issue in issues if issue.code in ("unmet-name", "gone-rows")]
    return [(issue.severity, issue.code, issue.message) for issue in kept]


def test_rows_of_a_name_of_no_district_that_are_withdrawn_are_told_though_others_stay(tmp_path: Path) -> None:
    assert name_issues(tmp_path, BEFORE, BEFORE.replace("Unknown,9,10\n", "")) == [
        (
            "warning",
            "unmet-name",
            'measure "offences": release "q2" has rows of "Unknown", and no row is of it now; London\'s figure is lower '
            "than there by up to 2.9%: where are they counted?",
        )
    ]


def test_rows_of_all_names_of_no_district_that_are_withdrawn_are_told_once(tmp_path: Path) -> None:
    without = "".join(line + "\n" for line in BEFORE.splitlines()[:3])
    ((severity, code, _),) = name_issues(tmp_path, BEFORE, without)
    assert (severity, code) == ("error", "gone-rows")


def test_a_name_that_the_release_before_had_no_rows_of_is_not_told(tmp_path: Path) -> None:
    without = BEFORE.replace("Unknown,9,10\n", "")
    assert name_issues(tmp_path, without, without) == []
