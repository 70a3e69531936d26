"""A file that somebody publishes, as analysts declare it: by whom, what it is called, how its cells are read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from metrics.declared.fields import Cells, FileNames, Link, Model, Text

Licence = Literal["OGL-3.0"]


class PublishedFile(Model):
    """Where a file is from and how its text becomes cells; what the cells mean is declared beside it."""

    publisher: Text = Field(description="Who publishes the data.")
    title: Text = Field(description="The data set's name, as its publisher has it.")
    link: Link = Field(description="Where readers find the data set.")
    licence: Licence = Field(description="The licence that the data carry.")
    files: FileNames = Field(
        description="The extract, or several that join into one series. A * stands for what changes."
    )
    sheet: Text | None = Field(
        default=None, description="The sheet of a workbook; left out, the only one that it has."
    )
    range: Cells | None = Field(
        default=None,
        description="The cells of the sheet that are read, header included: A5:F40, or A5:F down to the last row.",
    )
    header: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=1, description="The line of the file, or row of the sheet, in which the header stands."
    )
    delimiter: Literal[",", ";", "\t", "|"] = Field(default=",", description="What stands between fields.")
    decimal: Literal[".", ","] = Field(default=".", description="The decimal mark.")
    encoding: Literal["utf-8", "cp1252"] = Field(default="utf-8", description="How the text is encoded.")

    @property
    def needed_columns(self) -> tuple[tuple[str, ...], ...]:
        """The accepted names of each column that must be there."""
        return ()
