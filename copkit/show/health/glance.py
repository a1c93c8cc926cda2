"""The communities side by side, without a ranking."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health import participation
from copkit.functions.health.survey_agreement import AGREE
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.health.waves import answered_waves, answers_of, fewest_told, respondents, told_alone
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, listing, percent
from copkit.show.tables import Table


def at_a_glance(here: View) -> Section:
    """The communities side by side; for one community, its own line."""
    names = list(here["communities"]["name"])
    if not names:
        how = "Fill in the sheet Communities of the spreadsheet: a name is enough to begin with."
        return Section([Needs("There is no community yet.", how)])
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    standing = standing[standing["role"] != "outside"]
    found = participation.visits(here["events"], here["attendance"])
    recent = found[(found["date"] > here.as_of - pd.DateOffset(years=1)) & (found["date"] <= here.as_of)]
    waves = answered_waves(here)
    rows = answers_of(here, waves[-1]) if waves else here["responses"].head(0)
    lines = []
    for name in names:
        members = set(standing.loc[standing["community"] == name, "member"])
        came = members & set(recent.loc[recent["community"] == name, "member"])
        said = rows[rows["community"] == name]
        asked = respondents(said)
        agree = _agree(here, said)
        lines.append((name, len(members), len(came), asked, agree))
    frame = pd.DataFrame(lines, columns=["Community", "Members", "Came", "Answered", "Agree"])
    stages = here["communities"].set_index("name")["stage"].astype("object")
    frame.insert(1, "Stage", frame["Community"].map(stages))
    frame = frame if frame["Stage"].notna().any() else frame.drop(columns="Stage")
    frame = frame if len(found) else frame.drop(columns="Came")
    frame = frame if frame["Answered"].any() else frame.drop(columns=["Answered", "Agree"])
    counts = [name for name in ("Members", "Came", "Answered") if name in frame]
    table = Table(
        "The communities at a glance",
        frame,
        here.audience,
        people=counts,
        rounded=True,
        parts_of=dict.fromkeys(counts[1:], "Members"),
        follows={"Agree": "Answered"} if "Agree" in frame else {},
        formats={"Agree": "percent"},
    )
    parts = {
        "Members": "members now",
        "Came": "those of them who came to one of its events in the last year",
        "Answered": "those who answered the latest survey, and the share of their answers that agree",
    }
    method = f"{capital(listing([parts[name] for name in counts]))}."
    return Section([Finding(_glance(here, rows, len(set(standing["member"]))), [table], method)])


def _agree(here: View, said: pd.DataFrame) -> float:
    """The share of answers that agree, in public to the nearest 5%; NaN of fewer people than are told."""
    if respondents(said) < fewest_told(here.audience):
        return float("nan")
    share = float((said["score"] >= AGREE).mean())
    return min(max(round(share * 20) / 20, 0.05), 0.95) if here.audience.is_public else share


def _glance(here: View, said: pd.DataFrame, members: int) -> str:
    """In one sentence, and without a ranking: with few answers the order is mostly chance."""
    if here.community:
        return f"{here.community} has {_members(here, members, 'member')} now."
    found = len(here["communities"])
    people = _members(here, members, "person", "people")
    told = f"{count(found, 'community', 'communities')} with {people} in all"
    agree = _agree(here, told_alone(said, fewest_told(here.audience)))
    if pd.notna(agree):
        about = "about " if here.audience.is_public else ""
        told += f"; {about}{percent(agree)} of the answers to the latest survey agree"
    return f"{told}."


def _members(here: View, number: int, one: str, many: str = "") -> str:
    if here.audience.is_public:
        return f"{here.audience.about(number)} {many or f'{one}s'}"
    return count(number, one, many or None)
