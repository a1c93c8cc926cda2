"""Two sides who rank each other, as numbers: what all stable matchings begin with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Lists = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class RankedPairs:
    """The pairs who rank each other, by number: sorted by mentee, then by the mentee's choice."""

    mentees: tuple[str, ...]
    mentors: tuple[str, ...]
    places: np.ndarray
    mentee: np.ndarray
    mentor: np.ndarray
    choice_of_mentee: np.ndarray
    choice_of_mentor: np.ndarray
    dropped: int


def ranked_pairs(
    mentees: Lists, mentors: Lists, places: Mapping[str, int] | int, what: str = "mentors"
) -> RankedPairs:
    """The pairs who rank each other. Raises ValueError for names that stand twice or are not known.

    >>> ranked_pairs({"Ann": ["Bo"]}, {"Bo": ["Ann"], "Cy": ["Ann"]}, 2).dropped
    1
    """
    learners, teachers = tuple(sorted(mentees)), tuple(sorted(mentors))
    one, other, choice = _listed(mentees, learners, teachers, what)
    back, forth, of_mentor = _listed(mentors, teachers, learners, "mentees")
    width = max(len(teachers), 1)
    _, here, there = np.intersect1d(
        one * width + other, forth * width + back, assume_unique=True, return_indices=True
    )
    order = here[np.argsort(here)]  # the lists stand mentee by mentee, in the order of choice
    return RankedPairs(
        learners,
        teachers,
        np.array(list(places_of(places, teachers).values()), dtype=np.int64),
        one[order],
        other[order],
        choice[order],
        of_mentor[there][np.argsort(here)],
        len(one) + len(back) - 2 * len(here),
    )


def _listed(
    lists: Lists, own: tuple[str, ...], others: tuple[str, ...], what: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who names whom, at which place of the list."""
    number = {name: place for place, name in enumerate(others)}
    named: list[int] = []
    sizes = []
    for name in own:
        wanted = lists[name]
        found = [number.get(each, -1) for each in wanted]
        if -1 in found:
            unknown = wanted[found.index(-1)]
            raise ValueError(
                f"{name} ranks {unknown}, who is not among the {what}. Correct the name, or add it there."
            )
        if len(set(found)) < len(found):
            twice = min(each for each in wanted if list(wanted).count(each) > 1)
            raise ValueError(f"{name} ranks {twice} twice. Keep the higher place.")
        if name in number and number[name] in found:
            raise ValueError(f"{name} is in their own list. Take the name out.")
        named += found
        sizes.append(len(found))
    who = np.repeat(np.arange(len(own)), np.array(sizes, dtype=np.int64))
    begins = np.cumsum([0, *sizes[:-1]]) if sizes else np.zeros(0, dtype=np.int64)
    return who, np.array(named, dtype=np.int64), np.arange(len(named)) - begins[who] + 1


def places_of(
    places: Mapping[str, int] | int, mentors: Collection[str], what: str = "mentors"
) -> dict[str, int]:
    """How many places each has, 1 where not given; wrong ones are refused."""
    given = dict.fromkeys(mentors, places) if isinstance(places, int | np.integer) else dict(places)
    if unknown := sorted(set(given) - set(mentors)):
        raise ValueError(f"{unknown[0]} has places, but is not among the {what}. Correct the name.")
    for name, most in sorted(given.items()):
        if isinstance(most, bool) or most != most or most < 0 or int(most) != most:
            raise ValueError(f"{name} has {most} places. Give a whole number, 0 or more.")
    return {name: int(given.get(name, 1)) for name in mentors}


def counted(number: int, word: str) -> str:
    """'1 pair', '1,200 pairs', '2 entries'."""
    plural = "entries" if word == "entry" else f"{word}s"
    return f"{number:,} {word if number == 1 else plural}"
