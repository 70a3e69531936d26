"""What is doubtful in an account's rows: signs all the other way round, a sum taken for a part, a misspelt name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from metrics.declared.account_source import AmountName
from metrics.issues import Issue, error, listed, nearest, warning
from metrics.money.amounts import amount_text
from metrics.money.entries import Entry, Ledger

FEWEST = (
    2  # differences that must all go the other way before the declaration is doubted, and not the publisher
)
ALIKE = 0.85  # how much of two names must be the same
ADDED_UP: tuple[AmountName, ...] = ("original", "budget", "forecast", "opening", "closing")
Fields = Mapping[str, int]


def account_doubts(book: Ledger, fields: Fields) -> Iterator[Issue]:
    """What is doubtful in rows that can be read; ``fields`` has the field of each column, counted from 1."""
    for rule in (_signs_are_as_declared, _sum_is_declared, _names_stay, _parts_stay):
        yield from rule(book, fields)


def _signs_are_as_declared(book: Ledger, fields: Fields) -> Iterator[Issue]:
    """Stated differences do not all have the opposite sign of what their own figures give."""
    stated = [
        (entry, entry.amounts["variance"], entry.amounts["forecast"] - entry.amounts["budget"])
        for entry in book.entries
        if {"variance", "forecast", "budget"} <= set(entry.amounts)
    ]
    stated = [item for item in stated if any(item[1:])]
    if len(stated) < FEWEST or not all(_are_opposite(book, *pair) for _, *pair in stated):
        return
    entry, *amounts = stated[0]
    texts = [amount_text(amount, book.account) for amount in amounts]
    message = (
        f"every difference goes the other way than the row's own figures: {texts[0]}, where they give {texts[1]}; "
        f"{_mend(book)}"
    )
    yield error(entry.file, entry.line, fields.get("variance", 1), "bad-sign", message)


def _are_opposite(book: Ledger, stated: Decimal, own: Decimal) -> bool:
    """Whether two differences are the same but for the sign, as far as rounding goes."""
    slack = 2 * book.account.tolerance
    return abs(stated + own) <= slack < abs(stated - own)


def _mend(book: Ledger) -> str:
    variance = book.account.source.variance
    assert variance is not None
    if variance.sign_from:
        return 'are the words under "under" and "over" the wrong way round?'
    other = "under" if variance.positive == "over" else "over"
    return f'declare "positive: {other}" under "variance" if that is how the publisher writes it'


def _sum_is_declared(book: Ledger, fields: Fields) -> Iterator[Issue]:
    """No body is what all others add up to, on every day and in every amount, and not declared as the sum."""
    if book.account.source.body.total is not None:
        return
    for body in book.bodies:
        own = [entry for entry in book.entries if entry.body == body]
        if all(_adds_up_the_others(book, entry) for entry in own):
            mend = f'if it is their sum, declare "total: {body}" under "body"'
            message = f'"{body}" is counted as a part, and is what all others add up to; {mend}'
            yield warning(own[0].file, own[0].line, fields.get("body", 1), "undeclared-total", message)


def _adds_up_the_others(book: Ledger, entry: Entry) -> bool:
    others = [other for other in book.on(entry.as_at) if other is not entry]
    names = [name for name in ADDED_UP if entry.amount(name)]
    if len(others) < 2 or not names or any(other.amount(name) is None for other in others for name in names):
        return False
    sums = {name: sum((other.amounts[name] for other in others), Decimal()) for name in names}
    return all(abs(sums[name] - entry.amounts[name]) < book.account.tolerance for name in names)


def _names_stay(book: Ledger, fields: Fields) -> Iterator[Issue]:
    """No name that is new in a report is nearly that of a body which the report leaves out."""
    earlier = set[str]()
    for first, second in pairwise(book.days):
        before, after = ({entry.body: entry for entry in book.on(day)} for day in (first, second))
        earlier |= set(before)
        for name in (name for name in after if name not in earlier):
            guess = nearest(name, [other for other in before if other not in after], ALIKE)
            if guess:
                place = after[name].file, after[name].line, fields.get("body", 1)
                message = f'"{name}" stands in no report before{guess}'
                yield warning(*place, "body-name", message)


def _parts_stay(book: Ledger, fields: Fields) -> Iterator[Issue]:
    """The newest report has a row of each part that the one before has, where no row is of their sum."""
    if book.account.source.body.total is not None or len(book.days) < 2:
        return
    before, newest = (book.on(day) for day in book.days[-2:])
    bodies = {entry.body for entry in newest}
    gone = [entry.body for entry in before if entry.body not in bodies]
    if gone:
        place = newest[0].file, newest[0].line, fields.get("body", 1)
        message = f"the rows to {newest[0].as_at} have none of {listed(gone)}, which the report before has"
        yield warning(*place, "body-missing", message)
