"""The comparison that is judged, in plain English: the word, what it rests on, and what is usual beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from metrics.declared.bases import MOVING_BASES
from metrics.declared.framework import PublishedMeasure
from metrics.figures.change import Change, OutcomeOfChange
from metrics.figures.comparison import Comparison
from metrics.figures.numbers import difference_text, probability_text, size_text
from metrics.figures.sentences import (
    VERDICT_WORDS,
    break_because,
    count_opening,
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
from metrics.figures.usual_step import UsualStep
from metrics.figures.wording import how_many, subject_words
from metrics.language import say
from metrics.periods import (
    MONTH_NAMES,
    PERIOD_NOUNS,
    first_month,
    frequency_of,
    in_words,
    last_month,
    months_in_words,
)

NUMBER_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
HALF = 0.5


def verdict_word(change: Change) -> str:
    """The word that a judged comparison comes to: ``Worse``, ``Little change``, ``Too few to tell``."""
    return VERDICT_WORDS[change.verdict] if change.verdict in ("better", "worse") else outcome_word(change)


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
    return f"{change.later.label}: {later}, against {earlier}"


def verdict_sentence(measure: PublishedMeasure, change: Change, place: str = "") -> str:
    """The word and the figures: ``Worse: from … there were 19,154 offences, 5.4% more than in … (18,176).``

    ``place`` names the area where it is not the region.
    """
    word, measure = verdict_word(change), with_decimals_of(measure, change)
    if change.difference is None:
        return f"{word}: {verdict_line(measure, change)}."
    figure = _figure(measure, change.later, place)
    earlier = f"{_against(change.comparison)} ({observation_text(measure, change.earlier)})"
    return f"{word}: {figure}, {_difference(measure, change)} {earlier}{_doubt(measure, change)}."


def step_words(measure: PublishedMeasure, change: Change) -> str:
    """The change on the period before, for the ear too: ``up 2.0 percentage points, from 46% in Q1 2024/25``.

    Of counts ``down from 6,082 in May 2026``; of a running total what the newest period alone has,
    ``1 more than in November 2023: 8, against 7``.
    """
    measure = with_decimals_of(measure, change)
    earlier, later = (observation_text(measure, side) for side in (change.earlier, change.later))
    where = f"in {named(change.earlier)}"
    if change.later.window != measure.window:
        more = f"{_difference(measure, change)} {where}: " if change.difference is not None else ""
        return f"{more}{later}, against {earlier}" if more else f"{later}, against {earlier} {where}"
    if not change.difference:
        return f"was {earlier if change.earlier.value is not None else earlier.lower()} {where}"
    direction = "up" if change.difference > 0 else "down"
    is_told = not measure.unit_row.is_count  # two counts tell their difference themselves
    size = f" {size_text(change.difference, change.unit)}," if is_told else ""
    return f"{direction}{size} from {earlier} {where}"


def usual_sentence(usual: UsualStep) -> str:
    """What the step was in earlier years: ``From December to January it usually falls, by about 5% …``"""
    if not usual.is_narrow:
        between = {"earlier": _season(usual, "earlier"), "later": _season(usual, "later")}
        return say(
            "How usual this step from {earlier} to {later} is cannot be told: it has moved too much.",
            **between,
        )
    low, high = (difference_text(end, "percent") for end in usual.limits)
    step = f"From {_season(usual, 'earlier')} to {_season(usual, 'later')}"
    within = "more than is usual" if usual.is_beyond else "within what is usual"
    return f"{step} it {_usually(usual)} (between {low} and {high}); this year it {_step_words(usual)}: {within}."


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
    if low > HALF or high < -HALF:  # as the ends are shown, and as a verdict on the two goes by them
        return f"Chance alone would seldom make such a difference ({probability_text(probability)})."
    return f"Chance alone could make such a difference ({probability_text(probability)})."


# Parts -----------------------------------------------------------------------------------------------------


def _higher_or_lower(measure: PublishedMeasure, change: Change) -> str:
    return f"{_difference(measure, change)} {_against(change.comparison)}"


def _uncertain(measure: PublishedMeasure, change: Change) -> str:
    if change.reason == "too-few":
        earlier, later = (observation_text(measure, side) for side in (change.earlier, change.later))
        where = _against(change.comparison).removeprefix("than ")
        return f"{later}, against {earlier} {where}"
    return f"{_higher_or_lower(measure, change)}{_doubt(measure, change)}"


def _not_comparable(_: PublishedMeasure, change: Change) -> str:
    resumes = change.comparison.resumes
    until = f"until {in_words(resumes)}, " if resumes is not None else ""
    return f"{until}because {break_because(change)}"


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
            when = in_words(change.known_from)
            return f", and how far it moves by chance is not known yet: that can be told from {when}"
        case "too-short" | "unweighed":
            return ", and how far it moves by chance is not known"
        case "no-base":
            return f", and nobody says {how_many(measure)}"
        case "overlap":
            return ", but the two share months"
        case _:
            return ", which could be chance"


def _difference(measure: PublishedMeasure, change: Change) -> str:
    """``5.4% more than``, ``3.0 percentage points lower than``, ``the same as``."""
    if not change.difference:
        return same_as(change)
    row = measure.unit_row
    return (
        f"{size_text(change.difference, change.unit)} {row.more if change.difference > 0 else row.less} than"
    )


def _against(compared: Comparison) -> str:
    """The earlier side: ``in the same three months a year before``, ``in the twelve months before``."""
    row = compared.basis.row
    if row is None:
        return f"in {months_in_words(*compared.earlier_months)}"
    if compared.window.endswith("to-date"):
        return row.earlier_in.format(stretch="months")
    follows = compared.later_months[0].ordinal == compared.earlier_months[1].ordinal + 1
    where = MOVING_BASES["previous-period"].earlier_in if follows else row.earlier_in
    return where.format(stretch=_stretch(compared))


def _stretch(compared: Comparison) -> str:
    """What one side covers: ``month``, ``quarter``, ``three months``, ``year``."""
    if len(compared.later) == 1 and compared.window == "single":
        return PERIOD_NOUNS[frequency_of(compared.later[0])]
    first, last = compared.later_months
    months = last.ordinal - first.ordinal + 1
    return f"{NUMBER_WORDS[months] if months < len(NUMBER_WORDS) else months} months"


def _figure(measure: PublishedMeasure, observation: Observation, place: str) -> str:
    """``from … to … there were 19,154 offences``, ``in Q3 2023/24, 61% of victims … were satisfied``."""
    if measure.unit_row.wording != "noun" or measure.noun is None:
        where = f"in {f'{place}, in ' if place else ''}{named(observation)}"
        if measure.unit_row.wording == "share":
            return f"{where}, {observation_text(measure, observation)} {measure.share}"
        return f"{where}, the {subject_words(measure)} was {full_text_of(measure, observation)}"
    value = observation.value or 0.0
    counted = f"{count_opening(value).lower()} {measure.noun.counted(value)}"
    when = f"from {observation.label}" if observation.first is not None else f"in {named(observation)}"
    return f"{when} {counted}{f' in {place}' if place else ''}"


def _season(usual: UsualStep, end: str) -> str:
    """A month or quarter of any year: ``December``, ``Q3``, ``January to March``."""
    period = usual.earlier if end == "earlier" else usual.later
    match frequency_of(period):
        case "month":
            return MONTH_NAMES[period.month]
        case "calendar-quarter":
            return f"{MONTH_NAMES[first_month(period).month]} to {MONTH_NAMES[last_month(period).month]}"
        case _:
            return f"Q{period.quarter}"


def _usually(usual: UsualStep) -> str:
    size = abs(usual.usual).quantize(1) if abs(usual.usual) >= 1 else abs(usual.usual)
    by = f", by about {size}%" if usual.usual else ""
    if 10 * usual.fell >= 7 * usual.years:
        return f"usually falls{by}"
    if 10 * usual.rose >= 7 * usual.years:
        return f"usually rises{by}"
    if not usual.usual:
        return "falls in some years and rises in others, and on average stays the same"
    way = "rises" if usual.usual > 0 else "falls"
    return f"falls in some years and rises in others, and on average {way} by {abs(usual.usual)}%"


def _step_words(usual: UsualStep) -> str:
    if not usual.difference:
        return "stayed the same"
    return f"{'rose' if usual.difference > 0 else 'fell'} {abs(usual.difference)}%"
