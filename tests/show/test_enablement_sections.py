"""Workbook 5: what it says of conditions and promises, and what the public must not learn."""

import datetime as dt
import re

import pytest

from copkit.place.schema.enablement import CONDITIONS
from copkit.place.store import Place
from copkit.place.view import View, view
from copkit.show import enablement
from copkit.show.enablement.promises import told_commitments
from copkit.show.page import Needs

SECTIONS = (
    enablement.conditions,
    enablement.statements,
    enablement.team_sizes,
    enablement.organisations,
    enablement.members_and_managers,
    enablement.next_steps,
)
ROUND, ROUND_BEFORE = dt.date(2026, 3, 2), dt.date(2025, 9, 22)


def add_ratings(change, organisation, scores, *, role="member", condition="time", rated=ROUND):
    for number, rating in enumerate(scores, 1):
        change.add(
            "conditions",
            {
                "organisation": organisation,
                "condition": condition,
                "rater_role": role,
                "rater": f"{role[:2]}{number}",
                "rating": rating,
                "rated": rated,
            },
        )


def a_place(*, with_the_small_one: bool = True) -> Place:
    """The council has 8 raters of time; the trust has 4, two of whom rated twice."""
    place = Place.in_memory()
    with place.change("Fill") as change:
        for name in ("Council", "Tiny Trust"):
            change.add("organisations", {"name": name, "sector": "public"})
        add_ratings(change, "Council", [1, 2, 2, 4, 4, 5, 2, 2], rated=ROUND_BEFORE)
        add_ratings(change, "Council", [2, 2, 3, 4, 4, 5, 3, 4])
        add_ratings(change, "Council", [5, 5, 4], role="manager", condition="space")
        if with_the_small_one:
            add_ratings(change, "Tiny Trust", [1, 1, 1, 5])
            add_ratings(change, "Tiny Trust", [1, 2], condition="budget", rated=ROUND_BEFORE)
    return place


def public(place: Place) -> View:
    return view(place, audience="public", as_of="2026-06-30")


@pytest.mark.parametrize("section", SECTIONS)
def test_an_organisation_with_few_raters_leaves_no_trace_in_public(section):
    """Not even in a total: the page is the same as that of a place without its ratings."""
    with_it, without = a_place(), a_place(with_the_small_one=False)
    assert str(section(public(with_it)).html()) == str(section(public(without)).html())
    assert "Tiny Trust" not in section(public(with_it)).plain()


def test_the_room_sees_it():
    shown = enablement.organisations(view(a_place())).plain()
    assert "Tiny Trust" in shown


def test_an_organisation_with_two_raters_leaves_no_trace_in_the_room_either():
    """They were promised that only a code is kept."""
    without, place = a_place(), a_place()
    with place.change("Two more") as change:
        change.add("organisations", {"name": "Duo", "sector": "voluntary"})
        add_ratings(change, "Duo", [1, 1])
    for section in SECTIONS:
        assert str(section(view(place)).html()) == str(section(view(without)).html())


def test_the_interval_is_narrower_where_it_is_known_how_few_could_answer():
    place = a_place(with_the_small_one=False)
    wide = enablement.conditions(view(place)).parts[0].sentence
    with place.change("Count") as change:
        for role, number in (("member", 10), ("manager", 3)):
            row = {"organisation": "Council", "rater_role": role, "people": number}
            change.add("people_to_ask", row)
    narrow = enablement.conditions(view(place)).parts[0].sentence
    assert "Time is scarcest: 4 of 8 raters agree that there is enough (95% interval 16% to 84%)" in wide
    assert "Time is scarcest: 4 of 8 raters agree that there is enough (95% interval 40% to 60%)" in narrow


def test_the_public_gets_no_count_of_answers_and_no_exact_average():
    """Of a share and a number of raters one could take those of a community from those of the place."""
    for section in SECTIONS:
        told = section(public(a_place())).plain()
        assert not re.search(r"(?<!\.)\b\d+ of \d+ rater|Raters|From  To|\d\.[1-46-9]\b", told), told
    assert "About 50% of raters agree" in enablement.conditions(public(a_place())).plain()


