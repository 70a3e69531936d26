"""What a site declares of its accessibility statement: how it was tested, by whom, and when that was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import Field

from metrics.declared.fields import IsoDay, Model, Text
from metrics.declared.findings import Finding

if TYPE_CHECKING:
    from metrics.declared.framework import Config

AT = ("site", "accessibility")


class Accessibility(Model):
    """How a site itself was tested, as its accessibility statement says it."""

    prepared: IsoDay = Field(description="When the statement was prepared.")
    reviewed: IsoDay = Field(description="When it was last looked over.")
    tested: Text = Field(
        description="How this site was tested and by whom, and how far it meets the standard, as sentences."
    )


def statement_is_written_first(config: Config) -> Iterator[Finding]:
    """A statement is looked over once it is there, and a site with an address on the web declares one."""
    declared = config.site.accessibility
    if declared is not None and declared.reviewed < declared.prepared:
        message = f"reviewed {declared.reviewed} is before prepared ({declared.prepared})"
        yield Finding((*AT, "reviewed"), message, "bad-order")
    if declared is None and config.site.address is not None:
        message = (
            'the site has an address on the web and no "accessibility": its statement says that no test of it is '
            "declared; say how it was tested, by whom and when"
        )
        yield Finding(("site",), message, "no-statement", "warning")
