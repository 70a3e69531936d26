"""Ten mistakes that analysts really make, and all that ``pcp check`` tells them on a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from metrics.cli import cli

DECLARED = """\
site:
  {title: Outcomes, producer: MOPAC, contact: Write to us, statistics_status: Management information,
   update_schedule: Once a quarter, attribution: Open Government Licence}
frameworks:
  - {id: plan, title: The plan, vision: London is safe., description: What is sought.}
outcomes:
  - {id: trust, framework: plan, title: Trust grows, description: Londoners trust the police.}
measures:
  - id: trust-in-police
    outcome: trust
    title: Trust in police
    status: published
    description: The share of Londoners who trust the police.
    unit: percent
    share: of Londoners trust the police
    polarity: higher-is-better
    frequency: financial-quarter
    comparison:
      basis: previous-period
      materiality: 1.0
      test: proportions
    sample:
      size: 4800
    caveats:
      - It comes from a sample.
    next_update: not-announced
    source:
      publisher: MOPAC
      title: A survey
      link: https://data.london.gov.uk/dataset/survey
      licence: OGL-3.0
      files: survey.csv
      layout: rows
      period:
        column: Quarter
        format: Qn YY-YY
      area:
        column: Borough
        aliases:
          MPS: London
      value:
        column: Proportion
        written_as: proportion
      absent: missing
      region: own-row
