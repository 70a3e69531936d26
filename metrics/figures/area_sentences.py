"""An area beside the region in plain English: the one place where it is worded."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.areas import areas, police_districts, region_code
from metrics.declared.comparing import Judged
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_comparison import AreaComparison, Reason, Standing
from metrics.figures.area_figures import YEAR, AreaFigure, display_number, ends, year_resumes
from metrics.figures.breaks import break_inside
from metrics.figures.intervals import span_text
from metrics.figures.sentences import named, observation_text
from metrics.figures.statistics import Interval
from metrics.figures.wording import (
    ending,
    how_many,
    in_when,
    more_or_less,
    subject_was,
    there_were,
    uncapitalised,
    what_words,
)
from metrics.language import say
from metrics.periods import label
from metrics.statuses import absence_words

STANDING_WORDS: Mapping[Standing, str] = {
    "higher": "Higher than {region}",
    "similar": "Similar to {region}",
    "lower": "Lower than {region}",
    "not-known": "Cannot be told",
}
STANDING_IN_SHORT: Mapping[Standing, str] = {
    "higher": "Higher",
    "similar": "Similar",
    "lower": "Lower",
    "not-known": "Cannot be told",
}
CHANCE: Mapping[Judged, str] = {
    "as-compared": (
        "Chance alone moves the figures of small areas. Of 20 areas that are just like {region}, about one would "
        "still be called higher or lower."
    ),
    "like-with-like": (
        "Chance alone moves the figures of small areas. So an area is called higher or lower only where its "
        "limits, which allow for nearly all that chance does (99.8%), leave {region’s} figure out. "
        "If {number} areas were "
        "all just like {region}, chance would still make one of them higher or lower in about one release out of "
        "{releases}, for each measure: we tried it with made-up areas. An area whose count swings more needs a "
        "bigger difference, so of two areas with nearly the same figure one can be higher and the other similar."
    ),
}
# How often any of so many districts just like the region is called higher or lower: docs/calibration.md, by trial.
ANY_BY_CHANCE, AMONG = 0.086, 32
# What an area is told apart from the region by, at the head of a column and inside a sentence.
LIMITS_WORDS: Mapping[Judged, str] = {"as-compared": "95% interval", "like-with-like": "99.8% limits"}
CALLED_SIMILAR = (
    "With chance allowed for, the figure of {name} lies from {span} ({level}). That takes in {region’s} {figure}, "
    "so it is called {standing}."
)
CALLED_OTHERWISE = (
    "With chance allowed for, the figure of {name} lies from {span} ({level}). That leaves out {region’s} "
    "{figure}, so it is called {standing}."
)


def by_chance() -> Mapping[str, str]:
    """What ``CHANCE`` and the method of districts name: how many there are, and in how many releases one is so."""
    number = len(police_districts())
    none = (1 - ANY_BY_CHANCE) ** (number / AMONG)
    releases = str(round(1 / (1 - none)))
    return {"number": str(number), "releases": {"12": say("twelve")}.get(releases, releases)}


def short_name(area: str) -> str:
    """An area (a code) inside a sentence: ``Camden``, the region, a division."""
    return areas()[area].name


def place_name(measure: PublishedMeasure, area: str) -> str:
    """The same of an area of the site too: ``Regent's Park (Camden)``, ``Kent Police``."""
    return short_name(area) if area in areas() else measure.source.area_name(area)


def number_text(measure: PublishedMeasure, figure: AreaFigure) -> str:
    """The compared number as tiles and tables show it: ``12.1``, ``66%``, or the words for its absence."""
    if figure.compared is None:
        return absence_words("x") if figure.lacks_rate else observation_text(measure, figure.observation)
    return value_words(measure, figure.compared, figure.decimals)


def value_words(measure: PublishedMeasure, number: float, decimals: int = 0) -> str:
    """A compared number by itself, as ``number_text`` writes it."""
    written = display_number(measure, number, decimals)
    return f"{written:,}" if measure.rate is not None else measure.form_row.writing.text(written)


def range_text(measure: PublishedMeasure, figure: AreaFigure) -> str:
    """The interval of the compared number: ``11.6 to 12.5``, ``62.1% to 69.7%``; empty where there is none."""
    return "" if figure.interval is None else _span(measure, figure, figure.interval)


def limits_text(measure: PublishedMeasure, figure: AreaFigure) -> str:
    """What an area is told apart from the region by: ``11.4 to 12.8``; empty where there is nothing."""
    return "" if figure.limits is None else _span(measure, figure, figure.limits)


def _span(measure: PublishedMeasure, figure: AreaFigure, interval: Interval) -> str:
    if figure.compared is None:
        return ""
    low, high = ends(measure, interval, figure.decimals)
    if measure.rate is not None:
        return span_text(f"{low:,}", f"{high:,}")
    return span_text(*map(measure.form_row.writing.text, (low, high)))


def compared_words(measure: PublishedMeasure) -> str:
    """What the compared number counts: ``violence with injury offences for each 1,000 people``."""
    if measure.unit_row.wording != "noun" or measure.noun is None:
        return what_words(measure)
    noun = measure.noun.plural
    if measure.rate is None:
        return noun
    return say("{noun} for each {number} people", noun=noun, number=f"{measure.rate.per:,}")


