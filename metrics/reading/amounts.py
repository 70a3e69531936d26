"""One amount of money as a file writes it: a plain number in the declared unit, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from metrics.declared.account import Account
from metrics.issues import shortened
from metrics.money.amounts import to_the_penny
from metrics.reading.lookalikes import skeleton, strangest
from metrics.reading.values import MOST_DIGITS, Faulty

_CURRENCY = re.compile(r"[$€¥₹]|\b(EUR|USD|JPY|CHF)\b", re.IGNORECASE)
_UNIT = re.compile(r"-?£?[\d.,]+ ?(m|mn|k|bn|million|thousand|billion)", re.IGNORECASE)
_GROUPED = re.compile(r"-?£?\d{1,3}([,.\s]\d{3})+([.,]\d+)?")
_NOTHING = {"-", "--", "n/a", "na", "nil", "none", "..", ".", "x", "tbc"}


def amount_reader(account: Account) -> Callable[[str], Decimal | Faulty | None]:
    """How the amounts of an account are read, text by text, in pounds; None where a cell is empty."""
    number, unit = _number(account.source.decimal), account.pounds

    def read(text: str) -> Decimal | Faulty | None:
        plain = text.strip()
        if not plain:
            return None
        if number.fullmatch(plain) is None:
            return Faulty("bad-amount", f'"{shortened(text)}" is not an amount: {_why(plain, account)}')
        return to_the_penny(Decimal(plain.replace(account.source.decimal, ".")) * unit)

    return read


def percent_reader(account: Account) -> Callable[[str], Decimal | Faulty | None]:
    """How stated percentages are read: plain numbers with or without the sign, None where a cell is empty."""
    number = _number(account.source.decimal)

    def read(text: str) -> Decimal | Faulty | None:
        plain = text.strip().removesuffix("%").strip()
        if not plain:
            return None
        if number.fullmatch(plain) is None:
            message = (
                f'"{shortened(text)}" is not a percentage such as 1.8; take away what stands beside it, or '
                'name the column under "ignore" in place of "percent"'
            )
            return Faulty("bad-amount", message)
        return Decimal(plain.replace(account.source.decimal, "."))

    return read


def _number(decimal: str) -> re.Pattern[str]:
    return re.compile(rf"-?\d{{1,{MOST_DIGITS}}}(?:{re.escape(decimal)}\d{{1,30}})?", re.ASCII)


def _why(text: str, account: Account) -> str:
    """What is wrong with a text that is no plain number, and what to write in its place."""
    example = f"write the number alone, in {account.written_in}"
    if re.fullmatch(r"\(.*\)", text):
        return "it stands in brackets, as accountants write what is below zero; write it with a minus, -12.1"
    if text.endswith("%"):
        return "it is a percentage, and this column holds money"
    if _CURRENCY.search(text):
        return "it is in another currency; all amounts of an account are in pounds"
    if _UNIT.fullmatch(text):
        return f"it names its unit; {example}"
    if "£" in text:
        return f"it has the sign £; {example}"
    if _GROUPED.fullmatch(text):
        return f"it has marks between thousands; {example}, without them"
    if text.casefold() in _NOTHING:
        return "leave the cell empty where the document gives nothing"
    if skeleton(text) != text.casefold():
        return strangest(text, "")
    return example
