"""Puts a question to the phones: reads off the place what it offers, or says why it cannot be asked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pandas as pd

from copkit.functions.health.survey_forms import statements_of
from copkit.place.rules import Misread, fold, read_value
from copkit.place.schema import TABLES
from copkit.place.scope import belonging, current_at
from copkit.place.store import Place
from copkit.workshop.questions import MOST_DOTS, ChooseSessions, Feedback, Knows, Refused, Survey, Vote


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
    return Vote(community, dt.date.today(), tuple(issues["name"]), name, budget)


def survey(place: Place, community: str, wave: str) -> Survey:
    """Asks a community the survey of a wave. Raises `Refused`."""
    _must_name(community, "The survey")
    waves = place.read("survey_waves").set_index("name")
    if wave not in waves.index:
        raise Refused("Choose a survey wave. Waves are written down in 'Assess health'.")
    items = statements_of(place.read("survey_items"), waves["form"][wave])
    if items.empty:
        raise Refused(
            "The survey has no statement yet. Write them down in 'Assess health' first, or take the standard "
            "ones there under 'Answer the survey'."
        )
    found = (re.fullmatch(r"s(\d{1,6})p\d+", str(code)) for code in place.read("responses")["respondent"])
    number = 1 + max((int(match[1]) for match in found if match), default=0)
    names, says = tuple(items["name"]), tuple(items["statement"])
    members = tuple(place.read("members")["name"])
    return Survey(community, dt.date.today(), names, wave, says, number, members)


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
    return Knows(community, dt.date.today(), tuple(names))


def choose_sessions(place: Place, event: str) -> ChooseSessions:
    """Asks which sessions of an event people want to see. Raises `Refused`."""
    asked = events_with_sessions(place)
    if not asked:
        raise Refused(
            "No event has sessions yet. Write down the sessions of an event in 'Plan events' first."
        )
    if event not in asked:
        raise Refused("Choose an event that has sessions.")
    sessions = place.read("sessions")
    titles = tuple(sessions[sessions["event"] == event]["name"])
    return ChooseSessions(asked[event], dt.date.today(), titles, event)


def feedback(place: Place, event: str) -> Feedback:
    """Asks whether an event was worth people's time. Raises `Refused`."""
    asked = events_held(place)
    if not asked:
        raise Refused("No event has been held yet. Write down the event in 'Plan events' first.")
    if event not in asked:
        raise Refused("Choose an event that was held, or is held today.")
    return Feedback(asked[event], dt.date.today(), event)


def events_with_sessions(place: Place) -> dict[str, str]:
    """The events that have sessions, each with its community ('' for the whole place). The nearest to
    today comes first; of two as near, the one to come."""
    having = set(place.read("sessions")["event"])
    return _events(place, lambda name, _: name in having)


def events_held(place: Place) -> dict[str, str]:
    """The events up to today, each with its community ('' for the whole place). The newest comes first."""
    return _events(place, lambda _, date: date <= dt.date.today())


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


def _events(place: Place, fits: Callable[[str, dt.date], bool]) -> dict[str, str]:
    """Events that took place or will, the nearest to today first, each with its community."""
    today = dt.date.today()
    found = [
        row
        for row in place.rows("events").values()
        if not row["cancelled"] and fits(row["name"], row["date"])
    ]
    found.sort(key=lambda row: (abs((row["date"] - today).days), row["date"] < today))
    return {row["name"]: row["community"] or "" for row in found}
