"""What keeps a knowledge base alive: checks that are due, owners, and what events leave behind."""

from __future__ import annotations

import pandas as pd

from copkit.functions import knowledge
from copkit.place.scope import current_at
from copkit.place.view import View
from copkit.show.knowledge.shelf import none_here, resources
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count
from copkit.show.tables import Table

LEARNING_KINDS = ("workshop", "site visit", "peer assist", "after-action review", "case clinic")
"""Kinds of event that should leave something behind."""

_MOST = 50


def lost_owners(here: View, rows: pd.DataFrame) -> list[str]:
    """The resources whose owner took part in a community once and no longer does."""
    joined = here.whole["memberships"]
    joined = joined[joined["role"] != "outside"]
    now = set(current_at(joined, here.as_of, "since", "until")["member"])
    gone = set(joined["member"]) - now
    return sorted(rows.loc[rows["owner"].isin(gone), "name"])


def out_of_date(here: View) -> Section:
    """What should be checked, because its day is past or it is old."""
    rows = resources(here)
    if rows.empty:
        return Section([none_here(here)])
    undated = rows[["made", "review"]].isna().all(axis=1)
    if undated.all():
        how = "Write down when each was made, and when to check it again, in the form 'Resources'."
        return Section([Needs("No resource says when it was made or is to be checked.", how)])
    found = knowledge.stale(rows, here.as_of)
    method = "To be checked: its day of review is past, or it has none and was made over two years ago."
    told = f"{len(found):,} of {count(len(rows), 'resource')} should be checked"
    if found.empty:
        told = "Nothing is out of date"
    elif len(found) == len(rows):
        told = "The only resource should be checked" if len(rows) == 1 else "Every resource should be checked"
    told += f"; {count(int(undated.sum()), 'has', 'have')} no date at all." if undated.any() else "."
    due = knowledge.check_due(rows)
    soon = int(((due >= here.as_of) & (due <= here.as_of + pd.DateOffset(months=3))).sum())
    if soon:
        told += f" {soon:,} more {'comes' if soon == 1 else 'come'} up for a check in the next three months."
    parts = [Table("To be checked", _overdue(here, found).head(_MOST), here.audience)] if len(found) else []
    return Section([Finding(told, parts, method), *_left(here, rows)])


def _overdue(here: View, found: pd.DataFrame) -> pd.DataFrame:
    frame = pd.DataFrame({"Resource": found["name"], "Made": found["made"]})
    if not here.audience.is_public:
        frame["Kept up to date by"] = found["owner"].astype("object").fillna("nobody yet")
    return frame.assign(**{"To be checked since": found["since"]})


def _left(here: View, rows: pd.DataFrame) -> list[Finding]:
    """For the room alone: resources whose owner has left."""
    if here.audience.is_public:
        return []
    left = lost_owners(here, rows)
    if not left:
        return []
    owned = rows[rows["name"].isin(left)].sort_values("name", kind="stable")
    frame = pd.DataFrame({"Resource": owned["name"], "Owner who has left": owned["owner"]})
    told = f"{count(len(left), 'resource has an owner who has', 'resources have owners who have')} left."
    return [Finding(told, [Table("To find a new owner for", frame.head(_MOST), here.audience)])]


def not_written_up(here: View, plan: pd.DataFrame) -> pd.DataFrame:
    """The events to learn from, out of ``plan``, that left no resource, no lesson and no notes."""
    said = here["practice_notes"].dropna(subset=["note"])
    written = [here["resources"], here["lessons"], said]
    return knowledge.events_without_write_up(plan, written, LEARNING_KINDS)


def left_behind(here: View) -> Section:
    """Which events to learn from left nothing behind."""
    plan = here["events"]
    past = plan[(plan["date"] <= here.as_of) & (plan["date"] > here.as_of - pd.DateOffset(years=1))]
    learning = past[past["kind"].isin(LEARNING_KINDS)]
    if learning.empty:
        how = (
            "After a workshop, visit or case clinic, write up what was learnt: notes, a lesson or a resource "
            "that names the event."
        )
        return Section([Needs("No event to learn from was held in the last year.", how)])
    found = not_written_up(here, learning)
    method = (
        "Workshops, site visits, peer assists, after-action reviews and case clinics of the last year, "
        "without notes, a lesson or a resource that names them."
    )
    source = "Collison and Parcell 2004, Learning to Fly: write up what was learnt"
    if found.empty:
        return Section([Finding("Every event to learn from left something behind.", (), method, source)])
    told = f"{len(found):,} of {count(len(learning), 'event')} to learn from left nothing behind."
    if len(found) == len(learning):
        told = f"Nothing was written up from the {count(len(learning), 'event')} to learn from."
    frame = pd.DataFrame({"Event": found["name"], "Kind": found["kind"], "Day": found["date"]})
    caption = "Events that left nothing"
    if len(frame) > _MOST:
        caption += f": the first {_MOST} of {len(frame):,}"
    return Section([Finding(told, [Table(caption, frame.head(_MOST), here.audience)], method, source)])
