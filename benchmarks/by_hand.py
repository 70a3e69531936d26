"""The floor of a first visit: a page's words and drawings as somebody would write them by hand, in one request.

Nothing but what a reader needs is in it: no classes, no fields for programs, one drawing where ours has one for
phones and one for desks, and a style of a few lines.
"""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from serving.export.site import FORM_ENDINGS, file_name
from serving.http.answer import Answer, packed
from serving.http.media_types import HTML

STYLE = (
    ":root{color-scheme:light dark}body{margin:0 auto;max-width:70rem;padding:1rem}"
    "html{font:100%/1.5 system-ui,sans-serif}"
    "h1,h2,h3{line-height:1.2}strong{font-size:1.2rem}svg{display:block;width:100%}svg text{font-size:13px}"
    "path,line{fill:none;stroke:#4335a7;stroke-width:2}rect,circle{fill:#4335a7}"
    "table{border-collapse:collapse}th,td{padding:.4rem;border-bottom:1px solid #ccc;text-align:left}"
    "nav ul{display:flex;gap:1rem;list-style:none;padding:0}"
)
KEPT_OUTSIDE_DRAWINGS = frozenset({"href", "action", "name", "value", "type", "selected", "colspan", "for"})
LEFT_OUT_OF_DRAWINGS = re.compile(r"class|role|id|(data|aria)-.*")
NEEDLESS = ("div", "span", "section", "article", "figure", "header", "footer")


def by_hand(document: str) -> str:
    """A page of the site, written by hand."""
    page = BeautifulSoup(document, "html.parser")
    body = page.body
    if body is None or page.title is None:
        raise ValueError("this is no page")
    for element in body.select("svg.wide, script"):
        element.decompose()
    for element in body.find_all(True):
        _bare(element)
    for element in body.find_all(NEEDLESS):
        element.unwrap()
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'{page.title}\n<link rel="icon" href="data:,">\n<style>{STYLE}</style>\n'
        f"{body.decode_contents().strip()}\n</html>\n"
    )


def _bare(element: Tag) -> None:
    """Leaves an element what it needs to be read: of a drawing its form, of all else where it leads."""
    in_drawing = element.name == "svg" or element.find_parent("svg") is not None
    for name in list(element.attrs):
        needless = LEFT_OUT_OF_DRAWINGS.fullmatch(name) is not None
        if needless if in_drawing else name not in KEPT_OUTSIDE_DRAWINGS:
            del element[name]


def write_by_hand(current: Path, address: str, document: str) -> None:
    """Writes a page by hand among finished pages, packed as they are, for a web server to answer at an address."""
    answer = packed(Answer(by_hand(document).encode(), HTML))
    for form in answer.forms:
        place = current / f"{file_name(address)}{FORM_ENDINGS[form.encoding]}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(form.body)
