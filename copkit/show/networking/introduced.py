"""What came of introductions, and who might be introduced next."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from copkit.functions import development, networking
from copkit.place.schema.networking import OUTCOMES
from copkit.place.view import View
from copkit.show import figures
from copkit.show.members_now import members_now, skills_now
from copkit.show.networking.member_graph import network_of
from copkit.show.page import Finding, Needs, Section
from copkit.show.tables import Table


def introductions(here: View) -> Section:
    """What came of the introductions that were made, and who might be introduced next."""
    made = here["introductions"]
    parts: list[Finding | Needs] = []
    if made.empty:
        how = "Write the next one into the form 'Introductions': who, whom, why, and later what came of it."
        parts.append(Needs("No introduction is written down yet.", how))
    else:
        met = int(made["outcome"].isin(["met", "met again", "works together now"]).sum())
        waiting = int(made["outcome"].astype("object").fillna("not yet").eq("not yet").sum())
        counted = made["outcome"].astype("object").fillna("not yet").value_counts()
        frame = pd.DataFrame({"Outcome": [name for name in OUTCOMES if name in counted.index]})
        frame["Introductions"] = [int(counted[name]) for name in frame["Outcome"]]
        table = Table("What came of introductions", frame, here.audience, people=["Introductions"])
        if table.hides:
            told = f"{here.audience.people(len(made))} introductions are written down."
        else:
            known = len(made) - waiting
            told = (
                f"People met after {here.audience.of(met, known)} introductions whose outcome is known."
                if known
                else "Of no introduction the outcome is known yet."
            )
        parts.append(Finding(told, [figures.bars(told.rstrip("."), table, "Outcome", "Introductions")]))
    if not here.audience.is_public:
        parts += _suggestions(here)
    return Section(parts)


def suggested(here: View) -> pd.DataFrame:
    found = network_of(here)
    graph = found.graph if found else nx.DiGraph()
    groups = found.communities if found else {}
    wants = development.teachers_and_learners(skills_now(here.whole))
    pairs = networking.to_introduce(graph, groups, wants, here.whole["introductions"])
    own = members_now(here)
    return pairs[pairs["learner"].isin(own) | pairs["teacher"].isin(own)].reset_index(drop=True)


def _suggestions(here: View) -> list[Finding]:
    pairs = suggested(here)
    if pairs.empty:
        return []
    shown = pairs.drop_duplicates("learner").drop_duplicates("teacher").head(10)
    frame = pd.DataFrame(
        {
            "Who wants to learn": shown["learner"],
            "Who can teach it": shown["teacher"],
            "Skill": shown["skill"],
            "Known to both": shown["common"],
        }
    )
    first = shown.iloc[0]
    pair = f"{first['learner']} could learn from {first['teacher']}"
    told = f"{pair}, and no tie joins them yet: {first['skill']}."
    method = (
        "Pairs from different communities, without a tie or an introduction, of whom one wants to learn what "
        "the other teaches; those who know the same people first."
    )
    return [Finding(told, [Table("Who might be introduced", frame, here.audience)], method)]
