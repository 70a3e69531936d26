"""Claims: forty of them, true and false in each way that they can be, worked out by hand from small invented series.

Offences of a month, the same in each month of a year but for two Decembers: 100 in 2018, 120 in 2019, 90 in 2020,
110 in 2021, 130 in 2022 (December 100) and 104 in 2023 (December 90). So the years have 1,200, 1,440, 1,080, 1,320,
1,530 and 1,234; the last three months of 2022 have 360 and those of 2023 have 298; April to December 1,140 and 922;
January to November 1,430 and 1,144. Camden has 50 a month in 2022 and 60 in 2023, Lewisham 40 and 30, Hackney 10 and
15, Islington 20 and 30. Of victims 64% were satisfied in Q3 2022/23 and 61% in Q3 2023/24.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from metrics.declared.claim import Claim
from metrics.declared.claim_windows import span_of_pair
from metrics.declared.framework import PublishedMeasure
from metrics.figures.claim_clues import Clues, clues_of
from metrics.figures.claim_sentences import claim_sentence, finding_words, stated_text, why_sentences
from metrics.figures.claims import ClaimSum, claim_sum
from metrics.figures.series import Key, MeasureData, Series
from metrics.periods import month, period_id
from tests.given import OFFENCES, SATISFACTION, VICTIMS, measure, series

CAMDEN, LEWISHAM, HACKNEY, ISLINGTON, BARNET, BRENT = (
    *("E09000007", "E09000023", "E09000012", "E09000019", "E09000003", "E09000005"),
)
YEARS = {2018: 100, 2019: 120, 2020: 90, 2021: 110, 2022: 130, 2023: 104}


def months(by_year: Mapping[int, float | None], **others: float | None) -> Series:
    """A month's number in each month of years; ``others`` are those of months by ids, as ``m2022_12``."""
    names = {
        period_id(month(year, number)): value for year, value in by_year.items() for number in range(1, 13)
    }
    named = {name[1:].replace("_", "-"): value for name, value in others.items()}
    return series({**names, **named}, frequency="month")


COUNTS = MeasureData(
    {
        Key(): months(YEARS, m2022_12=100, m2023_12=90),
        Key(area=CAMDEN): months({2022: 50, 2023: 60}),
        Key(area=LEWISHAM): months({2022: 40, 2023: 30}),
        Key(area=HACKNEY): months({2022: 10, 2023: 15}),
        Key(area=ISLINGTON): months({2022: 20, 2023: 30}),
        Key(area=BARNET): months({2022: 8, 2023: 7}, m2022_05=None),
        Key(area=BRENT): months({2022: 0, 2023: 2}),
    }
)
QUARTERS = {"2021-Q3": 70.0, "2022-Q3": 64.0, "2023-Q1": 62.0, "2023-Q3": 61.0}
SURVEY = MeasureData({Key(): series(QUARTERS)})
KILLED = {"2022-11": 18.0, "2022-12": 20.0, "2023-11": 23.0, "2023-12": 26.0}
VICTIMS_DATA = MeasureData(
    {
        Key("calendar-year-to-date"): series(KILLED, frequency="month", window="calendar-year-to-date"),
        Key(): series({"2022-12": 2.0, "2023-12": 3.0}, frequency="month"),
    }
)
WAITS = MeasureData({Key(): series({"2022-12": 8.0, "2023-12": 7.4}, frequency="month")})


def broken(period: str) -> PublishedMeasure:
    return measure(OFFENCES, breaks=({"period": period, "reason": "the police count anew"},))


KINDS: dict[str, tuple[PublishedMeasure, MeasureData]] = {
    "counts": (measure(OFFENCES), COUNTS),
    "break of January 2023": (broken("2023-01"), COUNTS),
    "break of July 2022": (broken("2022-07"), COUNTS),
    "break of July 2023": (broken("2023-07"), COUNTS),
    "survey": (measure(SATISFACTION), SURVEY),
    "victims": (measure(VICTIMS), VICTIMS_DATA),
    "waits": (
        measure(
            OFFENCES,
            unit="duration",
            noun=None,
            subject="time to answer",
            duration={"average": "median", "given_in": "minutes"},
            decimals=1,
            source={"region": "own-row", "absent": "missing"},
        ),
        WAITS,
    ),
}
YEAR, CALENDAR, FINANCIAL = "rolling-12-months", "calendar-year-to-date", "financial-year-to-date"


