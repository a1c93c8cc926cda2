"""A message for each pair, ready to send: plain text, the reason and nothing else."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from copkit.functions import networking


def planned(members, *reasons):
    rounds = pd.DataFrame({"round": [1], "group": [1], "members": [members]})
    rows = pd.DataFrame([{"round": 1, "group": 1, **reason} for reason in reasons])
    return rounds, rows


def test_a_message_has_names_reason_and_a_first_talk():
    why = {
        "reason": "Ann and Bo know nobody in common; Bo teaches law, which Ann wants to learn.",
        "learner": "Ann",
        "teacher": "Bo",
        "skill": "law",
        "issue": "damp",
        "points": 7.25,
        "distance": float("inf"),
        "member_in": "a refuge",
    }
    message = networking.introduction_messages(*planned(("Ann", "Bo"), why), sender="Eve").iloc[0]
    assert message["subject"] == "Ann and Bo: an introduction"
    assert message["text"].startswith(
        "Dear Ann and Bo,\n\nmay I introduce you to each other? Ann and Bo know"
    )
    assert why["reason"] in message["text"]
    assert "Ann says where law would help, and Bo shows one example." in message["text"]
    assert message["text"].endswith("With best wishes\nEve")
    # what stands in other columns is not told
    assert not any(word in message["text"] for word in ("7.25", "inf", "refuge", "damp"))


def test_a_three_gets_all_its_reasons():
    message = networking.introduction_messages(
        *planned(
            ("Ann", "Bo", "Cy"),
            {"reason": "Bo and Cy have not met.", "issue": "damp"},
            {"reason": "Ann and Bo have not met."},
        )
    ).iloc[0]
    assert "Dear Ann, Bo and Cy," in message["text"]
    assert "Ann and Bo have not met. Bo and Cy have not met." in message["text"]
    assert "each of you says what you have tried on damp" in message["text"]


def test_a_plan_s_own_frames_give_messages():
    plan = networking.plan_rounds(list("abcde"), networking.pair_values(list("abcde")), 2)
    found = networking.introduction_messages(plan.rounds, plan.reasons)
    assert len(found) == len(plan.rounds)
    assert found["members"].tolist() == plan.rounds["members"].tolist()
    nothing = networking.plan_rounds(["a"], networking.pair_values(["a"]), 1)
    assert networking.introduction_messages(nothing.rounds, nothing.reasons).empty


@given(st.text(min_size=1), st.text())
def test_nothing_passes_for_markup_or_another_line(name, skill):
    reason = {"reason": f"{name} teaches {skill}.", "learner": "Bo", "teacher": name, "skill": skill}
    message = networking.introduction_messages(*planned((name, "Bo"), reason), sender=name).iloc[0]
    assert message["subject"].isprintable()
    assert not set("<>") & set(message["subject"] + message["text"])
    assert all(line.isprintable() for line in message["text"].split("\n"))
    assert len(message["text"].split("\n")) <= 10
