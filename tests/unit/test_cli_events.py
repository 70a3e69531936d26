"""pcp announce, reschedule, approve and amend, as staff type them, and what they make of a release."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from metrics.releasing.history import current, read_history
from tests.running import run
from tests.store.sites import CONFIG, RELEASES, drop, make_site

FEBRUARY, MARCH = "2024-02-08T09:30:00+00:00", "2024-03-01T10:00:00+00:00"
AFTER = "2024-05-12T10:00:00+01:00"
Done = CompletedProcess[str]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = make_site(tmp_path)
    done = pcp(root, "publish", str(drop(root, "one")), "--release", "one", now=FEBRUARY)
    assert done.returncode == 0, done.stderr
    return root


def pcp(root: Path, *arguments: str, now: str = MARCH, actor: str = "Ann") -> Done:
    return run(root, "--now", now, *arguments, PCP_ACTOR=actor)


def scheduled(root: Path, name: str = "two", at: str = "2024-05-09", now: str = MARCH) -> Done:
    return pcp(root, "publish", str(drop(root, name)), "--release", name, "--at", at, now=now)


def requiring_approval(root: Path) -> None:
    config = CONFIG.replace("  attribution: Nobody's.\n", "  attribution: Nobody's.\n  approval: required\n")
    (root / "config" / "metrics.yaml").write_text(config)


def last_event(root: Path) -> dict[str, str]:
    event: dict[str, str] = json.loads((root / RELEASES / "history.jsonl").read_text().splitlines()[-1])
    assert event.pop("chain")
    return event


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


# Announcing ------------------------------------------------------------------------------------------------


def test_an_announced_day_is_an_event_with_its_moment_and_its_reason(site: Path) -> None:
    done = pcp(site, "announce", "2024-05-09", "--reason", "January to March.")
    assert (done.returncode, done.stdout) == (0, "Announced 2024-05-09. Readers see: 2024-05-09.\n")
    assert last_event(site) == {
        "event": "announced",
        "release": "",
        "time": MARCH,
        "at": "2024-05-09T08:30:00+00:00",
        "actor": "Ann",
        "reason": "January to March.",
    }


def test_a_day_that_was_met_stays_met_when_its_release_is_withdrawn_and_staff_hear_so(site: Path) -> None:
    pcp(site, "announce", "2024-05-09", "--reason", "January to March.")
    scheduled(site)
    done = pcp(site, "withdraw", "two", "--reason", "Wrong.", now="2024-05-09T14:00:00+01:00")
    assert done.stdout.splitlines() == [
        "Withdrew two. Readers see one.",
        "The day announced for it, 2024-05-09, stays met: readers are not told that it is late.",
        "Readers see no day announced for the next release. Another day: pcp announce DAY --reason TEXT",
    ]
    assert "late" not in pcp(site, "check", now=AFTER).stderr


def test_a_day_near_an_announced_one_takes_its_place_and_a_far_one_is_further(site: Path) -> None:
    says = [
        pcp(site, "announce", day, "--reason", "Why.", *options).stdout.splitlines()[-1]
        for day, options in (
            ("2024-05-09", ()),
            ("2024-05-16", ()),
            ("2024-08-08", ()),
            ("2024-05-23", ("--further",)),
            ("2024-07-01", ("--instead-of", "2024-05-23")),
        )
    ]
    assert says == [
        "Announced 2024-05-09. Readers see: 2024-05-09.",
        "Announced 2024-05-16. It takes the place of 2024-05-09. Readers see: 2024-05-16.",
        "Announced 2024-08-08. Readers see: 2024-05-16, 2024-08-08.",
        "Announced 2024-05-23. Readers see: 2024-05-16, 2024-05-23, 2024-08-08.",
        "Announced 2024-07-01. It takes the place of 2024-05-23. "
        "Readers see: 2024-05-16, 2024-07-01, 2024-08-08.",
    ]


def test_a_day_that_the_current_release_declares_can_be_moved(site: Path) -> None:
    done = pcp(site, "announce", "2030-02-01", "--reason", "Later.", "--sure")
    assert "It takes the place of 2030-01-01." in done.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("2024-02-29", "--reason", "R."), 3, "2024-02-29, 9:30 UK time, has passed"),
        (("2024-05-09", "--reason", "R."), 3, "2024-05-09 is announced already"),
        (
            ("2024-06-06", "--reason", "R.", "--instead-of", "2024-06-01"),
            3,
            'announced: "2024-05-09", "2030-01-01"',
        ),
        (("2024-06-06", "--reason", "R.", "--instead-of", "2024-05-09", "--further"), 2, "say one of them"),
        (("2024-06-06", "--reason", "R.", "--cancel"), 3, 'it cannot be cancelled; announced: "2024-05-09"'),
        (("2024-05-09", "--reason", "R.", "--cancel", "--further"), 2, "--cancel takes DAY back"),
        (("2024-06-31", "--reason", "R."), 2, '"2024-06-31" is no day; write it as 2024-05-09'),
        (("2024-06-06",), 2, "--reason"),
    ],
)
def test_what_cannot_be_announced(site: Path, arguments: tuple[str, ...], status: int, words: str) -> None:
    pcp(site, "announce", "2024-05-09", "--reason", "New.")
    done = pcp(site, "announce", *arguments)
    assert (done.returncode, words in done.stderr) == (status, True), done.stderr


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2027-06-10", "2027-06-10 is 1196 days from now"),
        ("2024-05-11", "2024-05-11 is a Saturday"),
        ("2024-05-06", "2024-05-06 is a bank holiday in England (Early May)"),
    ],
)
def test_a_doubtful_day_is_refused_before_readers_see_it_unless_it_is_sure(
    site: Path, day: str, words: str
) -> None:
    before = (site / RELEASES / "history.jsonl").read_text()
    doubted = pcp(site, "announce", day, "--reason", "New.")
    assert (doubted.returncode, doubted.stderr, doubted.stdout) == (
        3,
        f"refused: {words}; readers would see it at once: if it is meant, say --sure\n",
        "",
    )
    assert (site / RELEASES / "history.jsonl").read_text() == before
    assert pcp(site, "announce", day, "--reason", "New.", "--sure").returncode == 0


def test_a_dry_run_of_an_announcement_writes_nothing_and_says_what_readers_would_see(site: Path) -> None:
    pcp(site, "announce", "2024-05-09", "--reason", "New.")
    before = (site / RELEASES / "history.jsonl").read_text()
    done = pcp(site, "announce", "2024-05-16", "--reason", "Later.", "--dry-run")
    assert (done.returncode, done.stdout) == (
        0,
        "Nothing was announced: 2024-05-16 would be. It would take the place of 2024-05-09. "
        "Readers would see: 2024-05-16.\n",
    )
    cancelled = pcp(site, "announce", "2024-05-09", "--reason", "Mistyped.", "--cancel", "--dry-run")
    assert (cancelled.returncode, cancelled.stdout) == (
        0,
        "Nothing was cancelled: 2024-05-09 would be. Readers would see no announced day.\n",
    )
    assert pcp(site, "announce", "2024-05-09", "--reason", "R.", "--dry-run").returncode == 3
    assert (site / RELEASES / "history.jsonl").read_text() == before


def test_an_announced_day_can_be_taken_back(site: Path) -> None:
    pcp(site, "announce", "2024-05-09", "--reason", "New.")
    pcp(site, "announce", "2024-05-16", "--reason", "Later.")
    done = pcp(site, "announce", "2024-05-16", "--cancel", "--reason", "Mistyped.")
    assert (done.returncode, done.stdout) == (
        0,
        "Cancelled 2024-05-16. Readers see no announced day.\n"
        "It had taken the place of 2024-05-09; if that day stands, announce it again.\n",
    )
    event = last_event(site)
    assert (event["event"], event["at"], event["reason"]) == (
        *("cancelled", "2024-05-16T08:30:00+00:00"),
        "Mistyped.",
    )
    check, releases = (
        pcp(site, name, now="2024-05-20T10:00:00+01:00").stdout for name in ("check", "releases")
    )
    assert "late" not in check and "late" not in releases
    assert releases.splitlines()[-1] == "Cancelled: 2024-05-16 (before: 2024-05-09): Mistyped."


def test_a_date_that_has_passed_without_a_release_is_late_in_check_and_in_releases(site: Path) -> None:
    pcp(site, "announce", "2024-05-09", "--reason", "New.")
    check, releases = (pcp(site, name, now=AFTER) for name in ("check", "releases"))
    assert (
        "data/releases/history.jsonl:1:1: warning: 2024-05-09 was announced, and is late by 3 days; readers see that. "
        "pcp announce DAY --instead-of 2024-05-09 --reason TEXT tells them a new day\n"
    ) in check.stdout
    assert releases.stdout.splitlines()[-1] == "Announced: 2024-05-09, late by 3 days: New."
    assert check.returncode == 0


# Rescheduling ----------------------------------------------------------------------------------------------


def test_a_rescheduled_release_comes_at_its_new_moment_and_not_at_the_old_one(site: Path) -> None:
    scheduled(site)
    done = pcp(site, "reschedule", "two", "--at", "2024-05-16", "--reason", "A file is late.")
    assert (done.returncode, done.stdout) == (
        0,
        "Rescheduled two for 2024-05-16 09:30 UK time (it was 2024-05-09 09:30).\n",
    )
    history = read_history(site)
    moments = ("2024-05-09T08:30:00+00:00", "2024-05-16T08:29:59+00:00", "2024-05-16T08:30:00+00:00")
    assert [current(history, moment(at)) for at in moments] == ["one", "one", "two"]


def test_a_correction_moves_with_its_release(site: Path) -> None:
    pcp(
        *(site, "publish", str(drop(site, "two")), "--release", "two", "--at", "2024-05-09"),
        *("--correction", "Camden was wrong."),
    )
    pcp(site, "reschedule", "two", "--at", "2024-04-09")
    (release, _) = json.loads(
        pcp(site, "releases", "--format", "json", now="2024-04-10T09:30:00+01:00").stdout
    )
    assert (release["state"], release["corrections"][0]["reason"]) == ("current", "Camden was wrong.")


@pytest.mark.parametrize(
    ("release", "at", "words"),
    [
        ("two", "2024-02-09", "2024-02-09T09:30:00+00:00 has passed"),
        ("two", "2024-05-09", '"two" is scheduled for that moment already'),
        ("one", "2024-06-06", 'the release "one" is public already'),
        ("twoo", "2024-06-06", 'there is no release "twoo"; did you mean "two"?'),
        ("two", "2024-06-06", '"three" is public from that very moment'),
        ("two", "2024-06-07", '"three" comes between the two moments'),
    ],
)
def test_what_cannot_be_rescheduled(site: Path, release: str, at: str, words: str) -> None:
    scheduled(site)
    scheduled(site, "three", "2024-06-06")
    done = pcp(site, "reschedule", release, "--at", at)
    assert (done.returncode, words in done.stderr) == (3, True), done.stderr


def test_a_withdrawn_release_is_not_rescheduled(site: Path) -> None:
    scheduled(site)
    pcp(site, "withdraw", "two", "--reason", "Wrong.")
    done = pcp(site, "reschedule", "two", "--at", "2024-06-06")
    assert (done.returncode, done.stderr) == (
        3,
        'refused: the release "two" is withdrawn; only one that is scheduled can be moved\n',
    )


def test_two_releases_at_one_moment_are_refused_unless_that_is_meant(site: Path) -> None:
    scheduled(site)
    second = scheduled(site, "three")
    meant = pcp(
        *(site, "publish", str(drop(site, "three")), "--release", "three", "--at", "2024-05-09"),
        "--same-moment",
    )
    assert (second.returncode, '"two" is public from that very moment' in second.stderr) == (3, True)
    assert (meant.returncode, current(read_history(site), moment(AFTER))) == (0, "three")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2024-11-07T09:30:00+01:00", "2024-11-07T09:30:00+01:00 is 08:30 in London"),
        ("2024-05-11", "2024-05-11 is a Saturday; is that meant?"),
        ("2024-05-06", "2024-05-06 is a bank holiday in England (Early May); is that meant?"),
        ("2025-05-08", "2025-05-08 is 433 days from now; is that meant?"),
    ],
)
def test_an_odd_moment_is_a_warning_and_stops_nothing(site: Path, at: str, words: str) -> None:
    done = scheduled(site, at=at)
    assert (done.returncode, f": warning: {words}" in done.stdout) == (0, True), done.stdout


def test_a_moment_half_a_second_after_another_is_the_same_moment(site: Path) -> None:
    scheduled(site)
    near, later = (scheduled(site, "three", f"2024-05-09T09:30:0{second}+01:00") for second in ("0.5", "1"))
    assert (near.returncode, '"two" is public from that very moment' in near.stderr) == (3, True)
    assert later.returncode == 0


def test_a_moment_that_has_passed_is_named_in_uk_time(site: Path) -> None:
    scheduled(site, at="2024-08-15")
    for done in (
        pcp(site, "reschedule", "two", "--at", "2024-05-09", now="2024-06-03T10:00:00+01:00"),
        scheduled(site, "three", "2024-05-09", now="2024-06-03T10:00:00+01:00"),
    ):
        assert (done.returncode, "2024-05-09T09:30:00+01:00 has passed" in done.stderr) == (3, True)


def test_a_doubtful_new_moment_is_a_warning_of_no_file(site: Path) -> None:
    scheduled(site)
    done = pcp(site, "reschedule", "two", "--at", "2024-05-11T00:30:00+01:00")
    assert (done.returncode, done.stderr.splitlines()) == (
        0,
        [
            "warning: 00:30 in London is not 9:30 in the morning, when releases come; is that meant?",
            "warning: 2024-05-11 is a Saturday; is that meant?",
        ],
    )


# Approving -------------------------------------------------------------------------------------------------


def test_an_approval_holds_the_checksum_of_the_manifest(site: Path) -> None:
    scheduled(site)
    done = pcp(site, "approve", "two", actor="Ben")
    event = last_event(site)
    assert (done.returncode, event["event"], event["actor"]) == (0, "approved", "Ben")
    assert done.stdout == f"Approved two, manifest {event['manifest'][:12]}, as Ben.\n"


@pytest.mark.parametrize(
    "actor", ["Ann", "ann ", "A nn", "A.nn", "Ann\u200b", "An\u0301n", "\uff21nn", "Ann\u00a0", "\tAnn"]
)
def test_nobody_approves_what_they_scheduled(site: Path, actor: str) -> None:
    scheduled(site)
    done = pcp(site, "approve", "two", actor=actor)
    assert (done.returncode, "Ann scheduled it, and another person approves it" in done.stderr) == (3, True)


def test_a_name_without_a_letter_approves_nothing(site: Path) -> None:
    scheduled(site)
    done = pcp(site, "approve", "two", actor="\u200b.")
    assert (done.returncode, done.stderr) == (
        3,
        'refused: "<U+200B>." is nobody\'s name; PCP_ACTOR says who approves it\n',
    )


def test_a_release_that_needs_an_approval_comes_only_with_one(site: Path) -> None:
    requiring_approval(site)
    done = scheduled(site)
    assert done.stdout.endswith(
        "Before then another person approves it, or it does not come: pcp approve two\n"
    )
    assert current(read_history(site), moment(AFTER)) == "one"
    check, releases = (
        pcp(site, *command, now=AFTER) for command in (("check",), ("releases", "--format", "json"))
    )
    assert (check.returncode, json.loads(releases.stdout)[0]["state"]) == (1, "not-approved")
    assert "two did not come on 2024-05-09 at 09:30: nobody had approved it" in check.stdout
    pcp(site, "approve", "two", actor="Ben")
    assert current(read_history(site), moment(AFTER)) == "two"


def test_an_approval_that_comes_too_late_waits_for_another_moment(site: Path) -> None:
    requiring_approval(site)
    scheduled(site)
    late = pcp(site, "approve", "two", actor="Ben", now=AFTER)
    reschedule = pcp(site, "reschedule", "two", "--at", "2024-05-16", now=AFTER)
    now = pcp(site, "approve", "two", actor="Ben", now=AFTER)
    assert (late.returncode, reschedule.returncode, now.returncode) == (3, 0, 0)
    assert "pcp reschedule two --at TIME" in late.stderr
    assert current(read_history(site), moment("2024-05-16T08:30:00+00:00")) == "two"


def test_the_list_of_releases_says_what_is_to_be_done_for_an_approval_while_it_can_be(site: Path) -> None:
    requiring_approval(site)
    scheduled(site)
    waiting, late = (pcp(site, "releases", now=now).stdout for now in (MARCH, AFTER))
    pcp(site, "withdraw", "two", "--reason", "Wrong.", now=AFTER)
    gone = pcp(site, "releases", now=AFTER).stdout
    assert "approved by nobody, and so it does not come: pcp approve two" in waiting
    assert "  did not come (2024-05-09 09:30)  " in late
    assert "approved by nobody in time: pcp reschedule two --at TIME, and have it approved" in late
    assert ("approved by nobody" in gone, "pcp approve" in late) == (False, False)


def test_where_approval_is_required_nothing_is_published_at_once(site: Path) -> None:
    requiring_approval(site)
    done = pcp(site, "publish", str(drop(site, "two")), "--release", "two")
    assert (done.returncode, "schedule it with --at" in done.stderr) == (3, True)


def test_a_manifest_that_changed_voids_its_approval(site: Path) -> None:
    scheduled(site)
    pcp(site, "approve", "two", actor="Ben")
    manifest = site / RELEASES / "two" / "manifest.json"
    manifest.write_text(manifest.read_text() + "\n")
    verify, check, releases = (pcp(site, name) for name in ("verify", "check", "releases"))
    message = "is not what was approved: its checksum differs, so the approval is void"
    assert [(done.returncode, message in done.stdout) for done in (verify, check)] == [(1, True), (1, True)]
    assert ", void: the manifest is another now" in releases.stdout


# Amending --------------------------------------------------------------------------------------------------


def test_amended_words_are_an_event_and_the_old_ones_stay(site: Path) -> None:
    done = pcp(site, "amend", "one", "--note", "In other words.")
    event = last_event(site)
    assert (done.returncode, event["event"], event["amends"], event["reason"]) == (
        *(0, "amended"),
        *("note", "In other words."),
    )
    (release,) = json.loads(pcp(site, "releases", "--format", "json").stdout)
    assert (release["note"], [item["reason"] for item in release["amended"]]) == ("", ["In other words."])


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (
            ("one", "--reason", "R."),
            3,
            'the release "one" has no reason for a withdrawal that could be amended',
        ),
        (("one", "--correction", "C."), 3, 'the release "one" has no correction that could be amended'),
        (("two", "--note", "N."), 3, 'there is no release "two"'),
        (("one",), 2, "say one of --note, --reason and --correction"),
        (("one", "--note", "N.", "--reason", "R."), 2, "say one of --note, --reason and --correction"),
    ],
)
def test_what_cannot_be_amended(site: Path, arguments: tuple[str, ...], status: int, words: str) -> None:
    done = pcp(site, "amend", *arguments)
    assert (done.returncode, words in done.stderr) == (status, True), done.stderr


def test_the_reason_of_a_withdrawal_can_be_amended_and_the_same_words_are_none(site: Path) -> None:
    pcp(site, "withdraw", "one", "--reason", "Wrong.")
    done = [pcp(site, "amend", "one", "--reason", "A wrong file.").returncode for _ in range(2)]
    assert done == [0, 3]
