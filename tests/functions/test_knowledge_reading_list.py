"""Function 6: a newcomer's reading list covers most with few, and never worse than its bound."""

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.knowledge.reading_list import reading_list


def pairs(**about: str) -> pd.DataFrame:
    rows = [(name, issue) for name, issues in about.items() for issue in issues]
    return pd.DataFrame(rows, columns=["resource", "issue"])


def test_each_one_adds_the_heaviest_issues_that_are_not_covered_yet():
    found = reading_list(pairs(A="ab", B="bc", C="c"), "ABC", {"a": 1, "b": 1, "c": 3})
    assert found.values.tolist() == [["B", ("c", "b"), 0.8], ["A", ("a",), 1.0]]


def test_of_equals_the_one_put_to_use_by_more_people_comes_first_then_the_alphabet():
    both = pairs(A="a", B="a")
    assert reading_list(both, "AB", {"a": 1}, {"B": 3})["resource"].tolist() == ["B"]
    assert reading_list(both, "AB", {"a": 1})["resource"].tolist() == ["A"]


def test_nothing_to_cover_gives_an_empty_list():
    assert reading_list(pairs(), [], {"a": 1}).empty
    assert reading_list(pairs(A="a"), "A", {"a": 0}).empty
    with pytest.raises(ValueError, match="at least 1"):
        reading_list(pairs(A="a"), "A", {"a": 1}, most=0)


@given(
    st.dictionaries(st.sampled_from("ABCDE"), st.sets(st.sampled_from("abcdef")), min_size=1),
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9)),
    st.integers(1, 3),
    st.randoms(),
)
def test_it_covers_at_least_63_per_cent_of_what_the_best_choice_does(about, weights, most, chance):
    rows = pairs(**{name: "".join(sorted(issues)) for name, issues in about.items()})
    found = reading_list(rows, list(about), weights, most=most)
    total = sum(weights.values())

    def covers(names):
        return sum(weights.get(issue, 0) for issue in set().union(*(about[name] for name in names)))

    best = max(covers(some) for some in combinations(about, min(most, len(about))))
    reached = found["covered"].iloc[-1] * total if len(found) else 0
    assert reached >= (1 - 1 / 2.718281828) * best - 1e-9
    assert reached == pytest.approx(covers(found["resource"]) if len(found) else 0)
    mixed = rows.sample(frac=1, random_state=chance.randrange(1000))
    pd.testing.assert_frame_equal(found, reading_list(mixed, list(about), weights, most=most))
