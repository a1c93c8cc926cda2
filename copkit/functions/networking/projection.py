"""Ties that follow from what people share: events to which they came together, communities they are in.

A list of people and events is a network of two modes; seen from the people it becomes a network of one,
its projection (Breiger 1974, The duality of persons and groups, Social Forces 53: 181-190). Two people who
met in a small room are more likely to know each other than two in a full hall, so each event adds
1 / (number who came - 1) to the strength of their tie (Newman 2001, Scientific collaboration networks II,
Physical Review E 64: 016132). networkx has the same weight (collaboration_weighted_projected_graph), with
loops over people that take minutes where 10,000 came: it serves as the test.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

KINDS = ("named", "introduced", "same events", "same community")
MET = ("met", "met again", "works together now")
"""What came of an introduction that makes it a tie."""
COLUMNS = ("member", "to_member", "kind", "strength", "seen")


def shared_events(attendance: pd.DataFrame, least: int = 2) -> pd.DataFrame:
    """Pairs who came to at least ``least`` of the same events, with how many, and how strong that ties them.

    ``attendance`` has the columns event, member and holds those who came; a row that stands twice counts
    once. Gives the columns member, to_member, shared (how many events) and strength (Newman's, see above);
    each pair once, in the order of the alphabet.

    >>> came = pd.DataFrame({"event": ["a", "a", "a", "b", "b"], "member": ["x", "y", "z", "x", "y"]})
    >>> shared_events(came).to_numpy().tolist()
    [['x', 'y', 2, 1.5]]
    """
    return _projected(_meetings(attendance, "event"), least)


def shared_communities(memberships: pd.DataFrame, least: int = 1) -> pd.DataFrame:
    """Pairs who are in at least ``least`` of the same communities; as `shared_events`.

    ``memberships`` has the columns community, member and holds those who are members now.

    >>> now = pd.DataFrame({"community": ["homes", "homes"], "member": ["x", "y"]})
    >>> shared_communities(now).to_numpy().tolist()
    [['x', 'y', 1, 1.0]]
    """
    return _projected(_meetings(memberships, "community"), least)


def ties_of_all_kinds(
    named: pd.DataFrame | None = None,
    introductions: pd.DataFrame | None = None,
    attendance: pd.DataFrame | None = None,
    memberships: pd.DataFrame | None = None,
    *,
    each_time: bool = False,
) -> pd.DataFrame:
    """All ties in one tidy frame, each kind apart: the columns member, to_member, kind, strength, seen.

    - 'named', from ``named`` (member, to_member, kind, strength, seen): who named whom, in a direction;
      the strongest of the kinds of one day, 1 where no strength is given.
    - 'introduced', from ``introductions`` (member, to_member, introduced, outcome): those who met
      afterwards (`MET`), each at strength 1.
    - 'same events', from ``attendance`` (event, member, date), and 'same community', from ``memberships``
      (community, member, since): projections with Newman's strength. Two share a community from the day on
      which the later of them joined.

    The last three have no direction: each pair stands once, in the order of the alphabet. ``date`` and
    ``since`` may be left out: then seen is empty. Each tie is one row, seen when it was seen last; with
    ``each_time`` it has a row for each time (each event, each naming), as `network_by_wave` needs it. A table
    that is left out gives no rows.

    >>> came = pd.DataFrame({"event": ["a", "a"], "member": ["y", "x"], "date": pd.Timestamp("2026-03-01")})
    >>> print(ties_of_all_kinds(attendance=came).to_string(index=False, header=False))
    x y same events 1.0 2026-03-01
    """
    parts = []
    if named is not None:
        parts.append(_named(named, each_time))
    if introductions is not None:
        rows = introductions[introductions["outcome"].isin(MET)]
        rows = rows.assign(strength=1.0, seen=pd.to_datetime(rows["introduced"]))
        parts.append(_gathered(_in_order(rows), "introduced", each_time, "max"))
    if attendance is not None:
        parts.append(_gathered(_meetings(attendance, "event", "date"), "same events", each_time, "sum"))
    if memberships is not None:
        joined = memberships.sort_values("since") if "since" in memberships else memberships
        joined = joined.drop_duplicates(["community", "member"])
        parts.append(_gathered(_meetings(joined, "community", "since"), "same community", each_time, "sum"))
    parts = [part for part in parts if len(part)]
    if not parts:
        empty = pd.DataFrame({name: pd.Series(dtype="str") for name in COLUMNS})
        return empty.assign(strength=empty["strength"].astype("float64"), seen=pd.to_datetime(empty["seen"]))
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


def _named(ties: pd.DataFrame, each_time: bool) -> pd.DataFrame:
    rows = ties.assign(strength=ties["strength"].fillna(1.0), seen=pd.to_datetime(ties["seen"]))
    if not each_time:
        # what was said last of each kind counts, and the strongest of the kinds
        rows = rows.sort_values(["seen", "strength"], na_position="first", kind="stable")
        rows = rows.drop_duplicates(["member", "to_member", "kind"], keep="last")
    return _gathered(rows, "named", each_time, "max")


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """The same pairs, with the name that comes first in the alphabet first."""
    one, other = rows["member"].astype("object"), rows["to_member"].astype("object")
    first = one <= other
    return rows.assign(member=one.where(first, other), to_member=other.where(first, one))


def _gathered(rows: pd.DataFrame, kind: str, each_time: bool, strength: str) -> pd.DataFrame:
    """One row for each tie, or for each tie and time."""
    keys = ["member", "to_member", *(["seen"] if each_time else [])]
    found = rows.groupby(keys, sort=True, dropna=False).agg(
        strength=("strength", strength), **({} if each_time else {"seen": ("seen", "max")})
    )
    return found.reset_index().assign(kind=kind)


def _meetings(rows: pd.DataFrame, group: str, date: str = "") -> pd.DataFrame:
    """A row for each two people in each group: member, to_member, strength, seen."""
    when = pd.to_datetime(rows[date]) if date in rows else pd.Series(pd.NaT, rows.index, "datetime64[ns]")
    known = rows[["member"]].astype("str").assign(group=rows[group].astype("str"), seen=when)
    known = known.drop_duplicates(["group", "member"]).sort_values(["group", "member"], ignore_index=True)
    names = known["member"].to_numpy(dtype=object)
    days = known["seen"].to_numpy()
    firsts, seconds, strengths = [], [], []
    for places in known.groupby("group").indices.values():
        one, other = np.triu_indices(len(places), 1)
        firsts.append(places[one])
        seconds.append(places[other])
        strengths.append(np.full(len(one), 1 / max(len(places) - 1, 1)))
    nobody = np.array([], dtype=int)
    first, second = np.concatenate([nobody, *firsts]), np.concatenate([nobody, *seconds])
    # of two days on which people joined, the later one; of an event there is only one
    seen = np.where(np.isnat(days[first]), days[second], np.fmax(days[first], days[second]))
    return pd.DataFrame(
        {
            "member": names[first],
            "to_member": names[second],
            "strength": np.concatenate([np.array([], dtype=float), *strengths]),
            "seen": seen,
        }
    )


def _projected(meetings: pd.DataFrame, least: int) -> pd.DataFrame:
    found = meetings.groupby(["member", "to_member"], sort=True)["strength"].agg(["size", "sum"])
    found = found.reset_index().rename(columns={"size": "shared", "sum": "strength"})
    return found[found["shared"] >= least].reset_index(drop=True)
