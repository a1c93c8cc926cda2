"""Who gave something to a community, beyond coming: what counts as contributing is a choice of this kit.

Counted is who came to an event of the kind 'work together', led an item of an agenda, hosted a session, asked
or answered a question, keeps a resource, told a value story, or gave hours, on the day for which it is
recorded.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from copkit.functions.health.participation import visits

COLUMNS = ["community", "member", "date"]
WORK_TOGETHER = "work together"

_OWN = {
    "questions": {"community": "community", "asked_by": "member", "asked": "date"},
    "resources": {"community": "community", "owner": "member", "made": "date"},
    "value_stories": {"community": "community", "member": "member", "told": "date"},
    "hours_given": {"community": "community", "member": "member", "month": "date"},
}
"""Tables that name community, person and day themselves: which of their columns is which."""

_OF_EVENTS = {"agenda_items": "lead", "sessions": "host"}
"""Tables that name an event, and the column of the person."""

TABLES = ("events", "attendance", "answers", *_OF_EVENTS, *_OWN)
"""The tables in which contributions are recorded."""


def contributions(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Every contribution that is recorded: the columns community (missing: of the whole place), member, date.

    ``frames`` holds tables of a place by name; those that are not there are passed over. Used are those of
    `TABLES`. Rows without a person or a day are left out.

    >>> rows = pd.DataFrame({"community": ["Homes"], "asked_by": ["Ann"], "asked": ["2026-01-02"]})
    >>> contributions({"questions": rows})[["community", "member"]].to_numpy().tolist()
    [['Homes', 'Ann']]
    """
    parts = [
        frames[name][[*columns]].rename(columns=columns) for name, columns in _OWN.items() if name in frames
    ]
    if "events" in frames:
        events = frames["events"].drop_duplicates("name").set_index("name")
        if "attendance" in frames:
            together = frames["events"][frames["events"]["kind"] == WORK_TOGETHER]
            of_them = frames["attendance"]["event"].isin(together["name"])
            parts.append(visits(together, frames["attendance"][of_them])[COLUMNS])
        parts += [
            pd.DataFrame(
                {
                    "community": events["community"].reindex(frames[name]["event"]).to_numpy(dtype=object),
                    "member": frames[name][person].to_numpy(dtype=object),
                    "date": events["date"].reindex(frames[name]["event"]).to_numpy(),
                }
            )
            for name, person in _OF_EVENTS.items()
            if name in frames
        ]
    if {"answers", "questions"} <= frames.keys():
        asked = frames["questions"].drop_duplicates("name").set_index("name")["community"]
        said = frames["answers"].rename(columns={"answered_by": "member", "answered": "date"})
        parts.append(said.assign(community=asked.reindex(said["question"]).to_numpy(dtype=object))[COLUMNS])
    plain = [
        part[COLUMNS].assign(date=pd.to_datetime(part["date"])).astype(dict.fromkeys(COLUMNS[:2], "object"))
        for part in parts
    ]
    empty = pd.DataFrame({name: pd.Series(dtype="object") for name in COLUMNS})
    found = pd.concat(plain, ignore_index=True) if plain else empty
    return found.dropna(subset=["member", "date"]).reset_index(drop=True)