@dataclass(frozen=True)
class Case:
    """A claim, and what is right of it: its finding, its exact difference, and what else is said of it."""

    name: str
    start: tuple[str, str]
    end: tuple[str, str]
    stated: float
    unit: str
    finding: str
    difference: str | None
    kind: str = "counts"
    area: str | None = None
    clues: dict[str, Any] = field(default_factory=dict)


def of(window: str, first: str = "2022-12", last: str = "2023-12") -> dict[str, Any]:
    return {"start": (window, first), "end": (window, last)}


def sides(case: dict[str, Any], *rest: Any, **more: Any) -> Case:
    return Case(rest[0], case["start"], case["end"], *rest[1:], **more)


Q3 = of("single", "2022-Q3", "2023-Q3")
TRUE = [
    sides(of(YEAR), "twelve months", -19, "percent", "agrees", "-19.346", clues={"lowest": True}),
    sides(of(YEAR), "one decimal", -19.3, "percent", "agrees", "-19.346"),
    sides(of(YEAR), "two decimals", -19.35, "percent", "agrees", "-19.346"),
    sides(of(YEAR), "as a number", -296, "count", "agrees", "-296"),
    sides(of("single"), "one month", -10, "percent", "agrees", "-10"),
    sides(of("single"), "one month as a number", -10, "count", "agrees", "-10"),
    sides(of("3-months"), "three months", -17.2, "percent", "agrees", "-17.222"),
    sides(of(CALENDAR, "2022-11", "2023-11"), "year so far", -20.0, "percent", "agrees", "-20"),
    sides(of(FINANCIAL), "financial year so far", -19.1, "percent", "agrees", "-19.123"),
    sides(of(YEAR, "2018-12", "2019-12"), "up", 20, "percent", "agrees", "20"),
    sides(of(YEAR, "2019-12", "2020-12"), "a quarter less", -25, "percent", "agrees", "-25"),
    sides(of(YEAR), "a borough", 20, "percent", "agrees", "20", area="Camden"),
    sides(of(YEAR), "a borough by its code", -25.0, "percent", "agrees", "-25", area=LEWISHAM),
    sides(
        of(YEAR, "2020-12"), "the lowest start", 14, "percent", "agrees", "14.259", clues={"highest": True}
    ),
    sides(of(YEAR, "2019-12"), "a start between", -14, "percent", "agrees", "-14.306"),
    sides(Q3, "points of a survey", -3, "percentage-points", "agrees", "-3", kind="survey"),
    sides(Q3, "points with a decimal", -3.0, "percentage-points", "agrees", "-3", kind="survey"),
    sides(Q3, "per cent of a percentage", -4.7, "percent", "agrees", "-4.6875", kind="survey"),
    sides(of(CALENDAR), "a small count", 6, "count", "agrees", "6", kind="victims"),
    sides(of("single"), "minutes", -0.6, "units", "agrees", "-0.6", kind="waits"),
]
FALSE = [
    sides(
        of(YEAR), "across a break", -19, "percent", "not-comparable", "-19.346", kind="break of January 2023"
    ),
    sides(
        of(YEAR, "2021-12"),
        "across a break with a year before it",
        *(-7, "percent", "not-comparable", "-6.515"),
        kind="break of July 2022",
        clues={"until": "9.091", "across": "-14.306"},
    ),
    Case(
        "two windows",
        *(("single", "2022-12"), (YEAR, "2023-12"), 1134, "percent", "not-comparable", "1134"),
    ),
    Case(
        "two parts of a year",
        *((CALENDAR, "2022-06"), (CALENDAR, "2023-12"), 58, "percent", "not-comparable", "58.205"),
    ),
    sides(of(YEAR), "a break inside", -19, "percent", "not-worked-out", None, kind="break of July 2023"),
    sides(of(YEAR, "2022-12", "2024-03"), "no figure yet", -19, "percent", "not-worked-out", None),
    sides(of(YEAR), "a month is missing", -19, "percent", "not-worked-out", None, area="Barnet"),
    sides(of(YEAR), "per cent of nothing", 100, "percent", "not-worked-out", None, area="Brent"),
    sides(of(YEAR), "simply wrong", -26, "percent", "does-not-agree", "-19.346"),
    sides(
        of(YEAR),
        "the window of a month",
        -10,
        "percent",
        "does-not-agree",
        "-19.346",
        clues={"windows": ["single"]},
    ),
    sides(
        of("single"),
        *("the window of three months", -17, "percent", "does-not-agree", "-10"),
        clues={"windows": ["3-months"]},
    ),
    sides(of(YEAR), "another borough", 20, "percent", "does-not-agree", "-19.346", clues={"area": CAMDEN}),
    sides(
        of(YEAR),
        *("the region's number for a borough", -19, "percent", "does-not-agree", "20"),
        area="Camden",
        clues={"area": "E12000007"},
    ),
    sides(of(YEAR), "two boroughs have it", 50, "percent", "does-not-agree", "-19.346"),
    sides(
        Q3,
        *("per cent for points", -3, "percent", "does-not-agree", "-4.6875"),
        kind="survey",
        clues={"other_unit": "percentage-points"},
    ),
    sides(
        Q3,
        *("points for per cent", -5, "percentage-points", "does-not-agree", "-3"),
        kind="survey",
        clues={"other_unit": "percent"},
    ),
    sides(
        of(YEAR),
        "per cent for a number",
        -296,
        "percent",
        "does-not-agree",
        "-19.346",
        clues={"other_unit": "count"},
    ),
    sides(
        of(YEAR), "the other way", 19, "percent", "does-not-agree", "-19.346", clues={"is_other_way": True}
    ),
    sides(of(YEAR), "more digits than it has", -19.0, "percent", "does-not-agree", "-19.346"),
    sides(of(YEAR), "rounded down", -18, "percent", "does-not-agree", "-19.346"),
]
CASES = [pytest.param(case, id=case.name) for case in (*TRUE, *FALSE)]


