"""The YAML that a declaration may be written in: plain data, a mark for each part, and every fault."""

from __future__ import annotations

import pytest

from metrics.declared.document import Document
from metrics.declared.yaml_text import parse_yaml


def read(text: str) -> object:
    """The data of a text that has no fault."""
    document, faults = parse_yaml(text, "m.yaml")
    assert faults == []
    return document.data


def fault_lines(text: str) -> list[str]:
    """The faults of a text, as they are printed."""
    return [str(fault) for fault in parse_yaml(text, "m.yaml")[1]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("word", "word"),
        ("two words", "two words"),
        ("5", 5),
        ("-5", -5),
        ("0", 0),
        ("1.0", 1.0),
        ("-0.25", -0.25),
        ("true", True),
        ("false", False),
        ('"5"', "5"),
        ("'true'", "true"),
        ('""', ""),
        ("[]", ()),
        ("[a, 1]", ("a", 1)),
        ("{}", {}),
        ("{a: {b: 1}}", {"a": {"b": 1}}),
    ],
)
def test_a_plain_value_is_text_a_number_true_or_false(text: str, value: object) -> None:
    document = read(f"key: {text}")
    assert (document, type(document["key"])) == ({"key": value}, type(value))  # type: ignore[index]


@pytest.mark.parametrize(
    "text",
    [
        *("2024-03", "2024-05-09", "12:30", "12:30:45", "1e3", "1.5e3", "1_000", "007", "0x1F", "0o17"),
        *(".5", "5.", "+5", ".inf", ".nan", "True", "FALSE", "=", "<<", "1,000", "٣", "12345678901234567890"),
    ],
)
def test_what_tools_read_in_their_own_ways_stays_text(text: str) -> None:
    assert read(f"key: {text}") == {"key": text}


def test_a_key_is_text_whatever_it_looks_like() -> None:
    assert read("5: a\ntrue: b\nno: c\n2024-05-09: d") == {
        "5": "a",
        "true": "b",
        "no": "c",
        "2024-05-09": "d",
    }


def test_folded_and_literal_text_are_text() -> None:
    assert read("a: >-\n  one\n  two\nb: |-\n  one\n  two\nc: |-\n  5") == {
        "a": "one two",
        "b": "one\ntwo",
        "c": "5",
    }


def test_every_key_and_value_has_its_line_and_column() -> None:
    document, _ = parse_yaml("a: 1\nb:\n  - c: x\n  - y\n", "m.yaml")
    assert document == Document(
        data={"a": 1, "b": ({"c": "x"}, "y")},
        keys={("a",): (1, 1), ("b",): (2, 1), ("b", 0, "c"): (3, 5)},
        values={
            (): (1, 1),
            ("a",): (1, 4),
            ("b",): (3, 3),
            ("b", 0): (3, 5),
            ("b", 0, "c"): (3, 8),
            ("b", 1): (4, 5),
        },
    )


def test_columns_are_characters_and_not_bytes() -> None:
    document, _ = parse_yaml("{é: 1, ü𝄞: 2}", "m.yaml")
    assert document.keys == {("é",): (1, 2), ("ü𝄞",): (1, 8)}


def test_of_two_equal_keys_the_first_is_kept_and_the_second_told() -> None:
    document, faults = parse_yaml("a: 1\nb: 2\na: 3\n", "m.yaml")
    assert (document.data, [str(fault) for fault in faults]) == (
        {"a": 1, "b": 2},
        ['m.yaml:3:1: error: the key "a" stands twice; the first is in line 1'],
    )


def test_equal_keys_of_different_maps_are_no_fault() -> None:
    assert read("- a: 1\n- a: 2\n") == ({"a": 1}, {"a": 2})


def test_text_beside_an_anchor_or_a_tag_is_still_read() -> None:
    document, faults = parse_yaml("a: &x 1\nb: !!int 2\n", "m.yaml")
    assert (document.data, [str(fault) for fault in faults]) == (
        {"a": 1, "b": 2},
        [
            'm.yaml:1:4: error: the anchor "&x" is not allowed; write each value out in full',
            'm.yaml:2:4: error: the tag "!!int" is not allowed; write plain text, numbers, lists and maps',
        ],
    )


def test_text_with_an_alias_is_not_built() -> None:
    document, faults = parse_yaml("a: &x 1\nb: *x\nc: *x\n", "m.yaml")
    assert (document, [str(fault) for fault in faults]) == (
        Document(),
        [
            'm.yaml:1:4: error: the anchor "&x" is not allowed; write each value out in full',
            'm.yaml:2:4: error: the alias "*x" is not allowed; write the value out in full',
            'm.yaml:3:4: error: the alias "*x" is not allowed; write the value out in full',
        ],
    )


def test_a_list_that_holds_itself_is_refused() -> None:
    assert fault_lines("a: &x [*x]") == [
        'm.yaml:1:4: error: the anchor "&x" is not allowed; write each value out in full',
        'm.yaml:1:8: error: the alias "*x" is not allowed; write the value out in full',
    ]


@pytest.mark.parametrize("deep", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000, "? " * 100_000])
def test_nesting_is_refused_before_anything_is_built(deep: str) -> None:
    (fault,) = fault_lines(deep)
    assert fault.endswith("error: maps and lists stand more than 20 deep in each other")


def test_twenty_deep_is_not_too_deep() -> None:
    assert fault_lines("a: " + "[" * 19 + "]" * 19) == []


def test_a_directive_of_another_version_is_told() -> None:
    assert fault_lines("%YAML 3.0\n---\na: b\n") == [
        "m.yaml:1:1: error: this is not YAML: found incompatible YAML document; "
        "check indentation, quotes and colons around here"
    ]


def test_text_after_the_end_of_the_document_is_told() -> None:
    assert fault_lines("a: b\n...\nc: d\n") == [
        "m.yaml:3:1: error: this is not YAML: the file seems to end above here; remove lines with --- "
        "or ..., and those that start with %"
    ]


def test_the_first_bad_character_of_each_line_is_told() -> None:
    assert fault_lines("a: \x00\x00\nb: c\nd: \x1b[31m\n") == [
        "m.yaml:1:4: error: the character U+0000 does not belong in this file",
        "m.yaml:3:4: error: the character U+001B does not belong in this file",
    ]


@pytest.mark.parametrize(
    "character", ["\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x7f", "\ufeff", "\uffff"]
)
def test_what_few_editors_show_does_not_belong(character: str) -> None:
    assert fault_lines(f"a: x{character}y") == [
        f"m.yaml:1:5: error: the character U+{ord(character):04X} does not belong in this file"
    ]


@pytest.mark.parametrize("text", ["a\tb", "é", "–", "𝄞", "日本"])
def test_what_people_write_belongs(text: str) -> None:
    assert read(f'a: "{text}"') == {"a": text}


def test_half_of_a_pair_is_told_and_not_raised() -> None:
    assert fault_lines("a: \ud800") == [
        "m.yaml:1:4: error: the character U+D800 does not belong in this file"
    ]


def test_a_text_that_is_read_again_has_its_faults_again_by_the_name_it_is_read_under() -> None:
    text = "a: no\nb:\n"
    first = parse_yaml(text, "m.yaml")[1]
    expected = [str(fault) for fault in first]
    first.clear()  # the list is the caller's own
    assert [str(fault) for fault in parse_yaml(text, "m.yaml")[1]] == expected != []
    assert {fault.file for fault in parse_yaml(text, "other.yaml")[1]} == {"other.yaml"}
