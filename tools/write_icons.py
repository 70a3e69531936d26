"""The site's icon as the files that browsers and telephones ask for, drawn from the one that pages carry.

``python -m tools.write_icons`` writes assets/favicon.ico (32 pixels) and assets/apple-touch-icon.png (180 pixels).
It needs the browser of the tests.
"""

from __future__ import annotations

import struct
from pathlib import Path

from playwright.sync_api import sync_playwright

from serving.http.html import ICON

ASSETS = Path(__file__).resolve().parents[1] / "assets"
CHROMIUM = "/usr/bin/chromium"
PAGE = '<body style="margin:0"><img src="{icon}" style="display:block;width:{size}px;height:{size}px">'


def picture(size: int) -> bytes:
    """The icon as a PNG of so many pixels each way."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": size, "height": size})
        page.set_content(PAGE.format(icon=ICON, size=size))
        data = page.screenshot(omit_background=True)
        browser.close()
    return data


def as_ico(png: bytes, size: int) -> bytes:
    """An ICO file of one image, which is a PNG as it stands."""
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(png), 22)
    return head + entry + png


def main() -> None:
    """Writes both files."""
    (ASSETS / "favicon.ico").write_bytes(as_ico(picture(32), 32))
    (ASSETS / "apple-touch-icon.png").write_bytes(picture(180))


if __name__ == "__main__":
    main()
