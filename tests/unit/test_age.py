"""How old figures are, in words: what did not come with a release, what is promised and late."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from metrics.declared.schedule import Updates, promised_by
from tests.running import run
from tests.store.sites import CONFIG, drop, make_site
from tests.unit.test_dates_and_words_on_pages import (
    FEBRUARY,
    MARCH,
    MEASURE,
    Q3,
    Q4,
    api,
    client,
    lines,
    pcp,
    publish,
)

JUNE, JULY = (
    "2024-06-30T22:30:00+00:00",
    "2024-06-30T23:30:00+00:00",
)  # 11:30pm of one day, 12:30am of the next
NEXT = "section[aria-labelledby=next] li"
PROMISED = "A release is promised every quarter. The next was due by 30 June 2024, and is 1 day late."
SHIPPED = Path(__file__).resolve().parents[2]
FIRST_DAY, NEWEST_DAY = "2024-02-09T09:30:00+00:00", "2026-08-14T09:30:00+00:00"
NOTHING_NEWER = "The publisher has supplied nothing newer since the release of 8 February 2024 (Q3 2023/24)."


def declare(root: Path, key: str, addition: str) -> None:
    """Adds a line above a key of the declaration."""
    (root / "config" / "metrics.yaml").write_text(CONFIG.replace(key, f"{addition}{key}"))


def site_that_promises(root: Path) -> Path:
    folder = make_site(root)
    declare(folder, "  attribution", "  updates: every quarter\n")
    publish(folder, "one", Q3, now=FEBRUARY)
    return folder


# What is promised ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("updates", "last", "by"),
    [
        ("every month", date(2024, 1, 31), date(2024, 2, 29)),
        ("every week", date(2024, 1, 29), date(2024, 2, 11)),
        ("every week", date(2024, 2, 4), date(2024, 2, 11)),
        ("every week", date(9999, 12, 30), None),
        ("every month", date(2023, 12, 1), date(2024, 1, 31)),
        ("every quarter", date(2024, 2, 8), date(2024, 6, 30)),
        ("every quarter", date(2024, 3, 31), date(2024, 6, 30)),
        ("every quarter", date(2024, 10, 1), date(2025, 3, 31)),
        ("every half-year", date(2024, 8, 13), date(2025, 6, 30)),
        ("every year", date(2024, 12, 31), date(2025, 12, 31)),
        ("every year", date(9999, 1, 1), None),
    ],
)
def test_a_promise_is_kept_until_the_end_of_the_next_stretch_of_the_calendar(
    updates: Updates, last: date, by: date | None
) -> None:
    assert promised_by(updates, last) == by


def test_a_release_that_its_schedule_promised_is_late_from_midnight_in_region(tmp_path: Path) -> None:
    root = site_that_promises(tmp_path)
    for path in ("/", "/releases", MEASURE, "/about", "/data", "/areas", f"/releases/{Q3}"):
        before, after = (client(root, day).get(path).text for day in (JUNE, JULY))
        assert (PROMISED in before, PROMISED in after) == (False, True), path
    assert PROMISED not in client(root, JULY).get(f"/as-at/{Q3}/").text


def test_the_last_day_of_a_promise_stands_among_the_days_to_come_while_none_is_announced(
    tmp_path: Path,
) -> None:
    root = site_that_promises(tmp_path)
    before = lines(root, "/releases", NEXT, MARCH)
    pcp(root, "announce", "2024-05-09", "--reason", "January to March.", now=MARCH)
    after = lines(root, "/releases", NEXT, MARCH)
    assert before == [
        "30 June 2024 : the last day for the next release: one is promised every quarter",
        "1 January 2030 : Violence with injury offences",
    ]
    assert after == [
        "9 May 2024 : the next release Announced on 1 March 2024: January to March.",
        "1 January 2030 : Violence with injury offences",
    ]


def test_the_calendar_and_the_api_have_what_is_promised(tmp_path: Path) -> None:
    root = site_that_promises(tmp_path)
    assert api(root, "releases", JULY)["announced"][0] == {
        "day": "2024-06-30",
        "late_by_days": 1,
        "measures": [],
        "promise": "every quarter",
        "announced": [],
    }
    text = client(root, JULY).get("/calendar.ics").text.replace("\r\n ", "")
    assert "SUMMARY:Last day for the next release: Outcomes\r\n" in text
    assert f"DESCRIPTION:{PROMISED.replace(',', chr(92) + ',')} Once a quarter.\r\n" in text


def test_what_corrects_a_release_keeps_no_promise_of_a_new_one(tmp_path: Path) -> None:
    root = site_that_promises(tmp_path)
    publish(
        root, "two", f"{Q3}-corrected", "--correction", "Barnet was wrong.", now="2024-04-02T10:00:00+01:00"
    )
    assert PROMISED in client(root, JULY).get("/").text


def test_staff_are_told_of_a_promise_that_was_not_kept(tmp_path: Path) -> None:
    root = site_that_promises(tmp_path)
    done = run(root, "--now", JULY, "check")
    assert done.returncode == 0
    assert (
        "warning: 2024-06-30 is the last day for a release every quarter (site: updates), and is late by 1 day; "
        "readers see that. pcp announce DAY --reason TEXT tells them a new day"
    ) in " ".join(done.stdout.split())


# What did not come -----------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two releases, of which the second has nothing newer."""
    root = make_site(tmp_path)
    publish(root, "one", Q3, now=FEBRUARY)
    declare(root, "    next_update", "    absent_this_time: {reason: The force is late.}\n")
    (drop(root, "two") / "Crime.csv").unlink()
    publish(root, "two", Q4, now=MARCH)
    return root


