"""Whatever a file holds, reading it gives a declaration or issues, and never another exception."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.declared.config import parse_config, parse_config_bytes
from metrics.declared.framework import Config
from metrics.issues import Issue, has_errors

SHIPPED = (Path(__file__).parents[2] / "config" / "metrics.yaml").read_text(encoding="utf-8")
LINES = SHIPPED.splitlines()
LINE_NUMBERS = st.integers(0, len(LINES) - 1)
SCRAPS = st.sampled_from(
    [
        *("", "~", "no", "5", "1.5", "1e3", "true", "text", "[]", "{}", "[a]", "{a: b}", "[[a]]", "{[a]: b}"),
        *("&a", "*a", "!!int", "!", "|", ">", "'", '"', "---", "...", "%", "@", "`", "#", "\t", "\0", "\r"),
        *(
            "\u2028",
            "\ufeff",
            "\ud800",
            "é",
            "𝄞",
            "- ",
            "? ",
            ": ",
            "<<: {}",
            "[key]",
            "published",
            "planned",
        ),
    ]
)


def judged(result: tuple[Config | None, list[Issue]], lines: int) -> None:
    """A declaration or errors, in order, each with a place in the file and one line of plain text."""
    config, issues = result
    assert (config is None) == has_errors(issues)
    assert issues == sorted(issues)
    for issue in issues:
        assert 1 <= issue.line <= lines and issue.column >= 1
        assert issue.message.isprintable() and issue.message


def lines_of(text: str) -> int:
    return len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) + 1


@settings(deadline=None, max_examples=300)
@given(st.text())
def test_any_text_gives_a_declaration_or_issues(text: str) -> None:
    judged(parse_config(text), lines_of(text))


@settings(deadline=None, max_examples=300)
@given(st.lists(st.one_of(SCRAPS, st.sampled_from(["\n", "  ", "site", "measures", "source", ":", ","]))))
def test_any_heap_of_yaml_gives_a_declaration_or_issues(scraps: list[str]) -> None:
    text = "".join(scraps)
    judged(parse_config(text), lines_of(text))


@settings(deadline=None, max_examples=300)
@given(st.binary())
def test_any_bytes_give_a_declaration_or_issues(data: bytes) -> None:
    judged(parse_config_bytes(data), lines_of(data.decode("utf-8", errors="replace")))


@settings(deadline=None, max_examples=60)
@given(LINE_NUMBERS, st.integers(1, 5))
def test_the_shipped_file_without_some_lines_gives_a_declaration_or_issues(start: int, count: int) -> None:
    judged(parse_config("\n".join(LINES[:start] + LINES[start + count :])), len(LINES))


@settings(deadline=None, max_examples=60)
@given(LINE_NUMBERS, LINE_NUMBERS)
def test_the_shipped_file_with_a_line_put_elsewhere_gives_a_declaration_or_issues(line: int, to: int) -> None:
    judged(parse_config("\n".join([*LINES[:to], LINES[line], *LINES[to:]])), len(LINES) + 2)


@settings(deadline=None, max_examples=120)
@given(LINE_NUMBERS, SCRAPS)
def test_the_shipped_file_with_a_value_replaced_gives_a_declaration_or_issues(number: int, new: str) -> None:
    key, colon, _ = LINES[number].partition(":")
    text = "\n".join([*LINES[:number], f"{key}{colon} {new}", *LINES[number + 1 :]])
    judged(parse_config(text), lines_of(text))


@settings(deadline=None, max_examples=120)
@given(st.integers(0, len(SHIPPED)), st.one_of(SCRAPS, st.text(max_size=3)))
def test_the_shipped_file_with_something_inserted_gives_a_declaration_or_issues(place: int, new: str) -> None:
    text = SHIPPED[:place] + new + SHIPPED[place:]
    judged(parse_config(text), lines_of(text))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(SHIPPED.encode())), st.binary(min_size=1, max_size=3))
def test_the_shipped_file_with_bytes_inserted_gives_a_declaration_or_issues(place: int, new: bytes) -> None:
    data = SHIPPED.encode()
    changed = data[:place] + new + data[place:]
    judged(parse_config_bytes(changed), lines_of(changed.decode("utf-8", errors="replace")))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(SHIPPED)))
def test_the_shipped_file_cut_short_gives_a_declaration_or_issues(length: int) -> None:
    judged(parse_config(SHIPPED[:length]), lines_of(SHIPPED[:length]))
