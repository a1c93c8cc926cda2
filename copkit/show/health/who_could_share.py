"""Who could share what the better units know, and with whom: one line for each pair of people."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from copkit.functions.health.better_units import ASK, MEET, BetterUnits
from copkit.place.privacy import Audience
from copkit.show.sentences import count, listing, people
from copkit.show.tables import Table

MOST_PAIRS = 6
THINGS_NAMED = 3

_PAIR = ["from_unit", "to_unit", "through", "to_whom", "how", "events_in_common"]


def pairs_to_share(
    found: BetterUnits, about: Collection[tuple[str, str]], audience: Audience
) -> pd.DataFrame:
    """The pairs of people with all that the one could share with the other: the columns from_unit, to_unit,
    through, to_whom ('' for nobody), how, events_in_common and things (a list, what bears on the issue
    first).

    ``about`` are pairs of kind and name of what bears on the issue of the figure. Who could share most of
    that comes first, then who could share most; those whom only the coordinator knows come last. In public,
    whom they could share it with and who meets whom is left out: that is a fact about two people.
    """
    rows = found.pairs.assign(
        through=found.pairs["through"].fillna(""),
        to_whom=found.pairs["to_whom"].fillna(""),
        bears=[pair in about for pair in zip(found.pairs["kind"], found.pairs["what"], strict=True)],
    ).sort_values("bears", ascending=False, kind="stable")
    if audience.is_public:
        rows = rows.assign(to_whom="", events_in_common=0, how=rows["how"].where(rows["through"] == "", ""))
    made = [
        (*key, things["what"].tolist(), int(things["bears"].sum()))
        for key, things in rows.groupby(_PAIR, sort=False)
    ]
    made.sort(key=lambda row: (row[4] == ASK, -row[7], -len(row[6]), row[:4]))
    return pd.DataFrame([row[:7] for row in made], columns=[*_PAIR, "things"])


def sharing_sentence(pairs: pd.DataFrame, audience: Audience) -> str:
    """Whether there is somebody who could share it, in one sentence; in public without numbers of people."""
    to = listing(sorted(set(pairs["to_unit"])), 3)
    named = pairs.loc[pairs["through"] != "", "through"].nunique()
    if not named:
        return f"Nobody is known by name who could share this with {to}: ask the coordinator."
    if audience.is_public:
        return f"Some who could share this with {to} agreed to be named; the coordinator knows the others."
    met = pairs.loc[pairs["how"] == MEET, "through"].nunique()
    verb = "meets" if met == 1 else "meet"
    of_them = "" if named == met else f"{met or 'none'} of them "
    already = f"{of_them or 'and '}{verb} somebody there already"
    return f"{people(audience, named)} could share this with {to}{', ' if not of_them else '; '}{already}."


def sharing_table(name: str, pairs: pd.DataFrame, audience: Audience) -> Table:
    """The first of the pairs as a table; in public without whom they could share it with."""
    rows = pairs.head(MOST_PAIRS)
    frame = pd.DataFrame(
        {
            "Who could share it": [
                f"{person} ({unit})" if person else f"{unit}: ask the coordinator"
                for person, unit in zip(rows["through"], rows["from_unit"], strict=True)
            ],
            "With whom": [
                f"{person} ({unit})" if person else unit
                for person, unit in zip(rows["to_whom"], rows["to_unit"], strict=True)
            ],
            "What": [listing(things, THINGS_NAMED) for things in rows["things"]],
        }
    )
    if not audience.is_public:
        frame["How"] = [
            f"{how}: {count(events, 'event')} in common" if how == MEET else how
            for how, events in zip(rows["how"], rows["events_in_common"], strict=True)
        ]
    more = len(pairs) - len(rows)
    left = f" (the first {len(rows)}; {more} more)" if more else ""
    return Table(f"Who could share it: {name}{left}", frame, audience)


def sharing_proposal(row: pd.Series, audience: Audience) -> str:
    """What to do about one pair, as a sentence: it names people in the room alone."""
    from_unit, to_unit, things = row["from_unit"], row["to_unit"], row["things"]
    what = f"'{things[0]}'" + (f" and {count(len(things) - 1, 'more thing')}" if len(things) > 1 else "")
    if audience.is_public:
        return f"Ask {from_unit} to share with {to_unit} what it knows: {what}."
    if row["how"] == ASK:
        return f"Find somebody of {from_unit} who can share {what} with {to_unit}."
    one, other = f"{row['through']} ({from_unit})", f"{row['to_whom']} ({to_unit})"
    if row["how"] == MEET:
        return f"Ask {one} to share {what} with {other}: they meet already."
    return f"Introduce {one} to {other}: {what}."
