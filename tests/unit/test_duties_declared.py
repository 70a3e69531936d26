"""What may be wrong with duties to publish and with bodies, as they are declared: message, line and column."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from metrics.declared.config import parse_config
from tests.given import OFFENCES, SITE_OF_ONE_OUTCOME
from tests.unit.test_claims_declared import PLANNED, plain

TODAY = date(2024, 2, 8)
LATE = {**PLANNED, "expected": "2024-01-31"}
BASE = yaml.safe_dump(
    plain({**SITE_OF_ONE_OUTCOME, "measures": [{**OFFENCES, "outcome": "safer"}, LATE]}), sort_keys=False
)
BEFORE = len(BASE.splitlines())
DUTIES = """\
duties:
  - id: order
    title: The order
    law: S.I. 1
    who: A body
    items:
      - item: "1(a)"
        what: names
        when: month
        seen: read
        when_seen: read
        evidence: {measure: violence-with-injury}
        published: {link: "https://example.com/names", updated: 2024-01-10}
      - {item: "1(b)", what: addresses, when: month, seen: read, when_seen: read, evidence: {link: "https://a.org/"}}
"""
BODIES = """\
bodies:
  - id: panel
    title: A panel
    description: It looks over the force.
    holds: [force]
    reads: [pcp]
    meetings: [{on: 2024-01-15, papers: "https://a.org/1"}, {on: 2024-04-15, papers: "https://a.org/4"}]
  - id: force
    title: The force
    description: The police.
    meetings: [{on: 2024-01-15, papers: "https://a.org/force"}]
