"""Function 6: questions and answers, lessons and change, what one community lends, kinds, who uses."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions.knowledge.kinds_by_issue import kinds_by_issue
from copkit.functions.knowledge.lending import resources_to_lend
from copkit.functions.knowledge.lessons import how_far, lesson_trail
from copkit.functions.knowledge.questions import answer_times, question_record
from copkit.functions.knowledge.uses_by_group import uses_by

TODAY = pd.Timestamp("2026-06-30")


def asked(*rows: tuple[str, str | None, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["name", "asked", "state"])
    return frame.assign(asked=pd.to_datetime(frame["asked"]))


def said(*rows: tuple[str, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["question", "answered"])
    return frame.assign(answered=pd.to_datetime(frame["answered"]))


def test_an_open_question_with_an_answer_is_answered_and_a_dropped_one_stays_dropped():
    questions = asked(
        ("A", "2026-05-01", "open"), ("B", "2026-05-01", "dropped"), ("C", "2026-06-01", "open")
    )
    found = question_record(questions, said(("A", "2026-05-04"), ("B", "2026-05-02")), TODAY)
    found = found.set_index("question")
    assert found["state"].to_dict() == {"C": "open", "A": "answered", "B": "dropped"}
    assert found["waits"].dropna().to_dict() == {"C": 29}
    assert found.loc["A", "days"] == 3


def test_an_answer_that_is_still_to_come_on_the_day_is_none():
    found = question_record(asked(("A", "2026-06-01", "open")), said(("A", "2026-07-04")), TODAY)
    assert found[["answers", "state", "waits"]].values.tolist() == [[0, "open", 29]]


def test_the_median_counts_those_that_still_wait():
    """Three answered after 1, 2 and 30 days, one waits 10: by hand, half are answered after 2 days."""
    record = pd.DataFrame({"days": [1, 2, 30, None], "waits": [None, None, None, 10]}, dtype="Int64")
    assert answer_times(record)["median"] == 2
    waiting = pd.DataFrame({"days": [1, None, None], "waits": [None, 5, 9]}, dtype="Int64")
    assert np.isnan(answer_times(waiting)["median"])


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=30))
def test_without_waiting_ones_the_median_is_the_lower_median(rows):
    days = sorted(day for day, _ in rows)
    record = pd.DataFrame({"days": days, "waits": [None] * len(days)}, dtype="Int64")
    found = answer_times(record)
    if days:
        assert found["median"] == days[(len(days) - 1) // 2]


def test_a_lesson_waits_until_practice_changes():
    rows = pd.DataFrame(
        {
            "name": ["Ring", "Walk", "Form"],
            "state": ["in use", "learnt", "tried"],
            "change": ["We ring", None, "A form"],
            "learnt": pd.to_datetime(["2026-01-27", "2026-01-12", "2026-03-04"]),
            "changed": pd.to_datetime(["2026-03-02", None, None]),
        }
    )
    found = lesson_trail(rows, TODAY).set_index("name")
    assert found.index.tolist() == ["Walk", "Ring", "Form"]
    assert found.loc["Ring", "days"] == 34
    assert found["waits"].dropna().to_dict() == {"Walk": 169}
    assert how_far(rows).to_dict() == {"learnt": 1, "tried": 1, "in use": 1, "dropped": 0}


def test_a_community_lends_what_another_takes_and_has_nothing_on():
    shelf = pd.DataFrame({"name": ["A", "B", "C"], "community": ["Homes", "Minds", None]})
    helps = pd.DataFrame({"resource": ["A", "B", "C"], "issue": ["damp", "wait", "heat"]})
    takes = pd.DataFrame(
        {"issue": ["damp", "damp", "wait", "heat"], "community": ["Homes", "Minds", "Minds", "Minds"]}
    )
    teaches = pd.DataFrame({"resource": ["B"], "skill": ["listening"]})
    wanted = pd.DataFrame({"community": ["Homes", "Minds"], "skill": ["listening", "listening"]})
    found = resources_to_lend(shelf, helps, takes, teaches, wanted)
    assert found.values.tolist() == [
        ["B", "Minds", "Homes", "listening", "skill"],
        ["A", "Homes", "Minds", "damp", "issue"],
    ]


def test_kinds_by_issue_counts_a_pair_once_and_shows_empty_cells():
    shelf = pd.DataFrame({"name": ["A", "B"], "kind": ["guide", "case"]})
    helps = pd.DataFrame({"resource": ["A", "A", "B"], "issue": ["damp", "damp", "damp"]})
    found = kinds_by_issue(["damp", "falls"], helps, shelf, ["guide", "case", "tool"])
    assert found.loc["damp"].tolist() == [1, 1, 0]
    assert found.loc["falls"].tolist() == [0, 0, 0]


def test_who_uses_counts_people_and_not_uses():
    uses = pd.DataFrame(
        {
            "resource": ["A", "A", "B", "A"],
            "member": ["Ann", "Ann", "Ann", "Bo"],
            "use": ["opened", "applied", "adapted", "opened"],
            "used": pd.to_datetime(["2026-05-01"] * 3 + ["2024-05-01"]),
        }
    )
    found = uses_by(uses, pd.Series({"Ann": "Council", "Bo": "Trust"}), TODAY - pd.DateOffset(years=1), TODAY)
    assert found.values.tolist() == [["Council", 1, 1, 2]]
