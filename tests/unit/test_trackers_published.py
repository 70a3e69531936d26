"""Trackers through real publications: lines of dates from release to release, what is refused, and what is not stored."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from metrics.releasing.releases import load_release
from metrics.releasing.tracker_news import tracker_news
from tests.layouts.test_layouts import LAYOUTS_FOLDER, prepared
from tests.money import DROP, shipped_config
from tests.promises import DONE, HEADER, OPEN, PROMISES
from tests.running import run

MILESTONES = "oversight-milestones"
DAYS = {"first": "2026-03-28", "second": "2026-06-28", "third": "2026-09-28"}
# Made up for these tests: no report has said so. Dates that milestones of March 2022 might have had later.
LATER_DATES = {"2.6-5": "2022-05-31", "2.7-4": "2022-06-30"}
LAST_DATES = {"2.6-5": "2022-08-31", "2.7-4": "2022-06-30"}


def site(folder: Path, *trackers: dict[str, Any], **head: Any) -> Path:
    """A site of one measure with trackers besides."""
    prepared(LAYOUTS_FOLDER / "index-of-demand", folder)
    path = folder / "config" / "metrics.yaml"
    declared = yaml.safe_load(path.read_text("utf-8"))
    framework = declared["frameworks"][0]["id"]
    declared |= {**head, "trackers": [{**tracker, "framework": framework} for tracker in trackers]}
    path.write_text(yaml.safe_dump(declared, sort_keys=False, allow_unicode=True), "utf-8")
    return folder


def plain(value: Any) -> Any:
    """A declaration as YAML has it: lists for tuples."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def milestones_site(folder: Path) -> Path:
    shipped = shipped_config().tracker(MILESTONES)
    declared = plain(shipped.model_dump(mode="json", by_alias=True, exclude_unset=True))
    write_milestones(site(folder, declared), {})
    return folder


