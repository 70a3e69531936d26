"""A table of postcodes: what it leads to, what is wrong with one, and that no postcode is repeated."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app import create_app
from metrics.areas import districts
from metrics.issues import Issue
from metrics.places import Whereabouts, locate
from metrics.postcodes import NO_POSTCODES, Postcodes, full_postcode, table_of
from metrics.reading.postcodes import MOST_FAULTS, parse_postcodes
from metrics.releasing.postcodes import read_postcodes
from metrics.releasing.preview import build_preview
from metrics.releasing.review import drop_for_review
from tests.running import run
from tests.shipped import first_site

LAMBETH, SOUTHWARK, CAMDEN, CROYDON = "E09000022", "E09000028", "E09000007", "E09000008"
HEADER = "pcd,pcds,dointr,doterm,oslaua,ctry"
ROWS = (
    f"SE1 7PB,SE1 7PB,198001,,{LAMBETH},E92000001",
    f"SE1 7QA,SE1 7QA,198001,,{SOUTHWARK},E92000001",
    f"SE1 8AA,SE1 8AA,198001,,{SOUTHWARK},E92000001",
    f"SE1 9ZZ,SE1 9ZZ,198001,199912,{CAMDEN},E92000001",
    f"NW1 2DB,NW1 2DB,198001,,{CAMDEN},E92000001",
    "M1  1AA,M1 1AA,198001,,E08000003,E92000001",
    "IM1 1AA,IM1 1AA,198001,,M99999999,M99999999",
)
NOW = datetime(2024, 2, 9, 9, 30, tzinfo=UTC)


def parsed(*rows: str, header: str = HEADER) -> tuple[Postcodes, list[str]]:
    table, issues = parse_postcodes([f"{line}\n" for line in (header, *rows)], "postcodes.csv")
    return table, list(map(str, issues))


TABLE, _ = parsed(*ROWS)


def test_a_table_keeps_sectors_and_postcodes_where_a_sector_is_split() -> None:
    assert (
        Postcodes(
            {"SE1 8": SOUTHWARK, "NW1 2": CAMDEN},
            {"SE1 7": "PBVQA" + "\\"},
            {"SE1": (LAMBETH, SOUTHWARK), "NW1": (CAMDEN,)},
        )
        == TABLE
    )


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("SE1 7PB", Whereabouts(LAMBETH, outcode="SE1", exact=True)),
        ("se17qa", Whereabouts(SOUTHWARK, outcode="SE1", exact=True)),
        ("SE1 8", Whereabouts(SOUTHWARK, outcode="SE1", exact=True)),
        ("SE1 8ZX", Whereabouts(SOUTHWARK, outcode="SE1", exact=True)),  # newer than the table
        ("SE1 7ZX", Whereabouts(near=(LAMBETH, SOUTHWARK), outcode="SE1", is_complete=True)),
        ("SE1 7", Whereabouts(near=(LAMBETH, SOUTHWARK), outcode="SE1", is_complete=True)),
        ("SE1", Whereabouts(near=(LAMBETH, SOUTHWARK), outcode="SE1", is_complete=True)),
        ("NW1", Whereabouts(CAMDEN, outcode="NW1", exact=True)),
        ("NW1 9AA", Whereabouts(near=(CAMDEN,), outcode="NW1", is_complete=True)),
        ("M1 1AA", Whereabouts(outcode="M1")),
        ("SE1 9ZZ", Whereabouts(near=(LAMBETH, SOUTHWARK), outcode="SE1", is_complete=True)),  # it has ended
    ],
)
def test_a_postcode_leads_to_its_district_and_a_district_to_all_of_its_districts(
    text: str, where: Whereabouts
) -> None:
    assert locate(text, TABLE) == where


@pytest.mark.parametrize("text", ["Camden", "Soho", "xyzzy", ""])
def test_a_table_changes_nothing_for_what_is_no_postcode(text: str) -> None:
    assert locate(text, TABLE) == locate(text)


def test_rows_outside_region_are_passed_over_and_counted() -> None:
    assert parsed(*ROWS)[1] == [
        "postcodes.csv:1:1: warning: 2 rows are outside London and passed over; without them the file is read faster"
    ]


def test_the_columns_of_any_edition_are_known() -> None:
    assert parsed(f"NW12DB,{CAMDEN}", header="PCD7,LAD25CD") == (
        Postcodes({"NW1 2": CAMDEN}, {}, {"NW1": (CAMDEN,)}),
        [],
    )


def test_every_fault_of_a_table_is_told_at_once_with_its_place() -> None:
    table, issues = parsed(
        f"x,NW1,198001,,{CAMDEN},x",
        "x,NW1 2DB,198001,,E09000099,x",
        f"x,NW1 2DC,198001,,{CAMDEN}",
        f"x,NW1 2DD,198001,,{CAMDEN},x",
        f"x,NW1 2DD,198001,,{CROYDON},x",
    )
    assert (table, issues) == (
        NO_POSTCODES,
        [
            'postcodes.csv:2:2: error: "NW1" is not a postcode such as "SE1 7PB"',
            'postcodes.csv:3:5: error: "E09000099" is not the code of a borough of London',
            "postcodes.csv:4:1: error: the row has 5 fields and the header 6",
            f'postcodes.csv:6:5: error: "NW1 2DD" stands further up in another borough, {CAMDEN}',
        ],
    )


def test_a_table_without_its_columns_is_no_table() -> None:
    assert parsed(header="pcdz,ward") == (
        NO_POSTCODES,
        [
            'postcodes.csv:1:1: error: there is no column "pcds" of postcodes; did you mean "pcdz"?',
            'postcodes.csv:1:1: error: there is no column "oslaua", or such as "lad25cd", of boroughs',
        ],
    )


def test_a_table_of_elsewhere_is_no_table() -> None:
    assert parsed(ROWS[5])[1][0] == (
        "postcodes.csv:1:1: error: no row has a postcode of London that is in use"
    )


def test_of_very_many_faults_the_rest_is_counted() -> None:
    issues = parsed(*(f"x,N{n},198001,,{CAMDEN},x" for n in range(MOST_FAULTS + 5)))[1]
    assert (len(issues), issues[-1]) == (
        MOST_FAULTS + 1,
        "postcodes.csv:1:1: error: 5 more faults are not listed",
    )


@given(
    st.dictionaries(
        st.from_regex(r"[A-Z]{1,2}[0-9][A-Z]? [0-9][A-Z]{2}", fullmatch=True),
        st.sampled_from(list(districts())),
    )
)
def test_a_packed_table_gives_back_what_it_was_made_of(postcodes: dict[str, str]) -> None:
    by_sector: dict[str, dict[str, str]] = {}
    for text, code in postcodes.items():
        sector, letters = full_postcode(text)
        by_sector.setdefault(sector, {})[letters] = code
    table = table_of(by_sector)
    assert {text: table.area(text) for text in postcodes} == postcodes


# A site with a table -----------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    site = first_site(tmp_path)
    declared = site / "config" / "metrics.yaml"
    text = declared.read_text("utf-8").replace("site:\n", "site:\n  postcodes: config/postcodes.csv\n", 1)
    declared.write_text(text, "utf-8")
    (site / "config" / "postcodes.csv").write_text("\n".join([HEADER, *ROWS, ""]), "utf-8")
    return site


def published(root: Path) -> FlaskClient:
    """A server of a site whose only release declares the table."""
    shutil.rmtree(root / "data" / "releases")
    drop = next((root / "data" / "drops").iterdir())
    done = run(root, "--now", NOW.isoformat(), "publish", str(drop), "--release", "2023-24-q3")
    assert done.returncode == 0, done.stderr
    client: FlaskClient = create_app(root, lambda: NOW).server.test_client()
    return client


def test_pcp_check_tells_what_is_wrong_with_the_table(root: Path) -> None:
    file = root / "config" / "postcodes.csv"
    file.write_text(file.read_text("utf-8").replace(LAMBETH, "E09000099"), "utf-8")
    done = run(root, "check")
    assert done.returncode == 1
    assert (
        'config/postcodes.csv:2:5: error: "E09000099" is not the code of a borough of London' in done.stdout
    )


def test_pcp_check_tells_that_the_table_is_not_there(root: Path) -> None:
    (root / "config" / "postcodes.csv").unlink()
    done = run(root, "check")
    assert done.returncode == 1
    assert "config/postcodes.csv:1:1: error: the table of postcodes cannot be read" in done.stdout


def test_a_faulty_table_is_not_published(root: Path) -> None:
    (root / "config" / "postcodes.csv").write_text("pcds,oslaua\nx,E09000007\n", "utf-8")
    drop = next((root / "data" / "drops").iterdir())
    done = run(root, "--now", NOW.isoformat(), "publish", str(drop), "--release", "2023-24-q4")
    assert done.returncode == 1
    assert not (root / "data" / "releases" / "2023-24-q4").exists()


def test_a_reader_is_led_to_the_district_of_a_postcode_that_nothing_repeats(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = published(root)
    answer = client.get("/areas?find=SE1+7PB")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/areas/lambeth")
    pages = [
        client.get(path).text
        for path in ("/areas?find=SE1+7ZX", "/search?q=SE1+7PB", "/areas/lambeth?find=SE1+7PB")
    ]
    assert ["7PB" in page or "7ZX" in page for page in pages] == [False] * 3
    assert ("Southwark" in pages[0], "They may lie in other boroughs" in pages[0]) == (True, False)
    assert "/areas/lambeth" in pages[1]
    assert "7PB" not in caplog.text


def test_a_server_without_the_table_goes_on_and_says_so_in_its_log(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = published(root)
    (root / "config" / "postcodes.csv").unlink()
    assert "known to lie in" in client.get("/areas?find=SE1+7PB").text
    assert "config/postcodes.csv cannot be used" in caplog.text


def test_a_release_does_not_store_the_table(root: Path) -> None:
    published(root)
    stored = (root / "data" / "releases" / "2023-24-q3").rglob("*")
    assert [path.name for path in stored if "postcode" in path.name] == []


def test_a_preview_looks_postcodes_up_in_the_table_of_the_site(root: Path, tmp_path: Path) -> None:
    drop = next((root / "data" / "drops").iterdir())
    checked, _ = drop_for_review(root, root / "config" / "metrics.yaml", drop, "metrics.yaml", NOW)
    assert checked is not None
    build_preview(root, checked, tmp_path / "preview", 1, NOW)
    table, issues = read_postcodes(tmp_path / "preview" / "current", checked.config)
    assert (table, [issue.severity for issue in issues]) == (TABLE, ["warning"])


def test_an_issue_of_a_table_leads_to_its_section() -> None:
    _, issues = parse_postcodes(["pcds\n"], "postcodes.csv")
    assert [isinstance(issue, Issue) and issue.help.see for issue in issues] == ["docs/measures.md#postcodes"]
