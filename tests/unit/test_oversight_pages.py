"""Duties, bodies and gaps as readers meet them: a link that is deleted shows as a gap on the page, in the API, in check."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from tests.running import ROOT, run
from tests.shipped import FIRST, FIRST_DECLARED, first_site

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
COUNTS = "Of 45 items, 0 are published as far as this site has checked, 1 does not apply, 44 are not checked."
EVIDENCE = "evidence: {measure: homicide}, "
DECLARED = f"""\
duties:
  - id: order
    title: The order
    law: S.I. 1
    who: A body
    items:
      - {{item: "1(a)", what: names, when: month, seen: read, when_seen: read, {EVIDENCE}published: {{link: "https://a.org/x", updated: 2024-01-10}}}}
      - {{item: "1(b)", what: places, when: month, seen: read, when_seen: read, evidence: {{link: "https://a.org/y"}}}}

bodies:
  - id: panel
    title: A panel
    description: It looks over the force.
    holds: [force]
    reads: [pcp]
    meetings: [{{on: 2024-03-01, papers: "https://a.org/papers"}}, {{on: 2024-06-01, title: Summer meeting}}]
  - id: force
    title: The force
    description: The police.
    no_meetings: It does not meet.

measures:
"""


def client_of(root: Path, now: datetime) -> FlaskClient:
    flask_client: FlaskClient = create_app(root, lambda: now).server.test_client()
    return flask_client


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return client_of(ROOT, NOW)


def text(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def json_of(client: FlaskClient, address: str) -> Any:
    return json.loads(text(client, address))


def words(document: str) -> str:
    main = BeautifulSoup(document, "html.parser").find("main")
    assert main is not None
    return re.sub(r"\s+", " ", main.get_text(" "))


# What is shipped -------------------------------------------------------------------------------------------


def test_the_page_the_api_and_the_file_have_the_45_items(client: FlaskClient) -> None:
    document = text(client, "/duties")
    assert COUNTS in words(document)
    page = BeautifulSoup(document, "html.parser")
    numbers = [item["data-duty"] for item in page.select("li[data-duty]")]
    states = [item["data-state"] for item in page.select("[data-state]")]
    answer = json_of(client, "/api/v1/duties")
    (law,) = answer["laws"]
    rows = list(csv.DictReader(io.StringIO(text(client, "/downloads/duties.csv"), newline="")))
    assert answer["text"] == COUNTS
    assert numbers == [item["item"] for item in law["items"]] == [row["item"] for row in rows]
    assert states == [item["state"] for item in law["items"]] == [row["state"] for row in rows]
    assert (len(numbers), states.count("does-not-apply"), states.count("not-checked")) == (45, 1, 44)
    assert [row["evidence"] for row in rows if row["evidence"]] == ["custody-visiting"]


def test_an_item_says_what_was_read_and_that_it_does_not_apply(client: FlaskClient) -> None:
    page = BeautifulSoup(text(client, "/duties"), "html.parser")
    item_texts = {
        item["data-duty"]: " ".join(item.get_text(" ").split()) for item in page.select("li[data-duty]")
    }
    assert "Does not apply. It applies to police and crime commissioners only." in item_texts["3(b)"]
    assert item_texts["3(e)"].startswith("3(e) copy of the annual investment strategy. Not checked.")
    assert "The time of publication was read in the law." in item_texts["3(e)"]
    assert item_texts["6(a)"].count("The words of the item have not been read") == 1
    assert item_texts["1(c)"].count("The time of publication has not been checked.") == 1
    section = page.select_one("section[aria-labelledby^=law]")
    assert section is not None
    lead = " ".join(section.get_text(" ").split())
    assert lead.count("Nobody has declared where it is published.") == 1
    assert lead.count("There is no evidence of it on this site.") == 1


def test_the_description_of_the_file_names_its_columns(client: FlaskClient) -> None:
    described = json_of(client, "/downloads/duties.csv-metadata.json")
    heads = text(client, "/downloads/duties.csv").split("\r\n", 1)[0].split(",")
    assert [column["name"] for column in described["tableSchema"]["columns"]] == heads
    assert described["tableSchema"]["primaryKey"] == ["law", "item"]


def test_everything_in_one_file_has_the_duties(client: FlaskClient) -> None:
    archive = zipfile.ZipFile(io.BytesIO(client.get("/downloads/all.zip").data))
    assert archive.read("duties.csv") == client.get("/downloads/duties.csv").data
    assert "- duties.csv: what must be published by law" in archive.read("README.txt").decode()


def test_oversight_has_the_bodies_and_the_gaps(client: FlaskClient) -> None:
    answer = json_of(client, "/api/v1/oversight")
    held = {body["id"]: (body["holds"], body["held_by"]) for body in answer["bodies"]}
    assert held["mopac"] == (["mps"], ["london-assembly"])
    assert held["mps"] == ([], ["mopac", "hmicfrs", "iopc"])
    (panel,) = [body for body in answer["bodies"] if body["id"] == "joint-audit-panel"]
    assert panel["meetings"] == [
        {
            "on": "2022-03-28",
            "title": None,
            "papers": None,
            "is_to_come": False,
            "pack": "/packs/joint-audit-panel-2022-03-28",
        }
    ]
    gaps = {gap["kind"]: [item["id"] for item in gap["items"]] for gap in answer["gaps"]}
    assert (len(gaps["no-evidence"]), list(gaps)) == (
        43,
        ["no-evidence", "unread-framework", "no-meeting-dates", "no-papers"],
    )
    assert gaps["unread-framework"] == ["pcp-2025", "mps", "mopac-partnership", "finance"]
    page = words(text(client, "/oversight"))
    assert "43 duties have nothing on this site that is evidence of them." in page
    assert "Of 5 bodies no dates of meetings are declared." in page
    assert "The papers of 1 meeting are not linked. Joint audit panel, 28 March 2022" in page
    assert COUNTS in page


def test_other_pages_lead_there(client: FlaskClient) -> None:
    for address in ("/", "/frameworks", "/measures/homicide"):
        document = text(client, address)
        assert 'href="/oversight"' in document
        assert 'href="/duties"' in document
    for address in ("/", "/frameworks"):
        assert 'href="/oversight#body-joint-audit-panel"' in text(client, address)
    assert "No body is declared that reads this framework." in text(client, "/frameworks/mps")
    assert "/duties#duty-specified-information-4-b" in text(client, "/search?q=contract+over+10%2C000")
    assert "/oversight#body-iopc" in text(client, "/search?q=IOPC")


def test_a_page_of_an_earlier_release_tells_of_nothing_that_came_later(client: FlaskClient) -> None:
    frozen = words(text(client, "/as-at/2024-25-q2/duties"))
    assert "No duty to publish is declared in this release." in frozen
    assert "/oversight" not in text(client, "/as-at/2024-25-q2/")
    assert json_of(client, "/as-at/2026-27-q1/api/v1/duties")["as_on"] == "2026-08-13"


# A link that is deleted ------------------------------------------------------------------------------------


def declare(site: Path, block: str) -> None:
    declared = FIRST_DECLARED.replace("measures:\n  - id: crime", f"{block}  - id: crime", 1)
    assert block in declared
    (site / "config" / "metrics.yaml").write_text(declared, "utf-8")


def check_of(site: Path, now: str) -> dict[str, str]:
    done = run(site, "--now", now, "check", "--format", "json")
    return {
        item["code"]: item["message"] for item in json.loads(done.stdout) if item["code"].startswith("gap-")
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose second release declares duties and bodies, and whose third has lost the evidence of one."""
    root = first_site(tmp_path_factory.mktemp("site"))
    for block, moment, release_id in (
        (DECLARED, "2024-05-09T08:30:00+00:00", "2023-24-q4"),
        (DECLARED.replace(EVIDENCE, ""), "2024-08-08T08:30:00+00:00", "2024-25-q1"),
    ):
        declare(root, block)
        done = run(root, "--now", moment, "publish", f"data/drops/{FIRST}", "--release", release_id)
        assert done.returncode == 0, done.stdout + done.stderr
    return root


