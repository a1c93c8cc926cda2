"""The vital signs of communities: a few figures by month that tell whether one lives, each from what is
recorded.

Each sign has a file or a function of its own; here they come together. What they count is in `VITAL_SIGNS`. A
number of people may be small enough to point to somebody: who shows a sign must hide those.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from copkit.functions.health import contributors
from copkit.functions.health.by_month import (
    COLUMNS,
    different_people,
    every_month,
    last_whole_month,
    month_number,
    scoped,
)
from copkit.functions.health.control_chart import Better
from copkit.functions.health.cross_ties import ties_across
from copkit.functions.health.kept_up import actions_done, questions_answered
from copkit.functions.health.newcomers import newcomers, returns
from copkit.functions.health.participation import visits
from copkit.functions.health.sector_mix import sector_mix
from copkit.functions.health.standing_members import LEVELS, level_shares


@dataclass(frozen=True)
class VitalSign:
    """A vital sign: its name, its unit, whether it is a count or a share (0 to 1), which way is better, and
    what it counts."""

    name: str
    unit: str
    kind: Literal["count", "share"]
    better: Better
    counts: str


VITAL_SIGNS = (
    VitalSign("people who came", "people", "count", "higher", "different people at events of the month"),
    VitalSign("visits", "visits", "count", "higher", "times that somebody came to an event of the month"),
    VitalSign("contributors", "people", "count", "higher", "different people who gave something"),
    VitalSign("newcomers", "people", "count", "higher", "people who came for the first time"),
    VitalSign(
        "newcomers who came back",
        "of the newcomers of the month",
        "share",
        "higher",
        "newcomers of the month who came again within 90 days",
    ),
    VitalSign("core members", "of the members", "share", "neither", "members in the core at the month's end"),
    VitalSign("active members", "of the members", "share", "neither", "active members at the month's end"),
    VitalSign(
        "peripheral members", "of the members", "share", "neither", "peripheral members at the month's end"
    ),
    VitalSign(
        "ties across communities",
        "of the ties recorded in the month",
        "share",
        "higher",
        "pairs of people who are tied across a community's border",
    ),
    VitalSign(
        "questions answered",
        "of the questions asked in the month",
        "share",
        "higher",
        "questions that had an answer within 30 days",
    ),
    VitalSign("actions done", "of the actions due in the month", "share", "higher", "actions that are done"),
    VitalSign(
        "sector mix",
        "of the mix of the place",
        "share",
        "higher",
        "what the sectors of those who came have in common with the place: 1 if they are alike",
    ),
)
"""The vital signs, in the order in which they are told."""


def vital_sign_called(name: str) -> VitalSign:
    """The vital sign of that name.

    >>> vital_sign_called("core members").better
    'neither'
    """
    return next(sign for sign in VITAL_SIGNS if sign.name == name)


def vital_signs(
    frames: Mapping[str, pd.DataFrame], as_of: pd.Timestamp, *, whole_place: bool = False
) -> pd.DataFrame:
    """The vital signs of each community by month, or with ``whole_place`` those of all together.

    ``frames`` holds tables of a place by name, as `Place.read` gives them; a sign whose tables are not there
    is left out. Used are those of `PARTS`. What names no community counts only with the whole place.

    Gives the columns sign, community, month (its first day), value, numerator, denominator. Of a count, the
    numerator is the value and the denominator is missing; the value of a share is missing in a month without
    anything to take a share of. Months before a community's first record of a sign, and the month that is not
    over at the end of ``as_of``, are left out; so are the newest months of newcomers who came back and of
    questions answered, until their days are over. Order: by sign, community, month.

    >>> held = pd.DataFrame({"name": ["Walk"], "community": ["Homes"], "kind": ["meeting"],
    ...                      "date": pd.to_datetime(["2026-01-20"])})
    >>> came = pd.DataFrame({"event": "Walk", "member": ["Ann", "Bo"], "presence": "came"})
    >>> found = vital_signs({"events": held, "attendance": came}, pd.Timestamp("2026-02-28"))
    >>> found.loc[found["sign"] == "people who came", "value"].tolist()
    [2.0, 0.0]
    """
    found: Signs = {}
    for _, part in PARTS:
        found |= part(frames, as_of, whole_place)
    return in_order(found)


Frames = Mapping[str, pd.DataFrame]
Signs = dict[str, pd.DataFrame]
"""The months of signs, by their names."""


def in_order(found: Signs) -> pd.DataFrame:
    """The months of all signs in one table, as `vital_signs` gives it."""
    told = [found[sign.name].assign(sign=sign.name) for sign in VITAL_SIGNS if sign.name in found]
    return pd.concat(told, ignore_index=True)[["sign", *COLUMNS]]


def _of_events(frames: Frames, as_of: pd.Timestamp, whole_place: bool) -> Signs:
    if not {"events", "attendance"} <= frames.keys():
        return {}
    last = last_whole_month(as_of)
    came = scoped(visits(frames["events"], frames["attendance"]), whole_place, ["member", "date"])
    came = _until(came.astype({"member": "object"}), as_of)
    found = {
        "people who came": different_people(came, last),
        "visits": _visits(came, last),
        "newcomers": newcomers(came, last),
        "newcomers who came back": returns(came, as_of),
    }
    if {"members", "organisations"} <= frames.keys():
        found["sector mix"] = sector_mix(came, frames["members"], frames["organisations"], last)
    return found


def _of_contributions(frames: Frames, as_of: pd.Timestamp, whole_place: bool) -> Signs:
    given = scoped(contributors.contributions(frames), whole_place, ["member", "date"])
    return {"contributors": different_people(_until(given, as_of), last_whole_month(as_of))}


def _of_members(frames: Frames, as_of: pd.Timestamp, whole_place: bool) -> Signs:
    if "memberships" not in frames:
        return {}
    shares = level_shares(frames["memberships"], as_of, whole_place)
    found = {f"{level} members": shares[level] for level in LEVELS}
    if "ties" in frames:
        across = ties_across(frames["ties"], frames["memberships"], as_of, whole_place)
        found["ties across communities"] = across
    return found


def _of_questions(frames: Frames, as_of: pd.Timestamp, whole_place: bool) -> Signs:
    if not {"questions", "answers"} <= frames.keys():
        return {}
    said = questions_answered(frames["questions"], frames["answers"], as_of, whole_place)
    return {"questions answered": said}


def _of_actions(frames: Frames, as_of: pd.Timestamp, whole_place: bool) -> Signs:
    if "actions" not in frames:
        return {}
    return {"actions done": actions_done(frames["actions"], as_of, whole_place)}


PARTS: tuple[tuple[tuple[str, ...], Callable[[Frames, pd.Timestamp, bool], Signs]], ...] = (
    (("events", "attendance", "members", "organisations"), _of_events),
    (contributors.TABLES, _of_contributions),
    (("memberships", "ties"), _of_members),
    (("questions", "answers"), _of_questions),
    (("actions",), _of_actions),
)
"""Signs that rest on the same tables, and these: each part can be worked out apart."""


def _until(records: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    return records[pd.to_datetime(records["date"]) <= as_of]


def _visits(came: pd.DataFrame, last: int) -> pd.DataFrame:
    months = month_number(came["date"]).rename("month")
    counted = came.groupby(["community", months]).size().rename("numerator").reset_index()
    return every_month(counted, counted.groupby("community")["month"].min(), last)
