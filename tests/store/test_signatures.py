"""Events signed by a key outside the store: made, used, declared, checked, and checked by hand with OpenSSL."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from components.about.signing_words import BY_HAND
from metrics.releasing.verification import verify
from tests.running import ROOT, run
from tests.store.sites import CONFIG, NOW, RELEASES, drop, make_site

HISTORY = RELEASES / "history.jsonl"


def pcp(root: Path, *arguments: str, key: Path | None = None, now: str = NOW.isoformat()) -> tuple[int, str]:
    signing = {} if key is None else {"PCP_SIGNING_KEY": str(key)}
    done = run(ROOT, "--root", str(root), "--now", now, *arguments, PCP_ACTOR="staff", **signing)
    return done.returncode, done.stdout + done.stderr


def new_key(root: Path, name: str = "key.pem") -> tuple[Path, str]:
    """A key outside the store, and its public one."""
    file = root.parent / name
    status, output = pcp(root, "new-key", str(file))
    assert status == 0, output
    return file, output.rpartition("key: ")[2].strip(" }\n")


def declare(root: Path, *keys: tuple[str, str]) -> None:
    rows = "".join(f"    - {{since: {day}, key: {key}}}\n" for day, key in keys)
    text = CONFIG.replace("  attribution: Nobody's.\n", f"  attribution: Nobody's.\n  signing_keys:\n{rows}")
    (root / "config" / "metrics.yaml").write_text(text)


def announce(root: Path, day: str, key: Path | None = None, now: str = NOW.isoformat()) -> tuple[int, str]:
    return pcp(root, "announce", day, "--reason", "New figures.", "--further", key=key, now=now)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with one release and two events, all signed, and the key declared."""
    root = make_site(tmp_path / "site")
    key, public = new_key(root)
    declare(root, ("2024-02-08", public))
    assert pcp(root, "publish", str(drop(root, "one")), "--release", "one", key=key)[0] == 0
    for day in ("2024-05-09", "2024-06-13"):
        assert announce(root, day, key)[0] == 0
    return root


def undeclared(root: Path, *arguments: str, key: Path | None = None, now: str = NOW.isoformat()) -> None:
    """What a site does that declares no key: of the history nobody can tell afterwards that it did not."""
    config = root / "config" / "metrics.yaml"
    declared = config.read_text()
    config.write_text(CONFIG)
    assert pcp(root, *arguments, key=key, now=now)[0] == 0
    config.write_text(declared)


def codes(root: Path) -> list[str]:
    done = run(ROOT, "--root", str(root), "--now", NOW.isoformat(), "verify", "--format", "json")
    return [f"{issue['line']} {issue['code']}" for issue in json.loads(done.stdout)]


def test_a_key_is_for_its_owner_alone_and_is_never_written_over(tmp_path: Path) -> None:
    root = make_site(tmp_path / "site")
    file, public = new_key(root)
    assert (file.stat().st_mode & 0o777, len(public)) == (0o600, 60)
    assert file.read_text().startswith("-----BEGIN PRIVATE KEY-----")
    status, output = pcp(root, "new-key", str(file))
    assert (status, output) == (3, f"refused: {file} exists already; a key is never written over\n")
    (root / RELEASES).mkdir(parents=True)
    assert pcp(root, "new-key", str(root / RELEASES / "key.pem"))[0] == 3


def test_signed_events_are_verified_and_an_altered_one_is_told(root: Path) -> None:
    assert codes(root) == []
    text = (root / HISTORY).read_text()
    (root / HISTORY).write_text(text.replace('"reason": "New figures."', '"reason": "No figures."', 1))
    assert codes(root) == ["2 altered-event", "2 wrong-signature"]


def test_a_history_that_was_written_anew_with_all_its_checksums_is_told_by_the_signatures(root: Path) -> None:
    """Who may write the store, and has no key, can make a chain that holds: it is not signed, or by another key."""
    shutil.rmtree(root / RELEASES)
    other, _ = new_key(root, "other.pem")
    undeclared(root, "publish", str(drop(root, "two")), "--release", "one", key=other)
    assert [issue for issue in verify(root)[1] if issue.severity == "error"] == []
    assert codes(root) == ["1 wrong-signature"]
    shutil.rmtree(root / RELEASES)
    later = "2024-02-09T09:30:00+00:00"
    undeclared(root, "publish", str(drop(root, "two")), "--release", "one", now=later)
    assert codes(root) == ["1 unsigned-event"]


def test_an_event_that_is_not_signed_after_one_that_is_is_told(root: Path) -> None:
    undeclared(root, "announce", "2024-07-11", "--reason", "New figures.", "--further")
    assert codes(root) == ["4 unsigned-event"]


def test_events_before_the_first_that_is_signed_need_no_signature(tmp_path: Path) -> None:
    root = make_site(tmp_path / "site")
    assert pcp(root, "publish", str(drop(root, "one")), "--release", "one")[0] == 0
    key, public = new_key(root)
    assert announce(root, "2024-05-09", key)[0] == 0
    assert codes(root) == ["2 signatures-unchecked"]
    declare(root, ("2024-02-08", public))
    assert codes(root) == []


