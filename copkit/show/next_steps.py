"""Where a page begins and ends: the opening card, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.page import Needs, Opening, Section, Steps
from copkit.show.sentences import capital, listing
from copkit.show.tables import Table

MOST_PROPOSALS = 5
MOST_ACTIONS = 25

AN_ACTION = "an action that names somebody"
"""Stands where the reader may not see the text of an action."""

_NEXT = {
    "map issues": "Plan events (workbook 2): bring the people together who can work on the first issue.",
    "plan events": "Weave networks (workbook 3): see who met, and who has not met yet.",
    "weave networks": "Develop members (workbook 4): see what members know and want to learn.",
    "develop members": "Clear the way (workbook 5): see what their organisations allow.",
    "clear the way": "Build knowledge (workbook 6): keep what the time is spent on.",
    "build knowledge": "Assess health (workbook 7): see whether it all helps.",
    "assess health": "Map the issues (workbook 1): begin the next round with what has changed.",
}


def opening(here: View) -> Opening:
    """The card at the top of a page: which place and community, as of when, for whom. In public what names
    somebody who did not agree is left out, and the note says so."""
    card = here["place"].head(1)
    community = here["communities"] if here.community else card.head(0)
    texts = pd.Series(
        {
            "the outcome": _first(card, "outcome"),
            "the domain": _first(community, "domain"),
            "the note": _first(card, "note"),
        }
    )
    fits = TextsFor(here).may(texts)
    outcome, domain, note = texts.where(fits, "")
    if not fits.all():
        left_out = list(texts.index[~fits])
        are = "is" if len(left_out) == 1 else "are"
        withheld = f"{capital(listing(left_out))} {are} not shown here: somebody named there did not agree."
        note = f"{note} {withheld}".strip()
    return Opening(
        _first(card, "name"),
        outcome,
        here.community + (f": {domain}" if domain else ""),
        here.as_of,
        here.audience,
        note,
    )


def _first(rows: pd.DataFrame, column: str) -> str:
    value = rows[column].iloc[0] if len(rows) else ""
    return value if isinstance(value, str) else ""


def steps(here: View, function: str, proposals: Sequence[str]) -> Section:
    """What to do next: what the findings ask for, the actions still open, the workbook to open next.

    ``function`` is one of `copkit.place.schema.health.FUNCTIONS`; actions of that function and those
    without one are shown, the overdue ones first.
    """
    return Section([Steps(list(proposals)[:MOST_PROPOSALS], _open_actions(here, function), _NEXT[function])])


def _open_actions(here: View, function: str) -> Table | Needs:
    actions = here["actions"]
    mine = actions["function"].isna() | (actions["function"] == function)
    standing = actions[mine & actions["state"].isin(["open", "under way"])]
    if standing.empty:
        return Needs(
            f"No action to {function} is open.",
            "Agree on who does what by when, and write it in the form 'Actions'.",
        )
    standing = standing.sort_values(["due", "name"], na_position="last", kind="stable")
    late = standing["due"] < here.as_of
    frame = pd.DataFrame(
        {
            "Action": TextsFor(here).fit(standing["name"], AN_ACTION),
            "Who": standing["who"],
            "By when": standing["due"],
            "State": standing["state"].astype("str").where(~late, "overdue"),
        }
    )
    if here.audience.is_public:
        frame = frame.drop(columns="Who")
        frame["State"] = standing["state"].astype("str")
        hidden = int((~standing["may_be_shared"].fillna(False).astype(bool)).sum())
        frame = frame[standing["may_be_shared"].fillna(False).astype(bool)]
        if frame.empty:
            return Needs(
                f"{hidden} open {'action is' if hidden == 1 else 'actions are'} not shown here.",
                "Nobody has said yet that the text may be shared.",
            )
    return Table("Actions still open", frame.head(MOST_ACTIONS), here.audience)
