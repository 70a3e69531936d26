"""For pytest, while mutants are tried: the quickest tests go first, since the first that fails ends the trial.

How long each takes is what mutmut noted on its first run, in mutmut-stats.json.
"""

import json
from pathlib import Path
from typing import Any

NOTES = Path("mutmut-stats.json")


def pytest_collection_modifyitems(items: list[Any]) -> None:
    seconds = json.loads(NOTES.read_text())["duration_by_test"] if NOTES.exists() else {}
    items.sort(key=lambda item: seconds.get(item.nodeid, 0.0))
