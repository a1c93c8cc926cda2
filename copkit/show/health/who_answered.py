"""Who answered the newest round of the survey, and whose voice is missing."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.survey_response import OTHERS, answered_less, response_rates, who_is_missing
from copkit.place.privacy import PUBLIC, Audience
from copkit.place.view import View
from copkit.show.health.waves import NO_SURVEY, Round, fewest_told, rounds
from copkit.show.page import Finding, Section
from copkit.show.sentences import capital, date, listing, people, percent
from copkit.show.tables import Table

BODIES = {
    "public": "public bodies",
    "voluntary": "charities and voluntary groups",
    "business": "businesses",
    "resident": "residents",
    "political": "politics",
    OTHERS: "all others together",
}

NOT_KNOWN = "; what the others think is not known."
"""How a reply ends of which only a part answered."""

_METHOD = (
    "Asked is everybody who was a member on the day the round opened, in each of the communities; answered "
    "is everybody who answered at least one statement. Those who did not answer may think otherwise: "
    "nothing on this page makes up for them."
)
_SOURCE = (
    "Response rate 2 of the American Association for Public Opinion Research 2023, Standard Definitions, "
    "10th edition"
)


def who_answered(here: View) -> Section:
    """How many of those who were asked answered the newest round, and which kinds of bodies are missing."""
    found = rounds(here)
    if not found:
        return Section([NO_SURVEY])
    newest = found[-1]
    parts = [_reply(here, newest)]
    if newest.people >= fewest_told(here.audience):
        parts += _missing(here, newest)
    return Section(parts)


def reply(audience: Audience, one: Round) -> str:
    """How many answered, of how many, as a sentence."""
    fewest = fewest_told(audience)
    if one.people < fewest:
        return f"Fewer than {fewest} people answered in {one.name}: what they said is not shown here."
    then = f"on {date(one.opened)}"
    if not len(one.asked):
        return (
            f"{capital(_people(audience, one.people))} answered in {one.name}; no member is recorded {then}."
        )
    if one.whole_place and one.members is not None:
        return _reply_of_all(audience, one, then)
    if one.members is None:
        return (
            f"{capital(_people(audience, one.people))} answered in {one.name}, more than were members "
            f"{then}: so no share can be told. Correct the list of members, or look for people who answered "
            "twice."
        )
    if one.people == one.members:
        return f"{capital(_people(audience, one.people))} answered in {one.name}: everybody who was asked."
    about = "about " if audience.is_public else ""
    share = percent(_share(audience, one.people, one.members))
    return (
        f"{capital(audience.about(one.people))} of {'' if about else 'the '}{audience.about(one.members)} "
        f"members {then} answered in {one.name} ({about}{share}){NOT_KNOWN}"
    )


def _reply_of_all(audience: Audience, one: Round, then: str) -> str:
    """Of the whole place, where one person may be a member, and answer, in two communities."""
    members = int(one.members or 0)
    about = "about " if audience.is_public else ""
    all_of = f"{'' if about else 'the '}{audience.about(members)} memberships {then}"
    each = "who is in two communities is asked in each"
    if one.people == members:
        return f"Each of {all_of} has its answer in {one.name} ({each})."
    share = percent(_share(audience, one.people, members))
    return (
        f"{capital(audience.about(one.people))} of {all_of} have an answer in {one.name} "
        f"({about}{share}; {each}){NOT_KNOWN}"
    )


def _people(audience: Audience, number: int) -> str:
    return f"{audience.about(number)} people" if audience.is_public else people(audience, number)


def _share(audience: Audience, part: float, whole: float) -> float:
    """A share of people; in public that of the rounded numbers, as it would give the numbers away."""
    if not audience.is_public:
        return part / whole
    told = (audience.rounded(part) or 0) / (audience.rounded(whole) or 1)
    return min(round(told * 20) / 20, 0.95)


def _reply(here: View, one: Round) -> Finding:
    tables = []
    if one.whole_place:
        found = response_rates(one.answers, one.asked, fewest=1)
        found = found[found["asked"] + found["answered"] > 0]
        rates = [
            _share(here.audience, part, whole) if 0 < part <= whole else float(part > whole)
            for part, whole in zip(found["answered"], found["asked"], strict=True)
        ]
        frame = pd.DataFrame(
            {
                "Community": found["community"],
                "Asked": found["asked"].astype("int64"),
                "Answered": found["answered"].astype("int64"),
                "Share": pd.Series(rates, index=found.index).mask(found["amiss"] != ""),
            }
        )
        tables = [_guarded(here, f"Who answered in {one.name}, by community", frame, {"Share": "percent"})]
    return Finding(reply(here.audience, one), tables, _METHOD, _SOURCE)


def _guarded(here: View, caption: str, frame: pd.DataFrame, formats: dict[str, str]) -> Table:
    """In the room as well no count of fewer than 5 who answered, or who did not, nor what would tell it."""
    return Table(
        caption,
        frame,
        PUBLIC if not here.audience.is_public else here.audience,
        people=["Asked", "Answered"],
        parts_of={"Answered": "Asked"},
        follows={"Share": "Answered"},
        rounded=here.audience.is_public,
        formats=formats,
    )


def _missing(here: View, one: Round) -> list[Finding]:
    found = who_is_missing(one.answered, one.asked, "sector", whole_place=one.whole_place)
    if len(found) < 2:
        return []
    silent = int(one.answered["sector"].isna().sum())
    frame = pd.DataFrame(
        {
            "From": [capital(BODIES[group]) for group in found["group"]],
            "Asked": found["asked"].astype("int64"),
            "Answered": found["answered"].astype("int64"),
            "Share": [_range(here.audience, row, silent) for row in found.itertuples()],
        }
    )
    table = _guarded(here, f"Who answered in {one.name}, by kind of body", frame, {})
    told = set(table.text.loc[table.text["Answered"] != "–", "From"])
    if not told:
        return []
    fewer = [BODIES[group] for group in answered_less(found, silent) if capital(BODIES[group]) in told]
    if fewer:
        sentence = f"Fewer of {listing(fewer)} answered than of the others, by more than chance."
    else:
        sentence = "No kind of body is missing among the answers by more than chance."
    method = (
        "What kind of body a member comes from is in the list of members; those who answer say it if they "
        f"like. {_silent(here.audience, silent)} Groups of which fewer than 5 were asked are counted "
        "together. Compared by Fisher's exact test, as if all who did not say belonged to the group, and "
        "corrected for the number of groups."
    )
    return [Finding(sentence, [table], method, "Fisher 1935; Holm 1979")]


def _silent(audience: Audience, silent: int) -> str:
    if not silent:
        return "Everybody who answered said it."
    few = fewest_told(audience)
    who = f"Fewer than {few} people" if silent < few else capital(_people(audience, silent))
    return f"{who} did not say: so a share has a lower and a higher end."


def _range(audience: Audience, row: object, silent: int) -> str:
    answered, asked = float(getattr(row, "answered")), float(getattr(row, "asked"))  # noqa: B009
    if answered > asked:
        return "more answered than were asked"
    if audience.is_public:
        unknown = audience.least_rounded if silent else 0
        unknown = max(unknown, audience.rounded(silent) or 0) if silent else 0
        whole = audience.rounded(asked) or 0
        ends = [(audience.rounded(answered) or 0), (audience.rounded(answered) or 0) + unknown]
        shares = [min(round(end / whole * 20) / 20, 0.95) if whole else 0.0 for end in ends]
    else:
        shares = [answered / asked, min(answered + silent, asked) / asked]
    low, high = (percent(share) for share in shares)
    return low if low == high else f"{low} to {high}"
