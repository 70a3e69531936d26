"""What points at a person is looked for in one way: in files of accounts, trackers and inspections, and in YAML."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from metrics.checking.personal_texts import may_be_in_words, personal_texts
from metrics.checking.records import files_are_for_everybody
from metrics.declared.marking_rules import WITHOUT_MAIL_ADDRESSES, texts_hold_no_mail_address
from metrics.issues import Issue
from metrics.reading.extracts import Extract
from tests.inspected import inspection
from tests.money import shipped_config
from tests.promises import tracker

SOURCE = tracker().source
PERSONAL = [
    ("jo@example.org", "an e-mail address"),
    ("Ask Jo Smith, jo.smith@example.org.", "an e-mail address"),
    ("jo\uff20example.org", "an e-mail address"),
    ("jo\ufe6bexample.org", "an e-mail address"),
    ("jo\u200b@exam\u00adple.org", "an e-mail address"),
    ("jo@\u0435xample.org", "an e-mail address"),
    ("\uff4a\uff4f\uff20\uff45\uff58\uff0e\uff4f\uff52\uff47", "an e-mail address"),
    ("020 7946 0018", "a telephone number"),
    ("\uff10\uff12\uff10 7946 0018", "a telephone number"),
    ("SE1 7PB", "a full postcode"),
    ("AB123456C", "a National Insurance number"),
]
IN_WORDS = [
    "name (at) police.uk",
    "name [at] police [dot] uk",
    "Ask jo.smith at police.uk",
    "jo at example dot org",
]
NEITHER = [
    "",
    "Held at the Old Bailey",
    "Published at www.example.org",
    "See it at example.org/plan",
    "The force met the panel at 10.30",
    "@MetPolice",
    "2 at most",
    "A1",
    "1,204.5",
    "Cyflwynwyd yn Gymraeg",
]


def issues_in(text: str, **kind: bool) -> list[Issue]:
    assert SOURCE is not None
    rows = StringIO()
    csv.writer(rows).writerows([["ref", "promise"], ["A1", text]])
    return list(personal_texts(rows.getvalue().encode(), SOURCE, "promises.csv", **kind))


@pytest.mark.parametrize(("text", "kind"), PERSONAL)
def test_each_form_is_an_error_at_its_cell_and_is_not_repeated(text: str, kind: str) -> None:
    (issue,) = issues_in(text)
    assert (issue.place, issue.severity, issue.code) == ("promises.csv:2:2", "error", "personal-data")
    assert issue.message == (
        f"this looks like {kind}; ask for a file without it: it is stored as it came, and is public"
    )


@pytest.mark.parametrize("text", IN_WORDS)
def test_an_address_in_words_is_a_question(text: str) -> None:
    (issue,) = issues_in(text)
    assert (issue.place, issue.severity, issue.code) == ("promises.csv:2:2", "warning", "contact")
    assert issue.message.endswith("is it a person's?")


@pytest.mark.parametrize("text", NEITHER)
def test_other_words_are_neither(text: str) -> None:
    assert issues_in(text) == []


def test_a_long_text_is_searched_quickly() -> None:
    assert issues_in("a" * 1_000_000) == []
    assert not may_be_in_words("a." * 500_000)


def book() -> bytes:
    """A workbook with what is personal in a note, a hidden sheet, its properties and its names."""
    workbook, data = Workbook(), BytesIO()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["ref", "promise"])
    sheet.append(["A1", "Open the desk"])
    workbook.create_sheet("Other notes").sheet_state = "hidden"
    workbook["Other notes"]["C7"].comment = Comment("020 7946 0018", "Staff")
    workbook["Other notes"]["C8"].comment = Comment("jo@example.org wrote this", "Staff")
    workbook.properties.creator = "jo@example.org"
    workbook.save(data)
    return data.getvalue()


def test_notes_and_properties_of_a_workbook_are_looked_at_with_their_places() -> None:
    assert SOURCE is not None
    issues = list(personal_texts(book(), SOURCE, "promises.xlsx"))
    assert {(issue.place, issue.severity) for issue in issues} == {
        ("promises.xlsx:'Other notes'!C7", "error"),
        ("promises.xlsx:'Other notes'!C8", "error"),
        ("promises.xlsx:1:1", "error"),
    }
    (part,) = (issue for issue in issues if not issue.cell)
    assert part.message.startswith(
        "beside the cells, in docProps/core.xml: this looks like an e-mail address"
    )


def test_beside_amounts_it_is_a_question() -> None:
    assert SOURCE is not None
    issues = list(personal_texts(book(), SOURCE, "amounts.xlsx", is_of_amounts=True))
    assert {(issue.severity, issue.code) for issue in issues} == {("warning", "contact")}


def test_files_of_all_three_kinds_are_looked_at_once_each() -> None:
    config = shipped_config()
    config = config.model_copy(update={"inspections": (inspection(),), "trackers": (tracker(),)})
    extracts = {
        name: Extract(name, name, b"a,b\n1,jo@example.org\n")
        for table in config.supplied_tables()
        for name in table.file_names
    }
    issues = list(files_are_for_everybody(config, extracts))
    assert {(issue.file, issue.code) for issue in issues} == {(name, "personal-data") for name in extracts}
    assert len(issues) == len(extracts)
    kinds = {table.table_kind for table in config.supplied_tables() if set(table.file_names) <= set(extracts)}
    assert len(kinds) == 3


@pytest.mark.parametrize("name", WITHOUT_MAIL_ADDRESSES)
def test_what_is_declared_beside_measures_holds_no_address(name: str) -> None:
    config = shipped_config()
    assert list(texts_hold_no_mail_address(config)) == []
    first = getattr(config, name)[0]
    key = "words" if name == "claims" else "title"
    changed = config.model_copy(update={name: (first.model_copy(update={key: "Ask jo\uff20example.org"}),)})
    (finding,) = texts_hold_no_mail_address(changed)
    assert (finding.path, finding.code) == ((name, 0, key), "personal-data")
