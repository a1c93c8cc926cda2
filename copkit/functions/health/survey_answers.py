"""Answers to one wave of the health survey and the people who were asked, as every method of it takes them.

Who answers chooses a code. The same code in two communities is two people, and who belongs to two communities
is asked in each. Codes are compared as names are: case and spacing make no difference, so that somebody who
writes 'MA07' in spring and 'ma07' in autumn is one person.
"""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.by_month import scoped
from copkit.place.rules import fold
from copkit.place.scope import current_at

LOWEST, HIGHEST = 1, 5
"""The ends of the scale: strongly disagree and strongly agree."""

FEWEST = 5
"""Of fewer people nothing is told, unless somebody says otherwise."""

_NEAREST = {"coordinator": 0, "core": 1, "active": 2, "peripheral": 3}


def answers_of_wave(responses: pd.DataFrame, whole_place: bool = False) -> pd.DataFrame:
    """One row for each answer: community, who (community and code: the same in each wave), item, score.

    ``responses`` has the columns community, respondent, item, score (1 to 5) of one wave; of two answers of
    a person to an item the last counts, and one without a score does not. With ``whole_place`` the community
    is `by_month.WHOLE_PLACE` in every row. Raises ValueError for a score off the scale.

    >>> rows = pd.DataFrame({"community": ["Homes", "Streets"], "respondent": "k41", "item": "trust",
    ...     "score": [4, 2]})
    >>> answers_of_wave(rows, whole_place=True)["who"].tolist()
    ['Homes: k41', 'Streets: k41']
    >>> answers_of_wave(rows.assign(respondent=["K41", " k41 "]))["who"].tolist()
    ['Homes: k41', 'Streets: k41']
    """
    rows = responses[["community", "respondent", "item", "score"]].dropna()
    rows = rows.assign(score=rows["score"].astype("float64"))
    if not rows["score"].between(LOWEST, HIGHEST).all():
        raise ValueError(f"A score lies off the scale of {LOWEST} to {HIGHEST}: correct it.")
    rows["item"] = rows["item"].astype("object")
    codes = rows["respondent"].astype("object")
    rows["respondent"] = codes.map({code: fold(str(code)) for code in codes.unique()})
    number = rows.groupby(["community", "respondent"], sort=False).ngroup()
    people = rows[~number.duplicated()].astype({"community": "str", "respondent": "str"})
    who = (people["community"] + ": " + people["respondent"]).to_numpy(dtype=object)[number]
    rows = rows.assign(who=who)[~pd.DataFrame({"who": number, "item": rows["item"]}).duplicated(keep="last")]
    return scoped(rows, whole_place, [])[["community", "who", "item", "score"]]


def asked_at(memberships: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """The members of each community on the ``day`` of a wave: community, member, role (the nearest of two).

    ``memberships`` has the columns member, community, role, since, until; an empty since is 'always', an
    empty until 'still'. Those in the role 'outside' are no members, and are not asked.

    >>> rows = pd.DataFrame({"member": ["Ann", "Bo"], "community": "Homes", "role": ["core", "outside"],
    ...     "since": pd.to_datetime(["2026-01-31", None]), "until": pd.to_datetime([None, None])})
    >>> asked_at(rows, pd.Timestamp("2026-03-02"))["member"].tolist()
    ['Ann']
    """
    rows = current_at(memberships, day, "since", "until")
    rows = rows.assign(nearest=rows["role"].astype("object").map(_NEAREST)).dropna(
        subset=["nearest", "member", "community"]
    )
    rows = rows.sort_values("nearest", kind="stable").drop_duplicates(["member", "community"])
    names = ["community", "member", "role"]
    return rows[names].astype("object").sort_values(["community", "member"], ignore_index=True)


def numbers_asked(asked: pd.DataFrame | None, whole_place: bool = False) -> pd.Series:
    """How many were asked, by community; empty where ``asked`` (community, member) is not known.

    >>> numbers_asked(pd.DataFrame({"community": "Homes", "member": ["Ann", "Bo"]})).to_dict()
    {'Homes': 2}
    """
    if asked is None:
        return pd.Series(dtype="int64")
    rows = scoped(asked[["community", "member"]].drop_duplicates(), whole_place, ["member"])
    return rows.groupby("community").size()


def population(communities: pd.Series, people: pd.Series, asked: pd.Series) -> pd.Series:
    """How many were asked in each row's community; NaN where that is not known, or fewer than answered.

    >>> population(pd.Series(["Homes", "Streets"]), pd.Series([5, 5]), pd.Series({"Homes": 9})).tolist()
    [9.0, nan]
    """
    found = communities.map(asked).astype("float64")
    return found.where(found >= people)
