"""One count over another: both are added up by themselves and divided last, and checked like any count."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pandas as pd
import pytest
import yaml

from metrics.areas import area_code
from metrics.declared.config import parse_config
from metrics.declared.framework import PublishedMeasure
from metrics.declared.measure_parts import Suppression
from metrics.declared.ratio import Halves
from metrics.figures.ratios import counts_of, ratio_figures, suppressed_ratio
from metrics.figures.suppression.releases import FigureName, Seen
from metrics.releasing.releases import load_release
from serving.api.measures import metadata
from serving.downloads.contents import cover
from serving.downloads.csv_file import metadata_bytes
from tests.layouts.test_layouts import LAYOUTS_FOLDER, NOW
from tests.running import run

QUARTERS = [
    f"{year}/{(year + 1) % 100:02d} Q{quarter}" for year in range(2020, 2024) for quarter in range(1, 5)
]
PLACES = ("Camden", "Barnet", "Unknown")
COLUMNS = LAYOUTS_FOLDER / "ratio-of-two-columns" / "metrics.yaml"
ROWS = LAYOUTS_FOLDER / "rate-of-two-sets-of-rows" / "metrics.yaml"
Changes = Callable[[dict[str, Any]], object]
Counts = Mapping[tuple[str, str], tuple[int, int]]


def declared(layout: Path, change: Changes = lambda measure: None) -> str:
    document = yaml.safe_load(layout.read_text("utf-8"))
    change(document["measures"][0])
    return yaml.safe_dump(document, sort_keys=False)


def site(folder: Path, change: Changes = lambda measure: None) -> Path:
    (folder / "config").mkdir()
    (folder / "config" / "metrics.yaml").write_text(declared(COLUMNS, change), "utf-8")
    return folder


def drop_of(folder: Path, counts: Counts, name: str = "drop") -> str:
    (folder / name).mkdir()
    rows = [f"{quarter},{place},{over},{top}" for (quarter, place), (top, over) in counts.items()]
    text = "\n".join(["Quarter,Borough,Offences,Positive outcomes", *rows, ""])
    (folder / name / "Outcomes.csv").write_text(text, "utf-8")
    return name


def command(folder: Path, *words: str) -> CompletedProcess[str]:
    return run(folder, "--now", NOW, *words)


def published(folder: Path, drop: str, release: str = "first") -> list[dict[str, str]]:
    done = command(folder, "publish", drop, "--release", release, "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    file = folder / "data" / "releases" / release / "observations" / "positive-outcomes.csv"
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))


def counts_by_chance(seed: int, most: int = 400) -> dict[tuple[str, str], tuple[int, int]]:
    dice = random.Random(seed)
    counts = {}
    for quarter in QUARTERS:
        for place in PLACES:
            over = dice.randint(most // 2, most)
            counts[quarter, place] = dice.randint(0, over), over
    return counts


def name_of(quarter: str) -> str:
    return f"{quarter[:4]}-{quarter[-2:]}"


@pytest.mark.parametrize("seed", [1, 2])
def test_a_ratio_is_that_of_two_sums(seed: int, tmp_path: Path) -> None:
    """Each figure of each window, for London and for boroughs, by adding up once more and dividing last."""
    counts = counts_by_chance(seed)
    rows = published(site(tmp_path), drop_of(tmp_path, counts))
    by_name = {(row["window"], row["period"], row["area"]): row for row in rows}
    codes = {place: area_code(place) for place in ("Camden", "Barnet")}
    compared = 0
    for at, quarter in enumerate(QUARTERS):
        for window, length in (("single", 1), ("rolling-12-months", 4)):
            for area, places in (("E12000007", PLACES), *((codes[place], (place,)) for place in codes)):
                stretch = QUARTERS[at + 1 - length : at + 1] if at + 1 >= length else []
                parts = [counts[one_quarter, place] for one_quarter in stretch for place in places]
                row = by_name[window, name_of(quarter), area or ""]
                top, over = (sum(part[n] for part in parts) for n in (0, 1))
                assert row["value"] == (f"{100 * top / over:.12g}" if parts else "")
                assert row["base"] == (str(over) if parts else "")
                compared += bool(parts)
    assert compared == 3 * (16 + 13)


def test_a_ratio_of_nothing_is_no_figure(tmp_path: Path) -> None:
    """Nothing over nothing, and something over nothing, are neither zero nor endless."""
    counts = {(quarter, place): (0, 9) for quarter in QUARTERS[:5] for place in PLACES[:2]}
    counts[QUARTERS[2], "Camden"] = (0, 0)
    rows = published(site(tmp_path), drop_of(tmp_path, counts))
    own = [
        (row["value"], row["base"], row["status"])
        for row in rows
        if row["area"] == area_code("Camden") and row["window"] == "single"
    ]
    assert own == [("0", "9", ""), ("0", "9", ""), ("", "", "z"), ("0", "9", ""), ("0", "9", "p")]


def test_a_part_that_is_larger_is_told_at_its_place(tmp_path: Path) -> None:
    counts = {(quarter, place): (3, 9) for quarter in QUARTERS[:5] for place in PLACES[:2]}
    counts[QUARTERS[1], "Barnet"] = (10, 9)
    counts[QUARTERS[3], "Camden"] = (12, 9)
    checked = command(site(tmp_path), "check", "--drop", drop_of(tmp_path, counts))
    faults = [line for line in checked.stdout.splitlines() if ": error: " in line]
    text = (tmp_path / "config" / "metrics.yaml").read_text("utf-8")
    line = 1 + [part.strip() for part in text.splitlines()].index("over:")
    mend = f'a part cannot be the larger; if it is none, declare "unit: rate" (declared in config/metrics.yaml:{line})'
    assert faults == [
        f"drop/Outcomes.csv:5:4: error: Barnet in Q2 2020/21 has 10 of 9 offences: {mend}",
        f"drop/Outcomes.csv:8:4: error: Camden in Q4 2020/21 has 12 of 9 offences: {mend}",
    ]


def test_what_cannot_be_right_is_held_against_the_ratio(tmp_path: Path) -> None:
    def believed(measure: dict[str, Any]) -> None:
        measure["source"]["plausible"] = {"most": 40}

    counts = {(quarter, place): (3, 9) for quarter in QUARTERS[:5] for place in PLACES[:2]}
    counts[QUARTERS[1], "Barnet"] = (4, 9)
    checked = command(site(tmp_path, believed), "check", "--drop", drop_of(tmp_path, counts))
    message = "44.4444 is what one count over the other comes to, above the most that is declared, 40"
    assert f'drop/Outcomes.csv:5:4: error: {message}; see "plausible"' in checked.stdout


@pytest.mark.parametrize(
    ("few", "many", "messages"),
    [
        ((0, 9), (210, 2000), []),
        ((4, 5), (210, 2000), ["Barnet in Q2 2020/21 is 80%, and its usual value is 10.5%"]),
        ((0, 64), (211, 2000), []),
        ((0, 90), (211, 2000), ["Barnet in Q2 2020/21 is 0%, and its usual value is 10.6%"]),
        ((7, 2003), (211, 2001), ["Barnet in Q2 2020/21 is 0.349%, and its usual value is 10.5%"]),
    ],
)
def test_a_share_of_few_is_unusual_only_beyond_chance(
    few: tuple[int, int], many: tuple[int, int], messages: list[str], tmp_path: Path
) -> None:
    """0 of 64 has the upper limit 13.0% (9.549 of 73.549), and 0 of 90 9.6%: the usual 10.6% lies between."""
    counts = {(quarter, place): many for quarter in QUARTERS[:6] for place in PLACES[:2]}
    counts[QUARTERS[1], "Barnet"] = few
    checked = command(site(tmp_path), "check", "--drop", drop_of(tmp_path, counts))
    assert checked.returncode == 0, checked.stdout
    warnings = [
        line.partition(": warning: ")[2] for line in checked.stdout.splitlines() if "usual value" in line
    ]
    assert warnings == [f"{message}; is the scale right?" for message in messages]


@pytest.mark.parametrize("column", ["Positive outcomes", "Offences"])
def test_a_fault_of_either_column_is_told_at_its_cell(column: str, tmp_path: Path) -> None:
    counts = {(quarter, place): (3, 9) for quarter in QUARTERS[:5] for place in PLACES[:2]}
    name = drop_of(site(tmp_path), counts)
    file = tmp_path / name / "Outcomes.csv"
    top, over = ("3", "9.5") if column == "Offences" else ("3.5", "9")
    file.write_text(
        file.read_text("utf-8").replace("2020/21 Q2,Barnet,9,3", f"2020/21 Q2,Barnet,{over},{top}"), "utf-8"
    )
    checked = command(tmp_path, "check", "--drop", name)
    field, text = (3, over) if column == "Offences" else (4, top)
    assert (
        f'drop/Outcomes.csv:5:{field}: error: "{text}" is not a whole number, and counts are'
        in checked.stdout
    )
    assert checked.stdout.count(": error: ") == 1


# What is gone, and what was revised ------------------------------------------------------------------------


def test_what_is_gone_of_either_count_is_asked_for(tmp_path: Path) -> None:
    counts = counts_by_chance(3)
    folder = site(tmp_path)
    published(folder, drop_of(tmp_path, counts))
    later = {name: pair for name, pair in counts.items() if name[0] != QUARTERS[0]}
    checked = command(folder, "check", "--drop", drop_of(tmp_path, later, "later"))
    assert checked.returncode == 1
    assert (
        '"positive-outcomes"' in checked.stdout and "gone" in checked.stdout
    ) or "release" in checked.stdout
    emptied = {name: ((0, pair[1]) if name[1] == "Camden" else pair) for name, pair in counts.items()}
    checked = command(folder, "check", "--drop", drop_of(tmp_path, emptied, "emptied"))
    assert checked.returncode == 1 and "Camden" in checked.stdout


def test_a_revised_count_revises_the_ratio(tmp_path: Path) -> None:
    counts = counts_by_chance(4)
    folder = site(tmp_path)
    published(folder, drop_of(tmp_path, counts))
    top, over = counts[QUARTERS[-1], "Camden"]
    again = {**counts, (QUARTERS[-1], "Camden"): (top, over + 5)}
    done = command(folder, "diff", drop_of(tmp_path, again, "again"))
    assert done.returncode == 0 and "41.4%, now 41.2% (-0.2 p.p.)" in done.stdout


# What is withheld ------------------------------------------------------------------------------------------


def withholding(measure: dict[str, Any]) -> None:
    measure["suppression"] = {"threshold": 5}


def test_no_small_count_can_be_got_back(tmp_path: Path) -> None:
    """Of what is shown in a period, no withheld count of offences, of outcomes or without one follows alone."""
    counts = {name: (max(pair[0], 8), pair[1] + 20) for name, pair in counts_by_chance(5, 60).items()}
    counts[QUARTERS[1], "Camden"] = (3, 40)
    counts[QUARTERS[5], "Barnet"] = (38, 40)
    counts[QUARTERS[8], "Camden"] = (2, 4)
    rows = published(site(tmp_path, withholding), drop_of(tmp_path, counts))
    singles = [row for row in rows if row["window"] == "single"]
    for quarter, place in ((1, "Camden"), (5, "Barnet"), (8, "Camden")):
        of_period = {row["area"]: row for row in singles if row["period"] == name_of(QUARTERS[quarter])}
        assert of_period[area_code(place) or ""]["status"] == "c"
        hidden = [row for row in of_period.values() if row["status"] == "c"]
        assert len(hidden) > 1 or counts[QUARTERS[quarter], "Unknown"][0] >= 5
        assert all(not row["value"] and not row["base"] for row in hidden)
    explanation = command(tmp_path, "explain", "positive-outcomes").stdout
    assert "The rows are not told, because this measure withholds small figures." in explanation
    assert "Positive outcomes:" not in explanation and "Offences:" not in explanation


def test_a_share_of_all_but_a_few_is_withheld(tmp_path: Path) -> None:
    counts = {(quarter, place): (20, 40) for quarter in QUARTERS[:5] for place in PLACES[:2]}
    counts[QUARTERS[0], "Camden"] = (39, 40)
    rows = published(site(tmp_path, withholding), drop_of(tmp_path, counts))
    first = {
        row["area"]: row["status"] for row in rows if row["period"] == "2020-Q1" and row["window"] == "single"
    }
    assert first[area_code("Camden") or ""] == "c" and first[area_code("Barnet") or ""] == "c"


# What is declared ------------------------------------------------------------------------------------------


def source(key: str, value: Any) -> Changes:
    return lambda measure: measure["source"].__setitem__(key, value)


@pytest.mark.parametrize(
    ("layout", "change", "messages"),
    [
        (
            COLUMNS,
            lambda measure: measure.update(
                unit="count",
                noun={"singular": "one", "plural": "many"},
                decimals=0,
                comparison={"basis": "previous-period", "materiality": 1},
            ),
            ['one count over another has the unit "percent", "rate", "number", and the unit is count'],
        ),
        (COLUMNS, source("over", {"noun": "offences"}), ["say what is divided by"]),
        (
            COLUMNS,
            source("over", {"column": "Positive outcomes", "noun": "offences"}),
            ["it is the very count of the value, so each figure would be one over one"],
        ),
        (
            COLUMNS,
            source("base", {"column": "Asked"}),
            ['base is for figures as they are published, and "over" works them out'],
        ),
        (
            COLUMNS,
            lambda measure: measure["source"]["value"].update(written_as="percent"),
            ['the two counts of "over" are plain numbers: leave written_as out'],
        ),
        (
            ROWS,
            source("over", {"where": [{"column": "What"}], "noun": "stops"}),
            ['"values" is missing: name those that count for it'],
        ),
        (
            ROWS,
            source("over", {"where": [{"column": "What", "values": "Arrests"}], "noun": "stops"}),
            ["it is the very count of the value"],
        ),
        (
            ROWS,
            lambda measure: measure["comparison"].update(test="counts"),
            ["test counts is for counts, and the unit is rate"],
        ),
        (COLUMNS, lambda measure: measure["source"]["over"].pop("noun"), ['"noun" is missing']),
        (
            ROWS,
            lambda measure: measure["comparison"].update(judged="as-compared"),
            ["one count over another is no full count, and chance has a part in it: leave judged out"],
        ),
        (
            ROWS,
            lambda measure: measure["comparison"].update(test="proportions"),
            ['how far chance moves it cannot be told by proportions: write "test: none"'],
        ),
    ],
)
def test_a_ratio_that_makes_no_sense_is_a_fault(layout: Path, change: Changes, messages: list[str]) -> None:
    config, issues = parse_config(declared(layout, change))
    faults = [issue for issue in issues if issue.severity == "error"]
    assert config is None and len(faults) == len(messages)
    for fault, message in zip(faults, messages, strict=True):
        assert message in fault.message and fault.line > 20


@pytest.mark.parametrize(("what", "key"), [("Arrests", "value"), ("Stops", "over")])
def test_a_count_that_has_not_come_is_no_zero(tmp_path: Path, what: str, key: str) -> None:
    def of_zeros(measure: dict[str, Any]) -> None:
        measure["source"]["absent"] = "zero"

    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "metrics.yaml").write_text(declared(ROWS, of_zeros), "utf-8")
    (tmp_path / "drop").mkdir()
    rows = [
        f"{year},{place},{kind},{sex},{number}"
        for year in (2021, 2022, 2023)
        for place in ("Camden", "Barnet")
        for kind, number in (("Stops", 900), ("Arrests", 90))
        for sex in ("Female", "Male")
        if (year, kind) != (2023, what)
    ]
    (tmp_path / "drop" / "Stops.csv").write_text("\n".join(["Year,Borough,What,Sex,Number", *rows, ""]))
    done = command(tmp_path, "check", "--drop", "drop")
    assert done.returncode == 1
    message = f'rows of "{key}" end with 2022, and those beside them go on; are more to come?'
    assert message in done.stdout + done.stderr


def test_how_far_a_rate_of_two_counts_moves_by_chance_is_not_known(tmp_path: Path) -> None:
    """No word says more of a rate than its two counts do: their own movement beside each other is not known."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "metrics.yaml").write_text(declared(ROWS), "utf-8")
    (tmp_path / "drop").mkdir()
    rows = [
        f"{year},Camden,{what},Male,{number}"
        for year, arrests in ((2021, 100), (2022, 900))
        for what, number in (("Arrests", arrests), ("Stops", 1000))
    ]
    (tmp_path / "drop" / "Stops.csv").write_text(
        "\n".join(["Year,Borough,What,Sex,Number", *rows, ""]), "utf-8"
    )
    done = command(tmp_path, "publish", "drop", "--release", "first", "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    explanation = command(tmp_path, "explain", "stops-and-arrests").stdout
    assert (
        "too uncertain" in explanation.lower()
        and "900 divided by 1,000 stops, times 100, is 90" in explanation
    )


# What programs are told ------------------------------------------------------------------------------------


def test_files_and_the_api_say_what_a_ratio_is_divided_by(tmp_path: Path) -> None:
    published(site(tmp_path), drop_of(tmp_path, counts_by_chance(6)))
    release = load_release(tmp_path, "first")
    (measure,) = release.config.published()
    description = json.loads(metadata_bytes(release, measure))
    texts = {item["name"]: item["dc:description"] for item in description["tableSchema"]["columns"]}
    assert texts["base"] == "How many offences there are, by which the figure is divided."
    assert texts["unit"].endswith("In this file: percentage of offences had a positive outcome.")
    of_columns = [text for _, text in cover(release, measure) if text.startswith("base: ")]
    assert of_columns == [f"base: {texts['base']}"]
    measure_metadata = metadata(release, measure)
    assert measure_metadata["over"] == {"noun": "offences"} and "derived" not in measure_metadata


# Figures by themselves -------------------------------------------------------------------------------------

CAMDEN = "E09000007"


def of_rows(**source: Any) -> PublishedMeasure:
    config, issues = parse_config(declared(ROWS, lambda measure: measure["source"].update(source)))
    assert config is not None, issues
    (measure,) = config.published()
    return measure


def cells_of(**counts: float) -> pd.DataFrame:
    """Counts of a year in Camden, by the names of their categories."""
    place = {"file": "Stops.csv", "field": 2, "status": "", "area": CAMDEN, "period": pd.Period("2024", "Y")}
    return pd.DataFrame(
        [
            place | {"line": 2 + at, "sex": sex, "value": count}
            for at, (sex, count) in enumerate(counts.items())
        ]
    )


@pytest.mark.parametrize(
    ("categories", "expected"),
    [
        ((), {"Female": 10.0, "Male": None}),
        (("Female", "Male", "Not stated"), {"Female": 10.0, "Male": None, "Not stated": None}),
    ],
)
def test_both_counts_have_every_category_that_either_has_or_that_is_declared(
    categories: tuple[str, ...], expected: dict[str, float | None]
) -> None:
    own = {
        "id": "sex",
        "title": "Sex",
        "column": "Sex",
        "categories": [{"name": name} for name in categories],
    }
    measure = of_rows(dimensions=[own if categories else {**own, "categories": []}])
    figures = ratio_figures(measure, Halves(cells_of(Female=3.0), cells_of(Female=30.0, Male=60.0)))
    by_sex = figures.observed[figures.observed["dimension"] == "sex"]
    values = [None if pd.isna(value) else value for value in by_sex["value"]]
    assert dict(zip(by_sex["category"], values, strict=True)) == expected
    for count in figures.counts.both:
        assert list(count["category"]) == list(figures.observed["category"])


def test_what_an_earlier_release_withheld_of_a_ratio_stays_withheld() -> None:
    measure = of_rows(dimensions=[]).model_copy(update={"suppression": Suppression(threshold=5)})
    cells = Halves(cells_of(All=30.0), cells_of(All=300.0))
    figures = ratio_figures(measure, cells)
    seen = Seen(withheld={"first": frozenset[FigureName]({("single", "2024", CAMDEN, "", "")})})
    for earlier, status in ((None, "p"), (seen, "c")):
        stored = suppressed_ratio(measure, figures, earlier)
        assert stored[stored["area"] == CAMDEN]["status"].tolist() == [status]


def test_the_counts_behind_a_stored_ratio_are_whole_and_unknown_without_its_base() -> None:
    measure = of_rows()
    stored = pd.DataFrame({"value": ["12.5", "33.3333333333", ""], "base": ["40", "3", ""]})
    counts = counts_of(measure, stored)
    assert (counts.top["value"].tolist(), counts.under["value"].tolist()) == (["5", "1", ""], ["40", "3", ""])
    assert [half["base"].tolist() for half in counts.both] == [["", "", ""]] * 2
    before = counts_of(measure, stored[["value"]])
    assert [half["value"].tolist() for half in before.both] == [["", "", ""]] * 2
