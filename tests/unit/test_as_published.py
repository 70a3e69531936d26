"""Releases as readers meet them: what is new, each release in short, and every page as it was published."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from components.release.revisions import brought
from components.site.context import View
from metrics.checking.drops import check_drop
from metrics.figures.release import Release
from metrics.releasing.bulletin import BULLETIN
from metrics.releasing.history import Event, EventKind, read_history
from metrics.releasing.published import Past, published
from metrics.releasing.releases import load_release, publish, stored_bulletin, withdraw
from serving.http.headers import MINUTE, NOT_STORED
from serving.http.media_types import TEXT
from tests.shipped import history_kept, without_news

ROOT = Path(__file__).resolve().parents[2]
FEBRUARY, MAY, AUGUST = (datetime(2024, month, 8, 9, 30, tzinfo=UTC) for month in (2, 5, 8))
FIRST, TWO, THREE = "2023-24-q3", "2023-24-q4", "2024-25-q1"


class Site:
    """A site with two releases, the second of which revises and corrects, and a third that is scheduled."""

    def __init__(self, root: Path) -> None:
        self.root, self.now = root, MAY
        shutil.copytree(ROOT / "config", root / "config")
        shutil.copytree(ROOT / "data" / "drops" / FIRST, root / "drop")
        self.publish("published", FIRST, FEBRUARY, FEBRUARY, "The first.")
        worry = root / "drop" / "PAS_Worry.csv"
        row = "Q2 23-24,Worried about crime,0."
        worry.write_text(worry.read_text().replace(f"{row}41", f"{row}40"))
        self.publish("published", TWO, MAY, MAY, "More surveys.", "A row was wrong.")
        self.publish("scheduled", THREE, MAY, AUGUST, "Summer.")
        self.client: FlaskClient = create_app(root, lambda: self.now).server.test_client()

    def publish(
        self, kind: EventKind, id: str, now: datetime, at: datetime, note: str, correction: str = ""
    ) -> None:
        checked, issues = check_drop(
            self.root / "config" / "metrics.yaml", self.root / "drop", "metrics.yaml"
        )
        assert checked is not None, issues
        publish(self.root, checked, issues, Event(kind, id, now, at, "staff", note), correction)

    def page(self, path: str) -> BeautifulSoup:
        got = self.client.get(path)
        assert got.status_code == 200, path
        return BeautifulSoup(got.text, "html.parser")


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("site"))


@pytest.fixture
def site(made_once: Site) -> Iterator[Site]:
    """The site, whose history and clock are put back after a test."""
    with history_kept(made_once.root):
        yield made_once
    made_once.now = MAY


def text(page: BeautifulSoup, selector: str) -> list[str]:
    return [item.get_text() for item in page.select(selector)]


# What is new -----------------------------------------------------------------------------------------------


def test_what_was_revised_is_listed_with_what_it_was_and_is(site: Site) -> None:
    page = site.page("/releases")
    assert text(page, "#revised + div h3") == ["Worry about crime"]
    assert text(page, "#revised + div p") == [
        "1 figure for London was revised. It is that of Q2 2023/24: 41% became 40% (-1.0 p.p.). "
        "1 figure of breakdowns was revised as well."
    ]
    assert text(page, "#revised + div tbody tr *") == ["Q2 2023/24", "41%", "40%", "-1.0 p.p."]


def test_each_measure_is_told_by_the_sentence_of_its_tile(site: Site) -> None:
    page = site.page("/releases")
    assert text(page, "#new + div .news:first-of-type p") == [
        "Better: in Q3 2023/24, 44% of residents were worried about crime in their area, 4.0 percentage points "
        "lower than in the same quarter a year before (48%).",
        "No newer figure has come since the release before.",
    ]


def test_a_correction_is_told_with_its_release_and_on_the_pages_that_it_touches(site: Site) -> None:
    notice = "Correction, 8 May 2024. A row was wrong."
    assert text(site.page("/releases"), "#corrections + div .correction") == [notice]
    for path in ("/measures/worry-about-crime", "/outcomes/feel-safer"):
        assert text(site.page(path), "[role=note] .correction") == [notice]
    assert text(site.page("/measures/homicide"), ".correction") == []


def test_every_release_is_listed_newest_first_and_no_scheduled_one(site: Site) -> None:
    page = site.page("/releases")
    assert [(item.get_text(), item["href"]) for item in page.select("#all + div dt a")] == [
        ("Q4 2023/24", f"/releases/{TWO}"),
        ("Q3 2023/24", f"/releases/{FIRST}"),
    ]


def test_a_corrected_release_leads_to_the_one_that_corrects_it_wherever_it_is_told(site: Site) -> None:
    correcting = ("It was corrected by release Q4 2023/24", f"/releases/{TWO}")
    for path, part in (("/releases", "#all + div dd a"), (f"/releases/{FIRST}", ".head .notice a")):
        links = [(item.get_text(), item["href"]) for item in site.page(path).select(part)]
        assert links == [correcting], path
    assert text(site.page(f"/releases/{FIRST}"), ".head .notice") == [f"{correcting[0]}. A row was wrong."]
    assert text(site.page(f"/releases/{TWO}"), ".head .notice") == []
    rows = (site.client.get("/api/v1/releases").json or {})["releases"]
    assert [(row["id"], row["corrected_by"]) for row in rows] == [(TWO, None), (FIRST, TWO)]


def test_a_revised_figure_is_marked_in_the_table_and_in_the_api(site: Site) -> None:
    page = site.page("/measures/worry-about-crime")
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("figure tbody tr")]
    assert [row for row in rows if row[0] == "Q2 2023/24"] == [
        ["Q2 2023/24", "40%", "37.8% to 42.3%", "Revised [r]"]
    ]
    got = site.client.get("/api/v1/measures/worry-about-crime/observations?from=2023-Q2&to=2023-Q2").json
    assert got is not None and got["observations"][0]["status"] == "r"


def test_the_first_release_says_that_there_is_no_earlier_one(site: Site) -> None:
    page = site.page(f"/releases/{FIRST}")
    assert text(page, "#revised + div p") == [
        "This is the first release: there is no earlier one to compare it with."
    ]
    assert text(page, "h1") == ["Release Q3 2023/24"]


# As it was published ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/about",
        "/outcomes/violence",
        "/measures/worry-about-crime",
        "/measures/violence-with-injury?area=camden",
        "/releases",
        f"/releases/{FIRST}",
    ],
)
def test_a_frozen_page_says_so_and_leads_to_frozen_pages_alone(site: Site, path: str) -> None:
    page = site.page(f"/as-at/{FIRST}{path}")
    assert text(page, ".banner strong") == [
        "Release Q4 2023/24 corrects this one: A row was wrong.",
        "As published with release Q3 2023/24 on 8 February 2024 at 9:30am.",
    ]
    ways = [f"/releases/{TWO}", path.partition("?")[0], f"/releases/{FIRST}"]
    assert [item["href"] for item in page.select(".banner a")] == ways
    assert page.select_one('meta[name="robots"][content="noindex"]') is not None
    assert [script["src"] for script in page.select("script") if "/readout." not in str(script["src"])] == []
    leading = [*page.select("header, main, footer")]
    ours = [str(item.get("href", item.get("action"))) for part in leading for item in part.select("a, form")]
    ours = [address for address in ours if address.startswith("/")]
    assert ours and [address for address in ours if not address.startswith(f"/as-at/{FIRST}/")] == []


def test_every_link_of_a_frozen_page_leads_somewhere(site: Site) -> None:
    links = {
        str(item["href"]) for item in site.page(f"/as-at/{FIRST}/").select("a[href^='/'], link[href^='/']")
    }
    assert [link for link in sorted(links) if site.client.get(link).status_code != 200] == []


def test_a_frozen_page_shows_the_figures_of_that_day_for_ever(site: Site) -> None:
    for path, change in (("", "4.0 p.p."), (f"/as-at/{FIRST}", "3.0 p.p."), (f"/as-at/{TWO}", "4.0 p.p.")):
        got = site.client.get(f"{path}/measures/worry-about-crime")
        page = BeautifulSoup(got.text, "html.parser")
        assert text(page, '[data-field="change"]') == [change]
        assert got.headers["Cache-Control"] == MINUTE


def test_a_frozen_page_names_the_correction_and_leads_to_it(site: Site) -> None:
    (banner,) = site.page(f"/as-at/{FIRST}/measures/homicide").select(".banner p")
    assert banner.get_text().startswith(
        "Release Q4 2023/24 corrects this one: A row was wrong. As published with"
    )
    assert banner.select_one(f"a[href='/releases/{TWO}']")
    assert "corrects" not in site.page(f"/as-at/{TWO}/").select(".banner p")[0].get_text()


def test_a_correction_that_was_withdrawn_is_named_no_more(site: Site) -> None:
    withdraw(site.root, Event("withdrawn", TWO, MAY, MAY, "staff", "It was right."))
    later = create_app(site.root, lambda: site.now).server.test_client()
    assert (
        "corrects"
        not in BeautifulSoup(later.get(f"/as-at/{FIRST}/").text, "html.parser").select(".banner p")[0].text
    )


def test_a_frozen_page_that_a_reader_has_is_asked_for_anew_after_a_minute_and_not_sent_again(
    site: Site,
) -> None:
    first = site.client.get(f"/as-at/{FIRST}/")
    again = site.client.get(f"/as-at/{FIRST}/", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.headers["Cache-Control"], again.status_code, again.data) == (MINUTE, 304, b"")


def test_a_frozen_page_knows_nothing_of_what_came_later(site: Site) -> None:
    assert text(site.page(f"/as-at/{FIRST}/releases"), "#all + div a") == ["Q3 2023/24"]
    assert site.client.get(f"/as-at/{FIRST}/releases/{TWO}").status_code == 404


def test_the_api_can_be_asked_as_it_was(site: Site) -> None:
    got = site.client.get(f"/as-at/{FIRST}/api/v1/measures/worry-about-crime")
    assert got.json is not None and got.json["release"]["id"] == FIRST
    assert got.json["metadata"]["links"]["page"] == f"/as-at/{FIRST}/measures/worry-about-crime"
    assert got.headers["Cache-Control"] == MINUTE
    missing = site.client.get(f"/as-at/{FIRST}/api/v1/measures/nope")
    assert (missing.status_code, missing.is_json, missing.headers["Cache-Control"]) == (404, True, MINUTE)


def test_the_first_page_of_a_release_has_one_address(site: Site) -> None:
    got = site.client.get(f"/as-at/{FIRST}")
    assert (got.status_code, got.headers["Location"]) == (308, f"/as-at/{FIRST}/")


@pytest.mark.parametrize("path", ["/as-at/{}/", "/as-at/{}", "/as-at/{}/releases", "/releases/{}"])
def test_a_scheduled_release_is_answered_like_one_that_does_not_exist(site: Site, path: str) -> None:
    scheduled, unknown = (site.client.get(path.format(id)) for id in (THREE, "2029-30-q1"))
    assert (scheduled.status_code, scheduled.data) == (404, unknown.data)
    assert scheduled.headers["Cache-Control"] == unknown.headers["Cache-Control"]


def test_a_scheduled_release_is_there_at_its_moment(site: Site) -> None:
    assert THREE not in site.page("/releases").get_text()
    site.now = AUGUST
    fresh = create_app(site.root, lambda: site.now).server.test_client()
    assert fresh.get(f"/as-at/{THREE}/").status_code == 200


def test_a_withdrawn_release_is_gone_and_says_why(site: Site) -> None:
    withdraw(site.root, Event("withdrawn", TWO, MAY, MAY, "staff", "A file was of the wrong month."))
    fresh = create_app(site.root, lambda: site.now).server.test_client()
    got = fresh.get(f"/as-at/{TWO}/measures/homicide")
    assert (got.status_code, got.headers["Cache-Control"]) == (410, MINUTE)
    assert text(BeautifulSoup(got.text, "html.parser"), ".notice") == [
        "Withdrawn on 8 May 2024 at 10:30am. A file was of the wrong month."
    ]
    assert fresh.get(f"/releases/{TWO}").status_code == 200
    assert "A row was wrong." not in fresh.get("/releases").text


@pytest.mark.parametrize("path", ["", "measures/homicide", "downloads/homicide.csv", "feed.atom"])
def test_what_was_withdrawn_is_gone_also_for_a_reader_who_has_it(site: Site, path: str) -> None:
    had = site.client.get(f"/as-at/{TWO}/{path}").headers["ETag"]
    withdraw(site.root, Event("withdrawn", TWO, MAY, MAY, "staff", "A file was of the wrong month."))
    fresh = create_app(site.root, lambda: site.now).server.test_client()
    answers = (fresh.get(f"/as-at/{TWO}/{path}", headers={"If-None-Match": tag}) for tag in (had, "*"))
    assert [(got.status_code, "ETag" in got.headers) for got in answers] == [(410, False)] * 2


def test_a_file_of_a_withdrawn_release_says_so_in_words(site: Site) -> None:
    withdraw(site.root, Event("withdrawn", TWO, MAY, MAY, "staff", "A file was of the wrong month."))
    fresh = create_app(site.root, lambda: site.now).server.test_client()
    file, data = (
        fresh.get(f"/as-at/{TWO}/{path}") for path in ("downloads/homicide.csv", "api/v1/framework")
    )
    assert (file.status_code, file.headers["Content-Type"], data.status_code) == (410, TEXT, 410)
    message = "his release was withdrawn on 8 May 2024: A file was of the wrong month."
    assert file.text.startswith(f"T{message}\n")
    assert data.json is not None and data.content_type == "application/problem+json"
    assert data.json["error"] == {"code": "withdrawn", "message": f"t{message}"}
    feed = fresh.get("/feed.atom").text
    assert "Release Q4 2023/24: withdrawn" in feed and THREE not in feed + fresh.get("/calendar.ics").text


def test_a_release_withdrawn_before_its_moment_was_never_there(site: Site) -> None:
    withdraw(site.root, Event("withdrawn", THREE, MAY, MAY, "staff", "Not yet."))
    site.now = AUGUST
    fresh = create_app(site.root, lambda: site.now).server.test_client()
    assert fresh.get(f"/as-at/{THREE}/").status_code == 404


def test_a_damaged_release_is_said_in_words_and_not_kept(site: Site, tmp_path: Path) -> None:
    root = without_news(damaged(site, tmp_path), TWO)
    fresh = create_app(root, lambda: site.now).server.test_client()
    got = fresh.get(f"/as-at/{FIRST}/")
    new = fresh.get("/releases")
    assert (got.status_code, got.headers["Cache-Control"]) == (503, NOT_STORED)
    assert "The figures of this release cannot be read at the moment." in got.text
    assert (new.status_code, new.headers["Cache-Control"]) == (200, NOT_STORED)
    assert "The release before this one cannot be read at the moment" in new.text


def damaged(site: Site, scratch: Path) -> Path:
    """A copy of the site, whose first release is not as it was published."""
    root = scratch / "damaged"
    shutil.copytree(site.root, root)
    (root / "data" / "releases" / FIRST / "observations" / "homicide.csv").write_bytes(b"other")
    return root


# What a release was stored with ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/releases", "/feed.atom", f"/releases/{TWO}", f"/as-at/{TWO}/releases"])
def test_what_is_new_is_the_same_from_a_store_without_it(site: Site, tmp_path: Path, path: str) -> None:
    shutil.copytree(site.root, tmp_path / "site")
    old = without_news(without_news(tmp_path / "site", FIRST), TWO)
    answers = [create_app(root, lambda: site.now).server.test_client().get(path) for root in (site.root, old)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert unsealed(answers[0].text) == unsealed(answers[1].text)


def unsealed(text: str) -> str:
    """A page or a feed without fingerprints, which are others where anything stored is another."""
    return re.sub(r"[0-9a-f]{64}|>[0-9a-f]{12}<", "", text)


def test_what_is_new_is_told_though_the_release_before_is_damaged(site: Site, tmp_path: Path) -> None:
    sound = create_app(site.root, lambda: site.now).server.test_client()
    fresh = create_app(damaged(site, tmp_path), lambda: site.now).server.test_client()
    for path in ("/releases", "/feed.atom"):
        got = fresh.get(path)
        assert (got.text, got.headers["Cache-Control"]) == (sound.get(path).text, MINUTE)


def test_what_is_new_is_never_believed_where_it_was_altered(site: Site, tmp_path: Path) -> None:
    shutil.copytree(site.root, tmp_path / "site")
    news = tmp_path / "site" / "data" / "releases" / FIRST / BULLETIN
    news.write_bytes(news.read_bytes().replace(b"Worry", b"Delight"))
    fresh = create_app(tmp_path / "site", lambda: site.now).server.test_client()
    got = fresh.get("/feed.atom")
    assert (got.headers["Cache-Control"], "Delight" in got.text) == (NOT_STORED, False)


def test_a_scheduled_release_is_laid_beside_what_stands_at_its_moment(site: Site, tmp_path: Path) -> None:
    stored = stored_bulletin(site.root, THREE)
    assert stored is not None and (stored.earlier, stored.day) == (TWO, AUGUST.date())
    assert stored.revised() == ()
    withdraw(site.root, Event("withdrawn", TWO, MAY, MAY, "staff", "A file was of the wrong month."))
    shutil.copytree(site.root, tmp_path / "site")
    site.now = AUGUST
    roots = (site.root, without_news(tmp_path / "site", THREE))
    news_client, computed = (create_app(root, lambda: site.now).server.test_client() for root in roots)
    assert "41% became 40%" in news_client.get("/releases").text
    assert unsealed(news_client.get("/releases").text) == unsealed(computed.get("/releases").text)


def test_what_is_stored_of_another_day_is_not_shown(site: Site) -> None:
    stored = stored_bulletin(site.root, TWO)
    assert stored is not None
    other = replace(stored, day=AUGUST.date(), measures=())
    view = View(load_release(site.root, TWO), MAY.date(), past=published_at(site), opened=opened(site))
    assert brought(replace(view, bulletin=lambda _: other), TWO) == brought(view, TWO) == stored


def published_at(site: Site) -> Past:
    return published(read_history(site.root), site.now)


def opened(site: Site) -> Callable[[str], Release]:
    return lambda release_id: load_release(site.root, release_id)


# A preview -------------------------------------------------------------------------------------------------


def test_a_preview_is_marked_on_every_page_and_nobody_keeps_or_lists_it(site: Site) -> None:
    client = create_app(site.root, lambda: site.now, "preview").server.test_client()
    for path in ("/", "/about", "/releases", "/measures/homicide", "/nope"):
        got = client.get(path)
        page = BeautifulSoup(got.text, "html.parser")
        assert text(page, ".banner") == ["Preview: not published"]
        assert page.select_one('meta[name="robots"][content="noindex"]') is not None
        assert got.headers["Cache-Control"] == NOT_STORED
        assert got.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get("/assets/site.css").headers["Cache-Control"] == NOT_STORED
