"""Function 4: mentors with topics (student-project allocation), and its blocking pairs."""

import warnings
from itertools import product

import matching.games
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions import development


def topics_of(mentor_of, places):
    return pd.DataFrame(
        [(name, mentor, places[name]) for name, mentor in mentor_of.items()],
        columns=["topic", "mentor", "places"],
    )


def by_topic(found):
    return {topic: "".join(sorted(names)) for topic, names in found.pairs.groupby("topic")["mentee"]}


def test_the_example_of_the_package_matching():
    mentees = {
        "A": ["X1", "X2"],
        "B": ["Y2", "X2", "Y1"],
        "C": ["X1", "Y1", "X2"],
        "D": ["Y2", "X1", "Y1"],
        "E": ["X1", "Y2", "X2", "Y1"],
    }
    mentors = {"X": "BCAED", "Y": "BCED"}
    topics = topics_of({name: name[0] for name in ("X1", "X2", "Y1", "Y2")}, dict.fromkeys(TOPICS, 2))
    found = development.topic_allocation(mentees, mentors, topics, 3)
    assert by_topic(found) == {"X1": "AC", "Y1": "D", "Y2": "BE"}
    assert (found.stable, found.unmatched, found.free_places) == (True, (), {"X2": 1})
    assert found.notes == (
        "Stable: all 15 pairs who rank each other were looked at, and no two who are not together would both "
        "rather be.",
        "5 of 5 mentees have a topic and a mentor.",
    )


TOPICS = ("X1", "X2", "Y1", "Y2")


def test_the_example_of_abraham_irving_and_manlove():
    """Abraham, Irving and Manlove 2007, figure 1; s5 and s6 stay unmatched in every stable matching."""
    wanted = {"1": "17", "2": "123456", "3": "214", "4": "2", "5": "1234", "6": "23456", "7": "538"}
    mentees = {f"s{name}": [f"p{topic}" for topic in wants] for name, wants in wanted.items()}
    ranked = {"l1": "7413256", "l2": "32675", "l3": "17"}
    mentors = {name: [f"s{one}" for one in names] for name, names in ranked.items()}
    of = {f"p{number}": f"l{1 + (number > 3) + (number > 6)}" for number in range(1, 9)}
    topics = topics_of(of, {topic: 1 + (topic == "p1") for topic in of})
    found = development.topic_allocation(mentees, mentors, topics, {"l1": 3, "l2": 2, "l3": 2})
    assert dict(zip(found.pairs["mentee"], found.pairs["topic"], strict=True)) == {
        "s1": "p1",
        "s2": "p5",
        "s3": "p4",
        "s4": "p2",
        "s7": "p3",
    }
    assert (found.stable, found.unmatched) == (True, ("s5", "s6"))


@st.composite
def instances(draw):
    mentees = "abcd"[: draw(st.integers(1, 4))]
    mentor_of = {topic: topic[0] for topic in TOPICS}
    wants = {name: draw(st.lists(st.sampled_from(TOPICS), unique=True)) for name in mentees}
    ranks = {name: draw(st.lists(st.sampled_from(mentees), unique=True)) for name in "XY"}
    places = {topic: draw(st.integers(0, 2)) for topic in TOPICS}
    limits = {name: draw(st.integers(0, 3)) for name in "XY"}
    return wants, ranks, topics_of(mentor_of, places), limits


def blocks(pairs, wants, ranks, topics, limits):
    """By the words of Abraham, Irving and Manlove 2007, section 2."""
    of = {mentee: topic for topic, mentee in pairs}
    places = dict(zip(topics["topic"], topics["places"], strict=True))
    found = set()
    for mentee, topic in product(wants, TOPICS):
        mentor = topic[0]
        rank = ranks[mentor].index
        if topic not in wants[mentee] or mentee not in ranks[mentor] or of.get(mentee) == topic:
            continue
        if mentee in of and wants[mentee].index(of[mentee]) < wants[mentee].index(topic):
            continue
        inside = [one for one in of if of[one] == topic]
        taught = [one for one in of if of[one][0] == mentor]
        if len(inside) < places[topic]:
            gladly = len(taught) < limits[mentor] or mentee in taught
            gladly = gladly or any(rank(mentee) < rank(one) for one in taught)
        else:
            gladly = any(rank(mentee) < rank(one) for one in inside)
        if gladly:
            found.add((topic, mentee))
    return found


