"""The causal map drawn, its loops in words, and the themes into which it falls."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from copkit.functions import issue_map
from copkit.functions.issue_map.several_maps import themes as themes_by_links
from copkit.place.view import View
from copkit.show import map_figure
from copkit.show.free_text import TextsFor
from copkit.show.issue_map.on_the_map import NO_LINKS, links_of, outcomes, whose_links
from copkit.show.issue_map.register import A_THEME
from copkit.show.page import Finding, Section
from copkit.show.sentences import capital, count, listing
from copkit.show.tables import Table

MOST_BOXES = 60
MOST_LOOPS_TOLD = 15


def causal_map(here: View) -> Section:
    """The issues and the links between them, drawn; and the loops in which they feed each other."""
    links = links_of(here)
    if links.empty:
        return Section([NO_LINKS])
    graph = issue_map.causal_graph(links)
    ranked = issue_map.degrees(graph)
    shown = links.sort_values(["strength", "cause"], ascending=[False, True], kind="stable")
    table = Table(
        "Links between issues, from -1 (lessens) to 1 (worsens)",
        shown.rename(columns={"cause": "Cause", "effect": "Effect", "strength": "Strength"}).head(100),
        here.audience,
        formats={"Strength": "two decimals"},
    )
    central = ranked[~ranked["issue"].isin(outcomes(here))].iloc[0]
    title = f"{central['issue']} is tied to the others most strongly"
    strongest = set(ranked["issue"].head(MOST_BOXES))
    whole = here.whole["issues"]
    figure = map_figure.causal_map(
        title,
        table,
        links,
        [name for name in whole["name"] if name in strongest],
        themes=TextsFor(here).apart(whole.set_index("name")["theme"].dropna(), A_THEME).to_dict(),
        outcomes=outcomes(here),
    )
    sentence = capital(
        f"{count(len(links), 'link')} {'joins' if len(links) == 1 else 'join'} {count(len(graph), 'issue')}; "
        f"{title}."
    )
    if len(graph) > MOST_BOXES:
        sentence += f" The {MOST_BOXES} with the strongest links are drawn."
    map_finding = Finding(
        sentence,
        [figure],
        "An arrow runs from a cause to its effect; a thicker one is stronger; a dashed one makes the effect "
        f"better. A double line marks the outcome.{whose_links(here)}",
        "Axelrod 1976, Structure of Decision; Özesmi and Özesmi 2004, Ecological models based on people's "
        "knowledge",
    )
    return Section([map_finding, _loops(here)])


def _loops(here: View) -> Finding:
    found, cut = issue_map.loops(issue_map.causal_graph(links_of(here)))
    method = (
        "A loop is a way along the arrows that comes back to where it began. If the signs on the way "
        "multiply to plus it feeds itself (reinforcing); if to minus it holds itself back (balancing). "
        "A loop that feeds itself can run for the worse or, once turned, for the better."
    )
    source = "Sterman 2000, Business Dynamics, chapter 5"
    if not found:
        return Finding("No issue feeds back on itself: there is no loop in the map.", (), method, source)
    feeding = sum(loop.reinforcing for loop in found)
    told = found[:MOST_LOOPS_TOLD]
    table = pd.DataFrame(
        {
            "Loop": [loop.sentence for loop in told],
            "Kind": ["reinforcing" if loop.reinforcing else "balancing" for loop in told],
        }
    )
    sentence = capital(
        f"{'at least ' if cut else ''}{count(len(found), 'feedback loop')}: {feeding:,} reinforcing, "
        f"{len(found) - feeding:,} balancing. {found[0].sentence}"
    )
    if cut:
        sentence += " The search stopped there; the shortest loops are among them."
    caption = "The shortest loops" if len(found) > len(told) else "The loops"
    return Finding(sentence, [Table(caption, table, here.audience)], method, source)


def themes(here: View) -> Section:
    """The groups of issues that hang together by their links, whatever they were called."""
    links = links_of(here)
    ends = set(outcomes(here))
    links = links[~links["cause"].isin(ends) & ~links["effect"].isin(ends)]
    if links.empty:
        return Section([NO_LINKS])
    graph = issue_map.causal_graph(links)
    numbers = themes_by_links(graph)
    parts = [
        [issue for issue, own in numbers.items() if own == number]
        for number in range(1, max(numbers.values()) + 1)
    ]
    ranked = issue_map.degrees(graph)
    centre = dict(zip(ranked["issue"], ranked["centrality"], strict=True))
    parts = [sorted(part, key=lambda issue: (-centre[issue], issue)) for part in parts]
    joined = nx.Graph()
    for cause, effect, strength in graph.edges(data="strength"):
        before = joined[cause][effect]["weight"] if joined.has_edge(cause, effect) else 0.0
        joined.add_edge(cause, effect, weight=before + abs(strength))
    apart = nx.community.modularity(joined, [set(part) for part in parts])
    how = "clearly" if apart >= 0.3 else "loosely"
    largest = parts[0]
    sentence = capital(
        f"by its links the map falls {how} into {count(len(parts), 'theme')}; the largest turns on "
        f"{largest[0]} and holds {count(len(largest), 'issue')}."
    )
    if len(parts) == 1:
        sentence = "All linked issues hang together: the map does not fall into themes."
    frame = pd.DataFrame(
        {
            "It turns on": [part[0] for part in parts],
            "Issues": [len(part) for part in parts],
            "With": [listing(part[1:], 12) or "no other" for part in parts],
        }
    )
    return Section(
        [
            Finding(
                sentence,
                [Table("Themes by links", frame, here.audience)],
                "Issues fall together where the links among them are more, or stronger, than chance would "
                f"give; the outcome is left aside. Modularity {apart:.2f}; from 0.3 on the parts are told "
                "apart clearly. The same map always gives the same themes.",
                "Louvain method: Blondel and others 2008; modularity: Newman and Girvan 2004",
            )
        ]
    )
