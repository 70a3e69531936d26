"""Every file of a release in one: the figures of each measure, what their columns mean, and a page to read first.

The same release gives the same bytes: files stand in the order of the measures and carry the day of the release.
The last of them describes all others, with their checksums.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from components.account.content import account_title
from components.basics.days import day, local_day
from components.inspection.download_words import RECOMMENDATIONS_IN_ARCHIVE
from components.site import downloads_words as words
from components.site.citation import citation, permalink
from components.site.claim_file_words import CLAIMS_IN_ARCHIVE
from components.site.contact import contact_text
from components.site.duty_file_words import DUTIES_IN_ARCHIVE
from components.tracker.download_words import TRACKER_IN_ARCHIVE
from metrics.areas import example_area
from metrics.figures.release import Release
from metrics.language import say
from metrics.statuses import STATUS_MEANINGS
from serving.downloads.accounts import account_csv, account_metadata
from serving.downloads.data_package import NAME, Weighed, data_package, weighed
from serving.downloads.described import kept_in_archive
from serving.downloads.entries import entry
from serving.downloads.formats import FORMATS
from serving.downloads.inspections import files_of_inspections
from serving.downloads.recommendations import files_of_recommendations
from serving.downloads.trackers import OF_TRACKERS

NOTHING: Mapping[str, bytes] = MappingProxyType({})
# What the archive says of further files that it may hold.
LISTED: Mapping[str, str] = {"claims.csv": CLAIMS_IN_ARCHIVE, "duties.csv": DUTIES_IN_ARCHIVE}


def zip_bytes(release: Release, beside: Mapping[str, bytes] = NOTHING) -> bytes:
    """The archive, made file by file; ``beside`` are further files by their names."""
    buffer, listed = io.BytesIO(), list[Weighed]()
    with zipfile.ZipFile(buffer, "w") as archive:

        def add(name: str, data: bytes) -> None:
            archive.writestr(entry(release, name), data, compresslevel=9)
            listed.append(weighed(name, data))

        add("README.txt", readme(release, beside).encode())
        for name, data in _files(release, beside):
            add(name, data)
        add(NAME, data_package(release, listed))
    return buffer.getvalue()


def package_bytes(release: Release, beside: Mapping[str, bytes] = NOTHING) -> bytes:
    """The description of the archive's files by itself, of those that can be had by themselves."""
    return data_package(release, (weighed(name, data) for name, data in _files(release, beside)))


def _files(release: Release, beside: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The files that can be had by themselves, by their names, which are those of their addresses too."""
    for measure in release.config.published():
        for file_format in FORMATS:
            if file_format.in_archive:
                yield f"{measure.id}{file_format.ending}", file_format.content(release, measure, {})
    for account_id in release.accounts:
        yield f"account-{account_id}.csv", account_csv(release, account_id)
        yield f"account-{account_id}.csv-metadata.json", account_metadata(release, account_id)
    for tracker_id in release.trackers:
        for ending, content in kept_in_archive(OF_TRACKERS):
            yield f"tracker-{tracker_id}{ending}", content(release, tracker_id)
    yield from files_of_inspections(release)
    yield from files_of_recommendations(release)
    yield from beside.items()


def _names_of(measure_id: str) -> str:
    """The files of a measure in the archive, but for those that describe another."""
    kept = [item for item in FORMATS if item.in_archive and not item.is_description]
    return ", ".join(f"{measure_id}{item.ending}" for item in kept)


def _listed_files(release: Release, beside: Collection[str]) -> Iterator[str]:
    """Each file that holds figures, with what they are."""
    yield from (f"- {_names_of(measure.id)}: {measure.title}" for measure in release.config.published())
    for book in release.accounts.values():
        yield f"- account-{book.account.id}.csv: {account_title(book.account)}"
    for tracked in release.trackers.values():
        yield say(TRACKER_IN_ARCHIVE, id=tracked.tracker.id, title=tracked.tracker.title)
    for item in release.inspections.values():
        yield f"- inspections-{item.inspection.id}.csv: {item.inspection.title}"
        if item.recommendations:
            yield say(RECOMMENDATIONS_IN_ARCHIVE, id=item.inspection.id, title=item.inspection.title)
    yield from (say(text) for name, text in LISTED.items() if name in beside)


def readme(release: Release, beside: Collection[str] = ()) -> str:
    """What to read first: what the files are, their columns and statuses, the licence, how to cite."""
    site = release.config.site
    licence, link = say(words.LICENCES["OGL-3.0"]), words.LICENCE_LINKS["OGL-3.0"]
    return say(
        words.README,
        site=site.title,
        release=f"{release.title} ({release.id})",
        day=day(local_day(release.published_at)),
        producer=site.producer,
        columns="\n".join(f"- {name}: {say(meaning)}" for name, (_, meaning) in words.COLUMNS.items()),
        statuses="\n".join(f"- {status}: {say(meaning)}" for status, meaning in STATUS_MEANINGS.items()),
        files="\n".join(_listed_files(release, beside)),
        notes="\n".join(
            f"- {note}" for note in (say(text, area=example_area()) for text in words.FILES_NOTES)
        ),
        licence=licence,
        licence_link=link,
        attribution=site.attribution,
        citation=f"{citation(release, say(words.ALL_MEASURES))} {permalink(release, '/')}",
        contact=contact_text(site.contact),
    )
