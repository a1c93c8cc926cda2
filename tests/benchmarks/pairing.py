"""Introductions: 10,000 people on one core, beside pairs by chance; and what the shorter ways give up.

    python tests/benchmarks/pairing.py

10,000 people with communities, organisations, skills, issues and a network in dense parts must be valued and
paired within 30 s. Seconds are those of the processor. Then: how much is lost by valuing only the best
of each person, and by the assignment in place of the exact matching.
"""

from __future__ import annotations

import random
import time
from typing import Any

import networkx as nx
import pandas as pd

from copkit.functions.networking import round_matching
from copkit.functions.networking.pair_worth import pair_values
from copkit.functions.networking.pairing import Introductions, plan_rounds

LIMIT = 30.0


def made(people: int) -> tuple[list[str], nx.Graph, dict[str, Any]]:
    chance = random.Random(11)
    names = [f"Member {number:05}" for number in range(people)]
    communities = {name: (f"community {chance.randrange(40)}",) for name in names}
    by_community = sorted(names, key=lambda name: (communities[name], name))
    graph = nx.empty_graph(names)
    for place, name in enumerate(by_community):
        if chance.random() < 0.15:
            continue  # knows nobody yet
        for _ in range(3):
            step = chance.randint(1, 60) if chance.random() < 0.9 else chance.randrange(people)
            graph.add_edge(name, by_community[(place + step) % people])
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    organisations = {name: f"organisation {chance.randrange(300)}" for name in names}
    skills = [f"skill {number}" for number in range(60)]
    learns = pd.DataFrame(
        [(name, chance.choice(skills)) for name in names if chance.random() < 0.4],
        columns=["learner", "skill"],
    )
    teaches = pd.DataFrame(
        [(name, chance.choice(skills)) for name in names if chance.random() < 0.05],
        columns=["teacher", "skill"],
    )
    return (
        names,
        graph,
        {
            "communities": communities,
            "organisations": organisations,
            "sectors": {
                name: f"sector {hash_of(organisation) % 5}" for name, organisation in organisations.items()
            },
            "wants": learns.merge(teaches, on="skill"),
            "issues": {name: (f"issue {chance.randrange(30)}",) for name in names},
        },
    )


def hash_of(organisation: str) -> int:
    return int(organisation.split()[1])


def by_chance(names: list[str], values: pd.DataFrame, rounds: int) -> float:
    """What random pairs are worth that are made as often; all pairs must be valued."""
    points = {(row.member, row.to_member): row.points for row in values.itertuples()}
    chance, total = random.Random(3), 0.0
    for _ in range(rounds):
        order = chance.sample(names, len(names))
        total += sum(
            points.get((min(pair), max(pair)), 0.0) for pair in zip(order[::2], order[1::2], strict=False)
        )
    return total


def told(label: str, plan: Introductions, seconds: float) -> None:
    share = plan.pair_points / plan.bound
    print(f"{label:<44}{seconds:>8.1f} s{plan.pair_points:>12,.0f} points{share:>10.2%} of the bound")


def timed(names: list[str], values: pd.DataFrame, rounds: int) -> tuple[Introductions, float]:
    start = time.process_time()
    plan = plan_rounds(names, values, rounds)
    return plan, time.process_time() - start


def main() -> None:
    names, graph, facts = made(10_000)
    start = time.process_time()
    values = pair_values(names, graph, **facts)
    valued = time.process_time() - start
    print(f"10,000 people: {len(values):,} pairs valued in {valued:.1f} s")
    for rounds in (1, 3):
        plan, seconds = timed(names, values, rounds)
        told(f"  {rounds} round{'s' if rounds > 1 else ''}, with valuing", plan, valued + seconds)
        print(f"    at most {LIMIT:g} s: {'kept' if valued + seconds < LIMIT else 'NOT KEPT'}")
        print(f"    {' '.join(plan.notes)}")

    print("\nThe best of each person only, beside all pairs; and pairs by chance")
    names, graph, facts = made(1_000)
    every = pair_values(names, graph, best=len(names), **facts)
    few = pair_values(names, graph, **facts)
    for label, of_pairs in (("all pairs", every), ("the best of each", few)):
        told(f"  1,000 people, 3 rounds, {label}", *timed(names, of_pairs, 3))
    print(f"  by chance: {by_chance(names, every, 3):,.0f} points")

    print("\nThe assignment, beside the exact matching (one round)")
    for people in (200, 300, 600):
        names, graph, facts = made(people)
        values = pair_values(names, graph, best=12, **facts)
        for label, exact in (("exact", people), ("assignment", 1)):
            round_matching.EXACT = exact
            told(f"  {people} people, {label}", *timed(names, values, 1))


if __name__ == "__main__":
    main()
