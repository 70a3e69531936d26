"""Targets and ambitions: what is said of a figure that is to reach a value, by hand-worked cases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from metrics.declared.config import parse_config
from metrics.figures.series import Key, MeasureData, Series
from metrics.figures.target import has_reached, progress
from metrics.figures.target_sentences import progress_sentence, target_text
from metrics.figures.tiles import tile
from tests.given import OFFENCES, SATISFACTION, measure, series
from tests.layouts.test_layouts import LAYOUTS_FOLDER, prepared
from tests.running import ROOT, run
from tests.unit.test_diff import TODAY

SHIPPED = (ROOT / "config" / "metrics.yaml").read_text("utf-8")
# One point more in each of sixteen quarters: after four of them the line is at 64%.
SOUGHT = {"value": 76, "by": "2026-Q3", "baseline": "2022-Q3"}
DUE = {**SOUGHT, "by": "2023-Q3"}
SURVEY = {"comparison": {"test": "proportions"}, "sample": {"size": 2400}}


def standing(target: dict[str, Any], values: dict[str, float | None], **changes: Any) -> str:
    declared = measure(SATISFACTION, **{**SURVEY, **changes, "targets": (target,)})
    return progress(declared, MeasureData({Key(): series(values)}), declared.targets[0]).standing


# With 2,400 asked a quarter the 95% interval around 66% is 64.1% to 67.9%: about two points on each side.
@pytest.mark.parametrize(
    ("target", "newest", "expected"),
    [
        (SOUGHT, {"2023-Q3": 70.0}, "on-course"),
        (SOUGHT, {"2023-Q3": 60.0}, "not-on-course"),
        (SOUGHT, {"2023-Q3": 64.0}, "too-close"),
        (SOUGHT, {"2023-Q3": 65.5}, "too-close"),
        (SOUGHT, {"2023-Q3": 80.0}, "met"),
        (SOUGHT, {"2023-Q2": 70.0}, "too-early"),
        (SOUGHT, {"2023-Q2": 80.0}, "met"),
        (SOUGHT, {}, "too-early"),
        (SOUGHT, {"2023-Q3": None}, "too-early"),
        (DUE, {"2023-Q3": 80.0}, "met"),
        (DUE, {"2023-Q3": 76.0}, "too-close"),
        (DUE, {"2023-Q3": 70.0}, "not-met"),
        (DUE, {"2023-Q3": 70.0, "2023-Q4": 90.0}, "not-met"),
        (DUE, {"2023-Q2": 80.0}, "met"),
        (DUE, {"2023-Q2": 80.0, "2023-Q3": None}, "met"),
        (DUE, {"2023-Q2": 80.0, "2023-Q4": 80.0}, "not-known"),
        (DUE, {"2023-Q2": 70.0, "2023-Q3": None, "2023-Q4": 80.0}, "not-known"),
        (DUE, {"2023-Q4": 80.0}, "not-known"),
        (DUE, {"2023-Q2": 70.0, "2023-Q4": None}, "not-on-course"),
        (SOUGHT | {"direction": "at-least"}, {"2023-Q3": 70.0}, "on-course"),
    ],
)
def test_a_figure_stands_by_its_whole_interval(
    target: dict[str, Any], newest: dict[str, float | None], expected: str
) -> None:
    assert standing(target, {"2022-Q3": 60.0, **newest}) == expected


@pytest.mark.parametrize(
    ("values", "changes", "expected"),
    [
        ({"2023-Q3": 70.0}, {}, ("not-known", None, None, "baseline")),
        ({"2022-Q3": 60.0}, {}, ("too-early", 60.0, 60.0, None)),
        (
            {"2022-Q3": 60.0, "2023-Q3": 70.0},
            {"breaks": ({"period": "2023-Q1", "reason": "the questions changed"},)},
            ("not-known", 60.0, 70.0, "break"),
        ),
        (
            {"2022-Q3": 60.0, "2023-Q3": 70.0},
            {"comparison": {"test": "none", "judged": "like-with-like"}, "sample": None},
            ("not-known", 60.0, 70.0, "chance"),
        ),
        (
            {"2022-Q3": 60.0, "2023-Q3": 70.0},
            {"breaks": ({"period": "2022-Q2", "reason": "the questions changed"},)},
            ("on-course", 60.0, 70.0, None),
        ),
    ],
)
def test_what_stands_by_a_target_has_its_figures_whatever_is_said_of_it(
    values: dict[str, float | None], changes: dict[str, Any], expected: tuple[object, ...]
) -> None:
    declared = measure(SATISFACTION, **{**SURVEY, **changes, "targets": (SOUGHT,)})
    item = progress(declared, MeasureData({Key(): series(values)}), declared.targets[0])
    figures = (
        None if figure_or_none is None else figure_or_none.value
        for figure_or_none in (item.baseline, item.latest)
    )
    assert (item.standing, *figures, item.obstacle) == expected


@pytest.mark.parametrize(
    ("begins", "obstacle"), [("2020-01", None), ("2020-02", "break"), ("2020-12", "break")]
)
def test_twelve_months_to_the_baseline_are_not_to_hold_a_break(begins: str, obstacle: str | None) -> None:
    target = {"value": 8000, "by": "2028-12", "baseline": "2020-12"}
    declared = measure(
        OFFENCES,
        window="rolling-12-months",
        comparison={"test": "counts"},
        targets=(target,),
        breaks=({"period": begins, "reason": "the system changed"},),
    )
    assert progress(declared, monthly(0.8), declared.targets[0]).obstacle == obstacle


@pytest.mark.parametrize(
    ("value", "ends", "expected"),
    [
        (62.0, (60.0, 63.9), "not-on-course"),
        (62.0, (60.0, 64.0), "too-close"),
        (66.0, (63.9, 68.0), "too-close"),
        (66.0, (64.0, 68.0), "on-course"),
    ],
)
def test_an_interval_that_ends_on_the_line_holds_it(
    value: float, ends: tuple[float, float], expected: str
) -> None:
    declared = measure(
        SATISFACTION,
        comparison={"test": "intervals"},
        source={"interval": {"lower": ("Low",), "upper": ("High",)}},
        targets=(SOUGHT,),
    )
    first, newest = series({"2022-Q3": 60.0, "2023-Q3": value})
    values = Series((first, replace(newest, interval=ends)))
    assert progress(declared, MeasureData({Key(): values}), declared.targets[0]).standing == expected


@pytest.mark.parametrize(("value", "is_there"), [(43.9, True), (44.0, True), (44.1, False)])
def test_a_figure_that_is_to_fall_has_reached_its_target_where_it_is_on_it(
    value: float, *, is_there: bool
) -> None:
    fewer = {"value": 44, "by": "2026-Q3", "baseline": "2022-Q3"}
    declared = measure(SATISFACTION, **SURVEY, polarity="lower-is-better", targets=(fewer,))
    assert has_reached(declared, declared.targets[0], value) is is_there


def test_lower_is_better_turns_the_sides() -> None:
    fewer = {"value": 44, "by": "2026-Q3", "baseline": "2022-Q3"}  # after four quarters the line is at 56%
    standings = {
        value: standing(fewer, {"2022-Q3": 60.0, "2023-Q3": value}, polarity="lower-is-better")
        for value in (50.0, 56.0, 60.0, 40.0)
    }
    assert standings == {50.0: "on-course", 56.0: "too-close", 60.0: "not-on-course", 40.0: "met"}


def test_a_target_that_the_baseline_has_reached_is_to_be_kept() -> None:
    kept = {"value": 55, "by": "2026-Q3", "baseline": "2022-Q3"}
    assert standing(kept, {"2022-Q3": 60.0, "2023-Q3": 50.0}) == "not-on-course"


@pytest.mark.parametrize(
    ("changes", "values", "clause"),
    [
        ({}, {"2023-Q3": 70.0}, "there is no figure for Q3 2022/23, from which it is counted"),
        (
            {"breaks": ({"period": "2023-Q1", "reason": "the questions changed"},)},
            {"2022-Q3": 60.0, "2023-Q3": 70.0},
            "figures since Q3 2022/23 are counted otherwise",
        ),
        (
            {"comparison": {"test": "none", "judged": "like-with-like"}, "sample": None},
            {"2022-Q3": 60.0, "2023-Q3": 70.0},
            "how far chance moves the figure is not known",
        ),
    ],
)
def test_what_cannot_be_said_is_said_with_why(
    changes: dict[str, Any], values: dict[str, float | None], clause: str
) -> None:
    declared = measure(SATISFACTION, **{**SURVEY, **changes, "targets": (SOUGHT,)})
    item = progress(declared, MeasureData({Key(): series(values)}), declared.targets[0])
    assert item.standing == "not-known"
    assert progress_sentence(declared, item) == f"Cannot be said: {clause}."


def test_a_target_whose_period_has_no_figure_and_has_passed_cannot_be_said() -> None:
    declared = measure(SATISFACTION, **SURVEY, targets=(DUE,))
    data = MeasureData({Key(): series({"2022-Q3": 60.0, "2023-Q2": 75.0, "2023-Q4": 80.0})})
    assert progress_sentence(declared, progress(declared, data, declared.targets[0])) == (
        "Cannot be said: there is no figure for Q3 2023/24, by when it was to be reached."
    )


@pytest.mark.parametrize(
    ("target", "values", "sentence"),
    [
        (
            SOUGHT,
            {"2022-Q3": 60.0},
            "Too early to say: there is no figure since Q3 2022/23, from which it is counted.",
        ),
        (
            SOUGHT,
            {"2022-Q3": 60.0, "2023-Q2": 70.0},
            "Too early to say: less than a quarter of the time from Q3 2022/23 has passed.",
        ),
        (
            SOUGHT,
            {"2022-Q3": 80.0, "2023-Q3": 70.0},
            "Not on course: 70% (Q3 2023/24) falls short of it, with its whole 95% interval, 68.1% to 71.8%, though 80% "
            "in Q3 2022/23 had reached it.",
        ),
        (
            DUE,
            {"2022-Q3": 80.0, "2023-Q3": 70.0},
            "Not met: 70% (Q3 2023/24) falls short of it, with its whole 95% interval, 68.1% to 71.8%.",
        ),
        (
            DUE,
            {"2022-Q3": 80.0, "2023-Q3": 75.0},
            "Too close to tell: 75% (Q3 2023/24) cannot be told from it: its 95% interval is 73.2% to 76.7%.",
        ),
    ],
)
def test_the_sentence_fits_the_line_and_the_time(
    target: dict[str, Any], values: dict[str, float | None], sentence: str
) -> None:
    declared = measure(SATISFACTION, **SURVEY, targets=(target,))
    item = progress(declared, MeasureData({Key(): series(values)}), declared.targets[0])
    assert progress_sentence(declared, item) == sentence


def test_the_sentence_names_figure_line_baseline_and_interval() -> None:
    declared = measure(SATISFACTION, **SURVEY, targets=(SOUGHT,))
    data = MeasureData({Key(): series({"2022-Q3": 60.0, "2023-Q3": 70.0})})
    item = progress(declared, data, declared.targets[0])
    assert target_text(declared, item.target) == "Target: at least 76% by Q3 2026/27"
    assert progress_sentence(declared, item) == (
        "On course: 70% (Q3 2023/24) is at or beyond 64.0%, where a straight line from 60% in Q3 2022/23 would be, "
        "with its whole 95% interval, 68.1% to 71.8%."
    )


def monthly(growth: float) -> MeasureData:
    """Four years of months that go up and down by a twentieth, and their totals of twelve months."""
    months = [f"{2020 + n // 12}-{n % 12 + 1:02}" for n in range(48)]
    singles = {
        month: round(1000 * (1 + 0.05 * (-1) ** (n * 7 % 5)) * growth ** (n / 12))
        for n, month in enumerate(months)
    }
    values = list(singles.values())
    totals = {month: sum(values[n - 11 : n + 1]) for n, month in enumerate(months) if n >= 11}
    return MeasureData(
        {
            Key("single"): series(singles, frequency="month"),
            Key("rolling-12-months"): series(totals, frequency="month", window="rolling-12-months"),
        }
    )


@pytest.mark.parametrize(
    ("growth", "expected"), [(0.92, "on-course"), (0.80, "met"), (0.95, "too-close"), (1.0, "not-on-course"), (1.2, "not-on-course")]
)  # fmt: skip
def test_a_count_is_held_against_its_target_as_wide_as_its_own_series_makes_it(
    growth: float, expected: str
) -> None:
    target = {"value": 8000, "by": "2028-12", "baseline": "2020-12"}
    declared = measure(OFFENCES, window="rolling-12-months", comparison={"test": "counts"}, targets=(target,))
    item = progress(declared, monthly(growth), declared.targets[0])
    assert item.interval is not None and item.latest is not None and item.latest.value is not None
    byar_alone = 4 * item.latest.value**0.5
    assert item.interval[1] - item.interval[0] > byar_alone
    assert item.standing == expected


def test_a_full_count_is_compared_as_it_is() -> None:
    target = {"value": 900, "by": "2027", "baseline": "2020"}
    declared = measure(
        OFFENCES,
        frequency="calendar-year",
        comparison={"test": "none", "judged": "as-compared"},
        targets=(target,),
    )
    for newest, expected in ((940.0, "on-course"), (990.0, "not-on-course"), (899.0, "met")):
        figures = series({"2020": 1000.0, "2023": newest}, frequency="calendar-year")
        assert progress(declared, MeasureData({Key(): figures}), declared.targets[0]).standing == expected


def test_targets_are_regions_alone() -> None:
    declared = measure(SATISFACTION, **SURVEY, targets=(SOUGHT,))
    values = series({"2022-Q3": 60.0, "2023-Q3": 70.0})
    data = MeasureData({Key(): values, Key("single", "E09000007"): values})
    assert len(tile(declared, data, TODAY).targets) == 1
    assert tile(declared, data, TODAY, "E09000007").targets == ()


TRUST = "    comparison:\n      basis: previous-period\n      materiality: 1.0\n      test: proportions\n"
TARGET = "    targets:\n      - {value: 75, by: 2027-Q4, baseline: 2023-Q3}\n"


@pytest.mark.parametrize(
    ("measure_id", "target", "message"),
    [
        ("trust-in-police", "{value: 75, by: 2023-Q3, baseline: 2023-Q3}", "by must be later than the baseline"),
        ("trust-in-police", "{value: 175, by: 2027-Q4, baseline: 2023-Q3}", "value must be from 0 to 100, as a percentage is"),
        ("trust-in-police", "{value: 75, by: 2027-Q4, baseline: 2023-Q3, direction: at-most}", 'direction must be "at-least", since higher is better; leave it out'),
        ("homicide", "{value: 75, by: 2027-12, baseline: 2023-12}", "a total so far says nothing of a target before its year is over: give the measure another window"),
        ("violence-with-injury", "{value: 5000, by: 2027-12, baseline: 2023-12}", 'single periods move with the time of year, and a straight line to a target does not: write "window: rolling-12-months", and the value for twelve months, or "season: none"'),
    ],
)  # fmt: skip
def test_a_target_that_cannot_be_held_is_a_fault(measure_id: str, target: str, message: str) -> None:
    head, start, rest = SHIPPED.partition(f"  - id: {measure_id}\n")
    text = (
        head
        + start
        + rest.replace("    comparison:\n", f"    targets:\n      - {target}\n    comparison:\n", 1)
    )
    errors = [issue.message for issue in parse_config(text)[1] if issue.severity == "error"]
    assert errors == [f'measure "{measure_id}": {message}']


def test_a_neutral_measure_names_the_side_that_is_sought() -> None:
    head, start, rest = SHIPPED.partition("  - id: trust-in-police\n")
    rest = rest.replace("polarity: higher-is-better", "polarity: neutral", 1)
    text = head + start + rest.replace("    comparison:\n", TARGET + "    comparison:\n", 1)
    errors = [issue.message for issue in parse_config(text)[1] if issue.severity == "error"]
    assert len(errors) == 1
    assert '"direction" is missing: this measure is neutral, so say at-least or at-most' in errors[0]


def test_figure_and_target_are_written_with_as_many_digits_as_tell_them_apart() -> None:
    target = {"value": 3.0, "by": "2023-Q3", "baseline": "2022-Q3", "direction": "at-most"}
    declared = measure(
        SATISFACTION,
        **{
            "unit": "money",
            "share": None,
            "subject": "cost of overtime",
            "decimals": 1,
            "polarity": "neutral",
        },
        money={"given_in": "millions"},
        source={"value": {"column": ("Cost",)}},
        targets=(target,),
    )
    data = MeasureData({Key(): series({"2022-Q3": 5.0, "2023-Q3": 3.04})})
    item = progress(declared, data, declared.targets[0])
    assert progress_sentence(declared, item) == "Not met: £3.04 million (Q3 2023/24) falls short of it."


def test_a_target_stands_once() -> None:
    head, start, rest = SHIPPED.partition("  - id: trust-in-police\n")
    twice = TARGET + TARGET.partition("\n")[2]
    errors = [
        issue.message
        for issue in parse_config(
            head + start + rest.replace("    comparison:\n", f"{twice}    comparison:\n", 1)
        )[1]
        if issue.severity == "error"
    ]
    assert errors == ['measure "trust-in-police": the same target stands above it: leave one out']


def test_a_percent_sign_is_told_with_all_other_faults() -> None:
    measure_at = SHIPPED.index("  - id: victim-satisfaction\n")
    at = SHIPPED.index("    polarity: ", measure_at)
    targets = "    targets:\n      - {value: 75%, by: 2028-Q3, baseline: 2022-Q3}\n"
    rest = SHIPPED[at:].replace("      absent: missing\n", "      absent: zero\n", 1)
    text = SHIPPED[:at].replace("test: proportions", "test: counts", 1) + targets + rest
    assert [issue.message for issue in parse_config(text)[1]] == [
        'measure "worry-about-crime": test counts is for counts, and the unit is percent',
        'measure "victim-satisfaction": value must be a number; found text "75%"; write the number alone, without a '
        "sign beside it",
        'measure "victim-satisfaction": absent must be "missing" for a percentage',
    ]


def test_a_target_that_its_baseline_has_reached_is_told_in_its_line(tmp_path: Path) -> None:
    site = prepared(LAYOUTS_FOLDER / "rate-with-interval", tmp_path)
    file = site / "config" / "metrics.yaml"
    target = "    targets:\n      - {value: %s, by: 2027-28, baseline: 2019-20}\n"
    text = file.read_text("utf-8")
    for value, warned in (("13.5", True), ("13.0", False)):
        file.write_text(text.replace("    polarity:", f"{target % value}    polarity:"), "utf-8")
        output = run(site, "--now", "2026-11-20T09:30:00+00:00", "check", "--drop", "drop").stdout
        at = text[: text.index("    polarity:")].count("\n") + 2
        message = (
            f'config/metrics.yaml:{at}:10: warning: measure "burglary-rate": "Target: at most 13.5 by 2027/28" was reached '
            "at its baseline already, 13.1 in 2019/20; are its value and its side right?"
        )
        assert (message in output) is warned, output


def test_a_value_that_no_figure_can_have_is_told() -> None:
    at = SHIPPED.index("    polarity: ", SHIPPED.index("  - id: homicide\n"))
    targets = "    targets:\n      - {value: 10000000000000000000000, by: 2028-12, baseline: 2022-12}\n"
    messages = [issue.message for issue in parse_config(SHIPPED[:at] + targets + SHIPPED[at:])[1]]
    assert messages == [
        'measure "homicide": value must be a number; found text "10000000000000000000000"; it has 23 digits, and no '
        "number has more than 15"
    ]
