"""How a measure's figures come about, and how they change afterwards: London's figure, and revisions."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from metrics.areas import LONDON
from metrics.declared.framework import PublishedMeasure
from metrics.releasing.news import NEW_ON_THIS_SITE, revised_sentences
from pages._parts import made_words as words
from pages._parts.addresses import RELEASES, made_address
from pages._parts.context import View
from pages._parts.revised import beside
from pages._parts.sections import bullets, note
from pages._parts.steps_words import STEP_BY_STEP
from pages._parts.words import FIRST_RELEASE, FREQUENCY, UNREADABLE_BEFORE


def how_it_is_made(measure: PublishedMeasure, area: str = LONDON) -> Component:
    """How London's figure is made from the rows of its source."""
    return note("made", words.MADE, [bullets(_made(measure)), html.P(_step_by_step(measure, area))])


def what_may_move(view: View, measure: PublishedMeasure, area: str = LONDON) -> Component:
    """What may still move and, on London's own page, what this release has revised of the measure."""
    more = html.A(words.ALL_REVISIONS, href=f"{RELEASES}#revised")
    revised = _revised(view, measure) if area == LONDON else []
    told: list[str | Component] = [*_may_move(measure), *revised, more]
    return note("revisions", words.REVISIONS, [html.P(one) for one in told])


def _step_by_step(measure: PublishedMeasure, area: str) -> Component:
    return html.A(STEP_BY_STEP, href=made_address(measure.id, area))


def _made(measure: PublishedMeasure) -> list[str]:
    source = measure.source
    told = [words.LONDON[source.london], words.CITY[source.city_of_london]]
    if source.area is not None and source.area.no_borough and source.london == "all-rows":
        told.insert(1, words.NO_BOROUGH.format(names=_listed(source.area.no_borough)))
    if source.absent == "zero":
        told.append(words.ABSENT_IS_ZERO)
    return told


def _listed(names: tuple[str, ...]) -> str:
    quoted = [f"“{name}”" for name in names]
    return " and ".join(part for part in (", ".join(quoted[:-1]), quoted[-1]) if part)


def _may_move(measure: PublishedMeasure) -> list[str]:
    count, noun = measure.source.provisional_periods, FREQUENCY[measure.frequency]
    if count == 0:
        return [words.NOT_PROVISIONAL]
    return [(words.ONE_MAY_MOVE if count == 1 else words.SOME_MAY_MOVE).format(count=count, noun=noun)]


def _revised(view: View, measure: PublishedMeasure) -> list[str]:
    diff = beside(view, view.release, [measure.id])
    if diff is None:
        return [UNREADABLE_BEFORE]
    if diff.earlier is None:
        return [FIRST_RELEASE]
    (found,) = diff.measures
    return revised_sentences(found) or [words.NOT_REVISED if found.before else NEW_ON_THIS_SITE]
