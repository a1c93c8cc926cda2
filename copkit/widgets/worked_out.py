"""What the place works out for an editor that asks: each by its name, as `copkit.widgets.desk` hears it.

An answer is worked out anew each time and writes nothing; what a facilitator keeps of it, the editor
writes. The methods are imported when they are asked for, as a workshop is to open at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from copkit.place.store import Place
from copkit.widgets.worked_out_barriers import barriers_alike, barriers_standing
from copkit.widgets.worked_out_groups import groups_for, place_for
from copkit.widgets.worked_out_introductions import introduction_messages_of, introductions_for
from copkit.widgets.worked_out_invitation import invitation_to
from copkit.widgets.worked_out_mentors import mentors_for
from copkit.widgets.worked_out_questions import question_asked, questions_standing
from copkit.widgets.worked_out_search import look_it_up
from copkit.widgets.worked_out_survey import survey_code
from copkit.widgets.worked_out_timetable import standing_timetable, timetable

Answer = dict[str, Any]
Question = Mapping[str, Any]


def alike(place: Place, community: str, question: Question) -> Answer:
    """The ids of issues that read alike, in ``pairs``."""
    from copkit.functions.likeness.near_duplicates import near_duplicates

    ids = {row["name"]: number for number, row in place.rows("issues").items()}
    distinct = {frozenset((row["issue"], row["other"])) for row in place.rows("distinct_issues").values()}
    pairs = near_duplicates(list(ids), distinct)
    return {
        "pairs": [[ids[one], ids[other]] for one, other in zip(pairs["one"], pairs["other"], strict=True)]
    }


WORKED_OUT: dict[str, Callable[[Place, str, Question], Answer]] = {
    "alike": alike,
    "barriers_alike": barriers_alike,
    "barriers_standing": barriers_standing,
    "groups": groups_for,
    "late": place_for,
    "introduction_messages": introduction_messages_of,
    "introductions": introductions_for,
    "invitation": invitation_to,
    "look_it_up": look_it_up,
    "mentors": mentors_for,
    "question_asked": question_asked,
    "questions_standing": questions_standing,
    "standing_timetable": standing_timetable,
    "survey_code": survey_code,
    "timetable": timetable,
}