def test_a_key_signs_from_its_day_until_that_of_the_next(root: Path) -> None:
    first, (second, public) = root.parent / "key.pem", new_key(root, "second.pem")
    before = json.loads((root / HISTORY).read_text().splitlines()[0])["time"][:10]
    old = next(line for line in (root / "config" / "metrics.yaml").read_text().splitlines() if "MCow" in line)
    declare(root, (before, old.rpartition("key: ")[2].strip("}")), ("2024-03-01", public))
    assert announce(root, "2024-07-11", first, now="2024-03-01T09:30:00+00:00")[0] == 0
    assert announce(root, "2024-07-18", second, now="2024-03-01T10:30:00+00:00")[0] == 0
    assert codes(root) == []
    further = ("announce", "2024-07-25", "--reason", "New figures.", "--further")
    undeclared(root, *further, key=first, now="2024-03-02T09:30:00+00:00")
    assert codes(root) == ["6 wrong-signature"]


@pytest.mark.parametrize("now", [NOW.isoformat(), "2024-03-02T09:30:00+00:00"])
@pytest.mark.parametrize("name", [None, "other.pem"])
@pytest.mark.parametrize("command", ["announce", "withdraw", "publish"])
def test_what_verify_would_tell_for_ever_is_refused_before_it_is_done(
    root: Path, name: str | None, command: str, now: str
) -> None:
    key = None if name is None else new_key(root, name)[0]
    words = {
        "announce": ("2024-07-11", "--reason", "New figures.", "--further"),
        "withdraw": ("one", "--reason", "A mistake."),
        "publish": (str(drop(root, "two")), "--release", "two", "--note", "New figures."),
    }
    before = sorted(path.name for path in (root / RELEASES).iterdir()), (root / HISTORY).read_bytes()
    status, output = pcp(root, command, *words[command], key=key, now=now)
    why = "no key is named" if key is None else f"the key {key} is not declared under site.signing_keys for"
    assert (status, "refused: " in output, why in output) == (3, True, True)
    assert (
        sorted(path.name for path in (root / RELEASES).iterdir()),
        (root / HISTORY).read_bytes(),
    ) == before
    assert codes(root) == []


def test_on_the_day_on_which_the_first_key_begins_nothing_signed_yet_need_be(tmp_path: Path) -> None:
    root = make_site(tmp_path / "site")
    _, public = new_key(root)
    declare(root, ("2024-02-08", public))
    assert pcp(root, "publish", str(drop(root, "one")), "--release", "one")[0] == 0
    assert codes(root) == []


@pytest.mark.parametrize(
    ("mode", "content", "why"),
    [
        (0o640, None, "others may read the key"),
        (0o600, "no key", "holds no private key that can be used"),
        (0o600, "", "holds no private key that can be used"),
    ],
)
def test_a_key_that_cannot_be_used_signs_nothing_and_nothing_is_written(
    root: Path, mode: int, content: str | None, why: str
) -> None:
    key, before = root.parent / "key.pem", (root / HISTORY).read_bytes()
    if content is not None:
        key.write_text(content)
    key.chmod(mode)
    status, output = announce(root, "2024-07-11", key)
    assert (status, why in output, output.startswith("refused: ")) == (3, True, True)
    assert (root / HISTORY).read_bytes() == before
    key.unlink()
    assert "cannot be read: No such file or directory" in announce(root, "2024-07-11", key)[1]


def test_without_the_package_it_is_said_and_nothing_is_written(root: Path) -> None:
    key, before = root.parent / "key.pem", (root / HISTORY).read_bytes()
    code = (
        "import sys; sys.modules['cryptography.hazmat.primitives'] = None; from metrics.cli import main; "
        "main(sys.argv[1:])"
    )
    site = ("--root", str(root), "--now", NOW.isoformat())
    signed = ("--signing-key", str(key), "announce", "2024-07-11", "--reason", "Figures.", "--further")
    ended = [
        subprocess.run(
            [sys.executable, "-c", code, *site, *words], cwd=ROOT, capture_output=True, text=True, check=False
        )
        for words in (signed, ("verify",))
    ]
    message = (
        "signatures need the package cryptography, and that is not installed; in the project's folder, "
        "run .venv/bin/python -m pip install --require-hashes -r requirements-signatures.lock"
    )
    assert (ended[0].returncode, ended[0].stderr) == (3, f"refused: {message}\n")
    assert (ended[1].returncode, f"signatures cannot be checked: {message}" in ended[1].stdout) == (1, True)
    assert (root / HISTORY).read_bytes() == before


def test_a_signature_is_checked_by_hand_as_the_page_says(root: Path, tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("THE CHECK BY HAND WAS NOT TRIED: openssl is not installed")
    old = next(line for line in (root / "config" / "metrics.yaml").read_text().splitlines() if "MCow" in line)
    by_hand = BY_HAND.format(key=old.rpartition("key: ")[2].strip("}"))
    folder = tmp_path / "by-hand"
    folder.mkdir()
    shutil.copy(root / HISTORY, folder)
    done = subprocess.run(["sh", "-c", by_hand], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "Signature Verified Successfully\n")
    copy = folder / "history.jsonl"
    copy.write_text(copy.read_text().replace("2024-06-13", "2024-06-14"))
    assert subprocess.run(["sh", "-c", by_hand], cwd=folder, capture_output=True, check=False).returncode != 0
