"""One generator of plain English for figures and changes: everything that speaks, speaks through it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from metrics.declared.framework import Polarity, PublishedMeasure
from metrics.declared.measure_parts import Supplement
from metrics.figures.breaks import break_inside
from metrics.figures.change import Change, OutcomeOfChange, Verdict
from metrics.figures.numbers import decimals_to_bear, difference_text, size_text, value_text
from metrics.figures.series import Observation
from metrics.figures.wording import ending, subject_words
from metrics.periods import months_in_words, window_in_words, window_months
from metrics.statuses import ABSENCES, STATUS_WORDS

# What is said of changes of which little can be said: inside a sentence, and by itself.
LITTLE_CHANGE = "little change"
UNCERTAIN = "too uncertain to say"
UNCERTAIN_TO_CALL = "too uncertain to call"
TOO_FEW = "too few to tell"
NOT_COMPARABLE = "not comparable"
OUTCOME_WORDS: Mapping[OutcomeOfChange, str] = {
    "higher": "Higher",
    "lower": "Lower",
    "little-change": LITTLE_CHANGE.capitalize(),
    "uncertain": UNCERTAIN.capitalize(),
    "not-comparable": NOT_COMPARABLE.capitalize(),
    "not-known": "Not known",
}
VERDICT_WORDS: Mapping[Verdict, str] = {
    "better": "Better",
    "worse": "Worse",
    "no-clear-change": "No clear change",
    "not-judged": "Not judged better or worse",
}
VERDICTS_IN_SHORT = f"{VERDICT_WORDS['better']} or {VERDICT_WORDS['worse'].lower()}"
WEEKS_NOT_JUDGED = (
    "Weeks are not judged better or worse: holidays move from one to another, and a year is no whole number of "
    "them, so none has a like one a year before."
)
FORCES_NOT_JUDGED = (
    "Figures of other forces are not judged better or worse, because forces differ in how they record and whom "
    "they serve."
)
NOT_JUDGED: Mapping[str, str] = {"no-like": WEEKS_NOT_JUDGED, "other-force": FORCES_NOT_JUDGED}
# What stands in the place of a verdict: where a year before alone can be compared with, or no figure is.
STATE_WORDS: Mapping[str, str] = {
    "better-than-last-year": "Better than a year before",
    "worse-than-last-year": "Worse than a year before",
    "no-figure": "No figure",
    "planned": "Planned",
    "qualitative": "Reported in words",
    "retired": "Retired",
}
POLARITY_WORDS: Mapping[Polarity, str] = {
    "higher-is-better": "For this measure higher is better.",
    "lower-is-better": "For this measure lower is better.",
    "neutral": "This measure is not judged: neither direction is better.",
}


def outcome_word(change: Change) -> str:
    """What the difference comes to, whichever way is better: ``Higher``, ``Too few to tell``."""
    return TOO_FEW.capitalize() if change.reason == "too-few" else OUTCOME_WORDS[change.outcome]


def change_text(change: Change) -> str:
    """The change as a tile shows it: ``-3.0 p.p.``, or words where there is no number to show."""
    if change.difference is None:
        return OUTCOME_WORDS[change.outcome]
    return difference_text(change.difference, change.unit)


def observation_text(measure: PublishedMeasure, observation: Observation) -> str:
    """A value as a tile or a table shows it: ``61%``, ``6,100``, or the words for its absence."""
    if observation.value is None:
        return ABSENCES.get(observation.status, ABSENCES["x"])
    return value_text(observation.value, measure.form, measure.decimals)


def full_text_of(measure: PublishedMeasure, observation: Observation) -> str:
    """A value with what it is in: ``84.2 per 1,000 residents``; as ``observation_text`` where that says it."""
    if observation.value is None:
        return observation_text(measure, observation)
    return f"{observation_text(measure, observation)}{ending(measure, observation.value)}"


def with_decimals_of(measure: PublishedMeasure, change: Change | None) -> PublishedMeasure:
    """A measure that writes both figures of a change with as many decimals as their difference needs.

    So 61.4% is not 61%, "0.2 points lower than 62%". Where changes are judged as-compared, as in releases of before
    that rule, it writes what it declares.
    """
    row = measure.unit_row
    if change is None or row.is_count or (row.is_share and measure.comparison.judged == "as-compared"):
        return measure
    if change.difference is None:
        return measure
    earlier, later = change.earlier.value, change.later.value
    if earlier is None or later is None:
        return measure
    decimals = decimals_to_bear(change.difference, earlier, later, measure.decimals, change.unit)
    return measure.model_copy(update={"decimals": decimals})


# The headline sentence -------------------------------------------------------------------------------------


def change_sentence(
    measure: PublishedMeasure, latest: Observation, change: Change | None, place: str = ""
) -> str:
    """The figure and its change, in one or two sentences that never contradict the numbers beside them.

    ``place`` names the area where it is not the region, of which every figure speaks unless it says otherwise.
    """
    measure = with_decimals_of(measure, change)
    figure = _figure(measure, latest, place)
    if change is not None and change.later.window != latest.window:
        figure = f"{figure}. {_part(measure, change.later, counted=latest.value is None)}"
    elif change is None or latest.value is None:
        return f"{figure}."
    clause = _CLAUSES[change.outcome] if change.is_judged else _differs
    return f"{figure}{clause(measure, change)}."


def _figure(measure: PublishedMeasure, observation: Observation, place: str) -> str:
    """``In Q3 2023/24, 61% of victims … were satisfied``, ``There were 6,100 … offences in January 2024``."""
    if observation.value is None:
        where = f"{place} in " if place else ""
        return f"There is no figure for {where}{named(observation)}{_absence(measure, observation)}"
    when = f"In {f'{place}, in ' if place else ''}{named(observation)}"
    match measure.unit_row.wording:
        case "subject":
            return f"{when}, the {subject_words(measure)} was {full_text_of(measure, observation)}"
        case "noun" if measure.noun is not None:
            counted = f"{measure.noun.counted(observation.value)}{f' in {place}' if place else ''}"
            return f"{count_opening(observation.value)} {counted} in {named(observation)}"
        case _:
            return f"{when}, {observation_text(measure, observation)} {measure.share}"


def _absence(measure: PublishedMeasure, observation: Observation) -> str:
    """Why there is no figure: a break inside its window, or what its status says."""
    broken = break_inside(measure, observation.period, observation.window)
    if broken is not None:
        return f", because {broken.reason}"
    return f": it is {STATUS_WORDS.get(observation.status, 'missing')}"


def _part(measure: PublishedMeasure, observation: Observation, *, counted: bool) -> str:
    """The single period at the end of a running total: ``In December 2023 there were 8``, named if ``counted``."""
    if observation.value is None:
        return f"For {observation.label} there is no figure"
    if not measure.unit_row.is_count:
        clause = f"it was {observation_text(measure, observation)}"
    elif counted and measure.noun is not None:
        clause = f"{count_opening(observation.value).lower()} {measure.noun.counted(observation.value)}"
    else:
        clause = "there were none" if observation.value == 0 else count_opening(observation.value).lower()
    return f"In {observation.label} {clause}"


def count_opening(number: float) -> str:
    """``There was 1``, ``There were no``, ``There were 6,100``: what is counted follows."""
    return "There was 1" if number == 1 else f"There were {'no' if number == 0 else f'{number:,.0f}'}"


def named(observation: Observation) -> str:
    """A period inside a sentence: rolling windows take an article."""
    if observation.first is not None:
        return observation.label
    return window_in_words(observation.period, observation.window)


def period_and_figure(measure: PublishedMeasure, observation: Observation) -> str:
    """A period with its figure, inside a sentence: ``Q2 2023/24 (64%)``, ``Q2 2023/24 (not available)``."""
    text = observation_text(measure, observation)
    return f"{named(observation)} ({text.lower() if observation.value is None else text})"


def _higher_or_lower(measure: PublishedMeasure, change: Change) -> str:
    return _more_or_less(measure, change, more=change.outcome == "higher")


def _more_or_less(measure: PublishedMeasure, change: Change, *, more: bool) -> str:
    assert change.difference is not None
    size = size_text(change.difference, change.unit)
    row = measure.unit_row
    return f", {size} {row.more if more else row.less} than in {period_and_figure(measure, change.earlier)}"


def _differs(measure: PublishedMeasure, change: Change) -> str:
    """A difference as arithmetic: more or fewer, and no word on whether that is anything."""
    if change.difference is None:
        return _CLAUSES[change.outcome](measure, change)
    if not change.difference:
        return f", {same_as(change)} in {period_and_figure(measure, change.earlier)}"
    return _more_or_less(measure, change, more=change.difference > 0)


def same_as(change: Change) -> str:
    """What is said of two figures whose rounded difference is nought."""
    return "the same as" if change.earlier.value == change.later.value else "nearly the same as"


def _little_changed(measure: PublishedMeasure, change: Change) -> str:
    if change.earlier.value == change.later.value:
        return f", the same as in {named(change.earlier)}"
    return f", little changed from {period_and_figure(measure, change.earlier)}"


def _uncertain(measure: PublishedMeasure, change: Change) -> str:
    earlier = observation_text(measure, change.earlier)
    return f", against {earlier} in {named(change.earlier)}: {UNCERTAIN_TO_CALL} a change"


def _not_comparable(_: PublishedMeasure, change: Change) -> str:
    return f". This cannot be compared with {named(change.earlier)}, because {break_because(change)}"


def _not_known(measure: PublishedMeasure, change: Change) -> str:
    return f". The change is not known: {unknown_because(measure, change)}"


_CLAUSES: Mapping[OutcomeOfChange, Callable[[PublishedMeasure, Change], str]] = {
    "higher": _higher_or_lower,
    "lower": _higher_or_lower,
    "little-change": _little_changed,
    "uncertain": _uncertain,
    "not-comparable": _not_comparable,
    "not-known": _not_known,
}


def unknown_because(measure: PublishedMeasure, change: Change) -> str:
    """Why a change is not known, as a clause: which of the two figures is missing, and why."""
    if change.reason == "zero-base":
        nothing = "there were none" if measure.unit_row.is_count else "it was zero"
        return f"{nothing} in {named(change.earlier)}, and no percentage can be taken of zero"
    if change.reason == "negative-base":
        if change.earlier.value is not None and change.earlier.value > 0:
            now = observation_text(measure, change.later)
            return f"it is {now} in {named(change.later)}, and no percentage leads to a number below zero"
        was = observation_text(measure, change.earlier)
        return (
            f"it was {was} in {named(change.earlier)}, and no percentage can be taken of a number below zero"
        )
    missing = change.missing[0]
    if missing.status == "c":
        return f"the figure for {named(missing)} is withheld"
    broken = break_inside(measure, missing.period, missing.window)
    return f"there is no figure for {named(missing)}{f', because {broken.reason}' if broken else ''}"


def break_because(change: Change) -> str:
    """Why two figures cannot be compared, as a clause."""
    crossed = change.comparison.lasting or change.comparison.crossed
    return crossed.reason if crossed else "they do not cover equal periods"


def beside_sentence(measure: PublishedMeasure, change: Change) -> str:
    """A second comparison, that can be told where the first cannot: with the same period a year before."""
    against = period_and_figure(with_decimals_of(measure, change), change.earlier)
    match change.outcome:
        case "higher" | "lower":
            assert change.difference is not None
            row = measure.unit_row
            words = row.more if change.outcome == "higher" else row.less
            return f"That is {size_text(change.difference, change.unit)} {words} than in {against}."
        case "little-change":
            return f"That is little changed from {against}."
        case "uncertain":
            return f"Against {against} it is {UNCERTAIN_TO_CALL} a change."
        case _:
            return ""


# The further sentence on a tile ----------------------------------------------------------------------------


def supplement_sentence(
    supplement: Supplement, this_year: Observation | None, last_year: Observation | None
) -> str:
    """``There were 21 teenage homicides from January to December 2023, against 14 in the same …``."""
    if this_year is None or this_year.value is None:
        return ""
    first, last = window_months(this_year.period, this_year.window)
    when = months_in_words(first, last)
    when = f"in {when}" if first == last else f"from {when}"
    figure = f"{count_opening(this_year.value)} {supplement.noun.counted(this_year.value)} {when}"
    same = f"the same month{'' if first == last else 's'} of {first.year - 1}"
    if last_year is None or last_year.value is None:
        return f"{figure}. The number in {same} is not known."
    return f"{figure}, against {last_year.value:,.0f} in {same}."
