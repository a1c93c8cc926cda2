"""After an event: feedback with its response rate, second visits, those who never came."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.events.follow_up import feedback_by_event, never_came, second_visits, share_of

EVENTS = pd.DataFrame(
    {
        "name": ["Jan", "Feb", "Jun", "Dec"],
        "date": pd.to_datetime(["2026-01-10", "2026-02-10", "2026-06-10", "2026-12-10"]),
    }
)


def came(*rows: tuple[str, str], presence: str = "came") -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["event", "member"]).assign(presence=presence)


NOW = pd.Timestamp("2026-09-01")


def test_a_newcomer_came_again_only_within_the_months():
    visits = came(("Jan", "Ann"), ("Feb", "Ann"), ("Jan", "Bo"), ("Jan", "Cy"), ("Jun", "Cy"), ("Jun", "Dee"))
    found = second_visits(EVENTS, visits, NOW, within=3)
    # Ann came again in a month, Cy after five; Bo did not; Dee is too new by one day less than three months
    assert (found.part, found.whole) == (1, 3)
    assert second_visits(EVENTS, visits, NOW, within=6).part == 2


def test_two_events_on_one_day_are_one_visit():
    twice = pd.concat([EVENTS, EVENTS.head(1).assign(name="Jan, evening")])
    assert second_visits(twice, came(("Jan", "Ann"), ("Jan, evening", "Ann")), NOW).part == 0


def test_apologies_and_what_is_still_to_come_do_not_count():
    visits = pd.concat(
        [came(("Jan", "Ann"), ("Dec", "Ann")), came(("Feb", "Ann"), presence="sent apologies")]
    )
    assert second_visits(EVENTS, visits, NOW).part == 0
    assert never_came(pd.Series(["Ann", "Bo"]), EVENTS, visits, NOW) == ["Bo"]


def test_feedback_has_its_response_rate():
    given_ = pd.DataFrame({"event": ["Jan"] * 4, "respondent": list("abcd"), "worth": [5, 4, 3, 1]})
    found = feedback_by_event(given_, pd.Series({"Jan": 10})).loc["Jan"]
    assert found[["respondents", "came", "response_rate", "worth_it", "mean"]].tolist() == [
        4,
        10,
        0.4,
        2,
        3.25,
    ]


def test_without_a_count_there_is_no_response_rate():
    given_ = pd.DataFrame({"event": ["Jan"], "respondent": ["a"], "worth": [5]})
    assert pd.isna(feedback_by_event(given_, pd.Series(dtype=float)).loc["Jan", "response_rate"])


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_the_published_one(part, whole, low, high):
    """Newcombe 1998, Statistics in Medicine 17: 857-872, table I, method 3."""
    found = share_of(part, whole)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_interval_holds_the_share_and_stays_within_bounds(one, other):
    part, whole = min(one, other), max(one, other)
    found = share_of(part, whole)
    assert 0 <= found.low <= found.high <= 1
    if whole:
        assert found.low - 1e-9 <= found.share <= found.high + 1e-9
