"""Function 7: agreement with statements, scores of scales, reliability and spread, of many communities."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions.health.by_month import WHOLE_PLACE
from copkit.functions.health.survey_agreement import agreement_by_item
from copkit.functions.health.survey_change import change_between_waves
from copkit.functions.health.survey_reliability import cronbach_alpha, reliability
from copkit.functions.health.survey_response import response_rates
from copkit.functions.health.survey_scores import person_scores, scale_means
from copkit.functions.health.survey_spread import bar_segments, spread_of_answers
from copkit.functions.small_samples.mean_intervals import mean_interval
from copkit.functions.small_samples.share_intervals import share_interval

DATA = Path(__file__).parent.parent / "data"
ABOUT = pd.Series({"trust": "community", "belonging": "community", "tools": "practice"})

answers = st.lists(
    st.tuples(
        st.sampled_from(["Homes", "Streets"]),
        st.sampled_from("abcdef"),
        st.sampled_from(list(ABOUT.index)),
        st.integers(1, 5),
    ),
    max_size=60,
    unique_by=lambda row: row[:3],
)


def frame(rows) -> pd.DataFrame:
    found = pd.DataFrame(rows, columns=["community", "respondent", "item", "score"])
    return found.astype({"score": "Int64"})


def asked(**numbers) -> pd.DataFrame:
    rows = [(name, f"m{i}") for name, number in numbers.items() for i in range(number)]
    return pd.DataFrame(rows, columns=["community", "member"])


def wave(communities: int, people: int, items: int, seed: int) -> pd.DataFrame:
    chance = np.random.default_rng(seed)
    own = np.repeat(chance.normal(3.5, 0.7, communities * people), items)
    return pd.DataFrame(
        {
            "community": np.repeat([f"C{n}" for n in range(communities)], people * items),
            "respondent": np.tile(np.repeat([f"k{n}" for n in range(people)], items), communities),
            "item": np.tile([f"i{n}" for n in range(items)], communities * people),
            "score": np.clip(np.round(own + chance.normal(0, 0.8, len(own))), 1, 5).astype(int),
        }
    )


@settings(max_examples=15)
@given(answers, st.integers(6, 12), st.integers(1, 3))
def test_each_community_and_item_is_as_if_it_stood_alone(rows, in_all, fewest):
    told = agreement_by_item(frame(rows), asked(Homes=in_all), fewest)
    cells = {}
    for community, _, item, score in rows:
        cells.setdefault((community, item), []).append(score)
    large = {cell: scores for cell, scores in cells.items() if len(scores) >= fewest}
    assert set(zip(told["community"], told["item"], strict=True)) == set(large)
    for row in told.itertuples():
        scores = large[row.community, row.item]
        agreeing = sum(score >= 4 for score in scores)
        whole = in_all if row.community == "Homes" else None
        assert (row.low, row.high) == pytest.approx(share_interval(agreeing, len(scores), whole))
        if whole:
            assert row.worst <= row.low + 1e-9 <= row.agree + 2e-9
            assert row.agree - 1e-9 <= row.high <= row.best + 1e-9
        else:
            assert np.isnan([row.asked, row.worst, row.best]).all()


@settings(max_examples=15)
@given(answers, st.integers(6, 12))
def test_the_mean_of_a_scale_is_that_of_its_people(rows, in_all):
    by_person = {}
    for community, code, item, score in rows:
        by_person.setdefault((community, ABOUT[item], code), []).append(score)
    there = {about: len({row[2] for row in rows if ABOUT[row[2]] == about}) for about in set(ABOUT)}
    scored = {}
    for (community, about, _), scores in by_person.items():
        if len(scores) * 2 >= there[about]:
            scored.setdefault((community, about), []).append(np.mean(scores))
    found = scale_means(frame(rows), ABOUT, asked(Homes=in_all), fewest=2)
    large = {cell: scores for cell, scores in scored.items() if len(scores) >= 2}
    assert set(zip(found["community"], found["scale"], strict=True)) == set(large)
    for row in found.itertuples():
        scores = pd.Series(large[row.community, row.scale])
        assert row.mean == pytest.approx(scores.mean())
        whole = in_all if row.community == "Homes" else None
        assert (row.low, row.high) == pytest.approx(mean_interval(scores, whole))


def test_more_answers_than_members_leave_the_population_unknown():
    rows = frame([("Homes", code, "trust", 4) for code in "abcdef"])
    found = agreement_by_item(rows, asked(Homes=4)).iloc[0]
    assert (found["low"], found["high"]) == pytest.approx(share_interval(6, 6))
    assert np.isnan(scale_means(rows, ABOUT, asked(Homes=4))["worst"]).all()


def test_who_answered_less_than_half_of_a_scale_has_no_score():
    items = pd.Series("value", index=["a", "b", "c"])
    rows = frame([("Homes", "k", item, 3) for item in "abc"] + [("Homes", "m", "a", 1)])
    assert person_scores(rows, items)["who"].tolist() == ["Homes: k"]
    assert person_scores(rows)["who"].tolist() == ["Homes: k"] * 3 + ["Homes: m"]


def test_alpha_in_each_community_is_the_published_one():
    """pingouin's data (moved to our scale) and the case by hand: .592 (.195 to .840) and .73256."""
    long = pd.read_csv(DATA / "cronbach_alpha.csv")
    long = long.set_axis(["respondent", "item", "score"], axis=1).assign(community="pingouin")
    long["score"] = 1 + 4 * (long["score"] - long["score"].min()) / np.ptp(long["score"])
    hand = pd.DataFrame([[3, 4, 3], [2, 3, 4], [4, 4, 5], [3, 2, 3], [4, 4, 4]], columns=["x", "y", "z"])
    hand = hand.stack().rename("score").rename_axis(["respondent", "item"]).reset_index()
    both = pd.concat([long, hand.assign(community="hand")])
    both["respondent"] = both["respondent"].astype(str)
    about = pd.Series("ten", index=long["item"].unique())
    found = reliability(both, pd.concat([about, pd.Series("three", index=["x", "y", "z"])]))
    assert found["alpha"].tolist() == pytest.approx([0.73256, 0.592], abs=5e-4)
    assert found[["low", "high"]].round(3).values.tolist()[1] == [0.195, 0.840]
    assert found[["items", "people"]].values.tolist() == [[3, 5], [10, 15]]
    assert reliability(both, about.head(1)).empty
    assert reliability(both, about, fewest=16).empty


