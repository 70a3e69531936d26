"""What is no plain file is refused with its words wherever a file is named, and never waited for."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from metrics.cli import cli
from metrics.plain_files import NotPlain, all_bytes, first_bytes

PIPE, FOLDER, DEVICE = "it is a pipe (FIFO)", "it is a folder", "it is a device"
SOCKET, LARGE = "it is a socket", "it has 104,857,600 bytes"
Make = Callable[[Path, ExitStack], object]


def bound(path: Path, stack: ExitStack) -> None:
    """A socket; its name is given from its folder, since one may have a hundred characters."""
    before = Path.cwd()
    os.chdir(path.parent)
    stack.enter_context(socket.socket(socket.AF_UNIX)).bind(path.name)
    os.chdir(before)


def linked(path: Path, _stack: ExitStack) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


def large(path: Path, _stack: ExitStack) -> None:
    with path.open("wb") as file:
        file.truncate(100 * 1024**2)


STRANGE: dict[str, tuple[Make, str]] = {
    "pipe": (lambda path, _: os.mkfifo(path), PIPE),
    "link to a pipe": (linked, PIPE),
    "folder": (lambda path, _: path.mkdir(), FOLDER),
    "socket": (bound, SOCKET),
    "link to a device": (lambda path, _: path.symlink_to("/dev/zero"), DEVICE),
}
TOO_LARGE: dict[str, tuple[Make, str]] = {"large": (large, LARGE)}
each_strange = pytest.mark.parametrize(("make", "words"), STRANGE.values(), ids=STRANGE)
each_strange_or_large = pytest.mark.parametrize(
    ("make", "words"), [*STRANGE.values(), *TOO_LARGE.values()], ids=[*STRANGE, *TOO_LARGE]
)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of content with the invented county, as `pcp init` writes it."""
    folder = tmp_path / "site"
    assert CliRunner().invoke(cli, ["init", str(folder)]).exit_code == 0
    return folder


def pcp(site: Path, *command: str) -> Result:
    done = CliRunner().invoke(cli, ["--root", str(site), *command])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@each_strange_or_large
@pytest.mark.parametrize("command", [["check"], ["diff", "data/drops/example"]], ids=["check", "diff"])
def test_another_declaration_is_refused(
    site: Path, tmp_path: Path, stack: ExitStack, make: Make, words: str, command: list[str]
) -> None:
    make(tmp_path / "other.yaml", stack)
    done = pcp(site, *command, "--config", str(tmp_path / "other.yaml"))
    assert done.exit_code == 1
    assert f"other.yaml:1:1: error: the file cannot be read: {words}" in done.stdout


@each_strange_or_large
@pytest.mark.parametrize(
    "command",
    [
        ["check", "--drop", "data/drops/example"],
        ["diff", "data/drops/example"],
        ["new-measure", "one"],
        ["publish", "data/drops/example", "--release", "one", "--note", "One."],
        ["preview", "data/drops/example"],
        ["releases", "--access"],
    ],
    ids=lambda command: command[0],
)
def test_the_declaration_of_a_site_is_refused(
    site: Path, stack: ExitStack, make: Make, words: str, command: list[str]
) -> None:
    (site / "config" / "metrics.yaml").unlink()
    make(site / "config" / "metrics.yaml", stack)
    done = pcp(site, *command)
    assert done.exit_code in (1, 3)
    assert f"the file cannot be read: {words}" in done.output


@each_strange
@pytest.mark.parametrize("name", ["areas.csv", "pages/about-these-figures.md", "logo.svg"])
def test_a_file_beside_the_declaration_is_refused(
    site: Path, stack: ExitStack, make: Make, words: str, name: str
) -> None:
    file = next(iter(sorted((site / "config").rglob(f"*{Path(name).suffix}"))), site / "config" / name)
    file.unlink(missing_ok=True)
    if file.suffix == ".svg":
        declaration = site / "config" / "metrics.yaml"
        text = declaration.read_text("utf-8")
        declaration.write_text(
            text.replace("\nsite:\n", "\nsite:\n  logo: {file: logo.svg, alt: X}\n", 1), "utf-8"
        )
    make(file, stack)
    done = pcp(site, "check")
    assert done.exit_code == 1
    if words == DEVICE:
        assert f"{file.name}:1:1: error:" in done.stdout
        assert "cannot be read: it is a link that leads out of the folder" in done.stdout
    else:
        assert f"cannot be read: {words}" in done.stdout


@each_strange
def test_an_extract_of_a_new_measure_is_refused(
    site: Path, tmp_path: Path, stack: ExitStack, make: Make, words: str
) -> None:
    make(tmp_path / "theirs.csv", stack)
    done = pcp(site, "new-measure", "one", "--extract", str(tmp_path / "theirs.csv"))
    assert done.exit_code == 1
    assert f"theirs.csv:1:1: error: {words}, not a plain file; name the file itself" in done.stdout


@each_strange
def test_a_file_of_a_drop_is_refused(site: Path, stack: ExitStack, make: Make, words: str) -> None:
    drop = site / "data" / "drops" / "example"
    file = sorted(drop.iterdir())[0]
    file.unlink()
    make(file, stack)
    done = pcp(site, "check", "--drop", str(drop))
    assert done.exit_code == 1
    expected = "it is a link that leads out of the drop" if words == DEVICE else words
    assert f"{file.name}:1:1: error: {expected}" in done.stdout


def test_what_never_ends_is_read_to_the_limit_alone(tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(b"x" * 2001)
    assert first_bytes(file, 10) == b"x" * 10
    assert all_bytes(file, 2001) == b"x" * 2001
    with pytest.raises(NotPlain, match="it has 2,001 bytes, and at most 2 kB are read"):
        all_bytes(file, 2000)
    with pytest.raises(NotPlain, match="it has no end, and at most 3 kB are read"):
        all_bytes(Path("/proc/self/smaps"), 3000)  # its size is told as nothing


def test_a_name_with_a_nul_is_no_file() -> None:
    with pytest.raises(NotPlain, match="no file can have this name"):
        all_bytes(Path("a\0b"), 10)
