"""Small groups over several rounds of an event, so that people meet as many new people as can be.

This is the social golfer problem (CSPLib, problem 10), with people who met before, wishes, hosts, and a
mix of organisations, sectors and communities. A plan comes from a known design where there is one, from
local search, and for few people from CP-SAT; and it says how far it is from what is proven possible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from math import comb
from random import Random

import pandas as pd

from copkit.functions.events import group_proof
from copkit.functions.events.group_designs import fitted, known_design, relabelled, turning_design
from copkit.functions.events.group_search import Plan, anneal, cost, prices, repeats_in
from copkit.functions.events.group_seating import COUNTED, Seating, measured
from copkit.functions.events.group_wishes import (
    GroupTask,
    ImpossibleGroups,
    even_sizes,
    numbered,
    sets_of_kinds,
    units_of,
)

PACE = 1_000_000
"""Seats of a group that the search looks at in one second of an ordinary laptop, put low."""
MOST_STEPS_A_SEAT = 4_000
"""The search for fewer repeats ends after so many steps for each seat, even if time is left."""
FEW_SEATS = 400
"""Seats of all rounds up to which the search also begins hot, as tight plans of few people need."""
ALIKE = 0.15
"""The price of one thing that two people in a group share, while the mix is searched for."""
MOST_TO_TURN = 100
"""Plans that turn are looked for with up to so many people; with more, plain search does as well."""


def groups(
    people: Sequence[str],
    rounds: int,
    *,
    size: int | None = None,
    count: int | None = None,
    met: Iterable[tuple[str, str]] = (),
    kinds: pd.DataFrame | None = None,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    hosts: Collection[str] | None = None,
    seconds: float = 20.0,
    seed: int = 0,
    designs: bool = True,
) -> Seating:
    """Groups for each round, all of about the same ``size`` (or so many as ``count``).

    Sizes differ by one at most. Pairs that ``met`` before count as met. People ``together`` share a group
    in each round, people ``apart`` in none. Each group has one of ``hosts`` if there are enough (None: no
    hosts are wanted). New meetings come first, then the mix of ``kinds``: a frame with the people as its
    index and a column for each kind, as organisation, sector, community; a cell may hold several values.

    ``seconds`` is about how long the search may take. It is counted in steps of work, not by the clock, so
    that the same people, wishes and ``seed`` give the same groups on every machine; on a slow one it takes
    longer. ``designs`` set to False leaves out the designs that are known and searches only.

    >>> seating = groups(["Ann", "Bob", "Cy", "Di"], 3, size=2)
    >>> seating.repeats, seating.optimal
    (0, True)
    >>> print(seating.notes[0])
    Every meeting is a first one: nobody sits with somebody they have met before.
    """
    met, apart = list(met), list(apart)
    names = _checked(people, rounds, size, count)
    sizes = even_sizes(len(names), count or max(1, (2 * len(names) + (size or 1)) // (2 * (size or 1))))
    keep_apart = numbered(names, apart)
    task = GroupTask(
        names=names,
        rounds=rounds,
        sizes=sizes,
        units=units_of(names, numbered(names, together), keep_apart, max(sizes)),
        apart=keep_apart,
        met=numbered(names, met, distinct=False),
        hosts=frozenset(place for place, name in enumerate(names) if name in (hosts or ())),
        kinds=sets_of_kinds(names, kinds),
    )
    task, start = _kept_to(task, Random(seed))
    bound, proof = group_proof.task_bound(task), COUNTED
    plan = _fewest_repeats(task, start, bound, seconds, seed, designs)
    few = rounds * len(sizes) * comb(len(names), 2) <= group_proof.MOST_TO_PROVE
    if few and repeats_in(plan, task) > bound:
        found, better = group_proof.proved(task, plan, bound, work=seconds / 4)
        if better > bound:
            bound, proof = better, "proven by searching all plans"
        if repeats_in(found, task) < repeats_in(plan, task):
            plan = _with_empty_seats(found, task)
    plan = _mixed(task, plan, seconds, seed)
    seating = measured(_rows(task, plan), met=met, kinds=kinds, apart=apart, proven=(bound, proof))
    return replace(seating, notes=(*seating.notes, *_about_hosts(task, hosts)))


def _checked(people: Sequence[str], rounds: int, size: int | None, count: int | None) -> tuple[str, ...]:
    names = tuple(people)
    if not names:
        raise ImpossibleGroups("There is nobody to put into groups. Say who comes.")
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise ImpossibleGroups(f"{twice[0]} is named twice. Name each person once.")
    if rounds < 1:
        raise ImpossibleGroups(f"There are to be {rounds} rounds. Ask for at least one.")
    if (size is None) == (count is None):
        raise ImpossibleGroups("Say either how large the groups are to be, or how many: not both.")
    wanted = size if count is None else count
    if wanted is None or not 1 <= wanted <= len(names):
        told = "how large the groups are" if count is None else "how many groups there are"
        raise ImpossibleGroups(f"For {len(names)} people, {told} must lie between 1 and {len(names)}.")
    return names


def _kept_to(task: GroupTask, random: Random) -> tuple[GroupTask, Plan]:
    """Rounds to begin with, in which every wish is kept, and as many groups hosted as can be."""
    wanted = min(len(task.sizes), len(task.hosts))
    plan = []
    for _ in range(task.rounds):
        for _ in range(20):
            tables = _dealt(task, random)
            if tables and sum(not task.hosts.isdisjoint(table) for table in tables) >= wanted:
                plan.append(tables)
                break
        else:
            tables, hosted = group_proof.one_round(task)
            same: Plan = [[list(table) for table in tables] for _ in range(task.rounds)]
            return replace(task, hosted=hosted), _with_empty_seats(same, task)
    return replace(task, hosted=wanted), _with_empty_seats(plan, task)


def _dealt(task: GroupTask, random: Random) -> list[list[int]]:
    """One round by chance: the largest units first, then who sits apart and who hosts. Empty if stuck."""
    shy: dict[int, set[int]] = {}
    for one, other in task.apart:
        shy.setdefault(one, set()).add(other)
        shy.setdefault(other, set()).add(one)
    units = random.sample(task.units, len(task.units))
    units.sort(key=lambda unit: (-len(unit), shy.keys().isdisjoint(unit), task.hosts.isdisjoint(unit)))
    tables: list[list[int]] = [[] for _ in task.sizes]
    for unit in units:
        avoid = set().union(*(shy.get(person, ()) for person in unit))
        free = [
            table
            for table, size in zip(tables, task.sizes, strict=True)
            if len(table) + len(unit) <= size and avoid.isdisjoint(table)
        ]
        if not task.hosts.isdisjoint(unit):
            free = [table for table in free if task.hosts.isdisjoint(table)] or free
        if not free:
            return []
        random.choice(free).extend(unit)
    return tables


def _with_empty_seats(plan: Plan, task: GroupTask) -> Plan:
    """The same plan with every group filled up to the width of the largest, by numbers above the people."""
    filled = []
    for tables in plan:
        empty = iter(range(task.people, task.seats))
        filled.append([[*table, *(next(empty) for _ in range(task.width - len(table)))] for table in tables])
    return filled


def _fewest_repeats(
    task: GroupTask, start: Plan, bound: int, seconds: float, seed: int, designs: bool
) -> Plan:
    """The plan with the fewest repeats that is found, wishes kept."""
    price = prices(task, 0.0)
    enough = bound + 0.9
    budget = int(seconds * PACE / task.width)
    most = MOST_STEPS_A_SEAT * task.rounds * task.seats
    free = len(task.units) == task.people
    tried: list[tuple[float, int, Plan]] = [(cost(start, price), 0, start)]

    def search(plan: Plan, share: float, hot: float, cold: float) -> None:
        steps = min(int(budget * share), most)
        cycle = max(50_000, 1_200 * task.rounds * task.seats)
        cycle = steps // max(1, steps // cycle)
        found, price_of = anneal(
            plan, price, steps=steps, hot=hot, cold=cold, cycle=cycle, enough=enough, seed=seed + len(tried)
        )
        tried.append((price_of, len(tried), found))

    def short_of_it() -> bool:
        return min(tried)[0] > enough

    def placed(design: Plan) -> None:
        plan = fitted(design, task.people, task.rounds)
        if plan and short_of_it():
            search(relabelled(plan, price, seed), 0.05, 0.12, 0.08)

    def turn(seeds: Iterable[int]) -> None:
        for one in seeds:
            if free and short_of_it() and 1 < task.rounds <= task.seats <= MOST_TO_TURN:
                steps = min(int(budget * 0.07), 500_000)
                placed(turning_design(len(task.sizes), task.width, task.rounds, steps=steps, seed=one))

    if designs and free:
        placed(known_design(len(task.sizes), task.width))
    if short_of_it():
        search(start, 0.05, 0.3, 0.1)
    turn((seed, seed + 1))
    if short_of_it() and task.rounds * task.seats <= FEW_SEATS:
        search(start, 0.15, 0.6, 0.25)
    turn((seed + 2, seed + 3))
    if short_of_it():
        search(min(tried)[2], 0.3, 0.4, 0.1)
    return min(tried)[2]


def _mixed(task: GroupTask, plan: Plan, seconds: float, seed: int) -> Plan:
    """With no more repeats: the groups mixed as well as can be, and repeats spread over more pairs."""
    repeats = repeats_in(plan, task)
    meetings = task.rounds * sum(comb(size, 2) for size in task.sizes)
    slight = 0.05 / (1 + meetings * max(task.alike.values(), default=0))
    strict = prices(task, slight)
    least = task.rounds * sum(
        group_proof.fewest_alike(len(one), task.sizes) for sets in task.kinds.values() for one in sets
    )

    def search(start: Plan, share: float, alike: float, hot: float, cold: float) -> Plan:
        steps = int(seconds * share * PACE / task.width)
        steps = min(steps, MOST_STEPS_A_SEAT * task.rounds * task.seats)
        enough = repeats + alike * (least + 0.5)
        price = prices(task, alike)
        return anneal(start, price, steps=steps, hot=hot, cold=cold, cycle=steps, enough=enough, seed=seed)[0]

    found = [plan]
    if task.alike:
        # first with some weight on the mix, as hardly any change keeps a tight plan free of repeats
        found.append(search(plan, 0.4, ALIKE, 0.3, 0.02))
    if repeats or repeats_in(found[-1], task) > repeats:
        hot, cold = max(3 * slight, 0.002), 0.2 * slight if task.alike else 0.0003
        found += [search(one, 0.05, slight, hot, cold) for one in list(found)]
    return min(found, key=lambda one: cost(one, strict))


def _rows(task: GroupTask, plan: Plan) -> pd.DataFrame:
    """The plan by name; who can host takes turns."""
    hosted: Counter[int] = Counter()
    rows = []
    for at, tables in enumerate(plan, start=1):
        seated = sorted(sorted(person for person in table if person < task.people) for table in tables)
        for group, table in enumerate(seated, start=1):
            able = sorted(task.hosts.intersection(table), key=lambda person: (hosted[person], person))
            hosted.update(able[:1])
            rows += [(at, task.names[person], group, person in able[:1]) for person in table]
    return pd.DataFrame(rows, columns=["round", "member", "group", "hosts"])


def _about_hosts(task: GroupTask, hosts: Collection[str] | None) -> list[str]:
    if hosts is None:
        return []
    count, able = len(task.sizes), len(task.hosts)
    if task.hosted == count:
        return ["Every group has a host."]
    without = count - task.hosted
    lacking = f"{without} of {count} groups {'has' if without == 1 else 'have'} no host in each round"
    if able < count:
        return [f"Only {able} can host {count} groups: {lacking}. Ask more to host, or make fewer groups."]
    return [f"The wishes keep hosts together: {lacking}."]
