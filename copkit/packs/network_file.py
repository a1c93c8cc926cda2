"""The network in a file for Gephi or Kumu: organisations for the public, people for the room.

That somebody agreed to be named is not that their ties may be published: what leaves the room are the ties
of organisations, counted and hidden as on the page of workbook 3.
"""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from copkit.functions import networking
from copkit.place.errors import CopkitError
from copkit.place.exchange.networks import Network, Tie, write_network
from copkit.place.exchange.whole import whole
from copkit.place.scope import current_at
from copkit.place.store import Place
from copkit.place.view import View, view
from copkit.show.networking.member_graph import NO_TIES, MemberNetwork, network_of, too_few
from copkit.show.networking.organisation_ties import ties_of_organisations

NAMES_PEOPLE = "It names people and says who is tied to whom: keep it in the room."
NAMES_NOBODY = (
    "It names organisations and nobody: how many pairs of their people are tied, to the nearest {threshold}. "
    "Numbers under {least} are left out; organisations with fewer than {threshold} members stand "
    "together."
)


def save_network(
    place: str | os.PathLike[str] | Place,
    path: str | os.PathLike[str],
    *,
    community: str = "",
    audience: str = "public",
    as_of: str = "",
    overwrite: bool = False,
) -> list[str]:
    """Writes the network of a place or a community to a file for another tool; its ending says for which.

    ``.graphml`` and ``.gexf`` for Gephi, ``.json`` for Kumu, ``.csv`` for Kumu's connections, with a second
    file of its elements. For the ``public``, organisations and the number of tied pairs, to the
    nearest 5 from 10, which the file says itself; for the ``workshop``, people with
    their organisation, sector, kind and roles, and ties with kind, strength and the day on which they were
    recorded. Never an e-mail address. Gives sentences on what the file holds.

    Raises `SpreadsheetUnreadable` for any other ending, `UnknownCommunity`, and `CopkitError` where there is
    nothing to save, or where a file is there already and may not be written over.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_network("demo", f"{folder}/network.gexf", audience="workshop")
    ['It names people and says who is tied to whom: keep it in the room.']
    """
    here = view(place, community, as_of, audience)
    files = write_network(network_for(here), path)
    for target in files:
        if target.exists() and not overwrite:
            raise CopkitError(f"'{target}' is there already. Choose another name, or add --overwrite.")
    for target, content in files.items():
        with whole(target) as unfinished:
            unfinished.write_bytes(content)
    told = NAMES_NOBODY if here.audience.is_public else NAMES_PEOPLE
    notes = [told.format(threshold=here.audience.threshold, least=here.audience.least_rounded)]
    beside = [target.name for target in files if target != Path(path)]
    return notes + [f"What is known of each stands in {name}." for name in beside]


def network_for(here: View) -> Network:
    """The network as the reader of a view may see it. Raises `CopkitError` where there is nothing to see."""
    found = network_of(here)
    if found is None:
        raise CopkitError(NO_TIES.plain())
    return _organisations(here, found) if here.audience.is_public else _people(here, found)


def _organisations(here: View, found: MemberNetwork) -> Network:
    between = ties_of_organisations(here, found)
    if too_few(here, found) or between.empty:
        raise CopkitError(
            "There are too few ties between organisations to share. For those in the room: "
            "--audience workshop"
        )
    sectors = here.whole["organisations"].set_index("name")["sector"].dropna().to_dict()
    names = sorted({*between["start"], *between["end"]})
    nodes = [(name, _filled({"type": "organisation", "sector": sectors.get(name)})) for name in names]
    nearest = f"to the nearest {here.audience.threshold}, from {here.audience.least_rounded}"
    ties = [
        Tie(start, end, {"tied pairs": int(pairs), "counted": nearest}, both_ways=True)
        for start, end, pairs in between.itertuples(index=False, name=None)
    ]
    return Network(nodes, ties)


def _people(here: View, found: MemberNetwork) -> Network:
    kinds = here["members"].set_index("name")["kind"].astype("object").to_dict()
    belongs = current_at(here.whole["memberships"], here.as_of, "since", "until")
    belongs = belongs[belongs["role"] != "outside"].sort_values(["member", "community"], kind="stable")
    told = belongs["community"].astype(str) + ": " + belongs["role"].astype(str)
    roles = told.groupby(belongs["member"]).agg(tuple).to_dict()
    nodes = [
        (
            name,
            _filled(
                {
                    "type": "person",
                    "organisation": found.organisations.get(name),
                    "sector": found.sectors.get(name),
                    "kind": kinds.get(name),
                    "roles": roles.get(name),
                }
            ),
        )
        for name in found.graph
    ]
    return Network(nodes, _ties(here, found))


def _ties(here: View, found: MemberNetwork) -> list[Tie]:
    """The newest of each tie that was named; else those who came to the same events, without a direction."""
    if not found.asked:
        return [
            Tie(one, other, {"kind": "same events", "strength": float(strength)}, both_ways=True)
            for one, other, strength in found.pairs.edges(data="strength")
        ]
    ties = networking.latest_ties(here["ties"])
    ties = ties[ties["member"].isin(found.graph) & ties["to_member"].isin(found.graph)]
    columns = ["member", "to_member", "kind", "strength", "seen"]
    ordered = ties[columns].astype("object").sort_values(columns[:3], kind="stable")
    return [
        Tie(member, other, _filled({"kind": kind, "strength": strength, "seen": seen}))
        for member, other, kind, strength, seen in ordered.itertuples(index=False, name=None)
    ]


def _filled(told: dict[str, object]) -> dict[str, object]:
    """What is known, as plain values; what is not is left out."""
    known = {name: value for name, value in told.items() if isinstance(value, tuple) or not pd.isna(value)}
    return {
        name: value.date().isoformat() if isinstance(value, pd.Timestamp) else value
        for name, value in known.items()
    }
