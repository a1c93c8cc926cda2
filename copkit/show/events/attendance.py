"""How many come, who comes, who is new and who stopped."""

from __future__ import annotations

import pandas as pd

from copkit.functions import events
from copkit.place.schema.people import ROLES
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show import figures
from copkit.show.events.about_now import NOBODY, counted, own_attendance
from copkit.show.page import Finding, Section
from copkit.show.sentences import listing, people, percent
from copkit.show.tables import Table

_IN_ROLE = {
    "coordinator": "the coordinators",
    "core": "the core group",
    "active": "the active members",
    "peripheral": "the peripheral members",
    "outside": "those outside",
}


def attendance(here: View) -> Section:
    """How many came to each event, or in each month, over the last year."""
    visits = counted(here)
    if visits.empty:
        return Section([NOBODY])
    mean = float(visits["came"].mean())
    half = len(visits) // 2
    if here.audience.hides(mean):
        trend = "Few people come to an event: too few to show the number"
    elif half >= 3:
        before, lately = visits["came"].iloc[:half].mean(), visits["came"].iloc[half:].mean()
        word = (
            "more than"
            if lately > before * 1.1
            else "fewer than"
            if lately < before * 0.9
            else "about as many as"
        )
        trend = f"An event draws {people(here.audience, round(mean))} on average: lately {word} before"
    else:
        trend = f"An event draws {people(here.audience, round(mean))} on average"
    if len(visits) <= 60:
        frame = pd.DataFrame(
            {
                "Day": visits["date"],
                "Event": visits["event"],
                "Came": visits["came"],
                "Sent apologies": visits["apologies"],
            }
        )
        table = Table("Who came", frame, here.audience, people=["Came", "Sent apologies"])
        picture = figures.line(trend, table, "Day", ["Came"])
    else:
        months = visits.groupby(visits["date"].dt.to_period("M").dt.to_timestamp())["came"].agg(
            ["size", "sum"]
        )
        frame = pd.DataFrame({"Month": months.index, "Events": months["size"], "Visits": months["sum"]})
        table = Table(
            "Visits in each month", frame, here.audience, people=["Visits"], formats={"Month": "month"}
        )
        picture = figures.line(trend, table, "Month", ["Visits"])
    method = "Events of the last year at which somebody noted who came. 'Lately' is the later half of them."
    return Section([Finding(f"{trend}.", [picture], method)])


def who_comes(here: View) -> Section:
    """Which roles and organisations come, who is new, and who stopped coming."""
    visits = counted(here)
    members = here["members"]
    if visits.empty or members.empty:
        return Section([NOBODY])
    came = own_attendance(here)
    came = came[(came["presence"] == "came") & came["event"].isin(visits["event"])]
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    standing = standing.sort_values("role", kind="stable").drop_duplicates("member")
    people = standing.assign(came=standing["member"].isin(came["member"]))
    people = people.merge(members[["name", "organisation"]], left_on="member", right_on="name", how="left")
    parts = []
    if len(people):
        parts = [_by(here, people, "role", "Role"), _by(here, people, "organisation", "Organisation")]
    return Section([*parts, _new_and_gone(here)])


def _by(here: View, people: pd.DataFrame, column: str, label: str) -> Finding:
    counted = people.groupby(people[column].astype("object"))["came"].agg(["size", "sum"])
    counted["share"] = counted["sum"] / counted["size"]
    if column == "role":
        counted = counted.reindex([role for role in ROLES if role in counted.index])
    else:
        counted = counted.sort_values(["size", "sum"], ascending=False, kind="stable")
    frame = pd.DataFrame(
        {
            label: counted.index,
            "Members": counted["size"],
            "Came": counted["sum"],
            "Share who came": counted["share"],
        }
    )
    table = Table(
        f"Members who came at least once in the last year, by {column}",
        frame.head(40),
        here.audience,
        people=["Members", "Came"],
        parts_of={"Came": "Members"},
        follows={"Share who came": "Came"},
        formats={"Share who came": "percent"},
    )
    shown = table.values.dropna(subset=["Share who came"])
    shown = shown[shown["Members"] >= here.audience.threshold]
    if shown.empty:
        return Finding(f"Too few people in each {column} to say who comes.", [table])
    if column == "role":
        shares = zip(shown[label], shown["Share who came"], strict=True)
        told = [f"{percent(share)} of {_IN_ROLE[role]}" for role, share in shares]
        title = f"{listing(told)} came at least once in the last year"
        return Finding(f"{title}.", [table])
    low, high = shown.loc[shown["Share who came"].idxmin()], shown.loc[shown["Share who came"].idxmax()]
    title = (
        f"Members from {high[label]} came most ({percent(high['Share who came'])}), "
        f"those from {low[label]} least ({percent(low['Share who came'])})"
    )
    if len(shown) == 1:
        title = f"{percent(high['Share who came'])} of the members from {high[label]} came at least once"
    elif high["Share who came"] == low["Share who came"]:
        title = f"{percent(high['Share who came'])} of the members from each organisation came"
    return Finding(f"{title}.", [figures.bars(title, table, label, "Share who came", as_percent=True)])


def _new_and_gone(here: View) -> Finding:
    new, gone = events.newcomers_and_leavers(here["events"], own_attendance(here), here.as_of)
    came, stopped = people(here.audience, len(new)), people(here.audience, len(gone))
    told = f"In the last six months {came} came for the first time, and {stopped} stopped coming."
    method = (
        "Somebody stopped who came to two events or more in the half year before, and to none since. "
        "A friendly call helps to find out why."
    )
    if here.audience.is_public or not gone:
        return Finding(told, (), method)
    table = Table("Who stopped coming", pd.DataFrame({"Member": gone[:50]}), here.audience)
    return Finding(told, [table], method)
