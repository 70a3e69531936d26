"""Figures that are worked out from those of other measures: which are taken, what is made of them, what is refused."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import UTC, date, datetime
from functools import cache
from math import exp, lgamma, log, sqrt
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pandas as pd
import pytest
import yaml

from metrics.declared.config import parse_config
from metrics.declared.derived import Derived, Part
from metrics.declared.framework import PublishedMeasure
from metrics.figures.chance_words import chance_sentence
from metrics.figures.derived import WORKS, Figure, Taken, derived_frame
from metrics.figures.release import Release
from metrics.figures.sentences import full_text_of
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.worked import worked_examples
from metrics.periods import parse_period_id
from metrics.releasing.releases import load_release
from serving.api.described import ANSWERS
from serving.api.measures import metadata
from tests.given import SATISFACTION, change_between
from tests.given import measure as measure_of
from tests.layouts.test_layouts import LAYOUTS_FOLDER, NOW
from tests.places_of_tests import REGION
from tests.running import run

RATIO, GAP, GROUPS = "ratio-of-two-measures", "difference-and-sum-of-categories", "disproportionality"
Change = Callable[[dict[str, Any]], object]


def declared(layout: str, change: Change = lambda document: None) -> str:
    document = yaml.safe_load((LAYOUTS_FOLDER / layout / "metrics.yaml").read_text("utf-8"))
    change(document)
    return yaml.safe_dump(document, sort_keys=False)


def site(
    folder: Path, layout: str, files: Mapping[str, str] | None = None, change: Change = lambda _: None
) -> Path:
    """A site of a layout, with its drop or with other files of the same names."""
    (folder / "config").mkdir()
    (folder / "config" / "metrics.yaml").write_text(declared(layout, change), "utf-8")
    (folder / "drop").mkdir()
    for file in sorted((LAYOUTS_FOLDER / layout / "drop").iterdir()):
        text = (files or {}).get(file.name, file.read_text("utf-8"))
        (folder / "drop" / file.name).write_text(text, "utf-8")
    return folder


def command(folder: Path, *words: str) -> CompletedProcess[str]:
    return run(folder, "--now", NOW, *words)


def published(folder: Path, measure: str, release: str = "first") -> list[dict[str, str]]:
    done = command(folder, "publish", "drop", "--release", release, "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    file = folder / "data" / "releases" / release / "observations" / f"{measure}.csv"
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))


def of(document: dict[str, Any], measure: str) -> dict[str, Any]:
    return next(item for item in document["measures"] if item["id"] == measure)


# What is taken ---------------------------------------------------------------------------------------------


def test_a_rolling_ratio_is_that_of_the_rolling_sums(tmp_path: Path) -> None:
    """Twelve months of one over twelve months of the other, and never a mean of quarters."""
    quarters = [f"{year}/{year - 1999} Q{number}" for year in (2022, 2023) for number in (1, 2, 3, 4)]
    dice = random.Random(7)
    charges, burglaries = ({quarter: dice.randint(low, 9 * low) for quarter in quarters} for low in (20, 300))

    def quarterly(document: dict[str, Any]) -> None:
        for item in document["measures"]:
            item |= {"frequency": "financial-quarter", "window": "rolling-12-months"}
            if "source" in item:
                item["source"]["period"] = {"column": "Quarter", "format": "YYYY/YY Qn"}

    files = {
        name: "".join(
            [f"Quarter,Borough,{column}\n", *(f"{own},Camden,{number}\n" for own, number in rows.items())]
        )
        for name, column, rows in (
            ("Charges.csv", "Charges", charges),
            ("Burglaries.csv", "Offences", burglaries),
        )
    }
    rows = published(site(tmp_path, RATIO, files, quarterly), "charge-rate")
    region = [(row["window"], row["value"]) for row in rows if row["area"] == "E12000007"]
    sums = [
        [sum(own[quarter] for quarter in quarters[at - 3 : at + 1]) for own in (charges, burglaries)]
        for at in range(3, 8)
    ]
    expected = [f"{100 * top / under:.12g}" for top, under in sums]
    assert region == [("rolling-12-months", value) for value in ["", "", "", *expected]]


def test_nothing_to_divide_by_is_no_figure(tmp_path: Path) -> None:
    files = {"Burglaries.csv": "Year,Borough,Offences\n2022-23,Camden,0\n2022-23,Barnet,800\n"}
    rows = published(site(tmp_path, RATIO, files), "charge-rate")
    own = {row["area"]: (row["value"], row["status"]) for row in rows if row["period"] == "2022-23"}
    assert own["E09000007"] == ("", "z") and own["E09000003"] == ("3.75", "p")


def test_what_is_withheld_of_a_part_is_withheld_and_not_given_back(tmp_path: Path) -> None:
    """With charges below five withheld, their rate is withheld in each place in which they are."""

    def withholding(document: dict[str, Any]) -> None:
        of(document, "charges")["suppression"] = {"threshold": 5}

    files = {"Charges.csv": "Year,Borough,Charges\n2022-23,Camden,3\n2022-23,Barnet,30\n2022-23,Brent,40\n"}
    folder = site(tmp_path, RATIO, files, withholding)
    rows = published(folder, "charge-rate")
    charges = folder / "data" / "releases" / "first" / "observations" / "charges.csv"
    parts = {
        (row["area"], row["period"]): row for row in csv.DictReader(charges.read_text("utf-8").splitlines())
    }
    hidden = {name for name, row in parts.items() if row["status"] == "c"}
    assert len(hidden) >= 2
    for row in rows:
        if (row["area"], row["period"]) in hidden:
            assert (row["value"], row["base"], row["status"]) == ("", "", "c")
    outcome = command(
        folder, "explain", "charge-rate", "--area", "camden", "--period", "2022-23", "--format", "json"
    )
    figure = json.loads(outcome.stdout)["figures"]["figure"]
    assert figure["made_of"][0]["hidden"] == "figure" and figure["made_of"][0]["cells"] == []


def test_a_break_of_a_part_is_one_of_what_is_made_of_it() -> None:
    def broken(document: dict[str, Any]) -> None:
        of(document, "burglaries")["breaks"] = [{"period": "2022-23", "reason": "the police count otherwise"}]

    config, issues = parse_config(declared(RATIO, broken))
    assert config is not None, issues
    measure = config.measure("charge-rate")
    assert isinstance(measure, PublishedMeasure)
    assert [item.period for item in measure.breaks] == ["2022-23"]


def test_a_revised_part_revises_what_is_made_of_it_and_verify_holds(tmp_path: Path) -> None:
    folder = site(tmp_path, RATIO)
    published(folder, "charge-rate")
    file = folder / "drop" / "Charges.csv"
    file.write_text(file.read_text("utf-8").replace("2022-23,Camden,90", "2022-23,Camden,92"), "utf-8")
    outcome = command(folder, "diff", "drop")
    assert (
        "Charges for each 100 burglaries" in outcome.stdout
        and "6.0" in outcome.stdout
        and "6.1" in outcome.stdout
    )
    published(folder, "charge-rate", "second")
    assert command(folder, "verify").returncode == 0


def test_a_part_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    files = {"Charges.csv": "Year,Borough,Charges\n2022-23,Camden,many\n"}
    checked = command(site(tmp_path, RATIO, files), "check", "--drop", "drop")
    assert checked.stdout.count(": error: ") == 1 and '"many" is not a plain number' in checked.stdout


def test_a_file_that_is_missing_is_asked_for_once(tmp_path: Path) -> None:
    folder = site(tmp_path, RATIO)
    (folder / "drop" / "Charges.csv").unlink()
    checked = command(folder, "check", "--drop", "drop")
    assert checked.stdout.count(": error: ") == 1 and "Charges.csv" in checked.stdout


def test_a_category_that_no_row_has_is_told_where_it_is_declared(tmp_path: Path) -> None:
    def undeclared(document: dict[str, Any]) -> None:
        for dimension in of(document, "trust")["source"]["dimensions"]:
            dimension.pop("categories")
        of(document, "gap-in-trust")["derived"]["from"][0]["category"] = "Womem"

    folder = site(tmp_path, GAP, None, undeclared)
    checked = command(folder, "check", "--drop", "drop")
    lines = (folder / "config" / "metrics.yaml").read_text("utf-8").splitlines()
    line = 1 + next(at for at, text in enumerate(lines) if text.strip() == "category: Womem") - 2
    message = '"Trust in police: Womem" has no figures; there are "All", "Men", "Women"'
    assert f'config/metrics.yaml:{line}:7: error: measure "gap-in-trust": {message}' in checked.stdout


def test_a_percentage_of_more_than_all_is_a_fault(tmp_path: Path) -> None:
    def share(document: dict[str, Any]) -> None:
        own = of(document, "charge-rate")
        for key in ("per", "subject"):
            own.pop(key)
        own |= {"unit": "percent", "share": "of burglaries had a charge"}
        own["comparison"] = {"basis": "previous-period", "materiality": 1.0, "test": "proportions"}

    files = {"Charges.csv": "Year,Borough,Charges\n2022-23,Camden,1300\n2022-23,Barnet,30\n"}
    checked = command(site(tmp_path, RATIO, files, share), "check", "--drop", "drop")
    assert "Camden in 2022/23 comes to 108.33%: a part cannot be the larger" in checked.stdout


# What is declared ------------------------------------------------------------------------------------------

Cases = list[tuple[str, Change, list[str]]]


def derived(measure: str, **keys: Any) -> Change:
    return lambda document: of(document, measure)["derived"].update(keys)


def put(measure: str, **keys: Any) -> Change:
    return lambda document: of(document, measure).update(keys)


def comparison(measure: str, **keys: Any) -> Change:
    return lambda document: of(document, measure)["comparison"].update(keys)


def headline_of_robberies(document: dict[str, Any]) -> None:
    of(document, "robberies")["source"]["dimensions"][0]["headline"] = "Phones"


def sex_of_robberies(document: dict[str, Any]) -> None:
    sexes = {"id": "sex", "title": "Sex", "column": "Sex", "categories": [{"name": "Women"}, {"name": "Men"}]}
    of(document, "robberies")["source"]["dimensions"].append(sexes)
    parts = of(document, "personal-robberies")["derived"]["from"]
    parts[1] = {"measure": "robberies", "dimension": "sex", "category": "Women"}


def outside_included(measure: str) -> Change:
    return lambda document: of(document, measure)["source"].update(outside="included")


FULL = "is for a sum of full counts, such as money spent, that are judged so themselves: leave it out"
FAULTS: Cases = [
    (RATIO, derived("charge-rate", **{"from": ["charges", "burglary"]}), ['"burglary" is not declared']),
    (
        RATIO,
        derived("charge-rate", **{"from": ["charge-rate", "charges"]}),
        ['"charge-rate" is not declared'],
    ),
    (
        RATIO,
        derived("charge-rate", **{"from": ["lost", "gone"]}),
        ['"lost" is not declared', '"gone" is not declared'],
    ),
    (RATIO, derived("charge-rate", **{"from": ["charges", "charges"]}), ['"Charges" stands twice']),
    (
        RATIO,
        derived("charge-rate", **{"from": ["charges", "burglaries", "charges"]}),
        ['"as: ratio" is of 2; found 3', "stands twice"],
    ),
    (
        RATIO,
        put("charge-rate", frequency="month"),
        ['the frequency of "'] * 2,
    ),
    (
        RATIO,
        outside_included("charges"),
        [
            '"charges" has "outside: included", and "burglaries" "outside: excluded": what is put together is of one region'
        ],
    ),
    (RATIO, outside_included("burglaries"), ['"burglaries" "outside: included": what is put together']),
    (RATIO, derived("charge-rate", of_ratios=True), ["none of them is a ratio or an average"]),
    (RATIO, put("charge-rate", suppression={"threshold": 5}), ["suppression is for figures that are read"]),
    (
        RATIO,
        lambda document: of(document, "charge-rate").update(
            source=deepcopy(of(document, "charges")["source"])
        ),
        ["its figures are derived from those of other measures"],
    ),
    (RATIO, lambda document: of(document, "charge-rate").pop("derived"), ['"source" is missing']),
    (
        GAP,
        derived(
            "gap-in-trust",
            **{
                "as": "ratio",
                "from": [
                    {"measure": "trust", "dimension": "group", "category": "Women"},
                    {"measure": "trust", "dimension": "group", "category": "Men"},
                ],
            },
        ),
        ["a ratio of ratios is seldom meant"],
    ),
    (
        GAP,
        derived("gap-in-trust", **{"from": [{"measure": "trust", "dimension": "group"}, "trust"]}),
        ['"category" is missing'],
    ),
    (
        GAP,
        derived(
            "gap-in-trust",
            **{"from": [{"measure": "trust", "dimension": "group", "category": "Womem"}, "trust"]},
        ),
        ['"Womem" is not a category of "group"; did you mean "Women"?'],
    ),
    (
        GAP,
        derived("gap-in-trust", **{"from": ["trust", "robberies"]}),
        ["a difference is of two figures in one unit"],
    ),
    (
        GAP,
        put("gap-in-trust", noun={"singular": "per cent", "plural": "per cents"}),
        ["percentages differ by percentage points"],
    ),
    (
        GAP,
        derived("personal-robberies", **{"from": ["trust", "robberies"]}),
        ["what is added up is of one unit that adds up"],
    ),
    (
        RATIO,
        derived("charge-rate", **{"from": ["charges"]}),
        ["from must hold at least 2; found a list"],
    ),
    (
        GAP,
        derived(
            "personal-robberies",
            **{"from": ["robberies", {"measure": "robberies", "dimension": "kind", "category": "Phones"}]},
        ),
        ['"Robberies" and "Robberies: Phones" hold the same, which would count twice'],
    ),
    (GAP, headline_of_robberies, ['"Robberies: Phones" and "Robberies: Bicycles" hold the same']),
    (GAP, sex_of_robberies, ['"Robberies: Phones" and "Robberies: Women" hold the same']),
    (RATIO, comparison("charge-rate", judged="as-compared"), [FULL]),
    (GAP, comparison("gap-in-trust", judged="as-compared"), [FULL]),
    (GAP, comparison("personal-robberies", judged="as-compared"), [FULL]),
    (
        RATIO,
        comparison("charge-rate", test="proportions"),
        ['how far chance moves it cannot be told by proportions: write "test: none"'],
    ),
    (
        GAP,
        comparison("gap-in-trust", test="proportions"),
        ['how far chance moves it cannot be told by proportions: write "test: none"'],
    ),
    (
        GAP,
        comparison("gap-in-trust", test="intervals"),
        ['how far chance moves it cannot be told by intervals: write "test: none"'],
    ),
    (
        GROUPS,
        lambda document: of(document, "finds-of-two-groups")["comparison"].pop("test"),
        ['a disproportionality is tested by the intervals of its rates: write "test: intervals"'],
    ),
    (
        GROUPS,
        derived("finds-of-two-groups", **{"as": "disproportionalty"}),
        ['as "disproportionalty" is not known; did you mean "disproportionality"?'],
    ),
]


@pytest.mark.parametrize(("layout", "change", "messages"), FAULTS)
def test_what_cannot_be_put_together_is_a_fault(layout: str, change: Change, messages: list[str]) -> None:
    config, issues = parse_config(declared(layout, change))
    faults = [issue for issue in issues if issue.severity == "error"]
    assert config is None and len(faults) == len(messages), faults
    for fault, message in zip(faults, messages, strict=True):
        assert message in fault.message and fault.line > 20 and fault.column > 1


MONEY = {"unit": "money", "subject": "cost", "money": {"given_in": "pounds", "shown_in": "pounds"}}


@pytest.mark.parametrize("judged", ["as-compared", "like-with-like"])
def test_a_sum_of_full_counts_is_judged_as_they_are(judged: str) -> None:
    def of_money(document: dict[str, Any]) -> None:
        for measure in ("robberies", "personal-robberies"):
            of(document, measure).pop("noun")
            own = {"basis": "previous-period", "materiality": 1.0, "test": "none", "judged": "as-compared"}
            of(document, measure).update(deepcopy({**MONEY, "comparison": own}))
        of(document, "robberies")["comparison"]["judged"] = judged

    _, issues = parse_config(declared(GAP, of_money))
    faults = [issue.message for issue in issues if issue.severity == "error"]
    assert len(faults) == (judged != "as-compared") and all(FULL in fault for fault in faults), faults


def test_nobody_is_asked_to_call_a_ratio_a_full_count() -> None:
    """Where its change is not judged that is said once, and the analyst may say that it is meant."""
    message = 'no change of it is called better or worse; if that is meant, write "test: none"'
    for layout, measure in ((RATIO, "charge-rate"), (GAP, "gap-in-trust")):
        _, issues = parse_config(declared(layout))
        assert [issue.message.endswith(message) for issue in issues if issue.code == "no-test"] == [True]
        _, issues = parse_config(declared(layout, comparison(measure, test="none")))
        assert not [issue for issue in issues if issue.code == "no-test"]


@pytest.mark.parametrize("layout", [RATIO, GAP, GROUPS])
def test_a_fault_elsewhere_makes_none_of_what_is_derived(layout: str) -> None:
    def misspelt(document: dict[str, Any]) -> None:
        document["outcomes"][0]["titel"] = document["outcomes"][0].pop("title")

    _, issues = parse_config(declared(layout, misspelt))
    assert [issue.code for issue in issues] == ["unknown-key"], issues


def test_a_derived_measure_is_judged_beside_a_fault_elsewhere_and_not_where_a_part_is_faulty() -> None:
    def faulty(document: dict[str, Any]) -> None:
        document["outcomes"][0]["titel"] = document["outcomes"][0].pop("title")
        of(document, "charge-rate").update(breaks=[{"period": "2022-14", "reason": "a new law"}])

    def of_a_faulty_part(document: dict[str, Any]) -> None:
        faulty(document)
        of(document, "charges")["frequency"] = "financial-yaer"

    for change, number in ((faulty, 1), (of_a_faulty_part, 0)):
        _, issues = parse_config(declared(RATIO, change))
        assert len([issue for issue in issues if 'measure "charge-rate"' in issue.message]) == number, issues


def test_a_planned_part_has_no_figures() -> None:
    def planned(document: dict[str, Any]) -> None:
        document["measures"][0] = {
            **{key: document["measures"][0][key] for key in ("id", "outcome", "title", "description")},
            **{
                "status": "planned",
                "owner": "An office",
                "reason": "It is to come.",
                "expected": "2030-01-01",
            },
        }

    config, issues = parse_config(declared(RATIO, planned))
    assert config is None
    assert any('"charges" is planned, and has no figures to be made of' in issue.message for issue in issues)


def test_a_derived_part_is_named_by_what_it_is_made_of() -> None:
    def twice(document: dict[str, Any]) -> None:
        again = {**deepcopy(of(document, "charge-rate")), "id": "again", "title": "Again"}
        again["derived"] = {"from": ["charge-rate", "charges"], "as": "ratio"}
        document["measures"].append(again)

    _, issues = parse_config(declared(RATIO, twice))
    assert any(
        '"charge-rate" is derived itself: name what it is made of' in issue.message for issue in issues
    )


def test_counts_of_groups_need_their_people() -> None:
    def of_counts(document: dict[str, Any]) -> None:
        own = of(document, "personal-robberies")
        own["derived"]["as"] = "disproportionality"
        own |= {
            "unit": "number",
            "subject": "disproportionality",
            "noun": {"singular": "time", "plural": "times"},
        }
        own["comparison"]["test"] = "intervals"

    _, issues = parse_config(declared(GAP, of_counts))
    faults = [issue.message for issue in issues if issue.severity == "error"]
    assert len(faults) == 2 and all('"people" is missing' in fault for fault in faults)


# How sure a disproportionality is --------------------------------------------------------------------------

PERIOD = pd.Period("2023-12", "M")


@cache
def measures(layout: str) -> dict[str, PublishedMeasure]:
    config, issues = parse_config(declared(layout))
    assert config is not None, issues
    return {measure.id: measure for measure in config.published()}


def of_groups(first: tuple[int, int], second: tuple[int, int]) -> tuple[float, float, float] | None:
    """The disproportionality of two percentages, each of so many among so many."""
    own = measures(GROUPS)
    measure = own["finds-of-two-groups"]
    assert isinstance(measure.derived, Derived)
    parts = [Taken(part, own["searches-with-a-find"], MeasureData({})) for part in measure.derived.parts]
    of_groups_now = [
        Observation(PERIOD, "single", 100 * count / base, "", base) for count, base in (first, second)
    ]
    figure = WORKS["disproportionality"](measure, parts, of_groups_now, "E12000007")
    if figure is None or figure.interval is None:
        return None
    return figure.value, *figure.interval


@pytest.mark.parametrize(("first", "second"), [((720, 2000), (480, 2000)), ((300, 5000), (900, 30000))])
def test_the_interval_is_that_of_the_log_ratio_where_there_are_many(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    """Katz's interval of a ratio of two proportions, which is another method, worked out here."""
    worked_out = of_groups(first, second)
    assert worked_out is not None
    shares = [count / base for count, base in (first, second)]
    error = sqrt(sum((1 - share) / pair[0] for share, pair in zip(shares, (first, second), strict=True)))
    middle = log(shares[0] / shares[1])
    expected = exp(middle), exp(middle - 1.959964 * error), exp(middle + 1.959964 * error)
    assert worked_out == pytest.approx(expected, rel=0.01)


