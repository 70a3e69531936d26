"""A target in plain English: what is sought by when, how the figure stands by it, and what that rests on."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.declared.framework import PublishedMeasure
from metrics.declared.target import Target, TargetDirection, TargetName
from metrics.declared.target_rules import direction_of
from metrics.figures.intervals import interval_text
from metrics.figures.numbers import exact, rounded, value_text
from metrics.figures.sentences import observation_text
from metrics.figures.target import Obstacle, Progress, Standing
from metrics.language import say
from metrics.periods import in_words, parse_period_id

NAMES: Mapping[TargetName, str] = {"target": "Target", "ambition": "Ambition"}
SIDES: Mapping[TargetDirection, str] = {
    "at-least": "at least {value} by {by}",
    "at-most": "at most {value} by {by}",
}
PROGRESS_WORDS: Mapping[Standing, str] = {
    "met": "Met",
    "not-met": "Not met",
    "on-course": "On course",
    "not-on-course": "Not on course",
    "too-early": "Too early to say",
    "too-close": "Too close to tell",
    "not-known": "Cannot be said",
}
CLAUSES: Mapping[Standing, str] = {
    "met": "{figure} has reached it{interval}",
    "not-met": "{figure} falls short of it{interval}",
    "on-course": "{figure} is at or beyond {expected}, where {line} would be{interval}",
    "not-on-course": "{figure} falls short of {expected}, where {line} would be{interval}",
    "too-close": "{figure} cannot be told from {expected}, where {line} would be: its 95% interval is {ends}",
}
STRAIGHT_LINE = "a straight line from {baseline} in {period}"
WHOLE_INTERVAL = ", with its whole 95% interval, {ends}"
ONCE_REACHED = "{figure} falls short of it{interval}, though {baseline} in {period} had reached it"
EARLY_CLAUSE = "less than a quarter of the time from {period} has passed"
MOST_MORE = 6  # decimals beyond those declared
NO_FIGURE_SINCE = "there is no figure since {period}, from which it is counted"
OBSTACLES: Mapping[Obstacle, str] = {
    "baseline": "there is no figure for {period}, from which it is counted",
    "due": "there is no figure for {by}, by when it was to be reached",
    "break": "figures since {period} are counted otherwise",
    "chance": "how far chance moves the figure is not known",
}
TOO_CLOSE_TO_IT = "{figure} cannot be told from it: its 95% interval is {ends}"


def target_text(measure: PublishedMeasure, target: Target) -> str:
    """What is sought by when: ``Target: at least 70% by Q4 2027/28``."""
    by = in_words(parse_period_id(target.by, measure.frequency))
    value = value_text(target.value, measure.form, measure.decimals)
    text = say(SIDES[direction_of(measure, target) or "at-least"], value=value, by=by)
    return f"{say(NAMES[target.name])}: {text}"


def progress_sentence(measure: PublishedMeasure, item: Progress) -> str:
    """How the figure stands by a target, and why: ``On course: 66% (Q3 2023/24) is at or beyond 65.5%, …``."""
    return f"{say(PROGRESS_WORDS[item.standing])}: {_clause(measure, item)}."


def _told_apart(measure: PublishedMeasure, item: Progress) -> tuple[str, str]:
    """The line and the figure, with as many decimals as it takes for them and the target to look as they lie."""
    assert item.latest is not None and item.latest.value is not None and item.expected is not None
    value, line, aim = exact(item.latest.value), item.expected, exact(item.target.value)
    decimals = measure.decimals
    while decimals < measure.decimals + MOST_MORE and any(
        value != other and rounded(value, decimals) == rounded(other, decimals) for other in (line, aim)
    ):
        decimals += 1
    figure = observation_text(measure, item.latest)
    if decimals > measure.decimals:
        figure = value_text(item.latest.value, measure.form, decimals)
    return value_text(float(line), measure.form, max(decimals, measure.decimals + 1)), figure


def _clause(measure: PublishedMeasure, item: Progress) -> str:
    period = in_words(parse_period_id(item.target.baseline, measure.frequency))
    if item.standing == "not-known":
        by = in_words(parse_period_id(item.target.by, measure.frequency))
        return say(OBSTACLES[item.obstacle or "chance"], period=period, by=by)
    if item.standing == "too-early":
        return say(NO_FIGURE_SINCE if item.expected is None else EARLY_CLAUSE, period=period)
    assert item.latest is not None and item.baseline is not None and item.expected is not None
    ends = "" if item.interval is None else interval_text(measure, item.interval, item.latest.value)
    baseline = observation_text(measure, item.baseline)
    line = say(STRAIGHT_LINE, baseline=baseline, period=period)
    expected, figure = _told_apart(measure, item)
    is_kept = item.expected == exact(item.target.value) and not item.is_due
    return say(
        _template(item, is_kept=is_kept),
        figure=f"{figure} ({item.latest.label})",
        expected=expected,
        line=line,
        baseline=baseline,
        period=period,
        interval=say(WHOLE_INTERVAL, ends=ends) if ends else "",
        ends=ends,
    )


def _template(item: Progress, *, is_kept: bool) -> str:
    """The clause that fits: of a line that ``is_kept`` level no word says where it would be."""
    if is_kept and item.standing == "not-on-course":
        return ONCE_REACHED
    if item.standing == "too-close" and (item.is_due or is_kept):
        return TOO_CLOSE_TO_IT
    return CLAUSES[item.standing]
