"""Deliberate faults, one at a time: are they noticed by the tests that judge the module they are planted in?

    make mutation                            every part, the most delicate first
    make mutation PARTS="suppression cells"  these parts
    make mutation PARTS=sentences DIGITS=05  of these every fifth mutant: those whose number ends in 0 or 5
    make mutation PARTS=suppression AGAIN=1  what survived last time, with the tests as they are now

mutmut plants the faults in a copy of the repository below build/mutation, where each part has a folder with its
survivors.txt: what survived, as differences from the code. How survivors were judged is in docs/mutation.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPIED = (
    "app.py",
    "pages",
    "components",
    "charts",
    "serving",
    "assets",
    "config",
    "data",
    "docs",
    "tools",
    "tests",
)
NOTICED = ("killed", "timeout", "segfault", "suspicious")


@dataclass(frozen=True)
class Part:
    """Modules, and the tests that judge them: the slow ones only what the others let through."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    slow: tuple[str, ...] = ()


def unit(*names: str) -> tuple[str, ...]:
    return tuple(f"tests/unit/test_{name}.py" for name in names)


PARTS = {
    "suppression": Part(
        ("metrics/figures/suppression/*",),
        unit("suppression", "hard_to_hide", "figures_as_a_grid", "steps_to_other_tables"),
        slow=("tests/property/test_suppression_oracle.py",),
    ),
    "control": Part(
        tuple(f"metrics/figures/{name}.py" for name in ("control_chart", "control_limits", "season")),
        unit(
            *("control_chart", "control_chart_edges", "usual", "usual_of_one_number"),
            *("season", "usual_of_the_season"),
        ),
    ),
    "change": Part(
        tuple(
            f"metrics/figures/{name}.py"
            for name in ("change", "comparison", "chance", "statistics", "numbers", "intervals")
        ),
        (
            *unit(
                "change",
                "comparison",
                "comparison_bases",
                "chance",
                "statistics",
                "numbers",
                "intervals",
                "interval_parts",
                "worked_cases",
            ),
            "tests/property/test_change_property.py",
        ),
    ),
    "observations": Part(
        (
            *(
                f"metrics/figures/{name}.py"
                for name in ("observations", "totals", "series", "marking", "breaks")
            ),
            "metrics/statuses.py",
        ),
        unit("observations", "statuses", "every_status", "so_far"),
    ),
    "areas": Part(
        ("metrics/figures/area_comparison.py",), unit("area_comparison", "area_pages", "areas_api")
    ),
    "periods": Part(
        ("metrics/periods.py",),
        (
            *unit("periods", "period_ids", "period_formats", "so_far"),
            "tests/property/test_periods_property.py",
        ),
    ),
    "cells": Part(
        ("metrics/reading/cells.py", "metrics/reading/values.py"),
        unit("cells", "cells_in_any_column", "unseen_layouts", "check_drops"),
    ),
    "releasing": Part(
        ("metrics/releasing/store.py", "metrics/releasing/history.py"),
        (*unit("store", "history", "releases", "upgrades"), "tests/store/test_interrupted.py"),
    ),
    "sentences": Part(
        tuple(
            f"metrics/figures/{name}.py"
            for name in (
                *("sentences", "change_explanation", "control_chart_words", "area_sentences", "headline"),
                *("so_far", "tiles", "worked", "lineage", "revision_size", "release", "frame"),
            )
        ),
        unit(
            *("sentences", "change_explanation", "control_chart", "usual_of_one_number", "area_comparison"),
            *("headline", "so_far", "tiles", "methods", "explaining", "revisions", "library"),
        ),
    ),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Tries the mutants of each part, and prints how many were noticed."""
    parser = argparse.ArgumentParser(description="Plants faults in the engine; docs/mutation.md says more.")
    parser.add_argument("parts", nargs="*", default=list(PARTS), choices=[*PARTS, []], metavar="PART")
    parser.add_argument("--digits", default="", help="only mutants whose number ends in one of these digits")
    parser.add_argument("--again", action="store_true", help="only what survived last time")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "mutation")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    options = parser.parse_args(arguments)
    for name in options.parts:
        part, folder = PARTS[name], options.folder / name
        if not options.again:
            lay_out(part, part.tests, folder)
            mutmut(folder, "run", *processes(options), *([f"*[{options.digits}]"] if options.digits else []))
        left = survivors(folder)
        if left and (options.again or part.slow):
            lay_out(part, part.tests + part.slow, folder)
            mutmut(folder, "run", *processes(options), *left)
        print(report(name, folder), flush=True)


def processes(options: argparse.Namespace) -> tuple[str, str]:
    return "--max-children", str(options.processes)


def lay_out(part: Part, tests: Sequence[str], folder: Path) -> None:
    """A copy of the repository to plant faults in, and what mutmut must know of it."""
    leftovers = shutil.ignore_patterns("__pycache__", ".*", "*.pyc")
    for name in (*COPIED, "metrics"):
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target, ignore=leftovers)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    shutil.copy2(ROOT / "pyproject.toml", folder)
    settings = {
        "source_paths": ("metrics",),
        "only_mutate": part.modules,
        "also_copy": COPIED,
        "pytest_add_cli_args": ("-p", "no:cacheprovider", "-p", "tools.fastest_first"),
        "pytest_add_cli_args_test_selection": tests,
        # What a test keeps for the next one must not be kept for the next mutant: each starts from a fresh process.
        "process_isolation": ("forkserver",),
        # On a busy machine a trial may take long; only one that never ends is to be ended.
        "timeout_constant": ("5",),
        "timeout_multiplier": ("8",),
        "track_dependencies": ("false",),
        "use_setproctitle": ("false",),
    }
    lines = [
        f"{key} = " + "\n    ".join(("", *values) if len(values) > 1 else values)
        for key, values in settings.items()
    ]
    (folder / "setup.cfg").write_text("\n".join(["[mutmut]", *lines, ""]))


def mutmut(folder: Path, *arguments: str) -> str:
    """What mutmut prints; while it tries mutants, it prints by itself."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    output = None if arguments[0] == "run" else subprocess.PIPE
    done = subprocess.run(command, cwd=folder, stdout=output, text=True, check=True)
    return done.stdout or ""


def states(folder: Path) -> dict[str, str]:
    """What became of each mutant that was tried."""
    lines = (
        line.strip().rpartition(": ") for line in mutmut(folder, "results", "--all", "true").splitlines()
    )
    return {mutant: state for mutant, _, state in lines if state and state != "not checked"}


def survivors(folder: Path) -> list[str]:
    return [mutant for mutant, state in states(folder).items() if state not in NOTICED]


def report(name: str, folder: Path) -> str:
    """How many mutants of a part were noticed; what was not is written into its folder."""
    every, left = states(folder), survivors(folder)
    differences = (f"{mutant}: {every[mutant]}\n{mutmut(folder, 'show', mutant)}" for mutant in left)
    (folder / "survivors.txt").write_text("\n".join(differences))
    counts = ", ".join(f"{number} {state}" for state, number in Counter(every.values()).most_common())
    return f"{name}: {len(every) - len(left)} of {len(every)} mutants noticed ({counts})"


if __name__ == "__main__":
    main()
