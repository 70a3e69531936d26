"""How often we were right, as readers and programs meet it: the page, the API, and both as they were published."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from components.release.record import kept_record, table_of_words
from components.site.context import View
from metrics.checking.drops import check_drop
from metrics.figures.release import Release
from metrics.figures.series import Key
from metrics.releasing.history import Event
from metrics.releasing.published import Notice, Published
from metrics.releasing.record import firm_words
from metrics.releasing.releases import load_region, load_release, publish, withdraw
from serving.api.openapi import openapi
from serving.api.record import record_json
from serving.api.routes import API
from tests.shipped import first_release, history_kept
from tests.unit.test_record import survey

ROOT = Path(__file__).resolve().parents[2]
FEBRUARY, MAY, JUNE = (datetime(2024, month, 8, 9, 30, tzinfo=UTC) for month in (2, 5, 6))
FIRST_RELEASE, SECOND_RELEASE = "2023-24-q3", "2023-24-q4"


class Site:
    """The shipped release, and one after it that has another figure for worry about crime a year before."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT / "config", root / "config")
        shutil.copytree(ROOT / "data" / "drops" / FIRST_RELEASE, root / "drop")
        first_release(root)
        worry = root / "drop" / "PAS_Worry.csv"
        row = "Q3 22-23,Worried about crime,0."
        worry.write_text(worry.read_text().replace(f"{row}48", f"{row}45"))
        checked, issues = check_drop(root / "config" / "metrics.yaml", root / "drop", "metrics.yaml")
        assert checked is not None, issues
        publish(root, checked, issues, Event("published", SECOND_RELEASE, MAY, MAY, "staff", "More surveys."))

    @property
    def client(self) -> FlaskClient:
        """A new process, which knows nothing yet."""
        client: FlaskClient = create_app(self.root, lambda: JUNE).server.test_client()
        return client


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("site"))


@pytest.fixture
def site(published: Site) -> Iterator[Site]:
    """The site, whose history is put back after a test."""
    with history_kept(published.root):
        yield published


def page(client: FlaskClient, path: str = "/about/record") -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.text, "html.parser")


def text(document: BeautifulSoup, selector: str) -> list[str]:
    return [item.get_text() for item in document.select(selector)]


FIRST = [
    "We have given firm words since release Q3 2023/24, on 8 February 2024. It is the only release that counts "
    "so far.",
    "It gave 4 firm words. The first of them can be looked up after the next release.",
]


# The page --------------------------------------------------------------------------------------------------


def test_with_one_release_the_page_says_since_when_words_are_given_and_how_many_there_are() -> None:
    document = page(create_app(ROOT, lambda: FEBRUARY).server.test_client())
    assert text(document, ".head p")[:2] == FIRST
    assert set(text(document, "tbody td:last-child")) == {"Not looked up yet"}


def test_with_more_releases_the_page_sums_up_and_has_a_row_for_each_word(site: Site) -> None:
    document = page(site.client)
    assert text(document, ".head p")[:3] == [
        "Of 4 firm words in 1 earlier release, 1 was put to the test by figures that were revised: none stood, 1 "
        "became too uncertain to say or too small and none turned round.",
        "No figure behind the other 3 has changed.",
        "The newest release, Q4 2023/24, gave no firm word that is new.",
    ]
    rows = [[cell.get_text(" ") for cell in row.select("th, td")] for row in document.select("tbody tr")]
    assert rows[0] == [
        "Worry about crime Q3 2023/24 Release Q3 2023/24",
        "Better : 4.0 percentage points lower than in the same quarter a year before",
        "No longer clear : 1.0 percentage point lower than in the same quarter a year before, which could be chance",
    ]
    assert [row[2] for row in rows[1:]] == ["Not tested yet : no figure that it compares has changed"] * 3


def test_a_frozen_page_knows_only_what_readers_could_know_then(site: Site) -> None:
    assert text(page(site.client, f"/as-at/{FIRST_RELEASE}/about/record"), ".head p")[:2] == FIRST


def test_a_release_that_was_withdrawn_does_not_count_and_is_named(site: Site) -> None:
    withdraw(site.root, Event("withdrawn", SECOND_RELEASE, JUNE, JUNE, "staff", "A file was wrong."))
    document = page(site.client)
    assert text(document, ".head p")[:2] == FIRST
    assert text(document, "#counting + div p")[:2] == [
        "These count: Q3 2023/24.",
        "A release that was withdrawn does not count: Q4 2023/24.",
    ]


@pytest.mark.parametrize("path", ["/about", f"/releases/{FIRST_RELEASE}", f"/releases/{SECOND_RELEASE}"])
def test_pages_on_how_to_read_and_on_a_release_lead_to_the_record(site: Site, path: str) -> None:
    assert page(site.client, path).select('main a[href="/about/record"]')


def test_the_map_of_the_site_has_the_record(site: Site) -> None:
    assert "/about/record</loc>" in site.client.get("/sitemap.xml").text


def test_a_release_that_cannot_be_read_is_left_out_and_named_and_the_answer_is_not_kept(site: Site) -> None:
    manifest = site.root / "data" / "releases" / FIRST_RELEASE / "manifest.json"
    before = manifest.read_bytes()
    manifest.write_bytes(b"{}")
    try:
        answer = site.client.get("/about/record")
    finally:
        manifest.write_bytes(before)
    document = BeautifulSoup(answer.text, "html.parser")
    assert answer.headers["Cache-Control"] == "no-store"
    assert text(document, ".head p")[0] == (
        "The releases before the newest cannot be read at the moment. Please come back later."
    )
    assert "so their words are left out: Q3 2023/24." in document.text


