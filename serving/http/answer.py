"""An answer to readers: its bytes as they are and packed, and how a browser knows them again."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import brotli
from flask import Request, Response
from werkzeug.datastructures import Accept

from serving.http.headers import MINUTE, OPEN_TO_SCRIPTS
from serving.http.media_types import JSON, PACKED_ALREADY, TEXT

Encoding = Literal["br", "gzip", "identity"]
Json = dict[str, Any]
COMPRESSED: tuple[Encoding, ...] = ("br", "gzip")

# The densest setting takes 30 to 60 ms for a page, once. For half a megabyte of figures it would take a second.
DENSE_BROTLI = 11
QUICK_BROTLI = 9
GZIP_LEVEL = 9
MOST_BYTES_TO_PACK_DENSELY = 160_000
# Where pages are looked at once, in a rehearsal or a test, the time is better spent otherwise.
MOST_BROTLI = int(os.environ.get("PCP_BROTLI", DENSE_BROTLI))
FEWEST_BYTES_TO_PACK = 400


@dataclass(frozen=True)
class Form:
    """An answer's bytes in one encoding, and the name by which they are recognised."""

    encoding: Encoding
    body: bytes
    etag: str = ""


@dataclass(frozen=True)
class Answer:
    """What one address answers, to whatever reader; ``packed`` makes the ``forms`` in which it is sent."""

    body: bytes
    content_type: str
    status: int = 200
    cache_control: str = MINUTE
    headers: tuple[tuple[str, str], ...] = ()
    forms: tuple[Form, ...] = ()

    @property
    def size(self) -> int:
        """The bytes that it takes to keep."""
        return sum(len(form.body) for form in self.forms)


def json_answer(
    content: Any, status: int = 200, cache_control: str = MINUTE, content_type: str = JSON
) -> Answer:
    """JSON that scripts of any site may read. What is not a number in JSON is refused with ValueError."""
    body = json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    return Answer(body, content_type, status, cache_control, tuple(OPEN_TO_SCRIPTS.items()))


def compress(encoding: Encoding, body: bytes, quality: int | None = None, most: int = MOST_BROTLI) -> bytes:
    """A body in "br" or "gzip". What is large is compressed quickly, unless a ``quality`` of brotli is named.

    Otherwise ``most`` is the densest that is used.
    """
    if encoding == "gzip":
        return gzip.compress(body, GZIP_LEVEL, mtime=0)
    usual = DENSE_BROTLI if len(body) <= MOST_BYTES_TO_PACK_DENSELY else QUICK_BROTLI
    compressed: bytes = brotli.compress(body, quality=quality or min(usual, most))
    return compressed


def led_on(address: str, *, is_for_scripts: bool = False) -> Answer:
    """What says that something stands at another address for good. Scripts of any site may follow to files."""
    headers = tuple(OPEN_TO_SCRIPTS.items()) if is_for_scripts else ()
    return Answer(b"", TEXT, 308, headers=(*headers, ("Location", address)))


def packed(answer: Answer, compress: Callable[[Encoding, bytes], bytes] = compress) -> Answer:
    """The answer with its compressed forms and their names, made once for all who will ask."""
    return replace(answer, forms=tuple(named(form) for form in _forms(answer, compress)))


def _forms(answer: Answer, compress: Callable[[Encoding, bytes], bytes]) -> Iterator[Form]:
    yield Form("identity", answer.body)
    if len(answer.body) >= FEWEST_BYTES_TO_PACK and answer.content_type not in PACKED_ALREADY:
        yield from (Form(encoding, compress(encoding, answer.body)) for encoding in COMPRESSED)


def named(form: Form) -> Form:
    """A form with the name by which it is known again: it changes with the bytes."""
    return replace(form, etag=f"{fingerprint(form.body)}-{form.encoding}")


def chosen_form(accepted: Accept, forms: tuple[Form, ...]) -> Form:
    """The form that the reader likes best, and of several the smallest; as it is, when it likes none."""
    best = max(forms, key=lambda form: (accepted.quality(form.encoding), -len(form.body)))
    return best if accepted.quality(best.encoding) > 0 else forms[0]


def response(answer: Answer, incoming: Request) -> Response:
    """The answer as this reader takes it: in the encoding chosen, or empty where it is known already.

    What is not there, or not there any more, is never taken for known.
    """
    form = chosen_form(incoming.accept_encodings, answer.forms or (Form("identity", answer.body),))
    outgoing = Response(form.body, answer.status, content_type=answer.content_type)
    outgoing.headers.update({"Cache-Control": answer.cache_control, "Vary": "Accept-Encoding"})
    outgoing.headers.update(dict(answer.headers))
    if form.encoding != "identity":
        outgoing.headers["Content-Encoding"] = form.encoding
    if not form.etag or answer.status != 200:
        return outgoing
    outgoing.set_etag(form.etag)
    is_unchanged = incoming.if_none_match.contains_weak(form.etag)
    return _not_modified(outgoing) if is_unchanged else outgoing


def fingerprint(body: bytes) -> str:
    """The short name of some bytes, for an address or a validator that changes with them."""
    return hashlib.sha256(body).hexdigest()[:12]


def _not_modified(outgoing: Response) -> Response:
    outgoing.status_code = 304
    outgoing.set_data(b"")
    for name in ("Content-Type", "Content-Length", "Content-Encoding"):
        outgoing.headers.pop(name, None)
    return outgoing
