"""A stored declaration is read in the language of its day, and is not judged again."""

import json
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from metrics.checking.drops import check_drop
from metrics.cli import cli
from metrics.declared.config import parse_config, parse_stored
from metrics.declared.upgrades import STEPS as TODAYS
from metrics.declared.upgrades import Declaration, language, upgraded
from metrics.issues import Refused
from metrics.releasing.history import Event, publications, read_history
from metrics.releasing.releases import DamagedRelease, NewerRelease, load_release, publish
from metrics.releasing.store import declared_in, read_manifest
from metrics.releasing.verification import verify_release
from tests.store.kept import CORRECTED, FIRST, NOW, STORES, client_of
from tests.unit.test_current_release import CONFIG

KEPT = STORES / "v1"
SOURCE = STORES / "source"
CONTACT = "Write to the office for outcomes."
AT = datetime.fromisoformat(NOW).astimezone(UTC)
NEWER = "was published by a newer version of this program; read it with that version, or with a later one"


def renamed(declaration: Declaration) -> Declaration:
    """An invented step: what was called the publisher of the site is its producer."""
    names = {"publisher": "producer"}
    site = {names.get(key, key): value for key, value in declaration["site"].items()}
    return {**declaration, "site": site}


def completed(declaration: Declaration) -> Declaration:
    """An invented step to a language in which a key is needed."""
    return {**declaration, "site": {**declaration["site"], "contact": CONTACT}}


STEPS = (renamed, completed)


def copied(root: Path) -> Path:
    """The store of version 1, to be changed."""
    shutil.copytree(KEPT / "data", root / "data")
    return root


def folder(root: Path, release_id: str = FIRST) -> Path:
    return root / "data" / "releases" / release_id


def with_manifest(root: Path, release_id: str = FIRST, **entries: object) -> None:
    """Changes the manifest of a release, as another version would have written it."""
    file = folder(root, release_id) / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | entries))


def with_declaration(root: Path, *changes: tuple[str, str]) -> None:
    """Changes the declaration of the first release, and its checksum with it."""
    file = folder(root) / "metrics.yaml"
    text = file.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text, "utf-8")
    files = read_manifest(folder(root))["files"]
    files["metrics.yaml"]["sha256"] = sha256(text.encode()).hexdigest()
    with_manifest(root, files=files)


def test_the_version_is_that_which_the_last_step_leads_to() -> None:
    assert (language(()), language(STEPS)) == (1, 3)


@pytest.mark.parametrize(
    ("version", "site"),
    [
        (1, {"publisher": "The office"}),
        (2, {"producer": "The office"}),
        (3, {"producer": "The office", "contact": CONTACT}),
    ],
)
def test_the_steps_from_a_version_on_are_taken(version: int, site: dict[str, str]) -> None:
    latest = {"site": {"producer": "The office", "contact": CONTACT}}
    assert upgraded({"site": site}, version, STEPS) == latest


def test_a_step_leaves_what_it_is_handed_as_it_is() -> None:
    declaration = {"site": {"publisher": "The office"}}
    upgraded(declaration, 1, STEPS)
    assert declaration == {"site": {"publisher": "The office"}}


def test_a_release_of_an_earlier_language_opens_as_the_same_value(tmp_path: Path) -> None:
    old = (("  producer: The", "  publisher: The"), (f"  contact: {CONTACT}\n", ""))
    with_declaration(copied(tmp_path), *old)
    assert load_release(tmp_path, FIRST, (*STEPS, *TODAYS)) == load_release(KEPT, FIRST)


def test_without_its_steps_it_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    with_declaration(copied(tmp_path), (f"  contact: {CONTACT}\n", ""))
    fault = r'metrics\.yaml cannot be read by this version: 2023-24-q3/metrics\.yaml:3:3: error: .*"contact"'
    with pytest.raises(DamagedRelease, match=fault):
        load_release(tmp_path, FIRST)


@pytest.mark.parametrize("version", [2, 3])
def test_a_release_carries_the_version_of_its_declaration(tmp_path: Path, version: int) -> None:
    drop, issues = check_drop(SOURCE / "metrics.yaml", SOURCE / FIRST, "metrics.yaml")
    assert drop is not None
    publish(tmp_path, drop, issues, Event("published", FIRST, AT, AT, "staff"), version=version)
    assert json.loads((folder(tmp_path) / "manifest.json").read_text())["declaration"] == version
    assert declared_in(read_manifest(folder(tmp_path), newest=3)) == version
    assert load_release(tmp_path, FIRST, STEPS).config == drop.config


def test_a_manifest_that_names_no_version_is_of_the_first() -> None:
    manifest = read_manifest(folder(KEPT))
    assert ("declaration" in manifest, declared_in(manifest)) == (False, 1)


@pytest.mark.parametrize("version", [0, -1, "1", None, 1.5])
def test_a_version_that_is_none_is_refused(tmp_path: Path, version: object) -> None:
    with_manifest(copied(tmp_path), declaration=version)
    with pytest.raises(DamagedRelease, match="is not of this release, or of a later version"):
        load_release(tmp_path, FIRST)


