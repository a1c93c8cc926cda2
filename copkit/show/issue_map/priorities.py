"""What people want to see to first, by dots: in all, since the round before, and by sector."""

from __future__ import annotations

import pandas as pd

from copkit.functions import issue_map
from copkit.functions.issue_map.priorities import dots_by_sector, sector_difference
from copkit.place.schema.people import SECTORS
from copkit.place.view import View
from copkit.show import figures
from copkit.show.free_text import TextsFor
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import listing, people, percent
from copkit.show.tables import Table

CALLED = {
    "public": "public bodies",
    "voluntary": "charities",
    "business": "businesses",
    "resident": "residents",
    "political": "politicians",
}
"""Those who come from a sector, in words."""

A_ROUND = "a round that names somebody"

BY_CHANCE = 0.05
"""Two sectors are told to want different things where chance alone parts them as far this seldom."""

MOST_HIDDEN = 0.5
"""Where more of two sectors' shares may not be shown, none is."""


def priorities(here: View) -> Section:
    """What people voted for in the latest round of dot voting."""
    votes = here["votes"]
    votes = votes.assign(round=TextsFor(here).apart(votes["round"], A_ROUND))
    latest = issue_map.latest_round(votes)
    if latest is None:
        how = "Give each person five dots to spread over the issues, on this page or on their phones."
        return Section([Needs("Nobody has voted yet.", how)])
    cast = votes[votes["round"] == latest]
    voters = int(cast["voter"].nunique())
    counted = issue_map.dot_votes(cast)
    if here.audience.hides(voters):
        return Section([Finding("Too few people voted for the result to be shown here.")])
    frame = counted.rename(
        columns={"issue": "Issue", "dots": "Dots", "voters": "Voters", "share": "Share of dots"}
    )
    table = Table(
        f"Dots in the round '{latest}'",
        frame,
        here.audience,
        people=["Voters"],
        follows={"Dots": "Voters", "Share of dots": "Voters"},
        formats={"Share of dots": "percent"},
    )
    top = counted[counted["dots"] == counted["dots"].max()]["issue"] if len(counted) else []
    if len(counted) and pd.notna(table.values["Dots"].iloc[0]):
        tied = "" if len(top) < 2 else ", tied"
        title = f"{listing(top, 3)} got the most dots ({counted['dots'].iloc[0]:,}{tied})"
    else:
        title = "No issue was chosen by enough people to be shown"
    sentence = f"In the round '{latest}', {title}; {people(here.audience, voters)} voted."
    evidence = [figures.bars(title, table, "Issue", "Dots")]
    method = (
        "Each person spreads the same number of dots. Dot voting favours what a large group agrees on: look "
        "at what only a few chose as well before you drop it."
    )
    parts: list[Finding] = [
        Finding(sentence, evidence, method, "Lackner and Skowron 2023, Multi-Winner Voting")
    ]
    return Section([*parts, *_by_sector(here, cast), *_change_since(here, latest)])


def _by_sector(here: View, cast: pd.DataFrame) -> list[Finding]:
    """The dots of those who said where they come from, sectors side by side."""
    said = cast[cast["sector"].notna() & (cast["dots"].fillna(0) > 0)]
    sizes = said.groupby(said["sector"].astype("str"))["voter"].nunique()
    least = 2 * here.audience.threshold if here.audience.is_public else 2
    shown = [sector for sector in SECTORS if sizes.get(sector, 0) >= least]
    if len(shown) < 2:
        return []
    both = dots_by_sector(said[said["sector"].astype("str").isin(shown)])
    shares = both["dots"].reindex(columns=shown) / both["dots"][shown].sum()
    order = both["dots"].sum(axis=1).sort_values(ascending=False, kind="stable").index
    labels = {sector: f"{CALLED[sector].capitalize()} ({sizes[sector]:,})" for sector in shown}
    frame = shares.loc[order].rename(columns=labels).rename_axis("Issue").reset_index()
    counts = both["voters"].reindex(columns=shown).loc[order].rename(columns=labels).reset_index(drop=True)
    table = Table(
        "Share of each sector's dots (in brackets: how many people voted)",
        frame,
        here.audience,
        behind=counts,
        crossed=True,
        formats=dict.fromkeys(labels.values(), "percent"),
    )
    one, other = _pair(shown, sizes)
    difference = sector_difference(said, one, other)
    assert difference is not None  # both have at least two voters
    first = CALLED[one].capitalize()
    if difference.p <= BY_CHANCE:
        title = f"{first} and {CALLED[other]} want different things first"
    else:
        title = f"{first} and {CALLED[other]} may well want the same"
    chance = f"chance alone parts two such groups as far in {percent(difference.p)} of cases"
    pair = table.values[[labels[one], labels[other]]]
    if pair.isna().to_numpy().mean() > MOST_HIDDEN:
        return [Finding(f"{title}: {chance}. Too few of each chose the same issue to show how.", (), *_HOW)]
    tops = [table.values.loc[pair[labels[sector]].idxmax()] for sector in (one, other)]
    told = " and ".join(
        f"{CALLED[sector]} gave {top['Issue']} {percent(top[labels[sector]])} of their dots"
        for sector, top in zip((one, other), tops, strict=True)
    )
    figure = figures.dumbbell(title, table, "Issue", labels[one], labels[other], as_percent=True)
    return [Finding(f"{title}: {told}; {chance}.", [figure], *_HOW)]


_HOW = (
    "Shares are of the dots of each sector, so that a large group does not drown a small one. The test "
    "deals the voters, with their dots, to the two sectors anew 999 times, and counts how often the sectors "
    "then lie as far apart.",
    "Permutation test: Edgington and Onghena 2007, Randomization Tests",
)


def _pair(shown: list[str], sizes: pd.Series) -> tuple[str, str]:
    """Residents and public bodies where both voted; else the two largest sectors."""
    if {"resident", "public"} <= set(shown):
        return "resident", "public"
    first, second = sorted(shown, key=lambda sector: (-sizes[sector], sector))[:2]
    return first, second


def _change_since(here: View, latest: str) -> list[Finding]:
    """How the places of the issues changed since the round before."""
    votes = here["votes"]
    votes = votes.assign(round=TextsFor(here).apart(votes["round"], A_ROUND))
    before = issue_map.latest_round(votes[votes["round"] != latest])
    if before is None:
        return []
    rounds = {name: votes[votes["round"] == name] for name in (before, latest)}
    if any(here.audience.hides(cast["voter"].nunique()) for cast in rounds.values()):
        return []
    places = {name: issue_map.dot_votes(cast) for name, cast in rounds.items()}
    both = places[latest].merge(places[before], on="issue", suffixes=("", "_before")).set_index("issue")
    least = both[["voters", "voters_before"]].min(axis=1)
    both = both[[not here.audience.hides(voters) for voters in least]]
    if len(both) < 2:
        return []
    both["step"] = both["share"] - both["share_before"]
    risen = both["step"].idxmax()
    if both["step"].max() <= 0:
        return []
    frame = pd.DataFrame(
        {"Issue": both.index, before: both["share_before"] * 100, latest: both["share"] * 100}
    )
    table = Table(
        "Share of dots in two rounds, in per cent",
        frame,
        here.audience,
        formats={before: "one decimal", latest: "one decimal"},
    )
    title = f"{risen} rose most since the round '{before}'"
    return [Finding(f"{title}.", [figures.dumbbell(title, table, "Issue", before, latest)])]
