"""Extracts laid out as no other file of the project is: YAML alone makes each a published measure."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

import app
from metrics.cli import cli

NOW = datetime(2024, 5, 9, 9, 30, tzinfo=UTC)
HEAD = """\
site:
  {title: Outcomes, producer: MOPAC, contact: Write to us, statistics_status: Management information,
   update_schedule: Once a quarter, attribution: Open Government Licence}
frameworks:
  - {id: plan, title: The plan, vision: London is safe., description: What is sought.}
outcomes:
  - {id: safer, framework: plan, title: London is safer, description: Fewer are hurt.}
measures:
"""
MEASURE = """\
  - id: {id}
    outcome: safer
    title: {id}
    status: published
    description: What the extract holds.
    polarity: neutral
    caveats: [It is made up.]
    next_update: not-announced
{own}
    source:
      publisher: Somebody
      title: A file
      link: https://data.london.gov.uk/dataset/data
      licence: OGL-3.0
      files: {id}.csv
{source}
"""
COUNT = """\
    unit: count
    noun: {singular: offence, plural: offences}
    comparison: {basis: previous-period, materiality: 1, test: counts}
"""
PERCENT = """\
    unit: percent
    share: of people agreed
    comparison: {basis: previous-period, materiality: 1, test: proportions}
    sample: {size: 1000, area_size: 50}
