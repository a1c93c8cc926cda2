"""What an organisation's people gave, as its sponsor reads it.

The employer must not learn what one person did: each number, and each that two numbers leave, has enough
people behind it. Hours that nobody's name stands at add to a sum, but never to the people behind it.
"""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement.commitments import standing_of
from copkit.functions.enablement.hours import full_months, hours_cost, promised_by_month
from copkit.show.development.contributions import TOOK_PART
from copkit.show.organisation_pages.records import MONTHS, OrganisationRecords
from copkit.show.page import Finding
from copkit.show.sentences import capital, count, listing, number

GAVE = {
    "hosted": ("part of an event led", "parts of events led"),
    "wrote": ("guide or tool made or kept", "guides and tools made or kept"),
    "taught": ("mentoring pair begun", "mentoring pairs begun"),
    "introduced": ("introduction made", "introductions made"),
    "raised": ("issue raised", "issues raised"),
    "led": ("lead taken on an issue or a project", "leads taken on issues and projects"),
    "told": ("story of a change told", "stories of a change told"),
    "did": ("action done", "actions done"),
}
_HOURS = ["organisation", "month", "member", "hours"]


def what_they_gave(records: OrganisationRecords, organisation: str) -> list[Finding]:
    """How often they came, the hours they gave and what else they did, in the months that count."""
    people = records.people_of(organisation)
    did = records.done_by(organisation)
    entered = _entered(records, organisation)
    who = f"{capital(records.audience.people(len(people)))} of your people take part now."
    if did.empty and entered.empty:
        nothing = "Nothing that they did in these months is written down."
        return [Finding(f"{who} {nothing}" if len(people) else "None of your people take part now.")]
    came = did[did["kind"] == TOOK_PART]
    at_events = _at_events(records, organisation, came)
    told = []
    if records.enough(came["member"]):
        told.append(f"came to events {count(len(came), 'time', 'times')}{_length(records, came, at_events)}")
    at_events = at_events if told and records.enough(at_events["member"]) else None
    if records.enough(entered["member"]):
        more = " more" if at_events is not None else ""
        told.append(f"gave {number(entered['hours'].sum(), 0)} hours{more}")
    parts = _counted(records, did)
    if not told and not parts:
        return [Finding(f"{who} So few did anything in these months that what each gave is not shown.")]
    also = listing(parts, len(parts))
    said = (
        f"They {listing(told)}{f'; beyond that: {also}' if also else ''}." if told else f"They did: {also}."
    )
    return [Finding(" ".join(filter(None, [who, said, *_hours(records, organisation, at_events, entered)])))]


def _counted(records: OrganisationRecords, did: pd.DataFrame) -> list[str]:
    """What else they did, where enough did it."""
    by_kind = {kind: rows for kind, rows in did.groupby("kind") if records.enough(rows["member"])}
    return [count(len(by_kind[kind]), *words) for kind, words in GAVE.items() if kind in by_kind]


def _at_events(records: OrganisationRecords, organisation: str, came: pd.DataFrame) -> pd.DataFrame:
    """The hours at events whose length is known, a row for each member and event."""
    minutes = records.here["events"].drop_duplicates("name").set_index("name")["minutes"].astype("Float64")
    hours = minutes.reindex(came["what"]).to_numpy(dtype="float64", na_value=float("nan")) / 60
    month = came["date"].dt.to_period("M").dt.to_timestamp()
    rows = came.assign(organisation=organisation, month=month, hours=hours)[_HOURS]
    return rows[rows["hours"] > 0]


def _entered(records: OrganisationRecords, organisation: str) -> pd.DataFrame:
    """The hours that were written down, in the months that count."""
    rows = records.hours.hours
    rows = rows[(rows["source"] == "entry") & (rows["organisation"] == organisation)]
    return rows.loc[(rows["month"] > records.since) & (rows["hours"] > 0), _HOURS]


def _length(records: OrganisationRecords, came: pd.DataFrame, at_events: pd.DataFrame) -> str:
    """' (194 hours)'; '' where too few came to events whose length is known."""
    if not records.enough(at_events["member"]):
        return ""
    least = "at least " if len(at_events) < len(came) else ""
    return f" ({least}{number(at_events['hours'].sum(), 0)} hours)"


def _hours(
    records: OrganisationRecords, organisation: str, at_events: pd.DataFrame | None, entered: pd.DataFrame
) -> list[str]:
    """What the hours that were told are worth, and how they stand beside those promised."""
    entries_told = records.enough(entered["member"])
    shown = [at_events] if at_events is not None else []
    shown += [entered] if entries_told else []
    told = []
    if shown:
        hours = pd.concat(shown, ignore_index=True)
        cost = hours_cost(hours, records.here["organisations"])["cost"].iloc[0]
        if pd.notna(cost):
            told.append(f"That time is worth about £{number(round(cost, -1), 0)}, at what an hour costs you.")
        where = (
            " beside events" if at_events is None else "" if entries_told or entered.empty else " at events"
        )
        told += _beside_promises(records, organisation, hours, where)
    if len(entered) and not entries_told:
        least = records.audience.threshold
        told.append(f"Other hours are written down under fewer than {least} names, and so are not told.")
    return told


def _beside_promises(
    records: OrganisationRecords, organisation: str, hours: pd.DataFrame, where: str
) -> list[str]:
    """Hours promised, and given in the same months: where enough people gave them, and in the other
    months too, as the whole less these tells the rest."""
    here = records.here
    months = full_months(records.hours.hours["month"], here.as_of)[-MONTHS:]
    rows = here["commitments"]
    rows = rows[rows["organisation"] == organisation]
    promised = promised_by_month(rows, months)
    promised = promised[promised["promised"] > 0]
    inside = hours["month"].isin(promised["month"])
    then, rest = hours[inside], hours[~inside]
    if not records.enough(then["member"]) or not (rest.empty or records.enough(rest["member"])):
        return []
    told = f"In the months for which you promised {number(promised['promised'].sum(), 0)} hours, they gave "
    told += f"{number(then['hours'].sum(), 0)}{where}, to any community."
    late = int(((standing_of(rows, here.as_of) == "late") & (rows["hours_a_month"].fillna(0) > 0)).sum())
    if not late:
        return [told]
    promises = f"{capital(count(late, 'promise'))} of hours {'is' if late == 1 else 'are'} late all the same"
    return [told, f"{promises}: hours came, but not what was agreed."]