def test_its_change_is_told_by_intervals_that_are_worked_out_and_not_by_the_sources() -> None:
    own = measures(GROUPS)["finds-of-two-groups"]
    earlier, later = (
        Observation(PERIOD - back, own.window, value, "", interval=(value - 0.1, value + 0.1))
        for back, value in ((1, 1.5), (0, 2.0))
    )
    assert chance_sentence(own, change_between(own, earlier, later)).startswith(
        "By the intervals that are worked out for both figures, the difference is likely to lie between "
    )


def test_a_percentage_has_the_sample_that_is_declared_and_a_category_of_it_has_none() -> None:
    own = measures(GROUPS)["finds-of-two-groups"]
    survey = measure_of(SATISFACTION, sample={"size": 2400})
    shares = [Observation(PERIOD, "single", value, "") for value in (60.0, 40.0)]

    def interval(*parts: Part) -> tuple[float, float] | None:
        groups = [Taken(part, survey, MeasureData({})) for part in parts]
        figure = WORKS["disproportionality"](own, groups, shares, REGION)
        assert figure is not None
        assert figure.value == pytest.approx(1.5)
        return figure.interval

    headline_part = Part(measure=survey.id)
    # Katz's interval: 1.5 times exp(-1.96 e) and exp(1.96 e), where e² = 0.4 / 1,440 + 0.6 / 960.
    assert interval(headline_part, headline_part) == pytest.approx((1.414, 1.591), rel=0.01)
    assert interval(headline_part, Part(measure=survey.id, dimension="route", category="By phone")) is None


