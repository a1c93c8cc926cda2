"""Stories, figures and initiatives as one page sees them: worked out once for a view."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copkit.functions.health.moved import BETTER, NO_CHANGE, TOO_FEW, WORSE, moved
from copkit.functions.health.outcome_chain import outcome_chain
from copkit.functions.health.value_chain import (
    WHOLE_PLACE,
    ValueChain,
    value_chain,
    value_chain_of_initiatives,
)
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.health.indicators_read import NEWEST, read_elsewhere, read_indicators

OF_THE_WHOLE_PLACE = "No one community"
"""Stands for what belongs to the whole place."""

WAYS_SAID = {
    BETTER: "got better",
    WORSE: "got worse",
    NO_CHANGE: "no change beyond chance",
    TOO_FEW: "too few figures to tell",
}
"""What an indicator says, in words."""

HOW_FIGURES_ARE_READ = (
    "A figure got better or worse if its newest month differs by more than chance from all its months "
    "together, up to 36. 'Does the outcome come nearer?' begins anew where something is known to have "
    "changed, and may say otherwise. That a figure got better does not show what made it better."
)


@dataclass(frozen=True)
class InitiativesRead:
    """The initiatives that have begun: ``rows`` of the table, how far their value has come, and the links
    from an activity to the outcome. ``waiting`` is how many have not begun."""

    rows: pd.DataFrame
    chain: ValueChain
    links: pd.DataFrame
    waiting: int


def ways_of_figures(here: View) -> pd.Series:
    """Whether each indicator of the view, and each that one of its stories names, moved: 'better', 'worse',
    'no change' or 'too few figures'."""
    return here.kept("ways of figures", lambda: _ways(here))


def _ways(here: View) -> pd.Series:
    own, told = here["indicators"]["name"], here["value_stories"]["indicator"].dropna()
    elsewhere = told[~told.isin(own)].unique()
    indicators, seen = here.whole["indicators"], here.whole["observations"]
    indicators = indicators[indicators["name"].isin(own) | indicators["name"].isin(elsewhere)]
    seen = seen[seen["indicator"].isin(indicators["name"])]
    periods = seen[["indicator", "period"]].drop_duplicates().sort_values("period")
    newest = periods.groupby("indicator").tail(NEWEST)
    seen = seen.merge(newest, on=["indicator", "period"])
    counts = indicators.loc[indicators["kind"] == "count", "name"]
    seen["denominator"] = seen["denominator"].mask(seen["indicator"].isin(counts))
    ways = moved(indicators, seen)
    read = [*read_indicators(here), *read_elsewhere(here, elsewhere)]
    coarse = [one.name for one in read if one.chart.is_coarse]
    return ways.mask(ways.index.isin(coarse), TOO_FEW)


def read_value(here: View) -> ValueChain:
    """How far the value of each community of the view has come; and for a whole place, under
    `OF_THE_WHOLE_PLACE`, that of what belongs to none of them, if there is any."""
    return here.kept("value chain", lambda: _value(here))


def of_communities(here: View) -> pd.DataFrame:
    """The links of `read_value` of communities alone."""
    links = read_value(here).links
    return links[links["name"] != OF_THE_WHOLE_PLACE]


def _value(here: View) -> ValueChain:
    names = here["communities"]["name"]
    ways = ways_of_figures(here)
    found = value_chain(here["value_stories"], here["indicators"], here["observations"], names, ways)
    frames = []
    for frame in (found.matrix, found.links):
        kept = frame[frame["name"] != WHOLE_PLACE] if here.community else frame
        frames.append(kept.assign(name=kept["name"].replace(WHOLE_PLACE, OF_THE_WHOLE_PLACE)))
    return ValueChain(*frames)


def read_initiatives(here: View) -> InitiativesRead:
    """The initiatives of the view that have begun by its day, in the order of their names."""
    return here.kept("initiatives read", lambda: _initiatives(here))


def _initiatives(here: View) -> InitiativesRead:
    rows = here["initiatives"].sort_values("name", kind="stable")
    begun = ~rows["state"].astype("object").isin(["idea", "planned"])
    if pd.notna(here.as_of):
        begun &= rows["starts"].isna() | (rows["starts"] <= here.as_of)
    own, ways, whole = rows[begun], ways_of_figures(here), here.whole
    given = (own, here["value_stories"], here["indicators"], here["observations"])
    chain = value_chain_of_initiatives(*given, ways)
    links = outcome_chain(*given, ways, whole["issues"], whole["issue_links"])
    return InitiativesRead(own, chain, links, int((~begun).sum()))


def called(here: View, names: pd.Series, instead: str) -> dict[str, str]:
    """What this reader reads for each name: the name, or 'a project (2)' where it may not be seen."""
    may = TextsFor(here).may(names)
    told, hidden = {}, 0
    for name, seen in zip(names, may, strict=True):
        hidden += not seen
        told[str(name)] = str(name) if seen else f"{instead} ({hidden})"
    return told
