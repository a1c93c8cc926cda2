"""Skills held, wanted and taught."""

from __future__ import annotations

import pandas as pd


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
