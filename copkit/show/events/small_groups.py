"""Small groups for the next event, in which people meet as many new people as can be."""

from __future__ import annotations

import pandas as pd

from copkit.functions.events.group_wishes import ImpossibleGroups
from copkit.functions.events.groups import groups
from copkit.place.view import View
from copkit.show.on_paper import next_event
from copkit.show.on_paper.paper import expected
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, listing
from copkit.show.tables import Table

ROUNDS, SIZE = 2, 5
FEWEST = 6
"""With fewer people there is one group."""

SECONDS = 0.5
HOSTS = ("coordinator", "core")

_METHOD = (
    "Groups differ in size by one at most. People who are tied, or who sat in one small group before, "
    "count as having met. First as many new meetings as can be; then organisations and sectors are mixed. "
    "Who should sit together or apart stands in the sheet Group wishes."
)
_SOURCE = "The social golfer problem: CSPLib, problem 10"


def small_groups(here: View) -> Section:
    """Two rounds of small groups for the next event, with a host in each where there are enough."""
    event = next_event(here)
    if event is None:
        return Section(
            [Needs("No event is in the calendar yet.", "Write the next one into the form 'Events'.")]
        )
    if here.audience.is_public:
        return Section([Finding("Who sits with whom is for the room alone, and is not shown here.")])
    people = expected(here, event)
    if len(people) < FEWEST:
        return Section([Needs("There are too few members for small groups.", "Six or more are needed.")])
    names = sorted(people["name"])
    try:
        made = groups(
            names,
            ROUNDS,
            size=SIZE,
            met=_met(here, names),
            kinds=_kinds(here, names),
            together=_wishes(here, names, "together"),
            apart=_wishes(here, names, "apart"),
            hosts=_hosts(here, names),
            seconds=SECONDS,
        )
    except ImpossibleGroups as why:
        return Section([Finding(f"No groups can be made for {event['name']}: {why}", (), _METHOD, _SOURCE)])
    rows = [
        (number, group, listing(_seated(seated), 12))
        for (number, group), seated in made.rounds.groupby(["round", "group"], sort=True)
    ]
    frame = pd.DataFrame(rows, columns=["Round", "Group", "Who"])
    sentence = (
        f"For {event['name']}: {count(len(names), 'person', 'people')} in {count(ROUNDS, 'round')} of "
        f"groups of about {SIZE}. {' '.join(made.notes)}"
    )
    return Section([Finding(sentence, [Table("Small groups", frame, here.audience)], _METHOD, _SOURCE)])


def _seated(seated: pd.DataFrame) -> list[str]:
    """The names, the host first."""
    ordered = seated.sort_values(["hosts", "member"], ascending=[False, True], kind="stable")
    return [
        f"{name} (host)" if hosts else str(name)
        for name, hosts in zip(ordered["member"], ordered["hosts"], strict=True)
    ]


def _met(here: View, names: list[str]) -> list[tuple[str, str]]:
    """Those who are tied, or sat in one group before."""
    ties = here.whole["ties"][["member", "to_member"]].itertuples(index=False, name=None)
    places = here.whole["group_places"]
    both = places.merge(places, on=["event", "round", "group"])[["member_x", "member_y"]]
    known = set(names)
    pairs = {
        (min(one, other), max(one, other)) for one, other in [*ties, *both.itertuples(index=False, name=None)]
    }
    return sorted(pair for pair in pairs if pair[0] != pair[1] and set(pair) <= known)


def _kinds(here: View, names: list[str]) -> pd.DataFrame:
    members = here.whole["members"].set_index("name")["organisation"].reindex(names)
    sector = here.whole["organisations"].set_index("name")["sector"].astype("object")
    return pd.DataFrame({"organisation": members, "sector": members.map(sector)}, index=names)


def _wishes(here: View, names: list[str], wish: str) -> list[tuple[str, str]]:
    rows = here.whole["group_wishes"]
    rows = rows[(rows["wish"] == wish) & rows["member"].isin(names) & rows["other"].isin(names)]
    return list(rows[["member", "other"]].itertuples(index=False, name=None))


def _hosts(here: View, names: list[str]) -> list[str]:
    standing = here["memberships"]
    able = set(standing.loc[standing["role"].isin(HOSTS), "member"])
    return [name for name in names if name in able]
