"""Frameworks and their time, and measures that stand in several: one tile, one address, and where it says so."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client

from app import create_app
from components.outcome.framework_time import span, time_sentence
from metrics.declared.config import parse_config
from metrics.declared.taxonomy import Framework
from tests.running import run
from tests.shipped import FIRST, FIRST_DECLARED, first_site

FRAMEWORKS = """\
    from: 2022
    until: 2025
    successor: pcp-2025

  - id: pcp-2025
    title: Police and Crime Plan 2025 to 2029
    vision: A safer London.
    description: The plan that follows.
    from: 2025
    until: 2029

  - id: mps
    title: Metropolitan Police framework
    vision: Trusted policing.
    description: What the police answer for.
    audience: Read by an oversight board.
    supports: pcp

  - id: finance
    title: Financial oversight
    vision: Money well spent.
    description: What it costs.

outcomes:
"""
OUTCOMES = """\
  - id: reducing-violence
    framework: pcp-2025
    title: Reducing violence
    description: Less of it.
    also_shows: [violence-with-injury, homicide, exploitation-and-harm]

  - id: trust-2025
    framework: pcp-2025
    title: Increasing trust
    description: More of it.
    also_shows: [trust-in-police, victim-satisfaction]

  - id: victims-2025
    framework: pcp-2025
    title: Supporting victims
    description: Better.
    also_shows: [victim-satisfaction, justice-satisfaction]

  - id: mps-response
    framework: mps
    title: How the police answer
    description: Sooner.
    also_shows: [victim-satisfaction]

measures:
"""
DECLARED = FIRST_DECLARED.replace("\noutcomes:\n", FRAMEWORKS, 1).replace("\nmeasures:\n", f"\n{OUTCOMES}", 1)
THEN, LATER = "2024-05-09T08:30:00+00:00", "2026-02-01T09:00:00+00:00"
TILE = re.compile(r'<article[^>]*data-measure="([^"]+)"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the shipped files, declared in four frameworks."""
    folder = first_site(tmp_path_factory.mktemp("taxonomy"))
    (folder / "config" / "metrics.yaml").write_text(DECLARED, "utf-8")
    done = run(folder, "--now", THEN, "publish", f"data/drops/{FIRST}", "--release", "2023-24-q4")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def reader(site: Path, now: str) -> Client:
    moment = datetime.fromisoformat(now).astimezone(UTC)
    client: Client = create_app(site, lambda: moment).server.test_client()
    return client


@pytest.fixture(scope="module")
def then(site: Path) -> Client:
    """A reader of the day of the release."""
    return reader(site, THEN)


@pytest.fixture(scope="module")
def later(site: Path) -> Client:
    """A reader after the first plan has ended."""
    return reader(site, LATER)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", text).split())


# Pages -----------------------------------------------------------------------------------------------------


def test_a_measure_has_one_tile_on_a_page_and_a_link_where_it_stands_again(then: Client) -> None:
    text = page(then, "/frameworks/pcp-2025")
    tiles = TILE.findall(text)
    assert sorted(tiles) == [
        *("exploitation-and-harm", "homicide", "justice-satisfaction"),
        *("trust-in-police", "victim-satisfaction", "violence-with-injury"),
    ]
    assert (
        "Also belongs here: Overall victim satisfaction with the Metropolitan Police, which stands under "
        "Increasing trust." in words(text)
    )


def test_a_measure_is_counted_once_in_what_a_framework_says_first(then: Client) -> None:
    assert "Of 4 measures with figures, " in page(then, "/frameworks/pcp-2025")
    assert "Of 1 measure with figures, " in page(then, "/frameworks/mps")


def test_the_same_tile_stands_in_every_framework(then: Client) -> None:
    texts = [page(then, address) for address in ("/", "/frameworks/pcp-2025", "/frameworks/mps")]
    tile = re.compile(r'<article[^>]*data-measure="victim-satisfaction".*?</article>', re.DOTALL)
    first, *others = [words(match[0]) for text in texts if (match := tile.search(text))]
    assert others == [first, first]


def test_an_outcome_shows_what_it_shows_besides_its_own(then: Client) -> None:
    assert TILE.findall(page(then, "/outcomes/mps-response")) == ["victim-satisfaction"]


