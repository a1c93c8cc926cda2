"""No small count of people is shown to the public, nor follows from what is shown."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(tables, st.booleans())
def test_no_hidden_count_follows_from_the_total_of_its_line(rows, crossed):
    frame = pd.DataFrame(rows)
    hidden = PUBLIC.hidden_cells(frame, crossed=crossed)
    lines = [(frame[name], hidden[name]) for name in frame]
    if crossed and frame.shape[1] > 1:
        lines += [(frame.loc[row], hidden.loc[row]) for row in frame.index]
    for line, covered in lines:
        others = line[~covered]
        assert covered.sum() != 1 or not (others > 0).any()
        assert not crossed or frame.shape[1] == 1 or covered.sum() != 1 or others.empty


def test_a_lone_count_among_noughts_is_hidden_with_a_nought():
    frame = pd.DataFrame([[0, 0, 3], [12, 9, 0], [0, 20, 6]])
    hidden = PUBLIC.hidden_cells(frame, crossed=True)
    assert hidden.loc[0].sum() > 1


@given(st.lists(counts, min_size=2, max_size=6))
def test_a_rounded_count_is_near_its_count_and_nobody_stays_nobody(parts):
    told = [PUBLIC.rounded(part) for part in parts]
    assert all(each % 5 == 0 for each in told)
    assert all((each == 0) == (part == 0) for each, part in zip(told, parts, strict=True))
    assert all(abs(each - part) <= 2 or part < 3 for each, part in zip(told, parts, strict=True))


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
