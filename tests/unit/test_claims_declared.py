"""What may be wrong with a claim, and with the figures of others, as they are declared: message, line and column."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from metrics.declared.config import parse_config
from tests.given import OFFENCES, SATISFACTION, SITE_OF_ONE_OUTCOME

PLANNED = {
    "id": "prevalence",
    "title": "Crime prevalence",
    "description": "How much crime there is.",
    "outcome": "safer",
    "status": "planned",
    "owner": "The office",
    "reason": "Not yet stated.",
    "expected": "not-announced",
}
MEASURES = [{**OFFENCES, "outcome": "safer"}, {**SATISFACTION, "outcome": "safer"}, PLANNED]


def plain(value: object) -> object:
    """Without tuples, and without keys that are not there, as YAML has it."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items() if part is not None}
    return [plain(part) for part in value] if isinstance(value, list | tuple) else value


BASE = yaml.safe_dump(plain({**SITE_OF_ONE_OUTCOME, "measures": MEASURES}), sort_keys=False)
BEFORE = len(BASE.splitlines())
CLAIM = """\
claims:
  - id: less-violence
    words: violence is down
    said_in: A speech
    measure: violence-with-injury
    from: {window: single, period: 2022-12}
    to: {window: single, period: 2023-12}
    stated: {change: -10, unit: percent}
"""
OTHER = """\
other_figures:
  - measure: violence-with-injury
    producer: Another body
    title: Its table
    differs_by: [noun, period]
    explanation: It counts otherwise.
    worked: {ours: 100, theirs: 110, period: "2023"}
"""


def issues(block: str, today: date | None = None) -> list[str]:
    """The issues of a declaration with a block at its end, with the lines counted from the start of that."""
    _, all_issues = parse_config(BASE + block, "m.yaml", today)
    own = [issue for issue in all_issues if issue.line > BEFORE]
    return [
        f"{issue.line - BEFORE}:{issue.column}: {issue.severity} {issue.code}: {issue.message}"
        for issue in own
    ]


def test_the_blocks_themselves_are_sound() -> None:
    config, all_issues = parse_config(BASE + CLAIM + OTHER, "m.yaml")
    assert config is not None
    assert [issue for issue in all_issues if issue.severity == "error"] == []
    assert issues(CLAIM + OTHER) == []
    assert config.claims[0].earlier.period == "2022-12"
    assert config.other_figures[0].worked is not None


@pytest.mark.parametrize(
    ("sound", "wrong", "expected"),
    [
        (
            "measure: violence-with-injury",
            "measure: violence-with-injuri",
            '5:14: error not-declared: claim "less-violence": measure "violence-with-injuri" is not declared; did you '
            'mean "violence-with-injury"?',
        ),
        (
            "measure: violence-with-injury",
            "measure: prevalence",
            '5:14: error not-declared: claim "less-violence": measure "prevalence" has no figures: it is planned',
        ),
        (
            "period: 2022-12}",
            "period: 2022-Q3}",
            '6:36: error bad-value: claim "less-violence": period: "2022-Q3" does not name a month; one is 2024-01',
        ),
        (
            "from: {window: single",
            "from: {window: singel",
            '6:20: error unknown-value: claim "less-violence": window "singel" is not known; did you mean "single"?',
        ),
        (
            "period: 2023-12}",
            "period: 2021-12}",
            '7:34: error bad-order: claim "less-violence": period must be later than that of from (2022-12)',
        ),
        (
            "unit: percent}",
            "unit: percentage-points}",
            '8:33: error unknown-value: claim "less-violence": a count does not change in "percentage-points"; allowed: '
            '"percent", "count"',
        ),
        (
            "stated: {change: -10,",
            "stated: {change: about ten,",
            '8:22: error bad-value: claim "less-violence": change "about ten" is not a number; write one as -13 or -13.1',
        ),
        (
            "    stated:",
            "    release: Q2 2025/26\n    stated:",
            '8:14: error bad-value: claim "less-violence": release "Q2 2025/26" cannot be used: it is the id of a release, '
            "such as 2024-25-q2",
        ),
        (
            "    stated:",
            "    said_on: last year\n    stated:",
            '8:14: error bad-value: claim "less-violence": said_on "last year" is not a date; write one as 2024-05-09',
        ),
        (
            "    stated:",
            "    linked: here\n    stated:",
            '8:5: error unknown-key: claim "less-violence": the key "linked" is not known; did you mean "link"?',
        ),
        (
            "    words: violence is down\n",
            "",
            '2:5: error missing-key: claim "less-violence": "words" is missing',
        ),
    ],
)
def test_a_claim_that_cannot_be_is_told_with_its_place(sound: str, wrong: str, expected: str) -> None:
    (message,) = issues(CLAIM.replace(sound, wrong, 1))
    assert message.startswith(expected)


