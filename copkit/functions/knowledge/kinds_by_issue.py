"""Which kinds of resource there are for each issue: a knowledge map by kind, with its empty cells."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def kinds_by_issue(
    issues: Sequence[str], resource_issues: pd.DataFrame, resources: pd.DataFrame, kinds: Sequence[str]
) -> pd.DataFrame:
    """How many resources of each kind help with each issue.

    ``resource_issues`` has the columns resource and issue (a pair counts once), ``resources`` name and kind.
    Gives a frame of whole numbers: a row for each issue, in the order given, a column for each of ``kinds``.
    Ermine, Boughzala and Tounkara 2006, Critical knowledge map as a decision tool.

    >>> shelf = pd.DataFrame({"name": ["Damp check"], "kind": ["guide"]})
    >>> pairs = pd.DataFrame({"resource": ["Damp check"], "issue": ["damp"]})
    >>> kinds_by_issue(["damp", "falls"], pairs, shelf, ["guide", "case"]).to_dict("index")
    {'damp': {'guide': 1, 'case': 0}, 'falls': {'guide': 0, 'case': 0}}
    """
    links = resource_issues[["resource", "issue"]].astype("object").drop_duplicates()
    kind = resources.drop_duplicates("name").set_index("name")["kind"].astype("object")
    links = links.assign(kind=kind.reindex(links["resource"]).to_numpy()).dropna()
    counted = links.groupby(["issue", "kind"]).size().unstack(fill_value=0)
    return counted.reindex(index=list(issues), columns=list(kinds), fill_value=0).astype("int64")
