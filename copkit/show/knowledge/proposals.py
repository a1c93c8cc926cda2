"""What the knowledge base asks for."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from copkit.functions import knowledge
from copkit.functions.knowledge.lessons import lesson_trail
from copkit.functions.knowledge.questions import LONG, question_record
from copkit.place.view import View
from copkit.show.knowledge.gaps import by_issue
from copkit.show.knowledge.keeping import lost_owners, not_written_up
from copkit.show.knowledge.shelf import may_be_read, resources
from copkit.show.knowledge.use import used as used_by
from copkit.show.next_steps import steps
from copkit.show.page import Section
from copkit.show.sentences import count, listing


def next_steps(here: View) -> Section:
    """What the knowledge base asks for: people who wait for an answer and lessons without a change first."""
    rows = resources(here)
    waiting = [*_question(here), *_lesson(here)]
    if rows.empty:
        first = "Collect ten things that you would send to a new colleague."
        return steps(here, "build knowledge", [*waiting, first])
    found = [_gap, _check, _owner, _why_not_used, _write_up, _description, _note_use]
    return steps(here, "build knowledge", [*waiting, *(said for one in found for said in one(here, rows))])


def _question(here: View) -> list[str]:
    rows = may_be_read(here, here["questions"])
    record = question_record(rows, here["answers"], here.as_of)
    long = record[record["waits"] > LONG.days]
    if long.empty:
        return []
    first = long.iloc[0]
    return [f"Find somebody who answers '{first['question']}': it has waited {count(first['waits'], 'day')}."]


def _lesson(here: View) -> list[str]:
    trail = lesson_trail(may_be_read(here, here["lessons"]), here.as_of)
    long = trail[trail["waits"] > LONG.days]
    return (
        [f"Say what is done otherwise because of '{long['name'].iloc[0]}', and by whom."] if len(long) else []
    )


def _gap(here: View, rows: pd.DataFrame) -> list[str]:
    if not len(here["issues"]):
        return []
    if here["resource_issues"].empty:
        return ["Go through the resources and say which issue each helps with."]
    covered = by_issue(here)
    if covered["Resources"].iloc[0]:
        return []
    issue = covered["Issue"].iloc[0]
    linked = here.whole["resource_issues"]
    if here.audience.is_public and (linked["issue"] == issue).any():
        return [f"Open up what there is for members on '{issue}', or write a guide that anybody may read."]
    return [f"Write or find a first guide on '{issue}'."]


def _check(here: View, rows: pd.DataFrame) -> list[str]:
    found = knowledge.stale(rows, here.as_of)
    return [f"Check {_quoted(found['name'])}."] if len(found) else []


def _owner(here: View, rows: pd.DataFrame) -> list[str]:
    left = [] if here.audience.is_public else lost_owners(here, rows)
    if left:
        return [f"Find a new owner for {_quoted(left)}: the one before has left."]
    orphaned = rows[rows["owner"].isna()]["name"]
    if 0 < len(orphaned) < len(rows):
        return [f"Find somebody who looks after {_quoted(sorted(orphaned))}."]
    return []


def _why_not_used(here: View, rows: pd.DataFrame) -> list[str]:
    if here["resource_use"].empty or here.audience.is_public:
        return []
    used = used_by(here, rows)
    opened = used[(used["opened"] > 0) & (used["applied"] == 0)].sort_values(
        ["opened", "resource"], ascending=[False, True]
    )
    if opened.empty:
        return []
    return [f"Ask those who opened '{opened['resource'].iloc[0]}' why they did not use it."]


def _write_up(here: View, rows: pd.DataFrame) -> list[str]:
    plan = here["events"]
    past = plan[(plan["date"] <= here.as_of) & (plan["date"] > here.as_of - pd.DateOffset(months=3))]
    silent = not_written_up(here, past)
    return [f"Write up '{silent['name'].iloc[0]}' while people remember it."] if len(silent) else []


def _quoted(titles: Iterable[object]) -> str:
    return listing((f"'{title}'" for title in titles), 2)


def _description(here: View, rows: pd.DataFrame) -> list[str]:
    shares = knowledge.completeness(rows)
    asks = {"description": "what is in it", "identifier": "where to find it"}
    lacking = [words for element, words in asks.items() if shares[element] < 0.5]
    return [f"Write down for each resource {listing(lacking)}."] if lacking else []


def _note_use(here: View, rows: pd.DataFrame) -> list[str]:
    if len(here["resource_use"]):
        return []
    return ["Ask at the next meeting who used which resource, and note it."]
