"""What came of the last events: lessons, what was left for the knowledge base, and actions with their
owners and dates."""

from __future__ import annotations

import pandas as pd

from copkit.place.view import View
from copkit.show.events.about_now import now_of
from copkit.show.free_text import TextsFor
from copkit.show.knowledge.shelf import may_be_read, resources
from copkit.show.next_steps import AN_ACTION
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, listing
from copkit.show.tables import Table

EVENTS = 6
OPEN = ("open", "under way")


def came_of_it(here: View) -> Section:
    """For the last events held: how many lessons and resources they left, and how the actions stand."""
    held = here["events"]
    held = held[held["date"] <= now_of(here)].sort_values("date", ascending=False, kind="stable")
    if held.empty:
        return Section([Needs("No event was held yet.", "Write what is planned into the form 'Events'.")])
    lessons, left, actions = _lessons(here), _left(here), _actions(here)
    counted = pd.DataFrame(
        {
            "Event": held["name"],
            "Date": held["date"],
            "Lessons": held["name"].map(lessons.groupby("event").size()).fillna(0).astype(int),
            "Resources": held["name"].map(left.groupby("event").size()).fillna(0).astype(int),
            "Actions": held["name"].map(actions.groupby("event").size()).fillna(0).astype(int),
            "Done": held["name"].map(actions[actions["state"] == "done"].groupby("event").size()),
            "Overdue": held["name"].map(actions[_overdue(here, actions)].groupby("event").size()),
        }
    ).head(EVENTS)
    counted[["Done", "Overdue"]] = counted[["Done", "Overdue"]].fillna(0).astype(int)
    with_something = counted[counted[["Lessons", "Resources", "Actions"]].any(axis=1)]
    if with_something.empty:
        how = "Fill in 'After the event' while people still sit together."
        return Section([Needs("Nothing was written down after the last events.", how)])
    parts = [(int(counted[name].sum()), name.lower().removesuffix("s")) for name in ("Lessons", "Resources")]
    actions_left = count(int(counted["Actions"].sum()), "action")
    things = listing([*(count(number, one) for number, one in parts if number), actions_left])
    told = (
        f"Of the last {count(len(counted), 'event')}, {len(with_something)} left something behind: {things}"
    )
    late = int(counted["Overdue"].sum())
    if here.audience.is_public:
        counted = counted.drop(columns="Overdue")
    elif late:
        told += f", {late} of which {'is' if late == 1 else 'are'} overdue"
    method = (
        "Counted are lessons, resources and actions that name the event. An action is overdue if its date "
        "has gone."
    )
    evidence = [Table("What came of the last events", counted, here.audience)]
    return Section([Finding(f"{told}.", evidence, method), *_latest(here, lessons, actions)])


def _latest(here: View, lessons: pd.DataFrame, actions: pd.DataFrame) -> list[Finding]:
    """The lessons and actions of the latest event that has any, in words that this audience may read."""
    dates = here["events"].set_index("name")["date"]
    named = pd.concat([lessons["event"], actions["event"]]).drop_duplicates()
    named = named[named.map(dates) <= now_of(here)]
    if named.empty:
        return []
    event = max(named, key=lambda name: (dates[name], name))
    told = []
    learnt = lessons[(lessons["event"] == event) & lessons["shared"]]
    if len(learnt):
        frame = pd.DataFrame({"Lesson": learnt["name"], "What to do next time": learnt["change"]})
        told.append(Finding(f"What was learnt at {event}.", [Table("Lessons", frame, here.audience)]))
    agreed = actions[actions["event"] == event].sort_values(
        ["due", "name"], na_position="last", kind="stable"
    )
    if here.audience.is_public:
        agreed = agreed[agreed["may_be_shared"].fillna(False).astype(bool)]
    if len(agreed):
        frame = pd.DataFrame(
            {
                "Action": TextsFor(here).fit(agreed["name"], AN_ACTION),
                "Who": agreed["who"],
                "By when": agreed["due"],
                "State": agreed["state"].astype("str").where(~_overdue(here, agreed), "overdue"),
            }
        )
        if here.audience.is_public:
            frame = frame.drop(columns="Who").assign(State=agreed["state"].astype("str"))
        told.append(Finding(f"What was agreed at {event}.", [Table("Actions", frame, here.audience)]))
    return told


def _lessons(here: View) -> pd.DataFrame:
    """Lessons that name an event: event, name, change, shared (with this reader). A resource of the kind
    'lesson' is one too."""
    columns = ["event", "name", "change", "shared"]
    written = here["lessons"]
    written = written.assign(shared=written.index.isin(may_be_read(here, written).index))
    kept = here["resources"][here["resources"]["kind"] == "lesson"]
    kept = kept.assign(change=kept["description"], shared=kept.index.isin(resources(here).index))
    found = pd.concat([rows[columns].astype("object") for rows in (written, kept)], ignore_index=True)
    return found[found["event"].notna()].drop_duplicates(["event", "name"]).astype({"shared": bool})


def _left(here: View) -> pd.DataFrame:
    """Resources that name an event, but for lessons."""
    found = resources(here)
    return found[(found["kind"] != "lesson") & found["event"].notna()]


def _actions(here: View) -> pd.DataFrame:
    found = here["actions"]
    return found[found["event"].notna()]


def _overdue(here: View, actions: pd.DataFrame) -> pd.Series:
    return actions["state"].isin(OPEN) & (actions["due"] < now_of(here))
