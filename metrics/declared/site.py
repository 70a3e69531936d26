"""The site and the body that publishes it, as analysts declare them under ``site``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from metrics.declared.fields import (
    ContentFile,
    Email,
    IsoDay,
    Link,
    Model,
    PublicKey,
    SecurityContact,
    SiteAddress,
    Text,
)
from metrics.declared.https import HttpsPromise
from metrics.declared.looks import Colours, Language, Logo
from metrics.declared.schedule import Updates
from metrics.declared.statement import Accessibility

Abbreviation = Annotated[str, Field(pattern=r"^\S*[A-Z]\S*[A-Z]\S*$", max_length=20)]
Approval = Literal["none", "required"]


class EarlyAccess(Model):
    """Somebody who may see figures before they are published."""

    name: Text = Field(description="Who it is: a person's name, as readers see it.")
    role: Text = Field(description="In which role, and why it is needed.")


class SigningKey(Model):
    """A public key by which events of the history are signed, from a day on."""

    since: IsoDay = Field(description="The day from which on it signs.")
    key: PublicKey = Field(description="The public key (Ed25519), as pcp new-key prints it.")


class Contact(Model):
    """How readers reach the people behind the figures: in words, and by what they can press."""

    text: Text = Field(description="How to reach them, in words: a name, an address, when they answer.")
    email: Email | None = Field(default=None, description="Their address for e-mail.")
    telephone: Text | None = Field(default=None, description="Their number, as it is written for readers.")
    form: Link | None = Field(default=None, description="Where their form stands on the web.")


def _as_contact(value: object) -> object:
    """Words alone may stand where more can be said."""
    return {"text": value} if isinstance(value, str) else value


class Site(Model):
    """The site and the body that publishes it."""

    title: Text = Field(description="The site's name.")
    producer: Text = Field(description="The body that produces the statistics.")
    contact: Annotated[Contact, BeforeValidator(_as_contact, json_schema_input_type=str | Contact)] = Field(
        description="How readers reach the people behind the figures: in words, or with email, telephone and form."
    )
    statistics_status: Text = Field(
        description="Official statistics, management information, or what they are."
    )
    update_schedule: Text = Field(description="How often releases come and at what time of day.")
    updates: Updates | None = Field(
        default=None,
        description="How often a release is promised: one that has not come by then is said to be late.",
    )
    attribution: Text = Field(description="The words that reuse under the licence must carry.")
    abbreviations: dict[Abbreviation, Text] = Field(
        default={},
        description="What abbreviations stand for, ICV: independent custody visiting. Each is written out at its "
        "first use on a page of trackers, inspections, duties, oversight or a pack.",
    )
    strengths: tuple[Text, ...] = Field(default=(), description="What the figures are good for.")
    limits: tuple[Text, ...] = Field(default=(), description="What the figures cannot tell.")
    revisions: tuple[Text, ...] = Field(default=(), description="When and how published figures change.")
    coherence: tuple[Text, ...] = Field(default=(), description="How the figures fit with those of others.")
    maintenance: tuple[Text, ...] = Field(default=(), description="How the site will be kept up.")
    privacy: tuple[Text, ...] = Field(
        default=(),
        description="What is logged of readers, for how long and by whom, for the page on privacy.",
    )
    address: SiteAddress | None = Field(
        default=None,
        description="Where the site stands on the web, for links that leave it: https://outcomes.example.org.",
    )
    postcodes: ContentFile | None = Field(
        default=None,
        description="A table of postcodes and their districts, in the folder of the site: data/postcodes.csv.",
    )
    colours: Colours | None = Field(
        default=None, description="The colours of the header; left out, white on the night of the site's own."
    )
    logo: Logo | None = Field(default=None, description="The picture before the site's name.")
    language: Language = Field(
        default="en-GB", description="The language of the site: en-GB, or cy for Welsh."
    )
    accessibility: Accessibility | None = Field(
        default=None,
        description="How this site was tested, as its accessibility statement says it.",
    )
    https: HttpsPromise = Field(
        default=HttpsPromise(),
        description="What browsers are promised that came over HTTPS; left out, a year, for this name alone.",
    )
    security_contacts: tuple[SecurityContact, ...] = Field(
        default=(),
        description="Whom to tell of a weakness of the site, for /.well-known/security.txt: mailto: or https:.",
    )
    approval: Approval = Field(
        default="none", description="Whether a second person has to approve each release before its moment."
    )
    signing_keys: tuple[SigningKey, ...] = Field(
        default=(),
        description="The public keys by which the history is signed, each from its day on; readers see them.",
    )
    early_access: tuple[EarlyAccess, ...] = Field(
        default=(),
        description="Everybody who may see figures before they are published; readers see the list.",
    )
