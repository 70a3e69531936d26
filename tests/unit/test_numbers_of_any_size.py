"""Numbers below zero, near it and very large ones: what is published of them, by the real commands."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from metrics.cli import cli
from tests.given import SITE_OF_ONE_OUTCOME

CONFIG = """\
measures:
  - id: overtime
    outcome: safer
    title: Overtime
    status: published
    description: What was paid.
    subject: cost of overtime
    polarity: lower-is-better
    frequency: month
    {unit}
    comparison: {{basis: previous-period, materiality: 1.0{comparison}}}
    caveats: [A caveat.]
    next_update: not-announced
    source:
      publisher: A police service
      title: Budget
      link: https://data.london.gov.uk/dataset/budget
      licence: OGL-3.0
      files: cost.csv
      layout: rows
      period: {{column: Month, format: YYYY-MM}}
      value: {{column: Cost}}
      absent: missing
      region: own-row
"""
POUNDS = "unit: money\n    money: {given_in: pounds}\n    decimals: 2"
AS_COMPARED = ", judged: as-compared"


def months(values: Mapping[str, float | str]) -> str:
    return "Month,Cost\n" + "".join(f"{month},{value}\n" for month, value in values.items())


def published(site: Path, values: Mapping[str, float | str], comparison: str = "") -> Result:
    (site / "config").mkdir()
    (site / "drop").mkdir()
    head = yaml.safe_dump(dict(SITE_OF_ONE_OUTCOME), sort_keys=False)
    (site / "config" / "metrics.yaml").write_text(head + CONFIG.format(unit=POUNDS, comparison=comparison))
    (site / "drop" / "cost.csv").write_text(months(values))
    return pcp(site, "publish", str(site / "drop"), "--release", "one", "--note", "A note")


def pcp(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(site), "--now", "2026-11-29T20:00:00+00:00", *arguments])


def stored(site: Path) -> dict[str, str]:
    file = site / "data" / "releases" / "one" / "observations" / "overtime.csv"
    with file.open(encoding="utf-8", newline="") as text:
        return {row["period"]: row["value"] for row in csv.DictReader(text)}


def two_years(**last: float | str) -> dict[str, float | str]:
    usual: dict[str, float | str] = {f"{2025 + n // 12}-{n % 12 + 1:02}": 100 for n in range(22)}
    return usual | {month.replace("_", "-")[1:]: value for month, value in last.items()}


def test_a_number_below_zero_a_year_before_is_published(tmp_path: Path) -> None:
    done = published(tmp_path, two_years(m2025_04=-1, m2026_10=-2))
    assert (done.exit_code, done.exception) == (0, None), done.output


@pytest.mark.parametrize("comparison", ["", AS_COMPARED])
def test_no_per_cent_is_taken_of_a_fall_through_zero(tmp_path: Path, comparison: str) -> None:
    assert published(tmp_path, two_years(m2026_10=-50), comparison).exit_code == 0
    output = pcp(tmp_path, "explain", "overtime").stdout
    assert "150" not in output
    assert "no percentage leads to a number below zero" in output or "is not known" in output


def test_a_change_that_is_not_known_is_never_nearly_the_same(tmp_path: Path) -> None:
    values = two_years(**{f"m{year}_{month:02}": 0 for year in (2025, 2026) for month in range(1, 13)})
    del values["2026-11"], values["2026-12"]
    assert published(tmp_path, values | {"2026-10": 3000}).exit_code == 0
    output = " ".join(pcp(tmp_path, "explain", "overtime").stdout.split())
    assert "nearly the same" not in output
    assert "no percentage can be taken of zero" in output


@pytest.mark.parametrize("number", ["12345678901.27", "123456789112345", "1234567890.12", "61.4", "0.1"])
def test_a_number_is_stored_with_all_its_digits(tmp_path: Path, number: str) -> None:
    assert published(tmp_path, two_years(m2025_05=number), AS_COMPARED).exit_code == 0
    assert stored(tmp_path)["2025-05"] == number