def test_a_measure_says_where_else_it_stands(then: Client) -> None:
    text = words(page(then, "/measures/victim-satisfaction"))
    assert (
        "It also stands under Increasing trust (Police and Crime Plan 2025 to 2029), Supporting victims (Police "
        "and Crime Plan 2025 to 2029), How the police answer (Metropolitan Police framework)." in text
    )
    assert "It also stands under" not in page(then, "/measures/worry-about-crime")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/", "It has ended (2022 to 2025). It is followed by Police and Crime Plan 2025 to 2029."),
        ("/frameworks/pcp-2025", "It is in force: 2025 to 2029."),
        ("/frameworks/mps", "It stands behind Police and Crime Plan outcomes. Read by an oversight board."),
        ("/frameworks", "6 outcomes with 9 measures: 6 with figures, 2 planned, 1 reported in words."),
        ("/frameworks", "3 outcomes with 6 measures: 4 with figures, 1 planned, 1 reported in words."),
        ("/frameworks", "1 outcome with 1 measure: 1 with figures."),
        ("/frameworks", "No outcome has been declared for it yet."),
    ],
)
def test_a_framework_says_of_which_time_it_is_and_what_stands_in_it(
    later: Client, address: str, sentence: str
) -> None:
    assert sentence in words(page(later, address))


def test_a_plan_has_not_ended_before_the_last_day_of_its_last_year(then: Client) -> None:
    assert "It is in force: 2022 to 2025." in page(then, "/")
    assert "It is not in force yet (2025 to 2029)." in page(then, "/frameworks/pcp-2025")
    assert "It is followed by" not in page(then, "/")


def test_a_frozen_page_says_nothing_of_today(later: Client) -> None:
    assert "It has ended" not in page(later, "/as-at/2023-24-q4/")


def test_every_framework_is_led_to_from_the_page_of_all_of_them(then: Client) -> None:
    text = page(then, "/frameworks")
    links = set(re.findall(r'href="(/[^"#]*)"', text))
    assert {"/", "/frameworks/pcp-2025", "/frameworks/mps", "/frameworks/finance"} <= links
    assert {"/outcomes/mps-response", "/measures/victim-satisfaction"} <= links
    assert text.count("Crime prevalence") == 2  # in its framework, and among what is promised


# As data ---------------------------------------------------------------------------------------------------


def test_all_frameworks_as_json(later: Client) -> None:
    answer: dict[str, Any] = later.get("/api/v1/frameworks").get_json()
    plan, following, mps, finance = answer["frameworks"]
    assert (plan["from"], plan["until"], plan["has_ended"], plan["successor"]) == (
        *("2022", "2025", True, "pcp-2025"),
    )
    assert following["has_ended"] is False
    assert (mps["supports"], mps["audience"]) == ("pcp", "Read by an oversight board.")
    assert mps["outcomes"][0]["measures"][0]["of_outcome"] == "victims"
    assert "of_outcome" not in plan["outcomes"][0]["measures"][0]
    assert finance["outcomes"] == []


def test_a_measure_names_the_other_outcomes_in_its_metadata(then: Client) -> None:
    under = then.get("/api/v1/measures/victim-satisfaction").get_json()["metadata"]["also_under"]
    assert [item["id"] for item in under] == ["trust-2025", "victims-2025", "mps-response"]
    assert "also_under" not in then.get("/api/v1/measures/worry-about-crime").get_json()["metadata"]


def test_the_tiles_of_a_framework_as_json_are_the_same_as_its_measures_own(then: Client) -> None:
    of_mps = then.get("/api/v1/frameworks/mps").get_json()["outcomes"][0]["measures"][0]
    own = then.get("/api/v1/measures/victim-satisfaction").get_json()
    assert {key: own[key] for key in of_mps} == of_mps


# What is declared wrongly ----------------------------------------------------------------------------------


