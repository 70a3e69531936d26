"""Finished answers as files: what is written, under which names, and how it becomes current."""

import gzip
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import brotli
import pytest
from dash import html
from flask import Flask

from metrics.areas import areas
from metrics.declared.config import parse_config
from metrics.figures.release import Release
from metrics.releasing.appending import append_event
from metrics.releasing.history import Event
from serving.export.links import leads_to
from serving.export.site import NotWritten, address_of, file_name, store_site
from serving.export.versions import make_folders, switch, tidy
from serving.front import Front, harden, install
from serving.releases.current import CurrentRelease
from tests.shipped import first_release

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "fixtures" / "stores" / "source"
CONFIG = """
site: {title: O, producer: P, contact: C, statistics_status: S, update_schedule: U, attribution: A}
frameworks: [{id: pcp, title: Plan, vision: Safe., description: The plan}]
outcomes: [{id: safer, framework: pcp, title: Londoners are safer, description: Fewer victims}]
measures:
  - {id: prevalence, outcome: safer, title: Crime prevalence, status: planned, description: Victims,
     owner: MOPAC, reason: A new measure is to be added., expected: not-announced}
"""


class Site:
    """A site of three kinds of page over a store with one release, whose words a test changes."""

    def __init__(self, root: Path) -> None:
        self.now, self.words, self.folder = (
            datetime(2024, 2, 8, 9, 30, tzinfo=UTC),
            "Words.",
            root / "written",
        )
        self.root, assets = root, root / "assets"
        assets.mkdir(parents=True)
        (assets / "site.css").write_text("body { color: black }" * 50)
        (root / "data" / "releases").mkdir(parents=True)
        current = CurrentRelease(root, lambda: self.now, load=self.load)
        self.server = Flask("site")
        harden(self.server)
        install(self.server, Front(current, lambda: self.now, self.pages(), assets))

    def publish(self, release_id: str) -> None:
        append_event(self.root, Event("published", release_id, self.now, self.now, "staff"))

    def load(self, _root: Path, release_id: str) -> Release:
        config, issues = parse_config(CONFIG)
        assert config is not None, issues
        return Release(release_id, self.now, config, {})

    def pages(self) -> list[dict[str, Any]]:
        def measure(measure_id: str = "", area: str = "london", **_query: object) -> object:
            options = [html.Option(value, value=value) for value in ("", "camden")]
            return html.Form([measure_id, area, html.Select(options, name="area")], method="get", action="")

        return [
            page("pages.home", "/", lambda **_query: html.P([self.words * 100, html.A("x", href="/hidden")])),
            page("pages.hidden", "/hidden", lambda **_query: html.A("gone", href="/gone?a=b#c")),
            page("pages.measure", None, measure, template="/measures/<measure_id>"),
            page("pages.not_found_404", "/404", lambda problem: html.P(f"No page: {problem}")),
        ]

    def write(self) -> list[str]:
        """The names of all that was written."""
        make_folders(self.folder)
        subfolder = store_site(self.server, self.folder)
        switch(self.folder, subfolder.name)
        tidy(self.folder)
        return sorted(str(path.relative_to(subfolder)) for path in subfolder.rglob("*") if path.is_file())

    def read(self, name: str) -> bytes:
        return (self.folder / "current" / name).read_bytes()

    def subfolders(self) -> list[str]:
        return [path.name for path in self.folder.iterdir() if path.is_dir() and not path.is_symlink()]


def page(module: str, path: str | None, layout: Any, template: str = "") -> dict[str, Any]:
    texts = {"title": lambda **variables: f"T {' '.join(variables.values())}", "description": "D"}
    return {"module": module, "path": path, "path_template": template, "layout": layout, **texts}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    new_site = Site(tmp_path)
    new_site.publish("2023-24-q3")
    return new_site


# What is written


