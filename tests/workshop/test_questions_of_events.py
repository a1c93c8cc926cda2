"""Which sessions to see, and was it worth your time: what is asked, what is taken, and the rows of it."""

from __future__ import annotations

import datetime as dt

import pytest

from copkit.place.store import Place
from copkit.workshop.opening import choose_sessions, events_held, events_with_sessions, feedback
from copkit.workshop.questions import NOT_UNDERSTOOD, Refused
from copkit.workshop.questions.of_events import MOST_SIGNS
from copkit.workshop.session import CLOSED, Door, Session

TODAY = dt.date.today()
FAIR, GATHERING = "Autumn fair", "Summer gathering"
SESSIONS = ["A bus that comes", "Bread and rent", "What a damp meter tells"]


def days(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


@pytest.fixture
def place(tmp_path):
    with Place.create(tmp_path / "town.place") as made:
        with made.change("Fill") as change:
            change.add("communities", {"name": "Warm Homes"})
            change.add("members", {"name": "Amina Yusuf"})
            for name, date, more in [
                (GATHERING, days(-90), {}),
                ("Last week", days(-7), {"community": "Warm Homes"}),
                ("Called off", days(-1), {"cancelled": "yes"}),
                (FAIR, days(0), {}),
                ("In a week", days(7), {}),
                ("In a year", days(365), {}),
            ]:
                change.add("events", {"name": name, "date": date, **more})
            for name in SESSIONS:
                change.add("sessions", {"name": name, "event": FAIR, "host": "Amina Yusuf"})
            change.add("sessions", {"name": "Old song", "event": GATHERING})
            change.add("sessions", {"name": "Not held", "event": "Called off"})
            for session, chooser in [(SESSIONS[0], "p01"), (SESSIONS[2], "P03"), ("Old song", "p02")]:
                change.add("session_choices", {"session": session, "chooser": chooser})
        yield made


@pytest.fixture
def door(place):
    return Door(place)


def joined(session: Session, count: int = 1) -> list[str]:
    return [session.join() for _ in range(count)]


def choices(place: Place) -> list[tuple[str, str]]:
    rows = list(place.rows("session_choices").values())[3:]
    return [(row["chooser"], row["session"]) for row in rows]


def told(place: Place) -> list[dict[str, object]]:
    return list(place.rows("feedback").values())


def said(worth: object = 4, keep: object = "", change: object = "", may_be_shared: object = False) -> dict:
    return {"worth": worth, "keep": keep, "change": change, "may_be_shared": may_be_shared}


# Which sessions ------------------------------------------------------------------------------------


def test_events_with_sessions_stand_nearest_first_and_none_that_was_called_off(place):
    assert list(events_with_sessions(place)) == [FAIR, GATHERING]
    with place.change("Add") as change:
        for event in ("Last week", "In a week", "In a year"):
            change.add("sessions", {"name": f"Talk, {event}", "event": event})
    wanted = [FAIR, "In a week", "Last week", GATHERING, "In a year"]
    assert list(events_with_sessions(place)) == wanted
    assert choose_sessions(place, "Last week").community == "Warm Homes"


def test_the_sessions_of_the_event_are_offered_by_their_titles_alone(place):
    asked = choose_sessions(place, FAIR)
    assert asked.offers == [(name, name) for name in SESSIONS]
    assert "Amina" not in repr(asked)
    assert (asked.heading, asked.community) == (f"Sessions: {FAIR}", "")


def test_a_phone_chooses_sessions_and_changes_its_choice(place, door):
    session = door.open(choose_sessions(place, FAIR))
    first, second = joined(session, 2)
    session.answer(first, "edit-1", 1, {SESSIONS[0]: 1, SESSIONS[1]: 1})
    session.answer(second, "edit-1", 1, {SESSIONS[1]: 1})
    session.answer(first, "edit-2", 2, {SESSIONS[1]: 1, SESSIONS[2]: 1})
    assert sorted(choices(place)) == [("p02", SESSIONS[1]), ("p02", SESSIONS[2]), ("p04", SESSIONS[1])]
    session.answer(first, "edit-3", 3, {})
    assert choices(place) == [("p04", SESSIONS[1])]
    assert session.answered == 2
    assert place.history()["did"].iloc[-1] == f"Sessions: {FAIR} (phone)"


def test_codes_of_choosers_never_meet_those_of_the_event(place, door):
    session = door.open(choose_sessions(place, FAIR))
    secrets = joined(session, 3)
    assert [session.people[secret].code for secret in secrets] == ["p02", "p04", "p05"]
    with place.change("By hand") as change:
        change.add("session_choices", {"session": SESSIONS[1], "chooser": "p02"})
    assert session.answer(secrets[0], "edit-1", 1, {SESSIONS[0]: 1})["you"] == "p06"
    again = door.open(choose_sessions(place, GATHERING))
    assert [again.people[secret].code for secret in joined(again, 2)] == ["p01", "p03"]


@pytest.mark.parametrize(
    "answer",
    [
        *(None, [], "x", {"Old song": 1}, {"Nothing like it": 1}, {"Amina Yusuf": 1}),
        *({SESSIONS[0]: wrong} for wrong in (0, 2, -1, True, 1.5, "1", None, 10**30)),
    ],
)
def test_only_sessions_of_the_event_are_taken(place, door, answer):
    session = door.open(choose_sessions(place, FAIR))
    (secret,) = joined(session)
    with pytest.raises(Refused, match=NOT_UNDERSTOOD):
        session.answer(secret, "edit-1", 1, answer)
    assert choices(place) == []
    assert session.answered == 0


def test_a_session_that_went_meanwhile_is_told_and_nothing_else_is_lost(place, door):
    session = door.open(choose_sessions(place, FAIR))
    (secret,) = joined(session)
    session.answer(secret, "edit-1", 1, {SESSIONS[0]: 1})
    with place.change("Delete") as change:
        change.delete("sessions", 2)
    with pytest.raises(Refused, match="has changed in the meantime"):
        session.answer(secret, "edit-2", 2, {SESSIONS[1]: 1})
    assert choices(place) == [("p02", SESSIONS[0])]


def test_a_session_that_is_added_is_offered_when_it_is_opened_again_to_the_same_phones(place, door):
    session = door.open(choose_sessions(place, FAIR))
    (secret,) = joined(session)
    session.answer(secret, "edit-1", 1, {SESSIONS[0]: 1})
    with place.change("Add") as change:
        change.add("sessions", {"name": "New talk", "event": FAIR})
    again = door.open(choose_sessions(place, FAIR))
    assert again.join(secret) == secret
    again.answer(secret, "edit-2", 2, {SESSIONS[0]: 1, "New talk": 1})
    assert sorted(choices(place)) == [("p02", SESSIONS[0]), ("p02", "New talk")]


# Was it worth your time ----------------------------------------------------------------------------


def test_events_held_stand_newest_first_and_none_that_is_to_come(place):
    assert list(events_held(place).items()) == [(FAIR, ""), ("Last week", "Warm Homes"), (GATHERING, "")]


def test_one_row_for_each_phone_and_sending_again_changes_it(place, door):
    session = door.open(feedback(place, FAIR))
    first, second = joined(session, 2)
    session.answer(first, "edit-1", 1, said(4, " The small groups ", "Begin\r\nlater", True))
    session.answer(second, "edit-1", 1, {"worth": 1})
    session.answer(first, "edit-2", 2, said(5, "", "Begin at ten", False))
    own, other = told(place)
    assert own == {"event": FAIR, "respondent": "k01", **said(5, None, "Begin at ten", False)}
    assert other == {"event": FAIR, "respondent": "k02", **said(1, None, None, False)}
    assert session.people[first].answer == said(5, None, "Begin at ten", False)
    assert session.answered == 2


def test_words_are_kept_as_they_were_written(place, door):
    session = door.open(feedback(place, FAIR))
    (secret,) = joined(session)
    words = "<b>Tea</b> & {{ cake }}\n=SUM(A1) 'é' 🎈"
    session.answer(secret, "edit-1", 1, said(4, words))
    assert told(place)[0]["keep"] == words
    session.answer(secret, "edit-2", 2, said(4, "x" * MOST_SIGNS))
    assert len(told(place)[0]["keep"]) == MOST_SIGNS


def test_codes_of_respondents_never_meet_those_of_the_event(place, door):
    with place.change("By hand") as change:
        change.add("feedback", {"event": FAIR, "respondent": "K01", "worth": 3})
        change.add("feedback", {"event": GATHERING, "respondent": "k02", "worth": 3})
    session = door.open(feedback(place, FAIR))
    first, second = joined(session, 2)
    assert [session.people[secret].code for secret in (first, second)] == ["k02", "k03"]
    with place.change("By hand") as change:
        change.add("feedback", {"event": FAIR, "respondent": "k02", "worth": 2})
    assert session.answer(first, "edit-1", 1, said(5))["you"] == "k04"
    assert [row["worth"] for row in told(place)] == [3, 3, 2, 5]


@pytest.mark.parametrize(
    "answer",
    [
        *(None, [], "x", {"worth": 4, "event": GATHERING}, {"worth": 4, "respondent": "k09"}),
        *(said(worth) for worth in (0, 6, -1, True, 4.5, "4", None, 10**30, [4])),
        *(said(4, words) for words in (None, 7, ["x"], {"x": 1}, True)),
        *(said(4, "", words) for words in (None, 7, ["x"], {"x": 1}, True)),
        *(said(4, "", "", shared) for shared in (None, 1, "yes", [])),
    ],
)
def test_only_feedback_that_fits_is_taken(place, door, answer):
    session = door.open(feedback(place, FAIR))
    (secret,) = joined(session)
    with pytest.raises(Refused, match=NOT_UNDERSTOOD) as refused:
        session.answer(secret, "edit-1", 1, answer)
    assert refused.value.status == 400
    assert told(place) == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({}, "Choose a number from 1 to 5"),
        ({"keep": "The tea"}, "Choose a number from 1 to 5"),
        (said(4, "x" * (MOST_SIGNS + 1)), "on what to keep: 2,001 characters are too long; up to 2,000"),
        (said(4, "", "a\x00b"), "on what to change: .* cannot be printed"),
        (said(4, "\ud800"), "on what to keep: .* cannot be printed"),
    ],
)
def test_what_is_wrong_with_feedback_is_told_in_words(place, door, answer, words):
    session = door.open(feedback(place, FAIR))
    (secret,) = joined(session)
    session.answer(secret, "edit-1", 1, said(3, "The hall"))
    with pytest.raises(Refused, match=words):
        session.answer(secret, "edit-2", 2, answer)
    assert [(row["worth"], row["keep"]) for row in told(place)] == [(3, "The hall")]


