"""How events come again: on the days that pandas counts, and by the weekday as a calendar of paper shows."""

from __future__ import annotations

import calendar
import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.place.repeating import RHYTHMS, days_of, rule_of
from copkit.place.schema.events import REPEATS

STEPS = {
    "weekly": pd.DateOffset(weeks=1),
    "fortnightly": pd.DateOffset(weeks=2),
    "monthly": pd.DateOffset(months=1),
    "quarterly": pd.DateOffset(months=3),
    "yearly": pd.DateOffset(years=1),
}
LATE = [dt.date(2024, 2, 29), *(dt.date(2026, 1, number) for number in (28, 29, 30, 31))]
DATES = st.sampled_from(LATE) | st.dates(dt.date(2019, 1, 1), dt.date(2029, 12, 31))


@given(DATES, st.sampled_from(list(STEPS)), st.integers(-60, 60), st.integers(0, 1500))
def test_the_days_are_those_that_pandas_counts(date, rhythm, wait, length):
    begun = pd.Timestamp(date)
    first = begun + pd.Timedelta(days=wait)
    last = first + pd.Timedelta(days=length)
    counted = [begun + number * STEPS[rhythm] for number in range(300)]
    assert days_of(rhythm, begun, first, last) == [day for day in counted if first <= day <= last]


@given(DATES)
def test_on_the_weekday_each_month_has_one_and_it_is_the_same_of_the_month(date):
    begun = pd.Timestamp(date)
    last = begun + pd.DateOffset(years=1)
    found = days_of("monthly on the weekday", begun, begun, last)
    assert found[0] == begun
    week = (date.day - 1) // 7
    for day in found:
        weeks = calendar.monthcalendar(day.year, day.month)
        column = [one[date.weekday()] for one in weeks if one[date.weekday()]]
        assert day.day == (column[-1] if week == 4 else column[week])
    assert len({(day.year, day.month) for day in found}) == len(found) in (12, 13)


@pytest.mark.parametrize(
    ("date", "rhythm", "rule"),
    [
        ("2026-09-08", "weekly", {"FREQ": "WEEKLY"}),
        ("2026-09-08", "monthly on the weekday", {"FREQ": "MONTHLY", "BYDAY": "2TU"}),
        ("2026-09-29", "monthly on the weekday", {"FREQ": "MONTHLY", "BYDAY": "-1TU"}),
        ("2026-01-30", "monthly", {"FREQ": "MONTHLY", "BYMONTHDAY": [28, 29, 30], "BYSETPOS": -1}),
        ("2024-02-29", "yearly", {"FREQ": "YEARLY", "BYMONTH": 2, "BYMONTHDAY": -1}),
    ],
)
def test_the_rules_in_the_words_of_rfc_5545(date, rhythm, rule):
    assert rule_of(rhythm, dt.date.fromisoformat(date)) == rule


def test_the_first_friday_as_in_the_examples_of_rfc_5545():
    """Section 3.8.5.3: 5 September, 3 October, 7 November, 5 December 1997."""
    begun, last = pd.Timestamp("1997-09-05"), pd.Timestamp("1997-12-31")
    found = days_of("monthly on the weekday", begun, begun, last)
    assert [f"{day:%m%d}" for day in found] == ["0905", "1003", "1107", "1205"]


def test_every_rhythm_can_be_chosen():
    assert tuple(RHYTHMS) == REPEATS
