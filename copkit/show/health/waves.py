"""The rounds of the survey that somebody answered: what was said, who was asked, and where they come from.

Answers are read as they were given, for every reader, as codes tell whose answers of two rounds belong
together. What is shown of them is for the sections to keep within what the reader may see.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from copkit.functions.health.survey_answers import FEWEST, answers_of_wave, asked_at
from copkit.place.privacy import WORKSHOP, Audience
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.page import Needs
from copkit.show.sentences import date

NO_SURVEY = Needs(
    "Nobody has answered the survey yet.",
    "Take the standard statements or write your own, and name the round; then let each person answer under "
    "'Answer the survey', on a phone or on the printed sheet, with a code that the person chooses. In public "
    "a round is told when its last day is over.",
)

OPEN_FOR = pd.Timedelta(days=60)
"""So long a wave counts as open that does not say its last day."""

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
    """The waves that somebody answered, the oldest first. A wave that is still open has no result yet: on a
    day that is past, and in public, where two pages of one wave would tell what was answered between them."""
    waves = here["survey_waves"].sort_values(["opened", "name"], kind="stable")
    if here.looks_back or here.audience.is_public:
        ends = waves["closed"].fillna(waves["opened"] + OPEN_FOR)
        waves = waves[ends <= here.as_of]
    return list(waves["name"][waves["name"].isin(here["responses"]["wave"])])


def answers_of(here: View, wave: str) -> pd.DataFrame:
    rows = here["responses"]
    return rows[rows["wave"] == wave]


def respondents(answers: pd.DataFrame) -> int:
    return len(answers[["community", "respondent"]].drop_duplicates())


def rounds(here: View) -> list[Round]:
    """The rounds that somebody answered, the oldest first. Of the whole place those communities are left out
    of which too few answered to be told alone: else they could be had as what is left of the whole."""
    return list(here.kept("rounds of the survey", lambda: _rounds(here)))


def _rounds(here: View) -> list[Round]:
    inside, fewest = here.seen_by(WORKSHOP), fewest_told(here.audience)
    opened = inside["survey_waves"].set_index("name")["opened"]
    found = (_round(inside, name, pd.Timestamp(opened[name]), fewest) for name in answered_waves(here))
    told = _told(here, opened)
    return [replace(one, name=told[one.name]) for one in found if one.people]


def _told(here: View, opened: pd.Series) -> dict[str, str]:
    """What the reader reads for the name of each wave: where it names somebody who did not agree, its day."""
    days = pd.Series([f"the survey of {date(day)}" for day in opened], index=opened.index, dtype="object")
    which = days.groupby(days).cumcount() + 1
    days = days.where(which == 1, days + " (" + which.astype(str) + ")")
    names = pd.Series(opened.index, index=opened.index, dtype="object")
    return {str(name): str(said) for name, said in TextsFor(here).fit(names, days).items()}


def told_alone(answers: pd.DataFrame, fewest: int) -> pd.DataFrame:
    """The answers of communities in which so many people answered."""
    people = answers.drop_duplicates(["community", "respondent"]).groupby("community").size()
    return answers[answers["community"].map(people).fillna(0) >= fewest]


def _round(inside: View, wave: str, opened: pd.Timestamp, fewest: int) -> Round:
    answers = answers_of(inside, wave)
    asked = asked_at(inside["memberships"], opened)
    if not inside.community:
        enough = told_alone(answers, fewest)
        answers = enough if len(enough) else answers
        small = set(answers_of(inside, wave)["community"]) - set(answers["community"])
        asked = asked[~asked["community"].isin(small)]
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