def write_milestones(folder: Path, dates: dict[str, str], first: dict[str, str] | None = None) -> None:
    """The 26 milestones, some with a later date, or with another first one."""
    with (DROP / f"{MILESTONES}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["first_due"] = (first or {}).get(row["reference"], row["first_due"])
        if row["reference"] in dates:
            row |= {"due": dates[row["reference"]], "status": "date-revised"}
    with (folder / "drop" / f"{MILESTONES}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def publish(folder: Path, release: str) -> tuple[int, str]:
    now = f"{DAYS[release]}T09:30:00+00:00"
    done = run(folder, "--now", now, "publish", "drop", "--release", release, "--note", "A note")
    return done.returncode, done.stdout + done.stderr


def stored(folder: Path, release: str, name: str) -> list[dict[str, str]]:
    with (folder / "data" / "releases" / release / "trackers" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def releases(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "data" / "releases").glob("*/"))


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with three releases of the 26 milestones."""
    folder = milestones_site(tmp_path_factory.mktemp("three"))
    for release, dates in (("first", {}), ("second", LATER_DATES), ("third", LAST_DATES)):
        write_milestones(folder, dates)
        code, output = publish(folder, release)
        assert code == 0, output
    return folder


def test_three_releases_keep_the_line_of_each_date(three: Path) -> None:
    assert not (three / "data/releases/first/trackers" / f"{MILESTONES}-steps.csv").exists()
    assert len(stored(three, "second", f"{MILESTONES}-steps.csv")) == 26
    steps = stored(three, "third", f"{MILESTONES}-steps.csv")
    assert len(steps) == 28
    assert [(row["release"], row["due"]) for row in steps if row["reference"] == "2.6-5"] == [
        ("first", "2022-03-31"),
        ("second", "2022-05-31"),
    ]
    release = load_release(three, "third")
    tracked = release.trackers[MILESTONES]
    item = tracked.item("2.6-5")
    assert item is not None
    dates = [*(step.due for step in tracked.steps_of("2.6-5")), item.due]
    assert [(after - before).days for before, after in pairwise(dates) if before and after] == [
        61,
        92,
    ]


def test_what_each_release_brings_is_told_and_stored(three: Path) -> None:
    loaded = {name: load_release(three, name) for name in DAYS}
    assert [item.news for item in tracker_news(loaded["second"], loaded["third"])] == [
        "One date moved by 92 days."
    ]
    assert [item.news for item in tracker_news(loaded["first"], loaded["second"])] == [
        "Two dates moved, the furthest by 91 days."
    ]
    assert "One date moved by 92 days." in (three / "data/releases/third/news.json").read_text("utf-8")


def test_a_kept_file_makes_no_further_steps(tmp_path: Path) -> None:
    folder = milestones_site(tmp_path)
    assert publish(folder, "first")[0] == 0
    (folder / "drop" / f"{MILESTONES}.csv").unlink()
    for release in ("second", "third"):
        code, output = publish(folder, release)
        assert code == 0, output
        assert (
            f'tracker "{MILESTONES}": "{MILESTONES}.csv" is not in the drop, so it stays as release' in output
        )
    assert [len(stored(folder, name, f"{MILESTONES}-steps.csv")) for name in ("second", "third")] == [26, 26]
    assert stored(folder, "third", f"{MILESTONES}.csv") == stored(folder, "first", f"{MILESTONES}.csv")
    verified = run(folder, "--now", f"{DAYS['third']}T10:00:00+00:00", "verify")
    assert verified.returncode == 0, verified.stdout


def test_a_changed_first_date_is_refused_with_the_release_that_had_it(tmp_path: Path) -> None:
    folder = milestones_site(tmp_path)
    assert publish(folder, "first")[0] == 0
    write_milestones(folder, LATER_DATES)
    assert publish(folder, "second")[0] == 0
    write_milestones(folder, {}, first={"2.6-5": "2022-05-31"})
    code, output = publish(folder, "third")
    assert code == 1
    assert (
        f'drop/{MILESTONES}.csv:6:5: error: the first date of "2.6-5" was 2022-03-31 in release "first", and it is '
        "2022-05-31 now: first dates do not change"
    ) in output
    assert releases(folder) == ["first", "second"]


ROLES = {"chief-constable": "Chief Constable"}
CHANGED = OPEN.replace("2022-03-31,2022-03-31", "2022-05-31,2022-06-30")
OUT = OPEN.replace("on-track,,", "withdrawn,,No money")


def small(**source: Any) -> dict[str, Any]:
    declared = plain(dict(PROMISES))
    return {**declared, "source": {**declared["source"], **source}}


def with_rows(folder: Path, *rows: str) -> Path:
    (folder / "drop" / "promises.csv").write_text("\n".join([HEADER, *rows, DONE]) + "\n", "utf-8")
    return folder


def redeclared(folder: Path, **changes: Any) -> None:
    """The declaration with some of its keys changed; those that are None are left out."""
    path = folder / "config" / "metrics.yaml"
    declared = yaml.safe_load(path.read_text("utf-8")) | changes
    path.write_text(
        yaml.safe_dump({key: value for key, value in declared.items() if value is not None}), "utf-8"
    )


def test_a_tracker_that_was_not_declared_for_a_release_has_its_first_dates_still(tmp_path: Path) -> None:
    folder = with_rows(site(tmp_path, small(), roles=ROLES), OPEN)
    assert publish(folder, "first")[0] == 0
    trackers = yaml.safe_load((folder / "config" / "metrics.yaml").read_text("utf-8"))["trackers"]
    redeclared(folder, trackers=None)
    (folder / "drop" / "promises.csv").unlink()
    assert publish(folder, "second")[0] == 0
    redeclared(folder, trackers=trackers)
    code, output = publish(with_rows(folder, CHANGED), "third")
    assert code == 1
    assert 'promises.csv:2:6: error: the first date of "A1" was 2022-03-31 in release "first"' in output
    code, output = publish(with_rows(folder, OPEN), "third")
    assert code == 0, output
    assert [row["release"] for row in stored(folder, "third", "promises-steps.csv")] == ["first", "first"]


def test_a_tracker_keeps_its_id(tmp_path: Path) -> None:
    folder = with_rows(site(tmp_path, small(), roles=ROLES), OPEN)
    assert publish(folder, "first")[0] == 0
    path = folder / "config" / "metrics.yaml"
    path.write_text(path.read_text("utf-8").replace("id: promises", "id: vows"), "utf-8")
    code, output = publish(with_rows(folder, CHANGED), "second")
    assert code == 1
    assert 'error: "vows" has 2 of 2 items of "promises", as release "first" calls it' in output
    assert releases(folder) == ["first"]
    others = with_rows(folder, CHANGED.replace("Open the front desk", "Close it"))
    (others / "drop" / "promises.csv").write_text(f"{HEADER}\n{CHANGED.replace('Open', 'Close')}\n", "utf-8")
    code, output = publish(others, "second")
    assert code == 0, output


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (CHANGED.replace("A1", "a1"), '2:1: error: "a1" was "A1" in release "second"; write it as it was'),
        (OPEN, '2:11: error: "A1" was withdrawn in release "second" and is open again; say why'),
    ],
)
def test_what_was_withdrawn_and_left_out_comes_back_as_what_it_was(
    tmp_path: Path, row: str, message: str
) -> None:
    folder = with_rows(site(tmp_path, small(), roles=ROLES), OPEN)
    for release, rows in (("first", [OPEN]), ("second", [OUT]), ("third", [])):
        assert publish(with_rows(folder, *rows), release)[0] == 0
    done = run(
        folder, "--now", "2026-10-01T09:30:00+00:00", "check", "--drop", str(with_rows(folder, row) / "drop")
    )
    assert done.returncode == 1
    assert message in done.stdout


# Markings --------------------------------------------------------------------------------------------------


def refused(folder: Path, place: str) -> str:
    """What is said where a marking stops a publication, and nothing is stored."""
    code, output = publish(folder, "first")
    assert code == 1, output
    assert f"drop/{place}: error: " in output, output
    assert "protective marking" in output
    assert releases(folder) == []
    return output


@pytest.mark.parametrize(
    ("text", "place", "changes"),
    [
        (f"{HEADER}\n{OPEN.replace('Rooms are let', 'OFFICIAL-SENSITIVE')}\n", "2:12", {}),
        (f"{HEADER}\n{OPEN.replace('Rooms are let', 'Official Sensitive until May')}\n", "2:12", {}),
        (f"{HEADER},extra\n{OPEN},OFFICIAL: SENSITIVE\n", "2:13", {"ignore": "extra"}),
        (f"{HEADER},RESTRICTED\n{OPEN},\n", "1:13", {}),
        (f"Plan of the office: CONFIDENTIAL\n{HEADER}\n{OPEN}\n", "1:1", {"header": 2}),
        (f"The plan\nTOP SECRET\n{HEADER}\n{OPEN}\n", "2:1", {"header": 3}),
        (
            f"{HEADER}\n{OPEN}\n{OPEN.replace('A1', 'B1').replace('Access', 'Secret')}\n",
            "3:3",
            {"where": [{"column": "ref", "values": "A1"}]},
        ),
    ],
)
def test_a_marking_anywhere_in_a_file_stops_a_publication(
    tmp_path: Path, text: str, place: str, changes: dict[str, Any]
) -> None:
    folder = site(tmp_path, small(**changes), roles=ROLES)
    (folder / "drop" / "promises.csv").write_text(text, "utf-8")
    refused(folder, f"promises.csv:{place}")


def test_a_marking_in_the_name_of_a_file_stops_a_publication(tmp_path: Path) -> None:
    folder = site(tmp_path, small(files="promises*.csv"), roles=ROLES)
    (folder / "drop" / "promises_OFFICIAL-SENSITIVE.csv").write_text(f"{HEADER}\n{OPEN}\n", "utf-8")
    refused(folder, "promises_OFFICIAL-SENSITIVE.csv:1:1")


def book(folder: Path) -> Workbook:
    """A workbook with the promise, on its only sheet."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (HEADER, OPEN):
        sheet.append([text or None for text in row.split(",")])
    return workbook


def test_a_marking_in_a_workbook_stops_a_publication_wherever_it_stands(tmp_path: Path) -> None:
    folder = site(tmp_path, small(files="promises.xlsx", sheet="Sheet"), roles=ROLES)
    path = folder / "drop" / "promises.xlsx"
    clean = book(folder)
    clean.save(path)
    assert publish(folder, "first")[0] == 0
    (tmp_path / "other").mkdir()
    other = site(tmp_path / "other", small(files="promises.xlsx", sheet="Sheet"), roles=ROLES)
    path = other / "drop" / "promises.xlsx"
    marked = book(other)
    marked["Sheet"]["L2"] = "OFFICIAL-SENSITIVE"
    marked.save(path)
    refused(other, "promises.xlsx:Sheet!L2")
    hidden = book(other)
    hidden.create_sheet("Notes").sheet_state = "hidden"
    hidden["Notes"]["B3"] = "Restricted"
    hidden.save(path)
    refused(other, "promises.xlsx:Notes!B3")
    header = book(other)
    header["Sheet"].oddHeader.center.text = "OFFICIAL-SENSITIVE"
    header.save(path)
    assert "beside the cells, in xl/worksheets/sheet1.xml;" in refused(other, "promises.xlsx:1:1")
    titled = book(other)
    titled.properties.title = "Plan (Confidential)"
    titled.save(path)
    assert "in docProps/core.xml;" in refused(other, "promises.xlsx:1:1")


def test_a_marking_in_a_file_of_money_stops_a_publication(tmp_path: Path) -> None:
    folder = prepared(LAYOUTS_FOLDER / "index-of-demand", tmp_path)
    path = folder / "config" / "metrics.yaml"
    declared = yaml.safe_load(path.read_text("utf-8"))
    account = plain(
        shipped_config().account("revenue-2023-24").model_dump(mode="json", by_alias=True, exclude_unset=True)
    )
    declared["accounts"] = [{**account, "framework": declared["frameworks"][0]["id"]}]
    path.write_text(yaml.safe_dump(declared, sort_keys=False, allow_unicode=True), "utf-8")
    text = (DROP / "finance-mopac-mps.csv").read_text("utf-8").replace("PCD 1516", "PCD 1516 RESTRICTED", 1)
    (folder / "drop" / "finance-mopac-mps.csv").write_text(text, "utf-8")
    refused(folder, "finance-mopac-mps.csv:12:12")
