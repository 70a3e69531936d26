"""The cells of tables of accounts: amounts, differences, and a mark on what is worked out here."""

from __future__ import annotations

from decimal import Decimal

from components.account import words
from metrics.declared.account import Account
from metrics.language import say
from metrics.money.amounts import amount_text, percent_text, size_text
from metrics.money.sentences import side_text
from metrics.money.statement import Line


def amount_cell(pounds: Decimal | None, account: Account, *, worked_out: bool = False) -> str:
    """An amount, with a star where it is worked out here; that it is not stated, where it is not."""
    if pounds is None:
        return say(words.NOT_STATED)
    text = amount_text(pounds, account)
    return say(words.WORKED_OUT, amount=text) if worked_out else text


def result_cell(line: Line, account: Account) -> str:
    """What is expected of a year, or what it came to."""
    return amount_cell(line.result, account, worked_out="result" in line.worked_out)


def difference_cell(line: Line, account: Account) -> str:
    """``£39.7m over``, with a star where it is worked out here."""
    if line.difference is None:
        return say(words.NOT_STATED)
    text = side_text(line.difference, account)
    return say(words.WORKED_OUT, amount=text) if "difference" in line.worked_out else text


def used_cell(pounds: Decimal | None, account: Account) -> str:
    """What is used of a reserve; what comes to it is said to be added."""
    if pounds is None or pounds >= 0:
        return amount_cell(pounds, account)
    return say(words.ADDED_AMOUNT, size=size_text(pounds, account))


def share_cell(line: Line) -> str:
    """The difference in per cent of the budget; nothing where there is none."""
    return "" if line.share is None else percent_text(line.share)