def test_the_public_compares_roles_only_where_enough_of_each_stand_behind_each_organisation():
    """Five managers of one body and one of another: their pooled average less the five is the one."""
    place = Place.in_memory()
    with place.change("Fill") as change:
        for name in ("Council", "Trust"):
            change.add("organisations", {"name": name, "sector": "public"})
            add_ratings(change, name, [3, 3, 3, 3, 3])
        add_ratings(change, "Council", [4, 4, 4, 4, 4], role="manager")
    before = enablement.members_and_managers(public(place)).plain()
    with place.change("One more") as change:
        add_ratings(change, "Trust", [1], role="manager")
    assert enablement.members_and_managers(public(place)).plain() == before


def test_who_did_not_say_is_told_where_they_are_many():
    place = a_place(with_the_small_one=False)
    with place.change("Three say more") as change:
        add_ratings(change, "Council", [4, 4, 4], condition="budget")
    said = enablement.conditions(view(place)).parts[0].sentence
    assert "Of the 11 who rated anything, many did not say of" in said


def test_a_condition_that_few_rated_is_not_shown_to_the_public():
    """Three managers rated space."""
    assert "space" not in enablement.conditions(public(a_place())).plain().lower()


def test_the_scarcest_condition_is_the_one_that_the_smallest_share_agrees_to():
    place = Place.in_memory()
    with place.change("Fill") as change:
        change.add("organisations", {"name": "Council", "sector": "public"})
        add_ratings(change, "Council", [1, 1, 4, 4, 4], condition="time")
        add_ratings(change, "Council", [3, 3, 3, 3, 5], condition="space")
    said = enablement.conditions(view(place)).parts[0].sentence
    assert said == (
        "Space is scarcest: 1 of 5 raters agrees that there is enough (95% interval 1% to 72%). "
        "Time is in best supply: 3 of 5 raters agree (95% interval 15% to 95%)."
    )


def test_change_since_the_round_before_is_told_with_its_numbers():
    said = enablement.conditions(view(a_place(with_the_small_one=False))).parts[1].sentence
    assert said == (
        "No condition has changed by more than chance could give since the round before; "
        "time moved most, from 2.8 to 3.4 of 5."
    )


def test_managers_and_members_are_compared_with_the_size_of_the_difference():
    place = Place.in_memory()
    with place.change("Fill") as change:
        change.add("organisations", {"name": "Council", "sector": "public"})
        add_ratings(change, "Council", [1, 1, 2, 2, 3])
        add_ratings(change, "Council", [4, 4, 5, 5, 3], role="manager")
    said = enablement.members_and_managers(public(place)).parts[0].sentence
    assert said == (
        "Managers rate time higher than members do, a large difference. "
        "The difference on time is more than chance would give. "
        "Over all conditions together managers score higher."
    )


def test_a_difference_among_few_may_be_chance():
    place = Place.in_memory()
    with place.change("Fill") as change:
        change.add("organisations", {"name": "Council", "sector": "public"})
        add_ratings(change, "Council", [1, 4, 3])
        add_ratings(change, "Council", [3, 5, 4], role="manager")
    assert "it may be chance" in enablement.members_and_managers(view(place)).parts[0].sentence


def test_without_managers_it_asks_for_theirs():
    place = Place.in_memory()
    with place.change("Fill") as change:
        change.add("organisations", {"name": "Council", "sector": "public"})
        add_ratings(change, "Council", [1, 4, 2])
    (part,) = enablement.members_and_managers(view(place)).parts
    assert isinstance(part, Needs)
    assert "managers" in part.plain()


