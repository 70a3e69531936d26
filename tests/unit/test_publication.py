"""pcp new-measure --publish: the published form, with a question wherever only a person can decide."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from metrics.cli import cli
from metrics.declared.config import parse_config
from metrics.releasing.releases import load_release
from tests.running import ROOT

CONFIG = """\
site: {title: O, producer: The office, contact: C, statistics_status: S, update_schedule: U, attribution: A}
frameworks: [{id: pcp, title: Plan, vision: Safe., description: The plan}]
outcomes:
  - {id: safer, framework: pcp, title: Londoners are safer, description: Fewer victims}
  - {id: victims, framework: pcp, title: Victims are better supported, description: They get help}
measures:
  - {id: soon, outcome: safer, title: Soon, status: planned, description: D, owner: O, reason: R., expected: 2025-01-01}
"""
WORRY = (
    "Quarter,Question,Share\nQ2 23-24,Worried about noise,0.41\nQ2 23-24,Worried about litter,0.30\n"
    "Q3 23-24,Worried about noise,0.42\nQ3 23-24,Worried about litter,0.31\n"
)
OF_WORRY = """\
  # worry-about-noise: started by pcp new-measure. Each question waits for a person; pcp check names them.
  # Worry.csv holds 4 rows and 3 columns; it is utf-8, with commas between fields.
  - id: worry-about-noise
    outcome: "?"  # could not tell which of "safer", "victims"
    title: "?"  # what readers see; its id would make it Worry about noise
    description: "?"  # what it measures, in plain words
    status: published
    unit: percent  # every value lies between 0 and 1
    share: "?"  # what the percentage is of: these words follow the figure
    polarity: "?"  # higher-is-better, lower-is-better or neutral
    frequency: financial-quarter
    window: "?"  # could not tell whether a value covers one period alone: usually it does, and then it is single; if not, say so here and in source
    comparison:
      basis: previous-period
      materiality: "?"  # the smallest change that is called one
    caveats:  # What readers must know before they quote it.
      - "?"
    next_update: not-announced
    source:
      publisher: "?"  # Who publishes the data.