def test_feedback_that_the_facilitator_took_away_or_gave_to_another_event_is_no_obstacle(place, door):
    session = door.open(feedback(place, FAIR))
    first, second = joined(session, 2)
    session.answer(first, "edit-1", 1, said(4))
    session.answer(second, "edit-1", 1, said(2))
    with place.change("Tidy") as change:
        change.delete("feedback", 1)
        change.update("feedback", 2, {"event": GATHERING})
    session.answer(first, "edit-2", 2, said(5))
    session.answer(second, "edit-2", 2, said(1))
    assert sorted((row["event"], row["worth"]) for row in told(place)) == [
        (FAIR, 1),
        (FAIR, 5),
        (GATHERING, 2),
    ]


def test_feedback_closes_at_once_and_goes_on_when_opened_again(place, door):
    session = door.open(feedback(place, FAIR))
    (secret,) = joined(session)
    session.answer(secret, "edit-1", 1, said(4, "The tea"))
    door.close()
    with pytest.raises(Refused, match=CLOSED):
        session.answer(secret, "edit-2", 2, said(1))
    again = door.open(feedback(place, FAIR))
    again.answer(secret, "edit-3", 3, said(2))
    assert [(row["worth"], row["keep"]) for row in told(place)] == [(2, None)]


def test_what_cannot_be_asked_of_an_event_says_why(place, tmp_path):
    for event in ("", "Nothing like it", "In a year", "Called off", FAIR.upper()):
        with pytest.raises(Refused, match="Choose an event that has sessions"):
            choose_sessions(place, event)
        with pytest.raises(Refused, match="Choose an event that was held"):
            feedback(place, event)
    with Place.create(tmp_path / "empty.place") as empty:
        with pytest.raises(Refused, match="No event has sessions yet"):
            choose_sessions(empty, "")
        with empty.change("Plan") as change:
            change.add("events", {"name": "In a year", "date": days(365)})
        with pytest.raises(Refused, match="No event has been held yet"):
            feedback(empty, "In a year")
