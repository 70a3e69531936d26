"""The comparison that is judged, in plain English: the word, what it rests on, and what is usual beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from metrics.declared.bases import MOVING_BASES
from metrics.declared.framework import PublishedMeasure
from metrics.figures.change import Change, OutcomeOfChange
from metrics.figures.comparison import Comparison
from metrics.figures.numbers import probability_text, size_text
from metrics.figures.sentences import (
    VERDICT_WORDS,
    break_because,
    full_text_of,
    named,
    observation_text,
    outcome_word,
    same_as,
    unknown_because,
    with_decimals_of,
)
from metrics.figures.series import Observation
from metrics.figures.statistics import small_counts_difference, small_counts_p
from metrics.figures.wording import (
    how_many,
    in_when,
    more_or_less,
    period_noun,
    periods_counted,
    subject_was,
    there_were,
    uncapitalised,
)
from metrics.language import say
from metrics.periods import (
    frequency_of,
    in_words,
    months_in_words,
)

MONTHS_IN_WORDS: Mapping[int, str] = {
    2: "two months",
    3: "three months",
    4: "four months",
    5: "five months",
    6: "six months",
    7: "seven months",
    8: "eight months",
    9: "nine months",
    10: "ten months",
    11: "eleven months",
    12: "twelve months",
}
HALF = 0.5


def verdict_word(change: Change) -> str:
    """The word that a judged comparison comes to: ``Worse``, ``Little change``, ``Too few to tell``."""
    return (
        say(VERDICT_WORDS[change.verdict]) if change.verdict in ("better", "worse") else outcome_word(change)
    )


def verdict_line(measure: PublishedMeasure, change: Change) -> str:
    """What a verdict rests on, to follow its word: ``5.4% more than in the same three months a year before``."""
    return _LINES[change.outcome](measure, change)


def verdict_figures(measure: PublishedMeasure, change: Change) -> str:
    """The two sums behind a verdict: ``November 2023 to January 2024: 19,154, against 18,176``.

    Empty where the figure of the tile is itself compared, or cannot be.
    """
    if change.later.first is None or change.difference is None:
        return ""
    later, earlier = (observation_text(measure, side) for side in (change.later, change.earlier))
    return say(
        "{period}: {later}, against {earlier}", period=change.later.label, later=later, earlier=earlier
    )


def verdict_sentence(measure: PublishedMeasure, change: Change, place: str = "") -> str:
    """The word and the figures: ``Worse: from … there were 19,154 offences, 5.4% more than in … (18,176).``

    ``place`` names the area where it is not the region.
    """
    word, measure = verdict_word(change), with_decimals_of(measure, change)
    if change.difference is None:
        return f"{word}: {verdict_line(measure, change)}."
    return say(
        "{word}: {figure}, {difference} {against} ({earlier}){doubt}.",
        word=word,
        figure=_figure(measure, change.later, place),
        difference=_difference(measure, change),
        against=_against(change.comparison),
        earlier=observation_text(measure, change.earlier),
        doubt=_doubt(measure, change),
    )


def step_words(measure: PublishedMeasure, change: Change) -> str:
    """The change on the period before, for the ear too: ``up 2.0 percentage points, from 46% in Q1 2024/25``.

    Of counts ``down from 6,082 in May 2026``; of a running total what the newest period alone has,
    ``1 more than in November 2023: 8, against 7``.
    """
    measure = with_decimals_of(measure, change)
    earlier, later = (_inside_a_sentence(measure, side) for side in (change.earlier, change.later))
    when = named(change.earlier)
    if change.later.window != measure.window:
        if change.difference is None:
            return say("{later}; in {when} it was {earlier}", later=later, earlier=earlier, when=when)
        more = _difference(measure, change)
        return say(
            "{more} in {when}: {later}, against {earlier}", more=more, when=when, later=later, earlier=earlier
        )
    if not change.difference:
        return say("was {earlier} in {when}", earlier=earlier, when=when)
    if measure.unit_row.is_count:  # two counts tell their difference themselves
        return say(
            "up from {earlier} in {when}" if change.difference > 0 else "down from {earlier} in {when}",
            earlier=earlier,
            when=when,
        )
    return say(
        "up {size}, from {earlier} in {when}"
        if change.difference > 0
        else "down {size}, from {earlier} in {when}",
        size=size_text(change.difference, change.unit),
        earlier=earlier,
        when=when,
    )


def by_chance_sentence(before: Observation | None, now: Observation | None) -> str:
    """Whether chance alone makes two small counts differ so much, and how often; nothing of equal ones."""
    if (
        before is None
        or now is None
        or before.value is None
        or now.value is None
        or before.value == now.value
    ):
        return ""
    counts = round(before.value), round(now.value)
    probability, (low, high) = small_counts_p(*counts), small_counts_difference(*counts)
    is_seldom = low > HALF or high < -HALF  # as the ends are shown, and as a verdict on the two goes by them
    return say(
        "Chance alone would seldom make such a difference ({probability})."
        if is_seldom
        else "Chance alone could make such a difference ({probability}).",
        probability=probability_text(probability),
    )


# Parts -----------------------------------------------------------------------------------------------------


def _higher_or_lower(measure: PublishedMeasure, change: Change) -> str:
    return say(
        "{difference} {against}",
        difference=_difference(measure, change),
        against=_against(change.comparison),
    )


def _uncertain(measure: PublishedMeasure, change: Change) -> str:
    if change.reason == "too-few":
        earlier, later = (observation_text(measure, side) for side in (change.earlier, change.later))
        where = _against(change.comparison)
        return say("{later}, against {earlier} {where}", later=later, earlier=earlier, where=where)
    return f"{_higher_or_lower(measure, change)}{_doubt(measure, change)}"


def _not_comparable(_: PublishedMeasure, change: Change) -> str:
    resumes, reason = change.comparison.resumes, break_because(change)
    if resumes is None:
        return say("because {reason}", reason=reason)
    return say("until {when}, because {reason}", when=in_words(resumes), reason=reason)


def _not_known(measure: PublishedMeasure, change: Change) -> str:
    return unknown_because(measure, change)


_LINES: Mapping[OutcomeOfChange, Callable[[PublishedMeasure, Change], str]] = {
    "higher": _higher_or_lower,
    "lower": _higher_or_lower,
    "little-change": _higher_or_lower,
    "uncertain": _uncertain,
    "not-comparable": _not_comparable,
    "not-known": _not_known,
}


def _doubt(measure: PublishedMeasure, change: Change) -> str:
    """Why a difference is too uncertain to say, as a clause at its end; nothing where it is not."""
    if change.outcome != "uncertain":
        return ""
    match change.reason:
        case "too-short" if change.known_from is not None:
            return say(
                ", and how far it moves by chance is not known yet: that can be told from {when}",
                when=in_words(change.known_from),
            )
        case "too-short" | "unweighed":
            return say(", and how far it moves by chance is not known")
        case "no-base":
            return say(", and nobody says {how_many}", how_many=how_many(measure))
        case "overlap":
            return say(", but the two share months")
        case _:
            return say(", which could be chance")


def _inside_a_sentence(measure: PublishedMeasure, side: Observation) -> str:
    """A figure, or the words for its absence with a small letter."""
    text = observation_text(measure, side)
    return text if side.value is not None else text[:1].lower() + text[1:]


def _difference(measure: PublishedMeasure, change: Change) -> str:
    """``5.4% more than``, ``3.0 percentage points lower than``, ``the same as``."""
    if not change.difference:
        return same_as(change)
    size = size_text(change.difference, change.unit)
    return say("{size} {more} than", size=size, more=more_or_less(measure, more=change.difference > 0))


def _against(compared: Comparison) -> str:
    """The earlier side: ``in the same three months a year before``, ``in the twelve months before``."""
    row = compared.basis.row
    if row is None:
        return say("in {months}", months=months_in_words(*compared.earlier_months))
    if compared.window.endswith("to-date"):
        return say(row.earlier_in, stretch=say("months"))
    follows = compared.later_months[0].ordinal == compared.earlier_months[1].ordinal + 1
    row = MOVING_BASES["previous-period"] if follows else row
    return say(row.earlier_in, stretch=_stretch(compared))


def _stretch(compared: Comparison) -> str:
    """What one side covers: ``month``, ``quarter``, ``three months``, ``year``."""
    if len(compared.later) == 1 and compared.window == "single":
        return period_noun(frequency_of(compared.later[0]))
    first, last = compared.later_months
    months = last.ordinal - first.ordinal + 1
    if months in MONTHS_IN_WORDS:
        return say(MONTHS_IN_WORDS[months])
    return periods_counted("month", months)


def _figure(measure: PublishedMeasure, observation: Observation, place: str) -> str:
    """``from … to … there were 19,154 offences``, ``in Q3 2023/24, 61% of victims … were satisfied``."""
    if measure.unit_row.wording != "noun" or measure.noun is None:
        where = uncapitalised(in_when(place, named(observation)))
        if measure.unit_row.wording == "share":
            figure = observation_text(measure, observation)
            return say("{when}, {figure} {share}", when=where, figure=figure, share=measure.share)
        return subject_was(measure, where, full_text_of(measure, observation))
    value = observation.value or 0.0
    counted = uncapitalised(there_were(value, measure.noun.counted(value)))
    if observation.first is not None:
        figure = say("from {months} {there_were}", months=observation.label, there_were=counted)
    else:
        figure = say("in {when} {there_were}", when=named(observation), there_were=counted)
    return say("{figure} in {place}", figure=figure, place=place) if place else figure
