"""Stable matching with capacities: mentees and mentors who rank each other, and no two who would both leave.

Sources: Gale and Shapley 1962, College admissions and the stability of marriage, American Mathematical
Monthly 69: 9-15 (deferred acceptance); Roth 1984, The evolution of the labor market for medical interns and
residents, Journal of Political Economy 92: 991-1016 (hospitals and residents, incomplete lists). Whether a
result is the best for a side is seen from its rotations: Gusfield and Irving 1989, The Stable Marriage
Problem, MIT Press; for capacities Cheng, McDermid and Suzuki 2008, A unified approach to finding good stable
matchings in the hospitals/residents setting, Theoretical Computer Science 400: 84-99.

Written here: the package `matching` (the test) stops with a RecursionError at 1,000 mentees, and does
not say whether its result is the best for a side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Literal

import numpy as np
import pandas as pd

from copkit.functions.development.ranked_pairs import Lists, RankedPairs, counted, ranked_pairs

Side = Literal["mentees", "mentors"]

COLUMNS = ["mentor", "mentee", "choice_of_mentee", "choice_of_mentor"]


@dataclass(frozen=True)
class TwoSidedMatching:
    """Who is whose mentor, and whether two who are not together would both rather be.

    ``pairs`` has the columns mentor, mentee, choice_of_mentee (1 if the mentor is the mentee's first choice)
    and choice_of_mentor. ``unmatched`` are mentees; ``free_places`` says how many each mentor has left, where
    any. ``blocking`` has the blocking pairs, in the columns of ``pairs``. ``best_for`` are the sides for whom
    no stable matching is better: of both, if there is no other. ``acceptable`` pairs rank each other,
    ``dropped`` entries of the lists are one-sided. ``notes`` are sentences for the facilitator.
    """

    pairs: pd.DataFrame
    unmatched: tuple[str, ...]
    free_places: dict[str, int]
    blocking: pd.DataFrame
    best_for: tuple[Side, ...]
    acceptable: int
    dropped: int
    notes: tuple[str, ...]

    @property
    def stable(self) -> bool:
        """No pair blocks: found by looking at all pairs of this result."""
        return self.blocking.empty


def deferred_acceptance(
    mentees: Lists, mentors: Lists, places: Mapping[str, int] | int = 1, *, favour: Side = "mentees"
) -> TwoSidedMatching:
    """The stable matching that is best for all mentees at once, or for all mentors.

    ``mentees`` gives for each the mentors they would have, the first choice first; ``mentors`` the mentees.
    Lists may be short or empty; a pair counts only if both rank each other. ``places`` is how many mentees
    each mentor takes (1 where not given). Of all stable matchings the one for ``favour`` gives everybody on
    that side the best they can have in any. The same mentees are matched in all of them (Roth 1984).

    Raises ValueError if somebody ranks a name twice or one that is not on the other side, or for places
    that are not whole numbers from 0.

    >>> found = deferred_acceptance({"Ann": ["Bo", "Cy"], "Di": ["Bo"]}, {"Bo": ["Di", "Ann"], "Cy": ["Ann"]})
    >>> found.pairs[["mentor", "mentee"]].to_numpy().tolist(), found.stable
    ([['Bo', 'Di'], ['Cy', 'Ann']], True)
    >>> print(found.notes[0])
    Stable: all 3 pairs who rank each other were looked at, and no two who are not together would both rather
    be.
    """
    if favour not in ("mentees", "mentors"):
        raise ValueError(f"'{favour}' cannot be favoured. Say 'mentees' or 'mentors'.")
    ranked = ranked_pairs(mentees, mentors, places)
    return _told(ranked, _proposed(ranked, favour))


def check_stability(
    pairs: pd.DataFrame, mentees: Lists, mentors: Lists, places: Mapping[str, int] | int = 1
) -> TwoSidedMatching:
    """Any matching, as one made or changed by hand, with all its blocking pairs.

    ``pairs`` has the columns mentor, mentee; the rest is as for `deferred_acceptance`. Raises ValueError if a
    mentee stands twice, a mentor has more mentees than places, or two do not rank each other.
    """
    ranked = ranked_pairs(mentees, mentors, places)
    numbers = enumerate(zip(ranked.mentee.tolist(), ranked.mentor.tolist(), strict=True))
    at = {(ranked.mentors[other], ranked.mentees[one]): number for number, (one, other) in numbers}
    chosen = np.zeros(len(ranked.mentee), dtype=bool)
    for pair in pairs[["mentor", "mentee"]].itertuples(index=False, name=None):
        if pair not in at:
            raise ValueError(f"{pair[0]} and {pair[1]} do not rank each other. Take this pair out.")
        chosen[at[pair]] = True
    if len(twice := pairs["mentee"][pairs["mentee"].duplicated()]):
        raise ValueError(f"{min(twice)} has two mentors. Keep one.")
    over = np.flatnonzero(np.bincount(ranked.mentor[chosen], minlength=len(ranked.places)) > ranked.places)
    if len(over):
        name, most = ranked.mentors[over[0]], ranked.places[over[0]]
        raise ValueError(f"{name} has more mentees than places ({most}). Give {name} more places, or fewer.")
    return _told(ranked, chosen)


def blocking_pairs(
    pairs: pd.DataFrame, mentees: Lists, mentors: Lists, places: Mapping[str, int] | int = 1
) -> pd.DataFrame:
    """All who are not together and would both rather be: every pair who rank each other is looked at.

    A mentee would rather if unmatched, or ranks the mentor higher than their own; a mentor, if a place is
    free, or ranks the mentee higher than the last of theirs. Columns as in `TwoSidedMatching.pairs`.

    >>> lists = {"Ann": ["Bo"], "Di": ["Bo"]}, {"Bo": ["Di", "Ann"]}
    >>> blocking_pairs(pd.DataFrame({"mentor": ["Bo"], "mentee": ["Ann"]}), *lists).to_numpy().tolist()
    [['Bo', 'Di', 1, 1]]
    """
    return check_stability(pairs, mentees, mentors, places).blocking


def _proposed(ranked: RankedPairs, side: Side) -> np.ndarray:
    """Which pairs are made when one side proposes: each goes down their list, and is kept or let go."""
    ones = np.ones(len(ranked.mentees), dtype=np.int64)
    if side == "mentees":
        order = np.arange(len(ranked.mentee))
        sides = (ranked.mentee, ranked.mentor, ranked.choice_of_mentor, ones, ranked.places)
    else:
        order = np.lexsort((ranked.choice_of_mentor, ranked.mentor))
        sides = (
            ranked.mentor[order],
            ranked.mentee[order],
            ranked.choice_of_mentee[order],
            ranked.places,
            ones,
        )
    proposes, asked, rank, most, holds = (each.tolist() for each in sides)
    begins = np.searchsorted(sides[0], np.arange(len(most) + 1)).tolist()
    following, wanting, held = begins[:-1], list(most), [[] for _ in holds]  # type: ignore[var-annotated]
    waiting = list(range(len(most)))
    while waiting:
        one = waiting.pop()
        while wanting[one] and following[one] < begins[one + 1]:
            pair = following[one]
            following[one] += 1
            keeps = held[asked[pair]]
            heappush(keeps, (-rank[pair], pair))
            wanting[one] -= 1
            if len(keeps) > holds[asked[pair]]:
                gone = proposes[heappop(keeps)[1]]
                wanting[gone] += 1
                if gone != one:
                    waiting.append(gone)
    chosen = np.zeros(len(order), dtype=bool)
    chosen[order[[pair for keeps in held for _, pair in keeps]]] = True
    return chosen


@dataclass(frozen=True)
class _Standing:
    """What each has: the mentee their choice and mentor (-1: none), the mentor the choice that is last."""

    own: np.ndarray
    whose: np.ndarray
    last: np.ndarray
    free: np.ndarray


def _standing(ranked: RankedPairs, chosen: np.ndarray) -> _Standing:
    own = np.full(len(ranked.mentees), np.iinfo(np.int64).max)
    own[ranked.mentee[chosen]] = ranked.choice_of_mentee[chosen]
    whose = np.full(len(ranked.mentees), -1)
    whose[ranked.mentee[chosen]] = ranked.mentor[chosen]
    last = np.zeros(len(ranked.mentors), dtype=np.int64)
    np.maximum.at(last, ranked.mentor[chosen], ranked.choice_of_mentor[chosen])
    free = np.bincount(ranked.mentor[chosen], minlength=len(last)) < ranked.places
    return _Standing(own, whose, last, free)


def _blocking(ranked: RankedPairs, has: _Standing) -> np.ndarray:
    """Which pairs block: each is looked at."""
    rather = ranked.choice_of_mentee < has.own[ranked.mentee]
    return rather & (has.free[ranked.mentor] | (ranked.choice_of_mentor < has.last[ranked.mentor]))


def _best_for(ranked: RankedPairs, chosen: np.ndarray, has: _Standing) -> tuple[Side, ...]:
    """For whom no stable matching is better than this one, which is stable.

    A better one for the mentees exists only if, in a ring, each mentor lets go of the last of theirs and
    takes the next who would rather come; for the mentors, if in a ring the last mentee of each goes on to
    the next who would rather have them. A mentor with a free place is in no ring, nor is who has none.
    """
    full = ~has.free & (ranked.places > 0)
    comes = full[ranked.mentor] & (ranked.choice_of_mentee < has.own[ranked.mentee])
    mentees = _first_of_each(ranked.mentor, ranked.choice_of_mentor, comes, has.whose[ranked.mentee], full)
    is_last = chosen & full[ranked.mentor] & (ranked.choice_of_mentor == has.last[ranked.mentor])
    lasts = np.zeros(len(ranked.mentees), dtype=bool)
    lasts[ranked.mentee[is_last]] = True
    wanted = has.free[ranked.mentor] | (ranked.choice_of_mentor < has.last[ranked.mentor])
    goes = lasts[ranked.mentee] & (ranked.choice_of_mentee > has.own[ranked.mentee]) & wanted
    mentors = _first_of_each(has.whose[ranked.mentee], ranked.choice_of_mentee, goes, ranked.mentor, full)
    rings: dict[Side, np.ndarray] = {"mentees": mentees, "mentors": mentors}
    return tuple(side for side, following in rings.items() if not _has_ring(following))


def _first_of_each(
    who: np.ndarray, choice: np.ndarray, kept: np.ndarray, leads_to: np.ndarray, full: np.ndarray
) -> np.ndarray:
    """For each mentor the mentor to whom their first choice among the kept pairs leads; -1 if to none."""
    at = np.flatnonzero(kept)
    at = at[np.lexsort((choice[at], who[at]))]
    mentors, first = np.unique(who[at], return_index=True)
    following = np.full(len(full), -1)
    following[mentors] = leads_to[at[first]]
    return np.where((following >= 0) & full[following], following, -1)


def _has_ring(following: np.ndarray) -> bool:
    """Does anybody, followed often enough, lead on for ever?"""
    reached = following
    for _ in range(len(following).bit_length()):
        reached = np.where(reached >= 0, reached[reached], -1)
    return bool((reached >= 0).any())


def _told(ranked: RankedPairs, chosen: np.ndarray) -> TwoSidedMatching:
    has = _standing(ranked, chosen)
    pairs, blocking = _frame(ranked, chosen), _frame(ranked, _blocking(ranked, has))
    best_for = () if len(blocking) else _best_for(ranked, chosen, has)
    left = ranked.places - np.bincount(ranked.mentor[chosen], minlength=len(ranked.places))
    notes = [stability_told(blocking, len(chosen), "mentor")]
    if len(best_for) == 2:
        notes.append("There is no other stable matching: it is best for mentees and for mentors.")
    elif best_for:
        notes.append(f"Of all stable matchings it is the best for {best_for[0]}; this was checked.")
    notes.append(f"{len(pairs):,} of {counted(len(ranked.mentees), 'mentee')} have a mentor.")
    if ranked.dropped:
        notes.append(
            f"{counted(ranked.dropped, 'entry')} of the lists did not count: the other does not rank back."
        )
    return TwoSidedMatching(
        pairs,
        tuple(name for name, mentor in zip(ranked.mentees, has.whose, strict=True) if mentor < 0),
        {name: int(free) for name, free in zip(ranked.mentors, left, strict=True) if free},
        blocking,
        best_for,
        len(chosen),
        ranked.dropped,
        tuple(notes),
    )


def stability_told(blocking: pd.DataFrame, looked_at: int, other: str) -> str:
    if blocking.empty:
        return (
            f"Stable: all {counted(looked_at, 'pair')} who rank each other were looked at, and no two who "
            "are not together would both rather be."
        )
    first = blocking.iloc[0]
    would = "pair" if len(blocking) == 1 else "pairs"
    return (
        f"Not stable: {len(blocking):,} {would} would both rather be together, as {first['mentee']} and "
        f"{first[other]}."
    )


def _frame(ranked: RankedPairs, kept: np.ndarray) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "mentor": np.array(ranked.mentors, dtype=object)[ranked.mentor[kept]],
            "mentee": np.array(ranked.mentees, dtype=object)[ranked.mentee[kept]],
            "choice_of_mentee": ranked.choice_of_mentee[kept],
            "choice_of_mentor": ranked.choice_of_mentor[kept],
        },
        columns=COLUMNS,
    )
    return frame.sort_values(["mentor", "choice_of_mentor"], ignore_index=True)
