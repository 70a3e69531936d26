"""What is allowed in a declaration and seldom meant: each warning once, with its line, and when it stays away."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.declared.config import parse_config
from tests.shipped import FIRST_DECLARED

SOUND = """\
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
    noun:
      singular: offence
      plural: offences
    polarity: lower-is-better
    frequency: month
    comparison:
      basis: previous-period
      materiality: 1.0
      test: counts
    caveats: [Not all are reported.]
    next_update: not-announced
    source:
      publisher: The police
      title: Recorded crime
      link: https://data.london.gov.uk/dataset/crime
      licence: OGL-3.0
      files: crime.csv
      layout: rows
      period: {column: Month, format: YYYY-MM}
      value: {column: Offences}
      absent: zero
      region: own-row
  - id: trust
    outcome: violence
    title: Trust
    status: published
    description: Those who trust the police.
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
    breaks:
      - period: 2019-Q4
        reason: the question changed
    caveats: [It comes from a sample.]
    next_update: not-announced
    source:
      publisher: MOPAC
      title: A survey
      link: https://data.london.gov.uk/dataset/survey
      licence: OGL-3.0
      files: survey.csv
      layout: rows
      period: {column: Quarter, format: Qn YY-YY}
      area: {column: Borough}
      value: {column: Share, written_as: proportion}
      absent: missing
      region: own-row
  - id: prevalence
    outcome: violence
    title: Prevalence
    status: planned
    description: Victims of any crime.
    owner: MOPAC
    reason: A measure is being made.
    expected: 2024-06-30
