"""What an event needs on paper, on places made for the purpose; none of it names people to the public."""

from __future__ import annotations

import re

import pytest

from copkit.place.errors import CopkitError
from copkit.place.store import Place
from copkit.place.view import view
from copkit.show import on_paper
from copkit.show.page import Needs

Rows = dict[str, list[dict[str, object]]]
TYPED = "<script>alert('x')</script>"


def place_of(rows: Rows) -> Place:
    place = Place.in_memory()
    with place.change("Begin") as change:
        for table, given in rows.items():
            for row in given:
                change.add(table, row)
    return place


def people(number: int, community: str = "Homes") -> Rows:
    names = [f"Member {at:02}" for at in range(1, number + 1)]
    return {
        "organisations": [{"name": "Council", "sector": "public"}],
        "communities": [{"name": community}, {"name": "Wells"}],
        "members": [
            {"name": name, "organisation": "Council", "agrees_to_be_named": at % 2 == 0}
            for at, name in enumerate(names)
        ],
        "memberships": [{"member": name, "community": community, "role": "active"} for name in names],
    }


def event(name: str, date: str, **more: object) -> dict[str, object]:
    return {"name": name, "date": date, **more}


DAY = event(
    "Day",
    "2026-07-28",
    community="Homes",
    starts="10:00",
    minutes=120,
    venue="Library",
    purpose="Choose three issues",
)
GROUPS = [
    {
        "event": "Day",
        "round": number,
        "member": f"Member {at:02}",
        "group": (at * number) % 3 + 1,
        "hosts": at < 4,
    }
    for number in (1, 2)
    for at in range(1, 13)
]
AGENDA = [
    {"event": "Day", "position": 2, "title": "TRIZ: repairs", "kind": "small groups", "minutes": 35},
    {
        "event": "Day",
        "position": 1,
        "title": "Welcome",
        "kind": "talk",
        "minutes": 10,
        "lead": "Member 03",
    },
    {"event": "Day", "position": 3, "title": "Tea", "kind": "break", "minutes": 15},
]
WHOLE: Rows = {**people(23), "events": [DAY], "group_places": GROUPS, "agenda_items": AGENDA}
ALL = {
    "badges": on_paper.badges,
    "table cards": on_paper.table_cards,
    "sign-in sheet": on_paper.sign_in_sheet,
    "agenda": on_paper.agenda_sheet,
    "feedback form": on_paper.feedback_form,
}


def text(paper: on_paper.Paper | Needs) -> str:
    return re.sub(r"<[^>]+>", " ", str(paper.html()))


def named(place: Place, as_of: str, community: str = "") -> str | None:
    found = on_paper.next_event(view(place, community, as_of))
    return None if found is None else f"{found['name']}, {found['date']:%d %b}"


def test_the_nearest_event_to_come_is_meant():
    place = place_of({"events": [event("Late", "2026-09-01"), event("Soon", "2026-07-01")]})
    assert named(place, "2026-06-01") == "Soon, 01 Jul"
    assert named(place, "2026-07-02") == "Late, 01 Sep"


def test_when_none_is_to_come_the_last_one_is_meant():
    place = place_of({"events": [event("Old", "2026-01-01"), event("Last", "2026-05-01")]})
    assert named(place, "2026-06-01") == "Last, 01 May"
    assert named(place_of({}), "2026-06-01") is None


def test_an_event_of_the_day_is_to_come_until_somebody_has_noted_who_came():
    rows: Rows = {
        **people(1),
        "events": [event("Today", "2026-06-01"), event("Later", "2026-07-01")],
    }
    assert named(place_of(rows), "2026-06-01") == "Today, 01 Jun"
    rows["attendance"] = [{"event": "Today", "member": "Member 01", "presence": "came"}]
    assert named(place_of(rows), "2026-06-01") == "Later, 01 Jul"


def test_one_that_repeats_is_meant_on_its_next_day_and_one_called_off_never():
    weekly = event("Call", "2026-01-06", repeats="weekly")
    off = event("Off", "2026-06-02", cancelled=True)
    assert named(place_of({"events": [weekly, off]}), "2026-06-01") == "Call, 02 Jun"
    assert named(place_of({"events": [off]}), "2026-06-01") is None


def test_in_a_place_that_has_only_plans_the_first_is_meant():
    place = place_of({"events": [event("Second", "2026-09-01"), event("First", "2026-08-01")]})
    assert named(place, "") == "First, 01 Aug"


