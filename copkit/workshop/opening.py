"""Puts a question to the phones: reads off the place what it offers, or says why it cannot be asked."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from copkit.place.rules import Misread, fold, read_value
from copkit.place.schema import TABLES
from copkit.place.scope import belonging, current_at
from copkit.place.store import Place
from copkit.workshop.questions import MOST_DOTS, Knows, Refused, Survey, Vote


def vote(place: Place, community: str, round_of_votes: str, dots: object) -> Vote:
    """Asks for dots in a round, on the issues of a community or of the whole place. Raises `Refused`.

    The outcome is what all issues lead to: nobody is asked to choose it."""
    budget = _whole(dots, "The number of dots", MOST_DOTS)
    try:
        read = read_value(TABLES["votes"].fields()["round"], round_of_votes)
    except Misread as misread:
        raise Refused(f"The name of the round: {misread.wrong}.") from None
    if read is None:
        raise Refused("Give the round of voting a name.")
    known = {fold(name): name for name in place.read("votes")["round"].dropna().unique()}
    issues = _of_community(place, "issues", community)
    issues = issues[~issues["is_outcome"].fillna(False).astype(bool)]
    if issues.empty:
        what = f"'{community}' takes no issue" if community else "This place has no issue"
        raise Refused(f"{what} yet. Write down the issues in 'Map the issues' first.")
    name = known.get(fold(str(read)), str(read))
    return Vote(community, tuple(issues["name"]), dt.date.today(), name, budget)


def survey(place: Place, community: str, wave: str) -> Survey:
    """Asks a community the survey of a wave. Raises `Refused`."""
    _must_name(community, "The survey")
    items = place.read("survey_items")
    if wave not in set(place.read("survey_waves")["name"]):
        raise Refused("Choose a survey wave. Waves are written down in 'Assess health'.")
    if items.empty:
        raise Refused("The survey has no statement yet. Write them down in 'Assess health' first.")
    found = (re.fullmatch(r"s(\d{1,6})p\d+", str(code)) for code in place.read("responses")["respondent"])
    number = 1 + max((int(match[1]) for match in found if match), default=0)
    names, says = tuple(items["name"]), tuple(items["statement"])
    return Survey(community, names, dt.date.today(), wave, says, number)


def knows(place: Place, community: str) -> Knows:
    """Asks the members of a community whom they know. Raises `Refused`.

    Only who agreed to be named stands in the list, and only who takes part today."""
    _must_name(community, "'I know these people'")
    members = place.read("members")
    named = members[members["agrees_to_be_named"].fillna(False).astype(bool)]["name"]
    standing = current_at(place.read("memberships"), pd.Timestamp(dt.date.today()), "since", "until")
    inside = standing[(standing["community"] == community) & (standing["role"] != "outside")]
    names = sorted(set(named) & set(inside["member"]), key=fold)
    if len(names) < 2:
        raise Refused(f"In '{community}' fewer than two members agreed to be named, so nobody can be listed.")
    return Knows(community, tuple(names), dt.date.today())


def limit_of(typed: object, most: int) -> int:
    """How many phones may take part. Raises `Refused`."""
    return _whole(typed, "The number of phones", most)


def _whole(typed: object, what: str, most: int) -> int:
    text = str(typed).strip()
    if not re.fullmatch(r"[0-9]{1,6}", text) or not 1 <= int(text) <= most:
        raise Refused(f"{what} must be from 1 to {most}.")
    return int(text)


def _must_name(community: str, what: str) -> None:
    if not community:
        raise Refused(f"{what} is for one community. Choose which.")


def _of_community(place: Place, table: str, community: str) -> pd.DataFrame:
    def scoped(name: str) -> pd.DataFrame:
        return belonging(TABLES[name], community, place.read, scoped)

    return scoped(table) if community else place.read(table)