def all_matchings(wants, ranks, topics, limits):
    places = dict(zip(topics["topic"], topics["places"], strict=True))
    choices = [[None, *(topic for topic in wants[one] if one in ranks[topic[0]])] for one in wants]
    for chosen in product(*choices):
        taught = [topic[0] for topic in chosen if topic]
        if all(chosen.count(topic) <= most for topic, most in places.items()) and all(
            taught.count(name) <= most for name, most in limits.items()
        ):
            yield {(topic, one) for one, topic in zip(wants, chosen, strict=True) if topic}


@settings(max_examples=50, deadline=None)
@given(instances(), st.data())
def test_among_all_matchings_it_is_stable_and_best_for_mentees(instance, data):
    wants = instance[0]
    everything = list(all_matchings(*instance))
    stable = [pairs for pairs in everything if not blocks(pairs, *instance)]
    found = development.topic_allocation(*instance)
    made = set(found.pairs[["topic", "mentee"]].itertuples(index=False, name=None))
    assert found.stable
    assert made in stable
    for topic, mentee in made:
        others = [{one: topic for topic, one in pairs} for pairs in stable]
        assert wants[mentee].index(topic) == min(wants[mentee].index(pairs[mentee]) for pairs in others)
    any_pairs = data.draw(st.sampled_from(everything[:500]))
    frame = pd.DataFrame(sorted(any_pairs), columns=["topic", "mentee"])
    blocking = development.check_topic_stability(frame, *instance).blocking
    assert set(blocking[["topic", "mentee"]].itertuples(index=False, name=None)) == blocks(
        any_pairs, *instance
    )


@settings(max_examples=30, deadline=None)
@given(st.permutations("abcdef"), st.permutations("abcdef"), st.data())
def test_another_package_finds_the_same(one, other, data):
    wants = {name: data.draw(st.permutations(TOPICS)) for name in "abcdef"}
    places = {topic: data.draw(st.integers(1, 2)) for topic in TOPICS}
    limits = {name: data.draw(st.integers(2, places[f"{name}1"] + places[f"{name}2"])) for name in "XY"}
    topics = topics_of({topic: topic[0] for topic in TOPICS}, places)
    ranks = {"X": one, "Y": other}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        game = matching.games.StudentAllocation.create_from_dictionaries(
            wants, ranks, {topic: topic[0] for topic in TOPICS}, places, limits
        )
    theirs = {str(name): "".join(sorted(map(str, got))) for name, got in game.solve().items() if got}
    assert by_topic(development.topic_allocation(wants, ranks, topics, limits)) == theirs


def test_one_sided_entries_are_counted_and_a_plan_by_hand_is_checked():
    topics = topics_of({"maps": "Bo", "law": "Cy"}, {"maps": 1, "law": 1})
    task = {"Ann": ["maps", "law"], "Di": ["maps"]}, {"Bo": ["Di", "Ann"], "Cy": ["Di"]}, topics
    found = development.topic_allocation(*task)
    assert (by_topic(found), found.dropped) == ({"maps": "Di"}, 2)
    assert found.unmatched == ("Ann",)
    changed = development.check_topic_stability(pd.DataFrame({"topic": ["maps"], "mentee": ["Ann"]}), *task)
    assert changed.notes[0] == "Not stable: 1 pair would both rather be together, as Di and maps."
    for wrong, told in (
        ([("law", "Ann")], "Ann and the mentor of 'law' do not want each other"),
        ([("maps", "Ann"), ("maps", "Di")], r"maps has more mentees than places \(1\)"),
    ):
        frame = pd.DataFrame(wrong, columns=["topic", "mentee"])
        with pytest.raises(ValueError, match=told):
            development.check_topic_stability(frame, *task)


@pytest.mark.parametrize(
    ("mentees", "mentors", "topics", "told"),
    [
        ({"Ann": ["law"]}, {"Bo": []}, [("maps", "Bo", 1)], "Ann ranks law, who is not among the topics"),
        ({"Ann": []}, {"Bo": []}, [("maps", "Cy", 1)], "'maps' is taught by Cy, who ranks nobody"),
        ({"Ann": []}, {"Bo": []}, [("maps", "Bo", 1)] * 2, "'maps' stands twice"),
        ({"Ann": []}, {"Bo": []}, [("maps", "Bo", -1)], "maps has -1 places"),
        ({"Ann": []}, {"Bo": ["Zed"]}, [("maps", "Bo", 1)], "Bo ranks Zed, who is not among the mentees"),
    ],
)
def test_what_cannot_be_is_told(mentees, mentors, topics, told):
    frame = pd.DataFrame(topics, columns=["topic", "mentor", "places"])
    with pytest.raises(ValueError, match=told):
        development.topic_allocation(mentees, mentors, frame)
