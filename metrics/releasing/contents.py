"""What a release is stored as: every file of it by its name, from a checked drop."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict

from metrics.checking.drops import CheckedDrop
from metrics.checking.site_areas import declared_boundaries
from metrics.declared.among import among
from metrics.declared.framework import Config
from metrics.declared.texts import with_texts
from metrics.figures.observations import measure_data
from metrics.figures.release import Release
from metrics.issues import Issue
from metrics.outlines import Outlines, outlines_file
from metrics.periods import UK
from metrics.reading.area_tables import parse_gazetteer
from metrics.reading.markdown import read_text
from metrics.reading.supplied import Supplied
from metrics.releasing.bulletin import BULLETIN, Bulletin, bulletin_file
from metrics.releasing.history import MANIFEST, Event
from metrics.releasing.lineages import LINEAGE, lineage_file
from metrics.releasing.simplified import simplified
from metrics.releasing.store import ACKNOWLEDGED, DECLARATION, SCHEMA, manifest_entry
from metrics.releasing.stored_records import record_files

DECLARED = "metrics.yaml"
TABLES = "areas/"  # before the names of the tables of areas
OUTLINES = "outlines.json"  # what the map draws of the declared boundaries
TEXTS = "texts/"  # before those of the texts of pages
LOGO = "logo/"  # before that of the logo
BESIDE = (TABLES, TEXTS, LOGO)  # what a declaration names beside itself


class Further(TypedDict, total=False):
    """What a publication may be told besides: reasons for doubts by code, and that it shares its moment."""

    accepted: Mapping[str, str]
    same_moment: bool


@dataclass(frozen=True)
class Publication:
    """A checked drop about to be published: its event, its warnings, the version of its language."""

    drop: CheckedDrop
    issues: list[Issue]
    event: Event
    version: int

    @property
    def day(self) -> date:
        """The day on which it is public from."""
        return self.event.at.astimezone(UK).date()

    def release(self) -> Release:
        """What readers will see, but for how its figures came to be."""
        drop, event = self.drop, self.event
        data = {item.id: measure_data(item, drop.stored[item.id]) for item in drop.config.published()}
        outlines, noticed = _outlines(drop), drop.acknowledged
        return Release(
            event.release,
            event.at,
            drop.config,
            data,
            acknowledged=noticed,
            outlines=outlines,
            records=drop.records,
        )


def _outlines(drop: CheckedDrop) -> Outlines | None:
    """The outlines of the declared boundaries; None where there are none."""
    declared = drop.config.areas
    boundaries = {} if declared is None else declared_boundaries(declared, drop.tables)[0]
    return simplified(boundaries) if boundaries else None


def observations_file(measure_id: str) -> str:
    """The name of the file that holds the observations of a measure."""
    return f"observations/{measure_id}.csv"


def with_stored(config: Config, files: Mapping[str, bytes]) -> Config:
    """A stored declaration with what was stored of the files that it names beside itself, by their stored names.

    They were judged on their day and are not judged again. Where no table of areas is declared the areas are those
    that ship.
    """
    texts = {name.removeprefix(TEXTS): data for name, data in files.items() if name.startswith(TEXTS)}
    config = with_texts(config, {name: read_text(data, name)[0] for name, data in texts.items()})
    for name, data in files.items():
        config = config.with_logo(data) if name.startswith(LOGO) else config
    if config.areas is None:
        return config
    own = {name: files[f"{TABLES}{name}"] for name in config.areas.names if f"{TABLES}{name}" in files}
    gazetteer, _ = parse_gazetteer(config.areas, own, judged=True)
    return among(config, gazetteer)


def release_files(publication: Publication, release: Release, news: Bulletin | None) -> dict[str, Supplied]:
    """Every file of a release by its name, the manifest with their checksums last.

    ``release`` is what the publication makes, and ``news`` what it brings, where that can be told.
    Raises Refused when its figures cannot be traced back to their rows.
    """
    drop = publication.drop
    files: dict[str, Supplied] = {DECLARED: drop.config_bytes}
    files |= {f"{TABLES}{name}": data for name, data in drop.tables.items()}
    files |= {f"{TEXTS}{name}": data for name, data in drop.pages.items()}
    files |= {f"{LOGO}{name}": data for name, data in drop.logo.items()}
    extracts = {name: data for extract in drop.extracts for name, data in extract.stored.items()}
    files |= {f"extracts/{name}": data for name, data in extracts.items()}
    for measure_id, frame in drop.stored.items():
        files[observations_file(measure_id)] = frame.to_csv(index=False, lineterminator="\n").encode()
    files |= record_files(drop.records)
    files[LINEAGE] = lineage_file(drop.config, extracts, release.data, publication.day)
    if release.outlines is not None:
        files[OUTLINES] = outlines_file(release.outlines)
    if news is not None:
        files[BULLETIN] = bulletin_file(news)
    files[MANIFEST] = _manifest(publication, files)
    return files


def _manifest(publication: Publication, files: Mapping[str, Supplied]) -> bytes:
    drop, event, version = publication.drop, publication.event, publication.version
    manifest = {
        "schema": SCHEMA,
        **({} if version == 1 else {DECLARATION: version}),
        "id": event.release,
        "created": event.time.isoformat(),
        "files": {name: manifest_entry(name, data) for name, data in files.items()},
        "warnings": [issue.as_json() | {"file": Path(issue.file).name} for issue in publication.issues],
        **({ACKNOWLEDGED: [item.as_json() for item in drop.acknowledged]} if drop.acknowledged else {}),
    }
    return json.dumps(manifest, indent=2, ensure_ascii=False).encode() + b"\n"