@pytest.fixture
def promises() -> Place:
    place = Place.in_memory()
    with place.change("Fill") as change:
        change.add("organisations", {"name": "Council", "sector": "public"})
        change.add("communities", {"name": "Warm Homes"})
        for number in range(1, 7):
            name = f"Member {number}"
            change.add("members", {"name": name, "organisation": "Council", "agrees_to_be_named": True})
            change.add("memberships", {"member": name, "community": "Warm Homes", "role": "core"})
        for name, hours, due, state, sponsor in (
            ("Leave", 12, dt.date(2026, 1, 5), "kept", "Member 1"),
            ("Cover", 6, dt.date(2026, 4, 1), "promised", "Member 2"),
            ("Travel", None, dt.date(2026, 9, 1), "asked", None),
            ("Lift", 3, dt.date(2026, 5, 1), "broken", "Member 3"),
        ):
            change.add(
                "commitments",
                {
                    "name": name,
                    "organisation": "Council",
                    "community": "Warm Homes",
                    "hours_a_month": hours,
                    "due": due,
                    "state": state,
                    "sponsor": sponsor,
                    "made": dt.date(2025, 12, 1),
                },
            )
    return place


def test_promises_are_counted_by_how_they_stand(promises):
    standing, sponsors = enablement.commitments(view(promises, as_of="2026-06-30")).parts
    assert standing.sentence == (
        "1 of 4 commitments is kept; 1 is late and 1 is broken. "
        "1 falls due in the next three months, the first on 1 September 2026."
    )
    assert sponsors.sentence == "Nobody answers yet for 1 of 2 commitments still open."


def test_before_it_is_due_a_promise_is_not_late(promises):
    said = enablement.commitments(view(promises, as_of="2026-03-31")).parts[0].sentence
    assert "1 is broken" in said
    assert "late" not in said


def test_the_public_does_not_learn_who_answers_for_a_promise(promises):
    assert "Member 3" in enablement.commitments(view(promises)).plain()
    assert "Member" not in enablement.commitments(public(promises)).plain().replace("Members", "")


def test_the_public_reads_no_promise_that_names_who_did_not_agree(promises):
    row = {"organisation": "Council", "state": "promised", "due": dt.date(2026, 4, 1)}
    with promises.change("Names in texts") as change:
        change.add("members", {"name": "Tess Quill"})
        change.add("communities", {"name": "Friends of Tess Quill"})
        change.add("commitments", {**row, "name": "Cover for Quill, Tess"})
        change.add("commitments", {**row, "name": "A desk for Tess Quill", "state": "asked"})
        change.add("commitments", {**row, "name": "A desk for Member 1"})
        change.add("commitments", {**row, "name": "A van", "community": "Friends of Tess Quill"})
    told = enablement.commitments(public(promises)).plain()
    assert "Quill" not in told
    for words in ("a promise", "a request", "A desk for Member 1", "one community", "4 are late"):
        assert words in told
    assert "Cover for Quill, Tess" in enablement.commitments(view(promises)).plain()
    hidden = {"Cover for Quill, Tess", "A desk for Tess Quill"}
    names = set(view(promises)["commitments"]["name"])
    assert set(told_commitments(public(promises))["name"]) == names - hidden
    assert set(told_commitments(view(promises))["name"]) == names


def test_it_proposes_to_ask_for_what_is_scarcest_and_not_promised(promises):
    with promises.change("Rate") as change:
        add_ratings(change, "Council", [1, 1, 2], condition="flexibility")
    said = enablement.next_steps(view(promises)).plain()
    assert "Ask an organisation for one thing about flexibility: nothing is promised yet." in said


def test_every_condition_of_the_demo_is_told():
    shown = enablement.conditions(view("demo")).plain()
    assert [name for name in CONDITIONS if name not in shown] == []


def test_what_to_do_next_names_nobody_in_public_who_did_not_agree(promises):
    with promises.change("A name") as change:
        change.add("members", {"name": "Tess Quill", "organisation": "Council"})
        late = {"organisation": "Council", "state": "promised", "due": dt.date(2026, 1, 5)}
        change.add("commitments", {"name": "Cover for Tess Quill", **late})
    assert "Quill" in enablement.next_steps(view(promises, as_of="2026-06-30")).plain()
    assert "Quill" not in enablement.next_steps(public(promises)).plain()
