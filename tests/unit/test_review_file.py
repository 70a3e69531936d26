"""The review of a drop as one file: the findings of pcp diff, with each measure before and after."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.running import run
from tests.store.sites import drop, make_site, prepare

NOW = "2024-05-02T10:00:00+01:00"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_site(tmp_path_factory.mktemp("site"))
    prepare(root, "one")
    return root


@pytest.fixture(scope="module")
def review(root: Path) -> tuple[str, str]:
    """What pcp diff says, and what stands in the file."""
    file = root / "review.html"
    done = run(root, "--now", NOW, "diff", str(drop(root, "two")), "--html", str(file))
    assert done.returncode == 0, done.stderr
    return done.stdout, file.read_text()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_file_has_every_finding_of_the_report(review: tuple[str, str]) -> None:
    report, page = review
    text = flat(BeautifulSoup(page, "html.parser").get_text(" "))
    lines = [flat(line) for line in report.splitlines() if line.startswith("  ")]
    assert (len(lines) > 3, [line for line in lines if line not in text]) == (True, [])


def test_each_measure_has_two_charts_and_a_table_of_both(review: tuple[str, str]) -> None:
    page = BeautifulSoup(review[1], "html.parser")
    titles = [item.get_text() for item in page.select("figcaption")]
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tbody tr")]
    assert titles == [
        f"{when}: Violence with injury offences, London (Metropolitan Police area), November 2023 to January 2024"
        for when in ("Before", "After")
    ]
    assert rows == [
        ["January 2024", "6,101 [p]", "6,202 [p]", "1.7%"],
        ["December 2023", "6,120", "6,120", "None"],
        ["November 2023", "6,100", "6,100", "None"],
    ]


def test_the_file_needs_nothing_beside_it_and_runs_nothing(review: tuple[str, str]) -> None:
    page = review[1]
    addresses = re.findall(r' (?:href|src)="([^"]*)"', page)
    assert ([item for item in addresses if not item.startswith("data:")], "<script" in page) == ([], False)
    assert '<meta name="robots" content="noindex">' in page
    names = re.findall(r' id="([^"]*)"', page)
    assert len(names) == len(set(names))


def test_what_must_be_acknowledged_stands_first_in_the_file(root: Path) -> None:
    lost = drop(root, "three")
    (lost / "Crime.csv").write_text("Borough,202312,202401\nCamden,3010,3020\nBarnet,3110,3082\n")
    done = run(root, "--now", NOW, "diff", str(lost), "--html", str(root / "lost.html"))
    headings = BeautifulSoup((root / "lost.html").read_text(), "html.parser").select("h2")
    assert (done.returncode, headings[0].get_text()) == (0, "To be acknowledged, with a reason"), done.stdout


def test_a_file_that_cannot_be_written_is_refused(root: Path) -> None:
    done = run(
        root, "--now", NOW, "diff", str(drop(root, "two")), "--html", str(root / "none" / "review.html")
    )
    assert done.returncode == 3


def test_the_report_for_programs_stays_alone_on_standard_output(root: Path) -> None:
    options = ("--format", "json", "--html", str(root / "again.html"))
    done = run(root, "--now", NOW, "diff", str(drop(root, "two")), *options)
    assert (done.returncode, done.stdout[:1], done.stdout.strip()[-1:]) == (0, "{", "}")


def test_nobody_but_its_owner_may_read_it_even_where_another_file_stood(root: Path) -> None:
    file = root / "open.html"
    file.touch()
    file.chmod(0o666)
    assert run(root, "--now", NOW, "diff", str(drop(root, "two")), "--html", str(file)).returncode == 0
    assert file.stat().st_mode & 0o777 == 0o600
