"""Function 4: stable matching, held to published instances, to another package, and to all matchings."""

import warnings
from itertools import product

import matching.games
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions import development

# the example of the National Resident Matching Program, as in the tests of the package `matching`
RESIDENTS = {"A": "C", "S": "CM", "D": "CMG", "J": "CGM", "L": "MCG"}
HOSPITALS = {"M": "DLSJ", "C": "DASLJ", "G": "DJL"}


def by_mentor(found):
    return {mentor: "".join(sorted(names)) for mentor, names in found.pairs.groupby("mentor")["mentee"]}


@pytest.mark.parametrize("favour", ["mentees", "mentors"])
def test_the_published_example_is_the_same_from_either_side(favour):
    found = development.deferred_acceptance(RESIDENTS, HOSPITALS, 2, favour=favour)
    assert by_mentor(found) == {"M": "LS", "C": "AD", "G": "J"}
    assert (found.stable, found.unmatched, found.free_places, found.dropped) == (True, (), {"G": 1}, 0)
    assert found.best_for == ("mentees", "mentors")
    assert found.notes == (
        "Stable: all 12 pairs who rank each other were looked at, and no two who are not together would both "
        "rather be.",
        "There is no other stable matching: it is best for mentees and for mentors.",
        "5 of 5 mentees have a mentor.",
    )


def test_each_side_can_be_favoured():
    """Gale and Shapley 1962, example 1: with three of each side, each side's first choices are stable."""
    men = {"alpha": "ABC", "beta": "BCA", "gamma": "CAB"}
    women = {
        "A": ["beta", "gamma", "alpha"],
        "B": ["gamma", "alpha", "beta"],
        "C": ["alpha", "beta", "gamma"],
    }
    for side, choice in (("mentees", 1), ("mentors", 3)):
        found = development.deferred_acceptance(men, women, favour=side)
        assert found.pairs["choice_of_mentee"].tolist() == [choice] * 3
        assert found.pairs["choice_of_mentor"].tolist() == [4 - choice] * 3
        assert found.best_for == (side,)
        assert f"it is the best for {side}; this was checked." in found.notes[1]
    seconds = pd.DataFrame({"mentor": list("BCA"), "mentee": ["alpha", "beta", "gamma"]})
    between = development.check_stability(seconds, men, women)
    assert (between.stable, between.best_for) == (True, ())


def test_pairs_changed_by_hand_are_checked():
    pairs = pd.DataFrame([("M", "S"), ("M", "J"), ("C", "A"), ("C", "D")], columns=["mentor", "mentee"])
    found = development.check_stability(pairs, RESIDENTS, HOSPITALS, 2)
    assert (found.stable, found.unmatched, found.best_for) == (False, ("L",), ())
    assert found.blocking[["mentor", "mentee"]].to_numpy().tolist() == [["G", "J"], ["G", "L"], ["M", "L"]]
    assert found.notes[0] == "Not stable: 3 pairs would both rather be together, as J and G."
    for wrong, told in (
        ([("M", "A")], "M and A do not rank each other"),
        ([("M", "D"), ("C", "D")], "D has two mentors"),
        ([("C", "A"), ("C", "D"), ("C", "S")], r"C has more mentees than places \(2\)"),
    ):
        frame = pd.DataFrame(wrong, columns=["mentor", "mentee"])
        with pytest.raises(ValueError, match=told):
            development.check_stability(frame, RESIDENTS, HOSPITALS, 2)


LETTERS, NAMES = "VWXYZ", "abcdef"


@st.composite
def instances(draw, most=(6, 5)):
    """Incomplete lists, some one-sided, and places from 0 to 3."""
    mentees, mentors = NAMES[: draw(st.integers(1, most[0]))], LETTERS[: draw(st.integers(1, most[1]))]

    def lists(own, others):
        return {name: draw(st.lists(st.sampled_from(others), unique=True)) for name in own}

    places = {name: draw(st.integers(0, 3)) for name in mentors}
    return lists(mentees, mentors), lists(mentors, mentees), places


def blocks(pairs, mentees, mentors, places):
    """Blocking pairs by the words of the definition."""
    of = {mentee: mentor for mentor, mentee in pairs}
    held = {name: [mentee for mentor, mentee in pairs if mentor == name] for name in mentors}
    found = set()
    for mentee, mentor in product(mentees, mentors):
        one, other = mentees[mentee], mentors[mentor]
        if mentor not in one or mentee not in other or of.get(mentee) == mentor:
            continue
        would = mentee not in of or one.index(mentor) < one.index(of[mentee])
        place = len(held[mentor]) < places[mentor]
        if would and (place or any(other.index(mentee) < other.index(one) for one in held[mentor])):
            found.add((mentor, mentee))
    return found


def all_matchings(mentees, mentors, places):
    choices = [[None, *(name for name in mentees[one] if one in mentors[name])] for one in mentees]
    for chosen in product(*choices):
        if all(chosen.count(name) <= most for name, most in places.items()):
            yield {(name, one) for one, name in zip(mentees, chosen, strict=True) if name}


