"""Dots by sector, whether two sectors want the same, and impact by effort."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions.issue_map.priorities import (
    EFFORT_QUADRANTS,
    dots_by_sector,
    impact_by_effort,
    sector_difference,
)


def votes(*rows: tuple[str, str | None, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["voter", "sector", "issue", "dots"])


ALIKE = votes(
    *(
        (f"{sector}{n}", sector, issue, 1)
        for sector in ("resident", "public")
        for n in range(6)
        for issue in "ab"
    )
)
APART = votes(
    *((f"r{n}", "resident", "a", 5) for n in range(6)),
    *((f"s{n}", "public", "b", 5) for n in range(6)),
)


def test_dots_and_voters_stand_by_issue_and_sector():
    found = dots_by_sector(
        votes(
            ("p1", "resident", "a", 3),
            ("p2", "resident", "a", 1),
            ("p3", "public", "b", 5),
            ("p4", None, "a", 9),
        )
    )
    assert found["dots"].to_dict() == {"public": {"a": 0, "b": 5}, "resident": {"a": 4, "b": 0}}
    assert found["voters"].to_dict() == {"public": {"a": 0, "b": 1}, "resident": {"a": 2, "b": 0}}


def test_sectors_that_want_the_same_are_not_apart():
    found = sector_difference(ALIKE, "resident", "public")
    assert (found.apart, found.p, found.voters) == (0.0, 1.0, (6, 6))


def test_sectors_that_want_nothing_in_common_are_wholly_apart():
    found = sector_difference(APART, "resident", "public")
    assert found.apart == 1.0
    # 2 of the 924 ways to deal 12 voters to two sixes part them as far
    assert found.p == pytest.approx(2 / 924, abs=0.005)


def test_a_sector_of_one_cannot_be_compared():
    assert sector_difference(APART.drop(index=range(5)), "resident", "public") is None


def test_by_chance_alone_the_test_finds_a_difference_as_often_as_it_says():
    chance = np.random.default_rng(3)
    found = []
    for seed in range(60):
        cast = votes(
            *(
                (f"{sector}{n}", sector, str(chance.integers(4)), 1)
                for sector in ("resident", "public")
                for n in range(8)
            )
        )
        found.append(sector_difference(cast, "resident", "public", seed=seed).p)
    assert np.mean(np.array(found) <= 0.1) <= 0.2


rows = st.lists(
    st.tuples(st.sampled_from("pqrstu"), st.sampled_from("abc"), st.integers(1, 5)),
    min_size=4,
    unique_by=lambda row: row[:2],
)


@settings(max_examples=25, deadline=None)
@given(rows, st.randoms())
def test_neither_order_nor_names_of_the_issues_matter(given_rows, chance):
    sectors = {voter: "resident" if voter in "pqr" else "public" for voter in "pqrstu"}
    cast = votes(*((voter, sectors[voter], issue, dots) for voter, issue, dots in given_rows))
    found = sector_difference(cast, "resident", "public")
    other = sector_difference(
        cast.assign(issue=cast["issue"].map({"a": "z", "b": "y", "c": "x"})), "public", "resident"
    )
    assert (found is None) == (other is None)
    if found and other:
        assert found.apart == pytest.approx(other.apart)
        assert 0 <= found.apart <= 1
        assert 0 < found.p <= 1


@pytest.mark.parametrize(
    ("impact", "effort", "quadrant"),
    [
        (5, 1, "quick win"),
        (5, 5, "major project"),
        (1, 1, "fill-in"),
        (1, 5, "thankless task"),
        (3, 3, "fill-in"),
    ],
)
def test_the_quadrants_of_impact_and_effort(impact, effort, quadrant):
    rated = pd.DataFrame({"rater": ["p1"], "issue": ["a"], "impact": [impact], "effort": [effort]})
    assert impact_by_effort(rated).loc[0, "quadrant"] == quadrant
    assert quadrant in EFFORT_QUADRANTS


def test_means_are_over_raters_and_the_most_for_its_effort_comes_first():
    rated = pd.DataFrame(
        {"rater": ["p1", "p2", "p1"], "issue": ["a", "a", "b"], "impact": [4, 5, 5], "effort": [4, 4, 2]}
    )
    found = impact_by_effort(rated)
    assert found["issue"].tolist() == ["b", "a"]
    assert found.loc[1, ["impact", "effort", "raters"]].tolist() == [4.5, 4.0, 2]
