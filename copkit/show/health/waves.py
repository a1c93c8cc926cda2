"""The rounds of the survey that somebody answered."""

from __future__ import annotations

import pandas as pd

from copkit.place.view import View
from copkit.show.page import Needs

NO_SURVEY = Needs(
    "Nobody has answered the survey yet.",
    "Write its statements and name its round; then let each person answer under 'Answer the survey', or on "
    "a phone, with a code that the person chooses.",
)


def answered_waves(here: View) -> list[str]:
    """The waves that somebody answered, the oldest first."""
    waves = here["survey_waves"].sort_values(["opened", "name"], kind="stable")
    return [name for name in waves["name"] if name in set(here["responses"]["wave"])]


def answers_of(here: View, wave: str) -> pd.DataFrame:
    rows = here["responses"]
    return rows[rows["wave"] == wave]


def respondents(answers: pd.DataFrame) -> int:
    return len(answers[["community", "respondent"]].drop_duplicates())
