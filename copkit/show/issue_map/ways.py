"""How each issue reaches the outcome: the strongest way, and how strong it is."""

from __future__ import annotations

import pandas as pd

from copkit.functions.issue_map.cognitive_map import weight_matrix
from copkit.functions.issue_map.ways import total_effects
from copkit.place.view import View
from copkit.show.issue_map.on_the_map import NO_LINKS, links_of, outcome_or_most_driven, outcomes
from copkit.show.page import Finding, Section
from copkit.show.sentences import count
from copkit.show.tables import Table

MOST_OUTCOMES = 3
MOST_ROWS = 40


def ways(here: View) -> Section:
    """The total effect of each issue on each outcome, with the way by which it works."""
    if links_of(here).empty:
        return Section([NO_LINKS])
    marked = outcomes(here)[:MOST_OUTCOMES]
    if marked:
        return Section([_to(here, outcome) for outcome in marked])
    outcome, told = outcome_or_most_driven(here)
    return Section([_to(here, outcome, told)])


def _to(here: View, outcome: str, told: str = "") -> Finding:
    effects = total_effects(weight_matrix(links_of(here)), outcome).drop(index=outcome)
    reach = effects[["worsens", "lessens"]].max(axis=1)
    worse = effects["worsens"] >= effects["lessens"]
    ordered = effects.assign(reach=reach, way=effects["worsens_by"].where(worse, effects["lessens_by"]))
    ordered = ordered.rename_axis("name").reset_index()
    ordered = ordered.sort_values(["reach", "name"], ascending=[False, True])
    reaching = ordered[ordered["reach"] > 0]
    apart = len(effects) - len(reaching)
    longer = reaching[reaching["way"].map(len) > 2]
    first = (longer if len(longer) else reaching).iloc[0]
    sentence = (
        f"{count(len(reaching), 'issue acts', 'issues act')} on {outcome}. The strongest way"
        f"{' over several steps' if len(longer) else ''} is {' → '.join(first['way'])} "
        f"({first['reach']:.1f}, its weakest link).{told}"
    )
    if apart:
        sentence += f" From {count(apart, 'issue')} no way leads there."
    tables = [_by_way_of(here, reaching, word, outcome) for word in ("worsens", "lessens")]
    return Finding(
        sentence,
        [table for table in tables if table],
        "The effect along a way is that of its weakest link; the total effect is the strongest of all ways. "
        "Ways that make it worse and ways that make it better are kept apart.",
        "Kosko 1986, Fuzzy cognitive maps",
    )


def _by_way_of(here: View, effects: pd.DataFrame, word: str, outcome: str) -> Table | None:
    """The issues that act on the outcome in one direction, the strongest first."""
    acting = effects[effects[word] > 0].sort_values([word, "name"], ascending=[False, True])
    if acting.empty:
        return None
    frame = pd.DataFrame(
        {
            "Issue": acting["name"],
            "Effect": acting[word],
            "By way of": [_told(way) for way in acting[f"{word}_by"]],
        }
    )
    caption = f"What {word} {outcome}"
    return Table(caption, frame.head(MOST_ROWS), here.audience, formats={"Effect": "two decimals"})


def _told(way: tuple[str, ...]) -> str:
    if len(way) == 2:
        return "directly"
    loop = "" if len(set(way)) == len(way) else "round a loop: "
    return loop + " → ".join(way[1:-1])
