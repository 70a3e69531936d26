"""What each area shows on a map: a figure, a mark, and in words how it stands beside the region or has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.area import words
from components.basics.words import lower_first
from components.site.urls import area_address
from metrics.figures.area_changes import AreaChange
from metrics.figures.area_comparison import AreaComparison, Standing
from metrics.figures.area_sentences import STANDING_WORDS, number_text
from metrics.figures.change import Change, OutcomeOfChange
from metrics.figures.sentences import change_text, outcome_word
from metrics.language import say


@dataclass(frozen=True)
class State:
    """What one area shows. ``look`` is how its place is drawn, ``says`` what is said of it beside its name."""

    look: str
    mark: str
    says: str
    figure: str


States = Mapping[str, State]  # of each area that has figures, by its code
LOOKS: Mapping[OutcomeOfChange, str] = {"higher": "higher", "little-change": "similar", "lower": "lower"}
MARKED: tuple[Standing, ...] = ("higher", "similar", "lower", "not-known")
OUTCOMES: tuple[OutcomeOfChange, ...] = ("higher", "little-change", "lower")


def beside_states(comparisons: Iterable[AreaComparison]) -> States:
    """How areas stand beside the region."""
    return {comparison.figure.area: _beside(comparison) for comparison in comparisons}


def _beside(comparison: AreaComparison) -> State:
    is_known = comparison.figure.compared is not None
    figure = number_text(comparison.measure, comparison.figure) if is_known else words.NO_MARK
    standing = comparison.standing
    return State(standing, words.STANDING_MARKS[standing], say(STANDING_WORDS[standing]), figure)


def beside_kinds() -> list[State]:
    """How an area can stand, in the order of a legend."""
    return [
        State(standing, words.STANDING_MARKS[standing], say(STANDING_WORDS[standing]), "")
        for standing in MARKED
    ]


def change_states(changes: Iterable[AreaChange]) -> States:
    """How areas have changed, in the words of their own pages."""
    return {item.area: _changed(item.change) for item in changes}


def _changed(change: Change | None) -> State:
    if change is None:
        return State("none", "", say(words.NO_CHANGE), words.NO_MARK)
    figure = words.NO_MARK if change.difference is None else change_text(change)
    look = LOOKS.get(change.outcome, "not-known")
    return State(look, words.CHANGE_MARKS[change.outcome], change_words(change), figure)


def change_words(change: Change) -> str:
    """The word of a change, with what it is against where it is one: ``Higher than a year before``."""
    is_firm, row = change.outcome in ("higher", "lower"), change.basis.row
    if not is_firm or row is None:
        return outcome_word(change)
    return say(words.THAN_A_YEAR if row.years else words.THAN_BEFORE, word=outcome_word(change))


def change_kinds(states: States) -> list[State]:
    """The states that a map of change has, in the order of a legend: the firm ones first, then the others."""
    order = [words.CHANGE_MARKS[outcome] for outcome in OUTCOMES]
    kinds = dict.fromkeys(State(state.look, state.mark, state.says, "") for state in states.values())
    return sorted(kinds, key=lambda kind: (order.index(kind.mark) if kind.mark in order else 9, kind.says))


def counted(kinds: Sequence[State], states: States) -> list[tuple[State, int]]:
    """Each kind of state with how many areas are in it."""
    return [
        (kind, sum((own.look, own.says) == (kind.look, kind.says) for own in states.values()))
        for kind in kinds
    ]


def place_address(code: str, state: State | None, anchor: str) -> str:
    """Where a place on a map leads: to the page of its area, and there to the measure where it has figures."""
    return f"{area_address(code)}{f'#{anchor}' if anchor and state else ''}"


def spoken(name: str, state: State | None) -> str:
    """An area with its state, for who hears it or points at it: ``Camden: 12.06, higher than ...``."""
    if state is None:
        return say(words.OWN_POLICE, name=name)
    return f"{name}: {state.figure}, {lower_first(state.says)}"
