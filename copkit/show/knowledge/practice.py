"""What was asked and answered, what reviews and visits brought up, and which lessons changed practice."""

from __future__ import annotations

import pandas as pd

from copkit.functions.knowledge.lessons import how_far, lesson_trail
from copkit.functions.knowledge.questions import LONG, answer_times, question_record
from copkit.place.sharing import NOT_SHOWN
from copkit.place.view import View
from copkit.show.knowledge.shelf import may_be_read, resources
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count
from copkit.show.tables import Table

MOST = 30


def questions(here: View) -> Section:
    """Which questions are answered, how soon, and which wait."""
    rows = may_be_read(here, here["questions"])
    if here["questions"].empty:
        how = "Write down what members ask each other, under 'Ask and answer'."
        return Section([Needs("No question is written down yet.", how)])
    if rows.empty:
        return Section([Finding("The questions that were asked are not to be shared.")])
    record = question_record(rows, here["answers"], here.as_of)
    times = answer_times(record)
    answered, waiting = int(times["answered"]), int(times["open"])
    told = f"{answered:,} of {count(len(record), 'question')} {'is' if answered == 1 else 'are'} answered"
    dropped = int((record["state"] == "dropped").sum())
    told += f"; {waiting:,} {'waits' if waiting == 1 else 'wait'}" if waiting else "; none waits"
    told += f", and {dropped:,} {'was' if dropped == 1 else 'were'} dropped." if dropped else "."
    if answered and pd.notna(times["median"]):
        days = "within a day" if times["median"] < 1 else f"within {count(times['median'], 'day')}"
        told += f" Half of them have a first answer {days}."
    long = record[record["waits"] > LONG.days]
    if len(long):
        told += f" '{long['question'].iloc[0]}' has waited longest, {count(long['waits'].iloc[0], 'day')}."
    by_name = rows.drop_duplicates("name").set_index("name")
    frame = pd.DataFrame(
        {
            "Question": record["question"],
            "For": by_name["community"].reindex(record["question"]).astype("object").fillna("all").to_numpy(),
            "Asked": record["asked"],
            "Answers": record["answers"],
            "State": record["state"],
            "Days to the first answer": record["days"],
        }
    )
    parts = [Table("Questions, those that wait longest first", frame.head(MOST), here.audience)]
    method = (
        "An open question counts as answered from its first answer. Those that wait still count in the "
        "median as waiting: of a median it is said that it is not known while too many wait."
    )
    return Section([Finding(told, [*parts, *_answers(here, rows)], method, "Kaplan and Meier 1958")])


def _answers(here: View, rows: pd.DataFrame) -> list[Table]:
    said = may_be_read(here, here["answers"])
    said = said[said["question"].isin(rows["name"]) & said["answer"].notna() & (said["answer"] != NOT_SHOWN)]
    if said.empty:
        return []
    known = set(resources(here.whole)["name"])
    newest = said.sort_values(["answered", "question"], ascending=[False, True], kind="stable")
    frame = pd.DataFrame(
        {
            "Question": newest["question"],
            "Answer": newest["answer"],
            "By": newest["answered_by"],
            "It points to": newest["resource"].where(newest["resource"].isin(known)),
        }
    )
    return [Table("The newest answers", frame.head(MOST), here.audience)]


def lessons(here: View) -> Section:
    """Which lessons changed practice, and which wait."""
    rows = may_be_read(here, here["lessons"])
    if here["lessons"].empty:
        how = "After each event, ask what you will do otherwise, and write it under 'From lesson to change'."
        return Section([Needs("No lesson is written down yet.", how)])
    if rows.empty:
        return Section([Finding("The lessons that were learnt are not to be shared.")])
    states, trail = how_far(rows), lesson_trail(rows, here.as_of)
    told = f"{capital(count(len(rows), 'lesson is', 'lessons are'))} written down: "
    told += f"{states['in use']:,} in use, {states['tried']:,} tried, {states['learnt']:,} with no change yet"
    told += f", {states['dropped']:,} dropped." if states["dropped"] else "."
    days = trail["days"].dropna()
    if len(days):
        at = " at the median" if len(days) > 1 else ""
        told += f" From lesson to change it took {count(round(days.median()), 'day')}{at}."
    by_name = rows.drop_duplicates("name").set_index("name")
    frame = pd.DataFrame(
        {
            "Lesson": trail["name"],
            "How far": trail["state"],
            "What is done otherwise": trail["change"],
            "Where": by_name["organisation"].reindex(trail["name"]).to_numpy(),
            "Learnt": trail["learnt"],
            "Since": trail["changed"],
        }
    )
    method = (
        "A lesson is learnt only when something is done otherwise: until then it is a lesson identified. "
        "That the change came of the lesson is what those who wrote it say."
    )
    table = Table("From lesson to change, those that wait first", frame.head(MOST), here.audience)
    source = "NATO 2022, Lessons Learned Handbook; Collison and Parcell 2004"
    return Section([Finding(told, [table], method, source)])


def notes(here: View) -> Section:
    """What was written down at reviews, peer assists, visits, clinics and stories."""
    rows = may_be_read(here, here["practice_notes"])
    rows = rows[rows["note"].notna() & (rows["note"] != NOT_SHOWN)]
    if rows.empty:
        how = "Choose an event and a way of learning, under 'Learn from what was done'."
        told = "No notes from reviews, visits or clinics are written down yet."
        return Section([Needs(told, how)] if here["practice_notes"].empty else [Finding(_NOT_TO_BE_SHARED)])
    days = here["events"].set_index("name")["date"]
    rows = rows.assign(day=pd.to_datetime(days.reindex(rows["event"]).to_numpy()))
    order = ["day", "event", "practice", "which", "position"]
    newest = rows.sort_values(order, ascending=[False, *[True] * 4], kind="stable", na_position="first")
    told = (
        f"{capital(count(newest['event'].nunique(), 'event has', 'events have'))} notes of what was learnt."
    )
    frame = pd.DataFrame(
        {
            "Event": newest["event"],
            "Way of learning": newest["practice"],
            "Which": newest["which"],
            "Question": newest["prompt"],
            "What was said": newest["note"],
        }
    )
    frame = frame.head(MOST) if frame["Which"].notna().any() else frame.head(MOST).drop(columns="Which")
    return Section([Finding(told, [Table("Notes, the newest event first", frame, here.audience)])])


_NOT_TO_BE_SHARED = "The notes from reviews, visits and clinics are not to be shared."
