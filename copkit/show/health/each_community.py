"""Each community of a place in one line of its assessment, in the order of the place: no rank."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from copkit.place.view import View
from copkit.show.health.stage_evidence import read_stages
from copkit.show.health.verdicts import AT_RISK, WELL, Verdict
from copkit.show.page import Finding
from copkit.show.sentences import capital, count, items
from copkit.show.tables import Table

MOST_NAMED = 4
NOTHING = "Nothing beyond chance, or not known"


def each_community(here: View, verdicts: Callable[[View], Sequence[Verdict]]) -> list[Finding]:
    """What goes well and what is at risk in each community, by name; none where there are fewer than two."""
    names = list(here["communities"]["name"])
    if here.community or len(names) < 2:
        return []
    stages = {one.community: one for one in read_stages(here)}
    rows, troubled = [], 0
    for name in names:
        told = [one for one in verdicts(here.within(name)) if not one.of_all]
        troubled += any(one.way == AT_RISK for one in told)
        rows.append(
            {
                "Community": name,
                "The records speak for": stages[name].found.in_words,
                "The coordinator says": stages[name].said or "not said yet",
                "Going well": _named(told, WELL),
                "At risk": _named(told, AT_RISK),
            }
        )
    table = Table("Each community, in the order of the place", pd.DataFrame(rows), here.audience)
    of_all = count(len(names), "community", "communities")
    told_of = (
        f"In {troubled} of {of_all} something is at risk."
        if troubled
        else (f"In none of {of_all} anything is known to be at risk.")
    )
    return [Finding(told_of, [table], "What each line rests on stands in the assessment of that community.")]


def _named(told: Sequence[Verdict], way: str) -> str:
    """What goes one way, by name; what stands first of all in the assessment stands first."""
    return capital(items([one.about for one in told if one.way == way], MOST_NAMED)) or NOTHING