def worked_out(case: Case) -> tuple[ClaimSum, Clues]:
    declared, data = KINDS[case.kind]
    worked = claim_sum(declared, data, claim(case))
    assert not isinstance(worked, str), worked
    return worked, clues_of(worked, data)


def claim(case: Case) -> Claim:
    start, end = ({"window": window, "period": period} for window, period in (case.start, case.end))
    stated = {"change": case.stated, "unit": case.unit}
    keys = {"id": "a-claim", "words": "It is so.", "said_in": "A speech", "measure": "a-measure"}
    return Claim.model_validate({**keys, "area": case.area, "from": start, "to": end, "stated": stated})


def test_there_are_forty_and_each_is_another() -> None:
    assert (len(TRUE), len(FALSE)) == (20, 20)
    assert len({case.name for case in (*TRUE, *FALSE)}) == 40


@pytest.mark.parametrize("case", CASES)
def test_a_claim_comes_to_what_is_right(case: Case) -> None:
    worked, _ = worked_out(case)
    assert worked.finding == case.finding
    if case.difference is None:
        assert worked.difference is None
        assert claim_sentence(worked) == ""
    else:
        right = Decimal(case.difference)
        assert worked.difference is not None
        assert abs(worked.difference - right) < Decimal("0.001")
        assert claim_sentence(worked)


@pytest.mark.parametrize("case", CASES)
def test_what_would_agree_is_said_and_nothing_else_is(case: Case) -> None:
    _, clues = worked_out(case)
    expected = {"windows": [], "area": None, "other_unit": None, "is_other_way": False} | case.clues
    assert [other.sides[0].window for other in clues.windows] == expected["windows"]
    assert (None if clues.area is None else clues.area.area) == expected["area"]
    assert (clues.other_unit, clues.is_other_way) == (expected["other_unit"], expected["is_other_way"])
    if "until" in expected:
        assert clues.across is not None
        assert (
            f"{clues.across.until:.3f} {clues.across.across:.3f}"
            == f"{expected['until']} {expected['across']}"
        )
    if {"lowest", "highest"} & expected.keys():
        assert clues.starts is not None
        assert clues.starts.is_lowest == expected.get("lowest", False)
        assert clues.starts.is_highest == expected.get("highest", False)


