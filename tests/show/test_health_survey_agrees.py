"""The survey says the same on every page, and names things as people read them."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd
import pytest

from copkit.place.view import View, view
from copkit.show.health import change, principles
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
