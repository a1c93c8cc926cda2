"""What the people of each unit have to work with: skills, resources, ways of learning, changed practice.

A unit of an indicator is the organisation of the same name; case and spacing make no difference.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from copkit.place.privacy import THRESHOLD
from copkit.place.rules import fold

ALONE = 3
"""From this level on somebody can do it without help."""

PUT_TO_USE = ("applied", "adapted", "shared")
"""A resource that was only opened is not yet known."""

IN_PRACTICE = ("tried", "in use")
"""Lessons in these states changed what is done."""

PERSONAL = ("skill", "resource", "way of learning")
"""What is known of a unit through what single people can do or did."""

COLUMNS = ("unit", "kind", "what", "member", "can_teach")


def unit_of_members(units: Collection[str], members: pd.DataFrame) -> pd.Series:
    """The unit of each member whose organisation is a unit: names of units by names of members.

    ``members`` has the columns name, organisation.

    >>> people = pd.DataFrame({"name": ["Ann", "Bo"], "organisation": ["north  clinic", "Shop"]})
    >>> unit_of_members(["North Clinic"], people).to_dict()
    {'Ann': 'North Clinic'}
    """
    by_fold = {fold(str(unit)): unit for unit in units}
    rows = members.dropna(subset=["name", "organisation"]).drop_duplicates("name")
    unit_of = {name: by_fold.get(fold(str(name))) for name in rows["organisation"].unique()}
    found = [unit_of[name] for name in rows["organisation"]]
    return pd.Series(found, index=rows["name"].astype("object").to_numpy(), dtype="object").dropna()


def unit_assets(
    units: Collection[str], frames: Mapping[str, pd.DataFrame], agreed: Collection[str] | None = None
) -> pd.DataFrame:
    """What each unit has, and through whom: the columns unit, kind, what, member, can_teach.

    ``frames`` are those of a place, by name of table: members, member_skills, resources, resource_use,
    lessons, practice_notes, attendance. Kinds are 'skill' (a member can do it alone), 'resource' (a member
    keeps it, or put it to use), 'way of learning' (a member came to an event where it was practised) and
    'lesson' (practice in the organisation changed; there is no member, NA). ``can_teach`` is true where the
    member said so. There is one row for each thing and member.

    With ``agreed``, the people who may be named, the answer is fit for the public: in a unit of fewer than 5
    people, things of single people (`PERSONAL`) are there only through people who agreed; nobody else is
    named; and only resources that are public and lessons that may be shared are there.

    >>> empty = {name: pd.DataFrame(columns=columns) for name, columns in {
    ...     "resources": ["name", "owner", "open_to"], "resource_use": ["resource", "member", "use"],
    ...     "lessons": ["name", "organisation", "state", "may_be_shared"],
    ...     "practice_notes": ["event", "practice"],
    ...     "attendance": ["event", "member", "presence"]}.items()}
    >>> people = pd.DataFrame({"name": ["Ann"], "organisation": ["North"]})
    >>> can = pd.DataFrame({"member": ["Ann"], "skill": ["Triage"], "level": [3], "can_teach": [True]})
    >>> unit_assets(["North"], {**empty, "members": people, "member_skills": can}).values.tolist()
    [['North', 'skill', 'Triage', 'Ann', True]]
    """
    unit_of = unit_of_members(units, frames["members"])
    people = pd.concat(
        [_skills(frames["member_skills"]), _resources(frames, agreed is not None), _ways(frames)],
        ignore_index=True,
    )
    people["unit"] = people["member"].map(unit_of)
    people = people.dropna(subset=["unit", "what"])
    if agreed is not None:
        people = _fit_for_public(people, agreed, unit_of.value_counts())
    lessons = _lessons(units, frames["lessons"], agreed is not None)
    found = pd.concat([people[list(COLUMNS)], lessons[list(COLUMNS)]], ignore_index=True)
    found["can_teach"] = found["can_teach"].astype("bool")
    order = ["unit", "kind", "what", "member"]
    found = found.sort_values([*order, "can_teach"], ascending=[True] * 4 + [False], na_position="last")
    return found.drop_duplicates(order, ignore_index=True).astype({"member": "object"})


def _skills(skills: pd.DataFrame) -> pd.DataFrame:
    rows = skills[skills["level"].fillna(0).astype("int64") >= ALONE]
    teaches = rows["can_teach"].astype("object") == True  # noqa: E712
    return _rows("skill", rows["skill"], rows["member"], teaches)


def _resources(frames: Mapping[str, pd.DataFrame], is_public: bool) -> pd.DataFrame:
    resources, use = frames["resources"], frames["resource_use"]
    used = use[use["use"].astype("object").isin(PUT_TO_USE)]
    found = pd.concat(
        [
            _rows("resource", resources["name"], resources["owner"]),
            _rows("resource", used["resource"], used["member"]),
        ],
        ignore_index=True,
    )
    if is_public:
        found = found[
            found["what"].isin(resources.loc[resources["open_to"].astype("object") == "public", "name"])
        ]
    return found


def _ways(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    notes = frames["practice_notes"][["event", "practice"]].drop_duplicates().astype("object")
    came = frames["attendance"]
    came = came.loc[came["presence"].astype("object") == "came", ["event", "member"]].astype("object")
    held = notes.merge(came, on="event")
    return _rows("way of learning", held["practice"], held["member"])


def _lessons(units: Collection[str], lessons: pd.DataFrame, is_public: bool) -> pd.DataFrame:
    rows = lessons[lessons["state"].astype("object").isin(IN_PRACTICE)].dropna(
        subset=["name", "organisation"]
    )
    if is_public:
        rows = rows[rows["may_be_shared"].astype("object") == True]  # noqa: E712
    by_fold = {fold(str(unit)): unit for unit in units}
    found = _rows("lesson", rows["name"], pd.Series(None, index=rows.index, dtype="object"))
    found["unit"] = [by_fold.get(fold(str(organisation))) for organisation in rows["organisation"]]
    return found.dropna(subset=["unit"])


def _fit_for_public(people: pd.DataFrame, agreed: Collection[str], sizes: pd.Series) -> pd.DataFrame:
    named = people["member"].isin(list(agreed))
    kept = people[named | (people["unit"].map(sizes) >= THRESHOLD)].copy()
    kept["member"] = kept["member"].where(named)
    kept["can_teach"] = kept["can_teach"].astype("bool") & named
    return kept


def _rows(kind: str, what: pd.Series, member: pd.Series, can_teach: pd.Series | bool = False) -> pd.DataFrame:
    found = pd.DataFrame({"what": what.astype("object"), "member": member.astype("object")})
    return found.assign(kind=kind, can_teach=can_teach).reset_index(drop=True)
