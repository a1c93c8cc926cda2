"""What hangs on one person, and how skills grow."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_1samp, wilcoxon

from copkit.functions.development import dependence, growth


def memberships(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["member", "community", "role", "until"])
    return frame.assign(since=pd.NaT, until=pd.to_datetime(frame["until"]))


def test_communities_without_a_deputy():
    rows = memberships(
        ("ann", "homes", "coordinator", None),
        ("bob", "homes", "core", "2025-12-31"),
        ("ann", "streets", "coordinator", None),
        ("cat", "streets", "core", None),
        ("dan", "parks", "coordinator", None),
        ("eve", "parks", "coordinator", None),
        ("eve", "rivers", "active", None),
    )
    found = dependence.deputies(rows, "2026-06-30", ["homes", "streets", "parks", "rivers", "woods"])
    assert found[["community", "coordinators", "core", "state"]].to_numpy().tolist() == [
        ["rivers", (), 0, "no coordinator"],
        ["woods", (), 0, "no coordinator"],
        ["homes", ("ann",), 0, "one coordinator, no deputy"],
        ["parks", ("dan", "eve"), 0, "has a deputy"],
        ["streets", ("ann",), 1, "has a deputy"],
    ]
    before = dependence.deputies(rows, "2025-06-30").set_index("community")
    assert before.loc["homes", "state"] == "has a deputy"
    assert dependence.deputies(rows.head(0), "2026-06-30").empty


def test_communities_that_live_off_one_person():
    rows = pd.DataFrame(
        [
            ("ann", "homes", 6),
            ("bob", "homes", 3),
            ("cat", "homes", 3),
            ("dan", "homes", 0),
            ("bob", "streets", 2),
            ("ann", "streets", 2),
            ("cat", "streets", 2),
            ("eve", "parks", 1),
        ],
        columns=["member", "community", "count"],
    )
    found = dependence.rests_on(rows)
    columns = ["community", "people", "contributions", "most_active", "for_half"]
    assert found[columns].to_numpy().tolist() == [
        ["parks", 1, 1, "eve", 1],
        ["homes", 3, 12, "ann", 1],
        ["streets", 3, 6, "ann", 2],
    ]
    assert found["share"].tolist() == pytest.approx([1, 1 / 2, 1 / 3])
    with pytest.raises(ValueError, match="below 0"):
        dependence.rests_on(rows.assign(count=-1))
    assert dependence.rests_on(rows.head(0)).empty


contributed = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(["homes", "streets"]), st.integers(0, 9)), max_size=12
)


@given(contributed.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_fewer_people_than_that_make_less_than_half_whatever_the_order(both):
    tables = [pd.DataFrame(rows, columns=["member", "community", "count"]) for rows in both]
    one, other = map(dependence.rests_on, tables)
    pd.testing.assert_frame_equal(one, other)
    for row in one.itertuples():
        own = tables[0][tables[0]["community"] == row.community].groupby("member")["count"].sum()
        ranked = sorted(own, reverse=True)
        assert 2 * sum(ranked[: row.for_half]) >= sum(ranked) > 2 * sum(ranked[: row.for_half - 1])


def skills(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["member", "skill", "level", "recorded"])
    recorded = pd.to_datetime(frame["recorded"])
    return frame.assign(level=frame["level"].astype("Int64"), recorded=recorded)


def test_skills_that_hang_on_one_person():
    rows = skills(
        ("ann", "damp", 4, "2025-01-01"),
        ("bob", "damp", 3, "2025-01-01"),
        ("bob", "damp", 2, "2026-01-01"),
        ("ann", "maps", 3, None),
        ("cat", "maps", 4, None),
        ("cat", "law", None, None),
    )
    found = dependence.skill_holders(rows)
    assert found.to_numpy().tolist() == [
        ["law", 0, (), 0],
        ["damp", 1, ("ann",), 0],
        ["maps", 2, ("ann", "cat"), 1],
    ]
    without = dependence.skill_holders(rows, members=["bob", "cat"]).set_index("skill")
    assert without["able"].to_dict() == {"damp": 0, "law": 0, "maps": 1}
    assert dependence.skill_holders(rows.head(0)).empty


FIRST, LAST = "2025-06-30", "2026-06-30"


def waves(pairs, skill="damp") -> pd.DataFrame:
    rows = [
        (f"m{n:02}", skill, *each)
        for n, pair in enumerate(pairs)
        for each in zip(pair, (FIRST, LAST), strict=True)
    ]
    return skills(*rows)


def test_darwins_maize_as_wilcoxon_test_of_scipys_manual():
    """Cross- less self-fertilised plants, in eighths of an inch (Darwin 1876, by way of Cureton 1967)."""
    change = [6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75]
    found = growth.skill_growth(waves([(100, 100 + step) for step in change]), FIRST, LAST).iloc[0]
    assert found["p"] == pytest.approx(0.041259765625)
    assert (found["up"], found["same"], found["down"]) == (13, 0, 2)
    theirs = ttest_1samp(change, 0).confidence_interval()
    assert found[["low", "high"]].tolist() == pytest.approx([theirs.low, theirs.high])


def test_growth_by_hand():
    rows = pd.concat([waves([(1, 3), (2, 2), (3, 2)]), waves([(0, 2)], "maps")])
    rows = pd.concat([rows, skills(("new", "damp", 4, LAST), ("m00", "damp", 0, "2024-01-01"))])
    found = growth.skill_growth(rows, FIRST, LAST).set_index("skill")
    assert found.index.tolist() == ["damp", "maps", "all skills"]
    assert found["people"].tolist() == [3, 1, 3]
    assert found.loc["damp", ["before", "after", "change"]].tolist() == pytest.approx([2, 7 / 3, 1 / 3])
    assert found[["up", "same", "down"]].to_numpy().tolist() == [[1, 1, 1], [1, 0, 0], [1, 1, 1]]
    assert found.loc["maps", ["low", "high"]].isna().all()
    assert found.loc["all skills", "change"] == pytest.approx((2 + 0 - 1) / 3)
    with pytest.raises(ValueError, match="earlier day first"):
        growth.skill_growth(rows, LAST, FIRST)
    assert growth.skill_growth(rows.head(0), FIRST, LAST).empty


levels = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=20)


@given(levels)
def test_whatever_the_order_and_all_who_changed_are_counted(pairs):
    table = waves(pairs)
    found = growth.skill_growth(table, FIRST, LAST)
    pd.testing.assert_frame_equal(found, growth.skill_growth(table.iloc[::-1], FIRST, LAST))
    assert (found[["up", "same", "down"]].sum(axis=1) == len(pairs)).all()
    assert found["change"].iloc[0] == pytest.approx(np.mean([after - before for before, after in pairs]))
    assert found["p"].dropna().between(0, 1).all()


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=9))
def test_the_exact_p_with_ties_is_that_of_scipy(changes):
    found = growth.skill_growth(waves([(4, 4 + step) for step in changes]), FIRST, LAST)["p"].iloc[0]
    if any(changes):
        assert found == pytest.approx(wilcoxon(changes).pvalue)
    else:
        assert np.isnan(found)


def test_the_exact_p_meets_the_approximation_where_it_gives_way():
    changes = [1, -1, 2, -2, 1] * 10
    exact, beyond = (
        growth.skill_growth(waves([(4, 4 + step) for step in made]), FIRST, LAST)["p"].iloc[0]
        for made in (changes, [*changes, 1])
    )
    assert exact == pytest.approx(wilcoxon(changes, method="asymptotic").pvalue, rel=0.05)
    assert beyond == pytest.approx(wilcoxon([*changes, 1], method="asymptotic").pvalue)
