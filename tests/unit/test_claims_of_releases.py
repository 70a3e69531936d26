"""Claims by releases: which is taken, what the newest makes of them, and the shipped one to the digit in every form."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from metrics.declared.among import areas_of
from metrics.declared.claim import Claim
from metrics.releasing.claim_json import claim_json
from metrics.releasing.claim_words import claim_headlines, newest_sentences, own_sentences
from metrics.releasing.claims import claim_checks, release_of, worked_from
from metrics.releasing.published import Notice, Published
from metrics.releasing.releases import load_release
from tests.running import ROOT, run
from tests.shipped import FIRST, FIRST_DECLARED, first_site

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
CLAIM = "violence-2016-2025"
SUM = (
    "From 74,414 in the 12 months to May 2016 to 64,639 in the 12 months to February 2025 the change is -13.1%, which is "
    "-13% in the digits that were stated."
)
UP_TO_BREAK = "Up to the break the change was 8.0%, to 80,367 in the 12 months to February 2024; from there on it is -19.6%."
NEWEST = [
    "On the newest release, Q1 2026/27, the change is -13.4%.",
    "The figure for the 12 months to February 2025 was 64,639 then and is 64,464 now, 175 fewer.",
    "Rows of no borough, 383 of them then, are gone from the source; all others were revised, by 208 more in all.",
]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    test_client: FlaskClient = create_app(ROOT, lambda: NOW).server.test_client()
    return test_client


def text(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def words(document: str) -> str:
    """What a page says, without its marks."""
    main = document[document.index("<main") :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


# The plan's own claim --------------------------------------------------------------------------------------


def test_the_page_has_the_claim_to_the_digit(client: FlaskClient) -> None:
    document = text(client, "/claims")
    assert f'data-claim="{CLAIM}" data-finding="not-comparable"' in document
    page = words(document)
    assert "“violence with injury is down by 13%”" in page
    assert "Agrees in arithmetic, not comparable. " in page
    for sentence in (SUM, UP_TO_BREAK, *NEWEST):
        assert sentence in page
    assert '<a href="/as-at/2025-26-q2/measures/violence-with-injury">Q2 2025/26</a>' in document


def test_the_api_has_the_claim_to_the_digit(client: FlaskClient) -> None:
    (claim,) = json.loads(text(client, "/api/v1/claims"))["claims"]
    assert (claim["id"], claim["finding"], claim["text"]) == (CLAIM, "not-comparable", "-13.1%")
    assert (claim["from"]["value"], claim["to"]["value"]) == (74414, 64639)
    assert claim["difference"] == pytest.approx(100 * (64639 - 74414) / 74414, abs=1e-9)
    assert claim["release"]["id"] == "2025-26-q2"
    around = claim["break"]["last_before"]
    assert (claim["break"]["period"], around["period"], around["value"]) == ("2024-03", "2024-02", 80367)
    assert around["until"] == pytest.approx(100 * (80367 - 74414) / 74414, abs=1e-9)
    assert around["across"] == pytest.approx(100 * (64639 - 80367) / 80367, abs=1e-9)
    newest = claim["newest"]
    assert (newest["release"]["id"], newest["from"]["value"], newest["to"]["value"]) == (
        "2026-27-q1",
        74414,
        64464,
    )
    assert newest["text"] == "-13.4%"
    assert newest["why"] == NEWEST
    assert [(item["before"], item["after"], item["gone"]) for item in newest["revised"]] == [
        (64639, 64464, 383)
    ]


def rows_of(body: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body, newline="")))


def test_the_file_has_the_claim_to_the_digit(client: FlaskClient) -> None:
    (row,) = rows_of(text(client, "/downloads/claims.csv"))
    assert (row["claim"], row["from_value"], row["to_value"]) == (CLAIM, "74414", "64639")
    assert (row["stated"], row["unit"], row["difference"]) == ("-13", "percent", "-13.1359690381")
    assert (row["newest_to_value"], row["newest_difference"]) == ("64464", "-13.3711398393")
    assert SUM in row["why"]


def test_the_file_is_described_column_by_column(client: FlaskClient) -> None:
    described = json.loads(text(client, "/downloads/claims.csv-metadata.json"))
    names = [column["name"] for column in described["tableSchema"]["columns"]]
    header = text(client, "/downloads/claims.csv").partition("\r\n")[0]
    assert ",".join(names) == header
    assert described["url"] == "claims.csv"
    assert all(column["dc:description"] for column in described["tableSchema"]["columns"])


def test_the_file_of_everything_has_the_claims_and_says_so(client: FlaskClient) -> None:
    archive = zipfile.ZipFile(io.BytesIO(client.get("/downloads/all.zip").data))
    assert archive.read("claims.csv").decode() == text(client, "/downloads/claims.csv")
    assert "claims.csv-metadata.json" in archive.namelist()
    assert "claims.csv: what was said in public" in archive.read("README.txt").decode()


def test_the_command_has_the_claim_to_the_digit() -> None:
    done = run(ROOT, "--now", NOW.isoformat(), "claim")
    assert done.returncode == 0
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert lines[0] == f"{CLAIM}: “violence with injury is down by 13%”"
    assert lines[2] == "Release Q2 2025/26 (2025-26-q2): Agrees in arithmetic, not comparable"
    assert set(lines) >= {SUM, UP_TO_BREAK, *NEWEST}


def test_the_command_says_the_same_for_programs(client: FlaskClient) -> None:
    (claim,) = json.loads(text(client, "/api/v1/claims"))["claims"]
    every = run(ROOT, "--now", NOW.isoformat(), "claim", "--format", "json")
    alone = run(ROOT, "--now", NOW.isoformat(), "claim", CLAIM, "--format", "json")
    assert json.loads(every.stdout) == [claim]
    assert json.loads(alone.stdout) == claim


@pytest.mark.parametrize(
    ("name", "expected"), [("violence-2016-2024", f'did you mean "{CLAIM}"'), ("x", f"there are {CLAIM}")]
)
def test_an_unknown_claim_is_a_wrong_command_line(name: str, expected: str) -> None:
    done = run(ROOT, "--now", NOW.isoformat(), "claim", name)
    assert done.returncode == 2
    assert expected in done.stderr


def test_without_a_release_there_is_no_claim_to_work_out(tmp_path: Path) -> None:
    first_site(tmp_path)
    shutil.rmtree(tmp_path / "data" / "releases")
    done = run(tmp_path, "claim")
    assert (done.returncode, done.stdout) == (3, "")
    assert "nothing has been published yet" in done.stderr


def test_the_claim_is_led_to(client: FlaskClient) -> None:
    assert f'href="/claims#claim-{CLAIM}"' in text(client, "/measures/violence-with-injury")
    assert "/claims#" not in text(client, "/measures/homicide")
    assert "/claims</loc>" in text(client, "/sitemap.xml")
    assert f'href="/claims#claim-{CLAIM}"' in text(client, "/search?q=down+by")
    assert 'href="/claims"' in text(client, "/")
    assert "/api/v1/claims" in text(client, "/api/v1")


def test_a_release_of_before_the_claim_tells_of_none(client: FlaskClient) -> None:
    assert json.loads(text(client, "/as-at/2025-26-q2/api/v1/claims"))["claims"] == []
    page = words(text(client, "/as-at/2025-26-q2/claims"))
    assert "No claim is listed in this release." in page
    assert 'href="/as-at/2025-26-q2/claims"' not in text(client, "/as-at/2025-26-q2/")


# Figures of others -----------------------------------------------------------------------------------------


def test_the_page_of_a_measure_says_why_other_figures_differ(client: FlaskClient) -> None:
    page = words(text(client, "/measures/homicide"))
    assert "Why other figures differ" in page
    assert "It counts offences; ours counts victims. It differs in what is counted." in page
    assert "For 2023 it is 109 here, and 110 there." in page
    assert "Why other figures differ" not in words(text(client, "/measures/trust-in-police"))


def test_the_api_and_the_description_of_files_say_so_too(client: FlaskClient) -> None:
    (other,) = json.loads(text(client, "/api/v1/measures/homicide"))["metadata"]["other_figures"]
    assert other["worked"] == {"ours": 109, "theirs": 110, "period": "2023", "value": 109.0, "holds": True}
    notes = json.loads(text(client, "/downloads/violence-with-injury.csv-metadata.json"))["notes"]
    assert [note["schema:name"] for note in notes] == [
        "Office for National Statistics: Crime in England and Wales, police force area tables",
        "data.police.uk: Street-level crime",
    ]


# Which release it is worked out from -----------------------------------------------------------------------

PAST = tuple(
    Published(name, datetime(2024, number, 8, 9, 30, tzinfo=UTC))
    for name, number in (("third", 9), ("second", 5), ("first", 2))
)


def a_claim(**keys: Any) -> Claim:
    side = {"window": "single", "period": "2023-12"}
    stated = {"change": -1, "unit": "percent"}
    own = {
        "id": "a",
        "words": "w",
        "said_in": "s",
        "measure": "m",
        "from": side,
        "to": side,
        "stated": stated,
    }
    return Claim.model_validate({**own, **keys})


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, "third"),
        ({"release": "second"}, "second"),
        ({"release": "fourth"}, None),
        ({"release": "second", "said_on": date(2024, 9, 9)}, "second"),
        ({"said_on": date(2023, 1, 1)}, "first"),
        ({"said_on": date(2024, 2, 8)}, "first"),
        ({"said_on": date(2024, 5, 7)}, "first"),
        ({"said_on": date(2024, 5, 8)}, "second"),
        ({"said_on": date(2030, 1, 1)}, "third"),
    ],
)
def test_a_claim_is_worked_out_from_the_release_of_its_day(
    keys: dict[str, Any], expected: str | None
) -> None:
    assert release_of(a_claim(**keys), "third", PAST) == expected


def test_a_release_that_was_withdrawn_is_taken_only_where_it_is_named() -> None:
    gone = Published("second", PAST[1].at, withdrawn=Notice(PAST[0].at, "Wrong."))
    past = (PAST[0], gone, PAST[2])
    assert release_of(a_claim(said_on=date(2024, 6, 1)), "third", past) == "first"
    assert release_of(a_claim(release="second"), "third", past) == "second"


# Declared on a site of its own -----------------------------------------------------------------------------

DECLARED = """\
claims:
  - id: fewer-offences
    words: it fell by a tenth in a month
    said_in: A speech
    said_on: 2024-03-01
    measure: violence-with-injury
    area: {area}
    from: {{window: single, period: 2023-12}}
    to: {{window: single, period: 2024-01}}
    stated: {{change: -10, unit: percent}}
  - id: to-come
    words: it is another now
    said_in: A speech
    measure: violence-with-injury
    from: {{window: single, period: 2023-12}}
    to: {{window: single, period: 2024-12}}
    stated: {{change: -10, unit: percent}}
    {named}

