"""The people who live in an area, in words: how many, whose numbers they are, and what rates by them hold."""

from __future__ import annotations

from collections.abc import Iterable

from components.area import words
from components.figures.further_words import years_in_words
from components.site.context import View
from metrics.areas import area_words, residents
from metrics.declared.among import gazetteer_of
from metrics.declared.framework import Config
from metrics.figures.area_comparison import AreaComparison
from metrics.figures.area_figures import is_of_districts_alone
from metrics.figures.release import Release
from metrics.language import say

MOST_NAMES = 4  # of rows that no district has


def people_sentence(view: View, area: str) -> str:
    """How many people live in an area (a code), by the newest numbers that there are on the day of the view."""
    living = gazetteer_of(view.release.config).population(area, view.today.year)
    if living is None and not residents(area):
        return ""
    if living is None or living.year is None:
        return say(words.PEOPLE, people=f"{residents(area):,}", source=_in_brackets(area_words().residents))
    source = _in_brackets(_source_by_year(view.release.config))
    return say(words.PEOPLE_BY_YEAR, people=f"{living.people:,}", year=living.year, source=source)


def rate_sentences(config: Config, comparisons: Iterable[AreaComparison], noun: str) -> str:
    """What a rate is, by whose numbers of people, and whom these leave out."""
    figures = [figure for item in comparisons for figure in (item.figure, item.region)]
    years = {figure.year for figure in figures if figure.rate is not None and figure.year is not None}
    busy = area_words().busy
    visitors = say(words.VISITORS_SUCH_AS, busy=busy) if busy else say(words.VISITORS)
    if not years:
        what = say(words.RESIDENTS, noun=noun, source=_in_brackets(area_words().residents))
        return f"{what} {visitors}"
    source, by = _in_brackets(_source_by_year(config)), years_in_words(sorted(years))
    return f"{say(words.RESIDENTS_BY_YEAR, noun=noun, years=by, source=source)} {visitors}"


def regions_rate(release: Release, comparisons: Iterable[AreaComparison]) -> str:
    """What the rates of the region hold: more than what its districts have, where that is so of any of them.

    ``comparisons`` are of as many measures: the region's figure is the same beside every area.
    """
    wider = [
        comparison.measure
        for comparison in comparisons
        if not is_of_districts_alone(
            comparison.measure, release.data[comparison.measure.id], comparison.region
        )
    ]
    if not wider:
        return say(words.REGIONS_RATE_OF_DISTRICTS)
    if unplaced := area_words().unplaced:
        return say(words.REGIONS_RATE_UNPLACED, unplaced=unplaced)
    columns = [measure.source.area for measure in wider if measure.source.area is not None]
    names = dict.fromkeys(f"“{name}”" for column in columns for name in column.no_area if name.strip())
    if not names:
        return say(words.REGIONS_RATE)
    return say(words.REGIONS_RATE_WITH_NAMES, names=", ".join(list(names)[:MOST_NAMES]))


def _source_by_year(config: Config) -> str:
    return (config.areas.populations_source or "") if config.areas is not None else ""


def _in_brackets(source: str) -> str:
    """Where numbers are from, to follow them; nothing where nobody says."""
    return f" ({source})" if source else ""
