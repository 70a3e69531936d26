"""What the page on the API shows runs as it stands, against the real server, and prints what the page says."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from components.about.api_example_words import CURL, PROGRAMS, PYTHON, R
from components.about.api_examples import EXAMPLES
from components.site.downloads_words import WHERE_THIS_SITE_IS
from tests.running import StartedServer, application

# A moment with several releases that are public, so that figures as of a day are not those of now.
NOW = "2026-09-01T09:30:00+00:00"
TIMEOUT_SECONDS = 60
CASES = [(example.name, language) for example in EXAMPLES for language in PROGRAMS[example.program]]
RUN = {CURL: ["bash", "-c"], PYTHON: [sys.executable, "-c"], R: ["Rscript", "--vanilla", "-e"]}
NEEDED = {CURL: "curl", R: "Rscript"}


@pytest.fixture(scope="module")
def server() -> Iterator[StartedServer]:
    with application("--workers=1", now=NOW) as server:
        yield server


@pytest.fixture(scope="module")
def page(server: StartedServer) -> BeautifulSoup:
    return BeautifulSoup(server.get("/api").body.decode(), "html.parser")


def test_the_page_says_what_is_to_be_put_in_where_no_address_is_declared(page: BeautifulSoup) -> None:
    lead = page.select_one("section:has(#example-newest) > p, div:has(> .example) > p")
    assert lead is not None and WHERE_THIS_SITE_IS in lead.get_text()


def program_and_output(page: BeautifulSoup, name: str, language: str) -> tuple[str, str]:
    """A program of an example, and what the page says that it prints."""
    heading = page.find(id=f"example-{name}")
    assert heading is not None and heading.parent is not None
    for label in heading.parent.find_all("strong"):
        if label.get_text() == language:
            program = label.find_next("pre", class_="program")
            output = label.find_next("pre", class_="printed")
            assert program is not None and output is not None
            return program.get_text(), output.get_text()
    raise AssertionError(f"{name} has no program in {language}")


def can_run(language: str) -> bool:
    if shutil.which(NEEDED.get(language, "bash")) is None:
        return False
    if language != R:
        return True
    command = [*RUN[R], 'quit(status = !requireNamespace("jsonlite", quietly = TRUE))']
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_the_page_has_every_example_and_no_other(page: BeautifulSoup) -> None:
    names = [str(heading["id"]) for heading in page.select(".example h3")]
    assert names == [f"example-{example.name}" for example in EXAMPLES]


@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_program_prints_what_the_page_says(
    server: StartedServer, page: BeautifulSoup, tmp_path: Path, name: str, language: str
) -> None:
    if not can_run(language):
        pytest.skip(
            f"THE EXAMPLES IN {language} DID NOT RUN: there is no {NEEDED.get(language)}, or no jsonlite"
        )
    program, output = program_and_output(page, name, language)
    assert WHERE_THIS_SITE_IS in program
    done = subprocess.run(
        [*RUN[language], program.replace(WHERE_THIS_SITE_IS, server.address)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    if language == CURL:
        assert json.loads(done.stdout) == json.loads(output)
    else:
        assert done.stdout.strip() == output


def test_figures_as_of_a_day_are_others_than_those_of_now(page: BeautifulSoup) -> None:
    now, then = (program_and_output(page, name, PYTHON)[1] for name in ("newest", "then"))
    assert now != then


def test_every_link_of_the_page_leads_somewhere(server: StartedServer, page: BeautifulSoup) -> None:
    main = page.find("main")
    assert main is not None and not isinstance(main, str)
    ids = {str(item["id"]) for item in page.select("[id]")}
    for link in sorted({str(item["href"]) for item in page.select("main a[href]")}):
        if link.startswith("#"):
            assert link[1:] in ids, link
        else:
            assert server.get(link).status == 200, link
