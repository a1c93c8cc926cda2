"""Workbook 7, read by somebody who wants to learn about people: nothing of a few can be had."""

from __future__ import annotations

import html
import re

import pandas as pd
import pytest

from copkit import show
from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.health.waves import rounds

DAY = "2026-06-30"


def words(shown: object) -> str:
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", str(shown.html()))).split())


def town(sizes: dict[str, int], score: dict[str, int]) -> Place:
    """Communities that share nobody; all answered the one statement, and all came in June."""
    place = Place.in_memory("town")
    with place.change("Begin") as change:
        change.add("survey_waves", {"name": "Spring", "opened": "2026-03-02"})
        for element in ("domain", "community", "practice", "value"):
            change.add(
                "survey_items", {"name": element, "statement": f"I like {element}", "element": element}
            )
        for community, size in sizes.items():
            change.add("communities", {"name": community})
            change.add("events", {"name": f"{community} meets", "community": community, "date": "2026-06-10"})
            for number in range(size):
                name = f"Pat{chr(97 + number)} Sur{community.lower()}"
                change.add("members", {"name": name})
                change.add(
                    "memberships",
                    {"member": name, "community": community, "role": "active", "since": "2025-01-01"},
                )
                change.add("attendance", {"event": f"{community} meets", "member": name, "presence": "came"})
                for element in ("domain", "community", "practice", "value"):
                    answer = {"wave": "Spring", "community": community, "respondent": f"{community}{number}"}
                    change.add("responses", {**answer, "item": element, "score": score[community]})
    return place


@pytest.fixture(scope="module")
def small():
    return town({"A": 12, "B": 15, "C": 3, "D": 7}, {"A": 5, "B": 4, "C": 1, "D": 1})


def table(place: Place, community: str, audience: str, section: str) -> str:
    return words(getattr(show.health, section)(view(place, community, DAY, audience)))


@pytest.mark.parametrize("community", ["", "C"])
def test_in_the_room_no_agreement_of_three_is_told(small, community):
    assert "C 3 3 3 0%" not in table(small, community, "workshop", "at_a_glance")


def test_in_public_no_agreement_of_seven_is_told_at_a_glance(small):
    assert "0%" not in table(small, "D", "public", "at_a_glance")


def test_in_public_the_stage_does_not_tell_how_seven_answered(small):
    assert "50% or less" not in table(small, "D", "public", "stage")


def test_in_public_numbers_of_members_are_rounded(small):
    told = [table(small, name, "public", "at_a_glance") for name in ("", "A", "B", "D")]
    assert "37 people" not in told[0]  # else 37 - 12 - 15 - 7 tells the 3 of C
    assert "12 members" not in told[1]


def test_in_public_numbers_of_who_came_are_rounded(small):
    told = table(small, "", "public", "taking_part")
    assert "37 of 37" not in told
    assert "June 2026 37" not in told


@pytest.mark.parametrize("section", ["compared", "to_decide_on"])
def test_in_public_no_mean_tells_that_all_gave_the_highest_mark(section):
    place = town({"A": 12, "B": 15, "D": 11}, {"A": 5, "B": 3, "D": 3})
    mixed = place.rows("responses")
    with place.change("Vary") as change:
        for number, (row, said) in enumerate(mixed.items()):
            if said["community"] != "A":
                change.update("responses", row, {"score": 2 + (number // 4) % 3})
    assert "5.0" not in table(place, "A", "public", section)


def figures(kind: str, rows: dict[str, tuple[float, float]], months: int, multiplier: int = 100) -> Place:
    place = Place.in_memory("figures")
    with place.change("Begin") as change:
        change.add(
            "indicators", {"name": "Figure", "better": "lower", "kind": kind, "multiplier": multiplier}
        )
        for month in pd.date_range(end="2026-06-01", periods=months, freq="MS"):
            for number, (unit, (part, whole)) in enumerate(rows.items()):
                at = part + (month.month + number) % 2 if months > 1 else part
                observed = {"indicator": "Figure", "unit": unit, "period": str(month.date())}
                sd = {"sd": 1.5} if kind == "mean" else {}
                change.add("observations", {**observed, "numerator": at, "denominator": whole, **sd})
    return place


def test_in_public_a_mean_of_two_people_is_not_told():
    place = figures("mean", {"North": (11, 2)}, 9)
    assert "The figures as a table" not in table(place, "", "public", "impact")


def test_in_public_a_share_that_leaves_one_person_is_not_told():
    place = figures("proportion", {"North": (8, 10)}, 9)
    assert "The figures as a table" not in table(place, "", "public", "impact")


def test_in_public_no_share_tells_that_all_agree(small):
    assert "100%" not in table(small, "A", "public", "at_a_glance")


def test_in_public_a_round_that_is_still_open_is_not_told():
    place = town({"A": 12}, {"A": 4})
    with place.change("Say the last day") as change:
        change.update("survey_waves", 1, {"closed": "2026-07-10"})
    assert "Nobody has answered the survey yet." in table(place, "A", "public", "answers")
    assert "give domain 4.0" in table(place, "A", "workshop", "answers")


@pytest.mark.parametrize(("audience", "told"), [("workshop", {"A", "B", "D"}), ("public", {"A", "B"})])
def test_what_a_small_community_answered_is_not_left_over_from_the_whole(small, audience, told):
    (newest,) = rounds(view(small, "", DAY, audience))
    assert set(newest.answers["community"]) == set(newest.asked["community"]) == told
