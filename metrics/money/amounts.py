"""Amounts of money as readers see them: rounded half away from zero, in the unit that the account is written in."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from metrics.declared.account import Account
from metrics.declared.unit_parts import MONEY_FORMS
from metrics.declared.units import FORMS
from metrics.language import say

PENNY = Decimal("0.01")
FINEST = Decimal("1e-12")  # of shares in per cent: less than a penny of any budget
LESS_THAN = "less than {amount}"


def to_the_penny(pounds: Decimal) -> Decimal:
    """An amount without what a spreadsheet's sums leave behind the penny: 50399.9999999942 is 50400."""
    rounded = pounds.quantize(PENNY, rounding=ROUND_HALF_UP)
    return pounds if rounded == pounds else rounded


def in_unit(pounds: Decimal, account: Account) -> Decimal:
    """Pounds in the account's unit, with as many decimals as readers see; a result of zero has no sign."""
    step = Decimal(1).scaleb(-account.decimals)
    number = (pounds / account.pounds).quantize(step, rounding=ROUND_HALF_UP)
    return abs(number) if number == 0 else number


def amount_text(pounds: Decimal, account: Account) -> str:
    """``£39.7m``, ``£1,407,388k``, ``£250``; below zero with a minus before it."""
    number = in_unit(pounds, account)
    text = FORMS[MONEY_FORMS[account.written_in]].tick.text(abs(number))
    return f"-{text}" if number < 0 else text


def size_text(pounds: Decimal, account: Account) -> str:
    """The same without its sign, of a difference whose words say which way it goes; £0.0m for nothing alone."""
    if pounds and not in_unit(pounds, account):
        return say(LESS_THAN, amount=amount_text(account.last_digit, account))
    return amount_text(abs(pounds), account)


def rounded_percent(share: Decimal) -> Decimal:
    """A share in per cent with one decimal, rounded half away from zero."""
    return share.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def percent_text(share: Decimal, limit: Decimal | None = None) -> str:
    """A share in per cent with one decimal, without its sign: ``1.2%``; one that is not zero is never 0.0%.

    One that lies beyond a ``limit`` has the decimals that it takes to be seen there: 1.04% beyond 1%.
    """
    size, step = abs(share), Decimal("0.1")
    if share and not rounded_percent(size):
        return "less than 0.1%"
    number = rounded_percent(size)
    while limit is not None and number <= limit < size and step > FINEST:
        step = step.scaleb(-1)
        number = size.quantize(step, rounding=ROUND_HALF_UP)
    return f"{number}%"


def json_pounds(pounds: Decimal | None) -> int | float | None:
    """An amount as JSON has it, to the digit: whole pounds, or the shortest number that means the pence."""
    if pounds is None:
        return None
    return int(pounds) if pounds == pounds.to_integral_value() else float(pounds)
