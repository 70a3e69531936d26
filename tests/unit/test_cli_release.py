"""pcp publish, withdraw, releases and verify, as publishing staff type them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from metrics.cli import cli
from tests.running import run as execute

SOURCE = Path(__file__).parents[1] / "fixtures" / "stores" / "source"
DROP = "data/drops/2023-24-q3"
FEBRUARY, MAY = "2024-02-08T09:30:00+00:00", "2024-05-09T08:30:00+00:00"

Pcp = Callable[..., Result]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with measures of every kind and little of each, and their drop published as the shipped one is."""
    root = tmp_path_factory.mktemp("small")
    (root / "config").mkdir()
    shutil.copy(SOURCE / "metrics.yaml", root / "config" / "metrics.yaml")
    shutil.copytree(SOURCE / "2023-24-q3", root / DROP)
    first = ("publish", DROP, "--release", "2023-24-q3", "--note", "First release.")
    done = execute(root, "--now", FEBRUARY, *first, PCP_ACTOR="Dashboard team")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture
def site(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that site, which a test may change; it is the working directory."""
    shutil.copytree(small, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def pcp(site: Path) -> Pcp:
    """A command at a moment; PCP_ACTOR is set, and no clock but this one."""

    def run(*arguments: str, now: str = FEBRUARY) -> Result:
        runner = CliRunner(env={"PCP_ACTOR": "Ann", "PCP_ROOT": None, "PCP_NOW": None})
        return runner.invoke(cli, ["--now", now, *arguments])

    return run


def publish(pcp: Pcp, release_id: str, *options: str, now: str = FEBRUARY) -> Result:
    return pcp("publish", DROP, "--release", release_id, *options, now=now)


def history(site: Path) -> list[dict[str, str]]:
    """The events, without what links them."""
    lines = (site / "data" / "releases" / "history.jsonl").read_text().splitlines()
    return [{name: text for name, text in json.loads(line).items() if name != "chain"} for line in lines]


def last_lines(done: Result) -> list[str]:
    """What a command says after its warnings."""
    return [line for line in done.stdout.splitlines() if ": warning: " not in line]


# Publishing ------------------------------------------------------------------------------------------------


def test_a_published_drop_is_current_and_its_event_says_who_when_and_why(site: Path, pcp: Pcp) -> None:
    done = publish(pcp, "2023-24-q4", "--note", " The fourth\nquarter. ")
    assert (done.exit_code, done.stderr) == (0, "")
    assert last_lines(done) == ["Checklist: 2 to look at.", "Published 2023-24-q4 with 6 measures."]
    assert history(site)[1:] == [
        {
            "event": "published",
            "release": "2023-24-q4",
            "time": FEBRUARY,
            "at": FEBRUARY,
            "actor": "Ann",
            "reason": "The fourth quarter.",
        }
    ]


def test_what_is_missing_is_told_before_a_publication_and_stops_nothing(pcp: Pcp) -> None:
    done = publish(pcp, "2023-24-q4")
    assert done.exit_code == 0
    assert f"{DROP}:1:1: warning: there is no note for readers; --note TEXT gives one\n" in done.stdout
    assert "config/metrics.yaml:1:1: warning: no next_update is announced for" in done.stdout


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("2024-05-09", "2024-05-09T08:30:00+00:00"),  # British Summer Time
        ("2024-10-26", "2024-10-26T08:30:00+00:00"),
        ("2024-10-27", "2024-10-27T09:30:00+00:00"),  # the clocks went back at 2:00
        ("2025-03-29", "2025-03-29T09:30:00+00:00"),
        ("2025-03-30", "2025-03-30T08:30:00+00:00"),  # the clocks went forward at 1:00
        ("2024-05-09T09:30:00+01:00", "2024-05-09T08:30:00+00:00"),
        ("2024-05-09T08:30Z", "2024-05-09T08:30:00+00:00"),
    ],
)
def test_a_day_means_half_past_nine_in_region_and_a_time_means_itself(
    site: Path, pcp: Pcp, at: str, moment: str
) -> None:
    done = publish(pcp, "later", "--at", at)
    assert done.exit_code == 0, done.stderr
    (event,) = history(site)[1:]
    assert (event["event"], event["time"], event["at"]) == ("scheduled", FEBRUARY, moment)


def test_a_scheduled_release_is_not_current_until_its_moment(pcp: Pcp) -> None:
    done = publish(pcp, "2023-24-q4", "--at", "2024-05-09")
    assert last_lines(done)[1:] == [
        "Scheduled 2023-24-q4 with 6 measures for 2024-05-09 09:30 UK time.",
        "Readers see 2023-24-q3.",
    ]
    moments = ("2024-05-09T09:29:59+01:00", "2024-05-09T09:30:00+01:00")
    seen = [json.loads(pcp("releases", "--format", "json", now=now).stdout) for now in moments]
    assert [[item["state"] for item in items] for items in seen] == [
        ["scheduled", "current"],
        ["current", "published"],
    ]


@pytest.mark.parametrize("now", [FEBRUARY, "2024-05-10T08:30:00+00:00"])
def test_a_release_that_comes_before_another_says_that_the_marks_of_that_are_stale(
    pcp: Pcp, now: str
) -> None:
    publish(pcp, "2023-24-q4", "--at", "2024-05-11", now=now)
    assert last_lines(publish(pcp, "between", now=now))[1:] == [
        "Published between with 6 measures.",
        "2023-24-q4 is public from 2024-05-11 09:30 UK time, after this one, and its revisions were marked without "
        "this one; withdraw it, and publish it anew under another id.",
    ]


@pytest.mark.parametrize(
    ("at", "message"),
    [
        ("2024-07-11T09:30", '"2024-07-11T09:30" has no offset; in UK time it is 2024-07-11T09:30+01:00'),
        (
            "2024-03-31T01:30",
            '"2024-03-31T01:30" has no offset; London\'s clocks go forward in that night and skip it; '
            "2024-03-31T02:30+01:00 is an hour on",
        ),
        (
            "2024-10-27T01:30",
            '"2024-10-27T01:30" has no offset; London\'s clocks go back in that night and show it twice: '
            "2024-10-27T01:30+01:00 or 2024-10-27T01:30+00:00",
        ),
        ("2024-02-30", '"2024-02-30" is neither a day, 2024-05-09, nor a time, 2024-05-09T09:30:00+01:00'),
        ("tomorrow", '"tomorrow" is neither a day, 2024-05-09, nor a time, 2024-05-09T09:30:00+01:00'),
        ("0001-01-01T00:00+23:00", "is neither a day"),
    ],
)
def test_a_moment_that_cannot_be_understood_is_a_wrong_command_line(pcp: Pcp, at: str, message: str) -> None:
    done = publish(pcp, "later", "--at", at)
    assert (done.exit_code, message in done.stderr) == (2, True)


def test_a_moment_that_has_passed_is_refused(site: Path, pcp: Pcp) -> None:
    done = publish(pcp, "later", "--at", "2024-02-07")
    message = "refused: 2024-02-07T09:30:00+00:00 has passed; without --at it is published now\n"
    assert (done.exit_code, done.stderr, len(history(site))) == (3, message, 1)


def test_finished_pages_are_not_written_for_a_release_that_is_scheduled(pcp: Pcp) -> None:
    done = publish(pcp, "later", "--at", "2024-05-09", "--write-site", "site")
    assert (done.exit_code, "with --at, call write-site at that time" in done.stderr) == (2, True)


@pytest.mark.parametrize("option", ["--note", "--correction"])
@pytest.mark.parametrize(("text", "message"), [(" \n", "it is blank"), ("a\x1b[2Jb", "<U+001B>")])
def test_words_that_cannot_be_shown_are_a_wrong_command_line(
    pcp: Pcp, option: str, text: str, message: str
) -> None:
    done = publish(pcp, "next", option, text)
    assert (done.exit_code, message in done.stderr) == (2, True)


def test_a_correction_is_an_event_of_its_own_that_holds_from_its_releases_moment(
    site: Path, pcp: Pcp
) -> None:
    publish(pcp, "2023-24-q3-2", "--at", "2024-05-09", "--correction", "Camden was left out.")
    assert [(event["event"], event["at"], event["reason"]) for event in history(site)[1:]] == [
        ("corrected", MAY, "Camden was left out."),
        ("scheduled", MAY, ""),
    ]


# Withdrawing -----------------------------------------------------------------------------------------------


def test_who_withdraws_hears_what_readers_see_of_announced_days(site: Path, pcp: Pcp) -> None:
    pcp("announce", "2024-08-08", "--reason", "The next.")
    publish(pcp, "2023-24-q4")
    done = pcp("withdraw", "2023-24-q4", "--reason", "A wrong file.")
    assert done.stdout.splitlines()[1:] == [
        "Readers see this announced for the next release: 2024-08-08. "
        "Another day: pcp announce DAY --reason TEXT"
    ]


def test_after_a_withdrawal_readers_see_the_release_before(site: Path, pcp: Pcp) -> None:
    publish(pcp, "2023-24-q4")
    done = pcp("withdraw", "2023-24-q4", "--reason", "A wrong file.")
    assert (done.exit_code, done.stdout) == (0, "Withdrew 2023-24-q4. Readers see 2023-24-q3.\n")
    assert [(event["event"], event["reason"]) for event in history(site)[2:]] == [
        ("withdrawn", "A wrong file.")
    ]
    assert (site / "data" / "releases" / "2023-24-q4" / "manifest.json").exists()


def test_the_only_release_can_be_withdrawn(pcp: Pcp) -> None:
    done = pcp("withdraw", "2023-24-q3", "--reason", "A wrong file.")
    assert done.stdout == "Withdrew 2023-24-q3. Readers see no release.\n"


def test_a_scheduled_release_that_is_withdrawn_never_comes(pcp: Pcp) -> None:
    publish(pcp, "2023-24-q4", "--at", "2024-05-09")
    assert pcp("withdraw", "2023-24-q4", "--reason", "Too early.").exit_code == 0
    items = json.loads(pcp("releases", "--format", "json", now=MAY).stdout)
    assert [(item["id"], item["state"]) for item in items] == [
        ("2023-24-q4", "withdrawn"),
        ("2023-24-q3", "current"),
    ]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (
            ("2023-24-q4", "--reason", "Why"),
            3,
            'there is no release "2023-24-q4"; did you mean "2023-24-q3"?',
        ),
        (("2023-24-q3",), 2, "Missing option '--reason'"),
        (("2023-24-q3", "--reason", "  "), 2, "it is blank"),
    ],
)
def test_a_withdrawal_needs_a_release_and_a_reason(
    site: Path, pcp: Pcp, arguments: tuple[str, ...], status: int, message: str
) -> None:
    done = pcp("withdraw", *arguments)
    assert (done.exit_code, message in done.stderr, len(history(site))) == (status, True, 1)


def test_a_withdrawn_release_is_not_withdrawn_again_and_its_id_is_not_used_again(pcp: Pcp) -> None:
    pcp("withdraw", "2023-24-q3", "--reason", "A mistake.")
    again = pcp("withdraw", "2023-24-q3", "--reason", "A mistake.")
    assert (again.exit_code, again.stderr) == (3, 'refused: the release "2023-24-q3" is withdrawn already\n')
    assert publish(pcp, "2023-24-q3").exit_code == 3


# Looking ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def events(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a release, a correction that was withdrawn, and a release that is scheduled."""
    root = tmp_path_factory.mktemp("events")
    shutil.copytree(small, root, dirs_exist_ok=True)
    drop = ("publish", DROP, "--release")
    for day, command in (
        ("2024-02-09", (*drop, "2023-24-q3-2", "--correction", "Camden was left out.")),
        ("2024-02-10", ("withdraw", "2023-24-q3-2", "--reason", "It was not.")),
        ("2024-02-11", (*drop, "2023-24-q4", "--at", "2024-05-09", "--note", "A year.")),
    ):
        done = execute(root, "--now", f"{day}T09:30:00+00:00", *command, PCP_ACTOR="Ann")
        assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def eventful(site: Path, events: Path, pcp: Pcp) -> Pcp:
    """Commands in a copy of that site."""
    shutil.rmtree(site / "data")
    shutil.copytree(events / "data", site / "data")
    return pcp


def test_the_history_is_a_table_with_the_newest_first(eventful: Pcp) -> None:
    done = eventful("releases", now="2024-02-12T09:30:00+00:00")
    assert done.stdout.splitlines() == [
        "release       title           state      public from (UK)  by              note",
        "2023-24-q4    Q4 2023/24      scheduled  2024-05-09 09:30  Ann             A year.",
        "2023-24-q3-2  Q3 2023/24 (2)  withdrawn  2024-02-09 09:30  Ann",
        "                                                                           corrects: Camden was left out.",
        "                                         2024-02-10 09:30  Ann             withdrawn: It was not.",
        "2023-24-q3    Q3 2023/24      current    2024-02-08 09:30  Dashboard team  First release.",
    ]


def test_the_history_as_json_is_a_list_and_nothing_else(eventful: Pcp) -> None:
    items = json.loads(eventful("releases", "--format", "json", now="2024-02-12T09:30:00+00:00").stdout)
    assert [item["id"] for item in items] == ["2023-24-q4", "2023-24-q3-2", "2023-24-q3"]
    assert items[1] == {
        "id": "2023-24-q3-2",
        "title": "Q3 2023/24 (2)",
        "state": "withdrawn",
        "published_at": "2024-02-09T09:30:00+00:00",
        "time": "2024-02-09T09:30:00+00:00",
        "actor": "Ann",
        "note": "",
        "approved": None,
        "rescheduled": [],
        "amended": [],
        "corrections": [
            {"time": "2024-02-09T09:30:00+00:00", "actor": "Ann", "reason": "Camden was left out."}
        ],
        "accepted": [],
        "withdrawn": {"time": "2024-02-10T09:30:00+00:00", "actor": "Ann", "reason": "It was not."},
    }


def test_before_the_first_publication_the_history_is_empty(site: Path, pcp: Pcp) -> None:
    shutil.rmtree(site / "data" / "releases")
    outputs = [pcp("releases", *form).stdout for form in ((), ("--format", "json"))]
    assert outputs == ["Nothing has been published yet.\n", "[]\n"]


def test_a_store_as_it_was_published_is_verified(eventful: Pcp) -> None:
    full_run, single = eventful("verify"), eventful("verify", "2023-24-q4")
    assert (full_run.exit_code, full_run.stdout.splitlines()[1:]) == (
        0,
        ["3 releases verified: 0 errors, 0 warnings."],
    )
    assert full_run.stdout.startswith("Head of the chain, after ")
    assert (single.exit_code, single.stdout) == (0, "1 release verified: 0 errors, 0 warnings.\n")


def test_each_fault_of_the_store_is_a_line(site: Path, eventful: Pcp) -> None:
    folder = Path("data") / "releases"
    (folder / "2023-24-q4" / "metrics.yaml").write_text("altered")
    fault = (
        f"{folder}/2023-24-q4/metrics.yaml:1:1: error: it is not what was published: its checksum differs\n"
    )
    done = eventful("verify")
    assert (done.exit_code, done.stdout) == (1, fault + "3 releases verified: 1 error, 0 warnings.\n")
    assert [eventful("verify", release).exit_code for release in ("2023-24-q4", "2023-24-q3")] == [1, 0]
    assert [issue["code"] for issue in json.loads(eventful("verify", "--format", "json").stdout)] == [
        "damaged-file"
    ]


def test_an_unknown_release_cannot_be_verified(pcp: Pcp) -> None:
    done = pcp("verify", "2023-24-q4")
    message = 'refused: there is no release "2023-24-q4"; did you mean "2023-24-q3"?\n'
    assert (done.exit_code, done.stderr) == (3, message)


def test_a_damaged_history_is_refused_with_the_next_step(site: Path, pcp: Pcp) -> None:
    (site / "data" / "releases" / "history.jsonl").write_text("[]\n")
    tried = [publish(pcp, "next"), pcp("withdraw", "2023-24-q3", "--reason", "Why"), pcp("releases")]
    message = "refused: the store is damaged: line 1 of the history cannot be read: "
    assert [(done.exit_code, done.stderr.startswith(message)) for done in tried] == [(3, True)] * 3
    assert all(done.stderr.endswith("; pcp verify tells more\n") for done in tried)


@pytest.mark.parametrize("now", [FEBRUARY, MAY])
def test_the_clock_of_a_rehearsal_is_the_events_time(site: Path, pcp: Pcp, now: str) -> None:
    publish(pcp, "rehearsed", now=now)
    assert datetime.fromisoformat(history(site)[-1]["time"]) == datetime.fromisoformat(now)