@pytest.mark.parametrize(
    "path",
    ["/", "/outcomes/violence", MEASURE, "/embed/violence-with-injury", "/areas/camden", f"/as-at/{Q4}/"],
)
def test_a_tile_says_since_when_nothing_newer_has_come(site: Path, path: str) -> None:
    assert lines(site, path, ".age", MARCH) == [NOTHING_NEWER]


@pytest.mark.parametrize(
    ("day", "sentences"),
    [
        (FIRST_DAY, []),
        (
            NEWEST_DAY,
            [
                "The figures run to different months: the oldest to December 2023, the newest to June 2026. "
                "4 of them have had no newer figure since an earlier release."
            ],
        ),
    ],
    ids=["a month apart", "years apart"],
)
def test_the_first_page_gives_the_months_of_figures_that_are_more_than_a_quarter_apart(
    day: str, sentences: list[str]
) -> None:
    assert lines(SHIPPED, "/", ".glance .old", day) == sentences


@pytest.mark.parametrize("path", [f"/as-at/{Q3}/", f"{MEASURE}?to=2023-12"])
def test_a_tile_says_nothing_of_the_kind_where_its_figure_is_new_or_an_older_one_is_asked_for(
    site: Path, path: str
) -> None:
    assert lines(site, path, ".age", MARCH) == []


def test_the_page_of_releases_lists_what_is_not_of_the_newest(site: Path) -> None:
    assert lines(site, "/releases", "section[aria-labelledby=age] li", MARCH) == [
        f"Violence with injury offences : {NOTHING_NEWER}"
    ]


def test_the_api_says_since_which_release(site: Path) -> None:
    content = api(site, "framework", MARCH)["outcomes"][0]["measures"][0]["age"]
    assert content == {
        "late_by_days": 0,
        "updated_in_this_release": False,
        "nothing_newer_since": {"release": Q3, "day": "2024-02-08"},
    }


def test_a_measure_whose_figures_are_promised_is_late_without_an_announced_day(tmp_path: Path) -> None:
    root = make_site(tmp_path)
    text = CONFIG.replace("next_update: 2030-01-01", "next_update: not-announced\n    updates: every quarter")
    (root / "config" / "metrics.yaml").write_text(text)
    publish(root, "one", Q3, now=FEBRUARY)
    words = "A newer figure is promised every quarter. It was due by 30 June 2024, and is 1 day late."
    assert [lines(root, "/", ".age", day) for day in (JUNE, JULY)] == [[], [words]]
    assert api(root, "measures/violence-with-injury", JULY)["age"]["late_by_days"] == 1


def test_a_figure_whose_declared_date_has_passed_says_so_on_its_tile(tmp_path: Path) -> None:
    root = make_site(tmp_path)
    (root / "config" / "metrics.yaml").write_text(CONFIG.replace("2030-01-01", "2024-05-09"))
    publish(root, "one", Q3, now=FEBRUARY)
    words = "The next figure was due on 9 May 2024. It is 52 days late."
    assert lines(root, "/", ".age", JUNE) == [words]
    assert lines(root, "/embed/violence-with-injury", ".age, .aside", JUNE) == [words]


def test_staff_are_told_of_what_did_not_come_with_the_current_release(site: Path) -> None:
    done = run(site, "--now", MARCH, "check")
    message = 'warning: nothing newer since 2023-24-q3 for "violence-with-injury"; readers see that'
    assert message in " ".join((done.stdout + done.stderr).split())
