"""What the map of issues asks for, as proposals for the next weeks."""

from __future__ import annotations

from copkit.functions import issue_map
from copkit.functions.issue_map.several_maps import combined
from copkit.place.view import View
from copkit.show.issue_map.coverage import orphans_and_takers
from copkit.show.issue_map.on_the_map import links_of, problems
from copkit.show.next_steps import steps
from copkit.show.page import Section
from copkit.show.sentences import listing


def next_steps(here: View) -> Section:
    """What the map of issues asks for."""
    issues, links = problems(here), links_of(here)
    if issues.empty:
        return steps(here, "map issues", ["Hold a workshop of an hour to name the issues."])
    proposals = [*_for_orphans(here), *_for_drivers(here), *_for_disputes(here)]
    across = issue_map.crossing_links(links, here.whole["coverage"])
    if len(across):
        first = across.sort_values("strength", key=abs, ascending=False, kind="stable").iloc[0]
        pair = sorted({*first["cause_takers"], *first["effect_takers"]})
        proposals.append(f"Bring {listing(pair)} together on {first['cause']} and {first['effect']}.")
    unknown = issues.loc[issues["evidence"].isna(), "name"]
    if len(unknown):
        proposals.append(f"Find out what is known about {listing(sorted(unknown), 3)}.")
    if here["votes"].empty:
        proposals.append("Let everyone vote with dots, so that the order is the group's own.")
    return steps(here, "map issues", proposals)


def _for_orphans(here: View) -> list[str]:
    taken = issue_map.takers(list(problems(here)["name"]), here.whole["coverage"])
    nobody = [name for name in taken.index if not taken[name]]
    if not nobody:
        return []
    found = orphans_and_takers(here, nobody)
    asked = [f"{match.community} whether it takes {issue}" for issue, match in found.items() if match]
    return [f"Ask {listing(asked, 3)}."] if asked else [f"Find a community for {listing(nobody, 3)}."]


def _for_drivers(here: View) -> list[str]:
    if links_of(here).empty:
        return []
    shares = issue_map.micmac(issue_map.causal_graph(links_of(here))).sort_values(
        ["indirect_influence", "issue"], ascending=[False, True], kind="stable"
    )
    return [f"Ask what can be done about {shares['issue'].iloc[0]}: it reaches furthest."]


def _for_disputes(here: View) -> list[str]:
    together = combined(here["map_links"])
    disputed = together[together["disputed"]]
    if disputed.empty:
        return []
    first = disputed.iloc[0]
    return [f"Talk about {first['cause']} and {first['effect']}: the groups say opposite things."]
