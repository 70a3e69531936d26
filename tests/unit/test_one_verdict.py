"""Within one release one figure has one verdict: on every page, in the API, the feed, embedded tiles and downloads."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from app import create_app
from metrics.figures.sentences import VERDICT_WORDS

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2024, 2, 8, 9, 30, tzinfo=UTC)
AREAS = ("", "camden", "lewisham", "westminster", "harrow", "central-north")
FIRM = {VERDICT_WORDS["better"]: "better", VERDICT_WORDS["worse"]: "worse"}
Verdicts = dict[tuple[str, str], set[tuple[str, str]]]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    client: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return client


def page(client: FlaskClient, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.text, "html.parser")


def api(client: FlaskClient, address: str) -> Any:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, address
    return json.loads(answer.data)


def with_figures(client: FlaskClient) -> dict[str, list[str]]:
    """The areas of each measure that has figures, London as an empty name."""
    outcomes = api(client, "framework")["outcomes"]
    ids = [tile["id"] for outcome in outcomes for tile in outcome["measures"] if tile["latest"]]
    areas_by_measure = {measure: [area for area in AREAS if _has(client, measure, area)] for measure in ids}
    assert len(areas_by_measure) == 6
    return areas_by_measure


def _has(client: FlaskClient, measure: str, area: str) -> bool:
    answer = client.get(f"/api/v1/measures/{measure}{f'?area={area}' if area else ''}")
    return answer.status_code == 200 and json.loads(answer.data)["verdict_change"] is not None


def marked(element: Tag) -> Iterator[tuple[str, str, str]]:
    """The measure, verdict and outcome of each tile below an element."""
    for tile in element.select("[data-measure]"):
        for line in tile.select(".change[data-verdict]"):
            yield str(tile["data-measure"]), str(line["data-verdict"]), str(line["data-outcome"])


def everywhere(client: FlaskClient) -> Verdicts:
    """Verdict and outcome of each measure in each area, wherever they stand."""
    verdicts: Verdicts = defaultdict(set)
    for address in ("/", *(f"/outcomes/{name}" for name in ("feel-safer", "victims", "violence", "trust"))):
        for measure, *words in marked(page(client, address)):
            verdicts[measure, ""].add((words[0], words[1]))
    for measure, areas in with_figures(client).items():
        for area in areas:
            query = f"?area={area}" if area else ""
            change = api(client, f"measures/{measure}{query}")["verdict_change"]
            verdicts[measure, area].add((change["verdict"], change["outcome"]))
            for kind in ("measures", "embed"):
                for _, *words in marked(page(client, f"/{kind}/{measure}{query}")):
                    verdicts[measure, area].add((words[0], words[1]))
    return verdicts


def test_a_figure_has_one_verdict_wherever_it_stands(client: FlaskClient) -> None:
    verdicts = everywhere(client)
    assert len(verdicts) > 15
    assert {key: words for key, words in verdicts.items() if len(words) != 1} == {}


def test_the_change_as_compared_is_never_judged_beside_it(client: FlaskClient) -> None:
    for measure, areas in with_figures(client).items():
        for area in areas:
            change = api(client, f"measures/{measure}{f'?area={area}' if area else ''}")["change"]
            assert (change["outcome"], change["verdict"], change["arrow"], change["interval"]) == (
                None,
                "not-judged",
                "level",
                None,
            )


def test_a_verdict_on_several_months_names_them_and_their_sums_on_tile_and_glance(
    client: FlaskClient,
) -> None:
    document = page(client, "/")
    sums = "November 2023 to January 2024: 19,154, against 18,176."
    tile = document.select_one("#measure-violence-with-injury")
    glance = document.select_one(".glance dd:has(a[href='#measure-violence-with-injury'])")
    assert tile is not None and glance is not None
    assert sums in [line.get_text() for line in tile.select(".basis")]
    assert glance.get_text(" ", strip=True) == (
        f"↑ Violence with injury offences {sums} 5.4% more than in the same three months a year before"
    )


def test_another_comparison_that_a_reader_chooses_leaves_the_verdict_as_it_is(client: FlaskClient) -> None:
    plain = api(client, "measures/violence-with-injury")
    other = api(client, "measures/violence-with-injury?comparison=same-period-last-year")
    assert plain["verdict_change"] == other["verdict_change"]
    assert plain["change"] != other["change"]


def test_a_sentence_starts_with_the_word_of_its_verdict_and_holds_its_numbers(client: FlaskClient) -> None:
    for measure, areas in with_figures(client).items():
        for area in areas:
            change = api(client, f"measures/{measure}{f'?area={area}' if area else ''}")["verdict_change"]
            word = change["sentence"].partition(":")[0]
            assert FIRM.get(word, "no-clear-change") == change["verdict"], change["sentence"]
            if change["difference"]:
                size = f"{abs(change['difference']):g}"
                assert re.search(rf"\b{re.escape(size)}", change["sentence"]), change["sentence"]
                more = re.search(r"\b(more|higher) than\b", change["sentence"]) is not None
                assert more == (change["difference"] > 0), change["sentence"]


def test_a_firm_word_leaves_no_change_at_all_out_of_its_interval(client: FlaskClient) -> None:
    for measure, areas in with_figures(client).items():
        for area in areas:
            change = api(client, f"measures/{measure}{f'?area={area}' if area else ''}")["verdict_change"]
            low, high = change["interval"] or (-1, 1)
            assert (change["outcome"] in ("higher", "lower")) <= (low > 0 or high < 0)
            assert low <= (change["difference"] or 0) <= high


@pytest.mark.parametrize("address", ["/feed.atom", "/downloads/violence-with-injury.csv-metadata.json"])
def test_feed_and_downloads_say_the_sentence_of_the_tile(client: FlaskClient, address: str) -> None:
    sentence = api(client, "measures/violence-with-injury")["verdict_change"]["sentence"]
    assert sentence in client.get(address).text
