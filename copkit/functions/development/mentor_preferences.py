"""Who could be whose mentor, how well they would fit, and each side's ranking: from what members said.

A mentor teaches what the mentee wants to learn, knows more of it, has time, and best comes from outside the
mentee's own line of work (Clutterbuck 2014, Everyone Needs a Mentor, 5th edition, CIPD). How many points each
is worth is a judgement, not a measurement: `FitPoints` has them all in one place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from copkit.functions.development.mentor_reasons import mentor_reason
from copkit.functions.development.skills import latest_levels

ALL_PAIRS = 100_000
"""Up to so many pairs all are kept; beyond, the best of each member."""
BEST = 20
USUAL_LIMIT = 2
"""How many mentees a mentor takes who has not said."""


@dataclass(frozen=True)
class FitPoints:
    """The points of each part of a pair's fit; a part with 0 points does not count.

    For both sides: ``level`` for each level that the mentee can gain (up to what the mentee wants, and the
    mentor has), ``wished`` if the mentee wished for the skill, ``further`` for each further skill,
    ``community`` if they meet in one, ``organisation`` if they come from different ones. For the mentee:
    ``workload``, whole for a mentor without mentees, half for one with one, a third with two. For the mentor:
    ``first``, whole for a mentee without a mentor, half for one who has one.
    """

    level: float = 1.0
    wished: float = 3.0
    further: float = 0.5
    community: float = 2.0
    organisation: float = 1.0
    workload: float = 1.0
    first: float = 1.0

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if not 0 <= value < np.inf:
                raise ValueError(f"The points for '{name}' are {value}. Give 0 or more.")


def skills_to_learn(member_skills: pd.DataFrame, wishes: Mapping[str, str] | None = None) -> pd.DataFrame:
    """What each member wants to learn: the columns member, skill, level, wants, wished.

    That is a skill of which they want a higher level than they have, and the one they wish for (``wishes``
    gives it by member), even where no level is known.

    >>> rows = pd.DataFrame({"member": ["Ann"], "skill": "maps", "level": 1, "wants": 3, "recorded": pd.NaT})
    >>> skills_to_learn(rows, {"Di": "damp"})[["member", "skill", "wished"]].to_numpy().tolist()
    [['Ann', 'maps', False], ['Di', 'damp', True]]
    """
    known = _levels(latest_levels(member_skills))[["member", "skill", "level", "wants"]]
    wished = pd.DataFrame(list((wishes or {}).items()), columns=["member", "skill"]).dropna()
    wished = wished.astype({"member": "object", "skill": "object"}).assign(wished=True)
    rows = known.merge(wished, "outer", ["member", "skill"])
    rows["wished"] = rows["wished"].eq(True)
    rows = rows[rows["wished"] | (rows["wants"] > rows["level"])]
    return rows.sort_values(["member", "skill"], ignore_index=True)


def mentor_pairs(
    member_skills: pd.DataFrame,
    *,
    wishes: Mapping[str, str] | None = None,
    communities: Mapping[str, Collection[str]] | None = None,
    organisations: Mapping[str, str] | None = None,
    mentoring: pd.DataFrame | None = None,
    points: FitPoints | None = None,
    best: int | None = None,
) -> pd.DataFrame:
    """Every pair of a member who wants to learn and one who teaches it and knows more: a row for each.

    ``member_skills`` has the columns member, skill, level and wants (0 to 4), can_teach, recorded; ``wishes``
    one skill for some members; ``communities`` several for each, ``organisations`` one; ``mentoring`` the
    pairs there are now (mentor, mentee), who get no row. What is not known gives no points.

    Columns: mentee, mentor, skill (wished first, then most to gain), further (how many more skills), level,
    wants, taught (the mentor's level), gain, wished, community (where they meet, or empty),
    other_organisation, mentees_now, mentors_now, points_of_mentee, points_of_mentor, points (for both: each
    part once), reason (a sentence). Sorted by mentee, then points.

    Beyond `ALL_PAIRS` pairs (or with ``best`` given) only the ``best`` of each mentee and of each mentor are
    kept: a plan is then the best among these.

    >>> rows = pd.DataFrame({"member": ["Ann", "Bo"], "skill": "maps", "level": [1, 4], "wants": [3, 4],
    ...                      "can_teach": [False, True], "recorded": pd.NaT})
    >>> print(mentor_pairs(rows, communities={"Ann": ["Warm Homes"], "Bo": ["Warm Homes"]})["reason"][0])
    Ann wants to learn maps (1 now, 3 wanted) and Bo teaches it (4); they meet in Warm Homes; Bo has no mentee
    now.
    """
    points = points or FitPoints()
    known = _levels(latest_levels(member_skills))
    teachers = known.loc[known["can_teach"], ["member", "skill", "level"]]
    teachers = teachers.rename(columns={"member": "mentor", "level": "taught"})
    learners = skills_to_learn(member_skills, wishes).rename(columns={"member": "mentee"})
    pairs = learners.merge(teachers, on="skill")
    now = _standing(mentoring)
    # a mentor whose level is not known is taken at their word
    keeps = (pairs["mentee"] != pairs["mentor"]) & ~(pairs["taught"] <= pairs["level"])
    pairs = pairs[keeps & ~pd.MultiIndex.from_frame(pairs[["mentor", "mentee"]]).isin(now)]
    reached = pairs[["wants", "taught"]].min(axis=1)
    pairs = pairs.assign(gain=(reached - pairs["level"]).clip(lower=1).fillna(1.0))
    pairs = pairs.sort_values(
        ["mentee", "mentor", "wished", "gain", "skill"], ascending=[True, True, False, False, True]
    )
    further = pairs.groupby(["mentee", "mentor"])["skill"].transform("size") - 1
    pairs = pairs.assign(further=further).drop_duplicates(["mentee", "mentor"], ignore_index=True)
    pairs["community"] = _meet_in(pairs, communities or {})
    places = pairs[["mentee", "mentor"]].apply(lambda names: names.map(_known(organisations)))
    pairs["other_organisation"] = (places["mentee"] != places["mentor"]) & places.notna().all(axis=1)
    for name, of in (("mentees_now", "mentor"), ("mentors_now", "mentee")):
        counts = now.get_level_values(of).value_counts()
        pairs[name] = pairs[of].map(counts).fillna(0).astype("int64")
    pairs = _kept(_valued(pairs, points), best)
    pairs = pairs.sort_values(["mentee", "points", "mentor"], ascending=[True, False, True])
    pairs["reason"] = pd.Series(
        [mentor_reason(row) for row in pairs.to_dict("records")], pairs.index, dtype="object"
    )
    return pairs.reset_index(drop=True)[COLUMNS]


COLUMNS = [
    *("mentee", "mentor", "skill", "further", "level", "wants", "taught", "gain", "wished", "community"),
    *("other_organisation", "mentees_now", "mentors_now", "points_of_mentee", "points_of_mentor"),
    *("points", "reason"),
]


def rankings(
    pairs: pd.DataFrame,
    *,
    own_of_mentees: Mapping[str, Sequence[str]] | None = None,
    own_of_mentors: Mapping[str, Sequence[str]] | None = None,
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The lists of all mentees and of all mentors, the first choice first, as `deferred_acceptance` asks.

    ``pairs`` is as `mentor_pairs` gives it. Each ranks by their own points; of equal ones the mentor with
    fewer mentees now, or the mentee with fewer mentors, then the alphabet. A list that somebody gave
    themselves stands in place of the one worked out. Whoever names somebody with no list of their own stands
    at the end of that one's list, in the order of the alphabet, if they are not in it.

    >>> pairs = pd.DataFrame({"mentee": ["Ann", "Ann"], "mentor": ["Cy", "Bo"], "points_of_mentee": 2.0,
    ...                       "points_of_mentor": 2.0, "mentees_now": [1, 0], "mentors_now": 0})
    >>> rankings(pairs)
    ({'Ann': ['Bo', 'Cy']}, {'Bo': ['Ann'], 'Cy': ['Ann']})
    """
    stated = {"mentee": dict(own_of_mentees or {}), "mentor": dict(own_of_mentors or {})}
    lists = {}
    for side, other, busy in (("mentee", "mentor", "mentees_now"), ("mentor", "mentee", "mentors_now")):
        rows = pairs.sort_values(
            [side, f"points_of_{side}", busy, other], ascending=[True, False, True, True]
        )
        worked_out = {name: list(names) for name, names in rows.groupby(side, sort=True)[other]}
        lists[side] = worked_out | {name: list(names) for name, names in stated[side].items()}
    for side, other in (("mentee", "mentor"), ("mentor", "mentee")):
        for name in sorted(stated[side]):
            for named in dict.fromkeys(stated[side][name]):
                theirs = lists[other].setdefault(named, [])
                if named not in stated[other] and name not in theirs:
                    theirs.append(name)
    mentees, mentors = ({name: lists[side][name] for name in sorted(lists[side])} for side in lists)
    return mentees, mentors


def places_left(
    mentors: Collection[str], limits: Mapping[str, int] | int, mentoring: pd.DataFrame | None = None
) -> dict[str, int]:
    """How many more mentees each mentor takes: their limit, less the mentees they have now.

    ``limits`` is one number for all, or one for each mentor (`USUAL_LIMIT` where not given).

    >>> places_left(["Bo", "Cy"], 2, pd.DataFrame({"mentor": ["Bo"], "mentee": ["Di"]}))
    {'Bo': 1, 'Cy': 2}
    """
    counts = _standing(mentoring).get_level_values("mentor").value_counts()
    names = sorted(set(mentors))
    given = dict.fromkeys(names, limits) if isinstance(limits, int | np.integer) else limits
    most = {name: USUAL_LIMIT if pd.isna(given.get(name)) else given[name] for name in names}
    if low := [name for name in names if not most[name] >= 0]:
        raise ValueError(f"{low[0]} takes fewer than no mentees. Give 0 or more.")
    return {name: max(0, int(most[name]) - int(counts.get(name, 0))) for name in names}


def _levels(rows: pd.DataFrame) -> pd.DataFrame:
    """Levels as numbers with NaN for what is not known; who does not say that they teach does not."""
    taught = rows["can_teach"] if "can_teach" in rows else pd.Series(False, rows.index)
    return rows.assign(
        member=rows["member"].astype("object"),
        skill=rows["skill"].astype("object"),
        level=pd.to_numeric(rows["level"]).astype("Float64").to_numpy("float64", na_value=np.nan),
        wants=pd.to_numeric(rows["wants"]).astype("Float64").to_numpy("float64", na_value=np.nan),
        can_teach=taught.eq(True).fillna(False).astype(bool),
    )


def _standing(mentoring: pd.DataFrame | None) -> pd.MultiIndex:
    """The pairs there are now, each once."""
    if mentoring is None:
        return pd.MultiIndex.from_arrays([[], []], names=["mentor", "mentee"])
    return pd.MultiIndex.from_frame(mentoring[["mentor", "mentee"]].astype("object").drop_duplicates())


def _known(values: Mapping[str, str] | None) -> dict[str, str]:
    """Without gaps, which a table may hold as NaN or None."""
    return {name: value for name, value in (values or {}).items() if isinstance(value, str) and value}


def _meet_in(pairs: pd.DataFrame, communities: Mapping[str, Collection[str]]) -> list[str]:
    """The first community in which both are; empty if there is none."""
    sets = {name: frozenset(found) for name, found in communities.items()}
    nowhere: frozenset[str] = frozenset()
    return [
        min(sets.get(one, nowhere) & sets.get(other, nowhere), default="")
        for one, other in zip(pairs["mentee"], pairs["mentor"], strict=True)
    ]


def _valued(pairs: pd.DataFrame, points: FitPoints) -> pd.DataFrame:
    both = (
        points.level * pairs["gain"]
        + points.wished * pairs["wished"]
        + points.further * pairs["further"]
        + points.community * (pairs["community"] != "")
        + points.organisation * pairs["other_organisation"]
    )
    of_mentee = points.workload / (1 + pairs["mentees_now"])
    of_mentor = points.first / (1 + pairs["mentors_now"])
    return pairs.assign(
        points_of_mentee=(both + of_mentee).astype("float64").round(3),
        points_of_mentor=(both + of_mentor).astype("float64").round(3),
        points=(both + of_mentee + of_mentor).astype("float64").round(3),
    )


def _kept(pairs: pd.DataFrame, best: int | None) -> pd.DataFrame:
    """The best of each side, or all if they are not too many."""
    if best is None and len(pairs) <= ALL_PAIRS:
        return pairs
    most = BEST if best is None else best
    keeps = np.zeros(len(pairs), dtype=bool)
    at = pd.Series(np.arange(len(pairs)), pairs.index)
    for side, other, busy in (("mentee", "mentor", "mentees_now"), ("mentor", "mentee", "mentors_now")):
        rows = pairs.sort_values(
            [side, f"points_of_{side}", busy, other], ascending=[True, False, True, True]
        )
        keeps[at[rows.groupby(side, sort=False).head(most).index]] = True
    return pairs[keeps]
