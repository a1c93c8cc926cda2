"""Value creation: how far along the cycles there are stories, figures that moved, or both; and the weakest
link.

The cycles are those of Wenger, Trayner and de Laat 2011, Promoting and assessing value creation in
communities and networks: a conceptual framework (Ruud de Moor Centrum, Heerlen): immediate (what happens when
people meet), potential (what they take away), applied (what they then do), realised (what comes of it), and
reframing (what success now means). Strategic and enabling value came later (Wenger-Trayner and Wenger-Trayner
2020, Learning to make a difference, Cambridge University Press). A story says how one led to the next; an
indicator says whether it shows. Either alone is weak: they are read together.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copkit.functions.health.initiative_evidence import column_of, indicators_since, stories_of
from copkit.functions.health.moved import BETTER, WORSE, moved
from copkit.place.schema.health import CAPITALS, CYCLES

CHAIN = ("immediate", "potential", "applied", "realised")
"""The cycles in which one follows from the other; the other cycles look at all of them."""

MEANS = {
    "immediate": "meeting was worth people's time",
    "potential": "people took something away",
    "applied": "people did something otherwise",
    "realised": "something came of it",
    "reframing": "what success means was thought over",
    "strategic": "those with power were brought in",
    "enabling": "somebody made it possible",
}
"""Each cycle in plain words."""

QUESTIONS = {
    "immediate": "What happened when you met, and was it worth your time?",
    "potential": "What did you take away: an idea, a contact, a tool?",
    "applied": "What did you do differently because of it?",
    "realised": "What came of it, and which figure would show it?",
    "reframing": "Has it changed what you would call a success?",
    "strategic": "Who with a say in the matter should hear of it?",
    "enabling": "Who or what made it possible?",
}
"""What to ask people so that they tell of each cycle."""

IN_EACH_CAPITAL = {
    "human": "skills, ideas and confidence of people",
    "social": "ties and trust",
    "tangible": "documents, tools and money",
    "reputational": "standing and recognition",
    "learning": "better ways to learn",
}
"""The five kinds of capital that make up potential value, in plain words."""

WHOLE_PLACE = ""
"""The community of what belongs to the whole place."""

BOTH, STORY, FIGURE, NONE = "both", "story", "indicator", "none"
"""What speaks for a cycle: a story and an indicator that moved for the better, one of them, or none."""


@dataclass(frozen=True)
class ValueChain:
    """How far the value of each community, or of each initiative, has come.

    ``matrix`` has a row for each of them and each cycle, with the columns name, cycle, stories (how many),
    indicators (how many), better and worse (how many of these moved so), evidence ('both', 'story',
    'indicator' or 'none').

    ``links`` has a row for each of them, with the columns name, reaches (the last cycle of an unbroken chain
    from immediate on; '' if there is none), claims (the last cycle of the chain with evidence, '' for none),
    weakest (the first cycle without evidence before that, '' if none is missing), next_cycle (the cycle to
    ask about: the weakest, or else the one after the last; '' at the end) and reason (in words).
    """

    matrix: pd.DataFrame
    links: pd.DataFrame


def cycle_of_indicators(indicators: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    """Which cycles each indicator speaks for: the columns indicator, cycle, each pair once.

    An indicator speaks for the cycle that it names itself. One that names none speaks for the cycles of the
    stories that name it; and one that no story names either for realised value, since an indicator tells
    whether the outcome comes nearer. ``indicators`` has the column name and may have cycle, ``stories``
    indicator and cycle.

    >>> figures = pd.DataFrame({"name": ["Falls", "Calls"]})
    >>> told = pd.DataFrame({"indicator": ["Falls"], "cycle": ["applied"]})
    >>> cycle_of_indicators(figures, told).values.tolist()
    [['Falls', 'applied'], ['Calls', 'realised']]
    """
    names = indicators["name"].dropna().astype("object").drop_duplicates()
    named = _told_with(stories, indicators)[["indicator", "cycle"]]
    named = named[named["indicator"].isin(names)].drop_duplicates()
    rest = names[~names.isin(named["indicator"])]
    own = rest.map(_own_cycles(indicators)).astype("object")
    others = pd.DataFrame({"indicator": rest, "cycle": own.where(own.notna(), "realised")})
    return pd.concat([named, others], ignore_index=True)


def _own_cycles(indicators: pd.DataFrame) -> dict[object, object]:
    """The cycle of each indicator that names one itself."""
    own = column_of(indicators, "cycle")
    kept = own.notna() & indicators["name"].notna()
    return dict(zip(indicators.loc[kept, "name"].astype("object"), own[kept], strict=True))


def _told_with(stories: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """The stories that name an indicator, with the cycle that the indicator speaks for there."""
    named = stories.dropna(subset=["indicator", "cycle"]).astype({"indicator": "object", "cycle": "object"})
    own = named["indicator"].map(_own_cycles(indicators)).astype("object")
    return named.assign(cycle=own.where(own.notna(), named["cycle"]))


def value_chain(
    stories: pd.DataFrame,
    indicators: pd.DataFrame,
    observations: pd.DataFrame,
    communities: pd.Series,
    ways: pd.Series | None = None,
) -> ValueChain:
    """How far the value of each community has come, from stories and indicators.

    ``stories`` has the columns community, cycle, indicator; ``indicators`` name, community, better,
    multiplier, and may have cycle; ``observations`` indicator, period, numerator, denominator;
    ``communities`` are their names; ``ways`` is what `moved` gave, if it is known already.
    What belongs to no community stands under the name '' (`WHOLE_PLACE`), if there is any. An indicator of
    another community, or of the whole place, counts for a community whose story names it. Whether an
    indicator moved is as `moved` has it.

    >>> told = pd.DataFrame({"community": ["Homes"] * 2, "cycle": ["immediate", "applied"],
    ...     "indicator": [None, None]})
    >>> none = {"indicators": ["name", "community", "better", "multiplier"],
    ...     "observations": ["indicator", "period", "numerator", "denominator"]}
    >>> figures, seen = (pd.DataFrame(columns=columns) for columns in none.values())
    >>> chain = value_chain(told, figures, seen, pd.Series(["Homes"]))
    >>> print(chain.links.loc[0, "weakest"], "-", chain.links.loc[0, "reason"])
    potential - There is a story of applied value, but nothing shows that people took something away.
    """
    told = stories.assign(name=_or_whole_place(stories["community"]))
    figures = indicators.assign(owner=_or_whole_place(indicators["community"]))
    spoken = cycle_of_indicators(indicators, stories)
    owned = spoken.merge(
        figures[["name", "owner"]].rename(columns={"name": "indicator", "owner": "name"}), on="indicator"
    )
    named = _told_with(told, indicators)[["name", "cycle", "indicator"]]
    backed = pd.concat([owned[["name", "cycle", "indicator"]], named]).drop_duplicates()
    names = list(dict.fromkeys(communities.dropna().astype("object")))
    if (told["name"] == WHOLE_PLACE).any() or (backed["name"] == WHOLE_PLACE).any():
        names.append(WHOLE_PLACE)
    found = moved(indicators, observations) if ways is None else ways
    return _chain(names, told[["name", "cycle"]].astype("object"), backed, found)


def value_chain_of_initiatives(
    initiatives: pd.DataFrame,
    stories: pd.DataFrame,
    indicators: pd.DataFrame,
    observations: pd.DataFrame,
    ways: pd.Series | None = None,
) -> ValueChain:
    """How far the value of each initiative has come: see `value_chain`.

    ``initiatives`` has the columns name, community, issue, starts; ``stories`` also told, and may have
    initiative; ``indicators`` also issue. Which stories count for an initiative is as `stories_of` has it. An
    indicator counts if it is of the issue that the initiative works on, or named by a story that counts, and
    has a figure of the time since the initiative began. That it moved does not show that the initiative moved
    it.

    >>> work = pd.DataFrame({"name": ["Checks"], "community": ["Homes"], "issue": ["Damp"], "starts": [None]})
    >>> told = pd.DataFrame({"community": ["Homes"], "cycle": ["immediate"], "indicator": [None],
    ...     "told": [None]})
    >>> figures = pd.DataFrame(columns=["name", "community", "issue", "better", "multiplier"])
    >>> seen = pd.DataFrame(columns=["indicator", "period", "numerator", "denominator"])
    >>> value_chain_of_initiatives(work, told, figures, seen).links[["reaches", "next_cycle"]].values.tolist()
    [['immediate', 'potential']]
    """
    issues = indicators["issue"].astype("object")
    issue_of = dict(zip(indicators["name"].astype("object"), issues, strict=True))
    spoken = cycle_of_indicators(indicators, stories)
    issue_of_spoken = spoken["indicator"].map(issue_of)
    told, backed = [], []
    for _, each in initiatives.iterrows():
        own = stories.loc[stories_of(each, stories, indicators).index]
        told.append(own[["cycle"]].assign(name=each["name"]))
        named = _told_with(own, indicators)[["indicator", "cycle"]]
        of_issue = spoken[issue_of_spoken == each["issue"]] if pd.notna(each["issue"]) else spoken.head(0)
        speak = pd.concat([of_issue, named]).drop_duplicates()
        speak = speak[speak["indicator"].isin(indicators_since(each, observations))]
        backed.append(speak.assign(name=each["name"]))
    empty = pd.DataFrame(columns=["name", "cycle", "indicator"], dtype="object")
    return _chain(
        list(initiatives["name"].astype("object")),
        pd.concat([empty[["name", "cycle"]], *told]).astype("object"),
        pd.concat([empty, *backed]).astype("object"),
        moved(indicators, observations) if ways is None else ways,
    )


def capitals_told(stories: pd.DataFrame) -> pd.Series:
    """How many stories of potential value tell of each of the five capitals: whole numbers by `CAPITALS`.

    ``stories`` has the columns cycle, capital.

    >>> told = pd.DataFrame({"cycle": ["potential", "applied"], "capital": ["social", "social"]})
    >>> capitals_told(told).to_dict()
    {'human': 0, 'social': 1, 'tangible': 0, 'reputational': 0, 'learning': 0}
    """
    potential = stories.loc[stories["cycle"].astype("object") == "potential", "capital"]
    return potential.astype("object").value_counts().reindex(list(CAPITALS), fill_value=0).astype("int64")


def _or_whole_place(communities: pd.Series) -> pd.Series:
    return communities.astype("object").where(communities.notna(), WHOLE_PLACE)


def _chain(names: list[str], told: pd.DataFrame, backed: pd.DataFrame, ways: pd.Series) -> ValueChain:
    cells = pd.MultiIndex.from_product([names, CYCLES], names=["name", "cycle"])
    matrix = pd.DataFrame(index=cells)
    matrix["stories"] = told.groupby(["name", "cycle"]).size().reindex(cells, fill_value=0)
    way = backed["indicator"].map(ways)
    for column, chosen in (("indicators", way.notna()), ("better", way == BETTER), ("worse", way == WORSE)):
        matrix[column] = backed[chosen].groupby(["name", "cycle"]).size().reindex(cells, fill_value=0)
    matrix = matrix.astype("int64")
    matrix["evidence"] = [_evidence(row.stories, row.better) for row in matrix.itertuples()]
    links = [
        {"name": name, **_link(dict(zip(CYCLES, matrix.loc[name, "evidence"], strict=True)))}
        for name in names
    ]
    columns = ["name", "reaches", "claims", "weakest", "next_cycle", "reason"]
    return ValueChain(matrix.reset_index(), pd.DataFrame(links, columns=columns))


def _evidence(stories: int, better: int) -> str:
    if stories and better:
        return BOTH
    return STORY if stories else FIGURE if better else NONE


def _link(evidence: dict[str, str]) -> dict[str, str]:
    """The weakest link: the first cycle of the chain without evidence, while a later one has some."""
    shown = [cycle for cycle in CHAIN if evidence[cycle] != NONE]
    claims = shown[-1] if shown else ""
    missing = [cycle for cycle in CHAIN if evidence[cycle] == NONE]
    first = missing[0] if missing else ""
    unbroken = CHAIN[: CHAIN.index(first)] if first else CHAIN
    weakest = first if first and claims and CHAIN.index(first) < CHAIN.index(claims) else ""
    found = {"reaches": unbroken[-1] if unbroken else "", "claims": claims, "weakest": weakest}
    return {**found, "next_cycle": first, "reason": _reason(evidence, claims, weakest, first)}


def _reason(evidence: dict[str, str], claims: str, weakest: str, first: str) -> str:
    if not claims:
        lacks = "There is no story yet, and no indicator that got better."
        return f"{lacks} Begin with what happens when people meet."
    if weakest:
        what = {
            STORY: f"There is a story of {claims} value",
            FIGURE: f"An indicator of {claims} value got better",
            BOTH: f"A story and an indicator speak for {claims} value",
        }[evidence[claims]]
        return f"{what}, but nothing shows that {MEANS[weakest]}."
    if first:
        return f"The chain holds as far as {claims} value. Ask next whether {MEANS[first]}."
    alone = [cycle for cycle in CHAIN if evidence[cycle] != BOTH]
    if alone:
        lacks = "an indicator that got better" if evidence[alone[0]] == STORY else "a story"
        return f"There is evidence all along the chain. What {alone[0]} value lacks is {lacks}."
    return "A story and an indicator speak for each step of the chain."
