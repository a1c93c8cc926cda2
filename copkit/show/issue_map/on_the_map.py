"""What the sections of workbook 1 look at: the issues, the links that count, and the outcome."""

from __future__ import annotations

import pandas as pd

from copkit.functions import issue_map
from copkit.functions.issue_map.several_maps import combined
from copkit.place.view import View
from copkit.show.page import Needs

NO_ISSUES = Needs(
    "No issues are written down yet.",
    "Ask everyone what stands between the place and its outcome, and write each issue into the form "
    "'Issues', or into the sheet Issues of the spreadsheet.",
)
NO_LINKS = Needs(
    "No issue is linked to another yet.",
    "Ask of each pair: does the one make the other worse? Draw it on the map of issues, or write it into "
    "the sheet Issue links.",
)


def links_of(here: View) -> pd.DataFrame:
    """The links that the room agreed on; where there are none, the mean of the groups' own maps."""
    agreed = here["issue_links"]
    if len(agreed) or here["map_links"].empty:
        return agreed[["cause", "effect", "strength"]]
    return combined(here["map_links"]).sort_values(["cause", "effect"])[["cause", "effect", "strength"]]


def whose_links(here: View) -> str:
    """Words for where the links come from, where they are not those that the room agreed on."""
    if len(here["issue_links"]) or here["map_links"].empty:
        return ""
    maps = here["map_links"]["map"].nunique()
    return f" The strength of a link is the mean over {maps:,} {'map' if maps == 1 else 'maps'}."


def problems(here: View) -> pd.DataFrame:
    """The issues without those that are the outcome itself."""
    issues = here["issues"]
    return issues[~issues["is_outcome"].fillna(False).astype(bool)]


def outcomes(here: View) -> list[str]:
    """The issues that are marked as the outcome and that something leads to."""
    issues = here["issues"]
    marked = issues.loc[issues["is_outcome"].fillna(False).astype(bool), "name"]
    return list(marked[marked.isin(links_of(here)["effect"])])


def outcome_or_most_driven(here: View) -> tuple[str, str]:
    """The outcome, or where none is marked the issue that depends most on the others; and words that say
    so in the second case."""
    marked = outcomes(here)
    if marked:
        return marked[0], ""
    shares = issue_map.micmac(issue_map.causal_graph(links_of(here)))
    driven = shares.sort_values(["indirect_dependence", "issue"], ascending=[False, True]).iloc[0]["issue"]
    return str(driven), (
        f" No issue is marked as the outcome; this is about {driven}, which depends most on the others."
    )
