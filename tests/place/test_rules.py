"""What people type is read as they mean it, or refused in plain words."""

from __future__ import annotations

import datetime as dt

import pytest

from copkit.place.columns import Field
from copkit.place.rules import Misread, nearest, read_row, read_value
from copkit.place.schema import TABLES


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3/4/2026", dt.date(2026, 4, 3)),
        ("03.04.26", dt.date(2026, 4, 3)),
        ("2026-04-03", dt.date(2026, 4, 3)),
        ("3rd April 2026", dt.date(2026, 4, 3)),
        (dt.datetime(2026, 4, 3), dt.date(2026, 4, 3)),
        (46115, dt.date(2026, 4, 3)),
    ],
)
def test_dates_are_read_day_first(typed: object, day: dt.date) -> None:
    assert read_value(Field("day", "", ""), typed) == day


@pytest.mark.parametrize("typed", ["4/13/2026", "31/2/2026", "soon", "2026"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Misread):
        read_value(Field("day", "", ""), typed)


@pytest.mark.parametrize(("typed", "time"), [("9.30", "09:30"), ("2.15pm", "14:15"), ("12am", "00:00")])
def test_times(typed: str, time: str) -> None:
    assert read_value(Field("time", "", ""), typed) == time


def test_numbers_keep_to_their_range() -> None:
    field = Field("number", "", "", low=-1, high=1)
    assert read_value(field, "0.25") == 0.25
    with pytest.raises(Misread) as refused:
        read_value(field, "1.5")
    assert refused.value.allowed == "a number from -1 to 1"


def test_a_row_tells_each_fault_once() -> None:
    values, faults = read_row(
        TABLES["issue_links"], {"cause": "Damp", "effect": "damp", "strength": "strong"}, row=4
    )
    assert values["cause"] == "Damp"
    assert [str(fault) for fault in faults] == [
        "Issue links, row 4, column 'strength': 'strong' is not a number. It can be a number from -1 to 1.",
        "Issue links, row 4, column 'effect': 'damp' stands in 'cause' too.",
    ]


def test_near_words() -> None:
    assert nearest("Activ", ["core", "active"]) == "active"
    assert nearest("zebra", ["core", "active"]) is None
