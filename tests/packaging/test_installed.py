"""The package does all that the repository does, from any folder, and writes nothing beside its own code."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from serving.http.places import BUNDLED_PACKED, CACHE, SMALL_PLOTLY
from tests.contract.test_version import VERSION
from tests.packaging.installed import Installed, alone, crowded, files_below
from tests.running import ROOT, Server, end, free_port, release_of, wait_until_ready
from tests.store.sites import make_site

NOW = "2024-02-08T09:30:00+00:00"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of content in which code of its own stands, by the names of ours."""
    return make_site(crowded(tmp_path / "site"))


@contextmanager
def started(folder: Path, *command: str, ready: str = "/readyz") -> Iterator[Server]:
    """A server of the package, in a folder."""
    port = free_port()
    process = subprocess.Popen(
        [*command, f"--port={port}"],
        cwd=folder,
        env=alone(),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        server = Server(port)
        wait_until_ready(server, ready, lambda: process.poll() is None, list(command))
        yield server
    finally:
        end(process)


def publish(installed: Installed, site: Path) -> None:
    done = installed.run(site, "--now", NOW, "publish", "data/drops/one", "--release", "one")
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_runs_is_what_was_installed(installed: Installed, tmp_path: Path) -> None:
    code = "import metrics, serving, app; print(metrics.__file__, serving.__file__, app.__file__, sep='\\n')"
    command = [str(installed.folder / "bin" / "python"), "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=alone(), capture_output=True, text=True, check=True)
    assert {Path(line).is_relative_to(installed.packages) for line in done.stdout.splitlines()} == {True}
    assert not installed.packages.is_relative_to(ROOT)
    assert installed.run(tmp_path, "--version").stdout == f"pcp {VERSION}\n"


def test_a_release_is_published_and_served_in_a_folder_with_code_of_its_own(
    installed: Installed, site: Path
) -> None:
    before = files_below(installed.packages)
    publish(installed, site)
    with started(site, installed.pcp, "--now", NOW, "serve", "--workers=2") as server:
        page = server.get("/")
        assert (page.status, release_of(page.body)) == (200, "one")
        assert server.get("/api/v1/measures/violence-with-injury").status == 200
        assert server.get("/measures/violence-with-injury").status == 200
        assert server.get("/about").status == 200
        style = server.get("/assets/site.css", Accept_Encoding="br")
        assert (style.status, style.headers["content-encoding"]) == (200, "br")
    assert files_below(installed.packages) == before


def test_an_empty_folder_becomes_a_site(installed: Installed, tmp_path: Path) -> None:
    outcome = installed.run(tmp_path, "init", "county")
    assert outcome.returncode == 0, outcome.stderr
    folder = tmp_path / "county"
    *before, last = [
        shlex.split(line)[1:] for line in outcome.stdout.splitlines() if line.startswith("  pcp ")
    ]
    for command in before:
        done = installed.run(folder, *command)
        assert (done.returncode, ": warning:" in done.stdout) == (0, False), done.stdout + done.stderr
    assert (len(before), last) == (2, ["serve"])
    with started(folder, installed.pcp, "serve", "--workers=1") as server:
        assert b"Exampleshire" in server.get("/").body
        addresses = (
            "/areas/alderquill",
            "/areas/upper",
            "/measures/home-burglary",
            "/pages/neighbourhood-visits",
        )
        assert [server.get(address).status for address in addresses] == [200] * 4
    with started(tmp_path, installed.pcp, "--root", "county", "serve", "--workers=1") as server:
        assert release_of(server.get("/").body) == "example"


def test_the_small_plotly_and_what_was_compressed_come_from_the_wheel(
    installed: Installed, site: Path
) -> None:
    if not (ROOT / SMALL_PLOTLY).exists():
        pytest.skip("there was no npm at set-up, so there is no small plotly in the wheel")
    publish(installed, site)
    with started(site, installed.pcp, "--now", NOW, "serve", "--workers=1") as server:
        page = server.get("/measures/violence-with-injury").body.decode()
        script = server.get(page.split('<script src="')[1].split('"')[0]).body.decode()
        parts = json.loads(script.split("const parts = ")[1].split(";\n")[0])
        plotly = next(address for address in parts["scripts"] if address.endswith("/plotly.js"))
        body, packed = server.get(plotly).body, server.get(plotly, Accept_Encoding="br").body
    assert body == (ROOT / SMALL_PLOTLY / "plotly-basic.min.js").read_bytes()
    kept = [file.read_bytes() for file in (installed.packages / BUNDLED_PACKED).glob("*.br")]
    assert not kept or packed in kept


def test_a_preview_is_shown_and_written_in_such_a_folder(
    installed: Installed, site: Path, tmp_path: Path
) -> None:
    command = (installed.pcp, "--now", NOW, "preview", "data/drops/one")
    with started(site, *command, ready="/") as server:
        assert b"Violence with injury" in server.get("/").body
    done = installed.run(site, *command[1:], "--write", str(tmp_path / "written"))
    assert (done.returncode, (tmp_path / "written" / "index.html").exists()) == (0, True), done.stderr


def test_finished_pages_and_a_review_are_written_in_such_a_folder(
    installed: Installed, site: Path, tmp_path: Path
) -> None:
    publish(installed, site)
    written = installed.run(site, "--now", NOW, "write-site", str(tmp_path / "written"))
    assert written.returncode == 0, written.stderr
    reviewed = installed.run(
        site, "--now", NOW, "diff", "data/drops/two", "--html", str(tmp_path / "two.html")
    )
    assert (reviewed.returncode, (tmp_path / "two.html").exists()) == (0, True), reviewed.stderr


def test_what_is_compressed_later_goes_into_the_users_cache(installed: Installed, tmp_path: Path) -> None:
    before = files_below(installed.packages)
    command = [str(installed.folder / "bin" / "python"), "-P", "-m", "serving.static_assets"]
    cache = tmp_path / CACHE
    cache.mkdir(parents=True)
    for file in (installed.packages / BUNDLED_PACKED).glob("*.br"):
        shutil.copy(file, cache)  # most of the work, which takes a third of a minute
    environment = alone(XDG_CACHE_HOME=str(tmp_path))
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
    assert files_below(installed.packages) == before
    kept = {ending: {file.stem for file in cache.glob(f"*.{ending}")} for ending in ("br", "gz")}
    assert kept["br"] == kept["gz"] and len(kept["gz"]) > 10
