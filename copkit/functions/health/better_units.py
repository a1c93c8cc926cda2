"""What the better units know: what they have that the worse ones lack, and who could pass it on to whom.

Plain set arithmetic. That units with better figures have something more often than others is no proof that it
made them better: it is a place to ask. (On asking where things go well: Bradley, Curry, Ramanadhan, Rowe,
Nembhard and Krumholz 2009, Research in action: using positive deviance to improve quality of health care,
Implementation Science 4: 25.)
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from copkit.functions.health.unit_assets import PERSONAL, unit_assets, unit_of_members
from copkit.place.privacy import THRESHOLD

NO_CAUSE = (
    "This is a place to ask, not a cause. Units whose figures are better may differ in many other ways, and "
    "what they know need not be why."
)

MEET = "meet already"
INTRODUCE = "could be introduced"
ASK = "ask the coordinator"

KNOWN = (
    "kind", "what", "better_with", "better", "worse_with", "worse", "others_with", "others",
    "share_better", "share_rest",
)  # fmt: skip
PAIRS = ("from_unit", "to_unit", "kind", "what", "through", "to_whom", "how", "events_in_common")


@dataclass(frozen=True)
class BetterUnits:
    """What the better units know.

    ``known`` has a row for each thing that a better unit has and a worse one lacks, with the columns kind
    ('skill', 'resource', 'way of learning', 'lesson'), what, and for the units that are better, worse and
    neither (others) how many there are and how many of them have it (better_with, better and so on);
    share_better and share_rest are the shares of the better units and of all the rest, 0 to 1. What sets the
    better ones apart most comes first.

    ``pairs`` has a row for each thing, each better unit that has it and each worse one that lacks it:
    from_unit, to_unit, kind, what, through (a member of the one) and to_whom (a member of the other), None
    where nobody may be named; how ('meet already', 'could be introduced', 'ask the coordinator') and
    events_in_common, how many events both came to.

    ``unmatched`` are units that are no organisation's name. ``note`` is to be said beside it.
    """

    known: pd.DataFrame
    pairs: pd.DataFrame
    unmatched: tuple[str, ...]
    note: str = NO_CAUSE


def better_units(
    standing: pd.DataFrame, frames: Mapping[str, pd.DataFrame], agreed: Collection[str] | None = None
) -> BetterUnits:
    """What units flagged as better have and units flagged as worse lack, and who could share it with whom.

    ``standing`` has the columns unit and way, as `funnel` gives them: 'better', 'worse', or '' within chance.
    ``frames`` are those of a place, as `unit_assets` takes them, and organisations. With ``agreed``, the
    people who may be named, the answer is fit for the public: see `unit_assets`; nor is it then said, or to
    be seen from the counts, what the people of a unit with fewer than 5 members lack.

    Of those who could share something, one is taken who came to most events with somebody of the other unit;
    where none did, one who is willing to teach it, then one who comes to most events.

    >>> from copkit.place.frames import empty_frame
    >>> from copkit.place.schema import TABLES
    >>> frames = {name: empty_frame(table) for name, table in TABLES.items()}
    >>> frames["organisations"] = pd.DataFrame({"name": ["North", "South"]})
    >>> frames["members"] = pd.DataFrame({"name": ["Ann", "Bo"], "organisation": ["North", "South"]})
    >>> frames["member_skills"] = pd.DataFrame({"member": ["Ann"], "skill": ["Triage"], "level": [4],
    ...     "can_teach": [True]})
    >>> standing = pd.DataFrame({"unit": ["North", "South"], "way": ["better", "worse"]})
    >>> better_units(standing, frames).pairs[["through", "to_whom", "what", "how"]].values.tolist()
    [['Ann', 'Bo', 'Triage', 'could be introduced']]
    """
    rows = standing.dropna(subset=["unit"]).drop_duplicates("unit")
    ways = dict(zip(rows["unit"].astype("object"), rows["way"].astype("object"), strict=True))
    units = [str(unit) for unit in ways]
    bodies = frames["organisations"].rename(columns={"name": "organisation"})
    there = set(unit_of_members(units, bodies.assign(name=bodies["organisation"])))
    units = [unit for unit in units if unit in there]
    unit_of = unit_of_members(units, frames["members"])
    assets = unit_assets(units, frames, agreed)
    small = set() if agreed is None else {u for u in units if (unit_of == u).sum() < THRESHOLD}
    ways_there = {unit: ways[unit] for unit in units}
    known = _known(assets, ways_there, small)
    named = unit_of if agreed is None else unit_of[unit_of.index.isin(agreed)]
    pairs = _pairs(known, assets, ways_there, small, named, frames["attendance"])
    return BetterUnits(known, pairs, tuple(str(unit) for unit in ways if unit not in there))


def _known(assets: pd.DataFrame, ways: Mapping[str, str], small: set[str]) -> pd.DataFrame:
    by_way = {
        "better": [unit for unit, way in ways.items() if way == "better"],
        "worse": [unit for unit, way in ways.items() if way == "worse"],
        "others": [unit for unit, way in ways.items() if way not in ("better", "worse")],
    }
    found = []
    for (kind, what), rows in assets.groupby(["kind", "what"], sort=True):
        have = set(rows["unit"])
        untold = small - have if kind in PERSONAL else set()
        groups = {name: set(of_it) - untold for name, of_it in by_way.items()}
        counts = {name: len(have & of_it) for name, of_it in groups.items()}
        if not counts["better"] or counts["worse"] == len(groups["worse"]):
            continue
        rest = len(groups["worse"]) + len(groups["others"])
        found.append(
            {
                "kind": kind,
                "what": what,
                **{f"{name}_with": count for name, count in counts.items()},
                **{name: len(of_it) for name, of_it in groups.items()},
                "share_better": counts["better"] / len(groups["better"]),
                "share_rest": (counts["worse"] + counts["others"]) / rest,
            }
        )
    made = pd.DataFrame(found, columns=list(KNOWN))
    apart = (made["share_better"] - made["share_rest"]).astype("float64")
    order = made.assign(apart=-apart).sort_values(["apart", "kind", "what"], ignore_index=True)
    return order[list(KNOWN)]


def _pairs(
    known: pd.DataFrame,
    assets: pd.DataFrame,
    ways: Mapping[str, str],
    small: set[str],
    unit_of: pd.Series,
    attendance: pd.DataFrame,
) -> pd.DataFrame:
    names = list(unit_of.index)
    events, together = _events_together(names, attendance)
    at = {name: place for place, name in enumerate(names)}
    members = {unit: [at[name] for name in names if unit_of[name] == unit] for unit in ways}
    found = []
    for kind, what in zip(known["kind"], known["what"], strict=True):
        rows = assets[(assets["kind"] == kind) & (assets["what"] == what)]
        have = set(rows["unit"])
        for to_unit, way in ways.items():
            if way != "worse" or to_unit in have or (kind in PERSONAL and to_unit in small):
                continue
            for from_unit in sorted(unit for unit in have if ways[unit] == "better"):
                own = rows[rows["unit"] == from_unit]
                holders = own.dropna(subset=["member"])
                can = [at[name] for name in holders["member"] if name in at]
                if kind == "lesson":
                    can = members[from_unit]
                teach = {at[name] for name in holders.loc[holders["can_teach"], "member"] if name in at}
                pair = _who(can, members[to_unit], teach, events, together, names)
                found.append((from_unit, to_unit, kind, what, *pair))
    return pd.DataFrame(found, columns=list(PAIRS), dtype=object).astype({"events_in_common": "int64"})


def _who(
    can: list[int],
    others: list[int],
    teach: set[int],
    events: np.ndarray,
    together: np.ndarray,
    names: list[str],
) -> tuple[str | None, str | None, str, int]:
    """A member of the one and one of the other: those who met most often, else the likeliest to say yes."""
    first = min(can, key=lambda i: (i not in teach, -events[i], names[i]), default=None)
    second = min(others, key=lambda i: (-events[i], names[i]), default=None)
    if first is None or second is None:
        return (
            None if first is None else names[first],
            None if second is None else names[second],
            ASK,
            0,
        )
    one, other = min(
        ((i, j) for i in can for j in others),
        key=lambda pair: (-together[pair], pair[0] not in teach, names[pair[0]], names[pair[1]]),
    )
    if together[one, other]:
        return names[one], names[other], MEET, int(together[one, other])
    return names[first], names[second], INTRODUCE, 0


def _events_together(names: list[str], attendance: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    came = attendance[(attendance["presence"].astype("object") == "came") & attendance["member"].isin(names)]
    came = came[["event", "member"]].dropna().drop_duplicates().astype("object")
    rows = pd.Categorical(came["member"], categories=names).codes
    columns, events = pd.factorize(came["event"])
    was_there = np.zeros((len(names), len(events)), dtype="int64")
    was_there[rows, columns] = 1
    return was_there.sum(axis=1), was_there @ was_there.T