"""
ANSWERS = {
    "outcome": "safer",
    "description": "The share of people who worry about noise.",
    "share": "of people worried about noise",
    "singular": "call",
    "plural": "calls",
    "polarity": "lower-is-better",
    "window": "single",
    "materiality": "1.0",
    "publisher": "The survey's office",
    "title": "Worries",
    "link": "https://data.london.gov.uk/dataset/worries",
    "licence": "OGL-3.0",
    "": "It comes from a survey.",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "metrics.yaml").write_text(CONFIG)
    (tmp_path / "drop").mkdir()
    return tmp_path


def pcp(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(site), "--now", "2024-02-08T09:30:00+00:00", *arguments])


def started(site: Path, name: str, text: str, *options: str, measure_id: str = "worry-about-noise") -> Result:
    path = site / "drop" / name
    path.write_text(text)
    return pcp(site, "new-measure", measure_id, "--extract", str(path), "--publish", *options)


def open_keys(text: str) -> list[str]:
    return re.findall(r'^ *(?:- )?"?([\w .]*?)"?(?:: |- )?"\?"', text, re.MULTILINE)


def answer(site: Path, answers: Mapping[str, str]) -> None:
    file = site / "config" / "metrics.yaml"
    text = re.sub(
        r'^( *(?:- )?)(?:(\w+): )?"\?".*$',
        lambda match: f"{match[1]}{match[2] + ': ' if match[2] else ''}{answers[match[2] or '']}",
        file.read_text(),
        flags=re.MULTILINE,
    )
    file.write_text(text)


def test_a_small_file_gives_these_lines(site: Path) -> None:
    done = started(site, "Worry.csv", WORRY)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[: OF_WORRY.count("\n")] == OF_WORRY.splitlines()
    assert done.stderr == (
        "These lines go under measures: in metrics.yaml, in its published form: 12 questions, "
        'each a "?", for pcp check to name.\n'
    )


def test_pcp_check_names_each_question_with_its_possible_answers(site: Path) -> None:
    assert started(site, "Worry.csv", WORRY, "--write").exit_code == 0
    checked = pcp(site, "check")
    messages = [line.partition('"worry-about-noise": ')[2] for line in checked.stdout.splitlines()[:-1]]
    assert checked.exit_code == 1
    assert len(messages) == 12
    assert messages[0] == (
        'outcome waits for an answer (the outcome that it stands under); it is one of "safer", "victims"'
    )
    assert (
        "polarity waits for an answer (which direction is better, or neutral: never judged); it is one of "
        '"higher-is-better", "lower-is-better", "neutral"'
    ) in messages
    assert "caveats waits for an answer (what readers must know before they quote it)" in messages


def test_once_each_is_answered_its_figures_are_published_and_nothing_was_uncommented(site: Path) -> None:
    assert started(site, "Worry.csv", WORRY, "--write").exit_code == 0
    drop = str(site / "drop")
    assert pcp(site, "publish", drop, "--release", "one").exit_code == 1
    answer(site, ANSWERS)
    assert pcp(site, "check", "--drop", drop).exit_code == 0
    assert pcp(site, "publish", drop, "--release", "one").exit_code == 0
    assert load_release(site, "one").tile("worry-about-noise", date(2024, 2, 8)).text == "42%"


def test_an_outcome_that_was_named_is_no_question(site: Path) -> None:
    assert "outcome: victims\n" in started(site, "Worry.csv", WORRY, "--outcome", "victims").stdout


GUESSES = {
    "a name of an area that is near one": (
        "Month,Borough,Calls\n2023-11,Barnett,5\n2023-11,Camden,6\n2023-12,Barnett,7\n2023-12,Camden,8\n",
        '          Barnett: "?"\n',
    ),
    "a mark that nobody has declared": (
        "Month,Borough,Calls\n2023-11,Barnet,5\n2023-11,Camden,zz\n2023-12,Barnet,7\n2023-12,Camden,8\n",
        '          zz: "?"\n',
    ),
    "one of several columns of values": (
        "Month,Borough,Calls,Incidents\n2023-11,Barnet,5,4\n2023-11,Camden,6,4\n2023-12,Barnet,7,5\n2023-12,Camden,8,9\n",
        '        column: "?"',
    ),
    "one of several kinds of rows": (
        "Month,Question,Percentage\n2023-11,Noise,51.5\n2023-11,Litter,41.5\n2023-12,Noise,52.5\n2023-12,Litter,42.5\n",
        '          values: "?"',
    ),
    "a unit that no number tells": (
        "Month,Borough,Minutes\n2023-11,Barnet,5.5\n2023-11,Camden,6.5\n2023-12,Barnet,7.5\n2023-12,Camden,8.5\n",
        '    unit: "?"',
    ),
    "dates that can be read with the day before the month and behind it": (
        "Date,Calls\n01/02/2024,5\n03/02/2024,6\n05/03/2024,7\n09/04/2024,8\n",
        '        format: "?"  # DD/MM/YYYY, or MM/DD/YYYY: no day in the file tells them apart',
    ),
    "what a figure covers, where a name says that it may be the year so far": (
        "Month,Borough,Calls YTD\n2023-11,Barnet,50\n2023-11,Camden,60\n2023-12,Barnet,57\n2023-12,Camden,68\n",
        '      window: "?"  # a name in the file says calendar-year-to-date: ',
    ),
}


@pytest.mark.parametrize(("text", "line"), GUESSES.values(), ids=GUESSES)
def test_a_guess_that_is_not_sure_is_a_question(site: Path, text: str, line: str) -> None:
    done = started(site, "calls.csv", text, measure_id="calls")
    assert (done.exit_code, line in done.stdout) == (0, True)
    assert started(site, "calls.csv", text, "--write", measure_id="calls").exit_code == 0
    assert "waits for an answer" in pcp(site, "check").stdout


SHARES = (
    "Month,Calls,Answered in time,% answered in time\n2023-09,812,530,65.3\n2023-10,799,611,76.5\n"
    "2023-11,905,600,66.3\n2023-12,1010,777,76.9\n"
)


def test_a_percentage_of_two_columns_beside_it_has_its_base(site: Path) -> None:
    text = started(site, "calls.csv", SHARES, measure_id="share-answered-in-time").stdout
    for line in (
        "    unit: percent  # every value lies between 0 and 100\n",
        "      layout: rows  # a row for each value: 4 rows\n",
        '        column: "% answered in time"\n',
        '        column: Calls\n        noun: "?"  # what the percentages are of, in the plural\n',
        "      ignore: Answered in time\n",
    ):
        assert line in text, text


def test_a_percentage_that_two_columns_do_not_give_in_every_row_is_a_question(site: Path) -> None:
    wrong = SHARES.replace("66.3", "60.3")
    text = started(site, "calls.csv", wrong, measure_id="share-answered-in-time").stdout
    assert ('        column: "?"' in text, "base:" in text) == (True, False)


def test_weeks_to_a_saturday_are_no_weeks_and_it_is_said_what_to_ask_for(site: Path) -> None:
    rows = "".join(f"{day}/11/2023,{100 + day}\n" for day in (11, 18, 25)) + "02/12/2023,99\n"
    done = started(site, "calls.csv", f"Week ending,Calls\n{rows}", measure_id="calls")
    assert (
        'the dates in "Week ending" are Saturdays, a week apart, and weeks run from Monday to Sunday here, as ISO 8601 '
        "numbers them; ask for a figure for each day, which are added up to weeks, or for weeks to Sunday"
    ) in done.stderr


def test_no_noun_is_sought_where_the_unit_is_not_known(site: Path) -> None:
    text, _ = GUESSES["a unit that no number tells"]
    assert (
        re.search(r"^ *noun:", started(site, "calls.csv", text, measure_id="calls").stdout, re.MULTILINE)
        is None
    )


def test_a_title_that_was_named_is_no_question(site: Path) -> None:
    done = started(site, "Worry.csv", WORRY, "--title", "Worry about noise at night")
    assert "    title: Worry about noise at night\n" in done.stdout


def test_without_a_file_every_key_that_is_needed_is_a_question(site: Path) -> None:
    done = pcp(site, "new-measure", "one", "--publish", "--write")
    assert (done.exit_code, "18 questions" in done.stderr) == (0, True)
    assert pcp(site, "check").stdout.count("waits for an answer") == 18


@pytest.mark.parametrize(
    "cells",
    ["no_area: Heathrow", 'no_area: [Heathrow, "?"]'],
    ids=["as shipped", "with a question mark of the publisher's"],
)
def test_a_question_mark_in_a_publishers_cell_is_no_question(cells: str) -> None:
    shipped = (ROOT / "config" / "metrics.yaml").read_text(encoding="utf-8")
    _, issues = parse_config(shipped.replace("no_area: Heathrow", cells))
    assert [issue for issue in issues if issue.severity == "error"] == []


def test_while_questions_stand_open_no_other_measure_is_started_and_that_is_said(site: Path) -> None:
    assert started(site, "Worry.csv", WORRY, "--write").exit_code == 0
    before = (site / "config" / "metrics.yaml").read_text()
    done = pcp(site, "new-measure", "other", "--publish", "--write")
    assert (done.exit_code, (site / "config" / "metrics.yaml").read_text()) == (3, before)
    assert "12 questions of other measures stand open in" in done.stderr
    assert "answer them first: nothing was added" in done.stderr


def test_an_answer_before_the_comment_that_asked_for_it_is_no_cut_text(site: Path) -> None:
    assert started(site, "Worry.csv", WORRY, "--write").exit_code == 0
    file = site / "config" / "metrics.yaml"
    file.write_text(file.read_text().replace('title: "?"', "title: Worries"))
    assert "starts a comment" not in pcp(site, "check").stdout


@pytest.mark.parametrize(
    ("head", "line"),
    [("Cost (£000)", "given_in: thousands"), ("Spend, £m", "given_in: millions"), ("Cost in pounds (£)", 'given_in: "?"')],
)  # fmt: skip
def test_what_an_amount_is_in_is_told_by_the_name_of_its_column_or_asked(
    site: Path, head: str, line: str
) -> None:
    rows = "".join(f"{year},{1200 + year % 7}.5\n" for year in range(2015, 2024))
    text = started(site, "Cost.csv", f'Year,"{head}"\n{rows}', measure_id="cost-of-overtime").stdout
    assert line in text or ('unit: "?"' in text and "given_in" not in text)