def test_every_address_that_is_ruled_linked_or_asked_for_by_a_form_is_written(site: Site) -> None:
    names = [name for name in site.write() if not name.endswith((".br", ".gz")) and "/site." not in name]
    assert names == [
        *("404.html", "@.html", "api/v1/accounts@.json"),
        *sorted(f"api/v1/areas/{area.slug}@.json" for area in areas().values()),
        *("api/v1/areas@.json", "api/v1/checks@.json", "api/v1/claims@.json", "api/v1/duties@.json"),
        *("api/v1/framework@.json", "api/v1/frameworks/pcp@.json"),
        *("api/v1/frameworks@.json", "api/v1/inspections@.json"),
        *("api/v1/measures/prevalence/observations@.json", "api/v1/measures/prevalence@.json"),
        "api/v1/measures@.json",
        *(
            "api/v1/openapi.json@.json",
            "api/v1/oversight@.json",
            "api/v1/record@.json",
            "api/v1/releases/2023-24-q3/revisions@.json",
            "api/v1/releases@.json",
            "api/v1/trackers@.json",
            "api/v1@.json",
            "calendar.ics@.ics",
        ),
        *sorted(f"cards/areas/{area.slug}.png@.png" for area in areas().values()),
        *("cards/frameworks/pcp.png@.png", "cards/general.png@.png", "cards/measures/prevalence.png@.png"),
        *("cards/outcomes/safer.png@.png", "downloads/all.zip@.zip"),
        *("downloads/claims.csv-metadata.json@.json", "downloads/claims.csv@.csv"),
        "downloads/datapackage.json@.json",
        *("downloads/duties.csv-metadata.json@.json", "downloads/duties.csv@.csv"),
        "downloads/revisions-2023-24-q3.csv@.csv",
        *("embed/prevalence@.html", "feed.atom@.atom", "hidden@.html", "measures/prevalence@.html"),
        *("measures/prevalence@area=camden.html", "robots.txt@.txt"),
    ]


def test_a_file_and_its_packed_forms_hold_what_the_server_sends(site: Site) -> None:
    site.write()
    client = site.server.test_client()
    for encoding, ending, unpacked in (
        ("identity", "", bytes),
        ("br", ".br", brotli.decompress),
        ("gzip", ".gz", gzip.decompress),
    ):
        for address in ("/", "/measures/prevalence?area=camden", "/assets/site.css", "/api/v1/openapi.json"):
            sent = client.get(address, headers={"Accept-Encoding": encoding}).data
            assert site.read(file_name(address) + ending) == sent
            assert unpacked(sent) == site.read(file_name(address))


def test_a_page_that_links_to_nothing_is_said_and_not_written(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [name for name in site.write() if "gone" in name] == []
    assert "warning: /gone?a=b answers 404, and something leads there\n" in capsys.readouterr().err


def test_the_page_for_what_does_not_exist_is_written_too(site: Site) -> None:
    site.write()
    assert site.read("404.html") == site.server.test_client().get("/404").data


def test_nothing_is_written_while_nothing_is_published(tmp_path: Path) -> None:
    site = Site(tmp_path)
    with pytest.raises(NotWritten, match="there is no release to show"):
        site.write()
    assert not (site.folder / "current").exists()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "@.html"),
        ("/about", "about@.html"),
        ("/measures/x?area=camden&from=2023", "measures/x@area=camden&from=2023.html"),
        ("/api/v1/framework", "api/v1/framework@.json"),
        ("/downloads/x.csv", "downloads/x.csv@.csv"),
    ],
)
def test_the_name_of_a_file_is_path_and_query(address: str, name: str) -> None:
    assert (file_name(address), address_of(name)) == (name, address)


def test_the_name_of_a_file_tells_that_its_reader_may_ask_for_dash() -> None:
    name = file_name("/measures/homicide?area=camden", "@with-dash")
    assert name == "measures/homicide@area=camden@with-dash.html"
    assert address_of(name) == "/measures/homicide?area=camden"


# Where a page leads


def test_a_form_leads_to_every_combination_of_its_choices() -> None:
    form = (
        '<form action="/m"><select name="area"><option value="">All<option value="a b">A</select>'
        '<input type="hidden" name="to" value="2023"></form>'
    )
    assert leads_to(form, "/x") == ["/m?to=2023", "/m?area=a+b&to=2023"]


@pytest.mark.parametrize(
    "form", ['<form><input name="q"></form>', '<form method="post"><input type="hidden" name="a"></form>']
)
def test_a_form_that_can_ask_for_anything_leads_nowhere(form: str) -> None:
    assert leads_to(form, "/x") == []


def test_links_lead_within_the_site_alone() -> None:
    links = '<a href="/a#b"><a href="#c"><a href="?d=e"><a href="//host/x"><a href="https://host/"><a href="data:,">'
    assert leads_to(links, "/x") == ["/a", "/x", "/x?d=e"]


