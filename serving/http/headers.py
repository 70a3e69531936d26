"""The headers of answers: what is sent with every one, and how long a browser may keep it."""

from __future__ import annotations

from flask import Response, request

from metrics.declared.https import HttpsPromise

MINUTE = "public, max-age=60"
IMMUTABLE = "public, max-age=31536000, immutable"
NOT_STORED = "no-store"

# A header of every answer is a row here; docs/nginx.conf sends them with finished files too.
# Nothing but our own stylesheet and images: no script, no frame, no foreign host, no other style.
ON_EVERY_ANSWER = {
    "Content-Security-Policy": "default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Sent only to who came over TLS: a promise made over plain HTTP is none, and browsers pass over it. This is the
# promise of who declares no other.
HTTPS_PROMISE = "Strict-Transport-Security"
OVER_TLS = {HTTPS_PROMISE: HttpsPromise().header()}
# A page holds the style that it uses, and a meta element of it tells which one may be applied: a web server that
# sends a finished file cannot know. So this forbids all but styles, and says what a meta element cannot say.
_STYLED_INSIDE = (
    "connect-src 'self'; img-src 'self' data:; script-src {scripts}; font-src 'none'; frame-src 'none'; "
    "manifest-src 'none'; media-src 'none'; object-src 'none'; worker-src 'none'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
STYLED_INSIDE = _STYLED_INSIDE.format(scripts="'none'")
# The same where figures are read off a chart: our own scripts run.
WITH_SCRIPT = _STYLED_INSIDE.format(scripts="'self'")
# In the page itself, with the fingerprint of its style.
IN_A_PAGE = (
    "default-src 'none'; connect-src 'self'; {scripts}style-src 'self' {style}; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'"
)
# Where a reader may ask for Dash: our own scripts run and ask us by GET. Plotly puts its styles into the page.
WITH_DASH = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A logo is a picture and nothing else, also where it is opened by itself: it may be styled by itself alone.
OF_A_LOGO = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
# Figures are for everybody's scripts, whatever site they run on; what these may read beside the figures is listed.
OPEN_TO_SCRIPTS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, Content-Location, ETag, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def add_headers(response: Response, promise: HttpsPromise | None = None) -> Response:
    """The response to Flask's present request with the headers of every answer; those that it has already stay.

    ``promise`` is what a site declares for who comes over HTTPS, where a release is there to declare it.
    """
    of_tls = OVER_TLS if promise is None else {HTTPS_PROMISE: promise.header()}
    own = {name.lower() for name, _ in response.headers}  # looked up once, and not for each header anew
    for name, value in (ON_EVERY_ANSWER | (of_tls if came_over_tls() else {})).items():
        if name.lower() not in own:
            response.headers.add(name, value)
    return response


def add_preview_headers(response: Response) -> Response:
    """A response of a preview: nobody keeps it, and no search engine lists it."""
    response.headers["Cache-Control"] = NOT_STORED
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def came_over_tls() -> bool:
    """Whether the reader's own connection was encrypted, as a proxy in front says."""
    return request.is_secure or request.headers.get("X-Forwarded-Proto", "").lower() == "https"
