"""Initiatives that overlap in what they work on, and have nobody and nothing in common as far as is recorded.

That nothing is recorded does not show that they do not know of each other: it is what to ask them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd

from copkit.functions.activities.degree_models import LEVEL, more_than_chance, shared_by_chance
from copkit.functions.activities.initiative_ties import (
    SETTING,
    TIES,
    WORK,
    incidence,
    names_by_initiative,
)

SAME_ISSUE, LINKED, SAME_SKILLS, LINKED_TO_SAME = (
    "same issue",
    "linked issues",
    "same skills",
    "issues linked to the same issue",
)
BASES = (SAME_ISSUE, LINKED, SAME_SKILLS, LINKED_TO_SAME)
"""Why two initiatives overlap, the nearest first."""

COLUMNS = (
    *("one", "other", "basis", "shared", "issues", "skills"),
    *("expected", "p", "p_fixed_row", "p_holm", "verdict"),
    *("same_community", "same_organisation", "members", "events", "resources", "connected"),
)


def overlapping_pairs(ties: pd.DataFrame, initiatives: pd.Series, level: float = LEVEL) -> pd.DataFrame:
    """Each two initiatives that overlap: in what, whether in more than chance gives, what ties them.

    ``ties`` is of `initiative_ties`, ``initiatives`` holds the names of those compared. Gives the columns

    - one, other; basis (the first of `BASES` that holds);
    - shared (how many issues and skills both have to do with), issues and skills (tuples of their names);
      expected, p and p_fixed_row of `shared_by_chance`; p_holm and verdict of `more_than_chance`, with
      ``level``. Two that work on the same issue share all that comes with it: their verdict is 'same issue',
      nothing is tested, and expected and the three p are empty. All other pairs count for Holm's correction,
      those without an overlap too;
    - same_community and same_organisation (True or False);
    - members, events and resources: tuples of what both have, and connected: whether there is any.

    An issue brings its skills and the issues linked to it all at once, so that a small p says that two
    issues lie near each other; that two initiatives chose the same it does not prove. The order: basis, then
    more shared, then that of ``initiatives``.

    >>> ties = pd.DataFrame([("a", "issue", "Damp"), ("b", "issue", "Damp"), ("a", "member", "Ann")],
    ...     columns=["initiative", "kind", "name"])
    >>> found = overlapping_pairs(ties, pd.Series(["a", "b"])).iloc[0]
    >>> found["basis"], bool(found["connected"])
    ('same issue', False)
    """
    pairs = shared_by_chance(incidence(ties, initiatives, WORK))
    own, linked = names_by_initiative(ties, "issue"), names_by_initiative(ties, "linked issue")
    near = {name: own.get(name, set()) | linked.get(name, set()) for name in initiatives}
    issue, around = _Pairwise(pairs, own, own), _Pairwise(pairs, near, near)
    across = _Pairwise(pairs, own, near).any_in_common() | _Pairwise(pairs, near, own).any_in_common()
    needs = names_by_initiative(ties, "skill")
    skill = _Pairwise(pairs, needs, needs)
    same = issue.any_in_common()
    tested = more_than_chance(pairs[~same], level).reindex(pairs.index)
    pairs.loc[same, ["expected", "p", "p_fixed_row"]] = np.nan
    pairs = pairs.assign(
        basis=np.select([same, across, skill.any_in_common()], BASES[:3], LINKED_TO_SAME),
        issues=around.in_common(),
        skills=skill.in_common(),
        p_holm=tested["p_holm"],
        verdict=tested["verdict"].astype("object").where(~same, SAME_ISSUE),
    )
    for kind in SETTING:
        names = names_by_initiative(ties, kind)
        pairs[f"same_{kind}"] = _Pairwise(pairs, names, names).any_in_common()
    connected = np.zeros(len(pairs), dtype=bool)
    for kind in TIES:
        names = names_by_initiative(ties, kind)
        bond = _Pairwise(pairs, names, names)
        pairs[f"{kind}s"] = bond.in_common()
        connected |= bond.any_in_common()
    found = pairs.assign(connected=connected)[pairs["shared"] > 0]
    found = found.assign(place=found["basis"].map(BASES.index))
    found = found.sort_values(["place", "shared"], ascending=[True, False], kind="stable", ignore_index=True)
    return found[list(COLUMNS)]


def unconnected(pairs: pd.DataFrame) -> pd.DataFrame:
    """Those of `overlapping_pairs` that have no member, event or resource in common, in the same order.

    >>> pairs = pd.DataFrame({"one": ["a", "a"], "other": ["b", "c"], "connected": [True, False]})
    >>> unconnected(pairs)["other"].tolist()
    ['c']
    """
    return pairs[~pairs["connected"].astype(bool)].reset_index(drop=True)


_Names = Mapping[Hashable, set[str]]


class _Pairwise:
    """What is both among the names of the one and among those of the other, for each pair."""

    def __init__(self, pairs: pd.DataFrame, of_one: _Names, of_other: _Names) -> None:
        ends = zip(pairs["one"], pairs["other"], strict=True)
        self._both = [sorted(of_one.get(one, set()) & of_other.get(other, set())) for one, other in ends]
        self._index = pairs.index

    def in_common(self) -> pd.Series:
        return pd.Series([tuple(names) for names in self._both], index=self._index, dtype="object")

    def any_in_common(self) -> np.ndarray:
        return np.array([bool(names) for names in self._both], dtype=bool)
