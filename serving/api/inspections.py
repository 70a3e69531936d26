"""Inspections as JSON: every report with how an answer to it stands on the day, and every clock"""

from __future__ import annotations

from datetime import date

from metrics.declared.clock import Clock
from metrics.figures.release import Release
from metrics.oversight.inspection_sentences import report_sentences, standing_sentences, table_sentence
from metrics.oversight.inspections import InspectionTable, Recommendation, Report
from metrics.oversight.standing import Standing, recommendation_standing, report_standing
from serving.api.measures import release_json
from serving.http.answer import Json


def inspections_json(release: Release, today: date) -> Json:
    """Every table of reports in the order declared, as on a day, and every clock."""
    return {
        "release": release_json(release),
        "day": today.isoformat(),
        "inspections": [_table(item, today) for item in release.inspections.values()],
        "clocks": [clock_json(clock) for clock in release.config.clocks],
    }


def clock_json(clock: Clock) -> Json:
    """A clock as it is declared, without the keys that it does not have; ``on`` is a day or words."""
    declared = clock.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {**declared, "day": None if clock.fixed_day is None else clock.fixed_day.isoformat()}


def _table(item: InspectionTable, today: date) -> Json:
    declared = item.inspection
    return {
        "id": declared.id,
        "title": declared.title,
        "framework": declared.framework,
        "description": declared.description,
        "sentence": table_sentence(item, today),
        "reports": [_report(item, report, today) for report in item.reports],
        "recommendations": [_recommendation(item, single, today) for single in item.recommendations],
        "source": {
            "publisher": declared.source.publisher,
            "title": declared.source.title,
            "link": declared.source.link,
        },
    }


def _report(item: InspectionTable, report: Report, today: date) -> Json:
    return {
        "reference": report.reference,
        "report": report.report,
        "kind": report.kind,
        "published": _day(report.published),
        "recommendations": report.recommendations,
        "answered_by": report.answered_by,
        "answer_link": report.answer_link,
        "addressee": report.addressee,
        "comparable": report.comparable,
        "document": report.document,
        **_standing(report_standing(item, report, today)),
        "sentences": report_sentences(item, report, today),
    }


def _recommendation(item: InspectionTable, single: Recommendation, today: date) -> Json:
    own = recommendation_standing(item, single, today)
    return {
        "reference": single.reference,
        "report": single.report,
        "text": single.text,
        "made_on": _day(single.made_on),
        "answer_link": single.answer_link,
        "addressee": single.addressee,
        **_standing(own),
        "sentences": standing_sentences(own),
    }


def _standing(item: Standing) -> Json:
    """How an answer stands: ``days`` counts from the last day, either way; null where there is none."""
    return {
        "clock": None if item.clock is None else item.clock.id,
        "force": None if item.clock is None else item.clock.force,
        "last_day": _day(item.last),
        "answered": _day(item.answered),
        "state": item.state,
        "days": None if item.last is None else item.days,
        "blank": None if item.answered is not None else item.blank,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
