"""Names of keys and values from before a site could be of any region: read as those of today, at their own places."""

from __future__ import annotations

import re

import pytest

from metrics.declared.config import parse_config
from metrics.declared.former_names import former_names
from metrics.declared.schema import json_schema
from metrics.declared.yaml_text import parse_yaml
from tests.running import ROOT
from tests.schema_check import faults

TODAY = (ROOT / "config" / "metrics.yaml").read_text("utf-8")
FORMERLY = [
    (r"(?m)^(\s+)region: (all-rows|own-row|sum-of-areas)$", r"\1london: \2"),
    (r"no_area:", "no_borough:"),
    (r"show: areas", "show: boroughs"),
]
EARLIER = TODAY
for pattern, former in FORMERLY:
    EARLIER = re.sub(pattern, former, EARLIER)
BEGINNING = """\
measures:
  - source:
      london: all-rows
      area: {column: Area, level: bcu, no_borough: Airports}
    sample: {size: 100, borough_size: 10}
"""


def test_a_declaration_by_its_earlier_names_is_the_same() -> None:
    assert EARLIER.count("london: ") > 5 and EARLIER != TODAY
    (earlier, issues), (today, others) = (parse_config(text, "metrics.yaml") for text in (EARLIER, TODAY))
    assert earlier == today and today is not None
    assert [str(issue) for issue in issues] == [str(issue) for issue in others]


def test_earlier_names_are_read_only_where_they_were_names() -> None:
    data = parse_yaml("site:\n  london: x\nmeasures:\n  - id: borough\n    level: borough\n", "f")[0].data
    assert data == {"site": {"london": "x"}, "measures": ({"id": "borough", "level": "district"},)}


def test_a_part_by_its_earlier_name_stands_where_it_is_written() -> None:
    document, issues = parse_yaml(BEGINNING, "metrics.yaml")
    source = document.data["measures"][0]["source"]
    assert issues == [] and (source["region"], source["area"]["level"]) == ("all-rows", "division")
    assert document.keys["measures", 0, "source", "region"] == (3, 7)
    assert document.keys["measures", 0, "source", "area", "no_area"] == (4, 40)
    assert document.keys["measures", 0, "sample", "area_size"] == (5, 25)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("london: own-row\n  region: own-row", 'the key "region" stands twice; the first is in line 2'),
        (
            "region: own-row\n  london: own-row",
            '"london" is an earlier name of "region", which stands in line 2',
        ),
        (
            "london: own-row\n  london: own-row",
            '"london" is an earlier name of "region", which stands in line 2',
        ),
    ],
)
def test_a_key_by_both_names_is_told(keys: str, message: str) -> None:
    _, issues = parse_yaml(f"source:\n  {keys}\n", "metrics.yaml")
    assert [(issue.line, issue.code, issue.message) for issue in issues] == [(3, "duplicate-key", message)]


@pytest.mark.parametrize("text", [TODAY, EARLIER])
def test_editors_read_both(text: str) -> None:
    schema = json_schema()
    assert list(faults(parse_yaml(text, "metrics.yaml")[0].data, schema, schema)) == []


def test_editors_tell_of_an_earlier_name_that_it_is_one() -> None:
    properties = json_schema()["$defs"]["Source"]["properties"]
    assert {name for name, described in properties.items() if described.get("deprecated")} == set(
        former_names("key", "source")
    )
