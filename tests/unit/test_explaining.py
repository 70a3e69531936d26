"""From rows to words: which cells make a figure, what was left out, each step, and that the rows add up to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from metrics.declared.framework import PlannedMeasure, PublishedMeasure, QualitativeMeasure
from metrics.explaining.as_json import as_json
from metrics.explaining.as_text import as_text
from metrics.explaining.explanation import Explanation, explained, lineage
from metrics.explaining.readings import Untraceable
from metrics.figures.lineage import Cell, LeftOut, Part, TakenFor, Trail
from metrics.figures.series import Key, MeasureData, Series
from metrics.figures.tiles import tile
from tests.explained import BARNET, CAMDEN, TODAY, explanation_of, release_of, trail
from tests.given import OFFENCES, SATISFACTION, VICTIMS, data_of, measure, observed


def left_out(explanation: Explanation) -> list[tuple[str, int, str]]:
    return [(item.why, item.count, item.of) for item in trail(explanation).left_out]


def without_numbers(data: MeasureData, key: Key) -> MeasureData:
    """What is stored, one series of it withheld."""
    withheld = Series(
        tuple(
            observed(item.period_id, None, "c", frequency="month", window=key.window)
            for item in data.get(key)
        )
    )
    return MeasureData({**data.series, key: withheld})


# A figure that is a row ------------------------------------------------------------------------------------

BY_ROUTE = {
    "where": ({"column": ("Survey",), "values": ("USS",)},),
    "dimensions": (
        {
            "id": "route",
            "title": "Route",
            "column": ("Route",),
            "headline": "Face to face",
            "categories": (
                {"name": "Face to face", "aliases": ("F2F",)},
                {"name": "Online"},
            ),
        },
    ),
}
ROUTES = (
    "USS.csv",
    "Survey,Quarter,Route,Satisfied\nUSS,Q2 23-24,F2F,64%\nUSS,Q2 23-24,Online,50%\nPAS,Q2 23-24,F2F,1%\n"
    "USS,Q3 23-24,F2F,61%\nUSS,Q3 23-24,Online,51%\n",
)
WHOLE_TEXT = """\
Overall victim satisfaction
London (Metropolitan Police area), Q3 2023/24: 61%. As in release Q3 2023/24, published on 8
February 2024.

1. Where the figure comes from
   User Satisfaction Survey. Published by MOPAC.
   https://data.london.gov.uk/dataset/survey
   USS.csv  5 rows below the header

2. The rows that make it
   1 row makes this figure:
   USS.csv:5:4  Survey: USS · Quarter: Q3 23-24 · Route: F2F · Satisfied: 61%
   Left out:
   - USS.csv: 1 row in which Survey is not “USS”
   - USS.csv: 2 rows in which Route is not “Face to face”
   - USS.csv: 1 row of other periods

3. From the rows to the figure
   “61%”, a percentage, is read as 61%.
   “F2F” in the column Route is taken for Face to face.
   The file names no areas: each of its rows is London.
   The figure covers one quarter alone, Q3 2023/24.
   It is shown as 61%.
   It is provisional: the newest figures may still move.

4. What it is compared with
   Change on previous quarter: Q3 2023/24 (61%), against Q2 2023/24 (64%).
   The figure for Q2 2023/24 is made in the same way, of 1 row.
   USS.csv:2:4  Survey: USS · Quarter: Q2 23-24 · Route: F2F · Satisfied: 64%

5. What may be said of the change
   The rule that decided: a difference of this size, beyond chance where chance is weighed, is
   called a change. So it says: Lower.
   {why}
   Difference                        -3.0 p.p.
   Smallest that is called a change  1.0 p.p.

