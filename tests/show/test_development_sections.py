"""Workbook 4's findings on small places, whose answers can be counted by hand."""

from __future__ import annotations

import pytest

from copkit.place.schema import TABLES
from copkit.place.store import Place
from copkit.place.view import View, view
from copkit.show import development

HOMES, WORK = "Warm Homes", "Good Work"
Row = dict[str, object]


def place_with(**tables: list[Row]) -> Place:
    """A place with two communities and these rows, what is referred to before what refers to it."""
    place = Place.in_memory()
    with place.change("Begin") as change:
        for name in (HOMES, WORK):
            change.add("communities", {"name": name})
        for table in TABLES:
            for row in tables.get(table, []):
                change.add(table, row)
    return place


def seen(place: Place, audience: str = "workshop", community: str = "") -> View:
    return view(place, community, "2026-06-30", audience)


def people(number: int) -> list[Row]:
    return [{"name": f"P{one:02}"} for one in range(number)]


def belongs(member: str, role: str = "active", community: str = HOMES, **more: str) -> Row:
    return {"member": member, "community": community, "role": role, "since": "2024-01-01", **more}


def level(member: str, number: int, day: str = "2026-02-01", **more: object) -> Row:
    return {"member": member, "skill": "Damp", "level": number, "recorded": day, **more}


NEEDED: dict[str, list[Row]] = {
    "skills": [{"name": "Damp"}],
    "issues": [{"name": "Mould"}],
    "coverage": [{"issue": "Mould", "community": HOMES}],
    "skill_needs": [{"issue": "Mould", "skill": "Damp", "people": 3}],
}


def test_an_issue_needs_more_than_there_are_and_only_its_community_counts():
    place = place_with(
        members=people(4),
        memberships=[belongs("P00"), belongs("P01"), belongs("P02", community=WORK)],
        member_skills=[level("P00", 3), level("P01", 1, wants=3), level("P02", 4)],
        **NEEDED,
    )
    told = development.needs(seen(place)).plain()
    assert "Mould needs 3 who can do Damp alone, and has 1; 1 member wants to learn it." in told


def test_a_skill_that_hangs_on_one_person_is_named_in_the_room_alone():
    place = place_with(
        members=people(2),
        memberships=[belongs("P00"), belongs("P01")],
        member_skills=[level("P00", 3), level("P01", 1)],
        **NEEDED,
    )
    assert "if P00 left, nobody could do Damp alone" in development.needs(seen(place)).plain()
    told = development.needs(seen(place, "public")).plain()
    assert "left" not in told
    assert "lack" not in told, "how many are missing would tell how few there are"


def test_growth_counts_those_who_were_asked_twice():
    rows = [level(f"P{one:02}", 1, "2025-02-01") for one in range(6)]
    rows += [level(f"P{one:02}", 2 if one < 4 else 1, "2026-02-01") for one in range(7)]
    place = place_with(members=people(7), skills=[{"name": "Damp"}], member_skills=rows)
    told = development.growth(seen(place)).plain()
    assert "6 people were asked twice: their level rose by 0.67 on average" in told


def test_the_public_learns_that_skills_grew_and_not_by_how_much():
    rows = [level(f"P{one:02}", 0, "2025-02-01") for one in range(11)]
    rows += [level(f"P{one:02}", int(one < 1), "2026-02-01") for one in range(11)]
    place = place_with(members=people(11), skills=[{"name": "Damp"}], member_skills=rows)
    told = development.growth(seen(place, "public")).plain()
    assert told == "About 10 people were asked twice: their level rose on average."


def test_the_public_sees_no_table_of_steps_from_which_few_could_be_counted():
    days = [("2025-01-03", "2025-03-04"), *[("2025-01-03", "2025-08-04")] * 6, *[("2025-01-03",)] * 13]
    place = place_with(**came(*days), memberships=[belongs(f"P{one:02}") for one in range(20)])
    told = development.paths(seen(place, "public")).plain()
    assert "come a second time" in told
    assert "Followed so long" not in told


def test_growth_cannot_be_seen_after_one_wave():
    place = place_with(members=people(1), skills=[{"name": "Damp"}], member_skills=[level("P00", 1)])
    assert "Nobody was asked both before and within the last year." in development.growth(seen(place)).plain()


