"""The shipped declaration with one mistake at a time: each is named in its place, with what to do about it.

An edit puts one text in the place of another, which is looked for from a measure on. The mark ``^`` in the new text
stands before the character that the fault is expected at; where the fault shows elsewhere, that place is named.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from metrics.declared.config import parse_config_bytes

SHIPPED = (Path(__file__).parents[2] / "config" / "metrics.yaml").read_text(encoding="utf-8")
MARK = "^"


class Fault(NamedTuple):
    """``old`` becomes ``new`` after ``start``; ``code`` and ``telling`` words are expected, at ``place``."""

    start: str
    old: str
    new: str
    code: str
    telling: str
    place: str = ""


WORRY, SATISFACTION, VIOLENCE = (
    "- id: worry-about-crime",
    "- id: victim-satisfaction",
    "- id: violence-with-injury",
)
HOMICIDE, TRUST, HARM = "- id: homicide", "- id: trust-in-police", "- id: exploitation-and-harm"
PLANNED, MEASURES, OUTCOMES = "- id: crime-prevalence", "\nmeasures:", "\noutcomes:"

KEYS = [
    Fault("", "producer:", "^producr:", "unknown-key", 'did you mean "producer"?'),
    Fault(
        "", "statistics_status:", "^statistics-status:", "unknown-key", 'did you mean "statistics_status"?'
    ),
    Fault("", "\nframeworks:", "\n^framework:", "unknown-key", 'did you mean "frameworks"?'),
    Fault("", "vision: L", "^visions: L", "unknown-key", 'did you mean "vision"?'),
    Fault(OUTCOMES, "framework:", "^frame:", "unknown-key", 'did you mean "framework"?'),
    Fault(OUTCOMES, "description:", "^Description:", "unknown-key", 'did you mean "description"?'),
    Fault(WORRY, "title:", "^titel:", "unknown-key", 'did you mean "title"?'),
    Fault(WORRY, "share:", "^shares:", "unknown-key", 'did you mean "share"?'),
    Fault(WORRY, "polarity:", "^polarty:", "unknown-key", 'did you mean "polarity"?'),
    Fault(WORRY, "comparison:", "^comparision:", "unknown-key", 'did you mean "comparison"?'),
    Fault(WORRY, "materiality:", "^materialty:", "unknown-key", 'did you mean "materiality"?'),
    Fault(WORRY, "size:", "^sizes:", "unknown-key", 'did you mean "size"?'),
    Fault(WORRY, "caveats:", "^caveat:", "unknown-key", 'did you mean "caveats"?'),
    Fault(WORRY, "next_update:", "^next-update:", "unknown-key", 'did you mean "next_update"?'),
    Fault(WORRY, "licence:", "^license:", "unknown-key", 'did you mean "licence"?'),
    Fault(WORRY, "files:", "^file:", "unknown-key", 'did you mean "files"?'),
    Fault(WORRY, "written_as:", "^written as:", "unknown-key", 'did you mean "written_as"?'),
    Fault(WORRY, "values:", "^value:", "unknown-key", 'did you mean "values"?'),
    Fault(WORRY, "absent:", "^absense:", "unknown-key", 'did you mean "absent"?'),
    Fault(
        WORRY,
        "unit: percent",
        "unit: percent\n    ^indicator: yes please",
        "unknown-key",
        'known here: "id", "title"',
    ),
    Fault(VIOLENCE, "singular:", "^singlar:", "unknown-key", 'did you mean "singular"?'),
    Fault(VIOLENCE, "reason:", "^reasons:", "unknown-key", 'did you mean "reason"?'),
    Fault(VIOLENCE, "no_area:", "^no_areas:", "unknown-key", 'did you mean "no_area"?'),
    Fault(VIOLENCE, "per:", "^pro:", "unknown-key", '"pro" is not known; did you mean "per"?'),
    Fault(HOMICIDE, "aliases:", "^alias:", "unknown-key", 'did you mean "aliases"?'),
    Fault(PLANNED, "owner:", "^owners:", "unknown-key", 'did you mean "owner"?'),
    Fault(
        PLANNED,
        "    reason: A new",
        "    ^unit: percent\n    reason: A new",
        "unknown-key",
        'known here: "id", "title"',
    ),
    Fault(HARM, "narrative:", "^narative:", "unknown-key", 'did you mean "narrative"?'),
]
MISSING = [
    Fault(WORRY, "    unit: percent\n", "", "missing-key", '"unit" is missing', "id: worry-about-crime"),
    Fault(
        WORRY,
        "    status: published\n",
        "",
        "missing-key",
        '"status" is missing; it is one of',
        "id: worry-about-crime",
    ),
    Fault(
        WORRY,
        "      materiality: 1.0\n",
        "",
        "missing-key",
        '"materiality" is missing',
        "basis: previous-period",
    ),
    Fault(
        WORRY,
        "    share: of residents were worried about crime in their area\n",
        "",
        "missing-key",
        '"share" is missing: say what',
        "id: worry-about-crime",
    ),
    Fault(
        WORRY,
        "        column: Quarter\n",
        "",
        "missing-key",
        '"column" is missing: name the column of the period',
        "format: Qn YY-YY",
    ),
    Fault(
        WORRY,
        "        column: Proportion\n",
        "",
        "missing-key",
        '"value" with its "column" is missing',
        "written_as: proportion",
    ),
    Fault(WORRY, "      licence: OGL-3.0\n", "", "missing-key", '"licence" is missing', "publisher: Mayor"),
    Fault(
        VIOLENCE,
        "      plural: violence with injury offences\n",
        "",
        "missing-key",
        '"plural" is missing',
        "singular: violence",
    ),
    Fault(
        VIOLENCE,
        "      - period: 2024-03\n        reason",
        "      - ^reason",
        "missing-key",
        '"period" is missing',
    ),
    Fault(
        HARM,
        "    reason: >-\n",
        "    >-\n",
        "yaml-syntax",
        "each key ends with a colon",
        ">-\n      No quantitative",
    ),
    Fault(
        WORRY,
        "basis: previous-period",
        "^basis: baseline",
        "missing-key",
        '"baseline" is missing: name the period',
    ),
]
VALUES = [
    Fault(WORRY, "unit: percent", "unit: ^percnt", "unknown-value", 'did you mean "percent"?'),
    Fault(
        WORRY, "unit: percent", "unit: ^%", "yaml-syntax", "text cannot start with % here; put it in quotes"
    ),
    Fault(WORRY, "unit: percent", "unit: ^“percent”", "curly-quotes", "write straight ones"),
    Fault(WORRY, "lower-is-better", "^lower is better", "unknown-value", 'did you mean "lower-is-better"?'),
    Fault(
        WORRY, "frequency: financial-quarter", "frequency: ^quarterly", "unknown-value", '"financial-quarter"'
    ),
    Fault(
        WORRY,
        "basis: previous-period",
        "basis: ^previous-quarter",
        "unknown-value",
        'did you mean "previous-period"?',
    ),
    Fault(WORRY, "test: proportions", "test: ^proportion", "unknown-value", 'did you mean "proportions"?'),
    Fault(WORRY, "status: published", "status: ^publish", "unknown-value", 'did you mean "published"?'),
    Fault(WORRY, "layout: rows", "layout: ^row", "unknown-value", 'did you mean "rows"?'),
    Fault(WORRY, "format: Qn YY-YY", "format: ^QQ YY-YY", "unknown-value", 'did you mean "Qn YY-YY"?'),
    Fault(
        WORRY,
        "written_as: proportion",
        "written_as: ^share",
        "unknown-value",
        'allowed: "number", "percent", "proportion"',
    ),
    Fault(WORRY, "absent: missing", "absent: ^nothing", "unknown-value", '"missing"'),
    Fault(WORRY, "region: own-row", "london: ^own row", "unknown-value", 'did you mean "own-row"?'),
    Fault(WORRY, "licence: OGL-3.0", "licence: ^OGL", "unknown-value", '"OGL-3.0"'),
    Fault(TRUST, "window: rolling-12-months", "window: ^rolling", "unknown-value", '"rolling-12-months"'),
    Fault(TRUST, 'delimiter: ";"', 'delimiter: ^" ; "', "unknown-value", 'allowed: ","'),
    Fault(HOMICIDE, "combine: sum", "combine: ^add", "unknown-value", 'allowed: "as-given", "sum"'),
    Fault(VIOLENCE, "per: 1000", "per: ^500", "unknown-value", "500"),
]
TYPES = [
    Fault(
        WORRY,
        "title: Worry about crime",
        "title: ^2023",
        "wrong-type",
        "must be text; found the number 2023; put it in quotes",
    ),
    Fault(
        WORRY,
        "title: Worry about crime",
        "title: ^true",
        "wrong-type",
        "must be text; found the word true; put it in quotes",
    ),
    Fault(
        WORRY,
        "title: Worry about crime",
        "title: ^[Worry, about, crime]",
        "wrong-type",
        "title must be text; found a list",
    ),
    Fault(WORRY, "- It comes from", "- ^It comes: from", "wrong-type", "put the text in quotes"),
    Fault(
        WORRY,
        "caveats:\n      - It comes from",
        "caveats:\n      ^-It comes from",
        "wrong-type",
        'start each item with "- "',
    ),
    Fault(WORRY, "materiality: 1.0", "materiality: ^1,0", "wrong-type", "write a decimal point, not a comma"),
    Fault(
        WORRY, "materiality: 1.0", 'materiality: ^"1.0"', "wrong-type", "write it in digits, without quotes"
    ),
    Fault(
        WORRY,
        "materiality: 1.0",
        "materiality: ^one",
        "wrong-type",
        'materiality must be a number; found text "one"',
    ),
    Fault(WORRY, "size: 4800", "size: ^4,800", "wrong-type", "size must be a whole number"),
    Fault(WORRY, "size: 4800", "size: ^4800.5", "wrong-type", "size must be a whole number"),
    Fault(
        WORRY,
        "      basis: previous-period\n      materiality: 1.0\n      test: proportions\n",
        "",
        "empty-value",
        '"comparison" has no value',
        "\n    sample:",
    ),
    Fault(
        WORRY,
        "where:\n        - column",
        "where:\n          ^column",
        "wrong-type",
        "where must be a list; found a map",
    ),
    Fault(
        WORRY,
        "value:\n        column: Proportion\n        written_as: proportion",
        "value: ^Proportion",
        "wrong-type",
        'value must be a map; found text "Proportion"',
    ),
    Fault(
        TRUST,
        "aliases:\n          MPS: London",
        "aliases:\n          ^- MPS",
        "wrong-type",
        "aliases must be a map; found a list",
    ),
    Fault(
        VIOLENCE,
        "control_chart:\n      periods: 24",
        "control_chart: ^24",
        "wrong-type",
        "control_chart must be a map",
    ),
]
BOUNDS = [
    Fault(WORRY, "materiality: 1.0", "materiality: ^-1.0", "bad-value", "materiality must be at least 0"),
    Fault(WORRY, "materiality: 1.0", "materiality: ^10000", "bad-value", "materiality must be at most 1000"),
    Fault(WORRY, "size: 4800", "size: ^0", "bad-value", "size must be at least 1"),
    Fault(WORRY, "size: 4800", "size: ^-4800", "bad-value", "size must be at least 1"),
    Fault(
        WORRY, "unit: percent", "unit: percent\n    decimals: ^9", "bad-value", "decimals must be at most 3"
    ),
    Fault(WORRY, "files: PAS_Worry.csv", "files: ^[]", "bad-value", "files must hold at least 1"),
    Fault(
        WORRY,
        "absent: missing",
        "absent: missing\n      provisional_periods: ^99",
        "bad-value",
        "must be at most 24",
    ),
    Fault(VIOLENCE, "periods: 24", "periods: ^3", "bad-value", "periods must be at least 12"),
    Fault(WORRY, "title: Worry about crime", 'title: ^""', "bad-value", "it is blank; fill it in"),
    Fault(
        PLANNED,
        "expected: not-announced",
        "expected: ^31/12/2025",
        "bad-value",
        "write one as 2024-05-09, or not-announced",
    ),
    Fault(
        PLANNED,
        "expected: not-announced",
        "expected: ^2025",
        "bad-value",
        "write one as 2024-05-09, or not-announced",
    ),
    Fault(PLANNED, "expected: not-announced", "expected: ^not announced", "bad-value", "or not-announced"),
    Fault(
        WORRY,
        "next_update: not-announced",
        "next_update: ^2024-02-30",
        "bad-value",
        '"2024-02-30" is not a date',
    ),
    Fault(WORRY, "link: https://", "link: ^www.", "bad-value", "a link starts with https://"),
    Fault(
        WORRY,
        "files: PAS_Worry.csv",
        "files: ^drop/PAS_Worry.csv",
        "bad-value",
        "a file is named without folders",
    ),
    Fault(
        WORRY, "files: PAS_Worry.csv", "files: ^PAS_Worry.docx", "bad-value", "ends in .csv, .csv.gz, .xlsx"
    ),
]
IDS = [
    Fault(
        "",
        "id: worry-about-crime",
        "id: ^Worry about crime",
        "bad-value",
        "an id holds small letters, digits and single hyphens",
    ),
    Fault("", "id: worry-about-crime", "id: ^worry_about_crime", "bad-value", "an id holds small letters"),
    Fault("", "id: worry-about-crime", "id: ^2-worry", "bad-value", "starts with a letter"),
    Fault(
        "",
        "id: mps-measures",
        "id: ^crime-prevalence",
        "duplicate-id",
        "stands twice; each needs its own",
    ),
    Fault("", "id: worry-about-crime", f"id: ^{'a' * 61}", "bad-value", "at most 60 characters"),
    Fault(
        WORRY, "outcome: feel-safer", "outcome: ^feels-safer", "not-declared", 'did you mean "feel-safer"?'
    ),
    Fault(
        WORRY,
        "outcome: feel-safer",
        "outcome: ^Londoners feel safer",
        "bad-value",
        "an id holds small letters",
    ),
    Fault(OUTCOMES, "framework: pcp", "framework: ^pnc", "not-declared", "is not declared"),
    Fault(HOMICIDE, "dimension: age-group", "dimension: ^age", "not-declared", "dimension"),
    Fault(HOMICIDE, "category: 13 to 19", "category: ^13-19", "not-declared", 'did you mean "13 to 19"?'),
    Fault(
        SATISFACTION,
        "headline: Face to face",
        "headline: ^Face-to-face",
        "not-declared",
        'did you mean "Face to face"?',
    ),
    Fault(VIOLENCE, "period: 2024-03", "period: ^2024-13", "bad-value", "there is no month 13 of 2024"),
    Fault(
        VIOLENCE, "period: 2024-03", "period: ^2023-Q4", "bad-value", "does not name a month; one is 2024-01"
    ),
    Fault(
        VIOLENCE,
        "period: 2024-03",
        "period: ^March 2024",
        "bad-value",
        "does not name a month; one is 2024-01",
    ),
    Fault(TRUST, "MPS: London", "MPS: ^Londn", "unknown-value", "neither London nor a borough"),
]
RULES = [
    Fault(WORRY, "test: proportions", "test: ^counts", "bad-value", "test counts is for counts"),
    Fault(
        VIOLENCE, "test: counts", "test: ^proportions", "bad-value", "test proportions needs the unit percent"
    ),
    Fault(
        WORRY, "absent: missing", "absent: ^zero", "bad-value", 'absent must be "missing" for a percentage'
    ),
    Fault(WORRY, "region: own-row", "london: ^all-rows", "bad-value", 'region must be "own-row"'),
    Fault(
        WORRY, "layout: rows", "layout: rows\n      combine: ^sum", "bad-value", "percentages do not add up"
    ),
    Fault(
        WORRY,
        "format: Qn YY-YY",
        "format: ^YYYYMM",
        "unknown-value",
        "format does not name a financial-quarter; allowed",
    ),
    Fault(
        WORRY,
        "frequency: financial-quarter",
        "frequency: financial-quarter\n    window: ^rolling-12-months",
        "bad-value",
        "cannot be made from single percentages",
    ),
    Fault(
        WORRY,
        "basis: previous-period",
        "basis: previous-period\n      baseline: ^2019-Q4",
        "bad-value",
        'baseline is used with "basis: baseline" alone',
    ),
    Fault(
        WORRY,
        "files: PAS_Worry.csv",
        "files: [PAS_Worry.csv, ^PAS_Worry.csv]",
        "duplicate-file",
        "stands twice",
    ),
    Fault(
        VIOLENCE,
        "unit: count",
        "unit: count\n    decimals: ^1",
        "bad-value",
        "decimals must be 0 for a count",
    ),
    Fault(
        VIOLENCE,
        "period:\n        format",
        "period:\n        column: ^Month\n        format",
        "bad-value",
        'leave out "column" of period',
    ),
    Fault(
        VIOLENCE,
        "- Unknown",
        "- Unknown\n        aliases:\n          Unknown: ^London",
        "duplicate-area",
        "stands twice among aliases and no_area",
    ),
    Fault(HOMICIDE, "      combine: sum\n", "", "bad-value", 'write "combine: sum"', "events\n"),
    Fault(
        HOMICIDE,
        "        - id: method",
        "        - id: ^sex\n          title: S\n          column: S\n        - id: method",
        "duplicate-id",
        "stands twice",
    ),
    Fault(
        HOMICIDE,
        "        - id: method",
        "        - id: ^area\n          title: S\n          column: S\n        - id: method",
        "bad-value",
        "choose another",
    ),
    Fault(HOMICIDE, "- name: 20 to 24", "- ^name: 13 to19", "duplicate-category", "already stands for"),
    Fault(
        HOMICIDE,
        "    window: calendar-year-to-date\n",
        "",
        "bad-value",
        "it needs a monthly count with",
        "dimension: age-group",
    ),
    Fault(TRUST, 'decimal: ","', 'decimal: ","\n      ^thousands: "."', "unknown-key", "thousands"),
    Fault(
        TRUST,
        "written_as: proportion",
        'written_as: proportion\n        thousands: ","',
        "bad-value",
        "decimal and thousands cannot be the same mark",
        '","\n      period',
    ),
    Fault(
        TRUST,
        'delimiter: ";"',
        'delimiter: ","',
        "bad-value",
        "decimal and delimiter cannot be the same mark",
        '","\n      period',
    ),
    Fault(
        TRUST,
        "window: rolling-12-months\n      absent",
        "window: ^calendar-year-to-date\n      absent",
        "bad-value",
        "they must be the same",
    ),
]
SYNTAX = [
    Fault(WORRY, "    unit: percent", "^\tunit: percent", "tab", "indent with spaces"),
    Fault(WORRY, "unit: percent", "^unit percent", "yaml-syntax", "a key needs a colon and a space after it"),
    Fault(WORRY, "unit: percent", "^unit:percent", "yaml-syntax", "a key needs a colon and a space after it"),
    Fault(
        WORRY, "    unit: percent", "     ^unit: percent", "yaml-syntax", "indent it as its neighbours are"
    ),
    Fault(WORRY, "    unit: percent", "   ^unit: percent", "yaml-syntax", "indent it as its neighbours are"),
    Fault(WORRY, "    unit: percent", "^unit: percent", "yaml-syntax", "indent it as its neighbours are"),
    Fault(WORRY, "unit: percent", 'unit: ^"percent', "yaml-syntax", "a quote opens here and is not closed"),
    Fault(WORRY, "unit: percent", "unit: ^'percent", "yaml-syntax", "a quote opens here and is not closed"),
    Fault(WORRY, "unit: percent", "unit: ^[percent", "yaml-syntax", "a bracket opens here and is not closed"),
    Fault(WORRY, "unit: percent", "unit: ^{percent", "yaml-syntax", "a brace opens here and is not closed"),
    Fault(
        WORRY,
        "unit: percent",
        "unit: per^: cent",
        "yaml-syntax",
        "a second colon and space stand in this line",
    ),
    Fault(WORRY, "unit: percent", 'unit: "percent" ^points', "yaml-syntax", "text follows a closing quote"),
    Fault(
        WORRY,
        "unit: percent",
        "unit: ^@percent",
        "yaml-syntax",
        "text cannot start with @ here; put it in quotes",
    ),
    Fault(WORRY, "unit: percent", "unit: ^`percent`", "yaml-syntax", "put it in quotes"),
    Fault(WORRY, "unit: percent", "unit: ^*percent", "alias", "write the value out in full"),
    Fault(WORRY, "unit: percent", "unit: ^&unit percent", "anchor", "write each value out in full"),
    Fault(WORRY, "unit: percent", "unit: ^!!str percent", "tag", "write plain text"),
    Fault(
        WORRY,
        "unit: percent",
        "unit: percent\n    ^unit: count",
        "duplicate-key",
        "stands twice; the first is in line",
    ),
    Fault(WORRY, "unit: percent", "unit:^", "empty-value", "leave it out or fill it in"),
    Fault(WORRY, "unit: percent", "unit: ^~", "empty-value", "leave it out or fill it in"),
    Fault(WORRY, "title: Worry about crime", "title: ^No", "ambiguous-word", "or the word in quotes"),
    Fault(WORRY, "unit: percent", "unit: per^\x07cent", "bad-character", "does not belong in this file"),
    Fault(
        WORRY,
        "    unit: percent",
        "^\xa0\xa0\xa0\xa0unit: percent",
        "bad-character",
        "a no-break space (U+00A0) stands here",
    ),
    Fault("", MEASURES, "\n^---\nmeasures:", "several-documents", "the file must hold one"),
    Fault("", WORRY, "^id: worry-about-crime", "yaml-syntax", "each item starts with a hyphen"),
    Fault("", WORRY, "^-id: worry-about-crime", "yaml-syntax", "each item starts with a hyphen and a space"),
    Fault("", "\nmeasures:", "\n^measures", "yaml-syntax", "a key needs a colon"),
    Fault("", "\nsite:\n", "\n^site\n", "yaml-syntax", "a key needs a colon"),
    Fault(
        WORRY,
        "unit: percent",
        "unit: percent\n    ? ^[unit]\n    : percent",
        "complex-key",
        "a key must be a word",
    ),
    Fault(
        WORRY, "unit: percent", "unit: ^- percent", "yaml-syntax", "a list starts in the line below its key"
    ),
    Fault(WORRY, "unit: percent", "unit: |^x", "yaml-syntax", "the text starts in the next line"),
    Fault(WORRY, "unit: percent", 'unit: "per^\\cent"', "yaml-syntax", "use single quotes"),
    Fault(
        WORRY,
        "unit: percent",
        "unit: percent\n    ^<<: {unit: percent}",
        "unknown-key",
        'the key "<<" is not known',
    ),
]
FAULTS = [*KEYS, *MISSING, *VALUES, *TYPES, *BOUNDS, *IDS, *RULES, *SYNTAX]


def edited(fault: Fault) -> tuple[str, int, int]:
    """The declaration with the mistake in it, and the line and column at which it is expected."""
    at = SHIPPED.index(fault.old, SHIPPED.index(fault.start))
    text = SHIPPED[:at] + fault.new + SHIPPED[at + len(fault.old) :]
    place = (
        at + fault.new.index(MARK)
        if MARK in fault.new
        else text.index(fault.place, SHIPPED.index(fault.start))
    )
    text = text.replace(MARK, "", 1) if MARK in fault.new else text
    line = text.count("\n", 0, place) + 1
    return text, line, place - text.rfind("\n", 0, place)


def test_there_are_more_than_a_hundred() -> None:
    assert len({fault[:3] for fault in FAULTS}) == len(FAULTS) >= 100
    assert MARK not in SHIPPED


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.new.strip()[:40]!r}")
def test_a_mistake_is_named_in_its_place_with_what_to_do(fault: Fault) -> None:
    text, line, column = edited(fault)
    config, issues = parse_config_bytes(text.encode())
    errors = [issue for issue in issues if issue.severity == "error"]
    assert config is None
    assert [(issue.line, issue.column, issue.code) for issue in errors[:1]] == [(line, column, fault.code)]
    assert fault.telling in errors[0].message
    assert len(errors) == 1, "\n".join(map(str, errors))
    assert errors[0].help.see.startswith("docs/measures.md#")
