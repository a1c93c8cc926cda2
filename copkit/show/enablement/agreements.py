"""The agreements with organisations: which are signed, which are due for a look, and who has none."""

from __future__ import annotations

import pandas as pd

from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.members_now import members_now
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, date, listing
from copkit.show.tables import Table

SOON = pd.DateOffset(months=3)
MOST = 50
_NOT_SHOWN = "(it names somebody)"


def agreements(here: View) -> Section:
    """Which organisations have signed what, and when both look at it again."""
    rows = here["agreements"]
    if rows.empty:
        how = (
            "Agree with one organisation on hours, rooms, and what its people may decide: fill in 'The "
            "agreement', then print it with: copkit packs PLACE --out FOLDER --organisations"
        )
        return Section([Needs("No agreement is written down yet.", how)])
    live = rows[rows["state"] != "ended"]
    signed = live[live["state"] == "signed"]
    told = f"{capital(count(len(signed), 'agreement is', 'agreements are'))} signed"
    drafts = live[live["state"] == "draft"]
    told += f"; {count(len(drafts), 'is a draft', 'are drafts')}." if len(drafts) else "."
    due = signed[signed["review"].notna() & (signed["review"] <= here.as_of + SOON)]
    if len(due) and pd.notna(here.as_of):
        first = due.sort_values(["review", "organisation"]).iloc[0]
        past = " (its day is past)" if first["review"] < here.as_of else ""
        told += f" The next to look at again is that with {first['organisation']}, "
        told += f"on {date(first['review'])}{past}."
    without = _without(here, live)
    if without:
        told += (
            f" {listing(without, 4)} {'has' if len(without) == 1 else 'have'} people here and no agreement."
        )
    ordered = live.sort_values(["review", "organisation"], na_position="last", kind="stable")
    texts = TextsFor(here)
    frame = pd.DataFrame(
        {
            "Organisation": ordered["organisation"],
            "For": texts.fit(ordered["community"], "one community").fillna("all"),
            "State": ordered["state"],
            "Its people may decide": texts.fit(ordered["members_may_decide"], _NOT_SHOWN),
            "Rooms and tools": texts.fit(ordered["rooms"], _NOT_SHOWN),
            "Agreed": ordered["agreed"],
            "Look again on": ordered["review"],
        }
    )
    return Section(
        [Finding(told, [Table("Agreements, the next to look at first", frame.head(MOST), here.audience)])]
    )


def _without(here: View, live: pd.DataFrame) -> list[str]:
    """Organisations with members who take part now and no agreement; residents' and political bodies, which
    promise no working time, apart. In public only those with enough members."""
    members = here["members"]
    there = members[members["name"].isin(members_now(here))]["organisation"].value_counts()
    whole = here.whole["organisations"]
    formal = set(whole.loc[~whole["sector"].isin(["resident", "political"]), "name"])
    asked = formal - set(live["organisation"])
    return sorted(name for name in there.index if name in asked and not here.audience.hides(int(there[name])))
