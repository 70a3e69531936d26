"""Finished answers as files, which nginx or a delivery network serves with Python or without.

The server's own code is asked for every address that its rules name and its pages lead to, and what it answers is
written, packed, into a subfolder of its own. docs/nginx.conf serves such a folder.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from flask import Flask

from components.site.context import View
from serving.cards.routes import SHARED
from serving.export.crawl import answer_of, crawl, ruled_addresses
from serving.export.links import leads_to
from serving.export.processes import AnswersOf, beside
from serving.export.versions import Files, place_of, store
from serving.feeds.embed import FRAMED
from serving.front import Front
from serving.http.answer import Answer, Encoding, packed
from serving.http.headers import NOT_STORED, OF_A_LOGO, OPEN_TO_SCRIPTS, STYLED_INSIDE, WITH_DASH, WITH_SCRIPT
from serving.http.media_types import BY_ENDING, HTML
from serving.http.packing import ENDINGS

# An address that a file is named for. docs/nginx.conf has the same pattern; all else goes to the server.
FROZEN = "/as-at/"  # earlier releases never change, and are many: the application shows them
NAMED = re.compile(
    r"((?:/\.well-known)?(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+|/)(?:\?([A-Za-z0-9_.=&-]{0,150}))?"
)
PART = re.compile(r"(/downloads/|/api/v1/measures/[^/?]+/observations)[^?]*[?]")
FORM_ENDINGS: Mapping[Encoding, str] = {"identity": "", **ENDINGS}
# What an answer's own headers are, and how the name of its file tells a web server to send them. Those of
# figures are known by their address.
VARIANTS: Mapping[tuple[tuple[str, str], ...], str] = {
    (): "",
    tuple(OPEN_TO_SCRIPTS.items()): "",
    FRAMED: "",
    SHARED: "",
    (("Content-Security-Policy", STYLED_INSIDE),): "",
    (("Content-Security-Policy", OF_A_LOGO),): "",
    (("Content-Security-Policy", WITH_DASH),): "@with-dash",
    (("Content-Security-Policy", WITH_SCRIPT),): "@with-script",
}
NOT_FOUND = "/404"
MOST_ANSWERS = 3_000
MOST_TRIES = 3


class NotWritten(ValueError):
    """There is nothing that could be written, or it changed all the while."""


def store_site(server: Flask, folder: Path, processes: int = 1) -> Path:
    """Writes what the server answers now, and gives its subfolder. Nothing shows it yet.

    So many ``processes`` make the answers beside each other. Callers hold the lock of the folder. Raises NotWritten
    when there is no release, and OSError.
    """
    release_id, files = _finished(server, processes)
    subfolder = place_of(folder, f"site-{release_id}-{_fingerprint(files)}")
    if not subfolder.exists():
        store(subfolder, files)
    return subfolder


# What there is to write --------------------------------------------------------------------------------------


def _finished(server: Flask, processes: int) -> tuple[str, Files]:
    """The release that is shown, and every file; all of one release and one day."""
    front: Front = server.extensions["front"]
    for _ in range(MOST_TRIES):
        view = front.view()
        if view is None:
            raise NotWritten("there is no release to show")
        with beside(lambda address: _packed(server, address), processes) as answers_of:
            files = dict(_files(_answers(answers_of, front, view)))
        if _same(view, front.view()):
            return view.release.id, files
    raise NotWritten("another release became current again and again while this one was written")


def _same(before: View, after: View | None) -> bool:
    return after is not None and after.release is before.release and after.today == before.today


def _answers(answers_of: AnswersOf, front: Front, view: View) -> dict[str, Answer]:
    """Every answer by its address, the nearest to the rules first where there are too many."""
    starts, answers = (*front.static, *ruled_addresses(front, view)), dict[str, Answer]()
    for address, answer in crawl(starts, answers_of, _links):
        if len(answers) == MOST_ANSWERS:
            break
        if answer.status != 200:
            click.echo(f"warning: {address} answers {answer.status}, and something leads there", err=True)
        elif _can_be_a_file(address, answer):
            answers[address] = answer
    (missing,) = answers_of([NOT_FOUND])
    return answers | {NOT_FOUND: missing}


def _can_be_a_file(address: str, answer: Answer) -> bool:
    """Whether a web server would send the file as the answer is sent."""
    kept = answer.cache_control != NOT_STORED and _named_headers(answer) in VARIANTS
    return kept and bool(NAMED.fullmatch(address)) and BY_ENDING.get(_ending(address)) == answer.content_type


def _named_headers(answer: Answer) -> tuple[tuple[str, str], ...]:
    """Those that the name of a file has to tell. Of a download its address tells its name and its description."""
    return tuple(header for header in answer.headers if not _is_told_by_address(*header))


def _is_told_by_address(name: str, text: str) -> bool:
    return name == "Content-Disposition" or (name == "Link" and 'rel="describedby"' in text)


def _links(answer: Answer, address: str) -> list[str]:
    if answer.status != 200 or answer.content_type != HTML:
        return []
    links = leads_to(answer.body.decode(), address)
    return [link for link in links if NAMED.fullmatch(link) and not _is_for_the_application(link)]


def _is_for_the_application(link: str) -> bool:
    """What was, parts of a measure for programs, and views of several choices: as many as readers can think of."""
    return link.startswith(FROZEN) or "&" in link or "as_of=" in link or PART.match(link) is not None


def _packed(server: Flask, address: str) -> Answer:
    answer = answer_of(server, address)
    return answer if answer.forms else packed(answer)


def _files(answers: Mapping[str, Answer]) -> Iterator[tuple[str, bytes]]:
    for address, answer in answers.items():
        name = file_name(address, VARIANTS[_named_headers(answer)])
        yield from ((f"{name}{FORM_ENDINGS[form.encoding]}", form.body) for form in answer.forms)


def file_name(address: str, variant: str = "") -> str:
    """Where the answer of an address lies: ``measures/homicide@area=camden@with-dash.html``.

    An ``@`` stands before the query and before the variant: no address has one. The ending tells the type.
    """
    path, _, query = address.partition("?")
    return "404.html" if address == NOT_FOUND else f"{path[1:]}@{query}{variant}.{_ending(address)}"


def address_of(name: str) -> str:
    """The address that a file is named for."""
    path, _, rest = name.partition("@")
    query = rest.rpartition(".")[0].partition("@")[0]
    return f"/{path}?{query}" if query else f"/{path}"


def _ending(address: str) -> str:
    path = address.partition("?")[0]
    own = re.search(r"\.([a-z0-9]+)$", path)
    return own[1] if own else "json" if path.startswith("/api/") else "html"


def _fingerprint(files: Files) -> str:
    digest = hashlib.sha256()
    for name, body in sorted(files.items()):
        digest.update(f"{name}\n{len(body)}\n".encode() + body)
    return digest.hexdigest()[:12]
