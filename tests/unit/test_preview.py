"""A preview that is watched: what was found stands above its pages, and nothing of it on the site that readers see."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import app
from components.site.preview_strip import MOST_ISSUES, strip
from metrics.issues import error, warning
from metrics.releasing.preview import write_noticed
from serving.http.html import render
from serving.preview import SCRIPT, STYLE, Watched, watch
from tests.shipped import first_release

ROOT = Path(__file__).parents[2]
NOW = datetime(2024, 2, 9, 9, 30, tzinfo=UTC)
FAULT = error("config/metrics.yaml", 67, 11, "unknown-value", 'unit "<percnt>" is not known')
DOUBT = warning("config/metrics.yaml", 58, 15, "no-date", "no date is given for it")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "config", folder / "config")
    first_release(folder)
    return folder


@pytest.fixture(scope="module")
def watched(root: Path) -> FlaskClient:
    server = app.create_app(root, lambda: NOW, "preview").server
    release_id = server.extensions["front"].release_id
    watch(server, Watched(root / "noticed.json", ROOT / "assets" / "preview", release_id))
    client: FlaskClient = server.test_client()
    return client


def state(client: FlaskClient) -> str:
    return str(json.loads(client.get("/preview/state").data)["state"])


def test_what_was_found_stands_above_every_page(root: Path, watched: FlaskClient) -> None:
    write_noticed(root, [FAULT])
    for path in ("/", "/measures/homicide", "/nothing-here"):
        page = watched.get(path).get_data(as_text=True)
        assert page.count('class="noticed"') == 1
        assert "<code>config/metrics.yaml:67:11</code>" in page and "&lt;percnt&gt;" in page
        assert (
            page.count('<link rel="stylesheet" href="/assets/site.css">') == 1
        )  # the strip is no part of the page
        assert f'<script src="{SCRIPT}" data-state="{state(watched)}" defer></script>' in page


def test_a_page_is_as_new_as_what_was_found(root: Path, watched: FlaskClient) -> None:
    write_noticed(root, [FAULT])
    first = state(watched)
    write_noticed(root, [])
    assert state(watched) != first
    assert "Nothing was found that needs a look." in watched.get("/").get_data(as_text=True)


def test_a_page_may_run_the_preview_s_own_script_and_none_of_others(watched: FlaskClient) -> None:
    policy = watched.get("/about").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ") and policy.endswith("; script-src 'self'")
    assert watched.get(SCRIPT).content_type == "text/javascript; charset=utf-8"
    assert watched.get(STYLE).content_type == "text/css; charset=utf-8"


def test_a_page_is_told_anew_also_where_no_script_runs(watched: FlaskClient) -> None:
    page = watched.get("/", headers={"Accept-Encoding": "br", "If-None-Match": "*"})
    assert (page.status_code, page.headers.get("Content-Encoding")) == (200, None)
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page.get_data(as_text=True)


def test_what_is_no_page_is_answered_as_ever(watched: FlaskClient) -> None:
    assert "noticed" not in watched.get("/api/v1/framework").get_data(as_text=True)


def test_the_site_that_readers_see_knows_nothing_of_it(root: Path) -> None:
    client = app.create_app(root, lambda: NOW).server.test_client()
    assert "noticed" not in client.get("/").get_data(as_text=True)
    assert [client.get(path).status_code for path in ("/preview/state", SCRIPT, STYLE)] == [404, 404, 404]


def test_errors_come_first_and_what_stays_on_show_is_said() -> None:
    assert render(strip([DOUBT, FAULT])) == (
        '<aside class="noticed" lang="en-GB" aria-label="What pcp check found"><div class="band">'
        '<p><strong>1 error, 1 warning. The last good state stays on show.</strong> <a href="">Show anew</a></p><ol>'
        '<li><code>config/metrics.yaml:67:11</code> <strong class="error">error</strong> '
        'unit "&lt;percnt&gt;" is not known</li>'
        '<li><code>config/metrics.yaml:58:15</code> <strong class="warning">warning</strong> '
        "no date is given for it</li></ol></div></aside>"
    )


def test_of_many_faults_the_first_are_shown_and_the_others_counted() -> None:
    many = [
        error("m.yaml", line, 1, "bad-value", f"it is wrong {line}") for line in range(1, MOST_ISSUES + 6)
    ]
    assert "<li>and 5 more; pcp check tells them all</li>" in render(strip(many))
