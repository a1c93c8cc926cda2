"""What members did, one row for each time: taking part, and what they gave beyond that."""

from __future__ import annotations

import pandas as pd

from copkit.place.view import View

TOOK_PART = "came to an event"
GIVEN = {
    "hosted": "hosted a session or led a part of an event",
    "wrote": "made or keeps a guide, a tool or another resource",
    "taught": "became a mentor",
    "introduced": "brought two members together",
    "raised": "raised an issue",
    "led": "took the lead on an issue or a project",
    "told": "told a story of what changed",
    "did": "did what was agreed",
}
"""Each kind of giving, in words."""

COLUMNS = ["member", "community", "date", "kind", "what"]


def contributions(here: View) -> pd.DataFrame:
    """Everything that members did up to the date of the view: member, community (missing if it was for the
    whole place), date, kind (`TOOK_PART` or one of `GIVEN`), what (the event, the resource, ...)."""
    events = here["events"].set_index("name")
    events = events[~events["cancelled"].fillna(False).astype(bool)]

    def at_event(rows: pd.DataFrame, member: str, kind: str) -> pd.DataFrame:
        rows = rows[rows["event"].isin(events.index)]
        held = events.reindex(rows["event"])
        return _rows(rows[member], held["community"], held["date"], kind, rows["event"])

    attendance, actions = here["attendance"], here["actions"]
    resources, stories = here["resources"], here["value_stories"]
    mentoring, introductions = here["mentoring"], here["introductions"]
    issues, coverage, initiatives = here["issues"], here["coverage"], here["initiatives"]
    done = actions[actions["state"] == "done"]
    parts = [
        at_event(attendance[attendance["presence"] == "came"], "member", TOOK_PART),
        at_event(here["agenda_items"], "lead", "hosted"),
        at_event(here["sessions"], "host", "hosted"),
        _rows(resources["owner"], resources["community"], resources["made"], "wrote", resources["name"]),
        _rows(mentoring["mentor"], None, mentoring["since"], "taught", mentoring["skill"]),
        _rows(introductions["introduced_by"], None, introductions["introduced"], "introduced", None),
        _rows(issues["raised_by"], None, issues["raised"], "raised", issues["name"]),
        _rows(coverage["lead"], coverage["community"], coverage["since"], "led", coverage["issue"]),
        _rows(
            initiatives["lead"], initiatives["community"], initiatives["starts"], "led", initiatives["name"]
        ),
        _rows(stories["member"], stories["community"], stories["told"], "told", stories["name"]),
        _rows(done["who"], done["community"], done["due"].fillna(done["agreed"]), "did", done["name"]),
    ]
    found = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    found = found[found["member"].notna() & found["date"].notna()]
    if pd.notna(here.as_of):
        found = found[found["date"] <= here.as_of]
    return found.sort_values(["date", "member", "kind", "what"], kind="stable", ignore_index=True)


def _rows(
    member: pd.Series, community: pd.Series | None, day: pd.Series, kind: str, what: object
) -> pd.DataFrame:
    size = len(member)
    told = [None] * size if what is None else pd.Series(what).astype("object").to_numpy()
    where = [None] * size if community is None else community.astype("object").to_numpy()
    return pd.DataFrame(
        {
            "member": member.astype("object").to_numpy(),
            "community": pd.Series(where, dtype="object"),
            "date": pd.to_datetime(day).to_numpy(),
            "kind": kind,
            "what": pd.Series(told, dtype="object"),
        },
        columns=COLUMNS,
    )
