"""Each method has its words, its rule and an example that is worked with the numbers of the release itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from components.about.methods import methods
from components.about.methods_words import METHODS
from components.site.context import View, showing
from metrics.figures.release import Release
from metrics.figures.worked import MethodId, worked_examples
from metrics.releasing.releases import load_release
from serving.http.html import render
from tools.write_methods import shipped_text

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2024, 2, 8)


@pytest.fixture(scope="module")
def release() -> Release:
    return load_release(ROOT, "2023-24-q3")


def test_every_method_has_its_words_once_and_in_one_order() -> None:
    assert [method.id for method in METHODS] == list(get_args(MethodId))


def test_the_document_is_what_the_tool_writes() -> None:
    assert (ROOT / "docs" / "methods.md").read_text(encoding="utf-8") == shipped_text()


def test_all_but_what_no_measure_declares_have_an_example(release: Release) -> None:
    assert set(get_args(MethodId)) - set(worked_examples(release, TODAY)) == {
        "withheld",
        "materiality",
        "published-interval",
        "ratio",
        "weeks-and-days",
        "targets",
        "derived",
    }


@pytest.mark.parametrize(
    "method, sentence",
    [
        ("rounding", "(6,100 - 6,732) / 6,732 × 100 = -9.388, shown as -9.4%."),
        ("survey-interval", "The 95% interval runs from 41.7% to 46.3%."),
        ("count-interval", "There were 6,100 in January 2024. The 95% interval runs from 5,948 to 6,255."),
        ("overlap", "The two share 9 months"),
        (
            "breaks",
            "The first verdict that can be given again is that of May 2025, and for a borough that of February 2026.",
        ),
        (
            "so-far",
            "109 homicide victims by the end of December 2023, against 108 at the same point of 2022.",
        ),
        ("usual-range", "That makes 6,003 to 7,196."),
        ("districts", "2,288 for 218,900 people who live there is 10.45 for each 1,000."),
        ("like-with-like", "4.0 percentage points lower than in the same quarter a year before (48%)"),
        ("usual-step", "From December to January it usually falls, by about 5%"),
        ("count-change", "likely to lie between 0.2% and 10.8% (95% interval)"),
        (
            "small-counts",
            "2023 to the end of December (109) is compared with 2022 to the end of December (108).",
        ),
    ],
)
def test_an_example_shows_the_numbers_that_the_pages_show(
    release: Release, method: MethodId, sentence: str
) -> None:
    assert sentence in worked_examples(release, TODAY)[method]


def test_the_page_holds_every_method_with_its_example(release: Release) -> None:
    with showing(View(release, TODAY)):
        page = render(methods(release, TODAY))
    assert [f'id="method-{method.id}"' in page for method in METHODS] == [True] * len(METHODS)
    assert page.count("An example from this release") == len(METHODS) - 7
