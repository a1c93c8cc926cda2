"""Function 4: skills held and wanted, roles and the movement between them, goals, mentoring."""

from __future__ import annotations

import pandas as pd

from copkit.place.schema.people import ROLES

LEFT = "not a member"
"""Where somebody who joined came from, and somebody who left went."""


def latest_levels(member_skills: pd.DataFrame) -> pd.DataFrame:
    """The newest record of each member and skill; without a date, the one that stands last."""
    ordered = member_skills.sort_values("recorded", na_position="first", kind="stable")
    return ordered.drop_duplicates(["member", "skill"], keep="last").sort_index()


def skills_held_and_wanted(member_skills: pd.DataFrame, alone: int = 3) -> pd.DataFrame:
    """For each skill: who is there, who can do it alone, who wants more, who can teach it.

    ``member_skills`` has the columns member, skill, level and wants (0 to 4), can_teach. Gives the
    columns skill, people (asked), able (level of at least ``alone``), learners (want a higher level
    than they have), teachers, mean_gap (mean of wanted less held level over all asked, never below
    0; NaN if unknown), the skill with the most learners for each teacher first.

    The gap between the level held and the level wanted is that of a training needs analysis
    (Boydell and Leary 1996, Identifying Training Needs).
    """
    rows = latest_levels(member_skills)
    gap = (rows["wants"] - rows["level"]).astype("Float64")
    marks = pd.DataFrame(
        {
            "skill": rows["skill"].astype("str"),
            "people": 1,
            "able": (rows["level"] >= alone).fillna(False).astype("int64"),
            "learners": (gap > 0).fillna(False).astype("int64"),
            "teachers": rows["can_teach"].fillna(False).astype("int64"),
            "gap": gap.clip(lower=0).astype("float64"),
        }
    )
    found = marks.groupby("skill", as_index=False).agg(
        people=("people", "sum"),
        able=("able", "sum"),
        learners=("learners", "sum"),
        teachers=("teachers", "sum"),
        mean_gap=("gap", "mean"),
    )
    pressure = found["learners"] / (found["teachers"] + 1)
    return (
        found.assign(pressure=pressure)
        .sort_values(["pressure", "skill"], ascending=[False, True], ignore_index=True)
        .drop(columns="pressure")
    )


def teachers_and_learners(member_skills: pd.DataFrame) -> pd.DataFrame:
    """Every pair of somebody who wants to learn a skill and somebody who can teach it.

    Gives the columns learner, teacher, skill, sorted. Nobody is paired with themselves.
    """
    rows = latest_levels(member_skills)
    gap = (rows["wants"] - rows["level"]).astype("Float64")
    learners = rows.loc[(gap > 0).fillna(False), ["member", "skill"]]
    teachers = rows.loc[rows["can_teach"].fillna(False).astype(bool), ["member", "skill"]]
    pairs = learners.merge(teachers, on="skill", suffixes=("", "_teacher"))
    pairs = pairs.rename(columns={"member": "learner", "member_teacher": "teacher"})
    pairs = pairs[pairs["learner"] != pairs["teacher"]]
    return pairs[["learner", "teacher", "skill"]].sort_values(
        ["skill", "learner", "teacher"], kind="stable", ignore_index=True
    )


def role_on(memberships: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """The role of each member in each community on a day: a series by (member, community).

    Where two rows hold on the day, the one that began last counts.
    """
    since, until = memberships["since"], memberships["until"]
    holds = (since.isna() | (since <= day)) & (until.isna() | (until >= day))
    rows = memberships[holds].sort_values("since", na_position="first", kind="stable")
    return rows.drop_duplicates(["member", "community"], keep="last").set_index(["member", "community"])[
        "role"
    ]


def movement(memberships: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Who moved from which role to which between two days: counts, from (rows) to (columns).

    Rows and columns are the levels of participation (Wenger, McDermott and Snyder 2002, chapter 3),
    the coordinator first, and 'not a member'. Members of two communities count in each. Those whose
    first day is not known count as members from the start.
    """
    before, after = role_on(memberships, first), role_on(memberships, last)
    names = [*ROLES, LEFT]
    pairs = pd.DataFrame({"before": before.astype("object"), "after": after.astype("object")}).fillna(LEFT)
    counted = pd.crosstab(pairs["before"], pairs["after"]) if len(pairs) else pd.DataFrame()
    return counted.reindex(index=names, columns=names, fill_value=0).astype("int64")


def inward_and_outward(moves: pd.DataFrame) -> tuple[int, int]:
    """From the counts of `movement`: how many moved towards the centre, and how many away from it,
    among those who were members on both days."""
    places = {role: place for place, role in enumerate(ROLES)}
    inward = outward = 0
    for before, row in moves.iterrows():
        for after, number in row.items():
            if before in places and after in places:
                inward += int(number) * (places[str(after)] < places[str(before)])
                outward += int(number) * (places[str(after)] > places[str(before)])
    return inward, outward


def due_goals(goals: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The goals that are planned or under way and whose day of review is past, the oldest first."""
    going = goals["state"].isna() | goals["state"].isin(["planned", "under way"])
    due = goals[going & (goals["review"] < as_of)]
    return due.sort_values(["review", "member", "goal"], kind="stable")
