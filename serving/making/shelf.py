"""Finished answers on the disk, in a folder of the server's own: what one process has made, all others have.

The folder may be thrown away at any time. Answers lie there before their release is current, so nobody but the
server's user may ever enter it. What is in it has a name that is made of all that an answer depends on.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

from serving.http.answer import Answer, Encoding, Form
from serving.http.cache import Key

MOST_BYTES_KEPT = 256_000_000
BYTES_BETWEEN_LOOKS = 16_000_000
OWN_MODE = 0o700
TURN, ENDING, UNFINISHED = ".turn", ".answer", ".new"
DAY_SECONDS = 86_400
UNUSED_DAYS = 7
UNFINISHED_SECONDS = 600.0  # nobody writes for so long
TURN_SECONDS = 20.0  # what is heavy takes a few


class Shelf:
    """The answers of one program over one folder of content.

    ``content_of`` gives a fingerprint of what is stored of a release, by its id. A disk that is full, or cannot be
    read, is nobody's fault here: what is not kept is made again.
    """

    def __init__(
        self,
        folder: Path,
        content_of: Callable[[str], str],
        most_bytes: int = MOST_BYTES_KEPT,
        turn_seconds: float = TURN_SECONDS,
    ) -> None:
        self.folder, self._content_of, self._most_bytes = folder, content_of, most_bytes
        self._turn_seconds = turn_seconds
        self._contents: dict[str, str] = {}
        self._unseen, self._lock = BYTES_BETWEEN_LOOKS, threading.Lock()

    def get(self, key: Key) -> Answer | None:
        """The answer where it lies here undamaged."""
        try:
            file = self._file(key)
            answer = _read(file.read_bytes())
            os.utime(file)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return answer

    def put(self, key: Key, answer: Answer) -> None:
        """Keeps an answer that is packed and stands at its address. Who reads meanwhile has all of it, or none."""
        if answer.status != 200 or not answer.forms:
            return
        with suppress(OSError):
            file = self._file(key)
            self._make(file.parent)
            unfinished = file.with_name(f".{file.stem}.{os.getpid()}.{threading.get_ident()}{UNFINISHED}")
            try:
                unfinished.write_bytes(_written(answer))
                unfinished.replace(file)
            except OSError:  # a disk that is full is not to be kept so
                unfinished.unlink(missing_ok=True)
                raise
            self._look_after(answer.size)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Holds back until no other process makes something heavy, but not for ever: one may have been stopped.

        Where no lock can be had, it goes on at once.
        """
        lock = FileLock(self.folder / TURN, timeout=self._turn_seconds)
        with suppress(OSError):  # a lock that was not had in time is one as well
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def forget(self, release_id: str) -> None:
        """Removes all answers of a release."""
        shutil.rmtree(self.folder / release_id, ignore_errors=True)

    def touch(self) -> None:
        """Notes that it is in use: what nobody has used for a week is removed. Raises OSError.

        Where somebody has emptied what it lies in, it is made again.
        """
        self._make(self.folder)
        os.utime(self.folder)

    def releases(self) -> list[str]:
        """The ids of releases with answers here."""
        return sorted(path.name for path in self.folder.iterdir() if path.is_dir())

    def _make(self, folder: Path) -> None:
        """Makes the folder of a release, and its own, where they have gone. Raises OSError where they cannot be."""
        if folder.is_dir():
            return
        if own_folder(self.folder.parent, self.folder.name) is None:
            raise FileNotFoundError(f"the folder for finished answers has gone: {self.folder}")
        folder.mkdir(mode=OWN_MODE, exist_ok=True)

    def _file(self, key: Key) -> Path:
        release_id, *rest = key
        if release_id not in self._contents:
            self._contents[release_id] = self._content_of(release_id)
        name = hashlib.sha256(repr((self._contents[release_id], *rest)).encode()).hexdigest()
        return self.folder / release_id / f"{name}{ENDING}"

    def _look_after(self, size: int) -> None:
        """Now and then removes what nobody has used the longest, until all fits."""
        with self._lock:
            self._unseen += size
            if self._unseen < BYTES_BETWEEN_LOOKS:
                return
            self._unseen = 0
        self._remove_unfinished()
        kept = [(path.stat(), path) for path in self.folder.glob(f"*/*{ENDING}")]
        surplus = sum(status.st_size for status, _ in kept) - self._most_bytes
        for status, path in sorted(kept, key=lambda item: item[0].st_mtime):
            if surplus <= 0:
                break
            path.unlink(missing_ok=True)
            surplus -= status.st_size

    def _remove_unfinished(self) -> None:
        """Removes what processes have left that were killed while they wrote."""
        oldest = time.time() - UNFINISHED_SECONDS
        for path in self.folder.glob(f"*/.*{UNFINISHED}"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)


def own_folder(folder: Path, name: str) -> Path | None:
    """The folder of a name, which nobody else may enter, below another; None where there can be none.

    Nobody else may write to the other either. What nobody has used there for a week is removed: of earlier versions
    of the program.
    """
    place = folder / name
    try:
        folder.mkdir(mode=OWN_MODE, parents=True, exist_ok=True)
        if not _is_own(folder):
            return None
        place.mkdir(mode=OWN_MODE, exist_ok=True)
        if not _is_own(place) or not os.access(place, os.W_OK):
            return None
        place.chmod(OWN_MODE)
        os.utime(place)
        _remove_unused(folder)
    except OSError:
        return None
    return place


def _is_own(folder: Path) -> bool:
    """Whether it is a folder of this process's user that nobody else can write to."""
    status = folder.lstat()
    is_open = stat.S_IMODE(status.st_mode) & 0o022
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() and not is_open


def _remove_unused(folder: Path) -> None:
    oldest = time.time() - UNUSED_DAYS * DAY_SECONDS
    for path in folder.iterdir():
        if path.is_dir() and path.stat().st_mtime < oldest:
            shutil.rmtree(path, ignore_errors=True)


def _written(answer: Answer) -> bytes:
    """An answer as bytes: their checksum on a line, what it is on another, and its forms."""
    head = {
        "type": answer.content_type,
        "cache": answer.cache_control,
        "headers": answer.headers,
        "forms": [(form.encoding, form.etag, len(form.body)) for form in answer.forms],
    }
    rest = b"".join([json.dumps(head).encode(), b"\n", *(form.body for form in answer.forms)])
    return hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest


def _read(content: bytes) -> Answer:
    """The answer that some bytes hold. Raises ValueError, KeyError or TypeError where they are damaged."""
    checksum, _, rest = content.partition(b"\n")
    if hashlib.sha256(rest).hexdigest().encode() != checksum:
        raise ValueError("what is kept is damaged")
    line, _, bodies = rest.partition(b"\n")
    head, forms, start = json.loads(line), list[Form](), 0
    for encoding, etag, length in head["forms"]:
        forms.append(Form(_encoding(encoding), bodies[start : start + length], etag))
        start += length
    headers = tuple((name, text) for name, text in head["headers"])
    return Answer(forms[0].body, head["type"], 200, head["cache"], headers, tuple(forms))


def _encoding(name: str) -> Encoding:
    match name:
        case "br" | "gzip" | "identity":
            return name
    raise ValueError(name)
