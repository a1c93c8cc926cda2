"""Who takes part, how steadily, and how much rests on a few."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health import participation
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show import figures
from copkit.show.health.empty_months import empty_months
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, percent
from copkit.show.tables import Table

_ATTENDANCE = "Fill in the form 'Attendance' (workbook 2)."
_MEMBERSHIPS = "Fill in the form 'Memberships' (workbook 4)."
_NOTHING = Needs(
    "Nothing is known of who takes part.",
    "Fill in the forms 'Memberships' (workbook 4) and 'Attendance' (workbook 2).",
)
_NO_ATTENDANCE = Needs("Nobody has written down yet who came to an event.", _ATTENDANCE)
_NO_MEMBERS = Needs(
    "Which share of the members that is, is not known: no member is written down.", _MEMBERSHIPS
)
_NOBODY = "Nobody came to an event in the last year."
_FEW = "Too few came to an event in the last year to say how many."
"""In public a count left out may be nobody as well as a few."""


def taking_part(here: View) -> Section:
    """Who takes part, how steadily, and how much rests on a few."""
    found = visits_here(here)
    recent = found[(found["date"] > here.as_of - pd.DateOffset(years=1)) & (found["date"] <= here.as_of)]
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    members = set(standing.loc[standing["role"] != "outside", "member"])
    if found[found["date"] <= here.as_of].empty:
        return Section([_NO_ATTENDANCE if members else _NOTHING])
    unknown = () if members else (_NO_MEMBERS,)
    empty = empty_months(here).said if here.community else ""
    if recent.empty:
        return Section([Finding(empty or (_FEW if here.audience.is_public else _NOBODY)), *unknown])
    if members:
        told = _share(here, len(members & set(recent["member"])), len(members))
    else:
        came = recent["member"].nunique()
        noun = "person" if came == 1 and not here.audience.is_public else "people"
        told = capital(f"{here.audience.about(came)} {noun}")
    told = f"{told} came to at least one event in the last year."
    months = participation.by_month(recent, here.as_of - pd.DateOffset(years=1), here.as_of)
    frame = months.set_axis(["Month", "People", "Visits"], axis=1)[["Month", "People"]]
    table = Table(
        "Different people who came in each month",
        frame,
        here.audience,
        people=["People"],
        rounded=True,
        formats={"Month": "month"},
    )
    if table.values["People"].isna().all():
        said = f"{told} Too few came in each month to say how many. {empty}".strip()
        return Section([Finding(said), *unknown])
    picture = figures.line(told.rstrip("."), table, "Month", ["People"])
    finding = Finding(f"{told} {empty}".strip(), [picture])
    return Section([finding, *_concentration(here, recent), *unknown])


def _share(here: View, came: int, members: int) -> str:
    """In public no closer than the communities at a glance: whose counts could be taken from each other."""
    if not here.audience.is_public:
        return capital(f"{here.audience.of(came, members)} members")
    if here.audience.rounded(came) is None or here.audience.rounded(members - came) is None:
        part = "half or more" if came >= 0.5 * members else "fewer than half"
        part = "nearly all" if came >= 0.8 * members else part
        return capital(f"{part} of {here.audience.about(members)} members")
    return f"{capital(here.audience.about(came))} of {here.audience.about(members)} members"


def _concentration(here: View, recent: pd.DataFrame) -> list[Finding]:
    counts = recent["member"].value_counts()
    share = participation.share_of_most_active(counts)
    if share is None or len(counts) < 10 or here.audience.hides(round(len(counts) * 0.1)):
        return []
    method = "There is no right value: it differs widely between communities. Watch how it changes."
    source = "van Mierlo 2014, who measured 1.3%, 24.0% and 74.7% in place of the 90-9-1 rule"
    return [
        Finding(
            f"The most active tenth of those who came made {percent(share)} of all visits.",
            (),
            method,
            source,
        )
    ]


def visits_here(here: View) -> pd.DataFrame:
    found = participation.visits(here["events"], here["attendance"])
    return found[found["community"] == here.community] if here.community else found
