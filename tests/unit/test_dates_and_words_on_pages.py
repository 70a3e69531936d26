"""What readers are told of days to come and of words that changed, on pages, in the API, and frozen."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from serving.releases.current import CurrentRelease
from tests.running import run
from tests.store.sites import CONFIG, drop, make_site

FEBRUARY, MARCH, MAY = "2024-02-08T09:30:00+00:00", "2024-03-01T10:00:00+00:00", "2024-05-12T10:00:00+01:00"
Q3, Q4, CORRECTED = "2023-24-q3", "2023-24-q4", "2023-24-q4-corrected"
MEASURE = "/measures/violence-with-injury"


def pcp(root: Path, *arguments: str, now: str) -> None:
    done = run(root, "--now", now, *arguments, PCP_ACTOR="Ann")
    assert done.returncode == 0, done.stdout + done.stderr


def publish(root: Path, name: str, release: str, *options: str, now: str) -> None:
    pcp(root, "publish", str(drop(root, name)), "--release", release, "--note", "New.", *options, now=now)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = make_site(tmp_path)
    publish(root, "one", Q3, now=FEBRUARY)
    return root


def client(root: Path, now: str) -> FlaskClient:
    test_client: FlaskClient = create_app(root, lambda: datetime.fromisoformat(now)).server.test_client()
    return test_client


def lines(root: Path, path: str, part: str, now: str) -> list[str]:
    """The lines of a page below a selector, without space around them."""
    answer = client(root, now).get(path)
    assert answer.status_code in (200, 410), answer.status
    elements = BeautifulSoup(answer.data, "html.parser").select(part)
    return [" ".join(item.get_text(" ").split()) for item in elements]


def api(root: Path, path: str, now: str) -> Any:
    return client(root, now).get(f"/api/v1/{path}").get_json()


# Days to come ----------------------------------------------------------------------------------------------


def test_an_announced_day_stands_on_the_page_of_releases_and_moves_with_the_old_one_visible(
    site: Path,
) -> None:
    pcp(site, "announce", "2024-05-09", "--reason", "January to March.", now=MARCH)
    before = lines(site, "/releases", "section[aria-labelledby=next] li", MARCH)
    pcp(site, "announce", "2024-05-16", "--reason", "One file is late.", now="2024-05-07T10:00:00+01:00")
    after = lines(site, "/releases", "section[aria-labelledby=next] li", MAY)
    assert before[0] == "9 May 2024 : the next release Announced on 1 March 2024: January to March."
    assert after[0] == (
        "16 May 2024 : the next release First announced on 1 March 2024, for 9 May 2024: January to March. "
        "Moved on 7 May 2024 to 16 May 2024: One file is late."
    )


def test_a_day_that_passed_is_late_on_every_page_and_not_before(site: Path) -> None:
    pcp(site, "announce", "2024-05-09", "--reason", "New.", now=MARCH)
    words = "The release announced for 9 May 2024 has not come: it is 3 days late."
    for path in ("/", "/releases", MEASURE, "/about", "/data", "/areas", "/accessibility", f"/releases/{Q3}"):
        now, then = (client(site, day).get(path).text for day in (MAY, "2024-05-09T23:00:00+01:00"))
        assert (words in now, "days late" in then) == (True, False), path


def test_a_figure_whose_declared_date_has_passed_is_late_on_its_page(tmp_path: Path) -> None:
    root = make_site(tmp_path)
    (root / "config" / "metrics.yaml").write_text(CONFIG.replace("2030-01-01", "2024-05-09"))
    publish(root, "one", Q3, now=FEBRUARY)
    assert "The next figure was due on 9 May 2024. It is 3 days late." in client(root, MAY).get(MEASURE).text
    assert (
        "The figures due on 9 May 2024 have not come: they are 3 days late."
        in client(root, MAY).get("/").text
    )


def test_a_declared_date_that_moved_moves_on_the_measures_page_and_in_the_api(site: Path) -> None:
    reason = ("--reason", "The force is late.")
    pcp(site, "announce", "2030-02-01", "--instead-of", "2030-01-01", *reason, "--sure", now=MARCH)
    assert "The next figure is due on 1 February 2030." in client(site, MARCH).get(MEASURE).text
    assert api(site, "measures/violence-with-injury", MARCH)["next_update"] == "2030-02-01"
    assert api(site, "releases", MARCH)["announced"] == [
        {
            "day": "2030-02-01",
            "late_by_days": 0,
            "measures": ["violence-with-injury"],
            "promise": None,
            "announced": [
                {"day": "2030-01-01", "at": None, "reason": None},
                {"day": "2030-02-01", "at": MARCH, "reason": "The force is late."},
            ],
        }
    ]


def test_nothing_of_a_scheduled_release_shows_with_its_announced_day(site: Path) -> None:
    pcp(site, "announce", "2024-05-09", "--reason", "New.", now=MARCH)
    paths = (
        "/",
        "/releases",
        MEASURE,
        "/feed.atom",
        "/calendar.ics",
        "/api/v1/releases",
        "/api/v1/framework",
    )
    before = [client(site, MARCH).get(path).data for path in paths]
    publish(site, "two", Q4, "--at", "2024-05-10", now=MARCH)
    pcp(site, "reschedule", Q4, "--at", "2024-05-09", now=MARCH)
    assert [client(site, MARCH).get(path).data for path in paths] == before


def test_a_frozen_page_knows_the_days_that_were_open_when_it_came(site: Path) -> None:
    pcp(site, "announce", "2024-05-09", "--reason", "New.", now=MARCH)
    frozen, now = (client(site, MAY).get(f"{prefix}/releases").text for prefix in (f"/as-at/{Q3}", ""))
    assert ("9 May 2024" in frozen, "9 May 2024" in now) == (False, True)


def test_a_served_site_follows_an_announcement_without_a_restart(site: Path) -> None:
    current = CurrentRelease(site, lambda: datetime.fromisoformat(MARCH), elapsed=count(0, 10).__next__)
    first = current.snapshot()
    pcp(site, "announce", "2024-05-09", "--reason", "New.", now=MARCH)
    later = current.snapshot()
    assert first is not None and later is not None
    assert (first.announced, [item.day.isoformat() for item in later.announced]) == ((), ["2024-05-09"])


def test_a_cancelled_day_is_told_with_its_reason_and_nothing_is_late_for_it(site: Path) -> None:
    pcp(site, "announce", "2024-05-09", "--reason", "New.", now=MARCH)
    pcp(site, "announce", "2024-05-09", "--cancel", "--reason", "Mistyped.", now="2024-03-02T10:00:00+00:00")
    assert lines(site, "/releases", "section[aria-labelledby=next] li", MAY)[-1] == (
        "9 May 2024 : no release is to come on this day First announced on 1 March 2024, for 9 May 2024: New. "
        "Cancelled on 2 March 2024: Mistyped."
    )
    assert "late" not in " ".join(lines(site, "/", "body", MAY)).split()
    (day,) = api(site, "releases", MAY)["cancelled"]
    assert (day["day"], [step.get("cancelled", False) for step in day["announced"]]) == (
        "2024-05-09",
        [False, True],
    )
    calendar, feed = (client(site, MAY).get(path).text for path in ("/calendar.ics", "/feed.atom"))
    assert "SEQUENCE:1\r\nDTSTART:20240509T083000Z\r\n" in calendar and "STATUS:CANCELLED\r\n" in calendar
    assert "Cancelled: the next release, 9 May 2024" in feed


# Words that changed ----------------------------------------------------------------------------------------


def test_amended_words_stand_with_the_old_ones(site: Path) -> None:
    pcp(site, "amend", Q3, "--note", "In other words.", now=MARCH)
    assert lines(site, f"/releases/{Q3}", ".head p", MARCH)[1:] == [
        "In other words.",
        "Amended on 1 March 2024. Before: “New.”",
    ]
    assert api(site, "releases", MARCH)["releases"][0]["amended"] == [{"at": MARCH, "before": "New."}]
    assert "In other words." not in client(site, MARCH).get(f"/as-at/{Q3}/releases").text


def test_words_that_readers_never_saw_are_not_among_the_old_ones(site: Path) -> None:
    publish(site, "two", Q4, "--at", "2024-05-09", now=MARCH)
    pcp(site, "amend", Q4, "--note", "In other words.", now=MARCH)
    assert lines(site, f"/releases/{Q4}", ".head p", MAY)[1:] == ["In other words."]


def test_the_amended_reason_of_a_withdrawal_stands_with_the_old_one(site: Path) -> None:
    publish(site, "two", Q4, now=MARCH)
    pcp(site, "withdraw", Q4, "--reason", "Wrong.", now="2024-03-02T10:00:00+00:00")
    pcp(site, "amend", Q4, "--reason", "The file was wrong.", now="2024-03-03T10:00:00+00:00")
    assert lines(site, f"/releases/{Q4}", ".notice", MAY) == [
        "Withdrawn on 2 March 2024 at 10:00am. The file was wrong. (Amended on 3 March 2024. Before: “Wrong.”)"
    ]


# Measures whose files did not come, and who sees figures first ---------------------------------------------


def test_a_measure_whose_files_did_not_come_says_why(site: Path) -> None:
    absent = "    absent_this_time: {reason: The force is late.}\n    next_update"
    (site / "config" / "metrics.yaml").write_text(CONFIG.replace("    next_update", absent))
    (drop(site, "two") / "Crime.csv").unlink()
    publish(site, "two", Q4, now=MARCH)
    words = "No new figures came this time: The force is late. The earlier figures stand as they were."
    assert lines(site, MEASURE, "[aria-label='No new figures']", MARCH) == [words]
    assert lines(site, "/releases", ".news .aside", MARCH)[0] == words
    content = api(site, "measures/violence-with-injury", MARCH)
    assert content["absent_this_time"] == {"reason": "The force is late."}
    assert content["age"] == {
        "late_by_days": 0,
        "updated_in_this_release": False,
        "nothing_newer_since": {"release": Q3, "day": "2024-02-08"},
    }


def test_who_may_see_figures_first_is_public(site: Path) -> None:
    early = "  early_access: [{name: Cy Example, role: Press officer}]\nframeworks:"
    (site / "config" / "metrics.yaml").write_text(CONFIG.replace("frameworks:", early))
    publish(site, "two", Q4, now=MARCH)
    assert lines(site, "/about", "section[aria-labelledby=early-access] li", MARCH) == [
        "Cy Example: Press officer"
    ]
    assert lines(site, f"/as-at/{Q3}/about", "section[aria-labelledby=early-access]", MARCH) == []


# Corrections -----------------------------------------------------------------------------------------------


def corrected(root: Path, *, withdrawn: bool) -> None:
    """January 2024 of the fourth quarter's release: 21,660 by mistake, then 3,182 as it should be."""
    publish(root, "three", Q4, now=MARCH)
    if withdrawn:
        pcp(root, "withdraw", Q4, "--reason", "Barnet was wrong.", now="2024-03-02T10:00:00+00:00")
    publish(root, "two", CORRECTED, "--correction", "Barnet was wrong.", now="2024-03-03T10:00:00+00:00")


