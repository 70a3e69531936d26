"""Tables of inspections for tests: the shipped one, and small invented ones with the files they are read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from metrics.checking.inspections import CheckedInspection, check_inspection
from metrics.declared.clock import Clock
from metrics.declared.inspection import Inspection
from metrics.oversight.inspections import InspectionTable
from tests.money import DROP, shipped_config

TODAY = date(2026, 8, 13)
HEADER = "ref,title,kind,day,clock,how_many,answered,by,link,for,comparable,read_in"
RECOMMENDED_HEADER = "number,report,words,made,clock,answered,link,for"
LINK = "https://example.org/answer"
COLUMNS: Mapping[str, Any] = {
    "reference": {"column": "ref"},
    "report": {"column": "title"},
    "kind": {"column": "kind"},
    "published": {"column": "day"},
    "clock": {"column": "clock"},
    "recommendations": {"column": "how_many"},
    "answered": {"column": "answered", "blank": "none"},
    "answered_by": {"column": "by"},
    "answer_link": {"column": "link"},
    "addressee": {"column": "for"},
    "comparable": {"column": "comparable"},
    "document": {"column": "read_in"},
}
FILE: Mapping[str, Any] = {
    "publisher": "The inspectorate",
    "title": "Reports",
    "link": "https://example.org/reports",
    "licence": "OGL-3.0",
}
RECOMMENDED: Mapping[str, Any] = {
    **FILE,
    "files": "recommendations.csv",
    "reference": {"column": "number"},
    "report": {"column": "report"},
    "text": {"column": "words"},
    "made_on": {"column": "made"},
    "clock": {"column": "clock"},
    "answered": {"column": "answered", "blank": "none"},
    "answer_link": {"column": "link"},
    "addressee": {"column": "for"},
}


def clock(clock_id: str, **keys: Any) -> Clock:
    """A clock of 56 days that begin with the day itself, unless it is said otherwise."""
    own = {"title": clock_id, "who": "the force", "force": "law", "source": "An Act"}
    days = {} if {"on", "every", "working_days"} & set(keys) else {"days": 56, "counts": "day-1"}
    return Clock.model_validate({**own, **days, **keys, "id": clock_id})


CLOCKS = (
    clock("by-law"),
    clock("agreed", force="agreed"),
    clock("asked", force="asked"),
    clock("forty", days=40, counts="not-stated", force="agreed"),
    clock("unread", counts="not-read"),
    clock("monthly", every="month"),
)


def inspection(*, with_recommendations: bool = False, **source: Any) -> Inspection:
    """A table as it is declared, with some keys of its source changed."""
    own = {"files": "reports.csv", **FILE, **COLUMNS, **source}
    further = {"recommendations": RECOMMENDED} if with_recommendations else {}
    return Inspection.model_validate(
        {
            "id": "reports",
            "framework": "mopac-partnership",
            "title": "Reports",
            "description": "Reports on the force.",
            "source": own,
            **further,
        }
    )


def row(ref: str = "A", **cells: str) -> str:
    """A row of reports, by the names of its columns."""
    own = {"title": "A report", "kind": "inspection", "day": "2022-03-22", "clock": "by-law"}
    values = {"ref": ref, **own, **cells}
    assert set(values) <= set(HEADER.split(","))
    return ",".join(values.get(name, "") for name in HEADER.split(","))


def checked(
    *rows: str,
    declared: Inspection | None = None,
    recommended: Sequence[str] = (),
    header: str = HEADER,
    today: date | None = TODAY,
) -> CheckedInspection:
    """A table read from rows, and its recommendations."""
    data = "\n".join([header, *rows]).encode() + b"\n"
    single = "\n".join([RECOMMENDED_HEADER, *recommended]).encode() + b"\n"
    further = {"recommendations.csv": single} if recommended else {}
    own = declared or inspection(with_recommendations=bool(recommended))
    return check_inspection(own, CLOCKS, {"reports.csv": data}, further, today)


def table_of(
    *rows: str, declared: Inspection | None = None, recommended: Sequence[str] = ()
) -> InspectionTable:
    """The same, where nothing is wrong with the rows."""
    result = checked(*rows, declared=declared, recommended=recommended)
    assert result.table is not None, result.issues
    return result.table


@cache
def shipped_table() -> InspectionTable:
    """The table that ships, read from its file."""
    config = shipped_config()
    (declared,) = config.inspections
    (name,) = declared.source.files
    result = check_inspection(declared, config.clocks, {name: (DROP / name).read_bytes()}, {}, TODAY)
    assert result.table is not None, result.issues
    assert result.issues == ()
    return result.table
