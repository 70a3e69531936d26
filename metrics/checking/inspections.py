"""The files of an inspection against its declaration: reports, recommendations, and what is wrong with them"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from metrics.areas import folded
from metrics.declared.clock import Clock
from metrics.declared.inspection import Inspection
from metrics.declared.inspection_source import RecommendationSource, ReportSource
from metrics.file_kinds import read_as
from metrics.issues import Issue, error, has_errors, listed, nearest, shortened, warning
from metrics.oversight.inspections import InspectionTable, Recommendation, Report, with_clocks
from metrics.reading.inspection_rows import ReadRows, recommendation_rows, report_rows
from metrics.reading.sheets import in_cells

Files = Mapping[str, bytes]
Fields = Mapping[str, int]


@dataclass(frozen=True)
class CheckedInspection:
    """A table with its rows, None with an error in them, and every issue."""

    table: InspectionTable | None
    issues: tuple[Issue, ...]


@dataclass(frozen=True)
class _Rows:
    """What the rules look at: the table, the day of the release, and the field of each column of both files."""

    table: InspectionTable
    today: date | None
    of_reports: Fields
    of_recommendations: Fields

    def fault(self, item: Report | Recommendation, column: str, code: str, message: str) -> Issue:
        """An error at a cell of a row."""
        fields = self.of_reports if isinstance(item, Report) else self.of_recommendations
        return error(item.file, item.line, fields.get(column, 1), code, message)

    @property
    def items(self) -> tuple[Report | Recommendation, ...]:
        """The reports, then the recommendations."""
        return (*self.table.reports, *self.table.recommendations)

    def begins(self, item: Report | Recommendation) -> date | None:
        """When a report was published, or a recommendation made; None where that is not known."""
        if isinstance(item, Report):
            return item.published
        own = [report for report in self.table.reports if report.reference == item.report]
        return item.made_on or (own[0].published if own else None)


def check_inspection(
    inspection: Inspection,
    clocks: Iterable[Clock],
    files: Files,
    further: Files,
    today: date | None,
) -> CheckedInspection:
    """A table from its files, by the names that they are shown under; ``further`` are those of recommendations.

    ``today`` is the day of the release.
    """
    reports = [report_rows(inspection, data, file) for file, data in files.items()]
    source = inspection.recommendations
    single = [] if source is None else [recommendation_rows(source, *item) for item in _named(further)]
    issues = [*_in_workbooks(inspection.source, files, _issues(reports))]
    issues += [] if source is None else _in_workbooks(source, further, _issues(single))
    entries = [entry for read in reports for entry in read.entries]
    table = with_clocks(inspection, entries, [entry for read in single for entry in read.entries], clocks)
    if not has_errors(issues):
        rows = _Rows(table, today, _fields(reports), _fields(single))
        broken = [issue for rule in RULES for issue in rule(rows)]
        issues += _in_workbooks(inspection.source, files, [item for item in broken if item.file in files])
        if source is not None:
            own = [item for item in broken if item.file not in files]
            issues += _in_workbooks(source, further, own)
    return CheckedInspection(None if has_errors(issues) else table, tuple(issues))


def _named(files: Files) -> Iterator[tuple[bytes, str]]:
    return ((data, file) for file, data in files.items())


def _fields(read: Iterable[ReadRows[Report]] | Iterable[ReadRows[Recommendation]]) -> Fields:
    return {name: at for rows in read for name, at in rows.fields.items()}


def _issues(read: Iterable[ReadRows[Report]] | Iterable[ReadRows[Recommendation]]) -> list[Issue]:
    """What is wrong with the cells of files."""
    return [issue for rows in read for issue in rows.issues]


def _in_workbooks(
    source: ReportSource | RecommendationSource, files: Files, issues: Iterable[Issue]
) -> Iterator[Issue]:
    """The issues, those of workbooks with the cell that each stands in."""
    for issue in issues:
        in_book = issue.file in files and read_as(issue.file).has_sheets and not issue.cell
        yield from in_cells(files[issue.file], source, [issue]) if in_book else [issue]


# Rules -----------------------------------------------------------------------------------------------------


def references_stand_once(rows: _Rows) -> Iterator[Issue]:
    """A report has one row."""
    first = dict[str, Report]()
    for report in rows.table.reports:
        same = first.setdefault(folded(report.reference), report)
        if same is not report:
            message = (
                f'"{report.reference}" has a row already, in {_place(same, report)}; which of them counts?'
            )
            yield rows.fault(report, "reference", "duplicate-report", message)


def recommendations_are_of_one_report(rows: _Rows) -> Iterator[Issue]:
    """A recommendation has one row, and so counts for one report, which has a row as well."""
    first, references = dict[str, Recommendation](), [item.reference for item in rows.table.reports]
    for item in rows.table.recommendations:
        same = first.setdefault(folded(item.reference), item)
        if same is not item:
            whose = "it as well" if same.report == item.report else f'"{same.report}"'
            message = f'"{item.reference}" counts for {whose} already, in {_place(same, item)}'
            yield rows.fault(item, "reference", "recommendation-twice", f"{message}; it is of one report")
        if item.report not in references:
            guess = nearest(item.report, references) or f"; there are {listed(references)}"
            message = f'no report has the reference "{shortened(item.report)}"{guess}'
            yield rows.fault(item, "report", "unknown-report", message)


def counts_agree(rows: _Rows) -> Iterator[Issue]:
    """A report makes as many recommendations as have rows, where it has any and says how many; a warning."""
    for report in rows.table.reports:
        number, own = report.recommendations, rows.table.recommendations_of(report)
        if own and number is not None and len(own) != number:
            message = f'"{report.reference}" makes {number} recommendations, and {len(own)} have a row'
            place = (report.file, report.line, rows.of_reports.get("recommendations", 1))
            yield warning(*place, "recommendations-differ", message)


def recommendations_follow_their_report(rows: _Rows) -> Iterator[Issue]:
    """A recommendation is made with its report or after it; one of an earlier day may be, and staff are told."""
    reports = {report.reference: report for report in rows.table.reports}
    for item in rows.table.recommendations:
        report = reports.get(item.report)
        if report is None or report.published is None or item.made_on is None:
            continue
        if item.made_on < report.published:
            message = (
                f'it was made on {item.made_on}, before its report "{report.reference}" of {report.published}'
            )
            place = (item.file, item.line, rows.of_recommendations.get("made_on", 1))
            yield warning(*place, "made-before-report", f"{message}; is the day right?")


def clocks_are_declared(rows: _Rows) -> Iterator[Issue]:
    """A clock that a row names is declared."""
    for item in rows.items:
        if item.clock and item.clock not in rows.table.clocks:
            guess = (
                nearest(item.clock, rows.table.clocks) or f"; declared: {listed(rows.table.clocks) or 'none'}"
            )
            message = f'no clock is called "{shortened(item.clock)}"{guess}'
            yield rows.fault(item, "clock", "unknown-clock", message)


def no_law_where_there_is_none(rows: _Rows) -> Iterator[Issue]:
    """No clock of law runs on a report of a kind to which no law sets an answer."""
    reports = {item.reference: item for item in rows.table.reports}
    kinds = rows.table.inspection.source.kind.without_law
    without = {_word(kind): reason for kind, reason in kinds.items()}
    for item in rows.items:
        report = item if isinstance(item, Report) else reports.get(item.report)
        clock = rows.table.clocks.get(item.clock)
        if (
            report is not None
            and clock is not None
            and clock.force == "law"
            and _word(report.kind) in without
        ):
            reason = without[_word(report.kind)].rstrip(".")
            message = (
                f'the clock "{clock.id}" is one of law, and "{report.reference}" is of the kind {report.kind}'
            )
            yield rows.fault(
                item, "clock", "clock-of-law", f"{message}: {reason}; take a clock that is asked for"
            )


def _word(kind: str) -> str:
    """A kind for comparing: "Super complaint" is super-complaint."""
    return folded(kind.replace("-", " ").replace("_", " "))


def days_have_come(rows: _Rows) -> Iterator[Issue]:
    """No report, recommendation or answer is of a day to come."""
    for item in rows.items:
        begun = ("published", item.published) if isinstance(item, Report) else ("made_on", item.made_on)
        for column, day in (begun, ("answered", item.answered)):
            if rows.today is not None and day is not None and day > rows.today:
                message = f"{day} is a day to come, and nothing was published on it yet"
                yield rows.fault(item, column, "future-day", message)


def answers_follow(rows: _Rows) -> Iterator[Issue]:
    """No answer comes before what it answers, or without an address at which it can be read."""
    for item in rows.items:
        begun = rows.begins(item)
        if item.answered is not None and begun is not None and item.answered < begun:
            message = f"the answer of {item.answered} comes before what it answers, which is of {begun}"
            yield rows.fault(item, "answered", "answer-before-report", message)
        if item.answered is not None and not item.answer_link:
            message = f"the answer of {item.answered} has no link: where can it be read?"
            yield rows.fault(item, "answer_link", "answer-without-link", message)
        if item.answer_link and not _is_link(item.answer_link):
            message = f'"{shortened(item.answer_link)}" is no link; write one that starts with https://'
            yield rows.fault(item, "answer_link", "bad-link", message)
        if item.answer_link and item.answered is None:
            message = "a link stands here, and no day on which the answer was published"
            yield rows.fault(item, "answered", "answer-without-day", message)


def _is_link(text: str) -> bool:
    host = text.partition("://")[2].partition("/")[0]
    return text.startswith(("https://", "http://")) and "." in host and not set(text) & set(' <>"')


def _place(item: Report | Recommendation, beside: Report | Recommendation) -> str:
    return f"line {item.line}" if item.file == beside.file else f"line {item.line} of {item.file}"


RULES: tuple[Callable[[_Rows], Iterator[Issue]], ...] = (
    references_stand_once,
    recommendations_are_of_one_report,
    counts_agree,
    recommendations_follow_their_report,
    clocks_are_declared,
    no_law_where_there_is_none,
    days_have_come,
    answers_follow,
)
