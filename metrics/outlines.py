"""The outlines of areas as the map draws them: simplified once, at publication, and stored with a release."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from pydantic import TypeAdapter

SCHEMA = 1  # of the file


@dataclass(frozen=True)
class Outline:
    """One area: its border as the data of an SVG path, and where its mark stands.

    ``x`` and ``y`` are the middle of the largest circle that lies inside it, and ``room`` is that circle's radius.
    """

    path: str
    x: int
    y: int
    room: int


@dataclass(frozen=True)
class Outlines:
    """The outlines of areas, by their codes, in one drawing of ``width`` by ``height``. Borders are shared."""

    width: int
    height: int
    areas: Mapping[str, Outline]
    schema: Literal[1] = 1


_OUTLINES = TypeAdapter(Outlines)


def outlines_file(outlines: Outlines) -> bytes:
    """The outlines as the small file that is stored: the same values give the same bytes."""
    return json.dumps(asdict(outlines), separators=(",", ":")).encode() + b"\n"


def parse_outlines(data: bytes | None) -> Outlines | None:
    """What a release stored; None for one without outlines, or with those of another version."""
    if data is None or json.loads(data).get("schema") != SCHEMA:
        return None
    return _OUTLINES.validate_json(data)