"""
# Each extract: its bytes, what is declared of the measure, how its file is read.
EXTRACTS: dict[str, tuple[bytes, str, str]] = {
    "quarters-as-columns": (
        b"Borough;Team;2023/24 Q2;2023/24 Q3;2023/24 Q4\n"
        b"Greater London;all;60%;61%;66%\n"
        b"Camden;north;55%;58%;[c]\n",
        PERCENT + "    frequency: financial-quarter",
        """\
      layout: periods-as-columns
      delimiter: ";"
      period: {format: YYYY/YY Qn}
      area: {column: Borough}
      value: {written_as: percent}
      ignore: Team
      absent: missing
      region: own-row""",
    ),
    "areas-as-columns": (
        b"Month,Met,Camden,Barnet,Notes\n2024-02,400,210,190,\n2024-03,440,240,200,checked\n",
        COUNT + "    frequency: month",
        """\
      layout: areas-as-columns
      period: {column: Month, format: YYYY-MM}
      area: {aliases: {Met: London}}
      ignore: Notes
      absent: zero
      region: own-row""",
    ),
    "codes-of-areas": (
        b"area_code,date,offences\n"
        b"E09000007,2024-02-01,210\nE09000003,2024-02-01,190\n"
        b"E09000007,2024-03-01,240\nE09000003,2024-03-01,200\n",
        COUNT + "    frequency: month",
        """\
      layout: rows
      period: {column: date, format: YYYY-MM-DD, day: first}
      area: {column: area_code}
      value: {column: offences}
      absent: zero
      region: sum-of-areas""",
    ),
    "tabs-and-thousands": (
        b"Incidents\tArea\tMonth\n"
        b'"11,204"\tMet total\tFebruary 2024\n1,210\tLB Camden\tFebruary 2024\n'
        b"12,004\tMet total\tMarch 2024\n1,118\tLB Camden\tMarch 2024\n",
        COUNT + "    frequency: month",
        """\
      layout: rows
      delimiter: "\\t"
      period: {column: Month, format: MMM YYYY}
      area:
        column: Area
        aliases: {Met total: London}
      value: {column: Incidents, thousands: ","}
      absent: zero
      region: own-row""",
    ),
    "financial-years": (
        b"Year,Geography,Per cent\n"
        b"2021/22,London,44.5\n2021/22,Camden,40.1\n2022/23,London,47.9\n2022/23,Camden,43.0\n",
        PERCENT + "    decimals: 1\n    frequency: financial-year",
        """\
      layout: rows
      period: {column: Year, format: YYYY-YY}
      area: {column: Geography}
      value: {column: Per cent}
      absent: missing
      region: own-row""",
    ),
    "an-older-windows": (
        "Quarter;Borough;Victims \u2013 all\n"
        "2023 Q4;Camden;8\n2023 Q4;Barnet;4\n2024 Q1;Camden;9\n2024 Q1;Barnet;6\n".encode("cp1252"),
        COUNT.replace("unit: count", "unit: small-count") + "    frequency: financial-quarter",
        """\
      layout: rows
      delimiter: ";"
      encoding: cp1252
      period: {column: Quarter, format: YYYY Qn}
      area: {column: Borough}
      value: {column: Victims \u2013 all}
      absent: zero
      region: all-rows""",
    ),
    "percentages-with-footnotes": (
        b"Period,Area,Agree\n"
        b"Oct-Dec 2023,London,61%\nOct-Dec 2023,Camden,58% [u]\n"
        b"Jan-Mar 2024,London,57% [p]\nJan-Mar 2024,Camden,[x]\n",
        PERCENT + "    frequency: financial-quarter",
        """\
      layout: rows
      period: {column: Period, format: MMM-MMM YYYY}
      area: {column: Area}
      value: {column: Agree, written_as: percent}
      absent: missing
      region: own-row""",
    ),
    "a-row-for-each-event": (
        b"Reference,When,Where\n"
        b"1,2024-02-03 13:45,Camden\n2,2024-02-29 23:59,Unknown\n3,2024-03-01 00:00,Camden\n"
        b"4,2024-03-09 08:12,Camden\n5,2024-03-09 08:12,Barnet\n",
        COUNT.replace("unit: count", "unit: small-count") + "    frequency: month",
        """\
      layout: events
      period: {column: When, format: YYYY-MM-DD, day: any}
      area: {column: Where, no_area: Unknown}
      ignore: Reference
      combine: sum
      absent: zero
      region: all-rows""",
    ),
    "years-that-end-with-a-quarter": (
        b"Twelve months,Area,Share\n"
        b"Year ending December 2022,London,0.70\nYear ending March 2023,London,0.69\n"
        b"Year ending June 2023,London,0.69\nYear ending September 2023,London,0.68\n"
        b"Year ending December 2023,London,0.64\nYear ending December 2023,Camden,0.60\n",
        PERCENT.replace("previous-period", "same-period-last-year")
        + "    frequency: financial-quarter\n    window: rolling-12-months",
        """\
      layout: rows
      window: rolling-12-months
      period: {column: Twelve months, format: YE MMM YYYY}
      area: {column: Area}
      value: {column: Share, written_as: proportion}
      absent: missing
      region: own-row""",
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """All of them, published by the command and served."""
    root = tmp_path_factory.mktemp("site")
    drop = root / "drop"
    (root / "config").mkdir()
    drop.mkdir()
    measures = [
        MEASURE.format(id=name, own=own, source=source) for name, (_, own, source) in EXTRACTS.items()
    ]
    (root / "config" / "metrics.yaml").write_text(HEAD + "".join(measures), encoding="utf-8")
    for name, (data, _, _) in EXTRACTS.items():
        (drop / f"{name}.csv").write_bytes(data)
    arguments = [
        "--root",
        str(root),
        "--now",
        NOW.isoformat(),
        "publish",
        str(drop),
        "--release",
        "2023-24-q4",
    ]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.output
    client: FlaskClient = app.create_app(root, lambda: NOW).server.test_client()
    return client


def got(site: FlaskClient, address: str) -> Any:
    answer = site.get(address)
    assert answer.status_code == 200, address
    return json.loads(answer.data)


# The newest figure of London, its change, and its verdict, for which most of these are too short; then Camden.
FIGURES = {
    "quarters-as-columns": ("Q4 2023/24", "66%", "5.0 p.p.", "not-known", (None, "c")),
    "areas-as-columns": ("March 2024", "440", "10.0%", "not-known", (240.0, "p")),
    "codes-of-areas": ("March 2024", "440", "10.0%", "not-known", (240.0, "p")),
    "tabs-and-thousands": ("March 2024", "12,004", "7.1%", "not-known", (1118.0, "p")),
    "financial-years": ("2022/23", "47.9%", "3.4 p.p.", "uncertain", (43.0, "p")),
    "an-older-windows": ("Q4 2023/24", "15", "3", "not-known", (9.0, "p")),
    "percentages-with-footnotes": ("Q4 2023/24", "57%", "-4.0 p.p.", "not-known", (None, "x")),
    "a-row-for-each-event": ("March 2024", "3", "1", "not-known", (2.0, "p")),
    "years-that-end-with-a-quarter": ("12 months to December 2023", "64%", "-6.0 p.p.", "lower", (60.0, "p")),
}


@pytest.mark.parametrize("name", EXTRACTS)
def test_the_figure_its_change_and_its_districts_are_published(site: FlaskClient, name: str) -> None:
    tile = got(site, f"/api/v1/measures/{name}")
    newest = got(site, f"/api/v1/measures/{name}/observations?area=E09000007")["observations"][-1]
    assert FIGURES[name] == (
        tile["latest"]["period"]["label"],
        tile["latest"]["text"],
        tile["change"]["text"],
        tile["verdict_change"]["outcome"],
        (newest["value"], newest["status"]),
    )


@pytest.mark.parametrize("name", EXTRACTS)
def test_it_has_its_page_with_a_trend_and_its_downloads(site: FlaskClient, name: str) -> None:
    page = site.get(f"/measures/{name}").get_data(as_text=True)
    assert f'data-measure="{name}"' in page and "<svg" in page and FIGURES[name][1] in page
    for address in (f"/measures/{name}?area=E09000007", f"/downloads/{name}.csv"):
        assert site.get(address).status_code == 200
