"""Function 4: who fits whom as a mentor, the lists that follow, and what is told to those left over."""

import sys

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions import development


def skills(*rows):
    frame = pd.DataFrame(rows, columns=["member", "skill", "level", "wants", "can_teach"])
    return frame.assign(
        level=frame["level"].astype("Int64"),
        wants=frame["wants"].astype("Int64"),
        can_teach=frame["can_teach"].astype("boolean"),
        recorded=pd.NaT,
    )


KNOWN = skills(
    ("Ann", "maps", 1, 3, False),
    ("Ann", "law", 0, 1, None),
    ("Bo", "maps", 4, 4, True),
    ("Bo", "law", 2, None, True),
    ("Cy", "maps", 2, 4, True),
    ("Di", "maps", 3, 4, False),
    ("Eve", "damp", 0, 2, False),
)
MENTORING = pd.DataFrame({"mentor": ["Bo"], "mentee": ["Fay"]})


def found(**more):
    return development.mentor_pairs(KNOWN, **more)


def test_a_pair_is_somebody_who_wants_to_learn_and_somebody_who_teaches_and_knows_more():
    pairs = found()
    assert pairs[["mentee", "mentor", "skill", "gain", "further"]].to_numpy().tolist() == [
        ["Ann", "Bo", "maps", 2.0, 1],
        ["Ann", "Cy", "maps", 1.0, 0],
        ["Cy", "Bo", "maps", 2.0, 0],
        ["Di", "Bo", "maps", 1.0, 0],
    ]
    assert pairs["points"].tolist() == [
        4.5,
        3.0,
        4.0,
        3.0,
    ]  # with 1 for no mentee yet and 1 for no mentor yet


def test_the_sentences():
    communities = {"Ann": ["Warm Homes", "Good Work"], "Bo": ["Warm Homes"], "Cy": []}
    organisations = {"Ann": "council", "Bo": "police", "Cy": "council", "Di": None}
    pairs = found(communities=communities, organisations=organisations, mentoring=MENTORING)
    assert pairs["reason"].tolist() == [
        "Ann wants to learn maps (1 now, 3 wanted) and Bo teaches it (4), and one more skill; they meet in "
        "Warm Homes; they come from different organisations; Bo has one mentee now.",
        "Ann wants to learn maps (1 now, 3 wanted) and Cy teaches it (2); Cy has no mentee now.",
        "Cy wants to learn maps (2 now, 4 wanted) and Bo teaches it (4); they come from different "
        "organisations; Bo has one mentee now.",
        "Di wants to learn maps (3 now, 4 wanted) and Bo teaches it (4); Bo has one mentee now.",
    ]
    assert pairs.loc[0, ["points_of_mentee", "points_of_mentor", "points"]].tolist() == [6.0, 6.5, 7.0]


def test_a_wish_comes_first_even_where_no_level_is_known():
    pairs = found(wishes={"Ann": "law", "Gus": "maps"}).set_index(["mentee", "mentor"])
    assert pairs.loc[("Ann", "Bo"), ["skill", "gain", "wished", "further"]].tolist() == ["law", 1.0, True, 1]
    assert pairs.loc[("Gus", "Cy"), "reason"] == (
        "Gus wishes to learn maps and Cy teaches it (2); Cy has no mentee now."
    )


def test_who_is_mentor_and_mentee_already_is_left_out():
    now = pd.DataFrame({"mentor": ["Bo", "Bo"], "mentee": ["Ann", "Fay"]})
    pairs = found(mentoring=now)
    assert ("Ann", "Bo") not in set(pairs[["mentee", "mentor"]].itertuples(index=False, name=None))
    row = pairs.set_index(["mentee", "mentor"]).loc[("Ann", "Cy")]
    assert (row["mentors_now"], row["points_of_mentor"]) == (1, 1.5)
    assert pairs.set_index(["mentee", "mentor"]).loc[("Di", "Bo"), "points_of_mentee"] == 1.333


