"""A declaration among the areas of its site: each of its measures knows which areas its figures may be of."""

from __future__ import annotations

from metrics.declared.framework import Config, PublishedMeasure
from metrics.gazetteer import SHIPPED, Gazetteer


def among(config: Config, gazetteer: Gazetteer) -> Config:
    """The same declaration, each published measure of which has the areas of a site."""
    measures = tuple(
        measure.model_copy(update={"source": measure.source.among(gazetteer)})
        if isinstance(measure, PublishedMeasure)
        else measure
        for measure in config.measures
    )
    return config.model_copy(update={"measures": measures})


def gazetteer_of(config: Config) -> Gazetteer:
    """The areas of the site that a declaration is of."""
    return next((measure.source.gazetteer for measure in config.published()), SHIPPED)
