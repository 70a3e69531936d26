"""What browsers are promised that came over HTTPS: as a site declares it, on every answer, and to nobody else."""

from datetime import datetime
from pathlib import Path

import pytest

from app import create_app
from tests.counties import METRICS, county
from tests.running import run

NOW = "2026-02-20T09:30:00+00:00"
NAME = "Strict-Transport-Security"


def declared(root: Path, promise: str) -> Path:
    folder = county(root / "site")
    text = METRICS.replace("  attribution:", f"  https: {promise}\n  attribution:")
    (folder / "config" / "metrics.yaml").write_text(text)
    return folder


@pytest.mark.parametrize("path", ["/", "/nope", "/healthz", "/api/v1/framework", "/robots.txt"])
@pytest.mark.parametrize(
    ("promise", "header"),
    [
        ("{days: 730, subdomains: true, preload: true}", "max-age=63072000; includeSubDomains; preload"),
        ("{days: 0}", "max-age=0"),
        ("{}", "max-age=31536000"),
    ],
)
def test_it_is_sent_as_it_is_declared(tmp_path: Path, promise: str, header: str, path: str) -> None:
    folder = declared(tmp_path, promise)
    done = run(folder, "--now", NOW, "publish", "drop", "--release", "first", "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    client = create_app(folder, lambda: datetime.fromisoformat(NOW)).server.test_client()
    over_tls = client.get(path, headers={"X-Forwarded-Proto": "https"})
    assert over_tls.headers[NAME] == header
    assert NAME not in client.get(path).headers


@pytest.mark.parametrize(
    "promise",
    ["{preload: true}", "{days: 364, subdomains: true, preload: true}", "{days: -1}", "{days: 4000}"],
)
def test_what_no_browser_would_take_is_a_fault_with_its_place(tmp_path: Path, promise: str) -> None:
    folder = declared(tmp_path, promise)
    line = 1 + (folder / "config" / "metrics.yaml").read_text().split("  https:")[0].count("\n")
    done = run(folder, "check")
    assert done.returncode == 1
    assert f"config/metrics.yaml:{line}:" in done.stdout
