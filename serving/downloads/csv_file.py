"""A measure's figures as a tidy CSV file (RFC 4180), one figure a row, and its description (CSV on the Web)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping

from components.account.words import DOES_NOT_ADD_UP
from components.site import downloads_words as words
from components.site.citation import citation, permalink
from metrics.declared.framework import PublishedMeasure
from metrics.figures.discrepancies import discrepancies_in
from metrics.figures.other_figure_sentences import other_sentences
from metrics.figures.other_figures import others_of
from metrics.figures.release import Release
from metrics.language import language, say
from metrics.periods import Frequency
from metrics.statuses import STATUS_MEANINGS
from serving.downloads.contents import cells, columns, harmless, verdicts
from serving.http.answer import Json

# What names one figure among all of a file.
KEY = ("window", "period", "area_code", "dimension", "category")
NUMBERS: Mapping[str, str] = {"value": "number", "base": "integer", "lower": "number", "upper": "number"}
REQUIRED = ("measure", "release", "period", "period_label", "window", "area_code", "area", "unit")
# Periods as XML Schema has them, where it has them; else a pattern.
PERIODS: Mapping[Frequency, Json | str] = {
    "week": {"base": "string", "format": "[0-9]{4}-W[0-9]{2}"},
    "month": "gYearMonth",
    "calendar-year": "gYear",
    "financial-quarter": {"base": "string", "format": "[0-9]{4}-Q[1-4]"},
    "calendar-quarter": {"base": "string", "format": "[0-9]{4}-CQ[1-4]"},
    "financial-year": {"base": "string", "format": "[0-9]{4}-[0-9]{2}"},
    "academic-year": {"base": "string", "format": "AY[0-9]{4}-[0-9]{2}"},
}


def csv_bytes(release: Release, measure: PublishedMeasure, rows: Iterable[Json]) -> bytes:
    """Rows of the API as CSV: CRLF, quotes where needed, UTF-8 without a byte order mark, numbers as stored.

    A byte order mark would stand in the first column's name for most programs; who needs one to open a file in
    a spreadsheet has the spreadsheet.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(words.COLUMNS)
    writer.writerows([harmless(cell) for cell in cells(release, measure, row)] for row in rows)
    return text.getvalue().encode()


# The description -------------------------------------------------------------------------------------------


def metadata_bytes(release: Release, measure: PublishedMeasure, query: str = "") -> bytes:
    """What the columns of a file mean, for people and programs. ``query`` is what the file was asked for.

    A metadata document of the W3C's Metadata Vocabulary for Tabular Data (2015), of one table. Addresses in
    it are relative, so that it holds wherever the two files lie beside each other.
    """
    table = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language()[:2]}],
        "url": f"{measure.id}.csv{f'?{query}' if query else ''}",
        **_about(release, measure, of_all=not query),
        "dialect": DIALECT,
        "tableSchema": {
            "columns": [
                _column(measure, name, title, meaning) for name, (title, meaning) in columns(measure).items()
            ],
            "primaryKey": list(KEY),
        },
    }
    return json.dumps(table, ensure_ascii=False, indent=1).encode() + b"\n"


DIALECT: Json = {
    "encoding": "utf-8",
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminators": ["\r\n"],
    "header": True,
    "headerRowCount": 1,
    "skipBlankRows": False,
    "trim": False,
}


def _about(release: Release, measure: PublishedMeasure, *, of_all: bool) -> Json:
    """Title, publisher, source, licence and release, in the terms of Dublin Core."""
    site, source = release.config.site, measure.source
    address = permalink(release, f"/measures/{measure.id}")
    judged = " ".join(verdicts(release, measure))
    title = words.FILE_TITLE if of_all else words.PART_TITLE
    return {
        "dc:title": say(title, title=measure.title, release=release.title),
        "dc:description": " ".join([measure.description, *measure.caveats]),
        "dc:publisher": {"schema:name": site.producer},
        "dc:license": {"@id": words.LICENCE_LINKS[source.licence]},
        "dc:rights": site.attribution,
        "dc:source": {
            "@id": source.link,
            "dc:title": source.title,
            "dc:publisher": {"schema:name": source.publisher},
        },
        "dc:issued": {"@value": release.published_at.isoformat(), "@type": "xsd:dateTime"},
        "dc:bibliographicCitation": f"{citation(release, measure.title, measure)} {address}",
        "schema:version": release.id,
        **({"dc:abstract": judged} if judged else {}),
        **_notes(release, measure),
    }


def _notes(release: Release, measure: PublishedMeasure) -> Json:
    """What does not add up in the publisher's file, and why the figures of other producers differ, where told."""
    off = [
        {"schema:name": say(DOES_NOT_ADD_UP), "schema:text": item.text}
        for item in discrepancies_in(release, measure)
    ]
    others = [
        {
            "schema:name": f"{other.producer}: {other.title}",
            "schema:text": " ".join(other_sentences(measure, other, pair)),
            **({} if other.link is None else {"schema:url": other.link}),
        }
        for other, pair in others_of(release, measure.id)
    ]
    return {"notes": [*off, *others]} if off or others else {}


def _column(measure: PublishedMeasure, name: str, title: str, meaning: str) -> Json:
    statuses = [f"{status}: {say(explained)}" for status, explained in STATUS_MEANINGS.items()]
    return {
        "name": name,
        "titles": [name, title],
        "dc:description": " ".join([meaning, *(statuses if name == "status" else ())]),
        "datatype": _datatype(measure, name),
        **({"required": True} if name in REQUIRED else {}),
        **({"valueUrl": "/data#status-{status}"} if name == "status" else {}),
    }


def _datatype(measure: PublishedMeasure, name: str) -> Json | str:
    if name == "period":
        return PERIODS[measure.frequency]
    if name == "status":
        return {"base": "string", "format": "|".join(STATUS_MEANINGS)}
    return NUMBERS.get(name, "string")
