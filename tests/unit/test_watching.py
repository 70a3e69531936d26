"""Lines of the log, and what is counted of a request: each by itself, without a server."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from serving.http.visit import RULE
from serving.watching import folder
from serving.watching.events import OF_THE_SERVER, event_of
from serving.watching.folder import RESERVED, lives, reserve
from serving.watching.lines import JsonLines, PlainLines
from serving.watching.visits import CountedVisits, Headers, kind_of
from tests.running import run

NOTHING = b""


def record(message: str, **more: object) -> logging.LogRecord:
    log_record = logging.makeLogRecord(
        {"name": "serving", "levelname": "ERROR", "levelno": logging.ERROR, "msg": message}
    )
    log_record.__dict__.update(more)
    return log_record


def failure() -> logging.LogRecord:
    """A failure that another led to, and of which the words repeat what was typed."""
    try:
        try:
            raise KeyError("typed")
        except KeyError as problem:
            raise ValueError("typed") from problem
    except ValueError:
        return record("it failed", exc_info=sys.exc_info(), is_private=True)


def test_a_line_of_text_cannot_be_forged_and_does_not_steer_a_terminal() -> None:
    line = PlainLines().format(record("one\n2024-02-08T09:30:00Z ERROR two\x1b[2J\r\u2028"))
    assert line.split("\n")[0].endswith(" ERROR one")
    assert line.split("\n")[1] == r"  2024-02-08T09:30:00Z ERROR two\x1b[2J\r\u2028"


def test_a_line_of_json_is_one_line_whatever_it_says() -> None:
    line = JsonLines().format(
        record("one\n\u2028two", event="release", fields={"release": "q3", "path": Path("a")})
    )
    content = json.loads(line)
    assert line.isascii() and len(line.splitlines()) == 1
    assert (content["message"], content["release"], content["path"]) == ("one\n\u2028two", "q3", "a")


@pytest.mark.parametrize("form", [JsonLines, PlainLines])
def test_a_private_failure_tells_its_lines_of_code_and_no_words(
    form: Callable[[], logging.Formatter],
) -> None:
    line = form().format(failure())
    assert line.count("what it says is left out") == 2 and "raise ValueError" in line
    assert "KeyError: 'typed'" not in line and "ValueError: typed" not in line


@pytest.mark.parametrize(("start", "event"), OF_THE_SERVER)
def test_lines_of_granian_are_events(start: str, event: str) -> None:
    assert event_of(record(f"{start} 1", name="_granian.workers")) == event
    assert event_of(record(f"{start} 1")) == "note"


# Requests ---------------------------------------------------------------------------------------------------


@dataclass
class Noted:
    """What was counted."""

    requests: list[tuple[str, str, str, str, int]] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    def request(self, rule: str, kind: str, method: str, status: str, seconds: float, size: int) -> None:
        assert seconds >= 0
        self.requests.append((rule, kind, method, status, size))

    def refusal(self, reason: str) -> None:
        self.refusals.append(reason)


def noted(status: str, headers: Headers, rule: str = "", path: str = "/", method: str = "GET") -> Noted:
    """What is counted of one request that an application answers so."""

    def application(environment: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        if rule:
            environment[RULE] = rule
        start(status, headers)
        return [NOTHING]

    counts = Noted()
    visits = CountedVisits(application, counts, ["/assets/site.css"])
    assert visits({"PATH_INFO": path, "REQUEST_METHOD": method}, lambda *_: None) == [NOTHING]
    return counts


@pytest.mark.parametrize(
    ("status", "headers", "rule", "reason"),
    [
        ("503 Service Unavailable", [("Retry-After", "2")], "/downloads/<name>", "busy"),
        ("503 Service Unavailable", [("Retry-After", "60")], "", "unavailable"),
        ("503 Service Unavailable", [], "/", "unavailable"),
        ("410 Gone", [], "/", "withdrawn"),
        ("431 Too Large", [], "", "other"),
    ],
)
def test_a_refusal_has_its_reason(status: str, headers: Headers, rule: str, reason: str) -> None:
    assert noted(status, headers, rule).refusals == [reason]


def test_a_request_is_counted_by_the_rule_of_its_address_with_the_bytes_that_are_sent() -> None:
    length = [("Content-Length", "1200")]
    assert noted("200 OK", length, "/measures/<measure_id>", "/measures/homicide").requests == [
        ("/measures/<measure_id>", "page", "GET", "200", 1200)
    ]
    assert noted("200 OK", length, path="/assets/site.css", method="HEAD").requests == [
        ("(files of the site)", "static", "HEAD", "200", 0)
    ]
    assert noted("405 Not", length, path="/x", method="BREW").requests == [
        ("(unknown)", "unknown", "other", "405", 1200)
    ]
    assert noted("304 Not Modified", [], "/", "/").requests == [("/", "page", "GET", "304", 0)]


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("/api/v1/framework", "data"),
        ("/downloads/<name>", "file"),
        ("/healthz", "health"),
        ("/about", "page"),
    ],
)
def test_a_rule_has_a_kind(rule: str, kind: str) -> None:
    assert kind_of(rule) == kind


# Files ------------------------------------------------------------------------------------------------------


def test_the_files_of_a_worker_have_their_room_before_anything_is_counted(tmp_path: Path) -> None:
    reserve(tmp_path, 4711)
    sizes = {file.name: file.stat() for file in tmp_path.iterdir()}
    assert sizes.keys() == {f"{kind}_4711.db" for kind in RESERVED}
    assert [name for name, status in sizes.items() if status.st_blocks * 512 < status.st_size] == []


def test_a_process_that_has_ended_is_told_from_one_that_lives() -> None:
    assert (lives(1), lives(2**22 + 1)) == (True, False)


def test_folders_of_others_and_of_servers_that_live_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    for name in ("pcp-metrics-1-abc", "pcp-metrics-4194305-abc", "pcp-metrics-of-somebody"):
        (tmp_path / name).mkdir()
    (tmp_path / "pcp-metrics-4194305-link").symlink_to(tmp_path / "elsewhere")
    folder._remove_left_over(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "elsewhere",
        "pcp-metrics-1-abc",
        "pcp-metrics-of-somebody",
        "pcp-metrics-4194305-link",
    }


def test_the_port_of_the_numbers_is_another_than_that_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    done = run(tmp_path, "serve", "--port", "8431", "--metrics-port", "8431")
    assert (done.returncode, "--metrics-port and --port are two ports" in done.stderr) == (2, True)
