"""A declaration among the areas of its site: each of its measures knows which areas its figures may be of.

Whatever is said of a declaration is said with its areas, and in its language as far as that has words.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from metrics.declared.framework import Config, PublishedMeasure
from metrics.gazetteer import Gazetteer
from metrics.language import of_sentences, spoken
from metrics.territory import in_force


def among(config: Config, gazetteer: Gazetteer) -> Config:
    """The same declaration, each published measure of which has the areas of a site."""
    measures = tuple(
        measure.model_copy(update={"source": measure.source.among(gazetteer)})
        if isinstance(measure, PublishedMeasure)
        else measure
        for measure in config.measures
    )
    return config.among(gazetteer, measures)


def gazetteer_of(config: Config) -> Gazetteer:
    """The areas of the site that a declaration is of."""
    return config.gazetteer


@contextmanager
def areas_of(config: Config) -> Iterator[None]:
    """Sets the areas of a declaration in force for what runs inside, and the language of its sentences."""
    with in_force(config.gazetteer.territory), spoken(of_sentences(config.site.language)):
        yield
