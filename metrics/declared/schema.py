"""The JSON Schema of config/metrics.yaml: what editors complete, check and show while an analyst types."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from metrics.declared.former_names import former_names
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.help_links import GUIDE, PARTS, TOP
from metrics.declared.models import field_of, models_in

Json = dict[str, Any]

# The maps inside which keys had other names, by the key of each.
KEYS_INSIDE = {"source": "source", "area": "source.area", "sample": "sample"}
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "What an outcomes dashboard shows, and how it reads the publishers' files"
# What a value looks like, for keys that take any text.
EXAMPLES: dict[str, list[Any]] = {
    "PublishedMeasure.id": ["victim-satisfaction"],
    "PublishedMeasure.share": ["of victims were satisfied"],
    "PublishedMeasure.next_update": ["2024-05-09", "not-announced"],
    "PlannedMeasure.expected": ["2025-03-31", "not-announced"],
    "Noun.singular": ["violence with injury offence"],
    "Noun.plural": ["violence with injury offences"],
    "Comparison.baseline": ["2019-Q4", "2024-01", "2023-24"],
    "Break.period": ["2024-03", "2023-Q4"],
    "Break.reason": ["the police moved their crime recording to a new system"],
    "Source.link": ["https://data.example.gov.uk/dataset/recorded-crime"],
    "Source.files": ["PAS_Worry.csv", "Homicide victims *.csv"],
    "AreaColumn.aliases": [{"Fen Police": "Fenshire"}],
    "AreaTables.table": ["areas.csv"],
    "AreaTables.places": ["places.csv"],
    "AreaTables.populations": ["populations.csv"],
    "Wording.residents": ["the Census of 2021"],
    "ValueColumn.marks": [{"*": "c"}],
}


def json_schema() -> Json:
    """The schema, made of the models that check the file; each key leads to its section of docs/measures.md."""
    generated = Config.model_json_schema()
    definitions = generated.pop("$defs")
    sections = _sections()
    for name, definition in {"Config": generated, **definitions}.items():
        for key, described in definition.get("properties", {}).items():
            described.update(_annotation(name, key, described.get("description", ""), sections[name]))
    _read_former_names(definitions)
    return {"$schema": DRAFT, **generated, "title": TITLE, "$defs": definitions}


def schema_text() -> str:
    """The schema as it is shipped beside the file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _read_former_names(definitions: Json) -> None:
    """Lets each key and value be called what it was earlier as well; editors tell that it is a former name."""
    for inside, part in KEYS_INSIDE.items():
        definition = definitions[_model_at(PublishedMeasure, part).__name__]
        for former, name in former_names("key", inside).items():
            definition["properties"][former] = {**definition["properties"][name], "deprecated": True}
            if name in definition.get("required", ()):
                definition["required"].remove(name)
                definition["anyOf"] = [{"required": [name]}, {"required": [former]}]
    for definition in definitions.values():
        for key, described in definition.get("properties", {}).items():
            if "enum" in described:
                described["enum"] = [*described["enum"], *former_names("value", key)]


def _annotation(model: str, key: str, description: str, section: str) -> Json:
    annotation: Json = {"markdownDescription": f"{description}\n\nSee {GUIDE}#{section}"}
    examples = EXAMPLES.get(f"{model}.{key}")
    return {**annotation, "examples": examples} if examples else annotation


def _sections() -> dict[str, str]:
    """The section of docs/measures.md on each model, by the model's name."""
    sections = {"Config": "the-file"}
    for model in models_in(Config.model_fields["measures"].annotation):
        sections[model.__name__] = f"measures-{model.__name__.removesuffix('Measure').lower()}"
    for start, parts in ((Config, TOP), (PublishedMeasure, PARTS)):
        sections |= {_model_at(start, path).__name__: section for path, section in parts.items()}
    return sections


def _model_at(model: type[BaseModel], path: str) -> type[BaseModel]:
    """The model of a part: ``source.period`` of a measure."""
    for name in path.split("."):
        field = field_of(model, name)
        (model,) = models_in(None if field is None else field.annotation)
    return model
