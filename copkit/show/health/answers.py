"""What people said in the latest survey, item by item and by element."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health import survey
from copkit.place.schema.health import ELEMENTS
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show import figures
from copkit.show.health.waves import NO_SURVEY, answered_waves, answers_of, respondents
from copkit.show.page import Finding, Section
from copkit.show.sentences import listing, people, percent
from copkit.show.tables import Table

_PARTS = ["strongly disagree", "disagree", "neither", "agree", "strongly agree"]


def answers(here: View) -> Section:
    """What people said in the latest survey, item by item and by element."""
    waves = answered_waves(here)
    if not waves:
        return Section([NO_SURVEY])
    rows = answers_of(here, waves[-1])
    asked = respondents(rows)
    if here.audience.hides(asked):
        return Section([Finding(f"Too few people answered in {waves[-1]} for the result to be shown here.")])
    parts = [_reply(here, waves[-1], asked)]
    parts += [_means(here, waves[-1]) if here.audience.is_public else _spread(here, waves[-1])]
    return Section([*parts, *_reliability(here, rows)])


def _spread(here: View, wave: str) -> Finding:
    """For the room: how many agreed with each statement, and how strongly."""
    found = survey.items(answers_of(here, wave))
    statements = here["survey_items"].set_index("name")["statement"]
    frame = pd.DataFrame({"Statement": found["item"].map(statements), "Answers": found["people"]})
    frame["Agree"] = found["agree"]
    bounds = zip(found["low"], found["high"], strict=True)
    frame["95% interval"] = [f"{percent(low)} to {percent(high)}" for low, high in bounds]
    frame[_PARTS] = found[[1, 2, 3, 4, 5]].to_numpy()
    formats = dict.fromkeys(["Agree", *_PARTS], "percent")
    table = Table(f"Answers in {wave}", frame, here.audience, formats=formats)
    low, high = frame.iloc[0], frame.iloc[-1]
    title = f"Fewest agree with '{low['Statement']}' ({percent(low['Agree'])})"
    told = f"{title}, most with '{high['Statement']}' ({percent(high['Agree'])})."
    method = (
        "To agree is to answer 4 or 5 of 5. The interval says where the share would likely lie if all had "
        "answered."
    )
    picture = figures.stacked(title, table, "Statement", _PARTS, diverging=True)
    return Finding(told, [picture], method, "Interval: Wilson 1927")


def _means(here: View, wave: str) -> Finding:
    """For the public: means only. A share of a few people would tell how many said what."""
    found = survey.items(answers_of(here, wave)).sort_values(["mean", "item"], kind="stable")
    statements = here["survey_items"].set_index("name")["statement"]
    frame = pd.DataFrame({"Statement": found["item"].map(statements), "Answers": found["people"]})
    frame["Mean"] = found["mean"]
    table = Table(
        f"Answers in {wave}, from 1 (strongly disagree) to 5 (strongly agree)",
        frame,
        here.audience,
        people=["Answers"],
        follows={"Mean": "Answers"},
        formats={"Mean": "one decimal"},
    )
    shown = table.values.dropna(subset=["Mean"])
    if shown.empty:
        return Finding("Too few people answered each statement for the result to be shown here.")
    low, high = shown.iloc[0], shown.iloc[-1]
    title = f"People agree least with '{low['Statement']}' ({low['Mean']:.1f} of 5)"
    told = f"{title}, most with '{high['Statement']}' ({high['Mean']:.1f})."
    picture = figures.bars(title, table, "Statement", "Mean")
    return Finding(told, [picture], "The mean of all answers to each statement.")


def _reply(here: View, wave: str, asked: int) -> Finding:
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    standing = standing[standing["role"] != "outside"]
    members = len(standing[["member", "community"]].drop_duplicates())
    told = f"{people(here.audience, asked)} answered in {wave}"
    if members >= asked and not here.audience.hides(members - asked):
        told += f": {percent(asked / members)} of those who are members now"
    return Finding(f"{told}.")


def _reliability(here: View, rows: pd.DataFrame) -> list[Finding]:
    about = here["survey_items"].set_index("name")["element"].astype("object")
    table = survey.by_person(rows)
    found = []
    for element in ELEMENTS:
        own = [item for item in table.columns if about.get(item) == element]
        alpha = survey.cronbach_alpha(table[own]) if len(own) >= 3 else None
        if alpha is not None and not here.audience.hides(alpha.people):
            found.append((element, alpha.items, alpha.alpha, f"{alpha.low:.2f} to {alpha.high:.2f}"))
    if not found:
        return []
    frame = pd.DataFrame(found, columns=["Element", "Items", "Cronbach's alpha", "95% interval"])
    weak = [name for name, _, alpha, _ in found if alpha < 0.7]
    if weak:
        told = f"The items on {listing(weak)} do not hang together closely: read them one by one."
    else:
        told = "The items of each element hang together, so they may be read as one."
    method = "Cronbach's alpha runs up to 1; from about 0.7 on, the items of an element are read together."
    shown = Table("Reliability", frame, here.audience, formats={"Cronbach's alpha": "two decimals"})
    return [Finding(told, [shown], method, "Cronbach 1951; interval: Feldt 1965")]
