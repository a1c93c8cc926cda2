"""The chain from an activity to the outcome: which of its links are backed, for each initiative.

An event, at which a story began; the story, which tells of the initiative; an indicator, which shows whether
it works; the issue that the indicator is about; and the issues by which that one acts on the outcome. It is
the chain of results of a logic model (W. K. Kellogg Foundation 2004, Logic Model Development Guide), read off
what is written down. A chain whose links all hold makes a contribution plausible; it does not show that
nothing else brought the change (Mayne 2001, Addressing attribution through contribution analysis,
Canadian Journal of Program Evaluation 16(1): 1-24).
"""

from __future__ import annotations

import networkx as nx
import pandas as pd

from copkit.functions.health.initiative_evidence import NAMED, column_of, indicators_since, stories_of
from copkit.functions.health.moved import BETTER, WORSE

LINKS = ("event", "story", "indicator", "issue", "outcome")
"""The links, each by what it brings in: an event at which a story began, a story of the initiative, an
indicator, the issue that it is about, and the outcome."""

HOLDS, UNSURE, AGAINST, MISSING = "holds", "not sure", "speaks against it", "missing"
"""Whether a link is backed. Not sure: something may belong to it, or a figure does not tell."""

_Found = tuple[str, tuple[str, ...]]


def outcome_chain(
    initiatives: pd.DataFrame,
    stories: pd.DataFrame,
    indicators: pd.DataFrame,
    observations: pd.DataFrame,
    ways: pd.Series,
    issues: pd.DataFrame,
    issue_links: pd.DataFrame,
) -> pd.DataFrame:
    """The links of each initiative: the columns initiative, link (of `LINKS`), state ('holds', 'not sure',
    'speaks against it', 'missing') and what (a tuple of names: events, titles of stories, indicators, issues;
    for the outcome the shortest way of issues that leads to it).

    The frames are as in `value_chain_of_initiatives`; ``stories`` may have event too. ``ways`` is as `moved`
    gives it; ``issues`` has the columns name, is_outcome; ``issue_links`` cause, effect, strength (above 0:
    makes it worse). An indicator holds if it got better and none got worse. An issue from which all ways to
    the outcome lessen it is not sure.

    >>> work = pd.DataFrame({"name": ["Checks"], "community": ["Homes"], "issue": ["Damp"], "starts": [None]})
    >>> told = pd.DataFrame({"name": ["A meter"], "community": ["Homes"], "indicator": [None],
    ...     "told": [None], "initiative": ["Checks"], "event": [None]})
    >>> figures, seen = pd.DataFrame(columns=["name", "issue"]), pd.DataFrame(columns=["indicator", "period"])
    >>> issues = pd.DataFrame({"name": ["Damp", "Ill health"], "is_outcome": [False, True]})
    >>> leads = pd.DataFrame({"cause": ["Damp"], "effect": ["Ill health"], "strength": [0.5]})
    >>> found = outcome_chain(work, told, figures, seen, pd.Series(dtype=object), issues, leads)
    >>> dict(zip(found["link"], found["state"]))["story"], list(found["state"])
    ('holds', ['missing', 'holds', 'missing', 'not sure', 'holds'])
    """
    to_outcome = _ways_to_outcome(issues, issue_links)
    rows = []
    for _, each in initiatives.iterrows():
        kinds = stories_of(each, stories, indicators)
        own = stories.loc[kinds.index]
        firm = own[kinds == NAMED]
        used = _indicators(each, own, indicators, observations)
        found: dict[str, _Found] = {
            "event": _backed(column_of(firm, "event"), column_of(own, "event")),
            "story": _backed(firm["name"], own["name"]),
            "indicator": _moved(used["name"], ways),
        }
        about = _names(used["issue"])
        works_on = _names(pd.Series([each["issue"]], dtype="object"))
        found["issue"] = (HOLDS, about) if about else (UNSURE if works_on else MISSING, works_on)
        found["outcome"] = _leads(about or works_on, to_outcome)
        rows += [(each["name"], link, *found[link]) for link in LINKS]
    return pd.DataFrame(rows, columns=["initiative", "link", "state", "what"], dtype="object")


def first_not_backed(chain: pd.DataFrame) -> pd.Series:
    """The first link of each initiative that does not hold, '' if all do: by the names of initiatives, in
    their order. ``chain`` is what `outcome_chain` gave.

    >>> chain = pd.DataFrame({"initiative": ["a", "a"], "link": ["event", "story"], "what": [(), ()],
    ...     "state": ["holds", "missing"]})
    >>> first_not_backed(chain).to_dict()
    {'a': 'story'}
    """
    names = chain["initiative"].drop_duplicates()
    first = chain[chain["state"] != HOLDS].drop_duplicates("initiative").set_index("initiative")["link"]
    return first.reindex(names).fillna("").rename_axis(None).astype("object")


def _indicators(
    initiative: pd.Series, own: pd.DataFrame, indicators: pd.DataFrame, observations: pd.DataFrame
) -> pd.DataFrame:
    """The indicators of its issue, and those that its stories name, with figures since it began."""
    of_issue = pd.notna(initiative["issue"]) & (indicators["issue"].astype("object") == initiative["issue"])
    named = indicators["name"].isin(own["indicator"].dropna())
    since = indicators["name"].isin(indicators_since(initiative, observations))
    return indicators[(of_issue | named) & since]


def _backed(firm: pd.Series, likely: pd.Series) -> _Found:
    if firm.notna().any():
        return HOLDS, _names(firm)
    return (UNSURE, _names(likely)) if likely.notna().any() else (MISSING, ())


def _moved(used: pd.Series, ways: pd.Series) -> _Found:
    names = _names(used)
    if not names:
        return MISSING, ()
    said = {ways.get(name) for name in names}
    if WORSE in said:
        return (UNSURE if BETTER in said else AGAINST), names
    return (HOLDS if BETTER in said else UNSURE), names


def _ways_to_outcome(issues: pd.DataFrame, links: pd.DataFrame) -> dict[str, tuple[int, tuple[str, ...]]]:
    """From each issue the shortest way to an outcome: one that makes it worse (1), else one that lessens
    it (-1)."""
    graph = nx.DiGraph()
    outcomes = issues.loc[issues["is_outcome"].fillna(False).astype(bool), "name"].astype(str)
    graph.add_nodes_from((name, 1) for name in outcomes)
    for cause, effect, strength in links[["cause", "effect", "strength"]].itertuples(index=False):
        if strength and pd.notna(strength):
            for sign in (1, -1):
                graph.add_edge((effect, sign), (cause, sign if strength > 0 else -sign))
    paths = nx.multi_source_dijkstra_path(graph, {(name, 1) for name in outcomes}) if len(outcomes) else {}
    found: dict[str, tuple[int, tuple[str, ...]]] = {}
    for (issue, sign), path in sorted(paths.items(), key=lambda one: -one[0][1]):
        found.setdefault(issue, (sign, tuple(name for name, _ in reversed(path))))
    return found


def _leads(issues: tuple[str, ...], to_outcome: dict[str, tuple[int, tuple[str, ...]]]) -> _Found:
    known = [to_outcome[issue] for issue in issues if issue in to_outcome]
    if not known:
        return MISSING, ()
    sign, way = min(known, key=lambda one: (-one[0], len(one[1])))
    return (HOLDS if sign > 0 else UNSURE), way


def _names(column: pd.Series) -> tuple[str, ...]:
    return tuple(str(name) for name in column.dropna().drop_duplicates())
