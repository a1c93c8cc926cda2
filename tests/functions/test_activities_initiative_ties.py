"""What each initiative is tied to, worked out by hand from a small place."""

import pandas as pd
import pytest

from copkit.functions.activities.initiative_ties import KINDS, going_on, incidence, initiative_ties
from copkit.place.store import Place

INITIATIVES = pd.DataFrame(
    [
        ("Door checks", "Homes", "Council", "Damp", "Ann"),
        ("Tea", "Ageing", None, "Loneliness", "Bo"),
        ("Buses", None, None, None, None),
    ],
    columns=["name", "community", "organisation", "issue", "lead"],
)


def frame(columns, *rows):
    return pd.DataFrame(rows, columns=columns.split())


def tied(initiative, kind, **frames):
    ties = initiative_ties({"initiatives": INITIATIVES, **frames})
    return ties.loc[(ties["initiative"] == initiative) & (ties["kind"] == kind), "name"].tolist()


def test_what_stands_in_the_row_of_an_initiative():
    ties = initiative_ties({"initiatives": INITIATIVES})
    assert ties[["initiative", "kind", "name"]].values.tolist() == [
        ["Door checks", "issue", "Damp"],
        ["Door checks", "community", "Homes"],
        ["Door checks", "organisation", "Council"],
        ["Door checks", "member", "Ann"],
        ["Tea", "issue", "Loneliness"],
        ["Tea", "community", "Ageing"],
        ["Tea", "member", "Bo"],
    ]


def test_issues_are_linked_either_way_but_not_through_the_outcome():
    links = frame(
        "cause effect", ("Damp", "Asthma"), ("Cold", "Damp"), ("Damp", "Ill"), ("Bus", "Loneliness")
    )
    issues = frame("name is_outcome", ("Damp", False), ("Asthma", None), ("Ill", True))
    assert tied("Door checks", "linked issue", issue_links=links, issues=issues) == ["Asthma", "Cold"]
    assert tied("Door checks", "linked issue", issue_links=links) == ["Asthma", "Ill", "Cold"]


def test_skills_come_with_the_issue():
    needs = frame("issue skill", ("Damp", "Meter"), ("Loneliness", "Listening"), (None, "Sums"))
    assert tied("Door checks", "skill", skill_needs=needs) == ["Meter"]
    assert tied("Buses", "skill", skill_needs=needs) == []


def test_members_lead_it_or_told_a_story_of_it():
    stories = frame("initiative event member", ("Tea", None, "Cy"), ("Tea", None, "Bo"), (None, None, "Di"))
    assert tied("Tea", "member", value_stories=stories) == ["Bo", "Cy"]


CAME = frame(
    "event member presence",
    *[("Visit", "Ann", "came"), ("Visit", "Di", "came"), ("Visit", "Bo", "sent apologies")],
    *[("Hall", name, "came") for name in ("Ann", "Bo", "Cy", "Di")],
)


def test_events_to_which_its_people_came_if_the_room_was_not_too_full():
    assert tied("Door checks", "event", attendance=CAME) == ["Visit", "Hall"]
    frames = {"initiatives": INITIATIVES, "attendance": CAME}  # four came to the hall
    for largest, events in [(3, ["Visit"]), (4, ["Visit", "Hall"]), (None, ["Visit", "Hall"])]:
        ties = initiative_ties(frames, largest_event=largest)
        kept = ties[(ties["kind"] == "event") & (ties["initiative"] == "Door checks")]
        assert kept["name"].tolist() == events


def test_an_event_at_which_a_story_began_counts_however_full_it_was():
    stories = frame("initiative event member", ("Tea", "Hall", None))
    ties = initiative_ties(
        {"initiatives": INITIATIVES, "attendance": CAME, "value_stories": stories}, largest_event=1
    )
    assert ties.loc[ties["kind"] == "event", ["initiative", "name", "how"]].values.tolist() == [
        ["Tea", "Hall", "a story of it began there"]
    ]


def test_resources_kept_used_from_its_events_or_of_its_community_on_its_issue():
    found = tied(
        "Door checks",
        "resource",
        resources=frame(
            "name community owner event",
            ("Kept", None, "Ann", None),
            ("Made", None, None, "Visit"),
            ("Ours", "Homes", None, None),
            ("Theirs", "Ageing", None, None),
            ("Nobody's", None, None, None),
        ),
        resource_issues=frame("resource issue", *[(name, "Damp") for name in ("Ours", "Theirs", "Nobody's")]),
        resource_use=frame("resource member", ("Used", "Ann"), ("Read", "Bo"), ("Unknown", None)),
        value_stories=frame("initiative event member", ("Door checks", "Visit", None)),
    )
    assert found == ["Kept", "Used", "Made", "Ours"]


def test_the_incidence_has_a_row_for_each_and_a_column_for_each_thing():
    links = frame("cause effect", ("Damp", "Loneliness"))
    ties = initiative_ties({"initiatives": INITIATIVES, "issue_links": links})
    there = incidence(ties, INITIATIVES["name"])
    assert there.columns.tolist() == [("issue", "Damp"), ("issue", "Loneliness")]
    assert there.to_numpy().tolist() == [[True, True], [True, True], [False, False]]


def test_going_on_by_state_first_and_by_the_day_of_the_end():
    rows = frame(
        "name state ends",
        ("idea", "idea", None),
        ("over", "finished", None),
        ("forgotten", "under way", "2026-01-31"),
        ("to the day", "under way", "2026-06-30"),
        ("unsaid", None, None),
    )
    found = going_on(rows, pd.Timestamp("2026-06-30"))
    assert found["name"].tolist() == ["idea", "to the day", "unsaid"]


@pytest.mark.parametrize("tables", [["initiatives"], ["initiatives", "attendance", "resources", "issues"]])
def test_of_an_empty_place_there_are_no_ties(tables):
    place = Place.in_memory("empty")
    frames = {table: place.read(table) for table in tables}
    ties = initiative_ties(frames)
    assert ties.empty
    assert set(KINDS).isdisjoint(ties["kind"])
    assert incidence(ties, frames["initiatives"]["name"]).shape == (0, 0)