# The API ---------------------------------------------------------------------------------------------------


def test_the_api_says_the_same_as_the_page(site: Site) -> None:
    client = site.client
    answer, lines = client.get("/api/v1/record").json, text(page(client), ".head p")
    assert answer is not None
    assert answer["sentence"] == " ".join(lines[:3])
    assert answer["counts"] == {
        "stood": 0,
        "uncertain": 1,
        "turned": 0,
        "untested": 3,
        "not-looked-up": 0,
        "waiting": 0,
    }
    assert answer["releases"] == [
        {"id": SECOND_RELEASE, "title": "Q4 2023/24"},
        {"id": FIRST_RELEASE, "title": "Q3 2023/24"},
    ]
    worry = answer["words"][0]
    assert (worry["measure"]["id"], worry["said"]["word"], worry["standing"]) == (
        "worry-about-crime",
        "Better",
        "uncertain",
    )
    assert (worry["said"]["difference"], worry["later"]["difference"]) == (-4.0, -1.0)
    assert (worry["later"]["release"]["id"], worry["later"]["revised"]) == (SECOND_RELEASE, True)


def test_the_description_for_machines_holds_every_key_that_it_needs() -> None:
    described = openapi({rule: parameters for rule, (parameters, _) in API.items()}, "Outcomes")
    answer = described["paths"]["/api/v1/record"]["get"]["responses"]["200"]
    schema = answer["content"]["application/json"]["schema"]
    as_json = record_json(view(survey("2023-24-q4", 64, 66), survey(FIRST_RELEASE, 64, 61)))
    assert set(schema["required"]) == set(as_json)
    assert set(schema["properties"]["words"]["items"]["required"]) == set(as_json["words"][0])
    assert [word["standing"] for word in as_json["words"]] == ["turned", "waiting"]
    assert as_json["words"][1]["later"] is None


# Made of any view ------------------------------------------------------------------------------------------


def view(*releases: Release) -> View:
    """What readers see of some releases, the newest first."""
    by_id = {release.id: release for release in releases}
    past = tuple(
        Published(release.id, FEBRUARY.replace(day=20 - age)) for age, release in enumerate(releases)
    )
    return View(
        releases[0],
        FEBRUARY.date(),
        past=past,
        opened=by_id.get,
        firm_words=lambda release_id: firm_words(by_id[release_id]),
    )


def test_a_withdrawn_release_neither_gives_words_nor_judges_those_of_others() -> None:
    record_view = view(
        survey("2024-25-q1", 64, 60), survey(SECOND_RELEASE, 64, 66), survey(FIRST_RELEASE, 64, 61)
    )
    newest, second, first = record_view.past
    gone = replace(second, withdrawn=Notice(JUNE, "Wrong."))
    kept = kept_record(replace(record_view, past=(newest, gone, first)))
    assert [(item.word.release_id, item.standing) for item in kept.record.rechecks] == [
        (FIRST_RELEASE, "stood")
    ]
    assert (kept.counting, kept.withdrawn) == ((newest, first), (gone,))


def test_figures_that_changed_behind_words_that_stood_are_counted() -> None:
    kept = kept_record(view(survey(SECOND_RELEASE, 64, 60), survey(FIRST_RELEASE, 64, 61)))
    assert kept.sentences == [
        "Of 1 firm word in 1 earlier release, 1 was put to the test by figures that were revised: 1 stood, none "
        "became too uncertain to say or too small and none turned round.",
        "The newest release, Q4 2023/24, gave no firm word that is new.",
    ]


def test_a_word_that_cannot_be_looked_up_says_why() -> None:
    empty = replace(survey(SECOND_RELEASE, 64, 61), data={})
    kept = kept_record(view(empty, survey(FIRST_RELEASE, 64, 61)))
    assert kept.sentences[:2] == [
        "Of 1 firm word in 1 earlier release, none were put to the test by figures that were revised.",
        "1 cannot be looked up.",
    ]
    assert "later figures do not tell" in str(table_of_words(kept))


def test_words_that_no_newer_release_holds_are_looked_up_in_one_between_which_is_named() -> None:
    empty = replace(survey("2024-25-q1", 64, 61), data={})
    kept = kept_record(view(empty, survey(SECOND_RELEASE, 64, 60), survey(FIRST_RELEASE, 64, 61)))
    assert [(item.standing, item.release_id) for item in kept.record.rechecks] == [("stood", SECOND_RELEASE)]
    assert "By release Q4 2023/24." in str(table_of_words(kept))


def test_without_any_firm_word_the_page_says_so() -> None:
    quiet = survey(FIRST_RELEASE, 64, 64)
    assert kept_record(view(quiet)).sentences[1] == "It gave no firm word."
    assert kept_record(view(survey(SECOND_RELEASE, 64, 64), quiet)).sentences == [
        "There was no firm word in 1 earlier release.",
        "The newest release, Q4 2023/24, gave no firm word that is new.",
    ]


# What it costs ---------------------------------------------------------------------------------------------


def test_region_alone_gives_the_same_firm_words_as_the_whole_release() -> None:
    region, everything = load_region(ROOT, FIRST_RELEASE), load_release(ROOT, FIRST_RELEASE)
    assert firm_words(region) == firm_words(everything) != ()
    assert {(key.area, key.dimension) for data in region.data.values() for key in data.series} == {
        (Key().area, "")
    }
