"""Function 5: who gives more than was agreed, and who carries far more than most."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.enablement.load import ENOUGH_TO_COMPARE, MANY, beyond_agreed, carrying_much

TODAY = pd.Timestamp("2026-06-30")
MEMBERS = pd.DataFrame(
    {
        "name": ["Amina", "Tom", "Jo", "Lee"],
        "organisation": ["Council", "Trust", "Council", "Trust"],
        "hours_a_month": pd.array([4, 6, None, 0], dtype="Float64"),
    }
)


def hours(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["member", "month", "hours"])
    return frame.assign(month=pd.to_datetime(frame["month"]), hours=frame["hours"].astype("float64"))


def test_two_of_three_months_beyond_is_stretched_and_one_is_not():
    found = beyond_agreed(
        hours(
            ("Amina", "2026-04-01", 3),
            ("Amina", "2026-04-20", 2),
            ("Amina", "2026-06-01", 5),
            ("Tom", "2026-05-01", 12),
            ("Jo", "2026-05-01", 40),
        ),
        MEMBERS,
        TODAY,
    ).set_index("member")
    assert found["months_beyond"].to_dict() == {"Amina": 2, "Tom": 1, "Lee": 0}
    assert found["stretched"].to_dict() == {"Amina": True, "Tom": False, "Lee": False}
    assert found.loc["Amina", "given"] == pytest.approx(10 / 3)


def test_exactly_what_was_agreed_is_not_beyond():
    """Although 0.1 and 0.2 add up to a little more than 0.3 in a computer."""
    exactly = hours(*[("Tom", f"2026-0{month}-01", part) for month in (4, 5, 6) for part in (0.1, 0.2)])
    agreed = MEMBERS.assign(hours_a_month=0.3)
    assert not beyond_agreed(exactly, agreed, TODAY)["stretched"].any()


def test_a_month_that_is_not_over_and_older_ones_do_not_count():
    rows = hours(("Amina", "2026-06-01", 9), ("Amina", "2026-05-01", 9), ("Amina", "2026-02-01", 9))
    found = beyond_agreed(rows, MEMBERS, pd.Timestamp("2026-06-29")).set_index("member")
    assert found.loc["Amina", "months_beyond"] == 1


def test_who_has_nothing_agreed_is_not_judged():
    found = beyond_agreed(hours(("Jo", "2026-06-01", 90)), MEMBERS, TODAY)
    assert set(found["member"]) == {"Amina", "Tom", "Lee"}
    assert beyond_agreed(hours(), MEMBERS.head(0), TODAY).empty
    with pytest.raises(ValueError, match="ask for 1 to 3"):
        beyond_agreed(hours(), MEMBERS, TODAY, at_least=4)


def test_text_columns_may_be_strings():
    rows = hours(("Amina", "2026-05-01", 9), ("Amina", "2026-06-01", 9))
    found = beyond_agreed(rows.convert_dtypes(), MEMBERS.convert_dtypes(), TODAY)
    pd.testing.assert_frame_equal(found, beyond_agreed(rows, MEMBERS, TODAY))


def test_who_stands_out_by_hand():
    load = pd.DataFrame(
        {
            "member": list("ABCDEFGHI"),
            "communities": [1, 1, 1, 1, 1, 1, 1, 2, 3],
            "open_actions": pd.array([0, 1, 1, 2, 2, 2, 3, None, 9], dtype="Int64"),
        }
    )
    found = carrying_much(load)
    assert found.to_dict("records") == [
        {"member": "I", "carries": "communities", "count": 3, "median": 1.0, "fence": 1.0},
        {"member": "I", "carries": "open_actions", "count": 9, "median": 2.0, "fence": 3.5},
    ]
    assert carrying_much(load.tail(7)).empty


def test_the_fence_is_matplotlibs_whisker():
    """matplotlib draws the same rule: its fliers beyond the upper whisker are those who stand out."""
    from matplotlib.cbook import boxplot_stats

    counts = np.random.default_rng(3).geometric(0.3, 60)
    load = pd.DataFrame({"member": [f"m{n:02}" for n in range(60)], "open_actions": counts})
    fliers = boxplot_stats(counts)[0]["fliers"]
    assert sorted(carrying_much(load)["count"]) == sorted(fliers[fliers > np.median(counts)])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Amina", "Tom", "Jo", "Lee"]),
            st.dates(pd.Timestamp("2026-02-01").date(), TODAY.date()),
            st.integers(0, 20),
        ),
        max_size=15,
    ),
    st.integers(0, 99),
)
def test_order_does_not_matter_and_no_hour_is_lost(rows, seed):
    frame = hours(*rows)
    found = beyond_agreed(frame, MEMBERS, TODAY)
    mixed = [each.sample(frac=1, random_state=seed) for each in (frame, MEMBERS)]
    pd.testing.assert_frame_equal(found, beyond_agreed(*mixed, TODAY))
    recent = frame[(frame["month"] >= "2026-04-01") & (frame["member"] != "Jo")]
    assert found["given"].sum() * 3 == pytest.approx(recent["hours"].sum())
    assert (found["stretched"] == (found["months_beyond"] >= 2)).all()


@given(st.lists(st.integers(0, 12), max_size=30), st.integers(0, 99))
def test_never_more_than_a_quarter_stand_out(counts, seed):
    load = pd.DataFrame({"member": [f"m{n:02}" for n in range(len(counts))], "roles": counts})
    load = load.astype({"member": "object", "roles": "Int64"})
    found = carrying_much(load)
    pd.testing.assert_frame_equal(found, carrying_much(load.sample(frac=1, random_state=seed)))
    assert len(found) <= len(counts) / 4
    assert (found["count"] >= MANY).all()
    assert found.empty or len(counts) >= ENOUGH_TO_COMPARE
