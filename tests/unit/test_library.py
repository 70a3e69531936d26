"""The door for notebooks: typed frames of what was published and of what was checked."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from metrics.issues import InvalidInput
from metrics.library import OpenRelease, check_drop, open_releases, read_config
from tests.shipped import FIRST_DAY

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs" / "notebooks.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
DROP = ROOT / "data" / "drops" / "2023-24-q3"


@pytest.fixture(scope="module")
def current() -> OpenRelease:
    return open_releases(ROOT, now=FIRST_DAY).current()


@pytest.mark.parametrize(
    ("example", "printed"),
    list(
        zip(
            EXAMPLES,
            [
                ["['2026-27-q1', '2025-26-q2', '2024-25-q2', '2023-24-q3']", "709.0"],
                [
                    "['worry-about-crime', 'victim-satisfaction', 'violence-with-injury', 'homicide', "
                    "'trust-in-police', 'confidence-in-police']",
                    "[64.0, 61.0]",
                ],
            ],
            strict=True,
        )
    ),
)
def test_an_example_of_the_documentation_runs_and_prints_what_is_true(
    example: str, printed: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(example, "docs/notebooks.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if ": warning: " not in line] == printed


def test_a_frame_has_a_type_for_each_column(current: OpenRelease) -> None:
    frame = current.frame("victim-satisfaction")
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
        "window": "str",
        "period": "period[Q-MAR]",
        "area_code": "str",
        "area": "str",
        "dimension": "str",
        "category": "str",
        "value": "float64",
        "base": "Int64",
        "status": "str",
    }
    assert frame.attrs == {"measure": "victim-satisfaction", "unit": "percent"}


def test_a_frame_holds_the_figures_that_the_page_shows(current: OpenRelease) -> None:
    frame = current.frame("violence-with-injury")
    newest = frame.query("area_code == 'E12000007' and window == 'single'").iloc[-1]
    assert (newest["period"], newest["area"], newest["value"], newest["status"]) == (
        pd.Period("2024-01", "M"),
        "London (Metropolitan Police area)",
        6100.0,
        "p",
    )


def test_every_measure_with_figures_has_a_frame(current: OpenRelease) -> None:
    assert all(len(current.frame(measure)) > 0 for measure in current.measures)


def test_a_misspelt_measure_names_the_nearest(current: OpenRelease) -> None:
    with pytest.raises(KeyError, match='did you mean "homicide"'):
        current.frame("homicde")


def test_a_planned_measure_has_no_frame(current: OpenRelease) -> None:
    with pytest.raises(KeyError, match="crime-prevalence is planned: it has no figures"):
        current.frame("crime-prevalence")


def test_before_the_first_release_nothing_is_current() -> None:
    releases = open_releases(ROOT, now=datetime(2020, 1, 1, tzinfo=UTC))
    assert list(releases) == []
    with pytest.raises(KeyError, match="nothing is published"):
        releases.current()


def test_a_release_is_opened_by_its_id_and_another_id_is_refused() -> None:
    releases = open_releases(ROOT)
    assert releases["2023-24-q3"].id == "2023-24-q3"
    with pytest.raises(KeyError, match='did you mean "2023-24-q3"'):
        releases["2023-24-q4"]


def test_a_checked_drop_gives_its_issues_and_the_frames_of_its_measures() -> None:
    drop = check_drop(DROP, ROOT / "config" / "metrics.yaml")
    assert {issue.severity for issue in drop.issues} == {"warning"}
    assert set(drop.frames) == {
        measure.id for measure in read_config(ROOT / "config" / "metrics.yaml").published()
    }


def test_a_drop_with_an_error_gives_no_frame(tmp_path: Path) -> None:
    drop = check_drop(tmp_path, ROOT / "config" / "metrics.yaml")
    assert drop.frames == {}
    assert "missing-file" in {issue.code for issue in drop.issues if issue.severity == "error"}


def test_a_declaration_with_faults_raises_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "metrics.yaml").write_text("site: 1\noutcomes: 2\n")
    with pytest.raises(InvalidInput) as raised:
        read_config(tmp_path / "metrics.yaml")
    assert len(raised.value.issues) > 1
