"""The sign-in sheet, the agenda for three kinds of reader, and the feedback form."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from copkit.functions.events.activities import activity_of, library
from copkit.functions.events.run_sheet import run_sheet
from copkit.place.errors import CopkitError
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.on_paper.paper import (
    A_STEP,
    NOBODY,
    Paper,
    expected,
    for_event,
    in_order,
    not_for_the_public,
    sheet_table,
    when_of,
)
from copkit.show.page import Needs
from copkit.show.sentences import count

LINES_FOR_OTHERS = 10
"""Lines on the sign-in sheet for those whom nobody expected."""

READERS = ("participants", "helpers", "host")

_EMPTY = Markup("<td></td>")


def sign_in_sheet(here: View, event: str = "") -> Paper | Needs:
    """The community, each on a line to tick, and lines for others, with room for a letter that says whether
    one may be named or photographed."""
    if here.audience.is_public:
        return not_for_the_public("The sign-in sheet")
    return for_event(here, event, _sign_in_sheet)


def _sign_in_sheet(here: View, event: pd.Series) -> Paper | Needs:
    people = in_order(expected(here, event))
    if people.empty:
        return NOBODY
    named = [
        Markup('<tr><th scope="row">{}</th><td>{}</td>{}</tr>').format(
            name, "" if pd.isna(organisation) else organisation, _EMPTY * 2
        )
        for name, organisation in zip(people["name"], people["organisation"], strict=True)
    ]
    rows = [*named, *[Markup("<tr>{}</tr>").format(_EMPTY * 4)] * LINES_FOR_OTHERS]
    codes = (
        "Tick when you come in. In the last column write N if we may name you in what we share, P if you may "
        "be in our photographs, N P for both, 0 for neither."
    )
    table = sheet_table(
        event,
        ["Name", "Organisation", "Here", "N, P or 0"],
        rows,
        "sign-in",
        Markup("<p>{}</p>").format(codes),
    )
    how = (
        f"Print on A4: {count(len(people), 'name')} and {LINES_FOR_OTHERS} empty lines. Afterwards type it "
        "into the form 'Attendance', and whom you may name into the sheet Members."
    )
    return Paper(f"Sign-in sheet for {event['name']}", how, [table])


def agenda_sheet(here: View, event: str = "", reader: str = "participants") -> Paper | Needs:
    """The agenda with its times: for ``participants`` what happens; for ``helpers`` also who leads and what
    each step needs; for the ``host`` who leads, and room for notes. The public never sees who leads.

    Raises `CopkitError` for another reader.
    """
    if reader not in READERS:
        raise CopkitError(f"'{reader}' is no reader of an agenda. It can be {', '.join(READERS)}.")
    return for_event(here, event, lambda here, found: _agenda_sheet(here, found, reader))


def _agenda_sheet(here: View, event: pd.Series, reader: str) -> Paper | Needs:
    items = run_sheet(event, here["agenda_items"]).items
    if items.empty:
        how = "Write its steps into the form 'Agenda items', or add activities from the library."
        return Needs(f"The run sheet of {event['name']} is not written yet.", how)
    shown = {
        "From": items["starts"],
        "To": items["ends"],
        "What happens": TextsFor(here).fit(items["title"], A_STEP),
    }
    if reader != "participants" and not here.audience.is_public:
        shown["Who leads"] = items["lead"].fillna("")
    if reader == "helpers":
        known = library()
        found = [activity_of(str(title), known) for title in items["title"]]
        needs = ["" if activity is None else activity["materials"] for activity in found]
        shown["What it needs"] = pd.Series(needs, index=items.index)
    if reader == "host":
        shown["Notes"] = pd.Series("", index=items.index)
    rows = [
        Markup("<tr{}>{}</tr>").format(
            Markup(' class="pause"') if kind == "break" else "",
            Markup("").join(Markup("<td>{}</td>").format(cell) for cell in cells),
        )
        for kind, *cells in zip(items["kind"].astype("str"), *shown.values(), strict=True)
    ]
    purpose = event["purpose"]
    above = Markup("<p>{}</p>").format(purpose) if isinstance(purpose, str) and purpose else Markup("")
    whom = "the host" if reader == "host" else reader
    how = "Print on A4, one for each." if reader == "participants" else "Print on A4."
    table = sheet_table(event, list(shown), rows, f"agenda {reader}", above)
    return Paper(f"Agenda of {event['name']}, for {whom}", how, [table])


def feedback_form(here: View, event: str = "") -> Paper | Needs:
    """Two forms on a sheet: was it worth my time, what to keep, what to change."""
    return for_event(here, event, lambda _, found: _feedback_form(found))


def _feedback_form(event: pd.Series) -> Paper:
    circles = Markup("").join(Markup("<li>{}</li>").format(number) for number in range(1, 6))
    line = Markup('<span class="line"></span>')
    form = Markup(
        '<div class="form"><p class="title">{name}</p><p>{when}</p>'
        '<p class="ask">Was it worth my time? Circle one.</p>'
        '<div class="scale"><span>not worth my time</span><ol>{circles}</ol><span>well worth it</span></div>'
        '<p class="ask">What should we keep?</p>{lines}<p class="ask">What should we change?</p>{lines}'
        '<p class="code">A code of your own, not your name: <span class="line"></span></p>'
        '<p><span class="box"></span> What I wrote may be shared outside the community.</p></div>'
    ).format(name=event["name"], when=when_of(event), circles=circles, lines=line * 3)
    how = (
        "Print half as many as people come, and cut each sheet in two. Type the answers into the sheet "
        "Feedback."
    )
    return Paper(
        f"Feedback form for {event['name']}", how, [Markup('<div class="forms">{}</div>').format(form * 2)]
    )
