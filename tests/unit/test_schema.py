"""config/metrics.schema.json: what editors read is what the models say, and it judges as they do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from metrics.declared.schema import DRAFT, json_schema, schema_text
from metrics.declared.yaml_text import parse_yaml
from tests.schema_check import faults

CONFIG = Path(__file__).parents[2] / "config"
SHIPPED = (CONFIG / "metrics.yaml").read_text(encoding="utf-8")


def schema_faults(text: str) -> list[str]:
    document, _ = parse_yaml(text, "metrics.yaml")
    schema = json_schema()
    return list(faults(document.data, schema, schema))


def changed(old: str, new: str) -> str:
    assert old in SHIPPED
    return SHIPPED.replace(old, new, 1)


def test_the_shipped_schema_is_that_of_the_models() -> None:
    shipped = (CONFIG / "metrics.schema.json").read_text(encoding="utf-8")
    assert shipped == schema_text(), "renew it: .venv/bin/pcp schema > config/metrics.schema.json"


def test_the_declaration_leads_editors_to_its_schema() -> None:
    assert SHIPPED.splitlines()[0] == "# yaml-language-server: $schema=metrics.schema.json"


def test_the_shipped_declaration_meets_its_schema() -> None:
    assert schema_faults(SHIPPED) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("unit: percent", "unit: percnt"),
        ("polarity: lower-is-better", "polarity: down"),
        ("materiality: 1.0", "materiality: -1"),
        ("materiality: 1.0", 'materiality: "1.0"'),
        ("size: 4800", "size: 0"),
        ("files: PAS_Worry.csv", "files: folder/PAS_Worry.csv"),
        ("expected: not-announced", "expected: [soon]"),
        ("    caveats:", "    caveat:"),
        ("    status: published\n", "    status: planned\n"),
        ("      licence: OGL-3.0\n", ""),
    ],
)
def test_an_editor_marks_what_the_check_refuses(old: str, new: str) -> None:
    assert schema_faults(changed(old, new)) != []


def definitions() -> list[tuple[str, dict[str, Any]]]:
    schema = json_schema()
    return [("Config", schema), *schema["$defs"].items()]


@pytest.mark.parametrize(
    ("name", "definition"), definitions(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_an_editor_has_something_to_show_for_every_key(name: str, definition: dict[str, Any]) -> None:
    for key, described in definition.get("properties", {}).items():
        assert described["description"], f"{name}.{key}"
        assert "\n\nSee docs/measures.md#" in described["markdownDescription"]


def test_the_schema_names_its_draft_and_holds_every_reference() -> None:
    text = schema_text()
    schema = json.loads(text)
    named = {part.partition('"')[0] for part in text.split('"#/$defs/')[1:]}
    assert schema["$schema"] == DRAFT
    assert named <= set(schema["$defs"])
