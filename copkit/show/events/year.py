"""The year on one page: kinds of events by month, days on which communities call the same people, and the
next dates in each community's rhythm."""

from __future__ import annotations

import pandas as pd

from copkit.functions.events.calendar import clashes, year
from copkit.functions.events.rhythm import DateProposal, propose_dates
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show import figures
from copkit.show.events.about_now import BACK, NO_EVENTS, now_of, year_around
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, date, listing, people
from copkit.show.tables import Table

MOST_PROPOSED = 3
MOST_CLASHES = 15


def the_year(here: View) -> Section:
    """Kinds of events by month, clashes to come, and proposals for the next dates."""
    plan = year_around(here)
    if plan.empty:
        return Section([NO_EVENTS])
    return Section([_kinds(here, plan), clashes_to_come(here), _proposals(here)])


def _kinds(here: View, plan: pd.DataFrame) -> Finding:
    now = now_of(here)
    held = plan[plan["date"] <= now]
    if held.empty:
        return Finding("No event was held in the last year.")
    first = now - pd.DateOffset(months=BACK) + pd.Timedelta(days=1)
    counted = year(held, first, now)
    empty = [month for month in counted.columns if not counted[month].sum()]
    kinds = list(counted.index)
    title = f"{count(len(kinds), 'kind')} of events in the last year, most often {kinds[0]}"
    if empty:
        title += f"; {count(len(empty), 'month')} without any"
    frame = counted.rename(columns=lambda month: f"{month:%b %Y}").rename_axis("Kind").reset_index()
    frame.columns.name = None
    return Finding(
        f"{capital(title)}.",
        [figures.matrix(title, Table("Events by kind and month", frame, here.audience), "Kind")],
    )


def clashes_to_come(here: View) -> Finding:
    """Events to come that call the same people at the same time, in the whole place."""
    now = now_of(here)
    coming = year_around(here.whole)
    coming = coming[coming["date"] > now]
    members = current_at(here.whole["memberships"], here.as_of, "since", "until")
    found = clashes(coming, members)
    if here.community:
        found = found[(found["community"] == here.community) | (found["other_community"] == here.community)]
    method = (
        "Two events clash where they overlap and belong to communities that share members. An event "
        "without a time takes its whole day."
    )
    if found.empty:
        return Finding("No event to come calls the same people to two places at once.", (), method)
    first = found.iloc[0]
    told = (
        f"{count(len(found), 'clash', 'clashes')} to come: on {date(first['day'])} {first['event']} and "
        f"{first['other']} both call {people(here.audience, first['shared'])}."
    )
    frame = pd.DataFrame(
        {
            "Day": found["day"],
            "Event": found["event"],
            "Other event": found["other"],
            "Called to both": found["shared"],
            "Who": [listing(names, 6) for names in found["members"]],
        }
    ).head(MOST_CLASHES)
    if here.audience.is_public:
        frame = frame.drop(columns="Who")
    table = Table("Events that call the same people", frame, here.audience, people=["Called to both"])
    return Finding(capital(told), [table], method)


def _proposals(here: View) -> Finding | Needs:
    """The next dates of each community, in its rhythm."""
    members = current_at(here.whole["memberships"], here.as_of, "since", "until")
    after = now_of(here)
    found: dict[str, list[DateProposal]] = {
        name: propose_dates(here.whole["events"], name, members, after, MOST_PROPOSED)
        for name in here["communities"]["name"]
    }
    rows = [
        (name, proposal.day, proposal.starts or "", proposal.reason)
        for name, proposals in found.items()
        for proposal in proposals
    ]
    if not rows:
        return Needs(
            "No next date can be proposed.",
            "A community needs at least one meeting of its own in the calendar.",
        )
    frame = pd.DataFrame(rows, columns=["Community", "Day", "Starts", "Why"])
    why = rows[0][3][:1].lower() + rows[0][3][1:]
    if here.community:
        frame = frame.drop(columns="Community")
        told = f"The next meeting of {here.community} could be on {date(rows[0][1])}: {why}"
    else:
        told = f"{rows[0][0]} could meet next on {date(rows[0][1])}: {why}"
    table = Table("Next dates in the usual rhythm, after what is planned", frame, here.audience)
    method = (
        "A date keeps the weekday and week of the month on which the community met most, and moves by up "
        "to 13 days where that day calls the same people elsewhere. Bank holidays are not known here: "
        "look before you fix it."
    )
    return Finding(told if told.endswith(".") else f"{told}.", [table], method)