def test_evidence_shows_until_its_link_is_deleted(site: Path) -> None:
    now = client_of(site, datetime(2024, 8, 9, tzinfo=UTC))
    before = "/as-at/2023-24-q4"
    was, is_now = (json_of(now, f"{prefix}/api/v1/oversight") for prefix in (before, ""))
    assert was["duties"][0]["evidence"] == {"kind": "measure", "id": "homicide", "title": "Homicide"}
    assert [gap["kind"] for gap in was["gaps"]] == ["out-of-date", "no-meeting-dates", "no-papers"]
    assert is_now["duties"][0]["evidence"] is None
    assert {gap["kind"]: gap["text"] for gap in is_now["gaps"]}["no-evidence"] == (
        "1 duty has nothing on this site that is evidence of it."
    )
    earlier = text(now, f"{before}/oversight")
    assert 'data-gap="no-evidence"' not in earlier
    assert "What 1 duty asks for is out of date. 1(a): names" in words(earlier)
    page = BeautifulSoup(text(now, "/oversight"), "html.parser")
    assert [item.get_text() for item in page.select('[data-gap="no-evidence"] li')] == ["1(a): names"]


def test_check_has_one_warning_for_it(site: Path) -> None:
    declare(site, DECLARED)
    kinds = ["gap-out-of-date", "gap-papers", "gap-meetings"]
    assert list(check_of(site, "2024-08-08T10:00:00+00:00")) == kinds
    declare(site, DECLARED.replace(EVIDENCE, ""))
    assert check_of(site, "2024-08-08T10:00:00+00:00")["gap-evidence"] == (
        'law "order": readers see that 1 of 2 duties have no evidence: 1(a)'
    )


