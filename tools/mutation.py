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
STATES = "states.txt"  # what tools/trials.py says of each mutant
NOTICED = ("killed", "endless")


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
        unit(
            *("suppression", "suppression_revised", "hard_to_hide", "figures_as_a_grid"),
            "steps_to_other_tables",
        ),
        slow=(
            *unit("wards", "categories_as_columns"),
            "tests/property/test_suppression_property.py",
            "tests/property/test_suppression_oracle.py",
            "tests/property/test_suppression_by_ward.py",
            "tests/property/test_suppression_revised.py",
            "tests/property/test_suppression_revised_wards.py",
        ),
    ),
    "control": Part(
        tuple(f"metrics/figures/{name}.py" for name in ("control_chart", "control_limits", "season")),
        unit(
            *("control_chart", "control_chart_edges", "usual", "usual_of_one_number"),
            *("season", "usual_of_the_season", "weeks"),
        ),
        slow=("tests/property/test_change_property.py",),
    ),
    "change": Part(
        tuple(
            f"metrics/figures/{name}.py"
            for name in (
                *("change", "comparison", "chance", "statistics", "numbers", "intervals"),
                *("dispersion", "usual_step", "verdict", "target"),
            )
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
                "dispersion",
                "usual_step",
                "verdict",
                "targets",
                "written_numbers",
                "units",
                "weighed",
            ),
            "tests/property/test_change_property.py",
        ),
        slow=(*unit("headline_rows", "weeks"), "tests/property/test_comparison_property.py"),
    ),
    "observations": Part(
        (
            *(
                f"metrics/figures/{name}.py"
                for name in (
                    "observations",
                    "sums_of_areas",
                    "totals",
                    "series",
                    "marking",
                    "breaks",
                    "outside",
                    "days",
                    "endings",
                    "lost_rows",
                )
            ),
            "metrics/statuses.py",
        ),
        unit(
            *("observations", "series", "statuses", "status_of_sums", "so_far", "made"),
            *("day_rows", "period_rules", "chosen_rows", "wards", "lost_rows", "gone"),
        ),
        slow=(
            *unit("areas_as_columns", "categories_as_columns", "every_status"),
            "tests/property/test_days_property.py",
        ),
    ),
    "money": Part(
        ("metrics/money/*.py", "metrics/figures/discrepancies.py"),
        unit("accounts", "accounts_in_full", "reconciliation", "account_news", "account_doubts"),
        slow=unit("account_pages"),
    ),
    "reconcile": Part(
        (
            "metrics/checking/reconciled.py",
            "metrics/figures/mismatch*.py",
            "metrics/reading/beside_counts.py",
            "metrics/releasing/discrepancy_news.py",
        ),
        unit("reconciled_measures"),
    ),
    "promises": Part(
        ("metrics/promises/*.py", "metrics/markings.py"),
        unit("trackers", "tracker_counts", "tracker_news", "markings", "done_days"),
        slow=unit("tracker_pages", "trackers_published", "said_through_catalogue"),
    ),
    "oversight": Part(
        ("metrics/oversight/*.py", "metrics/declared/duty_standing.py", "metrics/working_days.py"),
        unit("clocks", "inspections", "duties", "pack_days"),
        slow=unit("inspection_pages", "oversight_pages"),
    ),
    "claims": Part(
        (
            "metrics/figures/claim*.py",
            "metrics/figures/other_figure*.py",
            "metrics/declared/claim_windows.py",
        ),
        unit("claims", "claims_declared"),
        slow=unit("claims_of_releases"),
    ),
    "ratios": Part(
        ("metrics/figures/ratios.py", "metrics/figures/derived.py"),
        unit("ratios", "derived"),
        slow=unit("methods"),
    ),
    "areas": Part(
        (
            "metrics/figures/area_changes.py",
            "metrics/figures/area_comparison.py",
            "metrics/figures/area_figures.py",
        ),
        unit("area_comparison", "area_digits", "areas_across_a_break", "status_of_sums", "weeks"),
        slow=unit("area_pages", "areas_api", "maps", "statuses", "units", "wards", "written_numbers"),
    ),
    "periods": Part(
        ("metrics/periods.py",),
        (
            *unit("periods", "period_ids", "period_formats", "weeks", "so_far"),
            "tests/property/test_periods_property.py",
        ),
    ),
    "cells": Part(
        ("metrics/reading/cells.py", "metrics/reading/values.py"),
        unit("cells", "cells_in_any_column", "cells_beside", "brackets", "units", "period_rules"),
        slow=unit(
            *("reconciled_measures", "wards", "chosen_rows", "day_rows", "written_numbers"),
            *("unseen_layouts", "check_drops"),
        ),
    ),
    "releasing": Part(
        ("metrics/releasing/store.py", "metrics/releasing/history.py"),
        unit(
            *("store", "stored_files", "stored_supplies", "approved_manifests"),
            *("history", "published"),
        ),
        slow=(
            *unit("releases", "upgrades", "accepting"),
            "tests/store/test_interrupted.py",
        ),
    ),
    "sentences": Part(
        tuple(
            f"metrics/figures/{name}.py"
            for name in (
                *(
                    "sentences",
                    "change_explanation",
                    "control_chart_words",
                    "area_sentences",
                    "headline",
                    "verdict_sentences",
                ),
                *("so_far", "tiles", "worked", "lineage", "revision_size", "release", "records", "frame"),
                *("acknowledged", "wording", "target_sentences"),
                *("chance_words", "further_sentences", "usual_step_words"),
            )
        ),
        unit(
            *("sentences", "change_explanation", "control_chart", "usual_of_one_number", "area_comparison"),
            "units",
            *(
                "headline",
                "so_far",
                "tiles",
                "methods",
                "revisions",
                "release_values",
            ),
            *("comparison", "chance", "verdict", "usual_step", "usual_of_the_season", "weeks"),
            *("targets", "doubts", "reasons", "record", "tracker_news", "worked_cases"),
            *("area_digits", "areas_across_a_break", "written_numbers", "wards", "explained_layouts"),
        ),
        slow=unit(
            *("said_through_catalogue", "parts", "cards", "categories_as_columns", "areas_as_columns"),
            *("accepting", "explaining", "library", "one_verdict", "words_of_a_force"),
        ),
    ),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Tries the mutants of each part, and prints how many were noticed."""
    options = options_of(arguments)
    for name in options.parts:
        part, folder = PARTS[name], options.folder / name
        if not options.again:
            shutil.rmtree(folder, ignore_errors=True)
            lay_out(part, folder)
            tried(folder, part.tests, options.processes, digits=options.digits)
        left = survivors(folder)
        if left and (options.again or part.slow):
            lay_out(part, folder)
            tried(folder, part.tests + part.slow, options.processes, mutants=left)
        print(report(name, folder), flush=True)


def options_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What the command line asks for; every part where it names none."""
    parser = argparse.ArgumentParser(description="Plants faults in the engine; docs/mutation.md says more.")
    parser.add_argument("parts", nargs="*", default=[], choices=[*PARTS, []], metavar="PART")
    parser.add_argument("--digits", default="", help="only mutants whose number ends in one of these digits")
    parser.add_argument("--again", action="store_true", help="only what survived last time")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "mutation")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    options = parser.parse_args(arguments)
    options.parts = options.parts or list(PARTS)
    return options


