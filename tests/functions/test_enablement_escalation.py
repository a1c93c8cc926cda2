"""Function 5: where a barrier stands on the ladder, whether it is stuck, and who is asked next."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.enablement.escalation import (
    LIVE,
    STANDINGS,
    UnknownLevel,
    by_level,
    standing,
)
from copkit.place.schema.enablement import LADDER

TODAY = pd.Timestamp("2026-06-30")
STEP = ["barrier", "level", "asked", "answer_due", "answered", "outcome"]


def barriers(*rows) -> pd.DataFrame:
    """Of name, state, day raised, and who can lift it."""
    frame = pd.DataFrame(rows, columns=["name", "state", "raised", "can_lift"])
    return frame.assign(raised=pd.to_datetime(frame["raised"]))


def steps(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=STEP).assign(asked_of="somebody")
    return frame.assign(**{day: pd.to_datetime(frame[day]) for day in ("asked", "answer_due", "answered")})


def one(*rows, state="open", **how) -> dict:
    """How a barrier stands after these steps, each without the name of the barrier."""
    only = barriers(("Rule", state, "2026-06-01", None))
    return standing(only, steps(*[("Rule", *row) for row in rows]), TODAY, **how).iloc[0].to_dict()


def test_no_answer_in_time_goes_one_level_up():
    found = one(("head of service", "2026-05-20", "2026-06-03", None, None))
    assert found["answer"] == "overdue"
    assert (found["days"], found["overdue"], found["stuck"]) == (41, 27, True)
    assert (found["asked_of"], found["next_level"]) == ("somebody", "chief officer")
    assert found["next_step"] == "Ask the chief officer: the head of service has not answered for 41 days."


def test_an_answer_due_today_is_not_overdue():
    found = one(("head of service", "2026-05-20", "2026-06-30", None, None))
    assert (found["answer"], found["stuck"], found["next_step"]) == (
        "waiting",
        False,
        "Wait for the head of service until 30 June 2026.",
    )


def test_without_an_agreed_day_four_weeks_are_given():
    assert one(("line manager", "2026-06-02", None, None, None))["answer"] == "waiting"
    assert one(("line manager", "2026-06-01", None, None, None))["answer"] == "overdue"
    assert one(("line manager", "2026-06-02", None, None, None), patience=14)["answer"] == "overdue"
    assert "on a day for the answer" in one(("line manager", "2026-06-02", None, None, None))["next_step"]


def test_a_barrier_about_which_nobody_was_asked_is_stuck():
    found = one()
    assert (found["answer"], found["stuck"], found["days"]) == ("nobody asked", True, 29)
    assert found["next_step"] == "Ask the line manager: nobody has been asked for 29 days."
    known = standing(barriers(("Rule", "open", None, "the data officer")), steps(), TODAY)
    assert known["next_step"].item() == "Ask who can lift it (the data officer): nobody has been asked."


def test_a_refusal_below_the_top_is_stuck_and_at_the_top_is_an_end():
    below = one(("chief officer", "2026-05-01", None, "2026-06-29", "refused"))
    assert (below["stuck"], below["next_step"]) == (
        True,
        "Ask the partnership board: the chief officer refused 1 day ago.",
    )
    top = one((LADDER[-1], "2026-05-01", None, "2026-06-20", "refused"))
    assert not top["stuck"]
    assert pd.isna(top["next_level"])
    assert top["next_step"].startswith("Find a way round it, or accept it and say so")


def test_who_has_refused_is_not_asked_again_on_the_way_up():
    found = one(
        ("head of service", "2026-02-01", None, "2026-03-01", "refused"),
        ("line manager", "2026-04-01", "2026-05-01", None, None),
    )
    assert (found["level"], found["reached"]) == ("line manager", "head of service")
    assert found["next_level"] == "chief officer"


def test_what_was_passed_on_and_left_lying_goes_back_to_the_one_above():
    found = one(("head of service", "2026-05-01", None, "2026-06-18", "passed on"))
    assert found["stuck"]
    assert found["next_step"] == (
        "Ask the chief officer: the head of service passed it on 12 days ago, "
        "and nobody has been asked since."
    )
    followed = one(
        ("chief officer", "2026-05-01", None, "2026-06-10", "passed on"),
        ("head of service", "2026-06-11", "2026-07-11", None, None),
    )
    assert (followed["answer"], followed["stuck"], followed["reached"]) == ("waiting", False, "chief officer")


def test_no_answer_at_the_top_is_asked_for_again():
    found = one((LADDER[-1], "2026-05-01", "2026-06-01", None, None))
    assert found["stuck"]
    assert found["next_step"].startswith("Ask the government or regulator again")


def test_what_they_say_is_lifted_is_checked_with_those_it_hurts():
    found = one(("line manager", "2026-05-01", None, "2026-06-20", "lifted"))
    assert not found["stuck"]
    assert found["next_step"] == (
        "Check with those it hurts whether it is lifted, as the line manager said 10 days ago."
    )
    silent = one(("line manager", "2026-05-01", None, "2026-06-20", None))
    assert silent["next_step"] == "Write down what the line manager answered 10 days ago."


def test_an_answer_given_later_is_not_known_yet_nor_a_step_taken_later():
    found = one(
        ("head of service", "2026-05-20", "2026-06-03", "2026-07-02", "lifted"),
        ("chief officer", "2026-07-01", None, None, None),
    )
    assert (found["level"], found["answer"]) == ("head of service", "overdue")
    later = barriers(("Later", "open", "2026-07-01", None))
    assert standing(later, steps(), TODAY).empty


def test_an_eased_barrier_is_told_and_never_stuck_and_a_lifted_or_accepted_one_is_left_out():
    late = ("line manager", "2026-01-01", "2026-02-01", None, None)
    assert not one(late, state="eased")["stuck"]
    gone = barriers(("A", "lifted", None, None), ("B", "accepted", None, None))
    assert standing(gone, steps(), TODAY).empty


def test_a_step_without_a_day_or_with_an_unknown_level():
    undated = one(("line manager", None, None, None, None))
    assert pd.isna(undated["days"])
    assert undated["next_step"] == "Write down the day on which the line manager was asked."
    with pytest.raises(UnknownLevel, match="no level 'mayor'"):
        one(("mayor", "2026-05-01", None, None, None))
    with pytest.raises(UnknownLevel, match="has no level"):
        one((None, "2026-05-01", None, None, None))


def test_the_stuck_come_first_and_the_longest_waiting_of_them():
    names = barriers(("A", "open", None, None), ("B", "open", "2026-05-01", None), ("C", "open", None, None))
    found = standing(names, steps(("A", "line manager", "2026-06-20", None, None, None)), TODAY)
    assert found["barrier"].tolist() == ["B", "C", "A"]


days = st.sampled_from([None, "2026-01-10", "2026-04-01", "2026-06-29", "2026-08-01"])
outcomes = st.sampled_from([None, "lifted", "eased", "refused", "passed on"])
towns = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from(LADDER), days, days, days, outcomes), max_size=10
)
states = st.lists(st.sampled_from([*LIVE, "lifted", "accepted"]), min_size=4, max_size=4)


@given(towns, states, st.randoms(use_true_random=False))
def test_every_live_barrier_has_one_row_and_one_next_step_whatever_the_order(rows, states, chance):
    frame = barriers(*[(name, state, "2026-01-01", None) for name, state in zip("ABCD", states, strict=True)])
    found = standing(frame, steps(*rows), TODAY)
    shuffled = rows[:]
    chance.shuffle(shuffled)
    again = standing(frame.iloc[::-1], steps(*shuffled), TODAY)
    pd.testing.assert_frame_equal(found, again)
    assert set(found["barrier"]) == {n for n, state in zip("ABCD", states, strict=True) if state in LIVE}
    assert found["answer"].isin(STANDINGS).all()
    assert found["next_step"].str.endswith(".").all()
    assert (found["overdue"].dropna() > 0).all()
    asked = found[found["next_level"].notna() & found["level"].notna()]
    assert (asked["next_level"].map(LADDER.index) > asked["level"].map(LADDER.index)).all()
    counted = by_level(found)
    assert counted["reached"].tolist() == ["nobody asked", *LADDER]
    assert (counted["barriers"].sum(), counted["stuck"].sum()) == (len(found), found["stuck"].sum())


def test_text_columns_may_be_strings_and_days_may_all_be_empty():
    frame = barriers(("A", "open", None, None)).astype(
        {"name": "string", "state": "string", "can_lift": "string"}
    )
    taken = steps(("A", "chief officer", None, None, None, "refused"))
    taken = taken.astype({"barrier": "string", "level": "string", "outcome": "string"})
    assert standing(frame, taken, TODAY)["next_level"].tolist() == ["partnership board"]
