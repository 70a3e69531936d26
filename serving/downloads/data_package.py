"""All files of a release described together: a Data Package, with what their columns hold, checksums and sizes.

A descriptor of the Data Package standard, version 2.0 (datapackage.org, 2024). What it says of a file is what the
description beside that file says (CSV on the Web); so the two cannot disagree.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from components.site import downloads_words as words
from metrics.figures.release import Release
from metrics.language import say
from serving.http.answer import Json
from serving.http.media_types import media_type

NAME = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
DESCRIPTION = "-metadata.json"
# Licences as the list of open licences names them (opendefinition.org), which the standard asks for.
LICENCE_IDS: Mapping[str, str] = {"OGL-3.0": "OGL-UK-3.0"}
# Types of XML Schema, which descriptions have, that a table schema calls otherwise.
TYPES: Mapping[str, str] = {"decimal": "number", "gYearMonth": "yearmonth", "gYear": "year"}


@dataclass(frozen=True)
class Weighed:
    """A file as it is listed: its name, its bytes, its SHA-256 in hexadecimal, and what it says if it is JSON."""

    name: str
    size: int
    checksum: str
    described: Json | None = None


def weighed(name: str, data: bytes) -> Weighed:
    """A file by its name and its bytes."""
    described = json.loads(data) if name.endswith(DESCRIPTION) else None
    return Weighed(name, len(data), hashlib.sha256(data).hexdigest(), described)


def data_package(release: Release, files: Iterable[Weighed]) -> bytes:
    """The descriptor of files that lie beside it, in their order."""
    listed = list(files)
    descriptions = {
        item.name.removesuffix(DESCRIPTION): item.described for item in listed if item.described is not None
    }
    site = release.config.site
    package = {
        "$schema": PROFILE,
        "name": f"all-{release.id}",
        "title": say(words.PACKAGE_TITLE, site=site.title, release=release.title),
        "description": say(words.EVERYTHING_DESCRIPTION, release=release.title),
        **({"homepage": f"{site.address}/as-at/{release.id}/data"} if site.address else {}),
        "version": release.id,
        "created": release.published_at.isoformat(),
        "contributors": [{"title": site.producer, "roles": ["publisher"]}],
        "licenses": [_licence("OGL-3.0")],
        "sources": _every_source(descriptions.values()),
        "resources": [_resource(item, descriptions.get(item.name)) for item in listed],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n"


def _resource(item: Weighed, described: Json | None) -> Json:
    """A file of the package; with its columns where it has a description."""
    stem, _, ending = item.name.rpartition(".")
    kind = media_type(item.name).partition(";")[0]
    head = {
        "name": (item.name if described is None else stem).lower(),
        "path": item.name,
        "format": ending,
        "mediatype": kind,
        "encoding": "utf-8",
        "bytes": item.size,
        "hash": f"sha256:{item.checksum}",
    }
    return head if described is None else head | _table(described)


def _table(described: Json) -> Json:
    """What a description says of its table, in the words of a resource and of a table schema."""
    schema = described["tableSchema"]
    source = _source(described)
    licence = described.get("dc:license")
    key = schema.get("primaryKey")
    return {
        "type": "table",
        "title": described["dc:title"],
        **({"description": described["dc:description"]} if "dc:description" in described else {}),
        **({"licenses": [_licence(_licence_of(licence["@id"]))]} if licence else {}),
        **({"sources": [source]} if source else {}),
        "schema": {
            "$schema": SCHEMA_PROFILE,
            "fields": [_field(column) for column in schema["columns"]],
            # Not the primary key, of which no cell may be empty: that of a total has no category.
            **({"uniqueKeys": [key]} if key else {}),
            "missingValues": [""],
        },
    }


def _field(column: Json) -> Json:
    """A column as a field: a type that is a text of some form is a text with a pattern."""
    datatype, titles = column["datatype"], column["titles"]
    base, pattern = (
        (datatype, None) if isinstance(datatype, str) else (datatype["base"], datatype.get("format"))
    )
    constraints = {
        **({"required": True} if column.get("required") else {}),
        **({"pattern": pattern} if pattern else {}),
    }
    return {
        "name": column["name"],
        "type": TYPES.get(base, base),
        **({"title": titles[-1]} if len(titles) > 1 else {}),
        "description": column["dc:description"],
        **({"constraints": constraints} if constraints else {}),
    }


def _licence(licence: str) -> Json:
    return {
        "name": LICENCE_IDS[licence],
        "path": words.LICENCE_LINKS[licence],
        "title": say(words.LICENCES[licence]),
    }


def _licence_of(link: str) -> str:
    return next(name for name, address in words.LICENCE_LINKS.items() if address == link)


def _source(described: Json) -> Json:
    """Where a table is from; nothing where its description does not say. A path is a whole address, or left out."""
    source = described.get("dc:source", {})
    texts = {
        "title": source.get("dc:title") or source.get("@id"),
        "path": source.get("@id") if str(source.get("@id")).startswith("http") else None,
    }
    publisher = source.get("dc:publisher", {}).get("schema:name")
    if publisher and texts["title"]:
        texts["title"] = f"{publisher}: {texts['title']}"
    return {name: text for name, text in texts.items() if text}


def _every_source(descriptions: Iterable[Json]) -> list[Json]:
    """The sources of all tables, each once."""

    def sources() -> Iterator[Json]:
        yield from (source for described in descriptions if (source := _source(described)))

    return list({json.dumps(source): source for source in sources()}.values())
