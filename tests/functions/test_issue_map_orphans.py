"""Who could take an issue that nobody takes: by links, words, skills and theme, each told."""

import pandas as pd
import pytest

from copkit.functions.issue_map.orphans import proposals

ISSUES = pd.DataFrame(
    [
        ("Damp in lets", "homes", "One in five"),
        ("Cold homes", "homes", None),
        ("No evening bus", "places", None),
        ("Crime on the quay", "safety", None),
        ("Frogs", None, None),
    ],
    columns=["name", "theme", "evidence"],
)
COMMUNITIES = pd.DataFrame(
    [("Warm Homes", "Cold and damp homes", "Fewer ill"), ("Safe Streets", "Crime by night", None)],
    columns=["name", "domain", "purpose"],
)
COVERAGE = pd.DataFrame(
    [("Cold homes", "Warm Homes"), ("Crime on the quay", "Safe Streets")], columns=["issue", "community"]
)
LINKS = pd.DataFrame([("No evening bus", "Crime on the quay", 0.5)], columns=["cause", "effect", "strength"])
SKILLS = pd.DataFrame(
    [
        ("Warm Homes", "Reading a damp meter", "Say what the damp is", 4),
        ("Safe Streets", "Calm a quarrel", None, 9),
    ],
    columns=["community", "skill", "description", "members"],
)


def proposed(issue: str, **changed):
    given = {
        "issues": ISSUES,
        "links": LINKS,
        "coverage": COVERAGE,
        "communities": COMMUNITIES,
        "skills": SKILLS,
    }
    return proposals([issue], **{**given, **changed})[issue]


def test_words_skills_and_theme_are_told():
    found = proposed("Damp in lets")
    assert found.community == "Warm Homes"
    assert found.words == ("damp",)
    assert found.skills == (("Reading a damp meter", 4),)
    assert found.theme == "homes"
    assert found.neighbours == ()


def test_a_link_to_what_a_community_takes_is_a_sign():
    found = proposed("No evening bus")
    assert (found.community, found.neighbours) == ("Safe Streets", ("Crime on the quay",))
    assert found.match == pytest.approx(0.25)


def test_where_nothing_matches_nobody_is_proposed():
    assert proposed("Frogs") is None
    assert proposed("Damp in lets", communities=COMMUNITIES.head(0)) is None


def test_the_more_signs_the_better_the_match():
    alone = proposed("Damp in lets", skills=SKILLS.head(0))
    assert 0 < alone.match < proposed("Damp in lets").match <= 1


def test_the_order_of_the_communities_changes_nothing():
    for issue in ISSUES["name"]:
        assert proposed(issue) == proposed(issue, communities=COMMUNITIES[::-1], skills=SKILLS[::-1])