def test_a_difference_and_a_sum_are_of_their_figures_in_order() -> None:
    own = measures(GROUPS)["finds-of-two-groups"]
    figures = [Observation(PERIOD, "single", value, "") for value in (3.0, 5.0)]
    assert WORKS["difference"](own, [], figures, REGION) == Figure(-2.0)
    assert WORKS["sum"](own, [], figures, REGION) == Figure(8.0)


def test_a_ratio_is_stored_with_what_it_was_divided_by() -> None:
    own = measures(RATIO)
    rate, year = own["charge-rate"], parse_period_id("2023-24", "financial-year")
    assert isinstance(rate.derived, Derived)
    parts = [
        Taken(
            part, own[part.measure], MeasureData({Key(): Series((Observation(year, "single", value, ""),))})
        )
        for part, value in zip(rate.derived.parts, (6.0, 50.0), strict=True)
    ]
    (row,) = derived_frame(rate, parts).query("area == @REGION").itertuples()
    assert (row.value, row.base) == ("12", "50")


def test_a_derived_figure_is_an_example_with_its_interval() -> None:
    config, _ = parse_config(declared(GROUPS))
    assert config is not None
    own = measures(GROUPS)["finds-of-two-groups"]
    figure = Observation(PERIOD, own.window, 1.5, "", interval=(1.4, 1.61))
    data = {own.id: MeasureData({Key(own.window): Series((figure,))})}
    release = Release("first", datetime(2024, 2, 8, tzinfo=UTC), config, data)
    assert worked_examples(release, date(2024, 2, 8))["derived"] == (
        f"{own.title}. {own.title}, in December 2023: {full_text_of(own, figure)}. The 95% interval runs from 1.40 to "
        "1.61."
    )


