"""What a release brings of accounts of money: which are new, which moved, and from where to where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from metrics.figures.discrepancies import discrepancies_of
from metrics.figures.release import Release
from metrics.language import listed_words, say
from metrics.money.amounts import amount_text, to_the_penny
from metrics.money.days import day_text, year_text
from metrics.money.entries import Ledger
from metrics.money.sentences import account_sentences, side_text, stage_text
from metrics.money.statement import Line, Statement, statements
from metrics.releasing.discrepancy_news import further_discrepancies
from metrics.releasing.record_news import IS_GONE, IS_NEW, RecordNews

TITLE = "{title}, {year}"
FORECAST_MOVED = "The forecast moved from {before} to {after}."
YEAR_ENDED = "The year ended {after}; the forecast before was {before}."
REPORT_CAME = "There is a report to {day} now."
BESIDE_BEFORE = "Beside the report before: {parts}."
AT_THE_END = "At the end of the year, beside the report before: {parts}."
MOVE = "{body} from {before} to {after}"
STAGE_CHANGED = 'The amounts to {day} now stand as "{after}", and stood as "{before}".'
PAST_CHANGED = "What earlier reports say is given otherwise than before: {days}."
REPORTS_GONE = "Reports of the release before are missing: {days}."


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
    sentences = [*_newest(before, after), *_past(before, after), *_stages(before, after)]
    was = () if earlier is None else discrepancies_of(earlier, after.account.id)
    return [*sentences, *further_discrepancies(was, discrepancies_of(later, after.account.id))]


def _newest(before: Ledger, after: Ledger) -> Iterator[str]:
    """That a newer report came, and where the forecast went with it."""
    was, now = statements(before)[-1:], statements(after)[-1:]
    if not now or (was and was[0].day >= now[0].day):
        return
    if was and (sides := _sides(was[0], now[0])):
        template = FORECAST_MOVED if now[0].stage == "forecast" else YEAR_ENDED
        yield say(template, before=sides[0], after=sides[1])
        return
    yield say(REPORT_CAME, day=day_text(now[0].day))
    if was and (moves := list(_moves(was[0], now[0]))):
        template = AT_THE_END if now[0].account.kind == "balance" else BESIDE_BEFORE
        yield say(template, parts=listed_words(moves))


def _moves(was: Statement, now: Statement) -> Iterator[str]:
    """How each part, or each reserve, stands beside the report before, where that is another than it was."""
    before = {line.entry.body: _standing(line, was) for line in was.lines}
    for line in now.lines:
        first, second = before.get(line.entry.body), _standing(line, now)
        if first and second and first != second:
            yield say(MOVE, body=line.entry.body, before=first, after=second)


def _standing(line: Line, statement: Statement) -> str:
    """A part beside its budget, or what there is of a reserve at the end; empty where that is not stated."""
    if statement.account.kind == "balance":
        closing = line.entry.amount("closing")
        return "" if closing is None else amount_text(closing, statement.account)
    return "" if line.difference is None else side_text(line.difference, statement.account)


def _sides(was: Statement, now: Statement) -> tuple[str, str] | None:
    """How both stand beside the budget; None where one of them does not say."""
    first, second = was.main, now.main
    if first is None or second is None or first.difference is None or second.difference is None:
        return None
    return side_text(first.difference, was.account), side_text(second.difference, now.account)


def _past(before: Ledger, after: Ledger) -> Iterator[str]:
    """The reports whose amounts are not as the release before had them."""
    gone = [day for day in before.days if day not in after.days]
    if gone:
        yield say(REPORTS_GONE, days=", ".join(map(day_text, gone)))
    days = [day for day in before.days if day not in gone and _amounts(before, day) != _amounts(after, day)]
    if days:
        yield say(PAST_CHANGED, days=", ".join(map(day_text, days)))


def _amounts(book: Ledger, day: date) -> dict[str, object]:
    return {
        entry.body: {name: to_the_penny(amount) for name, amount in entry.amounts.items()}
        for entry in book.entries
        if entry.as_at == day
    }


def _stages(before: Ledger, after: Ledger) -> Iterator[str]:
    """The days whose amounts are of another stage than the release before called them: audited, or no longer."""
    earlier = {statement.day: statement.stage for statement in statements(before)}
    for statement in statements(after):
        was = earlier.get(statement.day, statement.stage)
        if was != statement.stage:
            texts = {"before": stage_text(was), "after": stage_text(statement.stage)}
            yield say(STAGE_CHANGED, day=day_text(statement.day), **texts)
