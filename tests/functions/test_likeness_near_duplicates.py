"""Names that read alike: flagged where they may be one, left alone where they are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.likeness.near_duplicates import near_duplicates


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Long waits for young people's help", "Long waits for help for young people"),
        ("Damp in private lets", "damp in Private lets."),
        ("Damp in private lets", "Damp in privately let homes"),
        ("Debt and unpaid bills", "Unpaid bills"),
        ("No buses after 7 pm", "No bus after 7 pm"),
        ("Unpaid bills", "Debt, arrears, rent that is late and all kinds of unpaid bills"),
    ],
)
def test_these_may_be_one(one, other):
    assert near_duplicates([one, other])[["one", "other"]].values.tolist() == [[one, other]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Damp in private lets", "Falls at home"),
        ("Debt", "Debt and unpaid bills"),
        ("Long waits for young people's help", "Young people with nowhere to go"),
        ("Children with asthma", "Children who are carers"),
        ("Dark streets in ward 3", "Dark streets in ward 4"),
    ],
)
def test_these_are_not_the_same(one, other):
    assert near_duplicates([one, other]).empty


def test_a_pair_that_was_said_to_differ_is_not_shown_again():
    names = ["No bus after seven", "No buses after seven"]
    assert near_duplicates(names, [frozenset(names)]).empty


def test_the_nearest_pair_comes_first():
    found = near_duplicates(["Damp in private lets", "Damp in privately let homes", "damp private lets"])
    assert found.loc[0, ["one", "other", "score"]].tolist() == [
        "Damp in private lets",
        "damp private lets",
        100.0,
    ]
    assert found["score"].is_monotonic_decreasing


@pytest.mark.parametrize("names", [[], ["Damp"], ["", " "], ["Damp", "Damp"]])
def test_little_or_nothing_has_no_pairs(names):
    assert near_duplicates(names).empty or set(names) == {"", " "}


@given(st.lists(st.text("ab sé'", max_size=12), unique=True, max_size=8), st.randoms())
def test_the_order_of_the_names_changes_no_pair(names, chance):
    shuffled = list(names)
    chance.shuffle(shuffled)

    def pairs(given):
        return {(frozenset((row.one, row.other)), row.score) for row in near_duplicates(given).itertuples()}

    assert pairs(names) == pairs(shuffled)
