"""Small groups for an event, worked out when an editor asks: all of them, or a place for one who is late."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from copkit.place.errors import CopkitError
from copkit.place.store import Place
from copkit.place.view import View, view

Answer = dict[str, Any]

SECONDS = 2.0
"""For so long a room waits gladly; see `copkit.functions.events.groups`."""
MOST_ROUNDS = 20


def groups_for(place: Place, community: str, question: Mapping[str, Any]) -> Answer:
    """Groups for ``event`` in ``rounds`` of about ``size``, of those who are ``here`` (ticked as having
    come) or else of all who are expected: ``places`` to be kept, and ``notes``."""
    from copkit.functions.events.group_people import group_people
    from copkit.functions.events.group_wishes import ImpossibleGroups
    from copkit.functions.events.groups import groups

    here = view(place, community, "today")
    event = _event(here, question)
    rounds, size = int(question["rounds"]), int(question["size"])
    if rounds > MOST_ROUNDS:
        raise CopkitError(f"That is more than {MOST_ROUNDS} rounds. Ask for fewer.")
    who = _came(here, event) if question.get("here") else _expected(here, event)
    known = group_people(here.whole, who, event["name"], here.as_of)
    try:
        made = groups(
            known.names,
            rounds,
            size=min(size, len(known.names)),
            met=known.met,
            kinds=known.kinds,
            together=known.together,
            apart=known.apart,
            hosts=known.hosts,
            seconds=SECONDS,
        )
    except ImpossibleGroups as why:
        raise CopkitError(str(why)) from why
    return {"places": _places(made.rounds), "notes": list(made.notes)}


def place_for(place: Place, community: str, question: Mapping[str, Any]) -> Answer:
    """Where ``member``, who is late for ``event``, sits from round ``from`` on: ``places`` to be added to
    the groups that stand, and ``notes``. Nobody else is moved."""
    from copkit.functions.events.group_late import late_arrival
    from copkit.functions.events.group_people import group_people
    from copkit.functions.events.group_seating import measured
    from copkit.functions.events.group_wishes import ImpossibleGroups

    here = view(place, community, "today")
    event, member = _event(here, question), str(question["member"])
    standing = here.whole["group_places"]
    standing = standing[standing["event"] == event["name"]]
    if standing.empty:
        raise CopkitError("There are no groups yet. Make them first.")
    rows = standing[["round", "member", "group", "hosts"]].assign(hosts=standing["hosts"].eq(True))
    from_round = int(question["from"])
    # a place in a round that is over says that somebody was there, and is no place in the rounds to come
    left = rows[rows["round"] >= from_round]
    known = group_people(here.whole, {*rows["member"], member}, event["name"], here.as_of)
    before = {
        (min(member, other), max(member, other))
        for other in rows.merge(rows[rows["member"] == member][["round", "group"]])["member"]
        if other != member
    }
    try:
        made = late_arrival(
            measured(left),
            member,
            from_round=from_round,
            met=[*known.met, *before],
            kinds=known.kinds,
            together=known.together,
            apart=known.apart,
        )
    except ImpossibleGroups as why:
        raise CopkitError(str(why)) from why
    added = made.rounds[made.rounds["member"] == member]
    return {"places": _places(added), "notes": [note for note in made.notes if member in note]}


def _event(here: View, question: Mapping[str, Any]) -> pd.Series:
    plan = here["events"]
    named = plan[plan["name"] == question["event"]]
    if named.empty:
        raise CopkitError("This event is not in the calendar any more. Choose another one.")
    return named.iloc[0]


def _expected(here: View, event: pd.Series) -> list[str]:
    from copkit.show.on_paper.paper import expected

    return list(expected(here, event)["name"])


def _came(here: View, event: pd.Series) -> list[str]:
    noted = here.whole["attendance"]
    return list(noted.loc[(noted["event"] == event["name"]) & (noted["presence"] == "came"), "member"])


def _places(rounds: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {"round": int(at), "member": str(name), "group": int(group), "hosts": bool(hosts)}
        for at, name, group, hosts in rounds[["round", "member", "group", "hosts"]].itertuples(index=False)
    ]
