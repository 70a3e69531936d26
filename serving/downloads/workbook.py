"""Records as spreadsheets: rows of accounts, trackers or inspections, behind a sheet on what to know of them"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
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
from serving.downloads.ods_file import opendocument_bytes
from serving.downloads.sheets import Contents, with_days
from serving.downloads.xlsx_file import workbook_bytes


@dataclass(frozen=True)
class Records:
    """What a spreadsheet of records is called, what is said of them, and what each of their columns holds.

    ``source`` is None where no file was supplied; ``address`` is that of their page, ``off`` what does not add up.
    The cells of the columns of ``days`` are ISO 8601 days.
    """

    title: str
    heading: str
    description: str
    address: str
    source: PublishedFile | None
    columns: Mapping[str, str]
    says: Sequence[str] = ()
    off: Sequence[str] = ()
    days: Collection[str] = ()


def record_contents(release: Release, records: Records, rows: Sequence[Sequence[object]]) -> Contents:
    """What a spreadsheet of records holds, from rows in the order of the columns; None is an empty cell."""
    cover, columns = list(_lines(release, records)), list(records.columns)
    dated = [with_days(columns, row, records.days) for row in rows]
    return Contents(records.title, records.heading, cover, columns, dated, len(rows))


def spreadsheets(contents: Callable[[Release, str], Contents]) -> dict[str, Callable[[Release, str], bytes]]:
    """The files of records in each format of spreadsheets, by their ending; ``contents`` are those of an id."""
    return {
        ".xlsx": lambda release, item: workbook_bytes(release, contents(release, item)),
        ".ods": lambda release, item: opendocument_bytes(release, contents(release, item)),
    }


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
