"""Networks of members: sparse matrices beside networkx, 100,000 members, and the section of a real place.

    python tests/benchmarks/networks.py [place]

First measures that both can take, of 1,000 members and 5,000 ties, as a ratio. Then 100,000 members and
1,000,000 directed ties, in a process of its own: all measures within 2 minutes and 4 GB. With a place (such
as that of tests/real/kubernetes_place.py) also the seconds of each section of workbook 3: 5 in all.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable

import networkx as nx
import numpy as np

from copkit.functions import networking
from copkit.place.store import Place
from copkit.place.view import view
from copkit.show import networking as sections

SECONDS, GIGABYTES, OF_A_PLACE = 120.0, 4.0, 5.0
SECTIONS = (
    "the_map",
    "shape",
    "kinds_of_ties",
    "within_and_between",
    "brokers",
    "loose_ends",
    "introductions",
    "next_round",
)


def made(people: int, ties: int) -> tuple[nx.DiGraph, dict[str, str]]:
    """Few with many ties and many with few, most of them within groups of 200."""
    chance = np.random.default_rng(1)
    groups = max(people // 200, 1)
    pull = chance.pareto(1.5, people) + 1
    one = chance.choice(people, int(1.2 * ties), p=pull / pull.sum())
    near = (one + groups * chance.integers(1, 200, len(one))) % people
    far = chance.choice(people, len(one), p=pull / pull.sum())
    other = np.where(chance.random(len(one)) < 0.7, near, far)
    pairs = chance.permutation(np.unique((one * people + other)[one != other]))[:ties]
    names = [f"Member {number:06}" for number in range(people)]
    graph = nx.DiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from((names[pair // people], names[pair % people]) for pair in pairs.tolist())
    return graph, {name: f"group {number % groups}" for number, name in enumerate(names)}


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def beside_networkx() -> None:
    directed, groups = made(1_000, 5_000)
    graph = nx.Graph(directed)
    parts = [{name for name in graph if groups[name] == group} for group in sorted(set(groups.values()))]
    both = {
        "betweenness": (lambda: nx.betweenness_centrality(graph), lambda: networking.betweenness(graph)),
        "mean distance": (
            lambda: dict(nx.all_pairs_shortest_path_length(graph)),
            lambda: networking.mean_distance(graph),
        ),
        "transitivity": (lambda: nx.transitivity(graph), lambda: networking.transitivity(graph)),
        "constraint": (lambda: nx.constraint(graph), lambda: networking.constraint(graph)),
        "effective size": (lambda: nx.effective_size(graph), lambda: networking.effective_size(graph)),
        "modularity": (
            lambda: nx.community.modularity(graph, parts),
            lambda: networking.modularity(graph, groups),
        ),
    }
    print(f"{'1,000 members, 5,000 ties':<28}{'networkx':>10}{'ours':>10}{'ratio':>10}")
    for name, (theirs, ours) in both.items():
        seconds = timed(theirs), timed(ours)
        print(f"{name:<28}{seconds[0]:>10.3f}{seconds[1]:>10.3f}{seconds[0] / seconds[1]:>10.1f}")


def large() -> None:
    graph, groups = made(100_000, 1_000_000)
    print(f"\n{len(graph):,} members, {graph.number_of_edges():,} ties; in networkx {gigabytes():.2f} GB")
    inside = {name: (group,) for name, group in groups.items()}
    whole: list[networking.Whole] = []
    seconds = {
        name: timed(work)
        for name, work in {
            "all of the whole network": lambda: whole.append(networking.whole_network(graph, list(graph))),
            "betweenness": lambda: networking.betweenness(graph),
            "structural holes": lambda: networking.burt_measures(graph),
            "E-I index, 5,000 permutations": lambda: networking.ei_permutation(graph, groups),
            "roles of brokers": lambda: networking.brokerage_roles(graph, groups),
            "modularity": lambda: networking.modularity(graph, groups),
            "ties between groups": lambda: networking.ties_between(graph, inside),
            "core and periphery": lambda: networking.core_and_periphery(graph),
        }.items()
    }
    for name, taken in seconds.items():
        print(f"{name:<32}{taken:>8.1f} s")
    total = sum(seconds.values())
    print(f"In all {total:.1f} s, at most {SECONDS:g}: {'kept' if total < SECONDS else 'NOT KEPT'}")
    most = gigabytes()
    print(f"At most {most:.2f} GB, of {GIGABYTES:g}: {'kept' if most < GIGABYTES else 'NOT KEPT'}")
    print(whole[0].precision)


def gigabytes() -> float:
    """The most memory that this process held so far."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1024**3 if sys.platform == "darwin" else 1024**2)


def of_a_place(path: str) -> None:
    here = view(Place.open(path))
    seconds = {
        name: timed(lambda name=name: getattr(sections, name)(here)._repr_mimebundle_()) for name in SECTIONS
    }
    print(f"\nWorkbook 3 on {len(here['members']):,} members")
    for name, taken in seconds.items():
        print(f"{name:<32}{taken:>8.2f} s")
    total = sum(seconds.values())
    print(f"In all {total:.2f} s, at most {OF_A_PLACE:g}: {'kept' if total < OF_A_PLACE else 'NOT KEPT'}")


def main(arguments: list[str]) -> None:
    if arguments == ["large"]:
        large()
        return
    beside_networkx()
    sys.stdout.flush()
    subprocess.run([sys.executable, __file__, "large"], check=True)
    if arguments:
        of_a_place(arguments[0])


if __name__ == "__main__":
    main(sys.argv[1:])
