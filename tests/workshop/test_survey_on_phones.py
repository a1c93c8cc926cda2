"""The survey on phones: a code of one's own, where one comes from, and the short form."""

from __future__ import annotations

import pytest

from copkit.place.store import Place
from copkit.workshop.opening import survey
from copkit.workshop.questions import NOT_UNDERSTOOD, Refused
from copkit.workshop.session import Door, Session


@pytest.fixture
def place() -> Place:
    made = Place.in_memory()
    with made.change("Fill") as change:
        change.add("communities", {"name": "Warm Homes"})
        change.add("members", {"name": "Amina Yusuf"})
        change.add("survey_waves", {"name": "Spring", "opened": "2026-03-01", "form": "full"})
        change.add("survey_waves", {"name": "Autumn", "opened": "2026-10-01", "form": "pulse"})
        for name, form in (("trust", "pulse"), ("useful", "full"), ("own", None)):
            item = {"name": name, "statement": f"There is {name}", "element": "value", "form": form}
            change.add("survey_items", item)
    return made


@pytest.fixture
def session(place) -> Session:
    return Door(place).open(survey(place, "Warm Homes", "Spring"))


def said(place: Place) -> list[tuple[str, str, int]]:
    return [tuple(row) for row in place.read("responses")[["respondent", "item", "score"]].values.tolist()]


def sectors(place: Place) -> dict[str, str]:
    rows = place.read("respondents")
    assert set(rows["wave"]) <= {"Spring"}
    return dict(zip(rows["respondent"], rows["sector"], strict=True))


def test_a_pulse_leaves_out_what_is_for_the_full_survey_alone(place):
    assert survey(place, "Warm Homes", "Autumn").offered == ("trust", "own")
    assert survey(place, "Warm Homes", "Spring").offered == ("trust", "useful", "own")


def test_an_own_code_takes_the_place_of_the_given_one_and_can_be_changed(place, session):
    secret = session.join()
    told = session.answer(secret, "edit-1", 1, {"trust": 4}, sector="resident")
    assert told["you"] == "s1p01"
    told = session.answer(secret, "edit-2", 2, {"trust": 5, "own": 1}, sector="resident", own=" MA07 ")
    assert told["you"] == "ma07"
    assert said(place) == [("ma07", "trust", 5), ("ma07", "own", 1)]
    assert sectors(place) == {"ma07": "resident"}
    session.answer(secret, "edit-3", 3, {"trust": 5}, sector="", own="ma08")
    assert (said(place), sectors(place)) == ([("ma08", "trust", 5)], {})
    session.answer(secret, "edit-4", 4, {"trust": 2}, sector="business")
    assert (said(place), sectors(place)) == ([("s1p01", "trust", 2)], {"s1p01": "business"})


def test_two_people_with_one_code_never_overwrite_each_other(place, session):
    first, second = session.join(), session.join()
    session.answer(first, "edit-1", 1, {"trust": 4}, own="ma07")
    session.answer(second, "edit-1", 1, {"trust": 1}, own="be12")
    for number, code in enumerate(("ma07", "MA07"), 2):
        session.answer(second, f"edit-{number}", number, {"trust": number}, own=code)
        assert said(place) == [("ma07", "trust", 4), ("s1p01", "trust", number)]
    session.answer(second, "edit-4", 4, {"own": 3}, own="ma07b")
    assert said(place) == [("ma07", "trust", 4), ("ma07b", "own", 3)]


def test_a_phone_that_enters_the_code_of_another_does_not_learn_that_it_has_answered(place, session):
    first, second, third = (session.join() for _ in range(3))
    session.answer(first, "edit-1", 1, {"trust": 4}, own="ma07")
    told = {}
    for secret, code in ((second, "ma07"), (third, "ma08")):
        told[code] = session.answer(secret, "edit-1", 1, {"trust": 1}, own=code)
        assert told[code].pop("you") == session.participant(secret).shown == code
        assert told[code].pop("saved")
    assert told["ma07"] == told["ma08"]
    assert [code for code, *_ in said(place)] == ["ma07", "s1p02", "ma08"]


def test_a_code_that_is_free_again_is_the_participants_own(place, session):
    first, second = session.join(), session.join()
    session.answer(first, "edit-1", 1, {"trust": 4}, own="ma07")
    session.answer(second, "edit-1", 1, {"trust": 1}, own="ma07")
    session.answer(first, "edit-2", 2, {"trust": 4}, own="be12")
    session.answer(second, "edit-2", 2, {"trust": 1}, own="ma07")
    assert sorted(said(place)) == [("be12", "trust", 4), ("ma07", "trust", 1)]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("Amina", "is not a name"),
        ("amina yusuf 7", "may be a name"),
        ("amina7", "may be a name"),
        ("s4p01", "given to phones"),
        ("1234", "letters and figures"),
        ("<b>7", "only"),
        ("a7" * 11, "up to 20 signs"),
        (7, NOT_UNDERSTOOD),
        (None, NOT_UNDERSTOOD),
    ],
)
def test_what_is_no_code_is_refused_in_a_sentence(place, session, code, why):
    with pytest.raises(Refused, match=why):
        session.answer(session.join(), "edit-1", 1, {"trust": 4}, own=code)
    assert said(place) == []


def test_a_code_of_spring_is_the_same_person_in_autumn(place):
    door = Door(place)
    for wave, code in (("Spring", "ma07"), ("Autumn", "Ma07")):
        opened = door.open(survey(place, "Warm Homes", wave))
        opened.answer(opened.join(), "edit-1", 1, {"trust": 4}, own=code)
    assert [code for code, *_ in said(place)] == ["ma07", "ma07"]