def test_a_group_without_any_has_no_interval() -> None:
    assert of_groups((0, 50), (10, 50)) is None
    assert of_groups((10, 50), (0, 50)) is None


def chances(people: int, share: float) -> dict[int, float]:
    """How likely each number is of so many people; what hardly ever happens is left out."""
    ways = {k: lgamma(people + 1) - lgamma(k + 1) - lgamma(people - k + 1) for k in range(1, people)}
    own = {k: exp(way + k * log(share) + (people - k) * log(1 - share)) for k, way in ways.items()}
    return {k: chance for k, chance in own.items() if chance > 1e-6}


def test_nineteen_of_twenty_intervals_hold_the_true_ratio() -> None:
    """Of all pairs of groups that may be drawn, by how likely each is: 10% of 400 and 5% of 800, the ratio is 2."""
    held = total = 0.0
    for first, likely in chances(400, 0.10).items():
        for second, as_likely in chances(800, 0.05).items():
            worked_out = of_groups((first, 400), (second, 800))
            assert worked_out is not None
            total += likely * as_likely
            held += likely * as_likely * (worked_out[1] <= 2 <= worked_out[2])
    assert total > 0.999 and 0.945 <= held / total <= 0.96


COUNTS = """
  - id: stops-of-two-groups
    outcome: service
    title: Stops, first group over second
    description: How many times as often people of the first group were stopped as those of the second.
    status: published
    unit: number
    subject: disproportionality of stops
    noun: {singular: time, plural: times}
    decimals: 1
    polarity: lower-is-better
    frequency: month
    comparison: {basis: previous-period, materiality: 5.0, change: per-cent, test: intervals}
    caveats: [The figures are invented.]
    next_update: not-announced
    derived:
      from:
        - {measure: stops, dimension: group, category: First, people: 1000000}
        - {measure: stops, dimension: group, category: Second, people: 4000000}
      as: disproportionality
"""


