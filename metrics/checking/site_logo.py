"""The logo that a site declares, read from beside it: a picture that neither runs nor asks for anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zlib import error as error_of_zlib

from metrics.checking.site_files import read_beside
from metrics.declared.framework import Config
from metrics.issues import Issue, error, shortened

LARGEST_BYTES = 20_000
LAST_CHUNK = b"IEND\xaeB`\x82"
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
XLINK, XML = "{http://www.w3.org/1999/xlink}", "{http://www.w3.org/XML/1998/namespace}"
# What a plain drawing is made of. Nothing else is shown to readers: it may run, move, or bring other documents.
ELEMENTS = frozenset(
    (
        *("svg", "g", "defs", "title", "desc", "style", "symbol", "use", "switch", "text", "tspan", "path"),
        *("rect", "circle", "ellipse", "line", "polyline", "polygon", "linearGradient", "radialGradient"),
        *("stop", "pattern", "clipPath", "mask"),
    )
)
ATTRIBUTES = re.compile(
    r"id|class|style|d|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|fx|fy|fr|dx|dy|width|height|points|pathLength|viewBox|version"
    r"|baseProfile|preserveAspectRatio|transform|transform-origin|opacity|color|display|visibility|overflow|clip"
    r"|(fill|stroke|stop|clip|font|text|letter|word|shape|dominant|alignment|baseline|paint|color|vector|mask)"
    r"(-[a-z]+)*|(gradient|mask|clipPath|pattern)(Content)?(Units|Transform)|offset|spreadMethod|textLength"
    r"|lengthAdjust|rotate|enable-background|isolation|mix-blend-mode|writing-mode|direction|requiredFeatures"
    r"|systemLanguage|role|aria-[a-z]+|data-[a-z-]+|focusable|lang|space|href"
)
# What a style may ask for, move, or hide by an escape; and what any other attribute may lead to.
ASKS = re.compile(
    r"\\|@|url\(\s*['\"]?(?!#)|image|src\b|animation|transition|expression|behavio|binding|javascript:|var\(",
    re.IGNORECASE,
)
LEADS = re.compile(r"\\|url\(\s*['\"]?(?!#)|image(-set)?\(|src\(|javascript:", re.IGNORECASE)
INSTRUCTION = re.compile(r"<\?(?!xml\s)", re.IGNORECASE)
ENCODED = re.compile(r"""<\?xml\s[^>]*encoding\s*=\s*["'](?!utf-8|us-ascii)""", re.IGNORECASE)
WIDEST = 4_000  # positions of a PNG, from side to side


def read_logo(config: Config, folder: Path, prefix: str) -> tuple[Config, dict[str, bytes], list[Issue]]:
    """The declaration with its logo, the bytes of this by its name, and every fault of it.

    ``prefix`` is what stands before its name in issues.
    """
    if config.site.logo is None:
        return config, {}, []
    name = config.site.logo.file
    try:
        data = read_beside(folder, name)
    except OSError as problem:
        message = f"the logo cannot be read: {problem.strerror or problem}"
        return config, {}, [error(prefix + name, 1, 1, "logo", message)]
    faults = [error(prefix + name, 1, 1, "logo", message) for message in logo_faults(name, data)]
    return config.with_logo(data), {name: data}, faults


def logo_faults(name: str, data: bytes) -> list[str]:
    """What is wrong with a logo: its size, its kind, or what it would run or ask for."""
    if len(data) > LARGEST_BYTES:
        return [f"the logo has {len(data):,} bytes; every page shows it, so that it has at most 20,000"]
    return _faults_of_png(data) if name.endswith(".png") else _faults_of_svg(data)


def _faults_of_png(data: bytes) -> list[str]:
    """A PNG is read whole, as readers' browsers will."""
    if not data.startswith(PNG):
        return ["the file is no PNG, whatever its name says"]
    if not data.endswith(LAST_CHUNK):
        return ["the picture cannot be read: it does not end as a PNG does; save it anew"]
    try:
        with import_module("PIL.Image").open(BytesIO(data), formats=["PNG"]) as picture:
            if max(picture.size) > WIDEST:
                return [f"the picture has {picture.width:,} by {picture.height:,} positions: make it smaller"]
            if getattr(picture, "is_animated", False):
                return ["the picture moves: save one of its pictures alone"]
            picture.load()
    except (OSError, ValueError, SyntaxError, ArithmeticError, MemoryError, error_of_zlib) as problem:
        return [f"the picture cannot be read: {problem}; save it anew"]
    return []


def _faults_of_svg(data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ["the drawing is not UTF-8: save it as UTF-8"]
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return ["the drawing has a document type, which may bring other files: save it without one"]
    if ENCODED.search(text):
        return ["the drawing says that it is not UTF-8: save it as UTF-8"]
    if INSTRUCTION.search(text):
        return ["the drawing has an instruction (<?...?>), which may bring other files: take it out"]
    try:
        root = ElementTree.fromstring(text.encode())
    except ElementTree.ParseError as problem:
        return [f"the drawing is no XML: {problem}"]
    if root.tag != f"{SVG}svg":
        return ["the drawing is no SVG: its outermost element is another"]
    return list(dict.fromkeys(fault for element in root.iter() for fault in _element_faults(element)))


def _element_faults(element: ElementTree.Element) -> Iterator[str]:
    tag = str(element.tag)
    own = tag.rpartition("}")[2]
    if not tag.startswith(SVG) or own not in ELEMENTS:
        yield f"the drawing has an element <{shortened(own)}>, which a plain drawing has not: save it as plain SVG"
        return
    if ASKS.search(element.text or "") and own == "style":
        yield f"the text of <{own}> asks for something outside the drawing, or moves it: take it out"
    for attribute, text in element.attrib.items():
        yield from _attribute_faults(own, attribute, text)


def _attribute_faults(element: str, attribute: str, text: str) -> Iterator[str]:
    own = attribute.removeprefix(XLINK).removeprefix(XML)
    if own.startswith("on"):
        yield f'<{element}> has "{shortened(own)}", which runs a script: take it out'
    elif not ATTRIBUTES.fullmatch(own):
        yield f'<{element}> has "{shortened(own)}", which a plain drawing has not: save it as plain SVG'
    elif (own == "href" and not text.strip().startswith("#")) or _asks(own).search(text):
        yield f'"{own}" of <{element}> leads outside the drawing: take it out'


def _asks(attribute: str) -> re.Pattern[str]:
    return ASKS if attribute == "style" else LEADS
