"""What issues need against what members have: a training needs analysis, issue by issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from copkit.functions.development.skills import latest_levels

ALONE = 3
"""From this level on somebody can do it alone."""

COLUMNS = ("issue", "skill", "needed", "able", "learners", "missing")


def needs_and_holders(
    needs: pd.DataFrame,
    member_skills: pd.DataFrame,
    members_on: Mapping[str, Iterable[str]],
    alone: int = ALONE,
) -> pd.DataFrame:
    """For each issue and skill that it needs: how many are needed, and how many there are.

    ``needs`` has the columns issue, skill, people (how many are needed who can do it alone; empty counts as
    one); ``member_skills`` those of `latest_levels`; ``members_on`` the members of the communities that take
    each issue (one that is not in it is taken by nobody). Gives the columns issue, skill, needed, able (a
    level of at least ``alone``), learners (not able, but want to be), missing (needed less able, never below
    0), the most missing first.

    Source: Boydell and Leary 1996, Identifying Training Needs: what the work needs less what there is.

    >>> needs = pd.DataFrame({"issue": ["Damp"], "skill": ["Meter"], "people": [2]})
    >>> held = pd.DataFrame({"member": ["Ann", "Bo", "Cy"], "skill": "Meter", "level": [3, 1, 4],
    ...                      "wants": [3, 3, 4], "recorded": pd.NaT})
    >>> needs_and_holders(needs, held, {"Damp": ["Ann", "Bo"]}).values.tolist()
    [['Damp', 'Meter', 2, 1, 1, 1]]
    """
    rows = latest_levels(member_skills)
    found = []
    for issue, skill, people in needs[["issue", "skill", "people"]].itertuples(index=False, name=None):
        here = rows[(rows["skill"] == skill) & rows["member"].isin(list(members_on.get(issue, ())))]
        able = (here["level"] >= alone).fillna(False)
        wanting = (here["wants"] >= alone).fillna(False) & ~able
        needed = 1 if pd.isna(people) else int(people)
        number = int(able.sum())
        found.append((issue, skill, needed, number, int(wanting.sum()), max(0, needed - number)))
    frame = pd.DataFrame(found, columns=list(COLUMNS))
    return frame.sort_values(["missing", "issue", "skill"], ascending=[False, True, True], ignore_index=True)