def monthly(document: dict[str, Any]) -> None:
    """In the place of the percentages a monthly count by group."""
    own = document["measures"][0]
    for key in ("share", "decimals"):
        own.pop(key)
    own |= {"id": "stops", "unit": "count", "frequency": "month", "polarity": "neutral"}
    own["noun"] = {"singular": "stop", "plural": "stops"}
    own["comparison"] = {"basis": "previous-period", "materiality": 1.0, "test": "counts"}
    source = own["source"]
    source.pop("base")
    source |= {"period": {"column": "Month", "format": "YYYY-MM"}, "value": {"column": "Stops"}}
    source["dimensions"] = [{"id": "group", "title": "Group", "column": "Group"}]
    document["measures"][1:] = yaml.safe_load(COUNTS)


def test_the_rates_of_two_groups_by_their_people(tmp_path: Path) -> None:
    """2.5 times as often, with an interval once the series tells how far its counts move; before it has none."""
    months = [f"{year}-{month:02d}" for year in range(2020, 2024) for month in range(1, 13)]
    dice = random.Random(3)
    rows = [
        f"{month},{group},{around + dice.randint(-spread, spread)}"
        for month in months[:-1]
        for group, around, spread in (("First", 1000, 60), ("Second", 1600, 90))
    ]
    rows += [f"{months[-1]},First,1000", f"{months[-1]},Second,1600"]
    text = "\n".join(["Month,Group,Stops", *rows, ""])
    folder = site(tmp_path, GROUPS, {"Searches.csv": text}, monthly)
    own = published(folder, "stops-of-two-groups")
    newest = own[-1]
    assert (newest["period"], newest["value"]) == ("2023-12", "2.5")
    low, high = float(newest["lower"]), float(newest["upper"])
    alone = 1.959964 * sqrt(1 / 1000 + 1 / 1600)
    assert low <= 2.5 * exp(-alone) and high >= 2.5 * exp(
        alone
    )  # never narrower than for events that come singly
    assert high < 2.5 * 1.5
    assert [row["lower"] for row in own[:23]] == [""] * 23
    output = command(folder, "explain", "stops-of-two-groups").stdout
    assert "Stops" in output and "in a group of 1,000,000 people" in output and "2.50 times" in output


