"""Where what is made once lies: in the source tree, in the package where one is installed, or in the user's cache.

A source tree is known by its pyproject.toml. An installed package may be read-only and belong to somebody else, so
nothing is ever written beside its code.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

PACKED_AHEAD = Path("build/packed")
SMALL_PLOTLY = Path("node_modules/plotly.js-basic-dist-min")
# What a wheel has of both, where they were there when it was built (hatch_build.py).
BUNDLED_PACKED = Path("serving/bundled/packed")
BUNDLED_PLOTLY = Path("serving/bundled/plotly")
CACHE = Path("outcomes-dashboard/packed")
ANSWERS = Path("outcomes-dashboard/answers")
KEPT, NONE = "PCP_KEPT", "none"


def packed_folders(project: Path) -> tuple[Path, ...]:
    """Where compressed forms may lie for a program, in the order in which they are looked for.

    The first is where ``python -m serving.static_assets`` writes them.
    """
    if (project / "pyproject.toml").is_file():
        return (project / PACKED_AHEAD,)
    return (*_cache(CACHE), project / BUNDLED_PACKED)


def plotly_folders(project: Path) -> tuple[Path, ...]:
    """Where the small plotly may lie."""
    return (project / SMALL_PLOTLY, project / BUNDLED_PLOTLY)


def kept_folders() -> tuple[Path, ...]:
    """Where a server may keep finished answers, in the order in which it is tried; PCP_KEPT names another place."""
    if declared := os.environ.get(KEPT):
        return () if declared == NONE else (Path(declared),)
    with suppress(FileNotFoundError):  # there is no place for temporary files either
        return (*_cache(ANSWERS), Path(tempfile.gettempdir()) / f"outcomes-dashboard-{os.geteuid()}")
    return _cache(ANSWERS)


def _cache(place: Path) -> tuple[Path, ...]:
    """A folder in the user's cache; none for a user who has no home."""
    try:
        return (Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / place,)
    except RuntimeError:
        return ()
