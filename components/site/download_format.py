"""A format in which the figures of each measure can be downloaded, as the pages that list it know it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release

Query = Mapping[str, str]


@dataclass(frozen=True)
class DownloadFormat:
    """One row of the table of formats, which stands in serving/downloads/formats.py.

    Attributes:
        ending: How the name of a file ends, with its point: ``.csv``. It tells the media type too.
        short_name: What the list of all downloads calls the file.
        name: What the page of a measure calls it.
        content: Makes a file: the bytes for what a query asks of a measure, everything where it is empty.
        is_description: Whether the file says what the columns of another one mean, and holds no figure itself.
        is_weighed: Whether the list of all downloads says how large the file is, for which it has to be made.
        in_archive: Whether the archive of all downloads has the file of each measure.
    """

    ending: str
    short_name: str
    name: str
    content: Callable[[Release, PublishedMeasure, Query], bytes]
    is_description: bool = False
    is_weighed: bool = False
    in_archive: bool = False

    def size(self, release: Release, measure: PublishedMeasure) -> int | None:
        """The bytes of the file of all of a measure's figures; None in a format that is not weighed."""
        return len(self.content(release, measure, {})) if self.is_weighed else None