other_figures:
  - measure: homicide
    producer: Another body
    title: Its table
    differs_by: [noun]
    explanation: It counts otherwise.
    worked: {{ours: {ours}, theirs: 110, period: "2023"}}

measures:
"""


def site_with(folder: Path, area: str = "London", named: str = f"release: {FIRST}", ours: int = 109) -> Path:
    site = first_site(folder)
    block = DECLARED.format(area=area, named=named, ours=ours)
    declared = FIRST_DECLARED.replace("measures:\n  - id: crime", f"{block}  - id: crime", 1)
    (site / "config" / "metrics.yaml").write_text(declared, "utf-8")
    return site


@pytest.fixture
def checked(tmp_path: Path) -> Iterator[Any]:
    """What `pcp check` says of a site's claims, by their codes."""

    def of(**keys: Any) -> dict[str, str]:
        site = site_with(tmp_path, **keys)
        later = "2024-05-09T10:00:00+00:00"
        done = run(site, "--now", later, "check", "--drop", f"data/drops/{FIRST}", "--format", "json")
        codes = ("claim-area", "claim-release", "claim-lost", "pair-differs")
        return {item["code"]: item["message"] for item in json.loads(done.stdout) if item["code"] in codes}

    yield of


def test_a_claim_that_the_drop_cannot_work_out_is_warned_of(checked: Any) -> None:
    assert checked(named="") == {
        "claim-lost": 'claim "to-come" cannot be worked out by this drop: the figure for December 2024 is not available'
    }


