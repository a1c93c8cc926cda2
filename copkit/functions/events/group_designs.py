"""Known designs: plans in which nobody meets twice, built rather than searched for.

Sources: Bose 1938, Sankhyā 3: 323-338, for the planes over finite fields; Anderson 1997, Combinatorial
Designs and Tournaments, for rounds made from one starter that turns; Aguado 2004, A 10 days solution to
the social golfer problem, for 32 people in groups of 4.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np

from copkit.functions.events.group_search import Plan, Prices, anneal

THIRTY_TWO: tuple[tuple[int, tuple[tuple[int, ...], ...]], ...] = (
    (7, ((0, 8, 16, 24),)),
    (3, ((0, 15, 21, 26), (4, 10, 19, 29))),
    (3, ((0, 11, 22, 29), (4, 7, 24, 27), (12, 14, 16, 18))),
    (7, ((0, 10, 17, 27),)),
    (7, ((0, 2, 4, 6), (8, 11, 12, 15), (16, 19, 21, 22), (24, 26, 29, 31))),
    (5, ((0, 13, 18, 30), (2, 7, 11, 14), (16, 20, 25, 29))),
    (7, ((0, 7, 19, 20), (8, 14, 26, 28))),
)
"""Aguado's ten rounds, by their symmetry: a number from 0 to 7 is added without carrying (exclusive or) to
everybody in a group. The mask says which of these numbers keep the round; another one makes a new round."""


def known_design(count: int, size: int) -> Plan:
    """All rounds that are known for ``count`` groups of ``size``; none if none is known.

    >>> len(known_design(7, 7)), len(known_design(8, 4)), len(known_design(6, 4))
    (8, 10, 0)
    """
    if (count, size) == (8, 4):
        return _thirty_two()
    field = finite_field(count) if 1 < size <= count else None
    if field is None:
        return []
    add, times = field
    # a person is a column and a row; a round is a slope, and its groups are the parallel lines
    lines = [
        [
            [column * count + add[times[slope][column]][line] for column in range(size)]
            for line in range(count)
        ]
        for slope in range(count)
    ]
    if count % size == 0:
        # those who share a column have not met yet
        columns = [list(range(start, start + size)) for start in range(0, count * size, size)]
        lines.append(columns)
    return lines


def finite_field(order: int) -> tuple[list[list[int]], list[list[int]]] | None:
    """The tables of addition and multiplication of the field with so many elements; None if there is none.

    >>> add, times = finite_field(4)
    >>> add[2][3], times[2][3]
    (1, 1)
    >>> finite_field(6) is None
    True
    """
    if order < 2:
        return None
    prime = next(divisor for divisor in range(2, order + 1) if order % divisor == 0)
    degree = next(power for power in range(1, order) if prime**power >= order)
    if prime**degree != order:
        return None
    digits = [tuple(reversed(one)) for one in product(range(prime), repeat=degree)]
    number = {one: place for place, one in enumerate(digits)}
    add = [
        [number[tuple((a + b) % prime for a, b in zip(one, other, strict=True))] for other in digits]
        for one in digits
    ]
    # try each monic polynomial until multiplying by it leaves no divisor of zero
    for modulus in digits:
        times = [[number[_times(one, other, modulus, prime)] for other in digits] for one in digits]
        if all(len(set(row)) == order for row in times[1:]):
            return add, times
    raise AssertionError(f"There is a field of {order} elements.")


def _times(one: Sequence[int], other: Sequence[int], modulus: Sequence[int], prime: int) -> tuple[int, ...]:
    """The product of two polynomials, where the power beyond the last is minus the modulus."""
    degree = len(modulus)
    result = [0] * (2 * degree - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            result[i + j] += a * b
    for power in range(2 * degree - 2, degree - 1, -1):
        for low, factor in enumerate(modulus):
            result[power - degree + low] -= result[power] * factor
    return tuple(value % prime for value in result[:degree])


def _thirty_two() -> Plan:
    rounds: list[list[list[int]]] = []
    for mask, starters in THIRTY_TWO:
        for turn in {0, 7 ^ mask}:
            groups = {
                tuple(sorted(person ^ turn ^ inner for person in starter))
                for starter in starters
                for inner in range(8)
                if inner & mask == inner
            }
            rounds.append([list(group) for group in sorted(groups)])
    return rounds


def turning_design(count: int, size: int, rounds: int, *, steps: int, seed: int) -> Plan:
    """Rounds that all come from the first one, as the people in each of several circles move on by one.

    There are as many people in a circle as rounds; who is left over stays. Only the first round is
    searched for, with a price on any two who would meet again as the circles turn.
    """
    people = count * size
    circles = people // rounds
    ids, first = _turning_pairs(people, rounds, circles)
    price = Prices(
        ids,
        [0] * len(first),
        first,
        [[0.0] * people for _ in range(people)],
        [(person,) for person in range(people)],
        [0] * people,
    )
    start = [[list(range(group, people, count)) for group in range(count)]]
    found, _ = anneal(start, price, steps=steps, hot=0.4, cold=0.15, cycle=50_000, enough=1e-6, seed=seed)
    turned: Callable[[int, int], int] = lambda person, turn: (  # noqa: E731
        person // rounds * rounds + (person + turn) % rounds if person < circles * rounds else person
    )
    return [[[turned(person, turn) for person in group] for group in found[0]] for turn in range(rounds)]


def _turning_pairs(people: int, rounds: int, circles: int) -> tuple[list[list[int]], list[float]]:
    """Which pairs become each other as the circles turn, and the price of the first meeting of each."""
    number: dict[tuple[int, int, int], int] = {}
    first: list[float] = []
    ids = [[0] * people for _ in range(people)]
    for one in range(people):
        for other in range(one + 1, people):
            circle, next_circle = one // rounds, other // rounds
            apart, length = (other - one) % rounds, rounds
            if circle == next_circle and circle < circles:
                apart = min(apart, rounds - apart)
                length = rounds // 2 if 2 * apart == rounds else rounds
            elif one >= circles * rounds:
                circle, next_circle, apart, length = one, other, -1, 1
            elif other >= circles * rounds:
                next_circle, apart = other, -1
            pair = (circle, next_circle, apart)
            if pair not in number:
                number[pair] = len(first)
                first.append((rounds - length) / rounds)
            ids[one][other] = ids[other][one] = number[pair]
    return ids, first


def fitted(design: Plan, people: int, rounds: int) -> Plan | None:
    """A design with as many rounds as wanted, its empty seats numbered last, at most one in a group.

    Where the design has fewer rounds they come round again. None if the empty seats do not fit.
    """
    if not design:
        return None
    seats = sum(map(len, design[0]))
    used = [design[turn % len(design)] for turn in range(rounds)]
    with_whom: list[set[int]] = [set() for _ in range(seats)]
    for groups in used:
        for group in groups:
            for person in group:
                with_whom[person].update(group)
    empty: list[int] = []
    for person in reversed(range(seats)):
        if len(empty) < seats - people and with_whom[person].isdisjoint(empty):
            empty.append(person)
    if len(empty) < seats - people:
        return None
    order = [person for person in range(seats) if person not in empty] + empty
    number = {person: place for place, person in enumerate(order)}
    return [[[number[person] for person in group] for group in groups] for groups in used]


def relabelled(design: Plan, price: Prices, seed: int, tries: int = 3_000) -> Plan:
    """The same design with people in other places, so that who met before or sits apart meets less.

    Two people change places in all rounds at once, which keeps what the design is good for.
    """
    seats = len(price.ids)
    dear = np.array(price.same) + np.maximum(np.array(price.before)[np.array(price.ids)], 0)
    np.fill_diagonal(dear, 0.0)
    if not dear.any():
        return design
    meets = np.zeros((seats, seats))
    for groups in design:
        for group in groups:
            meets[np.ix_(group, group)] = 1.0
    np.fill_diagonal(meets, 0.0)
    sits = np.arange(seats)
    random = np.random.default_rng(seed)
    for one, other in random.integers(seats, size=(tries, 2)):
        swap = dear[sits[other], sits] - dear[sits[one], sits]
        swap[[one, other]] = 0.0
        if one != other and ((meets[one] - meets[other]) * swap).sum() <= 0:
            sits[[one, other]] = sits[[other, one]]
    return [[[int(sits[person]) for person in group] for group in groups] for groups in design]
