"""What a release brings of accounts of money: which are new, which moved, and from where to where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from metrics.figures.discrepancies import discrepancies_of
from metrics.figures.release import Release
from metrics.language import say
from metrics.money.days import day_text, year_text
from metrics.money.entries import Ledger
from metrics.money.sentences import account_sentences, side_text
from metrics.money.statement import Statement, statements
from metrics.releasing.record_news import IS_GONE, IS_NEW, RecordNews, new_discrepancies

TITLE = "{title}, {year}"
FORECAST_MOVED = "The forecast moved from {before} to {after}."
YEAR_ENDED = "The year ended {after}; the forecast before was {before}."
REPORT_CAME = "There is a report to {day} now."
PAST_CHANGED = "What earlier reports say is given otherwise than before: {days}."


def account_news(earlier: Release | None, later: Release) -> tuple[RecordNews, ...]:
    """The accounts that are new or not as they were, in the order declared, then those that are gone."""
    before = {} if earlier is None else earlier.accounts
    items = []
    for name, book in later.accounts.items():
        own = _news(before.get(name), book, earlier, later)
        if own:
            items.append(RecordNews(name, _title(book), " ".join(account_sentences(book)[:1]), " ".join(own)))
    gone = [book for name, book in before.items() if name not in later.accounts]
    items += [RecordNews(book.account.id, _title(book), "", say(IS_GONE)) for book in gone]
    return tuple(items)


def _title(book: Ledger) -> str:
    return say(TITLE, title=book.account.title, year=year_text(book.account))


def _news(before: Ledger | None, after: Ledger, earlier: Release | None, later: Release) -> list[str]:
    """Sentences on what is another than in the release before; none where nothing is."""
    if before is None:
        return [] if earlier is None else [say(IS_NEW)]
    sentences = [*_newest(before, after), *_past(before, after)]
    name = after.account.id
    earlier_items = () if earlier is None else discrepancies_of(earlier, name)
    return [*sentences, *new_discrepancies(earlier_items, discrepancies_of(later, name))]


def _newest(before: Ledger, after: Ledger) -> Iterator[str]:
    """That a newer report came, and where the forecast went with it."""
    was, now = statements(before)[-1:], statements(after)[-1:]
    if not now or (was and was[0].day >= now[0].day):
        return
    if was and (sides := _sides(was[0], now[0])):
        template = FORECAST_MOVED if now[0].stage == "forecast" else YEAR_ENDED
        yield say(template, before=sides[0], after=sides[1])
    else:
        yield say(REPORT_CAME, day=day_text(now[0].day))


def _sides(was: Statement, now: Statement) -> tuple[str, str] | None:
    """How both stand beside the budget; None where one of them does not say."""
    first, second = was.main, now.main
    if first is None or second is None or first.difference is None or second.difference is None:
        return None
    return side_text(first.difference, was.account), side_text(second.difference, now.account)


def _past(before: Ledger, after: Ledger) -> Iterator[str]:
    """The reports whose amounts are not as the release before had them."""
    days = [day for day in before.days if _amounts(before, day) != _amounts(after, day)]
    if days:
        yield say(PAST_CHANGED, days=", ".join(map(day_text, days)))


def _amounts(book: Ledger, day: date) -> dict[str, object]:
    return {entry.body: dict(entry.amounts) for entry in book.entries if entry.as_at == day}
