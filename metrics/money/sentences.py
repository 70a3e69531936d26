"""An account in plain English: what was expected, what it came to, and how that moved through the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from metrics.declared.account import Account, AccountKind
from metrics.declared.account_source import Stage
from metrics.language import listed_words, say, upper_first
from metrics.money.amounts import amount_text, percent_text, size_text
from metrics.money.days import day_text, ends_month, months_between, when_text, year_text
from metrics.money.entries import Entry, Ledger
from metrics.money.statement import Line, Side, Statement, judged_side, side_of, statements

STAGES: dict[Stage, str] = {
    "forecast": "forecast",
    "draft-outturn": "outturn, before audit",
    "outturn": "outturn",
}
_BEFORE_AUDIT = "before audit"
MOST_PARTS = 6  # named each; of more their number alone
# What is expected of spending and of income, by the side of the budget.
EXPECTED: dict[AccountKind, dict[Side, str]] = {
    "expenditure": {
        "over": "{When} {who} expected to spend {size} more than their budget{budget}{share}.",
        "under": "{When} {who} expected to spend {size} less than their budget{budget}{share}.",
        "on": "{When} {who} expected to spend exactly their budget{budget}.",
    },
    "income": {
        "over": "{When} {who} expected to receive {size} more than their budget{budget}{share}.",
        "under": "{When} {who} expected to receive {size} less than their budget{budget}{share}.",
        "on": "{When} {who} expected to receive exactly their budget{budget}.",
    },
}
EARLIER: dict[AccountKind, dict[Side, str]] = {
    "expenditure": {
        "over": "{ago}, they expected to spend {size} more.",
        "under": "{ago}, they expected to spend {size} less.",
        "on": "{ago}, they expected to spend exactly their budget.",
    },
    "income": {
        "over": "{ago}, they expected to receive {size} more.",
        "under": "{ago}, they expected to receive {size} less.",
        "on": "{ago}, they expected to receive exactly their budget.",
    },
}
ENDED: dict[Side, str] = {
    "over": "The year ended {size} over budget{details}.",
    "under": "The year ended {size} under budget{details}.",
    "on": "The year ended exactly on budget{details}.",
}
SIDE_WORDS: dict[Side, str] = {"over": "{size} over", "under": "{size} under", "on": "exactly on budget"}
OF_BUDGET = " of {amount}"
ON_THE_WAY = "On the way it was forecast at {sides}."
AGO = {1: "A month before", 2: "Two months before", 3: "Three months before", 6: "Six months before"}
JUDGEMENT_WORDS: dict[Side, str] = {
    "on": "That counts as on budget: it is within {percent}% of it.",
    "over": "That does not count as on budget: it is more than {percent}% over.",
    "under": "That does not count as on budget: it is more than {percent}% under.",
}
WELCOME: dict[Side, str] = {
    "over": "That is more than {percent}% over budget, which is what is wanted.",
    "under": "That is more than {percent}% under budget, which is what is wanted.",
}
# What lies in reserve, by whether it is expected and which way it goes.
EXPECTED_BALANCE = {
    "less": "{body}: {when} {closing} were expected at the end of {year}, {size} less than the {opening} at its "
    "start.",
    "more": "{body}: {when} {closing} were expected at the end of {year}, {size} more than the {opening} at its "
    "start.",
    "same": "{body}: {when} {closing} were expected at the end of {year}, as much as at its start.",
}
CAME_BALANCE = {
    "less": "{body}: {closing} at the end of {year}{details}, {size} less than the {opening} at its start.",
    "more": "{body}: {closing} at the end of {year}{details}, {size} more than the {opening} at its start.",
    "same": "{body}: {closing} at the end of {year}{details}, as much as at its start.",
}
CLOSING_ALONE = "{body}: {closing} at the end of {year}{details}."
PLANNED_USE = "{planned} were planned to be used, so {size} {more_or_less} was."
PLANNED_EXPECTED = "{planned} were planned to be used, so {size} {more_or_less} is expected to be."
MORE, LESS = "more", "less"
EACH_PART = "{day}: {parts}."
PART = "{body} {side}"
PARTS_COUNTED = "{day}: {over} of {every} parts over budget, {under} under."
NO_SUM = "The file gives no sum of its parts."
NO_CLOSING = "{body}: the file does not say what there is at the end of {year}."
CLOSING_EXPECTED = "{body}: {when} {closing} were expected at the end of {year}."
AS_MUCH_USED = "{planned} were planned to be used, and as much was."
AS_MUCH_EXPECTED = "{planned} were planned to be used, and as much is expected to be."
NO_DIFFERENCE = "The file does not say how it stands beside its budget."


def account_sentences(book: Ledger) -> list[str]:
    """What is said of an account first: how it stood at last, and how it came there."""
    own = statements(book)
    if not own:
        return []
    if book.account.kind == "balance":
        return [balance_sentence(book.account, line.entry) for line in own[-1].lines]
    return list(_of_budget(book.account, own))


def _of_budget(account: Account, own: Sequence[Statement]) -> Iterator[str]:
    last, line = own[-1], own[-1].main
    if line is None:
        yield from _of_parts(last)
        return
    if line.difference is None:
        yield say(NO_DIFFERENCE)
        return
    earlier = [(item, item.main) for item in own[:-1]]
    before = [
        (item, main.difference) for item, main in earlier if main is not None and main.difference is not None
    ]
    if last.stage == "forecast":
        yield expected_sentence(account, last, line)
        if before:
            yield _earlier_sentence(account, *before[-1], last)
    else:
        yield ended_sentence(account, last, line)
        if before:
            yield say(ON_THE_WAY, sides=listed_words([side_text(item, account) for _, item in before]))
    judgement = judged_sentence(line, account)
    if judgement:
        yield judgement


def _of_parts(last: Statement) -> Iterator[str]:
    """How each part stands where there is no sum; how many are over and under budget where they are many."""
    parts = [(line.entry.body, line.difference) for line in last.parts if line.difference is not None]
    day = statement_title(last)
    if len(parts) > MOST_PARTS:
        sides = [side_of(difference) for _, difference in parts]
        counts = {side: sides.count(side) for side in sides}
        over, under = counts.get("over", 0), counts.get("under", 0)
        yield say(PARTS_COUNTED, day=day, over=str(over), under=str(under), every=str(len(parts)))
    elif parts:
        texts = [say(PART, body=body, side=side_text(item, last.account)) for body, item in parts]
        yield say(EACH_PART, day=day, parts=listed_words(texts))
    yield say(NO_SUM)


def expected_sentence(account: Account, statement: Statement, line: Line) -> str:
    """How a year is expected to end beside its budget. The line has a difference."""
    difference = line.difference
    assert difference is not None
    budget = "" if line.budget is None else say(OF_BUDGET, amount=amount_text(line.budget, account))
    return say(
        EXPECTED[account.kind][side_of(difference)],
        When=upper_first(when_text(statement.day)),
        who=account.who,
        size=size_text(difference, account),
        budget=budget,
        share="" if line.share is None else f" ({_share_text(line.share, account)})",
    )


def _share_text(share: Decimal, account: Account) -> str:
    """A share of the budget, so that it bears what is said of it by the account's own limit."""
    return percent_text(share, None if account.judge is None else account.judge.percent)


