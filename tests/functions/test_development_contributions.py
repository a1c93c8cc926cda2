"""Time to a second contribution and to falling silent, by hand, by brute force, and for real people."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.development import LEFT, activity_levels, contributions, survival, transitions

LAST = "2026-06-30"


def given_(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["member", "community", "date", "count"])


KNOWN = given_(
    ("ann", "homes", "2025-01-10", 1),
    ("ann", "homes", "2025-01-20", 1),
    ("ann", "streets", "2025-04-01", 1),
    ("bob", "homes", "2025-03-31", 2),
    ("cat", "homes", "2026-01-01", 1),
    ("cat", "homes", "2026-07-04", 1),
)


def by_member(found):
    return found.set_index("member")[["months", "event"]].to_dict("split")["data"]


def test_a_second_contribution_is_in_a_later_month_unless_said_otherwise():
    found = contributions.time_to_second_contribution(KNOWN, LAST)
    assert found["member"].tolist() == ["ann", "bob", "cat"]
    assert by_member(found) == [[3, True], [15, False], [5, False]]
    assert found["joining_year"].tolist() == [2025, 2025, 2026]
    found = contributions.time_to_second_contribution(KNOWN, LAST, same_month=True)
    assert by_member(found) == [[0, True], [0, True], [5, False]]


def test_each_community_apart():
    each = ("member", "community")
    found = contributions.time_to_second_contribution(KNOWN, LAST, each=each)
    assert found[["member", "community", "event"]].to_numpy().tolist() == [
        ["ann", "homes", False],
        ["ann", "streets", False],
        ["bob", "homes", False],
        ["cat", "homes", False],
    ]


def test_a_month_that_is_not_over_is_left_out():
    assert by_member(contributions.time_to_second_contribution(KNOWN, "2026-07-30"))[2] == [5, False]
    assert by_member(contributions.time_to_second_contribution(KNOWN, "2026-07-31"))[2] == [6, True]


def test_silence_is_leaving_and_is_seen_only_once_it_has_lasted():
    found = contributions.time_to_silence(KNOWN, LAST, 6)
    assert by_member(found) == [[3, True], [0, True], [11, False]][:2]
    longer = contributions.time_to_silence(KNOWN, LAST, 15)
    assert by_member(longer) == [[2, False], [0, True]]
    with pytest.raises(ValueError, match="at least 1"):
        contributions.time_to_silence(KNOWN, LAST, 0)


def test_who_comes_back_after_the_silence_had_left_and_is_marked():
    rows = given_(("ann", "homes", "2025-01-01", 1), ("ann", "homes", "2025-08-01", 1))
    found = contributions.time_to_silence(rows, LAST, 6)
    assert found[["months", "event", "came_back"]].to_numpy().tolist() == [[0, True, True]]
    assert by_member(contributions.time_to_silence(rows, LAST, 7)) == [[7, True]]


def test_sectors_are_added_where_known():
    found = contributions.time_to_silence(KNOWN, LAST, 6, sectors={"ann": "public"})
    assert found["sector"].tolist() == ["public", "not known"]


months = st.integers(0, 30)
rows = st.lists(st.tuples(st.sampled_from("abc"), months), max_size=20)


def dated(found) -> pd.DataFrame:
    begin = pd.Timestamp("2024-01-01")
    return given_(*((who, "homes", begin + pd.DateOffset(months=month), 1) for who, month in found))


@given(rows, st.integers(1, 14))
def test_silence_is_what_looking_month_by_month_finds(found, silent):
    end = 25
    expected = {}
    for who in "abc":
        active = {month for name, month in found if name == who and month <= end}
        if not active or min(active) > end - silent:
            continue
        left = [
            m for m in sorted(active) if m + silent <= end and not active & set(range(m + 1, m + silent + 1))
        ]
        stop = left[0] if left else end - silent
        expected[who] = [stop - min(active), bool(left), bool(left) and max(active) > stop]
    table = contributions.time_to_silence(dated(found), "2026-02-28", silent)
    assert table.set_index("member")[["months", "event", "came_back"]].T.to_dict("list") == expected


@given(rows.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_rows_makes_no_difference(both):
    for method in (contributions.time_to_second_contribution, contributions.time_to_silence):
        one, other = (method(dated(found), "2026-02-28") for found in both)
        pd.testing.assert_frame_equal(one, other)


def test_nothing_gives_nothing():
    assert contributions.time_to_second_contribution(KNOWN.head(0), LAST).empty
    assert contributions.time_to_silence(KNOWN.head(0), LAST).empty


@pytest.fixture(scope="module")
def kubernetes() -> pd.DataFrame:
    path = Path(__file__).parents[1] / "data" / "kubernetes_contributions.csv"
    return pd.read_csv(path).rename(columns={"month": "date", "changes": "count"})


def test_of_real_people_fewer_than_half_come_a_second_time(kubernetes):
    found = contributions.time_to_second_contribution(kubernetes, "2026-07-31")
    curve = survival.kaplan_meier(found)
    assert (len(found), int(found["event"].sum())) == (565, 251)
    assert survival.median_time(curve).median is None
    assert survival.survival_at(curve, [12, 60])["surviving"].round(3).tolist() == [0.633, 0.530]
    counted = contributions.time_to_second_contribution(kubernetes, "2026-07-31", same_month=True)
    assert survival.median_time(survival.kaplan_meier(counted)) == survival.MedianTime(13, 10, 26)


def test_of_real_people_most_leave_within_a_year(kubernetes):
    found = contributions.time_to_silence(kubernetes, "2026-07-31")
    assert (len(found), int(found["event"].sum()), int(found["came_back"].sum())) == (520, 503, 96)
    assert survival.survival_at(survival.kaplan_meier(found), [0, 12])["surviving"].round(3).tolist() == [
        0.373,
        0.117,
    ]


def test_levels_by_activity_are_those_of_the_months_of_each_year():
    found = dated([("ann", month) for month in (0, 1, 2, 12, 13, 14, 15, 16, 17, 25)] + [("bob", 14)])
    levels = activity_levels.levels_by_activity(found, "2026-01-15")
    assert levels["community"].unique().tolist() == ["the whole place"]
    assert levels[["member", "role"]].to_numpy().tolist() == [
        ["ann", "active"],
        ["ann", "core"],
        ["bob", "peripheral"],
    ]
    assert levels["since"].dt.strftime("%Y-%m-%d").tolist() == ["2024-01-01", "2025-01-01", "2025-01-01"]
    assert levels["until"].dt.strftime("%Y-%m-%d").tolist() == ["2024-12-31", "2025-12-31", "2025-12-31"]
    assert activity_levels.levels_by_activity(found.head(0), "2026-01-15").empty
    with pytest.raises(ValueError, match="must rise"):
        activity_levels.levels_by_activity(found, "2026-01-15", active=6)


def test_of_real_people_most_who_contributed_in_one_year_do_not_in_the_next(kubernetes):
    levels = activity_levels.levels_by_activity(kubernetes, "2026-07-31")
    found = transitions.transition_matrix(levels, "2026-07-31")
    assert found.by_year["first"].nunique() == 9
    seen = ["core", "active", "peripheral", LEFT]
    assert found.counts.loc[seen, seen].to_numpy().tolist() == [
        [8, 9, 2, 3],
        [6, 66, 61, 128],
        [6, 48, 76, 412],
        [3, 145, 438, 0],
    ]
    assert found.person_years[seen].tolist() == [22, 261, 542, 0]
    assert found.shares.loc[["active", "peripheral"], LEFT].round(3).tolist() == [0.49, 0.76]
    # the same by pandas' years that end in July
    months = kubernetes.assign(year=pd.PeriodIndex(kubernetes["date"], freq="M").asfreq("Y-JUL").year)
    active = months.groupby(["member", "year"])["date"].nunique().unstack(fill_value=0)
    pairs = [(active[year], active[year + 1]) for year in range(2017, 2026)]
    assert sum(int(((one == 1) & (other == 0)).sum()) for one, other in pairs) == 412
    assert sum(int((one.between(2, 5) & (other >= 6)).sum()) for one, other in pairs) == 6
