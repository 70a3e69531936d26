"""Pages as a printer gets them, with no background: the saved PDF is drawn again, and its words are measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

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


@dataclass(frozen=True)
class Printed:
    """A piece of text on a sheet: its words, its place in points from the left and the bottom, and its contrast."""

    words: str
    left: float
    bottom: float
    right: float
    top: float
    contrast: float

    def overlaps(self, other: Printed) -> bool:
        """Whether it stands on another: more than lines do whose letters reach into each other's space."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return width > 1 and height > 0.35 * min(self.top - self.bottom, other.top - other.bottom)


def sheets(saved: bytes) -> Iterator[tuple[float, list[Printed]]]:
    """Each sheet of a PDF: its width in points, and what is printed on it."""
    for sheet in pdfium.PdfDocument(saved):
        picture = sheet.render(scale=PIXELS_A_POINT, rev_byteorder=True).to_numpy()
        yield sheet.get_width(), list(pieces(sheet, luminance(picture)))


def pieces(sheet: pdfium.PdfPage, light: Light) -> Iterator[Printed]:
    text, height = sheet.get_textpage(), sheet.get_height()
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        words = text.get_text_bounded(left, bottom, right, top).strip()
        if any(map(str.isalnum, words)):
            rows = slice(
                *(max(0, int(side * PIXELS_A_POINT)) for side in (height - top, height - bottom + 1))
            )
            columns = slice(*(max(0, int(side * PIXELS_A_POINT)) for side in (left, right + 1)))
            yield Printed(words, left, bottom, right, top, contrast(light[rows, columns]))


def luminance(picture: npt.NDArray[np.uint8]) -> Light:
    """The relative luminance of each pixel, as WCAG 2.2 defines it."""
    part = picture[..., :3] / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    light: Light = linear @ np.array([0.2126, 0.7152, 0.0722])
    return light


def contrast(light: Light) -> float:
    """Of the ground, which is most of a piece of text, and the darkest part of its letters."""
    return float((np.quantile(light, 0.99) + 0.05) / (light.min() + 0.05)) if light.size else 0.0


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
    pale, over, beyond, count = list[Printed](), list[tuple[str, str]](), list[str](), 0
    for width, printed in sheets(saved):
        count += len(printed)
        pale += [piece for piece in printed if piece.contrast < LEAST_CONTRAST]
        over += [
            (first.words, second.words)
            for first, second in combinations(printed, 2)
            if first.overlaps(second) and not is_halo(first, second)
        ]
        beyond += [piece.words for piece in printed if piece.left < 0 or piece.right > width]
    assert (pale, over, beyond) == ([], [], [])
    assert count > 50


def test_a_pale_word_and_one_upon_another_would_be_seen(opened: Opened) -> None:
    page = opened("/privacy")
    page.evaluate("""() => { const [first, second] = document.querySelectorAll('main p');
      first.style.opacity = .3; second.style.marginTop = '-2.2em'; }""")
    printed = [piece for _, sheet in sheets(page.pdf(format="A4")) for piece in sheet]
    assert min(piece.contrast for piece in printed) < LEAST_CONTRAST
    assert any(first.overlaps(second) for first, second in combinations(printed, 2))


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
