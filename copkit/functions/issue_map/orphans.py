"""Which community could take an issue that nobody takes, and why that one.

Ours, as no tool does it: four plain signs of a match, each from 0 to 1 and each told with its evidence, so
that a facilitator can weigh them. It proposes; the communities decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import pandas as pd

from copkit.functions.likeness.words import words_of

LEAST_MATCH = 0.1
"""Below this, of 1, a match is none."""


@dataclass(frozen=True)
class Proposal:
    """A community that could take an issue. ``neighbours`` are issues that it takes and that the issue
    is linked to, the strongest link first; ``words`` what its domain and the issue both speak of;
    ``skills`` those of its members that speak of the issue, with how many members have each; ``theme``
    the theme that it works on already. ``match`` is the mean of the four signs."""

    issue: str
    community: str
    match: float
    neighbours: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    skills: tuple[tuple[str, int], ...] = ()
    theme: str = ""


def proposals(
    orphans: Sequence[str],
    issues: pd.DataFrame,
    links: pd.DataFrame,
    coverage: pd.DataFrame,
    communities: pd.DataFrame,
    skills: pd.DataFrame,
) -> dict[str, Proposal | None]:
    """For each issue in ``orphans`` the community that matches best; None where none does.

    ``issues`` has the columns name, theme, evidence; ``links`` cause, effect, strength; ``coverage``
    issue, community; ``communities`` name, domain, purpose; ``skills`` community, skill, description,
    members (how many of the community's members have it).

    The signs: the share of the strength of the issue's links that runs to the community's issues; the
    share of the issue's telling words that stand in its name, domain and purpose; the same for the
    skills of its members; whether it takes an issue of the same theme. A word tells the more the
    fewer issues, domains and skills have it (inverse document frequency: Spärck Jones 1972).
    """
    about = {
        row.name: " ".join(str(text) for text in (row.name, row.domain, row.purpose) if pd.notna(text))
        for row in communities.itertuples(index=False)
    }
    known = skills.assign(text=skills["skill"].str.cat(skills["description"].fillna(""), sep=" "))
    telling = _telling([*issues["name"], *about.values(), *known["text"].drop_duplicates()])
    taken = coverage.groupby("community")["issue"].agg(set).to_dict()
    themes = issues.set_index("name")["theme"].dropna().to_dict()
    best: dict[str, Proposal | None] = {}
    for issue in orphans:
        near = _neighbours(issue, links)
        found = []
        for community, text in about.items():
            own = taken.get(community, set())
            mine = {name: weight for name, weight in near.items() if name in own}
            theme = themes.get(issue, "")
            shared = theme if theme in {themes.get(name) for name in own} else ""
            known_here = known[known["community"] == community]
            signs = _Signs(mine, sum(near.values()), words_of(text), known_here, shared)
            found.append(_match(issue, community, signs, telling))
        found.sort(key=lambda proposal: (-proposal.match, proposal.community))
        best[issue] = found[0] if found and found[0].match >= LEAST_MATCH else None
    return best


@dataclass(frozen=True)
class _Signs:
    """What a community has in common with an issue."""

    near: Mapping[str, float]
    all_near: float
    domain: set[str]
    skills: pd.DataFrame
    theme: str


def _match(issue: str, community: str, signs: _Signs, telling: Mapping[str, float]) -> Proposal:
    own = words_of(issue)
    weight = sum(telling[word] for word in own) or 1.0

    def share(words: set[str]) -> float:
        return sum(telling[word] for word in own & words) / weight

    fitting = [
        (share(words_of(text)), skill, int(members))
        for skill, text, members in signs.skills[["skill", "text", "members"]].itertuples(index=False)
        if members and share(words_of(text)) > 0
    ]
    fitting.sort(key=lambda one: (-one[0], -one[2], one[1]))
    shares = (
        sum(signs.near.values()) / signs.all_near if signs.all_near else 0.0,
        share(signs.domain),
        fitting[0][0] if fitting else 0.0,
        1.0 if signs.theme else 0.0,
    )
    return Proposal(
        issue,
        community,
        sum(shares) / len(shares),
        tuple(sorted(signs.near, key=lambda name: (-signs.near[name], name))),
        tuple(sorted(own & signs.domain, key=lambda word: (-telling[word], word))),
        tuple((skill, members) for _, skill, members in fitting),
        signs.theme,
    )


def _neighbours(issue: str, links: pd.DataFrame) -> dict[str, float]:
    """The issues linked to one, either way, and how strongly."""
    near: dict[str, float] = {}
    for cause, effect, strength in links[["cause", "effect", "strength"]].itertuples(index=False):
        if issue in (cause, effect) and cause != effect:
            other = effect if cause == issue else cause
            near[other] = near.get(other, 0.0) + abs(float(strength))
    return near


def _telling(texts: Sequence[str]) -> dict[str, float]:
    having = Counter(word for text in texts for word in words_of(text))
    return {word: log(len(texts) / count) for word, count in having.items()}
