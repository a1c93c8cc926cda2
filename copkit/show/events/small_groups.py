"""Small groups for the next event, in which people meet as many new people as can be."""

from __future__ import annotations

import pandas as pd

from copkit.functions.events.group_people import group_people
from copkit.functions.events.group_seating import Seating, measured
from copkit.functions.events.group_wishes import ImpossibleGroups
from copkit.functions.events.groups import groups
from copkit.place.view import View
from copkit.show.on_paper import next_event
from copkit.show.on_paper.paper import expected, places_of
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, listing
from copkit.show.tables import Table
from copkit.show.worked_out import worked_out

ROUNDS, SIZE = 2, 5
FEWEST = 6
"""With fewer people there is one group."""

SECONDS = 0.5

_METHOD = (
    "Groups differ in size by one at most. People who are tied, or who sat in one small group before, "
    "count as having met. First as many new meetings as can be; then organisations and sectors are mixed. "
    "Who should sit together or apart stands in the sheet Group wishes."
)
_SOURCE = "The social golfer problem: CSPLib, problem 10"


def small_groups(here: View) -> Section:
    """The small groups of the next event: those that are kept, or two rounds as they could be, with a host
    in each where there are enough."""
    event = next_event(here)
    if event is None:
        return Section(
            [Needs("No event is in the calendar yet.", "Write the next one into the form 'Events'.")]
        )
    if here.audience.is_public:
        return Section([Finding("Who sits with whom is for the room alone, and is not shown here.")])
    kept = places_of(here, event)
    people = kept["member"] if len(kept) else expected(here, event)["name"]
    if not len(kept) and len(people) < FEWEST:
        return Section([Needs("There are too few members for small groups.", "Six or more are needed.")])
    known = group_people(here.whole, people, event["name"], here.as_of)
    if len(kept):
        rounds = kept.assign(hosts=kept["hosts"].eq(True))[["round", "member", "group", "hosts"]]
        made = measured(rounds, met=known.met, kinds=known.kinds, apart=known.apart)
        return Section([_told(here, made, f"For {event['name']} {_how_many(made)} are kept")])
    try:
        made = worked_out(
            groups,
            known.names,
            ROUNDS,
            size=SIZE,
            met=known.met,
            kinds=known.kinds,
            together=known.together,
            apart=known.apart,
            hosts=known.hosts,
            seconds=SECONDS,
        )
    except ImpossibleGroups as why:
        return Section([Finding(f"No groups can be made for {event['name']}: {why}", (), _METHOD, _SOURCE)])
    told = f"For {event['name']} {_how_many(made)} could be made; none are kept yet"
    return Section([_told(here, made, told)])


def _how_many(made: Seating) -> str:
    seated = made.rounds
    sizes = seated.groupby(["round", "group"]).size()
    size = f"{sizes.min()}" if sizes.min() == sizes.max() else f"{sizes.min()} to {sizes.max()}"
    rounds = count(seated["round"].nunique(), "round")
    return f"{rounds} of groups of {size}, for {count(seated['member'].nunique(), 'person', 'people')},"


def _told(here: View, made: Seating, told: str) -> Finding:
    rows = [
        (number, group, listing(_seated(seated), 12))
        for (number, group), seated in made.rounds.groupby(["round", "group"], sort=True)
    ]
    frame = pd.DataFrame(rows, columns=["Round", "Group", "Who"])
    table = Table("Small groups", frame, here.audience)
    return Finding(f"{told}. {' '.join(made.notes)}", [table], _METHOD, _SOURCE)


def _seated(seated: pd.DataFrame) -> list[str]:
    """The names, the host first."""
    ordered = seated.sort_values(["hosts", "member"], ascending=[False, True], kind="stable")
    return [
        f"{name} (host)" if hosts else str(name)
        for name, hosts in zip(ordered["member"], ordered["hosts"], strict=True)
    ]
