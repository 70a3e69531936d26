"""docs/nginx.conf with Debian's nginx: what it serves from files is what the application answers."""

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from serving.api.openapi import PROBLEM
from serving.export.site import NAMED, address_of
from serving.feeds.embed import POLICY
from serving.http.media_types import BY_ENDING
from tests.running import (
    NGINX_LOGS,
    NO_NGINX,
    PATIENCE_SECONDS,
    ROOT,
    Got,
    Server,
    application,
    has_nginx,
    nginx,
)
from tests.schema_check import faults

pytestmark = pytest.mark.skipif(not has_nginx(), reason=NO_NGINX)

CONF = (ROOT / "docs" / "nginx.conf").read_text("utf-8")
# Of every kind one. The bytes of packed files are compared too, so each is asked in each encoding.
FROM_FILES = [
    *("/", "/about", "/measures/homicide", "/measures/violence-with-injury?area=camden"),
    *("/outcomes/violence", "/assets/site.css", "/robots.txt", "/favicon.ico", "/apple-touch-icon.png"),
    *("/api/v1/framework", "/api/v1/openapi.json", "/api/v1/measures/homicide/observations"),
    *("/data", "/feed.atom", "/calendar.ics", "/embed/homicide", "/downloads/all.zip"),
    *(f"/downloads/homicide{end}" for end in (".csv", ".csv-metadata.json", ".xlsx", ".ods", ".parquet")),
    *("/downloads/datapackage.json", "/downloads/claims.csv"),
]
FROM_APPLICATION = [
    *("/nope", "/measures/nope", "/measures/homicide/", "//about", "/about?utm_source=a%20b", "/%61bout"),
    *(
        "/measures/violence-with-injury?area=",
        "/measures/violence-with-injury?area=atlantis",
        "/api/v1/measures/nope",
        "/assets/../app.py",
    ),
    *("/assets/nope.css", "/about@.html", "/404", "/404.html", "/@.html", "/current/about@.html", "/healthz"),
    *("/downloads/homicide.csv?area=camden", "/downloads/nope.csv", "/downloads/homicide.pdf", "/embed/nope"),
    *("/measures/homicide?area=camden@with-dash", "/measures/homicide?area=camden.with-dash"),
    *("/about/../about", "/about?../../x", "/?x=/../../../../etc/passwd", "/.lock", "/about%0a"),
]
# They differ for each server, or from moment to moment. A file's name is its own (see below).
NOT_COMPARED = {"server", "date", "connection", "etag", "accept-ranges", "transfer-encoding"}


@pytest.fixture(scope="module")
def front_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("nginx")


@pytest.fixture(scope="module")
def front(served: Server, site_folder: Path, front_folder: Path) -> Iterator[Server]:
    with nginx(front_folder, site_folder, served.port) as server:
        yield server


@pytest.fixture(scope="module")
def alone_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("alone")


@pytest.fixture(scope="module")
def alone(site_folder: Path, alone_folder: Path) -> Iterator[Server]:
    """nginx whose application was killed."""
    with application() as killed, nginx(alone_folder, site_folder, killed.port) as server:
        assert server.get("/healthz").status == 200
        os.killpg(killed.process.pid, signal.SIGKILL)
        killed.process.wait()
        yield server


def compared(got: Got) -> tuple[int, dict[str, str], bytes]:
    headers = {name: text for name, text in got.headers.items() if name not in NOT_COMPARED}
    return got.status, headers, got.body


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br", "gzip, deflate, br, zstd"])
@pytest.mark.parametrize("path", FROM_FILES)
def test_a_file_is_sent_as_the_application_answers(
    front: Server, served: Server, path: str, encoding: str
) -> None:
    front_answer, served_answer = (
        front.get(path, Accept_Encoding=encoding),
        served.get(path, Accept_Encoding=encoding),
    )
    assert compared(front_answer) == compared(served_answer)
    assert front_answer.headers["etag"] != served_answer.headers["etag"]  # so it was a file indeed


@pytest.mark.parametrize("path", FROM_APPLICATION)
def test_every_other_address_is_answered_by_the_application(front: Server, served: Server, path: str) -> None:
    assert compared(front.get(path)) == compared(served.get(path))


def test_other_methods_are_answered_by_the_application(front: Server) -> None:
    got = front.get("/about", method="POST")
    assert (got.status, got.body) == (405, b"reading needs GET alone")


@pytest.mark.parametrize(("proto", "promise"), [("https", "max-age=31536000"), ("http", None), ("", None)])
@pytest.mark.parametrize("path", ["/about", "/nope"])
def test_what_an_outer_proxy_says_of_tls_is_believed(
    front: Server, path: str, proto: str, promise: str | None
) -> None:
    """Of finished files, and passed on for what the application answers."""
    headers = front.get(path, X_Forwarded_Proto=proto).headers
    assert headers.get("strict-transport-security") == promise


def test_what_a_page_links_to_may_be_kept_for_ever(front: Server) -> None:
    page = front.get("/measures/homicide").body.decode()
    script = page.split('<script src="')[1].split('"')[0]
    stylesheet = front.get(script).body.decode().split('"stylesheet":"')[1].split('"')[0]
    for address in (script, stylesheet):
        assert front.get(address).headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