@pytest.mark.parametrize("withdrawn", [True, False], ids=["withdrawn first", "in its place"])
def test_a_corrected_release_shows_its_quarters_revisions_and_what_it_corrected(
    site: Path, withdrawn: bool
) -> None:
    corrected(site, withdrawn=withdrawn)
    rows = [
        lines(site, f"/releases/{CORRECTED}", f"section[aria-labelledby={name}] tbody tr", MAY)
        for name in ("revised", "corrected")
    ]
    assert rows == [
        ["January 2024 6,101 6,202 1.7%"],
        ["January 2024 24,680 6,202 -74.9%"],
    ]


@pytest.mark.parametrize("withdrawn", [True, False], ids=["withdrawn first", "in its place"])
def test_the_figures_of_a_corrected_release_are_marked_against_the_quarter_before_and_the_mistake(
    site: Path, withdrawn: bool
) -> None:
    publish(site, "two", Q4, now=MARCH)
    if withdrawn:
        pcp(site, "withdraw", Q4, "--reason", "A wrong note.", now="2024-03-02T10:00:00+00:00")
    publish(site, "two", CORRECTED, "--correction", "A wrong note.", now="2024-03-03T10:00:00+00:00")
    content = api(site, "measures/violence-with-injury/observations?from=2024-01", MAY)
    assert [(item["value"], item["status"]) for item in content["observations"]] == [(6202, "r")]


def test_the_api_says_which_release_a_release_corrects(site: Path) -> None:
    corrected(site, withdrawn=True)
    content = api(site, "releases", MAY)["releases"]
    assert [(item["id"], item["state"], item["corrects"]) for item in content] == [
        (CORRECTED, "current", Q4),
        (Q4, "withdrawn", None),
        (Q3, "published", None),
    ]
