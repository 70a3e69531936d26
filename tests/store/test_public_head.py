"""The head of the chain as readers see it, and what a server does when the chain is broken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from metrics.releasing.chain import Head, heads_of
from metrics.releasing.history import read_chain
from metrics.releasing.public_chain import public_chain
from tests.running import ROOT, run
from tests.store.sites import NOW, RELEASES, make_site, prepare

HISTORY, HEAD = RELEASES / "history.jsonl", RELEASES / "last-event.json"
MAY = datetime(2024, 5, 9, 8, 30, tzinfo=UTC)
KEY = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="


class Site:
    """A site with a clock, and its server."""

    def __init__(self, root: Path) -> None:
        self.root, self.now = root, NOW
        self.client: FlaskClient = create_app(root, lambda: self.now).server.test_client()

    def heads(self) -> tuple[Head, ...]:
        return heads_of((self.root / HISTORY).read_bytes())

    def json(self, path: str = "/api/v1/releases") -> Any:
        return json.loads(self.client.get(path).text)

    def later(self, seconds: float = 2.0) -> None:
        """The server looks at the disk anew."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with one release and an announced day, whose server looks at the disk each time."""
    monkeypatch.setattr("serving.releases.current.LOOK_EVERY_SECONDS", 0.0)
    root = make_site(tmp_path / "site")
    text = (root / "config" / "metrics.yaml").read_text()
    keys = f"  signing_keys: [{{since: 2024-02-08, key: {KEY}}}]\n"
    (root / "config" / "metrics.yaml").write_text(text.replace("frameworks:", f"{keys}frameworks:", 1))
    prepare(root, "one")
    announce(root, "2024-05-09")
    yield Site(root)


def announce(root: Path, day: str, now: datetime = NOW) -> None:
    words = ("announce", day, "--reason", "New figures.", "--further")
    done = run(ROOT, "--root", str(root), "--now", now.isoformat(), *words, PCP_ACTOR="staff")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_head_stands_on_the_page_in_the_feed_and_in_the_api(site: Site) -> None:
    first, last = site.heads()[1:]
    page, feed, chain = (
        site.client.get("/releases").text,
        site.client.get("/feed.atom").text,
        site.json()["chain"],
    )
    assert "The list has 2 lines" in page
    assert (f">{last.checksum[:12]}<" in page, f">{last.checksum}<" in page) == (True, True)
    assert f"The fingerprint of our list of releases is now {last.checksum}." in feed
    assert f"when this one was entered: {first.checksum}." in feed
    assert chain == {
        "events": 2,
        "sha256": last.checksum,
        "entered": {"one": first.checksum},
        "begun_anew": [],
    }


def test_a_frozen_page_has_no_head_since_it_is_of_another_day(site: Site) -> None:
    assert site.json("/as-at/one/api/v1/releases")["chain"] is None
    assert "fingerprint" not in site.client.get("/as-at/one/releases").text


def test_nobody_learns_from_the_head_that_something_is_scheduled(site: Site) -> None:
    before = site.json()["chain"]
    prepare(site.root, "two", "--at", "2024-05-09")
    announce(site.root, "2024-06-13")
    site.later()
    assert site.json()["chain"] == before
    site.now = MAY
    chain = site.json()["chain"]
    assert (chain["events"], chain["sha256"]) == (4, site.heads()[-1].checksum)
    assert sorted(chain["entered"]) == ["one", "two"]


def test_a_release_that_was_withdrawn_before_its_moment_hides_the_head_until_then(site: Site) -> None:
    prepare(site.root, "two", "--at", "2024-05-09")
    words = ("withdraw", "two", "--reason", "Not yet.")
    assert run(ROOT, "--root", str(site.root), "--now", NOW.isoformat(), *words).returncode == 0
    history, heads = read_chain(site.root)
    chains = [public_chain(history, heads, moment) for moment in (NOW, MAY)]
    assert [None if chain is None else chain.head.events for chain in chains] == [2, 4]


def test_that_a_chain_was_begun_anew_is_said_with_the_reason(site: Site) -> None:
    lines = (site.root / HISTORY).read_bytes().splitlines(keepends=True)
    (site.root / HISTORY).write_bytes(lines[0])
    words = ("verify", "--renew-chain", "The disk failed.")
    done = run(ROOT, "--root", str(site.root), "--now", NOW.isoformat(), *words, PCP_ACTOR="staff")
    assert done.returncode == 0, done.stdout + done.stderr
    site.later()
    assert (
        "the list was begun anew, since a part of it was damaged: The disk failed."
        in site.client.get("/releases").text
    )
    assert [item["text"] for item in site.json()["chain"]["begun_anew"]] == ["The disk failed."]


@pytest.mark.parametrize("broken", ["an altered event", "a lost line", "an emptied file", "a lost head"])
def test_a_server_goes_on_with_the_last_good_release_while_the_chain_is_broken(
    site: Site, broken: str
) -> None:
    assert site.client.get("/").status_code == 200
    history, head = site.root / HISTORY, site.root / HEAD
    before = {file: file.read_bytes() for file in (history, head)}
    lines = before[history].splitlines(keepends=True)
    match broken:
        case "an altered event":
            history.write_bytes(lines[0].replace(b'"staff"', b'"nobody"') + lines[1])
        case "a lost line":
            history.write_bytes(lines[0])
        case "an emptied file":
            history.write_bytes(b"")
        case _:
            head.unlink()
    site.later()
    ready = site.client.get("/readyz")
    assert (site.client.get("/").status_code, site.client.get("/releases").status_code) == (200, 200)
    assert "the chain of the history is broken" in json.loads(ready.text)["reason"]
    fresh = create_app(site.root, lambda: site.now).server.test_client()
    assert (fresh.get("/").status_code, fresh.get("/healthz").status_code) == (503, 200)
    for file, data in before.items():
        file.write_bytes(data)
    site.later()
    assert (site.client.get("/").status_code, site.client.get("/readyz").status_code) == (200, 200)
    assert "reason" not in json.loads(site.client.get("/readyz").text)


def test_a_release_that_was_altered_with_its_manifest_is_not_shown(site: Site) -> None:
    folder = site.root / RELEASES / "one"
    manifest = folder / "manifest.json"
    manifest.write_bytes(manifest.read_bytes() + b"\n")
    fresh = create_app(site.root, lambda: site.now).server.test_client()
    assert fresh.get("/").status_code == 503
    assert "is not what was published" in json.loads(fresh.get("/readyz").text)["reason"]


def test_the_page_on_how_to_read_this_has_the_key_and_how_to_check_by_hand(site: Site) -> None:
    page = site.client.get("/about").text
    assert ("How you can tell that a release is ours" in page, KEY in page) == (True, True)
    assert "openssl pkeyutl -verify" in page
