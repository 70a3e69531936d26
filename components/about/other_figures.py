"""Why the figures of other producers differ from those of a measure: a part of its page."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.about.claims_words import WHY_OTHERS_DIFFER
from components.basics.blocks import note
from components.site.context import View
from metrics.declared.claim import OtherFigure
from metrics.declared.framework import PublishedMeasure
from metrics.figures.other_figure_sentences import other_sentences
from metrics.figures.other_figures import HeldPair, others_of
from metrics.language import say


def other_figures(view: View, measure: PublishedMeasure) -> list[Component]:
    """Each with who publishes it, in what it differs and an example; nothing where none are declared."""
    items = [_other(measure, *pair) for pair in others_of(view.release, measure.id)]
    return [note("others", say(WHY_OTHERS_DIFFER), [html.Ul(items)])] if items else []


def _other(measure: PublishedMeasure, other: OtherFigure, pair: HeldPair | None) -> Component:
    title = other.title if other.link is None else html.A(other.title, href=other.link)
    texts = " ".join(other_sentences(measure, other, pair))
    return html.Li([f"{other.producer}, ", title, f". {texts}"])
