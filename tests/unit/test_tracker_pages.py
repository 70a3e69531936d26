"""Trackers as readers meet them: pages, the choice of items, the API and the files, all with the same days and numbers.

The releases are of the site that ships, with the trackers of tests beside what they have; later dates are made up.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from components.site.addresses import addresses, addresses_of
from components.site.context import View
from components.site.urls import TRACKER_ITEM
from components.tracker.cells import status_cell
from components.tracker.every import standing_text
from metrics.promises.date_sentences import item_by_itself
from metrics.promises.items import Item, Tracked
from metrics.promises.sentences import tracker_sentences
from metrics.reading.own_links import own_fault
from metrics.releasing.releases import load_release
from serving.front import Front
from tests.books import stated_text
from tests.running import ROOT
from tests.tracked import FRAMEWORK, RELEASES, every_tracked, milestones, tracked_site, tracker

NOW = datetime(2026, 8, 14, 9, 30, tzinfo=UTC)
FIRST, SECOND, NEWEST = RELEASES
MOST_BYTES = 22_000
REFERENCES = [item.reference for item in milestones().items]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return tracked_site(lambda: NOW)


def json_of(client: FlaskClient, path: str) -> Any:
    return json.loads(client.get(path).data)


def page_of(client: FlaskClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.text, "html.parser")


def part(page: BeautifulSoup, name: str) -> Tag:
    """The section of a page under the heading of a name."""
    section = page.select_one(f"section[aria-labelledby={name}]")
    assert section is not None
    return section


def listed(page: BeautifulSoup) -> list[str]:
    """The references in the table of items."""
    return [link.text for link in part(page, "items").select("tbody th a")]


def rows_of(client: FlaskClient, name: str) -> list[dict[str, str]]:
    text = client.get(f"/downloads/tracker-{name}.csv").text
    return list(csv.DictReader(io.StringIO(text, newline="")))


# The page of a tracker -------------------------------------------------------------------------------------


def test_each_page_begins_with_its_sentences_and_is_light(client: FlaskClient) -> None:
    for name, tracked in every_tracked(2).items():
        lead = page_of(client, f"/trackers/{name}").select_one(".head .lead")
        assert lead is not None and lead.text.startswith(" ".join(tracker_sentences(tracked)))
        packed = client.get(f"/trackers/{name}", headers={"Accept-Encoding": "gzip"})
        assert len(packed.data) <= MOST_BYTES


def test_bars_and_table_have_the_numbers_of_the_sentence_and_what_is_past_its_date_before_the_others(
    client: FlaskClient,
) -> None:
    section = part(page_of(client, "/trackers/milestones"), "numbers")
    rows = [[cell.text for cell in row.select("th, td")] for row in section.select("tbody tr")]
    assert rows == [
        ["Complete", "15"],
        ["Past their date (among those below)", "11"],
        ["Slipped", "3"],
        ["To come", "8"],
    ]
    assert section.select_one("svg") is not None


def test_what_is_not_accounted_for_stands_in_the_table_by_itself(client: FlaskClient) -> None:
    section = part(page_of(client, "/trackers/improvement"), "numbers")
    first, earlier = section.select("table")
    rows = [[cell.text for cell in row.select("th, td")] for row in first.select("tbody tr")]
    assert rows[-1] == ["Not accounted for", "1"]
    assert sum(int(number) for _, number in rows) == 25
    assert [cell.text for cell in earlier.select("tbody tr:first-child td")] == [
        *("25", "6", "not stated", "not stated", "not stated")
    ]


def test_counts_stand_theme_by_theme(client: FlaskClient) -> None:
    text = part(page_of(client, "/trackers/inquiry"), "numbers").text
    assert "Vulnerable people and the first phase" in text and "What earlier reports stated" in text


def test_what_moved_and_what_slipped_stand_in_tables(client: FlaskClient) -> None:
    page = page_of(client, "/trackers/milestones")
    changed = [row.text for row in part(page, "moved").select("tbody tr")]
    assert len(changed) == 3
    assert "To come; 31 March 2022Slipped; 15 April 2022" in changed[0]
    slipped = [
        [cell.text for cell in row.select("td")][2:] for row in part(page, "slipped").select("tbody tr")
    ]
    assert slipped == [["92 days", "once"], ["60 days", "once"], ["60 days", "2 times"], ["15 days", "once"]]


def test_a_later_date_that_nobody_states_is_not_stood_in_for_by_the_first(client: FlaskClient) -> None:
    path = f"/as-at/{FIRST}/trackers/milestones"
    (row,) = [row for row in part(page_of(client, path), "items").select("tbody tr") if "2.9-2" in row.text]
    cells = [cell.text for cell in row.select("td")]
    assert cells[1:3] == ["28 February 2022 (“February”)", "not stated"]
    item = json_of(client, f"/as-at/{FIRST}/api/v1/trackers/milestones/2-9-2")
    assert (item["first_due"], item["due"], item["slipped_days"], item["times_moved"]) == (
        "2022-02-28",
        None,
        None,
        None,
    )


def test_past_its_date_goes_before_what_was_reported(client: FlaskClient) -> None:
    (row,) = [
        row
        for row in part(page_of(client, "/trackers/milestones"), "items").select("tbody tr")
        if "2.6-6" in row.text
    ]
    status = row.select("td")[0].text
    # From 30 June 2022 to 14 August 2026: four years with a leap day, 1,461 days, and 45 more
    assert status == "Past its date by 1,506 daysby the report: to come"


def test_why_an_item_was_withdrawn_stands_beside_it() -> None:
    view = View(load_release(ROOT, RELEASES[-1]), NOW.date())
    item = Item("A9", "A helpline", "withdrawn", reason="No money came", due=NOW.date())
    tracked = Tracked(tracker(), NOW.date(), (item,))
    assert "'Withdrawn'" in str(status_cell(view, tracked, item))
    assert "'No money came'" in str(status_cell(view, tracked, item))


def test_where_a_tracker_stands_is_told_with_the_day_of_its_report() -> None:
    view = View(load_release(ROOT, RELEASES[-1]), NOW.date())
    assert standing_text(view, milestones()).endswith(
        "13 are past their date on 14 August 2026. That goes by what was reported to 28 March 2022."
    )


def test_a_frozen_page_speaks_of_the_day_of_its_release(client: FlaskClient) -> None:
    page = page_of(client, f"/as-at/{SECOND}/trackers/milestones")
    lead = page.select_one(".head .lead")
    assert lead is not None
    assert "12 are past their date on 15 January 2026." in lead.text and "2026-08" not in lead.text
    assert "14 August" not in page.text
    assert client.get("/as-at/2023-24-q3/trackers/milestones").status_code == 404


def test_the_day_of_the_page_is_the_day_of_the_clock() -> None:
    later = tracked_site(lambda: datetime(2026, 8, 15, 9, 30, tzinfo=UTC))
    lead = page_of(later, "/trackers/milestones").select_one(".head .lead")
    assert lead is not None and "11 are past their date on 15 August 2026." in lead.text


# The choice of items ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "references"),
    [
        ("", REFERENCES),
        ("status=date-revised", ["2.7-4", "2.8-4", "2.9-3"]),
        ("area=financial-oversight", ["2.9-1", "2.9-2", "2.9-3", "2.9-4"]),
        ("owner=deputy", ["2.8-4"]),
        ("words=go+live", ["2.7-7", "2.8-7"]),
        ("words=MAYOR", ["2.6-5", "2.8-4"]),  # in an item's words, and in who answers for another
        ("words=2.9-1", ["2.9-1"]),
        ("area=financial-oversight&overdue=yes", ["2.9-3", "2.9-4"]),
        ("status=complete&area=data-framework", ["2.7-1", "2.7-2", "2.7-3"]),
    ],
)
def test_the_address_says_which_items_are_listed(
    client: FlaskClient, query: str, references: list[str]
) -> None:
    page = page_of(client, f"/trackers/milestones?{query}" if query else "/trackers/milestones")
    assert listed(page) == references
    if query:
        status = part(page, "items").select_one("[role=status]")
        assert status is not None and status.text.startswith(f"{len(references)} of 26 listed. ")


def test_the_form_asks_by_get_and_keeps_what_is_chosen(client: FlaskClient) -> None:
    page = page_of(client, "/trackers/milestones?status=complete&words=board")
    form = part(page, "items").select_one("form")
    assert form is not None
    assert (form["method"], form["action"]) == ("get", "/trackers/milestones#items")
    assert [option["value"] for option in form.select("option[selected]")] == ["complete", "", "", ""]
    typed = form.select_one("input")
    assert typed is not None and typed["value"] == "board"
    assert listed(page) == ["2.8-3c"]
    names = {field["name"] for field in form.select("select, input")}
    assert names == {"status", "area", "owner", "overdue", "words"}
    assert all(form.select_one(f"label[for={field['id']}]") for field in form.select("select, input"))


def test_a_choice_that_comes_upon_nothing_says_so_with_the_way_back(client: FlaskClient) -> None:
    section = part(page_of(client, "/trackers/milestones?words=nowhere"), "items")
    assert "Nothing listed here is so. See every item." in section.text
    assert section.select_one("a[href='/trackers/milestones#items']") is not None


@pytest.mark.parametrize("query", ["status=done", "area=nowhere", "owner=nobody", "overdue=no"])
def test_a_choice_that_there_is_none_of_leads_back_to_the_tracker(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/trackers/milestones?{query}")
    assert answer.status_code == 404
    assert 'href="/trackers/milestones"' in answer.text


def test_what_is_past_its_date_may_be_asked_for_where_nothing_is(client: FlaskClient) -> None:
    section = part(page_of(client, "/trackers/improvement?overdue=yes"), "items")
    assert "Nothing listed here is so." in section.text


def test_columns_in_which_nothing_is_stated_are_left_out(client: FlaskClient) -> None:
    section = part(page_of(client, "/trackers/improvement"), "items")
    assert [head.text for head in section.select("thead th")] == ["Item", "Status", "Update"]
    assert "Who answers for them is not stated." in section.text


# One item --------------------------------------------------------------------------------------------------


def test_an_item_has_its_sentences_its_line_of_dates_and_the_releases_that_brought_them(
    client: FlaskClient,
) -> None:
    page = page_of(client, "/trackers/milestones/2-9-2")
    tracked = milestones(2)
    item = tracked.item("2.9-2")
    lead = page.select_one(".head .lead")
    assert item is not None and lead is not None
    assert lead.text == " ".join(item_by_itself(tracked, item, NOW.date()))
    rows = [[cell.text for cell in row.select("th, td")] for row in part(page, "dates").select("tbody tr")]
    assert rows == [
        ["28 February 2022", "the first date", "Q2 2024/25"],
        ["30 March 2022", "30 days later", "Q2 2025/26"],
        ["29 April 2022", "60 days later", "Q1 2026/27"],
    ]
    ways = [link["href"] for link in part(page, "dates").select("a")]
    assert ways == [f"/releases/{name}" for name in RELEASES]
    steps = [[cell.text for cell in row.select("th, td")] for row in part(page, "steps").select("tbody tr")]
    assert steps == [
        ["Q2 2024/25", "Slipped", "no date stated"],
        ["Q2 2025/26", "Slipped", "30 March 2022"],
    ]


def test_every_item_has_a_page_that_the_site_leads_to(client: FlaskClient) -> None:
    front: Front = client.application.extensions["front"]
    view = front.view()
    assert view is not None
    items = addresses_of(view, TRACKER_ITEM)
    assert len(items) == 26 + 7
    assert set(items) <= set(addresses(view))
    assert {client.get(address).status_code for address in items} == {200}
    assert "/trackers/milestones/2-8-3a</loc>" in client.get("/sitemap.xml").text


@pytest.mark.parametrize(
    ("path", "guess"),
    [
        ("/trackers/milestone", "/trackers/milestones"),
        ("/trackers/milestones/2-8-3", "/trackers/milestones/2-8-3"),
        ("/trackers/milestones/2.8-3a", "/trackers/milestones/2-8-3a"),
        ("/trackers/milestones/zzz", "/trackers/milestones"),
    ],
)
def test_the_nearest_is_named_where_nothing_stands(client: FlaskClient, path: str, guess: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert f'href="{guess}' in answer.text


# Beside other things ---------------------------------------------------------------------------------------


def test_frameworks_lead_to_their_trackers(client: FlaskClient) -> None:
    for path in ("/frameworks", f"/frameworks/{FRAMEWORK}", "/trackers"):
        text = client.get(path).text
        assert 'href="/trackers/milestones"' in text
        assert "36 of 117 deliverables are complete (31%); 81 are to come." in text
    assert "/trackers" not in client.get("/").text


def test_the_search_comes_upon_trackers_and_their_items(client: FlaskClient) -> None:
    assert "/trackers/improvement" in client.get("/search?q=governance+improvement").text
    text = client.get("/search?q=taxonomy").text
    assert "/trackers/milestones/2-8-4" in text and "Milestone" in text


def test_a_site_without_trackers_says_so(client: FlaskClient) -> None:
    assert "No tracker has been declared." in client.get("/as-at/2023-24-q3/trackers").text


def test_a_page_of_staff_may_lead_to_a_tracker_and_to_what_is_below_it() -> None:
    declared = {"trackers": ["milestones"]}
    for target in ("/trackers", "/trackers/milestones", "/trackers/milestones/2-8-3a"):
        assert own_fault(target, declared, []) == ""
    assert '"milestones"' in own_fault("/trackers/milestone", declared, [])


def test_a_pack_has_what_is_past_its_date_in_a_table_the_latest_first(client: FlaskClient) -> None:
    page = page_of(client, f"/packs/joint-audit-panel-{NOW.date()}")
    (grid,) = part(page, "promised").select("table.blocks:has(caption:-soup-contains('Milestones'))")
    heads = [head.text for head in grid.select("thead th")]
    rows = [[cell.text for cell in row.select("th, td")] for row in grid.select("tbody tr")]
    assert heads == ["Item", "First date", "Date now", "Late by"]
    late = {item["reference"]: item for item in json_of(client, "/api/v1/trackers/milestones")["items"]}
    expected = {name: item["overdue_days"] for name, item in late.items() if item["overdue"]}
    days = [int(row[3].split()[0].replace(",", "")) for row in rows]
    assert {row[0].partition(":")[0]: n for row, n in zip(rows, days, strict=True)} == expected
    assert days == sorted(days, reverse=True) and len(days) == 11


# The API and the files -------------------------------------------------------------------------------------


def test_api_page_and_file_have_the_same_items(client: FlaskClient) -> None:
    data = json_of(client, "/api/v1/trackers/milestones")
    rows = rows_of(client, "milestones")
    assert [item["reference"] for item in data["items"]] == [row["reference"] for row in rows] == REFERENCES
    for item, row in zip(data["items"], rows, strict=True):
        assert (row["original_due"], row["due"]) == (item["first_due"] or "", item["due"] or "")
        assert (row["slipped_days"], row["times_moved"]) == (
            str(item["slipped_days"]),
            str(item["times_moved"]),
        )
        assert row["status"] == item["status"] and row["owner"] == item["owner"]
    late = [item["reference"] for item in data["items"] if item["overdue"]]
    assert listed(page_of(client, "/trackers/milestones?overdue=yes")) == late
    assert (data["overdue"], data["day"], data["listed"]) == (11, "2026-08-14", 26)


@pytest.mark.parametrize("name", list(every_tracked()))
def test_the_spreadsheet_holds_the_same_rows_and_what_to_know(client: FlaskClient, name: str) -> None:
    data = client.get(f"/downloads/tracker-{name}.xlsx").data
    about, rows = (list(sheet.values) for sheet in openpyxl.load_workbook(io.BytesIO(data)))
    tracked = every_tracked(2)[name]
    about_texts = [str(text) for line in about for text in line]
    assert about_texts[0] == tracked.tracker.title and set(tracker_sentences(tracked)) <= set(about_texts)
    head, stated = rows[0], rows_of(client, name)
    cells = [[stated_text(cell) for cell in row] for row in rows[1:]]
    assert cells == [[row[str(column)] for column in head] for row in stated] and cells
    assert f'href="/downloads/tracker-{name}.xlsx"' in client.get(f"/trackers/{name}").text


def test_the_api_has_slips_moves_and_standings(client: FlaskClient) -> None:
    data = json_of(client, "/api/v1/trackers/milestones")
    numbers = {name: data["slips"][name] for name in ("number", "median_days", "longest_days")}
    assert numbers == {"number": 4, "median_days": 60.0, "longest_days": 92}
    assert data["since_release_before"].startswith("Since the release before one is complete now")
    totals = json_of(client, "/api/v1/trackers/improvement")["standings"]
    assert [(item["as_at"], item["all"], item["not_accounted_for"]) for item in totals] == [
        ("2022-01-01", 25, 19),
        ("2022-02-28", 25, 1),
    ]
    counts = json_of(client, "/api/v1/trackers/inquiry")
    assert [item["by_status"] for item in counts["standings"]] == [
        {"complete": 1, "on-track": 57},
        {"complete": 3, "on-track": 58},
    ]
    assert len(counts["counts"]) == 10
    assert counts["overdue"] is None


def test_the_api_has_the_line_and_the_steps_of_an_item(client: FlaskClient) -> None:
    item = json_of(client, "/api/v1/trackers/milestones/2-9-3")
    assert item["dates"] == [
        {"day": "2022-02-28", "release": FIRST},
        {"day": "2022-05-31", "release": SECOND},
    ]
    assert [(step["release"], step["status"], step["due"]) for step in item["steps"]] == [
        (FIRST, "date-revised", None),
        (SECOND, "date-revised", "2022-05-31"),
    ]
    assert (item["slipped_days"], item["times_moved"], item["overdue"]) == (92, 1, True)


def test_the_list_of_trackers_leads_to_each_also_as_it_was(client: FlaskClient) -> None:
    listing = json_of(client, "/api/v1/trackers")["trackers"]
    assert [item["links"]["self"] for item in listing] == [
        f"/api/v1/trackers/{name}" for name in every_tracked()
    ]
    frozen = json_of(client, f"/as-at/{FIRST}/api/v1/trackers")["trackers"]
    assert frozen[0]["links"]["self"] == f"/as-at/{FIRST}/api/v1/trackers/milestones"
    assert frozen[0]["day"] == "2024-11-14"


@pytest.mark.parametrize(
    ("path", "code"),
    [("/api/v1/trackers/none", "unknown-tracker"), ("/api/v1/trackers/milestones/2.9", "unknown-item")],
)
def test_the_api_refuses_what_there_is_none_of(client: FlaskClient, path: str, code: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, json.loads(answer.data)["error"]["code"]) == (404, code)


def test_every_file_stands_in_the_archive_with_its_description(client: FlaskClient) -> None:
    with zipfile.ZipFile(io.BytesIO(client.get("/downloads/all.zip").data)) as archive:
        names, readme = archive.namelist(), archive.read("README.txt").decode()
        described = {
            name: json.loads(archive.read(f"tracker-{name}.csv-metadata.json")) for name in every_tracked()
        }
    for name, tracked in every_tracked(2).items():
        assert f"tracker-{name}.csv" in names
        assert f"- tracker-{name}.csv: {tracked.tracker.title}" in readme
        header = client.get(f"/downloads/tracker-{name}.csv").text.splitlines()[0].split(",")
        assert [column["name"] for column in described[name]["tableSchema"]["columns"]] == header
        assert tracker_sentences(tracked)[0] in described[name]["dc:description"]


def test_totals_alone_are_a_file_of_counts(client: FlaskClient) -> None:
    (row,) = rows_of(client, "change-programme")
    assert (row["as_at"], row["all"], row["complete"], row["not-started"], row["on-hold"]) == (
        *("2022-02-28", "117", "36", "81", ""),
    )
    assert [row["all"] for row in rows_of(client, "inquiry") if row["group"] == "Total"] == ["58", "61"]


def test_no_file_says_what_is_past_its_date(client: FlaskClient) -> None:
    later = tracked_site(lambda: datetime(2026, 9, 30, 9, 30, tzinfo=UTC))
    for path in ("/downloads/tracker-milestones.csv", "/downloads/tracker-milestones.csv-metadata.json"):
        assert client.get(path).data == later.get(path).data
