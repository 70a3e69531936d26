"""The days and years of accounts in words: quarters by their names, where a day ends one."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from metrics.dates import day_in_words
from metrics.declared.account import Account
from metrics.language import say
from metrics.periods import label, last_day

AT_THE_END = "at the end of {quarter}"
ON = "on {day}"


def quarter_of(day: date) -> pd.Period | None:
    """The financial quarter that ends on a day; None where none does."""
    quarter = pd.Period(day.isoformat(), freq="Q-MAR")
    return quarter if last_day(quarter) == day else None


def day_text(day: date) -> str:
    """``Q2 2023/24`` for the last day of a quarter, else ``15 July 2023``."""
    quarter = quarter_of(day)
    return day_in_words(day) if quarter is None else label(quarter)


def when_text(day: date) -> str:
    """``at the end of Q2 2023/24``, ``on 15 July 2023``."""
    if quarter_of(day) is None:
        return say(ON, day=day_text(day))
    return say(AT_THE_END, quarter=day_text(day))


def ends_month(day: date) -> bool:
    """Whether a day is the last of its month."""
    return (day + timedelta(days=1)).day == 1


def months_between(first: date, second: date) -> int:
    """How many months lie between the months of two days."""
    return (second.year - first.year) * 12 + second.month - first.month


def year_text(account: Account) -> str:
    """A financial year as readers see it: ``2023/24``."""
    return account.year.replace("-", "/")
