"""Claims as JSON: what the page at /claims says, as plain values; and why the figures of others differ."""

from __future__ import annotations

from components.about.claims import checks_of
from components.site.context import View
from metrics.declared.framework import AnyMeasure, PublishedMeasure
from metrics.figures.other_figure_sentences import other_sentences
from metrics.figures.other_figures import others_of
from metrics.figures.release import Release
from metrics.releasing.claim_json import claim_json
from serving.api.measures import release_json
from serving.http.answer import Json


def claims_json(view: View) -> Json:
    """Every claim that a view can tell of, worked out."""
    return {"release": release_json(view.release), "claims": [claim_json(check) for check in checks_of(view)]}


def other_figures_json(release: Release, measure: AnyMeasure) -> Json:
    """The figures of other producers, as a key to put beside others; nothing where none are declared."""
    if not isinstance(measure, PublishedMeasure):
        return {}
    others = [
        {
            **other.model_dump(exclude={"measure", "worked"}),
            "differs_by": list(other.differs_by),
            "worked": None
            if pair is None or other.worked is None
            else {**other.worked.model_dump(), "value": pair.figure.value, "holds": pair.holds},
            "text": " ".join(other_sentences(measure, other, pair)),
        }
        for other, pair in others_of(release, measure.id)
    ]
    return {"other_figures": others} if others else {}
