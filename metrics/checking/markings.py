"""Protective markings in a file that is stored and public: in its name, its cells, and beside them."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.declared.published_file import PublishedFile
from metrics.file_kinds import PACKED_CSV, read_as
from metrics.issues import Issue, error
from metrics.markings import marking_in, marking_in_name
from metrics.reading.public_texts import Place, judged_cells, texts_beside_cells

MARKED = (
    'the protective marking "{marking}" stands {where}; what is stored is public: ask for a file without it'
)


def protective_markings(data: bytes, source: PublishedFile, file: str) -> Iterator[Issue]:
    """Each cell of a file that bears a protective marking, and its name; an error each: it stops a publication.

    Beside the cells each part of the file that bears one is told once. Nothing is said of a file that cannot be
    read, which is told where it is read.
    """
    in_name = marking_in_name(file.rpartition("/")[2])
    if in_name:
        yield error(
            file, 1, 1, "protective-marking", MARKED.format(where="in the name of the file", marking=in_name)
        )
    in_cells = False
    for place, _, marking in judged_cells(data, source, file, marking_in):
        if marking:
            in_cells = True
            message = MARKED.format(where="here", marking=marking)
            yield place.issue(file, "error", "protective-marking", message)
    yield from () if in_cells else _beside(data, file)


def _beside(data: bytes, file: str) -> Iterator[Issue]:
    judge, seen = (marking_in_name if read_as(file) == PACKED_CSV else marking_in), set[Place]()
    for place, words in texts_beside_cells(data, file):
        marking = "" if place in seen else judge(words)
        if marking:
            seen.add(place)
            where = "here" if place.sheet else f"beside the cells, in {place.part}"
            message = MARKED.format(where=where, marking=marking)
            yield Place(place.line, place.column, place.sheet).issue(
                file, "error", "protective-marking", message
            )
