"""Workbook 7: what the better units know, who could share it with whom, and what of it the public reads."""

from __future__ import annotations

import datetime as dt

import pytest

from copkit.place.store import Place
from copkit.place.view import view
from copkit.show.health import next_steps, what_better_units_know
from copkit.show.health.uneven_verdicts import uneven_verdicts

AS_OF = "2026-06-30"
FIGURES = {"North": 450, "South": 150, "East": 300, "West": 305}
ALIKE = dict.fromkeys(FIGURES, 300)


def town(figures=FIGURES, *, organisations=FIGURES, met=True, agrees=(), members=None) -> Place:
    """Four organisations with 'Visits' of 500; Ann and Abe of North can do what Bea of South cannot."""
    place = Place.in_memory()
    people = {"Ann Vale": "North", "Abe Moss": "North", "Bea Quill": "South"} if members is None else members
    with place.change("Fill") as change:
        for name in organisations:
            change.add("organisations", {"name": name, "sector": "public"})
        for name, body in people.items():
            agreed = {"agrees_to_be_named": name in agrees}
            change.add(
                "members", {"name": name, "organisation": body if body in organisations else None, **agreed}
            )
        change.add("issues", {"name": "Damp"})
        for skill in ("Reading a meter", "Filing"):
            change.add("skills", {"name": skill})
            if "Ann Vale" in people:
                row = {"member": "Ann Vale", "skill": skill, "level": 4, "can_teach": True}
                change.add("member_skills", row)
        change.add("skill_needs", {"issue": "Damp", "skill": "Reading a meter", "people": 2})
        change.add("communities", {"name": "Homes"})
        day = {"community": "Homes", "kind": "meeting", "date": dt.date(2026, 5, 1)}
        change.add("events", {"name": "May", **day})
        for name in people if met else ():
            change.add("attendance", {"event": "May", "member": name, "presence": "came"})
        indicator = {"name": "Visits", "better": "higher", "multiplier": 100, "kind": "proportion"}
        change.add("indicators", {**indicator, "issue": "Damp"})
        for unit, number in figures.items():
            row = {"indicator": "Visits", "unit": unit, "period": dt.date(2026, 6, 1)}
            change.add("observations", {**row, "numerator": number, "denominator": 500})
    return place


def told(place: Place, audience: str = "workshop") -> str:
    return what_better_units_know(view(place, as_of=AS_OF, audience=audience)).plain()


def asked(place: Place, audience: str = "workshop") -> str:
    return next_steps(view(place, as_of=AS_OF, audience=audience)).plain()


def test_what_sets_the_better_apart_is_told_what_bears_on_the_issue_first():
    said = told(town())
    assert said.startswith(
        "Visits: North is better (beyond chance) and South is worse (beyond chance). 2 things are recorded "
        "of a better unit and not of a worse one; 1 of them bears on 'Damp': 'Reading a meter'."
    )
    table = said.partition("[What better units have: Visits]")[2]
    assert table.index("Reading a meter") < table.index("Filing")
    assert "More people of the better units are members" in said


def test_that_it_need_not_be_why_is_said_in_the_open():
    said = told(town())
    assert "\n\nThis is a place to ask, not a cause." in said


def test_two_who_meet_already_are_named_in_the_room_and_else_two_to_introduce():
    assert "Ann Vale (North)    Bea Quill (South)" in told(town())
    assert "meet already: 1 event in common" in told(town())
    assert "- Ask Ann Vale (North) to share 'Reading a meter' and 1 more thing with Bea Quill" in asked(
        town()
    )
    apart = town(met=False)
    assert "could be introduced" in told(apart)
    assert "- Introduce Ann Vale (North) to Bea Quill (South): 'Reading a meter' and 1 more thing." in asked(
        apart
    )


MANY = {"Ann Vale": "North", "Bea Quill": "South", **{f"P{n} Ray": "South" for n in range(5)}}
"""Enough people of South that the public may read what nothing is recorded of there."""


