"""Every status from the extract to the tile, the chart, the table and the API, through the front door."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from app import create_app
from metrics.checking.drops import check_drop
from metrics.releasing.history import Event
from metrics.releasing.releases import publish

FIRST, SECOND = "2023-24-q3", "2023-24-q3-again"
NOVEMBER, FEBRUARY = datetime(2024, 2, 8, 9, 30, tzinfo=UTC), datetime(2024, 2, 9, 9, 30, tzinfo=UTC)
SITE = """
site: {title: O, producer: P, contact: C, statistics_status: S, update_schedule: U, attribution: A}
frameworks:
  - {id: plan, title: The plan, vision: Safe., description: The plan}
outcomes:
  - {id: safer, framework: plan, title: Londoners are safer, description: Fewer victims}
measures:
"""
MEASURE = """
  - id: {name}
    outcome: safer
    title: Satisfaction
    status: published
    description: The share of victims who were satisfied.
    unit: percent
    share: of victims were satisfied
    polarity: higher-is-better
    frequency: financial-quarter
    comparison: {{basis: previous-period, materiality: 1.0, test: proportions, judged: as-compared}}
    sample: {{unreliable_below: 100}}
    breaks: [{breaks}]
    caveats: [It comes from a sample.]
    next_update: not-announced
    source:
      publisher: MOPAC
      title: A survey
      link: https://data.london.gov.uk/dataset/survey
      licence: OGL-3.0
      files: {name}.csv
      layout: rows
      period: {{column: Quarter, format: Qn YY-YY}}
      value: {{column: Satisfied, written_as: percent, marks: {{"*": c}}}}
      base: {{column: Asked}}
      absent: missing
      region: own-row
      provisional_periods: {provisional}
"""
BROKEN = "{period: 2023-Q3, reason: the question changed}"


@dataclass(frozen=True)
class Case:
    """What the extract holds for the newest quarter, and what everything must say of it."""

    name: str
    cell: str
    status: str
    value: float | None
    figure: str
    note: str
    flags: tuple[str, ...] = ()
    chart: str = ""
    base: int = 1200
    provisional: int = 0
    breaks: str = ""
    before: str = ""

    @property
    def declared(self) -> str:
        return MEASURE.format(name=self.name, provisional=self.provisional, breaks=self.breaks)

    def extract(self, cell: str) -> str:
        return f"Quarter,Satisfied,Asked\nQ1 23-24,63%,1100\nQ2 23-24,64%,1150\nQ3 23-24,{cell},{self.base}\n"


def figure_case(name: str, cell: str, status: str, note: str, **more: Any) -> Case:
    flags = (note.partition(" [")[0],) if note else ()
    chart = f"61% (Q3 2023/24, {flags[0].lower()})" if flags else "61% (Q3 2023/24)"
    return Case(name, cell, status, 61.0, "61%", note, flags, chart, **more)


def missing(name: str, cell: str, status: str, words: str, note: str, **more: Any) -> Case:
    chart = f"There is no figure for Q3 2023/24: it is {note.partition(' [')[0].lower()}."
    return Case(name, cell, status, None, words, note, chart=chart, **more)


CASES = (
    figure_case("plain", "61%", "", ""),
    figure_case("newest", "61%", "p", "Provisional [p]", provisional=1),
    figure_case("marked-p", "61% [p]", "p", "Provisional [p]"),
    figure_case("changed", "61%", "r", "Revised [r]", before="60%"),
    figure_case("changed-newest", "61%", "r", "Revised [r]", before="60%", provisional=1),
    figure_case("marked-r", "61% [r]", "r", "Revised [r]"),
    figure_case("few", "61%", "u", "Low reliability [u]", base=99),
    figure_case("few-newest", "61%", "u", "Low reliability [u]", base=99, provisional=1),
    figure_case("marked-u", "61% [u]", "u", "Low reliability [u]"),
    figure_case("broken", "61%", "b", "Break in the series [b]", breaks=BROKEN),
    figure_case("marked-b", "61% [b]", "b", "Break in the series [b]", breaks=BROKEN),
    missing("withheld", "[c]", "c", "Withheld", "Confidential [c]"),
    missing("star", "*", "c", "Withheld", "Confidential [c]", before="60%"),
    missing("not-available", "[x]", "x", "Not available", "Not available [x]", provisional=1),
    missing("not-applicable", "[z]", "z", "Not applicable", "Not applicable [z]"),
    missing(
        "low",
        "[low]",
        "low",
        "Not available",
        "Below what rounding shows [low]",
        flags=("Below what rounding shows",),
    ),
    missing("no-number", "[u]", "u", "Not available", "Low reliability [u]", flags=("Low reliability",)),
)
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def release(root: Path, id: str, now: datetime, cells: dict[Case, str]) -> None:
    for case, cell in cells.items():
        (root / "drop" / f"{case.name}.csv").write_text(case.extract(cell))
    checked, issues = check_drop(root / "config" / "metrics.yaml", root / "drop", "metrics.yaml")
    assert checked is not None, issues
    publish(root, checked, issues, Event("published", id, now, now, "staff", ""))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A site whose every measure is a case; the release before it held what was revised."""
    root = tmp_path_factory.mktemp("statuses")
    (root / "config").mkdir()
    (root / "drop").mkdir()
    (root / "config" / "metrics.yaml").write_text(SITE + "".join(case.declared for case in CASES))
    release(root, FIRST, NOVEMBER, {case: case.before or case.cell for case in CASES})
    release(root, SECOND, FEBRUARY, {case: case.cell for case in CASES})
    with create_app(root, lambda: FEBRUARY).server.test_client() as opened:
        yield opened


