"""Which time suits best: one poll, and a season of polls."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copkit.functions.events import season as seasons
from copkit.functions.events.dates import CRITERIA, ranked_slots, share_missed
from copkit.functions.events.season import season

ANSWER = {"y": "yes", "i": "if need be", "n": "no"}
DAYS = [pd.Timestamp("2026-09-07") + pd.Timedelta(days=n) for n in range(6)]


def poll(*slots: str, name: str = "Autumn") -> pd.DataFrame:
    """One text for each day: the answers of members a, b, c and so on; '-' for none."""
    rows = [
        (name, day, "10:00", chr(97 + place), ANSWER.get(letter))
        for day, letters in zip(DAYS, slots, strict=False)
        for place, letter in enumerate(letters)
    ]
    return pd.DataFrame(rows, columns=["poll", "day", "starts", "member", "answer"])


def asked(number: int, roles: str = "", organisations: str = "") -> pd.DataFrame:
    """Members a, b, c and so on. Role k is a coordinator, c core; an organisation is one letter, '-' none."""
    names = [chr(97 + place) for place in range(number)]
    role = [{"k": "coordinator", "c": "core"}.get(letter, "active") for letter in roles.ljust(number)]
    bodies = [None if letter in "- " else letter for letter in organisations.ljust(number)]
    return pd.DataFrame({"member": names, "role": role, "organisation": bodies})


def order_of(slots) -> list[int]:
    return [DAYS.index(slot.day) for slot in slots]


def test_a_poll_worked_by_hand():
    """Twelve members in four organisations; two times."""
    members = asked(12, "kccc", "WWWWXXXXYYYZ")
    missed = dict.fromkeys("cdgl", 1.0)
    best, other = ranked_slots(
        poll("yyyyyyyyyiin", "ynnnyyyyyyyy"), members, required={"coordinator": 1}, missed=missed
    )
    assert (best.day, best.yes, best.no, best.rank) == (DAYS[1], 9, 3, 1)
    assert best.reason == (
        "9 of 12 can come; a coordinator is there; every organisation is there; "
        "2 of the 4 who missed half or more of the last events can come."
    )
    assert (other.yes, other.if_need_be, other.score, other.rank) == (9, 2, 10, 2)
    assert other.organisations_missing == ("Z",)
    assert other.reason == (
        "9 of 12 can come, 2 more if need be; a coordinator is there; every organisation but Z; "
        "3 of the 4 who missed half or more of the last events can come."
    )


def test_a_facilitator_may_put_the_number_before_the_organisations():
    members = asked(12, "kccc", "WWWWXXXXYYYZ")
    slots = poll("yyyyyyyyyiin", "ynnnyyyyyyyy")
    assert order_of(ranked_slots(slots, members, order=("who can come",))) == [0, 1]
    assert order_of(ranked_slots(slots, members, order=CRITERIA)) == [1, 0]


def test_a_required_role_comes_before_any_number():
    slots = ranked_slots(poll("nyyyy", "yyynn"), asked(5, "k"), required={"coordinator": 1})
    assert order_of(slots) == [1, 0]
    assert slots[1].required_missing == ("coordinator",)
    assert "no coordinator can come" in slots[1].reason


def test_half_is_between_framadate_and_rallly():
    """Framadate takes the most 'yes' (the first), Rallly the most who can at all (the third)."""
    slots, members = poll("yyynnnn", "yyiiinn", "yiiiiin"), asked(7)
    assert order_of(ranked_slots(slots, members, if_need_be=0))[0] == 0
    assert order_of(ranked_slots(slots, members))[:2] == [1, 2]
    assert order_of(ranked_slots(slots, members, if_need_be=1))[0] == 2


def test_yes_wins_at_the_same_score():
    assert order_of(ranked_slots(poll("yiin", "yynn"), asked(4))) == [1, 0]


def test_where_all_else_is_equal_those_who_often_missed_come_first():
    slots = ranked_slots(poll("yn", "ny"), asked(2), missed={"b": 0.5})
    assert order_of(slots) == [1, 0]
    assert slots[0].reason.endswith("the one who missed half or more of the last events can come.")


def test_ties_are_told_as_ties_and_stand_by_day():
    slots = ranked_slots(poll("yn", "ny", "nn"), asked(2))
    assert [(slot.rank, slot.tied) for slot in slots] == [(1, 1), (1, 1), (3, 0)]
    assert order_of(slots) == [0, 1, 2]
    assert slots[0].reason == "1 of 2 can come; equal to 1 other time."


def test_no_answer_is_unknown_and_may_yet_win():
    slots = ranked_slots(poll("yynn", "y--n", "nnn-"), asked(4))
    assert [(slot.silent, slot.no, slot.could_win) for slot in slots] == [
        (0, 2, True),
        (2, 1, True),
        (1, 3, False),
    ]
    assert "2 have not answered" in slots[1].reason


def test_a_settled_poll_has_one_that_could_win():
    slots = ranked_slots(poll("yyyn", "y-nn"), asked(4))
    assert [slot.could_win for slot in slots] == [True, False]


def test_a_role_that_nobody_has_and_one_that_has_not_answered():
    slots = ranked_slots(poll("-y"), asked(2, "kc"), required={"coordinator": 1, "core": 2, "chair": 1})
    assert slots[0].required_missing == ("coordinator", "core", "chair")
    for words in (
        "no coordinator can come so far, 1 not having answered",
        "there is just 1 core member, and 2 must come",
        "nobody here is a chair",
    ):
        assert words in slots[0].reason


def test_a_coordinator_who_comes_only_if_need_be():
    slot = ranked_slots(poll("iy"), asked(2, "k"), required={"coordinator": 1})[0]
    assert slot.required_missing == ()
    assert "a coordinator is there if need be" in slot.reason


def test_people_who_are_no_members_are_guests():
    slot = ranked_slots(poll("yyi"), asked(1))[0]
    assert (slot.yes, slot.guests) == (1, 2)
    assert slot.reason == "1 of 1 can come; 2 guests can, too."


def test_what_is_wrong_says_what_to_do():
    twice = pd.concat([poll("y"), poll("n")])
    with pytest.raises(ValueError, match="a gives two answers for 7 September 2026, 10:00: keep the one"):
        ranked_slots(twice, asked(1))
    with pytest.raises(ValueError, match=r"a answers 'perhaps' .*: use yes, if need be, no"):
        ranked_slots(poll("y").assign(answer="perhaps"), asked(1))
    with pytest.raises(ValueError, match="a stands twice among the members: keep one row"):
        ranked_slots(poll("y"), pd.concat([asked(1), asked(1)]))
    with pytest.raises(ValueError, match="'luck' is no criterion: use required roles"):
        ranked_slots(poll("y"), asked(1), order=["luck"])
    with pytest.raises(ValueError, match="cannot count 2: give a number from 0 to 1"):
        ranked_slots(poll("y"), asked(1), if_need_be=2)


def test_nobody_asked_and_nothing_proposed():
    assert ranked_slots(poll(), asked(2)) == []
    assert ranked_slots(poll("y"), asked(0))[0].reason == "0 of 0 can come; 1 guest can, too."
    assert season(poll(), asked(2)).chosen == ()


def test_a_day_without_a_time():
    days = poll("y", "n").assign(starts=None)
    assert [slot.starts for slot in ranked_slots(days, asked(1))] == [None, None]


def test_share_missed_counts_the_last_events_at_which_somebody_was():
    events = pd.DataFrame({"name": list("ABCD"), "date": DAYS[:4]})
    rows = [("A", "x"), ("B", "x"), ("B", "y"), ("C", "y"), ("A", "z")]
    attendance = pd.DataFrame(rows, columns=["event", "member"]).assign(presence="came")
    assert share_missed(events, attendance, DAYS[3], number=2) == {"x": 0.5, "y": 0.0, "z": 1.0}
    assert share_missed(events, attendance, DAYS[0], number=2) == {"x": 0.0, "y": 1.0, "z": 0.0}
    assert share_missed(events, attendance.head(0), DAYS[3]) == {}


answers = st.lists(st.text("yin-", min_size=5, max_size=5), min_size=1, max_size=5)
MEMBERS = asked(5, "kkc", "WXXYY")
RULES = {"required": {"coordinator": 1, "core": 1}, "missed": {"a": 1.0, "d": 0.5}}


@given(answers, st.data())
def test_one_more_yes_never_lowers_a_slot(slots, data):
    place = data.draw(st.integers(0, len(slots) - 1))
    member = data.draw(st.integers(0, 4))
    better = list(slots)
    better[place] = slots[place][:member] + "y" + slots[place][member + 1 :]

    def rank(table: list[str]) -> int:
        found = {slot.day: slot.rank for slot in ranked_slots(poll(*table), MEMBERS, **RULES)}
        return found[DAYS[place]]

    assert rank(better) <= rank(slots)


@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(slots, chance):
    table, members = poll(*slots), MEMBERS
    rows, people = list(range(len(table))), list(range(len(members)))
    chance.shuffle(rows)
    chance.shuffle(people)
    mixed = table.iloc[rows], members.iloc[people]
    assert ranked_slots(*mixed, **RULES) == ranked_slots(table, members, **RULES)
    assert season(*mixed, required=RULES["required"]) == season(table, members, required=RULES["required"])


@settings(max_examples=30)
@given(st.lists(st.text("yn-", min_size=2, max_size=2), min_size=2, max_size=2))
def test_could_win_is_whether_some_answers_of_the_silent_make_it_best(slots):
    """Every way to fill in what is unknown is tried."""
    members, text = asked(2, "k", "XY"), "".join(slots)
    won = set()
    for said in product("yin", repeat=text.count("-")):
        filled = text.replace("-", "{}").format(*said)
        ranked = ranked_slots(poll(filled[:2], filled[2:]), members, required={"coordinator": 1})
        won |= {slot.day for slot in ranked if slot.rank == 1}
    found = ranked_slots(poll(*slots), members, required={"coordinator": 1})
    assert {slot.day for slot in found if slot.could_win} == won


# A season


def many(*polls: list[str]) -> pd.DataFrame:
    return pd.concat([poll(*slots, name=f"P{place}") for place, slots in enumerate(polls)])


def test_a_season_worked_by_hand():
    """Each poll alone takes the first day, to which c can never come; one of the two moves for c."""
    found = season(many(["yyn", "yny"], ["yyn", "nny"]), asked(3))
    assert [DAYS.index(one.day) for one in found.chosen] == [1, 0]
    assert found.served == {"a": 2, "b": 1, "c": 1}
    assert found.served_if_each_alone == {"a": 2, "b": 2, "c": 0}
    assert found.exact
    assert "at least 1 event." in found.reason


def test_a_member_who_can_come_to_nothing_does_not_stop_fairness_for_the_rest():
    """Maximin would call all choices equal, as d can come to none."""
    found = season(many(["yynn", "yyyn", "ynyn"], ["yynn", "nnyn", "yynn"]), asked(4))
    assert found.served == {"a": 2, "b": 2, "c": 1, "d": 0}
    assert found.reason.startswith("At these times 1 of the 4 who answered can come to nothing.")


def test_fairness_never_costs_a_required_role():
    """Day 2 would serve c and d, but the coordinator a cannot come then."""
    table = many(["yynn", "nyyy"], ["yynn", "nyyy"])
    found = season(table, asked(4, "k"), required={"coordinator": 1})
    assert [DAYS.index(one.day) for one in found.chosen] == [0, 0]
    free = season(table, asked(4, "k"))
    assert [DAYS.index(one.day) for one in free.chosen] == [0, 1]


def test_who_missed_the_events_before_comes_first_now():
    table = many(["yyn", "nny"])
    assert DAYS.index(season(table, asked(3)).chosen[0].day) == 0
    fair = season(table, asked(3), came_before={"a": 2, "b": 2})
    assert DAYS.index(fair.chosen[0].day) == 1
    assert (fair.chosen[0].suits_most, fair.chosen[0].given_up) == (False, 1)
    assert fair.chosen[0].reason == (
        "8 September 2026, 10:00: 1 fewer than on 7 September 2026, 10:00, but fairer over the season. "
        "1 of 3 can come."
    )
    assert fair.reason == (
        "At these times everyone can come to at least 1 event. Had each event the time that suits most, "
        "1 and not 0 could come to nothing. Over all events, 1 fewer can come."
    )


def test_if_need_be_counts_half_and_the_silent_are_told():
    found = season(many(["yi-"]), asked(3))
    assert found.served == {"a": 1.0, "b": 0.5, "c": 0.0}
    assert found.silent == ("c",)
    assert found.reason == (
        "At these times everyone who answered can come to at least half an event. No choice is fairer than "
        "the time that suits most for each event. If need be counts half. "
        "1 member has not answered; what they can come to is unknown."
    )
    assert season(many(["--"]), asked(2)).reason.startswith("Nobody has answered yet")


def test_of_choices_as_fair_the_one_with_more_yes_is_taken():
    found = season(many(["ii", "yn"]), asked(2), came_before={"b": 0.5})
    assert found.served == {"a": 1, "b": 0.5}
    assert DAYS.index(found.chosen[0].day) == 1


def test_a_season_of_who_came_before_is_not_negative():
    with pytest.raises(ValueError, match="cannot be negative: give 0 or more"):
        season(many(["y"]), asked(1), came_before={"a": -1})


UNITS = {"y": 1.0, "i": 0.5, "n": 0.0, "-": 0.0}
small_seasons = st.lists(
    st.lists(st.text("yin-", min_size=4, max_size=4), min_size=1, max_size=3), min_size=1, max_size=4
)


def by_hand(polls: list[list[str]], before: list[int]) -> list[float]:
    """The fairest of all choices, straight from the definition of leximin."""
    choices = product(*[range(len(slots)) for slots in polls])
    totals = [
        sorted(
            before[member]
            + sum(UNITS[slots[place][member]] for slots, place in zip(polls, choice, strict=True))
            for member in range(4)
        )
        for choice in choices
    ]
    return max(totals)


@settings(max_examples=30)
@given(small_seasons, st.lists(st.integers(0, 2), min_size=4, max_size=4))
def test_no_choice_is_fairer(polls, before):
    came = dict(zip("abcd", before, strict=True))
    found = season(many(*polls), asked(4), came_before=came)
    assert sorted(found.served.values()) == by_hand(polls, before)
    assert sorted(found.served.values()) >= sorted(found.served_if_each_alone.values())


@settings(max_examples=30)
@given(small_seasons)
def test_each_poll_has_as_few_roles_missing_as_it_can(polls):
    members = asked(4, "kc")
    required = {"coordinator": 1, "core": 1}
    table = many(*polls)
    for one in season(table, members, required=required).chosen:
        slots = ranked_slots(table[table["poll"] == one.poll], members, required=required)
        lacking = {slot.day: len(slot.required_missing) for slot in slots}
        assert lacking[one.day] == min(lacking.values())


def test_a_long_season_is_searched_and_says_so(monkeypatch):
    """Three polls at a time are chosen anew: with three polls that is all there is."""
    chance = np.random.default_rng(3)
    polls = [["".join(chance.choice(list("yin"), 8)) for _ in range(4)] for _ in range(3)]
    table, members = many(*polls), asked(8)
    exact = season(table, members)
    monkeypatch.setattr(seasons, "MOST_CHOICES", 1)
    searched = season(table, members)
    assert (exact.exact, searched.exact) == (True, False)
    assert searched.served == exact.served
    polls = [["".join(chance.choice(list("yin"), 8)) for _ in range(4)] for _ in range(7)]
    searched = season(many(*polls), members)
    assert sorted(searched.served.values()) >= sorted(searched.served_if_each_alone.values())
