"""Two releases side by side: what differs, and how it is told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest

from metrics.checking.previous import Previous, check_previous
from metrics.declared.framework import AnyMeasure, Config, PlannedMeasure
from metrics.figures.observations import COLUMNS
from metrics.figures.release import Release
from metrics.figures.series import Key, MeasureData, Series
from metrics.releasing.diff import Diff, difference
from metrics.releasing.diff_report import report_json, report_lines
from metrics.releasing.diff_words import FIRST, NOTHING, headlines
from metrics.releasing.news import news, revised_sentences
from metrics.releasing.oddities import Supplied, oddities
from tests.given import OFFENCES, SATISFACTION, VICTIMS, measure, observed, series

TODAY = date(2024, 11, 14)
CAMDEN = "E09000007"
SITE = dict.fromkeys(
    ("title", "producer", "contact", "statistics_status", "update_schedule", "attribution"), "W"
)
PLANNED = PlannedMeasure(
    id="homicide",
    title="Homicide",
    description="Victims.",
    outcome="violence",
    status="planned",
    owner="MOPAC",
    reason="It is to come.",
    expected="not-announced",
)
Figures = Mapping[Key, Series]


def release(*measures: tuple[AnyMeasure, Figures]) -> Release:
    plan = {"id": "pcp", "title": "Plan", "vision": "Safe.", "description": "The plan"}
    outcomes = [
        {"id": name, "framework": "pcp", "title": name, "description": name}
        for name in ("victims", "violence")
    ]
    config = Config.model_validate(
        {
            "site": SITE,
            "frameworks": (plan,),
            "outcomes": tuple(outcomes),
            "measures": tuple(item for item, _ in measures),
        }
    )
    data = {item.id: MeasureData(dict(figures)) for item, figures in measures}
    return Release("one", datetime(2024, 2, 8, 9, 30, tzinfo=UTC), config, data)


def months(values: Mapping[str, float | None]) -> Series:
    return series(values, frequency="month")


def of_satisfaction(before: Mapping[str, float], after: Mapping[str, float], **changes: Any) -> Diff:
    """The diff of a release with one measure, whose declaration may be another in the later."""
    later = measure(SATISFACTION, **changes)
    return difference(
        release((measure(), {Key(): series(before)})), release((later, {Key(): series(after)})), TODAY
    )


def of_offences(before: Figures, after: Figures) -> Diff:
    return difference(release((measure(OFFENCES), before)), release((measure(OFFENCES), after)), TODAY)


TWO = {"2023-Q2": 64.0, "2023-Q3": 61.0}


# Headlines -------------------------------------------------------------------------------------------------


def test_a_first_release_has_nothing_to_stand_beside() -> None:
    diff = difference(None, release((measure(), {Key(): series(TWO)})), TODAY)
    assert headlines(diff) == [FIRST]
    assert list(report_lines(diff, [])) == ["Headlines", f"  {FIRST}", ""]


def test_a_tile_that_changes_arrow_comes_first() -> None:
    assert headlines(of_satisfaction(TWO, TWO | {"2023-Q4": 61.0})) == [
        "1 tile changes arrow: Overall victim satisfaction (down, now level)",
        "1 measure has newer figures: Overall victim satisfaction (Q4 2023/24, before Q3 2023/24)",
    ]


def test_another_polarity_changes_the_word_of_a_tile() -> None:
    diff = of_satisfaction(TWO, TWO, polarity="neutral")
    assert headlines(diff)[0] == (
        "1 tile changes word: Overall victim satisfaction (lower, worse, now lower, not judged better or worse)"
    )
    assert '  measure victim-satisfaction: polarity was "higher-is-better", now "neutral"' in list(
        report_lines(diff, [])
    )


def test_a_key_inside_another_is_named_with_it() -> None:
    diff = of_satisfaction(TWO, TWO, comparison={"materiality": 4.0})
    assert [(item["key"], item["line"]) for item in report_json(diff, [])["declared"]] == [
        ("comparison.materiality", "was 1.0, now 4.0")
    ]


def test_measures_that_are_added_gone_or_in_another_state_are_told() -> None:
    homicide = measure(VICTIMS)
    figures = {Key("calendar-year-to-date"): series({"2023-12": 109}, frequency="month")}
    earlier = release((measure(), {}), (PLANNED, {}))
    later = release((homicide, figures), (measure(OFFENCES), {}))
    assert headlines(difference(earlier, later, TODAY)) == [
        "1 measure is added: Violence with injury offences (published)",
        "1 measure is gone: Overall victim satisfaction (published)",
        "Homicide was planned, and is published now",
    ]


def test_a_figure_that_was_quoted_is_told_with_what_it_is_now() -> None:
    def year(total: float) -> Figures:
        return {
            Key("calendar-year-to-date"): series(
                {"2023-12": total}, frequency="month", window="calendar-year-to-date"
            )
        }

    earlier, later = (release((measure(VICTIMS), year(total))) for total in (109, 110))
    assert headlines(difference(earlier, later, TODAY))[0] == (
        "Homicide for 2023 to the end of December was 109, now 110"
    )


def test_past_months_that_moved_by_more_than_one_per_cent_are_counted() -> None:
    before = {"2023-11": 1000, "2023-12": 1000, "2024-01": 1000}
    after = {"2023-11": 1010, "2023-12": 1011, "2024-01": 989}
    assert "2 past months of Violence with injury offences revised by more than 1%" in headlines(
        of_offences({Key(): months(before)}, {Key(): months(after)})
    )


def test_a_release_that_changes_nothing_says_so() -> None:
    diff = difference(release((PLANNED, {})), release((PLANNED, {})), TODAY)
    assert headlines(diff) == [NOTHING]


# Figures ---------------------------------------------------------------------------------------------------


def test_region_is_listed_first_and_newest_first_then_the_parts_that_moved_the_most() -> None:
    before = {
        Key(area=CAMDEN): months({"2021-12": 100, "2022-01": 100}),
        Key(): months({"2021-11": 5000, "2021-12": 6088}),
    }
    after = {
        Key(area=CAMDEN): months({"2021-12": 104, "2022-01": 90}),
        Key(): months({"2021-11": 5100, "2021-12": 6087}),
    }
    lines = list(report_lines(of_offences(before, after), []))
    assert lines[lines.index("Revised") + 1 : -1][:5] == [
        "  Violence with injury offences: 4 figures, 2 of them of London as a whole; "
        "the largest: Camden, January 2022: 100, now 90 (-10.0%)",
        "    London, December 2021: 6,088, now 6,087 (less than 0.1% lower)",
        "    London, November 2021: 5,000, now 5,100 (2.0%)",
        "    Camden, January 2022: 100, now 90 (-10.0%)",
        "    Camden, December 2021: 100, now 104 (4.0%)",
    ]


def test_json_lists_each_revised_figure() -> None:
    diff = of_offences({Key(): months({"2021-12": 6088})}, {Key(): months({"2021-12": 6087})})
    assert report_json(diff, ["odd"]) == {
        "release": "one",
        "headlines": headlines(diff),
        "tiles": report_json(diff, [])["tiles"],
        "declared": [],
        "areas": {"added": [], "gone": [], "changes": [], "following": []},
        "revised": [
            {
                "measure": "violence-with-injury",
                "beside": "one",
                "unit": "percent",
                "count": 1,
                "of_london": 1,
                "figures": [
                    {
                        "window": "single",
                        "period": "2021-12",
                        "area_code": "E12000007",
                        "area": "London (Metropolitan Police area)",
                        "dimension": "",
                        "category": "",
                        "before": 6088.0,
                        "after": 6087.0,
                        "difference": 0.0,
                        "text": "less than 0.1% lower",
                    }
                ],
            }
        ],
        "new": [],
        "gone": [],
        "acknowledged": [],
        "to_acknowledge": [],
        "oddities": ["odd"],
    }


def test_new_and_gone_figures_are_counted_with_their_periods() -> None:
    diff = of_satisfaction({"2023-Q1": 60.0} | TWO, TWO | {"2023-Q4": 61.0, "2024-Q1": 61.0})
    lines = list(report_lines(diff, []))
    assert lines[lines.index("New") + 1] == (
        "  Overall victim satisfaction: 2 figures, Q4 2023/24 to Q1 2024/25"
    )
    assert lines[lines.index("Gone") + 1] == "  Overall victim satisfaction: 1 figure, Q1 2023/24"


# A declaration that is another ------------------------------------------------------------------------------


def of_declarations(**changes: Any) -> list[str]:
    """The headlines of a review in which the declaration alone is another."""
    figures = {Key(): series(TWO)}
    return headlines(difference(release((measure(), figures)), release((measure(**changes), figures)), TODAY))


SAME = "1 measure has no newer figure: {} (Q3 2023/24)"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"polarity": "neutral"}, "polarity was higher-is-better, now neutral"),
        ({"comparison": {"materiality": 0.5}}, "comparison.materiality was 1, now 0.5"),
        ({"comparison": {"basis": "same-period-last-year"}}, "comparison.basis was previous-period, now same-period-last-year"),
        ({"comparison": {"test": "proportions"}, "sample": {"size": 2400}}, "comparison.test was none, now proportions; sample.size was none, now 2,400; sample.design_effect was none, now 1"),
        ({"decimals": 1}, "decimals was 0, now 1"),
        ({"breaks": ({"period": "2019-Q1", "reason": "it changed"},)}, "breaks was none, now 2019-Q1"),
    ],
)  # fmt: skip
def test_a_rule_that_is_declared_otherwise_is_a_headline(changes: dict[str, Any], sentence: str) -> None:
    assert f"Overall victim satisfaction is judged otherwise: {sentence}" in of_declarations(**changes)


def test_a_title_that_is_another_is_a_headline() -> None:
    assert of_declarations(title="Satisfaction") == [
        "Overall victim satisfaction is called Satisfaction now",
        SAME.format("Satisfaction"),
    ]


def test_other_words_that_are_others_are_counted_and_named() -> None:
    lines = of_declarations(description="Those who were satisfied.", share="of victims were content")
    summary = "2 texts declared otherwise: measure victim-satisfaction (description), measure victim-satisfaction (share)"
    assert lines == [SAME.format("Overall victim satisfaction"), summary]


def test_how_a_file_is_read_is_no_headline_and_who_publishes_it_is() -> None:
    read = of_declarations(source={"provisional_periods": 2})
    published = of_declarations(source={"publisher": "Somebody"})
    assert read == [SAME.format("Overall victim satisfaction")]
    assert published[1:] == ["1 text declared otherwise: measure victim-satisfaction (source.publisher)"]


def test_a_window_that_is_another_changes_what_is_shown_and_is_a_headline() -> None:
    monthly = {
        Key(): months({"2023-12": 8, "2024-01": 9}),
        Key("rolling-12-months"): months({"2024-01": 109}),
    }
    single, rolling = (measure(OFFENCES, window=window) for window in ("single", "rolling-12-months"))
    lines = headlines(difference(release((single, monthly)), release((rolling, monthly)), TODAY))
    assert (
        "Violence with injury offences is judged otherwise: window was single, now rolling-12-months" in lines
    )


def test_a_figure_that_covers_a_longer_time_to_the_same_end_goes_not_back_in_time() -> None:
    total = series({"2024-01": 109}, frequency="month", window="rolling-12-months")
    figures = {Key(): months({"2023-12": 8, "2024-01": 9}), Key("rolling-12-months"): total}
    single, rolling = (measure(OFFENCES, window=window) for window in ("single", "rolling-12-months"))
    lines = headlines(difference(release((single, figures)), release((rolling, figures)), TODAY))
    newest = [line for line in lines if "newer figure" in line or "back in time" in line]
    assert newest == [
        "1 measure has no newer figure: Violence with injury offences (12 months to January 2024)"
    ]


def test_an_outcome_that_is_new_is_declared_otherwise() -> None:
    earlier, later = release((measure(), {})), release((measure(), {}))
    outcomes = tuple(outcome for outcome in earlier.config.outcomes if outcome.id != "violence")
    fewer = replace(earlier, config=earlier.config.model_copy(update={"outcomes": outcomes}))
    lines = list(report_lines(difference(fewer, later, TODAY), []))
    assert '  outcome violence: title was not there, now "violence"' in lines


# Oddities --------------------------------------------------------------------------------------------------


def odd(diff: Diff, before: Supplied | None = None, after: Supplied | None = None) -> list[str]:
    return oddities(diff, before or Supplied(), after or Supplied())


def test_a_file_that_nobody_updated_is_told() -> None:
    files = {"a.csv": "1", "b.csv": "2"}
    lines = odd(of_satisfaction(TWO, TWO), Supplied(files), Supplied(files | {"b.csv": "3"}))
    assert lines == ['"a.csv" is the same file as in the release before: some publishers did not update']


def test_the_files_of_the_release_itself_are_a_review_of_the_declaration() -> None:
    files = Supplied({"a.csv": "1"})
    assert odd(of_satisfaction(TWO, TWO), files, files) == [
        "Every file is the one of the release before: only the declaration can make a difference"
    ]


def test_areas_that_came_and_went_are_told() -> None:
    diff = of_offences({Key(): months({"2021-12": 1})}, {Key(): months({"2021-12": 1})})
    before, after = (
        Supplied({}, {"violence-with-injury": {name: "3 in all"}}) for name in ("Old", "Unknown")
    )
    assert odd(diff, before, after) == [
        'Violence with injury offences: rows of "Unknown" are new (3 in all)',
        'Violence with injury offences: rows of "Old" are gone (3 in all before)',
    ]


def test_history_rewritten_beyond_the_usual_is_told() -> None:
    diff = of_offences(
        {Key(): months({"2021-11": 10000, "2021-12": 10000})},
        {Key(): months({"2021-11": 10300, "2021-12": 9690})},
    )
    assert odd(diff) == [
        "Violence with injury offences: 1 past figure of London moved by more than 3 per cent: "
        "London, December 2021: 10,000, now 9,690 (-3.1%)"
    ]


def test_a_count_that_moved_as_counts_do_by_chance_is_no_oddity() -> None:
    diff = of_offences({Key(): months({"2021-12": 1000})}, {Key(): months({"2021-12": 1060})})
    assert odd(diff) == []


def test_check_and_diff_count_the_figures_that_moved_alike() -> None:
    before = {Key(): months({"2021-10": 900, "2021-11": 9000}), Key(area=CAMDEN): months({"2021-10": 9})}
    after = {Key(): months({"2021-10": 990, "2021-11": 9500}), Key(area=CAMDEN): months({"2021-10": 30})}
    lines = odd(of_offences(before, after))
    assert [line.split(": ")[1] for line in lines] == [
        "2 past figures of London moved by more than 3 per cent",
        "1 past figure of its parts moved by more than 3 per cent",
    ]
    previous = Previous("before", {}, {"violence-with-injury": as_rows(before)})
    (issue,) = check_previous(measure(OFFENCES), "Crime.csv", as_rows(after), previous)
    assert '"violence-with-injury": 3 past figures differ by more than 3 per cent' in issue.message


def as_rows(figures: Mapping[Key, Series]) -> pd.DataFrame:
    """Series as they are stored."""
    rows = [
        (
            key.window,
            observation.period_id,
            key.area,
            key.dimension,
            key.category,
            f"{observation.value:.12g}",
            "",
            observation.status,
        )
        for key, observations in figures.items()
        for observation in observations
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def test_a_figure_that_is_lost_is_told() -> None:
    assert odd(of_satisfaction(TWO, {"2023-Q2": 64.0, "2023-Q3": None})) == [  # type: ignore[dict-item]
        "Overall victim satisfaction: 1 figure had a value before, and none now: "
        "London, Q3 2023/24: 61%, now Not available (no difference is known)"
    ]


def test_a_break_is_told_when_it_is_reached_and_when_it_is_declared() -> None:
    broken = ({"period": "2023-Q4", "reason": "the questions changed"},)
    assert odd(of_satisfaction(TWO, TWO | {"2023-Q4": 61.0}, breaks=broken)) == [
        "Overall victim satisfaction: the break of Q4 2023/24 is reached: the questions changed",
        "Overall victim satisfaction: the break of Q4 2023/24 is newly declared: the questions changed",
    ]


# For readers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (TWO, "No newer figure has come since the release before."),
        (
            TWO | {"2023-Q4": 61.0},
            "The release before ended with Q3 2023/24. There the change was called “lower”; now it is called "
            "“little change”.",
        ),
    ],
)
def test_readers_are_told_what_is_newer_and_which_word_changed(
    after: dict[str, float], sentence: str
) -> None:
    (measure_diff,) = of_satisfaction(TWO, after).measures
    assert news(measure_diff) == sentence


LIKE = {"judged": "like-with-like"}
A_YEAR = {"2022-Q3": 66.0, "2022-Q4": 61.0, "2023-Q1": 62.0, **TWO}


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (
            A_YEAR | {"2023-Q4": 61.0},
            "The release before ended with Q3 2023/24. Of Q3 2023/24 it said “worse”; of Q4 2023/24 it says “little "
            "change”.",
        ),
        (
            A_YEAR | {"2023-Q3": 66.0},
            "No newer figure has come since the release before. There the same change was called “worse”; now it is "
            "called “little change”.",
        ),
    ],
)
def test_two_different_comparisons_are_never_told_as_one_that_was_judged_again(
    after: dict[str, float], words: str
) -> None:
    declared = measure(SATISFACTION, comparison=LIKE)
    earlier, later = (release((declared, {Key(): series(values)})) for values in (A_YEAR, after))
    (pair,) = difference(earlier, later, TODAY).measures
    assert news(pair) == words


def test_readers_are_told_of_measures_that_come_and_go() -> None:
    diff = difference(release((measure(), {})), release((measure(OFFENCES), {})), TODAY)
    assert [news(measure_diff) for measure_diff in diff.measures] == [
        "This measure is new on this site.",
        "This measure is no longer on this site.",
    ]


def test_readers_are_told_how_much_was_revised() -> None:
    before = {Key(): months({"2021-11": 5000, "2021-12": 6088}), Key(area=CAMDEN): months({"2021-12": 100})}
    after = {Key(): months({"2021-11": 5050, "2021-12": 6087}), Key(area=CAMDEN): months({"2021-12": 104})}
    (measure_diff,) = of_offences(before, after).measures
    assert revised_sentences(measure_diff) == [
        "2 figures for London were revised.",
        "The largest revision of London’s figures is that of November 2021: 5,000 became 5,050 (1.0%).",
        "1 figure of boroughs was revised as well.",
    ]


def test_a_figure_withheld_since_is_not_told_to_readers() -> None:
    after = {Key(): Series((observed("2023-Q2", 64.0), observed("2023-Q3", None, "c")))}
    diff = difference(release((measure(), {Key(): series(TWO)})), release((measure(), after)), TODAY)
    assert [revised_sentences(measure_diff) for measure_diff in diff.measures] == [[]]
