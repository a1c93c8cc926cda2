"""Who has a stake in a change: the grid of power and interest, and who is still to be won.

Mendelow set the power of a stakeholder against the dynamism of its setting (Mendelow 1981, Environmental
scanning: the impact of the stakeholder concept, Proceedings of the Second International Conference on
Information Systems, paper 20). The grid of power and interest with these four names is Johnson and
Scholes's adaptation of it (1993, Exploring Corporate Strategy, 3rd edition), though often called
Mendelow's. A grid is a judgement of those in the room and goes out of date: it is made again.

A frame of stakeholders has the columns name, power, interest (1 to 5, NA if nobody judged) and stance.
"""

from __future__ import annotations

import pandas as pd

from copkit.place.schema.enablement import STANCES

HIGH = 4
"""From this on, of 5, power or interest is high. The middle of the scale, 3, counts as low."""

QUADRANTS = ("key player", "keep satisfied", "keep informed", "minimal effort")
"""High power and interest; high power only; high interest only; neither."""


class WrongStakeholder(ValueError):
    """A stakeholder whose power, interest or stance is not one of those allowed."""


def stakeholder_grid(stakeholders: pd.DataFrame, high: int = HIGH) -> pd.DataFrame:
    """The quadrant of each stakeholder.

    Gives the rows of ``stakeholders`` with the columns quadrant (one of `QUADRANTS`; NA where power or
    interest is) and on_the_line (power or interest is one below ``high``, so that a little more would
    move it: talk about it again); by quadrant, then most power, most interest and name. Raises
    `WrongStakeholder` for a judgement that is not 1 to 5, or an unknown stance.

    >>> both = pd.DataFrame({"name": ["Chief executive", "Residents"], "power": [5, 2],
    ...     "interest": [4, 5], "stance": ["undecided", "supports"]})
    >>> stakeholder_grid(both)["quadrant"].tolist()
    ['key player', 'keep informed']
    """
    stakeholders = stakeholders.reset_index(drop=True)
    found = stakeholders.copy()
    power, interest = (_judged(stakeholders, name) for name in ("power", "interest"))
    _check_stances(stakeholders)
    strong, keen = power >= high, interest >= high
    number = (~strong).astype("int64") * 2 + (~keen).astype("int64")
    placed = power.notna() & interest.notna()
    found["quadrant"] = number.map(dict(enumerate(QUADRANTS))).astype("object").where(placed, None)
    found["on_the_line"] = placed & ((power == high - 1) | (interest == high - 1))
    keys = pd.DataFrame(
        {
            "turn": number.where(placed, len(QUADRANTS)),
            "power": -power,
            "interest": -interest,
            "name": stakeholders["name"].astype("str"),
        }
    )
    return found.loc[keys.sort_values(list(keys.columns), kind="stable").index].reset_index(drop=True)


def to_win(grid: pd.DataFrame) -> pd.DataFrame:
    """The key players who do not support the change, whom it most needs.

    ``grid`` is what `stakeholder_grid` gives. The undecided first, as they are the nearest, then those
    whose stance nobody knows, then those against; then most power, most interest, and name.

    >>> grid = pd.DataFrame({"name": ["A", "B"], "power": [5, 4], "interest": [5, 4],
    ...     "stance": ["against", "undecided"], "quadrant": ["key player", "key player"]})
    >>> to_win(grid)["name"].tolist()
    ['B', 'A']
    """
    key = (grid["quadrant"] == QUADRANTS[0]).fillna(False)
    chosen = grid[key & (grid["stance"].astype("object") != "supports")].reset_index(drop=True)
    turns = {"undecided": 0, "against": 2}
    keys = pd.DataFrame(
        {
            "turn": chosen["stance"].astype("object").map(lambda each: turns.get(each, 1)).astype("int64"),
            "power": -chosen["power"].astype("float64"),
            "interest": -chosen["interest"].astype("float64"),
            "name": chosen["name"].astype("str"),
        }
    )
    return chosen.loc[keys.sort_values(list(keys.columns), kind="stable").index].reset_index(drop=True)


def by_quadrant(grid: pd.DataFrame) -> pd.DataFrame:
    """How many stakeholders of each quadrant take which stance.

    Gives a row for each of `QUADRANTS`, in their order, with the columns quadrant, one for each of
    `STANCES`, unknown (no stance written) and all. Those not placed are left out.

    >>> grid = pd.DataFrame({"quadrant": ["key player"] * 2, "stance": ["against", None]})
    >>> by_quadrant(grid).head(1)[["against", "unknown", "all"]].to_numpy().tolist()
    [[1, 1, 2]]
    """
    found = pd.DataFrame({"quadrant": QUADRANTS})
    stance = grid["stance"].astype("object").where(grid["stance"].notna(), "unknown")
    for each in (*STANCES, "unknown"):
        counted = grid.loc[stance == each, "quadrant"].value_counts()
        found[each] = counted.reindex(QUADRANTS, fill_value=0).to_numpy(dtype="int64")
    return found.assign(all=found[[*STANCES, "unknown"]].sum(axis=1))


def _judged(stakeholders: pd.DataFrame, column: str) -> pd.Series:
    values = stakeholders[column].astype("Float64").astype("float64")
    wrong = stakeholders.loc[values.notna() & ~values.isin(range(1, 6)), "name"]
    if len(wrong):
        raise WrongStakeholder(f"The {column} of '{min(wrong)}' must be a whole number from 1 to 5.")
    return values


def _check_stances(stakeholders: pd.DataFrame) -> None:
    stance = stakeholders["stance"]
    wrong = stakeholders.loc[stance.notna() & ~stance.isin(STANCES), "name"]
    if len(wrong):
        raise WrongStakeholder(f"The stance of '{min(wrong)}' must be one of: {', '.join(STANCES)}.")
