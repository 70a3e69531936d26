"""pcp publish --accept: what is gone or doubtful, taken with a reason that the history, staff and readers are told."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from app import create_app
from metrics.areas import districts
from metrics.cli import cli
from metrics.figures.acknowledged import Acknowledged
from metrics.figures.series import Key
from metrics.releasing.history import read_history
from metrics.releasing.releases import load_release
from tests.places_of_tests import REGION
from tests.store.sites import CONFIG

FEBRUARY, MAY, AUGUST = (
    "2024-02-08T09:30:00+00:00",
    "2024-05-09T09:30:00+01:00",
    "2024-08-08T09:30:00+01:00",
)
# Where a missing row were zero, Barnet would be, and could not be accepted so.
SURVEYED = CONFIG.replace("absent: zero", "absent: missing")
REASON = "Barnet has left the survey of crime."
DECLARED = f"    gone:\n      - area: Barnet\n        reason: {REASON}\n"
AREA = ("--accept", "gone-area", "--reason", REASON)
FAULT = (
    'gone/Crime.csv:1:1: error: "violence-with-injury": release "one" has 3 figures of "Barnet", and nothing is left of '
    'it; if it is meant, declare it under "gone", or publish with --accept gone-area --reason TEXT'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a release, a drop without Barnet, and one more after it."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "metrics.yaml").write_text(SURVEYED)
    write(tmp_path / "one", "202311,202312,202401", "Camden,3000,3010,3020", "Barnet,3100,3110,3120")
    write(tmp_path / "gone", "202311,202312,202401,202402", "Camden,3000,3010,3020,3030")
    write(tmp_path / "more", "202311,202312,202401,202402,202403", "Camden,3000,3010,3020,3030,3040")
    assert publish(tmp_path, "one", FEBRUARY).exit_code == 0
    return tmp_path


def write(drop: Path, periods: str, *rows: str) -> None:
    drop.mkdir()
    (drop / "Crime.csv").write_text("\n".join([f"Borough,{periods}", *rows, ""]))


def pcp(root: Path, now: str, *arguments: str) -> Result:
    options = ["--root", str(root), "--now", now]
    return CliRunner(env={"PCP_ACTOR": "Ann", "PCP_ROOT": None, "PCP_NOW": None}).invoke(
        cli, [*options, *arguments]
    )


def publish(root: Path, name: str, now: str, *options: str) -> Result:
    return pcp(root, now, "publish", str(root / name), "--release", name, *options)


def test_what_is_gone_stops_a_publication_and_says_how_it_can_be_accepted(site: Path) -> None:
    done = publish(site, "gone", MAY)
    assert done.exit_code == 1
    assert f"{site}/{FAULT}" in done.stdout.splitlines()


def test_what_is_accepted_is_published_with_who_and_why(site: Path) -> None:
    assert publish(site, "gone", MAY, *AREA).exit_code == 0
    *_, accepted, published = read_history(site)
    assert (accepted.event, accepted.release, accepted.actor, accepted.reason, accepted.code) == (
        *("accepted", "gone", "Ann", REASON),
        "gone-area",
    )
    assert published.event == "published"
    assert load_release(site, "gone").acknowledged == (
        Acknowledged(
            "violence-with-injury",
            "gone-area",
            "one Barnet",
            "There are no figures of Barnet any more: November 2023 to January 2024.",
            REASON,
        ),
    )


def test_the_history_tells_staff_what_was_accepted(site: Path) -> None:
    publish(site, "gone", MAY, *AREA)
    assert f"accepted gone-area: {REASON}" in pcp(site, MAY, "releases").stdout
    (newest, _) = json.loads(pcp(site, MAY, "releases", "--format", "json").stdout)
    (accepted,) = newest["accepted"]
    assert (accepted["code"], accepted["actor"], accepted["reason"]) == ("gone-area", "Ann", REASON)


def test_readers_are_told_on_the_release_beside_the_measure_and_in_the_api(site: Path) -> None:
    publish(site, "gone", MAY, *AREA)
    client = create_app(site, lambda: datetime(2024, 5, 10, tzinfo=UTC)).server.test_client()
    text = f"There are no figures of Barnet any more: November 2023 to January 2024. {REASON}"
    for address in ("/releases/gone", "/measures/violence-with-injury"):
        page = BeautifulSoup(client.get(address).data, "html.parser")
        heading = page.select_one("#gaps")
        assert heading is not None and heading.text == "What is missing or unusual, and why"
        assert text in page.text
    metadata = client.get("/api/v1/measures/violence-with-injury").json["metadata"]
    (acknowledged,) = metadata["acknowledged"]
    assert (acknowledged["code"], acknowledged["reason"]) == ("gone-area", REASON)
    assert client.get("/api/v1").json["acknowledged"] == [acknowledged]


def test_a_release_that_lacks_nothing_says_nothing_of_it(site: Path) -> None:
    client = create_app(site, lambda: datetime(2024, 5, 8, tzinfo=UTC)).server.test_client()
    assert b'id="gaps"' not in client.get("/measures/violence-with-injury").data
    assert "acknowledged" not in client.get("/api/v1/measures/violence-with-injury").json["metadata"]


def test_what_is_gone_once_is_not_told_of_the_release_after(site: Path) -> None:
    publish(site, "gone", MAY, *AREA)
    assert publish(site, "more", AUGUST).exit_code == 0
    assert load_release(site, "more").acknowledged == ()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ("--accept", "gone-areas", "--reason", REASON),
            '"gone-areas" cannot be accepted; what can: gone-measure, gone-periods, gone-area, gone-category, gone-figures, '
            'gone-rows, late-rows, older-than-current, empty-stretch, implausible-newest, swapped-names, far-residents, first-date-withdrawn; did you mean "gone-area"?',
        ),
        (
            ("--accept", "gone-area"),
            "each --accept CODE needs its own --reason TEXT, in the same order: 1 and 0 stand there",
        ),
        (
            ("--reason", REASON),
            "each --accept CODE needs its own --reason TEXT, in the same order: 0 and 1 stand there",
        ),
        ((*AREA, *AREA), "--accept names a code twice; one reason stands for all that it is about"),
    ],
)
def test_what_cannot_be_accepted_is_a_wrong_command_line(
    site: Path, options: tuple[str, ...], message: str
) -> None:
    done = publish(site, "gone", MAY, *options)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, f"Error: {message}")


def test_a_measure_that_is_gone_is_told_with_the_release(site: Path) -> None:
    declared = SURVEYED.replace("id: violence-with-injury", "id: injuries") + (
        f"gone_measures:\n  - measure: violence-with-injury\n    reason: {REASON}\n"
    )
    (site / "config" / "metrics.yaml").write_text(declared)
    assert publish(site, "more", MAY).exit_code == 0
    client = create_app(site, lambda: datetime(2024, 5, 10, tzinfo=UTC)).server.test_client()
    text = f"“Violence with injury offences” is no longer on this site. {REASON}"
    assert text in client.get("/releases/more").text


def test_a_measure_that_is_renamed_is_an_error_until_that_is_meant(site: Path) -> None:
    declared = SURVEYED.replace("id: violence-with-injury", "id: injuries")
    (site / "config" / "metrics.yaml").write_text(declared)
    done = publish(site, "more", MAY)
    assert done.exit_code == 1
    (line,) = (line for line in done.stdout.splitlines() if ": error: " in line)
    assert line.partition("error: ")[2] == (
        '"violence-with-injury" has 9 figures in release "one", and is declared no more; was its id changed? If it is '
        'meant, declare it under "gone_measures", or publish with --accept gone-measure --reason TEXT'
    )


def test_what_did_not_occur_cannot_be_accepted(site: Path) -> None:
    done = publish(site, "gone", MAY, *AREA, "--accept", "gone-rows", "--reason", "Perhaps.")
    assert (done.exit_code, done.stderr) == (
        3,
        'refused: nothing in the drop needs --accept "gone-rows"; leave it out. Nothing was published\n',
    )
    assert [event.release for event in read_history(site)] == ["one"]


def test_what_is_declared_needs_no_more_and_goes_on_telling_readers(site: Path) -> None:
    declared = SURVEYED.replace(
        "    source:\n", f"    gone:\n      - area: Barnet\n        reason: {REASON}\n    source:\n"
    )
    (site / "config" / "metrics.yaml").write_text(declared)
    assert publish(site, "gone", MAY).exit_code == 0
    assert publish(site, "more", AUGUST).exit_code == 0
    client = create_app(site, lambda: datetime(2024, 8, 9, tzinfo=UTC)).server.test_client()
    texts = [client.get(f"{prefix}/measures/violence-with-injury").text for prefix in ("", "/as-at/gone")]
    assert [f"No longer there: Barnet. {REASON}" in text for text in texts] == [True, False]
    assert [
        f"There are no figures of Barnet any more: November 2023 to January 2024. {REASON}" in text
        for text in texts
    ] == [
        False,
        True,
    ]


def test_an_entry_that_names_nothing_which_is_gone_is_a_warning(site: Path) -> None:
    declared = SURVEYED.replace(
        "    source:\n", "    gone:\n      - area: Brent\n        reason: It left.\n    source:\n"
    )
    (site / "config" / "metrics.yaml").write_text(declared)
    done = publish(site, "gone", MAY, *AREA)
    assert (
        'warning: measure "violence-with-injury": nothing is gone that this names; mend it, or leave it out'
        in done.stdout
    )


def test_a_review_shows_a_drop_with_what_is_still_to_be_acknowledged(site: Path) -> None:
    done = pcp(site, MAY, "diff", str(site / "gone"))
    assert done.exit_code == 0
    assert done.stdout.splitlines()[2] == "To be acknowledged, with a reason"
    report = json.loads(pcp(site, MAY, "diff", str(site / "gone"), "--format", "json").stdout)
    assert [item["code"] for item in report["to_acknowledge"]] == ["gone-area"]


# Files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "saved",
    [
        lambda data: data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.rstrip(b"\n"),
    ],
    ids=["as it was", "other line ends", "a byte order mark", "no line end at the end"],
)
def test_a_stale_drop_is_told_however_it_was_saved_and_is_not_ready(site: Path, saved: object) -> None:
    file = site / "one" / "Crime.csv"
    file.write_bytes(saved(file.read_bytes()))  # type: ignore[operator]
    done = pcp(site, MAY, "check", "--drop", str(site / "one"))
    assert done.exit_code == 0
    warning = f'{site}/one:1:1: warning: every file is the same as in release "one"; is it the right drop?'
    assert warning in done.stdout.splitlines()
    assert done.stdout.splitlines()[-1].startswith("The drop holds nothing new: 0 errors, ")


def test_a_missing_file_says_what_can_be_done_until_its_publisher_sends_it(site: Path) -> None:
    (site / "gone" / "Crime.csv").rename(site / "gone" / "Other.csv")
    done = pcp(site, MAY, "check", "--drop", str(site / "gone"))
    (line,) = (line for line in done.stdout.splitlines() if ": error: " in line)
    assert line.partition(" (declared")[0] == (
        f'{site}/gone/Crime.csv:1:1: error: the file is not in the drop; the drop holds the other file: "Other.csv"; if its '
        "publisher is late, declare absent_this_time with a reason on each measure that reads it: its figures stay as "
        'release "one" has them, and readers are told why'
    )


# Before the deed -------------------------------------------------------------------------------------------


def check(site: Path, *options: str) -> Result:
    return pcp(site, MAY, "check", "--drop", str(site / "gone"), *options)


@pytest.mark.parametrize("of", [(), ("--for", "gone", "--note", "Figures to February.")])
def test_a_check_takes_what_a_publication_takes(site: Path, of: tuple[str, ...]) -> None:
    assert check(site, *of).exit_code == 1
    assert check(site, *of, *AREA).exit_code == 0


@pytest.mark.parametrize("of", [(), ("--for", "gone", "--note", "Figures to February.")])
def test_a_check_refuses_what_nothing_needs(site: Path, of: tuple[str, ...]) -> None:
    done = check(site, *of, *AREA, "--accept", "gone-rows", "--reason", "None of them.")
    assert (done.exit_code, done.stderr) == (
        3,
        'refused: nothing in the drop needs --accept "gone-rows"; leave it out\n',
    )


def test_without_a_drop_there_is_nothing_to_accept(site: Path) -> None:
    done = pcp(site, MAY, "check", *AREA)
    assert done.exit_code == 2
    assert "--accept is of what is gone or doubtful in a drop: name it with --drop" in done.stderr


def test_a_check_of_no_release_has_no_moment_to_share(site: Path) -> None:
    done = check(site, "--same-moment")
    assert done.exit_code == 2
    assert "--correction and --same-moment are of a release: name it with --for" in done.stderr


def test_a_checklist_takes_the_moment_of_another_release_where_that_is_meant(site: Path) -> None:
    at = ("--at", "2024-08-08", "--note", "Figures to February.")
    assert publish(site, "gone", MAY, *AREA, *at).exit_code == 0
    again = ("--for", "again", *at)
    assert check(site, *again).exit_code == 3
    assert check(site, *again, "--same-moment").exit_code == 0


# In other words --------------------------------------------------------------------------------------------

OTHER = "Barnet counts for itself now."
JUNE = "2024-06-03T10:00:00+01:00"


def amend(site: Path, release: str = "gone", code: str = "gone-area", reason: str = OTHER) -> Result:
    return pcp(site, JUNE, "amend", release, "--accepted", code, "--reason", reason)


def test_the_reason_of_what_was_accepted_can_be_amended_and_the_old_words_are_kept(site: Path) -> None:
    publish(site, "gone", MAY, *AREA)
    done = amend(site)
    assert (done.exit_code, done.stdout) == (
        0,
        "Amended the reason for accepting gone-area of gone; the old words are kept.\n",
    )
    assert f"accepted gone-area amended on 2024-06-03 10:00: {OTHER}" in pcp(site, JUNE, "releases").stdout
    (newest, _) = json.loads(pcp(site, JUNE, "releases", "--format", "json").stdout)
    (amended,) = newest["amended"]
    assert (amended["amends"], amended["code"], amended["reason"]) == ("accepted", "gone-area", OTHER)
    assert newest["accepted"][0]["reason"] == REASON


def test_readers_see_the_new_reason_with_the_old_one_and_frozen_pages_as_they_were(site: Path) -> None:
    publish(site, "gone", MAY, *AREA)
    amend(site)
    client = create_app(site, lambda: datetime(2024, 6, 4, tzinfo=UTC)).server.test_client()
    text = "There are no figures of Barnet any more: November 2023 to January 2024."
    now = f"{text} {OTHER} (Amended on 3 June 2024. Before: “{REASON}”)"
    for address, words in (
        ("/releases/gone", now),
        ("/measures/violence-with-injury", now),
        ("/as-at/gone/measures/violence-with-injury", f"{text} {REASON}"),
    ):
        page = BeautifulSoup(client.get(address).data, "html.parser")
        assert words in page.text, address
    for address in ("/api/v1", "/api/v1/measures/violence-with-injury"):
        answer = client.get(address).json
        (acknowledged,) = answer.get("metadata", answer)["acknowledged"]
        assert acknowledged["reason"] == OTHER


@pytest.mark.parametrize(
    ("release", "code", "reason", "status", "message"),
    [
        ("gone", "gone-area", REASON, 3, 'the reason for accepting "gone-area" of "gone" says that already'),
        ("gone", "gone-rows", OTHER, 3, 'has no reason for accepting "gone-rows" that could be amended'),
        ("one", "gone-area", OTHER, 3, 'that could be amended; it was accepted for "gone"'),
        ("gone", "gone", OTHER, 2, '"gone" cannot be accepted; what can: gone-measure'),
    ],
)
def test_what_nobody_accepted_cannot_be_amended(
    site: Path, release: str, code: str, reason: str, status: int, message: str
) -> None:
    publish(site, "gone", MAY, *AREA)
    done = amend(site, release, code, reason)
    assert (done.exit_code, message in done.stderr) == (status, True), done.stderr


def test_an_amended_reason_needs_its_words(site: Path) -> None:
    done = pcp(site, JUNE, "amend", "one", "--accepted", "gone-area", "--note", "N.")
    assert (done.exit_code, "--accepted CODE needs --reason TEXT" in done.stderr) == (2, True)


def test_what_would_be_published_as_zero_cannot_be_accepted_and_is_not_available_once_it_is_declared(
    site: Path,
) -> None:
    config = site / "config" / "metrics.yaml"
    config.write_text(CONFIG)
    write(site / "zero", "202311,202312,202401", "Camden,3000,3010,3020", "Barnet,3100,3110,3120")
    assert publish(site, "zero", MAY).exit_code == 0
    refused = publish(site, "gone", AUGUST, *AREA)
    assert (refused.exit_code, len(read_history(site))) == (1, 2)
    assert 'it would be published as zero: if it is meant, declare it under "gone"' in refused.output
    config.write_text(CONFIG.replace("    source:\n", DECLARED + "    source:\n"))
    done = publish(site, "gone", AUGUST)
    assert done.exit_code == 0, done.output
    (barnet,) = (code for code, area in districts().items() if area.name == "Barnet")
    data = load_release(site, "gone").data["violence-with-injury"]
    for area in (barnet, REGION):
        assert [(item.value, item.status) for item in data.get(Key("single", area))] == [(None, "x")] * 4
