"""What `pcp new-measure` makes of wards, BCUs and forces: their level where the site has them, else a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.layouts.test_layouts import LAYOUTS_FOLDER, NOW, prepared
from tests.running import run


def proposal(layout: str, folder: Path, *, with_table: bool = True) -> str:
    """The published form of a measure that reads the layout's own file, one blank after another left out."""
    site = prepared(LAYOUTS_FOLDER / layout, folder)
    if not with_table:
        declared = site / "config" / "metrics.yaml"
        head, _, _ = declared.read_text().partition("measures:\n")
        planned = (
            "measures:\n  - {id: soon, outcome: service, title: Soon, status: planned, description: To come, "
            "owner: A producer, reason: It is prepared., expected: 2030-01-01}\n"
        )
        declared.write_text(head.replace("areas:\n  table: areas.csv\n", "") + planned)
    (file,) = (site / "drop").iterdir()
    done = run(site, "--now", NOW, "new-measure", "another", "--extract", str(file), "--publish")
    assert done.returncode == 0, done.stdout + done.stderr
    return " ".join(line.strip() for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    ("layout", "area", "remark"),
    [
        ("wards-by-code", "area: column: Ward code level: ward", "3 wards"),
        (
            "wards-of-every-borough",
            "area: column: Ward level: ward within: Borough no_area: - Unknown",
            "33 wards",
        ),
        (
            "forces-beside-london",
            "area: column: Force level: force aliases: Metropolitan Police: London",
            "2 forces",
        ),
    ],
)
def test_a_column_of_areas_of_the_site_has_its_level(
    layout: str, area: str, remark: str, tmp_path: Path
) -> None:
    plain = proposal(layout, tmp_path).replace("#", "").replace("  ", " ")
    words = [word for word in area.split() if word != "-"]
    at = plain.index("area:")
    assert [word for word in plain[at : at + 260].split() if word in words][: len(words)] == words, plain[
        at : at + 260
    ]
    assert remark in plain


@pytest.mark.parametrize("layout", ["wards-by-code", "wards-of-every-borough", "forces-beside-london"])
def test_without_a_table_there_is_no_level(layout: str, tmp_path: Path) -> None:
    assert "level:" not in proposal(layout, tmp_path, with_table=False)


@pytest.mark.parametrize(
    ("layout", "absent"), [("forces-beside-london", "missing"), ("wards-by-code", "zero")]
)
def test_a_force_without_a_row_is_not_taken_for_none(layout: str, absent: str, tmp_path: Path) -> None:
    assert f"absent: {absent}" in proposal(layout, tmp_path)


def test_four_regions_with_the_names_of_divisions_are_no_divisions(tmp_path: Path) -> None:
    site = prepared(LAYOUTS_FOLDER / "survey-by-bcu", tmp_path)
    rows = ["North West", "South East", "North East", "South West", "London", "East of England"]
    (site / "regions.csv").write_text(
        "Year,Region,Offences\n" + "".join(f"2023-24,{row},9\n" for row in rows)
    )
    done = run(
        site, "--now", NOW, "new-measure", "another", "--extract", str(site / "regions.csv"), "--publish"
    )
    assert "level: division" not in done.stdout


def test_the_days_of_events_with_times_are_read_however_many_there_are(tmp_path: Path) -> None:
    site = prepared(LAYOUTS_FOLDER / "forces-beside-london", tmp_path)
    rows = [
        f"2024-{month:02}-{day:02} {hour:02}:{(hour * 7 + day) % 60:02},{('Camden', 'Merton')[hour % 2]}"
        for month in range(1, 13)
        for day in range(1, 29)
        for hour in range(24)
    ]
    (site / "events.csv").write_text("\n".join(["Searched at,Borough", *rows, ""]))
    done = run(
        site, "--now", NOW, "new-measure", "another", "--extract", str(site / "events.csv"), "--publish"
    )
    plain = " ".join(line.strip() for line in done.stdout.splitlines())
    assert "layout: events" in plain
    assert "column: Searched at format: YYYY-MM-DD day: any" in plain
