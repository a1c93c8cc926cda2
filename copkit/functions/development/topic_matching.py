"""Mentors who offer several topics: places for each topic, a limit for each mentor, and a stable matching.

This is student-project allocation, with mentees as students, topics as projects and mentors as lecturers who
rank the mentees. Source: Abraham, Irving and Manlove 2007, Two algorithms for the student-project allocation
problem, Journal of Discrete Algorithms 5: 73-90 (the student-optimal algorithm, and the blocking pairs).

Written here: the package `matching` (which is the test) stops with a RecursionError at 1,000 people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
import pandas as pd

from copkit.functions.development.ranked_pairs import Lists, RankedPairs, counted, places_of, ranked_pairs
from copkit.functions.development.stable_matching import stability_told

COLUMNS = ["topic", "mentor", "mentee", "choice_of_mentee", "choice_of_mentor"]


@dataclass(frozen=True)
class TopicMatching:
    """Who learns which topic from whom, and whether anybody and a mentor would both rather have it otherwise.

    ``pairs`` has the columns topic, mentor, mentee, choice_of_mentee (1 if the topic is the mentee's first
    choice), choice_of_mentor (1 if the mentee is the mentor's). ``unmatched`` are mentees; ``free_places``
    says how many each topic has left, where any, within the limit of its mentor. ``blocking`` has the
    blocking pairs in the columns of ``pairs``. ``dropped`` entries of the lists are one-sided.
    """

    pairs: pd.DataFrame
    unmatched: tuple[str, ...]
    free_places: dict[str, int]
    blocking: pd.DataFrame
    acceptable: int
    dropped: int
    notes: tuple[str, ...]

    @property
    def stable(self) -> bool:
        """No pair blocks: found by looking at all pairs of this result."""
        return self.blocking.empty


def topic_allocation(
    mentees: Lists, mentors: Lists, topics: pd.DataFrame, limits: Mapping[str, int] | int = 1
) -> TopicMatching:
    """The stable matching of mentees to topics that is best for all mentees at once.

    ``mentees`` gives for each the topics they would have, the first choice first; ``mentors`` the mentees
    each mentor would have. ``topics`` has the columns topic, mentor, places: every topic is of one mentor
    (call it 'damp with Bo' if two teach it). ``limits`` is how many mentees each mentor takes over all
    topics (1 where not given). Raises ValueError as `deferred_acceptance` does, and if a topic stands twice
    or its mentor is not known.

    >>> topics = pd.DataFrame({"topic": ["damp", "maps"], "mentor": "Bo", "places": 1})
    >>> found = topic_allocation({"Ann": ["damp", "maps"], "Di": ["damp"]}, {"Bo": ["Di", "Ann"]}, topics, 2)
    >>> found.pairs[["topic", "mentee"]].to_numpy().tolist(), found.stable
    ([['damp', 'Di'], ['maps', 'Ann']], True)
    """
    task = _task(mentees, mentors, topics, limits)
    return _told(task, _proposed(task))


def check_topic_stability(
    pairs: pd.DataFrame,
    mentees: Lists,
    mentors: Lists,
    topics: pd.DataFrame,
    limits: Mapping[str, int] | int = 1,
) -> TopicMatching:
    """Any matching of mentees to topics, with all its blocking pairs.

    ``pairs`` has the columns topic, mentee; the rest is as for `topic_allocation`. A mentee and a topic block
    if the mentee would rather have it, and either topic and mentor have a place; or the topic has a place and
    the mentor, who has none, has the mentee already or ranks them above the last of theirs; or the topic is
    full and the mentor ranks the mentee above the last in it. Raises ValueError if two do not want each
    other, a mentee stands twice, or a topic or a mentor has too many.
    """
    task = _task(mentees, mentors, topics, limits)
    ranked = task.ranked
    numbers = enumerate(zip(ranked.mentee.tolist(), ranked.mentor.tolist(), strict=True))
    at = {(ranked.mentors[topic], ranked.mentees[one]): number for number, (one, topic) in numbers}
    chosen = np.zeros(len(ranked.mentee), dtype=bool)
    for pair in pairs[["topic", "mentee"]].itertuples(index=False, name=None):
        if pair not in at:
            raise ValueError(
                f"{pair[1]} and the mentor of '{pair[0]}' do not want each other. Take this pair out."
            )
        chosen[at[pair]] = True
    if len(twice := pairs["mentee"][pairs["mentee"].duplicated()]):
        raise ValueError(f"{min(twice)} has two topics. Keep one.")
    for names, of_pairs, most in (
        (ranked.mentors, ranked.mentor, ranked.places),
        (task.teachers, task.of[ranked.mentor], task.limits),
    ):
        over = np.flatnonzero(np.bincount(of_pairs[chosen], minlength=len(names)) > most)
        if len(over):
            raise ValueError(
                f"{names[over[0]]} has more mentees than places ({most[over[0]]}). Take one out."
            )
    return _told(task, chosen)


@dataclass(frozen=True)
class _Task:
    """The pairs who want each other (topics in the place of mentors); the mentor of each topic."""

    ranked: RankedPairs
    teachers: tuple[str, ...]
    of: np.ndarray
    limits: np.ndarray
    dropped: int


def _task(mentees: Lists, mentors: Lists, topics: pd.DataFrame, limits: Mapping[str, int] | int) -> _Task:
    if len(twice := topics["topic"][topics["topic"].duplicated()]):
        raise ValueError(
            f"The topic '{min(twice)}' stands twice. Give each mentor's topic a name of its own."
        )
    mentor_of = dict(zip(topics["topic"], topics["mentor"], strict=True))
    for topic, mentor in sorted(mentor_of.items()):
        if mentor not in mentors:
            raise ValueError(f"'{topic}' is taught by {mentor}, who ranks nobody. Give {mentor} a list.")
    places = dict(zip(topics["topic"], topics["places"], strict=True))
    ranked_pairs(dict.fromkeys(mentees, ()), mentors, 1)  # refuses wrong names in the mentors' lists
    wanted_by: dict[str, set[str]] = {mentor: set() for mentor in mentors}
    for name, wanted in mentees.items():
        for topic in wanted:
            if topic in mentor_of:
                wanted_by[mentor_of[topic]].add(name)
    lists = {topic: mentors[mentor] for topic, mentor in mentor_of.items()}
    ranked = ranked_pairs(mentees, lists, places, "topics")
    teachers = tuple(sorted(mentors))
    number = {name: place for place, name in enumerate(teachers)}
    one_sided = sum(map(len, mentees.values())) - len(ranked.mentee)
    one_sided += sum(name not in wanted_by[mentor] for mentor, names in mentors.items() for name in names)
    return _Task(
        ranked,
        teachers,
        np.array([number[mentor_of[topic]] for topic in ranked.mentors], dtype=np.int64),
        np.array(list(places_of(limits, teachers).values()), dtype=np.int64),
        one_sided,
    )


def _proposed(task: _Task) -> np.ndarray:
    """Mentees go down their lists; a topic that is too full lets the last go, or else its mentor does."""
    ranked = task.ranked
    topic, rank = ranked.mentor.tolist(), ranked.choice_of_mentor.tolist()
    mentee, of = ranked.mentee.tolist(), task.of.tolist()
    begins = np.searchsorted(ranked.mentee, np.arange(len(ranked.mentees) + 1)).tolist()
    following = begins[:-1]
    chosen = np.zeros(len(topic), dtype=bool)
    in_topic, of_mentor = [0] * len(ranked.mentors), [0] * len(task.teachers)
    last_in: list[list[tuple[int, int]]] = [[] for _ in in_topic]
    last_of: list[list[tuple[int, int]]] = [[] for _ in of_mentor]
    waiting = list(range(len(ranked.mentees)))
    while waiting:
        one = waiting.pop()
        if following[one] == begins[one + 1]:
            continue
        pair = following[one]
        following[one] += 1
        here, teacher = topic[pair], of[topic[pair]]
        chosen[pair] = True
        in_topic[here] += 1
        of_mentor[teacher] += 1
        heappush(last_in[here], (-rank[pair], pair))
        heappush(last_of[teacher], (-rank[pair], pair))
        if in_topic[here] > ranked.places[here]:
            gone = _last(last_in[here], chosen)
        elif of_mentor[teacher] > task.limits[teacher]:
            gone = _last(last_of[teacher], chosen)
        else:
            continue
        chosen[gone] = False
        in_topic[topic[gone]] -= 1
        of_mentor[teacher] -= 1
        waiting.append(mentee[gone])
    return chosen


def _last(ordered: list[tuple[int, int]], chosen: np.ndarray) -> int:
    """The last of those who are still there; who has left is dropped on the way."""
    while True:
        pair = heappop(ordered)[1]
        if chosen[pair]:
            return pair


def _blocking(task: _Task, chosen: np.ndarray) -> np.ndarray:
    """Which pairs block, by the definition of Abraham, Irving and Manlove: each is looked at."""
    ranked = task.ranked
    teacher = task.of[ranked.mentor]
    own = np.full(len(ranked.mentees), np.iinfo(np.int64).max)
    own[ranked.mentee[chosen]] = ranked.choice_of_mentee[chosen]
    whose = np.full(len(ranked.mentees), -1)
    whose[ranked.mentee[chosen]] = teacher[chosen]
    last_in, last_of = np.zeros(len(ranked.mentors), dtype=np.int64), np.zeros(len(task.teachers), dtype=int)
    np.maximum.at(last_in, ranked.mentor[chosen], ranked.choice_of_mentor[chosen])
    np.maximum.at(last_of, teacher[chosen], ranked.choice_of_mentor[chosen])
    topic_free = (_free_in_topics(task, chosen) > 0)[ranked.mentor]
    mentor_free = (_free_of_mentors(task, chosen) > 0)[teacher]
    rather = ranked.choice_of_mentee < own[ranked.mentee]
    above_last_of = (whose[ranked.mentee] == teacher) | (ranked.choice_of_mentor < last_of[teacher])
    above_last_in = ranked.choice_of_mentor < last_in[ranked.mentor]
    return rather & (
        (topic_free & mentor_free)
        | (topic_free & ~mentor_free & above_last_of)
        | (~topic_free & above_last_in)
    )


def _free_in_topics(task: _Task, chosen: np.ndarray) -> np.ndarray:
    ranked = task.ranked
    return ranked.places - np.bincount(ranked.mentor[chosen], minlength=len(ranked.places))


def _free_of_mentors(task: _Task, chosen: np.ndarray) -> np.ndarray:
    taught = task.of[task.ranked.mentor[chosen]]
    return task.limits - np.bincount(taught, minlength=len(task.limits))


def _told(task: _Task, chosen: np.ndarray) -> TopicMatching:
    pairs, blocking = _frame(task, chosen), _frame(task, _blocking(task, chosen))
    free = np.minimum(_free_in_topics(task, chosen), _free_of_mentors(task, chosen)[task.of])
    matched = set(pairs["mentee"])
    notes = [
        stability_told(blocking, len(chosen), "topic"),
        f"{len(pairs):,} of {counted(len(task.ranked.mentees), 'mentee')} have a topic and a mentor.",
    ]
    if task.dropped:
        notes.append(
            f"{counted(task.dropped, 'entry')} of the lists did not count: the other does not want them."
        )
    return TopicMatching(
        pairs,
        tuple(name for name in task.ranked.mentees if name not in matched),
        {name: int(left) for name, left in zip(task.ranked.mentors, free, strict=True) if left},
        blocking,
        len(chosen),
        task.dropped,
        tuple(notes),
    )


def _frame(task: _Task, kept: np.ndarray) -> pd.DataFrame:
    ranked = task.ranked
    frame = pd.DataFrame(
        {
            "topic": np.array(ranked.mentors, dtype=object)[ranked.mentor[kept]],
            "mentor": np.array(task.teachers, dtype=object)[task.of[ranked.mentor[kept]]],
            "mentee": np.array(ranked.mentees, dtype=object)[ranked.mentee[kept]],
            "choice_of_mentee": ranked.choice_of_mentee[kept],
            "choice_of_mentor": ranked.choice_of_mentor[kept],
        },
        columns=COLUMNS,
    )
    return frame.sort_values(["mentor", "topic", "choice_of_mentor"], ignore_index=True)
