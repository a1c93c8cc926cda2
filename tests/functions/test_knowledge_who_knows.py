"""Function 6: 'who knows about ...', from skills, authorship and answers, with agreement."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.knowledge.search import find
from copkit.functions.knowledge.who_knows import gather_evidence, who_knows

MEMBERS = ["Ann", "Bo", "Cy", "Di"]
RESOURCES = pd.DataFrame(
    {
        "name": ["Damp check", "Bus times", "Mould and damp"],
        "creator": ["ann", "Bo", "Ellery Council"],
        "contributor": [None, None, "Bo; Di"],
        "owner": ["Ann", None, None],
    }
)
SKILLS = pd.DataFrame({"name": ["Damp meter"], "description": ["Read moisture in walls"]})
MEMBER_SKILLS = pd.DataFrame(
    {
        "member": ["Cy", "Cy", "Di", "Eve"],
        "skill": ["Damp meter"] * 4,
        "level": [1, 4, 0, 4],
        "can_teach": [False, True, False, True],
        "recorded": pd.to_datetime(["2025-01-01", "2026-01-01", None, None]),
    }
)
ANSWERS = pd.DataFrame(
    {
        "question": ["Who may enter to look for damp?", "Which bus?"],
        "answered_by": ["Bo", "Di"],
        "answer": ["An officer.", "Number 7."],
    }
)


@pytest.fixture
def evidence():
    return gather_evidence(
        MEMBERS, resources=RESOURCES, member_skills=MEMBER_SKILLS, skills=SKILLS, answers=ANSWERS
    )


def reasons(known) -> dict[str, tuple[str, ...]]:
    return dict(zip(known.rows["member"], known.rows["reasons"], strict=True))


def test_people_are_found_by_what_they_can_do_made_and_answered(evidence):
    assert reasons(who_knows(evidence, "damp")) == {
        "Ann": ("Made 'Damp check'.",),
        "Bo": ("Worked on 'Mould and damp'.", "Answered 'Who may enter to look for damp?'."),
        "Cy": ("Has the skill 'Damp meter': level 4 of 4, and can teach it.",),
        "Di": ("Worked on 'Mould and damp'.",),
    }


def test_the_score_is_the_sum_of_the_votes(evidence):
    """CombSUM by hand: Bo's two documents for damp, each with the score that the search gives it."""
    scores = find(evidence.index, "damp", limit=100).rows.set_index("name")["score"]
    known = who_knows(evidence, "damp").rows.set_index("member")
    by_hand = scores["Mould and damp"] + scores["Who may enter to look for damp?"]
    assert known.loc["Bo", "score"] == pytest.approx(by_hand)
    assert known.loc["Bo", "documents"] == 2
    assert known.index[0] == "Bo"


def test_a_lower_level_speaks_less():
    held = pd.DataFrame({"member": ["Ann", "Bo"], "skill": ["Damp meter"] * 2, "level": [1, 3]})
    rows = who_knows(gather_evidence(MEMBERS, member_skills=held), "damp").rows.set_index("member")
    assert rows.loc["Bo", "score"] == pytest.approx(3 * rows.loc["Ann", "score"])


def test_the_newest_level_counts_and_none_is_no_vote(evidence):
    assert set(who_knows(evidence, "moisture").rows["member"]) == {"Cy"}


def test_only_who_agreed_and_only_members(evidence):
    assert who_knows(evidence, "damp", agreed={"Bo", "Eve"}).rows["member"].tolist() == ["Bo"]
    assert who_knows(evidence, "damp", agreed=set()).total == 0
    assert "Eve" not in set(who_knows(evidence, "damp").rows["member"])


def test_typing_errors_are_put_right_here_too(evidence):
    known = who_knows(evidence, "moistrue")
    assert known.note == "Showing results for 'moisture'."
    assert known.rows["member"].tolist() == ["Cy"]


@pytest.mark.parametrize("query", ["", "?", "zeppelin", '"', "-damp"])
def test_nobody_is_named_without_a_word(evidence, query):
    assert who_knows(evidence, query).rows.empty


def test_no_evidence_at_all():
    assert who_knows(gather_evidence([]), "damp").rows.empty
    assert who_knows(gather_evidence(MEMBERS, resources=RESOURCES.iloc[:0]), "damp").total == 0


def test_the_order_of_rows_does_not_matter(evidence):
    turned = gather_evidence(
        MEMBERS[::-1],
        resources=RESOURCES.iloc[::-1],
        member_skills=MEMBER_SKILLS.iloc[::-1],
        skills=SKILLS,
        answers=ANSWERS.iloc[::-1],
    )
    for query in ("damp", "bus", "damp bus"):
        pd.testing.assert_frame_equal(who_knows(evidence, query).rows, who_knows(turned, query).rows)


@given(st.text(max_size=20), st.sets(st.sampled_from(MEMBERS)))
def test_any_query_and_never_somebody_who_did_not_agree(query, agreed):
    known = who_knows(SHARED, query, agreed=agreed)
    assert set(known.rows["member"]) <= agreed
    assert (known.rows["score"] > 0).all()


SHARED = gather_evidence(MEMBERS, resources=RESOURCES, member_skills=MEMBER_SKILLS, answers=ANSWERS)


def test_a_skill_is_found_by_an_issue_that_needs_it_and_no_level_is_told():
    skills = SKILLS.assign(issues=[("Cold homes",)])
    evidence = gather_evidence(MEMBERS, member_skills=MEMBER_SKILLS, skills=skills, tell_levels=False)
    assert reasons(who_knows(evidence, "cold homes")) == {
        "Cy": ("Has the skill 'Damp meter', and can teach it.",)
    }


def test_so_many_of_the_words_are_needed(evidence):
    assert who_knows(evidence, "damp on a roof", least=0.5).total > 0
    assert who_knows(evidence, "damp on a roof", least=0.6).total == 0
