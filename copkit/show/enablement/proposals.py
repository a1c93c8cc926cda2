"""What the conditions, the barriers and the promises ask for."""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement.commitments import OPEN, standing_of
from copkit.functions.enablement.conditions import ratings_by
from copkit.place.view import View
from copkit.show.enablement import audit
from copkit.show.enablement.barriers import asked_next
from copkit.show.enablement.conditions import scarcest_first
from copkit.show.enablement.promises import told_commitments
from copkit.show.next_steps import steps
from copkit.show.page import Section


def next_steps(here: View) -> Section:
    """What to do next: one thing from each finding, before a second from any."""
    by_kind = [_of_promises(here), asked_next(here), _of_conditions(here), _of_agreements(here)]
    longest = max(map(len, by_kind))
    turns = [kind[turn] for turn in range(longest) for kind in by_kind if turn < len(kind)]
    return steps(here, "clear the way", turns)


def _of_conditions(here: View) -> list[str]:
    if here["conditions"].empty:
        return ["Ask five people in each organisation to rate the conditions: it takes five minutes."]
    scores = audit.scores(here)
    if scores.empty:
        return []
    spots = ratings_by(scores, "organisation", "condition")
    found = []
    if len(spots) == 1 or spots["mean"].iloc[0] < spots["mean"].iloc[1]:
        first = spots.iloc[0]
        found.append(f"Talk with the managers of {first['organisation']} about {first['condition']}.")
    rows = here["commitments"]
    live = rows[~standing_of(rows, here.as_of).isin(["broken", "withdrawn"])]
    scarcest = scarcest_first(scores)["condition"].iloc[0]
    if len(rows) and scarcest not in set(live["condition"]):
        found.append(f"Ask an organisation for one thing about {scarcest}: nothing is promised yet.")
    return found


def _of_promises(here: View) -> list[str]:
    rows = told_commitments(here)
    if here["commitments"].empty:
        return ["Ask one organisation for one thing, and write down what it promises."]
    state = standing_of(rows, here.as_of)
    behind = rows[state.isin(["late", "broken"])].sort_values(["due", "name"], kind="stable")
    found = [
        f"Ask {organisation} what became of: {name}."
        for name, organisation in zip(behind["name"].head(2), behind["organisation"], strict=False)
    ]
    bare = rows[rows["sponsor"].isna() & state.isin([*OPEN, "late"])]
    return [*found, *([f"Find somebody who answers for: {bare['name'].iloc[0]}."] if len(bare) else [])]


def _of_agreements(here: View) -> list[str]:
    rows = here["agreements"]
    if pd.isna(here.as_of):
        return []
    past = rows[(rows["state"] == "signed") & (rows["review"] <= here.as_of)]
    names = past.sort_values(["review", "organisation"])["organisation"]
    return [f"Look again at the agreement with {name}: its day has come." for name in names.head(1)]
