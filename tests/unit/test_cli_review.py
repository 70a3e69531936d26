"""pcp diff, and pcp preview as a process of its own."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.running import PATIENCE_SECONDS, clean_environment, end, free_port, run
from tests.shipped import first_site

ROOT = Path(__file__).parents[2]
DROP = "data/drops/2023-24-q3"
NOW = "2024-02-09T09:30:00+00:00"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The shipped site, which a test may change."""
    return first_site(tmp_path)


def pcp(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(site, "--now", NOW, *arguments)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def stored(site: Path) -> list[tuple[str, bytes]]:
    files = sorted(path for path in (site / "data" / "releases").rglob("*") if path.is_file())
    return [(str(file), file.read_bytes()) for file in files if file.name != ".lock"]


# pcp diff --------------------------------------------------------------------------------------------------


def test_the_diff_tells_a_revision_and_changes_nothing(site: Path) -> None:
    before = stored(site)
    row = "Q2 23-24,Worried about crime,0."
    change(site / DROP / "PAS_Worry.csv", f"{row}41", f"{row}40")
    done = pcp(site, "diff", DROP)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\n    London, Q2 2023/24: 41%, now 40% (-1.0 p.p.)\n" in done.stdout
    assert done.stdout.startswith("Beside release 2023-24-q3, published on 8 February 2024:\n\nHeadlines\n")
    assert stored(site) == before


def test_the_diff_as_json_holds_the_report_and_nothing_else(site: Path) -> None:
    report = json.loads(pcp(site, "diff", DROP, "--format", "json").stdout)
    assert (report["release"], report["tiles"], report["revised"], report["new"]) == (
        "2023-24-q3",
        [],
        [],
        [],
    )
    assert report["oddities"] == [
        "Every file is the one of the release before: only the declaration can make a difference"
    ]


def test_the_diff_reviews_another_declaration(site: Path) -> None:
    other = site / "config" / "other.yaml"
    shutil.copyfile(site / "config" / "metrics.yaml", other)
    change(other, "title: Homicide\n", "title: Murder\n")
    done = pcp(site, "diff", DROP, "--config", str(other))
    assert '  measure homicide: title was "Homicide", now "Murder"\n' in done.stdout


def test_without_a_drop_a_change_of_the_declaration_is_reviewed_by_the_files_of_the_release(
    site: Path,
) -> None:
    before = stored(site)
    shutil.rmtree(site / "data" / "drops")
    change(site / "config" / "metrics.yaml", "title: Homicide\n", "title: Murder\n")
    done = pcp(site, "diff")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\n  Homicide is called Murder now\n" in done.stdout
    assert "same file" not in done.stdout and "Every file" not in done.stdout
    assert stored(site) == before


def test_the_faults_of_a_drop_are_told_as_check_tells_them(site: Path) -> None:
    (site / DROP / "PAS_Worry.csv").unlink()
    diff, checked = pcp(site, "diff", DROP), pcp(site, "check", "--drop", DROP)
    assert (diff.returncode, diff.stdout) == (1, checked.stdout)


def test_before_the_first_release_there_is_nothing_to_compare_with(site: Path) -> None:
    shutil.rmtree(site / "data" / "releases")
    done = pcp(site, "diff", DROP)
    assert done.returncode == 0
    assert "There is no release yet to compare with: this would be the first.\n" in done.stdout


def test_without_a_drop_and_a_release_there_are_no_files_to_read(site: Path) -> None:
    shutil.rmtree(site / "data" / "releases")
    done = pcp(site, "diff")
    message = "there is no release yet whose files could be read; name the folder of a drop"
    assert (done.returncode, done.stderr) == (3, f"refused: {message}\n")


def test_a_current_release_that_is_damaged_is_refused_in_words(site: Path) -> None:
    (site / "data" / "releases" / "2023-24-q3" / "observations" / "homicide.csv").write_bytes(b"other")
    done = pcp(site, "diff", DROP)
    assert done.returncode == 3
    assert done.stderr.startswith("refused: the current release cannot be read: 2023-24-q3: ")


# pcp preview -----------------------------------------------------------------------------------------------


class Preview:
    """A preview that runs, with its own place for temporary files."""

    def __init__(self, site: Path, temporary: Path) -> None:
        self.site, self.temporary, self.port = site, temporary, free_port()
        self.log = (site / "said.txt").open("w+")
        command = [sys.executable, "-m", "metrics", "preview", DROP, "--port", str(self.port), "--watch"]
        self.process = subprocess.Popen(
            command,
            cwd=site,
            env=clean_environment(TMPDIR=str(temporary), PYTHONPATH=str(ROOT)),
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def until(self, come: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            with suppress(URLError, OSError):
                if come():
                    return
            time.sleep(0.1)
        raise AssertionError(self.output())

    def output(self) -> str:
        return (self.site / "said.txt").read_text()

    def page(self, path: str = "/") -> str:
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE_SECONDS) as answer:
            return str(answer.read().decode())

    def state(self) -> str:
        return str(json.loads(self.page("/preview/state"))["state"])


@pytest.fixture
def preview(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    started = Preview(site, tmp_path_factory.mktemp("temporary"))
    try:
        yield started
    finally:
        end(started.process)
        started.log.close()


def test_a_preview_follows_its_files_and_leaves_nothing_behind(preview: Preview) -> None:
    before = stored(preview.site)
    preview.until(lambda: 'data-release="preview-1"' in preview.page())
    assert "Preview: not published" in preview.page()
    declaration = preview.site / "config" / "metrics.yaml"
    change(declaration, "title: Homicide\n", "title: Murder\n")
    preview.until(lambda: 'data-release="preview-2"' in preview.page() and "Murder" in preview.page())
    good = preview.state()
    change(declaration, "unit: percent", "unit: percnt")
    preview.until(lambda: "The last good state stays on show." in preview.page())
    page = preview.page()
    assert 'unit "percnt" is not known; did you mean "percent"?' in page and "Murder" in page
    assert f'data-state="{preview.state()}"' in page and preview.state() != good
    change(declaration, "unit: percnt", "unit: percent")
    preview.until(lambda: "percnt" not in preview.page() and 'data-release="preview-4"' in preview.page())
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(PATIENCE_SECONDS) == 0
    assert list(preview.temporary.iterdir()) == []
    assert stored(preview.site) == before


def test_a_preview_that_is_killed_leaves_nobody_at_its_port(preview: Preview) -> None:
    """Its server has ended too, and whoever begins the next one need not look for another port."""
    preview.until(lambda: "data-release" in preview.page())
    preview.process.kill()
    preview.process.wait(PATIENCE_SECONDS)
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", preview.port)) != 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"somebody still listens at port {preview.port}")


def test_a_preview_that_starts_with_a_fault_shows_what_is_current_until_it_is_mended(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    change(site / "config" / "metrics.yaml", "unit: percent", "unit: percnt")
    started = Preview(site, tmp_path_factory.mktemp("temporary"))
    try:
        started.until(lambda: 'data-release="2023-24-q3"' in started.page())
        assert 'unit "percnt" is not known' in started.page()
    finally:
        end(started.process)
        started.log.close()


def test_a_drop_with_faults_has_no_preview(site: Path) -> None:
    (site / DROP / "PAS_Worry.csv").unlink()
    done = pcp(site, "preview", DROP, "--port", str(free_port()))
    assert done.returncode == 1
    assert "PAS_Worry.csv:1:1: error: the file is not in the drop" in done.stdout