CASES = {
    "a measure that is not there": (
        "also_shows: [trust-in-police, victim-satisfaction]",
        "also_shows: [trust-in-polise, victim-satisfaction]",
        'outcome "trust-2025": measure "trust-in-polise" is not declared; did you mean "trust-in-police"?',
    ),
    "its own": (
        "    title: Londoners are safer\n",
        "    title: Londoners are safer\n    also_shows: [crime-prevalence]\n",
        'outcome "safer": "crime-prevalence" stands under this outcome already; leave it out',
    ),
    "twice": (
        "also_shows: [trust-in-police, victim-satisfaction]",
        "also_shows: [trust-in-police, trust-in-police]",
        'outcome "trust-2025": "trust-in-police" stands twice',
    ),
    "a circle": (
        "    title: Police and Crime Plan 2025 to 2029\n",
        "    title: Police and Crime Plan 2025 to 2029\n    successor: pcp\n",
        'framework "pcp": by "pcp" → "pcp-2025" → "pcp" the framework takes its own place',
    ),
    "behind itself": (
        "    supports: pcp\n",
        "    supports: mps\n",
        'framework "mps": by "mps" → "mps" the framework supports itself',
    ),
    "behind nothing": (
        "    supports: pcp\n",
        "    supports: pcpp\n",
        'framework "mps": supports "pcpp" is not declared; did you mean "pcp"?',
    ),
    "an end before the beginning": (
        "    until: 2029\n",
        "    until: 2024-12-31\n",
        'framework "pcp-2025": until 2024-12-31 is before its beginning (2025)',
    ),
    "a successor that ends before": (
        "    until: 2029\n",
        "    until: 2025\n",
        'framework "pcp": "pcp-2025" ends with 2025, and this framework with 2025: what takes its place goes on after it',
    ),
    "markup in a text": (
        "title: Police and Crime Plan 2025 to 2029\n",
        "title: Police and <b>Crime</b> Plan\n",
        'framework "pcp-2025": "Police and <b>Crime</b> Plan" holds HTML or a script, which readers would see as it is '
        "written",
    ),
    "a mark that turns what follows": (
        "title: Police and Crime Plan 2025 to 2029\n",
        "title: Police and \u202eCrime Plan\n",
        'framework "pcp-2025": "Police and <U+202E>Crime Plan" holds a character that cannot be seen, or was lost: '
        "write it anew",
    ),
    "no year": (
        "    until: 2029\n",
        "    until: 29\n",
        'framework "pcp-2025": until "29" is neither a year nor a day; write 2022, or 2022-03-24',
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), CASES.values(), ids=list(CASES))
def test_what_is_declared_wrongly_is_told_with_its_place(old: str, new: str, message: str) -> None:
    assert DECLARED.count(old) >= 1
    _, issues = parse_config(DECLARED.replace(old, new, 1), "metrics.yaml")
    errors = [issue for issue in issues if issue.severity == "error"]
    assert message in [issue.message for issue in errors]
    lines = DECLARED.replace(old, new, 1).split("\n")
    assert all(issue.line > 1 and lines[issue.line - 1].strip() for issue in errors)


def test_a_successor_without_an_end_is_a_warning() -> None:
    _, issues = parse_config(DECLARED.replace("    until: 2025\n", "", 1), "metrics.yaml")
    assert [issue.code for issue in issues if issue.code == "no-end"] == ["no-end"]


# Time in words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("time", "text", "sentence"),
    [
        ({}, "", ""),
        ({"from": 2022}, "from 2022", "It is in force: from 2022."),
        ({"until": 2022}, "until 2022", "It has ended (until 2022)."),
        ({"from": 2024, "until": 2024}, "2024", "It is in force: 2024."),
        ({"from": "2024-06-02"}, "from 2 June 2024", "It is not in force yet (from 2 June 2024)."),
        ({"until": "2024-06-01"}, "until 1 June 2024", "It is in force: until 1 June 2024."),
        ({"until": "2024-05-31"}, "until 31 May 2024", "It has ended (until 31 May 2024)."),
    ],
)
def test_the_time_of_a_framework(time: dict[str, object], text: str, sentence: str) -> None:
    declared = {"id": "plan", "title": "Plan", "vision": "Safe.", "description": "It.", **time}
    framework = Framework.model_validate(declared)
    assert (span(framework), time_sentence(framework, date(2024, 6, 1))) == (text, sentence)
