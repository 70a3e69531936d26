"""The language of metrics.yaml may grow within its version; what narrows it needs a new version, and a step."""

import json
import re
from typing import Annotated, Literal

import pytest
from pydantic import Field

from metrics.declared.fields import Model
from metrics.declared.upgrades import language
from tests.store.kept import STORES
from tests.store.languages import WIDER, Statement, language_of, narrowed


class Before(Model):
    """A language of three keys."""

    unit: Literal["percent", "count"]
    title: Annotated[str, Field(max_length=10)]
    decimals: int = 0


class Wider(Model):
    unit: Literal["percent", "count", "rate"]
    title: Annotated[str, Field(max_length=20)]
    decimals: int | None = 0
    note: Annotated[str, Field(max_length=5)] | None = None


class Titled(Model):
    """A map that may stand where a text does."""

    text: str
    link: str | None = None


class Mapped(Before):
    title: Annotated[str, Field(max_length=10)] | Titled  # type: ignore[assignment]


class Needed(Before):
    note: str


class Gone(Model):
    unit: Literal["percent", "count"]
    title: Annotated[str, Field(max_length=10)]


class Fewer(Before):
    unit: Literal["percent"]


class Shorter(Before):
    title: Annotated[str, Field(max_length=9)]


class Bounded(Before):
    decimals: Annotated[int, Field(ge=0)] = 0


class Otherwise(Before):
    decimals: int = 1


def test_a_map_in_the_place_of_a_text_may_need_what_it_will() -> None:
    assert narrowed(language_of(Before), language_of(Mapped)) == []
    assert narrowed(language_of(Mapped), language_of(Before)) != []


def test_what_is_added_and_may_be_left_out_narrows_nothing() -> None:
    assert narrowed(language_of(Before), language_of(Wider)) == []


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (Needed, ['new: the file: needs "note"']),
        (Gone, ['no longer: the file: key "decimals"', "no longer: .decimals: default 0"]),
        (Fewer, ['no longer: .unit: value "count"']),
        (Shorter, ["new: .title: maxLength 9"]),
        (Bounded, ["new: .decimals: minimum 0"]),
        (Otherwise, ["no longer: .decimals: default 0"]),
    ],
)
def test_what_would_refuse_a_declaration_or_read_it_otherwise_is_named(
    model: type[Model], expected: list[str]
) -> None:
    assert set(expected) <= set(narrowed(language_of(Before), language_of(model)))


def test_a_declaration_of_this_version_is_right_for_as_long_as_the_version_stays() -> None:
    kept = json.loads((STORES / f"v{language()}" / "language.json").read_text("utf-8"))
    reasons = narrowed([Statement(*item) for item in kept], language_of())
    assert reasons == [], (
        "raise the version with a step in metrics/declared/upgrades.py (see CONTRIBUTING.md)"
    )


@pytest.mark.parametrize(("pattern", "wider"), WIDER.items())
@pytest.mark.parametrize(
    "text", ["crime.csv", "A b.csv", "x", " y ", "sub.folder.csv", "crime.xls", "", "a/b.csv"]
)
def test_a_wider_pattern_takes_in_all_that_the_one_before_it_did(pattern: str, wider: str, text: str) -> None:
    assert re.search(pattern, text) is None or re.search(wider, text) is not None
