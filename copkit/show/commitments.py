"""How the promises of organisations stand: which are kept, late or broken, and the hours that they give."""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement import commitments as promised
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, date, listing, number, people
from copkit.show.tables import Table

_NO_PROMISES = Needs(
    "No promise is written down yet.",
    "Ask each organisation for one thing that would help: fill in the form 'Commitments', or the sheet "
    "Commitments of the spreadsheet.",
)
_MOST = 50


def commitments(here: View) -> Section:
    """What organisations promised, and how the promises stand."""
    rows = here["commitments"]
    if rows.empty:
        return Section([_NO_PROMISES])
    rows = rows.assign(standing=promised.standing_of(rows, here.as_of))
    method = "Late: asked for or promised, and the day it was due is past."
    source = "Winograd and Flores 1986: a promise is asked for, given, and kept or broken"
    found = promised.by_organisation(rows, rows["standing"])
    tables = (
        [_listed(here, rows)] if len(found) == 1 else [_listed(here, rows), _by_organisation(here, found)]
    )
    finding = Finding(_standing(here, rows), tables, method, source)
    return Section([finding, _hours(here, found), *_sponsors(here, rows)])


def _standing(here: View, rows: pd.DataFrame) -> str:
    """How many are kept, late and broken, and what falls due."""
    counts = rows["standing"].value_counts()
    kept = int(counts.get("kept", 0))
    told = f"{kept or 'Not one'} of {count(len(rows), 'commitment')} {'is' if kept < 2 else 'are'} kept"
    behind = [
        f"{counts[state]:,} {'is' if counts[state] == 1 else 'are'} {state}"
        for state in ("late", "broken")
        if counts.get(state)
    ]
    told += f"; {listing(behind)}." if behind else "; none is late or broken."
    soon = promised.due_soon(rows, here.as_of)
    if len(soon):
        verb = "falls" if len(soon) == 1 else "fall"
        told += (
            f" {len(soon):,} {verb} due in the next three months, the first on {date(soon['due'].iloc[0])}."
        )
    return told


def _listed(here: View, rows: pd.DataFrame) -> Table:
    order = {state: place for place, state in enumerate(promised.STANDINGS)}
    listed = rows.assign(order=rows["standing"].map(order)).sort_values(
        ["order", "due", "name"], kind="stable"
    )
    frame = pd.DataFrame(
        {
            "What was asked or promised": listed["name"],
            "State": listed["standing"],
            "Due": listed["due"],
            "By": listed["organisation"],
            "For": listed["community"].fillna("all"),
            "About": listed["condition"],
            "Answers for it": listed["sponsor"],
        }
    )
    if here.audience.is_public:
        frame = frame.drop(columns="Answers for it")
    caption = "Commitments, what needs attention first"
    if len(frame) > _MOST:
        caption += f": the first {_MOST} of {len(frame):,}"
    return Table(caption, frame.head(_MOST), here.audience)


def _by_organisation(here: View, found: pd.DataFrame) -> Table:
    """How the commitments of each organisation stand."""
    frame = pd.DataFrame({"Organisation": found["organisation"]})
    for state in promised.STANDINGS:
        if found[state].any():
            frame[state.capitalize()] = found[state]
    return Table("Commitments by organisation", frame.head(_MOST), here.audience)


def _hours(here: View, found: pd.DataFrame) -> Finding:
    """The hours that organisations promised and give, against their members."""
    found = found[found["promised_hours"] > 0].reset_index(drop=True)
    if found.empty:
        return Finding("No commitment so far is about hours.")
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    taking_part = set(standing.loc[standing["role"] != "outside", "member"])
    members = here["members"]
    there = members[members["name"].isin(taking_part)]["organisation"].value_counts()
    size = found["organisation"].map(there).fillna(0).astype("int64")
    hours, kept = found["promised_hours"], found["kept_hours"]
    frame = pd.DataFrame({"Organisation": found["organisation"], "Promised": hours, "Given": kept})
    frame = frame.assign(Members=size)
    frame["Given for each member"] = (kept / size.astype("float64")).where(size > 0)
    table = Table(
        "Hours a month by organisation",
        frame.head(_MOST),
        here.audience,
        people=["Members"],
        follows={"Given for each member": "Members"},
        formats={"Given for each member": "one decimal"},
    )
    total, given = float(hours.sum()), float(kept.sum())
    told = f"{_hours_a_month(total)} promised, and {_given(given, total)}"
    if given and taking_part and not here.audience.hides(len(taking_part)):
        told += f": {_each(given / len(taking_part))} for each of the "
        told += f"{people(here.audience, len(taking_part))} who take part"
    method = (
        "Hours of commitments that are promised, late or kept; given are those kept. Members are those who "
        "take part now. What an organisation promises for all communities counts in each."
    )
    return Finding(f"{told}.", [table], method)


def _hours_a_month(hours: float) -> str:
    return "1 hour a month is" if hours == 1 else f"{number(hours, 1)} hours a month are"


def _given(given: float, total: float) -> str:
    if not given:
        return "none is given yet"
    verb = "is" if given == 1 else "are"
    return "all are given" if given == total > 1 else f"{number(given, 1)} {verb} given"


def _each(hours: float) -> str:
    minutes = round(hours * 60)
    if minutes >= 60:
        return f"{number(hours, 1)} {'hour' if number(hours, 1) == '1' else 'hours'}"
    return f"{minutes} {'minute' if minutes == 1 else 'minutes'}" if minutes else "less than a minute"


def _sponsors(here: View, rows: pd.DataFrame) -> list[Finding]:
    live = rows[rows["standing"].isin([*promised.OPEN, "late"])]
    if live.empty:
        return []
    bare = int(live["sponsor"].isna().sum())
    if not bare:
        return [Finding("Somebody answers for every commitment that is still open.")]
    of = "the only commitment" if len(live) == 1 else f"{bare:,} of {len(live):,} commitments"
    return [Finding(f"Nobody answers yet for {of} still open.")]
