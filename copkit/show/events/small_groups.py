"""Small groups for the next event, in which people meet as many new people as can be."""

from __future__ import annotations

import pandas as pd

from copkit.functions.events.group_people import group_people
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
    known = group_people(here.whole, people["name"], event["name"], here.as_of)
    names = known.names
    try:
        made = groups(
            names,
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
