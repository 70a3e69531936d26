"""A change of the tables of areas alone: told in the diff, checked before it is published, and said on the release."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from tests.counties import county
from tests.running import run

NOW = ("--now", "2026-02-20T09:30:00+00:00")
LATER = ("--now", "2026-03-20T09:30:00+00:00")
CHANGED = {
    "E07099901,Eastmarsh,district,": "E07099901,Seamarsh,district,Eastmarsh",
    "NM-SOUTH,2,1,110000": "North,2,1,125000",
}
SWAPPED = {
    "E07099901,Eastmarsh,district,": "E07099901,Highfold,district,",
    "E07099902,Highfold,": "E07099902,Eastmarsh,",
}


def pcp(site: Path, *arguments: str, code: int = 0) -> str:
    done = run(site, *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def edited(site: Path, changes: Mapping[str, str]) -> None:
    table = site / "config" / "areas.csv"
    text = table.read_text("utf-8")
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    table.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = county(tmp_path_factory.mktemp("areas") / "site")
    pcp(root, *NOW, "publish", "drop", "--release", "first", "--note", "A note")
    edited(root, CHANGED)
    return root


@pytest.fixture(scope="module")
def published(site: Path) -> FlaskClient:
    assert site  # the diff is taken before
    pcp(site, *LATER, "publish", "drop", "--release", "second", "--note", "A note", "--same-moment")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PCP_NOW", LATER[1])
        client: FlaskClient = create_app(site).server.test_client()
        return client


HEADLINES = [
    "1 area called otherwise, such as Eastmarsh, Seamarsh now",
    "1 area in another division, such as Highfold",
    "1 number of residents are others, and rates with them",
    "Burglary: 4 newest rates and 2 newest sums are others by the tables of areas alone",
]


def test_the_diff_tells_every_area_that_is_another_and_what_follows(site: Path) -> None:
    text = pcp(site, *LATER, "diff", "drop")
    for line in HEADLINES:
        assert line in text
    assert "Seamarsh (E07099901): name was Eastmarsh, now Seamarsh" in text
    assert "Highfold (E07099902): division was South Division, now North Division" in text
    assert "Highfold (E07099902): residents was 110,000, now 125,000" in text
    assert "Nothing changes" not in text
    pcp(site, *LATER, "diff", "drop", "--html", "review.html")
    assert "residents was 110,000, now 125,000" in (site / "review.html").read_text("utf-8")


def test_the_diff_as_data_has_them_too(site: Path) -> None:
    content = json.loads(pcp(site, *LATER, "diff", "drop", "--format", "json"))["areas"]
    assert [(change["what"], change["code"]) for change in content["changes"]] == [
        ("name", "E07099901"),
        ("division", "E07099902"),
        ("residents", "E07099902"),
    ]
    assert content["following"] == [{"measure": "burglary", "rates": 4, "sums": 2}]
    assert (content["added"], content["gone"]) == ([], [])


def test_the_release_says_what_is_another_and_not_that_nothing_is(published: FlaskClient) -> None:
    for address in ("/releases/second", "/releases"):
        page = published.get(address).get_data(as_text=True)
        assert "Eastmarsh is called Seamarsh now." in page
        assert "In another division than in the release before: Highfold." in page
        assert "The numbers of residents were changed of Highfold." in page
        assert "By that alone 4 newest rates and 2 newest sums of areas changed: Burglary." in page
        assert "No figure is another than" not in page


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        (SWAPPED, "swapped-names", "Highfold (E07099901, before E07099902)"),
        ({",110000,": ",11000,"}, "far-residents", "Highfold (110,000, now 11,000)"),
        ({",110000,": ",132001,"}, "far-residents", "Highfold (110,000, now 132,001)"),
    ],
)
def test_what_is_hardly_right_needs_a_reason_that_readers_see(
    tmp_path: Path, changes: dict[str, str], code: str, words: str
) -> None:
    root = county(tmp_path / "site")
    publish = ("publish", "drop", "--note", "A note", "--same-moment")
    pcp(root, *NOW, *publish, "--release", "first")
    edited(root, changes)
    output = pcp(root, *LATER, *publish, "--release", "second", code=1)
    assert code in output and words in " ".join(output.split()) and "areas.csv" in output
    pcp(root, *LATER, *publish, "--release", "second", "--accept", code, "--reason", "It is meant so.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PCP_NOW", LATER[1])
        page = create_app(root).server.test_client().get("/releases/second").get_data(as_text=True)
    assert "It is meant so." in page
    pcp(root, *LATER, *publish, "--release", "third")


def test_places_that_are_others_are_told(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    pcp(root, *NOW, "publish", "drop", "--release", "first", "--note", "A note")
    declared = root / "config" / "metrics.yaml"
    declared.write_text(
        declared.read_text().replace("table: areas.csv\n", "table: areas.csv\n  places: places.csv\n")
    )
    (root / "config" / "places.csv").write_text("place,areas,outcodes\nOldtown,E07099901,\n")
    output = pcp(root, *LATER, "diff", "drop")
    assert "the places by which readers find areas are others: 1 row new, 0 rows gone" in output
    assert "newest rate" not in output


def test_a_fifth_more_residents_are_no_doubt(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    pcp(root, *NOW, "publish", "drop", "--release", "first", "--note", "A note")
    edited(root, {",110000,": ",132000,"})
    assert "far-residents" not in pcp(root, *LATER, "diff", "drop")


def test_an_area_that_is_gone_is_called_as_it_was(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    pcp(root, *NOW, "publish", "drop", "--release", "first", "--note", "A note")
    edited(root, {"E07099903,Norwick,": "E07099993,Norwick,"})
    output = " ".join(
        pcp(root, *LATER, "publish", "drop", "--release", "second", "--note", "A note", code=1).split()
    )
    assert "of Norwick, and nothing is left of it" in output.replace('"Norwick"', "Norwick")
    assert "1 area recoded, such as E07099903, E07099993 now" in pcp(root, *LATER, "diff", "drop")
