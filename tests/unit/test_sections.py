"""A fault of a declaration leads to the section of the guide that describes its key."""

from __future__ import annotations

import pytest

from metrics.declared.document import Path
from metrics.declared.help_links import section_of

DATA = {
    "measures": ({"status": "published"}, {"status": "planned"}, {"status": "else"}, "no map"),
    "outcomes": ({},),
}


@pytest.mark.parametrize(
    ("path", "anchor"),
    [
        ((), "the-file"),
        (("sites",), "the-file"),
        (("site", "title"), "site"),
        (("frameworks", 0, "vision"), "frameworks"),
        (("outcomes", 0, "framework"), "outcomes"),
        (("outcomes", 0, "dashboard", 0, "show"), "dashboard"),
        (("measures",), "measures-published"),
        (("measures", 0, "unit"), "measures-published"),
        (("measures", 1, "expected"), "measures-planned"),
        (("measures", 2, "status"), "measures-published"),
        (("measures", 3), "measures-published"),
        (("measures", 0, "comparison"), "comparison"),
        (("measures", 0, "comparison", "materiality"), "comparison"),
        (("measures", 0, "supplement", "noun", "plural"), "supplement"),
        (("measures", 0, "source", "link"), "source"),
        (("measures", 0, "source", "dimensions", 1, "categories", 0, "name"), "sourcedimensionscategories"),
        (("measures", 0, "source", "dimensions", 1, "id"), "sourcedimensions"),
    ],
)
def test_a_key_has_its_section(path: Path, anchor: str) -> None:
    assert section_of(path, DATA) == f"docs/measures.md#{anchor}"


def test_of_a_text_that_is_no_map_it_is_the_file() -> None:
    assert section_of((), "text") == "docs/measures.md#the-file"
