"""The run sheet of an event: its agenda with clock times."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class RunSheet:
    """The agenda of one event with clock times.

    ``items`` has the columns position, starts and ends ('10:05'; '+0:05' where the start of the event
    is not known), title, kind, minutes, lead. ``planned`` is the sum of minutes; ``spare`` is what is
    left of the length of the event, negative if it is too long, None if the length is not known.
    """

    event: str
    items: pd.DataFrame
    planned: int
    spare: int | None


def run_sheet(event: pd.Series, agenda: pd.DataFrame) -> RunSheet:
    """The run sheet of an event.

    ``event`` has name, starts ('10:00' or empty) and minutes; ``agenda`` has the columns event,
    position, title, kind, minutes, lead.

    >>> event = pd.Series({"name": "Meeting", "starts": "10:00", "minutes": 30})
    >>> agenda = pd.DataFrame({"event": ["Meeting"], "position": [1], "title": ["Welcome"],
    ...                        "kind": ["talk"], "minutes": [10], "lead": [None]})
    >>> sheet = run_sheet(event, agenda)
    >>> sheet.items["ends"].item(), sheet.spare
    ('10:10', 20)
    """
    items = agenda[agenda["event"] == event["name"]].sort_values("position", kind="stable")
    minutes = items["minutes"].astype("int64")
    ends = minutes.cumsum()
    begun = event["starts"]
    known = isinstance(begun, str) and ":" in begun
    zero = int(begun[:2]) * 60 + int(begun[3:5]) if known else 0

    def clock(after: int) -> str:
        hours, rest = divmod(zero + after, 60)
        return f"{hours % 24:02}:{rest:02}" if known else f"+{hours}:{rest:02}"

    shown = items[["position", "title", "kind", "minutes", "lead"]].assign(
        starts=[clock(int(end - length)) for end, length in zip(ends, minutes, strict=True)],
        ends=[clock(int(end)) for end in ends],
    )
    planned = int(minutes.sum())
    length = event["minutes"]
    spare = None if pd.isna(length) else int(length) - planned
    return RunSheet(str(event["name"]), shown.reset_index(drop=True), planned, spare)
