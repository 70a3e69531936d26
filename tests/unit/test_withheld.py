"""Small figures through the front door: two releases made by pcp, and no address that holds what is withheld."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from app import create_app
from metrics.checking.drops import check_drop
from metrics.cli import cli
from metrics.issues import Refused
from metrics.releasing.history import Event
from metrics.releasing.releases import publish
from tests.store.sites import CONFIG

FEBRUARY, MAY = (datetime(2024, month, 8, 9, 30, tzinfo=UTC) for month in (2, 5))
SURVEY = """\
  - id: satisfaction
    outcome: violence
    title: Satisfaction
    status: published
    description: The share of victims who were satisfied.
    unit: percent
    share: of victims were satisfied
    decimals: 1
    polarity: higher-is-better
    frequency: financial-quarter
    comparison: {basis: previous-period, materiality: 1.0}
    caveats: [It comes from a sample.]
    next_update: 2030-01-01
    suppression: {threshold: 700}
    source:
      publisher: MOPAC
      title: Survey
      link: https://data.london.gov.uk/dataset/survey
      licence: OGL-3.0
      files: Survey.csv
      layout: rows
      period: {column: Quarter, format: Qn YY-YY}
      value: {column: Satisfied, written_as: percent}
      base: {column: Base}
      dimensions:
        - {id: route, title: Route, column: Route, headline: Telephone}
      absent: missing
      region: own-row
"""
CRIME = {
    "one": ("202304,202305,202306", "Camden,5206,5311,731", "Brent,6917,6823,7129", "Barnet,8114,8219,9367"),
    "two": (
        "202304,202305,202306,202307",
        "Camden,5206,5311,737,5833",
        "Brent,6917,6823,7153,6647",
        "Barnet,8114,8219,9371,8543",
    ),
}
SURVEY_ROWS = ("Q3 23-24,Telephone,61.3%,843", "Q3 23-24,Online,43.7%,613")
# Camden's small count and Brent's, which hides it, as they are in either drop; their running totals, and in the second
# drop the month after, from which those could be worked out; a percentage of few people.
WITHHELD = ("731", "737", "7129", "7153", "11248", "11254", "20869", "20893", "5833", "6647", "43.7", "613")
PUBLIC_NUMBERS = ("17227", "17261", "9367", "9371", "61.3")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with two releases. The second revises what the first withheld."""
    root = tmp_path_factory.mktemp("site")
    (root / "config").mkdir()
    declared = CONFIG.replace(
        "    source:\n",
        "    window: financial-year-to-date\n    suppression: {threshold: 1000}\n    source:\n",
    )
    (root / "config" / "metrics.yaml").write_text(declared + SURVEY)
    for name, (header, *rows) in CRIME.items():
        (root / name).mkdir()
        (root / name / "Crime.csv").write_text("\n".join([f"Borough,{header}", *rows, ""]))
        (root / name / "Survey.csv").write_text("\n".join(["Quarter,Route,Satisfied,Base", *SURVEY_ROWS, ""]))
    for name, now in (("one", FEBRUARY), ("two", MAY)):
        done = pcp(root, now, "publish", str(root / name), "--release", name)
        assert done.exit_code == 0, done.output
    return root


def pcp(root: Path, now: datetime, *arguments: str) -> Result:
    options = ["--root", str(root), "--now", now.isoformat()]
    return CliRunner(env={"PCP_ACTOR": "staff", "PCP_ROOT": None, "PCP_NOW": None}).invoke(
        cli, [*options, *arguments]
    )


def every_address(client: FlaskClient) -> Iterator[tuple[str, bytes]]:
    """Every address that leads on from the first page, and those of the API, with what it holds."""
    waiting = ["/", "/as-at/one/", "/feed.atom", "/sitemap.xml", "/embed/violence-with-injury"]
    for measure in ("violence-with-injury", "satisfaction"):
        for prefix in ("", "/as-at/one"):
            rows = f"{prefix}/api/v1/measures/{measure}/observations"
            waiting += [rows, f"{rows}?area=all", f"{rows}?area=all&window=single", f"{rows}?dimension=route"]
            waiting += [f"{prefix}/api/v1/measures/{measure}", f"{prefix}/downloads/{measure}.csv"]
    seen = set(waiting)
    while waiting:
        got = client.get(address := waiting.pop())
        yield address, got.data
        if got.mimetype == "text/html":
            links = {
                str(link["href"]).partition("#")[0]
                for link in BeautifulSoup(got.data, "html.parser").select("a[href]")
            }
            new = {link for link in links if is_followed(link)} - seen
            seen |= new
            waiting += sorted(new)


