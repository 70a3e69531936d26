"""A preview as a folder of pages that can be read from any server, or from the folder itself.

``python -m serving.export.preview FOLDER`` asks the preview's own code for every page that its rules name and its
pages lead to. Links between pages are relative; what needs a server, such as a form, is left out. A search engine
is asked to leave it alone.
"""

from __future__ import annotations

import os
import pkgutil
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from html import escape, unescape
from itertools import islice
from pathlib import Path
from posixpath import dirname, relpath
from urllib.parse import quote

import click
from flask import Flask

from metrics.garbage import collect_rarely
from serving.export.crawl import answer_of, crawl, ruled_addresses
from serving.export.links import leads_to
from serving.export.private import make_private_folder, write_private
from serving.front import Front
from serving.http.answer import Answer
from serving.http.media_types import HTML
from serving.making.maker import Maker

# A page, or a view of one with a single choice. All else needs a server.
PAGE = re.compile(r"((?:/[A-Za-z0-9_-]+)+|/)(?:[?]([A-Za-z0-9_.=-]{1,80}))?")
NOT_PAGES = ("/as-at/", "/api/", "/embed/", "/interactive/", "/downloads/")
NEEDS_A_SERVER = re.compile(
    r"<form\b.*?</form>|<script\b.*?</script>|<link rel=\"alternate\"[^>]*>", re.DOTALL
)
LINK = re.compile(r' (href|src)="([^"]*)"')
ROBOTS = b"User-agent: *\nDisallow: /\n"
MOST_PAGES = 2_000


def write_preview(server: Flask, folder: Path) -> int:
    """Writes the preview in the place of a folder, whole or not at all, and gives how many pages it has.

    Only its owner may enter it. Raises FileExistsError where something else than an earlier preview is in the way,
    and OSError.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / "robots.txt").is_file():
        raise FileExistsError(f"{folder} is not empty, and holds no preview")
    files = dict(_files(server))
    unfinished = folder.with_name(f".unfinished-{folder.name}")
    shutil.rmtree(unfinished, ignore_errors=True)
    make_private_folder(unfinished)
    for name, body in files.items():
        path = unfinished / name
        make_private_folder(path.parent)
        write_private(path, body)
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)
    return sum(name.endswith(".html") for name in files)


def _files(server: Flask) -> Iterator[tuple[str, bytes]]:
    pages = _pages(server)
    names = {address: _name(address) for address in pages}
    for address, page in pages.items():
        yield names[address], _standing_alone(page, address, names).encode()
    yield "robots.txt", ROBOTS


def _pages(server: Flask) -> dict[str, str]:
    """Every page by its address, the nearest to the rules first where there are too many."""
    front: Front = server.extensions["front"]
    view = front.view()
    ruled = () if view is None else ruled_addresses(front, view)
    answers = crawl(filter(_is_a_page, ruled), partial(map, partial(answer_of, server)), _links)
    pages = ((address, answer.body.decode()) for address, answer in answers if _shows_a_page(answer))
    return dict(islice(pages, MOST_PAGES))


def _links(answer: Answer, address: str) -> list[str]:
    links = leads_to(answer.body.decode(), address) if _shows_a_page(answer) else []
    return [link for link in links if _is_a_page(link)]


def _shows_a_page(answer: Answer) -> bool:
    return answer.status == 200 and answer.content_type == HTML


def _is_a_page(address: str) -> bool:
    return PAGE.fullmatch(address) is not None and not address.startswith(NOT_PAGES)


def _name(address: str) -> str:
    """The file of a page: ``measures/homicide.html``, ``measures/homicide@area=camden.html``."""
    path, _, query = address.partition("?")
    return f"{path[1:] or 'index'}{f'@{query}' if query else ''}.html"


def _standing_alone(page: str, address: str, names: Mapping[str, str]) -> str:
    """A page whose links lead to the files beside it; what is not written is no link."""
    below = dirname(names[address])

    def link(match: re.Match[str]) -> str:
        target, mark, place = unescape(match[2]).partition("#")
        if not target.startswith("/") or target.startswith("//"):
            return match[0]
        name = names.get(target)
        if name is None:
            return ""
        return f' {match[1]}="{escape(quote(relpath(name, below or "."), safe="/@=._-") + mark + place)}"'

    return LINK.sub(link, NEEDS_A_SERVER.sub("", page))


def unpacked(answer: Answer) -> Answer:
    """An answer as it is: what is written into a page's file is never sent."""
    return answer


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Write the preview of PCP_ROOT, as of PCP_NOW, to FOLDER."""
    os.environ.pop("PCP_PREVIEW", None)
    collect_rarely()
    try:
        server = pkgutil.resolve_name("app:create_preview")(Maker(packing=unpacked))
        pages = write_preview(server, folder)
    except OSError as problem:
        click.echo(f"refused: the preview cannot be written to {folder}: {problem}", err=True)
        sys.exit(3)
    click.echo(
        f"Wrote a preview of {pages} pages; open {folder / 'index.html'}. It holds figures before their time."
    )


if __name__ == "__main__":
    main()