def came(*days_by_member: tuple[str, ...]) -> dict[str, list[Row]]:
    """Events on the days named, and who came to which."""
    days = sorted({day for days in days_by_member for day in days})
    return {
        "members": people(len(days_by_member)),
        "events": [{"name": f"Event {day}", "date": day, "community": HOMES} for day in days],
        "attendance": [
            {"event": f"Event {day}", "member": f"P{one:02}", "presence": "came"}
            for one, days in enumerate(days_by_member)
            for day in days
        ],
    }


def test_the_public_learns_whether_there_are_enough_and_no_number_of_who_can():
    members = people(8)
    asked = [level(member["name"], 3) for member in members]
    rows = [belongs(member["name"]) for member in members]
    needed = {**NEEDED, "skill_needs": [{"issue": "Mould", "skill": "Damp", "people": 3}]}
    told = development.needs(
        seen(place_with(members=members, memberships=rows, member_skills=asked, **needed), "public")
    ).plain()
    assert "Mould  Damp   yes" in told
    assert "8" not in told


def test_a_small_community_does_not_follow_from_the_place_less_the_others():
    """Twelve in one community and one in the other: neither the one nor a sum with it is told."""
    rows = [belongs(person["name"]) for person in people(12)]
    rows += [belongs(person["name"], community=WORK) for person in people(13)[12:]]
    place = place_with(members=people(13), memberships=rows)
    whole, homes, work = (
        development.roles(seen(place, "public", community)).plain() for community in ("", HOMES, WORK)
    )
    assert "About 15 active members now; the smaller groups are too small to show." in whole
    assert "About 10 active members now" in homes
    assert "Each level of participation has too few members to show." in work
    assert "memberships now" not in whole + homes + work


def test_in_public_what_narrows_the_counts_of_others_is_told_for_the_place_alone():
    rows = [level(f"P{one:02}", 1, "2025-02-01") for one in range(6)]
    rows += [level(f"P{one:02}", 2, "2026-02-01") for one in range(6)]
    place = place_with(
        members=people(6),
        memberships=[*[belongs(f"P{one:02}") for one in range(5)], belongs("P05", community=WORK)],
        skills=[{"name": "Damp"}],
        member_skills=rows,
    )
    for section in (development.growth, development.skills, development.goals, development.mentoring):
        for community in (HOMES, WORK):
            assert "for the whole place alone" in section(seen(place, "public", community)).plain()
        assert "alone, so" not in section(seen(place, "workshop", HOMES)).plain()


def test_the_public_does_not_learn_that_nobody_has_a_goal():
    for rows in ([], [{"member": "P00", "goal": "Learn", "state": "planned"}]):
        told = development.goals(seen(place_with(members=people(1), goals=rows), "public")).plain()
        assert told == "Goals are written down for fewer than 10 members."


def test_the_goals_of_a_few_are_not_counted_in_public():
    goals = [{"member": "P00", "goal": f"Goal {number}", "state": "planned"} for number in range(7)]
    told = development.goals(seen(place_with(members=people(2), goals=goals), "public")).plain()
    assert "fewer than 10 members" in told
    assert "7" not in told


def test_half_come_a_second_time_within_two_months():
    twice, once = ("2025-07-03", "2025-09-04"), ("2025-07-03",)
    place = place_with(
        **came(*[twice] * 6, *[once] * 6), memberships=[belongs(f"P{one:02}") for one in range(12)]
    )
    told = development.paths(seen(place)).plain()
    assert "Half of 12 people come a second time within 2 months" in told


def test_where_few_have_come_again_the_public_sees_no_curve_of_them():
    place = place_with(
        **came(*[("2025-07-03", "2025-09-04")] * 2, *[("2025-07-03",)] * 10),
        memberships=[belongs(f"P{one:02}") for one in range(12)],
    )
    assert "come a second time" in development.paths(seen(place)).plain()
    assert "come a second time" not in development.paths(seen(place, "public")).plain()


def test_moves_of_a_year_are_counted_in_the_room():
    rows = [belongs(f"P{one:02}", "peripheral") for one in range(3)]
    rows += [
        belongs("P03", "peripheral", until="2025-12-31"),
        belongs("P03", "core", since="2026-01-01"),
    ]
    place = place_with(members=people(4), memberships=rows)
    told = development.paths(seen(place)).plain()
    assert "A year later 1 of 8 peripheral memberships was further in, and 0 had ended." in told
    assert "peripheral memberships" not in development.paths(seen(place, "public")).plain()


