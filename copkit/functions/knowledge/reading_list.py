"""A reading list for a newcomer to a community: few resources that reach most of what it works on.

To choose the few that cover most is maximum coverage; taking each time the one that adds most is at least
63% as good as the best choice there is (Nemhauser, Wolsey and Fisher 1978, An analysis of approximations for
maximizing submodular set functions, Mathematical Programming 14: 265-294). What an issue weighs is told by
the caller (votes, say). Of resources that add as much, the one that more people put to use comes first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

MOST = 7
"""A list of more than seven is not read."""


def reading_list(
    resource_issues: pd.DataFrame,
    resources: Collection[str],
    weights: Mapping[str, float],
    put_to_use: Mapping[str, int] | None = None,
    most: int = MOST,
) -> pd.DataFrame:
    """The resources to begin with, in order, and which issues each adds.

    ``resource_issues`` has the columns resource and issue; of it only ``resources`` and the issues in
    ``weights`` (above 0) count. Gives the columns resource, adds (a tuple of issues, the weightiest first)
    and covered (the share of all weight covered so far, 0 to 1). When nothing adds an issue, the list ends.
    Independent of the order of rows. Raises ValueError for ``most`` below 1.

    >>> pairs = pd.DataFrame({"resource": ["A", "A", "B"], "issue": ["damp", "heat", "damp"]})
    >>> reading_list(pairs, ["A", "B"], {"damp": 3, "heat": 1, "falls": 4}).values.tolist()
    [['A', ('damp', 'heat'), 0.5]]
    """
    if most < 1:
        raise ValueError(f"A reading list has at least 1 resource, not {most}.")
    weighed = {issue: float(weight) for issue, weight in weights.items() if weight > 0}
    used = put_to_use or {}
    about: dict[str, set[str]] = {}
    for resource, issue in resource_issues[["resource", "issue"]].dropna().itertuples(index=False):
        if resource in resources and issue in weighed:
            about.setdefault(str(resource), set()).add(str(issue))
    total, covered = sum(weighed.values()), set[str]()
    rows: list[tuple[str, tuple[str, ...], float]] = []

    def worth(name: str) -> tuple[float, int, str]:
        return -sum(weighed[issue] for issue in about[name] - covered), -used.get(name, 0), name

    while about and len(rows) < most:
        first = min(about, key=worth)
        adds = sorted(about.pop(first) - covered, key=lambda issue: (-weighed[issue], issue))
        if not adds:
            break
        covered |= set(adds)
        rows.append((first, tuple(adds), sum(weighed[issue] for issue in covered) / total))
    return pd.DataFrame(rows, columns=["resource", "adds", "covered"])
