"""No small count of people is shown to the public, nor follows from what is shown."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from copkit.place.privacy import PUBLIC, WORKSHOP, Audience

counts = st.integers(0, 30)
tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(counts, min_size=width, max_size=width), min_size=1, max_size=8)
)


@given(tables)
def test_no_small_count_is_shown(rows):
    frame = pd.DataFrame(rows)
    shown = frame.where(~PUBLIC.hidden_cells(frame))
    assert not ((shown > 0) & (shown < PUBLIC.threshold)).to_numpy().any()


def could_be_within(aim: np.ndarray, true: np.ndarray, hidden: np.ndarray, sums: list[np.ndarray]):
    """The least and the most that a sum of counts can be for a reader who sees what is not hidden and knows
    these sums. Solved as an integer programme."""
    limits = Bounds(np.where(hidden, 0, true), np.where(hidden, 10_000, true))
    known = [LinearConstraint(each, each @ true, each @ true) for each in sums]
    ones = np.ones(len(true))
    ends = [milp(sign * aim, constraints=known, bounds=limits, integrality=ones).fun for sign in (1, -1)]
    return round(ends[0]), round(-ends[1])


few_or_many = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9, 20])
small_tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(few_or_many, min_size=width, max_size=width), min_size=2, max_size=5)
)


@settings(deadline=None, max_examples=300)
@given(small_tables, st.booleans())
@example([[20, 5, 1, 1], [1, 0, 20, 2], [9, 9, 9, 9]], True)
@example([[1, 9, 0, 2], [0, 6, 4, 9], [5, 0, 9, 1], [20, 5, 1, 1], [1, 0, 20, 2]], True)
@example([[3, 3], [0, 20]], False)
def test_no_small_count_follows_from_what_is_shown_and_all_totals(rows, crossed):
    frame = pd.DataFrame(rows)
    crossed = crossed and frame.shape[1] > 1
    hidden = PUBLIC.hidden_cells(frame, crossed=crossed).to_numpy()
    if hidden.all():
        return
    places = np.arange(frame.size).reshape(frame.shape)
    lines = [*places.T, *(places if crossed else [])]
    sums = [np.isin(places.ravel(), line).astype(float) for line in lines]
    true = frame.to_numpy().ravel()
    for place in np.flatnonzero(hidden.ravel() & (true > 0) & (true < 5)):
        low, high = could_be_within(np.eye(frame.size)[place], true, hidden.ravel(), sums)
        assert low < high


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(few_or_many, few_or_many), min_size=2, max_size=5))
@example([(0, 0), (9, 3)])
@example([(4, 1), (0, 0)])
def test_neither_a_part_nor_a_rest_nor_a_whole_follows_from_all_totals(pairs):
    parts, rests = (np.array(each) for each in zip(*pairs, strict=True))
    frame = pd.DataFrame({"whole": parts + rests, "part": parts})
    hidden = PUBLIC.hidden_cells(frame, parts_of={"part": "whole"})
    if hidden.to_numpy().all():
        return
    n = len(frame)
    true = np.concatenate([parts, rests, parts + rests])
    covered = np.concatenate([hidden["part"], hidden["part"] | hidden["whole"], hidden["whole"]])
    totals = [np.repeat(line, n).astype(float) for line in np.eye(3)]
    rows = [np.concatenate([np.eye(n)[row], np.eye(n)[row], -np.eye(n)[row]]) for row in range(n)]
    for place in np.flatnonzero((true > 0) & (true < 5)):
        low, high = could_be_within(np.eye(3 * n)[place], true, covered, [*totals, *rows])
        assert low < high


def test_a_lone_count_among_noughts_is_hidden_with_a_nought():
    frame = pd.DataFrame([[0, 0, 3], [12, 9, 0], [0, 20, 6]])
    hidden = PUBLIC.hidden_cells(frame, crossed=True)
    assert hidden.loc[0].sum() > 1


@given(st.integers(0, 500))
def test_a_rounded_count_is_near_its_count_and_below_ten_nothing_is_told(count):
    told = PUBLIC.rounded(count)
    assert (told is None) == (count < 10)
    assert told is None or (told % 5 == 0 and abs(told - count) <= 2)


def span(audience_tells, told) -> tuple[int, int]:
    """The counts that are told so: what a reader who knows the rule makes of it."""
    like = [count for count in range(200) if audience_tells(count) == told]
    return min(like), max(like)


def could_be(tells, parts: list[int]) -> list[tuple[int, int]]:
    """For each part, the least and most it can be for a reader who knows the rule and sees the whole and
    every part. Solved as an integer programme; checked against enumeration below."""
    bounds = [span(tells, tells(part)) for part in parts]
    whole = LinearConstraint(np.ones((1, len(parts))), *span(tells, tells(sum(parts))))
    limits = Bounds(*np.array(bounds, dtype=float).T)
    found = []
    for place in range(len(parts)):
        aim = np.eye(len(parts))[place]
        ends = [
            milp(sign * aim, constraints=whole, bounds=limits, integrality=np.ones(len(parts))).fun * sign
            for sign in (1, -1)
        ]
        found.append((round(ends[0]), round(ends[1])))
    return found


def by_enumeration(tells, parts: list[int]) -> list[tuple[int, int]]:
    spans = [range(low, high + 1) for low, high in (span(tells, tells(part)) for part in parts)]
    like = [each for each in product(*spans) if tells(sum(each)) == tells(sum(parts))]
    return [(min(column), max(column)) for column in zip(*like, strict=True)]


def nearest_five(count: int) -> int:
    """The rule as it was: 0 stays 0, anybody is at least 5, and what shows as 5 for 1 to 4 is left out."""
    return 0 if count == 0 else -1 if count < 5 else 5 * int((count + 2.5) // 5)


def test_the_attack_finds_what_the_earlier_rule_gave_away():
    assert could_be(nearest_five, [5, 1, 1]) == by_enumeration(nearest_five, [5, 1, 1])
    assert could_be(nearest_five, [5, 1, 1])[1:] == [(1, 1), (1, 1)]


@settings(deadline=None)
@given(st.lists(st.integers(0, 14), min_size=1, max_size=3))
def test_the_attack_is_complete(parts):
    assert could_be(PUBLIC.rounded, parts) == by_enumeration(PUBLIC.rounded, parts)


@settings(deadline=None)
@given(st.lists(st.integers(0, 40) | st.integers(0, 5), min_size=1, max_size=7))
def test_no_count_of_one_to_four_follows_from_the_whole_and_all_parts(parts):
    """Every count below five can as well be nobody, or five or more: it is never even known to be small."""
    for part, (low, high) in zip(parts, could_be(PUBLIC.rounded, parts), strict=True):
        assert low <= part <= high
        assert part >= 5 or low == 0 or high >= 5


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=8))
def test_no_small_rest_follows_from_a_whole_and_its_part(pairs):
    frame = pd.DataFrame(
        {"whole": [part + rest for part, rest in pairs], "part": [part for part, _ in pairs]}
    )
    hidden = PUBLIC.hidden_cells(frame, parts_of={"part": "whole"})
    shown = frame[~hidden["whole"] & ~hidden["part"]]
    assert not any(PUBLIC.hides(rest) for rest in shown["whole"] - shown["part"])


@given(tables)
def test_the_workshop_sees_all(rows):
    assert not WORKSHOP.hidden_cells(pd.DataFrame(rows)).to_numpy().any()


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_part_and_its_rest_are_told_only_when_both_are_large(part, rest):
    words = PUBLIC.of(part, part + rest)
    small = [n for n in (part, rest, part + rest) if PUBLIC.hides(n)]
    exact = words == f"{part:,} of {part + rest:,}"
    assert exact == (not small)


def test_nobody_may_be_shown():
    assert not PUBLIC.hides(0)
    assert PUBLIC.people(0) == "0"


def test_an_unknown_audience_is_refused():
    with pytest.raises(ValueError, match="'workshop' or 'public'"):
        Audience("press")
