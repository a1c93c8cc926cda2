"""Function 5: how promises stand, what is due, and the hours they give."""

import pandas as pd
import pytest

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


def test_hours_count_when_promised_or_kept_not_when_asked_or_broken(rows):
    found = commitments.by_organisation(rows, commitments.standing_of(rows, TODAY))
    assert found["organisation"].tolist() == ["College", "Trust", "Council"]
    assert found["promised_hours"].tolist() == [8, 12, 24]
    assert found["kept_hours"].tolist() == [0, 0, 24]
    assert found[list(commitments.STANDINGS)].to_numpy().sum() == len(rows)


def test_no_promise_gives_no_row(rows):
    none = rows.head(0)
    assert commitments.by_organisation(none, commitments.standing_of(none, TODAY)).empty
