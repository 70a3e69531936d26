"""Trials of planted faults: pytest gathers the tests once, and each fault is tried in a fork of that process.

tools/mutation.py runs it in a folder that it has laid out. mutmut plants the faults and switches one of them on. A
pytest of its own for each would cost half a second before its first test; a fork costs some hundredths of one. A
fault is tried with the tests that reach the function it stands in, the quickest first, until one fails.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from mutmut.__main__ import create_mutants
from mutmut.mutation import trampoline
from mutmut.utils.file_utils import copy_also_copy_files, copy_src_dir

STATES = "states.txt"
# A trial may take the processor for so many times as long as its tests take without a fault, and some seconds more.
# A busy machine may let it wait for ten times that: only one that never ends is to be ended.
TIMES, SECONDS_MORE, WAITS = 8, 5, 10


@dataclass(frozen=True)
class Reach:
    """What a test reaches: the functions that faults stand in, and how many seconds of the processor it takes.

    One that reaches none may do its work in processes of its own, where a fault is switched on as well.
    """

    functions: frozenset[str]
    seconds: float

    def takes_in(self, function: str) -> bool:
        return function in self.functions or not self.functions


@dataclass(frozen=True)
class Trials:
    """A pytest plugin that tries faults with the tests that were gathered, and runs them for nothing else."""

    mutants: Sequence[str]
    folder: Path
    processes: int

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Tries every fault, and adds to a file what became of each."""
        reaches = reached(session.items, self.folder / "reached.json")
        shares = [self.mutants[first :: self.processes] for first in range(self.processes)]
        forks = [forked(partial(self.tried, share, session.items, reaches)) for share in shares]
        endings = [ending(fork) for fork in forks]
        if any(endings):
            raise pytest.UsageError("a process that tried faults came to an end")
        return True

    def tried(self, mutants: Sequence[str], items: Sequence[pytest.Item], reaches: dict[str, Reach]) -> bool:
        for mutant in mutants:
            function = mutant.rpartition("__mutmut_")[0]
            reaching = [item for item in items if reaches[item.nodeid].takes_in(function)]
            reaching.sort(key=lambda item: reaches[item.nodeid].seconds)
            seconds = sum(reaches[item.nodeid].seconds for item in reaching)
            state = outcome(mutant, reaching, TIMES * seconds + SECONDS_MORE)
            with (self.folder / STATES).open("a") as file:
                file.write(f"{mutant}: {state}\n")
        return True


def reached(items: Sequence[pytest.Item], notes: Path) -> dict[str, Reach]:
    """What each test reaches, without a fault. Raises UsageError when one fails without any."""
    notes.unlink(missing_ok=True)
    if ending(forked(partial(_note, items, notes))) != 0:
        raise pytest.UsageError(f"{notes.read_text()} fails without a fault")
    noted = json.loads(notes.read_text())
    return {test: Reach(frozenset(functions), seconds) for test, (functions, seconds) in noted.items()}


def _note(items: Sequence[pytest.Item], notes: Path) -> bool:
    hits = set[str]()
    trampoline.record_trampoline_hit = lambda name, caller=None: hits.add(name)
    trampoline.set_mutant_under_test("stats")
    noted = {}
    for item, following in in_a_row(items):
        hits.clear()
        start = time.process_time()
        if not passes(item, following):
            notes.write_text(item.nodeid)
            return False
        noted[item.nodeid] = sorted(hits), time.process_time() - start
    notes.write_text(json.dumps(noted))
    return True


def outcome(mutant: str, items: Sequence[pytest.Item], seconds: float) -> str:
    """What becomes of a fault that is tried with some tests, which may take the processor so long."""
    if not items:
        return "unreached"
    status = ending(forked(partial(_survives, mutant, items, int(seconds) + 1)))
    return "endless" if os.WIFSIGNALED(status) else "killed" if status else "survived"


def _survives(mutant: str, items: Sequence[pytest.Item], seconds: int) -> bool:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    signal.alarm(WAITS * seconds)
    trampoline.set_mutant_under_test(mutant)
    return all(passes(item, following) for item, following in in_a_row(items))


# Forks, and tests in them ----------------------------------------------------------------------------------


def forked(run: Callable[[], bool]) -> int:
    """The process that runs a function, and ends with 0 where that is true. Its temporary files go with it."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            folder = temporary_folder(os.getpid())
            folder.mkdir(parents=True)
            os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)
            status = 0 if run() else 1
        finally:
            os._exit(status)
    return process


def ending(process: int) -> int:
    """How a fork ended, as the system has it."""
    status = os.waitpid(process, 0)[1]
    shutil.rmtree(temporary_folder(process), ignore_errors=True)
    return status


def temporary_folder(process: int) -> Path:
    return Path.cwd() / "temporary" / str(process)


def in_a_row(items: Sequence[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    """Each test with the one that follows, for which pytest keeps what both need."""
    return zip(items, [*items[1:], None], strict=True)


def passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


# The whole -------------------------------------------------------------------------------------------------


def planted(folder: Path) -> list[str]:
    """Plants every fault in a copy of the code below a folder, mutants, and names them all."""
    os.chdir(folder)
    trampoline.set_mutant_under_test("mutant_generation")
    Path("mutants").mkdir(exist_ok=True)
    with redirect_stdout(StringIO()):
        copy_src_dir()
        copy_also_copy_files()
        create_mutants(1)
    notes = sorted(Path("mutants").rglob("*.py.meta"))
    trampoline.set_mutant_under_test("")
    return [name for note in notes for name in json.loads(note.read_text())["exit_code_by_key"]]


def main() -> int:
    """Plants the faults in a folder, and tries those that are asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tests", nargs="+")
    parser.add_argument("--digits", default="0123456789")
    parser.add_argument("--mutants", nargs="*", help="these alone")
    parser.add_argument("--processes", type=int)
    options = parser.parse_args()
    names = [name for name in planted(options.folder) if name.endswith(tuple(options.digits))]
    if options.mutants is not None:
        names = [name for name in names if name in options.mutants]
    os.chdir("mutants")
    sys.path[0] = str(Path.cwd())
    plugin = Trials(names, options.folder, options.processes)
    flags = ("-qq", "-p", "no:cacheprovider", "--rootdir=.")
    return int(pytest.main([*flags, *options.tests], plugins=[plugin]))


if __name__ == "__main__":
    sys.exit(main())