def test_another_event_can_be_named_and_one_that_is_not_there_is_told():
    place = place_of({**WHOLE, "events": [DAY, event("Other", "2026-07-01")]})
    here = view(place, as_of="2026-06-01")
    assert on_paper.feedback_form(here).title == "Feedback form for Other"
    assert on_paper.feedback_form(here, "Day").title == "Feedback form for Day"
    assert on_paper.feedback_form(here, "Night").plain().startswith("No event is called 'Night'.")


def test_badges_are_for_those_in_the_groups_ten_on_a_sheet():
    paper = on_paper.badges(view(place_of(WHOLE)))
    assert "12 badges and 8 blank on 2 sheets" in paper.how
    assert [leaf.count("<li") for leaf in paper.leaves] == [10, 10]
    told = text(paper)
    assert "Member 12" in told
    assert "Member 13" not in told
    first = paper.leaves[0][: paper.leaves[0].index("</li>")]
    assert re.findall(r">([^<]+)<", first) == ["Member 01", "Council", "Round", "1", "2", "Table", "2", "3"]


def test_without_groups_badges_are_for_the_community():
    rows = {name: given for name, given in WHOLE.items() if name != "group_places"}
    paper = on_paper.badges(view(place_of(rows)))
    assert "23 badges and 7 blank on 3 sheets" in paper.how
    assert "Table" not in text(paper)
    ten = on_paper.badges(view(place_of({**people(10), "events": [DAY]})))
    assert "10 badges on 1 sheet" in ten.how


def test_a_card_for_each_table_and_round_with_the_host_first():
    paper = on_paper.table_cards(view(place_of(WHOLE)))
    assert len(paper.leaves) == 6
    assert [re.findall(r"(?:Table|Round) \d", str(leaf))[:2] for leaf in paper.leaves[:4]] == [
        ["Table 1", "Round 1"],
        ["Table 2", "Round 1"],
        ["Table 3", "Round 1"],
        ["Table 1", "Round 2"],
    ]
    assert re.findall(r"<li>([^<]+)</li>", str(paper.leaves[0]))[:2] == ["Member 03 (host)", "Member 06"]
    assert paper.leaves[0].count("Table 1") == 2
    assert paper.leaves[0].count('aria-hidden="true"') == 1


def test_a_large_table_names_as_many_as_there_is_room_for():
    seats = [{"event": "Day", "round": 1, "member": f"Member {at:02}", "group": 1} for at in range(1, 51)]
    paper = on_paper.table_cards(view(place_of({**people(50), "events": [DAY], "group_places": seats})))
    assert "and 15 more" in text(paper)


def test_the_sign_in_sheet_has_the_community_in_order_and_empty_lines():
    rows = people(3)
    rows["members"][0]["name"] = rows["memberships"][0]["member"] = "zoe"
    rows["members"] += [{"name": "Outsider"}]
    paper = on_paper.sign_in_sheet(view(place_of({**rows, "events": [DAY]})))
    (leaf,) = paper.leaves
    assert re.findall(r'<th scope="row">([^<]+)<', str(leaf)) == ["Member 02", "Member 03", "zoe"]
    assert leaf.count("<tr><td></td>") == on_paper.LINES_FOR_OTHERS == 10
    assert "write N if we may name you" in leaf
    assert "P if you may be in our photographs" in leaf


def test_who_left_the_community_is_not_expected():
    rows = people(3)
    rows["memberships"][0]["until"] = "2026-01-31"
    paper = on_paper.sign_in_sheet(view(place_of({**rows, "events": [DAY]}), as_of="2026-06-30"))
    assert "Member 01" not in text(paper)


def columns(paper: on_paper.Paper | Needs) -> list[str]:
    return re.findall(r'<th scope="col">([^<]+)</th>', str(paper.html()))


