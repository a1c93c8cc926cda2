"""The run sheets of the events to come, and what to mend in them."""

from __future__ import annotations

import pandas as pd

from copkit.functions import events
from copkit.functions.events.activities import LONGEST_WITHOUT_BREAK, TALK_WITHIN, check, library
from copkit.place.view import View
from copkit.show.events.about_now import now_of
from copkit.show.free_text import TextsFor
from copkit.show.on_paper.paper import A_STEP, expected
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count
from copkit.show.tables import Table

_METHOD = (
    f"Looked for: more minutes than the event has, more than {LONGEST_WITHOUT_BREAK} minutes without a "
    f"break, an activity with less time than its steps need, and, in a larger room, a first {TALK_WITHIN} "
    "minutes in which nobody talks in a small group. These are customs of facilitators, and no measured "
    "limits."
)
_SOURCE = "Lipmanowicz and McCandless 2013; Kaner 2014"


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
    frame["What happens"] = TextsFor(here).fit(frame["What happens"], A_STEP)
    if here.audience.is_public:
        frame = frame.drop(columns="Who leads")
    told = f"The run sheet of {sheet.event} takes {count(sheet.planned, 'minute')}"
    if sheet.spare is not None and sheet.spare >= 0:
        spare = f" and leaves {count(sheet.spare, 'minute')} to spare" if sheet.spare else ", which fits"
        told += spare
    evidence = [Table(f"{sheet.event}: run sheet", frame, here.audience)]
    mend = [] if here.audience.is_public else check(sheet, library(), len(expected(here, event)))
    if not mend:
        return Finding(f"{told}.", evidence, _METHOD, _SOURCE)
    told += f". {count(len(mend), 'thing')} in it should be mended."
    to_mend = Table("To mend", pd.DataFrame({"What to mend": mend}), here.audience)
    return Finding(told, [to_mend, *evidence], _METHOD, _SOURCE)
