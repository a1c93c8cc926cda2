"""Which cells of a table of people are hidden: the small ones, and those that would give them away.

Primary and secondary suppression, as in Willenborg and de Waal 2001, Elements of Statistical Disclosure
Control, chapter 6. Our own, as the tables are small and the packages for it (tau-argus, sdcTable) are not for
Python; the fewest further cells are not looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from copkit.place.exposed_cells import Way, exposed_cells

IsSmall = Callable[[float], bool]
Cell = tuple[int, int]


def suppressed(
    counts: pd.DataFrame, is_small: IsSmall, crossed: bool, parts_of: Mapping[str, str]
) -> pd.DataFrame:
    """True for each cell that is hidden: see `Audience.hidden_cells`."""
    numbers = counts.fillna(0)
    hidden = numbers.map(lambda count: bool(is_small(count)))
    for part, whole in parts_of.items():
        rest = numbers[whole] - numbers[part]
        hidden[part] |= hidden[whole] | rest.map(is_small).astype(bool)
    crosses = crossed and counts.shape[1] > 1
    while True:
        more = (
            _beside_a_lone_one(numbers, hidden, crosses)
            or (_where_lines_cross(numbers, hidden, is_small) if crosses else None)
            or _where_parts_tell(numbers, hidden, is_small, parts_of)
        )
        if more is None:
            return hidden
        hidden.iloc[more] = True


def _beside_a_lone_one(numbers: pd.DataFrame, hidden: pd.DataFrame, crosses: bool) -> Cell | None:
    """A cell of a line in which exactly one is hidden; none if there is no such line."""
    covered = hidden.to_numpy()
    lines: list[tuple[slice | int, slice | int]] = [
        (slice(None), column) for column in range(covered.shape[1])
    ]
    lines += [(row, slice(None)) for row in range(covered.shape[0])] if crosses else []
    for line in lines:
        free = np.zeros(covered.shape, dtype=bool)
        free[line] = ~covered[line]
        if covered[line].sum() == 1 and free.any():
            return _smallest(numbers, free)
    return None


def _where_lines_cross(numbers: pd.DataFrame, hidden: pd.DataFrame, is_small: IsSmall) -> Cell | None:
    """A further cell where a small one follows from the totals of rows and columns together: of its row and
    column if there is one above 0, else of the table."""
    cells = [(int(row), int(column)) for row, column in np.argwhere(hidden.to_numpy())]
    ways: list[Way] = [(("row", row), ("column", column), numbers.iat[row, column]) for row, column in cells]
    free = ~hidden.to_numpy()
    for place in exposed_cells(ways):
        if is_small(ways[place][2]) and free.any():
            near = np.zeros(free.shape, dtype=bool)
            near[cells[place][0], :] = near[:, cells[place][1]] = True
            above = free & (numbers.to_numpy() > 0)
            return _smallest(numbers, near & above if (near & above).any() else free)
    return None


def _where_parts_tell(
    numbers: pd.DataFrame, hidden: pd.DataFrame, is_small: IsSmall, parts_of: Mapping[str, str]
) -> Cell | None:
    """A further cell where a small part, a small rest or a small whole follows from the totals of parts,
    of rests and of wholes together."""
    for part, whole in parts_of.items():
        ways: list[Way] = []
        for row in range(len(numbers)):
            of_part, of_whole = numbers[part].iat[row], numbers[whole].iat[row]
            part_hidden, whole_hidden = hidden[part].iat[row], hidden[whole].iat[row]
            ways += [(row, "parts", of_part)] if part_hidden else []
            ways += [(row, "rests", of_whole - of_part)] if part_hidden or whole_hidden else []
            ways += [("wholes", row, of_whole)] if whole_hidden else []
        if not any(is_small(ways[place][2]) for place in exposed_cells(ways)):
            continue
        both = numbers[[part, whole]].assign(rest=numbers[whole] - numbers[part])
        shared = (both > 0).all(axis=1) & ~hidden[part]
        for column, rows in ((part, shared), (whole, ~hidden[whole]), (part, ~hidden[part])):
            if rows.any():
                free = np.zeros(numbers.shape, dtype=bool)
                free[:, numbers.columns.get_loc(column)] = rows
                return _smallest(numbers, free)
    return None


def _smallest(numbers: pd.DataFrame, free: np.ndarray) -> Cell:
    """The smallest free cell above 0, else a 0."""
    above = free & (numbers.to_numpy() > 0)
    among = above if above.any() else free
    place = np.where(among, numbers.to_numpy(dtype=float), np.inf).argmin()
    row, column = np.unravel_index(place, among.shape)
    return int(row), int(column)
