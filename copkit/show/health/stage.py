"""Where the communities stand in their life."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.stage import stage_called
from copkit.place.view import View
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, listing
from copkit.show.tables import Table

_STAGES_SOURCE = "Wenger, McDermott and Snyder 2002, Cultivating Communities of Practice, chapters 4 and 5"


def stage(here: View) -> Section:
    """Where the communities stand in their life, and what that calls for."""
    rows = here["communities"].dropna(subset=["stage"])
    if rows.empty:
        how = "Decide together which of the five it is, and write it into the sheet Communities."
        return Section([Needs("No community has a stage of development yet.", how)])
    if here.community:
        found = stage_called(str(rows["stage"].iloc[0]))
        told = f"{here.community} is at the stage '{found.name}': its work is {found.tension}."
        return Section([Finding(told, (), f"At this stage: {found.task}.", _STAGES_SOURCE)])
    ordered = rows.sort_values(["stage", "name"], kind="stable")
    frame = pd.DataFrame(
        {
            "Community": ordered["name"],
            "Stage": ordered["stage"],
            "What it has to settle": [stage_called(str(name)).tension for name in ordered["stage"]],
            "What helps": [stage_called(str(name)).task for name in ordered["stage"]],
        }
    )
    counted = ordered["stage"].value_counts(sort=False)
    told = listing([f"{number:,} {name}" for name, number in counted.items() if number], 5)
    sentence = f"Of {count(len(rows), 'community', 'communities')}: {told}."
    table = Table("Stages of development", frame, here.audience)
    return Section([Finding(sentence, [table], source=_STAGES_SOURCE, method="As each community judged it.")])
