"""Mentors for 5,000 members: stable and best total, from what members said to who is told why not.

    python tests/benchmarks/mentors.py

First beside others in one run, as a ratio: the package `matching` for the stable one, networkx and the
assignment of scipy for the best total, on as many members as those can take (`matching` stops with a
RecursionError at 1,000). Then 5,000 members, 1,000 of whom teach: everything within 10 s, whichever method
is chosen; and the heaviest of cases, in which all rank all. Seconds are those of the processor.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Mapping
from typing import TypeVar

import matching.games
import networkx as nx
import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from copkit.functions import development

LIMIT = 10.0
SMALL = 300
Lists = dict[str, list[str]]
T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    made = work()
    return made, time.process_time() - start


def lists(mentees: int, mentors: int, each: int, seed: int = 1) -> tuple[Lists, Lists]:
    """Each mentee ranks so many mentors, by chance; the mentors rank back."""
    chance = np.random.default_rng(seed)
    teachers = [f"mentor {number:04}" for number in range(mentors)]
    of_mentees = {
        f"mentee {number:04}": [teachers[one] for one in chance.permutation(mentors)[:each]]
        for number in range(mentees)
    }
    of_mentors: Lists = {name: [] for name in teachers}
    for name, wanted in of_mentees.items():
        for teacher in wanted:
            of_mentors[teacher].append(name)
    for names in of_mentors.values():
        chance.shuffle(names)
    return of_mentees, {name: names for name, names in of_mentors.items() if names}


def members(people: int, teach: int) -> pd.DataFrame:
    """What members know, want and teach: five skills of sixty each, some far more common than others."""
    chance = np.random.default_rng(2)
    common = 1 / np.arange(3, 63)
    rows = []
    for number in range(people):
        for skill in chance.choice(60, 5, replace=False, p=common / common.sum()):
            teaches = number < teach
            level = int(chance.integers(2, 5) if teaches else chance.integers(0, 4))
            wants = min(4, level + int(chance.integers(0, 3)))
            rows.append((f"member {number:04}", f"skill {skill:02}", level, wants, teaches and level > 2))
    frame = pd.DataFrame(rows, columns=["member", "skill", "level", "wants", "can_teach"])
    return frame.assign(recorded=pd.NaT)


def stable_beside_matching() -> None:
    mentees, mentors = lists(SMALL, SMALL // 5, 20)
    places = dict.fromkeys(mentors, 4)

    def theirs() -> Mapping:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            game = matching.games.HospitalResident.create_from_dictionaries(mentees, mentors, places)
        solved = game.solve(optimal="resident")
        game.check_stability()
        return solved

    ours, seconds = timed(lambda: development.deferred_acceptance(mentees, mentors, places))
    other, longer = timed(theirs)
    same = {(str(mentor), str(mentee)) for mentor, names in other.items() for mentee in names} == set(
        ours.pairs[["mentor", "mentee"]].itertuples(index=False, name=None)
    )
    told("stable, checked", "matching", seconds, longer, same)


def total_beside_others() -> None:
    chance = np.random.default_rng(3)
    rows = [
        (f"mentee {one:03}", f"mentor {other:02}", round(float(chance.random() * 9), 3))
        for one in range(SMALL)
        for other in chance.choice(SMALL // 5, 10, replace=False)
    ]
    scores = pd.DataFrame(rows, columns=["mentee", "mentor", "score"])
    places = 4

    def by_networkx() -> float:
        graph = nx.Graph()
        for one, other, score in rows:
            for place in range(places):
                graph.add_edge(one, (other, place), weight=score)
        return sum(graph.edges[pair]["weight"] for pair in nx.max_weight_matching(graph, maxcardinality=True))

    def by_scipy() -> float:
        one, other = (pd.factorize(scores[name], sort=True)[0] for name in ("mentee", "mentor"))
        worth = np.full((SMALL, SMALL // 5 * places), -1e6)
        for place in range(places):
            worth[one, other * places + place] = scores["score"]
        row, column = linear_sum_assignment(worth, maximize=True)
        return float(worth[row, column][worth[row, column] >= 0].sum())

    ours, seconds = timed(lambda: development.best_assignment(scores, places))
    for name, work in (("networkx", by_networkx), ("scipy, dense", by_scipy)):
        total, longer = timed(work)
        told("best total, proved", name, seconds, longer, abs(total - ours.total) < 1e-6)


def told(label: str, beside: str, ours: float, theirs: float, same: bool) -> None:
    ratio = theirs / max(ours, 1e-6)
    print(f"  {label:<20}{ours:>8.3f} s   {beside:<14}{theirs:>8.3f} s{ratio:>8.1f} times; the same: {same}")


def large() -> None:
    skills = members(5_000, 1_000)
    print(f"\n5,000 members, 1,000 of whom teach; {len(skills):,} skills of members")
    scored, valued = timed(lambda: development.mentor_pairs(skills))
    (mentees, mentors), ranked = timed(lambda: development.rankings(scored))
    places = development.places_left(mentors, 2)
    print(f"  {len(scored):,} pairs scored and told in {valued:.1f} s; {len(mentees):,} want to learn")
    methods: dict[str, Callable[[], object]] = {
        "stable, mentees favoured": lambda: development.deferred_acceptance(mentees, mentors, places),
        "stable, mentors favoured": lambda: development.deferred_acceptance(
            mentees, mentors, places, favour="mentors"
        ),
        "best total": lambda: development.best_assignment(
            scored.rename(columns={"points": "score"}), places, mentees=list(mentees)
        ),
    }
    for label, work in methods.items():
        plan, seconds = timed(work)
        missing, told_why = timed(
            lambda pairs=plan.pairs: development.why_unmatched(
                pairs, mentees, mentors, places, scored=scored, member_skills=skills
            )
        )
        total = valued + ranked + seconds + told_why
        print(
            f"  {label:<26}{seconds:>6.2f} s; {len(missing):,} told why in {told_why:.1f} s; "
            f"in all {total:.1f} s"
        )
        print(f"    at most {LIMIT:g} s: {'kept' if total < LIMIT else 'NOT KEPT'}. {' '.join(plan.notes)}")
    of_topics(scored, mentors, places)


def of_topics(scored: pd.DataFrame, mentors: Lists, places: dict[str, int]) -> None:
    """Each skill of a mentor as a topic with two places."""
    topic = scored["skill"] + " with " + scored["mentor"]
    ordered = scored.assign(topic=topic).sort_values(
        ["mentee", "points_of_mentee", "mentor"], ascending=[True, False, True]
    )
    wanted = {name: list(found) for name, found in ordered.groupby("mentee")["topic"]}
    topics = ordered[["topic", "mentor"]].drop_duplicates().assign(places=2)
    plan, seconds = timed(lambda: development.topic_allocation(wanted, mentors, topics, places))
    print(f"  {len(topics):,} topics{'':<14}{seconds:>6.2f} s; {' '.join(plan.notes)}")


def heaviest() -> None:
    print("\nAll 5,000 rank all of 1,000 mentors, who rank all")
    mentees, mentors = lists(5_000, 1_000, 1_000)
    for places in (4, 5):
        plan, seconds = timed(lambda most=places: development.deferred_acceptance(mentees, mentors, most))
        print(f"  stable, {places} places{seconds:>8.1f} s; {' '.join(plan.notes)}")
    chance = np.random.default_rng(5)
    rows = np.array(
        [(one, other) for one in range(5_000) for other in chance.choice(1_000, 100, replace=False)]
    )
    scores = pd.DataFrame(
        {
            "mentee": [f"mentee {one:04}" for one in rows[:, 0]],
            "mentor": [f"mentor {other:04}" for other in rows[:, 1]],
            "score": chance.integers(0, 9_000, len(rows)) / 1000,
        }
    )
    for places in (4, 5):
        plan, seconds = timed(lambda most=places: development.best_assignment(scores, most))
        print(f"  best total, 500,000 pairs, {places} places{seconds:>8.1f} s; {' '.join(plan.notes)}")


def main() -> None:
    print(f"{SMALL} mentees, {SMALL // 5} mentors, beside others")
    stable_beside_matching()
    total_beside_others()
    large()
    heaviest()


if __name__ == "__main__":
    main()
