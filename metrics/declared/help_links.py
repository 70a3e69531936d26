"""Which section of docs/measures.md explains a part of a declaration."""

from __future__ import annotations

from typing import Any

from metrics.declared.document import Path

GUIDE = "docs/measures.md"
HOW_WRITTEN = f"{GUIDE}#how-the-file-is-written"
# The parts of the file, and of an outcome, that have a section of their own.
TOP = {
    "site": "site",
    "site.contact": "contact",
    "site.colours": "colours",
    "site.accessibility": "accessibility",
    "site.https": "https",
    "site.logo": "logo",
    "site.early_access": "early_access",
    "site.signing_keys": "signing_keys",
    "frameworks": "frameworks",
    "outcomes": "outcomes",
    "outcomes.dashboard": "dashboard",
    "areas": "areas",
    "areas.words": "areaswords",
    "areas.words.district": "areaswordsdistrict",
    "areas.words.division": "areaswordsdivision",
    "gone_measures": "gone_measures",
    "accounts": "accounts",
    "accounts.judge": "accountsjudge",
    "accounts.revised": "accountsrevised",
    "accounts.reconcile": "accountsreconcile",
    "accounts.source": "accountssource",
    **{
        f"accounts.source.{name}": "accountssourcebudget"
        for name in (
            *("original", "budget", "forecast", "percent", "opening", "closing", "planned", "beside_plan"),
            "document",
        )
    },
    "accounts.source.as_at": "accountssourceas_at",
    "accounts.source.body": "accountssourcebody",
    "accounts.source.variance": "accountssourcevariance",
    "accounts.source.stage": "accountssourcestage",
    "accounts.source.where": "sourcewhere",
    "trackers": "trackers",
    "trackers.noun": "noun",
    "trackers.words": "trackerswords",
    "trackers.declared_totals": "trackersdeclared_totals",
    "trackers.reconcile": "accountsreconcile",
    "trackers.source": "trackerssource",
    **{
        f"trackers.source.{name}": "trackerssourcereference"
        for name in ("reference", "item", "area", "said_in", "due_words", "reason", "update")
    },
    **{
        f"trackers.source.{name}": "accountssourceas_at"
        for name in ("as_at", "original_due", "due", "completed")
    },
    "trackers.source.owner": "trackerssourceowner",
    "trackers.source.status": "trackerssourcestatus",
    "trackers.source.group": "accountssourcebody",
    "trackers.source.where": "sourcewhere",
    "inspections": "inspections",
    "inspections.source": "inspectionssource",
    **{
        f"inspections.source.{name}": "inspectionssourceclock"
        for name in (
            *("reference", "report", "clock", "answered_by", "answer_link", "addressee", "comparable"),
            *("document", "recommendations"),
        )
    },
    **{
        f"inspections.recommendations.{name}": "inspectionssourceclock"
        for name in ("reference", "report", "text", "clock", "answer_link", "addressee")
    },
    "inspections.source.published": "inspectionssourcepublished",
    "inspections.source.answered": "inspectionssourceanswered",
    "inspections.source.kind": "inspectionssourcekind",
    "inspections.source.where": "sourcewhere",
    "inspections.recommendations": "inspectionsrecommendations",
    "inspections.recommendations.made_on": "inspectionssourcepublished",
    "inspections.recommendations.answered": "inspectionssourceanswered",
    "inspections.recommendations.where": "sourcewhere",
    "clocks": "clocks",
    "duties": "duties",
    "duties.items": "dutiesitems",
    "duties.items.evidence": "dutiesitemsevidence",
    "duties.items.published": "dutiesitemspublished",
    "bodies": "bodies",
    "bodies.meetings": "bodiesmeetings",
    "pages": "pages",
    "claims": "claims",
    "claims.from": "claimsfrom",
    "claims.to": "claimsfrom",
    "claims.stated": "claimsstated",
    "other_figures": "other_figures",
    "other_figures.worked": "other_figuresworked",
}
# The parts of a measure that have a section of their own.
PARTS = {
    "noun": "noun",
    "comparison": "comparison",
    "comparison.verdict": "comparisonverdict",
    "sample": "sample",
    "sample.size": "samplesize",
    "breaks": "breaks",
    "unusual": "unusual",
    "control_chart": "control_chart",
    "rate": "rate",
    "suppression": "suppression",
    "absent_this_time": "absent_this_time",
    "reconcile": "reconcile",
    "reconcile.counts": "reconcilecounts",
    "supplement": "supplement",
    "targets": "targets",
    "gone": "gone",
    "money": "money",
    "duration": "duration",
    "per": "per",
    "index": "index",
    "derived": "derived",
    "derived.from": "derivedfrom",
    "source": "source",
    "source.period": "sourceperiod",
    "source.period.columns": "sourceperiodcolumns",
    "source.area": "sourcearea",
    "source.value": "sourcevalue",
    "source.base": "sourcebase",
    "source.interval": "sourceinterval",
    "source.over": "sourceover",
    "source.where": "sourcewhere",
    "source.dimensions": "sourcedimensions",
    "source.dimensions.categories": "sourcedimensionscategories",
    "source.plausible": "sourceplausible",
}


def section_of(path: Path, data: Any) -> str:
    """The section on the key at a path: ``docs/measures.md#comparison``."""
    names = [str(part) for part in path if isinstance(part, str)]
    measure = bool(names) and names[0] == "measures"
    parts, within = (PARTS, names[1:]) if measure else (TOP, names)
    for length in range(len(within), 0, -1):
        part = parts.get(".".join(within[:length]))
        if part is not None:
            return f"{GUIDE}#{part}"
    return f"{GUIDE}#measures-{_status(path, data)}" if measure else f"{GUIDE}#the-file"


def _status(path: Path, data: Any) -> str:
    """The state that a measure declares; published where it declares none that is known."""
    measures = data.get("measures") if isinstance(data, dict) else None
    index = path[1] if len(path) > 1 else None
    if isinstance(measures, tuple) and isinstance(index, int) and isinstance(measures[index], dict):
        status = measures[index].get("status")
        return status if status in ("planned", "qualitative", "retired") else "published"
    return "published"