# In words --------------------------------------------------------------------------------------------------


def named(name: str) -> Case:
    return next(case for case in (*TRUE, *FALSE) if case.name == name)


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        (
            "twelve months",
            [
                "From 1,530 in the 12 months to December 2022 to 1,234 in the 12 months to December 2023 the change is "
                "-19.3%, which is -19% in the digits that were stated.",
                "Of 5 starts whole years apart, this among them, the change ranges from -19.3% (the 12 months to "
                "December 2022) to 14.3% (the 12 months to December 2020).",
                "The stated start is the extreme one: no other gives so low a change.",
            ],
        ),
        (
            "as a number",
            [
                "From 1,530 in the 12 months to December 2022 to 1,234 in the 12 months to December 2023 the change is "
                "-296.",
                "Of 5 starts whole years apart, this among them, the change ranges from -296 (the 12 months to December "
                "2022) to 154 (the 12 months to December 2020).",
                "The stated start is the extreme one: no other gives so low a change.",
            ],
        ),
        (
            "across a break with a year before it",
            [
                "From 1,320 in the 12 months to December 2021 to 1,234 in the 12 months to December 2023 the change is "
                "-6.5%, which is -7% in the digits that were stated.",
                "A break lies between the two: the police count anew. Figures from July 2022 on are counted otherwise "
                "than before.",
                "Up to the break the change was 9.1%, to 1,440 in the 12 months to June 2022; from there on it is "
                "-14.3%.",
                "Of 4 starts whole years apart, this among them, the change ranges from -14.3% (the 12 months to "
                "December 2019) to 14.3% (the 12 months to December 2020).",
            ],
        ),
        (
            "two windows",
            [
                "From 100 in December 2022 to 1,234 in the 12 months to December 2023 the change is 1,134.0%, which is "
                "1,134% in the digits that were stated.",
                "The two do not cover the same span of time: December 2022, and the 12 months to December 2023.",
            ],
        ),
        (
            "a break inside",
            [
                "Figures from both sides of a break fall in the 12 months to December 2023, and are not added up: the "
                "police count anew.",
            ],
        ),
        ("no figure yet", ["The figure for the 12 months to March 2024 is not available."]),
        ("per cent of nothing", ["No percentage leads from 0 to 24."]),
        (
            "another borough",
            [
                "From 1,530 in the 12 months to December 2022 to 1,234 in the 12 months to December 2023 the change is "
                "-19.3%, which is -19% in the digits that were stated.",
                "20% was stated, and the change is -19.3%.",
                "It would agree for Camden, and for no other area: from 600 to 720.",
            ],
        ),
        (
            "per cent for points",
            [
                "From 64% in Q3 2022/23 to 61% in Q3 2023/24 the change is -4.7%, which is -5% in the digits that were "
                "stated.",
                "-3% was stated, and the change is -4.7%.",
                "The number holds in percentage points, and was stated in per cent.",
            ],
        ),
        (
            "the window of three months",
            [
                "From 100 in December 2022 to 90 in December 2023 the change is -10.0%, which is -10% in the digits that "
                "were stated.",
                "-17% was stated, and the change is -10.0%.",
                "By three months it would agree: from 360 in October to December 2022 to 298 in October to December "
                "2023.",
            ],
        ),
        (
            "the other way",
            [
                "From 1,530 in the 12 months to December 2022 to 1,234 in the 12 months to December 2023 the change is "
                "-19.3%, which is -19% in the digits that were stated.",
                "19% was stated, and the change is -19.3%.",
                "The change is of that size, and goes the other way.",
            ],
        ),
        (
            "minutes",
            ["From 8.0 minutes in December 2022 to 7.4 minutes in December 2023 the change is -0.6 minutes."],
        ),
    ],
)
def test_a_claim_is_told_in_words(name: str, sentences: list[str]) -> None:
    worked, clues = worked_out(named(name))
    texts = [*filter(None, [claim_sentence(worked)]), *why_sentences(worked, clues)]
    assert texts[: len(sentences)] == sentences


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        ("agrees", "Agrees"),
        ("does-not-agree", "Does not agree"),
        ("not-comparable", "Agrees in arithmetic, not comparable"),
        ("not-worked-out", "Cannot be worked out"),
    ],
)
def test_each_finding_has_its_words(finding: Any, words: str) -> None:
    assert finding_words(finding) == words


