"""How the methods of the issue map grow with the map, and beside networkx's own search for loops.

    python tests/benchmarks/issue_map.py

A map of 60 issues and 300 links must answer in under 1 s in all, one of 1,000 and 10,000 in under 10 s.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from itertools import islice

import networkx as nx
import pandas as pd

from copkit.functions.issue_map import causal_graph, degrees, loops, micmac
from copkit.functions.issue_map.boundaries import crossing_chains
from copkit.functions.issue_map.cognitive_map import compare, sensitivity, weight_matrix
from copkit.functions.issue_map.several_maps import themes
from copkit.functions.issue_map.ways import total_effects
from copkit.functions.likeness.near_duplicates import near_duplicates

SIZES = ((60, 300), (250, 1_600), (1_000, 10_000))
LIMITS = {60: 1.0, 1_000: 10.0}
RUNS = 50
"""Runs of the Monte Carlo sensitivity; workbook 1 makes 200 for each scenario."""


def made(issues: int, links: int) -> pd.DataFrame:
    chance = random.Random(7)
    names = [f"Issue {number:04}" for number in range(issues)]
    pairs: set[tuple[str, ...]] = set()
    while len(pairs) < links:
        pairs.add(tuple(chance.sample(names, 2)))
    rows = [(cause, effect, chance.choice((0.2, 0.5, 0.8, -0.4))) for cause, effect in sorted(pairs)]
    return pd.DataFrame(rows, columns=["cause", "effect", "strength"])


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def methods(links: pd.DataFrame) -> dict[str, Callable[[], object]]:
    graph = causal_graph(links)
    weights = weight_matrix(links)
    names = list(weights.index)
    sides = {name: (f"organisation {number % 9}",) for number, name in enumerate(names)}
    held = {names[0]: 0.1}
    return {
        "graph and matrix": lambda: (causal_graph(links), weight_matrix(links)),
        "degrees": lambda: degrees(graph),
        "loops": lambda: loops(graph),
        "MICMAC": lambda: micmac(graph),
        "themes": lambda: themes(graph),
        "total effects": lambda: total_effects(weights, names[-1]),
        "what if": lambda: compare(weights, {"held": held}, inference="rescaled"),
        f"sensitivity, {RUNS} runs": lambda: sensitivity(weights, held, runs=RUNS, inference="rescaled"),
        "chains over boundaries": lambda: crossing_chains(links, sides),
        "near-duplicates": lambda: near_duplicates(names, least=99.0),
    }


def main() -> None:
    maps = {size: made(*size) for size in SIZES}
    seconds = {
        size: {name: timed(work) for name, work in methods(links).items()} for size, links in maps.items()
    }
    print(f"{'seconds':<26}" + "".join(f"{f'{issues:,} / {links:,}':>16}" for issues, links in SIZES))
    for name in next(iter(seconds.values())):
        print(f"{name:<26}" + "".join(f"{seconds[size][name]:>16.3f}" for size in SIZES))
    for size in SIZES:
        total = sum(seconds[size].values())
        limit = LIMITS.get(size[0])
        told = f", at most {limit:g}: {'kept' if total < limit else 'NOT KEPT'}" if limit else ""
        print(f"In all, {size[0]:,} issues and {size[1]:,} links: {total:.2f} s{told}")
    graph = causal_graph(maps[SIZES[-1]])
    theirs = timed(lambda: list(islice(nx.simple_cycles(graph, length_bound=3), 501)))
    print(
        f"Loops up to 3 steps by networkx, the same map: {theirs:.2f} s, "
        f"{theirs / seconds[SIZES[-1]]['loops']:.0f} times as long as our search for the 500 shortest"
    )


if __name__ == "__main__":
    main()