def test_intervals_of_counts_that_move_together_hold_the_true_ratio() -> None:
    """Series of 72 months whose counts vary three times as much as single events: 300 of them, the ratio is 2."""
    config, issues = parse_config(declared(GROUPS, monthly))
    assert config is not None, issues
    stops, measure = config.published()
    assert measure.derived is not None
    dice, held, draws = random.Random(5), 0, 300
    for _ in range(draws):
        pairs = [
            (taken, Series(tuple(_month(at, dice.gauss(mean, sqrt(3 * mean))) for at in range(72))))
            for taken, mean in zip(measure.derived.parts, (500.0, 1000.0), strict=True)
        ]
        parts = [
            Taken(
                part,
                stops,
                MeasureData({Key("single", dimension="group", category=part.category or ""): series}),
            )
            for part, series in pairs
        ]
        of_groups_now = [series.observations[-1] for _, series in pairs]
        figure = WORKS["disproportionality"](measure, parts, of_groups_now, "E12000007")
        assert figure is not None and figure.interval is not None
        held += figure.interval[0] <= 2 <= figure.interval[1]
    assert held / draws >= 0.93


def _month(at: int, value: float) -> Observation:
    return Observation(PERIOD - 71 + at, "single", float(max(1, round(value))))


# What is hard to believe -----------------------------------------------------------------------------------


