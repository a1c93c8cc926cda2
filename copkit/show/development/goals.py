"""Members' goals, and those to talk about."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development
from copkit.place.view import View
from copkit.show.for_the_place import is_hidden_part, of_the_place_alone
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count
from copkit.show.tables import Table


def goals(here: View) -> Section:
    """Members' goals: how they stand, and which are due for a talk."""
    if is_hidden_part(here):
        return of_the_place_alone("Members' goals")
    rows = here["goals"]
    if rows.empty and (not here.audience.is_public or here["members"].empty):
        how = "Ask each member for one thing they want to achieve this year: fill in the form 'Goals'."
        return Section([Needs("Nobody has set a goal yet.", how)])
    if here.audience.is_public:
        # states and days of few goals would tell of few people
        told = f"Goals are written down for {here.audience.about(rows['member'].nunique())} members."
        return Section([Finding(told)])
    states = rows["state"].astype("object").fillna("no state given").value_counts()
    order = [state for state in [*rows["state"].cat.categories, "no state given"] if state in states]
    frame = pd.DataFrame({"State": order, "Goals": [int(states[state]) for state in order]})
    table = Table("Goals by state", frame, here.audience)
    due = development.due_goals(rows, here.as_of)
    told = f"{count(len(rows), 'goal is', 'goals are')} written down; "
    told += f"{count(len(due), 'is', 'are')} due for a talk."
    listed = due.head(30)
    names = pd.DataFrame(
        {"Member": listed["member"], "Goal": listed["goal"], "To be looked at by": listed["review"]}
    )
    return Section(
        [Finding(told, [table, Table("Goals to talk about", names, here.audience)] if len(due) else [table])]
    )