def test_a_claim_of_another_release_is_none_of_the_drop(checked: Any) -> None:
    assert checked() == {}


def test_a_claim_of_an_unknown_area_is_an_error(checked: Any) -> None:
    assert checked(area="Camdem") == {
        "claim-area": 'claim "fewer-offences": the area "Camdem" is not known; did you mean "Camden"?'
    }


def test_a_claim_of_a_release_that_is_not_there_is_warned_of(checked: Any) -> None:
    assert checked(named="release: 2023-24-q9")["claim-release"] == (
        f'claim "to-come": there is no release "2023-24-q9"; there are "{FIRST}". Readers are not shown it until there is'
    )


def test_a_pair_that_no_longer_holds_is_warned_of_and_told(tmp_path: Path, checked: Any) -> None:
    assert checked(ours=108)["pair-differs"] == (
        '"homicide" is 109 in 2023 to the end of December, and the pair beside Another body has 108; readers see both'
    )
    later = "2024-05-09T08:30:00+00:00"
    done = run(tmp_path, "--now", later, "publish", f"data/drops/{FIRST}", "--release", "2023-24-q4")
    assert done.returncode == 0, done.stdout + done.stderr
    test_client: FlaskClient = create_app(
        tmp_path, lambda: datetime(2024, 5, 10, tzinfo=UTC)
    ).server.test_client()
    page = words(text(test_client, "/measures/homicide"))
    assert "For 2023 it was 108 here and 110 there; by this release it is 109 here." in page
    first, second = json.loads(text(test_client, "/api/v1/claims"))["claims"]
    assert (first["release"]["id"], first["finding"], first["from"]["value"]) == (
        FIRST,
        "does-not-agree",
        6732,
    )
    assert (second["finding"], second["newest"]["finding"]) == ("not-worked-out", "not-worked-out")
    assert second["why"] == ["The figure for December 2024 is not available."]


