"""Problems whose roots lie in another organisation or community, told as chains; and who takes them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from copkit.functions import issue_map
from copkit.functions.issue_map.boundaries import Chain, crossing_chains
from copkit.place.view import View
from copkit.show.issue_map.on_the_map import NO_LINKS, links_of
from copkit.show.page import Finding, Section
from copkit.show.sentences import capital, count, listing
from copkit.show.tables import Table

MOST_CHAINS = 15
MOST_LOOKED_AT = 200


def boundaries(here: View) -> Section:
    """Recurring problems whose roots cross the borders of organisations and of communities."""
    if links_of(here.whole).empty or links_of(here).empty:
        return Section([NO_LINKS])
    taken = issue_map.takers(list(here.whole["issues"]["name"]), here.whole["coverage"])
    organisations = _chains(here, _organisations(here.whole))
    communities = _chains(here, taken.to_dict())
    return Section(
        [
            _told(here, organisations, "organisation", _organisations(here.whole), taken),
            _told(here, communities, "community", taken.to_dict(), taken),
            *_crossings(here),
        ]
    )


def _organisations(whole: View) -> dict[str, tuple[str, ...]]:
    """The organisations that an issue touches: where it sits, and who runs an initiative on it."""
    issues, running = whole["issues"], whole["initiatives"]
    pairs = pd.concat(
        [
            issues[["name", "organisation"]].rename(columns={"name": "issue"}),
            running[["issue", "organisation"]],
        ]
    ).dropna()
    by_issue = pairs.groupby("issue")["organisation"].agg(lambda names: tuple(sorted(set(names))))
    return {name: by_issue.get(name, ()) for name in issues["name"]}


def _chains(here: View, sides: Mapping[str, tuple[str, ...]]) -> list[Chain]:
    """The chains of the whole map; for a community those whose problem or root it takes."""
    own = set(here["issues"]["name"])
    found = crossing_chains(links_of(here.whole), sides, most=MOST_LOOKED_AT)
    return [chain for chain in found if chain.issues[0] in own or chain.issues[-1] in own]


def _told(
    here: View, chains: list[Chain], side: str, sides: Mapping[str, tuple[str, ...]], taken: pd.Series
) -> Finding:
    several = {"organisation": "organisations", "community": "communities"}[side]
    if not chains:
        return Finding(f"No problem on the map has a root in another {side} than its own.")
    problems = list(dict.fromkeys(chain.issues[0] for chain in chains))
    first = chains[0]
    sentence = capital(
        f"{'at least ' if len(chains) >= MOST_LOOKED_AT else ''}"
        f"{count(len(problems), 'problem has', 'problems have')} a root in another {side} than "
        f"{'its' if len(problems) == 1 else 'their'} own: first {first.sentence}."
    )
    root_takers = taken.get(first.issues[-1], ())
    sentence += f" The root is taken by {listing(root_takers)}." if root_takers else " Nobody takes the root."
    frame = pd.DataFrame(
        {
            "Problem ← cause ← root": [chain.sentence for chain in chains],
            "The problem touches": [listing(sides[chain.issues[0]], 3) for chain in chains],
            "The root touches": [listing(sides[chain.issues[-1]], 3) for chain in chains],
            "The root is taken by": [
                listing(taken.get(chain.issues[-1], ())) or "nobody yet" for chain in chains
            ],
            "Weakest link": [chain.strength for chain in chains],
        }
    )
    if side == "community":
        frame = frame.drop(columns="The root is taken by")
    table = Table(
        f"Chains that cross from one {side} to another",
        frame.head(MOST_CHAINS),
        here.audience,
        formats={"Weakest link": "two decimals"},
    )
    method = (
        "From each problem the links that make things worse are followed back, over at most four steps, "
        "to an issue without a cause of its own. A chain counts where problem and root touch none of the "
        f"same {several}. Those that pass the most of them come first, then the strongest; of two chains "
        "between the same two issues the stronger is told."
    )
    if side == "organisation":
        method += " An issue touches the organisation where it sits and those that run an initiative on it."
    return Finding(sentence, [table], method, "A chain is as strong as its weakest link: Kosko 1986")


def _crossings(here: View) -> list[Finding]:
    """Links between the issues of different communities: where they need each other."""
    links = links_of(here)
    across = issue_map.crossing_links(links, here.whole["coverage"])
    if across.empty:
        return []
    across = across.assign(size=across["strength"].abs()).sort_values(
        ["size", "cause"], ascending=[False, True], kind="stable"
    )
    frame = pd.DataFrame(
        {
            "Cause": across["cause"],
            "Taken by": [listing(names) for names in across["cause_takers"]],
            "Effect": across["effect"],
            "Which is taken by": [listing(names) for names in across["effect_takers"]],
            "Strength": across["strength"],
        }
    )
    first = across.iloc[0]
    sentence = capital(
        f"{len(across):,} of {count(len(links), 'link')} "
        f"{'crosses' if len(across) == 1 else 'cross'} from one community to another; the strongest runs "
        f"from {first['cause']} ({listing(first['cause_takers'])}) to {first['effect']} "
        f"({listing(first['effect_takers'])})."
    )
    formats = {"Strength": "two decimals"}
    table = Table(
        "Links that cross from one community to another", frame.head(30), here.audience, formats=formats
    )
    return [Finding(sentence, [table])]
