"""The next round of introductions: who could meet whom, why, and what it would do to the network."""

from __future__ import annotations

import pandas as pd

from copkit.functions import development, networking
from copkit.place.view import View
from copkit.show.networking.member_graph import NO_TIES, MemberNetwork, acquainted, network_of
from copkit.show.page import Finding, Section
from copkit.show.sentences import capital, count, listing, people, percent
from copkit.show.tables import Table

MOST_SHOWN = 60
MOST_SIMULATED = 300
"""In a larger network the simulation takes too long for a room that waits."""
REPETITIONS = 50
CLEARLY = 0.8
"""From this share of runs on a plan is said to be ahead of random pairs."""


def next_round(here: View) -> Section:
    """The pairs that would close the most gaps, each with its reason; for the room alone."""
    found = network_of(here)
    if found is None:
        return Section([NO_TIES])
    if here.audience.is_public:
        told = f"Introductions can be planned for {people(here.audience, len(found.graph))}; "
        return Section([Finding(f"{told}who could meet whom is shown in the room alone.")])
    plan = planned_rounds(here, found)
    if plan.rounds.empty:
        return Section([Finding("Nobody can be introduced to somebody new.", (), " ".join(plan.notes))])
    return Section([_pairs(here, plan), *_left_out(here, plan), *_effect(here, found, plan)])


def planned_rounds(
    here: View, found: MemberNetwork, rounds: int = 1, introduced: pd.DataFrame | None = None
) -> networking.Introductions:
    """Rounds of pairs of those who are members now.

    Who is tied, was introduced before or came to two of the same events in the last year is not introduced;
    who wants a number of introductions gets no more. ``introduced`` are the introductions that count, if
    not only those up to the view's date.
    """
    known = sorted(found.graph)
    introduced = here.whole["introductions"] if introduced is None else introduced
    met = networking.pairs_met(found.graph, introduced)
    met |= networking.pairs_met(introduced=acquainted(here, known))
    values = networking.pair_values(
        known,
        found.graph,
        communities=found.inside,
        organisations=found.organisations,
        sectors=found.sectors,
        wants=development.teachers_and_learners(here.whole["member_skills"]),
        issues=_issues(here),
        met=met,
    )
    wanted = here["members"].set_index("name")["introductions_wanted"].dropna()
    limits = {str(name): int(limit) for name, limit in wanted.items() if name in found.graph}
    return networking.plan_rounds(known, values, rounds, met, limits)


def _issues(here: View) -> dict[str, set[str]]:
    """The issues that each member raised, leads on or has an action for."""
    rows = [
        here["issues"][["raised_by", "name"]].set_axis(["member", "issue"], axis=1),
        here["coverage"][["lead", "issue"]].set_axis(["member", "issue"], axis=1),
        here["actions"][["who", "issue"]].set_axis(["member", "issue"], axis=1),
    ]
    known = pd.concat([frame.astype("object") for frame in rows]).dropna()
    return {str(member): set(issues) for member, issues in known.groupby("member")["issue"]}


def _pairs(here: View, plan: networking.Introductions) -> Finding:
    why = plan.reasons.sort_values("points", ascending=False, kind="stable")
    reasons = {key: list(rows["reason"]) for key, rows in why.groupby(["round", "group"])}
    worth = why.groupby(["round", "group"])["points"].max()
    groups = [
        (worth[number, group], listing(members), " ".join(reasons[number, group][:2]))
        for number, group, members in plan.rounds.itertuples(index=False, name=None)
    ]
    groups.sort(key=lambda group: (-group[0], group[1]))
    told = f"{count(len(groups), 'introduction')} would reach the most people, "
    told += "by points for the gaps that they close. "
    told += f"The first: {groups[0][2]}"
    frame = pd.DataFrame([group[1:] for group in groups[:MOST_SHOWN]], columns=["Who", "Why"])
    caption = "The next round of introductions"
    if len(groups) > MOST_SHOWN:
        caption += f", the first {MOST_SHOWN}"
    method = (
        "A pair gets points for the distance that it bridges, for crossing communities, sectors and "
        "organisations, for a skill that one wants and the other teaches, for an issue of both. These are "
        "the pairs with the most points together (maximum-weight matching). Nobody meets somebody "
        "whom they know: a tie, an introduction before, or two of the same events in a year. Of a three the "
        f"two best reasons stand there. {' '.join(plan.notes)}"
    )
    source = "Edmonds 1965 for the matching; Burt 1992, Structural Holes, for what a bridge is worth"
    return Finding(told, [Table(caption, frame, here.audience)], method, source)


def _left_out(here: View, plan: networking.Introductions) -> list[Finding]:
    if plan.left_out.empty:
        return []
    frame = plan.left_out[["member", "why"]].set_axis(["Member", "Why"], axis=1)
    told = capital(f"{count(frame['Member'].nunique(), 'member is', 'members are')} left out.")
    return [Finding(told, [Table("Left out of the round", frame.head(MOST_SHOWN), here.audience)])]


def _effect(here: View, found: MemberNetwork, plan: networking.Introductions) -> list[Finding]:
    """What the round would do beside random pairs."""
    if len(found.graph) > MOST_SIMULATED:
        return []
    effect = networking.introduction_effect(
        found.pairs,
        plan.rounds,
        found.inside,
        introductions=here.whole["introductions"],
        repetitions=REPETITIONS,
    )
    method = (
        f"A simulation of {REPETITIONS} runs, with a fixed seed: each introduction becomes a tie with the "
        "probability that past introductions show (one half where too few outcomes are known), in the "
        "planned pairs and in as many random ones. Two who cannot reach each other count as one step "
        "more than the longest way, so this mean distance is larger than that of those who can. A "
        "comparison of two plans, not a forecast."
    )
    better = float(effect.frame.loc["mean distance", "planned_better"])
    hardly = ""
    if better < CLEARLY:
        hardly = f" That hardly differs: the plan was ahead in {percent(better)} of the runs."
    return [Finding(effect.sentence + hardly, (), method)]
