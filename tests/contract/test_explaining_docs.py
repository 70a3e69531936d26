"""docs/explaining.md against the code: every key of the JSON is named, and so is every reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from metrics.explaining.as_json import as_json
from metrics.explaining.row_sections import ROWS
from metrics.explaining.sections import COMPARED, RULE, SOURCE, STEPS, WORDS
from metrics.figures.lineage import Hidden, Role, Why
from tests.explained import explanation_of
from tests.given import SATISFACTION, measure

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "explaining.md").read_text("utf-8")
ROWS_OF_TWO = "USS.csv", "Quarter,Satisfied\nQ2 23-24,64%\nQ3 23-24,61%\n"


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys(inner)


def test_every_key_of_the_json_is_named() -> None:
    document = as_json(explanation_of(measure(SATISFACTION), ROWS_OF_TWO))
    same_as_the_api = {"basis", "difference", "direction", "arrow", "interval", "why"}
    named = {key for key in keys(document) if re.search(rf"`{key}`", TEXT)}
    assert set(keys(document)) - named - same_as_the_api == set()


@pytest.mark.parametrize("value", [*get_args(Role), *get_args(Why), *filter(None, get_args(Hidden))])
def test_every_part_and_reason_is_named(value: str) -> None:
    assert f"`{value}`" in TEXT


@pytest.mark.parametrize("title", [SOURCE, ROWS, STEPS, COMPARED, RULE, WORDS])
def test_every_section_is_named(title: str) -> None:
    assert f"**{title}**" in TEXT
