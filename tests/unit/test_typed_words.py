"""What is typed at a command for readers and the history has the limits of what is declared."""

from pathlib import Path

import pytest

from metrics.readable import LONGEST, MOST_MARKS
from metrics.releasing.history import history_file, read_history
from tests.running import run
from tests.store.sites import make_site

MARKED = "o" + "\N{COMBINING ACUTE ACCENT}"
FLOOD = MARKED + "\N{COMBINING GRAVE ACCENT}" * MOST_MARKS
ANNOUNCE = ("--now", "2024-02-08T09:30:00+00:00", "announce", "2024-05-09", "--reason")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("x" * (LONGEST["text"] + 1), "it has 4,001 characters, and at most 4,000 are shown: xxx"),
        (FLOOD, "it has more than 5 marks upon one letter"),
        ("x\x1b[31m" + "x" * 500, "it holds a character that cannot be shown: x<U+001B>[31mxxx"),
    ],
    ids=["long", "marks", "unseen"],
)
def test_words_that_would_cover_a_page_are_a_usage_error_and_nothing_is_said(
    site: Path, words: str, why: str
) -> None:
    done = run(site, *ANNOUNCE, words)
    assert (done.returncode, why in done.stderr, len(done.stderr) < 600) == (2, True, True)
    assert not history_file(site).exists()


@pytest.mark.parametrize("words", ["x" * LONGEST["text"], MARKED])
def test_words_within_the_limits_are_said(site: Path, words: str) -> None:
    assert run(site, *ANNOUNCE, words).returncode == 0
    assert [event.reason for event in read_history(site)] == [words]


@pytest.mark.parametrize("name", ["A" * (LONGEST["name"] + 1), FLOOD], ids=["long", "marks"])
def test_a_name_that_would_cover_the_history_is_refused(site: Path, name: str) -> None:
    done = run(site, *ANNOUNCE, "The figures of spring.", PCP_ACTOR=name)
    assert (done.returncode, done.stderr.startswith("refused: PCP_ACTOR says who you are; it has ")) == (
        3,
        True,
    )
    assert not history_file(site).exists()
