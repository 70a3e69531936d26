"""Trackers and roles as they are declared: each rule that is broken has its message, at its line."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from metrics.declared.config import parse_config
from tests.money import SPENDING
from tests.promises import COUNTED, PROMISES
from tests.proposed import SITE

Declared = dict[str, Any]
ROLES = {"chief-constable": "Chief Constable"}


def plain(value: Any) -> Any:
    """A declaration as YAML has it: lists for tuples."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return list(value) if isinstance(value, tuple) else value


def faults(change: Callable[[Declared], object]) -> list[tuple[str, str]]:
    """The key at the line of each fault (that of a map is its first one), and what is said."""
    declared = plain({**SITE, "roles": ROLES, "trackers": [dict(PROMISES), dict(COUNTED)]})
    declared["trackers"] = [plain(item) for item in declared["trackers"]]
    change(declared)
    text = yaml.safe_dump(declared, sort_keys=False, allow_unicode=True, width=200)
    _, issues = parse_config(text)
    lines = text.splitlines()
    return [
        (lines[issue.line - 1].strip(" -").partition(":")[0], f"{issue.code}: {issue.message}")
        for issue in issues
        if issue.severity == "error"
    ]


def items(declared: Declared) -> Declared:
    own: Declared = declared["trackers"][0]
    return own


def counts(declared: Declared) -> Declared:
    own: Declared = declared["trackers"][1]
    return own


def test_both_kinds_are_declared_without_a_fault() -> None:
    assert faults(lambda declared: None) == []


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        (lambda d: counts(d).update(id="promises"), "id", 'duplicate-id: the id "promises" stands twice'),
        (lambda d: counts(d).update(id="promises-steps"), "id", "duplicate-id: "),
        (lambda d: items(d).update(framework="pcpp"), "framework", 'did you mean "pcp"?'),
        (lambda d: items(d)["source"].pop("status"), "publisher", 'missing-key: "status" is missing'),
        (lambda d: items(d)["source"].pop("reference"), "publisher", '"reference" is missing'),
        (lambda d: items(d)["source"].pop("item"), "publisher", '"item" is missing'),
        (lambda d: counts(d)["source"].pop("group"), "publisher", '"group" is missing'),
        (lambda d: counts(d)["source"].pop("all"), "publisher", '"all" is missing'),
        (lambda d: counts(d)["source"].pop("counts"), "publisher", '"counts" is missing'),
        (lambda d: counts(d)["source"].pop("as_at"), "publisher", '"as_at" is missing'),
        (
            lambda d: items(d)["source"].update(group={"column": "theme"}),
            "column",
            'column-of-another-kind: "group" is no column of a tracker whose kind is items',
        ),
        (
            lambda d: counts(d)["source"].update(due={"column": "due"}),
            "column",
            'column-of-another-kind: "due" is no column of a tracker whose kind is counts',
        ),
        (lambda d: items(d).pop("source"), "id", 'missing-key: "source" is missing, or "declared_totals"'),
        (
            lambda d: items(d)["source"].update(as_at={"column": "day"}),
            "as_at",
            "stated-twice: the day is read from the column",
        ),
        (
            lambda d: items(d).update(
                declared_totals=[{"as_at": "2022-03-28", "all": 2}, {"as_at": "2022-03-28", "all": 3}]
            ),
            "as_at",
            "duplicate-id: 2022-03-28 stands twice",
        ),
        (
            lambda d: items(d).update(words={"late": {"label": "a", "singular": "b", "plural": "c"}}),
            "late",
            "late",
        ),
        (lambda d: items(d).update(kind="item"), "kind", 'did you mean "items"?'),
        (
            lambda d: d["roles"].update({"chief-constable": "Jo, jo@example.org"}),
            "chief-constable",
            "personal-data: this holds an e-mail address",
        ),
        (
            lambda d: items(d)["source"].update(title="Plan (Restricted)"),
            "title",
            'protective-marking: "Plan (Restricted)" bears the protective marking "Restricted"',
        ),
        (
            lambda d: items(d)["source"].update(files="plan-OFFICIAL-SENSITIVE.csv"),
            "files",
            'the protective marking "OFFICIAL-SENSITIVE"',
        ),
        (
            lambda d: items(d)["source"]["status"].update(aliases={"SECRET": "on-hold"}),
            "SECRET",
            'bears the protective marking "SECRET"',
        ),
        (
            lambda d: items(d)["noun"].update(plural="Official Sensitive promises"),
            "plural",
            'the protective marking "Official Sensitive"',
        ),
        (lambda d: items(d).update(title="<b>Promises</b>"), "title", "hostile-words: "),
    ],
)
def test_each_broken_rule_has_its_message_at_its_line(
    change: Callable[[Declared], object], key: str, words: str
) -> None:
    own = faults(change)
    assert [name for name, _ in own] == [key], own
    assert words in own[0][1]


@pytest.mark.parametrize("key", ["title", "description", "not_listed"])
def test_what_readers_are_told_may_name_a_marking(key: str) -> None:
    assert faults(lambda declared: items(declared).update({key: "Marked OFFICIAL-SENSITIVE."})) == []


def test_a_tracker_is_called_otherwise_than_each_account() -> None:
    def same(declared: Declared) -> None:
        items(declared)["framework"] = "pcp"
        declared["accounts"] = [{**plain(dict(SPENDING)), "framework": "pcp", "id": "promises"}]

    assert [text for _, text in faults(same)] == [
        'duplicate-id: the id "promises" is that of an account; each needs its own'
    ]


def test_totals_alone_need_no_file() -> None:
    def alone(declared: Declared) -> None:
        items(declared).pop("source")
        items(declared).pop("as_at")
        items(declared)["declared_totals"] = [{"as_at": "2022-02-28", "all": 117, "complete": 36}]

    assert faults(alone) == []