def test_how_long_it_takes_to_a_role_further_in_counts_from_joining():
    rows = [belongs(f"P{one:02}", "peripheral") for one in range(6)]
    for one in range(6, 12):
        rows.append(belongs(f"P{one:02}", "peripheral", until="2024-12-31"))
        rows.append(belongs(f"P{one:02}", "active", since="2025-01-01"))
    place = place_with(members=people(12), memberships=rows)
    told = development.paths(seen(place)).plain()
    assert "6 of 12 who joined further out became active members" in told
    assert "half of those who did took 12 months or less" in told
    assert "further out" not in development.paths(seen(place, "public")).plain()


def test_each_sector_has_its_own_figures_in_the_room_alone():
    twice, once = ("2025-01-10", "2025-02-12"), ("2025-01-10",)
    tables = came(*[twice] * 6, *[once] * 6)
    for one, member in enumerate(tables["members"]):
        member["organisation"] = "Council" if one < 6 else "Firm"
    place = place_with(
        organisations=[{"name": "Council", "sector": "public"}, {"name": "Firm", "sector": "business"}],
        memberships=[belongs(f"P{one:02}") for one in range(12)],
        **tables,
    )
    told = development.paths(seen(place)).plain()
    assert "How many have not come a second time, by sector" in told
    assert "it differs by sector" in told
    assert "time, by sector" not in development.paths(seen(place, "public")).plain()


def test_contributions_of_the_last_year_are_even_or_not():
    place = place_with(**came(*[("2026-03-05",)] * 10), memberships=[belongs("P00")])
    assert "The Gini coefficient of contributions is 0 (" in development.inequality(seen(place)).plain()


def test_a_community_that_lives_off_one_person_is_told_in_the_room():
    place = place_with(
        members=people(3),
        memberships=[belongs("P00", "coordinator"), belongs("P01", "core", WORK), belongs("P02")],
        value_stories=[
            {
                "name": f"Story {one}",
                "community": HOMES,
                "member": "P00",
                "told": "2026-05-01",
                "cycle": "applied",
            }
            for one in range(3)
        ],
    )
    told = development.dependence(seen(place)).plain()
    assert "Good Work and Warm Homes have nobody to step in" in told.replace(
        "Warm Homes and Good Work", "Good Work and Warm Homes"
    )
    assert "In Warm Homes one person gave half or more of what was given in the last year." in told
    assert "one person gave" not in development.dependence(seen(place, "public")).plain()


MENTORING: dict[str, list[Row]] = {
    "members": [*people(3), {"name": "Bo", "mentees_wanted": 1}],
    "skills": [{"name": "Damp"}],
    "memberships": [belongs(name) for name in ("P00", "P01", "P02", "Bo")],
    "member_skills": [
        level("Bo", 4, can_teach=True),
        level("P00", 1, wants=2),
        level("P01", 1, wants=4),
    ],
}


def test_the_plan_for_mentors_keeps_to_places_and_tells_who_stays_without():
    told = development.mentoring(seen(place_with(**MENTORING))).plain()
    assert "1 of 2 members who want to learn and have no mentor could have one now" in told
    assert "P01 wants to learn Damp (1 now, 4 wanted) and Bo teaches it (4)" in told
    assert "1 member stays without a mentor in this plan." in told
    assert "no two who are not together would both rather be" in told


def test_own_choices_go_before_what_is_worked_out():
    chosen = [
        {"member": "Bo", "wants": "a mentee", "chosen": "P00", "rank": 1},
        {"member": "P00", "wants": "a mentor", "chosen": "Bo", "rank": 1},
    ]
    told = development.mentoring(seen(place_with(**MENTORING, mentor_choices=chosen))).plain()
    assert "P00 wants to learn Damp" in told
    assert "P01 wants to learn Damp (1 now, 4 wanted) and Bo" not in told


def test_the_plan_for_mentors_is_for_the_room_alone():
    assert "P0" not in development.mentoring(seen(place_with(**MENTORING), "public")).plain()


@pytest.mark.parametrize("name", development.__all__)
def test_an_empty_place_says_what_is_needed(name):
    told = getattr(development, name)(view(Place.in_memory())).plain()
    assert told
    assert "nan" not in told.lower()