def test_each_reader_has_an_agenda_of_their_own():
    here = view(place_of(WHOLE))
    participants = on_paper.agenda_sheet(here)
    assert columns(participants) == ["From", "To", "What happens"]
    assert "Member 03" not in text(participants)
    assert "Tuesday 28 July 2026, 10:00 to 12:00, Library" in participants.leaves[0]
    rows = re.findall(r"<td>(\d\d:\d\d)</td><td>(\d\d:\d\d)</td><td>([^<]+)</td>", str(participants.html()))
    assert rows == [
        ("10:00", "10:10", "Welcome"),
        ("10:10", "10:45", "TRIZ: repairs"),
        ("10:45", "11:00", "Tea"),
    ]
    helpers = on_paper.agenda_sheet(here, reader="helpers")
    assert columns(helpers) == ["From", "To", "What happens", "Who leads", "What it needs"]
    assert "Paper and pens" in text(helpers)
    host = on_paper.agenda_sheet(here, reader="host")
    assert columns(host) == ["From", "To", "What happens", "Who leads", "Notes"]
    assert "Member 03" in text(host)
    assert host.title == "Agenda of Day, for the host"


def test_another_reader_is_told_who_it_can_be():
    with pytest.raises(CopkitError, match="It can be participants, helpers, host"):
        on_paper.agenda_sheet(view(place_of(WHOLE)), reader="sponsor")


def test_two_feedback_forms_are_on_a_sheet():
    (leaf,) = on_paper.feedback_form(view(place_of(WHOLE))).leaves
    assert leaf.count('class="form"') == 2
    assert re.findall(r"<li>(\d)</li>", str(leaf)) == list("12345") * 2
    assert [leaf.count(asked) for asked in ("What should we keep?", "What should we change?")] == [2, 2]
    assert "A code of your own, not your name" in leaf


@pytest.mark.parametrize("name", ["badges", "sign-in sheet"])
def test_what_names_people_is_not_for_the_public(name):
    paper = ALL[name](view(place_of(WHOLE), audience="public"))
    assert isinstance(paper, Needs)
    assert "people, and so stay" in paper.what


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("reader", on_paper.READERS)
def test_the_public_sees_no_name_of_anyone(name, reader):
    here = view(place_of(WHOLE), audience="public")
    more = {"reader": reader} if name == "agenda" else {}
    paper = ALL[name](here, **more)
    assert not re.search(r"Member \d|practitioner|\bmember \(", text(paper) + paper.plain())


@pytest.mark.parametrize("name", ALL)
def test_on_an_empty_place_each_says_what_it_needs(name):
    assert on_paper.next_event(view(place_of({}))) is None
    paper = ALL[name](view(place_of({})))
    assert isinstance(paper, Needs)
    assert paper.what == "No event is in the calendar yet."


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("badges", "Nobody is a member yet."),
        ("sign-in sheet", "Nobody is a member yet."),
        ("table cards", "Nobody has a place in a small group of Bare yet."),
        ("agenda", "The run sheet of Bare is not written yet."),
    ],
)
def test_with_a_bare_event_each_says_what_it_needs(name, told):
    paper = ALL[name](view(place_of({"events": [event("Bare", "2026-07-01")]})))
    assert isinstance(paper, Needs)
    assert paper.what == told


def test_what_is_not_known_of_an_event_is_left_out():
    paper = on_paper.feedback_form(view(place_of({"events": [event("Bare", "2026-07-01")]})))
    assert "<p>Wednesday 1 July 2026</p>" in paper.leaves[0]


@pytest.mark.parametrize("name", ALL)
def test_what_somebody_typed_is_never_run(name):
    rows: Rows = {
        "communities": [{"name": "Homes"}],
        "organisations": [{"name": f"O {TYPED}", "sector": "public"}],
        "members": [{"name": f"M {TYPED}", "organisation": f"O {TYPED}"}],
        "memberships": [{"member": f"M {TYPED}", "community": "Homes", "role": "core"}],
        "events": [event(f"E {TYPED}", "2026-07-01", venue=f"V {TYPED}", purpose=f"P {TYPED}")],
        "group_places": [{"event": f"E {TYPED}", "round": 1, "member": f"M {TYPED}", "group": 1}],
        "agenda_items": [
            {"event": f"E {TYPED}", "position": 1, "title": f"T {TYPED}", "kind": "talk", "minutes": 5}
        ],
    }
    paper = ALL[name](view(place_of(rows)))
    assert isinstance(paper, on_paper.Paper)
    html = str(paper.html())
    assert "<script" not in html
    assert "&lt;script" in html


def test_it_shows_itself_as_html_and_as_text():
    paper = on_paper.badges(view(place_of(WHOLE)))
    assert set(paper._repr_mimebundle_()) == {"text/html", "text/plain"}
    assert repr(paper).startswith("[On paper: Badges for Day]\nPrint on stiff A4 paper")
