"""What does not add up from report to report: openings and closings, plans, and budgets that change."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from metrics.discrepancies import Discrepancy
from metrics.language import say, upper_first
from metrics.money.books import (
    Books,
    closed_with,
    report_text,
    source_text,
    stating,
    values_text,
)
from metrics.money.days import day_text, year_text
from metrics.money.entries import Entry

OPENINGS = "{body}: the reports of {year} start from different amounts: {values}."
LAST_CLOSING = "{body}: {year} starts with {opening} ({report}), and the year before ended with {closing}."
NOT_STATED = (
    "{body} came to {closing} at the end of {year}. {report} does not say what they were at its start: {own} is "
    "what the whole less the other parts gives."
)
NOT_STATED_YET = (
    "{body} are expected to come to {closing} at the end of {year}. {report} does not say what they were at its "
    "start: {own} is what the whole less the other parts gives."
)
PLANS_OF_REPORTS = "{body}: the reports of {year} state different plans to use it: {values}."
PLANS = (
    "{body}: the planned use in {year} follows from what each report says, and it is not the same: {values}."
)
PLANS_STATED = (
    "{body}: the planned use in {year} is stated as {stated}; from what each report says follows {values}."
)
REVISED = (
    "{body}: the budget changed from {before} to {after} between {first} and {day}, and nothing says why."
)


def openings(books: Books) -> Iterator[Discrepancy]:
    """All reports of a year give the same opening, and it is what the year before closed with."""
    for body in books.book.bodies:
        entries = stating(books.book, body, "opening")
        if not entries:
            continue
        values = [entry.amounts["opening"] for entry in entries]
        if books.is_off(max(values), min(values)):
            text = say(
                OPENINGS, body=body, year=year_text(books.account), values=values_text(books, entries, values)
            )
            yield books.discrepancy(entries[0], "opening-off", "opening", text)
        closing = None if books.before is None else closed_with(books.before, body)
        if closing is not None and books.is_off(values[-1], closing):
            figures = {"opening": books.text(values[-1]), "closing": books.text(closing)}
            place = {"body": body, "year": year_text(books.account), "report": source_text(entries[-1])}
            yield books.discrepancy(
                entries[-1], "opening-off", "opening", say(LAST_CLOSING, **place, **figures)
            )


def unstated_openings(books: Books) -> Iterator[Discrepancy]:
    """Of a part that closes and does not open, what it opened with follows from the whole and the other parts."""
    for day in books.book.days[-1:]:  # said once, with the newest report
        entries = books.book.on(day)
        total = next((entry for entry in entries if books.book.is_total(entry)), None)
        parts = [entry for entry in entries if not books.book.is_total(entry)]
        unstated = [entry for entry in parts if entry.amount("opening") is None]
        if total is None or len(unstated) != 1 or len(parts) < 2:
            continue
        (part,), opening, closing = unstated, total.amount("opening"), unstated[0].amount("closing")
        if opening is None or closing is None:
            continue
        own = opening - sum((entry.amounts["opening"] for entry in parts if entry is not part), Decimal())
        text = say(
            NOT_STATED_YET if part.stage == "forecast" else NOT_STATED,
            body=part.body,
            closing=books.text(closing),
            year=year_text(books.account),
            report=upper_first(report_text(part)),
            own=books.text(own),
        )
        yield books.discrepancy(part, "opening-not-stated", "opening", text)


def plans(books: Books) -> Iterator[Discrepancy]:
    """What was planned to be used is the same in all reports of a year, and what is stated of it."""
    for body in books.book.bodies:
        entries = [
            entry for entry in books.book.entries if entry.body == body and _implied(entry) is not None
        ]
        values = [value for entry in entries if (value := _implied(entry)) is not None]
        stated = stating(books.book, body, "planned")
        planned = [entry.amounts["planned"] for entry in stated]
        if not [*values, *planned] or not books.is_off(max([*values, *planned]), min([*values, *planned])):
            continue
        text = _of_plans(books, body, (entries, values), (stated, planned))
        yield books.discrepancy((entries or stated)[0], "plan-off", "beside_plan", text)


Amounts = tuple[list[Entry], list[Decimal]]


def _of_plans(books: Books, body: str, implied: Amounts, stated: Amounts) -> str:
    """What was planned to be used, as it is stated and as it follows from what each report says."""
    place = {"body": body, "year": year_text(books.account)}
    if not implied[0]:
        return say(PLANS_OF_REPORTS, **place, values=values_text(books, *stated))
    values = values_text(books, *implied)
    if not stated[0]:
        return say(PLANS, **place, values=values)
    return say(PLANS_STATED, **place, values=values, stated=values_text(books, *stated))


def _implied(entry: Entry) -> Decimal | None:
    """What was planned to be used, from what is used and how much that is beyond the plan."""
    used, beyond = entry.used, entry.amount("beside_plan")
    return None if used is None or beyond is None else used - beyond


def changed_budgets(books: Books) -> Iterator[Discrepancy]:
    """A budget that changes in the year is declared with a reason."""
    reasons = {item.as_at for item in books.account.revised}
    for body in books.book.bodies:
        entries = stating(books.book, body, "budget")
        for first, second in pairwise(entries):
            before, after = first.amounts["budget"], second.amounts["budget"]
            if not books.is_off(before, after) or second.as_at in reasons:
                continue
            days = {"first": day_text(first.as_at), "day": day_text(second.as_at)}
            text = say(REVISED, body=body, before=books.text(before), after=books.text(after), **days)
            yield books.discrepancy(second, "budget-changed", "budget", text)
