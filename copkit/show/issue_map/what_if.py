"""What if an issue were held down? Scenarios beside the map as it is, and how sure their effects are."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from copkit.functions import issue_map
from copkit.functions.issue_map.cognitive_map import (
    Inference,
    Transfer,
    compare,
    sensitivity,
    simulate,
    weight_matrix,
)
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.issue_map.on_the_map import NO_LINKS, links_of, outcome_or_most_driven
from copkit.show.page import Finding, Section
from copkit.show.sentences import count, listing
from copkit.show.tables import Table

MOST_SCENARIOS = 6
NEARLY_GONE = 0.1
AS_THINGS_ARE = 0.5
LEAST_CHANGE = 0.005
"""A smaller change of a level, of 1, is told as none."""

_STILL = 1e-6
"""Rules by which levels stand near their highest move the outcome little; its direction still tells."""

SPREAD = 0.2
RUNS = 100
SURE = 0.95
"""The share of runs with the same direction from which on it is told as sure."""

SEED = 7

RULE: Inference = "rescaled"
"""By this rule a map on which nothing is held stays where it is, at 0.5: the scale of the scenarios. By the
others an issue with many causes stands at its highest from the start, and no scenario can move it."""

_OTHER_WAYS: tuple[tuple[Inference, Transfer], ...] = (
    ("kosko", "sigmoid"),
    ("modified kosko", "sigmoid"),
    ("kosko", "hyperbolic tangent"),
    ("modified kosko", "hyperbolic tangent"),
)

_METHOD = (
    "A fuzzy cognitive map: each issue has a level from 0 to 1, and step by step each takes in what its "
    "causes send along the links (rescaled rule, sigmoid) until the levels stand still. A scenario "
    "holds one or several issues at a level; the table tells how far each other issue then ends from "
    "where it ends if nothing is done. These are changes on the map that the group drew, not forecasts: "
    "compare scenarios by their order and direction."
)
_SOURCE = "Kosko 1986; Papageorgiou 2011 (the rescaled rule); Tsadiras 2008 on transfer functions"


def what_if(here: View) -> Section:
    """Each scenario beside doing nothing: the outcome, the issues that move most, and how sure that is."""
    links = links_of(here)
    if links.empty:
        return Section([NO_LINKS])
    weights = weight_matrix(links)
    scenarios, own = _scenarios(here, weights)
    outcome, told = outcome_or_most_driven(here)
    moved = compare(weights, scenarios, inference=RULE).drop(columns="baseline")
    start = dict.fromkeys(weights.index, AS_THINGS_ARE)
    unsettled = [
        name
        for name, held in scenarios.items()
        if simulate(weights, start, held=held, inference=RULE).behaviour != "settles"
    ]
    on_outcome = moved.loc[outcome]
    best = str(on_outcome.idxmin())
    if on_outcome[best] <= -LEAST_CHANGE:
        sentence = f"Of {count(len(scenarios), 'scenario')}, ‘{best}’ lessens {outcome} most"
        sentence += f" ({_signed(on_outcome[best])} on a scale of 1)." if len(scenarios) > 1 else "."
        if len(scenarios) == 1:
            sentence = f"‘{best}’ lessens {outcome} ({_signed(on_outcome[best])} on a scale of 1)."
    else:
        sentence = f"None of {count(len(scenarios), 'scenario')} lessens {outcome} on this map."
        if len(scenarios) == 1:
            sentence = f"‘{best}’ does not lessen {outcome} on this map."
    if not own:
        sentence += (
            " Nobody has written a scenario yet: these hold the three issues that reach furthest nearly down."
        )
    if unsettled:
        sentence += f" The map does not come to rest in {listing(unsettled, 3)}: read its levels with care."
    parts = [
        Finding(
            sentence + told,
            [_effects(here, scenarios, moved, outcome)],
            _METHOD,
            _SOURCE,
        ),
        _sureness(here, weights, scenarios, moved, outcome),
    ]
    return Section(parts)


def _scenarios(here: View, weights: pd.DataFrame) -> tuple[dict[str, dict[str, float]], bool]:
    """The scenarios that were written down and that the map knows; without any, one for each of the three
    issues that reach furthest."""
    rows = here.whole["scenarios"]
    rows = rows[rows["issue"].isin(weights.index)]
    if len(rows):
        rows = rows.assign(scenario=TextsFor(here).apart(rows["scenario"], "A scenario that names somebody"))
        named = {
            str(name): dict(zip(held["issue"], held["level"].astype(float), strict=True))
            for name, held in rows.groupby("scenario", sort=False)
        }
        return dict(list(named.items())[:MOST_SCENARIOS]), True
    shares = issue_map.micmac(issue_map.causal_graph(links_of(here))).sort_values(
        ["indirect_influence", "issue"], ascending=[False, True], kind="stable"
    )
    return {f"Without {issue}": {issue: NEARLY_GONE} for issue in shares["issue"].head(3)}, False


def _effects(
    here: View, scenarios: Mapping[str, Mapping[str, float]], moved: pd.DataFrame, outcome: str
) -> Table:
    rows = []
    for name, held in scenarios.items():
        others = moved[name].drop(index=[issue for issue in held if issue in moved.index])
        felt = others[others.abs() >= LEAST_CHANGE].drop(index=outcome, errors="ignore")
        most = felt.reindex(sorted(felt.index, key=lambda issue: (-abs(felt[issue]), issue)))
        rows.append(
            (
                name,
                listing([f"{issue} at {level:.1f}" for issue, level in held.items()]),
                _signed(moved.loc[outcome, name]),
                listing([f"{issue} ({_signed(change)})" for issue, change in most.head(4).items()]) or "none",
            )
        )
    columns = ["Scenario", "What is held", outcome, "Other issues that move most"]
    return Table(
        "Change against doing nothing, on a scale of 1", pd.DataFrame(rows, columns=columns), here.audience
    )


def _sureness(
    here: View,
    weights: pd.DataFrame,
    scenarios: Mapping[str, Mapping[str, float]],
    moved: pd.DataFrame,
    outcome: str,
) -> Finding:
    """How far the effect on the outcome hangs on how strong the links are, and on how the map is run."""
    rows = []
    for name, held in scenarios.items():
        drawn = sensitivity(weights, held, spread=SPREAD, runs=RUNS, seed=SEED, inference=RULE).loc[outcome]
        sign = moved.loc[outcome, name] > 0
        ways = [_by_another_rule(weights, held, *rules).loc[outcome] for rules in _OTHER_WAYS]
        same = sum((change > 0) == sign and abs(change) > _STILL for change in ways)
        rows.append(
            (
                name,
                _signed(moved.loc[outcome, name]),
                f"{_signed(drawn['low'])} to {_signed(drawn['high'])}",
                drawn["same_sign"],
                f"{same} of {len(ways)}",
            )
        )
    frame = pd.DataFrame(
        rows,
        columns=[
            "Scenario",
            "Change",
            "In nine runs of ten",
            "Same direction",
            "Same direction by other rules",
        ],
    )
    felt = frame[frame["Change"] != _signed(0.0)]
    sure = list(felt.loc[felt["Same direction"] >= SURE, "Scenario"])
    if felt.empty:
        sentence = "No scenario moves the outcome."
    elif len(sure) == len(frame):
        sentence = "Where the links are a little stronger or weaker, every scenario still works the same way."
    elif sure:
        sentence = f"Sure to work this way: {listing(sure, 3)}. The others hang on how strong the links are."
    else:
        sentence = "No scenario's effect on the outcome is sure: each hangs on how strong the links are."
    return Finding(
        sentence,
        [
            Table(
                f"How sure the effect on {outcome} is",
                frame,
                here.audience,
                formats={"Same direction": "percent"},
            )
        ],
        f"In {RUNS} runs each link's strength is drawn from its own, plus and minus {SPREAD}, with a "
        f"fixed seed. The same scenario is also run by {len(_OTHER_WAYS)} other rules (Kosko and "
        "modified Kosko inference; sigmoid and hyperbolic tangent).",
        "Monte Carlo sensitivity; Stylios and Groumpos 2004 on the modified rule",
    )


def _by_another_rule(
    weights: pd.DataFrame, held: Mapping[str, float], inference: Inference, transfer: Transfer
) -> pd.Series:
    """The change that a scenario makes by another rule; on the scale of the hyperbolic tangent, from -1 to
    1, things as they are stand at 0."""
    start = dict.fromkeys(weights.index, AS_THINGS_ARE)
    if transfer == "hyperbolic tangent":
        start = dict.fromkeys(weights.index, 0.0)
        held = {issue: 2 * level - 1 for issue, level in held.items()}
    return compare(weights, {"held": held}, start, inference=inference, transfer=transfer)["held"]


def _signed(change: float) -> str:
    if abs(change) < LEAST_CHANGE:
        return "no change"
    return f"{'+' if change > 0 else '−'}{abs(change):.2f}"
