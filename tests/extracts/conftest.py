"""What the tests of real files share: each drop is examined once for all processes of a run."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from metrics.checking.drops import CheckedDrop, Examined, examine_drop
from tests.shared import Shared

CONFIG = Path(__file__).parents[2] / "config" / "metrics.yaml"
Examination = Callable[[str], Examined]
Checked = Callable[[str], CheckedDrop]


@pytest.fixture(scope="session")
def examined(extracts: Path, shared: Shared) -> Examination:
    """What was found out of a real drop, by the drop's name, through the shipped declaration."""

    @cache
    def examined(name: str) -> Examined:
        return shared.value(
            f"examined-{name}", lambda: examine_drop(CONFIG, extracts / name, "config/metrics.yaml")
        )

    return examined


@pytest.fixture(scope="session")
def checked(examined: Examination) -> Checked:
    """A real drop by its name; every issue is shown when it cannot be read."""

    def checked(name: str) -> CheckedDrop:
        drop, issues = examined(name).settled()
        assert drop is not None, "\n".join(map(str, issues))
        return drop

    return checked
