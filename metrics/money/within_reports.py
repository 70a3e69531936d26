"""What does not add up within one report: stated differences and percentages, parts and totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from metrics.declared.account_source import AMOUNTS, AmountName
from metrics.discrepancies import Discrepancy
from metrics.language import say
from metrics.money.books import Books, report_text
from metrics.money.days import day_text
from metrics.money.entries import Entry

NAMES: Mapping[AmountName, str] = {
    "original": "the budget as it was set",
    "budget": "the budget",
    "forecast": "what is expected or came",
    "variance": "the difference from the budget",
    "opening": "what there was at the start",
    "closing": "what there is at the end",
    "planned": "what was planned to be used",
    "beside_plan": "what is used beyond the plan",
}
VARIANCE = (
    "{body}, {day}: {report} says {stated}; its own figures, {result} against a budget of {budget}, give "
    "{own}."
)
PARTS = "{total}, {day}: {report} gives {stated} as {name}, and its parts add up to {own} ({parts})."
PERCENT = "{body}, {day}: {report} says {stated}; its own figures give {own}."


def variances(books: Books) -> Iterator[Discrepancy]:
    """A stated difference is the forecast or outturn less the budget."""
    for entry in books.book.entries:
        stated, budget, result = (entry.amount(name) for name in ("variance", "budget", "forecast"))
        if stated is None or budget is None or result is None or not books.is_off(stated, result - budget):
            continue
        text = say(
            VARIANCE,
            body=entry.body,
            day=day_text(entry.as_at),
            report=report_text(entry),
            stated=books.side(stated),
            result=books.text(result),
            budget=books.text(budget),
            own=books.side(result - budget),
        )
        text += books.rounding(stated, result - budget, 3)
        yield books.discrepancy(entry, "variance-off", "variance", text)


def parts_and_totals(books: Books) -> Iterator[Discrepancy]:
    """Parts that all state an amount add up to that of the whole."""
    for day in books.book.days:
        entries = books.book.on(day)
        total = next((entry for entry in entries if books.book.is_total(entry)), None)
        parts = [entry for entry in entries if not books.book.is_total(entry)]
        for name in AMOUNTS if total is not None and len(parts) > 1 else ():
            assert total is not None
            stated, own = total.amount(name), [entry.amount(name) for entry in parts]
            amounts = [amount for amount in own if amount is not None]
            if (
                stated is None
                or len(amounts) < len(parts)
                or not books.is_off(stated, sum(amounts, Decimal()))
            ):
                continue
            yield books.discrepancy(total, "parts-off", name, _of_parts(books, total, name, parts, amounts))


def _of_parts(
    books: Books, total: Entry, name: AmountName, parts: Sequence[Entry], amounts: Sequence[Decimal]
) -> str:
    own, stated = sum(amounts, Decimal()), total.amount(name)
    assert stated is not None
    written = books.side if name == "variance" else books.text
    named = (f"{part.body} {written(amount)}" for part, amount in zip(parts, amounts, strict=True))
    text = say(
        PARTS,
        total=total.body,
        day=day_text(total.as_at),
        report=report_text(total),
        stated=written(stated),
        name=say(NAMES[name]),
        own=written(own),
        parts=", ".join(named),
    )
    return text + books.rounding(stated, own, len(parts) + 1)


def percentages(books: Books) -> Iterator[Discrepancy]:
    """A stated percentage is the difference in per cent of the budget, as far as rounding lets that be told."""
    half = books.account.last_digit / 2
    for entry in books.book.entries:
        stated, difference, budget = entry.percent, entry.amount("variance"), entry.amount("budget")
        if stated is None or difference is None or not budget:
            continue
        places = max(0, -int(stated.as_tuple().exponent))
        own = abs(difference / budget) * 100
        slack = Decimal(1).scaleb(-places) / 2 + half * (1 + own / 100) / abs(budget) * 100
        if abs(own - abs(stated)) > slack:
            text = say(
                PERCENT,
                body=entry.body,
                day=day_text(entry.as_at),
                report=report_text(entry),
                stated=f"{abs(stated)}%",
                own=f"{own:.{places}f}%",
            )
            yield books.discrepancy(entry, "percent-off", "percent", text)
