"""Which community could take an issue that nobody takes, and why that one.

Ours, as no tool does it: four plain signs of a match, each from 0 to 1 and each told with its evidence, so
that a facilitator can weigh them. It proposes; the communities decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log

import numpy as np
import pandas as pd

from copkit.functions.likeness.words import words_of

LEAST_MATCH = 0.1
"""Below this, of 1, a match is none."""

_AS_GOOD = 1e-12
"""Matches that differ by less are the same: their sums were only rounded differently."""


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
    fewer issues, domains and skills have it (inverse document frequency: Spärck Jones 1972). Of
    communities that match alike the first in the alphabet is proposed.
    """
    offered = _offered(issues, coverage, communities, skills)
    near = _neighbours(links)
    themes = _themes(issues)
    return {
        issue: _best(_Issue(issue, near.get(issue, {}), themes.get(issue, "")), offered) for issue in orphans
    }


@dataclass(frozen=True)
class _Issue:
    """An issue, how strongly others are linked to it, and its theme; '' where it has none."""

    name: str
    near: Mapping[str, float]
    theme: str


@dataclass
class _Offered:
    """What the communities bring, each by its place in the order of the alphabet: who takes which issue, who
    works on which theme, whose domain has which word, which skill speaks of what, and how many members of
    whom have it. ``telling`` is how much each word tells."""

    communities: list[str]
    telling: dict[str, float]
    takers: dict[str, set[int]] = field(default_factory=dict)
    themes: dict[str, set[int]] = field(default_factory=dict)
    domains: dict[str, set[int]] = field(default_factory=dict)
    skills: dict[str, set[str]] = field(default_factory=dict)
    able: dict[str, dict[int, int]] = field(default_factory=dict)


def _offered(
    issues: pd.DataFrame, coverage: pd.DataFrame, communities: pd.DataFrame, skills: pd.DataFrame
) -> _Offered:
    about = {
        row.name: " ".join(str(text) for text in (row.name, row.domain, row.purpose) if pd.notna(text))
        for row in communities.sort_values("name").itertuples(index=False)
    }
    place = {name: number for number, name in enumerate(about)}
    known = skills.assign(text=skills["skill"].str.cat(skills["description"].fillna(""), sep=" "))
    telling = _telling([*issues["name"], *about.values(), *known["text"].drop_duplicates()])
    offered = _Offered(list(about), telling)
    themes = _themes(issues)
    for issue, community in coverage[["issue", "community"]].itertuples(index=False):
        if community in place:
            offered.takers.setdefault(issue, set()).add(place[community])
            offered.themes.setdefault(themes.get(issue, ""), set()).add(place[community])
    for community, text in about.items():
        for word in words_of(text):
            offered.domains.setdefault(word, set()).add(place[community])
    for row in known[known["members"] > 0].itertuples(index=False):
        if row.community in place:
            offered.skills.setdefault(row.skill, words_of(row.text))
            offered.able.setdefault(row.skill, {})[place[row.community]] = int(row.members)
    return offered


def _best(issue: _Issue, offered: _Offered) -> Proposal | None:
    if not offered.communities:
        return None
    own = words_of(issue.name)
    match = _signs(issue, own, offered).mean(axis=0)
    best = int(np.flatnonzero(match > match.max() - _AS_GOOD)[0])
    if match[best] < LEAST_MATCH - _AS_GOOD:
        return None
    return _told(issue, own, best, float(match[best]), offered)


def _signs(issue: _Issue, own: set[str], offered: _Offered) -> np.ndarray:
    """The four signs, each in a row, for each community in a column."""
    near, domain, skilled, theme = signs = np.zeros((4, len(offered.communities)))
    all_near = sum(issue.near.values()) or 1.0
    for other, strength in issue.near.items():
        near[list(offered.takers.get(other, ()))] += strength / all_near
    weight = _weight(own, offered) or 1.0
    for word in own:
        domain[list(offered.domains.get(word, ()))] += offered.telling[word] / weight
    for skill, words in offered.skills.items():
        if share := _weight(own & words, offered) / weight:
            able = list(offered.able[skill])
            skilled[able] = np.maximum(skilled[able], share)
    if issue.theme:
        theme[list(offered.themes.get(issue.theme, ()))] = 1.0
    return signs


def _told(issue: _Issue, own: set[str], place: int, match: float, offered: _Offered) -> Proposal:
    """The proposal of one community, with the evidence of each sign."""
    near = [name for name in issue.near if place in offered.takers.get(name, ())]
    words = [word for word in own if place in offered.domains.get(word, ())]
    skills = [
        (_weight(own & words_, offered), skill, offered.able[skill][place])
        for skill, words_ in offered.skills.items()
        if place in offered.able[skill] and _weight(own & words_, offered) > 0
    ]
    return Proposal(
        issue.name,
        offered.communities[place],
        match,
        tuple(sorted(near, key=lambda name: (-issue.near[name], name))),
        tuple(sorted(words, key=lambda word: (-offered.telling[word], word))),
        tuple(
            (skill, members)
            for _, skill, members in sorted(skills, key=lambda one: (-one[0], -one[2], one[1]))
        ),
        issue.theme if place in offered.themes.get(issue.theme, ()) else "",
    )


def _weight(words: set[str], offered: _Offered) -> float:
    return sum(offered.telling[word] for word in sorted(words))


def _neighbours(links: pd.DataFrame) -> dict[str, dict[str, float]]:
    """The issues linked to each, either way, and how strongly."""
    near: dict[str, dict[str, float]] = {}
    for cause, effect, strength in links[["cause", "effect", "strength"]].itertuples(index=False):
        if cause != effect:
            for one, other in ((cause, effect), (effect, cause)):
                of_one = near.setdefault(one, {})
                of_one[other] = of_one.get(other, 0.0) + abs(float(strength))
    return near


def _themes(issues: pd.DataFrame) -> dict[str, str]:
    return dict(issues.set_index("name")["theme"].dropna())


def _telling(texts: Sequence[str]) -> dict[str, float]:
    having = Counter(word for text in texts for word in words_of(text))
    return {word: log(len(texts) / count) for word, count in having.items()}
