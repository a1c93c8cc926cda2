"""Whether what was agreed is done: the actions of a community, as lines to decide on."""

from __future__ import annotations

import pandas as pd

from copkit.place.view import View
from copkit.show.health.verdicts import AT_RISK, CORE_GROUP, WELL, Verdict
from copkit.show.sentences import date

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
    rows = here["actions"].dropna(subset=["due"])
    rows = rows[rows["state"] != "dropped"]
    done = (rows["state"] == "done") & ~(rows["finished"] > here.as_of)
    found = []
    unfinished = rows[~done]
    late = unfinished[unfinished["due"] < here.as_of]
    if len(unfinished) >= FEWEST and len(late) >= SEVERAL_LATE:
        said = (
            f"Of {len(unfinished):,} open actions {len(late):,} are late, "
            f"the oldest since {date(late['due'].min())}."
        )
        ask = "Do the late actions, give them to somebody else, or drop them"
        found.append(Verdict(AT_RISK, "actions", said, "next-steps", ask, CORE_GROUP))
    since = here.as_of - pd.DateOffset(months=MONTHS)
    due = rows[(rows["due"] > since) & (rows["due"] <= here.as_of)]
    in_time = int((done[due.index] & ~(due["finished"] > due["due"])).sum())
    if len(due) >= FEWEST and in_time >= MOSTLY_DONE * len(due):
        said = f"Of {len(due):,} actions due in the last half year {in_time:,} were done in time."
        found.append(Verdict(WELL, "actions in time", said, "next-steps"))
    return found
