"""The releases that the repository ships, published anew from its drops with the real command: a sample of four.

    python -m tools.write_shipped_releases

The newest is published with what stands in config. The others keep the declarations that they are stored with: a
plan or a page of today did not stand in a release of years ago. All of them take the place of what stood in
data/releases. That is right for a sample, and for nothing else: a store in use is never altered.
"""

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from metrics.cli import cli
from metrics.releasing.contents import BESIDE, DECLARED

ROOT = Path(__file__).resolve().parents[1]
ACTOR = "Dashboard team"


@dataclass(frozen=True)
class Shipped:
    """A release of the sample: its id, which is its drop's name, its moment, and what is said with it."""

    id: str
    moment: str
    note: str
    options: tuple[str, ...] = ()


SHIPPED = (
    Shipped("2023-24-q3", "2024-02-08T09:30:00+00:00", "First release."),
    Shipped(
        "2024-25-q2",
        "2024-11-14T09:30:00+00:00",
        "Violence with injury to October 2024, satisfaction and worry to Q2 2024/25. The police have recorded "
        "crime in a new system since March 2024, so nothing after that is compared with what came before.",
    ),
    Shipped(
        "2025-26-q2",
        "2026-01-15T09:30:00+00:00",
        "Violence with injury to November 2025. London's figures can be compared with a year before again.",
    ),
    Shipped(
        "2026-27-q1",
        "2026-08-13T08:30:00+00:00",
        "Violence with injury to June 2026, and satisfaction of Q3 2024/25. Boroughs can be compared with a year "
        "before again.",
        (
            "--correction",
            "Victim satisfaction of Q3 2024/25 had been published by its source when release Q2 2025/26 came, and "
            "was left out of it.",
            "--accept",
            "gone-rows",
            "--reason",
            "From July 2024 on the police's file has no rows without a borough, and none of the airports. London "
            "is the sum of its boroughs from then on, and up to 2.7% lower for that reason.",
        ),
    ),
)


def write_shipped_releases(root: Path) -> None:
    """Publishes the sample in a folder of content. Raises RuntimeError with what pcp said where it refused."""
    releases = root / "data" / "releases"
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        for shipped in SHIPPED:
            shutil.rmtree(site / "config", ignore_errors=True)
            declared = releases / shipped.id
            if shipped == SHIPPED[-1] or not declared.exists():
                shutil.copytree(root / "config", site / "config")
            else:
                write_declaration(declared, site / "config")
            print(_publish(site, root / "data" / "drops" / shipped.id, shipped))
        shutil.rmtree(releases, ignore_errors=True)
        shutil.copytree(site / "data" / "releases", releases)


def write_declaration(release: Path, config: Path) -> None:
    """Puts what a release was declared with, and what that names beside itself, where a site has it."""
    config.mkdir(parents=True)
    shutil.copy(release / DECLARED, config)
    for folder in BESIDE:
        if (release / folder).exists():
            shutil.copytree(release / folder, config, dirs_exist_ok=True)


def _publish(site: Path, drop: Path, shipped: Shipped) -> str:
    """Publishes one release of the sample. Gives the last line of what pcp said."""
    words = ("--release", shipped.id, "--note", shipped.note, *shipped.options)
    runner = CliRunner(env={"PCP_ACTOR": ACTOR, "PCP_ROOT": None, "PCP_NOW": None})
    command = ["--root", str(site), "--now", shipped.moment, "publish", str(drop), *words]
    done = runner.invoke(cli, command, catch_exceptions=False)
    if done.exit_code != 0:
        raise RuntimeError(done.output)
    return done.stdout.splitlines()[-1]


if __name__ == "__main__":
    write_shipped_releases(Path(sys.argv[1]) if sys.argv[1:] else ROOT)