def test_points_of_0_do_not_count_and_wrong_ones_are_refused():
    pairs = found(points=development.FitPoints(workload=0, first=0, further=0))
    assert pairs["points"].tolist() == [2.0, 1.0, 2.0, 1.0]
    with pytest.raises(ValueError, match="The points for 'level' are -1"):
        development.FitPoints(level=-1)


def test_of_equal_pairs_the_one_with_less_to_do_comes_first_then_the_alphabet():
    teachers = [(name, "maps", 4, 4, True) for name in ("Bo", "Cy", "Di")]
    pairs = development.mentor_pairs(
        skills(*teachers, ("Ann", "maps", 1, 3, False)),
        mentoring=MENTORING,
        points=development.FitPoints(workload=0),
    )
    mentees, mentors = development.rankings(pairs)
    assert mentees == {"Ann": ["Cy", "Di", "Bo"]}
    assert mentors == {"Bo": ["Ann"], "Cy": ["Ann"], "Di": ["Ann"]}


def test_lists_that_people_gave_themselves_stand():
    mentees, mentors = development.rankings(
        found(),
        own_of_mentees={"Ann": ["Cy"], "Eve": ["Bo", "Cy"]},
        own_of_mentors={"Cy": ["Ann"], "Zoe": []},
    )
    assert mentees == {"Ann": ["Cy"], "Cy": ["Bo"], "Di": ["Bo"], "Eve": ["Bo", "Cy"]}
    assert mentors == {"Bo": ["Ann", "Cy", "Di", "Eve"], "Cy": ["Ann"], "Zoe": []}


def test_places_are_the_limit_less_the_mentees_now():
    assert development.places_left("BCD", {"B": 3, "C": pd.NA, "D": 0}) == {"B": 3, "C": 2, "D": 0}
    assert development.places_left(["Bo"], 1, MENTORING) == {"Bo": 0}
    with pytest.raises(ValueError, match="Bo takes fewer than no mentees"):
        development.places_left(["Bo"], {"Bo": -1})


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcdef"),
            st.sampled_from(["maps", "law"]),
            st.sampled_from([None, 0, 1, 2, 3, 4]),
            st.sampled_from([None, 0, 2, 4]),
            st.sampled_from([None, True, False]),
        ),
        max_size=12,
        unique_by=lambda row: row[:2],
    ),
    st.randoms(),
)
def test_pairs_follow_from_the_rows_whatever_their_order(rows, chance):
    pairs = development.mentor_pairs(skills(*rows))
    known = {(member, skill): (level, wants, teach) for member, skill, level, wants, teach in rows}
    expected = {
        (one, other)
        for (one, skill), (level, wants, _) in known.items()
        for (other, same), (taught, _, teach) in known.items()
        if skill == same and one != other and teach and None not in (level, wants) and wants > level
        if taught is None or taught > level
    }
    assert set(pairs[["mentee", "mentor"]].itertuples(index=False, name=None)) == expected
    again = development.mentor_pairs(skills(*chance.sample(rows, len(rows))))
    pd.testing.assert_frame_equal(pairs, again)
    mentees, mentors = development.rankings(pairs)
    stable = development.deferred_acceptance(mentees, mentors)
    assert stable.stable
    assert stable.dropped == 0


def test_only_the_best_of_each_are_kept_where_there_are_many(monkeypatch):
    teachers = [(f"t{number}", "maps", 4, 4, True) for number in range(6)]
    learners = [(f"w{number}", "maps", number % 3, 4, False) for number in range(6)]
    everything = skills(*teachers, *learners)
    kept = development.mentor_pairs(everything, best=2)
    assert len(development.mentor_pairs(everything)) == 36
    assert set(kept["mentee"]) == {f"w{number}" for number in range(6)}
    assert set(kept["mentor"]) == {f"t{number}" for number in range(6)}
    monkeypatch.setattr(sys.modules["copkit.functions.development.mentor_preferences"], "ALL_PAIRS", 35)
    assert len(development.mentor_pairs(everything)) == 36  # 20 of each are more than there are


# those left over


