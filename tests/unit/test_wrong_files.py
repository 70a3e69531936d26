"""Files that could be read wrong, a folder of tests/wrong for each: what would be wrong is refused, or is told.

``case.yaml`` says what the publisher did (``about``), how the measure is declared where it differs from ``PLAIN``
(``measure``), the right figures (``right``, each under its area and period), and what is told of the file
(``issues``: a severity, a code, and what the message names). ``called`` is the id under which `pcp new-measure` is asked
for the file (test_proposals.py), where it is not "offences". The files of the drop lie beside it. A case without
issues is a file that is read right; one with a warning, and a figure that differs, names the rows that matter.
Where a case chooses some of the rows, ``of_all_rows`` are London's figures of them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from metrics.areas import districts
from metrics.checking.drops import CheckedDrop, check_drop
from metrics.declared.framework import PublishedMeasure
from metrics.figures.observations import measure_data
from metrics.issues import Issue
from tests.given import OFFENCES, SITE_OF_ONE_OUTCOME
from tests.places_of_tests import REGION

CASES = sorted((Path(__file__).parents[1] / "wrong").iterdir())
TODAY = date(2026, 11, 12)
# Offences that are counted; a case says how its file is laid out.
PLAIN: Mapping[str, Any] = {
    **{key: value for key, value in OFFENCES.items() if key not in ("source", "share")},
    "id": "offences",
    "outcome": "safer",
    "polarity": "neutral",
    "comparison": {"basis": "previous-period", "materiality": 1.0, "test": "counts"},
    "caveats": ["It counts what is reported."],
}
PUBLISHED_BY: Mapping[str, Any] = {
    key: OFFENCES["source"][key] for key in ("publisher", "title", "link", "licence")
}


# A case is cut to a few boroughs, which is told of every file that adds up to London.
CUT = "no-area"


@cache
def case_of(folder: Path) -> Mapping[str, Any]:
    case: Mapping[str, Any] = yaml.safe_load((folder / "case.yaml").read_text(encoding="utf-8"))
    return case


@cache
def declaration_of(folder: Path) -> str:
    measure = {**PLAIN, **case_of(folder)["measure"]}
    measure = {key: value for key, value in measure.items() if value is not None}
    measure["source"] = {**PUBLISHED_BY, **measure["source"]}
    return yaml.safe_dump({**SITE_OF_ONE_OUTCOME, "measures": [measure]}, sort_keys=False)


@pytest.fixture(params=CASES, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def checked(folder: Path, tmp_path: Path) -> tuple[CheckedDrop | None, list[Issue]]:
    """The case's files read through its declaration, as `pcp check --drop` reads them, and what is told of them."""
    path = tmp_path / "metrics.yaml"
    path.write_text(declaration_of(folder), encoding="utf-8")
    drop, issues = check_drop(path, folder, path.name, TODAY)
    return drop, [issue for issue in issues if issue.code != CUT]


def figures(measure: PublishedMeasure, drop: CheckedDrop) -> dict[str, float | None]:
    """What would be published, under the area, the category where there is one, and the period.

    So "Camden 2023-11", and of a category "London, sex Female 2023-11".
    """
    names = {REGION: "London", **{code: district.name for code, district in districts().items()}}
    series = measure_data(measure, drop.stored[measure.id]).series
    places = {
        key: names[key.area] + (f", {key.dimension} {key.category}" if key.category else "")
        for key in series
        if key.window == measure.source.window
    }
    return {
        f"{place} {observation.period_id}": observation.value
        for key, place in places.items()
        for observation in series[key]
    }


def test_what_is_told_of_a_file_is_what_its_case_says(folder: Path, tmp_path: Path) -> None:
    _, issues = checked(folder, tmp_path)
    expected = case_of(folder).get("issues", [])
    assert [(issue.severity, issue.code) for issue in issues] == [
        (expectation["severity"], expectation["code"]) for expectation in expected
    ], "\n".join(map(str, issues))
    for issue, expectation in zip(issues, expected, strict=True):
        assert [name for name in expectation["names"] if name not in str(issue)] == [], str(issue)


def test_no_figure_is_published_that_differs_unless_a_warning_names_why(folder: Path, tmp_path: Path) -> None:
    drop, issues = checked(folder, tmp_path)
    if drop is None:
        assert any(issue.severity == "error" for issue in issues)
        return
    right = case_of(folder)["right"]
    measure = drop.config.measure("offences")
    assert isinstance(measure, PublishedMeasure)
    read = figures(measure, drop)
    assert issues or {key: read.get(key) for key in right} == right