"""


def issues(block: str, today: date | None = TODAY) -> list[str]:
    """The issues of a declaration with a block at its end, with the lines counted from the start of that."""
    _, all_issues = parse_config(BASE + block, "m.yaml", today)
    own = [issue for issue in all_issues if issue.line > BEFORE]
    return [
        f"{issue.line - BEFORE}:{issue.column}: {issue.severity} {issue.code}: {issue.message}"
        for issue in own
    ]


def changed(block: str, sound: str, wrong: str) -> str:
    assert block.count(sound) >= 1
    return block.replace(sound, wrong, 1)


def test_the_blocks_themselves_are_sound() -> None:
    config, _ = parse_config(BASE + DUTIES + BODIES, "m.yaml", TODAY)
    assert config is not None
    assert issues(DUTIES + BODIES) == []
    assert [duty.anchor for duty in config.law("order").items] == ["1-a", "1-b"]
    assert config.body("panel").holds == ("force",)
    with pytest.raises(KeyError):
        config.body("panels")


OF_DUTIES = [
    (
        "{measure: violence-with-injury}",
        "{measure: violence-with-injuri}",
        '12:29: error not-declared: law "order": measure "violence-with-injuri" is not declared; did you mean '
        '"violence-with-injury"?',
    ),
    (
        "{measure: violence-with-injury}",
        "{account: spending}",
        '12:29: error not-declared: law "order": account "spending" is not declared; declared: none',
    ),
    (
        "{measure: violence-with-injury}",
        "{page: visits}",
        '12:26: error not-declared: law "order": page "visits" is not declared; declared: none',
    ),
    (
        "{measure: violence-with-injury}",
        '{measure: violence-with-injury, link: "https://a.org/"}',
        '12:19: error bad-evidence: law "order": item "1(a)": evidence names 2 things: "measure", "link"; it is one '
        'of "measure", "account", "tracker", "page", "link"',
    ),
    (
        "{measure: violence-with-injury}",
        "{}",
        '12:19: error bad-evidence: law "order": item "1(a)": evidence names nothing; it is one of "measure", '
        '"account", "tracker", "page", "link"',
    ),
    (
        '{link: "https://a.org/"}',
        "{link: a.org}",
        '14:100: error bad-value: law "order": link "a.org" cannot be used: a link starts with https:// and holds no spaces',
    ),
    (
        '{link: "https://example.com/names"',
        "{link: names.html",
        '13:27: error bad-value: law "order": link "names.html" cannot be used: a link starts with https:// and holds '
        "no spaces",
    ),
    (
        'item: "1(b)"',
        'item: "1(a)"',
        '14:16: error duplicate-id: law "order": item "1(a)" stands above it already',
    ),
    (
        'item: "1(b)"',
        'item: "1(A)"',
        '14:16: error duplicate-id: law "order": item "1(A)" stands above it already, as "1(a)"',
    ),
    (
        'item: "1(b)"',
        'item: "1 b"',
        '14:16: error bad-value: law "order": item "1 b" cannot be used: an item is a number with what follows it in '
        "brackets: 7C(b)(ii)",
    ),
    (
        "updated: 2024-01-10",
        "updated: 2024-02-09",
        '13:65: error published-ahead: law "order": item "1(a)": updated 2024-02-09 is a day that is still to come',
    ),
    (
        '{link: "https://example.com/names", updated: 2024-01-10}',
        "{absent_on: 2024-02-09}",
        '13:32: error published-ahead: law "order": item "1(a)": absent_on 2024-02-09 is a day that is still to come',
    ),
    (
        ", updated: 2024-01-10",
        "",
        '13:20: error missing-key: law "order": item "1(a)": "updated" is missing: published is a link with the day of '
        "its update",
    ),
    (
        'link: "https://example.com/names", ',
        "",
        '13:20: error missing-key: law "order": item "1(a)": "link" is missing: published is a link with the day of its '
        "update",
    ),
    (
        "updated: 2024-01-10",
        "updated: 2024-01-10, absent_on: 2024-01-11",
        '13:88: error bad-published: law "order": item "1(a)": absent_on stands in the place of link and updated; leave '
        "one out",
    ),
    (
        "        when: month\n",
        "        when: month\n        applies: others only\n",
        '14:20: error bad-published: law "order": item "1(a)" does not apply to this body, so it is published nowhere; '
        "leave one out",
    ),
    (
        "when: month",
        "when: monthly",
        '9:15: error unknown-value: law "order": when "monthly" is not known; did you mean "month"?',
    ),
    (
        "when_seen: read",
        "when_seen: unread",
        '11:20: error unknown-value: law "order": when_seen "unread" is not known; did you mean "read"?',
    ),
    ("        seen: read\n", "", '7:9: error missing-key: law "order": "seen" is missing'),
]
OF_BODIES = [
    (
        "holds: [force]",
        "holds: [forse]",
        '5:13: error not-declared: body "panel": body "forse" is not declared; did you mean "force"?',
    ),
    (
        "holds: [force]",
        "holds: [panel]",
        '5:13: error body-itself: body "panel": a body does not hold itself to account',
    ),
    (
        "holds: [force]",
        "holds: [force, force]",
        '5:20: error duplicate-id: body "panel": "force" stands twice',
    ),
    (
        "reads: [pcp]",
        "reads: [pcb]",
        '6:13: error not-declared: body "panel": framework "pcb" is not declared; did you mean "pcp"?',
    ),
    (
        "    description: The police.\n",
        "    description: The police.\n    holds: [panel]\n",
        '5:13: error body-circle: body "panel": it is held to account by those that it holds ("panel", "force"); '
        'say why under "circle" if so',
    ),
    (
        "on: 2024-04-15",
        "on: 2024-01-15",
        '7:66: error duplicate-id: body "panel": a meeting on 2024-01-15 stands above it already',
    ),
    (
        "on: 2024-04-15",
        "on: 2024-02-30",
        '7:66: error bad-value: body "panel": on "2024-02-30" is not a date; write one as 2024-05-09, or not-announced',
    ),
    (
        "    reads: [pcp]\n",
        "    reads: [pcp]\n    no_meetings: It does not meet.\n",
        '7:18: error bad-meetings: body "panel": it says why there are no meetings, and meetings are declared; leave one '
        "out",
    ),
    (
        "id: force",
        "id: panel",
        '8:9: error duplicate-id: body "panel": the id "panel" stands twice; each needs its own',
    ),
]


@pytest.mark.parametrize(("sound", "wrong", "expected"), OF_DUTIES)
def test_a_bad_duty_is_told_with_its_place(sound: str, wrong: str, expected: str) -> None:
    assert expected in issues(changed(DUTIES, sound, wrong))


@pytest.mark.parametrize(("sound", "wrong", "expected"), OF_BODIES)
def test_a_bad_body_is_told_with_its_place(sound: str, wrong: str, expected: str) -> None:
    assert expected in issues(changed(BODIES, sound, wrong))


def test_a_circle_that_is_real_is_allowed_where_it_says_why() -> None:
    circle = "    description: The police.\n    holds: [panel]\n    circle: They answer to each other.\n"
    assert issues(changed(BODIES, "    description: The police.\n", circle)) == []


def test_a_law_stands_once() -> None:
    twice = DUTIES + DUTIES.removeprefix("duties:\n")
    assert '15:9: error duplicate-id: law "order": the id "order" stands twice; each needs its own' in issues(
        twice
    )


# Gaps: a warning for each kind, which names all ------------------------------------------------------------


def gap_warnings(block: str) -> list[str]:
    _, all_issues = parse_config(BASE + block, "m.yaml", TODAY)
    return [f"{item.code}: {item.message}" for item in all_issues if item.code.startswith("gap-")]


def test_nothing_is_said_of_gaps_where_nothing_is_declared_or_lacking() -> None:
    assert gap_warnings("") == []
    assert gap_warnings(DUTIES + BODIES) == []


def test_evidence_that_is_deleted_is_a_gap_and_one_warning_names_all() -> None:
    without = changed(DUTIES, "        evidence: {measure: violence-with-injury}\n", "")
    message = 'gap-evidence: law "order": readers see that {} of 2 duties have no evidence: {}'
    assert gap_warnings(without) == [message.format(1, "1(a)")]
    both = changed(without, ', evidence: {link: "https://a.org/"}', "")
    assert gap_warnings(both) == [message.format(2, "1(a), 1(b)")]


def test_what_is_out_of_date_or_stands_nowhere_is_a_gap_whatever_its_evidence() -> None:
    late = changed(DUTIES, "updated: 2024-01-10", "updated: 2023-12-31")
    nowhere = ', published: {absent_on: 2024-02-01}, evidence: {link: "https://a.org/"}'
    both = changed(late, ', evidence: {link: "https://a.org/"}', nowhere)
    assert gap_warnings(both) == [
        'gap-out-of-date: law "order": readers see that what these duties ask for is out of date: 1(a)',
        'gap-not-published: law "order": readers see that what these duties ask for stood nowhere: 1(b)',
    ]


def test_a_duty_that_does_not_apply_needs_no_evidence() -> None:
    block = changed(DUTIES, ', evidence: {link: "https://a.org/"}', ", applies: others only")
    assert gap_warnings(block) == []


def test_a_framework_that_no_body_reads_and_a_body_without_dates_are_gaps() -> None:
    block = changed(BODIES, "    reads: [pcp]\n", "")
    block = changed(
        block,
        '    description: The police.\n    meetings: [{on: 2024-01-15, papers: "https://a.org/force"}]\n',
        "    description: A.\n",
    )
    assert gap_warnings(block) == [
        'gap-framework: framework "pcp": readers see that no body reads these frameworks: pcp',
        'gap-meetings: body "force": readers see no dates of meetings of these bodies: force',
    ]


def test_papers_are_asked_of_meetings_that_were_and_of_the_next_one_of_each_body() -> None:
    """A meeting after the next has none yet, and nobody expects any."""
    many = "{on: 2024-01-15}, {on: 2024-04-15}, {on: 2099-01-01}, {on: 2099-06-01}"
    papers = '{on: 2024-01-15, papers: "https://a.org/1"}, {on: 2024-04-15, papers: "https://a.org/4"}'
    assert gap_warnings(changed(BODIES, papers, many)) == [
        'gap-papers: body "panel": readers see that the papers of these meetings are not linked: '
        "panel/2024-01-15, panel/2024-04-15"
    ]


def test_evidence_that_is_planned_and_overdue_is_a_gap() -> None:
    block = changed(DUTIES, "{measure: violence-with-injury}", "{measure: prevalence}")
    assert gap_warnings(block) == [
        'gap-overdue: measure "prevalence": readers see that these are evidence of a duty, and overdue: prevalence'
    ]
