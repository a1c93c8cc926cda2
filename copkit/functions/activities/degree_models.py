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

import numpy as np
import pandas as pd
from scipy.stats import hypergeom

from copkit.functions.activities.configuration_model import cell_chances
from copkit.functions.small_samples.rank_tests import holm

LEVEL = 0.05
"""A p below this, after Holm's correction, is more than chance."""

COLUMNS = {
    **dict.fromkeys(("shared", "one_has", "other_has"), "int64"),
    **dict.fromkeys(("expected_fixed_row", "p_fixed_row", "expected", "p", "least_p"), "float64"),
}
"""What is told of a pair, with its type."""

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
    chances, has, things = cell_chances(cells), cells.sum(axis=1), cells.shape[1]
    parts = []
    for one in range(len(cells) - 1):
        others = slice(one + 1, None)
        shared = cells[others] @ cells[one]
        both = chances[others] * chances[one]
        blindly = hypergeom.sf(shared - 1, things, has[one], has[others])
        as_many = _as_many(both)
        row = np.arange(len(both))
        parts.append(
            pd.DataFrame(
                {
                    "one": [there.index[one]] * len(both),
                    "other": there.index[others],
                    "shared": shared,
                    "one_has": has[one],
                    "other_has": has[others],
                    "expected_fixed_row": has[one] * has[others] / max(things, 1),
                    "p_fixed_row": np.where(shared > 0, blindly, 1.0),
                    "expected": both.sum(axis=1),
                    "p": as_many[row, shared],
                    "least_p": as_many[row, np.minimum(has[one], has[others])],
                }
            )
        )
    none = pd.DataFrame(columns=["one", "other", *COLUMNS]).astype(COLUMNS)
    return pd.concat(parts, ignore_index=True) if parts else none


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


def _as_many(chances: np.ndarray) -> np.ndarray:
    """For each row, the chance of 0 yeses or more, of 1 or more, and so on; each yes has its own chance.

    By convolution, one thing after the other, for all rows at once; scipy.stats.poisson_binom does the same
    for one row at a time.
    """
    exactly = np.zeros((len(chances), chances.shape[1] + 1))
    exactly[:, 0] = 1.0
    for chance in chances.T[:, :, None]:
        exactly[:, 1:] = exactly[:, 1:] * (1 - chance) + exactly[:, :-1] * chance
        exactly[:, :1] *= 1 - chance
    as_many = np.minimum(exactly[:, ::-1].cumsum(axis=1)[:, ::-1], 1.0)
    as_many[:, 0] = 1.0
    return as_many
