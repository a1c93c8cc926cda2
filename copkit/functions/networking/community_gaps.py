"""Which two communities have few ties between them, beside what the network would give by chance, and what
they have in common.

Written here, as it is the question of this workbook; the counts are those of a density table (Wasserman and
Faust 1994, Social Network Analysis, chapter 10): the ties between two groups over all that there could be,
set beside the density of the whole network (the α criterion of Arabie, Boorman and Levitt 1978, Constructing
blockmodels: how and why, Journal of Mathematical Psychology 17: 21-63).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd

from copkit.functions.networking.mixing import ties_between
from copkit.functions.networking.simple_graph import undirected

COLUMNS = ["community", "other", "tied", "possible", "expected", "shortfall", "issues", "skills"]


def community_pairs(
    graph: nx.Graph,
    groups: Mapping[str, tuple[str, ...]],
    issues: pd.DataFrame | None = None,
    wants: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Every two communities: their tied pairs, how many there would be by chance, what they have in common.

    ``groups`` gives the communities of each member; ``issues`` has the columns community and issue, and
    ``wants`` the columns learner, teacher, skill. Gives a row for each two communities: community and other
    (in the order of the alphabet); tied (pairs of one member of each who are tied); possible (pairs of one
    member of each; two who share any community count in neither); expected (possible times the density of
    the whole network, without direction); shortfall (expected less tied); issues (a tuple: those that both
    have); skills (a tuple: those that somebody of the one wants and somebody of the other can teach). The
    largest shortfall stands first, then the alphabet decides.

    >>> ties = nx.Graph([("ann", "bob"), ("cy", "di")])
    >>> groups = {"ann": ("homes",), "bob": ("homes",), "cy": ("streets",), "di": ("streets",)}
    >>> found = community_pairs(ties, groups).iloc[0]
    >>> int(found["tied"]), int(found["possible"]), round(float(found["expected"]), 2)
    (0, 4, 1.33)
    """
    known = undirected(graph)
    inside = {name: tuple(sorted(set(groups[name]))) for name in sorted(known) if groups.get(name)}
    tied = ties_between(known, inside)
    names = list(tied.index)
    possible = _possible(inside, names)
    density = nx.density(known)
    held = _held(issues)
    taught = _taught(wants, inside)
    rows = []
    for one, other in combinations(range(len(names)), 2):
        both = names[one], names[other]
        expected = float(possible[one, other] * density)
        count = int(tied.iloc[one, other])
        common = tuple(sorted(held.get(both[0], set()) & held.get(both[1], set())))
        rows.append(
            (
                *both,
                count,
                int(possible[one, other]),
                expected,
                expected - count,
                common,
                taught.get(both, ()),
            )
        )
    frame = pd.DataFrame(rows, columns=COLUMNS)
    order = ["shortfall", "community", "other"]
    return frame.sort_values(order, ascending=[False, True, True], kind="stable", ignore_index=True)


def _possible(inside: Mapping[str, tuple[str, ...]], names: list[str]) -> np.ndarray:
    """Communities by communities: the pairs of one member of each who share no community."""
    alike = Counter(inside.values())  # members of the same communities
    belongs = np.array([[name in own for name in names] for own in alike], dtype=np.float64)
    if not belongs.size:
        return np.zeros((len(names), len(names)))
    apart = (belongs @ belongs.T == 0).astype(np.float64)
    people = belongs * np.array(list(alike.values()))[:, None]
    return people.T @ apart @ people


def _held(issues: pd.DataFrame | None) -> dict[str, set[str]]:
    if issues is None:
        return {}
    rows = issues.dropna(subset=["community", "issue"])
    return {str(name): set(own.astype(str)) for name, own in rows.groupby("community")["issue"]}


def _taught(
    wants: pd.DataFrame | None, inside: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """For each two communities the skills that one wants and the other can teach, either way."""
    found: dict[tuple[str, str], set[str]] = {}
    rows = () if wants is None else wants[["learner", "teacher", "skill"]].itertuples(index=False, name=None)
    for learner, teacher, skill in rows:
        for ours in inside.get(learner, ()):
            for theirs in inside.get(teacher, ()):
                if ours != theirs:
                    found.setdefault((min(ours, theirs), max(ours, theirs)), set()).add(str(skill))
    return {both: tuple(sorted(skills)) for both, skills in found.items()}
