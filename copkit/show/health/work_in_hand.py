"""Whether what was agreed is done: the actions of a community, as lines to decide on."""

from __future__ import annotations

import pandas as pd

from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.health.verdicts import AT_RISK, CORE_GROUP, WELL, Verdict
from copkit.show.page import Finding
from copkit.show.sentences import capital, count, date
from copkit.show.tables import Table

FEWEST = 5
"""Of fewer actions nothing is said: one more or less would turn the picture round."""

MONTHS = 6
MOSTLY_DONE = 0.8
SEVERAL_LATE = 3


def work_verdicts(here: View) -> list[Verdict]:
    """At risk where three open actions or more are late; going well where four of five that fell due in the
    last half year were done by then. An action that is done, without a day, counts as done in time.

    >>> from copkit.place.view import view
    >>> work_verdicts(view("demo"))[0].said
    'Of 16 open actions 3 are late, the oldest since 12 June 2026.'
    """
    if pd.isna(here.as_of):
        return []
    rows, done = _due(here)
    found = []
    unfinished = rows[~done]
    late = unfinished[unfinished["due"] < here.as_of]
    if len(unfinished) >= FEWEST and len(late) >= SEVERAL_LATE:
        said = (
            f"Of {len(unfinished):,} open actions {len(late):,} are late, "
            f"the oldest since {date(late['due'].min())}."
        )
        ask = "Do the late actions, give them to somebody else, or drop them"
        found.append(Verdict(AT_RISK, "actions", said, "to-decide-on", ask, CORE_GROUP))
    since = here.as_of - pd.DateOffset(months=MONTHS)
    due = rows[(rows["due"] > since) & (rows["due"] <= here.as_of)]
    in_time = int((done[due.index] & ~(due["finished"] > due["due"])).sum())
    if len(due) >= FEWEST and in_time >= MOSTLY_DONE * len(due):
        said = f"Of {len(due):,} actions due in the last half year {in_time:,} were done in time."
        found.append(Verdict(WELL, "actions in time", said, "to-decide-on"))
    return found


def late_actions(here: View) -> list[Finding]:
    """The actions that are late, the longest first: what the verdict on them rests on. In public those whose
    text may be shared and names nobody who did not agree."""
    if pd.isna(here.as_of):
        return []
    rows, done = _due(here)
    late = rows[~done & (rows["due"] < here.as_of)].sort_values(["due", "name"], kind="stable")
    if here.audience.is_public:
        late = late[late["may_be_shared"].fillna(False).astype(bool) & TextsFor(here).may(late["name"])]
    if late.empty:
        return []
    frame = pd.DataFrame({"Action": late["name"], "Due": late["due"], "Who": late["who"]})
    if here.audience.is_public:
        frame = frame.drop(columns="Who")
    shown = " that may be told" if here.audience.is_public else ""
    verb = "is" if len(late) == 1 else "are"
    told = f"{capital(count(len(late), 'action'))}{shown} {verb} late."
    return [Finding(told, [Table("Actions that are late", frame, here.audience)])]


def _due(here: View) -> tuple[pd.DataFrame, pd.Series]:
    """The actions that fall due some day, and of each whether it is done."""
    rows = here["actions"].dropna(subset=["due"])
    rows = rows[rows["state"] != "dropped"]
    return rows, (rows["state"] == "done") & ~(rows["finished"] > here.as_of)
