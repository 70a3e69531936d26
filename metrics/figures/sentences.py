"""One generator of plain English for figures and changes: everything that speaks, speaks through it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from metrics.declared.framework import Polarity, PublishedMeasure
from metrics.figures.breaks import break_inside
from metrics.figures.change import Change, OutcomeOfChange, Verdict
from metrics.figures.numbers import decimals_to_bear, difference_text, size_text, value_text
from metrics.figures.series import Observation
from metrics.figures.wording import ending, in_when, more_or_less, subject_was, there_were, uncapitalised
from metrics.language import say, say_count
from metrics.periods import window_in_words
from metrics.statuses import absence_words, status_words

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
TOO_FEW_BY_ITSELF = TOO_FEW.capitalize()
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
LITTLE_CHANGED_BESIDE = "That is little changed from {earlier}."
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
    return say(TOO_FEW_BY_ITSELF if change.reason == "too-few" else OUTCOME_WORDS[change.outcome])


def change_text(change: Change) -> str:
    """The change as a tile shows it: ``-3.0 p.p.``, or words where there is no number to show."""
    if change.difference is None:
        return say(OUTCOME_WORDS[change.outcome])
    return difference_text(change.difference, change.unit)


def observation_text(measure: PublishedMeasure, observation: Observation) -> str:
    """A value as a tile or a table shows it: ``61%``, ``6,100``, or the words for its absence."""
    if observation.value is None:
        return absence_words(observation.status)
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
    when = named(observation)
    if observation.value is None:
        reason = _absence(measure, observation)
        if place:
            return say(
                "There is no figure for {place} in {when}{reason}", place=place, when=when, reason=reason
            )
        return say("There is no figure for {when}{reason}", when=when, reason=reason)
    match measure.unit_row.wording:
        case "subject":
            return subject_was(measure, in_when(place, when), full_text_of(measure, observation))
        case "noun" if measure.noun is not None:
            counted = there_were(observation.value, measure.noun.counted(observation.value))
            if place:
                return say("{there_were} in {place} in {when}", there_were=counted, place=place, when=when)
            return say("{there_were} in {when}", there_were=counted, when=when)
        case _:
            figure = observation_text(measure, observation)
            where = in_when(place, when)
            return say("{when}, {figure} {share}", when=where, figure=figure, share=measure.share)


def _absence(measure: PublishedMeasure, observation: Observation) -> str:
    """Why there is no figure: a break inside its window, or what its status says."""
    broken = break_inside(measure, observation.period, observation.window)
    if broken is not None:
        return say(", because {reason}", reason=broken.reason)
    return say(": it is {status}", status=status_words(observation.status))


def _part(measure: PublishedMeasure, observation: Observation, *, counted: bool) -> str:
    """The single period at the end of a running total: ``In December 2023 there were 8``, named if ``counted``."""
    when, value = observation.label, observation.value
    if value is None:
        return say("For {when} there is no figure", when=when)
    if not measure.unit_row.is_count:
        return say("In {when} it was {figure}", when=when, figure=observation_text(measure, observation))
    if counted and measure.noun is not None:
        figure = uncapitalised(there_were(value, measure.noun.counted(value)))
        return say("In {when} {there_were}", when=when, there_were=figure)
    if value == 0:
        return say("In {when} there were none", when=when)
    single, several = "In {when} there was {number}", "In {when} there were {number}"
    return say_count(single, several, value, when=when, number=f"{value:,.0f}")


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
    return say(
        ", {size} {more} than in {earlier}",
        size=size_text(change.difference, change.unit),
        more=more_or_less(measure, more=more),
        earlier=period_and_figure(measure, change.earlier),
    )


def _differs(measure: PublishedMeasure, change: Change) -> str:
    """A difference as arithmetic: more or fewer, and no word on whether that is anything."""
    if change.difference is None:
        return _CLAUSES[change.outcome](measure, change)
    if not change.difference:
        earlier = period_and_figure(measure, change.earlier)
        return say(", {same} in {earlier}", same=same_as(change), earlier=earlier)
    return _more_or_less(measure, change, more=change.difference > 0)


def same_as(change: Change) -> str:
    """What is said of two figures whose rounded difference is nought."""
    return say("the same as") if change.earlier.value == change.later.value else say("nearly the same as")


def _little_changed(measure: PublishedMeasure, change: Change) -> str:
    if change.earlier.value == change.later.value:
        return say(", the same as in {when}", when=named(change.earlier))
    return say(", little changed from {earlier}", earlier=period_and_figure(measure, change.earlier))


def _uncertain(measure: PublishedMeasure, change: Change) -> str:
    return say(
        ", against {figure} in {when}: {uncertain} a change",
        figure=observation_text(measure, change.earlier),
        when=named(change.earlier),
        uncertain=say(UNCERTAIN_TO_CALL),
    )


def _not_comparable(_: PublishedMeasure, change: Change) -> str:
    when, reason = named(change.earlier), break_because(change)
    return say(". This cannot be compared with {when}, because {reason}", when=when, reason=reason)


def _not_known(measure: PublishedMeasure, change: Change) -> str:
    return say(". The change is not known: {reason}", reason=unknown_because(measure, change))


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
        when = named(change.earlier)
        if measure.unit_row.is_count:
            return say("there were none in {when}, and no percentage can be taken of zero", when=when)
        return say("it was zero in {when}, and no percentage can be taken of zero", when=when)
    if change.reason == "negative-base":
        return _below_zero(measure, change)
    missing = change.missing[0]
    if missing.status == "c":
        return say("the figure for {when} is withheld", when=named(missing))
    broken = break_inside(measure, missing.period, missing.window)
    if broken is None:
        return say("there is no figure for {when}", when=named(missing))
    return say("there is no figure for {when}, because {reason}", when=named(missing), reason=broken.reason)


def _below_zero(measure: PublishedMeasure, change: Change) -> str:
    if change.earlier.value is not None and change.earlier.value > 0:
        return say(
            "it is {figure} in {when}, and no percentage leads to a number below zero",
            figure=observation_text(measure, change.later),
            when=named(change.later),
        )
    return say(
        "it was {figure} in {when}, and no percentage can be taken of a number below zero",
        figure=observation_text(measure, change.earlier),
        when=named(change.earlier),
    )


def break_because(change: Change) -> str:
    """Why two figures cannot be compared, as a clause."""
    crossed = change.comparison.lasting or change.comparison.crossed
    return crossed.reason if crossed else say("they do not cover equal periods")
