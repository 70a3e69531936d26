from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from metrics.declared.config import parse_config
from metrics.declared.framework import Config
from metrics.releasing.checklist import checklist

SHIPPED = (Path(__file__).parents[2] / "config" / "metrics.yaml").read_text()
DAY = date(2024, 2, 8)


def declared(text: str) -> Config:
    config, issues = parse_config(text)
    assert config is not None, issues
    return config


@pytest.fixture
def complete() -> str:
    """A declaration whose measures all say when their next figure is due."""
    return SHIPPED.replace("next_update: not-announced", "next_update: 2024-05-09")


def issue_lines(text: str, note: str = "New figures.") -> list[str]:
    return [str(issue) for issue in checklist(declared(text), "metrics.yaml", "drop", note, DAY)]


def test_a_release_that_has_everything_has_no_warnings(complete: str) -> None:
    assert issue_lines(complete) == []


def test_a_note_for_readers_that_is_missing_is_told(complete: str) -> None:
    assert issue_lines(complete, note="") == [
        "drop:1:1: warning: there is no note for readers; --note TEXT gives one"
    ]


def test_a_next_update_that_is_not_announced_is_told_with_its_measures(complete: str) -> None:
    text = complete.replace("2024-05-09", "not-announced", 2)
    message = 'no next_update is announced for "worry-about-crime", "victim-satisfaction"'
    assert issue_lines(text) == [f"metrics.yaml:1:1: warning: {message}"]


def test_a_next_update_on_the_day_or_before_it_is_told(complete: str) -> None:
    text = complete.replace("2024-05-09", "2024-02-08", 1)
    message = 'next_update is not after the release\'s own day, 2024-02-08, for "worry-about-crime"'
    assert issue_lines(text) == [f"metrics.yaml:1:1: warning: {message}"]


def test_a_measure_without_caveats_is_told(complete: str) -> None:
    start = complete.index("    caveats:\n")
    text = complete[:start] + complete[complete.index("    next_update:", start) :]
    assert issue_lines(text) == ['metrics.yaml:1:1: warning: there are no caveats for "worry-about-crime"']
