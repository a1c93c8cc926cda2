"""How evenly members contribute, and what hangs on one person."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development
from copkit.place.view import View
from copkit.show.development.contributions import TOOK_PART, contributions
from copkit.show.development.roles import NO_ROLES
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, listing, number, people, percent
from copkit.show.tables import Table

YEARS = 1
NOTHING = Needs(
    "Nobody has done anything here in the last year.",
    "Tick off who comes to events, and say who leads, hosts and writes: then it is seen how work is shared.",
)


def inequality(here: View) -> Section:
    """How contributions of the last year are spread over members."""
    did = _last_year(here)
    numbers = did.groupby("member").size()
    if numbers.empty:
        return Section([NOTHING])
    if here.audience.hides(len(numbers)) or len(numbers) < 2:
        return Section([Finding("Too few members contributed to say how evenly.")])
    even = development.gini(numbers)
    interval = development.gini_interval(numbers)
    split = development.participation_split(numbers)
    parts = split.assign(part="The " + split["part"])
    frame = parts[["part", "people", "people_share", "contributions", "share"]].set_axis(
        ["Members", "How many", "Of all who did anything", "Contributions", "Of all contributions"], axis=1
    )
    table = Table(
        "Who contributed how much in the last year",
        frame,
        here.audience,
        people=["How many"],
        follows=dict.fromkeys(
            ["Of all who did anything", "Contributions", "Of all contributions"], "How many"
        ),
        formats={
            "Of all who did anything": "percent",
            "Of all contributions": "percent",
            "Contributions": "whole",
        },
    )
    sure = f"95% interval {number(interval[0])} to {number(interval[1])}; " if interval else ""
    told = f"The Gini coefficient of contributions is {number(even or 0)} ({sure}0 is even, 1 is all by one)."
    shares = table.values["Of all contributions"]
    if shares.notna().all():
        told = (
            f"The most active 1% ({people(here.audience, split['people'].iloc[0])}) made "
            f"{percent(shares.iloc[0])} of all contributions, the next 9% "
            f"{percent(shares.iloc[1])}, the other 90% {percent(shares.iloc[2])}. " + told
        )
    method = (
        "A contribution is a time that somebody came to an event, led a part of it, wrote, taught, "
        "introduced, raised or led an issue, told a story or did an action. Only those count who did "
        "anything in the year; parts are cut at whole people. '90-9-1' is a saying about the internet "
        "and no target: in health communities 74.7%, 24.0% and 1.3% of what was written came from the "
        "three parts."
    )
    source = "Gini 1912; Nielsen 2006, Participation inequality; van Mierlo 2014 for the measured figures"
    return Section([Finding(told, [table], method, source)])


def dependence(here: View) -> Section:
    """Coordinators without a deputy, and communities that live off one person."""
    if here["memberships"].empty:
        return Section([NO_ROLES])
    if here.audience.is_public:
        return Section([Finding("What hangs on one person is for those in the room to see.")])
    names = list(here["communities"]["name"])
    day = here.as_of if pd.notna(here.as_of) else pd.Timestamp.max.normalize()
    deputies = development.deputies(here["memberships"], day, names).set_index("community")
    did = _last_year(here)
    gave = did[(did["kind"] != TOOK_PART) & did["community"].isin(names)]
    rests = development.rests_on(gave).set_index("community")
    alone = [name for name in names if deputies.loc[name, "state"] != development.DEPUTY]
    one = [name for name in rests.index if rests.loc[name, "for_half"] == 1]
    told = (
        f"{capital(listing(alone))} {'has' if len(alone) == 1 else 'have'} nobody to step in for the "
        "coordinator."
        if alone
        else "Every community has somebody to step in for its coordinator."
    )
    if one:
        told += f" In {listing(one)} one person gave half or more of what was given in the last year."
    frame = pd.DataFrame(
        {
            "Community": names,
            "Deputy": [deputies.loc[name, "state"] for name in names],
            "People who gave": [int(rests["people"].get(name, 0)) for name in names],
            "Given by the most active": [rests["share"].get(name) for name in names],
            "People who gave half of it": [int(rests["for_half"].get(name, 0)) for name in names],
        }
    )
    table = Table(
        "What hangs on one person", frame, here.audience, formats={"Given by the most active": "percent"}
    )
    method = (
        "A deputy is a second coordinator or a member of the core. What was given: parts of events led and "
        "sessions hosted, resources, issues and projects led, stories told, actions done, in the last year."
    )
    source = "Avelino and others 2016, on how many can leave before work stops (truck factor)"
    return Section([Finding(told, [table], method, source)])


def _last_year(here: View) -> pd.DataFrame:
    did = contributions(here)
    if pd.notna(here.as_of):
        did = did[did["date"] > here.as_of - pd.DateOffset(years=YEARS)]
    return did[did["member"].isin(set(here["members"]["name"]))]
