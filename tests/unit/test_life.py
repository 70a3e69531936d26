"""A measure's life: an id that changes, a measure that is retired, and where their old addresses lead."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from werkzeug.test import Client

from app import create_app
from metrics.declared.config import parse_config
from metrics.releasing.releases import load_release
from tests.running import ROOT, run
from tests.shipped import FIRST, FIRST_DECLARED, beside, first_site

NOW = "2024-05-09T08:30:00+00:00"
HOMICIDE = "  - id: homicide\n    outcome: violence\n"
KILLINGS = "  - id: killings\n    formerly: [homicide]\n    outcome: violence\n"
WORRY = FIRST_DECLARED[
    FIRST_DECLARED.index("  - id: worry-about-crime\n") : FIRST_DECLARED.index(
        "  - id: victim-satisfaction\n"
    )
]
RETIRED_WORRY = f"""\
  - id: worry-about-crime
    outcome: feel-safer
    title: Worry about crime
    status: retired
    description: How many Londoners worried about crime.
    reason: The survey that it came from asks another question now.
    last_release: {FIRST}
    successor: trust-in-police

"""
ITS_PANEL = FIRST_DECLARED[
    FIRST_DECLARED.index("    dashboard:\n      - show: breakdown\n        measures: worry") :
]
ITS_PANEL = ITS_PANEL[: ITS_PANEL.index("  - id: victims\n")]


def declare(site: Path, *changes: tuple[str, str]) -> None:
    file = site / "config" / "metrics.yaml"
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def pcp(site: Path, *arguments: str) -> tuple[int, str]:
    done = run(site, "--now", NOW, *arguments, PCP_ACTOR="Ann")
    return done.returncode, done.stdout + done.stderr


def client(site: Path) -> Client:
    at = datetime.fromisoformat(NOW).astimezone(UTC)
    site_client: Client = create_app(site, lambda: at).server.test_client()
    return site_client


# Another id ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second release, of the first one's own files, in which homicide has another id."""
    site = first_site(tmp_path_factory.mktemp("renamed"))
    declare(site, (HOMICIDE, KILLINGS), ("measures: homicide\n", "measures: killings\n"))
    declare(site, ("[violence-with-injury, homicide]", "[violence-with-injury, killings]"))
    status, output = pcp(site, "publish", f"data/drops/{FIRST}", "--release", "2023-24-q4")
    assert status == 0, output
    return site


def test_figures_under_a_former_id_are_not_gone_and_none_is_marked_as_revised(renamed: Path) -> None:
    release = load_release(renamed, "2023-24-q4")
    assert [item.measure for item in release.acknowledged] == []
    statuses = {item.status for series in release.data["killings"].series.values() for item in series}
    assert "r" not in statuses


def test_a_diff_holds_the_measure_beside_itself(renamed: Path) -> None:
    status, output = pcp(renamed, "diff", f"data/drops/{FIRST}")
    assert status == 0
    assert ("is added" in output, "is gone" in output) == (False, False)
    news = client(renamed).get("/releases").get_data(as_text=True)
    assert "New on this site" not in news


def test_its_figure_is_as_old_as_under_its_former_id(renamed: Path) -> None:
    age = client(renamed).get("/api/v1/measures/killings").get_json()["age"]
    assert (age["updated_in_this_release"], age["nothing_newer_since"]) == (
        False,
        {"release": FIRST, "day": "2024-02-08"},
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/measures/homicide", "/measures/killings"),
        ("/measures/homicide?area=camden&to=2023-11", "/measures/killings?area=camden&to=2023-11"),
        ("/measures/homicide/made", "/measures/killings/made"),
        ("/downloads/homicide.csv", "/downloads/killings.csv"),
        ("/downloads/homicide.csv-metadata.json", "/downloads/killings.csv-metadata.json"),
        ("/downloads/homicide.xlsx?area=camden", "/downloads/killings.xlsx?area=camden"),
        ("/embed/homicide", "/embed/killings"),
        ("/cards/measures/homicide.png", "/cards/measures/killings.png"),
        ("/api/v1/measures/homicide", "/api/v1/measures/killings"),
        ("/api/v1/measures/homicide/observations?from=2023-01", "/api/v1/measures/killings/observations?from=2023-01"),
        ("/as-at/2023-24-q4/measures/homicide", "/as-at/2023-24-q4/measures/killings"),
        ("/areas?measure=homicide", "/areas?measure=killings"),
    ],
)  # fmt: skip
def test_an_old_address_leads_on_to_the_new(renamed: Path, old: str, new: str) -> None:
    site_client = client(renamed)
    answer = site_client.get(old)
    assert (answer.status_code, answer.headers.get("Location")) == (308, new)
    assert site_client.get(new).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/as-at/zz/measures/homicide",
        "/measures/homicide/none",
        "/downloads/homicide.pdf",
        "/api/v1/measures/homicide/none",
    ],
)
def test_an_old_address_of_nothing_leads_nowhere(renamed: Path, address: str) -> None:
    assert client(renamed).get(address).status_code == 404


