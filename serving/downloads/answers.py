"""Files as answers: for scripts of any site, shown by a browser or kept under a name."""

from __future__ import annotations

from dataclasses import replace

from serving.http.answer import Answer
from serving.http.headers import OPEN_TO_SCRIPTS
from serving.http.media_types import media_type


def file_answer(body: bytes, name: str) -> Answer:
    """A file for scripts of any site, which a browser shows; ``name`` says what kind it is of."""
    return Answer(body, media_type(name), headers=tuple(OPEN_TO_SCRIPTS.items()))


def attached(body: bytes, name: str) -> Answer:
    """A file for scripts of any site, which a browser keeps under its name."""
    answer, disposition = file_answer(body, name), ("Content-Disposition", f'attachment; filename="{name}"')
    return replace(answer, headers=(*answer.headers, disposition))


def described(answer: Answer, address: str) -> Answer:
    """An answer that says where its description stands: what follows /downloads/ (W3C, Tabular Data Model, 5.2).

    Programs find that of a whole file by its name; where a query asks for a part, by this alone.
    """
    link = ("Link", f'<{address}>; rel="describedby"; type="application/csvm+json"')
    return replace(answer, headers=(*answer.headers, link))
