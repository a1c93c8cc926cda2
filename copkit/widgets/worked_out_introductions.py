"""Rounds of introductions, planned when an editor asks, and the messages of those that are kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from copkit.place.errors import CopkitError
from copkit.place.store import Place
from copkit.place.view import view

if TYPE_CHECKING:
    from copkit.show.networking.member_graph import MemberNetwork

Answer = dict[str, Any]

MOST_ROUNDS = 12
MOST_WEEKS = 52
REPETITIONS = 100


def introductions_for(place: Place, community: str, question: Mapping[str, Any]) -> Answer:
    """``rounds`` of introductions of those who are members now, the first on the day ``from`` and then one
    every so many ``weeks``.

    The answer has ``rounds`` (each with its day, and its groups with their members and the reasons),
    ``pairs`` (rows to be kept; a three is three of them), ``left_out`` and ``notes``.
    """
    from copkit.show.networking.member_graph import NO_TIES, network_of
    from copkit.show.networking.round_plan import planned_rounds

    days = _days(question)
    here = view(place, community, "today")
    found = network_of(here)
    if found is None:
        raise CopkitError(f"{NO_TIES.what} {NO_TIES.how}")
    # those to come count as well: nobody is introduced to the same person twice
    written = place.read("introductions")
    plan = planned_rounds(here, found, len(days), written)
    why = plan.reasons.sort_values("points", ascending=False, kind="stable")
    reasons = {key: rows["reason"].tolist() for key, rows in why.groupby(["round", "group"])}
    groups: list[list[Answer]] = [[] for _ in days]
    for at, group, members in plan.rounds[["round", "group", "members"]].itertuples(index=False, name=None):
        groups[at - 1].append({"members": list(members), "reasons": reasons[at, group]})
    return {
        "rounds": [
            {"round": at, "day": day.isoformat(), "groups": made}
            for at, (day, made) in enumerate(zip(days, groups, strict=True), 1)
        ],
        "pairs": [
            {
                "member": member,
                "to_member": other,
                "introduced": days[at - 1].isoformat(),
                "reason": reason,
                "outcome": "not yet",
            }
            for at, member, other, reason in plan.reasons[
                ["round", "member", "to_member", "reason"]
            ].itertuples(index=False, name=None)
        ],
        "left_out": [
            {"round": None if pd.isna(at) else int(at), "member": name, "why": why}
            for at, name, why in plan.left_out[["round", "member", "why"]].itertuples(index=False, name=None)
        ],
        "notes": [*plan.notes, *_effect(found, plan.rounds, written)],
    }


def introduction_messages_of(place: Place, community: str, question: Mapping[str, Any]) -> Answer:
    """The ``groups`` who are introduced on a ``day``, from the rows that are kept: the rows of each, its
    members, and the subject and text of a message to them, signed by the ``sender``."""
    from copkit.functions.networking import introduction_messages

    kept = place.read("introductions")
    kept = kept[kept["introduced"].eq(pd.Timestamp(_day(question["day"])))]
    groups = sorted(groups_of_pairs(kept), key=lambda rows: _members(kept, rows))
    told = [(at, _reason(why)) for at, rows in enumerate(groups) for why in kept.loc[rows, "reason"].dropna()]
    messages = introduction_messages(
        pd.DataFrame(
            [(0, at, _members(kept, rows)) for at, rows in enumerate(groups)],
            columns=["round", "group", "members"],
        ),
        pd.DataFrame([(0, *one) for one in dict.fromkeys(told)], columns=["round", "group", "reason"]),
        str(question.get("sender") or ""),
    )
    return {
        "groups": [
            {"rows": rows, "members": list(members), "subject": subject, "text": text}
            for rows, members, subject, text in zip(
                groups, messages["members"], messages["subject"], messages["text"], strict=True
            )
        ]
    }


def groups_of_pairs(pairs: pd.DataFrame) -> list[list[int]]:
    """The rows of each two or three who were introduced together, of the ``pairs`` of one day.

    A three is three pairs; who met several others on that day, one after the other, is in several twos.

    >>> groups_of_pairs(pd.DataFrame({"member": ["Ann", "Ann", "Bo"], "to_member": ["Bo", "Cy", "Cy"]}))
    [[0, 1, 2]]
    """
    import networkx as nx

    names = pairs[["member", "to_member"]].itertuples(index=False, name=None)
    ends = {int(row): frozenset(pair) for row, pair in zip(pairs.index, names, strict=True)}
    graph = nx.Graph([tuple(pair) for pair in ends.values()])
    found: dict[frozenset[str], list[int]] = {}
    together = {name: frozenset(group) for group in nx.connected_components(graph) for name in group}
    for row, pair in ends.items():
        group = together[min(pair)]
        three = len(group) == 3 and graph.subgraph(group).size() == 3
        found.setdefault(group if three else pair, []).append(row)
    return list(found.values())


def _members(pairs: pd.DataFrame, rows: list[int]) -> tuple[str, ...]:
    return tuple(sorted({*pairs.loc[rows, "member"], *pairs.loc[rows, "to_member"]}))


def _reason(words: str) -> str:
    """As a sentence: what somebody typed may have no stop."""
    return words if words.rstrip().endswith((".", "!", "?")) else f"{words.rstrip()}."


def _effect(found: MemberNetwork, rounds: pd.DataFrame, written: pd.DataFrame) -> Iterator[str]:
    """What the rounds would do to the network, beside random ones."""
    from copkit.functions.networking import introduction_effect
    from copkit.show.networking.round_plan import MOST_SIMULATED

    if rounds.empty or len(found.graph) > MOST_SIMULATED:
        return
    effect = introduction_effect(
        found.pairs, rounds, found.inside, introductions=written, repetitions=REPETITIONS
    )
    yield effect.sentence


def _days(question: Mapping[str, Any]) -> list[dt.date]:
    """The days of the rounds."""
    rounds, weeks = int(question["rounds"]), int(question["weeks"])
    if not 1 <= rounds <= MOST_ROUNDS:
        raise CopkitError(f"Ask for 1 to {MOST_ROUNDS} rounds.")
    if not 1 <= weeks <= MOST_WEEKS:
        raise CopkitError(f"Leave 1 to {MOST_WEEKS} weeks between two rounds.")
    first = _day(question["from"])
    return [first + dt.timedelta(weeks=weeks * at) for at in range(rounds)]


def _day(typed: object) -> dt.date:
    try:
        return dt.date.fromisoformat(str(typed))
    except ValueError:
        raise CopkitError("Choose a day first.") from None
