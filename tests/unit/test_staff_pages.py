"""Pages that staff write: declared, read from beside metrics.yaml, stored with a release, shown, searched and frozen."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from werkzeug.test import Client

from app import create_app
from tests.running import run
from tests.shipped import FIRST, FIRST_DECLARED, first_site

PAGES = """\
pages:
  - id: custody-visiting
    title: Independent custody visiting
    description: Volunteers visit people in custody, without notice.
    file: pages/custody-visiting.md
    informs: [trust-in-police, exploitation-and-harm]
    reviewed: 2024-01-10
    review_by: 2024-07-10

measures:
"""
TEXT = """\
Visitors come **unannounced**. Read [trust](/measures/trust-in-police).

## Visits in an example

| Region | Visits |
|---|---:|
| North | 609 |
"""
THEN, LATER = "2024-05-09T08:30:00+00:00", "2024-08-01T09:00:00+00:00"


def declared(folder: Path, pages: str = PAGES, text: str | None = TEXT) -> Path:
    """The first release's site with a page declared on top."""
    site = first_site(folder)
    (site / "config" / "metrics.yaml").write_text(
        FIRST_DECLARED.replace("measures:\n  - id: crime", f"{pages}  - id: crime", 1)
    )
    if text is not None:
        (site / "config" / "pages").mkdir()
        (site / "config" / "pages" / "custody-visiting.md").write_text(text, "utf-8")
    return site


def publish(site: Path, release: str = "2023-24-q4") -> str:
    done = run(site, "--now", THEN, "publish", f"data/drops/{FIRST}", "--release", release)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = declared(tmp_path_factory.mktemp("pages"))
    publish(folder)
    return folder


def reader(site: Path, now: str = THEN) -> Client:
    moment = datetime.fromisoformat(now).astimezone(UTC)
    client: Client = create_app(site, lambda: moment).server.test_client()
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def test_the_page_stands_at_its_address_with_its_text(site: Path) -> None:
    text = page(reader(site), "/pages/custody-visiting")
    for part in (
        "<h1>Independent custody visiting</h1>",
        "Visitors come <strong>unannounced</strong>.",
        '<a href="/measures/trust-in-police">trust</a>',
        '<h2 id="visits-in-an-example">Visits in an example</h2>',
        '<th scope="row">North</th>',
        "Looked over on 10 January 2024, and to be looked over again by 10 July 2024.",
        "Measures that it helps to understand",
    ):
        assert part in text, part


def test_a_late_page_says_so(site: Path) -> None:
    text = page(reader(site, LATER), "/pages/custody-visiting")
    assert "Not looked over since 10 January 2024: it was to be looked over by 10 July 2024." in text


@pytest.mark.parametrize("measure", ["trust-in-police", "exploitation-and-harm"])
def test_the_measures_that_it_informs_lead_to_it(site: Path, measure: str) -> None:
    client = reader(site)
    assert '<a href="/pages/custody-visiting">' in page(client, f"/measures/{measure}")
    assert "/pages/custody-visiting" not in page(client, "/measures/homicide")


def test_it_is_listed_searched_and_mapped(site: Path) -> None:
    client = reader(site)
    assert "/pages/custody-visiting" in page(client, "/frameworks")
    assert "/pages/custody-visiting" in page(client, "/search?q=unannounced")
    assert "/pages/custody-visiting" in page(client, "/sitemap.xml")


def test_a_page_that_does_not_exist_is_a_true_404(site: Path) -> None:
    answer = reader(site).get("/pages/custody-visitin")
    assert answer.status_code == 404
    assert "/pages/custody-visiting" in answer.get_data(as_text=True)


def test_the_text_is_stored_with_the_release_byte_for_byte_and_verified(tmp_path: Path) -> None:
    site = declared(tmp_path)
    publish(site)
    stored = site / "data/releases/2023-24-q4/texts/pages/custody-visiting.md"
    assert stored.read_text("utf-8") == TEXT
    assert run(site, "verify").returncode == 0
    stored.chmod(0o644)
    stored.write_text(TEXT.replace("609", "906"), "utf-8")
    done = run(site, "verify")
    assert done.returncode == 1
    assert "texts/pages/custody-visiting.md" in done.stdout + done.stderr


def test_a_frozen_page_keeps_its_text_and_a_diff_tells_of_another(tmp_path: Path) -> None:
    site = declared(tmp_path)
    publish(site)
    file = site / "config" / "pages" / "custody-visiting.md"
    file.write_text(TEXT.replace("609", "853"), "utf-8")
    done = run(site, "--now", THEN, "diff", f"data/drops/{FIRST}", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert "page custody-visiting" in json.dumps(json.loads(done.stdout))
    publish(site, "2024-25-q1")
    client = reader(site)
    assert ">853<" in page(client, "/pages/custody-visiting")
    assert ">609<" in page(client, "/as-at/2023-24-q4/pages/custody-visiting")


WRONG = {
    "no file": (
        PAGES,
        None,
        "config/pages/custody-visiting.md:1:1: error: the page cannot be read: No such file",
    ),
    "HTML": (PAGES, "One.\n\n<p>Two</p>\n", "config/pages/custody-visiting.md:3:1: error: HTML is not shown"),
    "a measure that is not there": (
        PAGES.replace("trust-in-police,", "trust-in-polis,"),
        TEXT,
        'page "custody-visiting": measure "trust-in-polis" is not declared; did you mean "trust-in-police"?',
    ),
    "looked over before": (
        PAGES.replace("review_by: 2024-07-10", "review_by: 2024-01-10"),
        TEXT,
        'page "custody-visiting": review_by 2024-01-10 is not after reviewed (2024-01-10)',
    ),
    "beside the folder": (
        PAGES.replace("pages/custody-visiting.md", "../custody-visiting.md"),
        TEXT,
        'page "custody-visiting": file "../custody-visiting.md"',
    ),
    "no Markdown": (
        PAGES.replace("pages/custody-visiting.md", "pages/custody-visiting.docx"),
        TEXT,
        'page "custody-visiting": file "pages/custody-visiting.docx"',
    ),
}


@pytest.mark.parametrize(("pages", "text", "message"), WRONG.values(), ids=list(WRONG))
def test_a_fault_is_told_with_its_place_by_check_and_by_publish(
    tmp_path: Path, pages: str, text: str | None, message: str
) -> None:
    site = declared(tmp_path, pages, text)
    checked = run(site, "check")
    assert checked.returncode == 1
    assert message in checked.stdout + checked.stderr
    done = run(site, "--now", THEN, "publish", f"data/drops/{FIRST}", "--release", "2023-24-q4")
    assert done.returncode == 1
    assert not (site / "data/releases/2023-24-q4").exists()


def test_a_page_that_is_late_is_a_warning_of_the_check(site: Path) -> None:
    done = run(site, "--now", LATER, "check")
    assert done.returncode == 0
    assert (
        "it was to be looked over by 2024-07-10, and readers see that it was not" in done.stdout + done.stderr
    )
