"""What the calendar and the attendance ask for."""

from __future__ import annotations

import pandas as pd

from copkit.functions import events
from copkit.place.view import View
from copkit.show.events.about_now import now_of, own_attendance, year_around
from copkit.show.next_steps import steps
from copkit.show.page import Section
from copkit.show.sentences import count, listing, month


def next_steps(here: View) -> Section:
    """What the calendar and the attendance ask for."""
    plan = year_around(here)
    now = now_of(here)
    coming = plan[plan["date"] > now]
    proposals: list[str] = []
    communities = here["communities"]["name"]
    quiet = list(communities[~communities.isin(coming["community"])])
    if quiet:
        proposals.append(f"Set the date of the next event of {listing(quiet, 3)}.")
    planned = coming.drop_duplicates("name")
    bare = planned[~planned["name"].isin(here["agenda_items"]["event"])]
    soon = bare[bare["date"] <= now + pd.DateOffset(months=2)]
    if len(soon):
        proposals.append(f"Write the run sheet of {soon['name'].iloc[0]}.")
    for event in planned["name"].head(5):
        sheet = events.run_sheet(planned[planned["name"] == event].iloc[0], here["agenda_items"])
        if sheet.spare is not None and sheet.spare < 0 and len(sheet.items):
            proposals.append(f"Shorten {event} by {count(-sheet.spare, 'minute')}.")
            break
    past = plan[plan["date"] <= now]
    unknown = past[~past["name"].isin(here["attendance"]["event"])]
    if len(unknown):
        proposals.append(f"Note who came to {unknown['name'].iloc[-1]} ({month(unknown['date'].iloc[-1])}).")
    _, gone = events.newcomers_and_leavers(here["events"], own_attendance(here), here.as_of)
    if gone:
        proposals.append("Ring those who stopped coming, and ask what would bring them back.")
    return steps(here, "plan events", proposals)
