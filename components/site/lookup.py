"""What an address means: the framework, outcome, measure, release or area of an id, or the nearest there is."""

from __future__ import annotations

import difflib

from components.site.context import UnknownAddress
from components.site.urls import (
    ABOUT,
    ACCESSIBILITY,
    AREAS,
    COMPARE,
    DATA,
    HOME,
    LINEAGE,
    RELEASES,
    area_address,
    framework_address,
    lineage_address,
    measure_address,
    outcome_address,
    release_address,
)
from components.site.words import NO_SUCH
from metrics.areas import LONDON, area_code, areas, boroughs
from metrics.declared.framework import AnyMeasure, Config, Framework, Outcome
from metrics.finder import exact_area, search
from metrics.releasing.published import Past, Published, find


def addresses(config: Config) -> tuple[str, ...]:
    """Every page that a reader can be led to."""
    return (
        HOME,
        AREAS,
        COMPARE,
        RELEASES,
        DATA,
        ABOUT,
        ACCESSIBILITY,
        *(framework_address(config, framework.id) for framework in config.frameworks[1:]),
        *(outcome_address(outcome.id) for outcome in config.outcomes),
        *(measure_address(measure.id) for measure in config.measures),
        *(lineage_address(measure.id) for measure in config.published()),
        *(area_address(area) for area in areas()),
    )


def unknown_address(config: Config, path: str, kind: str = "page") -> UnknownAddress:
    """The error for an address that leads nowhere, with the nearest that leads somewhere."""
    return UnknownAddress(NO_SUCH.format(kind=kind), _nearest(path, addresses(config)))


def _nearest(path: str, candidates: tuple[str, ...]) -> str:
    """Ids are compared, not whole addresses: the words before them would make all of them near."""
    by_id = {address.rsplit("/", 1)[-1]: address for address in candidates if address != HOME}
    by_id.pop(LINEAGE, None)  # which is no id
    close = difflib.get_close_matches(path.rstrip("/").rsplit("/", 1)[-1].casefold(), by_id, n=1, cutoff=0.5)
    return by_id[close[0]] if close else ""


def find_framework(config: Config, framework_id: str) -> Framework:
    """The framework of an id. Raises UnknownAddress."""
    try:
        return config.framework(framework_id)
    except KeyError:
        raise unknown_address(config, f"/frameworks/{framework_id}", "framework") from None


def find_outcome(config: Config, outcome_id: str) -> Outcome:
    """The outcome of an id. Raises UnknownAddress."""
    try:
        return config.outcome(outcome_id)
    except KeyError:
        raise unknown_address(config, outcome_address(outcome_id), "outcome") from None


def find_measure(config: Config, measure_id: str) -> AnyMeasure:
    """The measure of an id. Raises UnknownAddress."""
    try:
        return config.measure(measure_id)
    except KeyError:
        raise unknown_address(config, measure_address(measure_id), "measure") from None


def find_release(past: Past, release_id: str) -> Published:
    """The release of an id, as far as readers may know of it. Raises UnknownAddress."""
    if published := find(past, release_id):
        return published
    ids = [release.id for release in past]
    close = difflib.get_close_matches(release_id.casefold(), ids, n=1, cutoff=0.6)
    raise UnknownAddress(NO_SUCH.format(kind="release"), release_address(close[0]) if close else RELEASES)


def find_area(measure_id: str, area: object, with_figures: tuple[str, ...]) -> str:
    """The code of the area that a reader asks for by code, slug or name; London when none is named.

    Raises UnknownAddress for what is no area, or one for which the measure has no figures.
    """
    text = str(area).strip()
    if text.casefold() in ("", "london", LONDON.casefold()):
        return LONDON
    code = text.upper() if text.upper() in boroughs() else area_code(text.replace("-", " "))
    if code in with_figures:
        return str(code)
    near = {boroughs()[borough].slug: borough for borough in with_figures}
    close = difflib.get_close_matches(text.casefold(), near, n=1, cutoff=0.6)
    guess = measure_address(measure_id, near[close[0]] if close else LONDON)
    raise UnknownAddress(NO_SUCH.format(kind="area"), guess)


def find_place(area_id: str) -> str:
    """The code of an area that has a page, by its slug, code or name. Raises UnknownAddress."""
    if (code := exact_area(area_id)) is not None:
        return code
    match = search(area_id)
    guesses = [code for code in (match.clear, *match.near) if code]
    raise UnknownAddress(NO_SUCH.format(kind="area"), area_address(guesses[0]) if guesses else AREAS)
