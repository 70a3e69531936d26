"""Every file of a release in one: the figures of each measure, what their columns mean, and a page to read first.

The same release gives the same bytes: files stand in the order of the measures and carry the day of the release.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from components.basics.words import day, local_day
from components.site import downloads_words as words
from components.site.citation import citation, permalink
from components.site.claim_file_words import CLAIMS_IN_ARCHIVE
from components.site.contact import contact_text
from metrics.figures.release import Release
from metrics.language import say
from metrics.periods import UK
from metrics.statuses import STATUS_MEANINGS
from serving.downloads.formats import FORMATS

NOTHING: Mapping[str, bytes] = MappingProxyType({})
READ_BY_ALL = 0o644 << 16


def zip_bytes(release: Release, beside: Mapping[str, bytes] = NOTHING) -> bytes:
    """The archive, made file by file; ``beside`` are further files by their names."""
    buffer = io.BytesIO()
    when = release.published_at.astimezone(UK).timetuple()[:6]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in (*_files(release, beside), *beside.items()):
            entry = zipfile.ZipInfo(name, when)
            entry.create_system, entry.external_attr = 3, READ_BY_ALL  # the same on every machine
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)
    return buffer.getvalue()


def _files(release: Release, beside: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    yield "README.txt", readme(release, has_claims=bool(beside)).encode()
    for measure in release.config.published():
        for file_format in FORMATS:
            if file_format.in_archive:
                yield f"{measure.id}{file_format.ending}", file_format.content(release, measure, {})


def _names_of(measure_id: str) -> str:
    """The files of a measure in the archive, but for those that describe another."""
    kept = [item for item in FORMATS if item.in_archive and not item.is_description]
    return ", ".join(f"{measure_id}{item.ending}" for item in kept)


def readme(release: Release, *, has_claims: bool = False) -> str:
    """What to read first: what the files are, their columns and statuses, the licence, how to cite."""
    site = release.config.site
    licence, link = words.LICENCES["OGL-3.0"]
    published = release.config.published()
    files = [f"- {_names_of(measure.id)}: {measure.title}" for measure in published]
    return words.README.format(
        site=site.title,
        release=f"{release.title} ({release.id})",
        day=day(local_day(release.published_at)),
        producer=site.producer,
        columns="\n".join(f"- {name}: {meaning}" for name, (_, meaning) in words.COLUMNS.items()),
        statuses="\n".join(f"- {status}: {meaning}" for status, meaning in STATUS_MEANINGS.items()),
        files="\n".join([*files, *([CLAIMS_IN_ARCHIVE] if has_claims else [])]),
        notes="\n".join(f"- {note}" for note in map(say, words.FILES_NOTES)),
        licence=licence,
        licence_link=link,
        attribution=site.attribution,
        citation=f"{citation(release, words.ALL_MEASURES)} {permalink(release, '/')}",
        contact=contact_text(site.contact),
    )