"""
SURVEY = """\
Quarter,Borough,Proportion
Q1 23-24,MPS,0.62
Q2 23-24,MPS,0.64
Q3 23-24,MPS,0.61
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which an analyst works."""
    (tmp_path / "config").mkdir()
    (tmp_path / "drop").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed_lines(site: Path, declared: str, survey: str = SURVEY) -> list[str]:
    """All that is told of a declaration and an extract with a fault in them, line by line."""
    (site / "config" / "metrics.yaml").write_text(declared)
    (site / "drop" / "survey.csv").write_text(survey)
    arguments = ["--now", "2024-02-08T09:30:00+00:00", "check", "--drop", "drop", "--snippets"]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 1
    return done.output.splitlines()


def changed(old: str, new: str) -> str:
    assert old in DECLARED
    return DECLARED.replace(old, new, 1)


def test_a_colon_stands_in_a_sentence_without_quotes(site: Path) -> None:
    lines = printed_lines(
        site, changed("description: The share of Londoners who", "description: A survey asks: who")
    )
    assert lines == [
        "config/metrics.yaml:13:31: error: this is not YAML: a second colon and space stand in this line; put the text in quotes",
        "    13 |     description: A survey asks: who trust the police.",
        "       |                               ^^^^^^^^^^^^^^^^^^^^^^^",
        "    see docs/measures.md#how-the-file-is-written",
        "1 error, 0 warnings in config/metrics.yaml and drop.",
    ]


def test_an_item_of_a_list_has_no_hyphen(site: Path) -> None:
    lines = printed_lines(site, changed("      - It comes from a sample.", "      It comes from a sample."))
    assert lines == [
        'config/metrics.yaml:25:7: error: measure "trust-in-police": caveats must be a list; found text "It comes from a sample."; start each item with "- "',
        "    25 |       It comes from a sample.",
        "       |       ^^^^^^^^^^^^^^^^^^^^^^^",
        "    see docs/measures.md#measures-published",
        "1 error, 0 warnings in config/metrics.yaml and drop.",
    ]


def test_a_number_has_a_decimal_comma(site: Path) -> None:
    lines = printed_lines(site, changed("materiality: 1.0", "materiality: 1,0"))
    assert lines == [
        'config/metrics.yaml:20:20: error: measure "trust-in-police": materiality must be a number; found text "1,0"; write a decimal point, not a comma',
        "    20 |       materiality: 1,0",
        "       |                    ^^^",
        "    see docs/measures.md#comparison",
        "1 error, 0 warnings in config/metrics.yaml and drop.",
    ]


def test_a_key_is_spelled_as_in_america(site: Path) -> None:
    lines = printed_lines(site, changed("licence: OGL-3.0", "license: OGL-3.0"))
    assert lines == [
        'config/metrics.yaml:31:7: error: measure "trust-in-police": the key "license" is not known; did you mean "licence"?',
        "    31 |       license: OGL-3.0",
        "       |       ^^^^^^^",
        "    allowed: publisher, title, link, licence, files, sheet, range, header, delimiter, decimal, encoding, layout, period, area, value, base, interval, over, where, dimensions, ignore, fill_down, window, combine, absent, region, outside, provisional_periods, plausible",
        "    see docs/measures.md#source",
        "1 error, 0 warnings in config/metrics.yaml and drop.",
    ]


def test_a_period_is_not_named_by_its_id(site: Path) -> None:
    lines = printed_lines(
        site,
        changed(
            "    caveats:",
            "    breaks:\n      - period: Q1 2024\n        reason: the question changed\n    caveats:",
        ),
    )
    assert lines == [
        'config/metrics.yaml:25:17: error: measure "trust-in-police": period: "Q1 2024" does not name a financial-quarter; one is 2023-Q3',
        "    25 |       - period: Q1 2024",
        "       |                 ^^^^^^^",
        "    see docs/measures.md#breaks",
        "1 error, 0 warnings in config/metrics.yaml and drop.",
    ]


def test_a_measure_was_copied_with_its_id(site: Path) -> None:
    measure = DECLARED[DECLARED.index("  - id:") :]
    lines = printed_lines(
        site, DECLARED + measure.replace("title: Trust in police", "title: Confidence in police", 1)
    )
    assert lines == [
        'config/metrics.yaml:46:9: error: measure "trust-in-police": the id "trust-in-police" stands twice; each needs its own',
        "    46 |   - id: trust-in-police",
        "       |         ^^^^^^^^^^^^^^^",
        "    see docs/measures.md#measures-published",
        "1 error, 0 warnings in config/metrics.yaml and drop.",
    ]


def test_the_publisher_renamed_a_column(site: Path) -> None:
    lines = printed_lines(site, DECLARED, SURVEY.replace("Proportion", "Percentage"))
    assert lines == [
        'drop/survey.csv:1:1: error: no column is named "Proportion"; found "Quarter", "Borough", "Percentage" (declared in config/metrics.yaml:42)',
        "    see docs/checks.md#the-header",
        "1 error, 0 warnings in config/metrics.yaml and drop.",
    ]


def test_the_publisher_has_a_name_of_its_own_for_region(site: Path) -> None:
    lines = printed_lines(site, changed("        aliases:\n          MPS: London\n", ""))
    assert lines == [
        'drop/survey.csv:2:2: error: area "MPS" is not known; name it under "aliases" or "no_area"; all 3 rows are like it (declared in config/metrics.yaml:37)',
        "    2 | Q1 23-24,MPS,0.62",
        "      |          ^^^",
        "    see docs/checks.md#the-cells",
        "1 error, 0 warnings in config/metrics.yaml and drop.",
    ]


def test_the_file_holds_percentages_and_proportions_are_declared(site: Path) -> None:
    lines = printed_lines(
        site, DECLARED, SURVEY.replace("0.62", "62%").replace("0.64", "64%").replace("0.61", "61%")
    )
    assert lines == [
        'drop/survey.csv:2:3: error: "62%" is not a proportion such as 0.61; all 3 values are like it; declare written_as: "percent" (declared in config/metrics.yaml:41)',
        "    2 | Q1 23-24,MPS,62%",
        "      |              ^^^",
        "    see docs/checks.md#the-cells",
        "1 error, 0 warnings in config/metrics.yaml and drop.",
    ]


def test_the_file_has_another_name(site: Path) -> None:
    lines = printed_lines(site, changed("files: survey.csv", "files: Survey.csv"))
    assert lines == [
        'drop/Survey.csv:1:1: error: the file is not in the drop; "survey.csv" is there: its capital letters differ; rename it (declared in config/metrics.yaml:32)',
        "    see docs/checks.md#the-file",
        "1 error, 0 warnings in config/metrics.yaml and drop.",
    ]
