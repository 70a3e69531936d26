"""Inspections: what is said of answers on a day, what is wrong with a row, and what a release keeps of them."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from metrics.checking.inspections import check_inspection
from metrics.checking.personal_texts import personal_texts
from metrics.checking.records import files_are_for_everybody
from metrics.declared.inspection_rules import answers_have_a_place, inspections_stand_once
from metrics.figures.records import Records
from metrics.oversight.inspection_sentences import report_sentences, standing_sentences, table_sentence
from metrics.oversight.inspections import InspectionTable, addressee_text
from metrics.oversight.standing import recommendation_standing, report_standing
from metrics.reading.extracts import Extract
from metrics.releasing.stored_records import record_files, stored_records
from tests.inspected import (
    CLOCKS,
    HEADER,
    LINK,
    RECOMMENDED,
    TODAY,
    checked,
    clock,
    inspection,
    row,
    shipped_table,
    table_of,
)
from tests.money import shipped_config

LAST = date(2022, 5, 16)  # of 56 days that begin with 22 March 2022


def sentences(text: str, today: date = TODAY, **source: Any) -> list[str]:
    table = table_of(text, declared=inspection(**source))
    return report_sentences(table, table.reports[0], today)


def codes(*rows: str, recommended: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(item.place, item.code) for item in checked(*rows, recommended=recommended).issues]


# What is said ----------------------------------------------------------------------------------------------


def test_the_shipped_answers_stand_as_they_were_published() -> None:
    table = shipped_table()
    report_texts = {item.reference: report_sentences(table, item, TODAY) for item in table.reports}
    assert report_texts == {
        "DMIP-2022": [
            "The last day was Monday 16 May 2022. No answer stands in these data, which does not say that none was "
            "published.",
            "A law sets that day.",
        ],
        "PEEL-2021-22": ["The day on which it was published is not known here, so no last day is given."],
        "PEEL-2023-25": [
            "The day on which it was published is not known here, so no last day is given.",
            "Its grades cannot be compared with those before, as its inspectorate says.",
        ],
        "SC-DUTY-2021": [
            "Answered on 7 June 2022, 232 days after the day asked for.",
            "That day was Monday 18 October 2021.",
        ],
        "SC-PPDA-2022": [
            "Answered on 23 November 2022, 91 days after the day asked for.",
            "That day was Wednesday 24 August 2022.",
        ],
        "ENGAGE": ["No clock is declared for an answer to it."],
        "SCAN": ["No clock is declared for an answer to it."],
        "CASEY": ["No clock is declared for an answer to it."],
    }
    assert table_sentence(table, TODAY) == (
        "8 reports: 2 answered late, 1 past the last day with no answer in these data, 2 of a day that is not known, "
        "3 without a clock."
    )


@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        ("2022-05-04", "The law asks for an answer by Monday 16 May 2022: 12 days left."),
        ("2022-05-15", "The law asks for an answer by Monday 16 May 2022: 1 day left."),
        ("2022-05-16", "The law asks for an answer by today, Monday 16 May 2022."),
        ("2022-05-17", "No answer has been published; the last day was 1 day ago."),
        ("2022-06-25", "No answer has been published; the last day was 40 days ago."),
        ("2025-06-25", "No answer has been published; the last day was 1,136 days ago."),
    ],
)
def test_an_answer_that_is_awaited_is_told_by_the_day_of_the_page(today: str, sentence: str) -> None:
    passed = ["That day was Monday 16 May 2022.", "A law sets that day."] if today > "2022-05-16" else []
    assert sentences(row(), date.fromisoformat(today)) == [sentence, *passed]


@pytest.mark.parametrize(
    ("name", "due", "passed"),
    [
        (
            "agreed",
            "It was agreed to answer by Monday 16 May 2022: 12 days left.",
            "No law sets that day: it was agreed.",
        ),
        (
            "asked",
            "The report asks for an answer by Monday 16 May 2022: 12 days left; no law sets this day.",
            "No law sets that day: the report asked for it.",
        ),
    ],
)
def test_what_no_law_sets_is_said_to_be_so(name: str, due: str, passed: str) -> None:
    assert sentences(row(clock=name), LAST - timedelta(days=12)) == [due]
    assert sentences(row(clock=name), LAST + timedelta(days=40)) == [
        "No answer has been published; the last day was 40 days ago.",
        "That day was Monday 16 May 2022.",
        passed,
    ]


@pytest.mark.parametrize(
    ("name", "answered", "sentence"),
    [
        ("by-law", "2022-05-16", "Answered on 16 May 2022, within the time that the law gives."),
        ("agreed", "2022-04-01", "Answered on 1 April 2022, within the time agreed."),
        ("asked", "2022-03-22", "Answered on 22 March 2022, within the time asked for."),
        ("by-law", "2022-05-17", "Answered on 17 May 2022, 1 day after the last day that the law sets."),
        ("agreed", "2022-05-18", "Answered on 18 May 2022, 2 days after the day agreed."),
        ("asked", "2022-05-18", "Answered on 18 May 2022, 2 days after the day asked for."),
    ],
)
def test_an_answer_came_in_time_or_late(name: str, answered: str, sentence: str) -> None:
    passed = ["That day was Monday 16 May 2022."] if answered > "2022-05-16" else []
    assert sentences(row(clock=name, answered=answered, link=LINK)) == [sentence, *passed]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "No clock is declared for an answer to it."),
        ("forty", "40 days are set for an answer, and how they count is not stated: no last day is given."),
        (
            "unread",
            "56 days are set for an answer, and how they count has not been read: no last day is given.",
        ),
        ("monthly", "No last day can be given."),
    ],
)
def test_without_a_way_of_counting_no_last_day_is_given(name: str, sentence: str) -> None:
    assert sentences(row(clock=name)) == [sentence]
    answered = sentences(row(clock=name, answered="2022-05-01", link=LINK))
    assert answered[0] == "Answered on 1 May 2022."
    assert answered[1:] == (
        ["It is called neither in time nor late: no last day can be given."] if name else []
    )


def test_blank_is_never_none_unless_the_file_says_so() -> None:
    later = LAST + timedelta(days=40)
    declared = {"answered": {"column": "answered"}}
    sentence, whose = sentences(row(), later, **declared)
    assert whose == "A law sets that day."
    assert "does not say that none was published" in sentence
    assert sentences(row(day=""), later) == [
        "The day on which it was published is not known here, so no last day is given."
    ]


def test_grades_that_are_not_comparable_are_said_to_be_so() -> None:
    assert sentences(row(clock="", comparable="No"))[-1].startswith("Its grades cannot be compared")
    assert len(sentences(row(clock="", comparable="yes"))) == 1


def test_twenty_invented_reports_stand_where_their_days_put_them() -> None:
    today = date(2026, 3, 1)
    starts = [today - timedelta(days=4 * n) for n in range(20)]
    rows = [row(f"R{n}", day=start.isoformat()) for n, start in enumerate(starts)]
    table = table_of(*rows)
    standings = [report_standing(table, item, today) for item in table.reports]
    # 56 days with the first: up to 55 days ago there are days left, and at 56 the last day was yesterday.
    assert [(item.state, item.days) for item in standings] == [
        ("due", 55 - 4 * n) if 4 * n <= 55 else ("overdue", 4 * n - 55) for n in range(20)
    ]
    assert table_sentence(table, today) == (
        "20 reports: 6 past the last day without an answer, 14 with days left."
    )
    assert table_sentence(InspectionTable(inspection(), ()), today) == "No report stands in it yet."


def test_a_recommendation_has_its_own_clock_and_day_or_those_of_its_report() -> None:
    recommended = (
        "1,A,Do this,,,,,force",
        "2,A,Do that,2022-04-01,asked,2022-06-01,https://example.org/2,force",
    )
    table = table_of(row(how_many="2"), recommended=recommended)
    first, second = table.recommendations
    assert standing_sentences(recommendation_standing(table, first, date(2022, 5, 4))) == [
        "The law asks for an answer by Monday 16 May 2022: 12 days left."
    ]
    assert standing_sentences(recommendation_standing(table, second, TODAY)) == [
        "Answered on 1 June 2022, 6 days after the day asked for.",
        "That day was Thursday 26 May 2022.",
    ]


def test_a_column_without_answers_says_of_none_that_it_was_not_published() -> None:
    sentence, whose = sentences(row(), LAST + timedelta(days=1), answered=None, answer_link=None)
    assert sentence.endswith("No answer stands in these data, which does not say that none was published.")
    assert whose == "A law sets that day."


def test_of_a_recommendation_an_empty_cell_says_none_where_that_is_declared() -> None:
    table = table_of(row(how_many="1"), recommended=("1,A,Do this,,,,,force",))
    (item,) = table.recommendations
    assert standing_sentences(recommendation_standing(table, item, LAST + timedelta(days=1))) == [
        "No answer has been published; the last day was 1 day ago.",
        "That day was Monday 16 May 2022.",
        "A law sets that day.",
    ]


def test_a_kind_is_called_by_its_name_or_by_the_files_own_word() -> None:
    named = inspection(kind={"column": "kind", "names": {"inspection": "Inspection of the force"}})
    table = table_of(row(), row("B", kind="review"), declared=named)
    assert [table.kind_name(item) for item in table.reports] == ["Inspection of the force", "review"]


def test_those_whom_a_report_is_addressed_to_have_their_titles() -> None:
    roles = {"force": "The force", "office": "The office"}
    assert addressee_text("force;office ; the coroner", roles) == "The force; The office; the coroner"


# What is wrong ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "code", "words"),
    [
        (
            row(answered="2022-03-01", link=LINK),
            "2:7",
            "answer-before-report",
            "comes before what it answers",
        ),
        (row(answered="2022-05-01"), "2:9", "answer-without-link", "where can it be read?"),
        (row(answered="2022-05-01", link="the site"), "2:9", "bad-link", "starts with https://"),
        (row(link=LINK), "2:7", "answer-without-day", "no day on which"),
        (row(clock="by-lew"), "2:5", "unknown-clock", '"by-law"'),
        (
            row(kind="super-complaint"),
            "2:5",
            "clock-of-law",
            "no period for answers to super-complaints was found",
        ),
        (row(day="2026-08-14"), "2:4", "future-day", "2026-08-14 is a day to come"),
        (row(answered="2026-08-14", link=LINK), "2:7", "future-day", "is a day to come"),
        (row(day="2023-02-29"), "2:4", "bad-day", "2023-02-29"),
        (row(day="22/03/2022"), "2:4", "bad-day", "YYYY-MM-DD"),
        (row(day="March 2022"), "2:4", "bad-day", "March 2022"),
        (row(how_many="fifteen"), "2:6", "bad-count", "fifteen"),
        (row(how_many="-1"), "2:6", "bad-count", "whole number"),
        (row(comparable="maybe"), "2:11", "bad-answer", "neither yes nor no"),
        (row(ref=""), "2:1", "empty-cell", "a reference is missing"),
        (row(title=""), "2:2", "empty-cell", "the title of a report is missing"),
        (row(title="=1+1"), "2:2", "hostile-text", "as a formula"),
        (row(title="<b>A</b>"), "2:2", "hostile-text", "HTML"),
    ],
)
def test_each_fault_has_its_own_message_at_its_cell(text: str, place: str, code: str, words: str) -> None:
    (issue,) = checked(text).issues
    assert (issue.place, issue.code) == (f"reports.csv:{place}", code)
    assert words in issue.message
    assert checked(text).table is None


def test_a_reference_stands_once() -> None:
    assert codes(row(), row("B"), row()) == [("reports.csv:4:1", "duplicate-report")]


def test_capital_letters_make_no_other_reference() -> None:
    assert codes(row(), row("a")) == [("reports.csv:3:1", "duplicate-report")]
    twice = ("R1,A,Do it,2022-03-22,by-law,,,the force", "r1,A,Do it,2022-03-22,by-law,,,the force")
    assert codes(row(), recommended=twice) == [("recommendations.csv:3:1", "recommendation-twice")]


@pytest.mark.parametrize("kind", ["super-complaint", "Super-complaint", "Super complaint", "SUPER_COMPLAINT"])
def test_no_law_runs_on_a_super_complaint_however_it_is_written(kind: str) -> None:
    assert codes(row(kind=kind)) == [("reports.csv:2:5", "clock-of-law")]


def test_a_super_complaint_may_be_asked_for_and_no_more() -> None:
    assert codes(row(kind="super-complaint", clock="asked")) == []
    own = inspection(kind={"column": "kind", "without_law": {"review": "no law says so."}})
    (issue,) = checked(row(kind="review"), declared=own).issues
    assert "of the kind review: no law says so; take a clock that is asked for" in issue.message


def test_29_february_is_a_day_where_the_year_has_one() -> None:
    assert codes(row(day="2024-02-29")) == []


def test_a_column_that_holds_an_address_is_not_published_even_if_nothing_reads_it() -> None:
    declared = inspection(ignore="contact")
    rows = f"{HEADER},contact\n{row()},jo@example.org\n"
    (issue,) = personal_texts(rows.encode(), declared.source, "reports.csv")
    assert (issue.place, issue.code) == ("reports.csv:2:13", "personal-data")
    (unread,) = checked(f"{row()},x", header=f"{HEADER},contact").issues
    assert (unread.code, unread.severity) == ("unknown-column", "warning")


@pytest.mark.parametrize(
    ("recommended", "expected"),
    [
        (("1,A,Do,,,,,", "1,B,Do,,,,,"), ("recommendations.csv:3:1", "recommendation-twice")),
        (("1,A,Do,,,,,", "1,A,Do,,,,,"), ("recommendations.csv:3:1", "recommendation-twice")),
        (("1,C,Do,,,,,",), ("recommendations.csv:2:2", "unknown-report")),
        (("1,A,,,,,,",), ("recommendations.csv:2:3", "empty-cell")),
        (("1,A,Do,2022-02-30,,,,",), ("recommendations.csv:2:4", "bad-day")),
        (
            ("1,A,Do,,,2022-03-21,https://example.org/a,",),
            ("recommendations.csv:2:6", "answer-before-report"),
        ),
        (("1,A,Do,,,2022-03-23,,",), ("recommendations.csv:2:7", "answer-without-link")),
        (("1,A,Do,,lew,,,",), ("recommendations.csv:2:5", "unknown-clock")),
        (("1,A,Do,2030-01-01,,,,",), ("recommendations.csv:2:4", "future-day")),
    ],
)
def test_recommendations_have_their_own_faults(
    recommended: tuple[str, ...], expected: tuple[str, str]
) -> None:
    assert codes(row(), row("B"), recommended=recommended) == [expected]


def test_the_report_that_a_recommendation_counts_for_already_is_named() -> None:
    issues = checked(row(), row("B"), recommended=("1,A,Do,,,,,", "1,B,Do,,,,,")).issues
    assert '"1" counts for "A" already, in line 2' in issues[0].message


def test_a_recommendation_that_is_dated_before_its_report_is_told() -> None:
    (issue,) = checked(row(), recommended=("1,A,Do,2022-03-01,,,,", "2,A,Do,2022-03-22,,,,")).issues
    assert (issue.place, issue.severity, issue.code) == (
        "recommendations.csv:2:4",
        "warning",
        "made-before-report",
    )
    assert 'made on 2022-03-01, before its report "A" of 2022-03-22; is the day right?' in issue.message


def test_as_many_recommendations_have_rows_as_there_are_or_staff_are_told() -> None:
    (issue,) = checked(row(how_many="15"), recommended=("1,A,Do,,,,,",)).issues
    assert (issue.place, issue.code, issue.severity) == (
        "reports.csv:2:6",
        "recommendations-differ",
        "warning",
    )


def test_a_fault_of_a_workbook_stands_at_its_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER.split(","))
    sheet.append(["A", "A report", "inspection", date(2022, 3, 22), "by-lew", 3])
    further = book.create_sheet("Notes")
    further["B3"] = "jo@example.org"
    book.save(tmp_path / "reports.xlsx")
    declared = inspection(files="reports.xlsx", sheet=sheet.title)
    data = {"reports.xlsx": (tmp_path / "reports.xlsx").read_bytes()}
    personal = personal_texts(data["reports.xlsx"], declared.source, "reports.xlsx")
    assert [(item.place, item.code) for item in personal] == [("reports.xlsx:Notes!B3", "personal-data")]
    further["B3"] = "Notes"
    book.save(tmp_path / "reports.xlsx")
    data = {"reports.xlsx": (tmp_path / "reports.xlsx").read_bytes()}
    (issue,) = check_inspection(declared, CLOCKS, data, {}, TODAY).issues
    assert (issue.place, issue.code) == (f"reports.xlsx:{sheet.title}!E2", "unknown-clock")


def test_a_marking_in_the_file_of_reports_or_of_recommendations_stops_a_publication() -> None:
    declared = inspection(with_recommendations=True)
    config = shipped_config().model_copy(update={"accounts": (), "trackers": (), "inspections": (declared,)})
    for name in (declared.source.files[0], RECOMMENDED["files"]):
        marked = Extract(name, name, f"{HEADER}\nA,A report (OFFICIAL-SENSITIVE)\n".encode())
        (issue,) = files_are_for_everybody(config, {name: marked})
        assert (issue.place, issue.code) == (f"{name}:2:2", "protective-marking")


def test_a_table_stands_in_a_declared_framework_with_a_place_for_answers() -> None:
    own = inspection().model_copy(update={"framework": "mopac"})
    config = shipped_config().model_copy(update={"inspections": (own, own)})
    assert [item.code for item in inspections_stand_once(config)] == [
        "duplicate-id",
        "not-declared",
        "not-declared",
    ]
    nowhere = inspection(answer_link=None)
    (item,) = answers_have_a_place(config.model_copy(update={"inspections": (nowhere,)}))
    assert (item.path, item.code) == (("inspections", 0, "source"), "missing-key")


# What is kept ----------------------------------------------------------------------------------------------


def test_a_release_keeps_every_row_as_it_was() -> None:
    recommended = (
        "1,A,Do this,,,,,force",
        '2,A,"Do, that",2022-04-01,asked,2022-06-01,https://example.org/2,f',
    )
    declared = inspection(with_recommendations=True)
    table = table_of(
        row(
            how_many="2",
            answered="2022-05-01",
            link=LINK,
            by="The force",
            comparable="no",
            read_in="A letter",
            **{"for": "force;office"},
        ),
        row("B", clock="", day=""),
        declared=declared,
        recommended=recommended,
    )
    files = record_files(Records(inspections={"reports": table}))
    assert set(files) == {"inspections/reports.csv", "recommendations/reports.csv"}
    config = shipped_config().model_copy(update={"inspections": (declared,), "clocks": CLOCKS})
    stored = stored_records(config, files).inspections["reports"]
    assert record_files(Records(inspections={"reports": stored})) == files
    assert [item.answered for item in stored.reports] == [date(2022, 5, 1), None]
    assert stored.clocks == table.clocks
    assert [item.addressee for item in stored.reports] == ["force;office", ""]
    rows = list(csv.DictReader(io.StringIO(files["inspections/reports.csv"].decode())))
    assert (rows[0]["comparable"], rows[1]["published"]) == ("no", "")


def test_a_release_without_the_file_has_no_table() -> None:
    assert stored_records(shipped_config(), {}).inspections == {}


def test_what_a_table_is_declared_with_can_be_read_back() -> None:
    assert RECOMMENDED["files"] in {
        name
        for table in shipped_config()
        .model_copy(update={"inspections": (inspection(with_recommendations=True),)})
        .supplied_tables()
        for name in table.file_names
    }
    assert clock("x", on="2027-01-31").fixed_day == date(2027, 1, 31)
