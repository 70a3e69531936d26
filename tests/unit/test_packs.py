"""Packs for meetings: made of what was known on the day, the same bytes twice, and nothing that came later."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from app import create_app
from tests.running import ROOT, run, run_process
from tests.shipped import FIRST, FIRST_DECLARED, first_site
from tests.unit.test_oversight_pages import DECLARED, text, words

Q4, Q1 = "2024-05-09T08:30:00+00:00", "2024-08-08T08:30:00+00:00"
LATER = "2024-08-09T08:30:00+00:00"
SUMMER = "2024-06-01"


def declare(site: Path, block: str, *changes: tuple[str, str]) -> None:
    declared = FIRST_DECLARED.replace("measures:\n  - id: crime", f"{block}  - id: crime", 1)
    for old, new in changes:
        assert old in declared
        declared = declared.replace(old, new, 1)
    (site / "config" / "metrics.yaml").write_text(declared, "utf-8")


def publish(site: Path, moment: str, release_id: str) -> None:
    done = run(site, "--now", moment, "publish", f"data/drops/{FIRST}", "--release", release_id)
    assert done.returncode == 0, done.stdout + done.stderr


def pack(site: Path, body: str, day: str, now: str = LATER, name: str = "pack.html") -> bytes:
    file = site / name
    done = run(site, "--now", now, "pack", body, "--on", day, "--output", str(file))
    assert done.returncode == 0, done.stderr
    return file.read_bytes()


class Packed:
    """A site with its packs for the summer meeting: before a later release came, twice, and after."""

    def __init__(self, root: Path) -> None:
        self.root = first_site(root)
        declare(self.root, DECLARED)
        publish(self.root, Q4, "2023-24-q4")
        at = "2024-06-02T08:30:00+00:00"
        self.before = [pack(self.root, "panel", SUMMER, at, f"{number}.html") for number in (1, 2)]
        later = DECLARED.replace("title: A panel", "title: A renamed panel")
        declare(self.root, later, ("title: Homicide\n", "title: Killings\n"))
        publish(self.root, Q1, "2024-25-q1")
        self.after = pack(self.root, "panel", SUMMER)

    def client(self, now: str = LATER) -> FlaskClient:
        flask_client: FlaskClient = create_app(
            self.root, lambda: datetime.fromisoformat(now)
        ).server.test_client()
        return flask_client


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    return Packed(tmp_path_factory.mktemp("packed"))


def test_the_same_pack_is_the_same_bytes_twice_and_after_a_later_release(packed: Packed) -> None:
    assert packed.before == [packed.after, packed.after]


def test_nothing_that_was_published_later_is_in_it(packed: Packed) -> None:
    page = words(packed.after.decode())
    assert "It is made of release Q4 2023/24, published on 9 May 2024 at 9:30am" in page
    for later in ("Killings", "renamed", "Q1 2024/25", "August 2024"):
        assert later not in page
    newer = words(pack(packed.root, "panel", "2024-08-08", name="newer.html").decode())
    assert "Killings" in newer
    assert "A renamed panel" in newer


def test_it_has_its_parts_in_their_order(packed: Packed) -> None:
    page = BeautifulSoup(packed.after, "html.parser")
    assert [heading["id"] for heading in page.select("h2")] == [
        "changed",
        "newest",
        "money",
        "overdue",
        "promised",
        "answers",
        "duties",
    ]
    page_text = words(packed.after.decode())
    assert "Pack for a meeting: A panel, 1 June 2024" in page_text
    assert "Summer meeting." in page_text
    assert "The last meeting before was on 1 March 2024." in page_text
    assert "Release Q4 2023/24, 9 May 2024" in page_text
    assert "Q3 2023/24, 8 February 2024" not in page_text  # it came before the last meeting
    sentence = "Homicide: Too few to tell: in 2023 to the end of December there were 109 homicide victims"
    assert page_text.count(sentence) == 1  # among the newest words alone: nothing of it changed
    assert re.search(
        r"It says nothing new .* No newer figure than .*, and no other word: .*Homicide", page_text
    )
    assert "No account of money stands in the release of that day." in page_text
    assert (
        "Of 2 items, 0 are published as far as this site has checked, 1 is out of date, 1 is not checked."
        in page_text
    )
    assert "What 1 duty asks for is out of date. It is: 1(a)." in page_text


def test_it_needs_nothing_beside_it_and_runs_nothing(packed: Packed) -> None:
    page = packed.after.decode()
    assert "<script" not in page
    assert not re.search(r'(src|href)="(?!data:|https://a\.org/)', page)


def test_the_site_shows_the_same_at_its_address(packed: Packed) -> None:
    client = packed.client()
    page = words(text(client, f"/packs/panel-{SUMMER}"))
    assert page.strip() == words(packed.after.decode()).strip()
    assert "Summer meeting" in text(client, "/as-at/2023-24-q4/oversight")


def test_an_earlier_day_has_the_release_of_that_day_alone(packed: Packed) -> None:
    page = words(pack(packed.root, "panel", "2024-03-01", name="first.html").decode())
    assert "It is made of release Q3 2023/24" in page
    assert "No earlier meeting is declared, so the release that was current is told alone." in page
    assert "No duty to publish was declared in the release of that day." in page
    assert "Q4 2023/24" not in page


@pytest.mark.parametrize("day", ["0001-01-01", "2024-02-07", "2026-08-10", "9999-12-31"])
def test_a_day_of_which_no_pack_can_tell_anything_has_none(packed: Packed, day: str) -> None:
    done = run(packed.root, "--now", LATER, "pack", "force", "--on", day)
    message = f"there is no pack for {day}: the first is for 2024-02-08, the last for 2026-08-09"
    assert (done.returncode, message in done.stderr, done.stdout) == (2, True, "")
    answer = packed.client().get(f"/packs/force-{day}")
    sentence = "There is no pack for this day: they begin with the first release, plan or meeting, and end in two years."
    assert (answer.status_code, sentence in words(answer.text)) == (404, True)


@pytest.mark.parametrize("day", ["2024-02-08", "2026-08-09"])
def test_the_first_day_and_the_last_have_a_pack(packed: Packed, day: str) -> None:
    assert packed.client().get(f"/packs/force-{day}").status_code == 200


def test_a_day_to_come_says_that_it_is(packed: Packed) -> None:
    page = words(pack(packed.root, "panel", "2024-12-01", name="coming.html").decode())
    assert "This day is still to come: what is published until then will be in it." in page
    assert "Release Q1 2024/25, 8 August 2024" in page
    assert "published on 8 August 2024 at 9:30am, the newest so far." in page
    assert "which was current on this day" not in page


def test_a_body_that_reads_nothing_is_told_so(packed: Packed) -> None:
    page = words(pack(packed.root, "force", SUMMER, name="force.html").decode())
    assert "No framework is declared that this body reads, so no measure is told of here." in page


def test_a_body_or_a_day_that_is_none_is_refused_with_the_nearest(packed: Packed) -> None:
    unknown = run(packed.root, "--now", LATER, "pack", "panl", "--on", SUMMER)
    assert unknown.returncode == 2
    assert 'no body "panl" is declared in the current release; did you mean "panel"?' in unknown.stderr
    bad = run(packed.root, "--now", LATER, "pack", "panel", "--on", "1 June")
    assert (bad.returncode, "does not match the format" in bad.stderr) == (2, True)
    nowhere = run(
        packed.root, "--now", LATER, "pack", "panel", "--on", SUMMER, "--output", "no/such/pack.html"
    )
    assert nowhere.returncode == 3


@pytest.mark.parametrize(
    "pack_id", ["panel-2024-13-01", "panel-2024", "panl-2024-06-01", "panel", "2024-06-01"]
)
def test_an_address_that_is_no_pack_leads_nowhere(packed: Packed, pack_id: str) -> None:
    assert packed.client().get(f"/packs/{pack_id}").status_code == 404


def test_without_a_release_there_is_nothing_to_make_it_of(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "data").mkdir()
    done = run(tmp_path, "pack", "panel", "--on", SUMMER)
    assert (done.returncode, done.stderr) == (
        3,
        "refused: nothing has been published yet, so there is nothing to make a pack of\n",
    )


def test_what_a_withdrawn_release_showed_is_not_repeated(packed: Packed) -> None:
    moment = "2024-08-10T08:30:00+00:00"
    done = run(packed.root, "--now", moment, "withdraw", "2024-25-q1", "--reason", "It was wrong.")
    assert done.returncode == 0, done.stderr
    page = words(pack(packed.root, "panel", "2024-08-08", moment, "gone.html").decode())
    assert (
        "Release Q1 2024/25 was published by this day and has been withdrawn; nothing of it is repeated."
        in page
    )
    assert (
        "It is made of release Q4 2023/24, published on 9 May 2024 at 9:30am, the newest by this day that has not been "
        "withdrawn."
    ) in page
    assert "which was current on this day" not in page
    assert "Killings" not in page
    after = words(
        pack(packed.root, "panel", "2024-08-12", "2024-08-13T08:30:00+00:00", "after.html").decode()
    )
    assert "published on 9 May 2024 at 9:30am, which was current on this day." in after


def test_the_command_writes_to_the_standard_output_what_it_writes_to_a_file(packed: Packed) -> None:
    done = run_process(packed.root, "--now", LATER, "pack", "panel", "--on", SUMMER)
    assert done.returncode == 0, done.stderr
    assert done.stdout.encode() == packed.after


def test_an_overdue_measure_is_told_by_the_day(tmp_path: Path) -> None:
    site = first_site(tmp_path)
    planned = re.search(r"    expected: not-announced\n", FIRST_DECLARED)
    assert planned is not None
    declare(site, DECLARED, (planned[0], "    expected: 2024-05-31\n"))
    publish(site, Q4, "2023-24-q4")
    at = "2024-06-02T08:30:00+00:00"
    page = words(pack(site, "panel", SUMMER, at).decode())
    assert "Crime prevalence: It was due on 31 May 2024 and is overdue." in page
    assert "No planned measure was overdue on this day." in words(
        pack(site, "panel", "2024-05-31", at).decode()
    )


def test_the_shipped_panel_has_its_pack() -> None:
    client: FlaskClient = create_app(ROOT, lambda: datetime(2026, 11, 30, tzinfo=UTC)).server.test_client()
    page = words(text(client, "/packs/joint-audit-panel-2022-03-28"))
    assert "Nothing had been published on this site by this day" in page
    assert "No meeting of this body" not in page
    newest = words(text(client, "/packs/joint-audit-panel-2026-10-01"))
    assert "The year ended £14.4m under budget (0.4%, before audit)." in newest
    assert "43 duties have nothing on this site that is evidence of them. These are: 1(a)" in newest
