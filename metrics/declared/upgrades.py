"""The versions of the language of metrics.yaml, and the steps that bring an earlier declaration up to today's.

A stored release carries the version that its declaration was written in. The version is raised where a declaration
that was right would no longer be read, or would mean something else: a key that becomes needed, is renamed or goes,
a value that goes, a bound that narrows, a default that changes. A key that may be left out needs no new version.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# A whole declaration as plain maps, tuples, texts, numbers and truth values: the YAML as it was parsed.
Declaration = dict[str, Any]
Step = Callable[[Declaration], Declaration]


def _with_changes_judged(declaration: Declaration) -> Declaration:
    """To version 2, where like is compared with like: until then each change itself was judged, as it compared."""
    measures = tuple(map(_with_change_judged, declaration["measures"]))
    return {**declaration, "measures": measures}


def _with_change_judged(measure: Declaration) -> Declaration:
    if "comparison" not in measure:
        return measure
    return {**measure, "comparison": {**measure["comparison"], "judged": "as-compared"}}


# The first step leads from version 1 to version 2, the next one on to 3. A step is a pure function, and is never
# altered once a release has been published in the version that it leads to.
STEPS: tuple[Step, ...] = (_with_changes_judged,)


def language(steps: tuple[Step, ...] = STEPS) -> int:
    """The version that the last step leads to, which is the one that the models read; the first is 1."""
    return 1 + len(steps)


def upgraded(declaration: Declaration, version: int, steps: tuple[Step, ...] = STEPS) -> Declaration:
    """A declaration of a version, from 1 on, in the language that the last step leads to."""
    for step in steps[version - 1 :]:
        declaration = step(declaration)
    return declaration
