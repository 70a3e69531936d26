"""Claims and pairs of figures against the areas of a site, its releases, and the figures of a drop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from metrics.areas import nearest_area
from metrics.checking.previous import Earlier
from metrics.declared.claim import Claim
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.locations import Locations
from metrics.figures.claim_sentences import obstacle_sentence
from metrics.figures.claims import claim_sum
from metrics.figures.observations import measure_data
from metrics.figures.other_figures import held_pair
from metrics.figures.sentences import observation_text
from metrics.figures.series import MeasureData
from metrics.gazetteer import Gazetteer
from metrics.issues import Issue, error, listed, nearest, warning
from metrics.language import say


def claims_are_of_areas(config: Config, gazetteer: Gazetteer, declared: Locations) -> Iterator[Issue]:
    """The area of a claim is one that its measure may have figures of."""
    measures = {measure.id: measure for measure in config.published()}
    for index, claim in enumerate(config.claims):
        measure = measures.get(claim.measure)
        if claim.area is None or measure is None:
            continue
        source, place = measure.source.among(gazetteer), declared.at(("claims", index, "area"))
        if source.area_code(claim.area):
            continue
        guess = nearest_area(claim.area) or nearest(claim.area, gazetteer.names(source.level))
        message = say(
            'claim "{id}": the area "{area}" is not known{guess}', id=claim.id, area=claim.area, guess=guess
        )
        yield error(declared.file, *place, "claim-area", message)


def claims_name_releases(config: Config, declared: Locations, earlier: Earlier) -> Iterator[Issue]:
    """A claim names a release that has been published; else readers are not shown it yet."""
    for index, claim in enumerate(config.claims):
        if claim.release is None or not earlier.ids or claim.release in earlier.ids:
            continue
        place = declared.at(("claims", index, "release"))
        message = (
            f'claim "{claim.id}": there is no release "{claim.release}"; there are {listed(earlier.ids)}'
        )
        yield warning(
            declared.file, *place, "claim-release", f"{message}. Readers are not shown it until there is"
        )


def claims_by_figures(
    config: Config, stored: Mapping[str, pd.DataFrame], declared: Locations
) -> Iterator[Issue]:
    """Claims on the newest release that a drop cannot work out, and pairs of figures that they no longer have.

    ``stored`` are the observations of each measure as they would be stored.
    """
    figures = _figures(config, stored)
    for index, claim in enumerate(config.claims):
        if claim.measure in figures and claim.release is None and claim.said_on is None:
            yield from _worked_out(*figures[claim.measure], claim, declared, index)
    for index, other in enumerate(config.other_figures):
        if other.measure not in figures:
            continue
        measure, data = figures[other.measure]
        pair = held_pair(measure, data, other)
        if pair is None or pair.holds:
            continue
        now = observation_text(measure, pair.figure).lower()
        message = f'"{measure.id}" is {now} in {pair.figure.label}, and the pair beside {other.producer} has '
        place = declared.at(("other_figures", index, "worked", "ours"))
        yield warning(declared.file, *place, "pair-differs", f"{message}{pair.pair.ours:,}; readers see both")


def _figures(
    config: Config, stored: Mapping[str, pd.DataFrame]
) -> dict[str, tuple[PublishedMeasure, MeasureData]]:
    """The measures with figures that are claimed, or held against other producers', and their series, by id."""
    named = {item.measure for items in (config.claims, config.other_figures) for item in items}
    return {
        measure.id: (measure, measure_data(measure, stored[measure.id]))
        for measure in config.published()
        if measure.id in named and measure.id in stored
    }


def _worked_out(
    measure: PublishedMeasure, data: MeasureData, claim: Claim, declared: Locations, index: int
) -> Iterator[Issue]:
    worked = claim_sum(measure, data, claim)
    if not isinstance(worked, str) and worked.obstacle is not None:
        reason = obstacle_sentence(worked.obstacle, worked)
        message = f'claim "{claim.id}" cannot be worked out by this drop: {reason[:1].lower()}{reason[1:]}'
        yield warning(declared.file, *declared.at(("claims", index, "id")), "claim-lost", message.rstrip("."))