def page(client: FlaskClient, path: str) -> BeautifulSoup:
    got = client.get(path)
    assert got.status_code == 200, path
    return BeautifulSoup(got.text, "html.parser")


def tile(client: FlaskClient, case: Case, path: str) -> Tag:
    element = page(client, path).select_one(f'[data-measure="{case.name}"]')
    assert element is not None
    return element


def texts_of(element: Tag, selector: str) -> list[str]:
    return [tag.get_text() for tag in element.select(selector)]


@every_case
@pytest.mark.parametrize("path", ["/", "/measures/{name}", "/outcomes/safer"])
def test_the_tile_shows_the_figure_or_its_absence_and_says_what_it_is(
    client: FlaskClient, case: Case, path: str
) -> None:
    element = tile(client, case, path.format(name=case.name))
    assert texts_of(element, '[data-field="value"]') == [case.figure]
    assert texts_of(element, ".flag") == list(case.flags)


@every_case
def test_the_table_shows_the_same_with_base_interval_and_note(client: FlaskClient, case: Case) -> None:
    rows = page(client, f"/measures/{case.name}").select(
        "#over-time ~ * table tr, section:has(#over-time) table tr"
    )
    heads, newest = (row.select("th, td") for row in rows[:2])
    cells = {
        head.get_text().replace("\xa0", " "): cell.get_text()
        for head, cell in zip(heads, newest, strict=True)
    }
    assert (cells["Quarter"], cells["Figure"]) == ("Q3 2023/24", case.figure)
    assert cells["95% interval"] == ("" if case.value is None else INTERVALS[case.base])
    assert cells["People asked"] == ("" if case.value is None else f"{case.base:,}")
    assert cells.get("Note", "").removesuffix(": not comparable with earlier figures") == case.note


INTERVALS = {1200: "58.2% to 63.7%", 99: "51.2% to 70.0%"}


@every_case
def test_the_chart_says_it_in_words_and_draws_no_height_for_what_is_missing(
    client: FlaskClient, case: Case
) -> None:
    document = page(client, f"/measures/{case.name}")
    assert case.chart in texts_of(document, "svg.wide desc")[0]
    places = [
        len(re.findall(r"-?[\d.]+(?: -?|-)[\d.]+", str(line["d"])))
        for line in document.select("svg.wide .line")
    ]
    assert places == [3 if case.value is not None and not case.breaks else 2]
    hollow = case.value is not None and case.status in ("p", "u")
    assert [end_point["class"] for end_point in document.select("svg.wide .end")] == [
        ["end", "hollow"] if hollow else ["end"]
    ]


@every_case
def test_the_interactive_chart_says_it_at_its_point(client: FlaskClient, case: Case) -> None:
    layout = client.get(f"/interactive/{SECOND}/{case.name}/london/_dash-layout").text
    texts = [text for trace in graph(json.loads(layout))["data"] for text in trace.get("text", [])]
    newest = [text for text in texts if text.startswith("Q3 2023/24")]
    within = f"95% interval {INTERVALS[case.base]}"
    status = f"{case.flags[0].lower()}, " if case.flags else ""
    assert newest == ([] if case.value is None else [f"Q3 2023/24: 61% ({status}{within})"])


def graph(node: Any) -> dict[str, Any]:
    """The first figure in a tree as Dash gets it; empty where there is none."""
    if isinstance(node, list):
        return next((inner_figure for child in node if (inner_figure := graph(child))), {})
    if not isinstance(node, dict) or "props" not in node:
        return {}
    figure: dict[str, Any] = node["props"].get("figure") or graph(node["props"].get("children"))
    return figure


@every_case
def test_the_api_has_the_letter_and_null_for_what_is_missing(client: FlaskClient, case: Case) -> None:
    latest = client.get(f"/api/v1/measures/{case.name}").get_json()["latest"]
    row = client.get(f"/api/v1/measures/{case.name}/observations").get_json()["observations"][-1]
    assert (latest["value"], latest["text"], latest["status"]) == (case.value, case.figure, case.status)
    assert (row["value"], row["status"]) == (case.value, case.status)
    sure = {key: row[key] for key in ("base", "lower", "upper") if key in row}
    low, high = (float(end.removesuffix("%")) for end in INTERVALS[case.base].split(" to "))
    assert sure == ({} if case.value is None else {"base": case.base, "lower": low, "upper": high})


@every_case
def test_the_download_has_the_letter_and_nothing_for_what_is_missing(client: FlaskClient, case: Case) -> None:
    got = client.get(f"/downloads/{case.name}.csv")
    row = list(csv.DictReader(io.StringIO(got.get_data().decode("utf-8-sig"))))[-1]
    assert row["status"] == case.status
    assert (float(row["value"]) if row["value"] else None) == case.value


@every_case
def test_what_is_missing_is_never_zero(client: FlaskClient, case: Case) -> None:
    if case.value is None:
        text = page(client, f"/measures/{case.name}").select_one("main")
        assert text is not None and re.search(r"(?<![\d.,])0(\.0)?%", text.get_text()) is None


def test_why_names_the_bases_of_the_extract(client: FlaskClient) -> None:
    change = client.get("/api/v1/measures/plain").get_json()["change"]
    assert "1,200" in change["why"] and "1,150" in change["why"]
    assert change["outcome"] == "uncertain"
