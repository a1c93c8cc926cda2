"""Function 5: whether groups differ on a condition, and whether it rises along groups in order."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions.enablement.group_differences import group_differences, trend_over_groups

KINDS = ["charity", "council", "trust"]


def scores(sets: dict[tuple[str, str], list[int]]) -> pd.DataFrame:
    rows = [(condition, kind, each) for (condition, kind), part in sets.items() for each in part]
    return pd.DataFrame(rows, columns=["condition", "kind", "rating"])


rows = st.lists(
    st.tuples(st.sampled_from(["time", "space"]), st.sampled_from(KINDS), st.integers(1, 5)),
    min_size=1,
    max_size=25,
).map(lambda rows: pd.DataFrame(rows, columns=["condition", "kind", "rating"]))


@pytest.fixture
def two_conditions() -> pd.DataFrame:
    apart = {("time", "charity"): [1, 1, 2, 2, 1], ("time", "council"): [4, 5, 5, 4, 5]}
    alike = {("space", "charity"): [3, 4, 5, 2, 3], ("space", "council"): [3, 4, 5, 2, 3]}
    return scores(apart | alike | {("time", "trust"): [5, 5]})


def test_groups_apart_differ_and_groups_alike_do_not(two_conditions):
    found = group_differences(two_conditions, "kind").set_index("condition")
    assert found.loc["time", "p"] == pytest.approx(2 / 252)  # of the ways to choose five of ten
    assert found.loc["time", "p_adjusted"] == pytest.approx(4 / 252)
    assert found.loc["space", "p"] == 1
    assert found["n"].tolist() == [10, 10]


def test_groups_that_are_too_small_are_left_out_and_named(two_conditions):
    found = group_differences(two_conditions, "kind").set_index("condition")
    assert found["left_out"].to_dict() == {"space": (), "time": ("trust",)}
    assert found["groups"].tolist() == [2, 2]
    with_all = group_differences(two_conditions, "kind", fewest=2).set_index("condition")
    assert with_all.loc["time", ["groups", "n"]].tolist() == [3, 12]


def test_what_cannot_be_tested_says_so_and_does_not_count(two_conditions):
    lone = pd.concat([two_conditions, scores({("budget", "trust"): [1, 2, 3, 4, 5]})])
    found = group_differences(lone, "kind").set_index("condition")
    assert pd.isna(found.loc["budget", "p_adjusted"])
    assert found.loc["budget", "method"] == "fewer than two groups are large enough"
    assert found.loc["time", "p_adjusted"] == pytest.approx(4 / 252)


def test_a_score_counts_before_the_rating(two_conditions):
    scored = two_conditions.assign(score=3.5)
    assert set(group_differences(scored, "kind")["method"]) == {"everybody answered alike"}


def test_a_trend_goes_by_the_order_given(two_conditions):
    up = trend_over_groups(two_conditions, "kind", KINDS, fewest=2).set_index("condition")
    down = trend_over_groups(two_conditions, "kind", KINDS[::-1], fewest=2).set_index("condition")
    assert up.loc["time", "statistic"] == pytest.approx(-down.loc["time", "statistic"])
    assert up.loc["time", "statistic"] > 0.5
    assert up.loc["time", "p_adjusted"] < 0.05
    assert up.loc["space", "statistic"] == pytest.approx(0)


@settings(max_examples=10, deadline=None)
@given(rows, st.integers(0, 3), st.integers(0, 9))
def test_nothing_depends_on_the_order_of_rows(frame, fewest, seed):
    mixed = frame.sample(frac=1, random_state=seed)
    for method, how in ((group_differences, ()), (trend_over_groups, (KINDS,))):
        one, other = method(frame, "kind", *how, fewest=fewest), method(mixed, "kind", *how, fewest=fewest)
        pd.testing.assert_frame_equal(one, other)
        assert (one["p_adjusted"].dropna() >= one["p"].dropna()).all()


def test_nothing_gives_nothing_and_what_is_wrong_is_said(two_conditions):
    assert group_differences(two_conditions.head(0), "kind").empty
    assert trend_over_groups(two_conditions.head(0), "kind", KINDS).empty
    with pytest.raises(ValueError, match="no column 'size'"):
        group_differences(two_conditions, "size")
    with pytest.raises(ValueError, match="does not name the group 'trust'"):
        trend_over_groups(two_conditions, "kind", KINDS[:2])
