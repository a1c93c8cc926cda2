"""Columns of the tables of a place, of which some may not be given."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def rows_given(frames: Mapping[str, pd.DataFrame], table: str, *columns: str) -> pd.DataFrame:
    """Some columns of a table as plain values; no rows where the table is not given.

    >>> rows_given({}, "members", "name").empty
    True
    """
    if table not in frames:
        return pd.DataFrame(columns=list(columns), dtype="object")
    return frames[table][list(columns)].astype("object")
