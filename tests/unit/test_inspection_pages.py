"""Inspections as readers meet them: page, framework, API, files, search and calendar say the same, each by its day."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import openpyxl
import pytest
from bs4 import BeautifulSoup
from dash.development.base_component import Component

from components.inspection.content import every_inspection, inspections_of
from components.outcome.framework import framework_content
from components.site.context import View, showing
from metrics.figures.records import Records
from metrics.figures.release import Release
from metrics.oversight.inspections import InspectionTable
from metrics.releasing.bulletin import bulletin, bulletin_file, parse_bulletin
from metrics.releasing.diff import difference
from metrics.releasing.diff_words import headlines
from metrics.releasing.inspection_news import inspection_news
from metrics.releasing.releases import load_release
from serving.api.inspection_answers import CLOCK, RECOMMENDATION, REPORT
from serving.api.inspections import inspections_json
from serving.downloads.inspections import OF_INSPECTIONS, files_of_inspections, inspection_csv
from serving.downloads.recommendations import files_of_recommendations, recommendation_csv
from serving.feeds.calendar import calendar
from serving.http.errors import ApiError
from serving.http.html import render
from tests.books import stated_text
from tests.inspected import CLOCKS, LINK, inspection, row, shipped_table, table_of
from tests.money import ROOT, shipped_config

DAY = date(2026, 8, 13)
TWO = ("1,A,Do this,,,,,force", "2,A,Do that,2026-08-01,asked,,,force")


@pytest.fixture(scope="module")
def shipped() -> Release:
    release = load_release(ROOT, "2026-27-q1", only_region=True)
    return replace(release, config=shipped_config(), records=with_tables(release, shipped_table()).records)


def with_tables(release: Release, *tables: InspectionTable) -> Release:
    own = {table.inspection.id: table for table in tables}
    return replace(release, records=Records(release.accounts, inspections=own))


def invented(release: Release, *rows: str, recommended: tuple[str, ...] = ()) -> Release:
    """The release with one invented table and the clocks that it names."""
    config = release.config.model_copy(
        update={"inspections": (inspection(),), "clocks": (*release.config.clocks, *CLOCKS)}
    )
    return with_tables(replace(release, config=config), table_of(*rows, recommended=recommended))


def text_of(
    release: Release, today: date, content: Callable[[View], list[Component]] = every_inspection
) -> str:
    view = View(release, today)
    with showing(view):
        parts = "".join(str(render(part)) for part in content(view))
    return " ".join(BeautifulSoup(parts, "html.parser").get_text(" ").split())


# Pages -----------------------------------------------------------------------------------------------------


def test_the_page_says_how_each_answer_stands_and_leads_to_it(shipped: Release) -> None:
    text = text_of(shipped, DAY)
    assert "How each stands is told as on 13 August 2026." in text
    assert "Answered on 7 June 2022, 232 days after the day asked for." in text
    assert "Answered by: National Police Chiefs' Council." in text
    assert "Super-complaint, published on 24 August 2021" in text
    assert "PEEL inspection by HMICFRS, of a day that is not known here" in text
    assert "It makes 15 recommendations." in text


def test_every_clock_stands_with_its_force_and_its_source(shipped: Release) -> None:
    text = text_of(shipped, DAY)
    for clock in shipped.config.clocks:
        assert clock.title in text and " ".join(clock.source.rstrip(".").split()) in text
    assert text.count("A law sets it.") == 12
    assert "56 days, the first of which is the day that it begins with." in text
    assert "40 days; how they count is not stated." in text
    assert "56 days; how they count has not been read." in text
    assert "5 working days, the first of which is the day that it begins with." in text
    assert "Sunday 31 January 2027." in text and "Before each 1 April." in text
    assert "It is asked for; no law sets it." in text and "It was agreed; no law sets it." in text


def test_what_is_said_depends_on_the_day_of_the_page_alone(shipped: Release) -> None:
    release = invented(shipped, row(day="2026-08-01"))
    assert "by Friday 25 September 2026: 43 days left." in text_of(release, DAY)
    assert "the last day was 5 days ago." in text_of(release, date(2026, 9, 30))


def test_single_recommendations_stand_folded_below_their_report(shipped: Release) -> None:
    release = invented(shipped, row(day="2026-08-01", how_many="2"), recommended=TWO)
    text = text_of(release, DAY)
    assert "Single recommendations of “A report”" in text
    assert (
        "The report asks for an answer by Friday 25 September 2026: 43 days left; no law sets this day."
        in text
    )


def test_a_site_without_inspections_says_so_and_shows_its_clocks(shipped: Release) -> None:
    text = text_of(with_tables(shipped), DAY)
    assert text.startswith("No report of an inspection has been declared.") and "Clocks" in text
    bare = replace(with_tables(shipped), config=shipped.config.model_copy(update={"clocks": ()}))
    assert text_of(bare, DAY) == "No report of an inspection has been declared."


def test_the_framework_that_it_stands_in_has_one_line_on_it(shipped: Release) -> None:
    own, other = (shipped.config.framework(name) for name in ("mopac-partnership", "finance"))
    line = text_of(shipped, DAY, lambda view: inspections_of(view, own))
    assert line.startswith(
        "Inspections in this framework Inspections, super-complaints and reviews : 8 reports:"
    )
    assert text_of(shipped, DAY, lambda view: inspections_of(view, other)) == ""
    assert "Inspections in this framework" in text_of(shipped, DAY, lambda _: [framework_content(own)])


# As data ---------------------------------------------------------------------------------------------------


def test_the_api_has_each_state_with_its_days_and_words(shipped: Release) -> None:
    answer = inspections_json(shipped, DAY)
    assert answer["day"] == "2026-08-13"
    (table,) = answer["inspections"]
    reports = {item["reference"]: item for item in table["reports"]}
    late = reports["SC-DUTY-2021"]
    assert (late["state"], late["days"], late["last_day"], late["force"]) == (
        "late",
        232,
        "2021-10-18",
        "asked",
    )
    assert late["sentences"] == [
        "Answered on 7 June 2022, 232 days after the day asked for.",
        "That day was Monday 18 October 2021.",
    ]
    unknown = reports["PEEL-2023-25"]
    assert (unknown["state"], unknown["published"], unknown["last_day"], unknown["days"]) == (
        "no-day",
        *[None] * 3,
    )
    assert (unknown["comparable"], reports["DMIP-2022"]["blank"]) == (False, "not-seen")
    clocks = {item["id"]: item for item in answer["clocks"]}
    assert len(clocks) == 14
    assert clocks["accounts-2025-26"]["day"] == "2027-01-31"
    assert clocks["inspection-comments"]["from"] == "the day on which the report is published"


def test_the_description_for_machines_names_every_key_of_the_answer(shipped: Release) -> None:
    answer = inspections_json(invented(shipped, row(), recommended=TWO), DAY)
    (table,) = answer["inspections"]
    for items, described in (
        (table["reports"], REPORT),
        (table["recommendations"], RECOMMENDATION),
        (answer["clocks"], CLOCK),
    ):
        keys = {key for item in items for key in item}
        assert set(described["required"]) <= keys <= set(described["properties"])


def test_the_file_has_every_report_with_its_last_day_and_a_description(shipped: Release) -> None:
    data = inspection_csv(shipped, "police-inspections")
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert len(rows) == 8
    duty = next(item for item in rows if item["reference"] == "SC-DUTY-2021")
    assert (duty["last_day"], duty["force"], duty["recommendations"]) == ("2021-10-18", "asked", "15")
    files = dict(files_of_inspections(shipped))
    described = json.loads(files["inspections-police-inspections.csv-metadata.json"])
    assert [column["name"] for column in described["tableSchema"]["columns"]] == list(rows[0])
    assert files["inspections-police-inspections.csv"] == data


def test_the_spreadsheet_has_the_same_reports_and_what_to_know_of_them(shipped: Release) -> None:
    data = OF_INSPECTIONS[".xlsx"](shipped, "police-inspections")
    about, rows = (list(sheet.values) for sheet in openpyxl.load_workbook(io.BytesIO(data)))
    assert about[0][0] == shipped.inspections["police-inspections"].inspection.title
    text = inspection_csv(shipped, "police-inspections").decode()
    head, *reports = csv.reader(io.StringIO(text, newline=""))
    assert list(rows[0]) == head
    assert [[stated_text(cell) for cell in row] for row in rows[1:]] == reports
    duty = next(dict(zip(head, row, strict=True)) for row in rows if "SC-DUTY-2021" in row)
    assert duty["recommendations"] == 15
    assert "inspections-police-inspections.xlsx" not in dict(files_of_inspections(shipped))


def test_single_recommendations_are_a_file_with_its_description(shipped: Release) -> None:
    release = invented(shipped, row(), recommended=TWO)
    assert [f"recommendations-reports{ending}" for ending in (".csv", ".csv-metadata.json")] == list(
        dict(files_of_recommendations(release))
    )
    files = dict(files_of_recommendations(release))
    rows = list(csv.DictReader(io.StringIO(files["recommendations-reports.csv"].decode(), newline="")))
    in_api = inspections_json(release, DAY)["inspections"][0]["recommendations"]
    names = ("reference", "report", "text", "made_on", "clock", "force", "last_day", "answered")
    assert [[item[name] for name in names] for item in rows] == [
        [item[name] or "" for name in names] for item in in_api
    ]
    described = json.loads(files["recommendations-reports.csv-metadata.json"])
    assert [column["name"] for column in described["tableSchema"]["columns"]] == list(rows[0])
    assert [item["release_id"] for item in rows] == [release.id] * len(TWO)
    with pytest.raises(ApiError, match="has no single recommendations"):
        recommendation_csv(shipped, "police-inspections")
    links = str(every_inspection(View(release, DAY)))
    assert "/downloads/recommendations-reports.csv" in links
    assert "/downloads/recommendations" not in str(every_inspection(View(shipped, DAY)))


# In the calendar -------------------------------------------------------------------------------------------


def test_days_to_come_stand_in_the_calendar_with_what_they_are_for(shipped: Release) -> None:
    release = invented(shipped, row(day="2026-08-01"), row("B", day="2026-08-02", clock="asked"))
    text = calendar(View(release, DAY)).decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20260925" in text and "DTSTART;VALUE=DATE:20260926" in text
    assert "SUMMARY:Last day for an answer: A report" in text
    assert "The law asks for it by Friday 25 September 2026." in text
    assert "It is asked for by Saturday 26 September 2026\\; no law sets this day." in text
    assert "DTSTART;VALUE=DATE:20270131" in text
    assert "SUMMARY:Accounts\\, governance statement and narrative published" in text


def test_what_was_answered_or_has_passed_is_no_day_to_come(shipped: Release) -> None:
    release = invented(shipped, row(day="2026-08-01", answered="2026-08-10", link=LINK))
    assert "Last day for an answer" not in calendar(View(release, DAY)).decode()
    awaited = invented(shipped, row(day="2026-08-01"))
    assert "Last day for an answer" in calendar(View(awaited, date(2026, 9, 25))).decode()
    assert "Last day for an answer" not in calendar(View(awaited, date(2026, 9, 26))).decode()
    assert "20270131" not in calendar(View(awaited, date(2027, 2, 1))).decode()


def test_a_day_keeps_its_name_in_every_release(shipped: Release) -> None:
    def names(release: Release) -> list[str]:
        lines = calendar(View(release, DAY)).decode().splitlines()
        return sorted(line for line in lines if line.startswith("UID"))

    before = invented(shipped, row(day="2026-08-01"))
    after = replace(before, published_at=datetime(2026, 8, 12, 8, 30, tzinfo=UTC))
    assert len(set(names(before)) & set(names(after))) >= 2
    assert len(set(names(before))) == len(names(before))


# What a release brings -------------------------------------------------------------------------------------


def test_news_tells_what_is_new_answered_moved_and_gone(shipped: Release) -> None:
    before = invented(shipped, row("A"), row("B", title="Old"), row("C", title="Third", day=""))
    after = invented(
        shipped,
        row("A", answered="2022-05-01", link=LINK),
        row("C", title="Third", day="2022-03-01"),
        row("D", title="New"),
        row("E", title="Newer", answered="2022-06-01", link=LINK),
    )
    (news,) = inspection_news(before, after)
    assert news.news == (
        "2 reports are new: New and Newer. An answer to A report was published on 1 May 2022. Third is of 1 March 2022 "
        "now, and was of a day that is not known before. An answer to Newer was published on 1 June 2022. 1 report is "
        "in the table no longer: Old."
    )
    assert news.says == "4 reports, 2 of them with an answer."
    assert inspection_news(after, after) == ()
    back = inspection_news(after, invented(shipped, row("A", answered="2022-05-02", link=LINK)))[0].news
    assert "The answer to A report is of 2 May 2022 now, and was of 1 May 2022 before." in back
    assert "The answer to A report is in the table no longer." in inspection_news(after, before)[0].news


@pytest.mark.parametrize(
    ("days", "news"),
    [
        (
            ("2026-09-25", "2026-09-26"),
            ["1 report is newly past the last day without an answer: A report."],
        ),
        (("2026-09-24", "2026-09-25"), []),  # its last day is no day too late
        (("2026-09-26", "2026-09-27"), []),  # it was late before
    ],
)
def test_news_tells_which_answers_have_become_late(
    shipped: Release, days: tuple[str, str], news: list[str]
) -> None:
    """A report of 1 August 2026 is to be answered by Friday 25 September: within 56 days, that day counted."""
    before, after = (
        replace(
            invented(
                shipped, row(day="2026-08-01"), row("B", title="Answered", answered="2026-08-02", link=LINK)
            ),
            published_at=datetime.fromisoformat(f"{day}T09:30:00+00:00"),
        )
        for day in days
    )
    assert [item.news for item in inspection_news(before, after)] == news
    assert [item.news for item in inspection_news(with_tables(before), after)] == [
        "This table is new on this site."
    ]


def test_a_table_is_new_or_gone_beside_the_release_before(shipped: Release) -> None:
    with_one, without = invented(shipped, row()), with_tables(shipped)
    assert inspection_news(without, with_one)[0].news == "This table is new on this site."
    assert inspection_news(with_one, without)[0].news == "This table is declared no longer."
    assert inspection_news(None, with_one) == ()


def test_a_bulletin_keeps_the_news_and_the_diff_says_it(shipped: Release) -> None:
    before, after = invented(shipped, row()), invented(shipped, row(answered="2022-05-01", link=LINK))
    diff = difference(before, after, DAY)
    content = bulletin(diff, DAY)
    assert [item.news for item in content.inspections] == [
        "An answer to A report was published on 1 May 2022."
    ]
    assert parse_bulletin(bulletin_file(content)) == content
    assert "Reports: An answer to A report was published on 1 May 2022." in headlines(diff)
    assert b"inspections" not in bulletin_file(bulletin(difference(before, before, DAY), DAY))
