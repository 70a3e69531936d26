"""The releases that the repository ships, published anew from its drops with the real command: a sample of four.

    python -m tools.write_shipped_releases

What stands in data/releases goes first. That is right for a sample, and for nothing else: a store in use is never
altered.
"""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from metrics.cli import cli

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
    shutil.rmtree(root / "data" / "releases", ignore_errors=True)
    for shipped in SHIPPED:
        drop = str(root / "data" / "drops" / shipped.id)
        words = ("--release", shipped.id, "--note", shipped.note, *shipped.options)
        runner = CliRunner(env={"PCP_ACTOR": ACTOR, "PCP_ROOT": None, "PCP_NOW": None})
        done = runner.invoke(
            cli,
            ["--root", str(root), "--now", shipped.moment, "publish", drop, *words],
            catch_exceptions=False,
        )
        if done.exit_code != 0:
            raise RuntimeError(done.output)
        print(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    write_shipped_releases(Path(sys.argv[1]) if sys.argv[1:] else ROOT)
