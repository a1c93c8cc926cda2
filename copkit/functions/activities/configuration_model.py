"""How likely each cell of a table of yes and no is a yes, if only how many each row and column has counts.

The bipartite configuration model: of all ways to spread the yeses that keep the totals of rows and columns on
average, the one that assumes nothing else (maximum entropy; Saracco, Di Clemente, Gabrielli and Squartini
2015, Randomizing bipartite networks: the case of the World Trade Web, Scientific Reports 5: 10595). The odds
of a cell are what its row brings times what its column brings. Own code, as the package bicm needs numba, a
compiler; what it and the package backbone of R give serves as the test.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize

NEAR_ENOUGH = 1e-7
"""How far an expected total may lie from the one that was given."""


def cell_chances(there: np.ndarray) -> np.ndarray:
    """The chance of each cell, rows by columns, from 0 to 1; its totals are those of ``there`` on average.

    ``there`` is an array of two dimensions, of True and False or 1 and 0. A cell that is the same in all
    tables with these totals is 0 or 1. Raises ValueError if there are other dimensions or values.

    >>> cell_chances(np.array([[0, 0, 1], [0, 1, 0], [1, 0, 1]])).round(3).tolist()
    [[0.216, 0.216, 0.568], [0.216, 0.216, 0.568], [0.568, 0.568, 0.863]]
    """
    cells = np.asarray(there)
    if cells.ndim != 2 or not np.isin(cells, (0, 1)).all():
        raise ValueError("Chances need a table of yes and no: an array of two dimensions with 0 and 1 alone.")
    by_row, by_column = cells.sum(axis=1).astype(float), cells.sum(axis=0).astype(float)
    down, across = np.argsort(-by_row, kind="stable"), np.argsort(-by_column, kind="stable")
    chances = np.zeros(cells.shape)
    chances[np.ix_(down, across)] = _of_sorted(by_row[down], by_column[across])
    return chances


def _of_sorted(by_row: np.ndarray, by_column: np.ndarray) -> np.ndarray:
    """The chances for totals from the largest on; where these leave no choice, the table falls into parts."""
    rows, columns = len(by_row), len(by_column)
    if not rows or not columns:
        return np.zeros((rows, columns))
    fixed = _no_choice(by_row, by_column)
    if fixed is None:
        return _with_choice(by_row, by_column)
    top, left = fixed
    chances = np.zeros((rows, columns))
    chances[:top, :left] = 1.0
    chances[:top, left:] = _of_sorted(by_row[:top] - left, by_column[left:])
    chances[top:, :left] = _of_sorted(by_row[top:], by_column[:left] - top)
    return chances


def _no_choice(by_row: np.ndarray, by_column: np.ndarray) -> tuple[int, int] | None:
    """The first rows and columns that must be all yes with each other, while the last have no yes at all.

    So it is where the condition of Gale and Ryser holds with equality (Ryser 1957, Combinatorial properties
    of matrices of zeros and ones, Canadian Journal of Mathematics 9: 371-377): the first rows have just as
    many yeses as they can have.
    """
    rows, columns = len(by_row), len(by_column)
    tops, lefts = np.arange(rows + 1)[:, None], np.arange(columns + 1)[None, :]
    given = np.concatenate([[0.0], np.cumsum(by_row)])[:, None]
    rest = by_column.sum() - np.concatenate([[0.0], np.cumsum(by_column)])[None, :]
    says_something = tops * lefts + (rows - tops) * (columns - lefts) > 0
    found = np.argwhere((tops * lefts + rest == given) & says_something)
    return (int(found[0, 0]), int(found[0, 1])) if len(found) else None


def _with_choice(by_row: np.ndarray, by_column: np.ndarray) -> np.ndarray:
    """The likeliest log odds of rows and columns: those with the same total have the same.

    What all rows have more and all columns less changes no chance. So that there is one answer and not a
    line of them, which some versions of the solver never leave, the two shall sum to the same.
    """
    row_totals, of_row, like_row = np.unique(by_row, return_inverse=True, return_counts=True)
    column_totals, of_column, like_column = np.unique(by_column, return_inverse=True, return_counts=True)
    kinds, weights = len(row_totals), like_row[:, None] * like_column[None, :]

    def chances(odds: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-(odds[:kinds, None] + odds[None, kinds:])))

    side = np.concatenate([np.ones(kinds), -np.ones(len(column_totals))])

    def unlikeliness(odds: np.ndarray) -> float:
        both = odds[:kinds, None] + odds[None, kinds:]
        told = (like_row * row_totals) @ odds[:kinds] + (like_column * column_totals) @ odds[kinds:]
        return float((weights * np.logaddexp(0, both)).sum() - told + (side @ odds) ** 2 / 2)

    def off(odds: np.ndarray) -> np.ndarray:
        expected = weights * chances(odds)
        rows, columns = like_row * row_totals, like_column * column_totals
        return np.concatenate([expected.sum(axis=1) - rows, expected.sum(axis=0) - columns])

    def slope(odds: np.ndarray) -> np.ndarray:
        return off(odds) + side * (side @ odds)

    def bend(odds: np.ndarray) -> np.ndarray:
        spread = weights * chances(odds) * (1 - chances(odds))
        given = np.block([[np.diag(spread.sum(axis=1)), spread], [spread.T, np.diag(spread.sum(axis=0))]])
        return given + np.outer(side, side)

    start = np.concatenate([_log_odds(row_totals, len(by_column)), _log_odds(column_totals, len(by_row))]) / 2
    found = minimize(unlikeliness, start, method="trust-exact", jac=slope, hess=bend, options={"gtol": 1e-10})
    odds = found.x - np.linalg.solve(bend(found.x), slope(found.x))  # a last step, past rounding errors
    if np.abs(off(odds)).max() > NEAR_ENOUGH:
        raise ArithmeticError("No chances were found that keep the totals of rows and columns.")
    return chances(odds)[np.ix_(of_row, of_column)]


def _log_odds(totals: np.ndarray, of: int) -> np.ndarray:
    share = (totals + 0.5) / (of + 1)
    return np.log(share / (1 - share))
