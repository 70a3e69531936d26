"""How figures are cited: who made them, what they are, the release, its day, and where they stand unchanged."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.basics.days import day, local_day
from components.site import downloads_words as words
from components.site.context import View
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from metrics.language import say


def citation(release: Release, what: str, measure: PublishedMeasure | None = None) -> str:
    """A sentence without the address; ``measure`` names the source where the figures are of one alone."""
    site = release.config.site
    source = "" if measure is None else say(words.CITED_SOURCE, source=measure.source.publisher)
    licence = say(words.LICENCES["OGL-3.0" if measure is None else measure.source.licence])
    when = day(local_day(release.published_at))
    sentence = say(
        words.CITATION, producer=site.producer, what=what, release=release.title, site=site.title, day=when
    )
    return f"{sentence} {source}{licence}."


def permalink(release: Release, address: str, base: str = "") -> str:
    """Where a page stands as it was published, below the site's address as the release declares it, or ``base``."""
    return f"{release.config.site.address or base}/as-at/{release.id}{address}"


def cited(view: View, sentence: str, address: str) -> list[Component]:
    """A sentence with the address of a page as it was published, and how to use it."""
    # A frozen page leads to frozen pages by itself: the renderer puts the rest before the address.
    href = address if view.kind == "as-at" else f"/as-at/{view.release.id}{address}"
    link = html.A(permalink(view.release, address, view.base), href=href)
    hint = say(words.CITE_HINT if view.site_address else words.CITE_HINT_WITHOUT_ADDRESS)
    return [html.P([f"{sentence} ", link], className="cite"), html.P(hint, className="aside")]
