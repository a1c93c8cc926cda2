"""Workbook 4 in public, read by somebody who knows the rules, the place and each community, and calculates.

Everything that the pages say is written as an integer programme: the numbers that nobody may learn are its
unknowns, and each number shown, and each one left out, limits them.
"""

from __future__ import annotations

import re
from random import Random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from copkit.place.privacy import PUBLIC
from copkit.place.schema.people import ROLES
from copkit.place.store import Place
from copkit.place.view import view
from copkit.show import development

COMMUNITIES = ("Warm Homes", "Good Work", "Third")
SKILLS = ("Damp", "Maps")
COLUMNS = ("asked", "able", "learners", "teachers")
MOST = 400


def small_place(seed: int, sizes: tuple[int, ...] | None = None) -> tuple[Place, dict[tuple[str, ...], int]]:
    """A place of one to sixteen in each community, and its true counts by what they count."""
    random = Random(seed)
    sizes = sizes or tuple(random.choice((1, 2, 3, 5, 9, 11, 13, 16)) for _ in COMMUNITIES)
    place, true = Place.in_memory(), dict.fromkeys(keys(), 0)
    weights = (0, 0, 1, 0, 0) if seed % 3 == 0 else (1, 2, 6, 6, 2)
    with place.change("Begin") as change:
        for name in COMMUNITIES:
            change.add("communities", {"name": name})
        for name in SKILLS:
            change.add("skills", {"name": name})
        people = [c for c, size in zip(COMMUNITIES, sizes, strict=True) for _ in range(size)]
        for number, community in enumerate(people):
            name, role = f"P{number:02}", random.choices(list(ROLES), weights)[0]
            change.add("members", {"name": name})
            belongs = {"member": name, "community": community, "role": role, "since": "2024-01-01"}
            change.add("memberships", belongs)
            true["role", role, community] += 1
            true["role", role, ""] += 1
            for skill in SKILLS:
                if random.random() < 0.4:
                    continue
                level, teaches = random.choice((1, 3)), random.random() < 0.3
                said = {"member": name, "skill": skill, "level": level, "wants": random.choice((1, 4))}
                change.add("member_skills", {**said, "recorded": "2026-02-01", "can_teach": teaches})
                if role != "outside":
                    told = (True, level == 3, said["wants"] > level, teaches)
                    for column, yes in zip(COLUMNS, told, strict=True):
                        true["skill", column, skill] += yes
            if random.random() < 0.5:
                change.add("goals", {"member": name, "goal": f"Goal {number}", "state": "planned"})
    return place, true


def keys() -> list[tuple[str, ...]]:
    return [("role", role, community) for role in ROLES for community in ("", *COMMUNITIES)] + [
        ("skill", column, skill) for column in COLUMNS for skill in SKILLS
    ]


def span(cell: str) -> tuple[int, int]:
    """What a cell stands for: a reader who knows the rule lists all counts that are told so."""
    told = None if cell == "–" else int(cell.replace(",", ""))
    like = [count for count in range(MOST) if PUBLIC.rounded(count) == told]
    return min(like), max(like)


def read(place: Place) -> dict[tuple[str, ...], tuple[int, int]]:
    """The limits that the pages give for each count; a community's pages may give no other number."""
    limits = dict.fromkeys(keys(), (0, MOST))
    for community in ("", *COMMUNITIES):
        here = view(place, community, "2026-06-30", "public")
        for line in development.roles(here).plain().splitlines():
            cells = line.split()
            if len(cells) == 2 and cells[0] in ROLES:
                limits["role", cells[0], community] = span(cells[1])
        for line in development.skills(here).plain().splitlines():
            cells = line.split()
            if len(cells) == 5 and cells[0] in SKILLS:
                assert not community, "a community's own numbers are not told"
                for column, cell in zip(COLUMNS, cells[1:], strict=True):
                    limits["skill", column, cells[0]] = span(cell)
        others = " ".join(
            getattr(development, name)(here).plain() for name in ("goals", "growth", "mentoring")
        )
        assert not community or not re.search(r"\d", others)
    return limits


def could_be(limits: dict[tuple[str, ...], tuple[int, int]], key: tuple[str, ...]) -> tuple[int, int]:
    """The least and the most that a count can be, given all that is read."""
    names = keys()
    at = {name: place for place, name in enumerate(names)}
    rows, low, high = [], [], []

    def limit(terms: dict[tuple[str, ...], int], least: float, most: float) -> None:
        row = np.zeros(len(names))
        for name, weight in terms.items():
            row[at[name]] = weight
        rows.append(row)
        low.append(least)
        high.append(most)

    for role in ROLES:
        parts = {("role", role, community): 1 for community in COMMUNITIES}
        limit({**parts, ("role", role, ""): -1}, 0, 0)
    for skill in SKILLS:
        for column in COLUMNS[1:]:
            limit({("skill", "asked", skill): 1, ("skill", column, skill): -1}, 0, np.inf)
        inside = {("role", role, ""): 1 for role in ROLES if role != "outside"}
        limit({**inside, ("skill", "asked", skill): -1}, 0, np.inf)
    bounds = Bounds(*np.array([limits[name] for name in names], dtype=float).T)
    aim = np.zeros(len(names))
    ends = []
    for sign in (1, -1):
        aim[at[key]] = sign
        solved = milp(
            aim,
            constraints=LinearConstraint(np.array(rows), low, high),
            bounds=bounds,
            integrality=np.ones(len(names)),
        )
        ends.append(round(sign * solved.fun))
    return ends[0], ends[1]


@pytest.mark.parametrize("seed", range(12))
def test_no_count_of_one_to_four_can_be_worked_out(seed):
    place, true = small_place(seed)
    limits = read(place)
    for key, count in true.items():
        low, high = could_be(limits, key)
        assert low <= count <= high, f"the attack reads the pages rightly: {key}"
        assert count == 0 or count >= 5 or low == 0 or high >= 5, f"{key} is known to be {low} to {high}"
        assert low < high or not 0 < count < 5, f"{key} is known to be {count}"


@pytest.mark.parametrize("sizes", [(5, 1, 1), (10, 1, 1), (12, 5, 5), (13, 4, 0), (11, 1, 0)])
def test_the_places_of_earlier_attacks_hold(sizes):
    place, true = small_place(0, sizes)
    limits = read(place)
    for key in keys():
        low, high = could_be(limits, key)
        assert low <= true[key] <= high
        assert low < high or not 0 < true[key] < 5
        assert low == 0 or high >= 5