def test_the_public_reads_names_by_agreement_and_never_who_meets_whom():
    place = town(agrees=["Ann Vale", "Bea Quill"], members=MANY)
    assert "Bea Quill" in told(place)
    said = told(place, "public")
    assert "Ann Vale (North)" in said
    assert "Bea Quill" not in said
    assert "meet already" not in said
    assert "in common" not in said
    step = "- Ask North to share with South what it knows: 'Reading a meter' and 1 more thing."
    assert step in asked(place, "public")


def test_the_public_reads_nothing_of_what_a_few_people_can_or_cannot_do():
    assert "Nothing that may be shown here is recorded" in told(town(agrees=["Ann Vale"]), "public")
    assert "Nothing that may be shown here is recorded" in told(town(members=MANY), "public")


def test_the_public_reads_nothing_that_names_somebody_who_did_not_agree():
    place = town(
        agrees=["Ann Vale"], members={"Ann Vale": "North", **{f"P{n} Ray": "South" for n in range(5)}}
    )
    with place.change("Add") as change:
        change.add("skills", {"name": "The way of P1 Ray"})
        row = {"member": "Ann Vale", "skill": "The way of P1 Ray", "level": 4}
        change.add("member_skills", row)
    assert "The way of P1 Ray" in told(place)
    public = told(place, "public")
    assert "Reading a meter" in public
    assert "Ray" not in public


def test_units_that_are_no_organisation_are_said_with_the_way_out():
    said = told(town(organisations=()))
    assert said.startswith("The units that stand out in 'Visits' are no organisations of the place.")
    assert "Name each unit as the organisation is named" in said
    half = told(town(organisations=("South", "East")))
    assert "North is no organisation of the place" in half


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (ALIKE, "No unit differs from the others by more than chance in 'Visits': there, none is better"),
        ({**ALIKE, "South": 240}, "None is better by more than chance, so nobody here stands out"),
        ({**ALIKE, "North": 360}, "None is worse by more than chance: ask North to tell all others"),
    ],
)
def test_where_nobody_is_better_or_nobody_worse_it_is_said_what_then(figures, said):
    assert said in told(town(figures))


def test_a_unit_of_which_nobody_is_a_member_is_to_be_invited():
    assert "Nobody of South is a member yet: invite somebody." in told(town(members={"Ann Vale": "North"}))
    assert "Nobody of North and South is a member yet" in told(town(members={}))
    assert "Nothing is recorded of a better unit and not of a worse one." in told(town(members={}))


def test_an_empty_place_says_what_it_needs():
    assert told(Place.in_memory()).startswith("No figure is compared between units yet")


# The verdicts


def test_units_beyond_chance_are_verdicts_with_whom_to_visit():
    worse, better = uneven_verdicts(view(town(), as_of=AS_OF))
    assert (worse.way, better.way) == ("at risk", "well")
    assert worse.said == (
        "'Visits' is worse in South (30%) than in all 4 units together (60%), by more than chance."
    )
    assert worse.ask == "Find out why 'Visits' is worse in South, and visit North, where it is better"
    assert better.said.startswith("'Visits' is better in North (90%)")


@pytest.mark.parametrize("figures", [ALIKE, {**ALIKE, "South": 260}, {}])
def test_what_is_within_the_limits_or_only_worth_a_look_is_no_verdict(figures):
    assert uneven_verdicts(view(town(figures), as_of=AS_OF)) == []


def test_before_the_figures_were_known_there_was_no_verdict():
    assert uneven_verdicts(view(town(), as_of="2026-05-31")) == []


def test_where_most_units_stand_out_none_is_a_verdict_or_an_example():
    place = town({"North": 450, "South": 150, "East": 250, "West": 350})
    assert uneven_verdicts(view(place, as_of=AS_OF)) == []
    assert told(place).startswith("Visits: so many units stand out")
