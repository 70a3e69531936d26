"""Days to come on which something is due, for people's calendars: answers to reports, and clocks of one day"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from components.inspection import words
from components.site.context import View
from components.site.urls import INSPECTIONS
from metrics.dates import weekday_in_words
from metrics.declared.clock import Clock
from metrics.language import say
from metrics.oversight.inspections import InspectionTable
from metrics.oversight.standing import Standing, recommendation_standing, report_standing


@dataclass(frozen=True)
class DueDay:
    """A day on which something is due: ``name`` is the same in every release, ``path`` where more stands of it."""

    name: str
    day: date
    summary: str
    description: str
    path: str = INSPECTIONS


def due_days_of(view: View) -> list[DueDay]:
    """The last days of awaited answers, and the days of clocks, from the view's day on, the nearest first."""
    items = [
        *_of_clocks(view),
        *(item for table in view.release.inspections.values() for item in _of_answers(view, table)),
    ]
    return sorted(items, key=lambda item: (item.day, item.name))


def _of_clocks(view: View) -> Iterator[DueDay]:
    for clock in view.release.config.clocks:
        if clock.fixed_day is not None and clock.fixed_day >= view.today:
            about = _about(clock, clock.fixed_day)
            yield DueDay(f"clock/{clock.id}", clock.fixed_day, clock.title, about)


def _of_answers(view: View, table: InspectionTable) -> Iterator[DueDay]:
    name = f"answer/{table.inspection.id}"
    for report in table.reports:
        own = report_standing(table, report, view.today)
        yield from _awaited(f"{name}/{report.reference}", report.report, own)
    for single in table.recommendations:
        own = recommendation_standing(table, single, view.today)
        yield from _awaited(f"{name}/recommendation/{single.reference}", single.text, own)


def _awaited(name: str, title: str, own: Standing) -> Iterator[DueDay]:
    if own.state == "due" and own.last is not None and own.clock is not None:
        summary = say(words.ANSWER_DUE, report=title)
        yield DueDay(name, own.last, summary, _about(own.clock, own.last))


def _about(clock: Clock, day: date) -> str:
    """By whom what is due, and what force the day has."""
    due = say(words.DUE_OF, title=clock.title, who=clock.who)
    force = say(words.DUE_BY[clock.force], day=weekday_in_words(day))
    return f"{due} {force} {say(words.LAID_DOWN, source=clock.source.rstrip('.'))}"
