"""What hangs on one person: coordinators without a deputy, communities that live off one, skills held by one.

How many people can leave before something stops is known as the bus or truck factor (Avelino, Passos, Hora
and Valente 2016, A novel approach for estimating truck factors, IEEE ICPC: 1-10).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from copkit.functions.development.roles import role_on
from copkit.functions.development.skills import latest_levels

NO_COORDINATOR = "no coordinator"
NO_DEPUTY = "one coordinator, no deputy"
DEPUTY = "has a deputy"


def deputies(
    memberships: pd.DataFrame, day: pd.Timestamp | str, communities: Iterable[str] | None = None
) -> pd.DataFrame:
    """Which communities have nobody to step in for their coordinator, on a day.

    ``memberships`` has the columns member, community, role, since, until. A deputy is a second coordinator
    or somebody in the core. Gives a row for each of ``communities`` (without them, for each that
    ``memberships`` names): community, coordinators (a tuple of names), core (how many others), state
    ('no coordinator', 'one coordinator, no deputy' or 'has a deputy'), those without first.

    >>> rows = pd.DataFrame({"member": ["Ann", "Bo"], "community": ["Homes", "Homes"],
    ...     "role": ["coordinator", "active"], "since": pd.NaT, "until": pd.NaT})
    >>> deputies(rows, "2026-06-30")[["coordinators", "core", "state"]].to_numpy().tolist()
    [[('Ann',), 0, 'one coordinator, no deputy']]
    """
    names = sorted(set(memberships["community"].dropna() if communities is None else communities))
    roles = role_on(memberships, pd.Timestamp(day)).astype("object").rename("role").reset_index()
    leads = roles[roles["role"] == "coordinator"].groupby("community")["member"]
    coordinators = {name: tuple(sorted(members)) for name, members in leads}
    core = roles[roles["role"] == "core"].groupby("community").size()
    found = pd.DataFrame(
        {
            "community": pd.Series(names, dtype="object"),
            "coordinators": pd.Series([coordinators.get(name, ()) for name in names], dtype="object"),
            "core": core.reindex(names, fill_value=0).to_numpy(dtype="int64"),
        }
    )
    number = found["coordinators"].map(len).to_numpy(dtype="int64")
    states = [NO_COORDINATOR, NO_DEPUTY, DEPUTY]
    state = np.where(number == 0, 0, np.where((number == 1) & (found["core"] == 0), 1, 2))
    found["state"] = [states[place] for place in state]
    return found.iloc[np.lexsort((found.index, state))].reset_index(drop=True)


def rests_on(contributions: pd.DataFrame) -> pd.DataFrame:
    """How much of what a community gets comes from its most active member.

    ``contributions`` has the columns member, community and, if one row stands for several, count; limit it
    to the months you mean. Gives a row for each community with a contribution: community, people,
    contributions, most_active (who; the first by name of those who gave the same), share (of all
    contributions, 0 to 1), for_half (the fewest people who make at least half of them: 1 if the community
    lives off one person), those with the largest share first.

    >>> rows = pd.DataFrame({"member": ["Ann", "Bo", "Cy"], "community": "Homes", "count": [4, 1, 1]})
    >>> rests_on(rows)[["most_active", "people", "for_half"]].to_numpy().tolist()
    [['Ann', 3, 1]]
    """
    count = contributions["count"] if "count" in contributions else pd.Series(1, contributions.index)
    given = contributions[["member", "community"]].assign(count=count.fillna(1)).dropna()
    if (given["count"] < 0).any():
        raise ValueError("A number of contributions is below 0. Give numbers of 0 or more.")
    made = given.groupby(["community", "member"], as_index=False, observed=True)["count"].sum()
    made = made[made["count"] > 0]
    made = made.sort_values(["community", "count", "member"], ascending=[True, False, True])
    rows = []
    for community, own in made.groupby("community", sort=True):
        numbers = own["count"].to_numpy(dtype=float)
        half = int(np.searchsorted(np.cumsum(numbers), numbers.sum() / 2, side="left")) + 1
        most = own["member"].iloc[0]
        rows.append((community, len(own), numbers.sum(), most, numbers[0] / numbers.sum(), half))
    columns = ["community", "people", "contributions", "most_active", "share", "for_half"]
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values(["share", "community"], ascending=[False, True], ignore_index=True)


def skill_holders(
    member_skills: pd.DataFrame, members: Iterable[str] | None = None, alone: int = 3
) -> pd.DataFrame:
    """Which skills hang on one person: who can do each alone, and how many of them can leave.

    ``member_skills`` has the columns member, skill, level (0 to 4), recorded; the newest record of each
    counts. ``members`` are those who are still there (all, without it). Gives a row for each skill that
    anybody was asked about: skill, able (how many have a level of at least ``alone``), who (their names),
    can_leave (how many can leave while somebody is left: able less 1, 0 at least), those with the fewest
    first. able is how many must leave for the skill to be gone: 1 hangs on one person, 0 is gone already.

    >>> rows = pd.DataFrame({"member": ["Ann", "Bo"], "skill": "damp", "level": [4, 2], "recorded": pd.NaT})
    >>> skill_holders(rows)[["able", "who", "can_leave"]].to_numpy().tolist()
    [[1, ('Ann',), 0]]
    """
    rows = latest_levels(member_skills)
    if members is not None:
        rows = rows[rows["member"].isin(set(members))]
    asked = sorted(set(member_skills["skill"].dropna().astype("str")))
    able = rows[(rows["level"] >= alone).fillna(False).astype(bool)]
    holders = {
        str(skill): tuple(sorted(map(str, own)))
        for skill, own in able.groupby("skill", observed=True)["member"]
    }
    who = [holders.get(skill, ()) for skill in asked]
    number = pd.Series([len(names) for names in who], dtype="int64")
    found = pd.DataFrame(
        {
            "skill": pd.Series(asked, dtype="object"),
            "able": number,
            "who": pd.Series(who, dtype="object"),
            "can_leave": (number - 1).clip(lower=0),
        }
    )
    return found.sort_values(["able", "skill"], ignore_index=True)
