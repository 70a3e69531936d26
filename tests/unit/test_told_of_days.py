"""What readers are told of an announced day that passes, moves or is met, and of what a release corrects or lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.sites import CONFIG, drop, make_site
from tests.unit.test_dates_and_words_on_pages import (
    CORRECTED,
    FEBRUARY,
    MARCH,
    MAY,
    MEASURE,
    Q3,
    Q4,
    api,
    client,
    corrected,
    lines,
    pcp,
    publish,
)

NOT_ANNOUNCED = CONFIG.replace("next_update: 2030-01-01", "next_update: not-announced")
LATE = "The release announced for 9 May 2024 has not come: it is 3 days late."
NINTH, TENTH, TWELFTH = (f"2024-05-{day}T10:00:00+01:00" for day in ("09", "10", "12"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A release whose measure declares no day of its own, and an announced day."""
    root = make_site(tmp_path)
    (root / "config" / "metrics.yaml").write_text(NOT_ANNOUNCED)
    publish(root, "one", Q3, now=FEBRUARY)
    pcp(root, "announce", "2024-05-09", "--reason", "January to March.", now=MARCH)
    return root


def event(root: Path, now: str) -> dict[str, str]:
    """The last event of the calendar, by the names of its properties."""
    text = client(root, now).get("/calendar.ics").text.replace("\r\n ", "")
    own = text.rpartition("BEGIN:VEVENT\r\n")[2].splitlines()
    return {name: value for name, _, value in (line.partition(":") for line in own)}


# A day that passes -----------------------------------------------------------------------------------------


def test_a_measure_without_a_day_of_its_own_waits_for_the_announced_one_and_is_late_with_it(
    site: Path,
) -> None:
    before, after = (client(site, now).get(MEASURE).text for now in (NINTH, TWELFTH))
    assert "The next release is announced for 9 May 2024." in before
    assert (after.count(LATE), "No date has been announced" in after) == (2, False)  # in its place, and below


def test_a_tile_on_another_site_says_that_its_figure_is_late(site: Path) -> None:
    path = "/embed/violence-with-injury"
    is_late_by_day = [LATE in client(site, now).get(path).text for now in (NINTH, TWELFTH)]
    assert is_late_by_day == [False, True]


def test_the_feed_says_once_that_a_day_has_passed(site: Path) -> None:
    feeds = [client(site, now).get("/feed.atom").text for now in (NINTH, TENTH, TWELFTH)]
    words = "The release announced for 9 May 2024 has not come."
    assert [words in feed for feed in feeds] == [False, True, True]
    assert feeds[1] == feeds[2]
    assert "<updated>2024-05-09T23:00:00+00:00</updated>" in feeds[1]


def test_in_the_calendar_a_late_day_is_the_same_event_and_its_sequence_rises_for_ever(site: Path) -> None:
    events = [event(site, now) for now in (NINTH, TENTH, TWELFTH)]
    pcp(site, "announce", "2024-05-16", "--reason", "One file is late.", now=TWELFTH)
    events.append(event(site, TWELFTH))
    assert len({item["UID"] for item in events}) == 1
    assert [item["DTSTART"] for item in events] == [*["20240509T083000Z"] * 3, "20240516T083000Z"]
    assert [int(item["SEQUENCE"]) for item in events] == [0, 1, 3, 4]
    stamps = [item["DTSTAMP"] for item in events]
    assert stamps == sorted(stamps)


# A day that is met -----------------------------------------------------------------------------------------


def test_how_a_day_came_to_be_stays_with_the_release_that_met_it(site: Path) -> None:
    pcp(site, "announce", "2024-05-08", "--reason", "A day earlier.", now="2024-03-05T10:00:00+00:00")
    publish(site, "two", Q4, now=NINTH)
    words = (
        "The day that was announced for it It was announced for 8 May 2024, and came 1 day late. First announced on "
        "1 March 2024, for 9 May 2024: January to March. Moved on 5 March 2024 to 8 May 2024: A day earlier."
    )
    assert lines(site, f"/releases/{Q4}", ".head details", MAY) == [words]
    assert lines(site, "/releases", "section[aria-labelledby=all] details", MAY) == [words]
    rows = api(site, "releases", MAY)["releases"]
    assert [[step["day"] for step in row["announced"]] for row in rows] == [["2024-05-09", "2024-05-08"], []]


def test_a_release_that_came_on_its_day_and_was_withdrawn_is_not_told_as_one_that_never_came(
    site: Path,
) -> None:
    publish(site, "two", Q4, now=NINTH)
    pcp(site, "withdraw", Q4, "--reason", "Wrong.", now="2024-05-09T14:00:00+01:00")
    page = client(site, TWELFTH).get("/releases").text
    assert ("has not come" in page, "9 May 2024</strong>: the next" in page) == (False, False)
    assert lines(site, f"/releases/{Q4}", ".head details p", MAY)[0] == (
        "It was announced for 9 May 2024, and came on that day."
    )


def test_where_the_next_day_stands_the_calendar_and_the_feed_are_led_to(site: Path) -> None:
    page = client(site, MARCH).get("/releases").text.partition('id="next"')[2].partition("</section>")[0]
    assert [address in page for address in ('href="/calendar.ics"', 'href="/feed.atom"')] == [True, True]


# What a release corrects, and lacks ------------------------------------------------------------------------


@pytest.mark.parametrize("withdrawn", [True, False], ids=["withdrawn first", "in its place"])
def test_what_was_corrected_is_never_called_revised(site: Path, withdrawn: bool) -> None:
    corrected(site, withdrawn=withdrawn)
    texts = [
        " ".join(lines(site, f"/releases/{CORRECTED}", f"section[aria-labelledby={part}]", MAY))
        for part in ("corrected", "revised")
    ]
    assert [(" corrected" in text, "revis" in text) for text in texts] == [(True, False), (False, True)]


def test_a_withdrawn_release_leads_to_its_correction(site: Path) -> None:
    corrected(site, withdrawn=True)
    assert lines(site, f"/releases/{Q4}", ".notice", MAY)[1] == (
        "It was corrected by release Q4 2023/24 (corrected) . Barnet was wrong."
    )


def test_measures_whose_files_did_not_come_are_named_with_the_release(site: Path) -> None:
    absent = "    absent_this_time: {reason: The force is late.}\n    next_update"
    (site / "config" / "metrics.yaml").write_text(NOT_ANNOUNCED.replace("    next_update", absent))
    (drop(site, "two") / "Crime.csv").unlink()
    publish(site, "two", Q4, now=MARCH)
    assert lines(site, f"/releases/{Q4}", "section[aria-labelledby=gaps] li", MARCH) == [
        "Violence with injury offences: No new figures came this time: The force is late. "
        "The earlier figures stand as they were."
    ]


def test_words_amended_in_the_second_in_which_they_were_said_keep_those_before(site: Path) -> None:
    """So the clock of a rehearsal may stand still."""
    publish(site, "two", Q4, now=MARCH)
    pcp(site, "amend", Q4, "--note", "Newer.", now=MARCH)
    pcp(site, "withdraw", Q4, "--reason", "Wrong.", now=MARCH)
    pcp(site, "amend", Q4, "--reason", "The file was wrong.", now=MARCH)
    row = api(site, "releases", MAY)["releases"][0]
    assert (row["amended"], row["withdrawn"]["amended"]) == (
        [{"at": MARCH, "before": "New."}],
        [{"at": MARCH, "before": "Wrong."}],
    )
