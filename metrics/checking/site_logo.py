"""The logo that a site declares, read from beside it: a picture that neither runs nor asks for anything."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from metrics.checking.site_files import read_beside
from metrics.declared.framework import Config
from metrics.issues import Issue, error

LARGEST_BYTES = 20_000
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
# What runs, or brings other documents, in an SVG; and what a style or an address may ask for.
RUNS = frozenset({"script", "foreignObject", "iframe", "object", "embed", "handler", "set", "animate"})
ASKS = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:", re.IGNORECASE)


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
    if name.endswith(".png"):
        return [] if data.startswith(PNG) else ["the file is no PNG, whatever its name says"]
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return ["the drawing has a document type, which may bring other files: save it without one"]
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as problem:
        return [f"the drawing is no XML: {problem}"]
    if root.tag != f"{SVG}svg":
        return ["the drawing is no SVG: its outermost element is another"]
    return list(dict.fromkeys(fault for element in root.iter() for fault in _element_faults(element)))


def _element_faults(element: ElementTree.Element) -> list[str]:
    tag = str(element.tag).rpartition("}")[2]
    if tag in RUNS:
        return [f"the drawing has an element <{tag}>, which may run or move: take it out"]
    faults = []
    if ASKS.search(element.text or ""):
        faults.append(f"the text of <{tag}> asks for something outside the drawing: take it out")
    for attribute, text in element.attrib.items():
        own = attribute.rpartition("}")[2]
        is_address = own in ("href", "src") and not text.strip().startswith("#")
        if own.lower().startswith("on"):
            faults.append(f'<{tag}> has "{own}", which runs a script: take it out')
        elif is_address or ASKS.search(text):
            faults.append(f'"{own}" of <{tag}> leads outside the drawing: take it out')
    return faults