@settings(max_examples=25)
@given(answers)
def test_bars_reach_as_far_as_people_answered_and_their_middle_is_nought(rows):
    found = spread_of_answers(frame(rows), fewest=1)
    assert found["people"].sum() == len(rows)
    np.testing.assert_allclose(found["right"] - found["left"], 1)
    parts = bar_segments(found)
    np.testing.assert_allclose(parts["end"] - parts["start"], parts["share"], atol=1e-12)
    neither = parts[parts["answer"] == 3]
    np.testing.assert_allclose(neither["start"] + neither["end"], 0, atol=1e-12)
    np.testing.assert_allclose(parts["end"][parts["answer"] == 5], found["right"], atol=1e-12)
    counted = frame(rows).astype({"score": "int64"})
    for row in found.to_dict("records"):
        own = counted[(counted["community"] == row["community"]) & (counted["item"] == row["item"])]
        assert [row[s] * row["people"] for s in range(1, 6)] == pytest.approx(
            [int((own["score"] == s).sum()) for s in range(1, 6)]
        )


def test_the_whole_place_counts_a_code_in_each_community_apart():
    rows = frame([(name, code, "trust", 4) for name in ("Homes", "Streets") for code in "abc"])
    found = agreement_by_item(rows, asked(Homes=4, Streets=5), whole_place=True).iloc[0]
    assert found[["community", "people", "asked"]].tolist() == [WHOLE_PLACE, 6, 9]
    assert agreement_by_item(rows).empty


def test_nothing_gives_nothing():
    none = frame([])
    assert agreement_by_item(none).empty
    assert scale_means(none, ABOUT, asked(Homes=4)).empty
    assert reliability(none, ABOUT).empty
    assert spread_of_answers(none).empty
    assert bar_segments(spread_of_answers(none)).empty
    assert change_between_waves(none, none, ABOUT).empty


def test_forty_communities_are_told_at_once():
    """How long two hundred people in each take is measured in a benchmark."""
    rows = wave(40, 20, 30, seed=1)
    about = pd.Series(
        np.resize(["domain", "community", "practice", "value"], 30), index=rows["item"].unique()
    )
    there = asked(**{f"C{n}": 30 for n in range(40)})
    assert (response_rates(rows, there)["rate"] == 20 / 30).all()
    assert len(agreement_by_item(rows, there)) == len(spread_of_answers(rows)) == 1_200
    assert len(scale_means(rows, about, there)) == len(reliability(rows, about)) == 160
    alone = rows[rows["community"] == "C7"]
    whole = scale_means(rows, about, there)
    own = whole[whole["community"] == "C7"].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, scale_means(alone, about, there))


def test_alpha_of_many_is_that_of_each():
    rows = wave(3, 12, 4, seed=2)
    about = pd.Series("all", index=rows["item"].unique())
    for row in reliability(rows, about).itertuples():
        table = rows[rows["community"] == row.community].pivot(
            index="respondent", columns="item", values="score"
        )
        assert row.alpha == pytest.approx(cronbach_alpha(table).alpha)