def people(first: int, second: int) -> Change:
    def change(document: dict[str, Any]) -> None:
        monthly(document)
        for part, number in zip(document["measures"][1]["derived"]["from"], (first, second), strict=True):
            part["people"] = number

    return change


def doubted(folder: Path, layout: str, change: Change, text: str) -> list[str]:
    checked = command(site(folder, layout, {"Searches.csv": text}, change), "check", "--drop", "drop")
    assert checked.returncode == 0, checked.stdout
    lines = checked.stdout.splitlines()
    return [line for line in lines if 'warning: measure "stops-of-two-groups"' in line]


STOPS = "Month,Group,Stops\n" + "".join(
    f"2023-{month:02d},{group},{number}\n"
    for month, numbers in ((1, (900, 1600)), (2, (1100, 1600)), (3, (1000, 1600)))
    for group, number in zip(("First", "Second"), numbers, strict=True)
)


def test_a_group_of_fewer_people_than_were_counted_is_doubted(tmp_path: Path) -> None:
    lines = doubted(tmp_path, GROUPS, people(1000, 4000), STOPS)
    assert len(lines) == 1
    text = (tmp_path / "config" / "metrics.yaml").read_text("utf-8").splitlines()
    line = 1 + text.index("      people: 1000")
    assert lines[0].startswith(
        f'config/metrics.yaml:{line}:7: warning: measure "stops-of-two-groups": 1,000 people'
    )
    assert "1,100 in February 2023" in lines[0]


