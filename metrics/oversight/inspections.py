"""Reports and recommendations as values, and as the text that a release stores them in"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from metrics.declared.clock import Clock
from metrics.declared.inspection import Inspection

REPORT_COLUMNS = (
    *("reference", "report", "kind", "published", "clock", "recommendations", "answered", "answered_by"),
    *("answer_link", "addressee", "comparable", "document", "row"),
)
RECOMMENDATION_COLUMNS = (
    *("reference", "report", "text", "made_on", "clock", "answered", "answer_link", "addressee", "row"),
)
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Report:
    """A report as its row has it: what an empty cell leaves out is None, or no text.

    ``clock`` is an id. ``kind`` is the file's own word. ``recommendations`` is how many it makes as that is stated.
    ``comparable`` is whether its grades can be compared with those before. ``line`` is the row's place in its
    ``file``.
    """

    reference: str
    report: str
    kind: str
    published: date | None = None
    clock: str = ""
    recommendations: int | None = None
    answered: date | None = None
    answered_by: str = ""
    answer_link: str = ""
    addressee: str = ""
    comparable: bool | None = None
    document: str = ""
    line: int = 0
    file: str = ""


@dataclass(frozen=True)
class Recommendation:
    """A single recommendation as its row has it. ``report`` is the reference of the report that makes it."""

    reference: str
    report: str
    text: str
    made_on: date | None = None
    clock: str = ""
    answered: date | None = None
    answer_link: str = ""
    addressee: str = ""
    line: int = 0
    file: str = ""


@dataclass(frozen=True)
class InspectionTable:
    """A table of reports with its rows, in the order of the file, and the clocks that they name, by their ids."""

    inspection: Inspection
    reports: tuple[Report, ...]
    recommendations: tuple[Recommendation, ...] = ()
    clocks: Mapping[str, Clock] = field(default_factory=dict)

    def kind_name(self, report: Report) -> str:
        """Of what kind a report is, as readers see it."""
        return self.inspection.source.kind.names.get(report.kind, report.kind)

    def recommendations_of(self, report: Report) -> tuple[Recommendation, ...]:
        """The single recommendations of a report."""
        return tuple(item for item in self.recommendations if item.report == report.reference)

    def report_of(self, recommendation: Recommendation) -> Report:
        """The report that makes a recommendation. Raises StopIteration where none does."""
        return next(item for item in self.reports if item.reference == recommendation.report)


def addressee_text(addressee: str, roles: Mapping[str, str]) -> str:
    """Those whom a report is addressed to, parted by semicolons; a role by its title where one is declared."""
    return "; ".join(roles.get(name, name) for name in map(str.strip, addressee.split(";")))


def with_clocks(
    inspection: Inspection,
    reports: Iterable[Report],
    recommendations: Iterable[Recommendation],
    clocks: Iterable[Clock],
) -> InspectionTable:
    """A table with the clocks of its declaration."""
    own = {clock.id: clock for clock in clocks}
    return InspectionTable(inspection, tuple(reports), tuple(recommendations), own)


# As text ---------------------------------------------------------------------------------------------------


def reports_file(table: InspectionTable) -> bytes:
    """The reports of a table as CSV (RFC 4180, UTF-8)."""
    return _file(REPORT_COLUMNS, [report_cells(report) for report in table.reports])


def recommendations_file(table: InspectionTable) -> bytes:
    """The single recommendations of a table as CSV."""
    return _file(RECOMMENDATION_COLUMNS, [recommendation_cells(item) for item in table.recommendations])


def report_cells(report: Report) -> list[str]:
    """A report as the cells of a file, in the order of its columns; what is not stated is empty."""
    comparable = "" if report.comparable is None else YES if report.comparable else NO
    count = "" if report.recommendations is None else str(report.recommendations)
    return [
        *(report.reference, report.report, report.kind, _day(report.published), report.clock, count),
        *(_day(report.answered), report.answered_by, report.answer_link, report.addressee, comparable),
        *(report.document, str(report.line)),
    ]


def recommendation_cells(item: Recommendation) -> list[str]:
    """A recommendation as the cells of a file, in the order of its columns."""
    return [
        *(item.reference, item.report, item.text, _day(item.made_on), item.clock, _day(item.answered)),
        *(item.answer_link, item.addressee, str(item.line)),
    ]


def _file(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def parse_reports(data: bytes) -> tuple[Report, ...]:
    """The reports from what ``reports_file`` wrote."""
    return tuple(map(_report, _rows(data)))


def parse_recommendations(data: bytes) -> tuple[Recommendation, ...]:
    """The recommendations from what ``recommendations_file`` wrote."""
    return tuple(
        Recommendation(
            reference=row["reference"],
            report=row["report"],
            text=row["text"],
            made_on=_parsed_day(row["made_on"]),
            clock=row["clock"],
            answered=_parsed_day(row["answered"]),
            answer_link=row["answer_link"],
            addressee=row["addressee"],
            line=int(row["row"]),
        )
        for row in _rows(data)
    )


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def _report(row: Mapping[str, str]) -> Report:
    return Report(
        reference=row["reference"],
        report=row["report"],
        kind=row["kind"],
        published=_parsed_day(row["published"]),
        clock=row["clock"],
        recommendations=int(row["recommendations"]) if row["recommendations"] else None,
        answered=_parsed_day(row["answered"]),
        answered_by=row["answered_by"],
        answer_link=row["answer_link"],
        addressee=row["addressee"],
        comparable=row["comparable"] == YES if row["comparable"] else None,
        document=row["document"],
        line=int(row["row"]),
    )


def _parsed_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
