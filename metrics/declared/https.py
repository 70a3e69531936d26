"""What a site promises browsers that came over HTTPS, and whether the promise can be kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from metrics.declared.fields import Model
from metrics.declared.findings import Finding

if TYPE_CHECKING:
    from metrics.declared.framework import Config

SECONDS_OF_A_DAY = 86_400
LISTED_FROM_DAYS = 365  # what the list that browsers are shipped with (hstspreload.org) asks for


class HttpsPromise(Model):
    """What browsers are promised that came over HTTPS: how long the site will be there over it alone (RFC 6797)."""

    days: Annotated[int, Field(ge=0, le=3650)] = Field(
        default=365, description="For how many days, from each visit on; 0 takes the promise back."
    )
    subdomains: bool = Field(
        default=False, description="Whether it holds for every name below the site's too."
    )
    preload: bool = Field(
        default=False, description="Whether the name may stand in the list that browsers are shipped with."
    )

    def header(self) -> str:
        """The promise as the value of Strict-Transport-Security; its age is in seconds."""
        further = [name for name, is_said in self._further() if is_said]
        return "; ".join([f"max-age={self.days * SECONDS_OF_A_DAY}", *further])

    def _further(self) -> tuple[tuple[str, bool], ...]:
        return (("includeSubDomains", self.subdomains), ("preload", self.preload))


def https_promise_can_be_listed(config: Config) -> Iterator[Finding]:
    """The name of a site stands in the list that browsers are shipped with by a long promise for all below it."""
    promise = config.site.https
    if promise.preload and not (promise.subdomains and promise.days >= LISTED_FROM_DAYS):
        message = (
            f"the list of browsers takes a name with subdomains: true and {LISTED_FROM_DAYS} days or more"
        )
        yield Finding(("site", "https", "preload"), message, "bad-value")
