"""What texts may be made of: every language and picture passes, and nothing that covers, turns or hides others."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from metrics.cli import cli
from metrics.readable import LONGEST, MOST_MARKS, is_overladen, on_one_line, unseen_in
from metrics.reading.hostile import hostile
from tests.inspected import checked as checked_report
from tests.inspected import row
from tests.promises import OPEN, tracker
from tests.promises import checked as checked_item

FINE = [
    "Trosedd ieuenctid yng Ngwynedd a Llŷn",
    "Bezpieczeństwo, zażółć gęślą jaźń",
    "An toàn cho mọi người",
    "e\u0302\u0323",
    "בְּרֵאשִׁית",
    "नमस्ते",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "\U0001f469\U0001f3fd\u200d\U0001f692",
    "\u2764\ufe0f\u200d\U0001f525",
    "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "1\ufe0f\u20e3",
]
UNSEEN = ["\u202e", "\u2028", "\u2029", "\u200b", "\u200d", "\u00ad", "\u2066", "\x85", "\x1b", "\U000e0067"]
FLOOD = "o" + "\u0300" * 3_000


@pytest.mark.parametrize("text", FINE)
def test_languages_and_pictures_pass(text: str) -> None:
    assert (unseen_in(text), is_overladen(text), hostile(text)) == ("", False, "")


@pytest.mark.parametrize("character", UNSEEN)
def test_what_cannot_be_seen_is_refused(character: str) -> None:
    text = on_one_line(f"Open the{character}desk")
    assert unseen_in(text) == character
    assert hostile(text).startswith("holds a character that cannot be seen")


def test_marks_upon_one_letter_have_a_limit() -> None:
    assert not is_overladen("o" + "\u0300" * MOST_MARKS)
    assert is_overladen("o" + "\u0300" * (MOST_MARKS + 1))
    assert hostile(FLOOD[:100]) == "has more than 5 marks upon one letter; get the file again"


def test_names_and_texts_have_their_lengths() -> None:
    for kind, most in LONGEST.items():
        assert hostile("x" * most, kind) == ""
        expected = f"has {most + 1:,} characters, and at most {most:,} are shown; is it in the right column?"
        assert hostile("x" * (most + 1), kind) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 10_000, "has 10,000 characters, and at most 4,000 are shown"),
        ("Open\u2028it", "holds a character that cannot be seen"),
        ("Open\u202eit", "holds a character that cannot be seen"),
        (FLOOD, "has more than 5 marks upon one letter"),
    ],
)
def test_a_cell_that_is_shown_is_refused_at_its_place(text: str, words: str) -> None:
    (issue,) = checked_item(tracker(), OPEN.replace("Open the front desk", text)).issues
    assert (issue.place, issue.code) == ("promises.csv:2:2", "hostile-text")
    assert words in issue.message
    (issue,) = checked_report(row(title=text)).issues
    assert (issue.place, issue.code) == ("reports.csv:2:2", "hostile-text")
    assert words in issue.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 20_000, "must have at most 4000 characters"),
        ("x" * 301, "has 301 characters, and at most 300 are shown"),
        ("Burglary\u200b of homes", "holds a character that cannot be seen"),
        ("Burgl\u202eary", "holds a character that cannot be seen"),
        ("Burgl\u2028ary", "the character U+2028 does not belong in this file"),
        (FLOOD[:100], "has more than 5 marks upon one letter"),
    ],
)
def test_a_title_in_a_declaration_is_refused_at_its_place(tmp_path: Path, text: str, words: str) -> None:
    site, run = tmp_path / "site", CliRunner()
    assert run.invoke(cli, ["init", str(site)]).exit_code == 0
    file = site / "config" / "metrics.yaml"
    declared = file.read_text("utf-8")
    line = next(at for at, own in enumerate(declared.splitlines(), 1) if "title: Burglary of homes by" in own)
    changed = declared.replace("title: Burglary of homes by district and month", f"title: {text}", 1)
    file.write_text(changed, "utf-8")
    done = run.invoke(cli, ["--root", str(site), "check"])
    assert done.exit_code == 1
    assert f"metrics.yaml:{line}:" in done.stdout
    assert words in done.stdout
    assert len(done.stdout) < 2_000
