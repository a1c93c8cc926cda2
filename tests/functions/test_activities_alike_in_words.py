"""Initiatives whose names read alike, and what else is known of both."""

import pandas as pd
import pytest

from copkit.functions.activities.alike_in_words import alike_in_words


def initiatives(*names, **columns):
    rows = pd.DataFrame({"name": names, "issue": None, "community": None, "organisation": None})
    rows = rows.assign(**{"starts": pd.NaT, "ends": pd.NaT, **columns})
    return rows.astype({"starts": "datetime64[ns]", "ends": "datetime64[ns]"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Damp check at the door", "Damp checks at the doors"),
        ("Warm homes project", "Warm Homes pilot"),
        ("Befriending service", "Befriending"),
        ("Tea at three", "Tea at three in the library"),
        ("Project", "Projects"),
    ],
)
def test_these_read_alike(one, other):
    assert alike_in_words(initiatives(one, other))[["one", "other"]].values.tolist() == [[one, other]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Damp project", "Falls project"),
        ("Youth club 2025", "Youth club 2026"),
        ("Pilot project", "Falls pilot"),
        ("Lights on the quay", "Steady on your feet"),
    ],
)
def test_these_do_not(one, other):
    assert alike_in_words(initiatives(one, other)).empty


def test_what_was_said_to_differ_is_not_shown_again():
    names = "Damp check", "Damp checks"
    assert alike_in_words(initiatives(*names), [frozenset(names)]).empty


@pytest.mark.parametrize(
    ("columns", "may_be"),
    [
        ({}, "written down twice"),
        ({"organisation": ["Council", "Council"]}, "written down twice"),
        ({"organisation": ["Council", None]}, "written down twice"),
        ({"organisation": ["Council", "Trust"]}, "two that do the same"),
        ({"community": ["Homes", "Ageing"]}, "two that do the same"),
        ({"issue": ["Damp", "Cold"]}, "two that do the same"),
        ({"ends": ["2025-12-31", None], "starts": [None, "2026-01-01"]}, "two that do the same"),
        ({"ends": ["2026-01-01", None], "starts": [None, "2026-01-01"]}, "written down twice"),
    ],
)
def test_what_is_known_of_both_tells_what_they_may_be(columns, may_be):
    found = alike_in_words(initiatives("Damp check", "Damp checks", **columns))
    assert found["may_be"].tolist() == [may_be]


def test_what_is_not_known_of_one_is_left_empty():
    rows = initiatives("Damp check", "Damp checks", organisation=["Council", None], issue="Damp")
    found = alike_in_words(rows).iloc[0]
    assert found["same_issue"] == True  # noqa: E712
    assert pd.isna(found["same_organisation"])


def test_the_nearest_pair_comes_first():
    found = alike_in_words(initiatives("Tea at three", "Tea at three in the library", "Tea at three project"))
    assert found.loc[0, ["one", "other", "score"]].tolist() == ["Tea at three", "Tea at three project", 100.0]
    assert found["score"].is_monotonic_decreasing
    assert len(found) == 3


@pytest.mark.parametrize("names", [[], ["Tea"]])
def test_fewer_than_two_have_no_pair(names):
    assert alike_in_words(initiatives(*names)).empty