def tried(
    folder: Path, tests: Sequence[str], processes: int, *, digits: str = "", mutants: Sequence[str] = ()
) -> None:
    """Tries the mutants whose number ends in some digits, or those that are named; all, where nothing is said."""
    command = [sys.executable, str(ROOT / "tools" / "trials.py"), str(folder.resolve()), "--tests", *tests]
    command += ["--processes", str(processes), *(["--digits", digits] if digits else [])]
    subprocess.run([*command, *(["--mutants", *mutants] if mutants else [])], cwd=folder, check=True)


def lay_out(part: Part, folder: Path) -> None:
    """A copy of the repository to plant faults in, and what mutmut must know of it."""
    leftovers = shutil.ignore_patterns("__pycache__", ".*", "*.pyc")
    shutil.rmtree(folder / "mutants", ignore_errors=True)
    for name in (*COPIED, "metrics"):
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target, ignore=leftovers)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    shutil.copy2(ROOT / "pyproject.toml", folder)
    settings = {"source_paths": ("metrics",), "only_mutate": part.modules, "also_copy": COPIED}
    lines = [f"{key} = " + "\n    ".join(("", *values)) for key, values in settings.items()]
    (folder / "setup.cfg").write_text("\n".join(["[mutmut]", *lines, ""]))


def states(folder: Path) -> dict[str, str]:
    """What became of each mutant that was tried: what it came to last, where it was tried again."""
    return dict(line.split(": ") for line in (folder / STATES).read_text().splitlines())


def survivors(folder: Path) -> list[str]:
    return [mutant for mutant, state in states(folder).items() if state not in NOTICED]


def report(name: str, folder: Path) -> str:
    """How many mutants of a part were noticed; what was not is written into its folder."""
    every, left = states(folder), survivors(folder)
    differences = (f"{mutant}: {every[mutant]}\n{difference(folder, mutant)}" for mutant in left)
    (folder / "survivors.txt").write_text("\n".join(differences))
    counts = ", ".join(f"{number} {state}" for state, number in Counter(every.values()).most_common())
    return f"{name}: {len(every) - len(left)} of {len(every)} mutants noticed ({counts})"


def difference(folder: Path, mutant: str) -> str:
    """What a mutant changes in the code."""
    command = [sys.executable, "-m", "mutmut", "show", mutant]
    return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    main()