def test_a_headline_of_the_diff_says_that_a_claim_comes_to_something_else(tmp_path: Path) -> None:
    site = site_with(tmp_path)
    folder = site / "data" / "drops" / "next"
    folder.mkdir()
    for file in (site / "data" / "drops" / FIRST).iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    done = run(site, "--now", "2024-05-09T10:00:00+00:00", "diff", "data/drops/next", "--format", "json")
    assert done.returncode == 0, done.stderr
    headlines = json.loads(done.stdout)["headlines"]
    assert "the claim fewer-offences is added: “it fell by a tenth in a month”" in headlines
    assert not [line for line in headlines if line.startswith("the claim fewer-offences:")]


def test_a_headline_has_what_a_claim_came_to_and_what_it_comes_to_now() -> None:
    earlier, later = (load_release(ROOT, name) for name in ("2025-26-q2", "2026-27-q1"))
    with areas_of(later.config):
        assert list(claim_headlines(earlier, later)) == [
            f"the claim {CLAIM}: agrees in arithmetic, not comparable (-13.1%), now agrees in arithmetic, not "
            "comparable (-13.4%)"
        ]
        assert list(claim_headlines(later, later)) == []


def test_a_claim_follows_its_measure_to_the_id_that_it_has_now() -> None:
    release = load_release(ROOT, "2026-27-q1").called_now({"violence-with-injury": "violence"})
    assert [claim.measure for claim in release.config.claims] == ["violence"]
    assert {other.measure for other in release.config.other_figures} == {"violence", "homicide"}
    assert worked_from(release, release.config.claims[0]).finding == "not-comparable"


def test_a_release_that_cannot_be_read_is_said_to_be_so() -> None:
    release = load_release(ROOT, "2026-27-q1")
    past = tuple(Published(name, NOW) for name in ("2026-27-q1", "2025-26-q2"))
    (check,) = claim_checks(release, past, lambda release_id: None)
    assert check.own.finding == "not-worked-out"
    assert own_sentences(check.own) == ["Release Q2 2025/26 cannot be read at the moment."]
    assert newest_sentences(check)[0] == "On the newest release, Q1 2026/27, the change is -13.4%."
    assert claim_json(check)["from"] is None
