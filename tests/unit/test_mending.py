"""A fault of a file says which line of metrics.yaml it was held against, for that is often what is mended."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from metrics.checking.drops import check_drop
from metrics.declared.locations import locations

DECLARED = """\
site:
  {title: Outcomes, producer: MOPAC, contact: Write to us, statistics_status: Management information,
   update_schedule: Once a quarter, attribution: Open Government Licence}
frameworks:
  - {id: plan, title: The plan, vision: London is safe., description: What is sought.}
outcomes:
  - {id: violence, framework: plan, title: Violence falls, description: Fewer are hurt.}
measures:
  - id: offences
    outcome: violence
    title: Offences
    status: published
    description: Offences that were recorded.
    unit: count
    noun: {singular: offence, plural: offences}
    polarity: lower-is-better
    frequency: month
    comparison: {basis: previous-period, materiality: 1.0, test: counts}
    breaks:
      - period: 2024-01
        reason: the recording changed
    caveats: [Not all are reported.]
    next_update: not-announced
    source:
      publisher: The police
      title: Recorded crime
      link: https://data.london.gov.uk/dataset/crime
      licence: OGL-3.0
      files: crime.csv
      layout: rows
      period:
        column: Month
        format: YYYY-MM
      area:
        column: Borough
      value:
        column: Offences
      dimensions:
        - id: sex
          title: Sex
          column: Sex
          categories:
            - name: Male
            - name: Female
      combine: sum
      absent: zero
      region: all-rows
"""
HEADER = "Month,Borough,Sex,Offences\n"
SOUND = "2023-12,Camden,Male,5\n2024-01,Camden,Female,4\n"


def printed_issues(tmp_path: Path, text: str, declared: str = DECLARED) -> list[str]:
    """The errors of a file, and the warnings of the declaration, as they are printed."""
    (tmp_path / "metrics.yaml").write_text(declared)
    drop = tmp_path / "drop"
    drop.mkdir()
    if text:
        (drop / "crime.csv").write_text(text)
    _, issues = check_drop(tmp_path / "metrics.yaml", drop, "metrics.yaml", date(2024, 3, 1))
    mine = [issue for issue in issues if issue.severity == "error" or issue.file == "metrics.yaml"]
    return [str(issue.with_places).removeprefix(f"{drop}/") for issue in mine]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Borough", "BOCU", '1:1: error: no column is named "Borough"; found "Month", "BOCU", "Sex", "Offences" (declared in metrics.yaml:35)'),
        ("2023-12", "Dec 23", '2:1: error: period "Dec 23" cannot be read: it is not a month such as 2023-01 (declared in metrics.yaml:33)'),
        ("Camden", "Camdn", '2:2: error: area "Camdn" is not known; did you mean "Camden"? (declared in metrics.yaml:34)'),
        ("Male", "Mann", '2:3: error: Sex "Mann" is not declared; declared: "Male", "Female" (declared in metrics.yaml:39)'),
        (",5", ",n/a", '2:4: error: "n/a" is not a plain number such as 6100; if it stands for a missing value, name it under "marks" (declared in metrics.yaml:36)'),
        (",5", ",-5", '2:4: error: "-5" is below 0'),
    ],
)  # fmt: skip
def test_the_line_that_declares_what_a_file_was_held_against_is_named(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert printed_issues(tmp_path, (HEADER + SOUND).replace(old, new, 1)) == [f"crime.csv:{message}"]


def test_a_missing_file_leads_to_the_line_that_names_it(tmp_path: Path) -> None:
    assert printed_issues(tmp_path, "") == [
        "crime.csv:1:1: error: the file is not in the drop; the drop holds no file of data (declared in metrics.yaml:29)"
    ]


def test_a_fault_that_two_measures_meet_names_both_lines(tmp_path: Path) -> None:
    again = DECLARED[DECLARED.index("  - id: offences") :].replace("id: offences", "id: again", 1)
    lines = printed_issues(tmp_path, HEADER + SOUND.replace("Camden", "Camdn"), DECLARED + again)
    assert [line.rpartition(" (")[2] for line in lines if "area" in line] == [
        "declared in metrics.yaml:34 and metrics.yaml:73)"
    ] * 2


def test_a_break_before_the_data_is_told_at_its_line(tmp_path: Path) -> None:
    sound = HEADER + "2024-01,Camden,Male,5\n2024-02,Camden,Female,4\n"
    assert printed_issues(tmp_path, sound) == [
        'metrics.yaml:20:9: warning: measure "offences": nothing stands before the break of 2024-01: '
        "the extract starts in January 2024"
    ]


def test_a_break_inside_the_data_is_no_issue(tmp_path: Path) -> None:
    assert printed_issues(tmp_path, HEADER + SOUND) == []


def test_a_key_that_is_not_there_is_placed_at_what_is_around_it() -> None:
    places = locations(DECLARED, "m.yaml")
    assert places.of("offences", ("source", "plausible", "most")) == "m.yaml:24"
    assert places.of("offences", ("sample",)) == "m.yaml:9"
