"""What analysts declare of a site's looks: the colours of its header, its logo, and the language of its frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, PrivateAttr

from metrics.declared.fields import Model, Text
from metrics.declared.findings import Finding

if TYPE_CHECKING:
    from metrics.declared.framework import Config

Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
LogoFile = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(svg|png)$", max_length=100)]
Language = Literal["en-GB", "cy"]
LEAST_CONTRAST = 4.5  # of text and its background: WCAG 2.2, 1.4.3


class Colours(Model):
    """The colours of the header of every page."""

    header: Colour = Field(description='The background of the header: "#1e1a4b".')
    text: Colour = Field(description='The text on it, with a contrast of at least 4.5 to 1: "#ffffff".')


class Logo(Model):
    """The picture that stands before the site's name."""

    file: LogoFile = Field(description="The picture beside metrics.yaml, an SVG or a PNG of at most 20 kB.")
    alt: Text = Field(description="What it shows, in words, for who does not see it.")
    _data: bytes = PrivateAttr(default=b"")

    @property
    def data(self) -> bytes:
        """The bytes of the picture; none before they are read."""
        return self._data

    @property
    def ending(self) -> str:
        """How the name of its file ends, without the point."""
        return self.file.rpartition(".")[2]

    def read(self, data: bytes) -> Logo:
        """The same with the bytes of its picture."""
        own = self.model_copy()
        own._data = data
        return own


def contrast(colour: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2, relative luminance)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def colours_can_be_read(config: Config) -> Iterator[Finding]:
    """The text of the header can be read on its background."""
    colours = config.site.colours
    if colours is None:
        return
    ratio = contrast(colours.header, colours.text)
    if ratio < LEAST_CONTRAST:
        message = (
            f"text of {colours.text} on {colours.header} has a contrast of {ratio:.1f} to 1, and 4.5 are needed "
            "to read it: take a darker and a lighter colour"
        )
        yield Finding(("site", "colours", "text"), message)