def _earlier_sentence(account: Account, before: Statement, difference: Decimal, last: Statement) -> str:
    months, are_ends = months_between(before.day, last.day), ends_month(before.day) and ends_month(last.day)
    ago = say(AGO[months]) if are_ends and months in AGO else upper_first(when_text(before.day))
    template = EARLIER[account.kind][side_of(difference)]
    return say(template, ago=ago, size=size_text(difference, account))


def ended_sentence(account: Account, statement: Statement, line: Line) -> str:
    """How a year ended beside its budget. The line has a difference."""
    difference = line.difference
    assert difference is not None
    details = [] if line.share is None or not difference else [_share_text(line.share, account)]
    details += [say(_BEFORE_AUDIT)] if statement.stage == "draft-outturn" else []
    inside = f" ({', '.join(details)})" if details else ""
    return say(ENDED[side_of(difference)], size=size_text(difference, account), details=inside)


def side_text(difference: Decimal, account: Account) -> str:
    """``£12.1m under``, ``£39.7m over``, ``exactly on budget``."""
    return say(SIDE_WORDS[side_of(difference)], size=size_text(difference, account))


def judged_sentence(line: Line, account: Account) -> str:
    """Whether an account is called on budget; nothing where nothing is declared."""
    side = judged_side(line, account)
    if side is None or account.judge is None:
        return ""
    is_wanted = account.judge.better == f"{side}-budget" and side != "on"
    template = WELCOME[side] if is_wanted else JUDGEMENT_WORDS[side]
    return say(template, percent=f"{account.judge.percent.normalize():f}")


# Balances --------------------------------------------------------------------------------------------------


def balance_sentence(account: Account, entry: Entry) -> str:
    """What lies in reserve, or is expected to, beside the start of the year."""
    opening, closing = entry.amount("opening"), entry.amount("closing")
    if closing is None:
        return say(NO_CLOSING, body=entry.body, year=year_text(account))
    details = f" ({say(_BEFORE_AUDIT)})" if entry.stage == "draft-outturn" else ""
    values = {"body": entry.body, "year": year_text(account), "closing": amount_text(closing, account)}
    if opening is None and entry.stage == "forecast":
        return say(CLOSING_EXPECTED, **values, when=when_text(entry.as_at))
    if opening is None:
        return say(CLOSING_ALONE, **values, details=details)
    way = "less" if closing < opening else "more" if closing > opening else "same"
    values |= {"opening": amount_text(opening, account), "size": size_text(closing - opening, account)}
    if entry.stage == "forecast":
        sentence = say(EXPECTED_BALANCE[way], **values, when=when_text(entry.as_at))
    else:
        sentence = say(CAME_BALANCE[way], **values, details=details)
    planned = entry.amount("planned")
    return (
        sentence
        if planned is None or planned <= 0
        else f"{sentence} {_planned(entry, account, planned, opening - closing)}"
    )


def _planned(entry: Entry, account: Account, planned: Decimal, used: Decimal) -> str:
    is_expected = entry.stage == "forecast"
    if used == planned:
        template = AS_MUCH_EXPECTED if is_expected else AS_MUCH_USED
        return say(template, planned=amount_text(planned, account))
    more_or_less = say(MORE if used > planned else LESS)
    size = size_text(used - planned, account)
    template = PLANNED_EXPECTED if is_expected else PLANNED_USE
    return say(template, planned=amount_text(planned, account), size=size, more_or_less=more_or_less)


# Parts of sentences ----------------------------------------------------------------------------------------


def stage_text(stage: Stage) -> str:
    """``forecast``, ``outturn, before audit``, ``outturn``."""
    return say(STAGES[stage])


def statement_title(statement: Statement) -> str:
    """``Q2 2023/24, forecast``."""
    return f"{day_text(statement.day)}, {stage_text(statement.stage)}"