def test_two_claims_of_one_id_are_a_fault() -> None:
    second = CLAIM.partition("\n")[2]
    assert issues(CLAIM + second) == [
        '9:9: error duplicate-id: claim "less-violence": the id "less-violence" stands twice; each needs its own'
    ]


def test_a_window_that_a_survey_has_not_is_a_fault() -> None:
    survey = (
        CLAIM.replace("violence-with-injury", "victim-satisfaction")
        .replace("{window: single, period: 2022-12}", "{window: rolling-12-months, period: 2022-Q3}")
        .replace("period: 2023-12}", "period: 2023-Q3}")
    )
    assert issues(survey) == [
        '6:20: error unknown-value: claim "less-violence": no figure of "victim-satisfaction" has the window '
        '"rolling-12-months"; allowed: "single"'
    ]


def test_a_claim_of_a_day_to_come_is_warned_of() -> None:
    block = CLAIM.replace("    measure:", "    said_on: 2024-05-09\n    measure:", 1)
    assert issues(block, date(2024, 5, 9)) == []
    assert issues(block, date(2024, 5, 8)) == [
        '5:14: warning said-ahead: claim "less-violence": said_on 2024-05-09 is a day that is still to come'
    ]


def test_all_faults_of_all_claims_are_told_at_once() -> None:
    block = CLAIM.replace("2022-12", "2022-Q3").replace("unit: percent", "unit: units")
    assert [message.split(" ")[0] for message in issues(block)] == ["6:36:", "8:33:"]


@pytest.mark.parametrize(
    ("sound", "wrong", "expected"),
    [
        (
            "measure: violence-with-injury",
            "measure: violence",
            '2:14: error not-declared: measure "violence" is not declared',
        ),
        (
            "[noun, period]",
            "[noun, nuon]",
            '5:24: error unknown-value: each item of differs_by "nuon" is not known; did you mean "noun"?',
        ),
        ("[noun, period]", "[noun, noun]", '5:24: error duplicate-id: "noun" stands twice'),
        ("[noun, period]", "[]", "5:17: error bad-value: differs_by"),
        (
            'period: "2023"}',
            'period: "2023-13"}',
            "7:46: error bad-value: period: there is no month 13 of 2023",
        ),
        ("    explanation: It counts otherwise.\n", "", '2:5: error missing-key: "explanation" is missing'),
    ],
)
def test_figures_of_others_that_cannot_be_are_told_with_their_place(
    sound: str, wrong: str, expected: str
) -> None:
    (message,) = issues(OTHER.replace(sound, wrong, 1))
    assert message.startswith(expected)


def test_the_same_figures_of_others_stand_once() -> None:
    assert issues(OTHER + OTHER.partition("\n")[2]) == [
        "8:5: error duplicate-id: the same figures stand above it: leave these out"
    ]


def test_a_year_of_a_survey_is_no_period_of_a_pair() -> None:
    survey = OTHER.replace("violence-with-injury", "victim-satisfaction")
    assert issues(survey) == [
        '7:46: error bad-value: period: "2023" is a year, and figures of this measure make none'
    ]


def test_a_measure_may_not_be_called_as_the_file_of_claims_is() -> None:
    text = BASE.replace("id: victim-satisfaction", "id: claims")
    _, all_issues = parse_config(text + CLAIM, "m.yaml")
    assert [issue.message for issue in all_issues if issue.severity == "error"] == [
        'measure "claims": the id "claims" is that of the file of claims; the measure needs another'
    ]
