"""What a release brings of inspections: which reports are new, which were answered, and what is gone or changed"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from metrics.dates import day_in_words
from metrics.declared.inspection_source import Blank
from metrics.figures.release import Release
from metrics.language import listed_words, say, say_count
from metrics.oversight.inspection_sentences import REPORTS_COUNTED
from metrics.oversight.inspections import InspectionTable, Report
from metrics.oversight.standing import report_standing
from metrics.releasing.record_news import RecordNews, release_day

NEW_TABLE = "This table is new on this site."
GONE_TABLE = "This table is declared no longer."
NEW_REPORTS = ("{number:,} report is new: {titles}.", "{number:,} reports are new: {titles}.")
ANSWER_CAME = "An answer to {title} was published on {day}."
ANSWER_MOVED = "The answer to {title} is of {day} now, and was of {before} before."
ANSWER_GONE = "The answer to {title} is in the table no longer."
REPORT_MOVED = "{title} is of {day} now, and was of {before} before."
REPORTS_GONE = (
    "{number:,} report is in the table no longer: {titles}.",
    "{number:,} reports are in the table no longer: {titles}.",
)
# Reports whose last day has passed since the release before, by what an empty cell of their file says.
NEWLY_LATE: Mapping[Blank, tuple[str, str]] = {
    "none": (
        "{number:,} report is newly past the last day without an answer: {titles}.",
        "{number:,} reports are newly past the last day without an answer: {titles}.",
    ),
    "not-seen": (
        "{number:,} report is newly past the last day with no answer in these data: {titles}.",
        "{number:,} reports are newly past the last day with no answer in these data: {titles}.",
    ),
}
NO_DAY_KNOWN = "a day that is not known"
HAS_REPORTS = "{reports}, {answered} of them with an answer."


def inspection_news(earlier: Release | None, later: Release) -> tuple[RecordNews, ...]:
    """The tables that are new or not as they were, in the order declared, then those that are gone."""
    before = {} if earlier is None else earlier.inspections
    items = []
    for name, table in later.inspections.items():
        own = [] if earlier is None else list(_news(before.get(name), table))
        if earlier is not None and name in before:
            own += _newly_late(table, release_day(earlier), release_day(later))
        if own:
            items.append(RecordNews(name, table.inspection.title, _holds(table), " ".join(own)))
    gone = [table for name, table in before.items() if name not in later.inspections]
    items += [RecordNews(item.inspection.id, item.inspection.title, "", say(GONE_TABLE)) for item in gone]
    return tuple(items)


def _holds(table: InspectionTable) -> str:
    """``8 reports, 2 of them with an answer.``"""
    number, answered = len(table.reports), sum(item.answered is not None for item in table.reports)
    return say(HAS_REPORTS, reports=say_count(*REPORTS_COUNTED, number, number=number), answered=answered)


def _news(before: InspectionTable | None, after: InspectionTable) -> Iterator[str]:
    """Sentences on what is another than in the release before; none where nothing is."""
    if before is None:
        yield say(NEW_TABLE)
        return
    was = {report.reference: report for report in before.reports}
    now = {report.reference: report for report in after.reports}
    if new := _titles(now, was):
        yield say_count(*NEW_REPORTS, len(new), number=len(new), titles=listed_words(new))
    for name, report in now.items():
        if name in was:
            yield from _changed(was[name], report)
        elif report.answered is not None:
            yield say(ANSWER_CAME, title=report.report, day=day_in_words(report.answered))
    if gone := _titles(was, now):
        yield say_count(*REPORTS_GONE, len(gone), number=len(gone), titles=listed_words(gone))


def _newly_late(table: InspectionTable, first_day: date, day: date) -> Iterator[str]:
    """Which answers are past their last day on the day of a release, and were not on that of the one before."""
    standings = [(report.report, report_standing(table, report, day)) for report in table.reports]
    for blank, sentences in NEWLY_LATE.items():
        titles = [
            title
            for title, item in standings
            if item.state == "overdue" and item.last is not None and item.last >= first_day
            if item.blank == blank
        ]
        if titles:
            yield say_count(*sentences, len(titles), number=len(titles), titles=listed_words(titles))


def _titles(these: Mapping[str, Report], but_not: Mapping[str, Report]) -> list[str]:
    return [report.report for name, report in these.items() if name not in but_not]


def _changed(was: Report, now: Report) -> Iterator[str]:
    """What is said of a report otherwise than before."""
    if was.published != now.published:
        days = {
            "day": say(NO_DAY_KNOWN) if now.published is None else day_in_words(now.published),
            "before": say(NO_DAY_KNOWN) if was.published is None else day_in_words(was.published),
        }
        yield say(REPORT_MOVED, title=now.report, **days)
    if was.answered == now.answered:
        return
    if now.answered is None:
        yield say(ANSWER_GONE, title=now.report)
    elif was.answered is None:
        yield say(ANSWER_CAME, title=now.report, day=day_in_words(now.answered))
    else:
        before = day_in_words(was.answered)
        yield say(ANSWER_MOVED, title=now.report, day=day_in_words(now.answered), before=before)
