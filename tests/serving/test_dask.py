"""Files of records counted by a Dask cluster: a scheduler and two workers, processes of their own, by their address"""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from tests.clusters import Cluster, cluster
from tests.given import SITE_OF_ONE_OUTCOME
from tests.running import HOST, free_port, run, run_process

NOW = "2024-02-08T09:30:00+00:00"
MEASURE = {
    "id": "offences",
    "outcome": "safer",
    "title": "Offences",
    "status": "published",
    "description": "Offences that were recorded.",
    "unit": "count",
    "noun": {"singular": "offence", "plural": "offences"},
    "polarity": "lower-is-better",
    "frequency": "month",
    "comparison": {"basis": "previous-period", "materiality": 5, "test": "counts"},
    "caveats": ["They are of a test."],
    "next_update": "not-announced",
    "source": {
        "publisher": "The police",
        "title": "Street crime",
        "link": "https://data.police.uk/data/",
        "licence": "OGL-3.0",
        "files": "street.csv",
        "layout": "events",
        "period": {"column": "Month", "format": "YYYY-MM"},
        "area": {"column": "Borough"},
        "dimensions": [{"id": "kind", "title": "Offence", "column": "Type"}],
        "combine": "sum",
        "absent": "zero",
        "region": "all-rows",
        "ignore": "Place",
    },
}
LINES = 200_000


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a drop of one file of records."""
    (tmp_path / "config").mkdir()
    text = yaml.safe_dump({**SITE_OF_ONE_OUTCOME, "measures": [MEASURE]}, sort_keys=False)
    (tmp_path / "config" / "metrics.yaml").write_text(text, "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster that counts for one command after another."""
    with cluster(tmp_path_factory.mktemp("dask")) as running:
        yield running


def street(site: Path, lines: int = LINES, more: str = "") -> None:
    """Writes the file of the drop: real-looking rows, a quoted cell with an end of line among them."""
    kinds, boroughs = ("Burglary", "Robbery", "Drugs"), ("Camden", "Barnet", "Brent", "Ealing")
    (site / "drop").mkdir(exist_ok=True)
    with (site / "drop" / "street.csv").open("w", encoding="utf-8") as file:
        file.write("Month,Borough,Type,Place\n")
        for at in range(lines):
            place = '"High Street,\nby the ""Lock"""' if at % 1000 == 0 else f"On or near Café {at % 77}"
            file.write(f"2023-{1 + at * 12 // lines:02},{boroughs[at % 4]},{kinds[at % 3]},{place}\n")
        file.write(more)


def check(site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """A check by a process of its own where a cluster counts, and by this one where none does."""
    return _runs(options)(site, "--now", NOW, "check", "--drop", "drop", *options)


def publish(site: Path, release: str, *options: str) -> str:
    """The observations that are stored when the drop is published."""
    command = ("--now", NOW, "publish", "drop", "--release", release, "--note", "A rehearsal.", *options)
    done = _runs(options)(site, *command)
    assert done.returncode == 0, done.stderr
    return (site / "data" / "releases" / release / "observations" / "offences.csv").read_text("utf-8")


def _runs(options: tuple[str, ...]) -> Callable[..., subprocess.CompletedProcess[str]]:
    return run_process if "--scheduler" in options else run


def test_a_cluster_gives_the_same_figures_and_they_are_stored(
    site: Path, running: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> None:
    street(site)
    other = tmp_path_factory.mktemp("other")
    shutil.copytree(site, other, dirs_exist_ok=True)
    stored = publish(site, "one", "--scheduler", running.address)
    assert stored == publish(other, "one")
    assert (site / "data/releases/one/extracts/street.csv").read_bytes() == (
        site / "drop/street.csv"
    ).read_bytes()


def test_a_cluster_tells_the_same_faults_at_the_same_lines(site: Path, running: Cluster) -> None:
    street(site, 60_000, "2023-13,Camden,Burglary,\n2023-12,Gotham,Robbery,\n")
    ours = check(site, "--format", "json", "--scheduler", running.address)
    alone = check(site, "--format", "json")
    assert (ours.returncode, ours.stdout) == (alone.returncode, alone.stdout)
    assert [issue["code"] for issue in json.loads(ours.stdout)] == ["bad-period", "unknown-area"]


def test_a_worker_that_is_killed_takes_nothing_with_it(site: Path, tmp_path: Path) -> None:
    """Either all is counted, or the command is refused: never is a part taken for the whole."""
    street(site, 3 * LINES)
    expected = check(site).stdout
    with cluster(tmp_path / "dask") as running:
        running.wait_until_idle()
        killer = threading.Thread(target=_kill_in_the_middle, args=(running,))
        killer.start()
        done = check(site, "--scheduler", running.address, "--progress")
        killer.join()
        assert running.workers[0].returncode == -9
    assert (done.returncode, done.stdout) == (0, expected)
    assert " rows, " in done.stderr


def _kill_in_the_middle(running: Cluster) -> None:
    """Kills a worker as soon as it has counted for a moment, as its processor time tells."""
    idle, until = running.processor_time(), time.monotonic() + 60
    while running.processor_time() - idle < 0.2 and time.monotonic() < until:
        time.sleep(0.01)
    running.kill_worker()


def test_without_any_worker_left_the_command_is_refused(site: Path, tmp_path: Path) -> None:
    street(site, 1000)
    with cluster(tmp_path / "dask", workers=0) as running:
        done = check(site, "--scheduler", running.address)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(
        f"refused: the cluster at {running.address} has had no worker for 20 seconds"
    )


def test_a_scheduler_that_is_not_there_is_refused_in_a_sentence(site: Path) -> None:
    street(site, 1000)
    started, address = time.monotonic(), f"tcp://{HOST}:{free_port()}"
    done = check(site, "--scheduler", address)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(f"refused: no scheduler of Dask answers at {address}")
    assert "Traceback" not in done.stderr
    assert time.monotonic() - started < 60


def test_an_address_that_is_none_is_a_wrong_command_line(site: Path) -> None:
    done = run(site, "check", "--drop", "drop", "--scheduler", "nonsense")
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        '"nonsense" is no address of a scheduler; write it as tcp://127.0.0.1:8786, or local' in done.stderr
    )
