"""Records as a workbook: rows of accounts, trackers or inspections, behind a sheet on what to know of them"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from components.account.download_words import SAYS
from components.account.words import DOES_NOT_ADD_UP
from components.basics.days import moment
from components.site import downloads_words as words
from components.site.citation import permalink
from components.site.contact import contact_text
from components.site.words import CONTACT, RELEASE
from metrics.declared.published_file import PublishedFile
from metrics.figures.release import Release
from metrics.language import say
from serving.downloads.xlsx_file import Contents, workbook_bytes


@dataclass(frozen=True)
class Records:
    """What a workbook of records is called, what is said of them, and what each of their columns holds.

    ``source`` is None where no file was supplied; ``address`` is that of their page, ``off`` what does not add up.
    """

    title: str
    heading: str
    description: str
    address: str
    source: PublishedFile | None
    columns: Mapping[str, str]
    says: Sequence[str] = ()
    off: Sequence[str] = ()


def records_xlsx(release: Release, records: Records, rows: Sequence[Sequence[object]]) -> bytes:
    """Rows in the order of the columns as a workbook; None is an empty cell."""
    cover, columns = list(_lines(release, records)), list(records.columns)
    contents = Contents(records.title, records.heading, cover, columns, rows)
    return workbook_bytes(release, contents, len(rows))


def _lines(release: Release, records: Records) -> Iterator[tuple[str, str]]:
    """What a reader must know before quoting a row: names and texts, a name left out where its text goes on."""
    site, source = release.config.site, records.source
    texts: dict[str, Sequence[str]] = {
        say(words.WHAT): [records.description],
        say(RELEASE): [f"{release.title} ({release.id})"],
        say(words.PUBLISHED): [moment(release.published_at)],
        say(SAYS): records.says,
        say(DOES_NOT_ADD_UP): records.off,
        say(words.SOURCE): [] if source is None else [f"{source.publisher}: {source.title}", source.link],
        say(words.LICENCE): [] if source is None else _licence(source),
        say(words.ATTRIBUTION): [site.attribution],
        say(words.CITING): [permalink(release, records.address)],
        say(CONTACT): [contact_text(site.contact)],
        say(words.COLUMNS_HEAD): [f"{name}: {meaning}" for name, meaning in records.columns.items()],
    }
    for name, lines in texts.items():
        for n, text in enumerate(lines):
            yield (name if n == 0 else "", text)


def _licence(source: PublishedFile) -> list[str]:
    return [say(words.LICENCES[source.licence]), words.LICENCE_LINKS[source.licence]]
