"""What `make rehearsal` rests on: its drops are those of their quarters, and it sees what is wrong with a site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.readers import Answer, switch
from metrics.declared.config import parse_config
from tests.running import ROOT, Got
from tools.rehearsal.crawl import Standing, crawl
from tools.rehearsal.drops import (
    HISTORICAL,
    LABELS,
    RECENT,
    REGION,
    SATISFACTION,
    VICTIMS,
    Quarter,
    quarters,
    read_table,
    write_drop,
    write_mistake,
)
from tools.rehearsal.last import nearest_day, switch_faults
from tools.rehearsal.look import calendar_of, set_back, unsaid
from tools.rehearsal.staff import DECLARATION, declaration

# Drops ------------------------------------------------------------------------------------------------------


def test_sixteen_quarters_come_six_weeks_after_their_last_month_has_begun_on_a_thursday_at_half_past_nine() -> (
    None
):
    rows = [(item.release_id, str(item.last_month), item.moment.isoformat()) for item in quarters()]
    assert (len(rows), rows[0], rows[1], rows[-1]) == (
        16,
        ("2021-22-q3", "2022-01", "2022-02-17T09:30:00+00:00"),
        ("2021-22-q4", "2022-04", "2022-05-19T08:30:00+00:00"),
        ("2025-26-q2", "2025-10", "2025-11-13T09:30:00+00:00"),
    )
    assert {item.moment.weekday() for item in quarters()} == {3}


def cut(folder: Path, number: int) -> tuple[Quarter, Path]:
    quarter = quarters()[number]
    write_drop(quarter, folder, ROOT / "data" / "drops" / "2025-26-q2")
    return quarter, folder


@pytest.mark.parametrize(
    ("number", "months", "quarter", "victim"),
    [
        (0, ("202001", "202002", "202201"), "Q3 21-22", "Dec-21"),
        (9, ("202204", "202205", "202404"), "Q4 23-24", "Dec-23"),
        (15, ("202310", "202311", "202510"), "Q2 24-25", "Dec-23"),
    ],
)
def test_a_drop_ends_with_its_quarter_and_its_crime_files_with_the_month_after(
    tmp_path: Path, number: int, months: tuple[str, str, str], quarter: str, victim: str
) -> None:
    _, folder = cut(tmp_path / "drop", number)
    historical, recent = (read_table(folder / name)[0][LABELS:] for name in (HISTORICAL, RECENT))
    assert (historical[-1], recent[0], recent[-1]) == months
    assert (len(recent), len({*historical, *recent})) == (24, len(historical) + 24)
    assert max(read_table(folder / SATISFACTION)[1:], key=lambda row: row[0][3:] + row[0])[0] == quarter
    assert read_table(folder / VICTIMS)[-1][5] == victim


def test_what_is_not_cut_is_as_it_was_supplied(tmp_path: Path) -> None:
    _, folder = cut(tmp_path / "drop", 15)
    supplied = ROOT / "data" / "drops" / "2025-26-q2"
    assert read_table(folder / REGION) == read_table(supplied / REGION)


def test_a_mistake_is_in_one_figure(tmp_path: Path) -> None:
    _, folder = cut(tmp_path / "drop", 8)
    before = read_table(folder / RECENT)
    write_mistake(folder, "Camden", 10)
    pairs = [(old, new) for old, new in zip(before, read_table(folder / RECENT), strict=True) if old != new]
    assert [(old[2], old[:-1] == new[:-1], int(old[-1]) - int(new[-1])) for old, new in pairs] == [
        ("Camden", True, 10)
    ]


def test_the_declaration_of_a_quarter_is_sound_and_knows_no_break_before_it_came() -> None:
    text = (ROOT / DECLARATION).read_text("utf-8")
    first, later = quarters()[0], quarters()[9]
    absent = {"worry-about-crime": "The survey is late."}
    before, _ = parse_config(declaration(text, first))
    after, _ = parse_config(declaration(text, later, absent))
    assert before is not None and after is not None
    measures = {measure.id: measure for measure in after.published()}
    assert [len(item.breaks) for item in before.published() if item.id == "violence-with-injury"] == [0]
    assert (len(measures["violence-with-injury"].breaks), after.site.approval) == (1, "required")
    assert {str(item.next_update) for item in measures.values()} == {"2024-08-15"}
    assert [item.id for item in measures.values() if item.absent_this_time is not None] == [*absent]


# What is looked at -------------------------------------------------------------------------------------------

PAGE = '<html><body data-release="{release}"><h1 id="top">All</h1>{inner}</body></html>'
GOOD = {
    "/": ("two", '<a href="/about#top">About</a><a href="/as-at/one/">Then</a><form action="/about"></form>'),
    "/about": ("two", '<a href="/">Home</a>'),
    "/as-at/one/": ("one", '<a href="/as-at/one/about">About</a> corrected'),
    "/as-at/one/about": ("one", "corrected"),
}
STARTS = ("/", "/as-at/one/")
STANDING = Standing("two", frozenset({"gone"}), (), ("late",), {"one": "corrected"})


def getter(pages: Mapping[str, tuple[str, str]], statuses: Mapping[str, int]) -> Callable[[str], Got]:
    def get(address: str) -> Got:
        release, inner = pages.get(address, ("two", ""))
        status = statuses.get(address, 200 if address in pages else 404)
        html = {"content-type": "text/html; charset=utf-8"}
        return Got(status, html, PAGE.format(release=release, inner=inner).encode())

    return get


def faults(
    changed: Mapping[str, tuple[str, str]], statuses: Mapping[str, int] | None = None
) -> tuple[str, ...]:
    return crawl(getter({**GOOD, **changed}, statuses or {}), STANDING, STARTS).faults


def test_a_sound_site_has_no_faults_and_all_of_it_is_read() -> None:
    crawled = crawl(getter(GOOD, {}), STANDING, STARTS)
    assert (set(crawled.pages), crawled.faults) == (set(GOOD), ())


@pytest.mark.parametrize(
    ("address", "planted", "fault"),
    [
        ("/about", ("two", '<a href="/nowhere">?</a>'), "/nowhere answers 404, not 200"),
        (
            "/about",
            ("two", '<form><select name="a"><option value="x"></select></form>'),
            "/about?a=x answers 404, not 200",
        ),
        ("/about", ("one", ""), "/about is of release one, not two"),
        ("/about", ("two", "late"), "/about says: late"),
        ("/about", ("two", '<a href="/#no">?</a>'), "/about leads to /#no, and there is no such place"),
        ("/about", ("two", '<a href="/as-at/gone/">?</a>'), "/as-at/gone/ answers 404, not 410"),
        ("/as-at/one/about", ("two", "corrected"), "/as-at/one/about is of release two, not one"),
        ("/as-at/one/about", ("one", ""), "/as-at/one/about does not say: corrected"),
    ],
)
def test_what_is_planted_is_seen(address: str, planted: tuple[str, str], fault: str) -> None:
    assert faults({address: planted}) == (fault,)


def test_a_page_without_a_release_is_a_fault() -> None:
    assert faults({"/about": ("", "")}) == ("/about is of release , not two",)


def test_json_and_files_are_of_their_release_too() -> None:
    answers = {
        "/": Got(
            200,
            {"content-type": "text/html"},
            PAGE.format(
                release="two", inner='<a href="/api/v1/x">x</a><a href="/downloads/x.csv">x</a>'
            ).encode(),
        ),
        "/api/v1/x": Got(200, {"content-type": "application/json"}, b'{"release": {"id": "one"}}'),
        "/downloads/x.csv": Got(
            200,
            {"content-type": "text/csv", "content-disposition": 'attachment; filename="x-2023-24-q3.csv"'},
            b"",
        ),
    }
    assert crawl(answers.__getitem__, Standing("two"), ("/",)).faults == (
        "/api/v1/x is of release one, not two",
        "/downloads/x.csv is of release 2023-24-q3, not two",
    )


def test_a_statement_that_no_page_has_is_a_fault() -> None:
    get = getter({"/": ("two", "It is\n  <b>late</b>.")}, {})
    assert list(unsaid(get, {"/": ("It is late", "It came")})) == ["/ does not say: It came"]


def test_a_calendar_that_goes_back_is_a_fault() -> None:
    event = "BEGIN:VEVENT\r\nUID:{}\r\nDTSTAMP:{}\r\nSEQUENCE:{}\r\n"
    before = calendar_of(event.format("a", "20240101T000000Z", 1) + event.format("b", "20240102T000000Z", 0))
    now = calendar_of(event.format("a", "20240101T000000Z", 0) + event.format("b", "20240101T000000Z", 0))
    assert [fault.split()[1] for fault in sorted(set_back(before, now))] == ["a", "b"]
    assert list(set_back(now, before)) == []


def answered(*seen: tuple[float, float, str]) -> list[Answer]:
    return [Answer(asked_at, answered_at, 200, release, "/") for asked_at, answered_at, release in seen]


def test_an_old_answer_after_a_new_one_is_mixed_and_a_new_one_before_its_moment_early() -> None:
    switched = switch(
        answered(
            (8.0, 8.1, "old"), (9.0, 9.5, "new"), (9.4, 9.6, "old"), (9.6, 9.7, "old"), (11.0, 11.1, "new")
        ),
        *("new", 10.0),
    )
    assert (switched.first, switched.mixed, switched.early) == (-0.5, 1, 1)
    assert switched.last == pytest.approx(-0.4)
    assert [fault.partition(",")[0] for fault in switch_faults(switched)] == [
        "1 answers were mixed",
        "5 requests were answered with {200: 5}",
    ]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-29T09:00:00+00:00", "2026-11-29"),
        ("2026-11-29T09:30:00+00:00", "2026-11-30"),
        ("2026-06-30T08:45:00+00:00", "2026-07-01"),  # a quarter to ten in London
    ],
)
def test_the_last_release_is_announced_for_a_day_that_is_still_to_come(now: str, day: str) -> None:
    assert nearest_day(datetime.fromisoformat(now)).isoformat() == day
