"""What waits for somebody: issues that no community takes, clashes in the calendar, actions that are late."""

from __future__ import annotations

import pandas as pd

from copkit.functions import issue_map
from copkit.place.view import View
from copkit.show.events.about_now import NO_EVENTS, year_around
from copkit.show.events.year import clashes_to_come
from copkit.show.free_text import TextsFor
from copkit.show.issue_map.coverage import coverage
from copkit.show.issue_map.on_the_map import NO_ISSUES, problems
from copkit.show.page import Finding, Needs, Shown
from copkit.show.place_page.parts import Behind, Told
from copkit.show.sentences import capital, count, date, listing
from copkit.show.tables import Table

COVERAGE = Behind("01_map_issues", "coverage", "Who takes what?")
CLASHES = Behind("02_plan_events", "the-year", "What does the year look like?")
MOST_NAMED = 8
MOST_ACTIONS = 15

_NO_ACTIONS = Needs(
    "No action with a day is written down yet.",
    "Say at the end of each workbook who does what by when.",
)


def nobody_takes(here: View) -> list[Shown]:
    """The issues that no community takes, by name, and who could take the first."""
    issues = problems(here)
    if issues.empty:
        return [NO_ISSUES]
    taken = issue_map.takers(list(issues["name"]), here["coverage"])
    free = [name for name in taken.index if not taken[name]]
    if not free:
        return [Told("Every issue is taken by a community.", COVERAGE)]
    fit = [name for name in free if TextsFor(here).may(pd.Series([name])).all()]
    told = capital(count(len(free), "issue is", "issues are"))
    named = f": {listing(fit, MOST_NAMED)}" if len(fit) == len(free) else ""
    could = [Told(one.sentence, COVERAGE) for one in coverage(here).parts[1:2] if isinstance(one, Finding)]
    return [Told(f"{told} taken by no community{named}.", COVERAGE), *could]


def clashes(here: View) -> list[Shown]:
    """Events to come that call the same people at the same time."""
    if year_around(here).empty:
        return [NO_EVENTS]
    return [Told(clashes_to_come(here).sentence, CLASHES)]


def late_actions(here: View) -> list[Shown]:
    """How many open actions are late; in the room which, and whose."""
    rows = here["actions"].dropna(subset=["due"])
    if rows.empty or pd.isna(here.as_of):
        return [_NO_ACTIONS]
    done = (rows["state"] == "done") & ~(rows["finished"] > here.as_of)
    standing = rows[~done & (rows["state"] != "dropped")]
    late = standing[standing["due"] < here.as_of].sort_values(["due", "name"], kind="stable")
    if late.empty:
        every = capital(count(len(standing), "action with a day is", "actions with a day are"))
        return [Told(f"{every} open, and none is late.")]
    told = (
        f"Of {count(len(standing), 'open action')} with a day, {len(late):,} {_is(len(late))} late, the "
        f"oldest since {date(late['due'].iloc[0])}."
    )
    if here.audience.is_public:
        return [Told(told)]
    frame = pd.DataFrame(
        {
            "Action": late["name"],
            "Community": late["community"].astype("object").fillna("the whole place"),
            "Who": late["who"],
            "By when": late["due"],
        }
    )
    return [Finding(told, [Table("Late actions, the oldest first", frame.head(MOST_ACTIONS), here.audience)])]


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