def test_a_file_that_the_reader_has_is_not_sent_again(front: Server, encoding: str) -> None:
    first = front.get("/", Accept_Encoding=encoding)
    again = front.get("/", Accept_Encoding=encoding, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


def test_each_encoding_of_a_file_has_a_name_of_its_own(front: Server) -> None:
    tags = {
        front.get("/", Accept_Encoding=encoding).headers["etag"] for encoding in ("identity", "gzip", "br")
    }
    assert (len(tags), [tag for tag in tags if tag.startswith("W/")]) == (3, [])


def test_head_is_get_without_its_body(front: Server) -> None:
    head, got = front.get("/about", method="HEAD"), front.get("/about")
    assert (head.status, head.body) == (200, b"")
    assert {**head.headers, "date": ""} == {**got.headers, "date": ""}


def test_a_new_site_is_served_without_a_restart(front: Server, site_folder: Path) -> None:
    link, before = site_folder / "current", (site_folder / "current").readlink()
    empty = site_folder / "site-empty-000000000000"
    empty.mkdir()
    (empty / "about@.html").write_text("new")
    try:
        for target in (empty.name, str(before)):
            (site_folder / "next").symlink_to(target)
            (site_folder / "next").replace(link)
            assert (front.get("/about").body == b"new") is (target == empty.name)
    finally:
        (empty / "about@.html").unlink()
        empty.rmdir()


@pytest.mark.parametrize("path", FROM_FILES)
def test_finished_pages_are_served_when_python_is_dead(alone: Server, served: Server, path: str) -> None:
    assert compared(alone.get(path)) == compared(served.get(path))


@pytest.mark.parametrize("path", ["/nope", "/measures/homicide?area=atlantis", "/readyz", "/assets/nope.css"])
def test_anything_else_is_honestly_unavailable_when_python_is_dead(alone: Server, path: str) -> None:
    got = alone.get(path)
    assert (got.status, got.headers["retry-after"], got.headers["cache-control"]) == (503, "60", "no-store")


@pytest.mark.parametrize("path", ["/api/v1/measures?limit=1", "/as-at/2023-24-q3/api/v1/measures"])
def test_programs_are_told_so_as_of_any_problem(alone: Server, path: str) -> None:
    got = alone.get(path)
    assert (got.status, got.headers["content-type"]) == (503, "application/problem+json")
    assert (got.headers["retry-after"], got.headers["access-control-allow-origin"]) == ("60", "*")
    assert list(faults(json.loads(got.body), PROBLEM, {})) == []


def test_nothing_names_a_version(alone: Server) -> None:
    answers = [alone.get(path) for path in ("/", "/nope")]
    assert [got.headers["server"] for got in answers] == ["nginx", "nginx"]
    assert b"nginx" not in answers[1].body


def test_every_kind_of_file_is_sent_as_the_application_answers(
    front: Server, served: Server, site_folder: Path
) -> None:
    current = site_folder / "current"
    files = [
        path.relative_to(current)
        for path in sorted(current.rglob("*@*"))
        if path.suffix not in (".br", ".gz")
    ]
    kinds = {(path.parts[0], path.name.count("@"), path.suffix): path for path in files}
    for path in {*kinds.values(), *(path for path in files if path.parts[0] == "assets")}:
        address = address_of(str(path))
        assert compared(front.get(address)) == compared(served.get(address)), address


def test_what_a_frame_may_do_is_the_same_in_both_places() -> None:
    assert f'"~^/current/embed/" "{POLICY}";' in CONF


def test_every_type_of_file_is_known() -> None:
    assert {f'"{kind}" {ending};' for ending, kind in BY_ENDING.items()} <= {
        line.strip() for line in CONF.splitlines()
    }


def test_the_addresses_that_files_are_named_for_are_the_same_in_both_places() -> None:
    pattern = NAMED.pattern.replace("((?:/", "(?<outcomes_path>(?:/", 1).replace(
        "\\?([", "\\?(?<outcomes_asked>["
    )
    assert f'"~^(?:GET|HEAD) {pattern}$"' in CONF


# What is logged --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/areas?find=SE1+7PB", "/as-at/nope/areas?find=SE1%207PB"])
def test_no_log_has_what_a_reader_typed(front: Server, front_folder: Path, path: str) -> None:
    front.get(path, Referer=f"https://outcomes.example{path}")
    log, errors = logs(front_folder, f'"GET {path.partition("?")[0]}"')
    assert "7PB" not in log + errors


def test_no_log_has_what_a_reader_typed_while_the_application_is_away(
    alone: Server, alone_folder: Path
) -> None:
    assert alone.get("/areas?find=SE1+7PB").status == 503
    log, errors = logs(alone_folder, '"GET /areas" 503')
    assert "7PB" not in log + errors


def logs(folder: Path, line: str) -> tuple[str, str]:
    """Both logs, once the first has a line: nginx answers a reader before it writes that it did."""
    log, errors = (folder / name for name in NGINX_LOGS)
    end = time.monotonic() + PATIENCE_SECONDS
    while line not in log.read_text():
        assert time.monotonic() < end, f"never logged: {line}"
        time.sleep(0.02)
    return log.read_text(), errors.read_text()