def heading_words(measure: PublishedMeasure) -> str:
    """The same at the head of a map or a table: ``Violence with …``, ``% of residents said …``."""
    counted = compared_words(measure)
    return f"% {counted}" if measure.unit_row.is_share else counted[:1].upper() + counted[1:]


def area_sentence(comparison: AreaComparison) -> str:
    """An area's figure beside the region's: ``In Camden there were 12.1 … for each 1,000 people, more than …``."""
    name = place_name(comparison.measure, comparison.figure.area)
    if comparison.figure.compared is None:
        return _nothing(comparison, name)
    return f"{_figure(comparison, name, comparison.figure.compared)}{_against(comparison)}."


def _figure(comparison: AreaComparison, name: str, compared: float) -> str:
    measure, when = comparison.measure, named(comparison.figure.observation)
    number = number_text(measure, comparison.figure)
    if measure.unit_row.is_share:
        share = compared_words(measure)
        return say("{when}, {figure} {share}", when=in_when(name, when), figure=number, share=share)
    if measure.unit_row.is_plain:
        return subject_was(measure, in_when(name, when), f"{number}{ending(measure, compared)}")
    if measure.unit_row.is_few and measure.rate is not None:
        return say(
            "In {place} {there_were} in {when}: {number} for each {people} people",
            place=name,
            there_were=_counted(measure, comparison.figure),
            when=when,
            number=number,
            people=f"{measure.rate.per:,}",
        )
    return say(
        "In {place} there were {number} {counted} in {when}",
        place=name,
        number=number,
        counted=compared_words(measure),
        when=when,
    )


def _counted(measure: PublishedMeasure, figure: AreaFigure) -> str:
    """``there was 1 homicide victim``: a rate alone says little where there are so few."""
    count = figure.observation.value or 0.0
    noun = "" if measure.noun is None else measure.noun.counted(count)
    return uncapitalised(there_were(count, noun))


def one_period_sentence(comparison: AreaComparison) -> str:
    """Why one period alone is compared, and from when on twelve months are; empty where no break stands in them."""
    measure, figure = comparison.measure, comparison.figure.observation
    resumes, crossed = year_resumes(measure, figure), break_inside(measure, figure.period, YEAR)
    if resumes is None or crossed is None:
        return ""
    return say(
        "This is {period} alone. Twelve months cannot be added up across a break, because {reason}. They can be "
        "from {resumes} on.",
        period=figure.label,
        reason=crossed.reason,
        resumes=label(resumes),
    )


def standing_explanation(comparison: AreaComparison) -> str:
    """Why it is called higher, lower or similar: the rule with its figures; empty where nothing is compared."""
    if comparison.reason in ("itself", "no-value", "no-sum", "no-residents"):
        return ""
    if comparison.reason != "interval":
        return f"{_reason(comparison)}."
    measure, name = comparison.measure, place_name(comparison.measure, comparison.figure.area)
    span, region = limits_text(measure, comparison.figure), number_text(measure, comparison.region)
    return say(
        CALLED_SIMILAR if comparison.standing == "similar" else CALLED_OTHERWISE,
        name=name,
        span=span,
        level=say(LIMITS_WORDS[measure.comparison.judged]),
        figure=region,
        standing=uncapitalised(say(STANDING_WORDS[comparison.standing])),
    )


def _against(comparison: AreaComparison) -> str:
    if comparison.figure.area == region_code():
        return ""
    region = say("{region} ({measure})", measure=number_text(comparison.measure, comparison.region))
    match comparison.standing:
        case "higher" | "lower":
            more = more_or_less(comparison.measure, more=comparison.standing == "higher")
            return say(", {more} than in {beside}", more=more, beside=region)
        case "similar":
            return say(", similar to {beside}", beside=region)
        case _:
            return f". {_reason(comparison)}"


def _nothing(comparison: AreaComparison, name: str) -> str:
    when = named(comparison.figure.observation)
    if comparison.reason == "no-sum":
        reason = _reason(comparison)
        return say("There is no figure for {place}. {reason}.", place=name, reason=reason)
    if comparison.reason == "no-residents":
        return say(
            "There is no rate for {place} in {when}: nobody says how many people live there.",
            place=name,
            when=when,
        )
    return say(
        "There is no figure for {place} in {when}: it is withheld, because it is small."
        if comparison.figure.observation.status == "c"
        else "There is no figure for {place} in {when}: it is not available.",
        place=name,
        when=when,
    )


def _reason(comparison: AreaComparison) -> str:
    """Why an area cannot be compared with the region, as a sentence without its full stop."""
    measure = comparison.measure
    several = say(measure.unit_row.several)
    return say(_REASONS[comparison.reason], number=how_many(measure), several=several)


_REASONS: Mapping[Reason, str] = {
    "no-region-value": "{region’s} figure is not known, so the two cannot be compared",
    "no-sum": "The {several} of its {districts} do not add up to one of the whole",
    "no-residents": "Nobody says how many people live there, so it cannot be compared with {region’s}",
    "other-force": "Forces differ in how they record and whom they serve, so it is not held against {region’s}",
    "no-rate": "It is not compared with {region’s}, because more people live in some areas than in others",
    "no-people": "Nobody says {number} here, so it cannot be compared with {region’s}",
    "too-short": "How far chance moves it is not known yet, so it cannot be compared with {region’s}",
    "no-interval": "How far chance may move it is not known, so it cannot be compared with {region’s}",
}
