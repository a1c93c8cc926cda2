"""Ties by kind, and how many of them stood in earlier years."""

from __future__ import annotations

import numpy as np
import pandas as pd

from copkit.functions import networking
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.networking.member_graph import NO_TIES, network_of, too_few
from copkit.show.page import Finding, Section
from copkit.show.sentences import count, listing
from copkit.show.tables import Table

KINDS = {
    "named": "of whom one named the other",
    "introduced": "met after an introduction",
    "same events": "came to two or more of the same events",
    "same community": "belong to the same community",
}
WAVES = ("Tied pairs now", "A year before", "Two years before")

Pairs = np.ndarray
"""Pairs as ascending numbers, so that those of some hundred thousand are compared at once."""


def kinds_of_ties(here: View) -> Section:
    """Each kind of tie apart: pairs now and in the two years before, and how many last."""
    found = network_of(here)
    if found is None:
        return Section([NO_TIES])
    if too_few(here, found):
        return Section([Finding("There are too few members to show the kinds of their ties here.")])
    members = pd.Index(sorted(found.graph), dtype="object")
    kept = networking.ties_of_all_kinds(here["ties"], here["introductions"], each_time=True)
    waves = [
        _pairs(here, kept, members, here.as_of - pd.DateOffset(years=years)) for years in range(len(WAVES))
    ]
    rows = []
    for kind, words in KINDS.items():
        now, before = waves[0][kind], waves[1][kind]
        both = len(np.intersect1d(now, before, assume_unique=True))
        stays = both / (len(now) + len(before) - both) if len(now) and len(before) else None
        name = f"Pairs {words}" if kind == "named" else f"Pairs who {words}"
        # no named tie in a whole earlier year: nobody was asked, which is not the same as none
        sizes = [
            np.nan if kind == "named" and year and not len(wave[kind]) else len(wave[kind])
            for year, wave in enumerate(waves)
        ]
        rows.append((name, *sizes, stays))
    frame = pd.DataFrame(rows, columns=["Kind of tie", *WAVES, "Stability"])
    few = [any(here.audience.hides(size) for size in row) for row in frame[list(WAVES[:2])].to_numpy()]
    frame["Stability"] = frame["Stability"].astype("float64").mask(pd.Series(few))
    table = Table("Ties by kind", frame, here.audience, people=list(WAVES), formats={"Stability": "percent"})
    shown = [
        f"{count(len(waves[0][kind]), 'pair has', 'pairs have')} a tie that one of them named"
        if kind == "named"
        else f"{count(len(waves[0][kind]), 'pair')} {words}"
        for (kind, words), stands in zip(KINDS.items(), table.values[WAVES[0]], strict=True)
        if stands > 0  # what the table hides stays hidden
    ]
    told = f"In the last year {listing(shown)}." if shown else "Few pairs have a tie of any kind."
    method = (
        "Those who are members now, at each of three dates; ties that were seen in the twelve months before "
        "it, and communities that both belonged to on the day. Stability is the Jaccard index with the year "
        "before: the pairs in both, of those in either. An empty cell: nobody was asked in that year."
    )
    return Section([Finding(told, [table], method, "Newman 2001 for shared events; Snijders 2010 for waves")])


def _pairs(here: View, kept: pd.DataFrame, members: pd.Index, day: pd.Timestamp) -> dict[str, Pairs]:
    """The tied pairs of each kind on a day."""
    belongs = current_at(here["memberships"], day, "since", "until")
    belongs = belongs[belongs["role"] != "outside"]
    came = here["attendance"]
    came = came[came["presence"] == "came"]
    dates = pd.to_datetime(here["events"].set_index("name")["date"])
    came = came.assign(date=dates.reindex(came["event"]).to_numpy())
    year = came[(came["date"] > day - pd.DateOffset(years=1)) & (came["date"] <= day)]
    seen = networking.ties_at(kept, day, 12) if len(kept) else kept
    return {
        "named": _within(seen[seen["kind"] == "named"], members),
        "introduced": _within(seen[seen["kind"] == "introduced"], members),
        "same events": _within(networking.shared_events(year[year["member"].isin(members)]), members),
        "same community": _within(
            networking.shared_communities(belongs[belongs["member"].isin(members)]), members
        ),
    }


def _within(rows: pd.DataFrame, members: pd.Index) -> Pairs:
    one, other = (members.get_indexer(rows[end].astype("object")) for end in ("member", "to_member"))
    known = (one >= 0) & (other >= 0)
    one, other = one[known], other[known]
    return np.unique(np.minimum(one, other) * len(members) + np.maximum(one, other))