def test_releases_before_like_was_compared_with_like_judge_the_change_itself() -> None:
    config = load_release(KEPT, FIRST).config
    assert {measure.comparison.judged for measure in config.published()} == {"as-compared"}
    tiles = [load_release(KEPT, FIRST).tile(measure.id, AT.date()) for measure in config.published()]
    assert [(tile.verdict, tile.usual) for tile in tiles] == [(None, None)] * len(tiles)
    assert any(tile.change is not None and tile.change.outcome == "higher" for tile in tiles)


# Not judged again ------------------------------------------------------------------------------------------

NOT_RIGHT_TODAY = [
    (
        "two outcomes of one id",
        CONFIG.replace("outcomes: [{", "outcomes: [{id: safer, framework: pcp, title: T, description: D}, {"),
    ),
    ("an outcome of no framework", CONFIG.replace("framework: pcp", "framework: gone")),
    ("a word that tools read differently", CONFIG.replace("title: Londoners are safer", "title: no")),
    ("an anchor", CONFIG.replace("title: Londoners are safer", "title: &name Londoners are safer")),
    ("a character", CONFIG.replace("Londoners are safer", "Londoners are\u200bsafer\ufeff")),
]


@pytest.mark.parametrize(
    "text", [text for _, text in NOT_RIGHT_TODAY], ids=[name for name, _ in NOT_RIGHT_TODAY]
)
def test_what_a_rule_refuses_today_is_read_where_it_was_published(text: str) -> None:
    refused, faults = parse_config(text)
    config, issues = parse_stored(text.encode(), "metrics.yaml", 1)
    assert (refused, config is None, issues) == (None, False, [])
    assert faults != []


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"site: [", "2:1: error: this is not YAML: "),
        (b"", "1:1: error: the file is empty"),
        (b"- a", "1:1: error: the file must hold a map"),
        (b"site: \xff", "1:7: error: the file is not UTF-8"),
        (b"site: {}\nmeasures: []", '1:1: error: "frameworks" is missing'),
    ],
)
def test_what_has_not_the_shape_is_none_and_its_faults_are_told(data: bytes, fault: str) -> None:
    config, issues = parse_stored(data, "metrics.yaml", 1)
    assert config is None
    assert any(str(issue).startswith(f"metrics.yaml:{fault}") for issue in issues), issues


# Newer than the program ------------------------------------------------------------------------------------


@pytest.fixture(params=["schema", "declaration"])
def newer(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A store whose first release, and its current one, a later version has published."""
    copied(tmp_path)
    for release_id in (FIRST, CORRECTED):
        with_manifest(tmp_path, release_id, **{request.param: language() + 1})
    return tmp_path


def pcp(root: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner(env={"PCP_ROOT": None, "PCP_NOW": None}).invoke(
        cli, ["--root", str(root), "--now", NOW, *arguments]
    )
    return done.exit_code, done.output


def test_a_release_of_a_newer_version_is_refused(newer: Path) -> None:
    with pytest.raises(NewerRelease, match=f"^{FIRST}: manifest.json {re.escape(NEWER)}$"):
        load_release(newer, FIRST)


def test_pcp_verify_names_a_release_of_a_newer_version(newer: Path) -> None:
    (issue,) = verify_release(newer, FIRST)
    assert (issue.code, issue.message) == ("newer-release", f"it {NEWER}")
    status, output = pcp(newer, "verify")
    assert (status, output.count(f"manifest.json:1:1: error: it {NEWER}")) == (1, 2)


def test_pcp_releases_lists_a_release_of_a_newer_version(newer: Path) -> None:
    status, output = pcp(newer, "releases")
    assert (status, [line.split()[0] for line in output.splitlines() if line.startswith("2023")]) == (
        0,
        [CORRECTED, "2023-24-q4", FIRST],
    )


def test_pcp_explain_does_not_call_a_release_of_a_newer_version_damaged(newer: Path) -> None:
    status, output = pcp(newer, "explain", "homicide")
    assert (status, output) == (
        3,
        f"refused: the release cannot be read: {CORRECTED}: manifest.json {NEWER}\n",
    )


def test_nothing_is_published_beside_a_release_of_a_newer_version(newer: Path) -> None:
    drop, issues = check_drop(SOURCE / "metrics.yaml", SOURCE / FIRST, "metrics.yaml")
    assert drop is not None
    before = read_history(newer)
    drop = replace(drop, beside=tuple(event.release for event in publications(before)))
    with pytest.raises(Refused, match=f"cannot be marked: {CORRECTED}: manifest.json {re.escape(NEWER)}$"):
        publish(newer, drop, issues, Event("published", "next", AT, AT, "staff"))
    assert read_history(newer) == before


def test_a_server_that_starts_on_it_is_not_ready_and_says_why(newer: Path) -> None:
    answer = client_of(newer).get("/readyz")
    assert (answer.status_code, answer.get_json()["reason"]) == (503, f"{CORRECTED}: manifest.json {NEWER}")


def test_its_frozen_pages_are_not_shown_and_the_others_are(tmp_path: Path) -> None:
    with_manifest(copied(tmp_path), declaration=language() + 1)
    client = client_of(tmp_path)
    page = client.get(f"/as-at/{FIRST}/")
    data = client.get(f"/as-at/{FIRST}/api/v1/framework")
    assert (page.status_code, data.status_code) == (503, 503)
    assert "The figures of this release cannot be read at the moment." in page.text
    assert [client.get(path).status_code for path in (f"/as-at/{CORRECTED}/", "/readyz")] == [200, 200]
