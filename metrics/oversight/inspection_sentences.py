"""What is said of answers to reports: by when they are due, what force that has, and whether they came in time"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from metrics.dates import day_in_words, weekday_in_words
from metrics.declared.clock import Clock, Force
from metrics.language import say, say_count
from metrics.oversight.inspections import InspectionTable, Report
from metrics.oversight.standing import Standing, report_standing

DUE: Mapping[Force, tuple[str, str]] = {
    "law": (
        "The law asks for an answer by {day}: {number:,} day left.",
        "The law asks for an answer by {day}: {number:,} days left.",
    ),
    "agreed": (
        "It was agreed to answer by {day}: {number:,} day left.",
        "It was agreed to answer by {day}: {number:,} days left.",
    ),
    "asked": (
        "The report asks for an answer by {day}: {number:,} day left; no law sets this day.",
        "The report asks for an answer by {day}: {number:,} days left; no law sets this day.",
    ),
}
DUE_TODAY: Mapping[Force, str] = {
    "law": "The law asks for an answer by today, {day}.",
    "agreed": "It was agreed to answer by today, {day}.",
    "asked": "The report asks for an answer by today, {day}; no law sets this day.",
}
LATE: Mapping[Force, tuple[str, str]] = {
    "law": (
        "Answered on {answered}, {number:,} day after the last day that the law sets.",
        "Answered on {answered}, {number:,} days after the last day that the law sets.",
    ),
    "agreed": (
        "Answered on {answered}, {number:,} day after the day agreed.",
        "Answered on {answered}, {number:,} days after the day agreed.",
    ),
    "asked": (
        "Answered on {answered}, {number:,} day after the day asked for.",
        "Answered on {answered}, {number:,} days after the day asked for.",
    ),
}
IN_TIME: Mapping[Force, str] = {
    "law": "Answered on {answered}, within the time that the law gives.",
    "agreed": "Answered on {answered}, within the time agreed.",
    "asked": "Answered on {answered}, within the time asked for.",
}
ANSWERED = "Answered on {answered}."
NOT_CALLED = "It is called neither in time nor late: no last day can be given."
PAST_LAST_DAY = (
    "No answer has been published; the last day was {number:,} day ago.",
    "No answer has been published; the last day was {number:,} days ago.",
)
PAST_AND_NOT_SEEN = (
    "The last day was {day}. No answer stands in these data, which does not say that none was published."
)
THAT_DAY = "That day was {day}."
WHOSE_DAY: Mapping[Force, str] = {
    "law": "A law sets that day.",
    "agreed": "No law sets that day: it was agreed.",
    "asked": "No law sets that day: the report asked for it.",
}
NO_CLOCK = "No clock is declared for an answer to it."
NO_DAY = "The day on which it was published is not known here, so no last day is given."
COUNTING_NOT_STATED = "{span} are set for an answer, and how they count is not stated: no last day is given."
COUNTING_NOT_READ = (
    "{span} are set for an answer, and how they count has not been read: no last day is given."
)
NO_LAST_DAY = "No last day can be given."
GRADES_NOT_COMPARABLE = "Its grades cannot be compared with those before, as its inspectorate says."
SPAN_DAYS = ("{span:,} day", "{span:,} days")
SPAN_WORKING_DAYS = ("{span:,} working day", "{span:,} working days")
REPORTS_COUNTED = ("{number:,} report", "{number:,} reports")
SUMMARY = "{reports}: {states}."
# What a report is counted as, by its state and by what an empty cell of its file says.
STATES_COUNTED: Mapping[str, str] = {
    "in-time": "{number:,} answered in time",
    "late": "{number:,} answered late",
    "answered": "{number:,} answered",
    "overdue none": "{number:,} past the last day without an answer",
    "overdue not-seen": "{number:,} past the last day with no answer in these data",
    "due": "{number:,} with days left",
    "no-count": "{number:,} without a last day",
    "no-day": "{number:,} of a day that is not known",
    "no-clock": "{number:,} without a clock",
}
NO_REPORTS = "No report stands in it yet."


def standing_sentences(item: Standing) -> list[str]:
    """How an answer stands; of a last day that has passed also which it was, and what force it has."""
    return list(_answered(item) if item.answered is not None else _awaited(item))


def report_sentences(table: InspectionTable, report: Report, today: date) -> list[str]:
    """How the answer to a report stands on a day, and that its grades are not comparable where that is so."""
    sentences = standing_sentences(report_standing(table, report, today))
    return [*sentences, say(GRADES_NOT_COMPARABLE)] if report.comparable is False else sentences


def table_sentence(table: InspectionTable, today: date) -> str:
    """``8 reports: 2 answered late, 1 with days left.``: how many stand where on a day."""
    if not table.reports:
        return say(NO_REPORTS)
    tally = Counter(_counted_as(report_standing(table, report, today)) for report in table.reports)
    states = [say(STATES_COUNTED[name], number=tally[name]) for name in STATES_COUNTED if tally[name]]
    number = len(table.reports)
    return say(SUMMARY, reports=say_count(*REPORTS_COUNTED, number, number=number), states=", ".join(states))


def span_text(clock: Clock) -> str:
    """``56 days``, ``5 working days``; nothing for a clock without a number of days."""
    if clock.length is None:
        return ""
    if clock.working_days is not None:
        return say_count(*SPAN_WORKING_DAYS, clock.length, span=clock.length)
    return say_count(*SPAN_DAYS, clock.length, span=clock.length)


def _counted_as(item: Standing) -> str:
    return f"{item.state} {item.blank}" if item.state == "overdue" else item.state


def _answered(item: Standing) -> Iterator[str]:
    answered = day_in_words(item.answered or date.max)
    if item.clock is None or item.state == "answered":
        yield say(ANSWERED, answered=answered)
        if item.clock is not None:
            yield say(NOT_CALLED)
    elif item.state == "late":
        yield say_count(*LATE[item.clock.force], item.days, number=item.days, answered=answered)
        if item.last is not None:
            yield say(THAT_DAY, day=weekday_in_words(item.last))
    else:
        yield say(IN_TIME[item.clock.force], answered=answered)


def _awaited(item: Standing) -> Iterator[str]:
    if item.clock is None:
        yield say(NO_CLOCK)
    elif item.state == "no-day":
        yield say(NO_DAY)
    elif item.last is None:
        yield _uncounted(item.clock)
    elif item.state == "due":
        yield _due(item.clock, item.last, item.days)
    else:
        yield from _overdue(item, item.last)
        yield say(WHOSE_DAY[item.clock.force])


def _due(clock: Clock, last: date, left: int) -> str:
    day = weekday_in_words(last)
    if not left:
        return say(DUE_TODAY[clock.force], day=day)
    return say_count(*DUE[clock.force], left, number=left, day=day)


def _overdue(item: Standing, last: date) -> Iterator[str]:
    if item.blank == "not-seen":
        yield say(PAST_AND_NOT_SEEN, day=weekday_in_words(last))
    else:
        yield say_count(*PAST_LAST_DAY, item.days, number=item.days)
        yield say(THAT_DAY, day=weekday_in_words(last))


def _uncounted(clock: Clock) -> str:
    if clock.counts == "not-stated":
        return say(COUNTING_NOT_STATED, span=span_text(clock))
    if clock.counts == "not-read":
        return say(COUNTING_NOT_READ, span=span_text(clock))
    return say(NO_LAST_DAY)
