"""A page as one file that needs nothing beside it: its stylesheet is in it, and nothing runs."""

from __future__ import annotations

from html import escape
from pathlib import Path

from serving.http.html import ICON

STYLESHEET = Path(__file__).resolve().parents[2] / "assets" / "site.css"


def site_style() -> str:
    """The stylesheet of the site. Reads the file."""
    return STYLESHEET.read_text(encoding="utf-8")


def standalone(title: str, content: str, style: str, spoken_in: str, banner: str = "") -> bytes:
    """The document around the HTML of a page; ``banner`` is HTML that stands above it."""
    return (
        f'<!doctype html>\n<html lang="{spoken_in}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n<meta name="robots" content="noindex">\n'
        f"<title>{escape(title)}</title>\n"
        f'<link rel="icon" href="{ICON}">\n<style>\n{style}</style>\n</head>\n<body>\n'
        f"{banner}"
        f'<main id="main"><div class="band page">\n{content}\n</div></main>\n</body>\n</html>\n'
    ).encode()
