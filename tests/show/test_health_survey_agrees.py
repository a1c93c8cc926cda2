"""The survey says the same on every page, and names things as people read them."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd
import pytest

from copkit.place.view import View, view
from copkit.show.health import answers, change, principles, who_answered
from copkit.show.health.principle_names import WORDS
from copkit.show.health.survey_verdicts import survey_verdicts


@cache
def demo(community: str = "", audience: str = "workshop") -> View:
    return view("demo", community, audience=audience)


@pytest.mark.parametrize("audience", ["workshop", "public"])
def test_the_whole_place_and_each_community_agree_on_what_changed_by_more_than_chance(audience):
    place = change(demo("", audience)).parts[1]
    rows = place.evidence[0].values
    for community in rows["Community"].unique():
        own = change(demo(community, audience)).parts[0].evidence[0].table.values
        here = rows[rows["Community"] == community].drop(columns="Community")
        pd.testing.assert_frame_equal(own.reset_index(drop=True), here.reset_index(drop=True))
    fallen = set(rows.loc[rows["More than chance"], "Community"])
    assert fallen
    for community in fallen:
        assert f" in {community} from " in place.sentence
    assert "about one community in 20 would still seem to have changed" in place.method


def test_what_changed_in_a_community_is_a_verdict_of_the_whole_place_as_well():
    own = [one.about for one in survey_verdicts(demo("Safe Streets")) if one.section == "change"]
    whole = [one.about for one in survey_verdicts(demo()) if one.section == "change"]
    assert own == ["the score of value, survey"]
    assert whole == ["the score of value in Safe Streets, survey"]


@pytest.mark.parametrize("audience", ["workshop", "public"])
def test_principles_are_told_by_their_full_names(audience):
    here = demo("Safe Streets", audience)
    said = principles(here).parts[0].sentence
    (verdict,) = (one for one in survey_verdicts(here) if one.about == "design principles")
    for words in (said, verdict.said, verdict.ask):
        assert "'Dialogue between inside and outside'" in words
        assert not set(re.findall(r"'([^']+)'", words)) & set(WORDS)


def test_a_principle_that_no_round_asked_about_before_is_said_to_be_asked_for_the_first_time():
    (verdict,) = (one for one in survey_verdicts(demo("Safe Streets")) if one.about == "design principles")
    assert verdict.said.endswith("in Spring 2026, when this was asked for the first time.")


def test_the_scores_say_which_statements_they_count_where_those_of_the_change_count_fewer():
    assert (
        answers(demo("Safe Streets"))
        .parts[0]
        .sentence.endswith(
            "These scores count all 26 statements of Spring 2026; under 'What has changed', where they may "
            "differ, only the 12 statements that Autumn 2025 asked as well."
        )
    )


def test_the_whole_place_counts_memberships_as_who_is_in_two_communities_is_asked_in_each():
    said = who_answered(demo()).parts[0].sentence
    assert re.match(r"\d+ of the \d+ memberships on 23 March 2026 have an answer in Spring 2026 \(60%", said)
    assert "who is in two communities is asked in each" in said
    assert "memberships" not in who_answered(demo("Warm Homes")).parts[0].sentence


def test_whether_statements_hang_together_is_told_from_fifteen_people_and_three_statements_on():
    for community in ("", "Warm Homes", "Safe Streets"):
        rows = answers(demo(community)).parts[-1].evidence[0].values
        assert rows["People"].min() >= 15
        assert rows["Statements"].min() >= 3