6. What the dashboard says
   In Q3 2023/24, 61% of victims were satisfied, 3.0 percentage points lower than in Q2 2023/24
   (64%).
   Figure           61%
   Period           Q3 2023/24
   Change           -3.0 p.p.
   Word             Lower
   Better or worse  Worse"""


def test_a_figure_is_followed_from_its_row_to_the_words_on_the_tile() -> None:
    explanation = explanation_of(measure(source=BY_ROUTE), ROUTES)
    text = "\n".join(as_text(explanation))
    why = text.partition("says: Lower.\n   ")[2].partition("\n   Difference ")[0]
    assert " ".join(why.split()) == explanation.tile.explanation
    assert text == WHOLE_TEXT.format(why=why)


def test_the_headline_of_a_breakdown_is_the_figure_and_its_other_names_are_told() -> None:
    figure_trail = trail(explanation_of(measure(source=BY_ROUTE), ROUTES))
    assert figure_trail == Trail(
        "single",
        "2023-Q3",
        1,
        (Part("2023-Q3", 1),),
        (
            Cell(
                "USS.csv",
                5,
                4,
                "Satisfied",
                (("Survey", "USS"), ("Quarter", "Q3 23-24"), ("Route", "F2F")),
                "61%",
                61.0,
            ),
        ),
        (
            LeftOut("USS.csv", "condition", 1, "rows", "Survey", ("USS",)),
            LeftOut("USS.csv", "category", 2, "rows", "Route", ("Face to face",)),
            LeftOut("USS.csv", "period", 1, "rows", "Quarter"),
        ),
        (TakenFor("Route", "F2F", "Face to face"),),
    )


def test_another_area_is_left_out_and_an_alias_is_told() -> None:
    area = {"area": {"column": ("Borough",), "aliases": {"MPS": "London"}}}
    file = (
        "USS.csv",
        "Quarter,Borough,Satisfied\nQ3 23-24,MPS,61%\nQ3 23-24,Camden,66%\nQ3 23-24,Barnet,70%\n",
    )
    region, camden = (
        explanation_of(measure(source=area), file),
        explanation_of(measure(source=area), file, area=CAMDEN),
    )
    assert (left_out(region), trail(region).taken_for) == (
        [("area", 2, "rows")],
        (TakenFor("Borough", "MPS", "London"),),
    )
    assert (left_out(camden), trail(camden).cells[0].written) == ([("area", 2, "rows")], "66%")


def test_a_proportion_with_a_decimal_comma_is_read_step_by_step() -> None:
    value = {"value": {"column": ("P",), "written_as": "proportion"}, "delimiter": ";", "decimal": ","}
    explanation = explanation_of(
        measure(source=value, decimals=1), ("USS.csv", "Quarter;P\nQ3 23-24;0,6149\n")
    )
    steps = next(part for part in as_json(explanation)["sections"] if part["id"] == "steps")["says"]
    assert steps[:2] + steps[4:5] == [
        "“0,6149”, a proportion, is read as 61.49%.",
        "A comma stands for the decimal point in the file.",
        "61.49% is shown as 61.5%, rounded.",
    ]


def test_a_mark_is_explained_and_no_number_is_made_of_it() -> None:
    marked = {"value": {"column": ("Satisfied",), "written_as": "percent", "marks": {"*": "x"}}}
    explanation = explanation_of(
        measure(source=marked), ("USS.csv", "Quarter,Satisfied\nQ2 23-24,61%\nQ3 23-24,*\n")
    )
    text = "\n".join(as_text(explanation))
    assert "“*” stands for a figure that is not available [x]." in text
    assert "There is no figure to show: it is not available. It is shown as “Not available”." in text
    assert as_json(explanation)["figures"]["figure"]["value"] is None


# A figure that is added up ---------------------------------------------------------------------------------

OLD = "Old.csv", "Borough,202310,202311\nCamden,10,20\nBarnet,30,40\nUnknown,1,2\n"
NEW = "New.csv", "Borough,202311,202312\nCamden,20,22\nBarnet,40,44\nUnknown,2,3\n"


def test_a_figure_of_two_files_names_its_columns_and_what_the_second_says_again() -> None:
    declared = measure(OFFENCES, source={"files": ("Old.csv", "New.csv")})
    explanation = explanation_of(declared, OLD, NEW)
    assert [
        (cell.file, cell.line, cell.field, cell.column, cell.value) for cell in trail(explanation).cells
    ] == [
        ("New.csv", 2, 3, "202312", 22.0),
        ("New.csv", 3, 3, "202312", 44.0),
        ("New.csv", 4, 3, "202312", 3.0),
    ]
    assert left_out(explanation) == [("period", 2, "columns"), ("period", 1, "columns")]
    earlier = trail(explanation, "earlier")
    assert [cell.file for cell in earlier.cells] == ["Old.csv"] * 3
    assert earlier.left_out[-1] == LeftOut("New.csv", "said-again", 3, "cells")


def test_an_earlier_period_is_explained_as_if_it_were_the_newest() -> None:
    declared = measure(OFFENCES, source={"files": ("Old.csv", "New.csv")})
    explanation = explanation_of(declared, OLD, NEW, until="2023-11")
    assert (explanation.tile.text, explanation.tile.change and explanation.tile.change.earlier.period_id) == (
        "62",
        "2023-10",
    )
    assert trail(explanation).count == 3


def test_a_sum_of_the_districts_leaves_out_what_has_none_and_names_who_has_no_row() -> None:
    declared = measure(OFFENCES, source={"region": "sum-of-areas"})
    explanation = explanation_of(declared, ("Crime.csv", OLD[1]))
    assert (explanation.tile.text, left_out(explanation)) == (
        "60",
        [("no-area", 1, "rows"), ("period", 1, "columns")],
    )
    assert (len(trail(explanation).absent), BARNET in trail(explanation).absent) == (30, False)
    text = " ".join("\n".join(as_text(explanation)).split())
    assert "and 22 more: they count as zero." in text.replace("“", "").replace("”", "")


def test_a_district_without_a_row_is_zero_or_missing_as_declared() -> None:
    csv = "Crime.csv", "Borough,202311\nCamden,20\nUnknown,2\n"
    explanation = explanation_of(measure(OFFENCES), csv, area=BARNET)
    assert (explanation.tile.text, trail(explanation).count) == ("0", 0)
    assert "No row stands for November 2023: it counts as zero." in "\n".join(as_text(explanation))
    survey = measure(source={"area": {"column": ("Borough",)}})
    rows = "USS.csv", "Quarter,Borough,Satisfied\nQ3 23-24,London,61%\nQ3 23-24,Camden,66%\n"
    assert "No row stands for Q3 2023/24: it is missing, and missing is never zero." in "\n".join(
        as_text(explanation_of(survey, rows, area=BARNET))
    )


DEATHS = (
    "Victims.csv",
    "Recorded,Borough,Sex\nNov-22,Camden,Male\nJan-23,Camden,Male\nJan-23,Camden,Male\nMar-23,Barnet,Female\n"
    "Apr-23,Unknown,Male\n",
)


def test_each_event_counts_one_and_a_total_tells_its_single_periods() -> None:
    explanation = explanation_of(measure(VICTIMS), DEATHS)
    assert [(part.period, part.count) for part in trail(explanation).parts] == [
        ("2023-01", 2),
        ("2023-02", 0),
        ("2023-03", 1),
        ("2023-04", 1),
    ]
    assert {(cell.column, cell.written, cell.value) for cell in trail(explanation).cells} == {("", "", 1.0)}
    text = "\n".join(as_text(explanation))
    for line in (
        "   Each row counts as one.\n",
        "   The figure covers January to April 2023: 4 single months added up.\n",
        "   No row stands for February 2023: it counts as zero.\n",
        "   January 2023   2 (2 rows)\n",
        "   A total so far this year can only rise, so the single periods at its end are compared.\n",
        "   The figure for April 2023 is made in the same way, of 1 row.\n",
    ):
        assert line in text


def test_a_rolling_year_is_added_up_from_its_months_and_not_across_a_break() -> None:
    months = [f"2023{month:02d}" for month in range(1, 13)] + ["202401"]
    csv = "Crime.csv", f"Borough,{','.join(months)}\nCamden,{','.join(['1'] * 13)}\n"
    rolling = measure(OFFENCES, window="rolling-12-months")
    assert (explanation_of(rolling, csv).tile.text, trail(explanation_of(rolling, csv)).count) == ("12", 12)
    broken = measure(
        OFFENCES, window="rolling-12-months", breaks=({"period": "2023-06", "reason": "a new system came"},)
    )
    explanation = explanation_of(broken, csv)
    assert (trail(explanation).parts, trail(explanation).count) == ((), 0)
    sentence = (
        "A break stands between February 2023 to January 2024, so they are not added up: a new system came."
    )
    assert sentence in " ".join("\n".join(as_text(explanation)).split())


def test_a_supplement_is_made_of_the_rows_of_its_category() -> None:
    declared = measure(
        VICTIMS,
        supplement={
            "dimension": "sex",
            "category": "Male",
            "noun": {"singular": "man killed", "plural": "men killed"},
        },
    )
    explanation = explanation_of(declared, DEATHS)
    assert (trail(explanation, "supplement").count, trail(explanation, "supplement-earlier").count) == (3, 0)
    assert "The two numbers in that sentence are made of 3 rows and 0 rows." in "\n".join(
        as_text(explanation)
    )


AGES = (
    "Month,Borough,Age,Sex,Count\n2023-12,Camden,10-17,Female,4\n2023-12,Camden,18+,Female,5\n"
    "2023-12,Camden,10-17,Male,6\n2024-01,Camden,18+,Male,7\n"
)


def by_age(**source: Any) -> PublishedMeasure:
    read = {
        "layout": "rows",
        "period": {"column": ("Month",), "format": "YYYY-MM"},
        "value": {"column": ("Count",)},
    }
    age = {"id": "age", "title": "Age", "column": ("Age",)}
    return measure(
        OFFENCES, source={**read, "dimensions": (age,), "combine": "sum", "ignore": ("Sex",), **source}
    )


def rows_of(declared: PublishedMeasure, text: str) -> list[dict[str, str]]:
    return [
        dict(cell.row) for cell in trail(explanation_of(declared, ("Crime.csv", text), until="2023-12")).cells
    ]


def test_the_rows_of_a_figure_say_of_which_categories_they_are() -> None:
    assert [(row["Age"], row["Sex"]) for row in rows_of(by_age(), AGES)] == [
        ("10-17", "Female"),
        ("18+", "Female"),
        ("10-17", "Male"),
    ]


def test_the_rows_of_events_say_no_more_than_what_decided() -> None:
    events = by_age(layout="events", period={"column": ("Month",), "format": "YYYY-MM"})
    assert rows_of(events, AGES) == [{"Month": "2023-12", "Borough": "Camden"}] * 3


def test_many_rows_are_listed_by_their_ends_and_all_in_json() -> None:
    rows = "".join("Jan-23,Camden,Male\n" for _ in range(25))
    explanation = explanation_of(measure(VICTIMS), ("Victims.csv", f"Recorded,Borough,Sex\n{rows}"))
    listed = [
        line.strip().split()[0] for line in as_text(explanation) if "Victims.csv:" in line and ":1" in line
    ]
    assert listed == [f"Victims.csv:{line}:1" for line in (2, 3, 4, 5, 6, 22, 23, 24, 25, 26)]
    assert "   … and 15 more between them" in list(as_text(explanation))
    assert len(as_json(explanation)["figures"]["figure"]["cells"]) == 25


def test_a_terminal_is_not_steered_by_what_a_file_holds() -> None:
    csv = 'Borough,Other,202311\nCamden,"\x1b[31mred",20\n'
    declared = measure(OFFENCES, source={"where": ({"column": ("Other",), "values": ("\x1b[31mred",)},)})
    assert "\x1b" not in "\n".join(as_text(explanation_of(declared, ("Crime.csv", csv))))


# That it adds up, and what is withheld ---------------------------------------------------------------------


def test_rows_that_do_not_give_what_is_stored_are_told_loudly() -> None:
    declared = measure(source=BY_ROUTE)
    data = data_of(declared, ROUTES)
    other = MeasureData({**data.series, Key(): Series((observed("2023-Q3", 62.0),))})
    with pytest.raises(Untraceable) as problem:
        explanation_of(declared, ROUTES, data=other)
    assert str(problem.value) == (
        "victim-satisfaction: the rows for London (Metropolitan Police area) in Q3 2023/24 give 61, and 62 is "
        "stored: one of the two is not what was published"
    )


def test_a_file_that_cannot_be_read_any_more_is_told() -> None:
    declared = measure(source=BY_ROUTE)
    release = release_of(declared, data_of(declared, ROUTES))
    with pytest.raises(Untraceable, match=r"cannot be read by this version: USS\.csv:1:1: error"):
        explained(release, release.tile(declared.id, TODAY), {"USS.csv": b"Survey,Quarter\n1,2\n"})


SMALL = (
    "Crime.csv",
    "Borough,202311,202312\n" + "".join(f"{name},{n},{n}\n" for name, n in (("Camden", 3), ("Barnet", 444))),
)


def test_a_withheld_figure_is_not_given_away_by_its_rows() -> None:
    declared = measure(OFFENCES, suppression={"threshold": 5})
    data = without_numbers(data_of(declared, SMALL), Key(area=CAMDEN))
    explanation = explanation_of(declared, SMALL, area=CAMDEN, data=data)
    assert trail(explanation) == Trail("single", "2023-12", hidden="figure")
    output = json.dumps(as_json(explanation)) + "\n".join(as_text(explanation))
    assert "The figure is withheld, so its cells are not told either." in output
    assert '"value": 3' not in output and ": 3\n" not in output and '"written": "3"' not in output


def test_where_small_figures_are_withheld_no_row_is_told() -> None:
    declared = measure(OFFENCES, suppression={"threshold": 5})
    data = without_numbers(data_of(declared, SMALL), Key(area=CAMDEN))
    explanation = explanation_of(declared, SMALL, data=data)
    assert trail(explanation) == Trail("single", "2023-12", parts=(Part("2023-12", None),), hidden="rows")
    assert [file.rows for file in explanation.files] == [None]
    text = "\n".join(as_text(explanation))
    assert "444" not in text and "Camden" not in text and "Crime.csv:" not in text
    assert "The cells are not told, because this measure withholds small figures." in text


def test_what_the_engine_withholds_is_traced_without_a_fault() -> None:
    declared = measure(OFFENCES, suppression={"threshold": 5})
    data = without_numbers(data_of(declared, SMALL), Key(area=CAMDEN))
    measure_lineage = lineage(declared, {SMALL[0]: SMALL[1].encode()}, data, TODAY)
    assert {role: item.hidden for role, item in measure_lineage.trails.items()} == {
        "figure": "rows",
        "earlier": "rows",
    }


# Without figures, and in JSON ------------------------------------------------------------------------------


def described(**more: str) -> Mapping[str, str]:
    return {"id": "m", "title": "M", "description": "D", "outcome": "victims", **more}


def test_a_planned_measure_explains_itself_in_words() -> None:
    planned = PlannedMeasure.model_validate(
        described(status="planned", owner="MOPAC", reason="A survey will come.", expected="2024-01-31")
    )
    release = release_of(planned, MeasureData({}))
    explanation = explained(release, release.tile("m", TODAY), {})
    assert list(as_text(explanation)) == [
        "M",
        "As in release Q3 2023/24, published on 8 February 2024.",
        "",
        "1. Where this stands",
        "   There is no figure to explain: this measure is planned. A survey will come.",
        "   It is promised by MOPAC.",
        "   It is expected by 31 January 2024.",
        "   It is overdue.",
    ]
    assert "figures" not in as_json(explanation)


def test_a_qualitative_measure_explains_itself_in_words() -> None:
    in_words = QualitativeMeasure.model_validate(
        described(status="qualitative", reason="Much is hidden.", narrative="What was done.")
    )
    release = release_of(in_words, MeasureData({}))
    text = list(as_text(explained(release, release.tile("m", TODAY), {})))
    assert text[4:] == [
        "   There is no figure to explain: this measure is reported in words. Much is hidden.",
        "   What was done.",
    ]


def test_an_area_without_figures_says_so() -> None:
    declared = measure(SATISFACTION)
    explanation = explanation_of(declared, ("USS.csv", "Quarter,Satisfied\nQ3 23-24,61%\n"), area=CAMDEN)
    assert list(as_text(explanation))[-1] == "   There is no figure for this area."


def test_json_holds_numbers_as_numbers() -> None:
    document = as_json(explanation_of(measure(source=BY_ROUTE), ROUTES))
    assert document["figures"]["figure"] == {
        "period": {
            "id": "2023-Q3",
            "label": "Q3 2023/24",
            "start": "2023-10-01",
            "end": "2023-12-31",
            "window": "single",
        },
        "value": 61.0,
        "text": "61%",
        "status": "p",
        "base": None,
        "hidden": "",
        "count": 1,
        "parts": [{"period": "2023-Q3", "value": 61.0, "status": "p", "count": 1}],
        "cells": [
            {
                "file": "USS.csv",
                "line": 5,
                "field": 4,
                "column": "Satisfied",
                "row": [
                    {"column": "Survey", "text": "USS"},
                    {"column": "Quarter", "text": "Q3 23-24"},
                    {"column": "Route", "text": "F2F"},
                ],
                "written": "61%",
                "value": 61.0,
                "status": "",
            }
        ],
        "left_out": document["figures"]["figure"]["left_out"],
        "taken_for": [{"column": "Route", "written": "F2F", "meaning": "Face to face"}],
        "absent_areas": [],
    }
    assert document["change"]["difference"] == -3.0 and document["change"]["materiality"] == 1.0
    assert json.loads(json.dumps(document)) == document


def test_a_release_stores_the_ends_alone() -> None:
    rows = "".join("Jan-23,Camden,Male\n" for _ in range(25))
    declared, csv = measure(VICTIMS), f"Recorded,Borough,Sex\n{rows}"
    data = data_of(declared, ("Victims.csv", csv))
    measure_lineage = lineage(declared, {"Victims.csv": csv.encode()}, data, TODAY)
    assert (measure_lineage.trails["figure"].count, len(measure_lineage.trails["figure"].cells)) == (25, 10)
    assert tile(declared, data, TODAY).text == "25"
