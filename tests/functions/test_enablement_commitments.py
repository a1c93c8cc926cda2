"""Function 5: how promises stand, what is due, and the hours they give."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.enablement import commitments

TODAY = pd.Timestamp("2026-06-30")


@pytest.fixture
def rows() -> pd.DataFrame:
    frame = pd.DataFrame(
        [
            ("Cover", "Trust", 12, "promised", "2026-01-01"),
            ("Room", "Council", None, "kept", "2026-01-01"),
            ("Leave", "Council", 24, "kept", "2025-01-01"),
            ("Travel", "Council", None, "asked", "2026-09-30"),
            ("Tutors", "College", 8, "promised", "2026-06-30"),
            ("Lift", "College", 5, "broken", "2026-01-01"),
            ("Some day", "College", 4, "asked", None),
        ],
        columns=["name", "organisation", "hours_a_month", "state", "due"],
    )
    return frame.assign(due=pd.to_datetime(frame["due"]))


def test_an_open_promise_whose_day_is_past_is_late(rows):
    found = commitments.standing_of(rows, TODAY).tolist()
    assert found == ["late", "kept", "kept", "asked", "promised", "broken", "asked"]


def test_without_a_day_it_stands_as_written(rows):
    assert commitments.standing_of(rows, pd.NaT).tolist() == rows["state"].tolist()
    assert commitments.due_soon(rows, pd.NaT).empty


def test_due_soon_are_open_ones_from_today_on(rows):
    assert commitments.due_soon(rows, TODAY)["name"].tolist() == ["Tutors", "Travel"]
    assert commitments.due_soon(rows, TODAY, days=30)["name"].tolist() == ["Tutors"]


def test_what_was_only_asked_for_is_unanswered_and_not_late(rows):
    asked = rows.assign(state="asked", due=pd.Timestamp("2026-01-01"))
    assert set(commitments.standing_of(asked, TODAY)) == {"unanswered"}


def test_no_promise_gives_no_row(rows):
    assert commitments.promise_record(rows.head(0), TODAY).empty


def test_a_record_counts_only_what_has_come_due_or_is_closed(rows):
    found = commitments.promise_record(rows, TODAY).set_index("organisation")
    assert found.loc["College"].to_dict() == {
        "kept": 0,
        "late": 0,
        "broken": 1,
        "not_due": 1,
        "withdrawn": 0,
        "unanswered": 1,
        "come_due": 1,
        "share_kept": 0,
    }
    assert found.loc["Council", ["kept", "unanswered", "share_kept"]].tolist() == [2, 1, 1]
    assert found.loc["Trust", ["late", "share_kept"]].tolist() == [1, 0]
    assert found.index.tolist() == ["Council", "College", "Trust"]


def test_what_was_asked_and_never_promised_is_not_counted_against_anybody(rows):
    asked = rows.assign(state="asked", due=pd.Timestamp("2020-01-01"))
    found = commitments.promise_record(asked, TODAY)
    assert found["come_due"].sum() == 0
    assert found["share_kept"].isna().all()


def test_withdrawing_one_by_agreement_does_not_change_the_share(rows):
    extra = rows.assign(state="withdrawn", organisation="Council")
    both = pd.concat([rows, extra], ignore_index=True)
    found = commitments.promise_record(both, TODAY).set_index("organisation")
    before = commitments.promise_record(rows, TODAY).set_index("organisation")
    pd.testing.assert_series_equal(found["share_kept"], before["share_kept"])
    assert found.loc["Council", "withdrawn"] == len(rows)


RECORD = ["kept", "late", "broken", "not_due", "withdrawn", "unanswered"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Council", "Trust"]),
            st.sampled_from(commitments.STANDINGS),
            st.sampled_from([None, "2026-01-01", "2026-06-30", "2026-09-01"]),
        ),
        max_size=20,
    ),
    st.integers(0, 99),
)
def test_every_promise_is_in_one_column(rows, seed):
    frame = pd.DataFrame(rows, columns=["organisation", "state", "due"])
    frame = frame.assign(due=pd.to_datetime(frame["due"]))
    found = commitments.promise_record(frame, TODAY)
    assert found[RECORD].to_numpy().sum() == len(rows)
    assert found["share_kept"].dropna().between(0, 1).all()
    mixed = commitments.promise_record(frame.sample(frac=1, random_state=seed), TODAY)
    pd.testing.assert_frame_equal(found, mixed)


def test_text_columns_may_be_strings(rows):
    found = commitments.promise_record(rows.convert_dtypes(), TODAY)
    pd.testing.assert_frame_equal(found, commitments.promise_record(rows, TODAY))