@pytest.mark.parametrize("rest", ["", "/observations?from=2023-01&limit=3"])
@pytest.mark.parametrize("measure", ["homicide", "killings"])
def test_its_figures_as_of_a_day_before_stand_under_either_id(renamed: Path, measure: str, rest: str) -> None:
    site_client, then = client(renamed), f"{'&' if '?' in rest else '?'}as_of=2024-03-01"
    answer = site_client.get(f"/api/v1/measures/{measure}{rest}{then}")
    always = f"/as-at/{FIRST}/api/v1/measures/homicide{rest}"
    assert (answer.status_code, answer.headers.get("Content-Location")) == (200, always)
    assert answer.get_json() == site_client.get(always).get_json()


def test_a_slip_as_of_a_day_before_is_told_with_the_id_that_was_asked_for(renamed: Path) -> None:
    answer = client(renamed).get("/api/v1/measures/killings/observations?area=camdn&as_of=2024-03-01")
    assert (answer.status_code, answer.get_json()["instance"]) == (
        404,
        "/api/v1/measures/killings/observations",
    )


def test_the_earlier_release_keeps_its_own_addresses(renamed: Path) -> None:
    assert client(renamed).get(f"/as-at/{FIRST}/measures/homicide").status_code == 200


@pytest.mark.parametrize(
    ("formerly", "message"),
    [
        ("[trust-in-police]", 'the former id "trust-in-police" is taken: a measure has it now'),
        ("[homicide]", 'the former id "homicide" is taken: this measure has it still'),
        ("[killed, killed]", 'the former id "killed" stands twice; it can lead to one measure'),
    ],
)
def test_a_former_id_leads_to_one_measure(formerly: str, message: str) -> None:
    text = FIRST_DECLARED.replace(HOMICIDE, f"{HOMICIDE}    formerly: {formerly}\n")
    errors = [issue.message for issue in parse_config(text)[1] if issue.severity == "error"]
    assert errors == [f'measure "homicide": {message}']


def test_two_measures_with_figures_do_not_become_one(tmp_path: Path) -> None:
    site = first_site(tmp_path)
    declare(
        site,
        ("  - id: trust-in-police\n", "  - id: trust\n    formerly: [trust-in-police, worry-about-crime]\n"),
    )
    declare(site, (WORRY, ""), (ITS_PANEL, ""), ("[trust-in-police, confidence", "[trust, confidence"))
    declare(site, ("        measures: trust-in-police\n", "        measures: trust\n"))
    status, output = pcp(site, "check", "--drop", f"data/drops/{FIRST}")
    assert status == 1
    assert (
        f'error: "trust": release "{FIRST}" has figures under "trust-in-police", "worry-about-crime", which cannot '
        "become one measure"
    ) in output


# Retired ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def retired(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second release, of the first one's own files, in which worry about crime is retired."""
    site = first_site(tmp_path_factory.mktemp("retired"))
    declare(site, (WORRY, RETIRED_WORRY), (ITS_PANEL, ""))
    status, output = pcp(site, "publish", f"data/drops/{FIRST}", "--release", "2023-24-q4")
    assert status == 0, output
    return site


def test_its_figures_are_gone_for_the_reason_of_its_being_retired(retired: Path) -> None:
    gone = [(item.measure, item.reason) for item in load_release(retired, "2023-24-q4").acknowledged]
    assert gone == [("worry-about-crime", "The survey that it came from asks another question now.")]


@pytest.mark.parametrize("path", ["/measures/worry-about-crime", "/measures"])
def test_its_last_figure_is_read_from_the_release_that_published_it(retired: Path, path: str) -> None:
    figure = load_release(retired, FIRST).tile("worry-about-crime", datetime(2024, 2, 8, tzinfo=UTC).date())
    assert figure.latest is not None
    page = client(retired).get(path).get_data(as_text=True)
    assert f"Its last figure was {figure.text}, for {figure.latest.label}." in page
    assert f'href="/as-at/{FIRST}/measures/worry-about-crime"' in page
    assert 'Its place is taken by <a href="/measures/trust-in-police">Trust in police</a>.' in page
    assert "The survey that it came from asks another question now." in page


def test_it_leaves_the_first_page_and_the_sentence_that_counts(retired: Path) -> None:
    page = client(retired).get("/").get_data(as_text=True)
    assert 'data-measure="worry-about-crime"' not in page
    assert "retired" not in page
    outcome = client(retired).get("/outcomes/feel-safer").get_data(as_text=True)
    assert '<a href="/measures/worry-about-crime">Worry about crime</a>' in outcome


