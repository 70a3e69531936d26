"""Steps of the search for other tables: each leads to a table that fits, moves what it is for, and is the cheapest.

All is reckoned by adding up, on boards of four months whose counts, prices and windows a seed gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
import numpy.typing as npt
import pytest

from metrics.figures.suppression.grid import REGION_SERIES, REST, SINGLES, TOTALS, Grid
from metrics.figures.suppression.moves import BLOCKED, DOWN, UP, Board, Cell, Step, turns_of
from metrics.figures.suppression.search import DEAR, SHORT, another, raising

Numbers = npt.NDArray[np.float64]
MONTHS, LINES = 4, 7
DISTRICTS, KINDS = np.array([2, 3, 4, REST]), np.array([5, 6])
# The first month of each total: of the year so far, of two months, of a year that starts anew. None has no totals.
WINDOWS = {"none": None, "so far": [0, 0, 0, 0], "of two": [-1, 0, 1, 2], "anew": [0, 0, 2, 2]}
BOARDS = list(product(WINDOWS, range(5)))


def board_of(window: str, seed: int) -> Board:
    """Counts of 0 to 4 in three boroughs and of two kinds; every other seed has rows of no borough as well."""
    dice, first = np.random.default_rng(seed), WINDOWS[window]
    amounts = np.zeros((2, LINES, MONTHS))
    amounts[SINGLES, DISTRICTS] = dice.integers(0, 5, (4, MONTHS)) * [[1], [1], [1], [seed % 2]]
    amounts[SINGLES, REGION_SERIES] = amounts[SINGLES, DISTRICTS].sum(axis=0)
    amounts[SINGLES, KINDS[0]] = np.floor(dice.random(MONTHS) * (amounts[SINGLES, REGION_SERIES] + 1))
    amounts[SINGLES, KINDS[1]] = amounts[SINGLES, REGION_SERIES] - amounts[SINGLES, KINDS[0]]
    is_shown = np.ones(amounts.shape, dtype=bool)
    is_shown[TOTALS] = [start >= 0 for start in first or [-1] * MONTHS]
    amounts[TOTALS] = totals(amounts[SINGLES], window) * is_shown[TOTALS]
    is_known = is_shown.copy()
    is_shown[:, REST] = False
    months = np.arange(MONTHS)
    starts = months if first is None else np.array(first)
    reach = months - 1 if first is None else np.searchsorted(starts, months, side="right") - 1
    grid = Grid(amounts, is_known, is_shown, (DISTRICTS, KINDS), starts, reach, (months, months, months))
    return Board(
        grid, prices(dice, grid), amounts[SINGLES].copy(), tuple(turns_of(grid, n) for n in range(MONTHS))
    )


def prices(dice: np.random.Generator, grid: Grid) -> Numbers:
    """A third of the figures is withheld and costs nothing; London costs more than all others together."""
    price: Numbers = grid.visible * dice.choice([0.0, 1.0, 1.5, 2.0, 4.0, 0.0], grid.visible.shape)
    price[:, REGION_SERIES] = grid.visible[:, REGION_SERIES] * 500.0
    price[SINGLES, REST] = np.where(grid.amounts[SINGLES, REST] > 0, 3.0, BLOCKED)
    return price


def totals(singles: Numbers, window: str) -> Numbers:
    """The totals of single months; nothing where they are none."""
    first = WINDOWS[window]
    if first is None:
        return np.zeros_like(singles)
    return np.stack([singles[:, max(0, start) : n + 1].sum(axis=1) for n, start in enumerate(first)], axis=1)


def with_totals(singles: Numbers, board: Board, window: str) -> Numbers:
    """By how much all figures move where single ones do."""
    return np.stack([singles, totals(singles, window) * board.grid.is_known[TOTALS]])


def targets(board: Board) -> Iterator[Cell]:
    for layer, series, period in np.argwhere(board.grid.visible & (board.grid.amounts > 0)):
        yield int(layer), int(series), int(period)


def moves_of(step: Step, board: Board) -> Numbers:
    """By how much a step moves each figure that there is."""
    moves = np.zeros_like(board.price)
    for size, place in step.cells():
        moves[place] += size
    return moves * board.grid.is_known


def price_of(moves: Numbers, board: Board) -> float:
    return float(board.price[moves != 0].sum())


def assert_fits(step: Step, board: Board, window: str) -> None:
    """No count falls below zero, and all sums hold: totals of months, boroughs and kinds of London."""
    moves = moves_of(step, board)
    assert (board.grid.amounts[SINGLES] + moves[SINGLES] >= 0).all()
    assert (moves == with_totals(moves[SINGLES], board, window)).all()
    for family in (DISTRICTS, KINDS):
        assert (moves[SINGLES, family].sum(axis=0) == moves[SINGLES, REGION_SERIES]).all()


def zeros(amounts: Numbers, board: Board) -> int:
    return int((amounts == 0)[board.grid.visible].sum())


# All steps of a borough or a kind against others of its own ------------------------------------------------


def leads(board: Board, window: str, target: Cell, way: int) -> Iterator[tuple[int, int | None, Numbers]]:
    """The months in which a figure's series goes one way and back: those, and by how much its single months move.

    A total moves by its last month or by another that is not zero.
    """
    layer, series, period = target
    parts = {period}
    if layer == TOTALS:
        start = max(0, int(board.grid.first[period]))
        parts |= {n for n in range(start, period) if board.grid.amounts[SINGLES, series, n]}
    for month in parts:
        for back in (None, *(n for n in range(MONTHS) if n != month and window != "none")):
            single = np.zeros(MONTHS)
            single[month] += way
            if back is not None:
                single[back] -= way
            if with_totals(np.tile(single, (LINES, 1)), board, window)[target] == way:
                yield month, back, single


def pairs(board: Board, window: str, target: Cell) -> Iterator[float]:
    """What it costs to move a figure by one against another, without more zeros than there are."""
    lead = target[1]
    for way in (UP, DOWN):
        for _, _, single in leads(board, window, target, way):
            for other in family_of(lead):
                singles = np.zeros((LINES, MONTHS))
                singles[lead], singles[other] = single, -single
                moves = with_totals(singles, board, window)
                after = board.grid.amounts + moves
                if (after[SINGLES] >= 0).all() and zeros(after, board) <= zeros(board.grid.amounts, board):
                    yield price_of(moves, board)


def against_all(board: Board, window: str, target: Cell, need: int) -> Iterator[float]:
    """What it costs to raise a figure by all that it needs, against what is withheld and one more at the most."""
    lead = target[1]
    for month, back, single in leads(board, window, target, UP):
        if back is not None and board.left[lead, back] < need:
            continue
        price = {
            line: price_of(alone(line, single, board, window), board) for line in (lead, *family_of(lead))
        }
        left = need - sum(board.left[line, month] for line in family_of(lead) if price[line] == 0)
        if left <= 0:
            yield price[lead]
        for line in family_of(lead):
            if price[line] > 0 and 0 < left <= board.left[line, month]:
                yield price[lead] + price[line]


def family_of(lead: int) -> list[int]:
    return [int(line) for family in (DISTRICTS, KINDS) if lead in family for line in family if line != lead]


def alone(line: int, single: Numbers, board: Board, window: str) -> Numbers:
    singles = np.zeros((LINES, MONTHS))
    singles[line] = single
    return with_totals(singles, board, window)


# All steps with London, and one line of each other family -----------------------------------------------------


def with_region(
    board: Board, window: str, target: Cell, way: int
) -> Iterator[tuple[int | None, list[int], Numbers]]:
    """In which month a figure is lowered again, the lines that move with it, and by how much all figures move."""
    lead = target[1]
    parts = [family for family in (DISTRICTS, KINDS) if lead not in family]
    for _, back, single in leads(board, window, target, way):
        for chosen in product(*parts):
            lines = [*dict.fromkeys([lead, REGION_SERIES]), *map(int, chosen)]
            singles = np.zeros((LINES, MONTHS))
            singles[lines] = single
            yield back, lines, with_totals(singles, board, window)


def among_neighbours(board: Board, target: Cell) -> Board:
    """The same where the neighbours of a figure must not move, and London costs no more than others."""
    price = board.price.copy()
    price[:, family_of(target[1])] = BLOCKED
    price[:, REGION_SERIES] = board.grid.visible[:, REGION_SERIES] * (board.price[:, KINDS[0]] + 0.25)
    return Board(board.grid, price, board.left, board.turns)


# The rules ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("window", "seed"), BOARDS)
def test_a_figure_becomes_another_at_the_least_cost_without_more_zeros(window: str, seed: int) -> None:
    board = board_of(window, seed)
    for target in targets(board):
        step, least = another(board, target), min(pairs(board, window, target), default=BLOCKED)
        assert step is not None
        assert_fits(step, board, window)
        moves = moves_of(step, board)
        assert (abs(moves[target]), step.even) == (1, True)
        assert zeros(board.grid.amounts + moves, board) <= zeros(board.grid.amounts, board)
        assert step.cost == price_of(moves, board) <= least
        assert step.cost == least or least >= DEAR


@pytest.mark.parametrize(("window", "seed"), BOARDS)
@pytest.mark.parametrize("need", [1, 3])
def test_a_figure_is_raised_by_what_it_needs_at_the_least_cost(window: str, seed: int, need: int) -> None:
    board = board_of(window, seed)
    for target in targets(board):
        step, least = (
            raising(board, target, need),
            min(against_all(board, window, target, need), default=BLOCKED),
        )
        assert step is not None
        assert_fits(step, board, window)
        moves = moves_of(step, board)
        assert 1 <= moves[target] <= need
        assert step.cost == price_of(moves, board) + SHORT * (need - moves[target])
        assert step.cost <= least
        assert step.cost == least or least >= DEAR or moves[target] < need


@pytest.mark.parametrize(("window", "seed"), BOARDS)
def test_where_its_neighbours_must_not_move_a_figure_becomes_another_with_region(
    window: str, seed: int
) -> None:
    for target in targets(board_of(window, seed)):
        board = among_neighbours(board_of(window, seed), target)
        zeros_now, costs, without_zeros = zeros(board.grid.amounts, board), [], []
        for way in (UP, DOWN):
            for _, lines, moves in with_region(board, window, target, way):
                after = board.grid.amounts + moves
                if (after[SINGLES] >= 0).all() and zeros(after, board) <= zeros_now:
                    costs.append(price_of(moves, board))
                    if all(
                        zeros_of(after, board, line) <= zeros_of(after - moves, board, line) for line in lines
                    ):
                        without_zeros.append(costs[-1])
        step = another(board, target)
        assert step is not None
        assert_fits(step, board, window)
        moves = moves_of(step, board)
        assert (abs(moves[target]), step.even, len(step.movers)) == (1, True, 3)
        assert zeros(board.grid.amounts + moves, board) <= zeros_now
        assert min(costs) <= step.cost == price_of(moves, board) <= min(without_zeros)


def zeros_of(amounts: Numbers, board: Board, line: int) -> int:
    return int((amounts[:, line] == 0)[board.grid.visible[:, line]].sum())


@pytest.mark.parametrize(("window", "seed"), BOARDS)
@pytest.mark.parametrize("need", [1, 3])
def test_where_its_neighbours_must_not_move_a_figure_is_raised_with_region(
    window: str, seed: int, need: int
) -> None:
    for target in targets(board_of(window, seed)):
        board = among_neighbours(board_of(window, seed), target)
        reaching = [
            price_of(moves, board)
            for back, lines, moves in with_region(board, window, target, UP)
            if back is None or (board.left[lines, back] >= need).all()
        ]
        step = raising(board, target, need)
        assert step is not None
        assert_fits(step, board, window)
        moves = moves_of(step, board)
        assert 1 <= moves[target] <= need
        assert (step.even, len(step.movers)) == (False, 3)
        assert step.cost == price_of(moves, board) + SHORT * (need - moves[target]) <= min(reaching)
        assert step.cost == min(reaching) or moves[target] < need


def test_what_is_withheld_costs_nothing_but_in_no_district_and_where_it_must_not_move() -> None:
    board = board_of("none", 1)
    board.price[SINGLES, :, 0] = [1.0, 50.0, 0.5, 1.0, BLOCKED, 2.0, 0.0]
    before = board.sides(0)
    for line in range(LINES):
        board.withhold((slice(SINGLES, TOTALS), line, slice(0, 1)))
    assert board.price[SINGLES, :, 0].tolist() == [0.0, 50.0, 0.0, 0.0, BLOCKED, 0.0, 0.0]
    assert board.sides(0) is not before and board.sides(0).price[3].tolist() == [0.0]
