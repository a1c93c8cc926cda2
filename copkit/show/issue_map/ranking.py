"""What people put first on ranked ballots: two methods side by side, ties told as ties, and agreement."""

from __future__ import annotations

import pandas as pd

from copkit.functions import issue_map
from copkit.functions.issue_map.ballots import (
    Agreement,
    borda,
    condorcet_winner,
    kendalls_w,
    pairwise,
    rank_table,
    schulze,
)
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import listing, people, percent
from copkit.show.tables import Table

_WORDS = (
    (0.9, "agree almost wholly"),
    (0.7, "agree strongly"),
    (0.5, "agree fairly well"),
    (0.3, "agree weakly"),
    (0.0, "hardly agree"),
)
"""Kendall's W in words: Schmidt 1997, Decision Sciences 28: 763-774."""


def ranking(here: View) -> Section:
    """The order by the latest ranked ballots, by Schulze's method and by Borda's."""
    ballots = here["ballots"]
    ballots = ballots.assign(round=TextsFor(here).apart(ballots["round"], "a round that names somebody"))
    latest = issue_map.latest_round(ballots)
    if latest is None:
        how = "Make a short list of five to eight issues and let each person put them in order."
        return Section([Needs("Nobody has put the issues in order yet.", how)])
    cast = ballots[ballots["round"] == latest]
    ranks = rank_table(cast)
    if here.audience.hides(len(ranks)):
        return Section([Finding("Too few people ranked the issues for the result to be shown here.")])
    places = schulze(pairwise(ranks))
    points = borda(ranks)
    winner = condorcet_winner(pairwise(ranks))
    place_of = {issue: number for number, tied in _numbered(places) for issue in tied}
    ties = {issue for _, tied in _numbered(places) if len(tied) > 1 for issue in tied}
    borda_places = points.rank(ascending=False, method="min")
    shared = borda_places.duplicated(keep=False)
    frame = pd.DataFrame(
        {
            "Issue": list(place_of),
            "Place (Schulze)": [
                f"{place}{', tied' if issue in ties else ''}" for issue, place in place_of.items()
            ],
            "Place (Borda)": [
                f"{borda_places[issue]:.0f}{', tied' if shared[issue] else ''}" for issue in place_of
            ],
            "Borda points": [points[issue] for issue in place_of],
        }
    )
    first = places[0]
    by_borda = list(points[points == points.max()].index)
    sentence = (
        f"On {people(here.audience, len(ranks)).replace('people', 'ballots').replace('person', 'ballot')} "
        f"in the round '{latest}', {listing(first, 3)} {'comes' if len(first) == 1 else 'tie and come'} "
        "first"
    )
    sentence += (
        ": it beats every other issue one by one." if winner else "; no issue beats all others one by one."
    )
    if sorted(by_borda) != sorted(first):
        sentence += f" By points (Borda) {listing(by_borda, 3)} would come first: talk about both."
    sentence += _agree(kendalls_w(ranks))
    return Section(
        [
            Finding(
                sentence,
                [Table(f"The order in the round '{latest}'", frame, here.audience)],
                "Schulze's method compares each two issues by how many put the one before the other, over "
                "chains of such wins. Borda gives an issue a point for each issue ranked below it. An "
                "issue that a ballot leaves out stands last on it. Kendall's W tells how far the ballots "
                "agree, from 0 to 1, corrected for ties; its test is against ballots that are filled in "
                "by chance.",
                "Schulze 2011; Borda 1781; Kendall and Babington Smith 1939; words for W: Schmidt 1997",
            )
        ]
    )


def _numbered(places: list[tuple[str, ...]]) -> list[tuple[int, tuple[str, ...]]]:
    """Each place with its number; after a tie of two at place 1 comes place 3."""
    numbered, number = [], 1
    for tied in places:
        numbered.append((number, tied))
        number += len(tied)
    return numbered


def _agree(found: Agreement | None) -> str:
    if found is None:
        return ""
    word = next(word for least, word in _WORDS if found.w >= least)
    chance = "under 1 of 1,000" if found.p < 0.001 else percent(found.p)
    return (
        f" The ballots {word} (Kendall's W {found.w:.2f}); by chance alone they would agree as much in "
        f"{chance} {'cases' if found.p < 0.001 else 'of cases'}."
    )