"""
TODAY = date(2024, 2, 8)


def warnings_of(text: str, today: date | None = TODAY) -> list[str]:
    """The warnings on a text, with their codes; there is no error among them."""
    config, issues = parse_config(text, "m.yaml", today)
    assert config is not None, "\n".join(map(str, issues))
    return [f"{issue.line}:{issue.column}: {issue.message} [{issue.code}]" for issue in issues]


def changed(old: str, new: str) -> str:
    assert old in SOUND, f"the text does not hold {old!r}"
    return SOUND.replace(old, new, 1)


def test_a_sound_declaration_gives_no_warning() -> None:
    assert warnings_of(SOUND) == []


OFFENCES, TRUST = 'measure "offences": ', 'measure "trust": '
SMELLS = {
    "no_caveats": (
        "    caveats: [It comes from a sample.]\n",
        "",
        f"37:5: {TRUST}no caveats are declared; what must readers know? [no-caveats]",
    ),
    "a_link_that_is_plain_http": (
        "https://data.london.gov.uk/dataset/crime",
        "http://data.london.gov.uk/dataset/crime",
        f"29:13: {OFFENCES}link starts with http://; nearly every site has https:// by now [plain-http]",
    ),
    "a_link_to_a_file": (
        "https://data.london.gov.uk/dataset/crime",
        "https://data.london.gov.uk/dataset/crime.XLSX?download=1",
        f"29:13: {OFFENCES}link leads to a file; lead readers to the page that explains it [link-to-file]",
    ),
    "a_link_to_a_whole_site": (
        "https://data.london.gov.uk/dataset/crime",
        "https://data.london.gov.uk/",
        f"29:13: {OFFENCES}link leads to a whole site; lead readers to the page of the data set [link-to-site]",
    ),
    "a_materiality_that_no_change_shows": (
        "materiality: 1.0\n      test: proportions",
        "materiality: 0.05\n      test: proportions",
        f"48:20: {TRUST}materiality 0.05 is less than a change shows (0.1), so it makes no difference [unseen-materiality]",
    ),
    "a_materiality_below_one_of_a_small_count": (
        "unit: count\n    noun:\n      singular: offence\n      plural: offences\n    polarity: lower-is-better\n    frequency: month\n    comparison:\n      basis: previous-period\n      materiality: 1.0",
        "unit: small-count\n    noun:\n      singular: offence\n      plural: offences\n    polarity: lower-is-better\n    frequency: month\n    comparison:\n      basis: previous-period\n      materiality: 0.5",
        f"22:20: {OFFENCES}materiality 0.5 is less than a change shows (1), so it makes no difference [unseen-materiality]",
    ),
    "a_materiality_that_hides_all": (
        "materiality: 1.0\n      test: proportions",
        "materiality: 25\n      test: proportions",
        f"48:20: {TRUST}materiality 25 points will hide nearly every change [large-materiality]",
    ),
    "a_count_without_a_test": (
        "      test: counts\n",
        "",
        f'21:7: {OFFENCES}without a test, chance may be called a change; write "test: counts" [no-test]',
    ),
    "a_survey_with_the_test_none": (
        "test: proportions",
        "test: none",
        f'49:13: {TRUST}without a test, chance may be called a change; write "test: proportions" [no-test]',
    ),
    "a_percentage_without_a_sample": (
        "      test: proportions\n    sample:\n      size: 4800\n",
        "",
        f'37:5: {TRUST}nothing tells a change from chance; if people were asked, declare their "sample"; if nobody '
        'was, write "test: none" [no-sample]',
    ),
    "a_sample_of_a_count": (
        "      test: counts\n",
        "      test: counts\n    sample:\n      size: 10\n",
        f"25:7: {OFFENCES}a count has no sample: it is of no use here, leave it out [unused]",
    ),
    "a_sample_of_boroughs_without_boroughs": (
        "      size: 4800\n    breaks:\n      - period: 2019-Q4\n        reason: the question changed\n    caveats: [It comes from a sample.]\n    next_update: not-announced\n    source:\n      publisher: MOPAC\n      title: A survey\n      link: https://data.london.gov.uk/dataset/survey\n      licence: OGL-3.0\n      files: survey.csv\n      layout: rows\n      period: {column: Quarter, format: Qn YY-YY}\n      area: {column: Borough}\n",
        "      size: 4800\n      area_size: 150\n    caveats: [It comes from a sample.]\n    next_update: not-announced\n    source:\n      publisher: MOPAC\n      title: A survey\n      link: https://data.london.gov.uk/dataset/survey\n      licence: OGL-3.0\n      files: survey.csv\n      layout: rows\n      period: {column: Quarter, format: Qn YY-YY}\n",
        f"52:18: {TRUST}area_size is of no use: the source names no column of areas [unused]",
    ),
    "sizes_that_are_swapped": (
        "      size: 4800\n",
        "      size: 150\n      area_size: 4800\n",
        f"52:18: {TRUST}area_size 4800 is larger than size 150: are they swapped? [swapped-sizes]",
    ),
    "a_share_of_a_count": (
        "    noun:\n",
        "    share: of all offences\n    noun:\n",
        f"15:12: {OFFENCES}share is of no use for a count: leave it out [unused]",
    ),
    "a_noun_of_a_percentage": (
        "    share: of Londoners",
        "    noun: {singular: victim, plural: victims}\n    share: of Londoners",
        f"43:11: {TRUST}noun is of no use for a percentage: leave it out [unused]",
    ),
    "a_verdict_where_the_change_is_judged": (
        "      test: counts\n",
        "      test: counts\n      judged: as-compared\n      verdict: {months: 3}\n",
        f'25:16: {OFFENCES}verdict is of no use with "judged: as-compared", where the change itself is judged: leave '
        "one of them out [unused]",
    ),
    "a_baseline_before_a_break": (
        "basis: previous-period\n      materiality: 1.0\n      test: proportions",
        "basis: baseline\n      baseline: 2019-Q3\n      materiality: 1.0\n      test: proportions",
        f"48:17: {TRUST}baseline 2019-Q3 stands before the break of 2019-Q4, so nothing can be compared with it "
        "[baseline-before-break]",
    ),
    "a_share_with_a_capital": (
        "share: of Londoners trust the police",
        "share: Of Londoners trust the police",
        f'43:12: {TRUST}share starts with a capital, "Of", and stands in the middle of a sentence [clause]',
    ),
    "a_noun_with_a_full_stop": (
        "plural: offences",
        "plural: offences.",
        f"17:15: {OFFENCES}plural ends with a full stop, and the sentence goes on after it [clause]",
    ),
    "a_reason_with_a_capital": (
        "reason: the question changed",
        "reason: The question changed",
        f'54:17: {TRUST}reason starts with a capital, "The", and stands in the middle of a sentence [clause]',
    ),
    "a_long_title": (
        "title: Prevalence",
        "title: Prevalence of crimes of every kind among people who live, work or study in London",
        '71:12: measure "prevalence": title has 81 characters, and a tile has room for about 80 [long-title]',
    ),
    "a_title_with_a_full_stop": (
        "title: Prevalence",
        "title: Prevalence.",
        '71:12: measure "prevalence": title ends with a full stop; it is a name, not a sentence [title-full-stop]',
    ),
    "a_title_that_stands_twice": (
        "title: Prevalence",
        "title: Trust",
        '71:12: measure "prevalence": title is that of "trust" as well; readers cannot tell them apart [same-title]',
    ),
    "a_description_that_repeats_the_title": (
        "description: Victims of any crime.",
        "description: prevalence.",
        '73:18: measure "prevalence": description repeats the title; say what is measured, of whom, and by whom '
        "[says-nothing]",
    ),
    "words_that_were_never_written": (
        "reason: A measure is being made.",
        "reason: TBC",
        '75:13: measure "prevalence": reason holds "TBC", which readers would see; fill it in [unwritten]',
    ),
    "a_promise_that_is_overdue": (
        "expected: 2024-06-30",
        "expected: 2024-02-07",
        '76:15: measure "prevalence": it was expected on 2024-02-07, and readers see that it is overdue [overdue]',
    ),
    "a_promise_without_a_date": (
        "expected: 2024-06-30",
        "expected: not-announced",
        '76:15: measure "prevalence": no date is given for it [no-date]',
    ),
    "a_break_far_ahead": (
        "period: 2019-Q4",
        "period: 2029-Q4",
        f"53:17: {TRUST}the break of Q4 2029/30 is more than a year ahead; is the year right? [break-ahead]",
    ),
    "a_break_that_hides_a_year": (
        "basis: previous-period\n      materiality: 1.0\n      test: proportions\n    sample:\n      size: 4800\n    breaks:\n      - period: 2019-Q4",
        "basis: same-period-last-year\n      materiality: 1.0\n      test: proportions\n    sample:\n      size: 4800\n    breaks:\n      - period: 2023-Q2",
        f"53:17: {TRUST}for a year after Q2 2023/24 there is nothing to compare with, since the figures before it "
        "count otherwise; readers see no change until then [break-hides-year]",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "warning"), SMELLS.values(), ids=SMELLS)
def test_it_is_told_once_in_its_place(old: str, new: str, warning: str) -> None:
    assert warnings_of(changed(old, new)) == [warning]


def test_a_materiality_of_nothing_without_a_test_calls_everything_a_change() -> None:
    assert warnings_of(changed("materiality: 1.0\n      test: counts", "materiality: 0")) == [
        f'21:7: {OFFENCES}without a test, chance may be called a change; write "test: counts" [no-test]',
        f"22:20: {OFFENCES}materiality 0 calls every change higher or lower, however small; what is the smallest "
        "that matters? [no-materiality]",
    ]


def test_a_materiality_of_nothing_with_a_test_is_a_choice() -> None:
    assert (
        warnings_of(
            changed("materiality: 1.0\n      test: proportions", "materiality: 0\n      test: proportions")
        )
        == []
    )


def test_a_percentage_of_which_nobody_was_asked_says_so() -> None:
    said_so = changed("      test: proportions\n    sample:\n      size: 4800\n", "      test: none\n")
    assert warnings_of(said_so) == []


def test_a_measure_that_was_copied_and_reads_the_same_rows_is_told() -> None:
    copied = SOUND[SOUND.index("  - id: offences") : SOUND.index("  - id: trust")]
    copied = copied.replace("id: offences", "id: robbery").replace("title: Offences", "title: Robbery")
    assert warnings_of(SOUND + copied) == [
        '95:7: measure "robbery": source reads the very rows of "offences"; was it copied, and "where" left as it '
        "was? [same-rows]"
    ]


@pytest.mark.parametrize("share", ["Londoners who trust the police", "MPS officers are women", "of £5 notes"])
def test_a_name_keeps_its_capital(share: str) -> None:
    assert warnings_of(changed("share: of Londoners trust the police", f"share: {share}")) == []


@pytest.mark.parametrize("today", [None, date(2025, 10, 1)])
def test_what_hangs_on_the_day_is_told_where_the_day_is_known(today: date | None) -> None:
    codes = [line.rpartition("[")[2] for line in warnings_of(SOUND, today)]
    assert codes == ([] if today is None else ["overdue]"])


def test_a_break_hides_no_year_that_is_over() -> None:
    text = changed("basis: previous-period\n      materiality: 1.0\n      test: prop", "basis: same-period-last-year\n      materiality: 1.0\n      test: prop")  # fmt: skip
    assert warnings_of(text) == []


def test_the_shipped_declaration_has_the_two_warnings_that_it_deserves() -> None:
    for today in (TODAY, date(2026, 11, 23)):
        assert [line.partition(": ")[2] for line in warnings_of(FIRST_DECLARED, today)] == [
            'measure "crime-prevalence": no date is given for it [no-date]',
            'measure "justice-satisfaction": no date is given for it [no-date]',
        ]
