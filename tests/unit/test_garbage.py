"""That a command of pcp looks rarely for garbage that refers to itself."""

from __future__ import annotations

from metrics.garbage import GENERATIONS, NEW_OBJECTS
from tests.running import printed_by

CALLED = """import gc
from metrics.cli import main
try:
    main(["--version"])
except SystemExit as ended:
    print(ended.code, gc.get_threshold(), gc.get_freeze_count() > 10_000)"""


def test_a_command_looks_rarely_for_garbage_and_not_through_what_is_loaded() -> None:
    lines = printed_by(CALLED, "0").splitlines()
    assert lines[-1] == f"0 {(NEW_OBJECTS, GENERATIONS, GENERATIONS)} True"
