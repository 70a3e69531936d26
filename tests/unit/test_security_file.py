"""Whom to tell of a weakness: /.well-known/security.txt where a contact is declared, and nothing where none is."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from serving.export.site import NAMED, address_of, file_name
from tests.counties import METRICS, county
from tests.running import run

NOW = "2026-02-20T09:30:00+00:00"
ADDRESS = "/.well-known/security.txt"
CONTACTS = """\
  address: https://outcomes.northmere.example
  security_contacts: [mailto:security@northmere.example, https://northmere.example/security]
"""


def site(root: Path, declared: str) -> Path:
    folder = county(root / "site")
    text = METRICS.replace("  attribution:", f"{declared}  attribution:")
    (folder / "config" / "metrics.yaml").write_text(text)
    return folder


def published(root: Path, declared: str, day: str = NOW) -> FlaskClient:
    folder = site(root, declared)
    done = run(folder, "--now", NOW, "publish", "drop", "--release", "first", "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    client: FlaskClient = create_app(folder, lambda: datetime.fromisoformat(day)).server.test_client()
    return client


@pytest.mark.parametrize("day", [NOW, "2031-12-31T23:30:00+00:00"])
def test_it_says_whom_to_tell_and_is_never_out_of_date(tmp_path: Path, day: str) -> None:
    got = published(tmp_path, CONTACTS, day).get(ADDRESS)
    assert (got.status_code, got.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    lines = dict(line.split(": ", 1) for line in got.text.splitlines()[1:])
    assert got.text.splitlines()[0] == "Contact: mailto:security@northmere.example"
    expires = datetime.fromisoformat(lines.pop("Expires"))
    now = datetime.fromisoformat(day)
    assert now + timedelta(days=170) < expires < now + timedelta(days=365)
    assert lines == {
        "Contact": "https://northmere.example/security",
        "Preferred-Languages": "en",
        "Canonical": f"https://outcomes.northmere.example{ADDRESS}",
    }


def test_it_changes_with_the_day_alone(tmp_path: Path) -> None:
    folder = site(tmp_path, CONTACTS)
    assert run(folder, "--now", NOW, "publish", "drop", "--release", "first", "--note", "A").returncode == 0
    moments = [datetime(2026, 2, 21, 9, tzinfo=UTC)]
    client = create_app(folder, lambda: moments[-1]).server.test_client()
    first = client.get(ADDRESS).text
    moments.append(datetime(2026, 2, 21, 21, tzinfo=UTC))
    assert client.get(ADDRESS).text == first
    moments.append(datetime(2026, 2, 22, 9, tzinfo=UTC))
    assert client.get(ADDRESS).text == first.replace(
        str(date(2026, 2, 21) + timedelta(182)), str(date(2026, 2, 22) + timedelta(182))
    )


@pytest.mark.parametrize("path", [ADDRESS, "/.well-known/other.txt", "/as-at/first/.well-known/security.txt"])
def test_where_no_contact_is_declared_nothing_stands_there(tmp_path: Path, path: str) -> None:
    assert published(tmp_path, "").get(path).status_code == 404


@pytest.mark.parametrize(
    "contact",
    [
        "security@northmere.example",
        "http://northmere.example/security",
        "tel:+44",
        "mailto:nobody",
        "https://",
    ],
)
def test_what_nobody_can_write_to_is_refused(tmp_path: Path, contact: str) -> None:
    folder = site(tmp_path, f"  security_contacts: ['{contact}']\n")
    checked = run(folder, "--now", NOW, "check", "--format", "json")
    assert checked.returncode == 1
    (fault,) = (issue for issue in json.loads(checked.stdout) if issue["severity"] == "error")
    assert "mailto:security@example.org or https://example.org/security" in fault["message"]


def test_it_is_among_the_finished_pages(tmp_path: Path) -> None:
    name = file_name(ADDRESS)
    assert (name, address_of(name)) == (".well-known/security.txt@.txt", ADDRESS)
    assert NAMED.fullmatch(ADDRESS)
    assert not NAMED.fullmatch("/.git/config") and not NAMED.fullmatch("/a/.well-known/security.txt")
    folder = site(tmp_path, CONTACTS)
    assert run(folder, "--now", NOW, "publish", "drop", "--release", "first", "--note", "A").returncode == 0
    done = run(folder, "--now", NOW, "write-site", str(tmp_path / "pages"))
    assert done.returncode == 0, done.stderr
    written = tmp_path / "pages" / "current" / name
    assert written.read_text().startswith("Contact: mailto:security@northmere.example\n")
