"""What could help a member next: a mentor, an introduction, an event, a resource, a task; and why.

A text that names somebody who did not agree to be named is told in neutral words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pandas as pd

from copkit.functions import development
from copkit.show.member_pages.matches import Match
from copkit.show.member_pages.records import Records
from copkit.show.sentences import date, listing

MOST_OF_A_KIND = 2
SOON = pd.DateOffset(months=4)
COORDINATOR = "Ask your coordinator"

Row = tuple[str, str, str]


def opportunities(records: Records, name: str) -> pd.DataFrame:
    """The columns kind, what, why: at most `MOST_OF_A_KIND` of each kind."""
    own = set(records.of(records.communities, name).get("community", pd.Series(dtype="object")))
    wanted = _wanted(records, name)
    rows = [
        *_mentor(records, name, wanted),
        *_introduction(records, name),
        *_events(records, name, own),
        *_resources(records, name, own, wanted),
        *_tasks(records, name, own),
    ]
    return pd.DataFrame(rows, columns=["kind", "what", "why"])


def _wanted(records: Records, name: str) -> list[str]:
    """The skills that the member wants to know more of, the widest gap first."""
    rows = records.of(records.skills, name)
    if rows.empty:
        return []
    gap = (rows["wants"] - rows["level"]).astype("Float64").fillna(0.0)
    rows = rows.assign(gap=gap)[gap > 0]
    return [str(skill) for skill in rows.sort_values(["gap", "skill"], ascending=[False, True])["skill"]]


def _mentor(records: Records, name: str, wanted: list[str]) -> Iterator[Row]:
    if name in set(records.mentoring["mentee"]):
        return
    match = records.mentors.get(name)
    if match is None:
        if wanted:
            clear = [skill for skill in wanted if records.texts.for_member(name, skill)]
            what = f"to learn {listing(clear, 3)}" if clear else "to learn"
            yield "A mentor", COORDINATOR, f"You want {what}; nobody has a place free yet."
    elif records.agreed.issuperset(match.names):
        yield "A mentor", listing(match.names), match.why
    else:
        yield "A mentor", COORDINATOR, "Somebody here could teach what you want to learn."


def _introduction(records: Records, name: str) -> Iterator[Row]:
    match: Match | None = records.introductions.get(name)
    if match is None:
        return
    if records.agreed.issuperset(match.names):
        yield "An introduction", listing(match.names), match.why
    else:
        yield "An introduction", COORDINATOR, "There is somebody whom you have not met and could."


def _events(records: Records, name: str, own: Collection[str]) -> Iterator[Row]:
    here = records.here
    events = here["events"]
    if pd.isna(here.as_of):
        return
    off = events["cancelled"].fillna(False).astype(bool)
    soon = events[(events["date"] > here.as_of) & (events["date"] <= here.as_of + SOON) & ~off]
    mine = soon["community"].isin(own)
    private = soon["openness"].eq("private").fillna(False)
    everybody = (soon["community"].isna() | (soon["openness"] == "open")) & ~private
    soon = soon.assign(mine=mine)[mine | everybody]
    soon = soon.sort_values(["mine", "date", "name"], ascending=[False, True, True], kind="stable")
    for event in soon.head(MOST_OF_A_KIND).to_dict("records"):
        why = "Open to you as well"
        if event["mine"]:
            why = f"{records.texts.said(name, event['community'], 'A community of yours')} meets"
        purpose = records.texts.said(name, event["purpose"], "")
        day = date(event["date"])
        what = records.texts.said(
            name, event["name"], f"An event{records.texts.of(name, event['community'])} on {day}"
        )
        what = what if day in what else f"{what}, {day}"
        yield "An event", what, f"{why}. {purpose}".strip()


def _resources(records: Records, name: str, own: Collection[str], wanted: list[str]) -> Iterator[Row]:
    here = records.here
    resources, used = here["resources"], here["resource_use"]
    known = set(used.loc[used["member"] == name, "resource"])
    free = resources["open_to"].astype("object").eq("public") | resources["community"].isin(own)
    resources = resources[free & ~resources["name"].isin(known) & (resources["owner"] != name)]
    takes = here["coverage"]
    issues = set(takes.loc[takes["community"].isin(own), "issue"]) if own else set()
    helps = here["resource_issues"]
    helped = {str(resource): str(issue) for resource, issue in helps[helps["issue"].isin(issues)].values}
    rows = []
    for resource in resources.sort_values(["made", "name"], ascending=[False, True]).to_dict("records"):
        words = f"{resource['name']} {resource['subject']} {resource['description']}".lower()
        skill = next((skill for skill in wanted if skill.lower() in words), None)
        if skill:
            told = records.texts.said(name, skill, "what it is about")
            rows.append((0, resource["name"], f"You want to learn {told}."))
        elif resource["name"] in helped:
            told = records.texts.said(name, helped[resource["name"]], "an issue of a community of yours")
            rows.append((1, resource["name"], f"It helps with {told}."))
    neutral = "A resource; ask your coordinator"
    for _, what, why in sorted(rows, key=lambda row: row[0])[:MOST_OF_A_KIND]:
        yield "A resource", records.texts.said(name, what, neutral), why


def _tasks(records: Records, name: str, own: Collection[str]) -> Iterator[Row]:
    here = records.here
    actions = here["actions"]
    free = actions["who"].isna() & actions["state"].eq("open") & actions["community"].isin(own)
    shared = actions["may_be_shared"].fillna(False).astype(bool)
    found: list[Row] = []
    for action in actions[free & shared].sort_values(["due", "name"]).to_dict("records"):
        due = "" if pd.isna(action["due"]) else f" by {date(action['due'])}"
        neutral = f"A task{records.texts.of(name, action['community'])}; ask your coordinator"
        what = records.texts.said(name, action["name"], neutral)
        found.append(("A task", what, f"Nobody does it yet{due}."))
    held = records.of(records.skills, name)
    able = set(held.loc[(held["level"] >= development.ALONE).fillna(False), "skill"]) if len(held) else set()
    needs, takes = here["skill_needs"], here["coverage"]
    takes = takes[takes["community"].isin(own)].sort_values("community", ascending=False)
    taken_by = dict(takes[["issue", "community"]].itertuples(index=False, name=None))
    for issue, skill in needs.loc[needs["issue"].isin(list(taken_by)), ["issue", "skill"]].values:
        if skill in able:
            neutral = f"an issue{records.texts.of(name, taken_by[issue])}"
            what = f"Help with {records.texts.said(name, issue, neutral)}"
            told = records.texts.said(name, skill, "")
            can = f"{told} alone, as you can" if told else "alone what you can do alone"
            found.append(("A task", what, f"It needs people who can do {can}."))
    yield from found[:MOST_OF_A_KIND]
