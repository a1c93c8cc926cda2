"""The rounds of the survey that somebody answered: what was said, who was asked, and where they come from.

Answers are read as they were given, for every reader, as codes tell whose answers of two rounds belong
together. What is shown of them is for the sections to keep within what the reader may see.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copkit.functions.health.survey_answers import FEWEST, answers_of_wave, asked_at
from copkit.place.privacy import WORKSHOP, Audience
from copkit.place.view import View
from copkit.show.page import Needs

NO_SURVEY = Needs(
    "Nobody has answered the survey yet.",
    "Take the standard statements or write your own, and name the round; then let each person answer under "
    "'Answer the survey', on a phone or on the printed sheet, with a code that the person chooses.",
)

_SECTOR_OF_KIND = {"public": "resident", "politician": "political"}
"""Of a member who belongs to no organisation."""


@dataclass(frozen=True)
class Round:
    """One round of the survey in one community, or in the whole place.

    ``answers`` are rows of responses; ``asked`` those who were members on the day it ``opened`` (community,
    member, role, sector); ``answered`` has a row for each person who did (community, sector, NaN if that
    person did not say).
    """

    name: str
    opened: pd.Timestamp
    answers: pd.DataFrame
    asked: pd.DataFrame
    answered: pd.DataFrame
    whole_place: bool

    @property
    def people(self) -> int:
        """How many answered."""
        return len(self.answered)

    @property
    def members(self) -> int | None:
        """Of how many they are a part; None if that is not known, or fewer than answered."""
        number = len(self.asked)
        return number if number >= max(self.people, 1) else None


def fewest_told(audience: Audience) -> int:
    """Of fewer people than these no result is shown: 5 in the room, 10 in public."""
    return max(FEWEST, audience.least_rounded)


def answered_waves(here: View) -> list[str]:
    """The waves that somebody answered, the oldest first. On a day that is past, a wave that was still open
    had no result yet."""
    waves = here["survey_waves"].sort_values(["opened", "name"], kind="stable")
    if here.looks_back:
        waves = waves[waves["closed"].isna() | (waves["closed"] <= here.as_of)]
    return [name for name in waves["name"] if name in set(here["responses"]["wave"])]


def answers_of(here: View, wave: str) -> pd.DataFrame:
    rows = here["responses"]
    return rows[rows["wave"] == wave]


def respondents(answers: pd.DataFrame) -> int:
    return len(answers[["community", "respondent"]].drop_duplicates())


def rounds(here: View) -> list[Round]:
    """The rounds that somebody answered, the oldest first."""
    inside = here.seen_by(WORKSHOP)
    opened = inside["survey_waves"].set_index("name")["opened"]
    return [_round(inside, name, pd.Timestamp(opened[name])) for name in answered_waves(inside)]


def _round(inside: View, wave: str, opened: pd.Timestamp) -> Round:
    answers = answers_of(inside, wave)
    asked = asked_at(inside["memberships"], opened)
    asked = asked.assign(sector=asked["member"].map(_sectors_of_members(inside)))
    return Round(wave, opened, answers, asked, _answered(inside, wave, answers), not inside.community)


def _answered(inside: View, wave: str, answers: pd.DataFrame) -> pd.DataFrame:
    people = answers_of_wave(answers).drop_duplicates("who")[["community", "who"]]
    rows = inside["respondents"]
    rows = rows[rows["wave"] == wave].astype({"sector": "object"})
    told = answers_of_wave(rows.assign(item=rows["sector"], score=1)).drop_duplicates("who", keep="last")
    sectors = told.set_index("who")["item"]
    return people.assign(sector=people["who"].map(sectors).astype("object"))[["community", "sector"]]


def _sectors_of_members(inside: View) -> pd.Series:
    """What kind of body each member comes from, as far as that is recorded."""
    members = inside["members"].set_index("name")
    sectors = inside["organisations"].set_index("name")["sector"].astype("object")
    of_body = members["organisation"].astype("object").map(sectors)
    of_kind = members["kind"].astype("object").map(_SECTOR_OF_KIND)
    return of_body.where(of_body.notna(), of_kind)
