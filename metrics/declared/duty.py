"""What a law has a body publish, item by item, as it is declared: when, what was read of it, where it stands."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from metrics.declared.fields import Id, IsoDay, Link, Model, Text
from metrics.declared.taxonomy import FIRST_YEAR, LAST_YEAR

Rhythm = Literal["month", "quarter", "year", "before the financial year", "as it changes", "unknown"]
Seen = Literal["read", "guidance", "partly", "memory"]
WhenSeen = Literal["read", "guidance", "not-read"]
EvidenceKind = Literal["measure", "account", "tracker", "page", "link"]
_YEAR = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}


def _years(value: object) -> object:
    """One year may stand where several are allowed."""
    return (value,) if isinstance(value, int) else value


Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Years = Annotated[
    tuple[Year, ...],
    BeforeValidator(_years),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [_YEAR, {"type": "array", "items": _YEAR, "minItems": 1}]}),
]
ItemNumber = Annotated[str, Field(pattern=r"^[0-9A-Za-z]+(\([0-9A-Za-z]+\))*$", max_length=30)]


class Evidence(Model):
    """What on this site, or elsewhere, shows what a duty is about: one of these."""

    measure: Id | None = Field(default=None, description="A measure, by its id.")
    account: Id | None = Field(default=None, description="An account of money, by its id.")
    tracker: Id | None = Field(default=None, description="A tracker of what was promised, by its id.")
    page: Id | None = Field(default=None, description="A page that staff write, by its id.")
    link: Link | None = Field(default=None, description="An address elsewhere.")

    @property
    def kinds(self) -> dict[EvidenceKind, str]:
        """The ids or the address that are declared, by what they are."""
        every: dict[EvidenceKind, str | None] = {
            "measure": self.measure,
            "account": self.account,
            "tracker": self.tracker,
            "page": self.page,
            "link": self.link,
        }
        return {kind: name for kind, name in every.items() if name is not None}


class PublishedAt(Model):
    """Where what a duty asks for is published, or when it was looked for in vain."""

    link: Link | None = Field(default=None, description="Where it is published.")
    updated: IsoDay | None = Field(default=None, description="The day on which it was last updated there.")
    absent_on: IsoDay | None = Field(
        default=None,
        description="The day on which it was looked for and stood nowhere, in the place of the other two.",
    )


class Duty(Model):
    """An item of a law: what is to be published, and when."""

    item: ItemNumber = Field(description="Its number in the law: 3(e).")
    what: Text = Field(description="What is to be published, in your own words.")
    when: Rhythm = Field(
        description="How often: month, quarter, year, before the financial year, as it changes, unknown."
    )
    seen: Seen = Field(
        description="What was read of the item: read is its own words, guidance what guidance says of it, partly "
        "some of its words, memory none."
    )
    when_seen: WhenSeen = Field(
        description="What was read of the time of publication: read the law, guidance what that says of it."
    )
    applies: Text | None = Field(
        default=None, description="To whom alone it applies, where that is not this body."
    )
    added: Year | None = Field(default=None, description="The year in which it was put into the law.")
    changed: Years | None = Field(default=None, description="The years in which it was changed.")
    manner: Text | None = Field(default=None, description="The manner in which it is to be published.")
    note: Text | None = Field(default=None, description="What else is to be known of it.")
    evidence: Evidence | None = Field(
        default=None,
        description="What shows it: one of measure, account, tracker, page, link. Without it pages show a gap.",
    )
    published: PublishedAt | None = Field(
        default=None,
        description="Where it is published and when it was last updated; left out, that is not checked.",
    )

    @property
    def number(self) -> str:
        """The number that it begins with: ``7B`` of 7B(a)."""
        return self.item.partition("(")[0]

    @property
    def anchor(self) -> str:
        """Its number as addresses have it: ``7b-a``."""
        return self.item.lower().replace(")", "").replace("(", "-")


class Law(Model):
    """A law that has a body publish things, with all of its items."""

    id: Id = Field(description="The law's name in addresses and files.")
    title: Text = Field(description="The law as readers see it.")
    law: Text = Field(description="Its citation.")
    who: Text = Field(description="Whom it binds.")
    note: Text | None = Field(default=None, description="What else is to be known of it.")
    items: Annotated[tuple[Duty, ...], Field(min_length=1)] = Field(
        description="Its items, in the order in which pages show them."
    )
