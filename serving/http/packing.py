"""What never changes, compressed once for all processes: its densest forms on the disk, by their content.

``make`` writes them, and a wheel brings them. A process only reads them, and whatever is missing it compresses for
itself, with the same result but for some bytes more.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import brotli

from serving.http.answer import COMPRESSED, DENSE_BROTLI, Answer, Encoding, compress, fingerprint, packed

ENDINGS: Mapping[Encoding, str] = {"br": ".br", "gzip": ".gz"}
UNPACKED: Mapping[Encoding, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}
DAMAGED = (brotli.error, zlib.error, EOFError, OSError)


def packed_from(folders: Sequence[Path], answer: Answer) -> Answer:
    """The answer in the forms that lie in one of the folders; those that do not are made now."""
    return packed(answer, lambda encoding, body: _first(folders, encoding, body) or compress(encoding, body))


def write_packed(folder: Path, bodies: Iterable[bytes]) -> None:
    """Writes the forms that the folder lacks, as dense as can be: some seconds for the scripts of charts.

    Whoever reads meanwhile reads the file in full, or none. Raises OSError where nothing can be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for body in bodies:
        for encoding in COMPRESSED:
            if _kept(folder, encoding, body) is None:
                _write(_file(folder, encoding, body), compress(encoding, body, DENSE_BROTLI))


def remove_others(folder: Path, bodies: Collection[bytes]) -> None:
    """Removes the forms of all other bodies: those of scripts that an earlier version had."""
    forms = {_file(folder, encoding, body) for body in bodies for encoding in COMPRESSED}
    for ending in ENDINGS.values():
        for file in set(folder.glob(f"*{ending}")) - forms:
            file.unlink(missing_ok=True)


def _first(folders: Sequence[Path], encoding: Encoding, body: bytes) -> bytes | None:
    return next((form for folder in folders if (form := _kept(folder, encoding, body)) is not None), None)


def _file(folder: Path, encoding: Encoding, body: bytes) -> Path:
    return folder / f"{fingerprint(body)}{ENDINGS[encoding]}"


def _kept(folder: Path, encoding: Encoding, body: bytes) -> bytes | None:
    """The form that lies in the folder; None when there is none, or it would not give the body back."""
    try:
        form = _file(folder, encoding, body).read_bytes()
        return form if _gives_back(encoding, form, body) else None
    except DAMAGED:
        return None


@lru_cache(maxsize=64)  # of what every application of a process holds anyway
def _gives_back(encoding: Encoding, form: bytes, body: bytes) -> bool:
    return UNPACKED[encoding](form) == body


def _write(file: Path, form: bytes) -> None:
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    unfinished.write_bytes(form)
    unfinished.replace(file)
