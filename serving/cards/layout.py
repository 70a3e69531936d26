"""Where the words of a picture stand: as large as they fit, and never smaller than a telephone shows legibly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from PIL import ImageFont

from metrics.figures.change import Direction
from serving.cards.card import Card, Paragraph

WIDTH, HEIGHT = 1200, 630  # what those who show links to pages ask for
EDGE = 60
TOP = 38
FOOT_LINE = 48  # high, of one or two at the foot
FOOT_MARGIN = 18
SMALLEST = 40  # a picture is shown a third as wide on a telephone
FONTS = Path(__file__).with_name("fonts")
INK, SOFT, NIGHT, WHITE, PAPER = "#1b1a33", "#4c4c63", "#1e1a4b", "#ffffff", "#ffffff"
VERDICT_INKS = {"better": "#0b6657", "worse": "#a4380f"}
ELLIPSIS = "…"

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True)
class Sizes:
    """The sizes of letters, in pixels: of the title, of the figure, of words that stand out, and of all others."""

    title: int
    value: int
    strong: int
    text: int


# What is little is written large. The last is taken where nothing fits.
OF_FIGURES = (
    Sizes(60, 190, 50, 44),
    Sizes(56, 160, 46, 42),
    Sizes(50, 130, 44, 40),
    Sizes(44, 110, 40, 40),
    Sizes(40, 92, 40, 40),
)
OF_WORDS = (Sizes(76, 0, 60, 56), Sizes(68, 0, 52, 50), Sizes(60, 0, 46, 44), Sizes(50, 0, 40, 40))


@dataclass(frozen=True)
class Piece:
    """Some words in one look, ``x`` from the left edge."""

    x: float
    text: str
    font: Font
    ink: str


@dataclass(frozen=True)
class Line:
    """One line of words, so high; before it may stand an arrow, and behind it the small line of the figure."""

    height: float
    pieces: tuple[Piece, ...] = ()
    arrow: Direction | None = None
    ink: str = INK
    has_small_line: bool = False

    @property
    def right(self) -> float:
        """Where its words end."""
        last = self.pieces[-1]
        return last.x + last.font.getlength(last.text)


@cache
def font(size: int, *, bold: bool = False) -> Font:
    """The letters of a size. They come with the project, so that a picture is the same on every machine."""
    name = f"PublicSans-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def lines_of(card: Card) -> list[Line]:
    """The lines of a picture but for its foot, in the largest sizes in which all fit.

    What does not fit in the smallest is left out, a paragraph at a time from the last: nothing is said in part.
    """
    steps = OF_FIGURES if card.value else OF_WORDS
    for sizes in steps:
        lines = list(_lines(card, sizes))
        if _fits(lines, foot_height(card)):
            return lines
    if not card.paragraphs:
        return lines
    return lines_of(replace(card, paragraphs=card.paragraphs[:-1]))


def foot_lines(card: Card) -> list[Line]:
    """The site's name and the release: side by side, or one below the other where there is no room for both."""
    ink = card.ink or WHITE
    bold, regular = font(SMALLEST, bold=True), font(SMALLEST)
    start = WIDTH - EDGE - regular.getlength(card.release)
    name = Piece(EDGE, _cut(card.site, bold), bold, ink)
    if EDGE + bold.getlength(card.site) + FOOT_MARGIN <= start:
        return [Line(FOOT_LINE, (name, Piece(start, card.release, regular, ink)))]
    return [Line(FOOT_LINE, (name,)), Line(FOOT_LINE, (Piece(EDGE, card.release, regular, ink),))]


def foot_height(card: Card) -> int:
    """How high the foot is."""
    return FOOT_LINE * len(foot_lines(card)) + 2 * FOOT_MARGIN


def _fits(lines: Iterable[Line], foot: int) -> bool:
    return sum(line.height for line in lines) <= HEIGHT - TOP - foot - FOOT_MARGIN / 2


def _lines(card: Card, sizes: Sizes) -> Iterator[Line]:
    yield from _wrapped([(card.title, font(sizes.title, bold=True), INK)], sizes.title * 1.12)
    if card.where:
        yield from _wrapped([(card.where, font(sizes.text), SOFT)], sizes.text * 1.2)
    if card.value:
        piece = Piece(EDGE, card.value, font(sizes.value, bold=True), INK)
        yield Line(sizes.value * 1.02, (piece,), has_small_line=card.line is not None)
        yield from _wrapped([(card.counted, font(sizes.text), SOFT)], sizes.text * 1.2)
    for paragraph in card.paragraphs:
        yield Line(sizes.text * 0.45)
        yield from _paragraph(paragraph, sizes)


def _paragraph(paragraph: Paragraph, sizes: Sizes) -> Iterator[Line]:
    ink = VERDICT_INKS.get(paragraph.verdict or "", INK)
    runs = [(paragraph.strong, font(sizes.strong, bold=True), ink), (paragraph.text, font(sizes.text), INK)]
    indent = 0 if paragraph.arrow is None else sizes.strong * 1.45
    first, *others = _wrapped([run for run in runs if run[0]], max(sizes.strong, sizes.text) * 1.2, indent)
    yield replace(first, arrow=paragraph.arrow, ink=ink if paragraph.verdict in VERDICT_INKS else SOFT)
    yield from others


def _wrapped(runs: Sequence[tuple[str, Font, str]], height: float, indent: float = 0) -> Iterator[Line]:
    """Words from the left edge to the right one, in as many lines as they need; those of a run share their look."""
    x, pieces = EDGE + indent, list[Piece]()
    for text, look, ink in runs:
        space = look.getlength(" ")
        for word in text.split(" "):  # what a no-break space joins stays together
            width = look.getlength(word)
            if pieces and x + width > WIDTH - EDGE:
                yield Line(height, tuple(pieces))
                x, pieces = EDGE + indent, []
            pieces.append(Piece(x, word, look, ink))
            x += width + space
    yield Line(height, tuple(pieces))


def _cut(text: str, look: Font) -> str:
    """As many words as the picture is wide."""
    parts = text.split()
    texts = [text, *(f"{' '.join(parts[:n])}{ELLIPSIS}" for n in range(len(parts) - 1, 0, -1))]
    return next((short for short in texts if look.getlength(short) <= WIDTH - 2 * EDGE), "")
