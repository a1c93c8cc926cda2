"""What is open to phones: codes, limits, answers that replace each other and are written once."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from copkit.place.schema import TABLES
from copkit.place.store import Place
from copkit.workshop.opening import knows, limit_of, survey, vote
from copkit.workshop.questions import COMES_FROM, NOT_UNDERSTOOD, Refused
from copkit.workshop.session import CLOSED, SIGNS, Door, Pace, Session

ISSUES = ["Damp in private lets", "Cold homes", "No bus after seven"]
NAMED = ["Amina Yusuf", "Ben Ode", "Cara Low"]


@pytest.fixture
def place(tmp_path):
    with Place.create(tmp_path / "town.place") as made:
        with made.change("Fill") as change:
            for name in ("Warm Homes", "Good Work"):
                change.add("communities", {"name": name})
            for name in [*NAMED, "Dan Shy", "Eve Outside", "Fay Gone", "Gus Elsewhere"]:
                agrees = "no" if name == "Dan Shy" else "yes"
                change.add("members", {"name": name, "agrees_to_be_named": agrees})
            for name in [*NAMED, "Dan Shy"]:
                change.add("memberships", {"member": name, "community": "Warm Homes", "role": "active"})
            for name, more in {
                "Eve Outside": {"community": "Warm Homes", "role": "outside"},
                "Fay Gone": {"community": "Warm Homes", "role": "core", "until": "2025-01-01"},
                "Gus Elsewhere": {"community": "Good Work", "role": "core"},
            }.items():
                change.add("memberships", {"member": name, **more})
            for name in ISSUES:
                change.add("issues", {"name": name})
            for name in ISSUES[:2]:
                change.add("coverage", {"issue": name, "community": "Warm Homes"})
            change.add("survey_waves", {"name": "Spring", "opened": "2026-03-01"})
            for name in ("trust", "useful"):
                change.add(
                    "survey_items", {"name": name, "statement": f"There is {name}", "element": "value"}
                )
        yield made


@pytest.fixture
def door(place):
    return Door(place)


def joined(session: Session, count: int = 1) -> list[str]:
    return [session.join() for _ in range(count)]


def votes(place: Place) -> list[tuple[str, str, int]]:
    return [tuple(row) for row in place.read("votes")[["voter", "issue", "dots"]].values.tolist()]


def test_a_code_has_six_signs_that_nobody_mistakes(place):
    codes = {Session(place, vote(place, "", "May", 3)).code for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 6 and set(code) <= set(SIGNS) for code in codes)
    assert not set("1ILO0") & set(SIGNS)


def test_participants_get_the_next_code_that_the_round_does_not_have(place, door):
    with place.change("By hand") as change:
        for voter in ("p01", "P03"):
            change.add("votes", {"round": "May", "voter": voter, "issue": ISSUES[0], "dots": 1})
        change.add("votes", {"round": "June", "voter": "p02", "issue": ISSUES[0], "dots": 1})
    session = door.open(vote(place, "", "may", 3))
    assert [session.people[secret].code for secret in joined(session, 3)] == ["p02", "p04", "p05"]


def test_a_code_written_down_by_hand_meanwhile_is_not_used_twice(place, door):
    session = door.open(vote(place, "", "May", 3))
    (secret,) = joined(session)
    with place.change("By hand") as change:
        change.add("votes", {"round": "May", "voter": "p01", "issue": ISSUES[1], "dots": 1})
    assert session.answer(secret, "edit-1", 1, {ISSUES[0]: 2})["you"] == "p02"
    assert votes(place) == [("p01", ISSUES[1], 1), ("p02", ISSUES[0], 2)]


def test_a_second_answer_replaces_the_first(place, door):
    session = door.open(vote(place, "", "May", 3))
    (secret,) = joined(session)
    session.answer(secret, "edit-1", 1, {ISSUES[0]: 2, ISSUES[1]: 1})
    session.answer(secret, "edit-2", 2, {ISSUES[0]: 1, ISSUES[2]: 2})
    assert sorted(votes(place)) == [("p01", ISSUES[0], 1), ("p01", ISSUES[2], 2)]
    session.answer(secret, "edit-3", 3, {})
    assert votes(place) == []
    assert place.history()["did"].iloc[-1] == "Vote: May (phone)"


def test_an_answer_sent_again_is_written_once(place, door):
    session = door.open(vote(place, "", "May", 3))
    (secret,) = joined(session)
    session.answer(secret, "edit-1", 1, {ISSUES[0]: 2})
    lines = len(place.history())
    assert session.answer(secret, "edit-1", 1, {ISSUES[0]: 2})["saved"]
    assert len(place.history()) == lines


def test_an_answer_that_was_long_on_its_way_does_not_replace_a_newer_one(place, door):
    session = door.open(vote(place, "", "May", 3))
    (secret,) = joined(session)
    session.answer(secret, "edit-2", 2, {ISSUES[0]: 2})
    with pytest.raises(Refused, match="A newer answer"):
        session.answer(secret, "edit-1", 1, {ISSUES[1]: 1})
    assert votes(place) == [("p01", ISSUES[0], 2)]


def test_rows_that_the_facilitator_took_away_are_no_obstacle(place, door):
    session = door.open(vote(place, "", "May", 3))
    (secret,) = joined(session)
    session.answer(secret, "edit-1", 1, {ISSUES[0]: 2})
    with place.change("Delete") as change:
        change.delete("votes", 1)
    session.answer(secret, "edit-2", 2, {ISSUES[1]: 1})
    assert votes(place) == [("p01", ISSUES[1], 1)]


@pytest.mark.parametrize(
    "answer",
    [
        *(None, [], "x", {"Nothing like it": 1}, {ISSUES[2]: 1}, {ISSUES[0]: 2, ISSUES[1]: 2}),
        *({ISSUES[0]: wrong} for wrong in (4, -1, True, 1.5, "1", None, 10**30)),
    ],
)
def test_only_what_was_offered_is_taken(place, door, answer):
    session = door.open(vote(place, "Warm Homes", "May", 3))
    (secret,) = joined(session)
    with pytest.raises(Refused) as refused:
        session.answer(secret, "edit-1", 1, answer)
    assert refused.value.status == 400
    assert votes(place) == []


def sectors(place: Place) -> dict[str, str | None]:
    return {row["issue"]: row["sector"] for row in place.rows("votes").values()}


def test_where_a_participant_comes_from_stands_on_all_own_rows_and_on_no_other(place, door):
    session = door.open(vote(place, "", "May", 3))
    first, second = joined(session, 2)
    session.answer(second, "edit-1", 1, {ISSUES[2]: 1}, sector="business")
    session.answer(first, "edit-1", 1, {ISSUES[0]: 2}, sector="resident")
    assert sectors(place) == {ISSUES[2]: "business", ISSUES[0]: "resident"}
    session.answer(first, "edit-2", 2, {ISSUES[0]: 2, ISSUES[1]: 1}, sector="political")
    assert sectors(place) == {ISSUES[2]: "business", ISSUES[0]: "political", ISSUES[1]: "political"}
    assert session.people[first].sector == "political"
    session.answer(first, "edit-3", 3, {ISSUES[0]: 2, ISSUES[1]: 1})
    assert sectors(place) == {ISSUES[2]: "business", ISSUES[0]: None, ISSUES[1]: None}
    assert sorted(votes(place)) == [("p01", ISSUES[1], 1), ("p01", ISSUES[0], 2), ("p02", ISSUES[2], 1)]


def test_every_declared_sector_is_offered_and_taken(place, door):
    assert tuple(COMES_FROM) == TABLES["votes"].fields()["sector"].choices
    session = door.open(vote(place, "", "May", 3))
    for sector, secret in zip(COMES_FROM, joined(session, len(COMES_FROM)), strict=True):
        session.answer(secret, "edit-1", 1, {ISSUES[0]: 1}, sector=sector)
    assert list(place.read("votes")["sector"]) == list(COMES_FROM)


@pytest.mark.parametrize(
    "sector", ["Resident", "resident ", " ", "member", None, True, 0, 1.5, [], ["resident"], {}, "x" * 5000]
)
def test_only_a_sector_that_was_offered_is_taken(place, door, sector):
    session = door.open(vote(place, "", "May", 3))
    (secret,) = joined(session)
    session.answer(secret, "edit-1", 1, {ISSUES[0]: 1}, sector="resident")
    with pytest.raises(Refused, match=NOT_UNDERSTOOD) as refused:
        session.answer(secret, "edit-2", 2, {ISSUES[1]: 1}, sector=sector)
    assert refused.value.status == 400
    assert sectors(place) == {ISSUES[0]: "resident"}
    assert session.people[secret].sector == "resident"


def test_who_is_asked_by_name_is_not_asked_where_they_come_from_nor_for_a_code(place, door):
    session = door.open(knows(place, "Warm Homes"))
    (secret,) = joined(session)
    session.choose(secret, "Amina Yusuf")
    with pytest.raises(Refused, match=NOT_UNDERSTOOD):
        session.answer(secret, "edit-1", 1, {"Ben Ode": 1}, "Amina Yusuf", "resident")
    with pytest.raises(Refused, match=NOT_UNDERSTOOD):
        session.answer(secret, "edit-1", 1, {"Ben Ode": 1}, "Amina Yusuf", own="ma07")


def test_the_outcome_is_not_voted_on(place, door):
    with place.change("Mark") as change:
        change.add("issues", {"name": "People ill at home", "is_outcome": "yes"})
        change.update("issues", 3, {"is_outcome": "no"})
    assert vote(place, "", "May", 3).offered == tuple(ISSUES)
    with place.change("Mark") as change:
        change.update("issues", 1, {"is_outcome": "yes"})
    session = door.open(vote(place, "Warm Homes", "May", 3))
    assert session.question.offered == (ISSUES[1],)
    (secret,) = joined(session)
    with pytest.raises(Refused, match=NOT_UNDERSTOOD):
        session.answer(secret, "edit-1", 1, {ISSUES[0]: 1})
    with place.change("Mark") as change:
        change.update("issues", 2, {"is_outcome": "yes"})
    with pytest.raises(Refused, match="takes no issue"):
        vote(place, "Warm Homes", "May", 3)


@pytest.mark.parametrize(
    ("edit", "number"),
    [
        *((edit, 1) for edit in ("", "a b c d e f", None, "x" * 41)),
        *(("edit-1", number) for number in (0, True, None, 2**60)),
    ],
)
def test_an_edit_has_a_code_and_a_number(place, door, edit, number):
    session = door.open(vote(place, "", "May", 3))
    (secret,) = joined(session)
    with pytest.raises(Refused):
        session.answer(secret, edit, number, {ISSUES[0]: 1})


def test_closing_ends_it_at_once_and_opening_again_goes_on(place, door):
    session = door.open(vote(place, "", "May", 3))
    (secret,) = joined(session)
    session.answer(secret, "edit-1", 1, {ISSUES[0]: 2})
    door.close()
    for late in (lambda: session.answer(secret, "edit-2", 2, {ISSUES[0]: 1}), session.join):
        with pytest.raises(Refused, match=CLOSED) as refused:
            late()
        assert refused.value.status == 403
        assert refused.value.closed
    again = door.open(vote(place, "", "MAY", 3))
    assert again.code != session.code
    assert again.join(secret) == secret
    again.answer(secret, "edit-3", 3, {ISSUES[1]: 3})
    assert votes(place) == [("p01", ISSUES[1], 3)]
    assert [again.people[one].code for one in joined(again)] == ["p02"]


def test_opening_another_question_closes_the_first_and_asks_everybody_to_join_again(place, door):
    first = door.open(vote(place, "", "May", 3))
    (secret,) = joined(first)
    second = door.open(survey(place, "Warm Homes", "Spring"))
    assert first.closed
    with pytest.raises(Refused, match="not joined"):
        second.answer(secret, "edit-1", 1, {"trust": 3})


def test_the_survey_is_answered_once_under_a_code_of_the_session(place, door):
    with place.change("Earlier") as change:
        earlier = {"wave": "Spring", "community": "Warm Homes", "item": "trust", "score": 2}
        change.add("responses", {**earlier, "respondent": "s6p01"})
    session = door.open(survey(place, "Warm Homes", "Spring"))
    first, second = joined(session, 2)
    session.answer(first, "edit-1", 1, {"trust": 4, "useful": 5})
    session.answer(second, "edit-1", 1, {"trust": 1})
    session.answer(first, "edit-2", 2, {"trust": 3})
    rows = place.read("responses")[["respondent", "item", "score"]].values.tolist()
    assert rows == [["s6p01", "trust", 2], ["s7p01", "trust", 3], ["s7p02", "trust", 1]]
    for wrong in ({}, {"trust": 0}, {"trust": 6}, {"other": 3}):
        with pytest.raises(Refused):
            session.answer(first, "edit-3", 3, wrong)


def test_only_members_who_agreed_and_take_part_now_are_listed(place):
    assert list(knows(place, "Warm Homes").offered) == NAMED


def test_ties_go_out_from_the_one_who_chose_the_name(place, door):
    session = door.open(knows(place, "Warm Homes"))
    first, second = joined(session, 2)
    with pytest.raises(Refused, match="First choose"):
        session.answer(first, "edit-1", 1, {"Ben Ode": 1})
    session.choose(first, "Amina Yusuf")
    for wrong in ("Amina Yusuf", "Dan Shy", "Gus Elsewhere", 7, None):
        with pytest.raises(Refused, match="cannot be chosen here") as refused:
            session.choose(second, wrong)
        assert refused.value.status == 400
    for wrong in ({"Dan Shy": 1}, {"Amina Yusuf": 1}, {"Ben Ode": 2}):
        with pytest.raises(Refused):
            session.answer(first, "edit-2", 2, wrong, "Amina Yusuf")
    session.answer(first, "edit-3", 3, {"Ben Ode": 1, "Cara Low": 1}, "Amina Yusuf")
    session.answer(first, "edit-4", 4, {"Cara Low": 1}, "Amina Yusuf")
    (tie,) = place.rows("ties").values()
    assert (tie["member"], tie["to_member"], tie["kind"]) == ("Amina Yusuf", "Cara Low", "knows")
    assert tie["seen"] == dt.date.today()


def test_a_wrong_name_is_given_back_with_what_was_sent_under_it(place, door):
    session = door.open(knows(place, "Warm Homes"))
    (secret,) = joined(session)
    session.choose(secret, "Amina Yusuf")
    session.answer(secret, "edit-1", 1, {"Ben Ode": 1}, "Amina Yusuf")
    session.choose(secret, "Cara Low")
    assert place.rows("ties") == {}
    assert session.answered == 0
    with pytest.raises(Refused, match="another name"):
        session.answer(secret, "edit-2", 2, {"Ben Ode": 1}, "Amina Yusuf")
    session.answer(secret, "edit-3", 3, {"Ben Ode": 1}, "Cara Low")
    session.free("Cara Low")
    assert place.rows("ties") == {}
    assert session.taken() == set()


def test_a_tie_that_was_written_down_by_hand_today_stays(place, door):
    today = dt.date.today()
    with place.change("By hand") as change:
        row = {"member": "Amina Yusuf", "to_member": "Ben Ode", "kind": "knows", "seen": today}
        change.add("ties", row)
    session = door.open(knows(place, "Warm Homes"))
    (secret,) = joined(session)
    session.choose(secret, "Amina Yusuf")
    session.answer(secret, "edit-1", 1, {"Ben Ode": 1, "Cara Low": 1}, "Amina Yusuf")
    session.answer(secret, "edit-2", 2, {}, "Amina Yusuf")
    assert [tie["to_member"] for tie in place.rows("ties").values()] == ["Ben Ode"]


def named_nobody(place: Place) -> dict[str, object]:
    rows = place.rows("members").values()
    return {row["name"]: row["named_nobody"] for row in rows if row["named_nobody"]}


def test_who_ticks_nobody_has_answered_and_can_think_again(place, door):
    session = door.open(knows(place, "Warm Homes"))
    (secret,) = joined(session)
    session.choose(secret, "Amina Yusuf")
    session.answer(secret, "edit-1", 1, {}, "Amina Yusuf")
    assert named_nobody(place) == {"Amina Yusuf": dt.date.today()}
    session.answer(secret, "edit-2", 2, {"Ben Ode": 1}, "Amina Yusuf")
    assert named_nobody(place) == {}
    session.answer(secret, "edit-3", 3, {}, "Amina Yusuf")
    assert named_nobody(place) == {"Amina Yusuf": dt.date.today()}
    session.free("Amina Yusuf")
    assert named_nobody(place) == {}


def test_who_is_known_by_a_tie_written_down_by_hand_has_not_named_nobody(place, door):
    with place.change("By hand") as change:
        row = {"member": "Amina Yusuf", "to_member": "Ben Ode", "kind": "knows", "seen": dt.date.today()}
        change.add("ties", row)
    session = door.open(knows(place, "Warm Homes"))
    (secret,) = joined(session)
    session.choose(secret, "Amina Yusuf")
    session.answer(secret, "edit-1", 1, {}, "Amina Yusuf")
    assert named_nobody(place) == {}


def test_history_says_nothing_that_joins_a_name_to_a_code(place, door):
    session = door.open(knows(place, "Warm Homes"))
    (secret,) = joined(session)
    session.choose(secret, "Amina Yusuf")
    session.answer(secret, "edit-1", 1, {"Ben Ode": 1}, "Amina Yusuf")
    line = place.history().iloc[-1]
    assert line["by"].startswith("phone-")
    assert session.people[secret].code not in line["by"] + line["edit"]
    again = door.open(vote(place, "", "May", 3))
    assert again.people == {}


def test_an_issue_that_went_meanwhile_is_told_in_words(place, door):
    session = door.open(vote(place, "", "May", 3))
    (secret,) = joined(session)
    with place.change("Delete") as change:
        change.delete("issues", 3)
    with pytest.raises(Refused, match="has changed in the meantime"):
        session.answer(secret, "edit-1", 1, {ISSUES[2]: 1})


def test_no_more_phones_than_the_limit(place, door):
    session = door.open(vote(place, "", "May", 3), limit=2)
    first, _ = joined(session, 2)
    with pytest.raises(Refused, match="All 2 places are taken"):
        session.join()
    assert session.join(first) == first


def test_ten_wrong_codes_a_minute_and_then_even_the_right_one_waits(place):
    clock = [0.0]
    door = Door(place, now=lambda: clock[0])
    session = door.open(vote(place, "", "May", 3))
    for wrong in ["AAAAAA", "", None, 7, "ÄÖÜ234", "x" * 500, ["a"], {}, "BBBBBB", "CCCCCC"]:
        with pytest.raises(Refused) as refused:
            door.join("10.0.0.7", wrong)
        assert refused.value.status == 404
    with pytest.raises(Refused, match="Wait a minute") as refused:
        door.join("10.0.0.7", session.code)
    assert refused.value.status == 429
    assert door.join("10.0.0.8", f" {session.code[:3].lower()}-{session.code[3:]} ")
    clock[0] = 61
    assert door.join("10.0.0.7", session.code)


def test_a_phone_may_not_knock_too_often(place):
    clock = [0.0]
    door = Door(place, now=lambda: clock[0])
    session = door.open(vote(place, "", "May", 3))
    (secret,) = joined(session)
    for _ in range(20):
        door.knock("10.0.0.7", secret)
    with pytest.raises(Refused) as refused:
        door.knock("10.0.0.7", secret)
    assert refused.value.status == 429
    door.knock("10.0.0.7", "")
    clock[0] = 5
    door.knock("10.0.0.7", secret)


def test_made_up_addresses_do_not_fill_the_memory():
    pace = Pace(1, 60, lambda: 0.0)
    for number in range(Pace.KEYS + 500):
        pace.take(str(number))
    assert len(pace._taken) <= Pace.KEYS


def test_forty_phones_at_once_each_sends_twice(place, door):
    session = door.open(vote(place, "", "May", 3))
    start = threading.Barrier(40)

    def phone(number: int) -> None:
        secret = session.join()
        start.wait(20)
        for _ in range(2):
            session.answer(secret, f"edit-{number:04}", 1, {ISSUES[number % 3]: 3})

    with ThreadPoolExecutor(40) as crowd:
        list(crowd.map(phone, range(40)))
    assert sorted(voter for voter, _, _ in votes(place)) == [f"p{number:02}" for number in range(1, 41)]
    assert sum(dots for _, _, dots in votes(place)) == 120
    assert (session.joined, session.answered) == (40, 40)


def test_what_cannot_be_asked_says_why(place):
    for asked, words in [
        (lambda: vote(place, "", " ", 3), "Give the round"),
        (lambda: vote(place, "", "x" * 5000, 3), "name of the round"),
        (lambda: vote(place, "", "May", "0"), "from 1 to 100"),
        (lambda: vote(place, "", "May", "many"), "from 1 to 100"),
        (lambda: vote(place, "Good Work", "May", 3), "takes no issue"),
        (lambda: survey(place, "", "Spring"), "Choose which"),
        (lambda: survey(place, "Warm Homes", "Autumn"), "Choose a survey wave"),
        (lambda: knows(place, "Good Work"), "fewer than two"),
        (lambda: limit_of("301", 300), "from 1 to 300"),
    ]:
        with pytest.raises(Refused, match=words):
            asked()