def test_its_tile_for_other_pages_has_its_last_figure_with_links_that_leave_the_frame(retired: Path) -> None:
    figure = load_release(retired, FIRST).tile("worry-about-crime", datetime(2024, 2, 8, tzinfo=UTC).date())
    tile = client(retired).get("/embed/worry-about-crime").get_data(as_text=True)
    assert figure.latest is not None
    assert f"Its last figure was {figure.text}, for {figure.latest.label}." in tile
    assert tile.count("<a ") == tile.count('target="_top"')


def test_scripts_are_told(retired: Path) -> None:
    tile = client(retired).get("/api/v1/measures/worry-about-crime").get_json()
    keys = ("status", "latest", "change", "reason", "last_release", "successor")
    assert [tile[key] for key in keys] == [
        *("retired", None, None, "The survey that it came from asks another question now."),
        *(FIRST, "trust-in-police"),
    ]


def test_pcp_explain_and_the_tile_for_other_pages_say_so(retired: Path) -> None:
    status, output = pcp(retired, "explain", "worry-about-crime")
    assert (status, "this measure is retired" in output) == (0, True)
    assert "Retired" in client(retired).get("/embed/worry-about-crime").get_data(as_text=True)


@pytest.mark.parametrize(
    ("last", "message"),
    [
        ("2022-23-q1", f'there is no release "2022-23-q1"; there are "2023-24-q4", "{FIRST}"'),
        (
            "2023-24-q4",
            f'the release "2023-24-q4" has no figures of it; those that have: "{FIRST}"',
        ),
    ],
)
def test_the_last_release_has_figures_of_it(retired: Path, tmp_path: Path, last: str, message: str) -> None:
    beside(tmp_path)
    config = tmp_path / "metrics.yaml"
    text = (retired / "config" / "metrics.yaml").read_text("utf-8")
    config.write_text(text.replace(f"last_release: {FIRST}", f"last_release: {last}"), "utf-8")
    line = text.partition("    last_release")[0].count("\n") + 1
    status, output = pcp(retired, "check", "--config", str(config), "--drop", f"data/drops/{FIRST}")
    assert status == 1
    assert f'{config}:{line}:5: error: "worry-about-crime": {message}' in output


def test_a_later_release_with_figures_is_named(renamed: Path, tmp_path: Path) -> None:
    beside(tmp_path)
    config = tmp_path / "metrics.yaml"
    text = (renamed / "config" / "metrics.yaml").read_text("utf-8")
    config.write_text(text.replace(WORRY, RETIRED_WORRY).replace(ITS_PANEL, ""), "utf-8")
    status, output = pcp(renamed, "check", "--config", str(config), "--drop", f"data/drops/{FIRST}")
    assert status == 0
    assert (
        'warning: "worry-about-crime": the release "2023-24-q4" came later and has figures of it; name it, unless it '
        "was withdrawn"
    ) in output


@pytest.mark.parametrize(
    ("successor", "message"),
    [("nothing-of-the-kind", "is not declared"), ("worry-about-crime", "is not declared")],
)
def test_what_takes_its_place_is_a_measure_that_is_not_retired(successor: str, message: str) -> None:
    text = FIRST_DECLARED.replace(WORRY, RETIRED_WORRY.replace("trust-in-police", successor)).replace(
        ITS_PANEL, ""
    )
    errors = [issue.message for issue in parse_config(text)[1] if issue.severity == "error"]
    assert len(errors) == 1
    assert f'successor "{successor}" {message}' in errors[0]


# Gone ------------------------------------------------------------------------------------------------------


def test_an_address_of_a_measure_that_is_gone_leads_to_its_page_as_an_earlier_release_had_it(
    tmp_path: Path,
) -> None:
    site = first_site(tmp_path)
    declare(site, (WORRY, ""), (ITS_PANEL, ""))
    declare(site, ("  - id: feel-safer\n    framework: pcp\n    title: Londoners feel safer\n", ""))
    declare(site, ("    description: Fewer people in London worry about crime where they live.\n", ""))
    accepted = ("--accept", "gone-measure", "--reason", "The survey has ended.")
    status, output = pcp(site, "publish", f"data/drops/{FIRST}", "--release", "2023-24-q4", *accepted)
    assert status == 0, output
    answer = client(site).get("/measures/worry-about-crime")
    assert answer.status_code == 404
    address = f"/as-at/{FIRST}/measures/worry-about-crime"
    assert f'<a href="{address}">' in answer.get_data(as_text=True)
    assert client(site).get(address).status_code == 200
    assert "/as-at/" not in client(site).get("/measures/never-there").get_data(as_text=True)


def test_every_measure_stands_in_one_table() -> None:
    now = datetime(2026, 11, 1, tzinfo=UTC)
    page = create_app(ROOT, lambda: now).server.test_client().get("/measures").get_data(as_text=True)
    config, _ = parse_config(FIRST_DECLARED)
    assert config is not None
    assert [measure.id for measure in config.measures if f'href="/measures/{measure.id}"' not in page] == []
