"""What a tile says beside its figure and change: a second comparison, and how many of a part there are so far."""

from __future__ import annotations

from metrics.declared.framework import PublishedMeasure
from metrics.declared.measure_parts import Supplement
from metrics.figures.change import Change
from metrics.figures.numbers import size_text
from metrics.figures.sentences import (
    LITTLE_CHANGED_BESIDE,
    UNCERTAIN_TO_CALL,
    period_and_figure,
    with_decimals_of,
)
from metrics.figures.series import Observation
from metrics.figures.wording import more_or_less, there_were
from metrics.language import say
from metrics.periods import months_in_words, window_months


def beside_sentence(measure: PublishedMeasure, change: Change) -> str:
    """A second comparison, that can be told where the first cannot: with the same period a year before."""
    against = period_and_figure(with_decimals_of(measure, change), change.earlier)
    match change.outcome:
        case "higher" | "lower":
            assert change.difference is not None
            size = size_text(change.difference, change.unit)
            words = more_or_less(measure, more=change.outcome == "higher")
            return say("That is {size} {more} than in {earlier}.", size=size, more=words, earlier=against)
        case "little-change":
            return say(LITTLE_CHANGED_BESIDE, earlier=against)
        case "uncertain":
            uncertain = say(UNCERTAIN_TO_CALL)
            return say("Against {earlier} it is {uncertain} a change.", earlier=against, uncertain=uncertain)
        case _:
            return ""


def supplement_sentence(
    supplement: Supplement, this_year: Observation | None, last_year: Observation | None
) -> str:
    """``There were 21 teenage homicides from January to December 2023, against 14 in the same …``."""
    if this_year is None or this_year.value is None:
        return ""
    first, last = window_months(this_year.period, this_year.window)
    counted = there_were(this_year.value, supplement.noun.counted(this_year.value))
    months, year = months_in_words(first, last), first.year - 1
    if first == last:
        figure = say("{there_were} in {month}", there_were=counted, month=months)
        same = say("the same month of {year}", year=year)
    else:
        figure = say("{there_were} from {months}", there_were=counted, months=months)
        same = say("the same months of {year}", year=year)
    if last_year is None or last_year.value is None:
        return say("{figure}. The number in {same} is not known.", figure=figure, same=same)
    before = f"{last_year.value:,.0f}"
    return say("{figure}, against {before} in {same}.", figure=figure, before=before, same=same)
