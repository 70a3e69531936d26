"""The colours of a site's header and its logo: what is refused, how they are shown, and that a release keeps its own."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app import create_app
from metrics.checking.site_logo import logo_faults
from metrics.declared.looks import contrast
from serving.http.headers import OF_A_LOGO
from tests.counties import METRICS, county
from tests.running import run

NOW = ("--now", "2026-02-20T09:30:00+00:00")
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'
LOOKS = """  colours: {header: "#005544", text: "#ffffff"}
  logo: {file: logo.svg, alt: The oak of Northmere}
"""


@pytest.mark.parametrize(
    ("colours", "ratio"),
    [(("#000000", "#ffffff"), 21.0), (("#777777", "#ffffff"), 4.48), (("#ffffff", "#ffffff"), 1.0)],
)
def test_a_contrast_is_that_of_the_guidelines(colours: tuple[str, str], ratio: float) -> None:
    assert contrast(*colours) == pytest.approx(ratio, abs=0.01)
    assert contrast(*colours[::-1]) == contrast(*colours)


def site(root: Path, looks: str = LOOKS, logo: bytes = DRAWING) -> Path:
    folder = county(root / "site")
    text = METRICS.replace("  attribution:", f"{looks}  attribution:")
    (folder / "config" / "metrics.yaml").write_text(text)
    (folder / "config" / "logo.svg").write_bytes(logo)
    return folder


def test_colours_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    folder = site(tmp_path, LOOKS.replace("#ffffff", "#448877"))
    checked = run(folder, *NOW, "check")
    assert checked.returncode == 1
    assert "config/metrics.yaml:7:38: error: text of #448877 on #005544 has a contrast of" in checked.stdout


@pytest.mark.parametrize(
    ("drawing", "fault"),
    [
        (DRAWING, ""),
        (DRAWING.replace(b"<path", b"<script>alert(1)</script><path"), "element <script>"),
        (DRAWING.replace(b"<path", b'<path onload="x()"'), '"onload"'),
        (DRAWING.replace(b"<path", b'<image href="https://example.com/a.png"/><path'), "element <image>"),
        (DRAWING.replace(b"<path", b'<use href="https://example.com/a.svg#b"/><path'), "leads outside"),
        (DRAWING.replace(b"<path", b'<use href="#a"/><path'), ""),
        (DRAWING.replace(b"<path", b"<SCRIPT>alert(1)</SCRIPT><path"), "element <SCRIPT>"),
        (DRAWING.replace(b"<path", b"<foreignObject/><path"), "element <foreignObject>"),
        (
            DRAWING.replace(b"<path", b'<x:script xmlns:x="http://www.w3.org/1999/xhtml"/><path'),
            "element <script>",
        ),
        (
            DRAWING.replace(b"<path", b'<animateTransform attributeName="transform"/><path'),
            "element <animateT",
        ),
        (DRAWING.replace(b"<path", b'<path fill="u\\72l(https://x.example)"'), "leads outside"),
        (DRAWING.replace(b"<path", b'<path style="background:image-set(1)"'), "leads outside"),
        (DRAWING.replace(b"<path", b"<style>@\\69mport 'x'</style><path"), "asks for"),
        (DRAWING.replace(b"<path", b"<style>path{animation:a 1s infinite}</style><path"), "moves it"),
        (DRAWING.replace(b"<path", b"<style>.a{fill:url(#b)}</style><path"), ""),
        (DRAWING.replace(b"<path", b'<path data-name="a" class="image" aria-label="An image"'), ""),
        (DRAWING.replace(b"<path", b'<path x:label="a" xmlns:x="http://x.example"'), "which a plain drawing"),
        (b'<?xml version="1.0"?><?xml-stylesheet href="https://x.example/a.css"?>' + DRAWING, "instruction"),
        (b'<?xml version="1.0" encoding="UTF-8"?>' + DRAWING, ""),
        (b'<?xml version="1.0" encoding="latin-1"?>' + DRAWING, "not UTF-8"),
        (DRAWING.decode().encode("utf-16"), "not UTF-8"),
        (DRAWING.replace(b"<path", b"<style>@import url(https://x.example/a.css);</style><path"), "asks for"),
        (DRAWING.replace(b"<path", b'<path fill="url(https://x.example/a)"'), "leads outside"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWING, "document type"),
        (b"<html/>", "no SVG"),
        (b"<svg", "no XML"),
        (DRAWING + b" " * 20_000, "at most 20,000"),
    ],
)
def test_a_drawing_neither_runs_nor_asks_for_anything(drawing: bytes, fault: str) -> None:
    faults = logo_faults("logo.svg", drawing)
    assert (fault in "".join(faults)) if fault else (faults == [])


def png(width: int = 2) -> bytes:
    written = BytesIO()
    Image.new("L", (width, 1)).save(written, "PNG")
    return written.getvalue()


def test_a_png_is_one() -> None:
    assert logo_faults("logo.png", png()) == []
    assert logo_faults("logo.png", png(4001)) == ["the picture has 4,001 by 1 positions: make it smaller"]
    assert "does not end" in logo_faults("logo.png", b"\x89PNG\r\n\x1a\nrest")[0]
    assert "does not end" in logo_faults("logo.png", png() + b"<script>")[0]
    assert "cannot be read" in logo_faults("logo.png", png()[:40] + b"\0" * 9 + png()[-12:])[0]
    moving, other = BytesIO(), Image.new("L", (2, 2), 255)
    Image.new("L", (2, 2)).save(moving, "PNG", save_all=True, append_images=[other])
    assert logo_faults("logo.png", moving.getvalue()) == ["the picture moves: save one of its pictures alone"]
    assert logo_faults("logo.png", DRAWING) == ["the file is no PNG, whatever its name says"]


def test_a_release_shows_its_own_colours_and_logo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site(tmp_path)
    done = run(folder, *NOW, "publish", "drop", "--release", "first", "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / "config" / "logo.svg").unlink()
    monkeypatch.setenv("PCP_NOW", NOW[1])
    client = create_app(folder).server.test_client()
    page = client.get("/").get_data(as_text=True)
    assert '<img alt="The oak of Northmere" class="logo" src="/logo.svg">' in page
    assert ".site-header,.opening{--night:#005544;--on-night:#ffffff;--soft-night:#ffffff;" in page
    assert "background:#005544;color:#ffffff}" in page
    logo = client.get("/logo.svg")
    assert (logo.status_code, logo.mimetype, logo.data) == (200, "image/svg+xml", DRAWING)
    assert logo.headers["Content-Security-Policy"] == OF_A_LOGO
    assert "default-src 'none'; " in OF_A_LOGO and "sandbox" in OF_A_LOGO and "script" not in OF_A_LOGO
    assert client.get("/as-at/first/logo.svg").data == DRAWING
    assert client.get("/logo.png").status_code == 404
    assert run(folder, *NOW, "verify").returncode == 0


def test_a_picture_has_the_colours_of_the_site_at_its_foot(tmp_path: Path) -> None:
    folder = site(tmp_path)
    done = run(folder, *NOW, "publish", "drop", "--release", "first", "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    answer = create_app(folder).server.test_client().get("/cards/measures/burglary.png")
    assert answer.status_code == 200
    image = Image.open(BytesIO(answer.data)).convert("RGB")
    corner = image.getpixel((2, image.height - 2))
    assert isinstance(corner, tuple)
    assert all(abs(part - own) < 6 for part, own in zip(corner, (0, 0x55, 0x44), strict=True)), corner


def test_a_logo_of_another_kind_is_told_which_can_be(tmp_path: Path) -> None:
    checked = run(site(tmp_path, LOOKS.replace("logo.svg", "logo.jpg")), *NOW, "check")
    message = 'file "logo.jpg" cannot be used: a logo is an SVG or a PNG beside metrics.yaml: logo.svg'
    assert message in checked.stdout
