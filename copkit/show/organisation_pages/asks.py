"""The two things that are asked of an organisation: what it promised, what stops people, what is scarce."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from copkit.functions.enablement import escalation
from copkit.functions.enablement.commitments import standing_of
from copkit.functions.enablement.conditions import ratings_by
from copkit.place.schema.enablement import LADDER
from copkit.show.organisation_pages.records import OrganisationRecords
from copkit.show.sentences import date, listing

ASKED = 2
"""More than two things at once are none."""

Ask = tuple[str, str]


def asks_of(records: OrganisationRecords, organisation: str) -> list[Ask]:
    """At most `ASKED` pairs of what and why, each of another kind as long as there are kinds left."""
    kinds = [list(kind(records, organisation)) for kind in (_promises, _barriers, _conditions, _agreement)]
    longest = max(map(len, kinds))
    turns = [kind[turn] for turn in range(longest) for kind in kinds if turn < len(kind)]
    return turns[:ASKED]


def _promises(records: OrganisationRecords, organisation: str) -> Iterator[Ask]:
    rows = records.here["commitments"]
    rows = rows[rows["organisation"] == organisation]
    state = standing_of(rows, records.here.as_of)
    order = {"late": 0, "broken": 1, "unanswered": 2, "asked": 3}
    waiting = rows.assign(standing=state, turn=state.map(order)).dropna(subset=["turn"])
    for row in waiting.sort_values(["turn", "due", "name"]).to_dict("records"):
        if not records.may_tell(row["name"]):
            continue
        due = "" if pd.isna(row["due"]) else f" for {date(row['due'])}"
        what = {
            "late": ("Keep your promise", f"It was promised{due}."),
            "broken": ("Promise anew, or say that it cannot be", f"It was promised{due} and not kept."),
            "unanswered": ("Say yes or no", f"We asked{due} and have no answer."),
            "asked": ("Say yes or no", f"We asked{due}."),
        }[row["standing"]]
        yield f"{what[0]}: {row['name']}", what[1]


def _barriers(records: OrganisationRecords, organisation: str) -> Iterator[Ask]:
    here = records.here
    rows = here["barriers"]
    rows = rows[(rows["organisation"] == organisation) & rows["may_be_shared"].fillna(False).astype(bool)]
    steps = here["barrier_steps"]
    found = escalation.standing(rows, steps[steps["barrier"].isin(rows["name"])], here.as_of)
    met, hurt = here["barrier_communities"], here["barrier_issues"]
    for row in found[found["stuck"] | (found["answer"] == "waiting")].to_dict("records"):
        name = row["barrier"]
        if not records.may_tell(name) or row["next_level"] in LADDER[3:]:
            continue  # what is above the organisation is not its to lift
        who = listing(records.told(met.loc[met["barrier"] == name, "community"]))
        issues = listing(records.told(hurt.loc[hurt["barrier"] == name, "issue"]), 3)
        why = f"It stops {who}." if who else "It stops our members."
        yield (
            f"Lift what stops people: {name}",
            f"{why} It stands in the way of: {issues}." if issues else why,
        )


def _conditions(records: OrganisationRecords, organisation: str) -> Iterator[Ask]:
    scores = records.scores[records.scores["organisation"] == organisation]
    if scores.empty:
        return
    worst = ratings_by(scores, "condition").iloc[0]
    if worst["median"] >= 4:
        return
    yield (
        f"Talk with us about more {worst['condition']}",
        f"Of all conditions it is rated lowest by your people: {worst['mean']:.1f} of 5 on average.",
    )


def _agreement(records: OrganisationRecords, organisation: str) -> Iterator[Ask]:
    rows = records.here["agreements"]
    mine = rows[(rows["organisation"] == organisation) & (rows["state"] != "ended")]
    if (mine["state"] == "signed").any():
        due = mine[(mine["state"] == "signed") & (mine["review"] <= records.here.as_of)]
        if len(due):
            yield "Look at our agreement again with us", f"Its review was due on {date(due['review'].min())}."
        return
    yield (
        "Sign an agreement with us",
        "It is one page: hours, rooms, what your people may decide, who answers.",
    )
