"""What every answer carries: how it is packed, how it is known again, what a browser may do with it."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import brotli
from flask import Request, Response, request
from werkzeug.datastructures import Accept

Encoding = Literal["br", "gzip", "identity"]
COMPRESSED: tuple[Encoding, ...] = ("br", "gzip")

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
CSV = "text/csv; charset=utf-8; header=present"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
XML = "application/xml; charset=utf-8"

MINUTE = "public, max-age=60"
IMMUTABLE = "public, max-age=31536000, immutable"
NOT_STORED = "no-store"

# The densest setting takes 30 to 60 ms for a page, once. For half a megabyte of figures it would take a second.
DENSE_BROTLI = 11
QUICK_BROTLI = 9
GZIP_LEVEL = 9
MOST_BYTES_TO_PACK_DENSELY = 160_000
FEWEST_BYTES_TO_PACK = 400
PACKED_ALREADY = frozenset({XLSX, ZIP})

# Nothing but our own stylesheet and images: no script, no frame, no foreign host, no style inside the page.
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Said only to who came over TLS: a promise made over plain HTTP is none, and browsers pass over it.
OVER_TLS = {"Strict-Transport-Security": "max-age=31536000"}
# Where a reader may ask for Dash: our own scripts run and ask us by GET. Plotly puts its styles into the page.
WITH_DASH = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Figures are for everybody's scripts, whatever site they run on.
OPEN_TO_SCRIPTS = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


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


def json_answer(content: Any, status: int = 200, cache_control: str = MINUTE) -> Answer:
    """JSON that scripts of any site may read. What is not a number in JSON is refused with ValueError."""
    body = json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    return Answer(body, JSON, status, cache_control, tuple(OPEN_TO_SCRIPTS.items()))


def compress(encoding: Encoding, body: bytes, quality: int | None = None) -> bytes:
    """A body in "br" or "gzip". What is large is compressed quickly, unless a ``quality`` of brotli is named."""
    if encoding == "gzip":
        return gzip.compress(body, GZIP_LEVEL, mtime=0)
    usual = DENSE_BROTLI if len(body) <= MOST_BYTES_TO_PACK_DENSELY else QUICK_BROTLI
    compressed: bytes = brotli.compress(body, quality=quality or usual)
    return compressed


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


def response(answer: Answer, request: Request) -> Response:
    """The answer as this reader takes it: in the encoding chosen, or empty where it is known already."""
    form = chosen_form(request.accept_encodings, answer.forms or (Form("identity", answer.body),))
    made = Response(form.body, answer.status, content_type=answer.content_type)
    made.headers.update({"Cache-Control": answer.cache_control, "Vary": "Accept-Encoding"})
    made.headers.update(dict(answer.headers))
    if form.encoding != "identity":
        made.headers["Content-Encoding"] = form.encoding
    if form.etag:
        made.set_etag(form.etag)
    known = form.etag and request.if_none_match.contains_weak(form.etag)
    return _not_modified(made) if known else made


def secured(made: Response) -> Response:
    """The response to Flask's present request with the security headers; those that it has already stay."""
    for name, value in (SECURITY | (OVER_TLS if came_over_tls() else {})).items():
        made.headers.setdefault(name, value)
    return made


def unlisted(made: Response) -> Response:
    """A response of a preview: nobody keeps it, and no search engine lists it."""
    made.headers["Cache-Control"] = NOT_STORED
    made.headers["X-Robots-Tag"] = "noindex, nofollow"
    return made


def came_over_tls() -> bool:
    """Whether the reader's own connection was encrypted, as a proxy in front says."""
    return request.is_secure or request.headers.get("X-Forwarded-Proto", "").lower() == "https"


def fingerprint(body: bytes) -> str:
    """The short name of some bytes, for an address or a validator that changes with them."""
    return hashlib.sha256(body).hexdigest()[:12]


def _not_modified(made: Response) -> Response:
    made.status_code = 304
    made.set_data(b"")
    for name in ("Content-Type", "Content-Length", "Content-Encoding"):
        made.headers.pop(name, None)
    return made


Json = dict[str, Any]
