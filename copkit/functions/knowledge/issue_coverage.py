"""Which issues have resources that help, and which have none: a knowledge map with its gaps."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def resources_by_issue(
    issues: Sequence[str], resource_issues: pd.DataFrame, resources: Sequence[str]
) -> pd.Series:
    """How many of the resources help with each issue: whole numbers by issue, 0 for a gap.

    ``resource_issues`` has the columns resource and issue; a pair counts once. A knowledge map with its
    gaps (Ermine, Boughzala and Tounkara 2006, Critical knowledge map as a decision tool).

    >>> pairs = pd.DataFrame({"resource": ["Damp check"], "issue": ["damp"]})
    >>> resources_by_issue(["damp", "falls"], pairs, ["Damp check"]).to_dict()
    {'damp': 1, 'falls': 0}
    """
    links = resource_issues[resource_issues["resource"].isin(list(resources))].drop_duplicates(
        ["resource", "issue"]
    )
    counted = links["issue"].astype("object").value_counts()
    return counted.reindex(list(issues), fill_value=0).astype("int64")
