"""What the pages on releases say of figures that are no counts and no percentages: what they are in, and better or worse."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from app import create_app
from tests.layouts.test_layouts import LAYOUTS_FOLDER, prepared
from tests.running import run

NOW = "2026-11-20T09:30:00+00:00"
LATER = "2026-11-21T09:30:00+00:00"


def pages(layout: str, folder: Path, old: str, new: str) -> dict[str, BeautifulSoup]:
    """The pages on releases after a second one in which one text of the layout's file is another."""
    site = prepared(LAYOUTS_FOLDER / layout, folder)
    assert (
        run(site, "--now", NOW, "publish", "drop", "--release", "first", "--note", "A note").returncode == 0
    )
    file = next((site / "drop").iterdir())
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    done = run(site, "--now", LATER, "publish", "drop", "--release", "second", "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    client = create_app(site, lambda: datetime.fromisoformat(LATER).astimezone(UTC)).server.test_client()
    return {
        path: BeautifulSoup(client.get(path).text, "html.parser")
        for path in ("/releases", "/releases/second")
    }


@pytest.mark.parametrize(
    ("layout", "old", "new", "caption", "sentence"),
    [
        (
            "rate-with-interval",
            "2021/22,9.9",
            "2021/22,10.0",
            "Burglary by household, per 1,000 households, London: revised",
            "9.9 became 10.0 per 1,000 households (1.0%)",
        ),
        (
            "index-of-demand",
            "2021,95.8",
            "2021,95.9",
            "Demand for the police, 2015 = 100, London: revised",
            "95.8 became 95.9 (2015 = 100) (0.1 points)",
        ),
    ],
)
def test_revised_figures_say_what_they_are_in(
    tmp_path: Path, layout: str, old: str, new: str, caption: str, sentence: str
) -> None:
    page = pages(layout, tmp_path, old, new)["/releases"]
    assert caption in [item.get_text() for item in page.select("#revised + div caption")]
    assert sentence in page.select("#revised + div p")[0].get_text()


def test_the_figures_of_a_release_say_what_they_are_in(tmp_path: Path) -> None:
    page = pages("rate-with-interval", tmp_path, "2021/22,9.9", "2021/22,10.0")["/releases/second"]
    assert "7.4 per 1,000 households" in page.select("#figures + div tbody tr")[0].get_text()


def test_a_change_that_is_judged_itself_has_its_word(tmp_path: Path) -> None:
    both = pages("money-in-thousands", tmp_path, "£30,144.27", "£30,144.28")
    assert both["/releases"].select("#new + div .news p")[0].get_text().endswith("(£31.0 million). Better.")
    assert (
        both["/releases/second"]
        .select("#figures + div tbody tr")[0]
        .get_text()
        .endswith("-2.8% Lower, better")
    )
