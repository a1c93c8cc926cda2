"""The page of one member: goals, what could help, skills, and what the member gave."""

from __future__ import annotations

import pandas as pd

from copkit.place.privacy import WORKSHOP
from copkit.show.development.contributions import GIVEN, TOOK_PART
from copkit.show.member_pages.opportunities import opportunities
from copkit.show.member_pages.records import Records
from copkit.show.next_steps import opening
from copkit.show.one_page import OnePage
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, date, listing
from copkit.show.tables import Table

LEVELS = ("0 none", "1 aware", "2 with help", "3 alone", "4 expert")
MOST_DONE = 15
NEUTRAL = {
    "hosted": "An event",
    "wrote": "A resource",
    "taught": "A skill",
    "introduced": "",
    "raised": "An issue",
    "led": "An issue or a project",
    "told": "A story",
    "did": "An action",
}
"""What stands for the name of what a member gave, by kind, where the reader may not have that name."""


def page_for(records: Records, name: str) -> OnePage:
    """The page of the member of that name."""
    return OnePage(
        name,
        _card(records, name),
        [
            ("Your goals", _goals(records, name)),
            ("What could help you next", _next(records, name)),
            ("Your skills", _skills(records, name)),
            ("What you gave", _gave(records, name)),
        ],
    )


def _card(records: Records, name: str) -> list[tuple[str, str]]:
    place = opening(records.here)
    rows = records.of(records.communities, name)
    parts = []
    for row in rows.to_dict("records"):
        since = "" if pd.isna(row["since"]) else f" since {date(row['since'])}"
        community = records.texts.said(name, row["community"], "a community")
        parts.append(f"{community} ({row['role']}{since})")
    as_of = date(records.here.as_of) if pd.notna(records.here.as_of) else ""
    lines = [
        ("For", f"{name} alone. It was made for you; please do not pass it on."),
        ("You take part in", "; ".join(parts)),
        ("Place", records.texts.said(name, place.place, "")),
        ("As of", as_of),
    ]
    return [(label, text) for label, text in lines if text]


def _goals(records: Records, name: str) -> Section:
    rows = records.of(records.goals, name)
    if rows.empty:
        how = "Think of one thing that you want to be able to do in half a year, and tell your coordinator."
        return Section([Needs("No goal of yours is written down.", how)])
    state = rows["state"].astype("object").fillna("planned")
    going = state.isin(["planned", "under way"])
    due = rows[going & (rows["review"] <= records.here.as_of)]
    told = (
        f"{count(int(going.sum()), 'goal is on its way', 'goals are on their way')}."
        if going.any()
        else ("All your goals are reached or given up: time for a new one.")
    )
    if len(due):
        told += f" Look again now at: {listing(due['goal'], 3)}."
    frame = pd.DataFrame(
        {
            "Goal": rows["goal"],
            "Skill": _skill_names(records, name, rows["skill"]),
            "State": state,
            "Look again on": rows["review"],
        }
    ).sort_values(["Look again on", "Goal"], kind="stable")
    return Section([Finding(told, [Table("Your goals", frame, WORKSHOP)])])


def _next(records: Records, name: str) -> Section:
    found = opportunities(records, name)
    if found.empty:
        how = "Tell your coordinator what you would like to learn, and what you could teach."
        return Section([Needs("Nothing was found for you this time.", how)])
    frame = found.set_axis(["", "What", "Why"], axis=1).rename(columns={"": "Kind"})
    told = f"{capital(count(len(found), 'thing that could help you', 'things that could help you'))}."
    method = (
        "From what you said that you want to learn, the communities that you take part in, and what is "
        "coming up. A mentor and an introduction are planned for the whole place at once; your community may "
        "have another plan. People are named here only if they agreed to it."
    )
    return Section([Finding(told, [Table("What could help you next", frame, WORKSHOP)], method)])


def _skills(records: Records, name: str) -> Section:
    rows = records.of(records.skills, name)
    if rows.empty:
        how = "Say what you can do, want to learn and would teach: your coordinator has a form for it."
        return Section([Needs("You have not been asked about your skills yet.", how)])
    before = records.of(records.earlier, name)
    earlier = before.set_index("skill")["level"] if len(before) else pd.Series(dtype="Int64")
    frame = pd.DataFrame(
        {
            "Skill": _skill_names(records, name, rows["skill"]),
            "A year ago": [_level(earlier.get(skill)) for skill in rows["skill"]],
            "Now": [_level(level) for level in rows["level"]],
            "You want": [_level(level) for level in rows["wants"]],
            "You teach it": ["yes" if teach else "" for teach in rows["can_teach"].fillna(False)],
        }
    ).sort_values("Skill", kind="stable")
    grown = [
        records.texts.said(name, skill, "a skill")
        for skill, level in zip(rows["skill"], rows["level"], strict=True)
        if pd.notna(level) and pd.notna(earlier.get(skill)) and level > earlier[skill]
    ]
    told = (
        f"You grew in {listing(sorted(grown), 4)} over the last year."
        if grown
        else (f"You said how you stand in {count(len(rows), 'skill')}.")
    )
    return Section([Finding(told, [Table("Your skills", frame, WORKSHOP)])])


def _skill_names(records: Records, name: str, skills: pd.Series) -> list[str]:
    return [records.texts.said(name, skill, "a skill") for skill in skills]


def _level(level: object) -> str:
    return "" if level is None or pd.isna(level) else LEVELS[int(str(level))]


def _gave(records: Records, name: str) -> Section:
    rows = records.of(records.done, name)
    came = rows[rows["kind"] == TOOK_PART] if len(rows) else rows
    gave = rows[rows["kind"].isin(list(GIVEN))] if len(rows) else rows
    if gave.empty:
        if came.empty:
            return Section(
                [Needs("Nothing is written down yet.", "Come to the next event: you are welcome.")]
            )
        return Section([Finding(f"You came to {count(len(came), 'event')}. Thank you.")])
    told = (
        f"You came to {count(len(came), 'event')} and gave {count(len(gave), 'time')} beyond that. Thank you."
    )
    newest = gave.sort_values("date", ascending=False, kind="stable").head(MOST_DONE)
    frame = pd.DataFrame(
        {
            "When": newest["date"],
            "What you did": [capital(GIVEN[kind]) for kind in newest["kind"]],
            "": [
                records.texts.said(name, what, NEUTRAL[kind] + records.texts.of(name, community))
                for what, kind, community in newest[["what", "kind", "community"]].itertuples(index=False)
            ],
        }
    ).rename(columns={"": "About"})
    return Section([Finding(told, [Table("What you gave, the newest first", frame, WORKSHOP)])])
