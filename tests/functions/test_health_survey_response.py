"""Function 7: who answered the survey, who is missing, and what those who are missing could do."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from copkit.functions.health.by_month import WHOLE_PLACE
from copkit.functions.health.survey_answers import answers_of_wave, asked_at
from copkit.functions.health.survey_bounds import bounds_in_words, mean_bounds, share_bounds
from copkit.functions.health.survey_response import OTHERS, TOO_MANY, response_rates, who_is_missing

DAY = pd.Timestamp("2026-03-02")


def said(community: str, codes: str, score: int = 4) -> pd.DataFrame:
    return pd.DataFrame({"community": community, "respondent": list(codes), "item": "trust", "score": score})


def members(community: str, number: int, **more) -> pd.DataFrame:
    return pd.DataFrame({"community": community, "member": [f"m{i}" for i in range(number)], **more})


def test_the_members_of_the_day_are_asked_once_with_their_nearest_role():
    rows = pd.DataFrame(
        [
            ("Ann", "Homes", "peripheral", None, None),
            ("Ann", "Homes", "core", "2026-01-01", None),
            ("Ann", "Streets", "active", "2026-03-02", "2026-03-02"),
            ("Bo", "Homes", "active", "2025-01-01", "2026-03-01"),
            ("Cy", "Homes", "active", "2026-03-03", None),
            ("Di", "Homes", "outside", None, None),
        ],
        columns=["member", "community", "role", "since", "until"],
    ).astype({"since": "datetime64[us]", "until": "datetime64[us]"})
    assert asked_at(rows, DAY).values.tolist() == [["Homes", "Ann", "core"], ["Streets", "Ann", "active"]]


def test_rates_by_hand_also_where_nobody_or_too_few_or_too_many_answered():
    asked = pd.concat([members("Homes", 10), members("Streets", 8), members("Minds", 6), members("Work", 5)])
    answers = pd.concat([said("Homes", "abcdefg"), said("Minds", "ab"), said("Work", "abcdef")])
    found = response_rates(answers, asked).set_index("community")
    assert found["rate"].replace(np.nan, None).to_dict() == {
        "Homes": 0.7, "Minds": None, "Streets": 0.0, "Work": None,
    }  # fmt: skip
    assert found["answered"].isna().tolist() == [False, True, False, False]
    assert found["amiss"].to_dict() == {"Homes": "", "Minds": "", "Streets": "", "Work": TOO_MANY}
    whole = response_rates(answers, asked, whole_place=True)
    assert whole[["community", "asked", "answered"]].values.tolist() == [[WHOLE_PLACE, 29, 15]]


def test_the_last_answer_counts_and_one_off_the_scale_is_said():
    twice = pd.concat([said("Homes", "a", 2), said("Homes", "a", 5), said("Homes", "b").assign(score=None)])
    assert answers_of_wave(twice)["score"].tolist() == [5]
    with pytest.raises(ValueError, match="off the scale"):
        answers_of_wave(said("Homes", "a", 6))


def test_who_is_missing_is_told_apart_from_chance():
    asked = members(
        "Homes", 25, sector=["public"] * 12 + ["resident"] * 10 + ["business"] * 2 + ["political"]
    )
    answered = pd.DataFrame(
        {"community": "Homes", "sector": ["public"] * 11 + ["resident"] * 2 + ["business"]}
    )
    found = who_is_missing(answered, asked, "sector", fewest=3).set_index("group")
    assert found[["asked", "answered"]].T.to_dict("list") == {
        "resident": [10, 2], OTHERS: [3, 1], "public": [12, 11],
    }  # fmt: skip
    chances = hypergeom.pmf(np.arange(11), 25, 10, 14)
    known = chances[chances <= chances[2] * (1 + 1e-7)].sum()
    assert found.loc["resident", "p"] == pytest.approx(known)
    assert found["p_adjusted"].min() == pytest.approx(3 * found["p"].min())
    assert found["share_of_answers"].sum() == pytest.approx(1)


def test_who_did_not_say_what_they_are_could_be_of_any_group():
    asked = members("Homes", 12, role=["core"] * 6 + ["active"] * 6)
    answered = pd.DataFrame({"community": "Homes", "role": ["core"] * 4 + ["active"] + [None] * 2})
    found = who_is_missing(answered, asked, "role").set_index("group")
    assert found.loc["core", ["low", "high"]].tolist() == pytest.approx([4 / 6, 1])
    assert found.loc["active", ["low", "high"]].tolist() == pytest.approx([1 / 6, 3 / 6])
    assert found["p"].isna().all()
    assert who_is_missing(answered.head(4), asked, "role").empty
    with pytest.raises(ValueError, match="no column 'sector'"):
        who_is_missing(answered, asked, "sector")


@settings(max_examples=30)
@given(
    st.dictionaries(st.sampled_from("abcdef"), st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=1),
    st.integers(1, 6),
)
def test_no_group_that_is_told_is_small_unless_all_are(groups, fewest):
    asked = pd.DataFrame(
        {"community": "Homes", "role": [g for g, (n, _) in groups.items() for _ in range(n)]}
    )
    answered = pd.DataFrame(
        {"community": "Homes", "role": [g for g, (n, k) in groups.items() for _ in range(min(n, k))]}
    )
    found = who_is_missing(answered, asked, "role", fewest)
    if min(len(asked), len(answered)) < fewest:
        assert found.empty
        return
    assert found["asked"].min() >= fewest
    assert (found["asked"].sum(), found["answered"].sum()) == (len(asked), len(answered))


@settings(max_examples=30)
@given(st.lists(st.sampled_from([1, 3, 4, 5]), min_size=1, max_size=6), st.integers(0, 3))
def test_the_bounds_are_those_of_all_that_the_others_could_say(answers, missing):
    """Every way in which the others could answer, one by one: none leaves the bounds, some reach them."""
    asked = len(answers) + missing
    could = [[*answers, *others] for others in product([1, 2, 3, 4, 5], repeat=missing)]
    shares = [sum(score >= 4 for score in each) / asked for each in could]
    agreeing = sum(score >= 4 for score in answers)
    assert [float(end) for end in share_bounds(agreeing, len(answers), asked)] == [min(shares), max(shares)]
    means = [np.mean(each) for each in could]
    ends = mean_bounds(np.mean(answers), len(answers), asked)
    assert [float(end) for end in ends] == pytest.approx([min(means), max(means)])


def test_bounds_in_words_and_what_cannot_be():
    assert "between 45% and 85%" in bounds_in_words(9, 12, 20)
    assert bounds_in_words(0, 0, 7) == "None of the 7 who were asked answered."
    for numbers in ((3, 2, 5), (1, 6, 5), (0, 0, 0)):
        with pytest.raises(ValueError, match=r"correct|Nobody"):
            share_bounds(*numbers)
    with pytest.raises(ValueError, match="off the scale"):
        mean_bounds(5.5, 2, 4)
