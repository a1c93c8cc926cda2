"""Who stands with a foot in each of two initiatives."""

import pandas as pd
import pytest

from copkit.functions.activities.who_could_link import (
    ACROSS,
    COORDINATES,
    IN_BOTH,
    OF_ONE,
    TIED_TO_BOTH,
    who_could_link,
)

DAY = pd.Timestamp("2026-06-30")
PAIRS = pd.DataFrame({"one": ["Door checks"], "other": ["Tea"]})
TIES = pd.DataFrame(
    [
        ("Door checks", "member", "Ann"),
        ("Door checks", "community", "Homes"),
        ("Door checks", "organisation", "Council"),
        ("Tea", "member", "Bo"),
        ("Tea", "community", "Ageing"),
        ("Tea", "organisation", "Friends"),
    ],
    columns=["initiative", "kind", "name"],
)


def known(*rows):
    return {"ties": pd.DataFrame(rows, columns=["member", "to_member", "strength"])}


def standing(*rows):
    frame = pd.DataFrame(rows, columns=["member", "community", "role", "until"])
    return {"memberships": frame.astype({"until": "datetime64[ns]"})}


def at(**organisations):
    return {"members": pd.DataFrame({"name": organisations.keys(), "organisation": organisations.values()})}


def linking(of=TIES, /, **frames):
    found = who_could_link(PAIRS, of, frames, DAY)
    return list(zip(found["member"], found["how"], strict=True))


@pytest.mark.parametrize("tie", [("Ann", "Bo", 0.4), ("Bo", "Ann", 0.4)])
def test_somebody_of_one_who_is_tied_to_somebody_of_the_other_whoever_said_so(tie):
    assert linking(**known(tie)) == [("Ann", OF_ONE), ("Bo", OF_ONE)]


def test_a_third_person_is_as_strongly_tied_as_the_weaker_of_the_two_ties():
    ties = known(("Cy", "Ann", 0.9), ("Cy", "Ann", 0.3), ("Bo", "Cy", 0.5), ("Di", "Ann", 1.0))
    found = who_could_link(PAIRS, TIES, ties, DAY)
    assert found[["member", "how", "through", "strength"]].values.tolist() == [
        ["Cy", TIED_TO_BOTH, ("Ann", "Bo"), 0.5]
    ]


def test_the_stronger_stands_first_and_a_tie_without_a_strength_counts_as_one():
    ties = known(
        *[("Cy", "Ann", 0.9), ("Cy", "Bo", 0.5), ("Di", "Ann", None), ("Di", "Bo", 0.8)],
        *[("Ed", "Ann", 0.8), ("Ed", "Bo", 0.8)],
    )
    assert [name for name, _ in linking(**ties)] == ["Di", "Ed", "Cy"]


def test_who_takes_part_in_both_communities_today():
    memberships = standing(
        *[("Cy", "Homes", "core", None), ("Cy", "Ageing", "peripheral", "2026-06-30")],
        *[("Di", "Homes", "core", None), ("Di", "Ageing", "active", "2026-06-29")],
        *[("Ed", "Homes", "core", None), ("Ed", "Ageing", "outside", None)],
    )
    assert linking(**memberships) == [("Cy", IN_BOTH)]


def test_in_one_community_it_is_the_coordinator_and_not_everybody():
    of = TIES.replace("Ageing", "Homes")
    memberships = standing(("Cy", "Homes", "coordinator", None), ("Di", "Homes", "core", None))
    assert linking(of, **memberships, **at(Di="Council")) == [("Cy", COORDINATES)]


def test_of_the_organisation_of_one_in_the_community_of_the_other():
    memberships = standing(("Cy", "Ageing", "core", None), ("Di", "Homes", "core", None))
    assert linking(**memberships, **at(Cy="Council", Di="Council")) == [("Cy", ACROSS)]


def test_with_one_organisation_for_both_its_people_bridge_nothing():
    of = TIES.replace("Friends", "Council")
    assert linking(of, **standing(("Cy", "Ageing", "core", None)), **at(Cy="Council")) == []


def test_each_is_named_once_by_the_nearest_way_and_so_many_at_most():
    ties = known(*[(name, end, 0.5) for name in "cdefgh" for end in ("Ann", "Bo")])
    memberships = standing(*[("c", community, "core", None) for community in ("Homes", "Ageing")])
    found = who_could_link(PAIRS, TIES, {**ties, **memberships}, DAY, most=4)
    assert found["member"].tolist() == ["c", "d", "e", "f"]
    assert set(found["how"]) == {TIED_TO_BOTH}


def test_who_has_left_all_communities_is_not_proposed():
    ties = known(("Cy", "Ann", 0.5), ("Cy", "Bo", 0.5))
    assert linking(**ties, **standing(("Cy", "Homes", "core", "2025-12-31"))) == []


def test_in_public_both_ends_of_a_tie_must_have_agreed():
    ties = known(("Cy", "Ann", 0.9), ("Cy", "Bo", 0.5), ("Di", "Ann", 0.4), ("Di", "Bo", 0.4))
    memberships = standing(*[(name, at, "core", None) for name in ("Cy", "Ed") for at in ("Homes", "Ageing")])

    def named(*agreed):
        found = who_could_link(PAIRS, TIES, {**ties, **memberships}, DAY, agreed=agreed)
        return list(zip(found["member"], found["how"], strict=True))

    assert named() == []
    assert named("Cy") == [("Cy", IN_BOTH)]
    assert named("Cy", "Ann") == [("Cy", IN_BOTH)]
    assert named("Cy", "Ann", "Bo") == [("Cy", TIED_TO_BOTH)]
    assert named("Ed", "Ann", "Bo", "Di") == [("Di", TIED_TO_BOTH), ("Ed", IN_BOTH)]


def test_where_nothing_is_known_nobody_is_named():
    assert who_could_link(PAIRS, TIES, {}, DAY).empty
    assert who_could_link(PAIRS.iloc[:0], TIES, known(("Ann", "Bo", 1.0)), DAY).empty
