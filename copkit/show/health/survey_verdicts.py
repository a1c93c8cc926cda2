"""What the survey says goes well or is at risk: change beyond chance, few answers, a principle not kept."""

from __future__ import annotations

import pandas as pd

from copkit.place.view import View
from copkit.show.health.change import changes, changes_by_community
from copkit.show.health.principle_names import called
from copkit.show.health.principles import asked_of
from copkit.show.health.scores import scores, told
from copkit.show.health.verdicts import AT_RISK, CORE_GROUP, WELL, Verdict
from copkit.show.health.waves import Round, fewest_told, rounds
from copkit.show.health.who_answered import NOT_KNOWN, reply
from copkit.show.sentences import listing

LOW_RESPONSE = 0.5
"""Where fewer answered, those who did not could turn any result round."""

CHANCE = 0.05
"""How likely one wrong verdict on all the design principles together may be, where nothing is amiss."""

MIDDLE = 3
"""The middle of the scale: below it people disagree on the whole."""


def survey_verdicts(here: View) -> list[Verdict]:
    """What rose or fell between the last two rounds by more than chance; a round that fewer than half
    answered; and a design principle on which people disagree on the whole, beyond chance."""
    if pd.isna(here.as_of):
        return []
    found = rounds(here)
    if not found:
        return []
    return [*_changes(here, found), *_response(here, found[-1]), *_principles(here, found)]


def _changes(here: View, found: list[Round]) -> list[Verdict]:
    if len(found) < 2 or min(one.people for one in found[-2:]) < fewest_told(here.audience):
        return []
    before, after = found[-2:]
    rows = pd.concat([changes(here, before, after), changes_by_community(here, before, after)])
    names = set(here["communities"]["name"]) if not here.community else set()
    said = []
    for row in rows[rows["beyond"]].to_dict("records"):
        rose = row["change"] > 0
        marks = [f"{told(here, row[column]):.1f}" for column in ("before", "after")]
        score = f"the score of {called(row['scale'])}" + (
            f" in {row['community']}" if row["community"] in names else ""
        )
        sentence = (
            f"In the survey, {score} {'rose' if rose else 'fell'} from {marks[0]} to {marks[1]} of 5 between "
            f"{before.name} and {after.name}, by more than chance."
        )
        about = f"{score}, survey"
        if rose:
            said.append(Verdict(WELL, about, sentence, "change"))
        else:
            ask = f"Talk about why {score} fell"
            said.append(Verdict(AT_RISK, about, sentence, "change", ask, CORE_GROUP))
    return said


def _response(here: View, one: Round) -> list[Verdict]:
    if one.members is None or one.people >= LOW_RESPONSE * one.members:
        return []
    if one.people < fewest_told(here.audience) and not here.audience.is_public:
        sentence = f"Fewer than {fewest_told(here.audience)} people answered the survey in {one.name}."
    elif one.people < fewest_told(here.audience):
        return []
    else:
        sentence = f"{reply(here.audience, one).removesuffix(NOT_KNOWN)}: the results may not stand for all."
    ask = "Ask those who did not answer the survey, in person and with fewer statements"
    return [Verdict(AT_RISK, "answers to the survey", sentence, "who-answered", ask)]


def _principles(here: View, found: list[Round]) -> list[Verdict]:
    about = here["survey_items"].set_index("name")["principle"].astype("object").dropna()
    one = asked_of(found, about)
    if one is None or one.people < fewest_told(here.audience):
        return []
    rows = scores(here, one, about, 1 - CHANCE / max(about.nunique(), 1))
    low = rows[rows["high"] < MIDDLE].to_dict("records")
    if not low:
        return []
    each = [f"{called(row['scale'])} ({told(here, row['mean']):.1f} of 5)" for row in low]
    names = listing([called(row["scale"]) for row in low])
    are = "design principle is" if len(low) == 1 else "design principles are"
    sentence = (
        f"People disagree on the whole that {len(low)} {are} kept: {listing(each)}, below the middle by more "
        f"than chance in {one.name}{_for_the_first_time(one, found, about)}."
    )
    choose = "Decide on one change for" if len(low) == 1 else "Choose one and decide on one change, of"
    ask = f"{choose} {names}"
    return [Verdict(AT_RISK, "design principles", sentence, "principles", ask, CORE_GROUP)]


def _for_the_first_time(one: Round, found: list[Round], about: pd.Series) -> str:
    """That no round before had asked it: what is at risk may be as old as the community."""
    before = found[: [each.name for each in found].index(one.name)]
    if not before or asked_of(before, about) is not None:
        return ""
    return ", when this was asked for the first time"
