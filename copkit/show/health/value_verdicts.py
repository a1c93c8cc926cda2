"""What an assessment says of the chain of value: its weakest link, and where it holds to the end."""

from __future__ import annotations

from copkit.functions.health.value_chain import CHAIN, MEANS, QUESTIONS
from copkit.place.view import View
from copkit.show.health.value_read import of_communities, read_value
from copkit.show.health.verdicts import AT_RISK, WELL, Verdict
from copkit.show.sentences import count, listing

WEAKEST = "the weakest link of value"
HOLDS = "the chain of value"


def value_verdicts(here: View) -> list[Verdict]:
    """At risk: value is told of further on, and a step before it is missing. Well: stories or figures stand
    for every step up to realised value, and there a figure got better. One of each at the most; a chain that
    has only just begun is neither."""
    if here["value_stories"].empty:
        return []
    return [*_weakest(here), *_whole(here)]


def _weakest(here: View) -> list[Verdict]:
    links = of_communities(here)
    broken = links.loc[links["weakest"] != "", "weakest"].value_counts()
    if broken.empty:
        return []
    weakest = max(broken.index, key=lambda cycle: (broken[cycle], -CHAIN.index(cycle)))
    missing = f"nothing written down shows that {MEANS[weakest]} ({weakest} value)"
    if here.community:
        claims = links["claims"].iloc[0]
        said = f"There is something to show for {claims} value, but {missing}."
    else:
        of_all = count(len(links), "community", "communities")
        said = f"In {broken[weakest]:,} of {of_all} value is told of further on, but {missing}."
    ask = f"Ask members '{QUESTIONS[weakest]}', and write the answers down"
    return [Verdict(AT_RISK, WEAKEST, said, "value-chain", ask)]


def _whole(here: View) -> list[Verdict]:
    matrix, links = read_value(here).matrix, of_communities(here)
    last = matrix[matrix["cycle"] == CHAIN[-1]].set_index("name")
    moved = last.index[(last["better"] > 0) & (last["worse"] == 0)]
    names = list(links.loc[(links["reaches"] == CHAIN[-1]) & links["name"].isin(moved), "name"])
    if not names:
        return []
    hedge = "That does not show yet what made it better."
    if here.community:
        said = (
            f"Something tells of each step from meeting to realised value, and a figure got better. {hedge}"
        )
    else:
        of_all = count(len(links), "community", "communities")
        said = (
            f"In {len(names):,} of {of_all} ({listing(names, 3)}) something tells of each step from meeting "
            f"to realised value, and a figure got better. {hedge}"
        )
    return [
        Verdict(WELL, HOLDS, said, "value-chain", "Tell those who decide the whole story, with its figure")
    ]
