"""The network as a whole: its measures, its core and its periphery."""

from __future__ import annotations

import pandas as pd

from copkit.functions import networking
from copkit.place.view import View
from copkit.show.networking.member_graph import NO_TIES, MemberNetwork, network_of, too_few
from copkit.show.page import Finding, Section
from copkit.show.sentences import count, number, percent
from copkit.show.tables import Table

MOST_SPLIT = 400
"""In a larger network the search for a core takes too long for a room that waits."""


def shape(here: View) -> Section:
    """How the network hangs together: Freeman's measures, and core and periphery."""
    found = network_of(here)
    if found is None:
        return Section([NO_TIES])
    if too_few(here, found):
        return Section([Finding("There are too few members to show the measures of their network here.")])
    parts = [_measures(here, found)]
    if len(found.graph) <= MOST_SPLIT:
        parts += _core(here, found)
    return Section(parts)


def _measures(here: View, found: MemberNetwork) -> Finding:
    if found.asked:
        whole = networking.whole_network(found.tied, list(found.graph), found.nobody)
    else:
        whole = networking.whole_network(found.tied.without_direction())
    rows: list[tuple[str, str, str]] = []

    def add(measure: str, value: float | None, shown: str, says: str) -> None:
        if value is not None:
            rows.append((measure, shown, says))

    def share(measure: str, value: float | None, says: str) -> None:
        add(measure, value, percent(value or 0.0), says)

    # each of two can name the other: this is not the share of pairs who are tied
    of_all = "Of all that could be" + (": two for each pair" if found.asked else "")
    share("Density of named ties" if found.asked else "Density", whole.density, of_all)
    share("Reciprocity", whole.reciprocity, "Ties named from both sides, among those who named anybody")
    share("Transitivity", whole.transitivity, "How often two whom one person ties together are tied as well")
    add("Mean distance", whole.mean_distance, number(whole.mean_distance or 0), "Steps between two members")
    share("Degree centralisation", whole.degree_centralisation, "100%: one person has all the ties")
    share(
        "Betweenness centralisation",
        whole.betweenness_centralisation,
        "100%: every way between two leads through one person",
    )
    if not here.audience.is_public:
        parts, alone = whole.number_of_components, len(whole.isolates)
        add("Components", parts, f"{parts:,}", "Parts that no tie joins; somebody without a tie is one")
        add("Isolates", alone, f"{alone:,}", "Members without a tie")
        add("Pairs apart", whole.pairs_apart, f"{whole.pairs_apart:,}", "Pairs who cannot reach each other")
    if whole.mean_distance is None:
        told = "No two members can reach each other."
    else:
        told = (
            f"Members who can reach each other along ties are {number(whole.mean_distance, 1)} steps apart "
        )
        told += "on average."
    table = Table(
        "Measures of the whole network",
        pd.DataFrame(rows, columns=["Measure", "Value", "What it says"]),
        here.audience,
    )
    method = (
        "Components, distances and centralisation take ties without direction; density and transitivity take "
        f"them as they were named. {found.basis}"
    )
    if whole.precision:
        method += f" {whole.precision}"
    source = "Wasserman and Faust 1994, Social Network Analysis; Freeman 1979, Centrality in social networks"
    return Finding(told, [table], method, source)


def _core(here: View, found: MemberNetwork) -> list[Finding]:
    try:
        split = networking.core_and_periphery(found.pairs)
    except networking.NoCore:
        return []
    if here.audience.hides(len(split.core)) or here.audience.hides(len(split.periphery)):
        return []
    told = f"{count(len(split.core), 'member forms', 'members form')} the core of the network"
    inside, outside = split.density_in_core, split.density_in_periphery
    if inside is not None and outside is not None:
        told += (
            f": {percent(inside)} of the pairs within it are tied, and {percent(outside)} of those outside"
        )
    told += f". The fit is {number(split.correlation)} out of 1."
    method = (
        "The split into core and periphery that fits best among many tries. Its correlation with the ideal, "
        "in which the core is tied to all and the periphery to the core alone, is the fit: 1 if they are "
        f"the same; near 0 there is no core to speak of. {found.basis}"
    )
    source = "Borgatti and Everett 2000, Models of core/periphery structures"
    tables = []
    if not here.audience.is_public:
        frame = pd.DataFrame(
            {
                "In the core": split.core,
                "Organisation": [found.organisations.get(name, "") for name in split.core],
                "Ties": [int(found.pairs.degree(name)) for name in split.core],
            }
        ).sort_values(["Ties", "In the core"], ascending=[False, True], kind="stable")
        tables.append(Table("The core", frame.head(30), here.audience))
    return [Finding(told, tables, method, source)]
