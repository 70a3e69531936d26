"""The picture of a page as a PNG, drawn by Pillow: the same words give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image, ImageDraw

from charts.geometry import Frame, placed
from charts.kinds.sparkline import Sparkline
from charts.values import newest, unbroken
from metrics.figures.change import Direction
from serving.cards.card import Card
from serving.cards.layout import (
    EDGE,
    FOOT_MARGIN,
    HEIGHT,
    NIGHT,
    PAPER,
    TOP,
    WHITE,
    WIDTH,
    Line,
    foot_height,
    foot_lines,
    lines_of,
)

FINER = 4  # shapes are drawn so many times larger, then made smaller: their edges become smooth
COLOURS = 64  # enough for the smooth edges of a few inks
RULE = "#dbd7cd"
ACCENT = "#4335a7"
LEAST_WIDTH = 260  # of the small line
STROKE = 6 * FINER
# The tips of an arrow that points to the right, in a circle around 0 of the radius 1.
ARROW = ((-0.52, -0.1), (0.08, -0.1), (0.08, -0.42), (0.6, 0), (0.08, 0.42), (0.08, 0.1), (-0.52, 0.1))

Box = tuple[int, int, int, int]
Paint = Callable[[ImageDraw.ImageDraw], None]


def picture(card: Card) -> bytes:
    """The picture, 1200 pixels wide and 630 high."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    y: float = TOP
    for line in lines_of(card):
        if line.has_small_line and card.line is not None:
            box = (round(line.right) + EDGE, round(y), WIDTH - EDGE, round(y + line.height))
            _draw_small_line(image, card.line, box)
        _write(image, line, y)
        y += line.height
    y = HEIGHT - foot_height(card)
    ImageDraw.Draw(image).rectangle((0, round(y), WIDTH, HEIGHT), fill=card.ground or NIGHT)
    for n, line in enumerate(foot_lines(card)):
        _write(image, line, y + FOOT_MARGIN + n * line.height)
    return _png(image)


def _png(image: Image.Image) -> bytes:
    """The bytes of a picture, with a palette: a third of the weight of one without."""
    stream = io.BytesIO()
    image.quantize(COLOURS, Image.Quantize.FASTOCTREE).save(stream, "PNG")
    return stream.getvalue()


def _write(image: Image.Image, line: Line, y: float) -> None:
    """A line of words, all on one baseline."""
    draw, baseline = ImageDraw.Draw(image), y + line.height * 0.5
    tallest = max((piece.font.size for piece in line.pieces), default=0)
    for piece in line.pieces:
        draw.text((piece.x, baseline + tallest * 0.34), piece.text, piece.ink, piece.font, anchor="ls")
    if line.arrow is not None:
        _draw_arrow(
            image, line.arrow, (EDGE, round(baseline - tallest * 0.55), round(tallest * 1.1)), line.ink
        )


def _draw_arrow(image: Image.Image, arrow: Direction, place: tuple[int, int, int], ink: str) -> None:
    """An arrow in a disc: at some left and top, so large."""
    left, top, size = place
    box, middle = (left, top, left + size, top + size), size * FINER / 2
    tips = (_turned(arrow, x * middle, y * middle) for x, y in ARROW)
    points = [(middle + x, middle + y) for x, y in tips]
    _paint(image, box, ink, lambda draw: draw.circle((middle, middle), middle, 255))
    _paint(image, box, WHITE, lambda draw: draw.polygon(points, 255))


def _turned(arrow: Direction, x: float, y: float) -> tuple[float, float]:
    match arrow:
        case "up":
            return y, -x
        case "down":
            return y, x
        case _:
            return x, y


def _draw_small_line(image: Image.Image, chart: Sparkline, box: Box) -> None:
    """The small line of a tile beside its figure; nothing where there is no room, or no point has a value."""
    width, height = (box[2] - box[0]) * FINER, (box[3] - box[1]) * FINER
    if width < LEAST_WIDTH * FINER or all(point.value is None for point in chart.points):
        return
    ends = (4 * STROKE, width - 4 * STROKE, 5 * STROKE, height - 3 * STROKE)
    frame = Frame(width, *ends, chart.axis, 0, len(chart.points) - 1)
    rule = (0, height - 2 * STROKE, width, height - 2 * STROKE)
    _paint(image, box, RULE, lambda draw: draw.line(rule, 255, STROKE // 2))
    _paint(image, box, ACCENT, lambda draw: _trace(draw, chart, frame))


def _trace(draw: ImageDraw.ImageDraw, chart: Sparkline, frame: Frame) -> None:
    """The line without its gaps, and a disc at the newest value: a ring where it is not quite sure."""
    for run in unbroken(chart.points, chart.breaks):
        if len(run) > 1:
            draw.line(placed(frame, run), 255, STROKE, joint="curve")
    index, point = newest(chart.points)
    ((x, y),) = placed(frame, [(index, point.value or 0)])
    draw.circle((x, y), 2.2 * STROKE, 255)
    if point.hollow:
        draw.circle((x, y), 1.3 * STROKE, 0)


def _paint(image: Image.Image, box: Box, ink: str, paint: Paint) -> None:
    """A shape in a box of the picture, with smooth edges."""
    size = (box[2] - box[0], box[3] - box[1])
    mask = Image.new("L", (size[0] * FINER, size[1] * FINER))
    paint(ImageDraw.Draw(mask))
    image.paste(ink, box, mask.resize(size, Image.Resampling.BOX))
