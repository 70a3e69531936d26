"""What an analyst meant by a slip in metrics.yaml: each message whole, with its place, and no other beside it."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

import pytest

from metrics.declared.config import parse_config
from metrics.declared.faults import PATTERNS
from metrics.declared.schema import schema_text
from tests.running import ROOT

SHIPPED = (ROOT / "config" / "metrics.yaml").read_text(encoding="utf-8")
HOMICIDE = "  - id: homicide\n"


class Slip(NamedTuple):
    """A slip: what it replaces in the part of the shipped declaration that starts with ``start``."""

    start: str
    sound: str
    slip: str
    message: str


SLIPS = {
    "a number that is not among those allowed": Slip(
        HOMICIDE,
        "per: 100000",
        "per: 500",
        'error: measure "homicide": per 500 is not known; allowed: 1000, 10000, 100000',
    ),
    "a number in quotes": Slip(
        HOMICIDE,
        "per: 100000",
        'per: "100000"',
        'error: measure "homicide": per must be the number 100000; found text "100000"',
    ),
    "a blank among the allowed values": Slip(
        HOMICIDE,
        "        column: Count of Victims\n",
        '        column: Count of Victims\n        thousands: "\'"\n',
        'error: measure "homicide": thousands "\'" is not known; allowed: ",", ".", " " (a space)',
    ),
    "a blank that is not allowed": Slip(
        HOMICIDE,
        "        column: Count of Victims\n",
        '        column: Count of Victims\n        thousands: "\\t"\n',
        'error: measure "homicide": thousands "\\t" (a tab) is not known; allowed: ",", ".", " " (a space)',
    ),
    "an item of measures without its hyphen": Slip(
        HOMICIDE,
        HOMICIDE,
        "    id: homicide\n",
        'error: "id" stands twice in one item, the first in line {violence}; is a hyphen missing here, "- id"?',
    ),
    "a hyphen away, at the depth of the list": Slip(
        HOMICIDE,
        HOMICIDE,
        "  id: homicide\n",
        "error: this is not YAML: this line stands where an item of the list above would start, and each item starts "
        "with a hyphen and a space; write them before it, or indent it as the lines of the item above are",
    ),
    "a sentence of a list without its hyphen": Slip(
        HOMICIDE,
        "      - A homicide can be recorded",
        "      A homicide can be recorded",
        "error: this is not YAML: this line stands where an item of the list above would start, and each item starts "
        "with a hyphen and a space; write them before it, or indent it as the lines of the item above are",
    ),
    "a text in curly quotes": Slip(
        HOMICIDE,
        "title: Homicide",
        "title: “Homicide”",
        "error: the quotes around this text are curly, as word processors make them, and would be a part of it; write "
        "straight ones, or none",
    ),
    "curly quotes that cannot be read": Slip(
        HOMICIDE,
        "title: Homicide",
        "title: “Homicide: all”",
        "error: this is not YAML: the quotes in this line are curly, as word processors make them; YAML knows "
        "straight ones alone",
    ),
    "a straight quote that a curly one closes": Slip(
        HOMICIDE,
        "title: Homicide",
        'title: "Homicide”',
        "error: this is not YAML: the quotes in this line are curly, as word processors make them; YAML knows "
        "straight ones alone",
    ),
    "a curly quote that a straight one closes": Slip(
        HOMICIDE,
        "title: Homicide",
        'title: “Homicide"',
        "error: the quotes around this text are curly, as word processors make them, and would be a part of it; write "
        "straight ones, or none",
    ),
    "the title of an outcome for its id": Slip(
        HOMICIDE,
        "outcome: violence",
        "outcome: Violence is prevented and reduced",
        'error: measure "homicide": outcome "Violence is prevented and reduced" cannot be used: an id holds small '
        "letters, digits and single hyphens, and starts with a letter; write the id of what is called so, "
        '"violence"',
    ),
    "the title of a framework for its id, in other letters": Slip(
        "  - id: safer\n",
        "framework: pcp",
        "framework: police and crime plan outcome",
        'error: outcome "safer": framework "police and crime plan outcome" cannot be used: an id holds small letters, '
        'digits and single hyphens, and starts with a letter; write the id of what is called so, "pcp"',
    ),
    "one value for what has keys of its own": Slip(
        HOMICIDE,
        "noun:\n      singular: homicide victim\n      plural: homicide victims\n",
        "noun: homicide victims\n",
        'error: measure "homicide": noun must be a map; found text "homicide victims"; write each of its keys in a '
        'line of its own below it: "singular", "plural"',
    ),
    "a list of words for what has keys of its own": Slip(
        HOMICIDE,
        "noun:\n      singular: homicide victim\n      plural: homicide victims\n",
        "noun: [homicide victim, homicide victims]\n",
        'error: measure "homicide": noun must be a map; found a list; write each of its keys in a line of its own '
        'below it: "singular", "plural"',
    ),
    "a column for what has keys of its own": Slip(
        HOMICIDE,
        "period:\n        column: Recorded Date\n        format: MMM-YY\n",
        "period: Recorded Date\n",
        'error: measure "homicide": period must be a map; found text "Recorded Date"; write each of its '
        'keys in a line of its own below it: "column", "format"',
    ),
    "a title that starts with a number sign": Slip(
        HOMICIDE,
        "title: Homicide\n",
        "title: #1 of two\n",
        'error: "title" has no value, since # starts a comment; put the text in quotes where # belongs to it',
    ),
    "a sentence of a list that starts with a number sign": Slip(
        HOMICIDE,
        "      - A homicide can be recorded",
        "      - #1\n      - A homicide can be recorded",
        'error: item 2 of "caveats" has no value, since # starts a comment; put the text in quotes where # belongs '
        "to it",
    ),
    "a title that is cut by a number sign": Slip(
        HOMICIDE,
        "title: Homicide\n",
        "title: Homicide #1 of two\n",
        'error: the text ends with "Homicide", since # starts a comment; put the text in quotes where # belongs to '
        "it, or a space after # where it does not",
    ),
    "a title that a comment follows": Slip(
        HOMICIDE,
        "title: Homicide\n",
        "title: Homicide # and manslaughter\n",
        'warning: the text ends with "Homicide", since # starts a comment; put the text in quotes where # belongs to '
        "it, or the comment in a line of its own",
    ),
    "a misspelt key that says which keys are there": Slip(
        HOMICIDE,
        "    status: published",
        "    statsu: published",
        'error: measure "homicide": the key "statsu" is not known; did you mean "status"?',
    ),
    "a key that stands one step too far out": Slip(
        HOMICIDE,
        "        format: MMM-YY",
        "      format: MMM-YY",
        'error: measure "homicide": the key "format" is not known here; it belongs in "period"',
    ),
    "a key of the source beside it": Slip(
        HOMICIDE,
        "    next_update: not-announced\n",
        "    next_update: not-announced\n    layout: events\n",
        'error: measure "homicide": the key "layout" is not known here; it belongs in "source"',
    ),
    "a key of the measure in its source": Slip(
        HOMICIDE,
        "      absent: zero",
        "      absent: zero\n      polarity: neutral",
        'error: measure "homicide": the key "polarity" is not known here; it belongs in the measure itself',
    ),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_named_with_what_was_meant(slip: Slip) -> None:
    _, start, rest = SHIPPED.partition(slip.start)
    assert slip.sound in start + rest
    text = SHIPPED[: -len(start + rest)] + (start + rest).replace(slip.sound, slip.slip, 1)
    _, issues = parse_config(text)
    violence = SHIPPED[: SHIPPED.index("  - id: violence-with-injury")].count("\n") + 1
    usual = {issue.message for issue in parse_config(SHIPPED)[1]}
    messages = [f"{issue.severity}: {issue.message}" for issue in issues if issue.message not in usual]
    assert messages == [slip.message.format(violence=violence)]


def test_measures_below_a_missing_hyphen_are_read_as_their_own() -> None:
    _, issues = parse_config(SHIPPED.replace(HOMICIDE, "    id: homicide\n").replace("per: 100000", "per: 5"))
    assert [issue.message for issue in issues if issue.severity == "error"] == [
        '"id" stands twice in one item, the first in line '
        f"{SHIPPED[: SHIPPED.index('  - id: violence-with-injury')].count(chr(10)) + 1}; "
        'is a hyphen missing here, "- id"?',
        'measure "homicide": per 5 is not known; allowed: 1000, 10000, 100000',
    ]


@pytest.mark.parametrize(
    "text",
    ["Theft  # of what", "'Theft #1'", '"“Fear”"', "The “fear” of crime", "Theft#1", "“Fear” and “worry”"],
    ids=[
        "a comment after two spaces",
        "a number sign in quotes",
        "curly in straight",
        "curly within",
        "no space before it",
        "two quotations",
    ],
)
def test_a_text_that_is_meant_so_is_none(text: str) -> None:
    config, issues = parse_config(SHIPPED.replace("title: Homicide\n", f"title: {text}\n"))
    assert config is not None
    assert [issue.code for issue in issues if issue.code == "comment-after-text"] == []
    assert config.measure("homicide").title == text.partition("  #")[0].strip("'\"")


def test_a_table_outside_of_its_folder_is_a_fault_with_its_place() -> None:
    text = SHIPPED.replace("  attribution: >-\n", "  postcodes: ../postcodes.csv\n  attribution: >-\n")
    line = text[: text.index("  postcodes:")].count("\n") + 1
    _, issues = parse_config(text, "metrics.yaml")
    assert [str(issue) for issue in issues if issue.severity == "error"] == [
        f'metrics.yaml:{line}:14: error: postcodes "../postcodes.csv" cannot be used: a table is named from its folder '
        "on, as data/postcodes.csv: no blanks, no first / and no .."
    ]


def test_every_pattern_of_the_language_has_its_words() -> None:
    text = schema_text()
    patterns = [json.loads(f'"{own}"') for own in re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', text)]
    of_keys = re.findall(r'"patternProperties": \{\s*"((?:[^"\\]|\\.)*)":', text)
    assert of_keys
    patterns += [json.loads(f'"{own}"') for own in of_keys]
    assert len(set(patterns)) > 5
    assert [pattern for pattern in patterns if not any(map(pattern.startswith, PATTERNS))] == []
