"""What several groups drew: where their maps agree, where they differ, what the room left out."""

from __future__ import annotations

import pandas as pd

from copkit.functions.issue_map.several_maps import combined
from copkit.place.view import View
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count
from copkit.show.tables import Table

_ONE_MAP = Needs(
    "No two groups have drawn a map of their own yet.",
    "Choose 'A group's own map' in the map of issues and let each table draw, or load maps from other tools: "
    "copkit load-map.",
)


def several_maps(here: View) -> Section:
    """The groups' maps put together, the links on which they differ most first."""
    drawn = here["map_links"]
    maps = drawn["map"].nunique()
    if maps < 2:
        return Section([_ONE_MAP])
    links = combined(drawn)
    everywhere = links[links["maps"] == maps]
    disputed = links[links["disputed"]]
    sentence = capital(
        f"{maps:,} maps hold {count(len(links), 'link')} in all; "
        f"{count(len(everywhere), 'is', 'are')} on every map."
    )
    if len(disputed):
        first = disputed.iloc[0]
        sentence += (
            f" On {count(len(disputed), 'link')} they contradict each other: first on whether "
            f"{first['cause']} makes {first['effect']} worse or better."
        )
    else:
        sentence += " On no link do they contradict each other."
    frame = pd.DataFrame(
        {
            "Cause": links["cause"],
            "Effect": links["effect"],
            "Mean strength": links["strength"],
            "Spread": links["spread"],
            "On how many maps": [
                f"{on} of {could}" for on, could in zip(links["maps"], links["could"], strict=True)
            ],
            "They": links["disputed"].map({True: "contradict each other", False: "agree on the direction"}),
        }
    )
    formats = {"Mean strength": "two decimals", "Spread": "two decimals"}
    table = Table(
        "Links of all maps, those that differ most first", frame.head(50), here.audience, formats=formats
    )
    method = (
        "The strength of a link is the mean over all maps that have both of its issues; a map that has both "
        "and no link counts as 0. The spread is the standard deviation over the same maps. Talk about a link "
        "with a large spread: somebody knows something that the others do not."
    )
    parts = [Finding(sentence, [table], method, "Kosko 1988; Gray and others 2014 on maps of stakeholders")]
    return Section([*parts, *_left_out(here, links, maps)])


def _left_out(here: View, links: pd.DataFrame, maps: int) -> list[Finding]:
    """Links that most groups drew and that the agreed map lacks."""
    agreed = here["issue_links"]
    if agreed.empty:
        return []
    there = set(zip(agreed["cause"], agreed["effect"], strict=True))
    lacking = [
        (cause, effect) not in there for cause, effect in zip(links["cause"], links["effect"], strict=True)
    ]
    missing = links[pd.Series(lacking, index=links.index) & (links["strength"] != 0)]
    missing = missing.sort_values(["maps", "cause", "effect"], ascending=[False, True, True], kind="stable")
    if missing.empty:
        return [Finding("The map that the room agreed on has every link that a group drew.")]
    first = missing.iloc[0]
    sentence = capital(
        f"{count(len(missing), 'link')} that a group drew {'is' if len(missing) == 1 else 'are'} not on the "
        f"map that the room agreed on: first {first['cause']} → {first['effect']}, on {first['maps']} of "
        f"{maps:,} maps."
    )
    frame = missing[["cause", "effect", "strength", "maps"]].rename(
        columns={
            "cause": "Cause",
            "effect": "Effect",
            "strength": "Mean strength",
            "maps": "On how many maps",
        }
    )
    formats = {"Mean strength": "two decimals"}
    table = Table("Links that the agreed map lacks", frame.head(20), here.audience, formats=formats)
    return [Finding(sentence, [table])]
