"""The run sheets of the events to come."""

from __future__ import annotations

import pandas as pd

from copkit.functions import events
from copkit.place.view import View
from copkit.show.events.about_now import now_of
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count
from copkit.show.tables import Table


def run_sheets(here: View) -> Section:
    """The run sheets of the next events that have an agenda."""
    plan = here["events"]
    now = now_of(here)
    coming = plan[(plan["date"] > now) & plan["name"].isin(here["agenda_items"]["event"])]
    coming = coming.sort_values(["date", "name"], kind="stable").head(1 if here.community else 3)
    if coming.empty:
        how = "Write its steps into the form 'Agenda items': what happens, for how long, and who leads."
        return Section([Needs("No event to come has an agenda yet.", how)])
    return Section([_run_sheet(here, event) for _, event in coming.iterrows()])


def _run_sheet(here: View, event: pd.Series) -> Finding:
    sheet = events.run_sheet(event, here["agenda_items"])
    frame = sheet.items.rename(
        columns={"starts": "From", "ends": "To", "title": "What happens", "kind": "Kind", "lead": "Who leads"}
    )[["From", "To", "What happens", "Kind", "Who leads"]]
    if here.audience.is_public:
        frame = frame.drop(columns="Who leads")
    told = f"The run sheet of {sheet.event} takes {count(sheet.planned, 'minute')}"
    if sheet.spare is None:
        told += "."
    elif sheet.spare < 0:
        told += f": {-sheet.spare:,} more than there are. Cut or shorten a step."
    elif sheet.spare:
        told += f" and leaves {count(sheet.spare, 'minute')} to spare."
    else:
        told += ", which fits."
    return Finding(told, [Table(f"{sheet.event}: run sheet", frame, here.audience)])
