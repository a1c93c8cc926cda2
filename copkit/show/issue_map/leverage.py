"""Which issues drive the others and which are driven: influence and dependence, direct and indirect."""

from __future__ import annotations

import pandas as pd

from copkit.functions import issue_map
from copkit.place.view import View
from copkit.show.issue_map.on_the_map import NO_LINKS, links_of, outcomes
from copkit.show.page import Finding, Section
from copkit.show.scatter_figure import scatter
from copkit.show.sentences import capital, count, listing
from copkit.show.tables import Table

RISES = 3
"""Places that an issue must rise to be told as hidden."""


def leverage(here: View) -> Section:
    """Which issues drive the others, and which are driven: influence and dependence."""
    links = links_of(here)
    if links.empty:
        return Section([NO_LINKS])
    graph = issue_map.causal_graph(links)
    shares = issue_map.micmac(graph)
    drivers = shares[shares["quadrant"] == "driver"].sort_values(
        ["indirect_influence", "issue"], ascending=[False, True], kind="stable"
    )
    table = _shares(here, shares, "indirect_", "Share of all influence and dependence, in per cent")
    direct = _shares(here, shares, "", "Share of direct influence and dependence, in per cent")
    mean = 100 / len(shares)
    if drivers.empty:
        title = "No issue drives the others without being driven itself"
    else:
        title = (
            f"{listing(drivers['issue'], 3)} {'drives' if len(drivers) == 1 else 'drive'} the other issues"
        )
    split = (mean, mean)
    corners = ("drivers", "relays", "apart", "outcomes")
    over_steps = scatter(title, table, "Dependence", "Influence", "Issue", split=split, quadrants=corners)
    at_once = scatter(
        "By direct links alone",
        direct,
        "Dependence",
        "Influence",
        "Issue",
        split=split,
        quadrants=corners,
    )
    quadrants = Finding(
        f"{title}. Work on a driver is felt furthest.",
        [over_steps, at_once],
        "Influence counts the ways that lead from an issue to others, over several steps; dependence "
        "those that lead to it. Top left are the drivers, top right the relays that pass things on, "
        "bottom right the outcomes, bottom left what stands apart. The second figure counts direct links "
        "only: what stands elsewhere there owes its place to ways of several steps.",
        "MICMAC: Duperrin and Godet 1973; Godet 1994, From Anticipation to Action",
    )
    return Section([quadrants, *_hidden(here, shares), _centrality(here)])


def _shares(here: View, shares: pd.DataFrame, prefix: str, caption: str) -> Table:
    """Influence and dependence, and the quadrant where ways of several steps count."""
    columns = {
        "Issue": shares["issue"],
        "Influence": shares[f"{prefix}influence"] * 100,
        "Dependence": shares[f"{prefix}dependence"] * 100,
    }
    if prefix:
        columns["Quadrant"] = shares["quadrant"]
    frame = pd.DataFrame(columns).sort_values(["Influence", "Issue"], ascending=[False, True], kind="stable")
    formats = dict.fromkeys(["Influence", "Dependence"], "one decimal")
    return Table(caption, frame, here.audience, formats=formats)


def _hidden(here: View, shares: pd.DataFrame) -> list[Finding]:
    """Issues whose influence shows only when ways of several steps are counted."""
    direct = shares["influence"].rank(ascending=False, method="min")
    indirect = shares["indirect_influence"].rank(ascending=False, method="min")
    risen = shares.assign(direct=direct, indirect=indirect, rise=direct - indirect)
    risen = risen[risen["rise"] >= RISES].sort_values(["rise", "issue"], ascending=[False, True])
    if risen.empty:
        return []
    first = risen.iloc[0]
    frame = risen[["issue", "direct", "indirect"]].rename(
        columns={"issue": "Issue", "direct": "Place by direct links", "indirect": "Place by all ways"}
    )
    formats = {"Place by direct links": "whole", "Place by all ways": "whole"}
    table = Table(
        "Issues that rise when ways of several steps count", frame.head(10), here.audience, formats=formats
    )
    are = "issue is a hidden driver", "issues are hidden drivers"
    sentence = capital(
        f"{count(len(risen), *are)}: first {first['issue']}, in place {first['direct']:.0f} by its direct "
        f"links and {first['indirect']:.0f} by all ways."
    )
    return [Finding(sentence, [table])]


def _centrality(here: View) -> Finding:
    """How much each issue gives and takes, by the strength of its links."""
    ranked = issue_map.degrees(issue_map.causal_graph(links_of(here)))
    first = ranked[~ranked["issue"].isin(outcomes(here))].iloc[0]
    frame = ranked.rename(
        columns={
            "issue": "Issue",
            "outdegree": "Out-degree",
            "indegree": "In-degree",
            "centrality": "Centrality",
        }
    )
    formats = dict.fromkeys(["Out-degree", "In-degree", "Centrality"], "two decimals")
    return Finding(
        f"{first['issue']} is the most central of the issues: its links sum up to {first['centrality']:.1f}, "
        f"{first['outdegree']:.1f} out and {first['indegree']:.1f} in.",
        [Table("Centrality of the issues", frame.head(60), here.audience, formats=formats)],
        "Out-degree is the sum of the strengths of the links that leave an issue, in-degree of those that "
        "reach it, without their signs; centrality is the sum of the two.",
        "Özesmi and Özesmi 2004, Ecological models based on people's knowledge",
    )
