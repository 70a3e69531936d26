"""Whatever stands in a drop or on the command line, pcp diff and pcp explain end with words and their own status."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import run
from tests.unit.test_trackers_published import MILESTONES, milestones_site, publish

NOW = "2026-04-01T09:30:00+00:00"
BAD: dict[str, Callable[[bytes], bytes | None]] = {
    "gone": lambda _: None,
    "empty": lambda _: b"",
    "nothing but NUL": lambda _: b"\0" * 100,
    "a damaged archive": lambda _: b"PK\x03\x04junk",
    "a web page": lambda _: b"<html><body>Sign in</body></html>",
    "UTF-16": lambda data: data.decode("utf-8").encode("utf-16"),
    "Latin-1": lambda data: data.replace(b"e", b"\xe9"),
    "an open quote": lambda data: data + b'"a,b\n',
    "a header alone": lambda data: data.split(b"\n")[0] + b"\n",
    "another header": lambda data: b"x" + data,
    "a row cut off": lambda data: data.rstrip(b"\n").rpartition(b",")[0],
    "JSON": lambda _: b'{"a": [1, 2]}',
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = milestones_site(tmp_path_factory.mktemp("site"))
    status, output = publish(folder, "first")
    assert status == 0, output
    return folder


@pytest.mark.parametrize("change", BAD.values(), ids=BAD)
@pytest.mark.parametrize("name", [f"{MILESTONES}.csv", ""], ids=["tracker", "measure"])
def test_a_bad_file_of_a_drop_is_told(
    published: Path, tmp_path: Path, name: str, change: Callable[[bytes], bytes | None]
) -> None:
    drop = tmp_path / "drop"
    shutil.copytree(published / "drop", drop)
    names = sorted(file.name for file in drop.iterdir() if not file.name.startswith(MILESTONES))
    file = drop / (name or names[0])
    data = change(file.read_bytes())
    if data is None:
        file.unlink()
    else:
        file.write_bytes(data)
    done = run(published, "--now", NOW, "diff", str(drop))
    kept = data is None and bool(name)  # a tracker's file that did not come stays as it is
    assert done.returncode == (0 if kept else 1), done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    if not kept:
        assert f"{file.name}:" in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        ["explain", MILESTONES],
        ["explain", ""],
        ["explain", "a\0b"],
        ["explain", "x" * 5_000],
        ["explain", "index-of-demand", "--area", "\x1b[31m"],
        ["explain", "index-of-demand", "--period", "9999-99"],
        ["diff", "no-such-folder"],
        ["diff", "config/metrics.yaml"],
        ["diff", "drop", "--config", "drop"],
        ["diff", "drop", "--config", "no-such-file.yaml"],
    ],
    ids=lambda command: " ".join(command)[:40].encode("unicode_escape").decode(),
)
def test_a_bad_argument_is_told(published: Path, command: list[str]) -> None:
    done = run(published, "--now", NOW, *command)
    assert done.returncode in (1, 2, 3)
    assert (done.stdout + done.stderr).strip()
    assert "Traceback" not in done.stdout + done.stderr
