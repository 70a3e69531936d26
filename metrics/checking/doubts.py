"""Doubts about figures: errors until somebody acknowledges them with a reason, which readers are then told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from metrics.figures.acknowledged import Acknowledged
from metrics.issues import Issue, error, warning

Place = tuple[str, int, int]
# How a doubt is acknowledged: in metrics.yaml or when it is published, or in one of these alone.
Way = Literal["any", "declared", "accepted"]
# The codes that can be acknowledged: see docs/checks.md#acknowledging.
ACCEPTABLE = (
    "gone-measure",
    "gone-periods",
    "gone-area",
    "gone-category",
    "gone-figures",
    "gone-rows",
    "late-rows",
    "older-than-current",
    "empty-stretch",
    "implausible-newest",
    "swapped-names",
    "far-residents",
    "first-date-withdrawn",
)


@dataclass(frozen=True)
class Doubt:
    """Something about a measure's figures, or beside them, that is wrong unless there is a reason for it.

    ``about`` names it within measure and code, ``text`` says it to readers and ``message`` to staff. ``reason`` is
    the one that metrics.yaml declares, where it does, and ``way`` how there can be one. ``cell`` names the place in
    a workbook.
    """

    measure: str
    about: str
    place: Place
    text: str
    code: str
    message: str
    reason: str = ""
    cell: str = ""
    way: Way = "any"

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is about, whatever is said of it."""
        return self.measure, self.code, self.about


def doubt(
    measure: str,
    about: str,
    place: Place,
    text: str,
    code: str,
    message: str,
    *,
    reason: str = "",
) -> Doubt:
    """A doubt; its code and its message stand last, as those of an issue do."""
    return Doubt(measure, about, place, text, code, message, reason)


@dataclass(frozen=True)
class Settled:
    """What became of doubts: those that were acknowledged, and an issue for each of all."""

    acknowledged: tuple[Acknowledged, ...]
    issues: tuple[Issue, ...]
    unsettled: tuple[Issue, ...]


def settled(
    doubts: Iterable[Doubt], accepted: Mapping[str, str], earlier: Iterable[Acknowledged] = ()
) -> Settled:
    """Doubts, with the reasons that metrics.yaml, the person who publishes or the current release has for them.

    ``accepted`` holds reasons by code. What the release before acknowledged stands, with its words, for as long as
    the same thing is doubted.
    """
    before = {item.key: item for item in earlier}
    acknowledged, issues, unsettled = [], [], []
    for item in doubts:
        standing = before.get(item.key)
        reason = item.reason or _accepted(item, accepted, standing)
        if reason:
            text = standing.text if standing else item.text
            acknowledged.append(Acknowledged(item.measure, item.code, item.about, text, reason))
            before_it = "" if standing is None or standing.reason == reason else standing.reason
            replaced = f" (in the place of: {before_it})" if before_it else ""
            message = _with(item.message, f"acknowledged: {reason}{replaced}")
            issues.append(replace(warning(*item.place, item.code, message), cell=item.cell))
        else:
            message = _with(item.message, _way_out(item))
            unsettled.append(replace(error(*item.place, item.code, message), cell=item.cell))
    return Settled(tuple(acknowledged), (*issues, *unsettled), tuple(unsettled))


def _with(message: str, ending: str) -> str:
    """A message that goes on, after a question as a sentence of its own."""
    return f"{message} {ending[0].upper()}{ending[1:]}" if message.endswith("?") else f"{message}; {ending}"


def _accepted(item: Doubt, accepted: Mapping[str, str], standing: Acknowledged | None) -> str:
    """The reason of who publishes, or of the release before; none where metrics.yaml alone can have one."""
    if item.way == "declared":
        return ""
    return accepted.get(item.code) or (standing.reason if standing else "")


def _way_out(item: Doubt) -> str:
    key = "gone_measures" if item.code == "gone-measure" else "gone"
    if item.way == "declared":
        return f'it would be published as zero: if it is meant, declare it under "{key}"'
    is_declarable = item.way == "any" and item.code.startswith(("gone-", "older-"))
    declare = f'declare it under "{key}", or ' if is_declarable else ""
    return f"if it is meant, {declare}publish with --accept {item.code} --reason TEXT"
