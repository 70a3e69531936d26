"""What the real server counts, and lets be read: by all of its workers, at an address of its own, for as long as it lives."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from tests.running import HOST, PATIENCE_SECONDS, ROOT, StartedServer, free_port, running, serve_command
from tests.store.sites import NOW, make_site, prepare

OPERATIONS = ROOT / "docs" / "operations"
METRIC = re.compile(r"\b(?:pcp|process)_\w+|\bup\b")
LABELS = re.compile(r"\b(\w+)(?:=~|!~|!=|=)\"")
GROUPED = re.compile(r"\bby \(([^)]*)\)")
OF_PROMETHEUS = {"job", "instance", "le"}
DURATION = re.compile(r"\d+[smhd]")
RULE_KEYS = {"alert", "expr", "for", "labels", "annotations"}
PAIRS = ("()", "[]", "{}")


@dataclass(frozen=True)
class Counting:
    """A server, and where what it counts is read."""

    server: StartedServer
    port: int
    temporary: Path

    def samples(self) -> list[Sample]:
        answer = StartedServer(self.port, self.server.process).get("/metrics")
        families = text_string_to_metric_families(answer.body.decode())
        return [sample for family in families for sample in family.samples]

    def number(self, name: str, **labels: str) -> float:
        """The sum of what has a name and some labels."""
        return sum(
            sample.value
            for sample in self.samples()
            if sample.name == name and labels.items() <= sample.labels.items()
        )

    def workers(self) -> list[int]:
        processes = {
            s.labels["pid"]: s.labels["role"] for s in self.samples() if s.name == "process_open_fds"
        }
        return [int(process) for process, role in processes.items() if role == "worker"]

    def folders(self) -> list[Path]:
        return list(self.temporary.glob("pcp-metrics-*"))


def until(is_so: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        with suppress(OSError):
            if is_so():
                return
        assert time.monotonic() < deadline
        time.sleep(0.1)


@contextmanager
def counting(folder: Path, workers: int, temporary: Path | None = None) -> Iterator[Counting]:
    """A server that counts, with a folder of its own for temporary files."""
    site, port, of_metrics = make_site(folder / "site"), free_port(), free_port()
    prepare(site, "one")
    place = temporary or folder / "temporary"
    place.mkdir(exist_ok=True)
    command = ["env", f"TMPDIR={place}", *serve_command(port, NOW.isoformat(), site)]
    command += [f"--workers={workers}", f"--metrics-port={of_metrics}"]
    with running(command, port, "/readyz") as server:
        yield Counting(server, of_metrics, place)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counting]:
    """A server of two workers, of which each has answered something."""
    with counting(tmp_path_factory.mktemp("pair"), 2) as both:
        until(lambda: both.number("pcp_workers") == 2)
        until(lambda: len([s for s in both.samples() if s.name == "pcp_release_info"]) == 2)
        yield both


def test_requests_to_whichever_worker_are_counted_together(pair: Counting) -> None:
    before = pair.number("pcp_requests_total", rule="/about", method="GET", status="200")
    assert [pair.server.get("/about").status for _ in range(20)] == [200] * 20
    after = pair.number("pcp_requests_total", rule="/about", method="GET", status="200")
    assert after - before == 20


def test_times_and_sizes_are_counted_by_kind(pair: Counting) -> None:
    times, sizes = (
        partial(pair.number, f"pcp_{name}", kind="data")
        for name in ("request_seconds_count", "answer_bytes_sum")
    )
    before = times(), sizes()
    body = pair.server.get("/api/v1/framework").body
    assert (times() - before[0], sizes() - before[1]) == (1, len(body))


def test_what_readers_choose_is_no_label(pair: Counting) -> None:
    rules = {sample.labels["rule"] for sample in pair.samples() if sample.name == "pcp_requests_total"}
    for number in range(30):
        pair.server.get(f"/nothing-{number}")
        pair.server.get(f"/measures/nothing-{number}")
        pair.server.get(f"/search?q=typed-{number}")
        pair.server.get("/", method=f"VERB{number}")
    requests = [sample for sample in pair.samples() if sample.name == "pcp_requests_total"]
    more = {sample.labels["rule"] for sample in requests} - rules
    assert more <= {"(unknown)", "/measures/<measure_id>", "/search", "/"}
    assert {sample.labels["method"] for sample in requests} <= {"GET", "HEAD", "other"}
    assert [sample for sample in pair.samples() if re.search(r"typed|nothing|VERB", str(sample.labels))] == []


def test_refusals_are_counted_by_their_reason(pair: Counting) -> None:
    reasons = ("unknown-address", "wrong-query", "method")
    before = [pair.number("pcp_refusals_total", reason=reason) for reason in reasons]
    pair.server.get("/nope")
    pair.server.get("/api/v1/framework?colour=red")
    pair.server.get("/", method="POST")
    after = [pair.number("pcp_refusals_total", reason=reason) for reason in reasons]
    assert [later - earlier for later, earlier in zip(after, before, strict=True)] == [1, 1, 1]


def test_answers_that_were_in_memory_are_told_from_others(pair: Counting) -> None:
    results = ("hit", "miss")

    def numbers() -> list[float]:
        return [pair.number("pcp_cache_requests_total", result=result) for result in results]

    before = numbers()
    for _ in range(12):
        pair.server.get("/accessibility")
    # Each worker tells of it every two seconds, and makes the page once.
    until(lambda: numbers()[0] - before[0] >= 10 and numbers()[1] > before[1])
    assert pair.number("pcp_cache_bytes") > 1000


def test_the_release_and_its_age_are_those_of_each_worker(pair: Counting) -> None:
    releases = [sample for sample in pair.samples() if sample.name == "pcp_release_info"]
    assert [(sample.labels["release"], sample.value) for sample in releases] == [("one", 1.0)] * 2
    assert (
        pair.number("pcp_release_age_seconds", release="one") == 0
    )  # by the server's clock, which stands still


def test_the_processes_and_the_version_are_told(pair: Counting) -> None:
    assert pair.number("process_resident_memory_bytes", role="worker") > 50e6
    assert pair.number("process_open_fds", role="server") > 3
    assert [s.value for s in pair.samples() if s.name == "pcp_build_info" and s.labels["version"]] == [1.0]


def test_the_numbers_are_not_at_the_public_address_and_on_this_machine_alone(pair: Counting) -> None:
    assert pair.server.get("/metrics").status == 404
    with pytest.raises(ConnectionRefusedError):  # it listens at 127.0.0.1, and not at all addresses
        socket.create_connection(("127.0.0.2", pair.port), timeout=PATIENCE_SECONDS)


# The dashboard and the rules --------------------------------------------------------------------------------


def alerts() -> list[dict[str, Any]]:
    groups = yaml.safe_load((OPERATIONS / "alerts.yaml").read_text("utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def panels() -> list[dict[str, Any]]:
    dashboard: dict[str, Any] = json.loads((OPERATIONS / "grafana.json").read_text("utf-8"))
    return [panel for panel in dashboard["panels"] if panel["type"] != "row"]


def expressions() -> dict[str, str]:
    alert_expressions = {rule["alert"]: rule["expr"] for rule in alerts()}
    return alert_expressions | {
        f"{panel['title']} {target['refId']}": target["expr"]
        for panel in panels()
        for target in panel["targets"]
    }


@pytest.mark.parametrize("expression", expressions().values(), ids=expressions())
def test_every_name_and_label_in_the_dashboard_and_the_rules_is_one_that_the_server_has(
    pair: Counting, expression: str
) -> None:
    for path in ("/", "/api/v1/framework", "/healthz"):
        pair.server.get(path)
    samples = pair.samples()
    names = set(METRIC.findall(expression))
    assert names and names <= {sample.name for sample in samples} | {"up"}
    labels = set(LABELS.findall(expression))
    labels |= {name.strip() for group in GROUPED.findall(expression) for name in group.split(",")}
    sample_labels = {label for sample in samples if sample.name in names for label in sample.labels}
    assert labels <= sample_labels | OF_PROMETHEUS
    for kinds in re.findall(r'kind=~"([\w|]+)"', expression):
        assert set(kinds.split("|")) <= {sample.labels.get("kind") for sample in samples}


def balanced(expression: str) -> bool:
    """Whether what is opened is closed, in the right order."""
    waiting = list[str]()
    for sign in re.sub(r'"[^"]*"', "", expression):
        for pair in PAIRS:
            if sign == pair[0]:
                waiting.append(pair[1])
            elif sign == pair[1] and (not waiting or waiting.pop() != sign):
                return False
    return not waiting


@pytest.mark.parametrize("rule", alerts(), ids=lambda rule: rule["alert"])
def test_a_rule_has_what_prometheus_wants_of_it(rule: Mapping[str, Any]) -> None:
    assert rule.keys() <= RULE_KEYS and balanced(rule["expr"])
    assert re.fullmatch(r"[A-Z]\w+", rule["alert"]) and rule["labels"]["severity"] in ("page", "ticket")
    assert rule["annotations"].keys() == {"summary", "description"}
    assert "for" not in rule or DURATION.fullmatch(rule["for"])


def test_rules_and_panels_are_told_apart_and_panels_do_not_overlap() -> None:
    names = [rule["alert"] for rule in alerts()]
    assert len(names) == len(set(names))
    assert len({panel["id"] for panel in panels()}) == len(panels())
    cells = [
        (x, y)
        for place in (panel["gridPos"] for panel in panels())
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(cells) == len(set(cells)) and max(x for x, _ in cells) < 24
    assert [expression for expression in expressions().values() if not balanced(expression)] == []


# Workers that end, and servers ------------------------------------------------------------------------------


def test_what_an_ended_worker_has_counted_stays_and_the_folder_goes_with_the_server(tmp_path: Path) -> None:
    with counting(tmp_path, 1) as lonely:
        until(lambda: lonely.number("pcp_release_info") == 1)
        assert [lonely.server.get("/about").status for _ in range(5)] == [200] * 5
        (first,) = lonely.workers()
        os.kill(first, signal.SIGKILL)
        until(lambda: lonely.workers() not in ([], [first]) and lonely.server.get("/about").status == 200)
        assert lonely.number("pcp_requests_total", rule="/about") == 6
        until(lambda: lonely.number("pcp_release_info") == 1)
        (folder,) = lonely.folders()
        assert folder.stat().st_mode & 0o077 == 0
        assert [file for file in folder.iterdir() if f"_{first}." in file.name] == []
        os.kill(lonely.server.process.pid, signal.SIGKILL)
        until(lambda: lonely.folders() == [])


def test_a_server_that_is_told_to_stop_leaves_no_folder_and_no_listener(tmp_path: Path) -> None:
    left_over = (
        tmp_path / "temporary" / "pcp-metrics-999999999-abc"
    )  # of a server that was killed with all around it
    left_over.mkdir(parents=True)
    with counting(tmp_path, 1) as lonely:
        until(lambda: lonely.number("pcp_workers") == 1)
        assert len(lonely.folders()) == 1 and not left_over.exists()
        os.kill(lonely.server.process.pid, signal.SIGTERM)
        assert lonely.server.process.wait(timeout=PATIENCE_SECONDS) == 0
        assert lonely.folders() == []
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((HOST, lonely.port), timeout=PATIENCE_SECONDS)


def test_where_no_folder_can_be_made_the_site_is_up_and_the_log_says_why(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with counting(tmp_path, 1, Path("/proc")) as lonely:
        assert lonely.server.get("/").status == 200
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((HOST, lonely.port), timeout=PATIENCE_SECONDS)
    assert "WARNING nothing is counted, and the site goes on: " in capfd.readouterr().err
