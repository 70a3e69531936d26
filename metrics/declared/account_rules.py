"""Rules on accounts of money: where they stand, which columns their kind needs, and what is said of them once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from metrics.declared.account import Account
from metrics.declared.account_source import OF_BALANCES, OF_SPENDING
from metrics.declared.document import Path
from metrics.declared.findings import Finding, repeated, undeclared
from metrics.declared.framework import Config

Rule = Callable[[Account], Iterator[Finding]]


def accounts_stand_once(config: Config) -> Iterator[Finding]:
    """Each account has an id of its own, stands in a declared framework, and is the only one of its year."""
    yield from repeated(config.accounts, ("accounts",))
    frameworks = [framework.id for framework in config.frameworks]
    years = dict[tuple[object, ...], str]()
    for index, account in enumerate(config.accounts):
        yield from undeclared(("accounts", index, "framework"), account.framework, frameworks)
        first = years.setdefault((*account.series, account.year), account.id)
        if first != account.id:
            message = f'"{account.title}" of {account.year} is declared already, as "{first}"'
            yield Finding(("accounts", index, "year"), message, "duplicate-account")


def accounts_hold(config: Config) -> Iterator[Finding]:
    """What the rules find in each account."""
    for index, account in enumerate(config.accounts):
        for rule in _RULES:
            for item in rule(account):
                yield Finding(("accounts", index, *item.path), item.message, item.code, item.severity)


def _year_is_one(account: Account) -> Iterator[Finding]:
    try:
        account.period  # noqa: B018  # asked for its fault alone
    except ValueError as problem:
        yield Finding(("year",), f"{account.year}: {problem}")


def _columns_are_of_its_kind(account: Account) -> Iterator[Finding]:
    """A balance is from opening to closing, and spending or income from budget to forecast."""
    of_balances = account.kind == "balance"
    own, others = (OF_BALANCES, OF_SPENDING) if of_balances else (OF_SPENDING, OF_BALANCES)
    columns = account.source.amount_columns
    for name in others:
        if name in columns:
            message = (
                f'"{name}" is no column of an account whose kind is {account.kind}; its own are {_names(own)}'
            )
            yield Finding(("source", name), message, "column-of-another-kind")
    needed = ("opening", "closing") if of_balances else ("budget",)
    for key in needed:
        if key not in columns:
            message = f'"{key}" is missing: an account whose kind is {account.kind} needs it'
            yield Finding(("source",), message, "missing-key")
    if not of_balances and not {"forecast", "variance"} & set(columns):
        message = '"forecast" is missing, or "variance" in its place: one of them says how the year is going'
        yield Finding(("source",), message, "missing-key")
    if account.source.percent is not None and "variance" not in columns:
        message = '"percent" is held against "variance", which is not declared'
        yield Finding(("source", "percent"), message, "missing-key")


def _names(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _balances_are_not_judged(account: Account) -> Iterator[Finding]:
    if account.kind == "balance" and account.judge is not None:
        yield Finding(("judge",), "a balance has no budget to be judged by; leave it out", "bad-judge")
    if account.kind == "balance" and account.revised:
        yield Finding(
            ("revised",), "a balance has no budget that could be changed; leave it out", "bad-judge"
        )


def _words_mean_one_thing(account: Account) -> Iterator[Finding]:
    """No word is both for more and for less than the budget."""
    variance = account.source.variance
    if variance is None:
        return
    under, over = variance.words
    both = {word.casefold() for word in under} & {word.casefold() for word in over}
    for word in sorted(both):
        message = f'"{word}" stands under "under" and under "over"; which is it?'
        yield Finding(("source", "variance", "over"), message, "bad-sign")


def _signs_are_said_once(account: Account) -> Iterator[Finding]:
    variance = account.source.variance
    if variance is not None and variance.sign_from and variance.positive != "over":
        message = '"positive" goes with amounts that have signs of their own; here "sign_from" says it'
        yield Finding(("source", "variance", "positive"), message, "bad-sign")


def _stages_are_said_once(account: Account) -> Iterator[Finding]:
    stage, path = account.source.stage, ("source", "stage")
    if stage is None:
        return
    if stage.column is None and stage.at_year_end is None:
        message = '"column" is missing, or "at_year_end" in its place'
        yield Finding(path, message, "missing-key")
    if stage.column and stage.at_year_end:
        message = 'the column says what amounts are; "at_year_end" is for files without one'
        yield Finding((*path, "at_year_end"), message, "bad-stage")
    if stage.aliases and stage.column is None:
        yield Finding((*path, "aliases"), '"aliases" are the words of a column; none is named', "bad-stage")


def _revisions_are_of_its_year(account: Account) -> Iterator[Finding]:
    try:
        first, last = account.first_day, account.last_day
    except ValueError:
        return
    for at, item in enumerate(account.revised):
        path: Path = ("revised", at, "as_at")
        if not first <= item.as_at <= last:
            yield Finding(path, f"{item.as_at} does not lie in {account.year}", "bad-order")
        if any(item.as_at == other.as_at for other in account.revised[:at]):
            yield Finding(path, f"{item.as_at} stands twice", "duplicate-id")


_RULES: tuple[Rule, ...] = (
    _year_is_one,
    _columns_are_of_its_kind,
    _balances_are_not_judged,
    _words_mean_one_thing,
    _signs_are_said_once,
    _stages_are_said_once,
    _revisions_are_of_its_year,
)
ACCOUNT_RULES: tuple[Callable[[Config], Iterator[Finding]], ...] = (accounts_stand_once, accounts_hold)