def test_what_was_updated_too_long_ago_is_out_of_date_on_the_page(site: Path) -> None:
    page = words(text(client_of(site, datetime(2024, 8, 9, tzinfo=UTC)), "/duties"))
    assert (
        "Of 2 items, 0 are published as far as this site has checked, 1 is out of date, 1 is not checked."
        in page
    )
    assert (
        "Out of date. It was last updated on 10 January 2024, and was due again by 10 February 2024." in page
    )


def test_a_body_says_why_it_has_no_dates_and_its_meetings_have_papers_and_packs(site: Path) -> None:
    document = text(client_of(site, datetime(2024, 5, 10, tzinfo=UTC)), "/oversight")
    page = words(document)
    assert "It does not meet." in page
    assert "Summer meeting (to come)" in page
    assert 'href="https://a.org/papers"' in document
    assert 'href="/packs/panel-2024-06-01"' in document


def test_a_meeting_to_come_stands_in_the_calendar_and_is_gone_when_it_was(site: Path) -> None:
    before, after = (
        text(client_of(site, datetime(2024, month, 10, tzinfo=UTC)), "/calendar.ics") for month in (5, 7)
    )
    assert "SUMMARY:Meeting: A panel" in before
    assert "DTSTART;VALUE=DATE:20240601" in before
    assert "20240301" not in before
    unfolded = before.replace("\r\n ", "")
    assert "Summer meeting. No link to its papers is declared. What this body reads" in unfolded
    assert "Meeting: A panel" not in after


PAPERS = 'papers: "https://a.org/summer", '
COMING = DECLARED.replace("{on: 2024-06-01, ", f"{{{PAPERS}on: 2024-09-01, ")


def test_a_link_to_papers_that_is_deleted_is_a_gap_on_the_page_in_the_api_the_calendar_and_check(
    tmp_path: Path,
) -> None:
    root = first_site(tmp_path)
    for block, moment, release_id in (
        (COMING, "2024-05-09T08:30:00+00:00", "2023-24-q4"),
        (COMING.replace(PAPERS, ""), "2024-08-08T08:30:00+00:00", "2024-25-q1"),
    ):
        declare(root, block)
        done = run(root, "--now", moment, "publish", f"data/drops/{FIRST}", "--release", release_id)
        assert done.returncode == 0, done.stdout + done.stderr
    with_it, without = (client_of(root, datetime(2024, month, 10, tzinfo=UTC)) for month in (5, 8))
    calendars = [text(own, "/calendar.ics").replace("\r\n ", "") for own in (with_it, without)]
    assert "Summer meeting. Its papers: https://a.org/summer What this body" in calendars[0]
    assert "Summer meeting. No link to its papers is declared. What this body" in calendars[1]
    sentence, name = "The papers of 1 meeting are not linked.", "A panel, 1 September 2024"
    assert sentence not in text(with_it, "/oversight")
    page = BeautifulSoup(text(without, "/oversight"), "html.parser")
    assert [item.get_text() for item in page.select('[data-gap="no-papers"] li')] == [name]
    gaps = {gap["kind"]: gap for gap in json_of(without, "/api/v1/oversight")["gaps"]}
    assert (gaps["no-papers"]["text"], gaps["no-papers"]["items"][0]["title"]) == (sentence, name)
    assert check_of(root, "2024-08-08T10:00:00+00:00")["gap-papers"] == (
        'body "panel": readers see that the papers of these meetings are not linked: panel/2024-09-01'
    )


def test_a_framework_names_the_bodies_that_read_it(site: Path) -> None:
    document = text(client_of(site, datetime(2024, 5, 10, tzinfo=UTC)), "/")
    assert 'Read by: <a href="/oversight#body-panel">A panel</a>' in document