def told(pairs, places, *, rows=KNOWN, lists=None, **more):
    scored = development.mentor_pairs(rows, **more)
    mentees, mentors = lists or development.rankings(scored)
    frame = development.why_unmatched(
        pd.DataFrame(pairs, columns=["mentor", "mentee"]),
        mentees,
        mentors,
        places,
        scored=scored,
        member_skills=rows,
    )
    return frame.set_index("mentee")


def test_a_mentor_who_is_full_is_told_with_those_preferred_and_asked_to_take_one_more():
    scored = found(mentoring=MENTORING)
    mentees, mentors = development.rankings(scored)
    places = {"Bo": 1, "Cy": 0}
    plan = development.deferred_acceptance(mentees | {"Eve": []}, mentors, places)
    assert plan.unmatched == ("Cy", "Di", "Eve")
    frame = told(
        plan.pairs[["mentor", "mentee"]],
        places,
        lists=(mentees | {"Eve": []}, mentors),
        mentoring=MENTORING,
    )
    assert frame["why"].tolist() == [
        "All mentors whom Cy could have are taken by people whom they prefer: Bo (1 free place).",
        "All mentors whom Di could have are taken by people whom they prefer: Bo (1 free place).",
        "Nobody here teaches a skill that Eve wants to learn: damp.",
    ]
    assert frame["offer"].tolist() == [
        "Ask Bo to take a third mentee: Cy.",
        "Look outside for somebody who teaches maps, or wait for a place.",
        "Look outside for somebody who teaches damp, or wait for a place.",
    ]
    assert frame["how"].tolist() == ["one more", "none", "none"]


def test_where_the_total_decides_nobody_is_said_to_be_preferred():
    frame = told([("Bo", "Di"), ("Cy", "Ann")], 1)
    assert (
        frame.loc["Cy", "why"] == "All places of the mentors whom Cy could have are taken: Bo (1 free place)."
    )


def test_a_free_place_is_offered_once_to_the_best_fit():
    lists = ({"Ann": [], "Cy": [], "Di": ["Bo"]}, {"Bo": []})
    frame = told([], {"Bo": 1}, lists=lists)
    assert frame["why"].tolist() == [
        "Ann asked for nobody.",
        "Cy asked for nobody.",
        "Those who could be Di's mentor named others, and not Di: Bo.",
    ]
    assert frame["offer"].tolist() == [
        "Offer Ann a place with Bo, who teaches maps and has one free.",
        "Ask Di, who knows more of maps (3), whether they would teach it.",
        "Look outside for somebody who teaches maps, or wait for a place.",
    ]


def test_more_reasons():
    assert (
        told([], {"Bo": 0, "Cy": 0}).loc["Di", "why"]
        == "The mentors whom Di could have, have no place free now: Bo."
    )
    assert told([], 1).loc["Di", "why"] == (
        "Bo would have Di and has a place, but this plan leaves them apart."
    )
    frame = told(
        [("Cy", "Gus")], {"Bo": 0, "Cy": 1}, lists=({"Ann": ["Bo", "Cy"]}, {"Bo": ["Ann"], "Cy": ["Ann"]})
    )
    assert frame.loc["Ann", "why"] == (
        "All places of the mentors whom Ann could have are taken: Cy (1 free place); "
        "Bo has no place free now."
    )
    alone = skills(("Ann", "maps", 3, 4, False), ("Bo", "maps", 2, 2, True))
    frame = told([], 1, rows=alone, lists=({"Ann": [], "Zoe": []}, {}))
    assert frame["why"].tolist() == [
        "Who teaches what Ann wants to learn (maps) is Ann's mentor already, or knows no more of it.",
        "Zoe asked for nobody, and names no skill to learn.",
    ]
    assert frame["offer"].tolist()[1] == "Ask Zoe what they want to learn."


def test_nothing_gives_nothing():
    assert development.mentor_pairs(skills()).empty
    assert development.rankings(development.mentor_pairs(skills())) == ({}, {})
    assert told([], 1, rows=skills()).empty