@settings(max_examples=50, deadline=None)
@given(instances(most=(4, 4)))
def test_among_all_matchings_it_is_stable_and_best_for_its_side(instance):
    mentees, mentors, places = instance
    stable = [pairs for pairs in all_matchings(*instance) if not blocks(pairs, *instance)]

    def choices(pairs):
        return {mentee: mentees[mentee].index(mentor) for mentor, mentee in pairs}

    for side, worst in (("mentees", max), ("mentors", min)):
        found = development.deferred_acceptance(mentees, mentors, places, favour=side)
        made = set(found.pairs[["mentor", "mentee"]].itertuples(index=False, name=None))
        assert found.stable
        assert made in stable
        for name, choice in choices(made).items():
            of_all = [choices(pairs)[name] for pairs in stable]  # the same mentees in each (Roth 1984)
            assert choice == (min(of_all) if worst is max else max(of_all))
    for pairs in stable:
        frame = pd.DataFrame(sorted(pairs), columns=["mentor", "mentee"])
        best = {
            side
            for side, pick in (("mentees", min), ("mentors", max))
            if all(
                choice == pick(choices(one)[name] for one in stable)
                for name, choice in choices(pairs).items()
            )
        }
        assert set(development.check_stability(frame, *instance).best_for) == best


@settings(max_examples=40, deadline=None)
@given(instances(), st.data())
def test_blocking_pairs_are_those_of_the_definition(instance, data):
    pairs = data.draw(st.sampled_from(list(all_matchings(*instance))[:500]))
    frame = pd.DataFrame(sorted(pairs), columns=["mentor", "mentee"])
    found = development.blocking_pairs(frame, *instance)
    assert set(found[["mentor", "mentee"]].itertuples(index=False, name=None)) == blocks(pairs, *instance)


@settings(max_examples=40, deadline=None)
@given(instances(), st.sampled_from(["mentees", "mentors"]), st.randoms())
def test_another_package_finds_the_same_whatever_the_order(instance, favour, chance):
    mentees, mentors, places = instance
    found = development.deferred_acceptance(mentees, mentors, places, favour=favour)
    one = {name: [other for other in mentees[name] if name in mentors[other]] for name in mentees}
    other = {name: [one for one in mentors[name] if name in mentees[one]] for name in mentors if places[name]}
    one = {name: kept for name, wanted in one.items() if (kept := [each for each in wanted if each in other])}
    other = {name: wanted for name, wanted in other.items() if wanted}
    if one:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            game = matching.games.HospitalResident.create_from_dictionaries(
                one, other, {name: places[name] for name in other}
            )
        solved = game.solve(optimal="resident" if favour == "mentees" else "hospital")
        theirs = {str(name): "".join(sorted(map(str, got))) for name, got in solved.items() if got}
        assert by_mentor(found) == theirs
    shuffled = [dict(chance.sample(list(side.items()), len(side))) for side in (mentees, mentors)]
    again = development.deferred_acceptance(*shuffled, places, favour=favour)
    pd.testing.assert_frame_equal(found.pairs, again.pairs)
    assert (found.unmatched, found.free_places, found.notes) == (
        again.unmatched,
        again.free_places,
        again.notes,
    )


@given(instances())
def test_either_side_favoured_leaves_the_same_mentees_and_places(instance):
    """Roth 1986, the rural hospitals theorem: a mentor with a free place even has the same mentees."""
    one, other = (development.deferred_acceptance(*instance, favour=side) for side in ("mentees", "mentors"))
    assert (one.unmatched, one.free_places) == (other.unmatched, other.free_places)
    mine, theirs = by_mentor(one), by_mentor(other)
    assert all(mine.get(name) == theirs.get(name) for name in one.free_places)


@pytest.mark.parametrize(
    ("mentees", "mentors", "places", "told"),
    [
        ({"Ann": ["Bo", "Bo"]}, {"Bo": []}, 1, "Ann ranks Bo twice. Keep the higher place."),
        ({"Ann": ["Zed"]}, {"Bo": []}, 1, "Ann ranks Zed, who is not among the mentors. Correct the name"),
        ({"Ann": []}, {"Bo": ["Zed"]}, 1, "Bo ranks Zed, who is not among the mentees"),
        ({"Ann": ["Ann"]}, {"Ann": []}, 1, "Ann is in their own list"),
        ({"Ann": []}, {"Bo": []}, {"Bo": -1}, "Bo has -1 places. Give a whole number, 0 or more."),
        ({"Ann": []}, {"Bo": []}, {"Bo": 1.5}, r"Bo has 1\.5 places"),
        ({"Ann": []}, {"Bo": []}, {"Zed": 1}, "Zed has places, but is not among the mentors"),
    ],
)
def test_what_cannot_be_is_told(mentees, mentors, places, told):
    with pytest.raises(ValueError, match=told):
        development.deferred_acceptance(mentees, mentors, places)


def test_one_sided_entries_do_not_count_and_are_counted():
    found = development.deferred_acceptance({"Ann": ["Bo", "Cy"], "Di": ["Bo"]}, {"Bo": ["Di"], "Cy": []})
    assert (by_mentor(found), found.dropped) == ({"Bo": "Di"}, 2)
    assert found.notes[-1] == "2 entries of the lists did not count: the other does not rank back."


def test_only_two_sides_can_be_favoured():
    with pytest.raises(ValueError, match="'nobody' cannot be favoured"):
        development.deferred_acceptance({}, {}, favour="nobody")


def test_nobody_gives_nothing():
    found = development.deferred_acceptance({}, {})
    assert (len(found.pairs), found.stable, found.unmatched, found.free_places) == (0, True, (), {})
