"""Accounts of money for tests: the shipped ones, small invented ones, and the files that they are read from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from metrics.checking.accounts import CheckedAccount, check_account
from metrics.checking.site_areas import read_declaration
from metrics.declared.account import Account
from metrics.declared.framework import Config
from metrics.money.entries import Ledger

ROOT = Path(__file__).resolve().parents[1]
DROP = ROOT / "data" / "drops" / "2026-27-q1"
HEADER = "as_at,body,stage,budget,expected,difference,way,report"
SPENDING: Mapping[str, Any] = {
    "id": "spending",
    "framework": "finance",
    "title": "Spending",
    "description": "What the year costs.",
    "who": "the force",
    "year": "2023-24",
    "kind": "expenditure",
    "written_in": "millions",
    "source": {
        "publisher": "The force",
        "title": "Reports",
        "link": "https://example.org/reports",
        "licence": "OGL-3.0",
        "files": "money.csv",
        "as_at": {"column": "as_at"},
        "body": {"column": "body", "total": "All"},
        "stage": {"column": "stage"},
        "budget": {"column": "budget"},
        "forecast": {"column": "expected"},
        "variance": {"column": "difference", "sign_from": "way"},
        "document": {"column": "report"},
    },
}
RESERVES_HEADER = "as_at,reserve,stage,opening,closing,planned,beyond"
RESERVES: Mapping[str, Any] = {
    **{name: value for name, value in SPENDING.items() if name != "source"},
    "id": "reserves",
    "title": "Reserves",
    "kind": "balance",
    "source": {
        **{
            name: value
            for name, value in SPENDING["source"].items()
            if name in ("publisher", "title", "link", "licence", "files", "as_at", "stage")
        },
        "body": {"column": "reserve", "total": "All"},
        "opening": {"column": "opening"},
        "closing": {"column": "closing"},
        "planned": {"column": "planned"},
        "beside_plan": {"column": "beyond"},
    },
}


def account(
    declared: Mapping[str, Any] = SPENDING, *, source: Mapping[str, Any] | None = None, **changes: Any
) -> Account:
    """An account as it is declared, with some keys changed."""
    own = {**declared, **changes, "source": {**declared["source"], **(source or {})}}
    return Account.model_validate(own)


def checked(declared: Account, *rows: str, header: str = HEADER) -> CheckedAccount:
    """An account read from rows."""
    data = "\n".join([header, *rows]).encode() + b"\n"
    return check_account(declared, {"money.csv": data}, None)


def book_of(declared: Account, *rows: str, header: str = HEADER) -> Ledger:
    """The same, where nothing is wrong with the rows."""
    result = checked(declared, *rows, header=header)
    assert result.book is not None, result.issues
    return result.book


@cache
def shipped_config() -> Config:
    """The declaration that ships."""
    declaration, _ = read_declaration(ROOT / "config" / "metrics.yaml", "config/metrics.yaml")
    assert declaration.config is not None
    return declaration.config


@cache
def shipped_book(account_id: str) -> Ledger:
    """An account that ships, read from its file."""
    declared = shipped_config().account(account_id)
    (name,) = declared.source.files
    result = check_account(declared, {name: (DROP / name).read_bytes()}, None)
    assert result.book is not None
    return result.book