def test_as_many_people_as_were_counted_are_believed(tmp_path: Path) -> None:
    assert not doubted(tmp_path, GROUPS, people(1100, 4000), STOPS)


@pytest.mark.parametrize(("first", "far"), [(2_000_000, "0.00125"), (40_000, ""), (1_200, "")])
def test_rates_that_are_many_times_apart_are_doubted(first: int, far: str, tmp_path: Path) -> None:
    lines = doubted(tmp_path, GROUPS, people(first, 4000), STOPS)
    assert len(lines) == bool(far)
    assert all(f"March 2023 comes to {far}, the newest of 3 such figures" in line for line in lines)


def test_rates_by_regions_people_are_of_region_alone() -> None:
    """The people of a borough's groups are others, so that no figure of a borough is made with London's."""

    def by_people(document: dict[str, Any]) -> None:
        own = of(document, "charge-rate")
        own.pop("per")
        own |= {"unit": "number", "noun": {"singular": "time", "plural": "times"}}
        own["comparison"] |= {"test": "intervals", "change": "per-cent"}
        parts = [{"measure": name, "people": 1000} for name in ("charges", "burglaries")]
        own["derived"] = {"as": "disproportionality", "from": parts}

    config, issues = parse_config(declared(RATIO, by_people))
    assert config is not None, issues
    assert [measure.source.area is None for measure in config.published()] == [False, False, True]


def test_what_a_ratio_is_multiplied_by_is_explained(tmp_path: Path) -> None:
    files = {
        "Charges.csv": "Year,Borough,Charges\n2022-23,Camden,90\n2022-23,Barnet,37\n",
        "Burglaries.csv": "Year,Borough,Offences\n2022-23,Camden,1000\n2022-23,Barnet,800\n",
    }
    folder = site(tmp_path, RATIO, files)
    published(folder, "charge-rate")
    output = " ".join(command(folder, "explain", "charge-rate").stdout.split())
    assert "127 divided by 1,800 burglaries, times 100, is 7.05555555556." in output


def test_the_api_says_what_is_derived_from_what(tmp_path: Path) -> None:
    folder = site(tmp_path, GROUPS)
    published(folder, "finds-of-two-groups")
    release = load_release(folder, "first")
    own = {measure.id: metadata(release, measure) for measure in release.config.published()}
    parts = [
        {"measure": "searches-with-a-find", "dimension": "group", "category": f"{name} group"}
        for name in ("First", "Second")
    ]
    assert own["finds-of-two-groups"]["derived"] == {"as": "disproportionality", "from": parts}
    assert "over" not in own["finds-of-two-groups"]
    assert not {"over", "derived"} & own["searches-with-a-find"].keys()


def test_the_api_says_of_a_derived_ratio_what_it_is_divided_by(tmp_path: Path) -> None:
    folder = site(tmp_path, RATIO)
    published(folder, "charge-rate")
    release = load_release(folder, "first")
    answer = metadata(release, release.config.measure("charge-rate"))
    assert answer["over"] == {"noun": "burglaries"}
    assert answer["derived"] == {"as": "ratio", "from": [{"measure": "charges"}, {"measure": "burglaries"}]}


def test_the_description_for_machines_has_what_a_figure_is_derived_from() -> None:
    answer = ANSWERS["/api/v1/measures/<measure_id>"]["properties"]["metadata"]["properties"]
    assert set(answer) == {"over", "derived"}
    assert set(answer["derived"]["properties"]["as"]["enum"]) == set(WORKS)
    assert set(answer["derived"]["properties"]["from"]["items"]["properties"]) == set(Part.model_fields)
