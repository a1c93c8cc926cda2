"""Whether two have more in common than chance would give them, where some have much and some have little.

Whoever has many things shares some of them with everybody, and what nearly all have is shared by all. Two
models of chance allow for it:

- The fixed row model: each keeps how many it has, and takes them blindly. What two share then follows the
  hypergeometric distribution (Tumminello, Micciche, Lillo, Piilo and Mantegna 2011, Statistically validated
  networks in bipartite complex systems, PLoS ONE 6: e17994; Neal 2013, Social Network Analysis and Mining 3:
  915-924). It does not see that some things are common.
- The stochastic degree sequence model: how many each has, and how common each thing is, are kept on average
  (Neal 2014, The backbone of bipartite projections, Social Networks 39: 84-97). With the chances of
  `cell_chances`, what two share is a sum of yeses of unlike chances: the Poisson-binomial distribution. Neal,
  Domagalski and Sagan 2021 (Comparing alternatives to the fixed degree sequence model for extracting the
  backbone of bipartite projections, Scientific Reports 11: 23929) advise it; the verdict goes by it.

Both tails are exact. Both take it that things are had one by one: where they come in bundles, a p is too
small, and more than a guide it is not.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from scipy.stats import hypergeom, poisson_binom

from copkit.functions.activities.configuration_model import cell_chances
from copkit.functions.small_samples.rank_tests import holm

LEVEL = 0.05
"""A p below this, after Holm's correction, is more than chance."""

COLUMNS = ("one", "other", "shared", "one_has", "other_has")
MORE, NOT_MORE, TOO_FEW = "more than chance", "not more than chance", "too few to test"


def shared_by_chance(there: pd.DataFrame) -> pd.DataFrame:
    """For each two rows: how much they share, and how likely so much or more would be by chance.

    ``there`` has a row for each of those compared and a column for each thing that one may have, with True
    and False or 1 and 0; a column that nobody has does not count. Gives the columns one, other (in the order
    of the rows), shared (how many things both have), one_has, other_has; expected_fixed_row and p_fixed_row,
    expected and p: what chance gives on average, and the chance (0 to 1) of as much as there is or more, by
    the fixed row model and by the stochastic degree sequence model; and least_p: the p if the one with fewer
    shared them all.

    >>> there = pd.DataFrame([[1, 0, 1, 1], [0, 1, 0, 0], [1, 0, 0, 1]], index=["a", "b", "c"])
    >>> shared_by_chance(there)[["one", "other", "shared", "p_fixed_row", "p"]].round(3).values.tolist()
    [['a', 'b', 0, 1.0, 1.0], ['a', 'c', 2, 0.5, 0.555], ['b', 'c', 0, 1.0, 1.0]]
    """
    cells = there.to_numpy().astype(np.int64)
    cells = cells[:, cells.any(axis=0)]
    chances = cell_chances(cells)
    has = cells.sum(axis=1)
    things, found = cells.shape[1], []
    for one, other in combinations(range(len(cells)), 2):
        shared = int((cells[one] & cells[other]).sum())
        both = chances[one] * chances[other]
        blindly = has[one] * has[other] / things if things else 0.0
        found.append(
            (
                *(there.index[one], there.index[other], shared, int(has[one]), int(has[other])),
                *(blindly, float(hypergeom.sf(shared - 1, things, has[one], has[other])) if shared else 1.0),
                *(float(both.sum()), _as_many(both, shared)),
                _as_many(both, int(min(has[one], has[other]))),
            )
        )
    by_chance = ["expected_fixed_row", "p_fixed_row", "expected", "p", "least_p"]
    dtypes = {**dict.fromkeys(COLUMNS[2:], "int64"), **dict.fromkeys(by_chance, "float64")}
    return pd.DataFrame(found, columns=[*COLUMNS, *by_chance]).astype(dtypes)


def more_than_chance(pairs: pd.DataFrame, level: float = LEVEL) -> pd.DataFrame:
    """The pairs of `shared_by_chance` with two more columns: p_holm and verdict.

    Where the pair would not pass ``level`` even if the one with fewer shared them all, verdict is 'too few to
    test' and p_holm is empty: no answer could have come out. The others are the tests that were made: their p
    is corrected for how many these are (Holm 1979; leaving out what cannot pass is Tarone 1990, A modified
    Bonferroni method for discrete data, Biometrics 46: 515-522), and verdict is 'more than chance' where
    p_holm is ``level`` or less, else 'not more than chance'.

    >>> there = pd.DataFrame([[1, 0, 1, 1], [0, 1, 0, 0], [1, 0, 0, 1]], index=["a", "b", "c"])
    >>> more_than_chance(shared_by_chance(there))["verdict"].unique().tolist()
    ['too few to test']
    """
    tested = pairs["least_p"] <= level
    p_holm = holm(pairs["p"].where(tested))
    verdict = np.where(~tested, TOO_FEW, np.where(p_holm <= level, MORE, NOT_MORE))
    return pairs.assign(p_holm=p_holm, verdict=verdict)


def _as_many(chances: np.ndarray, least: int) -> float:
    """The chance of ``least`` yeses or more, each of its own chance."""
    if least <= 0:
        return 1.0
    open_to_chance = chances[(chances > 0) & (chances < 1)]
    least -= int((chances == 1).sum())
    if least <= 0:
        return 1.0
    if least > len(open_to_chance):
        return 0.0
    return float(np.clip(poisson_binom.sf(least - 1, open_to_chance), 0, 1))