# Cautions --------------------------------------------------------------------------------------------------


def cautions(start: tuple[str, str], end: tuple[str, str], stated: float, **more: Any) -> list[str]:
    worked, clues = worked_out(Case("", start, end, stated, "percent", "", None, **more))
    assert worked.finding == "agrees"
    return why_sentences(worked, clues)


def test_two_times_of_the_year_are_said_to_be_so() -> None:
    (first, *_) = cautions(("single", "2023-06"), ("single", "2023-12"), -13)
    assert first == "The two are of different times of the year, and the figure moves with the seasons."


def test_two_windows_that_share_months_are_said_to_do_so() -> None:
    # July to December 2022 and January to June 2023 have 750 and 624.
    sentences = cautions((YEAR, "2023-06"), (YEAR, "2023-12"), -10.2)
    assert sentences == ["The two share months, so the change is that of the months that they do not share."]


def test_a_change_that_may_be_chance_is_said_to_be_so() -> None:
    small_survey = measure(SATISFACTION, comparison={"test": "proportions"}, sample={"size": 500})
    case = named("points of a survey")
    worked = claim_sum(small_survey, SURVEY, claim(case))
    assert isinstance(worked, ClaimSum)
    assert why_sentences(worked, clues_of(worked, SURVEY))[0].startswith(
        "A change of this size may be chance alone"
    )
    many = measure(SATISFACTION, comparison={"test": "proportions"}, sample={"size": 50_000})
    worked = claim_sum(many, SURVEY, claim(case))
    assert isinstance(worked, ClaimSum)
    assert not clues_of(worked, SURVEY).may_be_chance


def test_whether_a_change_of_a_count_may_be_chance_goes_by_how_far_the_count_moves() -> None:
    declared = measure(OFFENCES, comparison={"test": "counts", "judged": "like-with-like"})
    for now, may_be in ((104, True), (140, False)):
        data = MeasureData({Key(): months({2020: 100, 2021: 104, 2022: 100, 2023: now})})
        stated = now - 100
        case = Case("", ("single", "2022-12"), ("single", "2023-12"), stated, "percent", "agrees", None)
        worked = claim_sum(declared, data, claim(case))
        assert isinstance(worked, ClaimSum)
        assert clues_of(worked, data).may_be_chance == may_be


def test_a_number_that_holds_in_per_cent_is_told_of_a_figure_in_a_unit_of_its_own() -> None:
    case = Case("", ("single", "2022-12"), ("single", "2023-12"), -7.5, "units", "", None, kind="waits")
    worked, clues = worked_out(case)
    assert (worked.finding, clues.other_unit) == ("does-not-agree", "percent")


def test_starts_go_back_as_far_as_the_figures_of_the_area_do() -> None:
    data = MeasureData({Key(): months({2023: 100}), Key(area=CAMDEN): months(YEARS)})
    case = Case("", (YEAR, "2022-12"), (YEAR, "2023-12"), -20, "percent", "agrees", None, area="Camden")
    worked = claim_sum(measure(OFFENCES), data, claim(case))
    assert isinstance(worked, ClaimSum)
    starts = clues_of(worked, data).starts
    assert starts is not None
    assert starts.number == 5  # from 2018 to 2022


def test_of_what_cannot_be_compared_it_is_not_said_that_it_may_be_chance() -> None:
    survey = measure(
        SATISFACTION,
        comparison={"test": "proportions"},
        sample={"size": 500},
        breaks=({"period": "2023-Q1", "reason": "the questions changed"},),
    )
    worked = claim_sum(survey, SURVEY, claim(named("points of a survey")))
    assert isinstance(worked, ClaimSum)
    assert (worked.finding, clues_of(worked, SURVEY).may_be_chance) == ("not-comparable", False)


