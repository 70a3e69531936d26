"""The description of a file of records (CSV on the Web): whose it is, where it is from, what its columns mean"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from components.site import downloads_words as words
from metrics.declared.published_file import PublishedFile
from metrics.figures.release import Release
from serving.downloads.csv_file import DIALECT
from serving.http.answer import Json

FileOf = Callable[[Release, str], bytes]


def described_file(
    release: Release,
    source: PublishedFile | None,
    named: tuple[str, str, str],
    columns: Sequence[Json],
    key: Sequence[str],
) -> Json:
    """A file's description (Metadata Vocabulary for Tabular Data, W3C 2015), by its name, title and description.

    ``source`` is None where no file was supplied; ``key`` are the columns that tell its rows apart.
    """
    name, title, description = named
    site = release.config.site
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": name,
        "dc:title": title,
        "dc:description": description,
        "dc:publisher": {"schema:name": site.producer},
        **({} if source is None else {"dc:license": {"@id": words.LICENCE_LINKS[source.licence]}}),
        "dc:rights": site.attribution,
        **({} if source is None else {"dc:source": _from(source)}),
        "dc:issued": {"@value": release.published_at.isoformat(), "@type": "xsd:dateTime"},
        "schema:version": release.id,
        "dialect": DIALECT,
        "tableSchema": {"columns": list(columns), "primaryKey": list(key)},
    }


def described_column(name: str, meaning: str, datatype: str, *, is_required: bool, title: str = "") -> Json:
    """What one column means, and of which type its cells are; one that ``is_required`` is never empty.

    ``title`` is what readers call it, where that is another word.
    """
    return {
        "name": name,
        "titles": [name, title] if title else [name],
        "dc:description": meaning,
        "datatype": datatype,
        **({"required": True} if is_required else {}),
    }


def kept_in_archive(files: Mapping[str, FileOf]) -> Iterator[tuple[str, FileOf]]:
    """Of the files of a record, by their endings, those that stand in the archive of all: rows and descriptions."""
    return ((ending, content) for ending, content in files.items() if ending.startswith(".csv"))


def _from(source: PublishedFile) -> Json:
    return {"@id": source.link, "dc:title": source.title, "dc:publisher": {"schema:name": source.publisher}}