# How it becomes current


def test_what_is_current_is_switched_and_what_was_before_is_kept(site: Site) -> None:
    site.write()
    first = (site.folder / "current").readlink()
    site.publish("2023-24-q4")
    site.now = datetime(2024, 5, 9, 9, 30, tzinfo=UTC)
    Site.write(again(site))
    assert str((site.folder / "current").readlink()).startswith("site-2023-24-q4-")
    assert (site.folder / "previous").readlink() == first


def again(site: Site) -> Site:
    """The same site in a new process, so to speak, with other words."""
    new_site = Site(site.root / f"again-{len(list(site.root.iterdir()))}")
    new_site.folder, new_site.words = site.folder, f"{site.words} More."
    for release_id in ("2023-24-q3", "2023-24-q4"):
        new_site.publish(release_id)
    return new_site


def test_only_the_last_few_are_kept_and_what_was_left_unfinished_goes(site: Site) -> None:
    (site.folder / ".unfinished-site-x").mkdir(parents=True)
    (site.folder / "mine").mkdir()
    for _ in range(5):
        site.write()
        site = again(site)
    assert sorted(name.partition("-")[0] for name in site.subfolders()) == ["mine", "site", "site", "site"]


def test_the_same_answers_are_written_once(site: Site) -> None:
    site.write()
    before = [(path, path.stat().st_ino) for path in site.folder.rglob("*") if not path.is_symlink()]
    site.write()
    assert [(path, path.stat().st_ino) for path in site.folder.rglob("*") if not path.is_symlink()] == before


def test_the_time_of_a_file_changes_with_its_bytes_alone(site: Site) -> None:
    def times() -> dict[str, int]:
        site.write()
        return {
            name: (site.folder / "current" / name).stat().st_mtime_ns for name in ("@.html", "hidden@.html")
        }

    first = times()
    (link := site.folder / "current").rename(site.folder / "first")
    assert times() == first
    site = again(site)
    changed = {name for name, time in times().items() if time != first[name]}
    assert (changed, link.readlink() == (site.folder / "first").readlink()) == (
        {"@.html", "hidden@.html"},
        False,
    )


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    # a small content folder that has measures of every kind, a break and withheld figures
    root, first, second = tmp_path / "root", tmp_path / "first", tmp_path / "second"
    (root / "config").mkdir(parents=True)
    shutil.copy(SMALL / "metrics.yaml", root / "config" / "metrics.yaml")
    drop = str(SMALL / "2023-24-q3")
    output = pcp(root, "publish", drop, "--release", "2023-24-q3", "--write-site", str(first), seed="1")
    assert "Published 2023-24-q3 with 6 measures.\nWrote " in output
    pcp(root, "write-site", str(second), seed="2")
    assert pcp(root, "write-site", str(second), seed="2") == (
        f"Nothing to do: {second / 'current'} leads to what is current.\n"
    )
    written = [path.name for folder in (first, second) for path in folder.glob("site-*")]
    assert written == [written[0], written[0]]  # a folder's name holds the fingerprint of all that is in it


def pcp(root: Path, *arguments: str, seed: str) -> str:
    """What the real command says, in a process whose sets and dictionaries lie in an order of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "metrics", "--root", str(root), "--now", "2024-02-08T09:30:00+00:00"]
    done = subprocess.run(
        [*command, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_after_a_withdrawal_no_page_of_it_is_shown_though_none_can_be_written(tmp_path: Path) -> None:
    first_release(tmp_path)
    (tmp_path / "out" / "site-2023-24-q3-000000000001").mkdir(parents=True)
    (tmp_path / "out" / "current").symlink_to("site-2023-24-q3-000000000001")
    pcp(tmp_path, "withdraw", "2023-24-q3", "--reason", "Wrong.", seed="1")
    command = [sys.executable, "-m", "metrics", "--root", str(tmp_path), "write-site", str(tmp_path / "out")]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).returncode == 3
    assert (tmp_path / "out" / "current").readlink() == Path("none")


def test_a_store_without_a_release_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "metrics", "--root", str(tmp_path), "write-site", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        3,
        f"refused: the site cannot be written to {tmp_path / 'out'}: there is no release to show\n",
    )