def is_followed(link: str) -> bool:
    """Boroughs without an offence are all alike, and so is the newest release as it was published."""
    of_a_district = "area=" in link or link.startswith("/as-at/one/areas/")
    is_distinct = not of_a_district or any(
        name in link for name in ("camden", "brent", "barnet", "E09000007")
    )
    return is_distinct and link.startswith("/") and not link.startswith("/as-at/two")


def texts(data: bytes) -> str:
    """What an answer holds, without the commas of thousands; the files of an archive one after the other."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return " ".join(texts(archive.read(name)) for name in archive.namelist())
    return re.sub(r"(?<=\d),(?=\d{3}\b)", "", data.decode("utf-8", errors="replace"))


def holds(text: str, number: str) -> bool:
    return re.search(rf"(?<![\w.#-]){re.escape(number)}(?![\w]|\.\d)", text) is not None


def test_no_address_holds_what_is_withheld(root: Path) -> None:
    client = create_app(root, lambda: MAY).server.test_client()
    texts_by_address = {address: texts(data) for address, data in every_address(client)}
    leaks = [
        (address, number)
        for address, text in texts_by_address.items()
        for number in WITHHELD
        if holds(text, number)
    ]
    assert leaks == []
    everything = "\n".join(texts_by_address.values())
    assert (
        len(texts_by_address) > 60
        and [number for number in PUBLIC_NUMBERS if not holds(everything, number)] == []
    )


def test_staff_are_not_told_of_small_figures_that_nobody_has_seen(root: Path) -> None:
    done = pcp(root, MAY, "check", "--drop", str(root / "two"))
    assert "published-before" not in done.output and done.exit_code == 0


def test_a_raised_threshold_tells_staff_which_releases_still_show_what_is_withheld(
    root: Path, tmp_path: Path
) -> None:
    done = check(root, tmp_path, "  - id: satisfaction", "threshold: 700", "threshold: 1000")
    assert (
        '"satisfaction": 2 figures will be withheld that readers have seen already, such as London (Metropolitan '
        'Police area) in Q3 2023/24; "one", "two" still show what is withheld now'
    ) in done.output


def test_without_its_declaration_what_was_withheld_is_told(root: Path, tmp_path: Path) -> None:
    done = check(root, tmp_path, "  - id: satisfaction", "    suppression: {threshold: 700}\n", "")
    assert (
        '"satisfaction": 1 figure that release "two" withholds would be shown, such as Online in Q3 2023/24; is that '
        "meant?"
    ) in done.output


def check(root: Path, folder: Path, after: str, old: str, new: str) -> Result:
    """The newest drop against a declaration that is changed in one place."""
    before, marker, rest = (root / "config" / "metrics.yaml").read_text().partition(after)
    assert marker and old in rest
    (folder / "metrics.yaml").write_text(before + marker + rest.replace(old, new, 1))
    return pcp(root, MAY, "check", "--config", str(folder / "metrics.yaml"), "--drop", str(root / "two"))


def test_a_drop_checked_beside_other_releases_is_not_published(root: Path, tmp_path: Path) -> None:
    checked, issues = check_drop(root / "config" / "metrics.yaml", root / "two", "metrics.yaml")
    assert checked is not None, issues
    with pytest.raises(Refused, match="checked beside other releases"):
        publish(root, checked, issues, Event("published", "three", MAY, MAY, "staff"))


def test_the_diff_is_made_of_what_would_be_published(root: Path) -> None:
    diff = json.loads(pcp(root, MAY, "diff", str(root / "two"), "--format", "json").output)
    assert (diff["tiles"], diff["revised"], diff["new"], diff["gone"]) == ([], [], [], [])
