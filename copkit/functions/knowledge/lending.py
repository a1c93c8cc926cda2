"""What one community has that another needs.

To carry practice from one community to another is brokering (Wenger 1998, Communities of Practice,
chapter 4).
"""

from __future__ import annotations

import pandas as pd

COLUMNS = ["resource", "from", "to", "need", "about"]


def resources_to_lend(
    resources: pd.DataFrame,
    resource_issues: pd.DataFrame,
    coverage: pd.DataFrame,
    resource_skills: pd.DataFrame,
    skills_wanted: pd.DataFrame,
) -> pd.DataFrame:
    """Resources of a community that help with an issue which another community takes and has nothing on, or
    teach a skill that is wanted there and that nothing of its own teaches.

    ``resources`` has the columns name and community (missing: kept for all, so nobody lends it);
    ``resource_issues`` resource and issue; ``coverage`` issue and community; ``resource_skills`` resource and
    skill; ``skills_wanted`` community and skill. Gives the columns resource, from, to, need (the issue or the
    skill) and about ('issue' or 'skill'); by community that needs, then about, need and resource.

    >>> shelf = pd.DataFrame({"name": ["Damp check"], "community": ["Homes"]})
    >>> helps = pd.DataFrame({"resource": ["Damp check"], "issue": ["damp"]})
    >>> takes = pd.DataFrame({"issue": ["damp", "damp"], "community": ["Homes", "Minds"]})
    >>> none = pd.DataFrame({"resource": [], "skill": []}), pd.DataFrame({"community": [], "skill": []})
    >>> resources_to_lend(shelf, helps, takes, *none).values.tolist()
    [['Damp check', 'Homes', 'Minds', 'damp', 'issue']]
    """
    home = resources.dropna(subset=["community"]).drop_duplicates("name").set_index("name")["community"]
    shared = set(resources.loc[resources["community"].isna(), "name"])
    home = home.astype("object")
    parts = [
        _lent(home, shared, resource_issues, "issue", coverage[["community", "issue"]]),
        _lent(home, shared, resource_skills, "skill", skills_wanted[["community", "skill"]]),
    ]
    found = pd.concat(parts, ignore_index=True)
    return found.sort_values(["to", "about", "need", "resource"], ignore_index=True)


def _lent(
    home: pd.Series, shared: set[str], links: pd.DataFrame, about: str, needs: pd.DataFrame
) -> pd.DataFrame:
    """Of one kind of need: who has something on it, and who needs it and has nothing."""
    links = links[["resource", about]].dropna().astype("object").drop_duplicates()
    kept = links.assign(keeper=home.reindex(links["resource"]).to_numpy())
    has = set(kept.dropna()[["keeper", about]].itertuples(index=False, name=None))
    for_all = set(links.loc[links["resource"].isin(shared), about])
    on = {need: there.values for need, there in kept.dropna(subset=["keeper"]).groupby(about)}
    rows = []
    for community, need in needs.dropna().astype("object").drop_duplicates().itertuples(index=False):
        if (community, need) in has or need in for_all:
            continue
        rows += [(name, keeper, community, need, about) for name, _, keeper in on.get(need, ())]
    return pd.DataFrame(rows, columns=COLUMNS)
