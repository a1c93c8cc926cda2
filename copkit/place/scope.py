"""Which rows are known at a date, and which belong to one community: read off the declarations."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pandas as pd

from copkit.place.columns import Table
from copkit.place.schema import TABLES

Frames = Callable[[str], pd.DataFrame]
"""Gives the frame of a table by its name."""


def known_dates(table: type[Table], frame: pd.DataFrame, frames: Frames) -> pd.Series | None:
    """The date from which each row is true, or None where the table has no such date."""
    if table.known_from is None:
        return None
    column, _, other_column = table.known_from.partition(".")
    if not other_column:
        return frame[column]
    other = frames(str(table.fields()[column].refers_to)).set_index("name")[other_column]
    return other.reindex(frame[column]).set_axis(frame.index)


def known_at(table: type[Table], frame: pd.DataFrame, as_of: pd.Timestamp, frames: Frames) -> pd.DataFrame:
    """The rows that are true at ``as_of``. Rows without a date always are; a row that needs another
    one (a vote its issue, say) falls with it. ``frames`` gives tables already limited to the date."""
    dates = known_dates(table, frame, frames)
    if dates is not None and pd.notna(as_of):
        frame = frame[dates.isna() | (dates <= as_of)]
    for name, field in table.fields().items():
        if field.refers_to and field.required:
            frame = frame[frame[name].isin(frames(field.refers_to)["name"])]
    return frame


def belonging(table: type[Table], community: str, whole: Frames, scoped: Frames) -> pd.DataFrame:
    """The rows of a table that belong to a community.

    A row that names a community belongs to that one; one that could name a community and does not
    belongs to every one, unless something else that it names decides. ``whole`` gives the frames of
    the whole place, ``scoped`` those of the community.
    """
    frame = whole(table.table_name())
    if table.table_name() == "communities":
        return frame[frame["name"] == community]
    if table.belongs_through:
        other, column = table.belongs_through
        return frame[frame["name"].isin(scoped(other)[column])]
    if not table.belongs_to:
        return frame
    fields = table.fields()
    others = [column for column in table.belongs_to if fields[column].refers_to != "communities"]
    by_others = pd.Series(not others, index=frame.index)
    for column in others:
        by_others |= frame[column].isin(scoped(str(fields[column].refers_to))["name"].dropna())
    if "community" not in table.belongs_to:
        return frame[by_others]
    named = frame["community"].notna()
    return frame[(named & (frame["community"] == community)) | (~named & by_others)]


def current_at(frame: pd.DataFrame, as_of: pd.Timestamp, starts: str, ends: str) -> pd.DataFrame:
    """The rows that hold on a day: begun by then and not ended before it.

    ``starts`` and ``ends`` name date columns; an empty one means 'always' and 'still'. Without a day
    (NaT) the rows that have not ended are meant.

    >>> rows = pd.DataFrame({"since": pd.to_datetime(["2025-01-01"] * 2),
    ...                      "until": pd.to_datetime(["2025-06-30", None])})
    >>> len(current_at(rows, pd.Timestamp("2026-01-01"), "since", "until"))
    1
    """
    if pd.isna(as_of):
        return frame[frame[ends].isna()]
    begun = frame[starts].isna() | (frame[starts] <= as_of)
    return frame[begun & (frame[ends].isna() | (frame[ends] >= as_of))]


def latest_date(frames: Frames) -> pd.Timestamp:
    """The newest date on which something in the place became true; NaT if there is none.

    An attendance counts on the day of its event; an event that is only planned does not count."""
    newest, frames = pd.NaT, cache(frames)
    for name, table in TABLES.items():
        if table.known_from is None and not table.also_dated:
            continue
        known = known_dates(table, frames(name), frames)
        every = [] if known is None else [known]
        for dates in (*every, *(frames(name)[column] for column in table.also_dated)):
            if dates.notna().any():
                newest = dates.max() if pd.isna(newest) else max(newest, dates.max())
    return newest
