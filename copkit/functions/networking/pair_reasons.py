"""Why two people are introduced: one plain sentence for each pair."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

FACTS = {
    "distance": float("nan"),
    "other_community": False,
    "other_sector": False,
    "other_organisation": False,
    "learner": "",
    "teacher": "",
    "skill": "",
    "issue": "",
    "member_in": "",
    "to_member_in": "",
}
"""What `pair_values` tells of a pair, and what stands where nothing is known."""


def pair_reason(member: str, to_member: str, facts: Mapping[str, Any] | None = None) -> str:
    """The reason to introduce two people, from what `pair_values` knows of them (see `FACTS`).

    >>> pair_reason("Ann", "Bo", {"distance": float("inf"), "learner": "Ann", "teacher": "Bo",
    ...             "skill": "meter reading", "member_in": "housing", "to_member_in": "police"})
    'Ann (housing) and Bo (police) know nobody in common; Bo teaches meter reading, which Ann wants to learn.'
    >>> pair_reason("Ann", "Bo")
    'Ann and Bo have not met.'
    """
    known = {**FACTS, **(facts or {})}
    who = f"{_placed(member, known['member_in'])} and {_placed(to_member, known['to_member_in'])}"
    parts = []
    if known["skill"]:
        learner, teacher = known["learner"], known["teacher"]
        parts.append(f"{teacher} teaches {known['skill']}, which {learner} wants to learn")
    if known["issue"]:
        parts.append(f"both work on {known['issue']}")
    if not parts:
        apart = [word for word in ("community", "organisation", "sector") if known[f"other_{word}"]]
        parts += [f"they come from different {_PLURALS[apart[0]]}"] if apart else []
    return "; ".join([f"{who} {_acquaintance(known['distance'])}", *parts]) + "."


_PLURALS = {"community": "communities", "organisation": "organisations", "sector": "sectors"}


def _placed(name: str, place: str) -> str:
    return f"{name} ({place})" if place else name


def _acquaintance(distance: float) -> str:
    if pd.isna(distance):
        return "have not met"
    return "know some of the same people, but not each other" if distance <= 2 else "know nobody in common"


def reasons_of(made: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """The pairs of a plan with the points, the reason and the facts of each.

    ``made`` has the columns round, group, member, to_member (in alphabetical order); ``values`` is as
    `pair_values` gives it, or has fewer facts. A pair that is not in it is worth 0 points.
    """
    known = values[[name for name in ("member", "to_member", "points", *FACTS) if name in values]]
    one, other = known["member"].astype("object"), known["to_member"].astype("object")
    first = one <= other
    turned = known.assign(member=one.where(first, other), to_member=other.where(first, one))
    if "member_in" in known and "to_member_in" in known:
        ours, theirs = known["member_in"], known["to_member_in"]
        turned = turned.assign(member_in=ours.where(first, theirs), to_member_in=theirs.where(first, ours))
    # of a pair that stands twice the row with the most points counts, as in the plan; of equal ones, any
    # order of the rows must give the same
    asked = made.merge(turned, "left", ["member", "to_member"])
    order = ["round", "group", "member", "to_member", "points", *(name for name in FACTS if name in asked)]
    asked = asked.sort_values(order, key=_comparable)
    frame = asked.drop_duplicates(["member", "to_member"], keep="last", ignore_index=True)
    frame["points"] = frame["points"].astype("float64").fillna(0.0)
    for name, unknown in FACTS.items():
        if name not in frame:
            frame[name] = pd.Series(unknown, frame.index, dtype="float64" if name == "distance" else "object")
        elif name != "distance":
            frame[name] = frame[name].astype("object").where(frame[name].notna(), unknown)
    told = [pair_reason(row["member"], row["to_member"], row) for row in frame.to_dict("records")]
    frame.insert(5, "reason", pd.Series(told, index=frame.index, dtype="object"))
    return frame


def _comparable(column: pd.Series) -> pd.Series:
    return column if pd.api.types.is_numeric_dtype(column) else column.astype("str")
