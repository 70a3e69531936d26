"""What a test against chance says of a difference, in words and figures: its interval, how often it comes about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from metrics.declared.comparing import Judged
from metrics.declared.framework import PublishedMeasure
from metrics.declared.units import ChangeUnit
from metrics.figures.change import Change
from metrics.figures.dispersion import LEAST_RANGES
from metrics.figures.numbers import difference_text, exact, probability_text, rounded
from metrics.figures.sentences import TOO_FEW, UNCERTAIN
from metrics.figures.series import Observation
from metrics.figures.wording import base_words, how_many
from metrics.language import say, say_count, upper_first
from metrics.periods import in_words

NOT_WEIGHED = "Whether a difference of this size could be chance is not weighed here."
SO_UNCERTAIN = "How far chance moves this figure is not known, so it is {uncertain}."
NOBODY_SAYS = "{How_many} here is not known, so chance is not weighed."
NOBODY_SAYS_SO_UNCERTAIN = "{How_many} here is not known. It could be chance, so it is {uncertain}."
# Where an interval holds no change, and where it does not: as-compared in the words of releases of before.
UNCERTAIN_BY_INTERVAL: Mapping[Judged, str] = {
    "as-compared": " That takes in no change at all, so it is {uncertain}.",
    "like-with-like": " No change (0) lies inside that, so it is {uncertain}.",
}
TOO_FEW_BY_INTERVAL: Mapping[Judged, str] = {
    "as-compared": " That takes in no change at all, so there are {too_few}.",
    "like-with-like": " No change (0) lies inside that, so there are {too_few}.",
}
HIGHER_BY_INTERVAL: Mapping[Judged, str] = {
    "as-compared": " That leaves out no change at all, so it says higher.",
    "like-with-like": " No change (0) lies outside that, so it says higher.",
}
LOWER_BY_INTERVAL: Mapping[Judged, str] = {
    "as-compared": " That leaves out no change at all, so it says lower.",
    "like-with-like": " No change (0) lies outside that, so it says lower.",
}
COUNTED_AS: Mapping[Judged, str] = {
    "as-compared": "The way in which people are chosen makes {now} count as {worth} chosen at random. ",
    "like-with-like": (
        "The way in which people are chosen is taken to make {now} count as {worth} chosen at random. "
    ),
}
LIKELY_BETWEEN = "the difference is likely to lie between {low} and {high} (95% interval)"


def chance_sentence(measure: PublishedMeasure, change: Change) -> str:
    """What a test against chance says of the difference, in words and figures."""
    if change.weighed is None:
        return say(NOT_WEIGHED)
    if change.reason == "too-short":
        return _too_short(change)
    uncertain = say(UNCERTAIN)
    if change.reason == "unweighed":
        return say(SO_UNCERTAIN, uncertain=uncertain)
    if change.interval is None:
        unknown = upper_first(how_many(measure))
        if change.outcome == "little-change":
            return say(NOBODY_SAYS, How_many=unknown)
        return say(NOBODY_SAYS_SO_UNCERTAIN, How_many=unknown, uncertain=uncertain)
    span = _span(measure, change, *change.interval)
    lead = _people_asked(measure, change) or _moves(measure, change) or _published(measure)
    return f"{lead}{span if lead else upper_first(span)}.{_probability(change)}{_follows(measure, change)}"


def _span(measure: PublishedMeasure, change: Change, low: Decimal, high: Decimal) -> str:
    """Where the difference may lie, as a clause; as-compared in the words of releases of before."""
    if change.unit not in SHARED:
        lower, upper = (difference_text(end, change.unit) for end in (low, high))
        return say(LIKELY_BETWEEN, low=lower, high=upper)
    unit = SHARED[change.unit]
    if measure.comparison.judged == "as-compared":
        return say(
            "chance alone leaves it anywhere from {low} to {high} (95% interval)",
            low=say(unit, number=f"{low:,}"),
            high=say(unit, number=f"{high:,}"),
        )
    if high.is_infinite():
        return say(
            "the difference is likely to be {low} or more (95% interval)", low=say(unit, number=f"{low:,}")
        )
    lower = f"{low:,}{'%' if change.unit == 'percent' else ''}"
    return say(LIKELY_BETWEEN, low=lower, high=say(unit, number=f"{high:,}"))


# How the upper end of an interval is written, for its lower end as well.
SHARED: Mapping[ChangeUnit, str] = {
    "pp": "{number} percentage points",
    "percent": "{number}%",
    "count": "{number}",
}


def _too_short(change: Change) -> str:
    uncertain = say(UNCERTAIN)
    if change.known_from is None:
        return say(
            "How far it moves by chance is told from {least} steps of a year at the least, and single periods are "
            "not published, so it is {uncertain}.",
            least=LEAST_RANGES,
            uncertain=uncertain,
        )
    return say(
        "How far it moves by chance is told from {least} steps of a year at the least; there will be enough from "
        "{when} on. Until then it is {uncertain}.",
        least=LEAST_RANGES,
        when=in_words(change.known_from),
        uncertain=uncertain,
    )


def _moves(measure: PublishedMeasure, change: Change) -> str:
    """By how much a count moves more than chance would move single events, and from what that is known."""
    moves = None if change.weighed is None else change.weighed.dispersion
    if moves is None:
        return ""
    return say(
        "The variance of this count is {phi} times that of events that come by chance alone, as its own {ranges} "
        "steps show. With that, ",
        phi=rounded(exact(moves.phi), 1),
        ranges=moves.ranges,
    )


def _published(measure: PublishedMeasure) -> str:
    if measure.comparison.test != "intervals":
        return ""
    return say(
        "By the intervals that the source gives for both figures, "
        if measure.derived is None
        else "By the intervals that are worked out for both figures, "
    )


def _probability(change: Change) -> str:
    """How often chance makes two small counts differ as much."""
    probability = None if change.weighed is None else change.weighed.probability
    if probability is None:
        return ""
    return say(
        " If nothing had changed, a difference of this size or more would still come about {often} "
        "({probability}).",
        often=_often(probability),
        probability=probability_text(probability),
    )


def _often(probability: float) -> str:
    """``31 times in 100``, ``nearly always``."""
    times = int(rounded(exact(probability) * 100, 0))
    if times == 0:
        return say("less than once in 100 times")
    if times == 100:
        return say("nearly always")
    return say_count("{times} time in 100", "{times} times in 100", times, times=times)


def _follows(measure: PublishedMeasure, change: Change) -> str:
    """What the interval decides. A change too small to matter is little change, whatever chance says."""
    judged = measure.comparison.judged
    if change.outcome == "little-change":
        return ""
    if change.reason == "chance":
        return say(UNCERTAIN_BY_INTERVAL[judged], uncertain=say(UNCERTAIN))
    if change.reason == "too-few":
        return say(TOO_FEW_BY_INTERVAL[judged], too_few=say(TOO_FEW))
    return say(HIGHER_BY_INTERVAL[judged] if change.outcome == "higher" else LOWER_BY_INTERVAL[judged])


def _people_asked(measure: PublishedMeasure, change: Change) -> str:
    """How many people a survey asked, and what they are worth where it is designed otherwise than at random."""
    if change.weighed is None or change.weighed.bases is None:
        return ""
    then, now = (_number_asked(measure, side, base) for side, base in _sides(change, change.weighed.bases))
    effect, rounded_to = (1.0, None)
    if measure.sample:
        effect, rounded_to = measure.sample.design_effect, measure.sample.rounded_to
    design = ""
    if effect > 1:
        worth = rounded(exact(change.weighed.bases[1]) / exact(effect), 0)
        design = say(COUNTED_AS[measure.comparison.judged], now=now, worth=f"{worth:,}")
    if rounded_to:
        design += say("The source rounds to {points}, which is allowed for. ", points=_points(rounded_to))
    with_both = say(
        "With {now} {people} now and {then} then, ", now=now, people=base_words(measure), then=then
    )
    return f"{design}{with_both}"


def _sides(change: Change, bases: tuple[int, int]) -> Iterable[tuple[Observation, int]]:
    return zip((change.earlier, change.later), bases, strict=True)


def _number_asked(measure: PublishedMeasure, side: Observation, base: int) -> str:
    """A size that is declared is what the survey plans; who counted them is the source alone."""
    if side.base is not None or measure.comparison.judged == "as-compared":
        return f"{base:,}"
    return say("about {number}", number=f"{base:,}")


def _points(step: float) -> str:
    return say("whole per cents") if step == 1 else say("steps of {step} percentage points", step=f"{step:g}")
