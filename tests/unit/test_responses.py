"""How every address is answered: pages, data, assets, and whatever else a client may send."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import brotli
import pytest
from dash import html
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import create_app
from components.site.context import UnknownAddress, current_view
from metrics.declared.config import parse_config
from metrics.figures.release import Release
from serving.fallbacks import VERSION
from serving.front import Front, harden, install
from serving.http.answer import Answer, packed
from serving.http.cache import BYTES_BESIDE, AnswerCache, Key
from serving.http.headers import ON_EVERY_ANSWER, STYLED_INSIDE
from serving.http.media_types import HTML
from serving.releases.current import CurrentRelease

ROOT = Path(__file__).resolve().parents[2]
CONFIG = """
site: {title: O, producer: P, contact: C, statistics_status: S, update_schedule: U, attribution: A}
frameworks: [{id: pcp, title: Plan, vision: Safe., description: The plan}]
outcomes: [{id: safer, framework: pcp, title: Londoners are safer, description: Fewer victims}]
measures:
  - {id: prevalence, outcome: safer, title: Crime prevalence, status: planned, description: Victims,
     owner: MOPAC, reason: A new measure is to be added., expected: not-announced}
"""


class Site:
    """A site of two pages over a store with one release, whose clock a test moves by hand."""

    def __init__(self, root: Path) -> None:
        self.now = datetime(2024, 2, 8, 9, 30, tzinfo=UTC)
        self.made = list[str]()
        self.assets = root / "assets"
        self.assets.mkdir()
        (self.assets / "site.css").write_text("body { color: black }")
        (self.assets / "notes.txt").write_text("not for readers")
        self.history = root / "data" / "releases" / "history.jsonl"
        self.history.parent.mkdir(parents=True)
        self.current = CurrentRelease(root, lambda: self.now, load=self.load)
        self.server = server = Flask("site")
        harden(server)
        install(server, Front(self.current, lambda: self.now, self.pages(), self.assets))
        self.client: FlaskClient = server.test_client()

    def load(self, root: Path, release_id: str) -> Release:
        config, issues = parse_config(CONFIG)
        assert config is not None, issues
        return Release(release_id, self.now, config, {})

    def publish(self, release_id: str = "2023-24-q3") -> None:
        event = {"event": "published", "release": release_id, "time": self.now.isoformat()}
        with self.history.open("a") as file:
            file.write(json.dumps({**event, "at": self.now.isoformat(), "actor": "", "reason": ""}) + "\n")

    def pages(self) -> list[dict[str, Any]]:
        def measure(measure_id: str = "", area: str = "london", **_query: object) -> object:
            if measure_id == "unknown":
                raise UnknownAddress("there is no such measure", guess="/measures/known")
            self.made.append(f"{measure_id} {area} {current_view().today}")
            return html.P([measure_id, " in ", area, " ", "of the same words again and again. " * 50])

        return [
            page("pages.home", "/", lambda **_query: html.H1("Home")),
            page("pages.measure", None, measure, template="/measures/<measure_id>"),
            page("pages.failing", "/failing", lambda: 1 / 0),
            page("pages.not_found_404", "/404", lambda problem: html.P(f"No page. {problem.guess}")),
        ]


def page(module: str, path: str | None, layout: Callable[..., Any], template: str = "") -> dict[str, Any]:
    texts = {"title": lambda **variables: f"T {' '.join(variables.values())}", "description": "D"}
    return {"module": module, "path": path, "path_template": template, "layout": layout, **texts}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    new_site = Site(tmp_path)
    new_site.publish()
    return new_site


# Pages


def test_a_page_is_the_layout_of_the_path_with_its_variables(site: Site) -> None:
    got = site.client.get("/measures/homicide")
    assert (got.status_code, got.content_type) == (200, HTML)
    assert "<title>T homicide" in got.text
    assert "homicide in london" in got.text
    assert 'data-release="2023-24-q3"' in got.text


def test_a_query_gives_a_layout_what_it_names(site: Site) -> None:
    assert "homicide in camden" in site.client.get("/measures/homicide?area=camden&utm_source=x").text


def test_a_variable_of_the_path_is_not_overridden_by_the_query(site: Site) -> None:
    assert "homicide in london" in site.client.get("/measures/homicide?measure_id=theft").text


def test_a_page_is_made_once_for_all_readers(site: Site) -> None:
    for query in ("", "?area=", "?utm_source=a", "?b=c&area="):
        site.client.get(f"/measures/homicide{query}")
    site.client.get("/measures/homicide?area=camden")
    assert site.made == ["homicide london 2024-02-08", "homicide camden 2024-02-08"]


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("/measures/homicide?area=", "/measures/homicide"),
        ("/measures/homicide?area=&utm_source=a%20b", "/measures/homicide?utm_source=a+b"),
        ("/as-at/2023-24-q3/measures/homicide?area=", "/as-at/2023-24-q3/measures/homicide"),
    ],
)
def test_what_a_form_sends_empty_is_left_out_of_the_address(site: Site, address: str, short: str) -> None:
    got = site.client.get(address)
    assert (got.status_code, got.headers["Location"]) == (308, short)


def test_an_empty_value_that_makes_no_difference_stays(site: Site) -> None:
    assert site.client.get("/measures/homicide?utm_source=").status_code == 200


def test_the_day_is_that_of_region(site: Site) -> None:
    site.client.get("/measures/homicide")
    site.now = datetime(2024, 6, 1, 23, 30, tzinfo=UTC)
    site.client.get("/measures/homicide")
    assert site.made == ["homicide london 2024-02-08", "homicide london 2024-06-02"]


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/nope",
            "/nope.csv",
            "/measures",
            "/measures/a/b",
            "/measures/homicide//",
            "/measures/unknown",
            "/nope/",
        ),
        *(
            "/404",
            "/_dash-layout",
            "/_reload-hash",
            "/_favicon.ico",
            "/assets/notes.txt",
            "/assets/../app.py",
        ),
    ],
)
def test_an_address_that_does_not_exist_is_a_true_404(site: Site, path: str) -> None:
    got = site.client.get(path)
    assert (got.status_code, got.content_type) == (404, HTML)
    assert "No page." in got.text
    assert '<meta name="robots" content="noindex">' in got.text


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/measures/homicide/", "/measures/homicide"),
        ("/measures/homicide/?area=camden&to=", "/measures/homicide?area=camden&to="),
        ("/measures/caf%C3%A9/", "/measures/caf%C3%A9"),
        ("/measures/%5Cevil.example/", "/measures/%5Cevil.example"),
    ],
)
def test_a_slash_at_the_end_leads_to_the_address_without_it(site: Site, path: str, address: str) -> None:
    got = site.client.get(path)
    assert (got.status_code, got.headers["Location"]) == (308, address)
    assert "Access-Control-Allow-Origin" not in got.headers


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/measures/", 308),
        ("/as-at/2023-24-q3/api/v1/measures/", 308),
        ("/downloads/homicide.csv/", 308),
        ("/downloads/homicide.csv?form=x", 400),
        ("/downloads/no-such-file.csv", 404),
    ],
)
def test_scripts_of_any_site_may_follow_and_read_why_they_are_refused(
    site: Site, path: str, status: int
) -> None:
    got = site.client.get(path)
    assert (got.status_code, got.headers["Access-Control-Allow-Origin"]) == (status, "*")
    assert got.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_guess_reaches_the_page_that_says_so(site: Site) -> None:
    assert "No page. /measures/known" in site.client.get("/measures/unknown").text


def test_two_slashes_do_not_pass_for_one(site: Site) -> None:
    got = site.client.get("/x", environ_overrides={"PATH_INFO": "//"})
    assert got.status_code == 404


def test_a_mistake_of_ours_is_a_500_that_gives_nothing_away(site: Site) -> None:
    got = site.client.get("/failing")
    assert (got.status_code, got.text) == (500, "Something went wrong on our side.\n")
    assert got.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/", "/api/v1/framework", "/_dash-update-component"])
def test_reading_needs_get_alone(site: Site, method: str, path: str) -> None:
    got = site.client.open(path, method=method, data=b"[1]")
    assert (got.status_code, got.headers["Allow"]) == (405, "GET, HEAD")


# Releases


def test_without_a_release_a_page_says_that_nothing_has_been_published(tmp_path: Path) -> None:
    client = Site(tmp_path).client
    got = client.get("/anything")
    assert (got.status_code, got.headers["Retry-After"]) == (503, "60")
    assert "<h1>Nothing has been published yet</h1>" in got.text
    assert client.get("/api/v1/framework").get_json()["error"]["code"] == "nothing-published"
    assert client.get("/robots.txt").status_code == 200


def test_without_a_release_the_process_lives_and_is_not_ready(tmp_path: Path) -> None:
    client = Site(tmp_path).client
    healthy, ready = client.get("/healthz"), client.get("/readyz")
    assert (healthy.status_code, healthy.get_json()) == (
        200,
        {"status": "ok", "release": None, "version": VERSION},
    )
    assert (ready.status_code, ready.get_json()) == (
        503,
        {
            "status": "unavailable",
            "release": None,
            "reason": "Nothing has been published yet.",
            "version": VERSION,
        },
    )


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_with_a_release_the_process_lives_and_is_ready(site: Site, path: str) -> None:
    got = site.client.get(path)
    assert (got.status_code, got.get_json()) == (
        200,
        {"status": "ok", "release": "2023-24-q3", "version": VERSION},
    )
    assert got.headers["Cache-Control"] == "no-store"


def test_a_fault_of_a_newer_release_is_told_while_the_old_one_is_served(site: Site) -> None:
    site.client.get("/")
    site.current.fault = "2023-24-q4: its checksum differs"
    got = site.client.get("/readyz")
    assert (got.status_code, got.get_json()) == (
        200,
        {
            "status": "ok",
            "release": "2023-24-q3",
            "reason": "2023-24-q4: its checksum differs",
            "version": VERSION,
        },
    )


# The API


def test_the_api_is_for_scripts_of_any_site(site: Site) -> None:
    got = site.client.get("/api/v1/framework")
    assert (got.status_code, got.content_type) == (200, "application/json; charset=utf-8")
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    assert got.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert got.get_json()["outcomes"][0]["measures"][0]["id"] == "prevalence"


def test_an_unknown_address_of_the_api_is_told_in_json(site: Site) -> None:
    got = site.client.get("/api/v1/measure")
    allowed = site.client.get("/api/v1").get_json()["addresses"]
    assert (got.status_code, got.get_json()) == (
        404,
        {
            "type": "/api#problem-unknown-address",
            "title": "Nothing at this address",
            "status": 404,
            "detail": "there is nothing at this address",
            "instance": "/api/v1/measure",
            "allowed": allowed,
            "error": {
                "code": "unknown-address",
                "message": "there is nothing at this address",
                "allowed": allowed,
            },
        },
    )


def test_an_unknown_measure_is_told_in_json(site: Site) -> None:
    got = site.client.get("/api/v1/measures/nope")
    assert (got.status_code, got.get_json()["error"]["code"]) == (404, "unknown-measure")


# Bytes


def test_every_encoding_holds_the_same_page(site: Site) -> None:
    plain = site.client.get("/measures/homicide")
    packed = {
        name: site.client.get("/measures/homicide", headers={"Accept-Encoding": name})
        for name in ("br", "gzip")
    }
    assert "Content-Encoding" not in plain.headers
    assert brotli.decompress(packed["br"].data) == gzip.decompress(packed["gzip"].data) == plain.data
    assert [packed[name].headers["Content-Encoding"] for name in packed] == ["br", "gzip"]
    assert len({answer.headers["ETag"] for answer in (plain, *packed.values())}) == 3
    assert {answer.headers["Vary"] for answer in (plain, *packed.values())} == {"Accept-Encoding"}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("*;q=0.5, br;q=0", "gzip"),
        ("identity, br;q=0.1", None),
        ("br;q=0, gzip;q=0", None),
        ("identity;q=0", None),
        ("deflate", None),
        ("br;q=nonsense;;;,=,\x7f", None),
        ("", None),
    ],
)
def test_the_encoding_is_the_one_that_the_reader_likes_best(
    site: Site, accepted: str, encoding: str | None
) -> None:
    got = site.client.get("/measures/homicide", headers={"Accept-Encoding": accepted})
    assert (got.status_code, got.headers.get("Content-Encoding")) == (200, encoding)


def test_head_is_get_without_the_body(site: Site) -> None:
    got = site.client.get("/measures/homicide", headers={"Accept-Encoding": "br"})
    head = site.client.head("/measures/homicide", headers={"Accept-Encoding": "br"})
    assert (head.status_code, head.data, dict(head.headers)) == (200, b"", dict(got.headers))
    assert int(head.headers["Content-Length"]) == len(got.data)


@pytest.mark.parametrize("written", ["{0}", "W/{0}", '"other", {0}', "*"])
def test_what_a_reader_has_already_is_not_sent_again(site: Site, written: str) -> None:
    first = site.client.get("/measures/homicide")
    request_headers = {"If-None-Match": written.format(first.headers["ETag"])}
    again = site.client.get("/measures/homicide", headers=request_headers)
    assert (again.status_code, again.data) == (304, b"")
    kept = ("ETag", "Cache-Control", "Vary")
    assert [again.headers[name] for name in kept] == [first.headers[name] for name in kept]
    assert "Content-Type" not in again.headers


def test_another_encoding_or_another_release_is_sent_anew(site: Site) -> None:
    first = site.client.get("/measures/homicide")
    request_headers = {"If-None-Match": first.headers["ETag"]}
    packed = site.client.get("/measures/homicide", headers={**request_headers, "Accept-Encoding": "br"})
    site.publish("2023-24-q4")
    site.current._next_look = 0
    assert (
        packed.status_code,
        site.client.get("/measures/homicide", headers=request_headers).status_code,
    ) == (
        200,
        200,
    )


def test_a_404_is_never_a_304(site: Site) -> None:
    assert site.client.get("/nope", headers={"If-None-Match": "*"}).status_code == 404


def test_a_page_may_be_kept_for_a_minute(site: Site) -> None:
    assert site.client.get("/").headers["Cache-Control"] == "public, max-age=60"


def test_the_stylesheet_has_an_address_that_changes_with_it_and_may_be_kept_for_ever(site: Site) -> None:
    front: Front = site.server.extensions["front"]
    (address,) = set(filter(re.compile("/assets/site[.].+[.]css").fullmatch, front.static))
    got = site.client.get(address)
    assert (got.status_code, got.text) == (200, "body { color: black }")
    assert got.content_type == "text/css; charset=utf-8"
    assert got.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert site.client.get("/assets/site.css").headers["Cache-Control"] == "public, max-age=60"
    assert site.client.get("/assets/site.0123456789ab.css").status_code == 404


@pytest.mark.parametrize("path", ["/", "/nope", "/assets/site.css", "/robots.txt", "/failing"])
def test_every_answer_carries_the_security_headers(site: Site, path: str) -> None:
    got, is_page = site.client.get(path), path in ("/", "/nope")
    expected = ON_EVERY_ANSWER | ({"Content-Security-Policy": STYLED_INSIDE} if is_page else {})
    assert {name: got.headers[name] for name in ON_EVERY_ANSWER} == expected


def parts(policy: str) -> dict[str, str]:
    return dict(part.split(" ", 1) for part in policy.split("; "))


def test_a_page_and_its_headers_forbid_together_all_that_other_answers_do(site: Site) -> None:
    got = site.client.get("/")
    style = got.text.split("<style>")[1].split("</style>")[0]
    inside = parts(got.text.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0])
    every = parts(ON_EVERY_ANSWER["Content-Security-Policy"])
    allowed = f"'self' 'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
    assert inside == {name: value for name, value in every.items() if name != "frame-ancestors"} | {
        "style-src": allowed
    }
    by_default = [*("script", "font", "frame", "manifest", "media", "object", "worker")]
    others = {name: value for name, value in every.items() if name not in ("default-src", "style-src")}
    assert parts(STYLED_INSIDE) == others | {f"{kind}-src": "'none'" for kind in by_default}


def test_the_policy_allows_no_script_and_nothing_unsafe() -> None:
    policy = ON_EVERY_ANSWER["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert ("script-src" in policy, "unsafe" in policy) == (False, False)


def test_the_memory_holds_no_more_than_it_may_and_forgets_the_oldest_first() -> None:
    def key(path: str) -> Key:
        return "2023-24-q3", date(2024, 2, 8), "", path, ()

    memory, answer = AnswerCache(most_bytes=2 * BYTES_BESIDE + 100), packed(Answer(b"0123456789", HTML))
    memory.put(key("/a"), answer)
    memory.put(key("/b"), answer)
    memory.put(key("/b"), answer)
    memory.get(key("/a"))
    memory.put(key("/c"), answer)
    assert [memory.get(key(path)) for path in ("/a", "/b", "/c")] == [answer, None, answer]
    assert memory.size == 2 * (BYTES_BESIDE + len("01234567892023-24-q3/a"))


# The whole application, with the release that the repository ships

SHIPPED = create_app(ROOT).server.test_client()


def test_two_applications_in_one_process_both_answer() -> None:
    other = create_app(ROOT).server.test_client()
    assert (SHIPPED.get("/").status_code, SHIPPED.get("/").data) == (200, other.get("/").data)


def test_the_clock_can_be_set_for_a_rehearsal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PCP_ROOT", str(ROOT))
    monkeypatch.setenv("PCP_NOW", "2024-02-08T09:29:59+00:00")
    assert create_app().server.test_client().get("/readyz").status_code == 503
    monkeypatch.setenv("PCP_NOW", "2024-02-08T09:30:00+00:00")
    assert create_app().server.test_client().get("/readyz").status_code == 200


def test_a_clock_without_an_offset_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PCP_NOW", "2024-02-08T09:30:00")
    with pytest.raises(ValueError, match=r"write it as 2024-02-08T09:30:00\+00:00"):
        create_app(ROOT)


def test_every_address_that_the_api_gives_leads_somewhere() -> None:
    outcomes = SHIPPED.get("/api/v1/framework").get_json()["outcomes"]
    for measure in (item for outcome in outcomes for item in outcome["measures"]):
        links = SHIPPED.get(f"/api/v1/measures/{measure['id']}").get_json()["metadata"]["links"]
        assert {name: SHIPPED.get(link).status_code for name, link in links.items()} == dict.fromkeys(
            links, 200
        )


SEGMENTS = st.one_of(
    st.sampled_from(["", ".", "..", "%00", "\x00", "%ff", "\xff", "~", "api", "v1", "measures", "homicide"]),
    st.sampled_from(["frameworks", "outcomes", "observations", "assets", "pcp", "_dash-component-suites"]),
    st.text(max_size=300),
)
QUERY_NAMES = st.sampled_from(["area", "dimension", "from", "to", "window", "view", "x", "self", "kwargs"])
QUERIES = st.dictionaries(QUERY_NAMES, st.one_of(st.sampled_from(["all", "2023-12", "camden"]), st.text()))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SEGMENTS, max_size=6), QUERIES)
def test_nothing_that_a_client_sends_is_a_mistake_of_ours(segments: list[str], query: dict[str, str]) -> None:
    path = "/" + "/".join(segments).encode("utf-8", "replace").decode("latin-1")
    got = SHIPPED.get("/", query_string=query, environ_overrides={"PATH_INFO": path})
    assert got.status_code in (200, 308, 400, 404)  # 308: to the address without what a form left empty


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["Accept-Encoding", "If-None-Match", "Host", "Cookie", "Range"]), st.text(max_size=80))
def test_no_header_that_a_client_sends_is_a_mistake_of_ours(name: str, text: str) -> None:
    value = "".join(text.splitlines()).encode("utf-8", "replace").decode("latin-1")
    variable = f"HTTP_{name.upper().replace('-', '_')}"
    assert SHIPPED.get("/", environ_overrides={variable: value}).status_code in (200, 304, 400)


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("form=2023-Q1", {"code": "unknown-parameter", "message": '"form" is not a parameter here'}),
        ("area=camden&area=barnet", {"code": "repeated-parameter", "message": '"area" is given twice'}),
    ],
)
def test_a_script_that_misspells_a_filter_is_told_and_gets_no_other_series(
    site: Site, query: str, error: dict[str, str]
) -> None:
    got = site.client.get(f"/api/v1/measures/homicide/observations?{query}")
    allowed = ["area", "as_of", "dimension", "from", "limit", "offset", "to", "window"]
    assert (got.status_code, got.get_json()["error"]) == (400, {**error, "allowed": allowed})