def test_no_year_so_far_before_a_break_stands_for_one_of_another_month() -> None:
    declared = measure(
        OFFENCES,
        comparison={"season": "none"},
        breaks=({"period": "2023-01", "reason": "the police count anew"},),
    )
    case = Case("", (CALENDAR, "2022-11"), (CALENDAR, "2023-11"), -20, "percent", "", None)
    worked = claim_sum(declared, COUNTS, claim(case))
    assert isinstance(worked, ClaimSum)
    assert (worked.finding, clues_of(worked, COUNTS).across) == ("not-comparable", None)


@pytest.mark.parametrize(
    ("stated", "unit", "figures", "short", "change"),
    [
        (-3.2, "percentage-points", ("64.4%", "61.2%"), "-3.2 p.p.", "-3.2 percentage points"),
        (-5.0, "percent", ("64%", "61%"), "-5.0%", "-5.0%"),
    ],
)
def test_figures_have_the_digits_that_their_difference_needs(
    stated: float, unit: str, figures: tuple[str, str], short: str, change: str
) -> None:
    data = MeasureData({Key(): series({"2022-Q3": 64.4, "2023-Q3": 61.2})})
    case = Case("", ("single", "2022-Q3"), ("single", "2023-Q3"), stated, unit, "agrees", None)
    worked = claim_sum(measure(SATISFACTION), data, claim(case))
    assert isinstance(worked, ClaimSum)
    assert claim_sentence(worked) == (
        f"From {figures[0]} in Q3 2022/23 to {figures[1]} in Q3 2023/24 the change is {change}."
    )
    assert stated_text(measure(SATISFACTION), claim(case).stated) == short


def test_a_calendar_year_of_quarters_ends_with_its_fourth() -> None:
    quarterly = measure(OFFENCES, frequency="calendar-quarter")
    window, last = span_of_pair(quarterly, "2023")
    assert (window, period_id(last)) == ("calendar-year-to-date", "2023-CQ4")


def test_halves_are_rounded_away_from_zero() -> None:
    data = MeasureData({Key(): months({2022: 80, 2023: 70})})  # -12.5%
    for stated, finding in ((-13, "agrees"), (-12, "does-not-agree")):
        case = Case("", ("single", "2022-12"), ("single", "2023-12"), stated, "percent", finding, None)
        worked = claim_sum(measure(OFFENCES), data, claim(case))
        assert isinstance(worked, ClaimSum)
        assert worked.finding == finding


def test_a_change_is_never_written_so_that_its_digits_say_another_number() -> None:
    # 300 to 259.62 is -13.46%: -13.5% would look like -14%.
    data = MeasureData({Key(): series({"2022-12": 30000.0, "2023-12": 25962.0}, frequency="month")})
    case = Case("", ("single", "2022-12"), ("single", "2023-12"), -13, "percent", "agrees", None)
    worked = claim_sum(measure(OFFENCES), data, claim(case))
    assert isinstance(worked, ClaimSum)
    assert claim_sentence(worked).endswith("is -13.46%, which is -13% in the digits that were stated.")


def test_starts_are_no_range_where_there_are_two() -> None:
    worked, clues = worked_out(named("a borough"))
    assert worked.finding == "agrees"
    assert clues.starts is None


def test_starts_across_a_break_do_not_count_for_a_claim_that_crosses_none() -> None:
    declared = measure(OFFENCES, breaks=({"period": "2020-01", "reason": "the police count anew"},))
    case = Case("", (YEAR, "2022-12"), (YEAR, "2023-12"), -19, "percent", "agrees", None)
    worked = claim_sum(declared, COUNTS, claim(case))
    assert isinstance(worked, ClaimSum)
    clues = clues_of(worked, COUNTS)
    assert clues.starts is not None
    assert clues.starts.number == 3


@pytest.mark.parametrize(
    ("window", "period", "area", "obstacle"),
    [
        (YEAR, "2022-Q3", None, "no-window"),
        ("3-months", "2022-12", "Atlantis", "no-area"),
    ],
)
def test_what_a_measure_has_not_is_no_sum(window: str, period: str, area: str | None, obstacle: str) -> None:
    case = Case("", (window, period), (window, "2023-12"), 1, "percent", "", None, area=area)
    assert claim_sum(measure(OFFENCES), COUNTS, claim(case)) == obstacle
