"""Pages as a printer gets them, with no background: the saved PDF is drawn again, and its words are measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pytest

from tests.browser.kinds import Opened

PRINTED = [
    "/",
    "/outcomes/violence",
    "/measures/homicide",
    "/areas",
    "/areas/camden",
    "/areas/compare?area=camden&area=islington",
    "/releases",
]
PIXELS_A_POINT = 2.0
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
Light = npt.NDArray[np.float64]
PARTS = np.arange(256) / 255
# Of each of the 256 values of a colour.
LINEAR = np.where(PARTS <= 0.04045, PARTS / 12.92, ((PARTS + 0.055) / 1.055) ** 2.4)


@dataclass(frozen=True)
class Printed:
    """A piece of text on a sheet: its words, and its place in points from the left and the bottom."""

    words: str
    left: float
    bottom: float
    right: float
    top: float


def sheets(saved: bytes) -> Iterator[tuple[pdfium.PdfPage, list[Printed]]]:
    """Each sheet of a PDF, and what is printed on it."""
    for sheet in pdfium.PdfDocument(saved):
        yield sheet, list(pieces(sheet))


def pieces(sheet: pdfium.PdfPage) -> Iterator[Printed]:
    text = sheet.get_textpage()
    for number in range(text.count_rects()):
        place = text.get_rect(number)
        words = text.get_text_bounded(*place).strip()
        if any(map(str.isalnum, words)):
            yield Printed(words, *place)


def overlapping(printed: list[Printed]) -> list[tuple[Printed, Printed]]:
    """Pairs that stand on each other: more than lines do whose letters reach into each other's space."""
    edges = [(piece.left, piece.bottom, piece.right, piece.top) for piece in printed]
    left, bottom, right, top = np.reshape(edges, (-1, 4)).T
    size = top - bottom
    width = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    height = np.minimum.outer(top, top) - np.maximum.outer(bottom, bottom)
    over = np.triu((width > 1) & (height > 0.35 * np.minimum.outer(size, size)), 1)
    return [(printed[first], printed[second]) for first, second in np.argwhere(over)]


def contrasts(sheet: pdfium.PdfPage, printed: list[Printed]) -> Iterator[float]:
    """The contrast of each piece with its ground, as the sheet is drawn."""
    picture, height = sheet.render(scale=PIXELS_A_POINT, rev_byteorder=True).to_numpy(), sheet.get_height()
    for piece in printed:
        lines, columns = (height - piece.top, height - piece.bottom + 1), (piece.left, piece.right + 1)
        rows, across = (
            slice(*(max(0, int(side * PIXELS_A_POINT)) for side in sides)) for sides in (lines, columns)
        )
        yield contrast(luminance(picture[rows, across]))


def luminance(picture: npt.NDArray[np.uint8]) -> Light:
    """The relative luminance of each pixel, as WCAG 2.2 defines it."""
    red, green, blue = (LINEAR[picture[..., colour]] for colour in range(3))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(light: Light) -> float:
    """Of the ground, which is most of a piece of text, and the darkest part of its letters."""
    if not light.size:
        return 0.0
    ground = int(0.99 * (light.size - 1))
    return float((np.partition(light, ground, axis=None)[ground] + 0.05) / (light.min() + 0.05))


def is_halo(first: Printed, second: Printed) -> bool:
    """Whether two pieces are the edge and the inside of the same letters, which are printed one over the other."""
    shared = set(first.words) & set(second.words)
    is_part = len(shared) == min(len(set(first.words)), len(set(second.words)))
    are_split = len(shared) > 1 and (are_doubled(first.words) or are_doubled(second.words))
    return is_part or are_split or (are_doubled(first.words) and are_doubled(second.words))


def are_doubled(words: str) -> bool:
    """Whether letters come in pairs, as they do where edge and inside are read as one text: ``UUssuuaall``."""
    return sum(first == second for first, second in pairwise(words)) >= len(words) // 2


@pytest.mark.parametrize("path", [*PRINTED, "/areas/camden/pack"])
def test_what_is_printed_stands_out_stands_apart_and_stands_on_the_sheet(opened: Opened, path: str) -> None:
    need_good_print(opened(path).pdf(format="A4"))


def need_good_print(saved: bytes) -> None:
    """Nothing of a saved page is pale, stands on something else or beyond the sheet."""
    pale, over, beyond, count = list[str](), list[tuple[str, str]](), list[str](), 0
    for sheet, printed in sheets(saved):
        count += len(printed)
        piece_ratios = zip(printed, contrasts(sheet, printed), strict=True)
        pale += [piece.words for piece, ratio in piece_ratios if ratio < LEAST_CONTRAST]
        over += [
            (first.words, second.words)
            for first, second in overlapping(printed)
            if not is_halo(first, second)
        ]
        beyond += [piece.words for piece in printed if piece.left < 0 or piece.right > sheet.get_width()]
    assert (pale, over, beyond) == ([], [], [])
    assert count > 50


def test_a_pale_word_and_one_upon_another_would_be_seen(opened: Opened) -> None:
    page = opened("/privacy")
    page.evaluate("""() => { const [first, second] = document.querySelectorAll('main p');
      first.style.opacity = .3; second.style.marginTop = '-2.2em'; }""")
    pdf_sheets = list(sheets(page.pdf(format="A4")))
    assert min(min(contrasts(sheet, printed)) for sheet, printed in pdf_sheets) < LEAST_CONTRAST
    assert any(overlapping(printed) for _, printed in pdf_sheets)


# A heading's words may stand in a list too, so each heading is marked.
MARK = "Hq7"  # no word of any page
MARKED = f"""() => [...document.querySelectorAll("main :is(h2, h3, caption, figcaption > strong, thead th), footer dt")]
  .filter(head => head.textContent.trim()).map(head => head.prepend("{MARK} ")).length"""
STACKED = [
    *PRINTED,
    "/measures/violence-with-injury",
    "/areas/barnet",
    "/as-at/2023-24-q3/areas/barnet",
    "/measures",
]


def lowest_line(printed: list[Printed]) -> str:
    """The words that stand lowest on a sheet, without their spaces: a piece may be a single letter."""
    lowest = min(printed, key=lambda piece: piece.bottom)
    line = (piece for piece in printed if piece.bottom < (lowest.bottom + lowest.top) / 2)
    return "".join(piece.words for piece in sorted(line, key=lambda piece: piece.left))


@pytest.mark.parametrize("path", STACKED)
def test_no_heading_stands_alone_at_the_foot_of_a_sheet(opened: Opened, path: str) -> None:
    page = opened(path)
    marks = page.evaluate(MARKED)
    every = [printed for _, printed in sheets(page.pdf(format="A4"))]
    assert "".join(piece.words for printed in every for piece in printed).count(MARK) > marks / 2 > 0
    assert [words for words in map(lowest_line, every[:-1]) if MARK in words] == []
