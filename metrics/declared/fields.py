"""The kinds of field that a declaration is made of: ids, names, dates, links and nouns."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from metrics.file_kinds import NAME_PATTERN, RANGE_PATTERN
from metrics.issues import shortened

NOT_ANNOUNCED: Literal["not-announced"] = "not-announced"
# An e-mail address, wherever it stands in a text; its parts have limits, so that a long text is searched quickly.
MAIL_ADDRESS = r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]+"


def _date(value: object) -> object:
    """ISO dates alone: what YAML tools would otherwise each read in their own way."""
    if value == NOT_ANNOUNCED or isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        with suppress(ValueError):
            return date.fromisoformat(value)
    quoted = f'"{shortened(str(value))}" ' if isinstance(value, str | int | float) else ""
    raise ValueError(f"{quoted}is not a date; write one as 2024-05-09, or {NOT_ANNOUNCED}")


def as_tuple(value: object) -> object:
    """One name may stand where several are allowed."""
    return (value,) if isinstance(value, str | int | float) else value


_NAMES_SCHEMA = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}],
}
_DATE_SCHEMA = {"anyOf": [{"type": "string", "format": "date"}, {"const": NOT_ANNOUNCED}]}

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
ReleaseId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, Field(pattern=r"\S", max_length=4000)]
CellText = Annotated[str, Field(pattern=r"^$|\S", max_length=4000)]
Link = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=500)]
SiteAddress = Annotated[
    str, Field(pattern=r"^https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$", max_length=200)
]
ContentFile = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*\.csv$", max_length=200)
]
Email = Annotated[str, Field(pattern=r"^[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+$", max_length=200)]
# The SubjectPublicKeyInfo of an Ed25519 key in base64: its first twelve bytes are the same for all (RFC 8410).
PublicKey = Annotated[str, Field(pattern=r"^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$")]
SecurityContact = Annotated[
    str,
    Field(pattern=r"^(mailto:[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+|https://[^\s<>\"]+)$", max_length=500),
]
FileName = Annotated[str, Field(pattern=NAME_PATTERN, max_length=200)]
Cells = Annotated[str, Field(pattern=RANGE_PATTERN)]
Names = Annotated[
    tuple[Text, ...], BeforeValidator(as_tuple), Field(min_length=1), WithJsonSchema(_NAMES_SCHEMA)
]
# Names of what stands in cells: "" is an empty cell.
CellNames = Annotated[
    tuple[CellText, ...], BeforeValidator(as_tuple), Field(min_length=1), WithJsonSchema(_NAMES_SCHEMA)
]
_FILE = {"type": "string", "pattern": NAME_PATTERN}
FileNames = Annotated[
    tuple[FileName, ...],
    BeforeValidator(as_tuple),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [_FILE, {"type": "array", "items": _FILE, "minItems": 1}]}),
]


def _day(value: object) -> object:
    """An ISO date, and nothing else."""
    if value == NOT_ANNOUNCED:
        raise ValueError("is not a date; write one as 2019-03-31")
    return _date(value)


IsoDay = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Announced = Annotated[date | Literal["not-announced"], BeforeValidator(_date), WithJsonSchema(_DATE_SCHEMA)]


class Model(BaseModel):
    """Frozen, with no key beyond those named, and nothing coerced."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Noun(Model):
    """What is counted. Offences, victims and incidents are different nouns."""

    singular: Text = Field(description="One of what is counted: violence with injury offence.")
    plural: Text = Field(description="Several of them: violence with injury offences.")

    def counted(self, number: float) -> str:
        """The noun that fits a number: singular for 1 alone."""
        return self.singular if number == 1 else self.plural
